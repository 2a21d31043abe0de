"""Any world: size, kinds of courtyard, assumptions, rules, channels cut, sample, odd populations."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from govsim.params import declared
from govsim.place import Place
from govsim.rules import Rules
from govsim.world import World
from tests.model.small import START, revision
from tests.oracle.compare import Twins, beside
from tests.oracle.places import (
    Reshape,
    all_altruists,
    model_of,
    no_adults,
    no_adults_in_the_first_courtyard,
    one_household_each,
    small_place,
)
from tests.oracle.test_processes import BODIES, COMPANIES, DEMONSTRATIONS, EARLY_2008, LIVELY
from tests.strategies import some_fields

CHANNELS = [name for name in declared(World) if name.startswith("channel_")]
SCALES = ("population_scale", "ties_per_adult")
"""Kept at their defaults where places are as small as they may be."""
FEW = settings(max_examples=14, deadline=None, derandomize=True, suppress_health_check=list(HealthCheck))


@dataclass(frozen=True)
class Case:
    """A place and what is assumed and decided there."""

    place: Place
    rules: dict[str, Any]
    reshape: Reshape | None
    settings: dict[str, Any]


@st.composite
def places(draw: st.DrawFn) -> Place:
    """One to three communities of one to four courtyards of any kind, with stations or without."""
    communities = draw(st.lists(st.lists(st.integers(0, 4), min_size=1, max_size=4), min_size=1, max_size=3))
    counts = [[kinds.count(kind) for kind in range(5)] for kinds in communities]
    return small_place(
        counts,
        streets=draw(st.integers(1, len(counts))),
        residents_each=draw(st.integers(70, 130)),
        stations=draw(st.integers(0, 2)),
    )


@st.composite
def cases(draw: st.DrawFn) -> Case:
    world = draw(some_fields(World, 16))
    world |= draw(st.sampled_from([{}, LIVELY]))
    world |= {name: False for name in draw(st.lists(st.sampled_from(CHANNELS), max_size=4, unique=True))}
    rules = draw(some_fields(Rules, 8))
    for part in draw(st.lists(st.sampled_from([BODIES, COMPANIES, DEMONSTRATIONS]), max_size=3)):
        rules |= part
    odd = [None, None, None, one_household_each, no_adults, no_adults_in_the_first_courtyard, all_altruists]
    return Case(
        draw(places()),
        rules,
        draw(st.sampled_from(odd)),
        {
            "world": {name: value for name, value in world.items() if name not in SCALES},
            "sample": draw(st.sampled_from([1.0, 1.0, 0.5, 0.05])),
            "start": draw(st.sampled_from([START, EARLY_2008])),
            "seed": draw(st.integers(0, 2**32)),
        },
    )


def stays_alike(case: Case, months: int, free: bool) -> None:
    start = case.settings["start"]
    change = revision(case.rules, start + 1, announced=start)
    model = model_of(case.place, change, months=months, reshape=case.reshape, **case.settings)
    twins = Twins(free)
    with beside(twins):
        for _ in range(months):
            model.step()
    assert set(twins.compared.values()) == {months}
    assert len(twins.rounded) <= 2


@FEW
@given(cases())
def test_each_process_in_any_world(case: Case) -> None:
    stays_alike(case, months=4, free=False)


@FEW
@given(cases())
def test_months_alone_in_any_world(case: Case) -> None:
    stays_alike(case, months=8, free=True)
