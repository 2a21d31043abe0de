"""Equations of section 7 of the model document for one agent, in plain Python numbers."""

from __future__ import annotations

from math import exp, floor, log, sqrt

from govsim.population.population import ALTRUIST, CHILD, FREE_RIDER, HUMP
from govsim.world import World

QUAKE = 2008 * 12 + 4
"""May 2008."""
SMALLEST_INPUT = 1e-6
"""Either side of coproduction gives at least this; the document is silent, the power of 0 is not defined."""


def logistic(x: float) -> float:
    return 1.0 / (1.0 + exp(-x)) if x >= 0 else exp(x) / (1.0 + exp(x))


def clipped(x: float) -> float:
    return min(1.0, max(0.0, x))


def volunteering(world: World, month: int, burning_in: bool) -> float:
    """7.1: what is left of the earthquake's push."""
    if month < QUAKE or burning_in or not world.channel_earthquake:
        return 0.0
    return float(world.quake_volunteering * 0.5 ** ((month - QUAKE) / world.quake_volunteering_half_life))


def apply_chance(world: World, burden: float, low_income: bool, service_index: float) -> float:
    """7.5: chance that a household in need applies."""
    logit = world.apply_base + world.apply_need - world.apply_burden * burden
    if low_income:
        logit -= world.apply_psychological
    if world.channel_organization_help:
        logit += world.apply_help * service_index
    return logistic(logit)


def need_chance(world: World, low_income: bool) -> float:
    """7.5: chance that a household without a pending case needs something this month."""
    return min(1.0, world.need_per_household * (1.0 + world.need_extra_low_income * low_income))


def contacts_required(world: World, cooperation: int, age_group: int, threshold: float, ties: int) -> float:
    """7.6: active contacts at which a resident is willing."""
    if age_group == CHILD:
        return float("inf")
    if cooperation == ALTRUIST:
        return 0.0
    return max(float(world.contacts_needed), threshold * (ties + 3 * world.bodies_as_contacts))


def size_logit(world: World, households: float, heterogeneity: float) -> float:
    """7.6: L, by households of the decision unit."""
    size = max(households, 1.0)
    known = world.size_known_households
    return (
        world.size_base
        + world.size_value * (size / 100) ** -world.size_value_exponent
        + world.size_known * known / (known + size)
        - world.size_fixed_cost / size
        - world.size_heterogeneity * heterogeneity * log(size)
    )


def contribution(
    world: World, cooperation: int, belief: float, burnout: float, monitoring: float, reluctance: float
) -> float:
    """7.6: what somebody who takes part gives."""
    if cooperation == ALTRUIST:
        return 1.0 - burnout
    if cooperation == FREE_RIDER:
        return 1.0 if monitoring * world.fine > reluctance * world.free_rider_cost else 0.0
    if cooperation == HUMP:
        return min(belief, 1.0 - belief)
    return clipped(world.conditional_slope * belief)


def unit_households(target: float, courtyard: float, community: float) -> float:
    """7.7: households of a decision unit, by the target of the rules.

    The document is silent on targets below one household; as the fast code has it, a unit splits no home.
    """
    if target <= 0:
        return community
    if target <= courtyard:
        return courtyard / max(1, floor(courtyard / max(1.0, target) + 0.5))
    return min(target, community)


def coproduction(world: World, government: float, residents: float) -> float:
    """7.7: CES(G, X), and its geometric limit."""
    government, residents = max(government, SMALLEST_INPUT), max(residents, SMALLEST_INPUT)
    weight, exponent = world.ces_weight, world.ces_exponent
    if abs(exponent) < 1e-6:
        return float(government**weight * residents ** (1 - weight))
    return float((weight * government**exponent + (1 - weight) * residents**exponent) ** (1 / exponent))


def street_input(world: World, money: float, hours: float) -> float:
    """7.7: upkeep by the street, of money and hours a household and month."""
    if not world.channel_upkeep:
        return 0.0
    return sqrt(money / world.upkeep_yuan * hours / world.upkeep_hours)


def judged(world: World, performance: float, expectation: float) -> float:
    """7.10: satisfaction, by performance and how it compares with what was expected."""
    gap = performance - expectation
    felt = gap if gap >= 0 else world.loss_aversion * gap
    return clipped(
        world.satisfaction_base
        + world.satisfaction_performance * performance
        + world.satisfaction_disconfirmation * felt
    )


def performance_weights(world: World) -> tuple[float, float, float, float]:
    """7.10: weights of service, condition, safety and organizations' services, normalised to 1."""
    total = (
        world.performance_service
        + world.performance_condition
        + world.performance_safety
        + world.performance_organizations
    )
    total = max(total, 1e-9)
    return (
        world.performance_service / total,
        world.performance_condition / total,
        world.performance_safety / total,
        world.performance_organizations / total,
    )
