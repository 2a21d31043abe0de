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
from typing import TYPE_CHECKING, ClassVar, NamedTuple

import numpy as np

from govsim.agents.kept import while_rules_hold
from govsim.agents.pay import fall_due
from govsim.agents.ranks import rank_within
from govsim.agents.rows import Row, Table, column, structure

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
NOTHING = 1e-300
"""Divides what is nothing."""


class Standing(NamedTuple):
    """Who is what, as long as no status changes."""

    statuses: bytes
    existing: np.ndarray
    formal: np.ndarray


UNKNOWN = Standing(b"", np.zeros(0, dtype=np.intp), np.zeros(0, dtype=np.intp))
"""Before anybody has looked."""


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
    by_birth: np.ndarray = structure("rows by the month from which they may be founded")
    births: np.ndarray = structure("that month, for each of them")
    opportunists: np.ndarray = structure("rows that may enter as opportunists")
    counted: np.ndarray = structure("rows that may be set up for the count")
    standing: Standing = structure("rows by what they are")


class SocialOrganization(Row):
    """A social organization, from latent slot to registered body."""

    table_name: ClassVar[str] = "organizations"
    table: ClassVar[type[Table]] = SocialOrganizations

    def step(self) -> None:
        """Earn, work, and fall asleep or not; entry and contracts are decided together."""
        operate(self.model, slice(self.row, self.row + 1))


def standing(t: SocialOrganizations) -> Standing:
    """Rows by what they are, found anew once a status has changed, which is told by the whole column."""
    known, statuses = t.standing, t.status.tobytes()
    if known.statuses != statuses:
        rows = (t.status != LATENT).nonzero()[0]
        status = t.status.take(rows)
        known = t.standing = Standing(statuses, rows, rows[(status == FILED) | (status == REGISTERED)])
    return known


def existing(t: SocialOrganizations) -> np.ndarray:
    """Rows of the slots that are or were an organization, in order: a few hundred of some thousand slots."""
    return standing(t).existing


def formal(t: SocialOrganizations) -> np.ndarray:
    """Rows of the filed and registered organizations, in order."""
    return standing(t).formal


def incubate(model: GovernanceModel) -> None:
    """Each guidance centre coaches the youngest formal organizations of its street, up to its capacity."""
    t, rules = model.organizations, model.rules.street
    t.incubated[:] = False
    if not rules.incubator_capacity.any():
        return
    rows = formal(t)
    rows = rows[t.entry.take(rows) != STANDING]
    at, age = t.street.take(rows), t.formal_age.take(rows)
    order = np.lexsort((age.astype(np.int16), at.astype(np.int16)))  # short numbers are sorted digit by digit
    at = at.take(order)  # rows are in the order of their slots, and so are those of an age
    t.incubated[rows.take(order)] = rank_within(at, len(model.streets)) < rules.incubator_capacity.take(at)


def operate(model: GovernanceModel, chosen: slice = ALL) -> None:
    """Income, activity, cost and sleep of one month; latent slots have none of these.

    activity = quality x (members/m)^a x (funds/need)^b x coaching x support, at most 1. Own income falls
    by chi for each yuan of contract money (T19). Contract work costs money now and is paid after as
    many months as the rules allow, so that no more is delivered than funds can carry.
    """
    world, t, rules = model.world, model.organizations, model.rules.street
    rows = existing(t)
    if chosen != ALL:
        rows = rows[(rows >= chosen.start) & (rows < chosen.stop)]
    at, status = t.street.take(rows), t.status.take(rows)
    alive = status != DISSOLVED
    formal = (status == FILED) | (status == REGISTERED)
    contracting = formal.nonzero()[0]
    contractors = rows.take(contracting)
    government = t.subsidy_due.take(rows) * model.districts.affordable[0, 3]
    earning = alive & (t.motive.take(rows) == MISSION)
    own = earning * world.donations
    paid = fall_due(model, contractors)
    if paid is not None:
        government[contracting] += paid
        left = np.maximum(world.donations - world.crowding_out * paid, 0.0)
        own[contracting] = earning.take(contracting) * left
    t.government_income[rows] = government
    t.own_income[rows] = own
    income = government + own
    dependence = t.dependence.take(rows)
    if government.any() or dependence.any():
        dependence += (government / np.maximum(income, NOTHING) - dependence) / 12.0
        t.dependence[rows] = dependence
        t.responsiveness[rows] = 1.0 - world.dependence_drift * world.channel_dependence * dependence**2
    funds = t.funds.take(rows)
    size = (t.members.take(rows) / world.activity_members) ** world.activity_members_exponent
    scale = np.minimum(np.maximum(funds, 0.0) / world.funds_needed, 1.0)
    activity = t.quality.take(rows) * size * scale**world.activity_funds_exponent
    if t.incubated.any():
        activity *= 1.0 + rules.incubator_gain.take(at) * t.incubated.take(rows)
    activity *= (1.0 + model.organization_help).take(at)
    activity = np.minimum(activity, 1.0)
    activity *= alive
    t.activity[rows] = activity
    held = funds + income
    held -= np.minimum(held, activity * world.donations)
    contract = t.contract.take(contractors)
    if paid is not None or contract.any():
        free = held.take(contracting) - world.contract_reserve * world.funds_needed
        delivered = np.minimum(contract, np.maximum(free, 0.0))
        t.delivered[contractors] = delivered
        t.owed[contractors, 0] = delivered
        held[contracting] -= delivered
    t.funds[rows] = np.where(alive, held, funds)
    inactive = t.inactive_months.take(rows) + 1.0
    inactive *= alive & (activity < world.activity_minimum)
    t.inactive_months[rows] = inactive
    t.dormant[rows] = formal & (inactive >= world.dormant_months)


