"""Runner: many (scenario, seed) pairs, each run once, in this process or on all cores.

What is stored is not run again. The first run is made in this process and timed; when the rest
would take no more than a few seconds it is made here too, otherwise by worker processes of
dask.distributed, one thread each, which store their runs themselves and return only whether they
failed. A run that raises, or that kills its worker, is recorded as failed and the others go on. An
interruption leaves every finished run stored.
"""

from __future__ import annotations

import gc
import math
import multiprocessing
import os
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, islice, repeat
from itertools import count as numbers
from typing import TYPE_CHECKING, Any, Protocol
from uuid import uuid4

from govsim.experiment.cluster import forget_names, forget_others, kept_tidy, on_cluster, own_processes
from govsim.experiment.store import Store
from govsim.experiment.tasks import ALIKE, batches, joined
from govsim.experiment.worker import load_for_good
from govsim.memory import give_back_freed_memory

if TYPE_CHECKING:
    from distributed import Client

    from govsim.run import Run
    from govsim.scenario import Scenario

    Pair = tuple[Scenario, int]

WORTH_A_CLUSTER = 10.0
"""Seconds of work left above which starting worker processes (3-7 s) pays."""

WINDOW = 2
"""Tasks submitted ahead for each worker: enough to keep it busy, few enough to keep memory flat."""

RUNS_A_PROCESS, OLD = 250, 60.0
"""Runs that each worker process makes, on average, and the least seconds, before new ones take over, in some two
seconds: what a process may gather with its runs is then the same in long sweeps as in short ones."""

TASK_SECONDS, TASK_RUNS = 1.0, 8
"""Seconds that a task of short runs is to take, as sending one and hearing of its end takes some milliseconds, and
its most runs, as those that are submitted are kept in memory."""


class Simulate(Protocol):
    """What makes a run; worker processes import it by its name."""

    def __call__(
        self, scenario: Scenario, seed: int, *, detail: str = "community",
        progress: Callable[[int, int], None] | None = None,
    ) -> Run: ...


@dataclass(frozen=True)
class Progress:
    """Where a study stands: runs done (stored ones included), failed and left, and the time left.

    `month` of `months` is the position in the current run while runs are made in this process.
    """

    done: int
    failed: int
    left: int
    seconds_left: float | None = None
    month: int = 0
    months: int = 0


class RunsFailed(RuntimeError):
    """Some of `runs` raised; all others are in the `store`. `failures` maps a run's id to its error in one line."""

    def __init__(self, failures: dict[str, str], runs: int, store: Store) -> None:
        self.failures, self.runs, self.store = failures, runs, store
        counts: dict[str, int] = {}
        for message in failures.values():
            counts[message] = counts.get(message, 0) + 1
        lines = [f"{len(failures)} of {runs} runs failed; each is described in {store.folder / 'failed'}"]
        lines += [f"  {count} x {message}" for message, count in counts.items()]
        super().__init__("\n".join(lines))


@dataclass
class Tally:
    """Counts runs and reports them."""

    store: Store
    left: int
    done: int
    report: Callable[[Progress], None] | None
    failures: dict[str, str] = field(default_factory=dict)
    finished: int = 0
    started: float = field(default_factory=time.monotonic)

    def seconds_left(self, part: float = 0.0) -> float | None:
        """Time left at the speed so far; `part` is the finished share of the current run."""
        work = self.finished + part
        return (time.monotonic() - self.started) / work * (self.left - part) if work else None

    def runs_within(self, seconds: float, workers: int) -> int:
        """How many runs each of so many workers makes in this time, at the speed so far."""
        left = self.seconds_left()
        return int(seconds * self.left / (left * workers)) if left else 0

    def tell(self, month: int = 0, months: int = 0) -> None:
        """Report where the study stands."""
        if self.report:
            part = month / months if months else 0.0
            left = self.seconds_left(part)
            self.report(Progress(self.done, len(self.failures), self.left, left, month, months))

    def count(self, pair: Pair, error: str | None) -> None:
        """Count one more run as done, or as failed with `error`."""
        self.left -= 1
        self.finished += 1
        if error is None:
            self.done += 1
        else:
            self.failures[self.store.run_id(*pair)] = error
        self.tell()


def interleaved(scenarios: Sequence[Scenario], seeds: Sequence[int]) -> list[Pair]:
    """Every scenario with the first seed, then every scenario with the second: whole pairs come early."""
    return [(scenario, seed) for seed in seeds for scenario in scenarios]


def attempt(
    pair: Pair, store: Store, simulate: Simulate | None = None, progress: Callable[[int, int], None] | None = None
) -> str | None:
    """Make and store one run; None, or the error in one line once it is recorded as failed.

    OSError where it cannot be stored: that is no fault of the run, and would befall all others.
    """
    if simulate is None:
        import govsim.run

        simulate = govsim.run.simulate
    scenario, seed = pair
    try:
        run = simulate(scenario, seed, detail=store.detail, progress=progress)
    except Exception as error:
        return store.write_failure(scenario, seed, error)
    store.write(run)
    return None


