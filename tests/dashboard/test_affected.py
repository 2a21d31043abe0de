"""Who is affected: every unit has its bar, its interval and its verdict, and sentences count right."""

from __future__ import annotations

import pandas as pd

from govsim.dashboard.charts.affected import GROUPINGS, bars, parts, reach, summary

ROWS = [
    ("street", "Shahe", 0.30, 0.25, 0.35, "gains"), ("street", "Liujiang", 0.01, -0.02, 0.04, "unclear"),
    ("street", "Lianxin", -0.10, -0.15, -0.05, "loses"), ("group", "tenure:owner", 0.20, 0.10, 0.30, "gains"),
    ("group", "age:60+", 0.15, 0.05, 0.25, "gains"), ("group", "tenure:renter", 0.05, 0.05, 0.05, "gains"),
    ("group", "kind:old", 0.04, 0.01, 0.07, "gains"),
]


def units(measure: str = "takeup") -> pd.DataFrame:
    """As `Outcome.units` has it."""
    frame = pd.DataFrame(ROWS, columns=["level", "unit", "effect", "low", "high", "verdict"])
    return frame.assign(measure=measure, scenario="B", baseline=0.5, outcome=0.5 + frame["effect"], positive=1.0)


def test_parts_hold_every_row_once() -> None:
    found = parts(units())
    assert list(found) == ["street", "kind", "tenure", "age"]
    assert sorted(unit for part in found.values() for unit in part["unit"]) == sorted(row[1] for row in ROWS)


def test_bars_of_streets() -> None:
    drawn = bars(units(), ("street",), "jinjiang", "en")
    assert drawn["option"]["yAxis"]["data"] == ["▲ Shahe", "Liujiang", "▼ Lianxin"]
    gains, loses, unclear, intervals = drawn["option"]["series"]
    assert (gains["data"], loses["data"]) == ([30.0, "-", "-"], ["-", "-", -10.0])
    assert unclear["data"] == ["-", 1.0, "-"] and (gains["name"], loses["name"]) == ("gains", "loses")
    assert [pair for pair in intervals["data"] if "-" not in pair] == [
        [25.0, 0], [35.0, 0], [-2.0, 1], [4.0, 1], [-15.0, 2], [-5.0, 2]]
    assert drawn["unit"] == "percentage points" and "+30 [25, 35] percentage points" in drawn["tips"]["gains"][0]
    assert drawn["table"]["rows"][2] == ["Lianxin", "50.0", "40.0", "−10 [−15, −5]", "loses"]


def test_groups_stand_under_what_groups_them() -> None:
    drawn = bars(units(), GROUPINGS, "jinjiang", "zh")
    labels = [item if isinstance(item, str) else item["value"] for item in drawn["option"]["yAxis"]["data"]]
    assert labels == ["院落类型", "▲ 老旧院落", "住房性质", "▲ 业主", "▲ 租户", "年龄", "▲ 60岁及以上"]
    (gains, intervals) = drawn["option"]["series"]
    assert gains["data"] == ["-", 4.0, "-", 20.0, 5.0, "-", 15.0]
    assert len(intervals["data"]) == 3 * 3, "an effect without spread has no interval"


def test_the_axis_holds_all_intervals_and_zero() -> None:
    low, high = reach(units(), 100.0)
    assert -18 < low < -15 and 35 < high < 38
    assert reach(units()[:1], 100.0)[0] == 0.0


def test_sentences_count_verdicts() -> None:
    streets, groups = summary(units(), "jinjiang", "en")
    assert streets.startswith("Of 3 streets 1 gain, 1 lose, 1 unclear; most: Shahe (+30 [25, 35] percentage points)")
    assert groups.startswith("Of 4 groups 4 gain, 0 lose, 0 unclear; most: owners")
    neutral = summary(units("takeup_gap").assign(verdict=""), "jinjiang", "zh")
    assert "Shahe" not in neutral[0] and "沙河街道" in neutral[0] and "受益" not in neutral[0]
