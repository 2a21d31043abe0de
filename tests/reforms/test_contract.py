"""What every reform found in the folder must keep, so that a new one is tested by being there."""

from __future__ import annotations

import ast
import copy
import dataclasses
import inspect
import sys
from datetime import date
from functools import reduce
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.params import declared, sources
from govsim.reforms.base import Reform, bundles, found, name_of
from govsim.reforms.incubator import Incubator
from govsim.reforms.supervision import Supervision
from govsim.rules import Rules, changed
from tests.strategies import instances

BOOKED = {"coordination_hours", "programme_cost"}
"""Fields that every reform adds to."""

PURE = sys.stdlib_module_names - {"random", "secrets", "time", "os", "io", "threading"}
"""Of the standard library, what a pure reform may use."""

every_reform = pytest.mark.parametrize("rule", found().values(), ids=found())


def rules() -> st.SearchStrategy[Rules]:
    """Every value of Rules, whether or not a reform could lead there."""
    return instances(Rules)


def months() -> st.SearchStrategy[int]:
    """Months in force, to the far end of any projection."""
    return st.integers(0, 600)


def neutral(rule: type[Reform]) -> Reform:
    """A reform with every parameter at its neutral value."""
    return rule(**{name: known.neutral for name, known in declared(rule).items()})


def differing(before: Rules, after: Rules) -> set[str]:
    """Fields in which two Rules differ."""
    return {name for name in declared(Rules) if getattr(before, name) != getattr(after, name)}


def written(rule: type[Reform]) -> set[str]:
    """Fields of Rules that the reform's file passes to `changed`, less those that every reform adds to."""
    calls = (node for node in ast.walk(ast.parse(inspect.getsource(rule))) if isinstance(node, ast.Call))
    named = {word.arg for call in calls if getattr(call.func, "id", "") == "changed" for word in call.keywords}
    return {name for name in named if name is not None} - BOOKED


@every_reform
def test_is_frozen_and_named_for_readers(rule: type[Reform]) -> None:
    assert dataclasses.is_dataclass(rule)
    with pytest.raises(dataclasses.FrozenInstanceError):
        rule().cost = 1.0  # type: ignore[attr-defined]
    assert found()[name_of(rule)] is rule
    assert rule.title.strip() and rule.title_zh.strip()
    labels = [line.partition("　")[0] for line in rule.about_zh.splitlines()]
    assert labels == ["机制", "预期", "可能失败", "相互作用", "来源"]
    assert rule.level in ("street", "community")
    assert not rule.enacted or date.fromisoformat(rule.enacted).day == 1


@every_reform
def test_imports_nothing_that_knows_agents_model_or_chance(rule: type[Reform]) -> None:
    allowed = {"govsim.params", "govsim.rules", "govsim.reforms.base"}
    for node in ast.walk(ast.parse(Path(inspect.getfile(rule)).read_text(encoding="utf-8"))):
        names = []
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, "imports are written in full"
            names = [node.module or ""]
        for name in names:
            assert name in allowed or name.split(".")[0] in PURE, name


@every_reform
def test_says_mechanism_failure_interaction_and_source(rule: type[Reform]) -> None:
    text = inspect.getdoc(inspect.getmodule(rule)) or ""
    for heading in ("Mechanism", "Expected", "Fails", "Interacts", "Source"):
        assert f"\n{heading} " in text, f"{heading} is missing"


@every_reform
def test_every_number_is_sourced_bounded_and_has_a_neutral_value(rule: type[Reform]) -> None:
    fields = {item.name for item in dataclasses.fields(rule)}
    assert fields == set(declared(rule)), "every field is declared with param()"
    for name, known in declared(rule).items():
        assert known.doc.strip() and known.zh.strip(), name
        assert known.zh != known.doc and any("\u4e00" <= letter <= "\u9fff" for letter in known.zh), name
        assert known.source == "assumption" or known.source in sources(), name
        assert known.fault(known.default) is None, name
        assert known.neutral is not None and known.fault(known.neutral) is None, name
        assert type(known.neutral) is known.kind, name
        assert known.kind.__name__ == rule.__annotations__[name], f"{name}: default and hint differ in type"
        assert known.kind in (bool, str) or known.unit, f"{name} has no unit"


@every_reform
def test_revises_only_what_is_decided_at_its_level(rule: type[Reform]) -> None:
    fields = declared(Rules)
    assert written(rule)
    assert {fields[name].level for name in written(rule)} == {rule.level}