def run_pairs(
    pairs: Sequence[Pair],
    store: Store,
    *,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> list[str]:
    """Make every run that is not yet stored; ids in the order of `pairs`.

    `workers` is the number of processes (default: the cores this process may use). RunsFailed names
    what failed once everything else is done. A KeyboardInterrupt, also one raised by `progress`, ends
    the study at once and leaves it resumable.
    """
    ids = [store.run_id(*pair) for pair in pairs]
    missing = {run: pair for run, pair in zip(ids, pairs, strict=True) if run not in store}
    tally = Tally(store, left=len(missing), done=len(set(ids)) - len(missing), report=progress)
    run_missing(iter(missing.values()), tally, workers=workers, simulate=simulate)
    if tally.failures:
        raise RunsFailed(tally.failures, len(set(ids)), store)
    return ids


def run_missing(
    todo: Iterator[Pair],
    tally: Tally,
    *,
    workers: int | None = None,
    simulate: Simulate | None = None,
    scheduler: str | None = None,
) -> None:
    """Make the runs of `todo`, `tally.left` of them, none stored yet; failures are in the tally afterwards.

    `todo` is asked for a few pairs when there is room for them, so that however many there are, few are in
    memory. `scheduler` is the address of a dask scheduler whose workers make all of them.
    """
    if getattr(multiprocessing.current_process(), "_inheriting", False):
        raise RuntimeError("put the call under `if __name__ == '__main__':`, since worker processes import this file")
    tally.tell()
    if scheduler is not None:
        with on_cluster(scheduler, tally.store) as client:
            workers = max(1, len(client.scheduler_info(n_workers=-1)["workers"]))
            run_on(client, tasks_of(todo, workers, tally), workers, simulate, tally)
        return
    workers = workers or available_cores()
    todo = chain.from_iterable(batches(todo, ALIKE))
    for pair in todo:
        tally.count(pair, attempt(pair, tally.store, simulate, tally.tell if tally.report else None))
        if workers > 1 and (tally.seconds_left() or 0.0) > WORTH_A_CLUSTER:
            processes = min(workers, tally.left)
            tasks = tasks_of(todo, processes, tally)
            while tally.left:
                with own_processes(processes) as client:
                    run_on(client, tasks, processes, simulate, tally, RUNS_A_PROCESS * processes)


def available_cores() -> int:
    """Cores that this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def tasks_of(todo: Iterator[Pair], workers: int, tally: Tally) -> Iterator[list[Pair]]:
    """What one worker makes at a time: pairs that start alike, more of them where runs are short."""

    def wanted() -> int:
        return min(TASK_RUNS, tally.runs_within(TASK_SECONDS, workers), tally.left // (WINDOW * workers))

    return joined(batches(todo, max(1, min(ALIKE, tally.left // (2 * workers)))), wanted)


def attempt_all(batch: Sequence[Pair], store: Store, simulate: Simulate | None) -> list[str | None]:
    """`attempt` for each pair, but for what a worker stored before it died; each leaves nothing in memory."""
    load_for_good()
    forget_names()
    errors = []
    for pair in batch:
        forget_others(pair[0].beginning, pair[1])
        errors.append(None if store.run_id(*pair) in store else attempt(pair, store, simulate))
        gc.collect()  # or the next would be made beside what is left of this one
        give_back_freed_memory()  # or holes that hold nothing become more with every run that differs from the last
    return errors


def run_on(
    client: Client, tasks: Iterator[list[Pair]], workers: int, simulate: Simulate | None, tally: Tally,
    most: float = math.inf,
) -> None:
    """Make the runs of `tasks` on the workers of a client, counting each as it ends.

    Once they have been given `most` and are `OLD`, no more tasks are taken, and what they have is ended.

    A run whose worker died again and again may only have waited behind the one that kills: it is
    tried once more, alone, before it is given up.
    """
    from distributed import KilledWorker, as_completed

    store = replace(tally.store, folder=tally.store.folder.resolve())
    running: dict[Any, list[Pair]] = {}
    killed: list[Pair] = []
    keys = zip(repeat(f"runs-{uuid4().hex}"), numbers(), strict=False)  # one group: dask keeps every group for good
    started, given = time.monotonic(), 0

    def submit(batch: list[Pair]) -> Any:
        nonlocal given
        given += len(batch)
        future = client.submit(attempt_all, batch, store, simulate, key=next(keys))
        running[future] = batch
        return future

    def count(batch: list[Pair], future: Any) -> None:
        raised = future.exception()
        if raised and not isinstance(raised, KilledWorker):
            raise raised
        errors = [store.write_failure(*pair, raised) for pair in batch] if raised else future.result()
        for pair, error in zip(batch, errors, strict=True):
            tally.count(pair, error)

    completed = as_completed([submit(batch) for batch in islice(tasks, WINDOW * workers)], loop=client.loop)
    with kept_tidy() as tidy:
        for future in completed:
            batch = running.pop(future)
            if isinstance(future.exception(), KilledWorker):
                killed += batch
            else:
                count(batch, future)
            future.release()
            tidy()
            old = given >= most and time.monotonic() - started > OLD
            for following in islice(tasks, 0 if old else 1):
                completed.add(submit(following))
    for pair in killed:
        count([pair], submit([pair]))
