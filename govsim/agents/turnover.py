"""Turnover: households move away and others move in."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.resident import NO_CASE
from govsim.agents.taking_part import is_activist, required_contacts
from govsim.population.population import segments, stretches

if TYPE_CHECKING:
    from govsim.model import GovernanceModel


def move_households(model: GovernanceModel) -> None:
    """Households that move away are replaced in place: same home, new persons without a history.

    Newcomers keep the household's size, ages and tenure; they bring their own cooperation type,
    thresholds and Party membership, and hold the mean views of the courtyard.
    """
    world, t, people = model.world, model.residents, model.population
    uniform = model.chance.everyone("turnover", model.month, len(model.head_renter))
    rate = np.array((world.turnover_owner, world.turnover_renter), dtype=np.float32)
    moved = (uniform < rate.max()).nonzero()[0]
    moved = moved[uniform[moved] < rate[model.head_renter[moved].astype(np.intp)]]
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
    mean_here = MeanHere(model, rows)
    for name in ("belief", "service", "expectation", "trust_good", "trust_bad", "neighbour_good", "neighbour_bad"):
        values = getattr(t, name)
        values[rows] = mean_here(values)
    t.trust_gov[rows] = t.trust_good[rows] / (t.trust_good[rows] + t.trust_bad[rows])
    t.trust_nbr[rows] = t.neighbour_good[rows] / (t.neighbour_good[rows] + t.neighbour_bad[rows])
    t.burnout[rows] = 0.0
    t.active[rows] = False
    t.contribution[rows] = 0.0
    t.case[rows] = NO_CASE


class MeanHere:
    """Means over the courtyard of each of some residents, whose rows are sorted.

    Only courtyards of theirs are added up, unless these are most.
    """

    def __init__(self, model: GovernanceModel, rows: np.ndarray) -> None:
        self.model = model
        self.yards = model.courtyard_of(rows)
        another = np.empty(len(rows), dtype=bool)
        another[0] = True
        np.not_equal(self.yards[1:], self.yards[:-1], out=another[1:])
        touched = self.yards[another]
        self.few = 2 * len(touched) < len(model.courtyards)
        if self.few:
            self.place = another.cumsum() - 1
            self.sizes = model.courtyard_sizes.take(touched)
            self.people = stretches(model.population.courtyard_start.take(touched), self.sizes)
            self.first = self.sizes.cumsum() - self.sizes

    def __call__(self, values: np.ndarray) -> np.ndarray:
        """The mean that each of the residents meets; float64."""
        if not self.few:
            return self.model.mean_by_courtyard(values).take(self.yards)
        means = np.add.reduceat(values.take(self.people), self.first, dtype=np.float64)
        means /= self.sizes
        return means.take(self.place)