@every_reform
def test_revises_something_as_enacted(rule: type[Reform]) -> None:
    assert differing(Rules(), rule().revise(Rules(), 0)) - BOOKED


@every_reform
def test_books_its_hours_and_cost(rule: type[Reform]) -> None:
    known = declared(rule)
    assert known["hours"].default > 0 and known["cost"].default > 0
    before = Rules(coordination_hours=7.0, programme_cost=1000.0)
    after = dataclasses.replace(neutral(rule), hours=5.0, cost=300.0).revise(before, 0)  # type: ignore[call-arg]
    assert after == dataclasses.replace(before, coordination_hours=12.0, programme_cost=1300.0)


@every_reform
@settings(max_examples=15, deadline=None)
@given(data=st.data(), before=rules(), month=months())
def test_is_pure(rule: type[Reform], data: st.DataObject, before: Rules, month: int) -> None:
    reform = data.draw(instances(rule))
    kept_reform, kept_rules = copy.deepcopy(reform), copy.deepcopy(before)
    once = reform.revise(before, month)
    again = reform.revise(before, month)
    assert once == again
    assert (reform, before) == (kept_reform, kept_rules)
    assert not differing(once, kept_reform.revise(kept_rules, month))


@every_reform
@settings(max_examples=25, deadline=None)
@given(before=rules(), month=months())
def test_is_inert_at_neutral_parameters(rule: type[Reform], before: Rules, month: int) -> None:
    assert neutral(rule).revise(before, month) == before


@every_reform
@settings(max_examples=25, deadline=None)
@given(data=st.data(), before=rules(), month=months())
def test_keeps_rules_within_their_bounds_and_types(
    rule: type[Reform], data: st.DataObject, before: Rules, month: int
) -> None:
    reform = data.draw(instances(rule))
    after = reform.revise(before, month)
    for name, known in declared(Rules).items():
        value = getattr(after, name)
        assert known.fault(value) is None, f"{name}: {known.fault(value)}"
        assert type(value) is known.kind, f"{name} is {type(value).__name__}"
    assert differing(before, after) <= written(rule) | BOOKED


@every_reform
@settings(max_examples=15, deadline=None)
@given(data=st.data(), before=rules(), month=months())
def test_running_a_second_reform_first_leaves_its_own_fields_alone(
    rule: type[Reform], data: st.DataObject, before: Rules, month: int
) -> None:
    """A reform carries over every field that it does not revise, and adds its cost to what is booked."""
    reform = data.draw(instances(rule))
    other = data.draw(st.sampled_from([item for item in found().values() if item is not rule]))
    composed = reform.revise(other().revise(before, month), month)
    apart = reform.revise(before, month)
    for name in written(rule) - written(other):
        assert getattr(composed, name) == getattr(apart, name), name
    for name in written(other) - written(rule):
        assert getattr(composed, name) == getattr(other().revise(before, month), name), name


@pytest.mark.parametrize("step", [1, -1], ids=["as enacted", "reversed"])
def test_hours_and_costs_of_all_reforms_add_up_in_any_order(step: int) -> None:
    every: list[Any] = [rule() for rule in found().values()][::step]
    after = reduce(lambda before, reform: reform.revise(before, 3), every, Rules())
    assert after.coordination_hours == pytest.approx(sum(reform.hours for reform in every))
    assert after.programme_cost == pytest.approx(sum(reform.cost for reform in every))


def test_two_reforms_on_one_field_name_each_other() -> None:
    """Order counts between them, so that their readers must be told."""
    sharing = [pair for pair in permutations(found().values(), 2) if written(pair[0]) & written(pair[1])]
    assert (Incubator, Supervision) in sharing
    for first, second in sharing:
        assert f"`{name_of(second)}`" in (inspect.getdoc(inspect.getmodule(first)) or ""), name_of(first)


def test_bundles_hold_every_enacted_reform_once() -> None:
    listed = [name for names in bundles().values() for name in names]
    assert {name: len(names) for name, names in bundles().items()} == {"R1": 8, "R2": 5, "R3": 4}
    assert len(listed) == len(set(listed))
    for bundle, names in bundles().items():
        assert {found()[name].bundle for name in names} == {bundle}
        dates = [found()[name].enacted for name in names]
        assert dates == sorted(dates)


def test_rules_have_no_other_fields() -> None:
    with pytest.raises(TypeError, match="Rules has no mandat"):
        changed(Rules(), mandat=0.4)
