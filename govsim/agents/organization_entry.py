"""How organizations come to be: groups are founded, seek a sponsor, register or file, or are set up as shells.

Mechanism  Groups are founded by density in their field, rather where social capital and unmet need are.
           They become formal when the benefit they expect exceeds capital, member gap and search;
           opportunists when the subsidy, less the risk of an audit, exceeds the cost of a shell; where
           numbers count, streets make up a shortfall with shells.
Source     Density dependence (T15), entry barriers and dual management (T16), shells (T17).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.kept import while_rules_hold
from govsim.agents.logistic import logistic
from govsim.agents.ranks import rank_within
from govsim.agents.social_organization import (
    APPLYING,
    DISSOLVED,
    FILED,
    INFORMAL,
    LATENT,
    NICHES,
    QUOTA,
    REGISTERED,
    WOULD_FILE,
    WOULD_REGISTER,
    existing,
)
from govsim.population.organizations import qualities

if TYPE_CHECKING:
    from govsim.model import GovernanceModel
    from govsim.world import World


def enter(model: GovernanceModel) -> None:
    """One month of entry; nothing enters during the burn-in, which holds the stock still."""
    model.organizations.subsidy_due[:] = 0.0
    if model.burning_in:
        return
    found_groups(model)
    seek_sponsors(model)
    file(model)
    fill_quotas(model)
    settle_applications(model)


def found_groups(model: GovernanceModel) -> None:
    """Informal groups are founded in their niche, rather where social capital and unmet need are.

    The slots of a niche and month share its expected births; where a group arises weighs each slot.
    """
    world, t = model.world, model.organizations
    wishing, slots, niche, community, luck = model.in_common.of(model, to_be_founded)
    if slots.size:
        rows = existing(t)
        living = t.niche.take(rows[t.status.take(rows) != DISSOLVED])
        rate = founding_rate(np.bincount(living, minlength=len(NICHES)), model.niche_capacity, world)
        rate /= np.maximum(np.bincount(niche, minlength=len(NICHES)), 1)
        slots = slots[luck < rate.take(niche) * founding_attraction(model).take(community)]
    arise(model, np.concatenate((wishing, slots)))


def to_be_founded(model: GovernanceModel) -> tuple[np.ndarray, ...]:
    """Would-be registrants who come up this month; slots of other groups, niche, community and luck of each.

    All of them are latent, as a slot is taken in its month or never.
    """
    t = model.organizations
    first, last = t.births.searchsorted((model.month, model.month + 1))
    rows = t.by_birth[first:last]
    luck, entry = model.chance.of("founding", model.month, t.slot.take(rows)), t.entry.take(rows)
    wishing, grouping = entry == WOULD_REGISTER, entry == WOULD_FILE
    wished = wishing & (luck < model.world.registration_inflow / max(1, int(np.count_nonzero(wishing))))
    slots = rows[grouping]
    return rows[wished], slots, t.niche.take(slots), t.community.take(slots), luck[grouping]


def arise(model: GovernanceModel, rows: np.ndarray) -> None:
    """Informal groups begin in these slots."""
    t = model.organizations
    t.status[rows] = INFORMAL
    if rows.size:
        t.quality[rows] = qualities(model.world, model.chance, t.slot[rows])


def founding_rate(density: np.ndarray, capacity: np.ndarray, world: World) -> np.ndarray:
    """Births a month in a niche: exp(a0 + a1 N/N0 - a2 (N/N0)^2) (T15)."""
    relative = density / np.maximum(capacity, 1.0)
    return np.asarray(
        np.exp(world.founding_base + world.founding_density * relative - world.founding_crowding * relative**2)
    )


def founding_attraction(model: GovernanceModel) -> np.ndarray:
    """How strongly each community draws new groups: 1 - s + s (social capital x unmet need), relative.

    Relative to the mean over communities before the reforms; s is `founding_steering`.
    """
    steer = model.world.founding_steering * model.world.channel_founding
    return np.asarray(1.0 - steer + steer * founding_ground(model) / model.founding_reference)


def founding_ground(model: GovernanceModel) -> np.ndarray:
    """Social capital times the share of need that is not met, by community."""
    return np.asarray(model.by_community_weighted(model.courtyards.social_capital) * (1.0 - model.windows.takeup))


def seek_sponsors(model: GovernanceModel) -> None:
    """Would-be registrants find a sponsor and meet the conditions, or give up.

    Monthly success = sponsor probability x conditions; where the rules ask less capital and fewer
    members, or drop exclusivity, the conditions are met more often.
    """
    world, t, rules = model.world, model.organizations, model.rules.street
    waiting = ((t.status == INFORMAL) & (t.entry == WOULD_REGISTER)).nonzero()[0]
    if not waiting.size:
        return
    at = t.street.take(waiting)
    chance_sponsor = (rules.sponsor_probability * conditions_met(model)).take(at)
    drawn = model.chance.of("sponsor", model.month, t.slot.take(waiting))
    success = drawn < chance_sponsor
    quits = ~success & (drawn > 1.0 - world.registration_give_up)
    apply_for(model, waiting[success], REGISTERED, rules.registration_delay)
    t.status[waiting[quits]] = DISSOLVED


@while_rules_hold("registration_funds", "registration_members", "niche_exclusive")
def conditions_met(model: GovernanceModel) -> np.ndarray:
    """Share of sponsored applicants who meet capital, member and niche conditions, by street.

    The share under the rules of 2007, raised to the power of how demanding the rules still are: the
    mean of capital and members over those of 2007 and of exclusivity.
    """
    world, rules, before = model.world, model.rules.street, model.initial_rules.street
    funds = (30000.0 + rules.registration_funds) / (30000.0 + before.registration_funds)
    members = (50.0 + rules.registration_members) / (50.0 + before.registration_members)
    demand = ((2.0 * funds - 1.0) + (2.0 * members - 1.0) + rules.niche_exclusive) / 3.0
    return np.asarray(world.sponsored_meets_conditions**demand)


def application_utility(model: GovernanceModel, rows: np.ndarray, track: int) -> np.ndarray:
    """Utility of filing or registering: p [legal + contract + incubation] - capital - member gap - search.

    T16. Only registration needs a sponsor, and so a search; filing gives a right to bid only where
    the rules say so.
    """
    world, t, rules = model.world, model.organizations, model.rules.street
    at = t.street.take(rows)
    plain, bidding, *costs = worth_and_capital(model)
    may_bid = rules.purchase_budget > 0
    if track == REGISTERED:
        members, capital, search = rules.registration_members, costs[1], world.cost_search
    else:
        members, capital, search = rules.filing_members, costs[0], 0.0
        may_bid &= rules.filed_may_bid
    gap = np.maximum(0.0, members.take(at) - t.members.take(rows)) / 10.0
    cost = capital.take(at) + world.cost_member_gap * gap + search
    return np.asarray(np.where(may_bid, bidding, plain).take(at) - cost)


@while_rules_hold("incubator_capacity", "filing_funds", "registration_funds")
def worth_and_capital(model: GovernanceModel) -> np.ndarray:
    """What a formal status is worth without and with a right to bid, and the cost of capital of filing and registering.

    By street, shape (4, streets).
    """
    world, rules = model.world, model.rules.street
    incubation = world.benefit_incubator * (rules.incubator_capacity > 0)
    funds = np.array((rules.filing_funds, rules.registration_funds))
    benefit = np.array((world.benefit_legal + incubation, world.benefit_legal + world.benefit_contract + incubation))
    return np.concatenate((world.acceptance_probability * benefit, world.cost_capital * funds / 30000.0))


def file(model: GovernanceModel) -> None:
    """Eligible informal groups consider a track and choose; opportunists enter where money beats cost."""
    world, t, rules = model.world, model.organizations, model.rules.street
    groups = ((t.status == INFORMAL) & (t.entry == WOULD_FILE) & t.eligible).nonzero()[0]
    if groups.size:
        registering, filing = application_utility(model, groups, REGISTERED), np.full(groups.size, -np.inf)
        may_file = rules.filing_open.take(t.street.take(groups))
        if may_file.any():
            filing[may_file] = application_utility(model, groups[may_file], FILED)
        wish = logistic(np.maximum(filing, registering) / world.choice_scale)
        chosen = model.chance.of("filing", model.month, t.slot.take(groups)) < world.filing_consideration * wish
        choosing, filing, registering = groups[chosen], filing[chosen], registering[chosen]
        apply_for(model, choosing[filing >= registering], FILED, rules.filing_delay)
        t.entry[choosing[filing < registering]] = WOULD_REGISTER
    if not rules.filing_open.any():
        return
    shells = t.opportunists[t.status.take(t.opportunists) == LATENT]
    at = t.street.take(shells)
    gain = (rules.organization_subsidy * (1.0 - rules.audit_rate)).take(at)
    worth = (gain > t.cost_of_shell.take(shells) + rules.filing_funds.take(at)) & rules.filing_open.take(at)
    if worth.any():
        shells = shells[worth]
        draws = model.chance.of("filing", model.month, t.slot.take(shells))
        apply_for(model, shells[draws < world.filing_consideration], FILED, rules.filing_delay)


def fill_quotas(model: GovernanceModel) -> None:
    """Where numbers count, a street makes up part of a shortfall of new organizations with shells."""
    t, rules, streets = model.organizations, model.rules.street, model.streets
    if not rules.count_quota.any():
        return
    short = np.maximum(0.0, rules.quota_target - streets.organic_organizations) * rules.count_quota * rules.filing_open
    if not short.any():
        return
    free = t.counted[t.status.take(t.counted) == LATENT]
    at = t.street.take(free)
    place, wanted = rank_within(at, len(streets)), short.take(at)
    first = ((wanted > 0) & (place <= wanted)).nonzero()[0]
    free, place, wanted = free.take(first), place.take(first), wanted.take(first)
    draws = model.chance.of("filing", model.month, t.slot.take(free))
    choose = free[(place < np.floor(wanted)) | (draws < wanted % 1.0)]
    apply_for(model, choose, FILED, rules.filing_delay)


def apply_for(model: GovernanceModel, rows: np.ndarray, track: int, delay: np.ndarray) -> None:
    """An application is handed in; it is settled as many months later as the delay of its street."""
    if not rows.size:
        return
    t = model.organizations
    t.status[rows] = APPLYING
    t.track[rows] = track
    t.ready[rows] = model.month + delay.take(t.street.take(rows))


def settle_applications(model: GovernanceModel) -> None:
    """Applications that are ready become formal and get the support that the rules give.

    A group that lacked members for filing has found them by then, at the cost that its choice weighed.
    """
    t, rules, streets = model.organizations, model.rules.street, model.streets
    streets.new_organizations[:] = streets.organic_organizations[:] = 0.0
    rows = (t.status == APPLYING).nonzero()[0]
    rows = rows[t.ready.take(rows) <= model.month]
    if not rows.size:
        return
    at, track = t.street.take(rows), t.track.take(rows)
    t.status[rows] = track
    required = np.where(track == FILED, rules.filing_members.take(at), 0)
    t.members[rows] = np.maximum(t.members.take(rows), required)
    t.formal_age[rows] = 0
    t.subsidy_due[rows] = rules.organization_subsidy.take(at)
    streets.new_organizations[:] = np.bincount(at, minlength=len(streets))
    organic = at[t.motive.take(rows) != QUOTA]
    streets.organic_organizations[:] = np.bincount(organic, minlength=len(streets))
