"""District: turns revenue into budgets, pays for the rules in a fixed order, appraises its streets.

Mechanism  Revenue grows by itself and with the hours spent on the economy, in street offices or in the
           departments that take stripped functions over. Money binds: what the public-service budget
           cannot afford is scaled down, latest item first.
Source     Fiscal federalism (T22); tournament appraisal with reported results (T02, T03).
"""

from __future__ import annotations

from dataclasses import dataclass
from math import sqrt
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents.kept import while_rules_hold
from govsim.agents.rows import Row, Table, column
from govsim.products import product

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

ITEMS = ("stations", "workers", "grants", "subsidies", "demonstration", "purchases")
"""What the public-service budget pays, in this order."""
FUNCTIONS = ("investment_attraction", "tax_assistance", "fixed_asset_investment", "economic_statistics")
"""The four economic functions of a street office."""


@dataclass(eq=False, slots=True)
class Districts(Table):
    """State of the district; one row."""

    revenue: np.ndarray = column("revenue", unit="yuan/year")
    economy: np.ndarray = column("hours on the economy over those before the reforms", unit="ratio")
    economy_before: np.ndarray = column("effective street hours on the economy before the reforms", unit="hours/month")
    public_budget: np.ndarray = column("public-service budget", unit="yuan/month")
    demanded: np.ndarray = column("asked of the budget, by item of ITEMS", unit="yuan/month")
    paid: np.ndarray = column("paid by the budget, by item of ITEMS", unit="yuan/month")
    affordable: np.ndarray = column("share of each item that can be paid", unit="share")
    returned: np.ndarray = column("purchase money that found no supplier", unit="yuan/month")


class District(Row):
    """The district government; its step sets the month's budget."""

    table_name: ClassVar[str] = "districts"
    table: ClassVar[type[Table]] = Districts

    def step(self) -> None:
        """Revenue grows, then the budget is set and shared out."""
        grow(self.model)
        budget(self.model)


def economy_index(model: GovernanceModel) -> float:
    """Effective hours on the economy, in streets and departments, over those before the reforms.

    Street hours count as far as they go to functions still on the street's list, by appraisal weight;
    departments do the rest, from the first month on. Informal work on stripped functions raises nothing.
    """
    world, streets, rules = model.world, model.streets, model.rules.street
    hours, before, stripped = streets.hours[:, 0], model.districts.economy_before[0], stripped_economy(model)
    if not stripped.any():
        return float((hours * (rules.weight_economy > 0)).sum() / before)
    kept = feasible_economy(model)
    weight = standing_weights(model)[:, 0] + returning_weight(model)
    listed = np.divide(rules.weight_economy * kept, weight, out=np.zeros(weight.shape), where=weight > 0)
    bureau = world.bureau_effectiveness * streets.economy_hours_before * stripped
    done = hours * listed
    done = np.where(stripped > 0, np.minimum(done, kept * streets.economy_hours_before), done)
    return float((done + bureau).sum() / before)


@while_rules_hold(*FUNCTIONS)
def feasible_economy(model: GovernanceModel) -> np.ndarray:
    """Share of the four economic functions still on each street's list, shape (streets,)."""
    rules = model.rules.street
    return np.asarray(
        (
            rules.investment_attraction.astype(float)
            + rules.tax_assistance
            + rules.fixed_asset_investment
            + rules.economic_statistics
        )
        / 4.0
    )


@while_rules_hold(*FUNCTIONS)
def stripped_economy(model: GovernanceModel) -> np.ndarray:
    """Share of the four economic functions no longer on each street's list, shape (streets,)."""
    return np.asarray(1.0 - feasible_economy(model))


def grow(model: GovernanceModel) -> None:
    """Revenue follows its trend and the hours spent on the economy last month."""
    world, district = model.world, model.districts
    if model.burning_in:
        return
    district.economy[0] = economy_index(model)
    gain = world.economy_effect * world.channel_economy_revenue * (district.economy[0] - 1.0)
    district.revenue[0] *= 1.0 + (world.revenue_growth + gain) / 12.0


