"""Indices of inequality and quantiles within units, for all units at once.

Every function takes values, weights, the unit of each entry and the number of units, with entries sorted
by unit and, within it, by value; it returns one number a unit, NaN where nothing is there to be measured.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def gini(values: np.ndarray, weights: np.ndarray, index: np.ndarray, count: int) -> np.ndarray:
    """Gini index of weighted values within each of `count` units; 0 where all values are zero."""
    product = values * weights
    whole = np.bincount(index, weights=weights, minlength=count)
    total = np.bincount(index, weights=product, minlength=count)
    share = np.divide(product, total[index], out=np.zeros_like(product), where=total[index] > 0)
    all_of = np.bincount(index, weights=share, minlength=count)
    lorenz = np.cumsum(share) - (np.cumsum(all_of) - all_of)[index]
    found = 1.0 - np.bincount(index, weights=(2.0 * lorenz - share) * weights / whole[index], minlength=count)
    return np.where(whole > 0, np.where(total > 0, found, 0.0), np.nan)


def hhi(values: np.ndarray, weights: np.ndarray, index: np.ndarray, count: int) -> np.ndarray:
    """Herfindahl index of the shares of whole-number categories within each unit."""
    kinds = int(values.max(initial=0)) + 1
    cell = np.bincount(index * kinds + values.astype(np.int64), weights=weights, minlength=count * kinds)
    squares = (cell.reshape(count, kinds) ** 2).sum(axis=1)
    whole = np.bincount(index, weights=weights, minlength=count)
    return np.divide(squares, whole**2, out=np.full(count, np.nan), where=whole > 0)


def quantile(values: np.ndarray, index: np.ndarray, count: int, share: float) -> np.ndarray:
    """Quantile of the values within each unit, by linear interpolation."""
    number = np.bincount(index, minlength=count)
    place = (number - 1) * share
    low = np.floor(np.maximum(place, 0.0)).astype(np.int64)
    first = np.cumsum(number) - number
    found = np.full(count, np.nan)
    has = number > 0
    below = values[(first + low)[has]]
    above = values[(first + np.minimum(low + 1, number - 1))[has]]
    found[has] = below + (place - low)[has] * (above - below)
    return found


def median(values: np.ndarray, weights: np.ndarray, index: np.ndarray, count: int) -> np.ndarray:
    """Median within each unit; weights are zero or one."""
    return quantile(values, index, count, 0.5)


def tenth(values: np.ndarray, weights: np.ndarray, index: np.ndarray, count: int) -> np.ndarray:
    """Tenth percentile within each unit; weights are zero or one."""
    return quantile(values, index, count, 0.1)


def ninety_to_ten(values: np.ndarray, weights: np.ndarray, index: np.ndarray, count: int) -> np.ndarray:
    """90th over 10th percentile within each unit; weights are zero or one."""
    return quantile(values, index, count, 0.9) / np.maximum(quantile(values, index, count, 0.1), 1e-9)


SPREADS: dict[str, Callable[[np.ndarray, np.ndarray, np.ndarray, int], np.ndarray]] = {
    "gini": gini,
    "hhi": hhi,
    "median": median,
    "p10": tenth,
    "p90_p10": ninety_to_ten,
}
"""How measures of spread are computed from values, weights, unit of each entry and number of units."""
