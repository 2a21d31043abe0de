"""Resident: applies for services, takes part, contributes, and judges what she gets.

All residents of a kind of decision update synchronously on columns (see `govsim.agents.rows`); every
function of `taking_part` and `opinion` also runs on one row, and `Resident.step` is that. Rows are sorted
by courtyard and household; the head is the household's first row.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents.applying import apply_probability, burden
from govsim.agents.logistic import logistic
from govsim.agents.opinion import disconfirmation, judge, observe_neighbours, performance_weights, trust
from govsim.agents.rows import Row, Table, column
from govsim.agents.taking_part import burn_out, contribute, is_activist, required_contacts, take_part
from govsim.population.population import ALTRUIST, CHILD, CONDITIONAL, FREE_RIDER, HUMP

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

__all__ = [
    "ALTRUIST",
    "CHILD",
    "CONDITIONAL",
    "ELDER",
    "FREE_RIDER",
    "HUMP",
    "MIDDLE",
    "NEEDS",
    "NO_CASE",
    "RECEIVED",
    "REFUSED",
    "WAITING",
    "YOUNG",
    "Resident",
    "Residents",
    "act",
    "apply_probability",
    "burden",
    "burn_out",
    "contribute",
    "disconfirmation",
    "is_activist",
    "judge",
    "logistic",
    "look_around",
    "observe_neighbours",
    "performance_weights",
    "reflect",
    "required_contacts",
    "take_part",
    "trust",
]

ALL = slice(None)
NO_CASE, NEEDS, WAITING, RECEIVED, REFUSED = range(5)
"""State of a household's case, kept by its head."""
YOUNG, MIDDLE, ELDER = range(CHILD + 1, 4)
"""Age groups after children: 18-39, 40-59, 60 and over."""


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
    contribute(model, take_part(model, rows), rows)


def reflect(model: GovernanceModel, rows: slice = ALL) -> None:
    """Learn about neighbours, tire, judge performance, trust."""
    observe_neighbours(model, rows)
    burn_out(model, rows)
    judge(model, rows)
    trust(model, rows)
