"""Level of detail: what is stored less of is the same, bit for bit."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govsim.detail import DETAIL
from govsim.params import InputError
from govsim.run import Run, simulate
from govsim.scenario import load


@pytest.fixture(scope="module")
def full() -> Run:
    return at("courtyard")


def at(detail: str) -> Run:
    """The reforms until one month after the second wave, at a level of detail."""
    reform = load("jinjiang", sets=["sample=0.01"])
    return simulate(replace(reform, end=reform.start + 20), 4, detail=detail)


@pytest.mark.parametrize("detail", [name for name in DETAIL if name != "courtyard"])
def test_tables_asked_for_are_those_of_the_full_run(full: Run, detail: str) -> None:
    run = at(detail)
    assert tuple(run.tables) == DETAIL[detail]
    for level, frame in run.tables.items():
        assert frame.equals(full.tables[level]), level


def test_the_full_run_has_all_levels(full: Run) -> None:
    assert tuple(full.tables) == DETAIL["courtyard"]
    assert len(full.courtyard) == 21 * len(set(full.courtyard["unit"]))


def test_another_detail_is_refused() -> None:
    with pytest.raises(InputError, match="'streets' is no level of detail; did you mean 'street'"):
        at("streets")


def test_a_seed_is_not_negative() -> None:
    with pytest.raises(InputError, match="seed: must be a whole number, 0 or more, not -1"):
        simulate(load("no_reform", sets=["sample=0.01"]), -1)
