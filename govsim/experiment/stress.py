"""Stress settings: worlds in which a reform is expected to backfire, and the signature by which one sees it.

Each is a shipped scenario x*.toml, held against its twin of the same seed. What decides a signature was written down
here before any run of the calibrated worlds was looked at; where the specification's words leave the comparison open,
it is the one that changes nothing but the setting. Years are means over 2012 unless said otherwise.
"""

from __future__ import annotations

from collections.abc import Mapping

from govsim.experiment.patterns import R1, R2, WITHOUT
from govsim.experiment.signature import Course, Courses, Signature, above, below, condition, months_after, within

YEAR = ("2012-01", "2012-12")
WINDOW = ("2009-06", "2010-05")
"""The last year of the window compared with evidence."""

X1, X2, X3, X4 = "x1_weight_goes_upward", "x2_grant_too_small", "x3_no_admission_gate", "x4_tasks_passed_to_groups"
X6, X7, X9, X12 = "x6_mandate_without_hours", "x7_capture", "x9_numbers_without_audit", "x12_announcement_only"
NEWS, WITHOUT_X7 = "news_of_r1", "no_reform_x7"
"""The announcement of R1 alone, and no reform in the divided courtyards of X7."""

ENACTED_R1, ENACTED_R2, ENACTED = "r1", "r2", "r1_r2"
UNCHANGED = (
    "attention_up", "attention_down", "hours_up", "hours_down", "task_count", "admin_share", "district_revenue",
    "programme_spending", "public_spending",
)
"""Rules, tasks and money, which an announcement must leave alone."""


def change(courses: Courses, world: str, twin: str, measure: str, period: tuple[str, str] = YEAR) -> float:
    """Mean of a measure in a world less that in its twin."""
    return courses[world].mean(measure, *period) - courses[twin].mean(measure, *period)


def relative(courses: Courses, world: str, twin: str, measure: str, period: tuple[str, str] = YEAR) -> float:
    """The same over the twin's mean."""
    return change(courses, world, twin, measure, period) / courses[twin].mean(measure, *period)


def of_peak(course: Course, measure: str) -> float:
    """The year's mean over the greatest height since the second reform."""
    return course.mean(measure, *YEAR) / float(course.months(measure, R2).max())


def gain_lost(courses: Courses, world: str, measure: str) -> float:
    """Share of the greatest gain over no reform that is gone in the year."""
    gain = courses[world].months(measure, R2) - courses[WITHOUT].months(measure, R2)
    return 1.0 - float(gain.loc[slice(*YEAR)].mean() / gain.max()) if gain.max() > 0 else float("nan")


def commercial_loss(courses: Courses, world: str, twin: str) -> float:
    """Loss of service hours in the quarter of streets richest in tax per resident, less that in all others.

    Losses are shares of the twin's hours; `Course.rich` names the streets.
    """
    one, other = (courses[name].street for name in (world, twin))
    assert one is not None and other is not None
    here, there = (frame.loc[slice(*WINDOW)].groupby("unit")["hours_down"].mean() for frame in (one, other))
    loss = 1.0 - here / there
    rich = loss.index.isin(courses[world].rich)
    return float(loss[rich].mean() - loss[~rich].mean())


def news_gap(courses: Courses, world: str) -> float:
    """Lowest satisfaction in the four months since the announcement, less that of the twin without it."""
    months = (R1, months_after(R1, 3))
    lead = courses[world].months("satisfaction", *months) - courses[WITHOUT].months("satisfaction", *months)
    return float(lead.min())


def disturbed(courses: Courses, world: str) -> float:
    """How many of the measures of rules, tasks and money differ anywhere from the twin's."""
    here, there = courses[world].district, courses[WITHOUT].district
    return float(sum(not here[name].equals(there[name]) for name in UNCHANGED))


def of_size(name: str, households: int) -> Signature:
    """X5: units of a size do worse than those of 126 households."""
    return Signature(name, (f"X5: units of {households} households", f"X5：{households}户为一个单元"), (
        condition(
            "participation, over units of 126 (below 0)", "参与率与126户单元之差（小于0）",
            lambda c: change(c, name, ENACTED, "participation"), below(0)),
        condition(
            "courtyard condition, over units of 126 (below 0)", "院落状况与126户单元之差（小于0）",
            lambda c: change(c, name, ENACTED, "courtyard_condition"), below(0)),
    ))


def of_company(name: str, english: str, chinese: str) -> Signature:
    """X8: courtyards that companies took on are without management again."""
    return Signature(name, (english, chinese), (
        condition(
            "share of the gain in property management that is lost again by 2012 (at least 0.75)",
            "到2012年物业覆盖增量重新失去的份额（至少0.75）",
            lambda c: gain_lost(c, name, "pm_coverage"), above(0.75)),
    ))


