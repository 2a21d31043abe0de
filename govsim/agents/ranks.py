"""Places of agents within groups that follow one another."""

from __future__ import annotations

import numpy as np


def rank_within(group: np.ndarray, groups: int) -> np.ndarray:
    """Position of each entry within its group, for a sorted group column.

    >>> rank_within(np.array([0, 0, 2, 2, 2]), 3).tolist()
    [0, 1, 0, 1, 2]
    """
    first = group.searchsorted(np.arange(groups))
    return np.arange(group.size) - first.take(group)
