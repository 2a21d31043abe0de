"""The three bodies of a courtyard: how they form, work, are captured, and what becomes of conflicts and ties.

Mechanism  A mandate and enabling hours make the Party branch, council and self-management group
           formal; only enabling hours, leaders and attendance make them work. Working bodies can be
           captured; a working council settles conflicts, and its meetings build social capital.
Source     Social capital (T11), loads of the base (T06), capture (T20).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.logistic import logistic
from govsim.agents.rows import across

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

BODIES = ("party_branch", "council", "group")
"""The three bodies, in the order of every array of shape (courtyards, 3)."""
BRANCH, COUNCIL, GROUP = range(3)


def form_bodies(model: GovernanceModel, rows: slice) -> None:
    """A body becomes formal by mandate and by enabling hours: hazard zeta_m mandate + zeta_e hours / h."""
    world, t, rules = model.world, model.courtyards.part(rows), model.rules.community
    missing = ~t.formal
    if not ((rules.unit_households > 0).any() and missing.any()):
        return
    here = t.community
    per_unit = t.enabling_hours / t.units
    hazard = world.formal_mandate * rules.mandate[here] + world.formal_enabling * per_unit / world.hours_form
    hazard = np.where(rules.unit_households[here] > 0, hazard, 0.0)
    possible = hazard > 0
    if possible.any():
        yard, body = (missing & possible[:, None]).nonzero()
        ids = (yard + (rows.start or 0)) * len(BODIES) + body
        t.formal[yard, body] = model.chance.of("bodies", model.month, ids) < hazard[yard]


def work_bodies(model: GovernanceModel, rows: slice) -> None:
    """Function follows its target, z' = z + (target - z) / tau, and monitoring, sight, capture and load follow it.

    Capture grows with heterogeneity where bodies decide.
    """
    world, t, rules = model.world, model.courtyards.part(rows), model.rules.community
    activists = np.maximum(t.activists, 1.0)
    if not (t.formal.any() or t.function.any()):
        t.monitoring[:] = 0.0
        t.observability[:] = world.observability_base
        t.load_per_activist[:] = t.handed_hours / activists
        return
    t.function += (target_of_bodies(model, rows) - t.function) / world.function_months
    known = world.size_known_households / (world.size_known_households + t.unit_households)
    t.monitoring[:] = t.function[:, GROUP] * known * world.channel_monitoring
    sight = t.function[:, COUNCIL] * world.channel_observability
    t.observability[:] = world.observability_base + (1.0 - world.observability_base) * sight
    growth = world.capture_growth * t.heterogeneity * (1.0 - t.monitoring)
    growth *= (1.0 - rules.rotation.take(t.community)) * t.formal[:, COUNCIL]
    fall = world.capture_monitoring * t.monitoring
    t.capture[:] = (t.capture + growth - fall).clip(0.0, 1.0)
    own = world.unit_work_hours * across(t.function) * t.units
    t.load_per_activist[:] = (t.handed_hours + own) / activists


def target_of_bodies(model: GovernanceModel, rows: slice) -> np.ndarray:
    """Function that attendance, leaders, quorum and support sustain, shape (rows, 3).

    Leaders of the branch are active Party members; of the council and the group active activists,
    whom a working branch supplies. What activists do of the committee's duties leaves them less time
    for the bodies' own work (T06).
    """
    world, t, rules = model.world, model.courtyards.part(rows), model.rules.community
    met = logistic((t.attendance - rules.quorum[t.community]) / world.quorum_spread)
    present = np.minimum(t.attendance / world.attendance_full, 1.0)
    supplied = t.function[:, BRANCH] * world.leaders_needed * world.channel_leadership
    pool = np.empty((len(met), len(BODIES)))
    pool[:, BRANCH] = t.active_party / t.units
    pool[:, COUNCIL] = t.activists / t.units + supplied
    pool[:, GROUP] = pool[:, COUNCIL]
    leaders = 1.0 - np.exp(-pool / world.leaders_needed)
    left = np.maximum(t.activists * world.activist_hours - t.handed_hours, 0.0)
    leaders *= np.minimum(left / (len(BODIES) * world.unit_work_hours * t.units), 1.0)[:, None]
    return (present * met * t.support)[:, None] * leaders * t.formal


def quarrel(model: GovernanceModel, rows: slice) -> None:
    """Conflict and social capital.

    K' = K + (delta + turnover) (K_home - K) + (meetings + events) (1 - K) - conflict K; daily life
    alone keeps K at its home level, since without that term every courtyard would lose all of it.
    """
    world, t = model.world, model.courtyards.part(rows)
    mediated = 1.0 - world.council_mediation * t.function[:, COUNCIL]
    t.conflict[:] = (
        world.conflict_base
        * t.heterogeneity
        * (1.0 - t.social_capital)
        * mediated
        * (1.0 + t.capture)
    )
    t.safety[:] = 1.0 / (1.0 + t.conflict / world.conflict_per_safety)
    renters = t.renter_share
    turnover = renters * world.turnover_renter + (1.0 - renters) * world.turnover_owner
    meetings = t.function[:, COUNCIL] * t.attendance
    events = model.communities.organization_service[t.community] * world.channel_organization_services
    home = world.social_capital_decay + turnover
    gain = world.capital_meeting * meetings + world.capital_event * events
    loss = world.capital_conflict * t.conflict * 10.0
    if model.starting:
        t.social_capital[:] = (home * t.social_capital_home + gain) / (home + gain + loss)
    else:
        pull = home * t.social_capital_home + gain
        t.social_capital += pull - (home + gain + loss) * t.social_capital