STRESS: Mapping[str, Signature] = {item.name: item for item in (
    Signature("x1_weight_goes_upward", ("X1: freed weight goes upward", "X1：释放的权重转向对上"), (
        condition(
            "attention upward, over no reform, a year after R1 (at least +0.10)",
            "改革一年后对上注意力高于不改革（至少+0.10）",
            lambda c: change(c, X1, WITHOUT, "attention_up", WINDOW), above(0.10)),
        condition(
            "visits, over no reform (flat: within a quarter)", "走访与不改革之比的变化（持平：四分之一以内）",
            lambda c: relative(c, X1, WITHOUT, "visits_per_week", WINDOW), within(-0.25, 0.25)),
        condition(
            "satisfaction, over the announcement alone (below 0)", "满意度与仅公布之差（小于0）",
            lambda c: change(c, X1, NEWS, "satisfaction", WINDOW), below(0)),
    ), (
        condition(
            "satisfaction, over R1 as enacted (below 0)", "满意度与原R1之差（小于0）",
            lambda c: change(c, X1, ENACTED_R1, "satisfaction", WINDOW), below(0)),
    )),
    Signature("x2_grant_too_small", ("X2: the guaranteed grant is too small", "X2：保障经费不足"), (
        condition(
            "service hours, over R1 with the full grant (below 0)", "服务工时与足额保障的R1之差（小于0）",
            lambda c: relative(c, X2, ENACTED_R1, "hours_down", WINDOW), below(0)),
        condition(
            "shadow economic work, over R1 with the full grant (above 0)", "影子经济工作与足额保障的R1之差（大于0）",
            lambda c: change(c, X2, ENACTED_R1, "econ_shadow", WINDOW), above(0)),
        condition(
            "loss of service hours in commercial streets beyond that of others (above 0)",
            "商业街道服务工时损失超出其他街道（大于0）", lambda c: commercial_loss(c, X2, WITHOUT), above(0)),
    ), (
        condition(
            "service hours, over no reform (below 0)", "服务工时与不改革之差（小于0）",
            lambda c: relative(c, X2, WITHOUT, "hours_down", WINDOW), below(0)),
    )),
    Signature("x3_no_admission_gate", ("X3: no gate on new tasks", "X3：没有事务准入"), (
        condition(
            "administrative share in 2012 (at least 0.75)", "2012年行政事务占比（至少0.75）",
            lambda c: c[X3].mean("admin_share", *YEAR), above(0.75)),
        condition(
            "enabling hours in 2012 over their height (less than a quarter)",
            "2012年支持院落工时与其峰值之比（不到四分之一）",
            lambda c: of_peak(c[X3], "enabling_hours"), below(0.25)),
    )),
    Signature("x4_tasks_passed_to_groups", (
        "X4: committees pass tasks on to groups",
        "X4：居委会把事务转给自管小组",
    ), (
        condition(
            "burnout of activists, over R2 as enacted (at least +0.05)", "骨干倦怠与原R2之差（至少+0.05）",
            lambda c: change(c, X4, ENACTED_R2, "activist_burnout"), above(0.05)),
        condition(
            "participation, over R2 as enacted (below 0)", "参与率与原R2之差（小于0）",
            lambda c: change(c, X4, ENACTED_R2, "participation"), below(0)),
        condition(
            "functional coverage, over no reform (below 0)", "功能覆盖与不改革之差（小于0）",
            lambda c: change(c, X4, WITHOUT, "functional_coverage"), below(0)),
    ), (
        condition(
            "functional coverage, over R2 as enacted (below 0)", "功能覆盖与原R2之差（小于0）",
            lambda c: change(c, X4, ENACTED_R2, "functional_coverage"), below(0)),
    )),
    of_size("x5_units_of_10", 10),
    of_size("x5_units_of_1500", 1500),
    Signature("x6_mandate_without_hours", ("X6: a mandate and no enabling hours", "X6：只有指令，没有支持"), (
        condition(
            "formal coverage (at least 0.95)", "形式覆盖（至少0.95）",
            lambda c: c[X6].mean("formal_coverage", *YEAR), above(0.95)),
        condition(
            "functional coverage (less than 0.30)", "功能覆盖（小于0.30）",
            lambda c: c[X6].mean("functional_coverage", *YEAR), below(0.30)),
    )),
    Signature("x7_capture", ("X7: capture by a few", "X7：少数人把持"), (
        condition("capture (above 0.3)", "俘获程度（超过0.3）", lambda c: c[X7].mean("capture", *YEAR), above(0.3)),
        condition(
            "trust in neighbours, over no reform (below 0)", "对邻里的信任与不改革之差（小于0）",
            lambda c: change(c, X7, WITHOUT_X7, "trust_nbr"), below(0)),
    ), (
        condition(
            "trust in government, over no reform (below 0)", "对政府的信任与不改革之差（小于0）",
            lambda c: change(c, X7, WITHOUT_X7, "trust_gov"), below(0)),
    )),
    of_company("x8_low_collection", "X8: few households pay the property fee", "X8：物业费收缴率低"),
    of_company("x8_subsidy_ends", "X8: the subsidy of property companies ends", "X8：物业公司补贴停止"),
    Signature("x9_numbers_without_audit", ("X9: numbers count, nobody audits", "X9：只看数量，没有审计"), (
        condition(
            "filed organizations at their most (above 300)", "备案组织最多时（超过300）",
            lambda c: float(c[X9].district["orgs_filed"].max()), above(300)),
        condition("active share (less than 0.40)", "活跃份额（小于0.40）",
                  lambda c: c[X9].mean("active_share", *YEAR), below(0.40)),
        condition("shells (above 0.40)", "空壳份额（超过0.40）",
                  lambda c: c[X9].mean("shell_share", *YEAR), above(0.40)),
    )),
    Signature("x12_announcement_only", ("X12: announcement only", "X12：只公布不实施"), (
        condition(
            "lowest satisfaction within 4 months, less the twin's (below -0.005)",
            "四个月内最低满意度与对照之差（低于−0.005）",
            lambda c: news_gap(c, X12), below(-0.005)),
        condition(
            "measures of rules, tasks and money that are not identical (none)",
            "规则、事务与资金中不一致的指标数（无）",
            lambda c: disturbed(c, X12), below(0.5)),
    )),
)}
"""Name of the shipped scenario -> signature."""
