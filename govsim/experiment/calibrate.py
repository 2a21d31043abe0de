"""Calibrate: find the worlds that the targets do not rule out, in waves of runs and emulators.

Every run varies all uncertain numbers of the world at once. The first wave fills the whole cube; what
moves a target there (`screened`) becomes an input of its emulator, and each later wave runs where the
emulator rules nothing out, screens again and fits again. The end is a set of vectors drawn among those
that are not ruled out, each confirmed by a run of its own (`govsim.experiment.history_matching`).

The folder keeps the points of each wave and what the targets see of each run, so that a calibration
that was stopped or killed goes on where it was.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from govsim.experiment.emulator import Curve
from govsim.experiment.history_matching import Known, implausibility, not_ruled_out
from govsim.experiment.space import Space
from govsim.experiment.waves import FIRST_SEED, MOST_BATCHES, Floats, Wave, Work, waves_of
from govsim.params import Fault, InputError
from govsim.targets import Target, targets_checksum

if TYPE_CHECKING:
    from govsim.experiment.runner import Progress, Simulate
    from govsim.scenario import Scenario

WAVES, RUNS, VECTORS = 4, 200, 260
"""Waves, runs of each (the first has twice as many), and vectors drawn at the end, unless asked for."""


@dataclass(frozen=True)
class Calibration:
    """What came of it; vectors are rows of `units`, in no order."""

    scenario: Scenario
    targets: tuple[Target, ...]
    space: Space
    waves: tuple[Wave, ...]
    units: Floats
    values: Floats
    """What each vector's own run showed, shape (vectors, targets)."""
    seeds: tuple[int, ...]
    """Seeds of these runs."""
    refuted: int
    """Vectors drawn that their own run ruled out."""
    chance: tuple[Curve, ...]
    """Variance a target between runs of one vector that differ in their seed, by what they show."""
    shown: Floats
    """What the runs of all vectors drawn showed, those ruled out by them included, shape (drawn, targets)."""
    foreseen: Floats
    """What the emulator expected of these."""
    variance: Floats
    """Variance of the model around that."""
    moves: tuple[tuple[int, ...], ...]
    """Columns of the parameters that move each target."""
    member: int
    """The central vector."""
    seed: int

    @property
    def active(self) -> tuple[int, ...]:
        """Columns of the parameters that move a target: the calibrated ones."""
        return tuple(sorted({column for columns in self.moves for column in columns}))

    @property
    def stays(self) -> npt.NDArray[np.bool_]:
        """Which of the vectors drawn are in the set."""
        return confirmed(Known.of(self.targets), self.shown, self.chance)


def calibrate(
    scenario: Scenario,
    targets: Sequence[Target],
    folder: Path,
    *,
    waves: int = WAVES,
    runs: int = RUNS,
    vectors: int = VECTORS,
    seed: int = 1,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> Calibration:
    """Make what is missing of a calibration of `scenario`'s world to `targets`.

    InputError for what cannot be used, RunsFailed where so many runs failed that too few are left.
    """
    check(scenario, targets, waves, runs, vectors)
    work = Work.of(scenario, targets, folder, seed, workers, progress, simulate)
    done = waves_of(work, waves, runs)
    chance = between_seeds(done[-1].units, done[-1].values)
    tried, shown = np.empty((0, len(work.space.names))), np.empty((0, len(targets)))
    stays, seeds_tried = np.empty(0, dtype=bool), np.empty(0, dtype=np.int64)
    for batch in range(1, MOST_BATCHES + 1):
        drawn = work.drawn(done, vectors - int(stays.sum()), f"vectors{batch}", weighted=True)
        found, kept, seeds = work.run(drawn, FIRST_SEED * (waves + batch) + seed)
        tried, shown = np.concatenate([tried, drawn[kept]]), np.concatenate([shown, found])
        seeds_tried = np.concatenate([seeds_tried, seeds])
        stays = confirmed(work.known, shown, chance)
        if stays.sum() >= vectors:
            break
    if not stays.any():
        raise InputError("the targets rule out every world: see their tolerance and discrepancy")
    expected, variance = done[-1].emulator.expect(tried)
    moves = work.moving(done, tried, shown)
    units = tried[stays]
    member = work.central(units, sorted({column for columns in moves for column in columns}), waves)
    return Calibration(
        scenario, work.targets, work.space, done, units, shown[stays], tuple(seeds_tried[stays].tolist()),
        int((~stays).sum()), chance, shown, expected, variance, moves, member, seed,
    )


def check(scenario: Scenario, targets: Sequence[Target], waves: int, runs: int, vectors: int) -> None:
    """InputError with everything that keeps these targets from being calibrated to."""
    faults = [
        Fault(name, f"must be at least {least}, not {value}")
        for name, value, least in (("waves", waves, 1), ("runs", runs, 20), ("vectors", vectors, 20)) if value < least
    ]
    if not targets:
        faults.append(Fault(scenario.place, "has no target that parameters may be fitted to"))
    for target in targets:
        if target.use != "calibrate":
            raise ValueError(f"{target.name} is for {target.use}, not for calibration")
        if not scenario.start <= target.since <= target.month <= scenario.end:
            faults.append(Fault(target.name, "its months are outside the run"))
    if faults:
        raise InputError(faults)


def horizon(targets: Sequence[Target]) -> int:
    """Month after which no target sees anything."""
    return max(target.month for target in targets)


def between_seeds(units: Floats, values: Floats) -> tuple[Curve, ...]:
    """Variance a target between runs at one vector that differ in their seed, by the mean of these runs."""
    vectors = np.unique(units, axis=0, return_inverse=True)[1].ravel()
    sizes = np.bincount(vectors)
    repeated = [values[vectors == vector] for vector in np.flatnonzero(sizes > 1)]
    means = np.array([runs.mean(axis=0) for runs in repeated])
    variances = np.array([runs.var(axis=0, ddof=1) for runs in repeated])
    return tuple(
        Curve.through(means[:, target], variances[:, target], PAIRS_AVERAGED) for target in range(values.shape[1])
    )


PAIRS_AVERAGED = 10
"""Vectors over which the variance between seeds is averaged: few, since it may change fast with the mean."""


def confirmed(known: Known, values: Floats, chance: Sequence[Curve]) -> npt.NDArray[np.bool_]:
    """Vectors that their own run does not rule out: both the run and what is known are one draw of chance."""
    variance = np.stack([curve(values[:, target]) for target, curve in enumerate(chance)], axis=1)
    return not_ruled_out(implausibility(known, values, 2.0 * variance))


def settings(scenario: Scenario, targets: Sequence[Target], **numbers: int) -> dict[str, object]:
    """What determines a calibration, for the note in its folder."""
    from govsim.experiment.store import model_version

    world = {key: value for key, value in scenario.resolved().items() if key != "about"}
    return {"kind": "calibrate", "names": [scenario.name], "model": model_version(), "scenario": world,
            "targets": targets_checksum(targets), **numbers}


def for_calibration(scenario: Scenario, targets: Sequence[Target]) -> Scenario:
    """The scenario as far as the targets see."""
    return replace(scenario, end=min(scenario.end, horizon(targets)))
