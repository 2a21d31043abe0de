"""The runner: nothing twice, nothing lost, the same whatever the order, the processes and the accidents."""

from __future__ import annotations

import gc
import os
import signal
import subprocess
import sys
import time
import weakref
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from dask.utils import key_split
from distributed import Client
from distributed.utils import key_split_group

from govsim.experiment import cluster as cluster_module
from govsim.experiment import parquet, runner
from govsim.experiment.cluster import forget_names
from govsim.experiment.parquet import close_database
from govsim.experiment.runner import (
    Progress,
    RunsFailed,
    Tally,
    attempt_all,
    interleaved,
    run_on,
    run_pairs,
    tasks_of,
)
from govsim.experiment.store import Store
from govsim.experiment.tasks import batches, joined
from govsim.run import Run, in_common, settled
from govsim.scenario import Scenario
from tests.experiment.fake import deadly, failing, fake, scenario, signed, spacious

BASE, REFORM = scenario("base"), scenario("reform", 2)
PAIRS = interleaved([BASE, REFORM], [1, 2, 3, 4])


@pytest.fixture
def cluster(monkeypatch: pytest.MonkeyPatch) -> None:
    """Everything after the first run goes to worker processes."""
    monkeypatch.setattr(runner, "WORTH_A_CLUSTER", 0.0)


def contents(store: Store) -> dict[str, bytes]:
    return {run: store.path(run).read_bytes() for run in store.stored()}


def test_seeds_are_interleaved() -> None:
    assert [(world.name, seed) for world, seed in PAIRS[:4]] == [("base", 1), ("reform", 1), ("base", 2), ("reform", 2)]


