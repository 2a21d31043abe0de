"""Decision units: how large the circle is in which neighbours decide, and what support reaches it.

Mechanism  The rules set the size of the unit, from the whole community down to a few households. Size
           moves the wish to take part, and enabling hours are shared among units.
Source     Group size (T07): intermediate sizes do best where organizing has a fixed cost.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.kept import unchanged

if TYPE_CHECKING:
    from govsim.model import GovernanceModel
    from govsim.world import World


def contribution_logit(size: np.ndarray, heterogeneity: np.ndarray, world: World) -> np.ndarray:
    """Logit of taking part in a unit of `size` households (T07; coefficients are assumptions).

    b0 + bV (N/100)^-gamma + bm d/(d+N) - F/N - cn H ln N.
    """
    size = np.maximum(size, 1.0)
    return np.asarray(
        world.size_base
        + world.size_value * (size / 100.0) ** -world.size_value_exponent
        + world.size_known * world.size_known_households / (world.size_known_households + size)
        - world.size_fixed_cost / size
        - world.size_heterogeneity * heterogeneity * np.log(size)
    )


def set_units(model: GovernanceModel) -> None:
    """Decision units under the rules: the community, or units of about the target size.

    A target below the courtyard's size splits it into buildings or groups; one above it joins
    courtyards of the community into a unit. Units stay as they are while the rules do.
    """
    world, t, rules = model.world, model.courtyards, model.rules.community
    if unchanged(model, "units", world, rules.unit_households):
        return
    target = rules.unit_households[t.community]
    whole = model.communities_households[t.community]
    split = t.households / np.maximum(1.0, np.floor(t.households / np.maximum(target, 1.0) + 0.5))
    joined = np.minimum(target, whole)
    t.unit_households[:] = np.where(target <= 0, whole, np.where(target <= t.households, split, joined))
    t.units[:] = t.households / t.unit_households
    t.size_logit[:] = contribution_logit(t.unit_households, t.heterogeneity, world)


def enable(model: GovernanceModel) -> None:
    """Enabling hours of each community are shared among units, more to visible courtyards.

    Where the rules know no small units they reach the community as a whole and no body of a
    courtyard.
    """
    world, t, rules = model.world, model.courtyards, model.rules.community
    if not (rules.unit_households > 0).any():
        t.enabling_hours[:] = t.support[:] = 0.0
        return
    pull = 1.0 + world.visible_pull * t.visible * world.channel_visible_pull
    claim = t.units * pull * (rules.unit_households[t.community] > 0)
    total = np.maximum(np.bincount(t.community, weights=claim, minlength=len(model.communities)), 1e-12)
    t.enabling_hours[:] = model.communities.enabling_hours[t.community] * claim / total[t.community]
    per_unit = np.divide(t.enabling_hours, t.units, out=np.zeros(t.units.shape), where=claim > 0)
    t.support[:] = 1.0 - np.exp(-per_unit / world.hours_run)
