"""Measures of spread at coarser levels: indices of inequality and quantiles over the agents of each unit.

Readings are kept for a few months and worked on together, which gives the same to the last bit: most
have so few entries that what takes time is how often NumPy is called.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.inequality import SPREADS, Entries
from govsim.measures import MEASURES, UPWARD, Existing, Values

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

MONTHS = 12
"""Months whose readings are worked on together."""

Kept = tuple[np.ndarray, np.ndarray, dict[str, np.ndarray]]
"""Of a measure and month: values and weights above zero, and by level the unit of each."""


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
        self.kept: list[list[Kept]] = []

    def keep(self, read: Sequence[Values], organizations: Existing) -> None:
        """Keep what was read of each measure this month; there is work to do from `MONTHS` on."""
        month = []
        for place, measure, levels in self.measures:
            values, weights = read[place]
            counting = weights > 0
            units = {level: unit_of(self.model, measure.base, level, organizations)[counting] for level in levels}
            month.append((values[counting], weights[counting], units))
        self.kept.append(month)

    def fill(self, rows: Mapping[str, Sequence[np.ndarray]]) -> None:
        """Work out the months that are kept, which are the last of `rows`: by level, a table each month."""
        months = len(self.kept)
        for number, (place, measure, levels) in enumerate(self.measures if months else ()):
            values, weights, units = zip(*(month[number] for month in self.kept), strict=True)
            together = np.concatenate(values).astype(np.float64, copy=False), np.concatenate(weights)
            for level in levels:
                tables = rows[level][-months:]
                count = len(tables[0])
                unit = np.concatenate([unit[level] + month * count for month, unit in enumerate(units)])
                found = SPREADS[measure.how](Entries(*together, unit, count * months, months))
                for table, column in zip(tables, found.reshape(months, count), strict=True):
                    table[:, place] = column
        self.kept.clear()


def unit_of(model: GovernanceModel, base: str, level: str, organizations: Existing) -> np.ndarray:
    """Unit of `level` of each entry of `base`, which has measures of spread; of organizations, of those that exist."""
    if base == "street":
        street = np.arange(len(model.streets))
    else:
        of = {"organization": organizations, "courtyard": model.courtyards}[base]
        if level == "community":
            return of.community
        street = of.street
    return street if level == "street" else np.zeros(len(street), dtype=np.intp)
