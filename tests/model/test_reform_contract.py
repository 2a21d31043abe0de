"""What every reform found must do in the running model, so that a new one is tested by being there.

A reform that needs another rule before it has anything to act on says so in SUPPORTS, with the reason;
one whose enacted values are no strong setting says in STRONG what is.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache
from typing import Any

import pytest

from govsim.measures import MEASURES
from govsim.place import load_place
from govsim.reforms.base import Reform, bundles, found
from govsim.run import Run
from govsim.scenario import rules_in_force
from tests.model.small import START, after, revision, run, scenario, unequal

FROM = START + 2
"""Month in which a tested reform comes into force."""
MONTHS = 10

STRIPPED = {
    "investment_attraction": False,
    "tax_assistance": False,
    "fixed_asset_investment": False,
    "economic_statistics": False,
}
STATIONS = {"station_share": 1.0, "station_posts": 4.0}
UNITS = {"unit_households": 126.0, "mandate": 1.0}
FORMAL = {"filing_open": True, "organization_subsidy": 3000.0}

SUPPORTS: dict[str, tuple[dict[str, Any], str]] = {
    "section_reorganization": (
        {"economic_staff_moved": 1.0},
        "floors bind only for staff who moved to the new sections",
    ),
    "appraisal_reweighting": (STRIPPED, "only weight that stripping frees can be given to other tasks"),
    "station_separation": (STATIONS, "tasks can move only to a station that is open and staffed"),
    "incubator": (FORMAL, "it coaches organizations that became formal after 2007"),
    "contracting": (
        {**FORMAL, "purchase_budget": 5e6, "purchase_cap_share": 0.3},
        "contracts are paid from the purchase budget, and filed organizations must exist to bid",
    ),
    "supervision": (FORMAL, "audits find what filing let in"),
}
"""Rules in force in both worlds without which a reform has nothing to act on, and why."""

STRONG: dict[str, dict[str, Any]] = {
    "supervision": {"audit_rate": 1.0, "count_quota": 1.0, "quota_target": 3.0},
    "task_admission": {"gate": 1.0},
    "incubator": {"capacity": 60, "gain": 0.3},
    "contracting": {"functions_released": 0.6},
    "fiscal_guarantee": {"multiple": 0.5},
}
"""Parameters of a strong setting where the enacted ones are weak."""

every_reform = pytest.mark.parametrize("name", found())


@cache
def pair(name: str) -> tuple[Run, Run]:
    """A district without and with a reform at a strong setting and no cost, on the rules that it needs."""
    support = [revision(dict(SUPPORTS[name][0]), START)] if name in SUPPORTS else []
    reform = found()[name](**{"hours": 0.0, "cost": 0.0, **STRONG.get(name, {})})
    return without(name if support else ""), run(*support, revision(reform, FROM), months=MONTHS)


@cache
def without(name: str) -> Run:
    """The district on the rules that a reform needs; on those of 2007 for most."""
    return run(*([revision(dict(SUPPORTS[name][0]), START)] if name else []), months=MONTHS)


@every_reform
def test_leaves_earlier_months_alone(name: str) -> None:
    baseline, reformed = pair(name)
    assert unequal(baseline, reformed, before="2007-03") == {}


@every_reform
def test_has_something_to_act_on_in_its_own_tier(name: str) -> None:
    """At a strong setting it moves a measure of its own tier within the run; a rule of no bundle, any measure."""
    baseline, reformed = pair(name)
    tier = found()[name].bundle
    own = {measure.name for measure in MEASURES.values() if measure.tier == tier or not tier}
    moved = set().union(*unequal(baseline, reformed).values())
    assert own & moved, f"{name} moves {sorted(moved)}, none of them of tier {tier}"


def test_reforms_are_paid_for() -> None:
    """Staff hours and running costs of all reforms: the district pays the sum, streets work that much less."""
    booked = [
        after(*(rule(hours=hours, cost=cost) for rule in found().values()), months=1)
        for hours, cost in ((0.0, 0.0), (10.0, 1e5))
    ]
    free, costly = (model.streets for model in booked)
    assert costly.coordination_hours - free.coordination_hours == pytest.approx(10.0 * len(found()))
    assert (costly.worked_hours < free.worked_hours).all()
    spent = [model.districts.paid[0].sum() for model in booked]
    assert spent[1] - spent[0] == pytest.approx(len(found()) * 1e5 / 12)


@every_reform
def test_ending_a_reform_ends_its_rules(name: str) -> None:
    """The month after the end, the rules in force are those of the baseline."""
    ended = scenario(replace(revision(found()[name](), FROM), end=FROM + 3), months=MONTHS)
    place = load_place(ended.place)
    for level in ("street", "community"):
        before = vars(getattr(rules_in_force(ended, place, FROM - 1), level))
        during = vars(getattr(rules_in_force(ended, place, FROM + 3), level))
        later = vars(getattr(rules_in_force(ended, place, FROM + 4), level))
        assert all((later[field] == before[field]).all() for field in before)
        assert any((during[field] != before[field]).any() for field in before)


def test_a_support_is_needed() -> None:
    """No row of SUPPORTS is idle: without it the reform moves nothing of its own tier."""
    for name in SUPPORTS:
        own = {measure.name for measure in MEASURES.values() if measure.tier == found()[name].bundle}
        reform = found()[name](**{"hours": 0.0, "cost": 0.0, **STRONG.get(name, {})})
        moved = set().union(*unequal(without(""), run(revision(reform, FROM), months=MONTHS)).values(), set())
        assert not own & moved, (name, own & moved)


def test_tables_name_only_reforms_that_exist() -> None:
    assert set(SUPPORTS) | set(STRONG) <= set(found())
    assert all(reason for _, reason in SUPPORTS.values())
    assert {rule.bundle for rule in found().values()} >= set(bundles())


def test_two_reforms_compose_in_written_order() -> None:
    """The later one decides where both set a field: who evaluates, seen in the scores of bids."""
    incubator: Reform = found()["incubator"](hours=0.0, cost=0.0)
    supervision: Reform = found()["supervision"](
        hours=0.0, cost=0.0, audit_rate=0.0, delisting=False, count_quota=0.0, independent_evaluation=True
    )
    money = revision({"purchase_budget": 5e6, "purchase_cap_share": 0.3, "filing_open": True}, START)
    first = run(money, revision(incubator), revision(supervision), months=MONTHS)
    last = run(money, revision(supervision), revision(incubator), months=MONTHS)
    assert unequal(first, last)
    silent = run(money, revision(found()["incubator"](hours=0.0, cost=0.0, operator_evaluates=False)), months=MONTHS)
    assert unequal(first, silent) == {}
