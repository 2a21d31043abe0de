"""Charts, tiles and the line of status, from tables to what is drawn and said."""

from __future__ import annotations

import json
import math
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from govsim.dashboard.charts.cost import cost
from govsim.dashboard.charts.formal import TWINS, formal
from govsim.dashboard.charts.series import difference, levels
from govsim.dashboard.outcome import Outcome, StoredOutcome
from govsim.dashboard.picture import Picture
from govsim.dashboard.running import Shown
from govsim.dashboard.shipped import ShippedOutcome, shipped_outcome
from govsim.dashboard.status import status
from govsim.dashboard.texts import say
from govsim.dashboard.tiles import all_effects, groups, tile, tiles
from govsim.dashboard.work import Plan, Progress
from govsim.measures import MEASURES
from govsim.params import Fault
from govsim.report.overview import MAIN
from govsim.report.texts import Lang

LANGS: tuple[Lang, ...] = ("en", "zh")


def drawn(outcome: Outcome) -> Picture:
    return Picture(outcome.baseline, outcome.scenario, len(outcome.seeds), outcome)


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("measure", ["satisfaction", "programme_spending", "wait_min", "takeup_gap"])
def test_every_chart_is_json_with_a_table(lang: Lang, measure: str) -> None:
    found = shipped_outcome()
    worlds, pairs = (found.baseline, found.scenario), len(found.seeds)
    table = found.by_month([measure, "programme_spending", *TWINS[0]])
    for figure in (
        levels(table, measure, *worlds, pairs, lang), difference(table, measure, *worlds, pairs, lang),
        formal(table, TWINS[0], "B", *worlds, lang), cost(table, measure, *worlds, pairs, lang),
    ):
        json.dumps(figure.option, allow_nan=False)
        months = len(found.baseline.months)
        assert len(figure.tips) == len(figure.table["rows"]) == months
        assert all(len(row) == len(figure.table["head"]) for row in figure.table["rows"])
        assert all(len(item["data"]) in (0, months) for item in figure.option["series"])
        labels = [mark["label"]["formatter"] for item in figure.option["series"] for mark in
                  item.get("markLine", {}).get("data", []) if "xAxis" in mark]
        assert labels[:3] == ["R1", "R2", "R3"]


def test_formal_and_functional_have_one_axis_in_both_worlds() -> None:
    found = shipped_outcome()
    for twins in TWINS:
        table = found.by_month(twins)
        a, b = (formal(table, twins, world, found.baseline, found.scenario, "en").option for world in "AB")
        most = max(value for item in (*a["series"], *b["series"]) for value in item["data"] if value is not None)
        assert a["yAxis"] == b["yAxis"] and most <= a["yAxis"]["max"] + 1e-6


def test_bands_lie_around_the_median(made: StoredOutcome) -> None:
    figure = levels(made.by_month(["takeup"]), "takeup", made.baseline, made.scenario, 3, "en")
    lines = {item["name"]: item["data"] for item in figure.option["series"]}
    for name in ("A", "B"):
        for share in (50, 90):
            low, width = lines[f"{name} {share} low"], lines[f"{name} {share} width"]
            assert all(x <= y <= x + w + 1e-9 for x, y, w in zip(low, lines[name], width, strict=True))
    one = levels(made.by_month(["takeup"]), "takeup", made.baseline, made.scenario, 1, "en")
    assert [item["name"] for item in one.option["series"]] == ["A", "B"]


def test_gaps_are_gaps(made: StoredOutcome) -> None:
    table = made.by_month(["takeup"])
    table.loc[table["month"] >= "2009-01", ["q05", "q25", "q50", "q75", "q95"]] = math.nan
    figure = difference(table, "takeup", made.baseline, made.scenario, 3, "zh")
    json.dumps(figure.option, allow_nan=False)
    assert figure.table["rows"][-1][1] == "–" and figure.option["series"][-2]["data"][-1] is None


@pytest.mark.parametrize("lang", LANGS)
def test_tiles_and_all_measures(made: StoredOutcome, lang: Lang) -> None:
    found = tiles(drawn(made), lang)
    assert [item["measure"] for item in found] == list(MAIN)
    by_name = {item["measure"]: item for item in found}
    assert by_name["satisfaction"]["tone"] == "good" and by_name["satisfaction"]["sign"] == "▲"
    assert by_name["wait_min"]["tone"] == "bad" and by_name["wait_min"]["sign"] == "▲"
    assert by_name["satisfaction"]["verdict"] == {"en": "better", "zh": "改善"}[lang]
    listed = [item["name"] for group in groups(lang) for item in group["measures"]]
    assert sorted(listed) == sorted(MEASURES)
    table = all_effects(made, lang)
    assert len(table["rows"]) == len(made.effects) and all(len(row) == len(table["head"]) for row in table["rows"])


