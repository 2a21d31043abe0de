"""Turnover: households move away and others move in."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.resident import NO_CASE
from govsim.agents.taking_part import carries_work, contacts_to_convince
from govsim.population.newcomers import newcomers
from govsim.population.population import stretches

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

def move_households(model: GovernanceModel) -> None:
    """Households that move away are replaced in place: same home, new persons without a history.

    Newcomers keep the household's size, ages and tenure; they bring their own cooperation type,
    thresholds and Party membership, and hold the mean views of the courtyard.
    """
    t, new = model.residents, model.in_common.of(model, replaced)
    rows = new.rows
    if rows.size == 0:
        return
    t.cooperation[rows] = new.cooperation
    t.threshold[rows] = new.threshold
    t.party[rows] = new.party
    t.reluctance[rows] = new.reluctance
    t.contacts_required[rows] = new.contacts_required
    model.activist[rows] = new.activist
    mean_here = new.around.mean(model)
    for name in ("belief", "service", "expectation", "trust_good", "trust_bad", "neighbour_good", "neighbour_bad"):
        values = getattr(t, name)
        values[rows] = mean_here(values)
    t.trust_gov[rows] = t.trust_good[rows] / (t.trust_good[rows] + t.trust_bad[rows])
    t.trust_nbr[rows] = t.neighbour_good[rows] / (t.neighbour_good[rows] + t.neighbour_bad[rows])
    t.burnout[rows] = 0.0
    t.active[rows] = False
    t.contribution[rows] = 0.0
    t.case[rows] = NO_CASE


@dataclass(frozen=True, slots=True)
class Replaced:
    """The residents of the households that move in, by row, and what they bring."""

    rows: np.ndarray
    cooperation: np.ndarray
    threshold: np.ndarray
    party: np.ndarray
    reluctance: np.ndarray
    contacts_required: np.ndarray
    activist: np.ndarray
    around: Around


def replaced(model: GovernanceModel) -> Replaced:
    """Whom chance replaces this month, and by whom."""
    world, people = model.world, model.population
    uniform = model.chance.everyone("turnover", model.month, len(model.head_renter))
    rate = np.array((world.turnover_owner, world.turnover_renter), dtype=np.float32)
    moved = (uniform < rate.max()).nonzero()[0]
    moved = moved[uniform[moved] < rate[model.head_renter[moved].astype(np.intp)]]
    first = people.household_start.take(moved)
    size = people.household_start.take(moved + 1) - first
    rows = stretches(first, size)
    yards = model.courtyard_of(rows)
    new = newcomers(people, world, model.chance, model.month, rows, moved.repeat(size), yards)
    return Replaced(
        rows=rows,
        cooperation=new["cooperation"],
        threshold=new["threshold"],
        party=new["party"],
        reluctance=new["pay_propensity"],
        contacts_required=contacts_to_convince(model, rows, new["cooperation"], new["threshold"]),
        activist=carries_work(new["cooperation"], new["party"], people.age_group[rows]),
        around=Around(model, yards),
    )


class Around:
    """The courtyards of some residents, which are sorted, for means of all who live there.

    Only courtyards of theirs are added up, unless these are most.
    """

    def __init__(self, model: GovernanceModel, yards: np.ndarray) -> None:
        self.yards = yards
        another = np.ones(len(yards), dtype=bool)
        np.not_equal(yards[1:], yards[:-1], out=another[1:])
        touched = yards[another]
        self.few = 2 * len(touched) < len(model.courtyards)
        self.place = another.cumsum() - 1
        self.start = model.population.courtyard_start.take(touched)
        self.sizes = model.courtyard_sizes.take(touched)
        self.first = self.sizes.cumsum() - self.sizes

    def mean(self, model: GovernanceModel) -> Callable[[np.ndarray], np.ndarray]:
        """A function from a column to the mean over their courtyard that the residents meet; float32."""
        people = stretches(self.start, self.sizes) if self.few else None
        count = self.sizes.astype(np.float64)

        def met(values: np.ndarray) -> np.ndarray:
            if people is None:
                return model.mean_by_courtyard(values).astype(np.float32).take(self.yards)
            means = np.add.reduceat(values.take(people), self.first, dtype=np.float64)
            means /= count
            return means.astype(np.float32).take(self.place)

        return met