def pay_in_order(available: float, demanded: np.ndarray) -> np.ndarray:
    """Pay items in order until the money is used up; shape (items,).

    >>> pay_in_order(10.0, np.array([4.0, 5.0, 3.0])).tolist()
    [4.0, 5.0, 1.0]
    """
    paid, before = [], 0.0
    for asked in demanded.tolist():  # of few items, faster than arrays
        paid.append(min(max(available - before, 0.0), asked))
        before += asked
    return np.array(paid)


def budget(model: GovernanceModel) -> None:
    """The public-service budget of the month and what it can pay.

    Base share of the revenue of 2007 plus the marginal share of the growth since, where streets
    under different rules count by population. Purchases are what the rules set, under their cap.
    """
    world, district, streets, rules = model.world, model.districts, model.streets, model.rules.street
    revenue, base = district.revenue[0], world.revenue_2007
    marginal, cap, programmes = shared_by_population(model)
    yearly = world.public_share_2007 * min(revenue, base) + marginal * max(0.0, revenue - base)
    district.public_budget[0] = yearly / 12.0
    communities, companies = model.communities, model.companies
    local = model.rules.community
    pay = world.wage_community / 12.0 * local.pay_ratio
    purchases = min(
        float(product(streets.population_share, rules.purchase_budget)) / 12.0,
        float(cap) * district.public_budget[0],
    )
    managing = 0.0
    if companies.active.any():
        managing = float(product(local.property_subsidy, companies.active))
        managing += float(product(local.property_start_capital, companies.founded_now))
    wanted = np.array((
        int(np.count_nonzero(model.stations.open)) * world.station_cost / 12.0,
        float(product(pay, communities.staff + communities.committee_hires + communities.station_hires)),
        float(grants(model).sum()) / 12.0,
        managing + float(model.organizations.subsidy_due.sum()) + float(programmes) / 12.0,
        float(model.courtyards.demonstration_money.sum()),
        purchases,
    ))
    district.demanded[0] = wanted
    paid = pay_in_order(district.public_budget[0], wanted)
    district.paid[0] = paid
    district.affordable[0] = np.divide(paid, wanted, out=np.ones(len(ITEMS)), where=wanted > 0)


@while_rules_hold("marginal_public_share", "purchase_cap_share", "programme_cost")
def shared_by_population(model: GovernanceModel) -> np.ndarray:
    """Marginal share of revenue, cap on purchases and running cost of the reforms, streets counting by population."""
    share, rules = model.streets.population_share, model.rules.street
    named = (rules.marginal_public_share, rules.purchase_cap_share, rules.programme_cost)
    return np.array([product(share, values) for values in named])


def grants(model: GovernanceModel) -> np.ndarray:
    """Grant due to each street, yuan a year.

    Without a guarantee the grant of 2007; with one, the multiple of all streets' budgets of 2007,
    shared by population. Both grow with indexation only.
    """
    base, indexation = grants_of_2007(model), model.rules.street.grant_indexation
    if not indexation.any():
        return base
    years = max(0, model.month - model.base_month) / 12.0
    return np.asarray(base * (1.0 + indexation) ** years)


@while_rules_hold("grant_guaranteed", "grant_multiple")
def grants_of_2007(model: GovernanceModel) -> np.ndarray:
    """The grants before indexation."""
    streets, rules = model.streets, model.rules.street
    pooled = streets.budget_2007.sum() * streets.population_share
    return np.where(rules.grant_guaranteed, rules.grant_multiple * pooled, streets.grant_2007)


