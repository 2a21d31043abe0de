"""Households: how many persons live in each, and its tenure, registration and income.

The size of a household is 1 + Binomial(5, p) with the mean of its kind of courtyard; a few
households then gain or lose one person so that each community has exactly its residents.

The households of a courtyard are spread evenly over what can be drawn: each step of a sequence adds an
irrational number (Weyl), from a start drawn by courtyard. Each household has its distribution exactly,
and the first few, which are what a sample simulates, resemble them all.
"""

from __future__ import annotations

from math import comb, sqrt

import numpy as np

from govsim.chance import Chance
from govsim.place import Place
from govsim.population.courtyards import Courtyards, by_kind, local_chance, renter_chance
from govsim.population.population import Flags, Small
from govsim.world import World

LARGEST = 6
"""Persons in the largest household."""

PERSONS, TENURE, REGISTRATION, INCOME = range(4)
"""Numbers of the draws of the process "households", keyed by courtyard, and of the sequences."""

_STEPS = ((sqrt(5) - 1) / 2, sqrt(2) - 1, sqrt(3) - 1, sqrt(7) - 2)
"""Step of each sequence; the golden ratio, which spreads the fewest numbers best, for the household's size."""


def _spread_evenly(drawn: np.ndarray, draw: int, chance: Chance) -> np.ndarray:
    """One number in [0, 1) for each of the first `drawn` households of every courtyard."""
    start = chance.of("households", 0, np.arange(len(drawn)), draw)
    value = np.arange(drawn.sum(), dtype=np.float64)
    value -= np.repeat((np.cumsum(drawn) - drawn).astype(np.float64), drawn)
    value *= _STEPS[draw]
    value += np.repeat(start, drawn)
    value -= np.floor(value)
    return value


def draw_sizes(place: Place, courtyards: Courtyards, chance: Chance) -> Small:
    """Persons in each household of the whole place, sorted by courtyard."""
    uniform = _spread_evenly(courtyards.households, PERSONS, chance).astype(np.float32)
    p = (by_kind(place, "mean_household_size") - 1.0) / (LARGEST - 1)
    size = np.ones(len(uniform), dtype=np.int8)
    below = np.zeros(len(p))
    for extra in range(LARGEST - 1):
        below += comb(LARGEST - 1, extra) * p**extra * (1.0 - p) ** (LARGEST - 1 - extra)
        size += uniform > np.repeat(below.astype(np.float32)[courtyards.kind], courtyards.households)
    _meet_totals(size, courtyards)
    return size


def _meet_totals(size: Small, courtyards: Courtyards) -> None:
    """Add or take one person in evenly spaced households until every community has its residents."""
    ends = np.cumsum(np.bincount(courtyards.community, courtyards.households)).astype(np.int64)
    start = 0
    for end, target in zip(ends, courtyards.target, strict=True):
        own = size[start:end]
        while missing := int(target) - int(own.sum(dtype=np.int64)):
            fit = np.flatnonzero(own < LARGEST if missing > 0 else own > 1)
            count = min(abs(missing), len(fit))
            own[fit[np.arange(count) * len(fit) // count]] += np.sign(missing)
        start = end


def draw_traits(
    place: Place, world: World, courtyards: Courtyards, residents: np.ndarray, drawn: np.ndarray, chance: Chance
) -> tuple[Flags, Flags, Flags]:
    """Renter, local and low income for the households simulated.

    `residents` is the real number by courtyard, `drawn` the number of households simulated by courtyard.
    Renters are less often registered here; the allowance goes to registered households only.
    """
    rents = renter_chance(place, world, courtyards)
    registered = local_chance(courtyards)
    ratio = by_kind(place, "renter_local_ratio")[courtyards.kind]
    owner = np.minimum(registered / (1.0 - rents * (1.0 - ratio)), 1.0)
    tenant = np.divide(registered - (1.0 - rents) * owner, rents, out=np.zeros_like(rents), where=rents > 0)
    multiplier = by_kind(place, "low_income_multiplier")[courtyards.kind]
    entitled = multiplier / np.sum(residents * multiplier * registered) * residents.sum()
    low = np.minimum(world.low_income_share * entitled, 1.0)

    def spread(values: np.ndarray) -> np.ndarray:
        return np.repeat(values, drawn)

    renter = _spread_evenly(drawn, TENURE, chance) < spread(rents)
    local = _spread_evenly(drawn, REGISTRATION, chance) < np.where(renter, spread(tenant), spread(owner))
    low_income = local & (_spread_evenly(drawn, INCOME, chance) < spread(low))
    return renter, local, low_income
