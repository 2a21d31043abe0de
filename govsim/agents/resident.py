"""Resident: applies for services, takes part, contributes, and judges what she gets.

All residents of a kind of decision update synchronously on columns (see `govsim.agents.rows`); every
function here also runs on one row, and `Resident.step` is that. Rows are sorted by courtyard and
household; the head is the household's first row.

Source  Administrative burden (T04), thresholds (T10), conditional cooperation (T09), burnout (T21),
        expectation-disconfirmation (T13), trust as Beta evidence (T14).
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents.rows import Row, Table, across, column

if TYPE_CHECKING:
    from govsim.model import GovernanceModel
    from govsim.world import World

ALL = slice(None)
AT_A_TIME = 1 << 14
"""Active residents whose acquaintances are looked up at a time: as many as work in the processor's cache."""
CONDITIONAL, FREE_RIDER, HUMP, ALTRUIST = range(4)
"""Cooperation types (Fischbacher, Gaechter and Fehr 2001)."""
NO_CASE, NEEDS, WAITING, RECEIVED, REFUSED = range(5)
"""State of a household's case, kept by its head."""
CHILD, YOUNG, MIDDLE, ELDER = range(4)
"""Age groups: 0-17, 18-39, 40-59, 60 and over."""


@dataclass(eq=False, slots=True)
class Residents(Table):
    """State of the residents, one row each."""

    household: np.ndarray = column("row of the household")
    courtyard: np.ndarray = column("row of the courtyard")
    is_head: np.ndarray = column("is the head of the household")
    age_group: np.ndarray = column("age group: 0-17, 18-39, 40-59, 60+")
    renter: np.ndarray = column("rents the home")
    local: np.ndarray = column("has local household registration (hukou)")
    party: np.ndarray = column("is a Party member")
    low_income: np.ndarray = column("household receives the minimum living allowance")
    cooperation: np.ndarray = column("cooperation type: conditional, free rider, hump, altruist")
    threshold: np.ndarray = column("share of active acquaintances needed to take part", unit="share")
    reluctance: np.ndarray = column("reluctance to pay and to give, uniform in the population", unit="0-1")
    contacts_required: np.ndarray = column("active contacts that make this resident willing", unit="persons")
    active: np.ndarray = column("takes part this month")
    was_active: np.ndarray = column("took part last month")
    contribution: np.ndarray = column("contribution when taking part", unit="0-1")
    belief: np.ndarray = column("belief about others' contribution", unit="0-1")
    burnout: np.ndarray = column("burnout", unit="0-1")
    service: np.ndarray = column("view of public services", unit="0-1")
    expectation: np.ndarray = column("expected performance", unit="0-1")
    performance: np.ndarray = column("perceived performance", unit="0-1")
    satisfaction: np.ndarray = column("satisfaction with local government", unit="0-1")
    trust_good: np.ndarray = column("good evidence on government", unit="evidence")
    trust_bad: np.ndarray = column("bad evidence on government", unit="evidence")
    trust_gov: np.ndarray = column("trust in government", unit="0-1")
    neighbour_good: np.ndarray = column("good evidence on neighbours", unit="evidence")
    neighbour_bad: np.ndarray = column("bad evidence on neighbours", unit="evidence")
    trust_nbr: np.ndarray = column("trust in neighbours", unit="0-1")
    case: np.ndarray = column("case of the household: none, needs, waiting, received, refused")


class Resident(Row):
    """A resident of the district."""

    table_name: ClassVar[str] = "residents"
    table: ClassVar[type[Table]] = Residents

    def step(self) -> None:
        """Act, then reflect: the functions of the whole population, on this row alone."""
        rows = slice(self.row, self.row + 1)
        act(self.model, rows)
        reflect(self.model, rows)


def look_around(model: GovernanceModel) -> None:
    """Who took part last month is what all see this month, in whatever order they act."""
    model.residents.was_active[:] = model.residents.active


