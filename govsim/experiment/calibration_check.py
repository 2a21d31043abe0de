"""Calibrating the calibration: do its intervals hold the truth as often as they say?

Worlds are drawn evenly from the region that the waves before the last leave, which is where the last
wave ran and its emulator is to be trusted. Each is run once with a seed of its own; what the targets see
of it, with errors drawn as the targets state them, is a made-up set of targets whose true world is known.
To each set a calibration draws vectors with the last wave's emulator as it does to the real one, and, where
runs are given for it, runs each of them once and drops those that their own run rules out. If its
intervals are right, the true value's place among the draws is any place alike (Talts et al. 2018), and the
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
    """`places[set, parameter]`: the ends of the true value's place among `draws` draws a set (in the mean), 0 to 1.

    `before` is the same of all draws, where those that their own run rules out are dropped.
    """

    names: tuple[str, ...]
    places: Floats
    draws: float
    before: Check | None = None

    @property
    def sets(self) -> int:
        """Made-up sets of targets."""
        return len(self.places)

    def share(self, low: float, high: float) -> Floats:
        """Share of sets in which the truth stands from `low` to `high` among the draws, by parameter."""
        begin, end = self.places[..., 0], self.places[..., 1]
        inside = np.minimum(end, high) - np.maximum(begin, low)
        return np.asarray((np.maximum(inside, 0.0) / (end - begin)).mean(axis=0))

    def coverage(self, level: float) -> Floats:
        """Share of sets in which the middle `level` of the draws holds the truth, by parameter."""
        return self.share((1.0 - level) / 2.0, (1.0 + level) / 2.0)

    def table(self) -> pd.DataFrame:
        """A row a parameter, and one for all together: coverage of 50% and 90% intervals, mean rank.

        Columns that end with `_before` are of all draws, before their own runs.
        """
        columns: dict[str, Floats] = {}
        for end, item in (("", self), ("_before", self.before)):
            if item is not None:
                columns |= {f"within_50{end}": item.coverage(0.5), f"within_90{end}": item.coverage(0.9),
                            f"mean_rank{end}": item.places.mean(axis=(0, 2))}
        rows = {"parameter": [*self.names, "all"], "sets": self.sets}
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
    vectors = np.stack([
        drawn(work, done, made_up, count, np.random.default_rng([seed, 5, number]))
        for number, made_up in enumerate(known)
    ], axis=1)
    every = vectors.reshape(-1, vectors.shape[-1])
    names = tuple(work.space.names[column] for column in active)
    true, found = work.space.values(truths[kept])[:, active], work.space.values(every)[:, active]
    found = found.reshape(count, len(known), len(names))

    def ranked(stays: npt.NDArray[np.bool_]) -> Check:
        places = [
            place(true[number], found[stays[:, number], number])
            for number in range(len(known)) if stays[:, number].any()
        ]
        return Check(names, np.array(places).reshape(-1, len(names), 2), float(stays.sum() / max(len(places), 1)))

    checked = ranked(np.ones((count, len(known)), dtype=bool))
    if not own_runs:
        return checked
    return replace(ranked(confirmed_by_runs(work, done, known, every, f"check{sets}_{own_runs}")), before=checked)


def confirmed_by_runs(
    work: Work, done: Sequence[Wave], known: Sequence[Known], vectors: Floats, name: str
) -> npt.NDArray[np.bool_]:
    """Which vectors, shape (draws, sets) in rows, the made-up targets of their set do not rule out by their own run."""
    every = work.kept(name, lambda: vectors)
    chance = between_seeds(done[-1].units, done[-1].values)
    values, kept, _ = work.run(every, CONFIRM_SEED + work.seed)
    stays = np.zeros(len(every), dtype=bool)
    for number, made_up in enumerate(known):
        own = kept % len(known) == number
        stays[kept[own]] = confirmed(made_up, values[own], chance)
    return stays.reshape(-1, len(known))


def place(truth: Floats, draws: Floats) -> Floats:
    """Where each true value stands among the draws (draw, parameter), from 0 to 1: the ends, shape (parameter, 2).

    If the draws are right, the truth is in any of the places between and beside them alike, which are one more than
    they are, and anywhere within: so few draws say the same as many. Among equal ones, whole numbers, all are its own.
    """
    below, equal = (draws < truth).sum(axis=0), (draws == truth).sum(axis=0)
    return np.stack([below, below + equal + 1], axis=-1) / (len(draws) + 1)


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


def drawn(work: Work, done: Sequence[Wave], known: Known, count: int, rng: np.random.Generator) -> Floats:
    """Vectors in that region given made-up targets; what moves no target is anywhere in its range.

    Where more are drawn later, up to the walkers of a walk, the first ones are the same.
    """
    active = draws(earlier(done), done[-1].active, work, by_fit(done[-1].emulator, known), count, rng)
    vectors = rng.random((count, len(work.space.names)))
    vectors[:, done[-1].active] = active
    return vectors


def earlier(done: Sequence[Wave]) -> list[Emulator]:
    """The emulators of the waves before the last."""
    return [wave.emulator for wave in done[:-1]]
