"""Measures of committees, courtyards and their bodies (tier R2)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.bodies import BODIES
from govsim.agents.community import Communities
from govsim.agents.rows import across
from govsim.measures.measure import Measure, Values, alike

if TYPE_CHECKING:
    from govsim.measures.measure import Snapshot
    from govsim.model import GovernanceModel


def _courtyard(name: str) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (getattr(m.courtyards, name), s.weights.residents)


def _committee(value: Callable[[Communities], np.ndarray]) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (value(m.communities), alike(len(m.communities)))


def _bodies(snapshot: Snapshot) -> np.ndarray:
    branch, council, group = snapshot.model.courtyards.formal.T
    return np.asarray(branch & council & group).astype(np.float64)


def _working(snapshot: Snapshot) -> np.ndarray:
    return np.asarray((across(snapshot.model.courtyards.function) / len(BODIES) > 0.5).astype(np.float64))


def _serviced(snapshot: Snapshot) -> np.ndarray:
    yards, firms = snapshot.model.courtyards, snapshot.model.companies
    return np.asarray((yards.managed | (yards.client & firms.active.take(yards.community))).astype(np.float64))


def _viable(snapshot: Snapshot) -> np.ndarray:
    yards, firms = snapshot.model.courtyards, snapshot.model.companies
    good = firms.active & (firms.cash >= 0)
    return np.asarray((yards.managed | (yards.client & good.take(yards.community))).astype(np.float64))


def _demonstration_lead(model: GovernanceModel) -> np.ndarray:
    yards = model.courtyards
    shown = yards.visible.astype(bool)
    count = np.count_nonzero(shown)
    if count in (0, len(shown)):
        return np.zeros(1)
    shown_mean = np.add.reduce(yards.condition[shown]) / count
    return np.array([shown_mean - np.add.reduce(yards.condition[~shown]) / (len(shown) - count)])


MEASURES = (
    Measure(
        "admin_share", "Administrative share", "行政事务占比",
        "Committee hours on duties handed down, over working hours",
        "居委会用于下派事务的工时份额",
        "share", "lower", "R2", "community", "mean",
        _committee(lambda c: np.minimum(1.0, c.worked / c.hours)),
    ),
    Measure(
        "backlog", "Backlog", "积压",
        "Duties not done yet, a committee",
        "每个居委会未完成事务工时",
        "hours", "lower", "R2", "community", "mean",
        _committee(lambda c: c.backlog),
    ),
    Measure(
        "enabling_hours", "Enabling hours", "院落支持工时",
        "Hours that committees and streets give to a courtyard",
        "居委会和街道每月给予每个院落的支持工时",
        "hours/courtyard/month", "higher", "R2", "courtyard", "mean",
        lambda m, s: (m.courtyards.enabling_hours, alike(len(m.courtyards))),
    ),
    Measure(
        "paper_share", "Paper share", "纸面应付占比",
        "Duties reported as done and not done, over duties",
        "上报完成而未做的事务份额",
        "share", "lower", "R2", "community", "mean",
        _committee(lambda c: c.paper_share),
    ),
    Measure(
        "task_count", "Tasks", "任务数",
        "Regular and temporary tasks of a committee, moved ones included",
        "居委会常规与临时任务数（含已移交）",
        "tasks", "lower", "R2", "community", "mean",
        _committee(lambda c: c.regular_tasks + c.refilled_tasks + c.temporary_tasks),
    ),
    Measure(
        "task_kinds_year", "Kinds of tasks in a year", "年任务种类",
        "Regular tasks and temporary ones that arrived within about a year",
        "常规任务与约一年内到达的临时任务数",
        "tasks", "lower", "R2", "community", "mean",
        _committee(lambda c: c.regular_tasks + c.refilled_tasks + c.temporary_year),
    ),
    Measure(
        "formal_coverage", "Formal coverage", "形式覆盖率",
        "Courtyards in which all three bodies exist",
        "三个组织齐备的院落份额",
        "share", "none", "R2", "courtyard", "mean",
        lambda m, s: (s.once(_bodies), alike(len(m.courtyards))),
    ),
    Measure(
        "functional_coverage", "Functional coverage", "功能覆盖率",
        "Courtyards in which the bodies work: mean function above one half",
        "组织实际运转的院落份额（平均功能高于一半）",
        "share", "higher", "R2", "courtyard", "mean",
        lambda m, s: (s.once(_working), alike(len(m.courtyards))),
    ),
    Measure(
        "formal_function_gap", "Formal-functional gap", "形式与功能差距",
        "Formal minus functional coverage",
        "形式覆盖率减功能覆盖率",
        "share", "lower", "R2", "courtyard", "mean",
        lambda m, s: (s.once(_bodies) - s.once(_working), alike(len(m.courtyards))),
    ),
    Measure(
        "participation", "Participation", "参与率",
        "Households with a member who takes part in a month",
        "当月有成员参与的家庭份额",
        "share", "higher", "R2", "courtyard", "mean",
        lambda m, s: (s.means["participation"], s.weights.homes),
        by_group=True,
    ),
    Measure(
        "participation_gini", "Inequality of participation", "参与不均",
        "Gini index over courtyards of the share of adults who take part",
        "各院落成年居民参与率的基尼系数",
        "0-1", "lower", "R2", "courtyard", "gini",
        lambda m, s: (m.courtyards.active_adults / s.weights.adults, s.weights.adults),
    ),
    Measure(
        "attendee_elder_share", "Elders among attendees", "到会者中老年人占比",
        "People of 60 and over among those who attend meetings",
        "到会者中60岁及以上份额",
        "share", "none", "R2", "courtyard", "mean",
        lambda m, s: (m.courtyards.elder_attendance, m.courtyards.attendance * s.weights.homes),
    ),
    Measure(
        "pm_coverage", "Property management", "物业覆盖率",
        "Courtyards with any property management",
        "有物业管理的院落份额",
        "share", "higher", "R2", "courtyard", "mean",
        lambda m, s: (s.once(_serviced), alike(len(m.courtyards))),
    ),
    Measure(
        "pm_viable", "Viable property management", "可持续物业覆盖率",
        "Courtyards with property management that is solvent",
        "物业收支可持续的院落份额",
        "share", "higher", "R2", "courtyard", "mean",
        lambda m, s: (_viable(s), alike(len(m.courtyards))),
    ),
    Measure(
        "without_pm", "Courtyards without management", "无物业院落数",
        "Courtyards without any property management",
        "没有物业管理的院落数",
        "courtyards", "lower", "R2", "courtyard", "sum",
        lambda m, s: (1.0 - s.once(_serviced), alike(len(m.courtyards))),
    ),
    Measure(
        "courtyard_condition", "Courtyard condition", "院落状况",
        "Condition of the courtyard, by residents",
        "院落状况（按居民加权）",
        "0-1", "higher", "R2", "courtyard", "mean",
        _courtyard("condition"),
    ),
    Measure(
        "courtyard_condition_p10", "Condition of the worst tenth", "最差一成院落状况",
        "Condition that a tenth of courtyards fall short of",
        "院落状况第10百分位",
        "0-1", "higher", "R2", "courtyard", "p10",
        lambda m, s: (m.courtyards.condition, alike(len(m.courtyards))),
    ),
    Measure(
        "demonstration_lead", "Lead of demonstration courtyards", "示范院落领先幅度",
        "Condition of demonstration courtyards minus that of others",
        "示范院落与其他院落状况之差",
        "0-1", "none", "R2", "district", "mean",
        lambda m, s: (_demonstration_lead(m), alike(1)),
    ),
    Measure(
        "capture", "Capture", "精英俘获",
        "Capture of courtyard bodies by a few",
        "院落组织被少数人俘获的程度",
        "0-1", "lower", "R2", "courtyard", "mean",
        _courtyard("capture"),
    ),
    Measure(
        "activist_burnout", "Burnout of activists", "骨干倦怠",
        "Mean burnout of altruists and Party members",
        "利他者与党员骨干的平均倦怠",
        "0-1", "lower", "R2", "courtyard", "mean",
        lambda m, s: (m.courtyards.burnout, s.weights.adults),
    ),
    Measure(
        "conflict_rate", "Conflicts", "冲突率",
        "Conflicts per 1,000 households and month",
        "每千户每月冲突数",
        "per 1,000 households", "lower", "R2", "courtyard", "mean",
        lambda m, s: (1000.0 * m.courtyards.conflict, s.weights.homes),
    ),
)  # fmt: skip