def act(model: GovernanceModel, rows: slice = ALL) -> None:
    """Decide on taking part, by who took part last month, and on what to give."""
    take_part(model, rows)
    contribute(model, rows)


def reflect(model: GovernanceModel, rows: slice = ALL) -> None:
    """Learn about neighbours, tire, judge performance, trust."""
    observe_neighbours(model, rows)
    burn_out(model, rows)
    judge(model, rows)
    trust(model, rows)


def burden(travel: np.ndarray | float, wait: np.ndarray, trips: np.ndarray | float, world: World) -> np.ndarray:
    """Burden of a case: travel + ln(1 + wait / scale) + trips beyond the first (T04).

    The logarithm keeps a backlog of weeks from counting as hundreds of waits in a line.
    """
    return np.asarray(travel + np.log1p(wait / world.burden_wait) + (trips - 1.0))


def apply_probability(
    cost: np.ndarray, low_income: np.ndarray | bool, help_index: np.ndarray, world: World
) -> np.ndarray:
    """P(apply) = logistic(b0 + b1 need - b2 burden - b3 psychological + b4 help), need = 1. T04."""
    low = np.asarray(low_income, dtype=float)
    index = (
        world.apply_base
        + world.apply_need
        - world.apply_burden * cost
        - world.apply_psychological * low
        + world.apply_help * help_index * world.channel_organization_help
    )
    return np.asarray(logistic(index))


def logistic(x: np.ndarray | float) -> np.ndarray:
    """1 / (1 + exp(-x)), in the type of x."""
    return np.asarray(1.0 / (1.0 + np.exp(-np.asarray(x))))


def required_contacts(model: GovernanceModel, rows: np.ndarray | slice) -> np.ndarray:
    """Active contacts that make a resident willing.

    Willing when the active share of those known reaches the threshold and at least
    `contacts_needed` are active; a working body counts as further contacts. Altruists need none;
    children never take part.
    """
    world, t, people = model.world, model.residents, model.population
    start = people.tie_start
    degree = start[1:][rows] - start[:-1][rows]
    known = degree + 3.0 * world.bodies_as_contacts
    needed = np.maximum(world.contacts_needed, t.threshold[rows] * known)
    needed = np.where(t.cooperation[rows] == ALTRUIST, 0.0, needed)
    return np.where(t.age_group[rows] == CHILD, np.inf, needed).astype(np.float32)


def active_neighbours(model: GovernanceModel, rows: slice = ALL) -> np.ndarray:
    """How many acquaintances of each resident were active last month, shape (rows,).

    Counted from those who were active, who are few, along their ties, which lead both ways.
    """
    people, was_active = model.population, model.residents.was_active
    if rows != ALL:
        own = np.arange(*rows.indices(len(was_active)))
        owner = np.repeat(np.arange(len(own)), people.tie_start[own + 1] - people.tie_start[own])
        return np.bincount(owner, weights=was_active[people.acquaintances(own)], minlength=len(own))
    found = np.zeros(len(was_active), dtype=np.int16)
    one = np.int16(1)
    doing = was_active.nonzero()[0]
    for first in range(0, len(doing), AT_A_TIME):
        np.add.at(found, people.acquaintances(doing[first : first + AT_A_TIME]), one)
    return found


def take_part(model: GovernanceModel, rows: slice = ALL) -> None:
    """Willing residents take part when they find it worth while (T07, T10).

    P = logistic(size logit of the unit + trust + volunteering after the earthquake) (1 - burnout).
    """
    world, t, yards = model.world, model.residents, model.courtyards
    called = across(yards.function) * (world.bodies_as_contacts * world.channel_bodies_contacts)
    contacts = active_neighbours(model, rows)
    uniform = model.chance.everyone("taking_part", model.month, len(t))[rows]
    base = (yards.size_logit + model.quake("volunteering")).astype(np.float32)
    pull = np.float32(world.trust_taking_part * world.channel_trust_participation)
    # nobody's chance is higher than at full trust and without burnout: most need not be looked at
    most = logistic(base + 0.5 * np.abs(pull)) * np.float32(1.0 + 1e-5)
    drawn = uniform < model.spread(most, rows)
    required = t.contacts_required[rows]
    if called.any():
        required = required - model.spread(called, rows)
    drawn &= contacts >= required
    willing = drawn.nonzero()[0]
    here = model.courtyard_of(willing, rows)
    trusting = 0.5 * (t.trust_gov[rows].take(willing) + t.trust_nbr[rows].take(willing)) - np.float32(0.5)
    chance_active = logistic(base.take(here) + pull * trusting) * (1.0 - t.burnout[rows].take(willing))
    t.active[rows] = False
    t.active[rows][willing] = uniform.take(willing) < chance_active


