"""Opinion: what residents think of their neighbours and of government.

Source  Expectation-disconfirmation (T13), trust as Beta evidence (T14).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from govsim.model import GovernanceModel
    from govsim.world import World

ALL = slice(None)


def observe_neighbours(model: GovernanceModel, rows: slice = ALL) -> None:
    """Belief and neighbour evidence move with what is seen in the courtyard this month.

    Evidence on neighbours is good as far as those who take part give in good faith, bad as far as
    they do not, are captured, or quarrel; both weighted by what neighbours see of each other.
    """
    world, t, yards = model.world, model.residents.part(rows), model.courtyards
    speed = (1.0 - world.belief_inertia) * yards.observability * (yards.active_adults > 0)
    surprise = model.spread(yards.mean_contribution, rows)
    surprise -= t.belief
    surprise *= model.spread(speed, rows)
    t.belief += surprise
    memory, scale = evidence_scale(model)
    t.neighbour_good *= memory
    t.neighbour_good += model.spread(scale * yards.good_faith, rows)
    t.neighbour_bad *= memory
    t.neighbour_bad += model.spread(scale * world.trust_asymmetry * yards.bad_faith, rows)
    share_of_good(t.neighbour_good, t.neighbour_bad, t.trust_nbr)


def share_of_good(good: np.ndarray, bad: np.ndarray, trust: np.ndarray) -> None:
    """Trust by the evidence, good / (good + bad), into `trust`."""
    np.add(good, bad, out=trust)
    np.divide(good, trust, out=trust)


def evidence_scale(model: GovernanceModel) -> tuple[np.float32, np.float32]:
    """Memory of evidence and weight of the month's; at the start the month stands for all months before."""
    memory = model.world.trust_memory
    if model.starting:
        return np.float32(0.0), np.float32(1.0 / (1.0 - memory))
    return np.float32(memory), np.float32(1.0)


def judge(model: GovernanceModel, rows: slice = ALL) -> None:
    """Satisfaction by expectation-disconfirmation; expectation adapts (T13).

    S = s0 + bP P + bD f(P - E), clipped to [0, 1]; E' = E + lambda (P - E) + bA announced.
    """
    world, t, yards = model.world, model.residents.part(rows), model.courtyards
    weights = model.performance_weights
    performance = t.performance
    service = t.service if world.channel_service_satisfaction else np.float32(0.5)
    np.multiply(service, np.float32(weights[0] * (1.0 - world.visit_service)), out=performance)
    performance += model.spread(yards.shared_performance, rows)
    if model.starting:
        t.expectation[:] = performance
    gap = performance - t.expectation
    satisfaction = disconfirmation(gap, world.loss_aversion)
    satisfaction *= np.float32(world.satisfaction_disconfirmation)
    satisfaction += np.float32(world.satisfaction_performance) * performance
    satisfaction += np.float32(world.satisfaction_base)
    np.clip(satisfaction, 0.0, 1.0, out=t.satisfaction)
    gap *= np.float32(world.expectation_speed)
    t.expectation += gap
    if model.rules.news.any():
        lift = world.announcement_lift * model.rules.news[model.courtyards.community]
        t.expectation[:] = np.minimum(1.0, t.expectation + model.spread(lift, rows))


def disconfirmation(gap: np.ndarray, loss_aversion: float) -> np.ndarray:
    """f(x) = x for x >= 0, kappa x below (T13)."""
    felt = np.clip(gap, -np.inf, 0.0)  # a third of the time that NumPy's minimum takes with a number
    felt *= loss_aversion - 1.0
    felt += gap
    return felt


def trust(model: GovernanceModel, rows: slice = ALL) -> None:
    """Trust in government: a' = phi a + good, b' = phi b + asymmetry bad, T = a / (a + b) (T14).

    Satisfaction is the month's good evidence, what it lacks of 1 the bad; shells found by an audit
    add bad evidence in their street.
    """
    world, t, yards = model.world, model.residents.part(rows), model.courtyards
    good = t.satisfaction if world.channel_satisfaction_trust else np.float32(0.5)
    memory, scale = evidence_scale(model)
    t.trust_good *= memory
    t.trust_good += scale * good
    lacking = np.float32(1.0) - good
    lacking *= scale * np.float32(world.trust_asymmetry)
    t.trust_bad *= memory
    t.trust_bad += lacking
    if model.shell_evidence.any():
        t.trust_bad += model.spread(model.shell_evidence[yards.street], rows)
    share_of_good(t.trust_good, t.trust_bad, t.trust_gov)


def performance_weights(world: World) -> np.ndarray:
    """Weights of service, condition, safety and organizations' services, normalised to 1."""
    raw = np.array(
        [
            world.performance_service,
            world.performance_condition,
            world.performance_safety,
            world.performance_organizations,
        ]
    )
    return np.asarray(raw / max(raw.sum(), 1e-9))
