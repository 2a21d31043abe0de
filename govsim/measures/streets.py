"""Measures of street offices, windows and revenue (tier R1)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from govsim.agents.rows import across
from govsim.measures.measure import Measure, Values, alike

if TYPE_CHECKING:
    from govsim.measures.measure import Snapshot
    from govsim.model import GovernanceModel


def _street(value: Callable[[GovernanceModel], np.ndarray]) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (value(m), alike(len(m.streets)))


def _cases(value: Callable[[GovernanceModel], np.ndarray]) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (value(m), m.windows.opened)


def _shadow(model: GovernanceModel) -> np.ndarray:
    from govsim.agents.district import feasible_economy

    return np.asarray(model.streets.attention[:, 0] * (1.0 - feasible_economy(model)))


def _takeup(model: GovernanceModel, low: bool) -> np.ndarray:
    w = model.windows
    return np.asarray((w.apply_low_income if low else w.apply) * w.served * w.granted)


MEASURES = (
    Measure(
        "attention_down", "Attention facing downward", "对下注意力",
        "Street offices' attention to service and community building",
        "街道对公共服务和社区建设的注意力份额",
        "share", "higher", "R1", "street", "mean",
        _street(lambda m: across(m.streets.attention[:, 2:])),
    ),
    Measure(
        "attention_up", "Attention facing upward", "对上注意力",
        "Street offices' attention to upward tasks",
        "街道对上级任务的注意力份额",
        "share", "lower", "R1", "street", "mean",
        _street(lambda m: m.streets.attention[:, 1]),
    ),
    Measure(
        "hours_down", "Effective hours downward", "对下有效工时",
        "Attention x staff x proficiency on service and community building",
        "公共服务与社区建设的有效工时（注意力×人员×熟练度）",
        "hours/street/month", "higher", "R1", "street", "mean",
        _street(lambda m: across(m.streets.hours[:, 2:])),
    ),
    Measure(
        "hours_up", "Effective hours upward", "对上有效工时",
        "Attention x staff x proficiency on upward tasks",
        "对上任务的有效工时（注意力×人员×熟练度）",
        "hours/street/month", "lower", "R1", "street", "mean",
        _street(lambda m: m.streets.hours[:, 1]),
    ),
    Measure(
        "visits_per_week", "Visits by leaders", "领导走访",
        "Visits by leaders of a street office",
        "街道领导每周走访次数",
        "1/week", "higher", "R1", "street", "mean",
        _street(lambda m: m.streets.visits),
    ),
    Measure(
        "econ_shadow", "Shadow economic work", "影子经济工作",
        "Attention to economic functions that were stripped",
        "对已剥离经济职能的注意力份额",
        "share", "lower", "R1", "street", "mean",
        _street(_shadow),
    ),
    Measure(
        "street_revenue_gini", "Inequality of street revenue", "街道财力不均",
        "Gini index over streets of grant and own revenue per resident",
        "各街道人均财力的基尼系数",
        "0-1", "lower", "R1", "street", "gini",
        lambda m, s: (m.streets.budget / s.weights.streets, s.weights.streets),
    ),
    Measure(
        "district_revenue", "District revenue", "区财政收入",
        "Revenue of the district",
        "区财政收入",
        "yuan/year", "none", "R1", "district", "mean",
        lambda m, s: (m.districts.revenue, alike(1)),
    ),
    Measure(
        "wait_min", "Wait", "等待时间",
        "Mean wait at the window",
        "窗口平均等待",
        "minutes", "lower", "R1", "community", "mean",
        _cases(lambda m: m.windows.wait),
    ),
    Measure(
        "trips_per_case", "Trips per case", "每件事跑动次数",
        "Trips that a case needs",
        "每件事需跑动次数",
        "trips", "lower", "R1", "community", "mean",
        _cases(lambda m: m.windows.trips),
    ),
    Measure(
        "takeup", "Take-up", "应享受者实享率",
        "Households in need that receive, over those in need (by group: "
        "over all with a case, those still waiting included)",
        "有需求且获得办理的家庭份额（分群体：占所有有事项家庭，含等待中）",
        "share", "higher", "R1", "community", "mean",
        lambda m, s: (m.windows.takeup, s.weights.registered * m.windows.need),
        by_group=True,
    ),
    Measure(
        "takeup_gap", "Take-up gap", "低收入实享差距",
        "Take-up of low-income households minus that of others",
        "低收入家庭与其他家庭实享率之差",
        "share", "none", "R1", "community", "mean",
        lambda m, s: (_takeup(m, True) - _takeup(m, False), s.weights.registered),
    ),
    Measure(
        "station_load_rho", "Station load", "服务站负荷",
        "Utilisation of open stations' windows",
        "服务站窗口利用率",
        "ratio", "lower", "R1", "station", "mean",
        lambda m, s: (m.stations.load, m.stations.open.astype(np.float64)),
    ),
)  # fmt: skip
