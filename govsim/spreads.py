"""Measures of spread at coarser levels: indices of inequality and quantiles over the agents of each unit.

Readings are kept for a few months and worked on together, which gives the same to the last bit: most
have so few entries that what takes time is how often NumPy is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from govsim.inequality import SPREADS, Entries
from govsim.measures import MEASURES, UPWARD, Existing, Values

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

MONTHS = 12
"""Months whose readings are worked on together."""

Units = Mapping[str, np.ndarray]
"""Level -> unit of each entry."""


class Spreads:
    """Fills the columns of these measures in the tables of coarser levels, some months later."""

    def __init__(self, model: GovernanceModel, levels: Sequence[str]) -> None:
        self.model = model
        self.measures = [
            (place, measure, [level for level in measure.levels if level in UPWARD and level in levels])
            for place, measure in enumerate(MEASURES.values())
            if measure.how in SPREADS
        ]
        """Position in tables, measure, and the levels at which there are tables to fill."""
        self.kept: list[Lasting | Passing] = []
        """What is kept of each measure, once one has been read."""
        self.months = 0
        """Number of months that are kept."""

    def keep(self, read: Sequence[Values], organizations: Existing) -> None:
        """Keep what was read of each measure this month; there is work to do from `MONTHS` on."""
        if not self.kept:
            self.kept = [
                Passing()
                if measure.base == "organization" or read[place][1].flags.writeable
                else Lasting(read[place][1], units_of(self.model, measure.base, levels, organizations))
                for place, measure, levels in self.measures
            ]
        counted: dict[tuple[str, int], Counted] = {}
        for (place, measure, levels), kept in zip(self.measures, self.kept, strict=True):
            values, weights = read[place]
            if isinstance(kept, Lasting):
                kept.keep(self.months, values)
                continue
            key = measure.base, id(weights)
            if key not in counted:
                counted[key] = counted_by(weights, units_of(self.model, measure.base, levels, organizations))
            kept.keep(self.months, values, counted[key])
        self.months += 1

    def fill(self, rows: Mapping[str, Sequence[np.ndarray]]) -> None:
        """Work out the months that are kept, which are the last of `rows`: by level, a table each month."""
        months = self.months
        for (place, measure, levels), kept in zip(self.measures, self.kept, strict=False):
            for level in levels if months else ():
                tables = rows[level][-months:]
                count = len(tables[0])
                found = SPREADS[measure.how](kept.entries(months, level, count))
                for table, column in zip(tables, found.reshape(months, count), strict=True):
                    table[:, place] = column
        self.months = 0


class Lasting:
    """Readings of agents whose number and weights never change, which read-only weights say (see `govsim.measures`)."""

    def __init__(self, weights: np.ndarray, units: Units) -> None:
        counting = weights > 0
        self.counting = slice(None) if counting.all() else counting
        self.weights = np.tile(weights[counting], MONTHS)
        self.units = {level: unit[counting] for level, unit in units.items()}
        self.values = np.empty((MONTHS, np.count_nonzero(counting)))

    def keep(self, month: int, values: np.ndarray) -> None:
        """Keep a month, 0 for the first."""
        self.values[month] = values[self.counting]

    def entries(self, months: int, level: str, count: int) -> Entries:
        """The entries of so many months by unit of a level, of which there are `count`."""
        values = self.values[:months]
        unit = self.units[level] + np.arange(months)[:, None] * count
        return Entries(values.ravel(), self.weights[: values.size], unit.ravel(), count * months, months)


class Passing:
    """Readings whose weights change, or of organizations, of which there are more or fewer each month."""

    def __init__(self) -> None:
        self.kept: list[tuple[np.ndarray, Counted]] = []
        """A month each: values of the entries that count, and these entries."""

    def keep(self, month: int, values: np.ndarray, counted: Counted) -> None:
        """Keep a month, 0 for the first."""
        self.kept[month:] = [(values.take(counted.rows), counted)]

    def entries(self, months: int, level: str, count: int) -> Entries:
        """The entries of all months by unit of a level, of which there are `count`."""
        values = np.concatenate([values for values, _ in self.kept]).astype(np.float64, copy=False)
        weights = np.concatenate([counted.weights for _, counted in self.kept])
        unit = np.concatenate([counted.units[level] + month * count for month, (_, counted) in enumerate(self.kept)])
        return Entries(values, weights, unit, count * months, months)


@dataclass(frozen=True)
class Counted:
    """Entries of weights above zero: their rows, weights and units; several measures share them."""

    rows: np.ndarray
    weights: np.ndarray
    units: Units


def counted_by(weights: np.ndarray, units: Units) -> Counted:
    """The entries that count by some weights."""
    rows = (weights > 0).nonzero()[0]
    return Counted(rows, weights.take(rows), {level: unit.take(rows) for level, unit in units.items()})


def units_of(model: GovernanceModel, base: str, levels: Sequence[str], organizations: Existing) -> Units:
    """Units of each entry of `base`, which has measures of spread; of organizations, of those that exist."""
    of = {"organization": organizations, "courtyard": model.courtyards}.get(base)
    count = len(model.streets) if of is None else len(of.community)
    found = {}
    for level in levels:
        if level == "district":
            found[level] = np.zeros(count, dtype=np.intp)
        elif of is None:
            found[level] = np.arange(count)
        else:
            found[level] = of.community if level == "community" else model.communities.street.take(of.community)
    return found
