"""Indices of inequality and quantiles within units, for all units at once.

Every function takes values, weights, the unit of each entry and the number of units, and returns one
number a unit, NaN where nothing is there to be measured.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np


def gini(values: np.ndarray, weights: np.ndarray, index: np.ndarray, count: int) -> np.ndarray:
    """Gini index of weighted values within each of `count` units; 0 where all values are zero."""
    order = np.lexsort((values, index))
    unit, weight = index[order], weights[order]
    product = values[order] * weight
    whole = np.bincount(unit, weights=weight, minlength=count)
    total = np.bincount(unit, weights=product, minlength=count)
    share = np.divide(product, total[unit], out=np.zeros_like(product), where=total[unit] > 0)
    all_of = np.bincount(unit, weights=share, minlength=count)
    lorenz = np.cumsum(share) - (np.cumsum(all_of) - all_of)[unit]
    index_value = 1.0 - np.bincount(unit, weights=(2.0 * lorenz - share) * weight / whole[unit], minlength=count)
    return np.where(whole > 0, np.where(total > 0, index_value, 0.0), np.nan)


def hhi(values: np.ndarray, weights: np.ndarray, index: np.ndarray, count: int) -> np.ndarray:
    """Herfindahl index of the shares of whole-number categories within each unit."""
    kinds = int(values.max(initial=0)) + 1
    cell = np.bincount(index * kinds + values.astype(np.int64), weights=weights, minlength=count * kinds)
    squares = (cell.reshape(count, kinds) ** 2).sum(axis=1)
    whole = np.bincount(index, weights=weights, minlength=count)
    return np.divide(squares, whole**2, out=np.full(count, np.nan), where=whole > 0)


def quantile(values: np.ndarray, index: np.ndarray, count: int, share: float) -> np.ndarray:
    """Quantile of the values within each unit, by linear interpolation."""
    ordered = values[np.lexsort((values, index))]
    number = np.bincount(index, minlength=count)
    place = (number - 1) * share
    low = np.floor(np.maximum(place, 0.0)).astype(np.int64)
    first = np.cumsum(number) - number
    found = np.full(count, np.nan)
    has = number > 0
    below = ordered[(first + low)[has]]
    above = ordered[(first + np.minimum(low + 1, number - 1))[has]]
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
