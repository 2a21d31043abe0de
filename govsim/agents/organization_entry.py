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

from govsim.agents.contracting import rank_within
from govsim.agents.kept import while_rules_hold
from govsim.agents.logistic import logistic
from govsim.agents.social_organization import (
    APPLYING,
    DISSOLVED,
    FILED,
    INFORMAL,
    LATENT,
    NICHES,
    QUOTA,
    REGISTERED,
    WOULD_COUNT,
    WOULD_FILE,
    WOULD_PROFIT,
    WOULD_REGISTER,
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
    born_now = ((t.born == model.month) & (t.status == LATENT)).nonzero()[0]
    entry, chance_born = t.entry[born_now], np.zeros(born_now.size)
    filing = (entry == WOULD_FILE).nonzero()[0]
    if filing.size:
        slots = born_now[filing]
        living = ((t.status != LATENT) & (t.status != DISSOLVED)).nonzero()[0]
        density = np.bincount(t.niche[living], minlength=len(NICHES)).astype(float)
        rate = founding_rate(density, model.niche_capacity, world)
        weight = founding_attraction(model)[t.community[slots]]
        per_slot = np.bincount(t.niche[slots], minlength=len(NICHES))[t.niche[slots]]
        chance_born[filing] = rate[t.niche[slots]] / per_slot * weight
    wishing = (entry == WOULD_REGISTER).nonzero()[0]
    if wishing.size:
        chance_born[wishing] = world.registration_inflow / wishing.size
    born = model.chance.of("founding", model.month, t.slot[born_now]) < chance_born
    arise(model, born_now[born])


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
    at = t.street[waiting]
    chance_sponsor = rules.sponsor_probability[at] * conditions_met(model)[at]
    drawn = model.chance.of("sponsor", model.month, t.slot[waiting])
    success = drawn < chance_sponsor
    quits = ~success & (drawn > 1.0 - world.registration_give_up)
    apply_for(model, waiting[success], REGISTERED, rules.registration_delay[at[success]])
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
    at = t.street[rows]
    registering = track == REGISTERED
    may_bid = (rules.purchase_budget[at] > 0) & (registering | rules.filed_may_bid[at])
    coached = rules.incubator_capacity[at] > 0
    benefit = world.benefit_legal + world.benefit_contract * may_bid + world.benefit_incubator * coached
    funds = (rules.registration_funds if registering else rules.filing_funds)[at]
    members = (rules.registration_members if registering else rules.filing_members)[at]
    gap = np.maximum(0.0, members - t.members[rows]) / 10.0
    search = world.cost_search if registering else 0.0
    cost = world.cost_capital * funds / 30000.0 + world.cost_member_gap * gap + search
    return np.asarray(world.acceptance_probability * benefit - cost)


def file(model: GovernanceModel) -> None:
    """Eligible informal groups consider a track and choose; opportunists enter where money beats cost."""
    world, t, rules = model.world, model.organizations, model.rules.street
    groups = ((t.status == INFORMAL) & (t.entry == WOULD_FILE) & t.eligible).nonzero()[0]
    if groups.size:
        may_file = rules.filing_open[t.street[groups]]
        filing = np.full(groups.size, -np.inf)
        if may_file.any():
            filing = np.where(may_file, application_utility(model, groups, FILED), filing)
        registering = application_utility(model, groups, REGISTERED)
        wish = logistic(np.maximum(filing, registering) / world.choice_scale)
        chosen = model.chance.of("filing", model.month, t.slot[groups]) < world.filing_consideration * wish
        to_file = groups[chosen & (filing >= registering)]
        apply_for(model, to_file, FILED, rules.filing_delay[t.street[to_file]])
        t.entry[groups[chosen & (filing < registering)]] = WOULD_REGISTER
    if not rules.filing_open.any():
        return
    shells = ((t.status == LATENT) & (t.entry == WOULD_PROFIT)).nonzero()[0]
    shells = shells[rules.filing_open[t.street[shells]]]
    if shells.size:
        at = t.street[shells]
        gain = rules.organization_subsidy[at] * (1.0 - rules.audit_rate[at])
        worth = gain > t.cost_of_shell[shells] + rules.filing_funds[at]
        draws = model.chance.of("filing", model.month, t.slot[shells])
        choose = shells[worth & (draws < world.filing_consideration)]
        apply_for(model, choose, FILED, rules.filing_delay[t.street[choose]])


def fill_quotas(model: GovernanceModel) -> None:
    """Where numbers count, a street makes up part of a shortfall of new organizations with shells."""
    t, rules, streets = model.organizations, model.rules.street, model.streets
    short = np.maximum(0.0, rules.quota_target - streets.organic_organizations) * rules.count_quota * rules.filing_open
    if not (short > 0).any():
        return
    free = ((t.status == LATENT) & (t.entry == WOULD_COUNT)).nonzero()[0]
    free = free[short[t.street[free]] > 0]
    place, wanted = rank_within(t.street[free], len(streets)), short[t.street[free]]
    first = (place <= wanted).nonzero()[0]
    free, place, wanted = free[first], place[first], wanted[first]
    draws = model.chance.of("filing", model.month, t.slot[free])
    choose = free[(place < np.floor(wanted)) | (draws < wanted % 1.0)]
    apply_for(model, choose, FILED, rules.filing_delay[t.street[choose]])


def apply_for(model: GovernanceModel, rows: np.ndarray, track: int, delay: np.ndarray) -> None:
    """An application is handed in; it is settled `delay` months later."""
    t = model.organizations
    t.status[rows] = APPLYING
    t.track[rows] = track
    t.ready[rows] = model.month + delay


def settle_applications(model: GovernanceModel) -> None:
    """Applications that are ready become formal and get the support that the rules give.

    A group that lacked members for filing has found them by then, at the cost that its choice weighed.
    """
    t, rules = model.organizations, model.rules.street
    rows = (t.status == APPLYING).nonzero()[0]
    rows = rows[t.ready[rows] <= model.month]
    t.status[rows] = t.track[rows]
    required = np.where(t.track[rows] == FILED, rules.filing_members[t.street[rows]], 0)
    t.members[rows] = np.maximum(t.members[rows], required)
    t.formal_age[rows] = 0
    t.subsidy_due[rows] = rules.organization_subsidy[t.street[rows]]
    model.streets.new_organizations[:] = np.bincount(t.street[rows], minlength=len(model.streets))
    organic = rows[t.motive[rows] != QUOTA]
    model.streets.organic_organizations[:] = np.bincount(t.street[organic], minlength=len(model.streets))
