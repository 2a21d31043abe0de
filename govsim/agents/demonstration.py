"""Demonstration courtyards: who is shown off, and what it gets."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from govsim.model import GovernanceModel


def choose_demonstrations(model: GovernanceModel) -> None:
    """Each community's demonstration courtyards: the most visible ones, or those most in need.

    Visible are large courtyards in good condition; need is bad condition. A chosen courtyard stays
    chosen; its capital is spent over a year.
    """
    t, rules = model.courtyards, model.rules.community
    wanted = rules.demonstration_courtyards
    if wanted.any() and (wanted > np.bincount(t.community, weights=t.visible, minlength=len(wanted))).any():
        number = wanted[t.community]
        by_need = rules.demonstration_by_need[t.community]
        score = np.where(by_need, -t.condition, t.condition * np.log(t.households))
        score = np.where(t.visible, np.inf, score)
        order = np.lexsort((-score, t.community))
        first = np.searchsorted(t.community[order], np.arange(len(model.communities)))
        place = np.empty(len(t), dtype=np.int64)
        place[order] = np.arange(len(t)) - first[t.community[order]]
        new = ~t.visible & (place < number)
        t.visible |= new
        t.demonstration_left[new] = rules.demonstration_capital[t.community[new]]
    t.demonstration_money[:] = 0.0
    if t.visible.any():
        monthly = rules.demonstration_capital / model.world.demonstration_months
        t.demonstration_money[:] = np.minimum(t.demonstration_left, monthly.take(t.community))