def audit(model: GovernanceModel) -> None:
    """Audits find shells and sleepers; where the rules delist, they are struck off and trust is lost.

    A shell that is found is bad evidence on government, per 1,000 residents of its street.
    """
    world, t, rules = model.world, model.organizations, model.rules.street
    model.shell_evidence[:] = 0.0
    if model.burning_in or not rules.audit_rate.any():
        return
    rows = formal(t)
    monthly = audited_a_month(model).take(t.street.take(rows))
    seen = rows[model.chance.of("audit", model.month, t.slot.take(rows)) < monthly]
    if not seen.size:
        return
    at, empty = t.street.take(seen), t.motive.take(seen) != MISSION
    per_thousand = np.bincount(at[empty], minlength=len(model.streets)) / (model.streets.population / 1000.0)
    model.shell_evidence[:] = world.shell_distrust * per_thousand * world.channel_shell_distrust
    end(model, seen[(empty | t.dormant.take(seen)) & rules.delisting.take(at)])


@while_rules_hold("audit_rate")
def audited_a_month(model: GovernanceModel) -> np.ndarray:
    """Chance that an organization of each street is audited in a month."""
    return np.asarray(1.0 - (1.0 - model.rules.street.audit_rate) ** (1.0 / 12.0))


def dissolve(model: GovernanceModel) -> None:
    """Informal and filed groups dissolve with the liability of newness, registered ones at their yearly rate."""
    world, t, rules = model.world, model.organizations, model.rules.street
    if model.burning_in:
        return
    rows = existing(t)
    status = t.status.take(rows)
    registered = status == REGISTERED
    at_risk = (status == INFORMAL) & (t.entry.take(rows) != WOULD_REGISTER)
    at_risk |= registered
    filed = status == FILED
    if filed.any():
        at_risk |= filed & (t.motive.take(rows) == MISSION) & ~t.dormant.take(rows)
    rows, registered = rows[at_risk], registered[at_risk]
    newness = world.hazard_new * np.exp(-t.age.take(rows) / world.hazard_memory)
    hazard = np.where(registered, world.exit_registered / 12.0, newness)
    if t.incubated.any():
        hazard *= 1.0 - rules.incubator_gain.take(t.street.take(rows)) * t.incubated.take(rows)
    draws = model.chance.of("dissolution", model.month, t.slot.take(rows))
    end(model, rows[draws < hazard])


def end(model: GovernanceModel, rows: np.ndarray) -> None:
    """An organization ends; its contract lapses and what it is owed goes to its creditors."""
    if not rows.size:
        return
    t = model.organizations
    status = t.status.take(rows)
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
    done = t.activity.take(rows) * t.responsiveness.take(rows)
    own = done * world.volunteer_hours * t.members.take(rows) / world.activity_members
    contract = t.contract.take(rows)
    if contract.any():
        own *= 1.0 - world.crowding_out * np.minimum(contract / world.contract_size, 1.0)
    wide = t.status.take(rows) == REGISTERED
    everywhere = own[wide].sum()
    own *= ~wide
    local = np.bincount(t.community.take(rows), weights=own, minlength=len(communities))
    shared = everywhere * communities.population / communities.population.sum()
    per_thousand = (local + shared) / (communities.population / 1000.0)
    communities.organization_service[:] = 1.0 - np.exp(-per_thousand / world.organization_service_full)
    model.contracted_hours[:] = 0.0
    delivered = t.delivered.take(rows)
    if delivered.any():
        work = done * delivered / world.yuan_per_hour
        model.contracted_hours[:] = np.bincount(t.street.take(rows), weights=work, minlength=len(model.streets))


def grow_older(model: GovernanceModel) -> None:
    """Another month for all that exist."""
    t = model.organizations
    rows = existing(t)
    t.age[rows] += t.status.take(rows) != DISSOLVED
    t.formal_age[formal(t)] += 1
