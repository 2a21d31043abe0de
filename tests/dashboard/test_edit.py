"""Events of the editor, wanted and unwanted ones."""

from __future__ import annotations

import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from govsim.dashboard.document import checked
from govsim.dashboard.edit import applied
from govsim.dashboard.form import different, form, strip
from govsim.month import month_name
from govsim.params import declared
from govsim.reforms.base import found
from govsim.scenario import Scenario


def scenario(text: str) -> Scenario:
    made = checked(text, "B")
    assert made.scenario is not None, made.faults
    return made.scenario


def starts(text: str) -> dict[str, str]:
    return {item.rule: month_name(item.start) for item in scenario(text).revisions}


def entry(text: str, rule: str) -> dict[str, Any]:
    """What the editor shows of the only entry of a reform."""
    (item,) = [item for bundle in form(checked(text, "B"), "en")["bundles"] for item in bundle["reforms"]
               if item["rule"] == rule]
    return item["entries"][0] if item["entries"] else {}


def test_a_bundle_on_and_off() -> None:
    text = applied("no_reform", {"do": "bundle", "name": "R3", "on": True})
    assert set(starts(text)) == {name for name, kind in found().items() if kind.bundle == "R3"}
    assert starts(text)["incubator"] == "2010-04"
    assert not starts(applied(text, {"do": "bundle", "name": "R3", "on": False}))


def test_a_bundle_moves_as_a_whole() -> None:
    text = applied("r1", {"do": "shift", "name": "R1", "month": 2009 * 12})
    assert starts(text)["function_stripping"] == "2009-01" and starts(text)["service_stations"] == "2009-02"
    announced = {month_name(item.announced) for item in scenario(text).revisions if item.announced is not None}
    assert announced == {"2009-01"}


def test_one_reform_on_and_off() -> None:
    text = applied("no_reform", {"do": "add", "rule": "incubator"})
    assert starts(text) == {"incubator": "2010-04"}
    assert starts(applied(text, {"do": "without", "rule": "incubator"})) == {}


def test_a_number_and_back_to_its_default() -> None:
    path = ["entries", 0, "capacity"]
    text = applied(applied("no_reform", {"do": "add", "rule": "incubator"}), {"do": "set", "path": path, "value": 40})
    (change,) = [item.change for item in scenario(text).revisions]
    assert change.capacity == 40  # type: ignore[union-attr]
    default = declared(found()["incubator"])["capacity"].default
    assert "capacity" not in applied(text, {"do": "set", "path": path, "value": default})


def test_a_number_out_of_bounds_is_told_beside_the_field() -> None:
    path = ["entries", 0, "capacity"]
    text = applied(applied("no_reform", {"do": "add", "rule": "incubator"}), {"do": "set", "path": path, "value": 900})
    (field,) = [field for field in entry(text, "incubator")["open"] if field["name"] == "capacity"]
    assert field["value"] == 900 and "between 0 and 60" in field["faults"][0]
    chinese = form(checked(text, "B"), "zh")
    about = [item["about"] for bundle in form(checked(text, "B"), "en")["bundles"] for item in bundle["reforms"]]
    assert all(words.startswith("Mechanism: ") and "\nExpected: " in words for words in about)
    assert not chinese["sound"]
    entries = [shown for bundle in chinese["bundles"] for item in bundle["reforms"] for shown in item["entries"]]
    ((told,),) = [field["faults"] for shown in entries for field in shown["open"] if field["faults"]]
    assert "应在 0 与 60" in told
    units = {field["unit"] for shown in entries for field in (*shown["open"], *shown["folded"])}
    assert "组织/中心" in units and not any(re.search("[a-z]{3}", unit) for unit in units)


def test_places() -> None:
    text = applied("no_reform", {"do": "add", "rule": "incubator"})
    where = ["entries", 0, "where"]
    named = applied(text, {"do": "where", "path": where, "kind": "named"})
    assert len(scenario(named).revisions[0].where.form()) == 1
    shared = applied(text, {"do": "where", "path": where, "kind": "share"})
    assert scenario(shared).revisions[0].where.form()["share"] == 0.5
    assert applied(shared, {"do": "where", "path": where, "kind": "all"}) == text


def test_an_assumption_of_the_world() -> None:
    text = applied("r1", {"do": "set", "path": ["world", "loss_aversion", "value"], "value": 2.0})
    assert scenario(text).world.loss_aversion == 2.0
    assert scenario(text).overrides[0].assumption
    shown = form(checked(text, "B"), "en")["world"]
    assert shown["changed"] == 1 and shown["fields"][0]["name"] == "loss_aversion"
    assert any(field["name"] == "loss_aversion" for field in form(checked("r1", "B"), "zh", "loss")["world"]["fields"])


def test_a_change_of_a_shipped_scenario_says_so_in_its_title() -> None:
    text = applied("r1", {"do": "add", "rule": "incubator"})
    assert scenario(text).title.endswith("(changed)") and scenario(text).title_zh.endswith("（已修改）")
    assert applied(text, {"do": "preset", "name": "r2"}) == "r2"


JSON = some.recursive(
    some.none() | some.booleans() | some.integers() | some.floats() | some.text(max_size=20),
    lambda inner: some.lists(inner, max_size=4) | some.dictionaries(some.text(max_size=8), inner, max_size=4),
    max_leaves=8,
)
STEPS = ["entries", "world", "loss_aversion", "value", "where", "start", "rule", "set", 0, 1, -1, 99, "__class__"]
PATHS = some.lists(some.sampled_from(STEPS) | JSON, max_size=4)
DOES = ["preset", "set", "add", "without", "drop", "where", "bundle", "shift", "title"]


@settings(max_examples=60, deadline=None)
@given(some.fixed_dictionaries(
    {}, optional={
        "do": some.sampled_from(DOES) | JSON,
        "path": PATHS | JSON, "value": JSON, "rule": some.sampled_from(["incubator"]) | JSON, "index": JSON,
        "name": some.sampled_from(["R1", "R2"]) | JSON, "on": JSON, "month": JSON, "kind": JSON,
    }) | JSON)
def test_nothing_of_an_event_is_trusted(event: Any) -> None:
    text = applied("r1", event)
    made = checked(text, "B")
    assert made.scenario is not None or made.faults
    form(made, "zh")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_strip_and_differences(lang: Any) -> None:
    a, b = scenario("no_reform"), scenario("staggered_rollout")
    rows = strip(b, lang)
    assert len(rows) == len(b.revisions) and all(0 <= row["from"] < row["to"] <= 1 for row in rows)
    assert strip(a, lang) == [] or all("title" in row for row in strip(a, lang))
    assert len(different(a, b, lang)) >= len(b.revisions) and different(a, a, lang) == []
