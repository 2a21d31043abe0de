"""Each process of residents and courtyards equals its plain version, from the same state and the same draws.

Columns of whole numbers and truth values are equal; columns in single precision (all numbers of residents) to
2e-6, those in double precision (courtyards, companies) to 1e-9, relative or absolute. A decision may differ
only where its draw lies within 2e-6 of its chance; tests count these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

import govsim.model
from govsim.reforms.base import Reform, found
from tests.model.small import START, revision
from tests.oracle.compare import Twins, beside, name_of
from tests.oracle.places import model_of, small_place
from tests.oracle.world import MONTH

ALL_KINDS = [[1, 0, 1, 0, 0], [1, 1, 0, 1, 1]]
BOTH = {"mandate": 0.3, "unit_households": 60.0, "rotation": 0.5, "group_passdown": 0.3}
COMPANIES = {"property_company": True, "property_subsidy": 3000.0, "property_start_capital": 20000.0}
DEMONSTRATIONS = {"demonstration_courtyards": 1, "demonstration_capital": 100000.0}


def every_reform() -> list[Reform]:
    return [rule() for rule in found().values()]


@pytest.mark.parametrize(
    ("rules", "given"),
    [
        ({}, {}),
        ({**BOTH, **COMPANIES, **DEMONSTRATIONS}, {}),
        ({**BOTH, **COMPANIES, **DEMONSTRATIONS, "demonstration_by_need": True}, {"sample": 0.3}),
        ({**BOTH, "unit_households": 20.0}, {"start": START + 14, "world": {"quake_volunteering": 0.6}}),
        ({**BOTH, "unit_households": 2000.0, "station_share": 0.0}, {"seed": 2}),
    ],
    ids=["2007", "bodies", "sample", "earthquake", "joined units"],
)
def test_from_the_same_state(rules: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Burn-in and six months."""
    twins = Twins(free=False)
    place = small_place(ALL_KINDS, streets=2, residents_each=120)
    with beside(twins):
        model = model_of(place, revision(dict(rules)), months=6, **given) if rules else model_of(place, **given)
        for _ in range(6):
            model.step()
    assert twins.compared.keys() == MONTH.keys()
    assert min(twins.compared.values()) >= 6 + 12
    assert len(twins.rounded) <= 1


def test_the_plain_month_has_the_order_of_the_fast_one() -> None:
    order = [name_of(process) for process in govsim.model.MONTH]
    assert [name for name in order if name in MONTH] == list(MONTH)
