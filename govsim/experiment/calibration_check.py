"""Calibrating the calibration: do its intervals hold the truth as often as they say?

Worlds are drawn evenly from the region that the waves before the last leave, which is where the last
wave ran and its emulator is to be trusted. Each is run once with a seed of its own; what the targets see
of it, with errors drawn as the targets state them, is a made-up set of targets whose true world is known.
To each set a calibration draws vectors with the last wave's emulator as it does to the real one, and, where
runs are given for it, runs each of them once and drops those that their own run rules out. If its
intervals are right, the true value's rank among the draws is any rank alike (Talts et al. 2018), and the
middle 90% of the draws hold it in 90% of the sets.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt
import pandas as pd

from govsim.experiment.calibrate import between_seeds, confirmed
from govsim.experiment.emulator import Emulator
from govsim.experiment.history_matching import Known
from govsim.experiment.waves import FIRST_SEED, Floats, Wave, Work, by_fit, draws, waves_of
from govsim.targets import Target

if TYPE_CHECKING:
    from govsim.experiment.runner import Progress, Simulate
    from govsim.scenario import Scenario

CHECK_SEED = 90 * FIRST_SEED
"""Seeds of the true worlds' runs begin here."""

CONFIRM_SEED = 100 * FIRST_SEED
"""Seeds of the draws' own runs begin here."""


@dataclass(frozen=True)
class Check:
    """`ranks[set, parameter]` from 0 to 1: the share of draws below the true value; `draws` of a set in the mean."""

    names: tuple[str, ...]
    ranks: Floats
    draws: int

    @property
    def sets(self) -> int:
        """Made-up sets of targets."""
        return len(self.ranks)

    def coverage(self, level: float) -> Floats:
        """Share of sets in which the middle `level` of the draws holds the truth, by parameter."""
        tail = (1.0 - level) / 2.0
        return np.asarray(((self.ranks >= tail) & (self.ranks <= 1.0 - tail)).mean(axis=0))

    def table(self) -> pd.DataFrame:
        """A row a parameter, and one for all together: coverage of 50% and 90% intervals, mean rank."""
        rows = {"parameter": [*self.names, "all"], "sets": self.sets}
        columns = {f"within_{level:.0%}".removesuffix("%"): self.coverage(level) for level in (0.5, 0.9)}
        columns["mean_rank"] = self.ranks.mean(axis=0)
        return pd.DataFrame(rows | {name: [*column, column.mean()] for name, column in columns.items()})


def check(
    scenario: Scenario, targets: Sequence[Target], folder: Path, *, sets: int, waves: int, runs: int, seed: int = 1,
    draws: int = 200, own_runs: int = 0, workers: int | None = None,
    progress: Callable[[Progress], None] | None = None, simulate: Simulate | None = None,
) -> Check:
    """Calibrate to `sets` made-up sets of targets; the waves are those of the calibration in `folder`.

    Each set is left with `draws` vectors, or with those of `own_runs` vectors that their own run confirms; where it
    confirms none, the set is left out.
    """
    work = Work.of(scenario, targets, folder, seed, workers, progress, simulate)
    done = waves_of(work, waves, runs)
    truths = work.kept(f"check{sets}", lambda: region(work, done, sets, np.random.default_rng([seed, 3])))
    values, kept, _ = work.run(truths, CHECK_SEED + seed)
    rng = np.random.default_rng([seed, 4])
    known = [
        Known.of([made_up_target(target, value, rng) for target, value in zip(targets, shown, strict=True)])
        for shown in values
    ]
    active, count = list(done[-1].active), own_runs or draws
    vectors = rng.random((len(known), count, len(work.space.names)))
    for made_up, drawn in zip(known, vectors, strict=True):
        drawn[:, active] = posterior(work, done, made_up, count, rng)
    stays = np.ones((len(known), count), dtype=bool)
    if own_runs:
        stays = confirmed_by_runs(work, done, known, vectors.reshape(len(known) * count, -1), f"check{sets}_{own_runs}")
    ranks = [
        rank(truth, work.space.values(drawn[left]), rng)[active]
        for truth, drawn, left in zip(work.space.values(truths[kept]), vectors, stays, strict=True) if left.any()
    ]
    return Check(tuple(work.space.names[column] for column in active), np.array(ranks), int(stays.sum() // len(known)))


def confirmed_by_runs(
    work: Work, done: Sequence[Wave], known: Sequence[Known], vectors: Floats, name: str
) -> npt.NDArray[np.bool_]:
    """Which vectors of each set, shape (sets, draws), its made-up targets do not rule out by a run of their own."""
    every = work.kept(name, lambda: vectors)
    chance = between_seeds(done[-1].units, done[-1].values)
    values, kept, _ = work.run(every, CONFIRM_SEED + work.seed)
    count = len(every) // len(known)
    stays = np.zeros(len(every), dtype=bool)
    for number, made_up in enumerate(known):
        own = kept // count == number
        stays[kept[own]] = confirmed(made_up, values[own], chance)
    return stays.reshape(len(known), count)


def rank(truth: Floats, found: Floats, rng: np.random.Generator) -> Floats:
    """Share of draws (draw, parameter) below each true value; among equal ones, whole numbers, any place alike."""
    return np.asarray((found < truth).mean(axis=0) + rng.random(len(truth)) * (found == truth).mean(axis=0))


def made_up_target(target: Target, shown: float, rng: np.random.Generator) -> Target:
    """The target as it would be known had a run shown this: with its errors of observation and discrepancy."""
    below, above = target.deviations
    size = abs(rng.normal())
    # two half normal distributions, weighted so that the density has no step
    off = -size * below if rng.random() < below / max(below + above, 1e-300) else size * above
    # what is known is the truth less the miss: the sides swap
    return replace(target, value=shown - off, sense="equal")


def region(work: Work, done: Sequence[Wave], count: int, rng: np.random.Generator) -> Floats:
    """Vectors spread evenly over what the waves before the last do not rule out."""
    vectors = rng.random((count, len(work.space.names)))
    vectors[:, done[-1].active] = draws(earlier(done), done[-1].active, work, None, count, rng)
    return vectors


def posterior(work: Work, done: Sequence[Wave], known: Known, count: int, rng: np.random.Generator) -> Floats:
    """Draws of the active numbers given made-up targets, in that region."""
    return draws(earlier(done), done[-1].active, work, by_fit(done[-1].emulator, known), count, rng)


def earlier(done: Sequence[Wave]) -> list[Emulator]:
    """The emulators of the waves before the last."""
    return [wave.emulator for wave in done[:-1]]
