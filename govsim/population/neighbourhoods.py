"""Neighbourhoods: courtyards that stand in for one another where only a sample is simulated.

In a sample of 5% a courtyard of 126 households has a dozen adults, too few for contacts, leaders and
attendance to behave as among 250: what is non-linear in their number would be biased by chance.
Neighbouring courtyards of a community, of one kind where possible, are therefore joined until they
hold as many adults as an ordinary courtyard. Ties run within the neighbourhood and what residents do
is read as its rate. Where everybody is simulated each courtyard is a neighbourhood of its own.
"""

from __future__ import annotations

import numpy as np

from govsim.population.population import Pointers

ADULTS = 200
"""Adults of a neighbourhood, about those of an ordinary courtyard (126 households)."""


def neighbourhoods(community: np.ndarray, adults: np.ndarray, sample: float) -> Pointers:
    """Neighbourhood of each courtyard, numbered in order; `adults` simulated, by courtyard.

    Courtyards are sorted by community and, within it, by kind.

    >>> neighbourhoods(np.array([0, 0, 0, 1]), np.array([120, 90, 30, 10]), 0.05).tolist()
    [0, 0, 0, 1]
    """
    if sample == 1.0:
        return np.arange(len(community))
    first = np.append(True, community[1:] != community[:-1])
    before = np.cumsum(adults) - adults
    within = before - np.repeat(before[first], np.diff(np.append(np.flatnonzero(first), len(community))))
    total = np.bincount(community, weights=adults)[community]
    groups = np.maximum(1, np.floor(total / ADULTS))
    part = np.minimum(groups - 1, np.floor((within + 0.5 * adults) / total * groups))
    new = first | np.append(True, part[1:] != part[:-1])
    return np.asarray(np.cumsum(new) - 1)
