"""Taking part: who acts for the courtyard this month, what they give, and how it wears them out.

Mechanism  Willing residents, of whose acquaintances enough were active last month, take part when they find it
           worth while; they give by cooperation type. Overload of active activists makes burnout rise.
Source     Thresholds (T10), conditional cooperation (T09), group size (T07), burnout (T21).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.logistic import logistic
from govsim.agents.rows import across
from govsim.population.population import ALTRUIST, CHILD, CONDITIONAL, FREE_RIDER, HUMP, counting

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

ALL = slice(None)
AT_A_TIME = 1 << 11
"""Active residents whose acquaintances are looked up at a time: their ties fit the processor's second cache."""


def required_contacts(model: GovernanceModel, rows: np.ndarray | slice) -> np.ndarray:
    """Active contacts that make a resident willing."""
    t = model.residents
    return contacts_to_convince(model, rows, t.cooperation[rows], t.threshold[rows])


def contacts_to_convince(
    model: GovernanceModel, rows: np.ndarray | slice, cooperation: np.ndarray, threshold: np.ndarray
) -> np.ndarray:
    """The same for residents of these types and thresholds in the homes of `rows`; float32.

    Willing when the active share of those known reaches the threshold and at least
    `contacts_needed` are active; a working body counts as further contacts. Altruists need none;
    children never take part.
    """
    world, start = model.world, model.population.tie_start
    degree = start[1:][rows] - start[:-1][rows]
    known = degree + 3.0 * world.bodies_as_contacts
    needed = np.maximum(world.contacts_needed, threshold * known)
    needed = np.where(cooperation == ALTRUIST, 0.0, needed)
    return np.where(model.residents.age_group[rows] == CHILD, np.inf, needed).astype(np.float32)


def active_neighbours(model: GovernanceModel, rows: slice = ALL) -> np.ndarray:
    """How many acquaintances of each resident were active last month, shape (rows,).

    Counted from those who were active, who are few, along their ties, which lead both ways.
    """
    people, was_active = model.population, model.residents.was_active
    if rows != ALL:
        own = np.arange(*rows.indices(len(was_active)))
        owner = np.repeat(np.arange(len(own)), people.tie_start[own + 1] - people.tie_start[own])
        return np.bincount(owner, weights=was_active[people.acquaintances(own)], minlength=len(own))
    found = np.zeros(len(was_active), dtype=np.float32)  # as they are compared with the numbers that convince
    one = np.float32(1.0)
    doing = was_active.nonzero()[0]
    for first in range(0, len(doing), AT_A_TIME):
        np.add.at(found, people.acquaintances(doing[first : first + AT_A_TIME]), one)
    return found


def take_part(model: GovernanceModel, rows: slice = ALL) -> np.ndarray:
    """Willing residents take part when they find it worth while (T07, T10); returns their places among the rows.

    P = logistic(size logit of the unit + trust + volunteering after the earthquake) (1 - burnout).
    """
    world, t, yards = model.world, model.residents.part(rows), model.courtyards
    convinced = active_neighbours(model, rows) >= required_now(model, rows)
    uniform = model.chance.everyone("taking_part", model.month, len(model.residents))[rows]
    base = (yards.size_logit + model.quake("volunteering")).astype(np.float32)
    pull = np.float32(world.trust_taking_part * world.channel_trust_participation)
    # nobody's chance is higher than at full trust and without burnout: most need not be looked at
    convinced &= uniform < logistic(base.max() + np.float32(0.5) * np.abs(pull)) * np.float32(1.0 + 1e-5)
    willing = convinced.nonzero()[0]
    here = model.courtyard_of(willing, rows)
    trusting = t.trust_gov.take(willing)
    trusting += t.trust_nbr.take(willing)
    trusting *= np.float32(0.5)
    trusting -= np.float32(0.5)
    chance_active = logistic(base.take(here) + pull * trusting) * (1.0 - t.burnout.take(willing))
    doing = willing.take((uniform.take(willing) < chance_active).nonzero()[0])
    t.active[:] = False
    t.active[doing] = True
    return doing


def required_now(model: GovernanceModel, rows: slice) -> np.ndarray:
    """Active contacts that make each resident willing this month, where bodies at work count as some of them."""
    yards, required = model.courtyards, model.residents.contacts_required[rows]
    called = across(yards.function) * (model.world.bodies_as_contacts * model.world.channel_bodies_contacts)
    return required - model.spread(called, rows) if called.any() else required


def contribute(model: GovernanceModel, doing: np.ndarray, rows: slice = ALL) -> None:
    """Contribution by cooperation type of those who take part, at these places among the rows (T09).

    Conditional cooperators give psi times belief; hump-shaped ones rise and fall with it; free
    riders give all when monitoring makes the fine exceed their cost, else nothing; altruists give
    what burnout leaves. Belief moves toward what is seen of those who take part.
    """
    world, t, yards = model.world, model.residents.part(rows), model.courtyards
    kind = t.cooperation.take(doing).astype(np.intp)
    belief = t.belief.take(doing)
    given = np.empty((4, len(doing)), dtype=np.float32)
    given[CONDITIONAL] = (np.float32(world.conditional_slope) * belief).clip(0.0, 1.0)
    given[FREE_RIDER] = 0.0
    if yards.monitoring.any():
        sanction = (yards.monitoring * world.fine).astype(np.float32).take(model.courtyard_of(doing, rows))
        given[FREE_RIDER] = sanction > t.reluctance.take(doing) * np.float32(world.free_rider_cost)
    given[HUMP] = np.minimum(belief, 1.0 - belief)
    given[ALTRUIST] = 1.0 - t.burnout.take(doing)
    t.contribution[:] = 0.0
    t.contribution[doing] = given.take(kind * len(doing) + counting(len(doing)))


def burn_out(model: GovernanceModel, rows: slice = ALL) -> None:
    """Burnout recovers by itself and rises with overload of active activists (T21).

    b' = (1 - recovery) b + k max(0, load / capacity - 1); activists are altruists and Party members.
    """
    world, t, yards = model.world, model.residents.part(rows), model.courtyards
    t.burnout *= np.float32(1.0 - world.burnout_recovery)
    overload = np.maximum(yards.load_per_activist / world.activist_hours - 1.0, 0.0)
    if not overload.any():
        return
    core = (t.active & model.activist[rows]).nonzero()[0]
    added = (world.burnout_rise * overload * world.channel_burnout).astype(np.float32)
    added = added.take(model.courtyard_of(core, rows))
    t.burnout[core] = np.minimum(t.burnout.take(core) + added, 1.0)


def is_activist(model: GovernanceModel, rows: slice = ALL) -> np.ndarray:
    """Who carries the bodies' work: altruists and Party members of age."""
    t = model.residents.part(rows)
    return carries_work(t.cooperation, t.party, t.age_group)


def carries_work(cooperation: np.ndarray, party: np.ndarray, age_group: np.ndarray) -> np.ndarray:
    """Whether residents of these types, Party membership and ages carry the bodies' work."""
    return np.asarray(((cooperation == ALTRUIST) | party) & (age_group != CHILD))
