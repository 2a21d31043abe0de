"""Sweep: make the runs of a study, as many as are missing, and tabulate what is there.

A sweep can be stopped or killed at any moment: runs are stored whole, one by one, and the same call
goes on with what is missing. Runs are interleaved, so that a part of them is a smaller study.
"""

from __future__ import annotations

import gc
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from govsim.experiment.claim import claim_for
from govsim.experiment.cluster import check_scheduler
from govsim.experiment.manifest import drop_outdated
from govsim.experiment.parquet import check_folder, close_database
from govsim.experiment.plan import NOTE, Plan, planned, read_plan
from govsim.experiment.precise import FIRST_LOOK, most_pairs, next_look, precision_table
from govsim.experiment.runner import Progress, Tally, available_cores, run_missing
from govsim.experiment.store import BYTES_A_RUN, Store
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.runner import Pair, Simulate
    from govsim.experiment.study import Study

PROBE_MONTHS = 13
"""Months of the run that is timed for an estimate, start-up included."""


@dataclass(frozen=True)
class Standing:
    """Where a study stands; `seconds_left` at the speed of the last runs stored, None where none was."""

    runs: int
    done: int
    failed: int
    seconds_left: float | None
    last: float | None
    """When the last run was stored, seconds since 1970."""

    @property
    def left(self) -> int:
        """Runs not yet made."""
        return self.runs - self.done - self.failed


@dataclass(frozen=True)
class Estimate:
    """What a sweep takes: runs in all and still to make, seconds, bytes on disk."""

    runs: int
    missing: int
    seconds: float
    bytes: int


def sweep(
    study: Study,
    folder: Path,
    *,
    runs: Path | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    planning: Callable[[int, int], None] | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> tuple[Plan, dict[str, str]]:
    """Make what is missing of a study; the plan, and the errors of the runs that failed, by run.

    `runs` is a folder in which several studies keep their runs, so that what two of them ask for is
    made once; by default the study's own. `scheduler` is the address of a dask scheduler.

    Raises InputError for a study or a folder that cannot be used.
    """
    if scheduler is not None:
        check_scheduler(scheduler)
    plan = planned(study, folder, runs, planning)
    tidy_up()
    store, missing = plan.store, plan.missing()
    check_folder(store.folder, len(missing) * BYTES_A_RUN[study.detail])
    claim_for(folder, {"kind": "sweep", "names": [study.name], **study.resolved()})
    plan.write(folder, study)
    drop_outdated(folder)
    tidy_up()
    tally = Tally(store, left=len(missing), done=plan.count - len(missing), report=progress)
    run_missing(pairs(study, missing), tally, workers=workers, simulate=simulate, scheduler=scheduler)
    if not (folder / NOTE).is_file():
        raise InputError([Fault(str(folder), "was deleted while its runs were made; give the command again")])
    tidy_up()
    return plan, tally.failures


def tidy_up() -> None:
    """Give back the memory of what is over, so that what follows does not come on top of it."""
    gc.collect()
    close_database()


def sweep_until(
    study: Study,
    folder: Path,
    until: Mapping[str, float],
    *,
    runs: Path | None = None,
    workers: int | None = None,
    scheduler: str | None = None,
    planning: Callable[[int, int], None] | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> tuple[Study, Plan, dict[str, str], pd.DataFrame]:
    """Sweep with replications added until the effects at every point are as precise as `until` asks for.

    `until` are measures and half widths, the study's `replications` the most (see `govsim.experiment.precise`).
    A failed run ends it. The study with the replications made, its plan, the failures, and a table: point,
    scenario, measure and the columns of `precision_table`. Raises InputError too where there is no baseline.
    """
    from govsim.experiment.sweep_results import values

    if study.baseline is None:
        message = "the study has no baseline, and so no effects that could become precise"
        raise InputError([Fault("--until-precise", message)])
    names = tuple(until)
    shape = (len(study.points), len(study.scenarios), len(names))
    widths = np.broadcast_to(list(until.values()), shape).ravel()
    most = most_pairs(study.replications, study.plausible)
    following: int | None = min(FIRST_LOOK, most)
    while following is not None:
        asked = replace(study, replications=following)
        plan, failures = sweep(
            asked, folder, runs=runs, workers=workers, scheduler=scheduler, planning=planning, progress=progress,
            simulate=simulate,
        )
        at_end, _ = values(plan, names, study.horizon)
        effects = np.moveaxis(at_end[:, 1:] - at_end[:, :1], 2, 0).reshape(asked.replications, -1)
        following = None if failures else next_look(effects, widths, most)
    labels = [{"point": point, "scenario": study.names[world + 1], "measure": names[measure]}
              for point, world, measure in np.ndindex(*shape)]
    return asked, plan, failures, precision_table(labels, effects, widths)


def pairs(study: Study, missing: npt.NDArray[np.int32]) -> Iterator[Pair]:
    """Scenarios and seeds, made when they are asked for: however many there are, few are in memory."""
    for point, world, seed in map(np.ndarray.tolist, missing):
        scenario = study.scenario(study.worlds[world], study.points[point])
        yield study.in_world(scenario, seed % study.plausible) if study.plausible else scenario, seed


def standing(folder: Path) -> Standing:
    """Where the study in a folder stands, from the files that are there."""
    plan, _ = read_plan(folder)
    names = {plan.run(*at) for at in plan.runs()}
    times = sorted(stored_at for run, stored_at in stored_times(plan.store) if run in names)
    failed = {path.stem for path in (plan.store.folder / "failed").glob("[!.]*.json")} & names
    recent = times[-50:]
    left = len(names) - len(times) - len(failed)
    speed = (recent[-1] - recent[0]) / (len(recent) - 1) if len(recent) > 1 else None
    seconds = None if speed is None or not left else max(0.0, speed * left - (time.time() - recent[-1]))
    return Standing(len(names), len(times), len(failed), seconds, times[-1] if times else None)


def stored_times(store: Store) -> Iterator[tuple[str, float]]:
    """Every stored run and when it was."""
    for path in store.folder.glob("runs/*/[!.]*.parquet"):
        try:
            yield path.stem, path.stat().st_mtime
        except FileNotFoundError:
            continue


def estimate(
    study: Study, folder: Path, *, runs: Path | None = None, workers: int | None = None,
    planning: Callable[[int, int], None] | None = None,
) -> Estimate:
    """What a sweep would take; a few months of the last scenario at the first point are run and timed."""
    from govsim.run import simulate

    plan = planned(study, folder, runs, planning)
    missing = len(plan.missing())
    scenario = study.scenario(study.worlds[-1], study.points[0])
    months = min(len(scenario.months), PROBE_MONTHS)
    simulate(replace(scenario, end=scenario.start), study.seed)
    started = time.perf_counter()
    simulate(replace(scenario, end=scenario.start), study.seed)
    one = time.perf_counter() - started
    simulate(replace(scenario, end=scenario.start + months - 1), study.seed)
    more = time.perf_counter() - started - one
    month = max(0.0, more - one) / max(1, months - 1)
    each = one + month * (len(scenario.months) - 1)
    share = len(scenario.months) / 108
    size = int(TYPICAL_BYTES[study.detail] * share)
    return Estimate(plan.count, missing, missing * each / (workers or available_cores()), missing * size)


TYPICAL_BYTES = {"district": 60_000, "street": 1_300_000, "community": 3_300_000, "courtyard": 45_000_000}
"""Size of a stored run of nine years, measured."""
