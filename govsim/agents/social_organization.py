"""Social organization: from an informal group to a filed or registered body, active or only on the books.

Mechanism  Groups become formal when the benefit they expect exceeds capital, member gap and search;
           opportunists when the subsidy, less the risk of an audit, exceeds the cost of a shell.
           Funds, members and quality make activity; contracts bring funds and dependence. Motive and
           quality are not observable to the street except through audit.
Source     Entry barriers (T16), shells (T17), dependence (T18), crowding out (T19), density (T15).

Every organization that may ever exist has a slot with a persistent id from the start, so that the
same group draws the same luck in two worlds.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents.rows import Row, Table, across, column
from govsim.params import declared
from govsim.rules import Rules

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

ALL = slice(None)
LATENT, INFORMAL, APPLYING, FILED, REGISTERED, DISSOLVED = range(6)
"""Status of a slot; a formal organization is dormant when `dormant` is set as well."""
MISSION, OPPORTUNIST, QUOTA = range(3)
"""Motives."""
NICHES = ("culture_sports", "elderly", "education_children", "health_disability", "environment_property", "mutual_aid")
"""Fields of activity; registration may be refused where a field is taken."""
WOULD_REGISTER, WOULD_FILE, WOULD_PROFIT, WOULD_COUNT, STANDING = range(5)
"""How a slot may enter: blocked registrant, informal group, opportunist, quota shell, registered in 2007."""
LONGEST_DELAY = int((declared(Rules)["payment_delay"].bounds or (0, 0))[1])
"""Most months that the rules let a contract wait for its pay."""


@dataclass(eq=False, slots=True)
class SocialOrganizations(Table):
    """State of the organization slots, one row each."""

    slot: np.ndarray = column("persistent id of the slot")
    entry: np.ndarray = column("how the slot may enter")
    born: np.ndarray = column("month from which the slot may be founded", unit="month")
    community: np.ndarray = column("row of the home community")
    street: np.ndarray = column("row of the home street")
    niche: np.ndarray = column("field of activity, by NICHES")
    motive: np.ndarray = column("motive: mission, opportunist, quota")
    quality: np.ndarray = column("quality; of a group that may yet arise, 0", unit="0-1")
    members: np.ndarray = column("members", unit="persons")
    cost_of_shell: np.ndarray = column("cost at which an opportunist sets up a shell", unit="yuan")
    eligible: np.ndarray = column("could file at all")
    status: np.ndarray = column("latent, informal, applying, filed, registered, dissolved")
    track: np.ndarray = column("status applied for: filed or registered")
    ready: np.ndarray = column("month in which an application is settled", unit="month")
    age: np.ndarray = column("months since founding", unit="months")
    formal_age: np.ndarray = column("months since becoming formal", unit="months")
    funds: np.ndarray = column("funds", unit="yuan")
    own_income: np.ndarray = column("own income", unit="yuan/month")
    government_income: np.ndarray = column("government money received", unit="yuan/month")
    subsidy_due: np.ndarray = column("support due on becoming formal", unit="yuan")
    contract: np.ndarray = column("value of the contract held", unit="yuan/month")
    contract_age: np.ndarray = column("months since the contract was awarded", unit="months")
    delivered: np.ndarray = column("contract work delivered", unit="yuan/month")
    owed: np.ndarray = column("work done and not paid yet, by months since: 1 to LONGEST_DELAY", unit="yuan")
    relation: np.ndarray = column("standing with the street: share of the time spent under contract", unit="0-1")
    dependence: np.ndarray = column("government share of revenue, over about a year", unit="share")
    responsiveness: np.ndarray = column("how far it answers residents rather than its funder", unit="0-1")
    activity: np.ndarray = column("activity", unit="0-1")
    inactive_months: np.ndarray = column("months in a row below the minimum activity", unit="months")
    dormant: np.ndarray = column("is dormant")
    incubated: np.ndarray = column("is coached by a guidance centre")


class SocialOrganization(Row):
    """A social organization, from latent slot to registered body."""

    table_name: ClassVar[str] = "organizations"
    table: ClassVar[type[Table]] = SocialOrganizations

    def step(self) -> None:
        """Earn, work, and fall asleep or not; entry and contracts are decided together."""
        operate(self.model, slice(self.row, self.row + 1))


def is_formal(t: SocialOrganizations) -> np.ndarray:
    """Filed or registered, shape (slots,)."""
    return np.asarray((t.status == FILED) | (t.status == REGISTERED))


def existing(t: SocialOrganizations) -> np.ndarray:
    """Rows of the slots that are or were an organization, in order: a few hundred of some thousand slots."""
    return (t.status != LATENT).nonzero()[0]


def incubate(model: GovernanceModel) -> None:
    """Each guidance centre coaches the youngest formal organizations of its street, up to its capacity."""
    t, rules = model.organizations, model.rules.street
    t.incubated[:] = False
    if not rules.incubator_capacity.any():
        return
    rows = (is_formal(t) & (t.entry != STANDING)).nonzero()[0]
    order = rows[np.lexsort((t.slot[rows], t.formal_age[rows], t.street[rows]))]
    first = np.searchsorted(t.street[order], np.arange(len(model.streets)))
    place = np.arange(order.size) - first[t.street[order]]
    t.incubated[order] = place < rules.incubator_capacity[t.street[order]]


def operate(model: GovernanceModel, chosen: slice = ALL) -> None:
    """Income, activity, cost and sleep of one month; latent slots have none of these.

    activity = quality x (members/m)^a x (funds/need)^b x coaching x support, at most 1. Own income falls
    by chi for each yuan of contract money (T19). Contract work costs money now and is paid after as
    many months as the rules allow, so that no more is delivered than funds can carry.
    """
    world, t, rules = model.world, model.organizations, model.rules.street
    rows = (t.status[chosen] != LATENT).nonzero()[0] + (chosen.start or 0)
    at = t.street[rows]
    alive = t.status[rows] != DISSOLVED
    owed = t.owed.take(rows, axis=0)
    owed_to = across(owed > 0.0).nonzero()[0]
    owed = owed[owed_to]
    due = np.arange(1, LONGEST_DELAY + 1) >= np.maximum(1, rules.payment_delay[at[owed_to]])[:, None]
    paid_now = np.zeros(len(rows))
    paid_now[owed_to] = np.where(due, owed, 0.0).sum(axis=1)
    support = t.subsidy_due[rows] * model.districts.affordable[0, 3]
    t.government_income[rows] = paid_now + support
    own = np.maximum(world.donations - world.crowding_out * paid_now, 0.0)
    t.own_income[rows] = np.where(alive & (t.motive[rows] == MISSION), own, 0.0)
    total = t.government_income[rows] + t.own_income[rows]
    share = np.divide(t.government_income[rows], total, out=np.zeros(total.shape), where=total > 0)
    t.dependence[rows] += (share - t.dependence[rows]) / 12.0
    drift = world.dependence_drift * world.channel_dependence
    t.responsiveness[rows] = 1.0 - drift * t.dependence[rows] ** 2
    funds = t.funds[rows]
    scale = np.minimum(np.maximum(funds, 0.0) / world.funds_needed, 1.0)
    coaching = 1.0 + rules.incubator_gain[at] * t.incubated[rows]
    helped = 1.0 + model.organization_help[at]
    size = (t.members[rows] / world.activity_members) ** world.activity_members_exponent
    funded = scale**world.activity_funds_exponent
    activity = np.minimum(t.quality[rows] * size * funded * coaching * helped, 1.0)
    t.activity[rows] = np.where(alive, activity, 0.0)
    income = t.government_income[rows] + t.own_income[rows]
    held = funds + income
    held -= np.minimum(held, t.activity[rows] * world.donations)
    reserve = world.contract_reserve * world.funds_needed
    t.delivered[rows] = np.minimum(t.contract[rows], np.maximum(held - reserve, 0.0))
    t.owed[rows[owed_to], 1:] = np.where(due, 0.0, owed)[:, :-1]
    t.owed[rows, 0] = t.delivered[rows]
    t.funds[rows] = np.where(alive, held - t.delivered[rows], funds)
    low = alive & (t.activity[rows] < world.activity_minimum)
    t.inactive_months[rows] = np.where(low, t.inactive_months[rows] + 1, 0)
    formal = (t.status[rows] == FILED) | (t.status[rows] == REGISTERED)
    t.dormant[rows] = formal & (t.inactive_months[rows] >= world.dormant_months)


def audit(model: GovernanceModel) -> None:
    """Audits find shells and sleepers; where the rules delist, they are struck off and trust is lost.

    A shell that is found is bad evidence on government, per 1,000 residents of its street.
    """
    world, t, rules = model.world, model.organizations, model.rules.street
    model.shell_evidence[:] = 0.0
    if model.burning_in or not rules.audit_rate.any():
        return
    rows = is_formal(t).nonzero()[0]
    rows = rows[rules.audit_rate[t.street[rows]] > 0]
    if not rows.size:
        return
    monthly = 1.0 - (1.0 - rules.audit_rate[t.street[rows]]) ** (1.0 / 12.0)
    seen = rows[model.chance.of("audit", model.month, t.slot[rows]) < monthly]
    empty = (t.motive[seen] != MISSION) | t.dormant[seen]
    shells = seen[t.motive[seen] != MISSION]
    per_thousand = np.bincount(t.street[shells], minlength=len(model.streets)) / (model.streets.population / 1000.0)
    model.shell_evidence[:] = world.shell_distrust * per_thousand * world.channel_shell_distrust
    gone = seen[empty & rules.delisting[t.street[seen]]]
    end(model, gone)


def dissolve(model: GovernanceModel) -> None:
    """Informal and filed groups dissolve with the liability of newness, registered ones at their yearly rate."""
    world, t, rules = model.world, model.organizations, model.rules.street
    if model.burning_in:
        return
    rows = existing(t)
    status = t.status[rows]
    newness = world.hazard_new * np.exp(-t.age[rows] / world.hazard_memory)
    coached = 1.0 - rules.incubator_gain[t.street[rows]] * t.incubated[rows]
    hazard = np.where((status == INFORMAL) & (t.entry[rows] != WOULD_REGISTER), newness, 0.0)
    awake = (status == FILED) & (t.motive[rows] == MISSION) & ~t.dormant[rows]
    hazard = np.where(awake, newness * coached, hazard)
    hazard = np.where(status == REGISTERED, world.exit_registered / 12.0 * coached, hazard)
    draws = model.chance.of("dissolution", model.month, t.slot[rows])
    end(model, rows[draws < hazard])


def end(model: GovernanceModel, rows: np.ndarray) -> None:
    """An organization ends; its contract lapses and what it is owed goes to its creditors."""
    t = model.organizations
    status = t.status[rows]
    model.ended_formal += int(np.count_nonzero((status == FILED) | (status == REGISTERED)))
    t.status[rows] = DISSOLVED
    for gone in (t.contract, t.delivered, t.owed, t.activity, t.government_income, t.own_income):
        gone[rows] = 0.0
    t.dormant[rows] = False
    t.incubated[rows] = False


def serve(model: GovernanceModel) -> None:
    """Free services reach residents; contracted hours can relieve committees and stations.

    Registered organizations serve the whole district by population, others their community. What
    an organization delivers is what it does, times how far it still answers residents.
    """
    world, t, communities = model.world, model.organizations, model.communities
    rows = existing(t)
    done = t.activity[rows] * t.responsiveness[rows]
    withdrawn = world.crowding_out * np.minimum(t.contract[rows] / world.contract_size, 1.0)
    own = done * world.volunteer_hours * t.members[rows] / world.activity_members * (1.0 - withdrawn)
    wide = t.status[rows] == REGISTERED
    local = np.bincount(t.community[rows], weights=np.where(wide, 0.0, own), minlength=len(communities))
    shared = own[wide].sum() * communities.population / communities.population.sum()
    per_thousand = (local + shared) / (communities.population / 1000.0)
    communities.organization_service[:] = 1.0 - np.exp(-per_thousand / world.organization_service_full)
    model.contracted_hours[:] = np.bincount(
        t.street[rows], weights=done * t.delivered[rows] / world.yuan_per_hour, minlength=len(model.streets)
    )


def grow_older(model: GovernanceModel) -> None:
    """Another month for all that exist."""
    t = model.organizations
    rows = existing(t)
    t.age[rows[t.status[rows] != DISSOLVED]] += 1
    t.formal_age[is_formal(t).nonzero()[0]] += 1
