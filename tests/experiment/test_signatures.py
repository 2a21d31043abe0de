"""Patterns and stress signatures on courses made by hand: each holds on what it is about, and fails on its opposite."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from govsim.experiment.patterns import (
    PATTERNS,
    SIZES,
    best_size,
    by_size,
    half_time,
    late_share,
    overshoot,
    regained,
    sized,
    straightness,
)
from govsim.experiment.signature import Course, Courses, Signature
from govsim.experiment.stress import STRESS, commercial_loss, disturbed, gain_lost, news_gap
from govsim.measures import MEASURES
from govsim.month import month_name

MONTHS = range(2007 * 12, 2016 * 12)
INDEX = [month_name(month) for month in MONTHS]
Shape = Callable[[np.ndarray], np.ndarray] | float


def course(**shapes: Shape) -> Course:
    """A course of nine years; a shape is a number, or a function of the months since 2007-01."""
    since = np.arange(len(INDEX), dtype=float)
    columns = {name: np.zeros(len(INDEX)) for name in MEASURES}
    for name, shape in shapes.items():
        columns[name] = shape(since) if callable(shape) else np.full(len(INDEX), float(shape))
    return Course(pd.DataFrame(columns, index=INDEX))


def step(month: str, before: float, after: float, months: float = 0.0) -> Callable[[np.ndarray], np.ndarray]:
    """From one value to another from a month on, in a line of so many months."""
    start = INDEX.index(month)
    return lambda since: before + (after - before) * np.clip((since - start + 1) / max(months, 1.0), 0.0, 1.0)


def holds(signature: Signature, courses: Courses) -> list[bool]:
    return [condition.decide(courses)[1] for condition in signature.conditions]


def test_half_time() -> None:
    """Rising in a line from the first reform over a year: half way in its sixth month; at once: in its first."""
    rising = course(hours_down=step("2008-06", 100.0, 300.0, 12))
    assert half_time(rising, "hours_down", "2008-05", "2008-06", ("2010-03", "2010-05")) == 6
    at_once = course(hours_down=step("2008-06", 100.0, 300.0))
    assert half_time(at_once, "hours_down", "2008-05", "2008-06", ("2010-03", "2010-05")) == 1
    falling = course(hours_down=step("2008-06", 300.0, 100.0, 12))
    assert half_time(falling, "hours_down", "2008-05", "2008-06", ("2010-03", "2010-05")) == 6


def test_qp1() -> None:
    turned = course(
        attention_up=step("2008-06", 0.4, 0.2, 6), attention_down=step("2008-06", 0.2, 0.5, 6),
        hours_down=step("2008-06", 100.0, 300.0, 12),
    )
    assert holds(PATTERNS["QP1"], {"jinjiang": turned}) == [True, True, True]
    upward = course(attention_up=step("2008-06", 0.4, 0.6), attention_down=0.2, hours_down=step("2008-06", 100, 300))
    assert holds(PATTERNS["QP1"], {"jinjiang": upward}) == [True, False, False]


def test_qp3_and_qp4() -> None:
    """Registered: 180 and one a month. Filed: 200 within eight months of the pilot."""
    line = course(orgs_registered=lambda since: 180.0 + since, orgs_filed=step("2010-03", 0.0, 200.0, 8))
    assert holds(PATTERNS["QP3"], {"jinjiang": line}) == [True, True, True]
    assert holds(PATTERNS["QP4"], {"jinjiang": line}) == [True]  # 200 against 12
    creeping = course(
        orgs_registered=lambda since: 180.0 + 30.0 * (since > 30), orgs_filed=step("2010-03", 0.0, 200.0, 70))
    assert holds(PATTERNS["QP3"], {"jinjiang": creeping}) == [False, False, False]
    assert straightness(line.months("orgs_registered", "2007-01", "2010-02")) == pytest.approx(1.0)
    assert straightness(course().months("orgs_registered", "2007-01", "2010-02")) == 0.0
    assert late_share(creeping, "orgs_filed", "2010-02", 24) == pytest.approx(24 / 70)


def test_qp5() -> None:
    lagging = course(
        formal_coverage=step("2008-10", 0.0, 0.95, 6), functional_coverage=step("2008-10", 0.0, 0.7, 24))
    assert holds(PATTERNS["QP5"], {"jinjiang": lagging}) == [True, True, True]
    working = course(formal_coverage=step("2008-10", 0.0, 0.95, 6), functional_coverage=step("2008-10", 0.0, 0.96))
    assert holds(PATTERNS["QP5"], {"jinjiang": working}) == [True, False, False]


def test_qp7() -> None:
    """From 0.8 to 0.4 at once; back to 0.7 over two and a half years regains three quarters, less than a year none."""
    creeping = step("2009-01", 0.4, 0.7, 30)
    back = course(admin_share=lambda since: np.where(since < INDEX.index("2008-10"), 0.8, creeping(since)))
    down = course(admin_share=step("2008-10", 0.8, 0.4))
    assert regained(back, "admin_share", "2008-09", "2008-10", 3) == pytest.approx(0.75)
    assert regained(down, "admin_share", "2008-09", "2008-10", 3) == pytest.approx(0.0)
    gated = {"jinjiang": down, "x3_no_admission_gate": back, "gated": down}
    assert holds(PATTERNS["QP7"], gated) == [True, True, True]
    assert holds(PATTERNS["QP7"], {"jinjiang": back, "x3_no_admission_gate": down, "gated": back}) == [
        True, False, False]


def test_qp11() -> None:
    ahead = course(demonstration_lead=step("2009-07", 0.01, 0.06, 12))
    assert holds(PATTERNS["QP11"], {"jinjiang": ahead}) == [True, True]
    assert holds(PATTERNS["QP11"], {"jinjiang": course(demonstration_lead=0.06)}) == [False, True]
    undefined = course(demonstration_lead=float("nan"))
    assert holds(PATTERNS["QP11"], {"jinjiang": undefined}) == [False, False]


def test_overshoot() -> None:
    """A lead of 0.1 in one month of 2009, 0.04 ever after."""
    at = INDEX.index("2009-08")
    lead = course(satisfaction=lambda since: np.where(since < at, 0.5, np.where(since == at, 0.6, 0.54)))
    found = overshoot({"jinjiang": lead, "no_reform": course(satisfaction=0.5)})
    assert (found.month, found.peak, found.end) == ("2009-08", pytest.approx(0.1), pytest.approx(0.04))
    assert found.decay == pytest.approx(0.06)


def test_best_size() -> None:
    courses = {sized(size): course(participation=0.4 - abs(size - 126) / 5000) for size in SIZES}
    best, lead = best_size(by_size(courses, "participation"))
    assert best == 126 and lead == pytest.approx(116 / 5000)
    assert best_size({10: 0.1, 126: 0.2, 1500: 0.3}) == (1500, 0.0)


def test_x1_and_x2() -> None:
    without = course(attention_up=0.3, visits_per_week=6.0, satisfaction=0.5, hours_down=800.0)
    news = course(satisfaction=0.49)
    enacted = course(hours_down=2000.0, satisfaction=0.52)
    upward = course(attention_up=step("2008-06", 0.3, 0.7), visits_per_week=5.0, satisfaction=0.48)
    courses = {"no_reform": without, "news_of_r1": news, "r1": enacted, "x1_weight_goes_upward": upward}
    assert holds(STRESS["x1_weight_goes_upward"], courses) == [True, True, True]
    courses["x1_weight_goes_upward"] = course(attention_up=0.35, visits_per_week=9.0, satisfaction=0.5)
    assert holds(STRESS["x1_weight_goes_upward"], courses) == [False, False, False]


def test_commercial_streets_lose_most() -> None:
    """The rich street goes from 100 to 80, the others from 100 to 90: ten points more."""
    def streets(rich: float, others: float) -> Course:
        table = pd.DataFrame(
            [(month, name, rich if name == "A" else others) for month in INDEX for name in "ABCD"],
            columns=["month", "unit", "hours_down"]).set_index("month")
        return Course(course().district, table, ("A",))

    courses = {"x2": streets(80.0, 90.0), "no_reform": streets(100.0, 100.0)}
    assert commercial_loss(courses, "x2", "no_reform") == pytest.approx(0.1)


def test_x3_to_x9() -> None:
    without = course(trust_nbr=0.6, functional_coverage=0.0, pm_coverage=0.4)
    r2 = course(activist_burnout=0.1, participation=0.3, functional_coverage=0.6)
    refilled = course(admin_share=0.8, enabling_hours=lambda since: np.where(since < 40, 20.0, 2.0))
    assert holds(STRESS["x3_no_admission_gate"], {"x3_no_admission_gate": refilled}) == [True, True]
    tired = course(activist_burnout=0.3, participation=0.2, functional_coverage=0.0)
    courses = {"no_reform": without, "r2": r2, "x4_tasks_passed_to_groups": tired}
    assert holds(STRESS["x4_tasks_passed_to_groups"], courses) == [True, True, False]  # not below nothing
    paper = {"x6_mandate_without_hours": course(formal_coverage=1.0, functional_coverage=0.1)}
    assert holds(STRESS["x6_mandate_without_hours"], paper) == [True, True]
    captured = {"no_reform_x7": without, "x7_capture": course(capture=0.5, trust_nbr=0.4)}
    assert holds(STRESS["x7_capture"], captured) == [True, True]
    shells = {"x9_numbers_without_audit": course(orgs_filed=350.0, active_share=0.3, shell_share=0.6)}
    assert holds(STRESS["x9_numbers_without_audit"], shells) == [True, True, True]
    assert holds(STRESS["x9_numbers_without_audit"], {"x9_numbers_without_audit": r2}) == [False, True, False]


def test_companies_that_fail() -> None:
    """Coverage rises from 0.4 to 0.9 and falls back to 0.5: four fifths of the gain are lost; none where it stays."""
    without = course(pm_coverage=0.4)
    lost = course(pm_coverage=lambda since: np.where(since < 21, 0.4, np.where(since < 50, 0.9, 0.5)))
    assert gain_lost({"no_reform": without, "x8": lost}, "x8", "pm_coverage") == pytest.approx(0.8)
    stays = course(pm_coverage=step("2008-10", 0.4, 0.9))
    assert gain_lost({"no_reform": without, "x8": stays}, "x8", "pm_coverage") == pytest.approx(0.0)


def test_placebo() -> None:
    without = course(satisfaction=0.5, hours_up=7.0)
    told = course(satisfaction=lambda since: np.where(since == INDEX.index("2008-08"), 0.45, 0.5), hours_up=7.0)
    courses = {"no_reform": without, "x12_announcement_only": told}
    assert news_gap(courses, "x12_announcement_only") == pytest.approx(-0.05)
    assert disturbed(courses, "x12_announcement_only") == 0
    assert holds(STRESS["x12_announcement_only"], courses) == [True, True]
    late = course(satisfaction=step("2009-01", 0.5, 0.4), hours_up=step("2015-12", 7.0, 7.5))
    courses["x12_announcement_only"] = late
    assert holds(STRESS["x12_announcement_only"], courses) == [False, False]
