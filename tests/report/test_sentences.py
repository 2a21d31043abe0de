"""Sentences say the direction when it is clear, and nothing more than the evidence."""

from __future__ import annotations

from dataclasses import replace

import pandas as pd
import pytest

from govsim.experiment.compare import Comparison
from govsim.report.page.attribution import shows_what
from govsim.report.sentences import sentence, sentences
from govsim.report.texts import Lang
from govsim.report.units import decimals, plain, signed
from govsim.scenario import load

NAN = float("nan")


def compared(measure: str, effect: float, low: float, high: float, pairs: int = 20) -> Comparison:
    effects = pd.DataFrame([
        {"scenario": "jinjiang", "measure": measure, "effect": effect, "low": low, "high": high, "pairs": pairs}
    ])
    empty = pd.DataFrame()
    return Comparison(
        load("no_reform"), (load("jinjiang"),), tuple(range(pairs)), "2015-12", effects, empty, empty, empty)


def said(measure: str, effect: float, low: float, high: float, pairs: int = 20, lang: Lang = "en") -> str:
    comparison = compared(measure, effect, low, high, pairs)
    return sentence(comparison, comparison.scenarios[0], measure, lang)


def test_a_clear_gain() -> None:
    title = load("jinjiang").title
    assert said("satisfaction", 0.031, 0.028, 0.034) == (
        f'Satisfaction by 2015-12 is 3.1 points of 100 higher under "{title}" than under "No reform", which is better '
        "(95% interval 2.8 to 3.4; 20 paired runs)."
    )
    assert "高3.1分，属改善（95%区间2.8至3.4；20对配对模拟）" in said("satisfaction", 0.031, 0.028, 0.034, lang="zh")


def test_a_fall_is_told_by_its_size() -> None:
    lower = said("wait_min", -14.2, -16.0, -12.0)
    assert "14 minutes lower" in lower
    assert "which is better" in lower
    assert "(95% interval 12 to 16;" in lower
    assert "which is worse" in said("satisfaction", -0.03, -0.04, -0.02)
    assert "属恶化" in said("wait_min", 3.0, 2.0, 4.0, lang="zh")


def test_no_value_is_put_on_a_measure_without_direction() -> None:
    found = said("formal_coverage", 0.5, 0.4, 0.6)
    assert "50 percentage points higher" in found
    assert "better" not in found


@pytest.mark.parametrize(("low", "high"), [(-0.01, 0.03), (0.0, 0.03), (-0.03, 0.0)])
def test_no_direction_without_evidence(low: float, high: float) -> None:
    found = said("satisfaction", (low + high) / 2, low, high)
    assert "no clear effect" in found
    assert "higher" not in found
    assert "lower" not in found
    assert "看不出" in said("satisfaction", (low + high) / 2, low, high, lang="zh")


def test_identical_worlds() -> None:
    assert "is the same" in said("satisfaction", 0.0, 0.0, 0.0)
    assert "完全相同" in said("satisfaction", 0.0, 0.0, 0.0, lang="zh")


def test_one_pair_says_nothing_about_chance() -> None:
    found = said("satisfaction", 0.031, NAN, NAN, pairs=1)
    assert "single pair" in found
    assert "interval" not in found


def test_undefined() -> None:
    assert "not defined" in said("station_load_rho", NAN, NAN, NAN, pairs=0)


def test_every_scenario_and_measure_has_its_sentence() -> None:
    found = sentences(compared("takeup", 0.1, 0.05, 0.15), "en", ["takeup"])
    assert len(found) == 1


def test_numbers() -> None:
    assert decimals(3.14159, 2.8, 3.4) == 1
    assert decimals(37.76751, 37.76735, 37.7677) == 1
    assert decimals(1234.0, 1200.0, 1270.0) == 0
    assert decimals(0.0, 0.0, 0.0) == 2
    assert plain(-1234.5, 0) == "−1,234"
    assert plain(-0.01, 1) == "0.0"
    assert signed(0.0, 1) == "0.0"
    assert signed(2.0, 1) == "+2.0"
    assert signed(-2.0, 1) == "−2.0"


def test_an_effect_too_small_to_show_has_no_direction() -> None:
    found = said("satisfaction", 3e-8, 2e-8, 4e-8)
    assert "differs by less than 0.0001 points of 100" in found
    assert "better" not in found
    assert "相差不到0.0001分" in said("satisfaction", 3e-8, 2e-8, 4e-8, lang="zh")
    assert "lower" in said("satisfaction", -3e-6, -4e-6, -2e-6)


@pytest.mark.parametrize(("pairs", "told", "told_zh"), [
    (9, "9 paired runs in plausible worlds).", "9对配对模拟，各在一个合理世界中）"),
    (10, "10 paired runs in plausible worlds, 90% of which show +1 to +5).", "其中90%的世界为+1至+5"),
])
def test_few_worlds_have_no_range(pairs: int, told: str, told_zh: str) -> None:
    found = compared("satisfaction", 0.031, 0.028, 0.034, pairs)
    found = replace(found, effects=found.effects.assign(worlds_low=0.01, worlds_high=0.05), worlds=220)
    assert told in sentence(found, found.scenarios[0], "satisfaction", "en")
    assert told_zh in sentence(found, found.scenarios[0], "satisfaction", "zh")


@pytest.mark.parametrize(("worlds", "told"), [(0, "chance"), (1, "no interval"), (3, "3 plausible worlds,")])
def test_an_attribution_says_what_its_intervals_show(worlds: int, told: str) -> None:
    assert told in shows_what(range(5), worlds, "en") and "no interval" in shows_what(range(1), worlds, "en")
    chinese = {0: "随机", 1: "没有区间", 3: "3个"}
    assert chinese[worlds] in shows_what(range(5), worlds, "zh")
