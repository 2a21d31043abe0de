"""Courtyard: residents who do something together, a common good, neighbours who know each other.

Mechanism  What residents did this month adds up; its bodies form and work (`govsim.agents.bodies`). Condition
           is a stock that government input and residents' output raise together.
Source     Group size (T07), commons (T08), coproduction (T12).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents.bodies import form_bodies, quarrel, work_bodies
from govsim.agents.logistic import logistic
from govsim.agents.resident import CHILD, ELDER
from govsim.agents.rows import Row, Table, across, column

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

ALL = slice(None)
ROLES = np.array([(1, code & 1, code >> 1 & 1, code >> 2) for code in range(8)])
"""A resident, and whether an activist, a Party member, an elder: for each combination of the last three."""


@dataclass(eq=False, slots=True)
class Courtyards(Table):
    """State of the courtyards, one row each, sorted by community."""

    community: np.ndarray = column("row of the community")
    street: np.ndarray = column("row of the street")
    kind: np.ndarray = column("kind: old, work-unit, resettlement, commodity, ex-rural")
    households: np.ndarray = column("real number of households", unit="households")
    population: np.ndarray = column("real number of residents", unit="persons")
    weight: np.ndarray = column("real residents per simulated resident", unit="persons")
    renter_share: np.ndarray = column("share of renters", unit="share")
    heterogeneity: np.ndarray = column("heterogeneity", unit="0-1")
    managed: np.ndarray = column("has commercial property management")
    client: np.ndarray = column("is a client of the community's property company")
    fee: np.ndarray = column("property fee", unit="yuan/household/month")
    collection: np.ndarray = column("households that pay the fee", unit="share")
    visible: np.ndarray = column("is a demonstration courtyard")
    demonstration_left: np.ndarray = column("demonstration capital not spent yet", unit="yuan")
    demonstration_money: np.ndarray = column("demonstration capital asked for this month", unit="yuan/month")
    unit_households: np.ndarray = column("households of the decision unit", unit="households")
    units: np.ndarray = column("decision units in the courtyard (below 1 where units span several)", unit="units")
    enabling_hours: np.ndarray = column("enabling hours received", unit="hours/month")
    handed_hours: np.ndarray = column("hours of committee duties that its groups carry next month", unit="hours/month")
    support: np.ndarray = column("how far enabling hours keep a body working", unit="0-1")
    formal: np.ndarray = column("each body of BODIES exists formally")
    function: np.ndarray = column("how well each body works", unit="0-1")
    attendance: np.ndarray = column("households at the meetings", unit="share")
    elder_attendance: np.ndarray = column("people of 60 and over among those attending", unit="share")
    capture: np.ndarray = column("capture by a few", unit="0-1")
    conflict: np.ndarray = column("conflicts", unit="1/household/month")
    social_capital: np.ndarray = column("social capital", unit="0-1")
    social_capital_home: np.ndarray = column("social capital that daily life alone sustains", unit="0-1")
    condition: np.ndarray = column("condition of the common good", unit="0-1")
    size_logit: np.ndarray = column("logit of taking part by unit size and heterogeneity", unit="logit")
    monitoring: np.ndarray = column("monitoring of neighbours", unit="0-1")
    observability: np.ndarray = column("what neighbours see of each other's contribution", unit="share")
    active_adults: np.ndarray = column("residents who take part", unit="persons")
    mean_contribution: np.ndarray = column("mean contribution of those who take part", unit="0-1")
    output: np.ndarray = column("contributions a household, net of capture", unit="contribution/household/month")
    activists: np.ndarray = column("active altruists and Party members", unit="persons")
    active_party: np.ndarray = column("active Party members", unit="persons")
    burnout: np.ndarray = column("mean burnout of its activists", unit="0-1")
    load_per_activist: np.ndarray = column("hours that the bodies ask of an activist", unit="hours/month")
    good_faith: np.ndarray = column("good evidence on neighbours", unit="evidence")
    bad_faith: np.ndarray = column("bad evidence on neighbours", unit="evidence")
    safety: np.ndarray = column("perceived safety and absence of conflict", unit="0-1")
    shared_performance: np.ndarray = column("what all residents perceive alike, weighted", unit="0-1")


class Courtyard(Row):
    """A courtyard: a residential compound with its neighbours and bodies."""

    table_name: ClassVar[str] = "courtyards"
    table: ClassVar[type[Table]] = Courtyards

    def step(self) -> None:
        """Bodies form and work, the common good and social capital move."""
        live(self.model, slice(self.row, self.row + 1))


def ces(government: np.ndarray, residents: np.ndarray, weight: float, exponent: float) -> np.ndarray:
    """[alpha G^rho + (1 - alpha) X^rho]^(1/rho), and its geometric limit at rho = 0 (T12)."""
    government, residents = np.maximum(government, 1e-6), np.maximum(residents, 1e-6)
    if abs(exponent) < 1e-6:
        return np.asarray(government**weight * residents ** (1.0 - weight))
    inner = weight * government**exponent + (1.0 - weight) * residents**exponent
    return np.asarray(inner ** (1.0 / exponent))


def live(model: GovernanceModel, rows: slice = ALL) -> None:
    """One month of the courtyards, once their residents have acted."""
    form_bodies(model, rows)
    gather(model, rows)
    work_bodies(model, rows)
    quarrel(model, rows)
    keep_up(model, rows)
    share_views(model, rows)


def gather(model: GovernanceModel, rows: slice) -> None:
    """What residents did this month: activists, output, attendance of meetings.

    Rates are those of the neighbourhood, which is the courtyard itself where everybody is simulated;
    real numbers of adults, elders, activists and Party members turn them into people.
    """
    world, t, r = model.world, model.courtyards.part(rows), model.residents
    doing = r.active.nonzero()[0]
    here = model.courtyard_of(doing)
    count, active_activists, active_members, active_old = active_by_role(model, doing, here)
    given = model.nearby(np.bincount(here, weights=r.contribution.take(doing), minlength=len(model.courtyards)))
    adults, elders = model.real_adults[rows], model.real_elders[rows]
    t.active_adults[:] = adults * model.rate(count, model.adults)[rows]
    t.mean_contribution[:] = model.rate(given, count)[rows]
    t.output[:] = t.mean_contribution * t.active_adults / t.households * (1.0 - t.capture)
    activists, members = model.in_common.of(model, leaders_nearby)
    t.burnout[:] = tiredness(model, activists)[rows]
    t.activists[:] = leading(model, active_activists, activists, model.real_activists)[rows]
    t.active_party[:] = leading(model, active_members, members, model.real_party)[rows]
    active_elders = elders * model.rate(active_old, model.elders)[rows]
    index = world.attend_base + world.attend_social_capital * (t.social_capital - 0.5)
    if t.support.any():
        index += world.attend_enabling * (t.support * across(t.formal))
    active_others = np.maximum(t.active_adults - active_elders, 0.0)
    idle_others = np.maximum(adults - elders - active_others, 0.0)
    elders_attending = active_elders + (elders - active_elders) * logistic(index + world.attend_elder)
    attending = elders_attending + active_others + idle_others * logistic(index)
    t.attendance[:] = 1.0 - np.exp(-attending / t.households)
    t.elder_attendance[:] = elders_attending / np.maximum(attending, 1e-12)


def active_by_role(model: GovernanceModel, doing: np.ndarray, here: np.ndarray) -> np.ndarray:
    """Active residents, activists, Party members and elders of each neighbourhood, shape (4, neighbourhoods).

    `doing` are their rows and `here` their courtyards. They are counted once, by combination of roles.
    """
    r, people = model.residents, model.population
    roles = (r.age_group.take(doing) == ELDER).view(np.int8)
    for flags in (r.party, model.activist):
        roles *= np.int8(2)
        roles += flags.take(doing)
    cell = people.courtyard_neighbourhood.take(here)
    cell *= len(ROLES)
    cell += roles
    found = np.bincount(cell, minlength=len(ROLES) * len(people.neighbourhood_start))
    return np.asarray(found.reshape(-1, len(ROLES)) @ ROLES).T


def leaders_nearby(model: GovernanceModel) -> tuple[np.ndarray, np.ndarray]:
    """Activists and Party members simulated in each neighbourhood, who change with those who move."""
    return model.count_nearby(model.activist), model.count_nearby(model.residents.party)


def tiredness(model: GovernanceModel, activists: np.ndarray) -> np.ndarray:
    """Mean burnout of the activists of each courtyard, who are counted by neighbourhood."""
    r, count = model.residents, len(model.courtyards)
    tired = r.burnout > 0
    if not tired.any():
        return np.zeros(count)
    tired &= model.activist
    who = tired.nonzero()[0]
    burnout = np.bincount(model.courtyard_of(who), weights=r.burnout.take(who), minlength=count)
    return model.rate(model.nearby(burnout), activists)


def leading(model: GovernanceModel, active: np.ndarray, among: np.ndarray, real: np.ndarray) -> np.ndarray:
    """Active leaders by courtyard: those who are, or the real number of them times the rate in a sample.

    `active` and `among` are by neighbourhood, which is the courtyard where everybody is simulated.
    """
    if model.sample == 1.0:
        return active
    return np.asarray(real * model.rate(active, among))


def keep_up(model: GovernanceModel, rows: slice) -> None:
    """Condition: Q' = (1 - d) Q + A CES(G, X) (1 - Q), both inputs with diminishing returns.

    The factor 1 - Q keeps the stock below 1 without cutting it off.
    """
    world, t, streets = model.world, model.courtyards.part(rows), model.streets
    money = streets.upkeep_money / model.streets_households / world.upkeep_yuan
    hours = streets.upkeep_hours / model.streets_households / world.upkeep_hours
    street_input = (np.sqrt(money * hours) * world.channel_upkeep)[t.street]
    company = model.companies.active[t.community] & t.client
    serviced = t.managed | company
    asked = t.demonstration_money * model.districts.affordable[0, 4]
    t.demonstration_left -= asked
    special = asked / t.households / world.upkeep_yuan
    services = model.communities.organization_service[t.community] * world.channel_organization_services
    government = 1.0 - np.exp(-(street_input + world.property_input * (serviced + services) + special))
    given = t.output / world.contribution_full * world.channel_participation_condition
    residents = 1.0 - np.exp(-(given + world.private_upkeep))
    added = world.ces_scale * ces(government, residents, world.ces_weight, world.ces_exponent)
    if model.starting:
        t.condition[:] = added / (added + world.condition_decay)
    else:
        t.condition += added * (1.0 - t.condition) - world.condition_decay * t.condition


def share_views(model: GovernanceModel, rows: slice) -> None:
    """What all residents of a courtyard perceive alike, and what they learn about each other."""
    world, t = model.world, model.courtyards.part(rows)
    weights = model.performance_weights
    visits = model.streets.visits / (model.streets.population / 5000.0)
    seen = world.visit_service * (1.0 - np.exp(-visits)) * world.channel_visits  # the rest is the resident's own view
    condition = t.condition if world.channel_condition_satisfaction else 0.5
    services = model.communities.organization_service[t.community] * world.channel_organization_services
    t.shared_performance[:] = (
        (weights[0] * seen)[t.street]
        + weights[1] * condition
        + weights[2] * t.safety
        + weights[3] * services
    )
    faith = np.minimum(t.mean_contribution / world.trust_expect_share, 1.0)
    shown = t.observability * (t.active_adults > 0)
    quarrels = t.conflict / (t.conflict + world.conflict_per_safety)
    t.good_faith[:] = shown * faith + (1.0 - t.observability) * t.social_capital
    t.bad_faith[:] = shown * (1.0 - faith) + t.capture + quarrels


def count_people(model: GovernanceModel) -> None:
    """Adults and elders of each courtyard, simulated and real; ages do not change in a run.

    Where a sample is simulated, the real numbers of activists and Party members are drawn too.
    """
    world, t, ages, people = model.world, model.courtyards, model.residents.age_group, model.population
    adults, elders = model.sum_by_courtyard(ages != CHILD), model.sum_by_courtyard(ages == ELDER)
    model.adults, model.elders = model.nearby(adults), model.nearby(elders)
    model.real_adults, model.real_elders = adults * t.weight, elders * t.weight
    altruists = 1.0 - world.share_conditional - world.share_free_rider - world.share_hump
    party = people.kind_party_chance[t.kind]
    ids = np.arange(len(t))
    model.real_party = model.chance.poisson("leaders", 0, ids, model.real_adults * party)
    others = model.real_adults * (1.0 - party) * altruists
    model.real_activists = model.real_party + model.chance.poisson("leaders", 1, ids, others)
