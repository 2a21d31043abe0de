"""Tasks handed down: how their number grows at committees and stations alike (T06)."""

from __future__ import annotations

import numpy as np


def new_tasks(
    tasks: np.ndarray,
    growth: float,
    refill: float,
    slack: np.ndarray,
    slack_before: np.ndarray | float,
    gate: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """New regular tasks a month, n (g / 12 + r max(0, slack - slack0)) (1 - gate), in its two terms.

    Tasks that grow by themselves, and tasks that slack attracts.
    """
    attracted = refill * np.maximum(0.0, slack - slack_before)
    return tasks * growth / 12.0 * (1.0 - gate), tasks * attracted * (1.0 - gate)
