"""Patterns that must emerge where the three reforms are enacted (QP), and two whose size and place are told.

All are read from the district's monthly table of the scenario "jinjiang", held against "no_reform" of the same seed
where a pattern speaks of a change. None of them is tuned to, and what decides them was written down here before
any run of the calibrated worlds was looked at.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from govsim.experiment.signature import Course, Courses, Signature, above, below, condition, months_after, within

REFORMED, WITHOUT = "jinjiang", "no_reform"
UNGATED, GATED = "x3_no_admission_gate", "gated"
R1, R2, R3, SHOWN = "2008-06", "2008-10", "2010-03", "2009-06"
"""First months of the three reforms and of demonstration courtyards."""

BEFORE_R1, BEFORE_R2, BEFORE_R3 = "2008-05", "2008-09", "2010-02"
SETTLED = ("2010-03", "2010-05")
"""The last months of the window compared with evidence."""


def half_time(course: Course, measure: str, before: str, start: str, settled: tuple[str, str]) -> float:
    """Months from `start` (1 is that month) until a measure is half way from `before` to its settled mean."""
    first, last = course.at(measure, before), course.mean(measure, *settled)
    half = (first + last) / 2.0
    values = course.months(measure, start).to_numpy()
    there = np.flatnonzero(values >= half if last > first else values <= half)
    return float(there[0] + 1) if there.size else float("inf")


def straightness(series: pd.Series) -> float:
    """How much of the variance of a stock a straight line explains (R squared); 0 where it does not move."""
    values = series.to_numpy(float)
    if np.ptp(values) == 0:
        return 0.0
    return float(np.corrcoef(np.arange(len(values)), values)[0, 1] ** 2)


def growth(course: Course, measure: str, first: str, last: str) -> float:
    """By how much a measure grew from one month to another."""
    return course.at(measure, last) - course.at(measure, first)


def last_month(course: Course) -> str:
    """The last month of a run."""
    return str(course.district.index[-1])


def late_share(course: Course, measure: str, before: str, months: int) -> float:
    """Share of all growth since `before` that the last months of the run brought."""
    end = last_month(course)
    whole = growth(course, measure, before, end)
    return growth(course, measure, months_after(end, -months), end) / whole if whole > 0 else float("nan")


def regained(course: Course, measure: str, before: str, start: str, years: int) -> float:
    """Share of the deepest fall since `start`, reached within a year, that is regained within years of its month."""
    falling = course.months(measure, start, months_after(start, 11))
    lowest, at = float(falling.min()), str(falling.idxmin())
    fall = course.at(measure, before) - lowest
    later = course.months(measure, months_after(at, 12), months_after(at, 12 * years))
    return float((later.max() - lowest) / fall) if fall > 0 else float("nan")


def fall(course: Course, measure: str, before: str, start: str) -> float:
    """How far a measure falls below its value of `before` within a year of `start`."""
    return course.at(measure, before) - float(course.months(measure, start, months_after(start, 11)).min())


PATTERNS: Mapping[str, Signature] = {item.name: item for item in (
    Signature("QP1", ("Streets turn from facing upward to facing downward", "街道由对上转为对下"), (
        condition(
            "attention upward exceeds attention downward before the first reform, by",
            "改革前对上注意力超过对下，差为",
            lambda c: c[REFORMED].at("attention_up", BEFORE_R1) - c[REFORMED].at("attention_down", BEFORE_R1),
            above(0)),
        condition(
            "attention downward exceeds attention upward two years later, by", "两年后对下注意力超过对上，差为",
            lambda c: c[REFORMED].mean("attention_down", *SETTLED) - c[REFORMED].mean("attention_up", *SETTLED),
            above(0)),
        condition(
            "months until half of the change in effective hours downward (3 to 12)",
            "对下有效工时变化过半所需月数（3至12）",
            lambda c: half_time(c[REFORMED], "hours_down", BEFORE_R1, R1, SETTLED), within(3, 12)),
    )),
    Signature("QP3", (
        "Registered organizations grow in a line, filed ones jump and saturate",
        "登记组织近似线性增长，备案组织跃升后饱和",
    ), (
        condition(
            "registered organizations up to 2010-02: share of variance on a straight line (at least 0.9)",
            "至2010-02登记组织：直线解释的方差（至少0.9）",
            lambda c: straightness(c[REFORMED].months("orgs_registered", "2007-01", BEFORE_R3)), within(0.9, 1.0)),
        condition(
            "months until half of all filed organizations are there (at most 12)",
            "达到最终备案数一半所需月数（不超过12）",
            lambda c: c[REFORMED].reaches(
                "orgs_filed", c[REFORMED].at("orgs_filed", last_month(c[REFORMED])) / 2.0, R3), below(12.5)),
        condition(
            "share of the growth in filed organizations in the last two years (less than 0.15)",
            "最后两年占备案组织增长的份额（小于0.15）",
            lambda c: late_share(c[REFORMED], "orgs_filed", BEFORE_R3, 24), below(0.15)),
    )),
    Signature("QP4", ("Filed organizations grow far more than registered ones", "备案组织的增长远超登记组织"), (
        condition(
            "growth of filed over growth of registered organizations in the pilot's first year (at least 3)",
            "试点第一年备案与登记组织增长之比（至少3）",
            lambda c: growth(c[REFORMED], "orgs_filed", BEFORE_R3, "2011-02")
            / max(growth(c[REFORMED], "orgs_registered", BEFORE_R3, "2011-02"), 1.0), above(3.0)),
    )),
    Signature("QP5", (
        "Courtyard bodies exist soon; that they work follows lower and slower",
        "院落组织很快成立，运转滞后且较低",
    ), (
        condition(
            "formal coverage a year after the second reform (at least 0.8)", "第二项改革一年后的形式覆盖（至少0.8）",
            lambda c: c[REFORMED].at("formal_coverage", months_after(R2, 11)), above(0.8)),
        condition(
            "largest lead of functional over formal coverage since (none)", "此后功能覆盖超过形式覆盖的最大幅度（无）",
            lambda c: float((c[REFORMED].months("functional_coverage", R2)
                             - c[REFORMED].months("formal_coverage", R2)).max()), below(1e-9)),
        condition(
            "months by which function is later half way to its height than form", "功能达到半程比形式晚的月数",
            lambda c: half_height(c[REFORMED], "functional_coverage") - half_height(c[REFORMED], "formal_coverage"),
            above(0)),
    )),
    Signature("QP7", (
        "Committees' administrative share falls, then creeps back unless gated",
        "居委会行政占比下降，若无准入则回升",
    ), (
        condition(
            "fall of the administrative share within a year of the second reform (at least 0.05)",
            "第二项改革一年内行政占比的下降（至少0.05）",
            lambda c: fall(c[REFORMED], "admin_share", BEFORE_R2, R2), above(0.05)),
        condition(
            "without a gate: share of the fall regained one to three years later (at least half)",
            "无准入：一至三年后回升占下降的份额（至少一半）",
            lambda c: regained(c[UNGATED], "admin_share", BEFORE_R2, R2, 3), above(0.5)),
        condition(
            "with a full gate: share of the fall regained one to three years later (less than half)",
            "完全准入：一至三年后回升占下降的份额（不到一半）",
            lambda c: regained(c[GATED], "admin_share", BEFORE_R2, R2, 3), below(0.5)),
    )),
    Signature("QP11", ("Demonstration courtyards pull ahead", "示范院落领先"), (
        condition(
            "gain of their lead over the others from 2009-06 to 2012 (above 0.02)",
            "2009-06至2012年领先幅度的增加（超过0.02）",
            lambda c: c[REFORMED].mean("demonstration_lead", "2012-01", "2012-12")
            - c[REFORMED].at("demonstration_lead", SHOWN), above(0.02)),
        condition(
            "lead in 2012", "2012年的领先幅度",
            lambda c: c[REFORMED].mean("demonstration_lead", "2012-01", "2012-12"), above(0)),
    )),
)}
"""Name -> pattern."""


def half_height(course: Course, measure: str) -> float:
    """Months since the second reform until a measure is at half of its greatest height."""
    return course.reaches(measure, float(course.months(measure, R2).max()) / 2.0, R2)


@dataclass(frozen=True)
class Overshoot:
    """QP8: the greatest lead in satisfaction over the twin, when it is reached, and what is left of it at the end."""

    peak: float
    month: str
    end: float

    @property
    def decay(self) -> float:
        """What is lost again."""
        return self.peak - self.end


def overshoot(courses: Courses) -> Overshoot:
    """Satisfaction with the reforms less without, from the first reform on; the end is the last year's mean."""
    lead = courses[REFORMED].months("satisfaction", R1) - courses[WITHOUT].months("satisfaction", R1)
    return Overshoot(float(lead.max()), str(lead.idxmax()), float(lead.iloc[-12:].mean()))


ENACTED_SIZE = 126
SIZES = (10, 25, 60, ENACTED_SIZE, 300, 600, 1500)
"""Households of a decision unit that are tried for QP10."""


def sized(households: int) -> str:
    """Name of the world with units of a size."""
    return f"units_of_{households}"


def by_size(courses: Courses, measure: str) -> dict[int, float]:
    """QP10: a measure in 2012 by size of the unit, with the first two reforms."""
    return {size: courses[sized(size)].mean(measure, "2012-01", "2012-12") for size in SIZES}


def best_size(values: Mapping[int, float]) -> tuple[int, float]:
    """The size that does best, and its lead over the better of the two ends (0 where an end is best)."""
    best = max(values, key=lambda size: values[size])
    ends = max(values[min(values)], values[max(values)])
    return best, values[best] - ends
