"""Each process of residents and courtyards equals its plain version, from the same state and the same draws.

Columns of whole numbers and truth values are equal; columns in single precision (all other numbers of residents)
to 2e-6, those in double precision (courtyards, companies) to 1e-9, relative or absolute. A decision may differ only
where its draw lies within 2e-6 of its chance; tests count these.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import numpy as np
import pytest

import govsim.model
from govsim.agents.bodies import GROUP
from govsim.agents.resident import RECEIVED, REFUSED
from govsim.agents.rows import columns
from govsim.model import GovernanceModel
from tests.model.small import restored, revision
from tests.oracle.compare import Twins, beside, name_of
from tests.oracle.places import (
    Reshape,
    all_altruists,
    model_of,
    no_adults,
    no_adults_in_the_first_courtyard,
    one_household_each,
    small_place,
)
from tests.oracle.world import MONTH

ALL_KINDS = [[1, 0, 1, 0, 0], [1, 1, 0, 1, 1]]
BODIES = {
    "mandate": 0.5, "unit_households": 60.0, "quorum": 0.1, "rotation": 0.5, "group_passdown": 0.2,
    "weight_community": 0.5,
}  # fmt: skip
COMPANIES = {"property_company": True, "property_subsidy": 3000.0, "property_start_capital": 2000.0}
DEMONSTRATIONS = {"demonstration_courtyards": 1, "demonstration_capital": 100000.0}
EVERYTHING = {**BODIES, **COMPANIES, **DEMONSTRATIONS}
LIVELY = {
    "size_base": 2.0, "threshold_a": 0.5, "threshold_b": 8.0, "turnover_renter": 0.05, "leaders_needed": 1.0,
    "hours_run": 1.0, "community_hours_enabling": 0.6, "activist_hours": 16.0,
}  # fmt: skip
"""A world in which many take part, tire and move."""
EARLY_2008 = 2008 * 12 + 2


@pytest.mark.parametrize(
    ("rules", "given"),
    [
        ({}, {}),
        (EVERYTHING, {"world": LIVELY, "start": EARLY_2008}),
        ({**EVERYTHING, "demonstration_by_need": True}, {"sample": 0.3, "world": LIVELY}),
        ({**EVERYTHING, "unit_households": 20.0}, {"sample": 0.01}),
        ({**EVERYTHING, "unit_households": 2000.0, "station_share": 0.0}, {"seed": 2, "world": LIVELY}),
    ],
    ids=["2007", "everything", "sample", "least sample", "joined units"],
)
def test_from_the_same_state(rules: Mapping[str, Any], given: Mapping[str, Any]) -> None:
    """Burn-in and six months."""
    twins = Twins(free=False)
    place = small_place(ALL_KINDS, streets=2, residents_each=120)
    with beside(twins):
        model = model_of(place, revision(dict(rules), given.get("start", 0)), months=6, **given)
        for _ in range(6):
            model.step()
    assert twins.compared.keys() == MONTH.keys()
    assert min(twins.compared.values()) >= 6 + 12
    assert len(twins.rounded) <= 1


@pytest.mark.parametrize(
    ("reshape", "given"),
    [
        (one_household_each, {}),
        (no_adults, {}),
        (no_adults_in_the_first_courtyard, {"world": LIVELY}),
        (all_altruists, {"world": {**LIVELY, "size_base": 40.0, "turnover_renter": 0.0, "turnover_owner": 0.0}}),
        (None, {"stations": 0}),
    ],
    ids=["one household", "no adults", "a courtyard of children", "everybody active", "no station"],
)
def test_odd_places(reshape: Reshape | None, given: dict[str, Any]) -> None:
    stations = given.pop("stations", 1)
    twins = Twins(free=False)
    for kinds in (ALL_KINDS, [[1, 0, 0, 0, 0]]):
        place = small_place(kinds, streets=len(kinds), residents_each=90, stations=stations)
        twins.world = None
        with beside(twins):
            model = model_of(place, dict(EVERYTHING), reshape=reshape, months=4, **given)
            for _ in range(4):
                model.step()
        assert len(model.stations) == 2 * stations * len(kinds)
        if reshape is all_altruists:
            assert model.residents.active.all()
        if reshape is no_adults:
            assert not model.residents.active.any()
        if reshape is one_household_each:
            assert model.residents.is_head.sum() == len(model.courtyards)
    assert len(twins.rounded) <= 1


def test_much_happens_in_the_world_compared() -> None:
    """Otherwise all the equality here would say little."""
    place = small_place(ALL_KINDS, streets=2, residents_each=120)
    model = model_of(place, revision(dict(EVERYTHING)), months=12, world=LIVELY)
    moved, settled, paying = 0, 0, 0
    for _ in range(12):
        before = model.residents.reluctance.copy()
        model.step()
        moved += (before != model.residents.reluctance).sum()
        settled += np.isin(model.residents.case, (RECEIVED, REFUSED)).sum()
        paying += (model.courtyards.collection > 0.1).sum()
    yards, people = model.courtyards, model.residents
    assert moved > 50 and settled > 50 and paying > 2
    assert people.active.mean() > 0.2
    assert (people.burnout > 0.01).sum() > 1
    assert yards.formal.sum() > 5 and yards.function[:, GROUP].max() > 0.1 and yards.capture.max() > 0.01
    assert yards.visible.sum() == 2
    assert set(people.cooperation[people.active]) == {0, 1, 2, 3}


def test_the_plain_month_has_the_order_of_the_fast_one() -> None:
    order = [name_of(process) for process in govsim.model.MONTH]
    assert [name for name in order if name in MONTH] == list(MONTH)


def test_every_column_is_watched() -> None:
    """A change of a single entry, of the least size that counts, is seen."""
    model = model_of(small_place([[1, 0, 0, 0, 0]], streets=1, residents_each=80), months=1)
    twins = Twins(free=False)
    with beside(twins):
        model.step()
    assert twins.world is not None
    for _, table in twins.world.pairs(model):
        for name in columns(type(table)):
            column = getattr(table, name)
            with restored(model):
                column[-1:] = disturbed(column[-1:])
                with pytest.raises(AssertionError, match=rf"\.{name} in row {len(column) - 1}"):
                    twins.compare(twins.world, model, "nothing")


def disturbed(values: np.ndarray) -> np.ndarray:
    if values.dtype == bool:
        return ~values
    if values.dtype.kind in "iu":
        return values + 1
    least = 1e-5 if values.dtype == np.float32 else 1e-8
    return np.where(np.isfinite(values), values + least * (1 + np.abs(values)), 0.0)


def test_a_courtyard_has_somebody(tiny: GovernanceModel) -> None:
    """What lets the fast code divide by the number of residents: at least 4 households, or all that there are."""
    people = tiny.population
    assert (np.diff(people.courtyard_household_start) >= 4).all()
    assert (np.diff(people.household_start) >= 1).all()


@pytest.fixture
def tiny() -> GovernanceModel:
    return model_of(small_place(ALL_KINDS, streets=1, residents_each=70), sample=0.001)
