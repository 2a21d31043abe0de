"""Alone: which share of an outcome's variance each number brings by itself, and how sure that is.

Mechanism  In runs in many worlds, what a sparse polynomial (`chaos.py`) that has not seen a run expects of all other
numbers is taken out of its outcome, and the rest is fitted by a straight line and a curve (the number and its square,
made orthogonal). What both tell, less what they would tell of nothing, is the share; its interval is that of the two
coefficients. Of many numbers some look large by luck, so one counts as told apart from nothing only where its test
holds for all numbers together (Bonferroni); of the others the interval begins at nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]

HALF_WIDTH = 1.6449
"""Standard errors on either side of a 90% interval."""

LUCK = 0.05
"""Chance that any number counts as told apart from nothing when none does anything."""


@dataclass(frozen=True)
class Alone:
    """One entry a number: `share` of the variance with its 90% interval from `low` to `high`, whether it is `clear`
    that it is not zero, and `slope`, how far the outcome moves from the low end of the number's range to the high one.
    """

    share: Floats
    low: Floats
    high: Floats
    clear: npt.NDArray[np.bool_]
    slope: Floats


def alone(x: Floats, y: Floats, others: Floats) -> Alone:
    """Shares of numbers of shape (points, numbers), from -1 to 1, in the variance of an outcome.

    `others`, of the same shape, is what all but each number are expected to bring.
    """
    points, numbers = x.shape
    variance = float(y.var())
    if variance <= 0.0:
        nothing = np.zeros(numbers)
        return Alone(nothing, nothing, nothing, nothing.astype(bool), nothing)
    line = standardized(x)
    curve = standardized(x**2 - line * (x**2 * line).mean(axis=0))
    rest = y[:, None] - others
    rest -= rest.mean(axis=0)
    straight, bent = (rest * line).mean(axis=0), (rest * curve).mean(axis=0)
    error = (rest - straight * line - bent * curve).var(axis=0) / (points - 3)
    squared = straight**2 + bent**2
    length, reach = np.sqrt(squared), HALF_WIDTH * np.sqrt(error)
    spread = x.std(axis=0)
    clear = squared > 2.0 * np.log(numbers / LUCK) * error
    return Alone(
        np.maximum(0.0, squared - 2.0 * error) / variance, np.where(clear, (length - reach) ** 2 / variance, 0.0),
        np.minimum(1.0, (length + reach) ** 2 / variance), clear, 2.0 * straight / np.where(spread > 0, spread, 1.0),
    )


def standardized(columns: Floats) -> Floats:
    """Columns with mean 0 and variance 1; those that never move are 0."""
    centred = columns - columns.mean(axis=0)
    spread = centred.std(axis=0)
    return np.asarray(centred / np.where(spread > 1e-12, spread, np.inf))