def appraise(model: GovernanceModel) -> None:
    """Rank streets by results as reported; the rank sets next month's pressure.

    Results are hours of work by task and officer, reported and real mixed; residents' surveyed satisfaction
    enters where the rules give it weight, and the count of new organizations where it counts. Paper
    that is detected costs.
    """
    world, streets, rules, communities = model.world, model.streets, model.rules.street, model.communities
    reported = world.appraisal_reported_share
    paper = model.by_street(communities.paper_hours) / np.maximum(model.by_street(communities.load), 1e-9)
    done = streets.hours / streets.staff[:, None]
    done[:, 1] *= 1.0 - (1.0 - reported) * paper
    result = standardise(done) * effective_weights(model)
    detected = world.detection_probability * world.detection_penalty * paper
    noise = world.appraisal_noise * model.chance.normals("appraisal", model.month, len(streets))
    error = sqrt(0.25 / world.survey_size) * model.chance.normals("survey", model.month, len(streets))
    model.courtyard_satisfaction[:] = model.mean_by_courtyard(model.residents.satisfaction)
    streets.surveyed_satisfaction[:] = model.street_satisfaction() + error
    voice = weighted(rules.feedback_weight, streets.surveyed_satisfaction)
    counted = weighted(rules.count_quota, streets.new_organizations)
    streets.score[:] = result.sum(axis=1) - detected + voice + counted + noise
    order = (-streets.score).argsort(kind="stable").argsort(kind="stable")
    streets.rank[:] = order + 1
    standing = order / max(1, len(streets) - 1) - 0.5
    pull = world.rank_pressure if world.channel_rank_pressure else 0.0
    streets.pressure[:] = world.prize * (1.0 + 2.0 * pull * standing)


def weighted(weight: np.ndarray, values: np.ndarray) -> np.ndarray:
    """A standardised result of streets times its weight in each; zero where it has none anywhere."""
    return weight * standardise(values[:, None])[:, 0] if weight.any() else np.zeros(weight.shape)


def standardise(values: np.ndarray) -> np.ndarray:
    """Deviations from the mean over streets in standard deviations; zero where streets are alike."""
    centred = values - np.add.reduce(values, axis=0) / len(values)
    spread = np.sqrt(np.add.reduce(centred * centred, axis=0) / len(values))
    if (spread > 1e-12).all():
        return np.asarray(centred / spread)
    return np.divide(centred, spread, out=np.zeros(centred.shape), where=spread > 1e-12)


def effective_weights(model: GovernanceModel) -> np.ndarray:
    """Appraisal weights over economy, upward, service, community as they bind, shape (streets, 4); to be read only."""
    weights, quake = standing_weights(model), model.quake("upward")
    if quake or stripped_economy(model).any():
        weights = weights.copy()
        weights[:, 0] += returning_weight(model)
        weights[:, 1] *= 1.0 + quake
    return weights


@while_rules_hold(
    *FUNCTIONS, "weight_economy", "weight_upward", "weight_service", "weight_community", "shadow_weight",
    "freed_to_upward", "freed_to_service", "freed_to_community",
)
def standing_weights(model: GovernanceModel) -> np.ndarray:
    """Appraisal weights as the rules alone make them, what economic functions leave free passed on; (streets, 4)."""
    rules, kept = model.rules.street, feasible_economy(model)
    economy = rules.weight_economy * kept + rules.shadow_weight * (1.0 - kept)
    freed = np.maximum(rules.weight_economy - economy, 0.0)
    upward = rules.weight_upward + freed * rules.freed_to_upward
    service = rules.weight_service + freed * rules.freed_to_service
    return np.column_stack((economy, upward, service, rules.weight_community + freed * rules.freed_to_community))


def returning_weight(model: GovernanceModel) -> np.ndarray:
    """Weight of stripped economic functions that comes back informally where a street lacks money."""
    world, streets, rules = model.world, model.streets, model.rules.street
    shortfall = np.maximum(1.0 - streets.budget / np.maximum(streets.budget_2007, 1e-9), 0.0)
    return np.asarray(world.economy_pressure * shortfall * rules.weight_economy * stripped_economy(model))
