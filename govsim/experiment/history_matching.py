"""History matching: which parameter vectors the evidence does not rule out (Vernon, Goldstein and Bower 2010).

For a target with known value z, a vector's implausibility is

    I = (z - E) / sqrt(known variance + model variance)

E is what the model is expected to show there; known variance is that of the observation and of the
model's discrepancy, model variance that of chance and of the emulator. A vector is ruled out where
its largest |I| exceeds `CUT`, or its second largest `SECOND_CUT`.

Among the vectors that are not ruled out, those that meet the targets better are drawn more often, by
the normal likelihood with the same variances, so that intervals over the draws can be checked for
coverage (`govsim.experiment.calibration_check`).

Vectors are rows of numbers from 0 to 1, one column a parameter.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from govsim.targets import Target

Floats = npt.NDArray[np.float64]

CUT = 3.0
"""Largest implausibility that is allowed: 95% of any unimodal distribution lies within (Pukelsheim 1994)."""

SECOND_CUT = 2.5
"""Largest that is allowed for the target that fits second worst."""

SIGNIFICANT = 0.01
"""A parameter is active where its effect would arise by luck in fewer than this share of screenings."""


@dataclass(frozen=True)
class Known:
    """What targets say, one entry a target: value, standard deviation below and above it, allowed sides."""

    value: Floats
    below: Floats
    above: Floats
    allowed: Floats
    """1 where more, -1 where less is allowed, else 0."""

    @classmethod
    def of(cls, targets: Sequence[Target]) -> Known:
        """From targets, in their order."""
        deviations = np.array([item.deviations for item in targets], dtype=np.float64).reshape(-1, 2)
        side = {"equal": 0.0, "at_least": 1.0, "at_most": -1.0}
        return cls(
            np.array([item.value for item in targets], dtype=np.float64), deviations[:, 0], deviations[:, 1],
            np.array([side[item.sense] for item in targets]),
        )

    def miss(self, found: Floats) -> Floats:
        """Finding less what is known, 0 on the side that is allowed; shape (vectors, targets)."""
        gap = found - self.value
        return np.asarray(np.where(gap * self.allowed > 0, 0.0, gap))


def implausibility(known: Known, expected: Floats, variance: Floats) -> Floats:
    """I of every vector and target; `expected` and `variance` are of the model, shape (vectors, targets)."""
    miss = known.miss(expected)
    deviation = np.where(miss > 0, known.above, known.below)
    return np.asarray(miss / np.sqrt(deviation**2 + variance))


def relative(implausible: Floats) -> Floats:
    """The largest and second largest |I| of each vector over what is allowed, the worse of the two."""
    worst = np.sort(np.abs(implausible), axis=1)[:, ::-1]
    second = worst[:, 1] if worst.shape[1] > 1 else np.zeros(len(worst))
    return np.asarray(np.maximum(worst[:, 0] / CUT, second / SECOND_CUT))


def not_ruled_out(implausible: Floats) -> npt.NDArray[np.bool_]:
    """Which vectors stay; `implausible` has shape (vectors, targets)."""
    return np.asarray(relative(implausible) <= 1.0)


def log_density(known: Known, expected: Floats, variance: Floats) -> Floats:
    """Log of how often each vector is drawn, up to a constant: minus infinity where it is ruled out."""
    implausible = implausibility(known, expected, variance)
    width = (np.sqrt(known.below**2 + variance) + np.sqrt(known.above**2 + variance)) / 2.0
    found = -0.5 * (implausible**2).sum(axis=1) - np.log(width).sum(axis=1)
    return np.asarray(np.where(not_ruled_out(implausible), found, -np.inf))


def screened(units: Floats, values: Floats) -> list[tuple[int, float]]:
    """Parameters that move an outcome, each with the share of its variance that it explains.

    Forward selection of parameters, each by its linear and quadratic term, as long as the best of
    those left would be as good by luck in fewer than `SIGNIFICANT` of screenings. `values` has one
    entry a row of `units`; terms must not outnumber rows.
    """
    from scipy import stats

    rows, count = units.shape
    centred = units - 0.5
    terms = np.stack([centred, centred**2 - 1.0 / 12.0], axis=2)
    terms = terms - terms.mean(axis=0)
    rest = values - values.mean()
    whole = float(rest @ rest)
    chosen: list[tuple[int, float]] = []
    left = list(range(count))
    while whole > 0 and left and rows - 1 - 2 * (len(chosen) + 1) > 0:
        gains = np.array([explained(terms[:, number], rest) for number in left])
        best = int(np.argmax(gains))
        free = rows - 1 - 2 * (len(chosen) + 1)
        remaining = float(rest @ rest) - gains[best]
        if remaining > 0 and len(left) * stats.f.sf(gains[best] / 2.0 / (remaining / free), 2, free) > SIGNIFICANT:
            break
        number = left.pop(best)
        chosen.append((number, float(gains[best]) / whole))
        base = np.linalg.qr(terms[:, number])[0]
        rest = rest - base @ (base.T @ rest)
        for other in left:
            terms[:, other] -= base @ (base.T @ terms[:, other])
        if remaining <= 1e-12 * whole:
            break
    return chosen


def explained(terms: Floats, rest: Floats) -> float:
    """Sum of squares of `rest` that a regression on the columns of `terms` explains."""
    base, triangle = np.linalg.qr(terms)
    fit = (base.T @ rest)[np.abs(np.diag(triangle)) > 1e-9]
    return float(fit @ fit)


def walk(
    density: Callable[[Floats], Floats], start: Floats, steps: int, rng: np.random.Generator
) -> tuple[Floats, float]:
    """Draws from a density over the unit cube, one a row of `start`, and the share of steps accepted.

    Differential evolution (ter Braak 2006): half of the walkers step by the difference of two of the
    other half, in turn, so that steps take the shape of the region; every tenth step is a full
    difference, which leads from one region to another. `density` is a log, minus infinity outside.
    """
    at = np.array(start)
    value = density(at)
    count, size = at.shape
    halves = np.arange(count) % 2
    accepted = 0
    for step in range(steps):
        length = 1.0 if step % 10 == 9 else 2.38 / np.sqrt(2.0 * size)
        for half in (0, 1):
            own, others = np.flatnonzero(halves == half), np.flatnonzero(halves != half)
            first = rng.integers(len(others), size=len(own))
            second = (first + rng.integers(1, len(others), size=len(own))) % len(others)
            proposed = at[own] + length * (at[others[first]] - at[others[second]])
            proposed += rng.normal(0.0, 1e-3, proposed.shape)
            inside = ((proposed >= 0) & (proposed <= 1)).all(axis=1)
            found = np.full(len(own), -np.inf)
            if inside.any():
                found[inside] = density(proposed[inside])
            with np.errstate(invalid="ignore"):
                take = np.log(rng.random(len(own))) < found - value[own]
            at[own[take]], value[own[take]] = proposed[take], found[take]
            accepted += int(take.sum())
    return at, accepted / (steps * count)


def central(vectors: Floats) -> npt.NDArray[np.intp]:
    """Rows from the most central (the medoid) to the least: by mean distance to all others, in deviations."""
    scaled = vectors / np.maximum(vectors.std(axis=0), 1e-12)
    distance = np.sqrt(np.maximum(((scaled[:, None] - scaled[None]) ** 2).sum(axis=2), 0.0))
    return np.asarray(np.argsort(distance.mean(axis=1), kind="stable"))