def contribute(model: GovernanceModel, rows: slice = ALL) -> None:
    """Contribution by cooperation type, and belief about others (T09).

    Conditional cooperators give psi times belief; hump-shaped ones rise and fall with it; free
    riders give all when monitoring makes the fine exceed their cost, else nothing; altruists give
    what burnout leaves. Belief moves toward what is seen of those who take part.
    """
    world, t, yards = model.world, model.residents, model.courtyards
    doing = t.active[rows].nonzero()[0]
    kind = t.cooperation[rows].take(doing)
    belief = t.belief[rows].take(doing)
    sanction = (yards.monitoring * world.fine).astype(np.float32).take(model.courtyard_of(doing, rows))
    cost = t.reluctance[rows].take(doing) * np.float32(world.free_rider_cost)
    given = (np.float32(world.conditional_slope) * belief).clip(0.0, 1.0)
    given = np.where(kind == HUMP, np.minimum(belief, 1.0 - belief), given)
    given = np.where(kind == FREE_RIDER, sanction > cost, given)
    given = np.where(kind == ALTRUIST, 1.0 - t.burnout[rows].take(doing), given)
    t.contribution[rows] = 0.0
    t.contribution[rows][doing] = given


def observe_neighbours(model: GovernanceModel, rows: slice = ALL) -> None:
    """Belief and neighbour evidence move with what is seen in the courtyard this month.

    Evidence on neighbours is good as far as those who take part give in good faith, bad as far as
    they do not, are captured, or quarrel; both weighted by what neighbours see of each other.
    """
    world, t, yards = model.world, model.residents, model.courtyards
    speed = np.where(yards.active_adults > 0, (1.0 - world.belief_inertia) * yards.observability, 0.0)
    surprise = model.spread(yards.mean_contribution, rows)
    surprise -= t.belief[rows]
    surprise *= model.spread(speed, rows)
    t.belief[rows] += surprise
    memory, scale = evidence_scale(model)
    t.neighbour_good[rows] *= memory
    t.neighbour_good[rows] += model.spread(scale * yards.good_faith, rows)
    t.neighbour_bad[rows] *= memory
    t.neighbour_bad[rows] += model.spread(scale * world.trust_asymmetry * yards.bad_faith, rows)
    evidence = t.neighbour_good[rows] + t.neighbour_bad[rows]
    np.divide(t.neighbour_good[rows], evidence, out=t.trust_nbr[rows])


def evidence_scale(model: GovernanceModel) -> tuple[np.float32, np.float32]:
    """Memory of evidence and weight of the month's; at the start the month stands for all months before."""
    memory = model.world.trust_memory
    if model.starting:
        return np.float32(0.0), np.float32(1.0 / (1.0 - memory))
    return np.float32(memory), np.float32(1.0)


def burn_out(model: GovernanceModel, rows: slice = ALL) -> None:
    """Burnout recovers by itself and rises with overload of active activists (T21).

    b' = (1 - recovery) b + k max(0, load / capacity - 1); activists are altruists and Party members.
    """
    world, t, yards = model.world, model.residents, model.courtyards
    t.burnout[rows] *= np.float32(1.0 - world.burnout_recovery)
    core = (t.active[rows] & model.activist[rows]).nonzero()[0]
    overload = np.maximum(yards.load_per_activist / world.activist_hours - 1.0, 0.0)
    added = (world.burnout_rise * overload * world.channel_burnout).astype(np.float32)
    added = added.take(model.courtyard_of(core, rows))
    t.burnout[rows][core] = np.minimum(t.burnout[rows].take(core) + added, 1.0)


