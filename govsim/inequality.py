"""Indices of inequality and quantiles within units, for all units of several months at once.

Every function gives one number a unit, NaN where nothing is there to be measured.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import pairwise

import numpy as np


@dataclass(frozen=True)
class Entries:
    """Values, their weights above zero, and the unit of each of them, counted on from month to month.

    There are `count` units in all, those of the first of `months` first.
    """

    values: np.ndarray
    weights: np.ndarray
    unit: np.ndarray
    count: int
    months: int = 1

    def added(self, values: np.ndarray) -> np.ndarray:
        """Sums over the entries of each unit, one after the other."""
        return np.bincount(self.unit, weights=values, minlength=self.count)

    @property
    def bounds(self) -> list[tuple[int, int]]:
        """First entry of each month and of the next."""
        return list(pairwise(self.unit.searchsorted(np.arange(self.months + 1) * (self.count // self.months)).tolist()))

    @property
    def even(self) -> bool:
        """Whether there are several months, each of one unit and of as many entries as any other."""
        sizes = {high - low for low, high in self.bounds} if self.count == self.months > 1 else {0}
        return len(sizes) == 1 and sizes != {0}

    def ascending(self) -> Entries:
        """The same by unit and value; those alike stay as they stand."""
        unit = self.unit
        if self.count == self.months:
            order = [self.values[low:high].argsort(kind="stable") + low for low, high in self.bounds]
            place = np.concatenate(order)
        else:
            place = np.lexsort((self.values, unit))
            unit = unit.take(place)
        return Entries(self.values.take(place), self.weights.take(place), unit, self.count, self.months)


def gini(entries: Entries) -> np.ndarray:
    """Gini index of weighted values, none below zero, within each unit; 0 where all values are zero."""
    if entries.even:
        return gini_side_by_side(entries)
    one = entries.ascending()
    values, weights, unit = one.values, one.weights, one.unit
    product = values * weights
    whole, total = one.added(weights), one.added(product)
    share = product / np.where(total > 0, total, 1.0).take(unit)
    lorenz = np.empty_like(share)
    for low, high in one.bounds:
        share[low:high].cumsum(out=lorenz[low:high])
    if one.count > one.months:
        all_of = one.added(share).reshape(one.months, -1)
        lorenz -= (all_of.cumsum(axis=1) - all_of).ravel().take(unit)
    found = 1.0 - one.added((2.0 * lorenz - share) * weights / whole.take(unit))
    return np.where(whole > 0, np.where(total > 0, found, 0.0), np.nan)


def gini_side_by_side(entries: Entries) -> np.ndarray:
    """The same to the last bit for months that are even: they are added up side by side, in half the time."""
    place = entries.values.reshape(entries.months, -1).argsort(axis=1, kind="stable")
    place += np.arange(entries.months)[:, None] * place.shape[1]
    place = np.ascontiguousarray(place.T)
    values, weights = entries.values.take(place), entries.weights.take(place)
    product = values * weights
    whole, total = np.add.reduce(weights, axis=0), np.add.reduce(product, axis=0)
    share = product / np.where(total > 0, total, 1.0)
    found = 1.0 - np.add.reduce((2.0 * share.cumsum(axis=0) - share) * weights / whole, axis=0)
    return np.where(total > 0, found, 0.0)


def hhi(entries: Entries) -> np.ndarray:
    """Herfindahl index of the shares of whole-number categories within each unit."""
    kinds = int(entries.values.max(initial=0)) + 1
    cell = np.bincount(
        entries.unit * kinds + entries.values.astype(np.int64), weights=entries.weights, minlength=entries.count * kinds
    )
    squares = (cell.reshape(-1, kinds) ** 2).sum(axis=1)
    whole = entries.added(entries.weights)
    return np.divide(squares, whole**2, out=np.full(entries.count, np.nan), where=whole > 0)


def quantiles(entries: Entries, *shares: float) -> np.ndarray:
    """Quantiles of the values within each unit, by linear interpolation, shape (shares, units)."""
    if entries.count == entries.months:
        values = np.concatenate([np.sort(entries.values[low:high]) for low, high in entries.bounds])
    else:
        values = entries.ascending().values
    number = np.bincount(entries.unit, minlength=entries.count)
    place = (number - 1) * np.array(shares)[:, None]
    low = np.floor(np.maximum(place, 0.0)).astype(np.intp)
    first = np.cumsum(number) - number
    found = np.full(place.shape, np.nan)
    has = number > 0
    below = values[(first + low)[:, has]]
    above = values[(first + np.minimum(low + 1, number - 1))[:, has]]
    found[:, has] = below + (place - low)[:, has] * (above - below)
    return found


def median(entries: Entries) -> np.ndarray:
    """Median within each unit; weights are one."""
    return np.asarray(quantiles(entries, 0.5)[0])


def tenth(entries: Entries) -> np.ndarray:
    """Tenth percentile within each unit; weights are one."""
    return np.asarray(quantiles(entries, 0.1)[0])


def ninety_to_ten(entries: Entries) -> np.ndarray:
    """90th over 10th percentile within each unit; weights are one."""
    ninety, ten = quantiles(entries, 0.9, 0.1)
    return np.asarray(ninety / np.maximum(ten, 1e-9))


SPREADS: dict[str, Callable[[Entries], np.ndarray]] = {
    "gini": gini,
    "hhi": hhi,
    "median": median,
    "p10": tenth,
    "p90_p10": ninety_to_ten,
}
"""How measures of spread are computed from their entries."""
