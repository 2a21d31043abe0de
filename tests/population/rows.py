"""Where residents live, from their rows."""

from __future__ import annotations

import numpy as np

from govsim.population import Population


def household_of(people: Population, rows: np.ndarray) -> np.ndarray:
    """Household of each of these residents."""
    return np.searchsorted(people.household_start, rows, side="right") - 1


def courtyard_of(people: Population, rows: np.ndarray) -> np.ndarray:
    """Courtyard of each of these residents."""
    return np.searchsorted(people.courtyard_start, rows, side="right") - 1


def id_of(people: Population, rows: np.ndarray) -> np.ndarray:
    """Persistent id of each of these residents."""
    return people.ids_within(rows, household_of(people, rows))
