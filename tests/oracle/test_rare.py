"""What seldom happens in a small place is made to happen, and is the same plainly and fast."""

from __future__ import annotations

import numpy as np

from tests.model.small import START, revision
from tests.oracle.compare import Twins, beside
from tests.oracle.places import model_of, small_place

MONTHS = 8
PLACE = small_place([[2, 0, 1, 1, 0], [1, 1, 0, 1, 1]], streets=2, residents_each=90)


def test_cases_refused_on_paper_and_shells_found() -> None:
    """Overloaded committees, open an hour a week, refuse some of the cases; audits find shells, which costs trust."""
    model = model_of(
        PLACE,
        {"count_quota": 1.0, "quota_target": 8.0, "filing_open": True, "audit_rate": 1.0},
        months=MONTHS,
        world={
            "committee_staff": 5, "regular_tasks_2007": 95.0, "hours_regular_task": 12.0, "paper_cost": 1.0,
            "need_per_household": 0.3, "windows_committee": 1, "opening_hours": 4.0,
        },
    )  # fmt: skip
    twins = Twins(free=False)
    shells, refusable = 0, 0
    with beside(twins):
        for _ in range(MONTHS):
            model.step()
            shells += (model.shell_evidence > 0).sum()
            refusable += ((model.windows.granted < 0.9) & (model.windows.served < 0.9)).sum()
    assert shells > 0 and refusable > 0
    assert not twins.rounded


def test_a_mandate_without_units_forms_no_body() -> None:
    model = model_of(PLACE, {"mandate": 1.0, "unit_households": 0.0}, months=3)
    twins = Twins(free=False)
    with beside(twins):
        for _ in range(3):
            model.step()
    assert not model.courtyards.formal.any()
    assert not twins.rounded


def test_more_demonstrations_leave_the_first_ones_chosen() -> None:
    """First the most visible courtyard of four, then another, by need: the first ranks last and stays."""
    early = {"demonstration_courtyards": 1, "demonstration_capital": 100_000.0}
    late = {"demonstration_courtyards": 2, "demonstration_by_need": True}
    model = model_of(PLACE, early, revision(late, START + 2), months=4)
    twins = Twins(free=False)
    numbers = []
    with beside(twins):
        for _ in range(4):
            model.step()
            numbers.append(np.bincount(model.courtyards.community, weights=model.courtyards.visible).tolist())
    assert numbers == [[1, 1], [1, 1], [2, 2], [2, 2]]
    assert not twins.rounded
