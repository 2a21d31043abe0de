"""The people of a place: courtyards, households, residents and who knows whom."""

from govsim.population.newcomers import newcomers
from govsim.population.population import (
    ADULT_AGES,
    AGE_GROUPS,
    ALTRUIST,
    CHILD,
    CONDITIONAL,
    ELDER,
    FREE_RIDER,
    HUMP,
    Population,
)
from govsim.population.synthesis import FLOOR_HOUSEHOLDS, synthesize

__all__ = [
    "ADULT_AGES",
    "AGE_GROUPS",
    "ALTRUIST",
    "CHILD",
    "CONDITIONAL",
    "ELDER",
    "FLOOR_HOUSEHOLDS",
    "FREE_RIDER",
    "HUMP",
    "Population",
    "newcomers",
    "synthesize",
]
