"""One agent in two worlds: what is found to differ, where and when."""

from __future__ import annotations

from dataclasses import replace

import pytest

from govsim.params import InputError
from govsim.scenario import load
from govsim.trace import RULES, Kind, Trace, names, trace
from govsim.trace.belongings import row_of
from govsim.wiring import wiring
from tests.model.small import START, built, revision, scenario

BY_TURNS = {"model.coverage"}
"""Written by a process once before and once after a number that follows from it."""


@pytest.fixture(scope="module")
def long() -> Trace:
    """A courtyard until all three reforms are in force."""
    sets = ["sample=0.01", "end=2010-08-01"]
    return trace(load("jinjiang", sets), load("no_reform", sets), "courtyard", "Haijiaoshi-11")


@pytest.mark.parametrize(("kind", "chinese", "name"), [
    ("street", "盐市口", "Yanshikou"), ("street", "盐市口街道", "Yanshikou"), ("community", "青石桥", "Qingshiqiao"),
    ("courtyard", "青石桥-03", "Qingshiqiao-03"),
])
def test_places_have_their_chinese_names_too(kind: Kind, chinese: str, name: str) -> None:
    model = built()
    assert row_of(model, kind, chinese) == row_of(model, kind, name)
    with pytest.raises(InputError, match="is called '盐市'"):
        row_of(model, kind, "盐市")


def test_twins_of_one_world_do_not_differ() -> None:
    same = scenario(months=3)
    assert trace(same, same, "community", "Haijiaoshi").first == ()


def test_nothing_differs_before_the_reform() -> None:
    """A larger shadow of the economy from the third month on: the rule differs first, then attention, then hours."""
    base = scenario(months=4)
    reform = replace(base, name="other", revisions=(revision({"weight_upward": 0.4}, START + 2),))
    found = trace(reform, base, "street", "Lianxin")
    assert {item.month for item in found.first} == {"2007-03", "2007-04"}
    assert (found.first[0].variable, found.first[0].process) == ("rules.weight_upward", RULES)
    assert (found.first[0].baseline, found.first[0].scenario) == (pytest.approx(0.3), 0.4)
    order = [item.variable for item in found.first if item.sphere == "here"]
    assert order.index("streets.attention") < order.index("streets.hours") < order.index("communities.passed_down")


def test_another_world_differs_from_the_start() -> None:
    base = scenario(months=1)
    other = replace(base, name="other", world=replace(base.world, loss_aversion=2.0))
    found = trace(other, base, "resident", "7")
    assert ("residents.satisfaction", "start") in {(item.variable, item.process) for item in found.first}


def test_a_reform_elsewhere_is_found_elsewhere() -> None:
    """Another street's weights reach this one only through the appraisal."""
    base = load("no_reform", ["sample=0.01", "end=2007-02-01"])
    reform = load("no_reform", ["sample=0.01", "end=2007-02-01"])
    changed = replace(revision({"weight_upward": 0.4}, START), where=load("pilot_four_streets").revisions[0].where)
    reform = replace(reform, name="pilot", revisions=(changed,))
    streets = set(changed.where.words()[0].replace("in ", "").split(", "))
    outside = next(name for name in names(built(), "street") if name not in streets)
    found = trace(reform, base, "street", outside)
    first = {(item.variable, item.sphere): item for item in found.first}
    assert ("rules.weight_upward", "elsewhere") in first and ("rules.weight_upward", "here") not in first
    assert first["streets.score", "here"].month == "2007-01"
    assert first["streets.attention", "here"].month == "2007-02"


def test_every_difference_follows_from_an_earlier_one(long: Trace) -> None:
    """Nothing differs out of nothing: the wiring names something that differed before, here or elsewhere."""
    assert len(long.first) > 250
    first: dict[str, tuple[int, int, int]] = {}
    later = {item.variable for item in long.first if item.variable in BY_TURNS}
    for item in long.first:
        if item.process != RULES:
            causes = {*wiring().sources[item.variable], item.variable} & first.keys()
            together = {name for name in wiring().written[item.process] if name in wiring().sources[item.variable]}
            assert any(first[cause] < item.when for cause in causes) or together & later, item
        first.setdefault(item.variable, item.when)


def test_who_the_agent_is(long: Trace) -> None:
    assert dict(long.above) == {
        "district": "jinjiang", "street": "Lianxin", "community": "Haijiaoshi", "courtyard": "Haijiaoshi-11",
    }
    assert set(long.series["world"]) == {"baseline", "scenario"}
    formal = next(item for item in long.first if item.variable == "courtyards.formal" and item.sphere == "here")
    course = long.series.set_index(["world", "month"])[f"courtyards.formal:{formal.part}"]
    assert course["scenario", formal.month] == 1.0 and course["baseline", formal.month] == 0.0


@pytest.mark.parametrize(
    ("kind", "name", "message"),
    [
        ("street", "Lianxing", "did you mean 'Lianxin'"), ("community", "Haijaoshi", "did you mean 'Haijiaoshi'"),
        ("courtyard", "Haijiaoshi11", "did you mean 'Haijiaoshi-11'"), ("resident", "0", "allowed are 1 to "),
        ("organization", "x", "no organization is called 'x'"),
    ],
)
def test_nobody_has_the_name(kind: str, name: str, message: str) -> None:
    with pytest.raises(InputError, match=message):
        trace(scenario(months=1), scenario(months=1), kind, name)  # type: ignore[arg-type]