def test_old_worker_processes_make_way_for_new_ones(
    tmp_path: Path, cluster: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    pairs = interleaved([BASE, REFORM], range(1, 13))
    ids = run_pairs(pairs, store := Store(tmp_path / "stay"), workers=2, simulate=signed)
    assert len(store.notes(ids)) <= 3, "this process and two workers, that are not old"
    monkeypatch.setattr(runner, "RUNS_A_PROCESS", 3)
    monkeypatch.setattr(runner, "OLD", 0.0)
    opened: list[int] = []
    own = runner.own_processes

    def counted(workers: int) -> AbstractContextManager[Client]:
        opened.append(workers)
        return own(workers)

    monkeypatch.setattr(runner, "own_processes", counted)
    told: list[Progress] = []
    renewed = Store(tmp_path / "renewed")
    assert run_pairs(pairs, renewed, workers=2, simulate=signed, progress=told.append) == ids
    made = renewed.notes(ids)
    others = {process: runs for (process, _), runs in made.items() if process != f"{os.getpid()}"}
    assert sum(made.values()) == 24 and len(others) >= 4
    assert opened == [2, 2, 2], "of 23 runs each pair of processes is given the tasks that it begins with, of two runs"
    assert (told[-1].done, told[-1].left) == (24, 0)


def test_what_runs_keep_for_the_next_is_forgotten_where_none_follows(tmp_path: Path, cluster: None) -> None:
    in_common.cache_clear()
    settled(), in_common(("a beginning",), 1)
    run_pairs([(BASE, 1)], Store(tmp_path / "one"), simulate=fake)
    assert settled.cache_info().currsize == in_common.cache_info().currsize == 1
    run_pairs(PAIRS, Store(tmp_path / "many"), workers=2, simulate=fake)
    assert settled.cache_info().currsize == in_common.cache_info().currsize == 0


def test_runs_are_made_once(tmp_path: Path) -> None:
    store = Store(tmp_path)
    made = []

    def counted(world, seed, *, detail="community", progress=None):  # type: ignore[no-untyped-def]
        made.append((world.name, seed))
        return fake(world, seed)

    ids = run_pairs([*PAIRS[:3], PAIRS[0]], store, simulate=counted)
    assert len(made) == 3
    assert ids[0] == ids[3]
    assert run_pairs(PAIRS, store, simulate=counted) == [store.run_id(*pair) for pair in PAIRS]
    assert len(made) == len(PAIRS)


def test_a_scenario_of_another_name_is_the_same_run(tmp_path: Path) -> None:
    ids = run_pairs(interleaved([BASE, scenario("twin")], [1]), Store(tmp_path), simulate=fake)
    assert ids[0] == ids[1]


def test_order_does_not_matter(tmp_path: Path) -> None:
    forward, backward = Store(tmp_path / "a"), Store(tmp_path / "b")
    run_pairs(PAIRS, forward, simulate=fake)
    run_pairs(PAIRS[::-1], backward, simulate=fake)
    assert contents(forward) == contents(backward)


def test_processes_do_not_matter(tmp_path: Path, cluster: None) -> None:
    here, there = Store(tmp_path / "a"), Store(tmp_path / "b")
    run_pairs(PAIRS, here, workers=1, simulate=fake)
    seen: list[Progress] = []
    ids = run_pairs(PAIRS, there, workers=2, simulate=fake, progress=seen.append)
    assert contents(here) == contents(there)
    assert ids == [here.run_id(*pair) for pair in PAIRS]
    assert (seen[-1].done, seen[-1].failed, seen[-1].left) == (8, 0, 0)


def test_progress(tmp_path: Path) -> None:
    store = Store(tmp_path)
    run_pairs(PAIRS[:1], store, simulate=fake)
    seen: list[Progress] = []
    run_pairs(PAIRS[:3], store, workers=1, simulate=fake, progress=seen.append)
    assert (seen[0].done, seen[0].left, seen[0].seconds_left) == (1, 2, None)
    months = [(found.month, found.months) for found in seen if found.months]
    assert months == [(month, 6) for month in range(1, 7)] * 2
    assert [found.done for found in seen if not found.months] == [1, 2, 3]
    assert seen[-1].seconds_left == 0.0


def test_a_failure_is_kept_apart(tmp_path: Path) -> None:
    store = Store(tmp_path)
    with pytest.raises(RunsFailed, match="2 of 8 runs failed") as raised:
        run_pairs(PAIRS, store, simulate=failing)
    assert len(store.stored()) == 6
    assert "2 x ArithmeticError: infinity in month 2008-03" in str(raised.value)
    failed = {store.run_id(world, 3) for world in (BASE, REFORM)}
    assert set(raised.value.failures) == failed
    assert all(store.failure_path(run).exists() for run in failed)
    run_pairs(PAIRS, store, simulate=fake)
    assert len(store.stored()) == 8
    assert not any(store.failure_path(run).exists() for run in failed)


@pytest.mark.slow
@pytest.mark.skipif(os.name != "posix", reason="limits of POSIX")
@pytest.mark.parametrize("workers", [1, 2])
def test_a_run_that_cannot_be_stored_is_no_failed_run(tmp_path: Path, cluster: None, workers: int) -> None:
    import resource

    store, before = Store(tmp_path), resource.getrlimit(resource.RLIMIT_FSIZE)
    try:
        with pytest.raises(OSError, match=r"File too large: .*\.parquet"):
            run_pairs(PAIRS, store, workers=workers, simulate=spacious)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
    assert not (tmp_path / "failed").exists()
    assert 1 <= len(store.stored()) < 8
    assert workers > 1 or not list(tmp_path.rglob(".*"))  # a worker that is killed as it writes leaves a hidden file
    run_pairs(PAIRS, store, workers=1, simulate=fake)
    assert len(store.stored()) == 8


def keys_told(monkeypatch: pytest.MonkeyPatch) -> list[Any]:
    """The key of every task from now on."""
    keys: list[Any] = []
    submit = Client.submit

    def noted(self: Client, *given: Any, key: Any = None, **more: Any) -> Any:
        future = submit(self, *given, key=key, **more)
        keys.append(future.key)
        return future

    monkeypatch.setattr(Client, "submit", noted)
    return keys


def test_tasks_have_keys_of_their_own_in_one_group_and_their_names_are_forgotten(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    keys, forgotten = keys_told(monkeypatch), []
    for module in (cluster_module, runner):
        monkeypatch.setattr(module, "forget_names", lambda: forgotten.append(len(keys)))
    tallies = [Tally(Store(tmp_path / name), left=8, done=0, report=None) for name in "ab"]
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        for tally in tallies:
            run_on(client, tasks_of(iter(PAIRS), 1, tally), 1, fake, tally)
    assert [len(tally.store.stored()) for tally in tallies] == [tally.done for tally in tallies] == [8, 8]
    assert len(keys) == len(set(keys)) and len({key_split_group(key) for key in keys}) == 2
    assert len(forgotten) == 2 * len(keys), "by the worker, which is in this process too, and by what submits"


def test_what_is_over_is_tidied_up_after_every_task(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    keys, tidied = keys_told(monkeypatch), []

    @contextmanager
    def counted() -> Iterator[Callable[[], None]]:
        yield lambda: tidied.append(len(keys))

    monkeypatch.setattr(runner, "kept_tidy", counted)
    tally = Tally(Store(tmp_path), left=8, done=0, report=None)
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        run_on(client, tasks_of(iter(PAIRS), 1, tally), 1, fake, tally)
    assert len(tidied) == len(keys) > 2


def test_names_are_forgotten() -> None:
    key_split(("runs-1", 1))
    assert key_split.cache_info().currsize > 0
    forget_names()
    assert key_split.cache_info().currsize == 0


def test_failures_on_workers_and_a_killed_worker(
    tmp_path: Path, cluster: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    store, keys = Store(tmp_path), keys_told(monkeypatch)
    with pytest.raises(RunsFailed, match="1 of 6 runs failed"):
        run_pairs([(BASE, seed) for seed in (1, 2, 3, 4, 5, 6)], store, workers=2, simulate=deadly)
    assert len(keys) == len(set(keys)) > 5, "five of the workers, and again that of the run that kills"
    assert len(store.stored()) == 5
    assert "KilledWorker" in store.failure_path(store.run_id(BASE, 3)).read_text(encoding="utf-8")


@pytest.mark.parametrize("workers", [1, 2])
def test_an_interruption_keeps_what_is_done(tmp_path: Path, cluster: None, workers: int) -> None:
    store = Store(tmp_path)

    def interrupt(progress: Progress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        run_pairs(PAIRS, store, workers=workers, simulate=fake, progress=interrupt)
    kept = contents(store)
    assert len(kept) >= 3 and (len(kept) < 8 or workers == 2)
    assert not store.read(store.stored(), "district").empty
    run_pairs(PAIRS, store, simulate=fake)
    assert {run: store.path(run).read_bytes() for run in kept} == kept
    assert len(store.stored()) == 8


SCRIPT = """
import sys
from dataclasses import replace
from pathlib import Path
from govsim.experiment import parquet, runner
from govsim.experiment.store import Store
from tests.experiment.fake import scenario, slow
if __name__ == "__main__":
    runner.WORTH_A_CLUSTER = 0.0
    pairs = [(scenario("base"), seed) for seed in range(500)]
    runner.run_pairs(pairs, Store(Path(sys.argv[1])), workers=2, simulate=slow)
"""


@pytest.mark.skipif(os.name != "posix", reason="process groups")
@pytest.mark.slow
def test_ctrl_c_in_a_terminal_ends_everything_quietly(tmp_path: Path) -> None:
    script = tmp_path / "study.py"
    script.write_text(SCRIPT)
    store = Store(tmp_path / "out")
    root = Path(__file__).parents[2]
    environment = {**os.environ, "PYTHONPATH": str(root)}
    process = subprocess.Popen(
        [sys.executable, str(script), str(store.folder)], env=environment, stderr=subprocess.PIPE, text=True,
        start_new_session=True,
        # what starts the tests may ignore Ctrl-C, as a shell's background job does
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 60
    while len(store.stored()) < 4 and time.monotonic() < deadline:
        time.sleep(0.1)
    os.killpg(process.pid, signal.SIGINT)
    _, errors = process.communicate(timeout=30)
    assert process.returncode != 0
    assert 4 <= len(store.stored()) < 500
    assert not store.read(store.stored(), "district").empty
    assert errors.count("Traceback") <= 1, errors
    with pytest.raises(ProcessLookupError):
        for _ in range(100):
            os.killpg(process.pid, 0)
            time.sleep(0.1)


@pytest.mark.skipif(not hasattr(signal, "pthread_sigmask"), reason="signals of POSIX")
def test_processes_begun_meanwhile_never_hear_of_ctrl_c() -> None:
    """In a process of its own: the first to be begun starts Python's tracker of resources, once a process."""
    code = """
import multiprocessing, signal
from govsim.experiment.cluster import interrupts_held

def masked():
    return signal.SIGINT in signal.pthread_sigmask(signal.SIG_BLOCK, [])

if __name__ == "__main__":
    with interrupts_held():
        begun = multiprocessing.get_context("spawn").Process(target=int)
        begun.start()
        assert masked()
    assert not masked()
    begun.join()
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def test_a_script_without_a_main_guard_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import multiprocessing

    monkeypatch.setattr(multiprocessing.current_process(), "_inheriting", True, raising=False)
    with pytest.raises(RuntimeError, match="__main__"):
        run_pairs(PAIRS, Store(tmp_path), simulate=fake)


def test_runs_that_start_alike_share_a_task() -> None:
    other = replace(scenario("other"), world=replace(BASE.world, loss_aversion=1.5))
    pairs = [*interleaved([BASE, REFORM, other], [1, 2]), *((BASE, seed) for seed in (3, 3, 3))]
    found = [[(world.name, seed) for world, seed in batch] for batch in batches(iter(pairs), 2)]
    assert found == [
        [("reform", 1), ("base", 1)], [("other", 1)], [("reform", 2), ("base", 2)], [("other", 2)],
        [("base", 3), ("base", 3)], [("base", 3)],
    ]


def test_short_runs_share_a_task_until_it_is_worth_its_messages() -> None:
    groups = [[(BASE, seed), (REFORM, seed)] for seed in range(6)]
    wanted = iter([0, 2, 3, 100])
    found = [[seed for _, seed in task] for task in joined(iter(groups), lambda: next(wanted))]
    assert found == [[0, 0], [1, 1], [2, 2, 3, 3], [4, 4, 5, 5]]


def test_how_many_runs_a_worker_makes_in_a_time(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(time, "monotonic", lambda: 102.0)
    tally = Tally(Store(tmp_path), left=100, done=0, report=None, started=100.0)
    assert tally.runs_within(3.0, 2) == 0  # nothing is known yet
    tally.finished = 10
    assert tally.runs_within(3.0, 2) == 7  # two workers make 10 runs in 2 seconds, one of them 7.5 in 3


def test_of_runs_that_start_alike_those_that_part_first_are_made_first(tmp_path: Path) -> None:
    made = []

    def noted(scenario: Scenario, seed: int, **given: Any) -> Run:
        made.append((scenario.name, seed))
        return fake(scenario, seed, **given)

    store = Store(tmp_path)
    ids = run_pairs(interleaved([BASE, REFORM], [1, 2]), store, simulate=noted, workers=1)
    assert made == [("reform", 1), ("base", 1), ("reform", 2), ("base", 2)]
    assert ids == [store.run_id(*pair) for pair in interleaved([BASE, REFORM], [1, 2])]


def test_what_a_dead_worker_stored_is_not_made_again(tmp_path: Path) -> None:
    store = Store(tmp_path)
    run_pairs(PAIRS[:1], store, simulate=fake)
    made = []

    def counted(world, seed, *, detail="community", progress=None):  # type: ignore[no-untyped-def]
        made.append(world.name)
        return failing(world, 3) if world is REFORM else fake(world, seed)

    errors = attempt_all([*PAIRS[:2], PAIRS[2]], store, counted)
    assert made == ["reform", "base"]
    assert errors == [None, "ArithmeticError: infinity in month 2008-03", None]


class Circular:
    """Refers to itself, as a model and its agents do."""

    def __init__(self) -> None:
        self.model = self


def test_a_run_leaves_nothing_behind_for_the_next(tmp_path: Path) -> None:
    models: list[weakref.ref[Any]] = []

    def circular(scenario: Scenario, seed: int, **given: Any) -> Run:
        assert not any(model() for model in models)
        model = Circular()
        models.append(weakref.ref(model))
        return fake(scenario, seed, **given)

    gc.disable()
    try:
        assert attempt_all(PAIRS[:3], Store(tmp_path), circular) == [None] * 3
    finally:
        gc.enable()
    assert len(models) == 3


def test_the_database_reads_nothing_ahead() -> None:
    names = ("threads", "async_threads", "read_ahead_depth", "enable_external_file_cache")
    with parquet.connection() as database:
        told = dict(database.execute("SELECT name, value FROM duckdb_settings()").fetchall())
    assert [told[name] for name in names] == ["1", "1", "0", "false"]


def test_the_database_is_opened_anew_after_some_queries(monkeypatch: pytest.MonkeyPatch) -> None:
    closed = []

    def noted() -> None:
        closed.append(True)
        close_database()

    monkeypatch.setattr(parquet, "close_database", noted)
    for _ in range(2 * parquet.USES_OF_A_DATABASE):
        with parquet.connection() as database:
            assert database.execute("SELECT 1").fetchall() == [(1,)]
    assert len(closed) == 2
