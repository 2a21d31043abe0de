"""The picture that the map draws: the numbers come through, the scale holds for all months, directions are told."""

from __future__ import annotations

import base64
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.dashboard.charts.course import course_of
from govsim.dashboard.charts.place_map import MOST, limits, marks, picture, round_step, titles, unit_titles
from govsim.dashboard.layout import WIDE, layout
from govsim.dashboard.outcome import Course
from govsim.place import load_place
from govsim.scenario import load

MONTHS = ("2008-04", "2008-05", "2008-06", "2008-07", "2008-08")
JINJIANG = load("jinjiang")


def course(level: str, seed: int = 1) -> Course:
    """Made-up shares of all places of a level, the last place undefined in A."""
    units = layout("jinjiang", WIDE).units[level]
    a = np.random.default_rng(seed).uniform(0.2, 0.8, size=(len(units), len(MONTHS)))
    a[-1] = np.nan
    b = np.random.default_rng(seed + 1).uniform(0.1, 0.9, size=a.shape)
    return Course(units, MONTHS, a, b, 3)


def read(drawn: dict) -> np.ndarray:
    """What the browser makes of a picture: values by unit and month."""
    whole = np.frombuffer(base64.b64decode(drawn["values"]), dtype="<u2").reshape(len(drawn["months"]), -1)
    values = drawn["lowest"] + (whole.astype(float) - 1) / (MOST - 1) * (drawn["highest"] - drawn["lowest"])
    return np.where(whole == 0, np.nan, values).T


@pytest.mark.parametrize("level", ["street", "community", "courtyard"])
@pytest.mark.parametrize("shown", ["difference", "a", "b"])
def test_the_numbers_come_through(level: str, shown: str) -> None:
    made = course(level)
    drawn = picture(made, level, shown, "takeup" if level != "courtyard" else "participation", JINJIANG, "en")
    expected = 100 * {"difference": made.b - made.a, "a": made.a, "b": made.b}[shown]
    found = read(drawn)
    assert found.shape == (len(made.units), len(MONTHS)) == (len(drawn["titles"].split("\n")), len(drawn["months"]))
    assert drawn["units"].split("\n") == list(made.units)
    np.testing.assert_array_equal(np.isnan(found), np.isnan(expected))
    np.testing.assert_allclose(found, expected, atol=0.002)
    assert len(np.frombuffer(base64.b64decode(drawn["boxes"]["tall"]["cells"]), dtype="<f4")) == 4 * len(found)


def test_places_are_found_by_name() -> None:
    """Whatever the order of a table; a place that it lacks is undefined."""
    made = course("street")
    turned = Course(made.units[:0:-1], MONTHS, made.a[:0:-1], made.b[:0:-1], 3)
    found = read(picture(turned, "street", "b", "takeup", JINJIANG, "en"))
    np.testing.assert_allclose(found[1:], 100 * made.b[1:], atol=0.002)
    assert np.isnan(found[0]).all()


def test_one_scale_for_all_months_and_for_both_scenarios() -> None:
    made = course("community")
    a, b, difference = (picture(made, "community", shown, "takeup", JINJIANG, "en") for shown in
                        ("a", "b", "difference"))
    assert (a["low"], a["high"]) == (b["low"], b["high"]) == (10.0, 90.0)
    assert difference["low"] == -difference["high"] < 0
    one = Course(made.units, MONTHS[:1], made.a[:, :1], made.b[:, :1], 3)
    assert picture(one, "community", "a", "takeup", JINJIANG, "en")["months"] == ["2008-04"]


@pytest.mark.parametrize(("measure", "colours", "words"), [
    ("takeup", ["@low", "@mid", "@high"], ["worse", "better"]),
    ("wait_min", ["@high", "@mid", "@low"], ["better", "worse"]),
    ("takeup_gap", ["@less", "@mid", "@more"], ["less", "more"]),
])
def test_better_has_one_colour_whatever_the_sign(measure: str, colours: list[str], words: list[str]) -> None:
    drawn = picture(course("community"), "community", "difference", measure, JINJIANG, "en")
    assert drawn["colours"] == colours and drawn["words"] == words


@given(st.lists(st.floats(-1e6, 1e6), min_size=1, max_size=60), st.booleans())
def test_limits_hold_nearly_all_values(values: list[float], difference: bool) -> None:
    low, high = limits(np.array(values), difference)
    assert low < high and np.isfinite([low, high]).all()
    if difference:
        assert low == -high
    inside = (np.array(values) >= low - 1e-6 * (1 + abs(low))) & (np.array(values) <= high + 1e-6 * (1 + abs(high)))
    assert inside.sum() >= 0.9 * len(values) - 2


@given(st.floats(1e-6, 1e6))
def test_round_steps_lie_around_a_value(value: float) -> None:
    down, up = round_step(value, up=False), round_step(value, up=True)
    assert down <= value * (1 + 1e-6) and up >= value * (1 - 1e-6) and up <= 2.1 * down * (1 + 1e-6)


def test_names_in_both_languages() -> None:
    place = load_place("jinjiang")
    assert titles(place, "street", "zh")[0] == "督院街街道"
    assert unit_titles("jinjiang", "courtyard", "en")["Huangjing-04"] == (
        "Chenglonglu · Huangjing · courtyard 4, Work-unit courtyard")
    assert unit_titles("jinjiang", "courtyard", "zh")["Huangjing-04"] == "成龙路街道 · 皇经 · 4号院（单位宿舍院落）"


def test_reforms_are_marked_where_they_start() -> None:
    found = marks(JINJIANG, MONTHS, "en")
    assert [item["at"] for item in found] == [2, 3] and found[0]["text"].startswith("2008-06: ")
    assert marks(replace(JINJIANG, revisions=()), MONTHS, "en") == []


def test_the_course_of_a_place() -> None:
    made = course("community")
    figure = course_of(made, "Huangjing", "takeup", (load("no_reform"), JINJIANG), "en")
    row = made.units.index("Huangjing")
    a, b = figure.option["series"]
    np.testing.assert_allclose(a["data"], 100 * made.a[row], rtol=1e-5)
    np.testing.assert_allclose(b["data"], 100 * made.b[row], rtol=1e-5)
    assert [line[0] for line in figure.table["rows"]] == list(MONTHS) and len(figure.tips) == len(MONTHS)
    empty = course_of(made, made.units[-1], "takeup", (load("no_reform"), JINJIANG), "zh")
    assert empty.option["series"][0]["data"] == [None] * 5 and empty.table["rows"][0][1] == "–"
