"""Applying: what a case costs a household, and whether one in need applies (T04)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.logistic import logistic

if TYPE_CHECKING:
    from govsim.world import World


def burden(travel: np.ndarray | float, wait: np.ndarray, trips: np.ndarray | float, world: World) -> np.ndarray:
    """Burden of a case: travel + ln(1 + wait / scale) + trips beyond the first (T04).

    The logarithm keeps a backlog of weeks from counting as hundreds of waits in a line.
    """
    return np.asarray(travel + np.log1p(wait / world.burden_wait) + (trips - 1.0))


def apply_probability(
    cost: np.ndarray, low_income: np.ndarray | bool, help_index: np.ndarray, world: World
) -> np.ndarray:
    """P(apply) = logistic(b0 + b1 need - b2 burden - b3 psychological + b4 help), need = 1. T04."""
    low = np.asarray(low_income, dtype=float)
    index = (
        world.apply_base
        + world.apply_need
        - world.apply_burden * cost
        - world.apply_psychological * low
        + world.apply_help * help_index * world.channel_organization_help
    )
    return np.asarray(logistic(index))
