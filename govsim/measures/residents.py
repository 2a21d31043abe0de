"""Measures of what residents think, and of what it costs."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from govsim.measures.measure import Measure, Values, alike
from govsim.products import product

if TYPE_CHECKING:
    from govsim.measures.measure import Snapshot
    from govsim.model import GovernanceModel


def _resident(name: str) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (s.means[name], s.weights.residents)


def _programme(snapshot: Snapshot) -> np.ndarray:
    """What the district spends itself: its items without grants to streets, yuan a month."""
    district = snapshot.model.districts
    return np.array([np.add.reduce(district.paid[0]) - district.paid[0, 2] - district.returned[0]])


def _cost(snapshot: Snapshot) -> np.ndarray:
    """Public money spent: what the district spends itself and all that streets spend, yuan a month."""
    return snapshot.once(_programme) + np.add.reduce(snapshot.model.streets.budget) / 12.0


def _per_satisfied(model: GovernanceModel, snapshot: Snapshot) -> Values:
    satisfied = float(product(snapshot.means["satisfaction"], snapshot.weights.residents))
    return snapshot.once(_cost) * 12.0 / max(satisfied, 1.0), alike(1)


def _street_performance(model: GovernanceModel, snapshot: Snapshot) -> Values:
    yards = model.courtyards
    value = 0.5 * (snapshot.means["service"] + yards.condition) * snapshot.weights.residents
    total = np.bincount(yards.street, weights=value, minlength=len(model.streets))
    return total / snapshot.weights.streets, alike(len(model.streets))


MEASURES = (
    Measure(
        "satisfaction", "Satisfaction", "满意度",
        "Residents' satisfaction with local government",
        "居民对基层政府的满意度",
        "0-1", "higher", "residents", "courtyard", "mean",
        _resident("satisfaction"),
        by_group=True,
    ),
    Measure(
        "expectation_gap", "Performance minus expectation", "绩效与期望之差",
        "Perceived performance minus expectation",
        "感知绩效减期望",
        "0-1", "higher", "residents", "courtyard", "mean",
        _resident("gap"),
        by_group=True,
    ),
    Measure(
        "trust_gov", "Trust in government", "对政府信任",
        "Residents' trust in local government",
        "居民对基层政府的信任",
        "0-1", "higher", "residents", "courtyard", "mean",
        _resident("trust_gov"),
        by_group=True,
    ),
    Measure(
        "trust_nbr", "Trust in neighbours", "对邻里信任",
        "Residents' trust in neighbours",
        "居民对邻里的信任",
        "0-1", "higher", "residents", "courtyard", "mean",
        _resident("trust_nbr"),
        by_group=True,
    ),
    Measure(
        "equity_p90_p10", "Unequal services", "服务不均",
        "90th over 10th percentile of streets' service and condition",
        "各街道服务与院落状况的第90与第10百分位之比",
        "ratio", "lower", "residents", "street", "p90_p10",
        _street_performance,
    ),
    Measure(
        "programme_spending", "Programme spending", "项目支出",
        "District spending on stations, workers, subsidies, demonstration courtyards and purchases, without grants",
        "区级用于服务站、人员、补贴、示范院落和购买服务的支出（不含街道拨款）",
        "yuan/month", "none", "cost", "district", "sum",
        lambda m, s: (s.once(_programme), alike(1)),
    ),
    Measure(
        "public_spending", "Public spending", "公共支出",
        "Spending of the district's public-service items and of street offices",
        "区公共服务各项与街道支出",
        "yuan/month", "none", "cost", "district", "sum",
        lambda m, s: (s.once(_cost), alike(1)),
    ),
    Measure(
        "fiscal_cost_per_satisfied", "Cost per satisfied resident", "每名满意居民的财政成本",
        "Public spending a year over residents times their mean satisfaction",
        "年公共支出与居民数乘平均满意度之比",
        "yuan/person/year", "lower", "cost", "district", "mean",
        _per_satisfied,
    ),
)  # fmt: skip