def is_activist(model: GovernanceModel, rows: np.ndarray | slice = ALL) -> np.ndarray:
    """Who carries the bodies' work: altruists and Party members of age."""
    t = model.residents
    return np.asarray(((t.cooperation[rows] == ALTRUIST) | t.party[rows]) & (t.age_group[rows] != CHILD))


def disconfirmation(gap: np.ndarray, loss_aversion: float) -> np.ndarray:
    """f(x) = x for x >= 0, kappa x below (T13)."""
    felt = np.minimum(gap, 0.0)
    felt *= loss_aversion - 1.0
    felt += gap
    return felt


def judge(model: GovernanceModel, rows: slice = ALL) -> None:
    """Satisfaction by expectation-disconfirmation; expectation adapts (T13).

    S = s0 + bP P + bD f(P - E), clipped to [0, 1]; E' = E + lambda (P - E) + bA announced.
    """
    world, t, yards = model.world, model.residents, model.courtyards
    weights = performance_weights(world)
    performance = t.performance[rows]
    service = t.service[rows] if world.channel_service_satisfaction else np.float32(0.5)
    np.multiply(service, np.float32(weights[0] * (1.0 - world.visit_service)), out=performance)
    performance += model.spread(yards.shared_performance, rows)
    if model.starting:
        t.expectation[rows] = performance
    gap = performance - t.expectation[rows]
    satisfaction = disconfirmation(gap, world.loss_aversion)
    satisfaction *= np.float32(world.satisfaction_disconfirmation)
    satisfaction += np.float32(world.satisfaction_performance) * performance
    satisfaction += np.float32(world.satisfaction_base)
    np.clip(satisfaction, 0.0, 1.0, out=t.satisfaction[rows])
    gap *= np.float32(world.expectation_speed)
    t.expectation[rows] += gap
    if model.rules.news.any():
        lift = world.announcement_lift * model.rules.news[model.courtyards.community]
        t.expectation[rows] = np.minimum(1.0, t.expectation[rows] + model.spread(lift, rows))


def trust(model: GovernanceModel, rows: slice = ALL) -> None:
    """Trust in government: a' = phi a + good, b' = phi b + asymmetry bad, T = a / (a + b) (T14).

    Satisfaction is the month's good evidence, what it lacks of 1 the bad; shells found by an audit
    add bad evidence in their street.
    """
    world, t, yards = model.world, model.residents, model.courtyards
    good = t.satisfaction[rows] if world.channel_satisfaction_trust else np.float32(0.5)
    memory, scale = evidence_scale(model)
    asymmetry = np.float32(world.trust_asymmetry)
    t.trust_good[rows] *= memory
    t.trust_good[rows] += scale * good
    t.trust_bad[rows] *= memory
    t.trust_bad[rows] += scale * asymmetry * (np.float32(1.0) - good)
    if model.shell_evidence.any():
        t.trust_bad[rows] += model.spread(model.shell_evidence[yards.street], rows)
    evidence = t.trust_good[rows] + t.trust_bad[rows]
    np.divide(t.trust_good[rows], evidence, out=t.trust_gov[rows])


def performance_weights(world: World) -> np.ndarray:
    """Weights of service, condition, safety and organizations' services, normalised to 1."""
    return _shares(
        world.performance_service,
        world.performance_condition,
        world.performance_safety,
        world.performance_organizations,
    )


@cache
def _shares(*weights: float) -> np.ndarray:
    """Weights over their sum; read-only, as they are kept."""
    raw = np.array(weights)
    raw /= max(raw.sum(), 1e-9)
    raw.flags.writeable = False
    return raw
