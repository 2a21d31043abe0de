"""Tiers: what one tier of the district is to another: residents to courtyards, courtyards to communities, to streets.

Sums and means from below over the rows of a tier, and values of a tier spread over the rows below it.
"""

from __future__ import annotations

import numpy as np

from govsim.agents.rows import RowModel
from govsim.products import product

ALL = slice(None)
NOBODY = 1e-300
"""Divides what nobody did, which is zero."""


class TieredModel(RowModel):
    """The model whose tables are the tiers of a district."""

    def courtyard_of(self, places: np.ndarray, rows: slice = ALL) -> np.ndarray:
        """Courtyard of the residents at the given places of a slice, in the type that NumPy indexes by."""
        return np.asarray(self.residents.courtyard[rows].take(places).astype(np.intp))

    def spread(self, values: np.ndarray, rows: slice = ALL) -> np.ndarray:
        """Values by courtyard, repeated for the residents of each, as float32."""
        values = values.astype(np.float32, copy=False)
        if rows == ALL:
            return np.repeat(values, self.courtyard_sizes)
        return np.asarray(values[self.residents.courtyard[rows]])

    def sum_by_courtyard(self, values: np.ndarray, rows: slice = ALL) -> np.ndarray:
        """Sums over the simulated residents of each courtyard of a slice; float64."""
        starts = self.population.courtyard_start[:-1]
        if rows != ALL:
            starts = starts[rows] - starts[rows][0]
        return np.add.reduceat(values, starts, dtype=np.float64)

    def mean_by_courtyard(self, values: np.ndarray) -> np.ndarray:
        """Means over the simulated residents of each courtyard; float64."""
        return self.sum_by_courtyard(values) / self.courtyard_sizes

    def nearby(self, values: np.ndarray) -> np.ndarray:
        """Sums over the courtyards of each neighbourhood."""
        return np.bincount(self.population.courtyard_neighbourhood, weights=values)

    def count_nearby(self, flags: np.ndarray) -> np.ndarray:
        """How many simulated residents of each neighbourhood have a flag set."""
        return np.add.reduceat(flags, self.population.neighbourhood_start, dtype=np.int32)

    def rate(self, counted: np.ndarray, among: np.ndarray) -> np.ndarray:
        """counted / among in the neighbourhood of each courtyard, both by neighbourhood; 0 where there is nobody."""
        share = counted / np.maximum(among, NOBODY)
        return share.take(self.population.courtyard_neighbourhood)

    def by_street(self, values: np.ndarray) -> np.ndarray:
        """Sums over the communities of each street."""
        return np.bincount(self.communities.street, weights=values, minlength=len(self.streets))

    def by_station(self, values: np.ndarray) -> np.ndarray:
        """Means over the communities that each station serves, by coverage."""
        total = np.maximum(self.coverage.sum(axis=0), 1e-12)
        return np.asarray(product(values, self.coverage) / total)

    def by_community_weighted(self, values: np.ndarray) -> np.ndarray:
        """Means over the courtyards of each community, by residents."""
        yards, count = self.courtyards, len(self.communities)
        total = np.bincount(yards.community, weights=values * yards.population, minlength=count)
        return np.asarray(total / self.community_population)

    def fees_by_community(self) -> np.ndarray:
        """Fees that clients of each community's company paid this month, yuan."""
        yards = self.courtyards
        paid = yards.fee * yards.households * yards.collection * yards.client
        return np.bincount(yards.community, weights=paid, minlength=len(self.communities))

    def street_satisfaction(self) -> np.ndarray:
        """Mean satisfaction of the residents of each street, from `courtyard_satisfaction`."""
        yards = self.courtyards
        total = self.courtyard_satisfaction * yards.population
        return np.bincount(yards.street, weights=total, minlength=len(self.streets)) / self.streets.population
