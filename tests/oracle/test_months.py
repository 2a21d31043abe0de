"""On its own for years, the plain world stays where the fast one is.

State of residents, courtyards and companies runs on in plain numbers; only what other tiers send (hours, money,
windows, services, rules) comes from the fast model, month by month. Whole numbers and truth values are equal, all
other columns to 5e-5: the fast code keeps residents in single precision, the plain one in double. A decision may
differ only where its draw lies within 2e-5 of its chance; the plain world then follows, and tests count these.
"""

from __future__ import annotations

from typing import Any
from unittest import mock

import pytest

import govsim.model
from tests.model.small import revision
from tests.oracle.compare import DRIFT_MARGIN, Twins, beside, name_of
from tests.oracle.places import (
    Reshape,
    all_altruists,
    model_of,
    no_adults_in_the_first_courtyard,
    one_household_each,
    small_place,
)
from tests.oracle.test_processes import ALL_KINDS, EARLY_2008, EVERYTHING, LIVELY
from tests.oracle.world import MONTH, OracleWorld, month

MONTHS = 24


@pytest.mark.parametrize(
    ("changes", "reshape", "given"),
    [
        ([], None, {}),
        ([revision(dict(EVERYTHING), EARLY_2008 + 3, announced=EARLY_2008 + 1)], None, {"world": LIVELY}),
        ([revision(dict(EVERYTHING), EARLY_2008 + 3)], None, {"world": LIVELY, "sample": 0.3}),
        ([revision({**EVERYTHING, "unit_households": 20.0}, EARLY_2008)], None, {"sample": 0.01}),
        ([revision({**EVERYTHING, "unit_households": 2000.0}, EARLY_2008)], all_altruists, {"world": LIVELY}),
        ([revision(dict(EVERYTHING), EARLY_2008)], one_household_each, {"world": LIVELY}),
        ([revision(dict(EVERYTHING), EARLY_2008)], no_adults_in_the_first_courtyard, {"seed": 3}),
    ],
    ids=["2007", "everything", "sample", "least sample", "altruists", "one household", "a courtyard of children"],
)
def test_two_years_alone(changes: list[Any], reshape: Reshape | None, given: dict[str, Any]) -> None:
    place = small_place(ALL_KINDS, streets=2, residents_each=100)
    model = model_of(place, *changes, reshape=reshape, start=EARLY_2008, months=MONTHS, **given)
    twins = Twins(free=True)
    with beside(twins):
        for _ in range(MONTHS):
            model.step()
    assert set(twins.compared) == set(MONTH) and set(twins.compared.values()) == {MONTHS}
    assert len(twins.rounded) <= 3


def test_from_the_first_month_of_the_burn_in() -> None:
    """Slow stocks jump alike while they look for where they stand."""
    twins = Twins(free=True)
    with beside(twins):
        model = model_of(small_place([[1, 0, 0, 0, 1]], streets=1, residents_each=150), months=2, world=LIVELY)
        model.step()
    assert twins.compared["resident.reflect"] == model.burn_in_months + 1
    assert len(twins.rounded) <= 3


def test_a_month_in_one_call() -> None:
    """While all other tiers stand still: one call is a month."""
    place = small_place(ALL_KINDS, streets=2, residents_each=100)
    model = model_of(place, revision(dict(EVERYTHING), EARLY_2008), start=EARLY_2008, months=8, world=LIVELY)
    for _ in range(4):
        model.step()
    twins = Twins(free=True)
    twins.world = OracleWorld(model, DRIFT_MARGIN)
    own = tuple(process for process in govsim.model.MONTH if name_of(process) in MONTH)
    with mock.patch.object(govsim.model, "MONTH", own):
        for _ in range(4):
            model.step()
            twins.world.receive(model)
            month(twins.world)
            twins.compare(twins.world, model, "month")
    assert not twins.rounded


def test_a_larger_place() -> None:
    place = small_place([[2, 1, 1, 1, 1], [3, 0, 0, 0, 1], [1, 1, 0, 0, 0]], streets=2, residents_each=250)
    model = model_of(place, dict(EVERYTHING), start=EARLY_2008, months=6, world=LIVELY)
    twins = Twins(free=True)
    with beside(twins):
        for _ in range(6):
            model.step()
    assert len(model.residents) == 3000
    assert len(twins.rounded) <= 3
