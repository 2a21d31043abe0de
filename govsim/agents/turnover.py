"""Turnover: households move away and others move in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.resident import NO_CASE, is_activist, required_contacts, segments

if TYPE_CHECKING:
    from govsim.model import GovernanceModel


def move_households(model: GovernanceModel) -> None:
    """Households that move away are replaced in place: same home, new persons without a history.

    Newcomers keep the household's size, ages and tenure; they bring their own cooperation type,
    thresholds and Party membership, and hold the mean views of the courtyard.
    """
    world, t, people = model.world, model.residents, model.population
    heads = people.household_start[:-1]
    rate = np.where(model.head_renter, np.float32(world.turnover_renter), np.float32(world.turnover_owner))
    moved = np.flatnonzero(model.chance.everyone("turnover", model.month, len(heads)) < rate)
    rows = segments(people.household_start, moved)
    if rows.size == 0:
        return
    arrived = model.newcomers(rows)
    t.cooperation[rows] = arrived["cooperation"]
    t.threshold[rows] = arrived["threshold"]
    t.party[rows] = arrived["party"]
    t.reluctance[rows] = arrived["pay_propensity"]
    t.contacts_required[rows] = required_contacts(model, rows)
    model.activist[rows] = is_activist(model, rows)
    yards = model.courtyard_of(rows)
    for name in ("belief", "service", "expectation", "trust_good", "trust_bad", "neighbour_good", "neighbour_bad"):
        values = getattr(t, name)
        values[rows] = model.mean_by_courtyard(values)[yards]
    t.trust_gov[rows] = t.trust_good[rows] / (t.trust_good[rows] + t.trust_bad[rows])
    t.trust_nbr[rows] = t.neighbour_good[rows] / (t.neighbour_good[rows] + t.neighbour_bad[rows])
    t.burnout[rows] = 0.0
    t.active[rows] = False
    t.contribution[rows] = 0.0
    t.case[rows] = NO_CASE
