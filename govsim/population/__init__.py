"""The people of a place: courtyards, households, residents and who knows whom."""

from govsim.population.newcomers import newcomers
from govsim.population.population import (
    AGE_GROUPS,
    ALTRUIST,
    CHILD,
    CONDITIONAL,
    FREE_RIDER,
    HUMP,
    Population,
)
from govsim.population.synthesis import FLOOR_HOUSEHOLDS, synthesize

__all__ = [
    "AGE_GROUPS",
    "ALTRUIST",
    "CHILD",
    "CONDITIONAL",
    "FLOOR_HOUSEHOLDS",
    "FREE_RIDER",
    "HUMP",
    "Population",
    "newcomers",
    "synthesize",
]