def test_a_level_is_as_exact_as_its_effect() -> None:
    row = {"baseline": 40.6, "outcome": 46.8, "effect": 6.2, "low": -18.0, "high": 30.0}
    told = tile("wait_min", row, "en")
    assert (told["level"], told["effect"], told["unit"]) == ("47", "+6", "minutes")
    same = tile("wait_min", {**row, "effect": 0.0, "low": 0.0, "high": 0.0}, "en")
    assert (same["sign"], same["effect"], same["verdict"]) == ("■", "0", "no difference")
    sure = {**row, "low": 6.1, "high": 6.3}
    assert tile("wait_min", sure, "zh")["level"] == "46.8" and tile("wait_min", sure, "zh")["unit"] == "分钟"


def shown(outcome: Outcome | None, **more: Any) -> Shown:
    plain = Shown("quick", outcome, False, None, None, False, (), lambda pairs: None, lambda: None)
    return replace(plain, **more)


class MadeUpWork:
    """As far as the line of status looks at it."""

    def __init__(self, plan: Plan, **more: Any) -> None:
        self.plan, self.progress, self.seeds = plan, Progress(), ()
        self.cancelled, self.done, self.position, self.share = False, False, 0, 0.25
        self.seconds_left: float | None = None
        vars(self).update(more)


@pytest.mark.parametrize("lang", LANGS)
def test_the_screen_always_says_what_it_shows(made: StoredOutcome, shipped: ShippedOutcome, lang: Lang) -> None:
    plan = Plan(made.baseline, made.scenario, (1, 2, 3, 4), Path(), False)
    said = status(shown(shipped, kind="shipped"), lang)
    assert "3" in said["words"] and "100%" in said["words"] and said["actions"] == ["do_full"] and said["share"] is None
    said = status(shown(made, plan=plan, work=MadeUpWork(plan, seconds_left=130.0)), lang)
    assert {"en": "3 of 4 pairs", "zh": "4对模拟中已完成3对"}[lang] in said["words"]
    assert "25%" in said["now"] and "2" in said["now"] and said["actions"] == ["do_stop"] and said["share"] == 0.25
    said = status(shown(made, plan=plan, stale=True), lang)
    assert said["notices"] == [{"en": "What you see belongs to the scenarios before the last change.",
                                "zh": "下面显示的仍是上次修改之前的情景结果。"}[lang]]
    first = MadeUpWork(plan, progress=Progress(months={(1, 0): [np.zeros((2, 1))]}))
    comes = shown(made, plan=plan, work=first, stale=True)
    follows, waits = status(comes, lang), status(comes, lang, follows=False)
    assert say("status_live", lang, sample="100%") == follows["words"] and not follows["notices"]
    assert "3" in waits["words"] and waits["notices"] == said["notices"], "other pages show what was there before"
    said = status(shown(None, plan=plan, work=MadeUpWork(plan, position=3)), lang)
    assert "3" in said["now"]


@pytest.mark.parametrize("lang", LANGS)
def test_what_went_wrong_is_said(made: StoredOutcome, lang: Lang) -> None:
    plan = Plan(made.baseline, made.scenario, (1, 2, 3, 4), Path(), True)
    failed = MadeUpWork(plan, progress=Progress(failed="ArithmeticError: infinity"), cancelled=True, done=True)
    said = status(shown(made, plan=plan, work=failed), lang)
    assert "ArithmeticError: infinity" in said["notices"][0] and said["actions"] == ["do_again", "do_quick"]
    crashed = MadeUpWork(plan, progress=Progress(crashed=True), cancelled=True, done=True)
    assert status(shown(made, plan=plan, work=crashed), lang)["notices"]
    stopped = MadeUpWork(plan, cancelled=True, done=True)
    assert status(shown(made, plan=plan, work=stopped), lang)["actions"] == ["do_continue", "do_quick"]
    unlike = status(shown(made, faults=(Fault("B", "both must be the same"),)), lang)
    assert {"en": "both must be the same", "zh": "两者须相同"}[lang] in unlike["notices"][0] and not unlike["actions"]
    assert status(shown(made, faulty=True), lang)["notices"]
    unfinished = status(shown(made, plan=plan), lang)
    assert unfinished["notices"] and unfinished["actions"] == ["do_continue", "do_quick"]
