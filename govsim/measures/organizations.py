"""Measures of social organizations (tier R3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import social_organization as org
from govsim.measures.measure import Measure, Values, alike

if TYPE_CHECKING:
    from govsim.measures.measure import Existing, Snapshot
    from govsim.model import GovernanceModel


def _organizations(
    value: Callable[[Existing], np.ndarray], weight: Callable[[Existing], np.ndarray] | None = None
) -> Callable[[GovernanceModel, Snapshot], Values]:
    def read(model: GovernanceModel, snapshot: Snapshot) -> Values:
        t = snapshot.organizations
        return value(t), weight(t) if weight else alike(len(t.formal))

    return read


def _formal(t: Existing) -> np.ndarray:
    return t.formal


def _by_home(model: GovernanceModel, organizations: Existing, chosen: np.ndarray) -> np.ndarray:
    """How many of the chosen organizations have their home in each community."""
    return np.bincount(organizations.community[chosen], minlength=len(model.communities)).astype(np.float64)


def _formal_by_home(snapshot: Snapshot) -> np.ndarray:
    return _by_home(snapshot.model, snapshot.organizations, snapshot.organizations.formal)


MEASURES = (
    Measure(
        "orgs_registered", "Registered organizations", "登记组织数",
        "Registered organizations on the books",
        "在册登记组织数",
        "organizations", "higher", "R3", "organization", "sum",
        _organizations(lambda t: t.registered),
    ),
    Measure(
        "orgs_registered_new", "Newly registered", "新登记组织数",
        "Organizations registered this month",
        "当月新登记组织数",
        "organizations/month", "higher", "R3", "organization", "sum",
        _organizations(lambda t: t.registered & (t.formal_age == 1)),
    ),
    Measure(
        "orgs_filed", "Filed organizations", "备案组织数",
        "Filed organizations on the books",
        "在册备案组织数",
        "organizations", "higher", "R3", "organization", "sum",
        _organizations(lambda t: t.filed),
    ),
    Measure(
        "orgs_filed_new", "Newly filed", "新备案组织数",
        "Organizations filed this month",
        "当月新备案组织数",
        "organizations/month", "higher", "R3", "organization", "sum",
        _organizations(lambda t: t.filed & (t.formal_age == 1)),
    ),
    Measure(
        "orgs_active", "Active organizations", "活跃组织数",
        "Formal organizations whose activity reaches the minimum",
        "活动达到最低水平的正式组织数",
        "organizations", "higher", "R3", "organization", "sum",
        _organizations(lambda t: t.active),
    ),
    Measure(
        "active_share", "Active share", "活跃组织占比",
        "Active over formal organizations",
        "正式组织中的活跃份额",
        "share", "higher", "R3", "organization", "mean",
        _organizations(lambda t: t.active, _formal),
    ),
    Measure(
        "dormant_share_12", "Dormant for a year", "休眠一年占比",
        "Formal organizations inactive for 12 months or more",
        "不活跃满12个月的正式组织份额",
        "share", "lower", "R3", "organization", "mean",
        _organizations(lambda t: t.inactive_months >= 12, _formal),
    ),
    Measure(
        "dormant_share_24", "Dormant for two years", "休眠两年占比",
        "Formal organizations inactive for 24 months or more",
        "不活跃满24个月的正式组织份额",
        "share", "lower", "R3", "organization", "mean",
        _organizations(lambda t: t.inactive_months >= 24, _formal),
    ),
    Measure(
        "shell_share", "Shells", "空壳占比",
        "Opportunist and quota organizations among formal ones",
        "正式组织中投机与凑数空壳的份额",
        "share", "lower", "R3", "organization", "mean",
        _organizations(lambda t: t.motive != org.MISSION, _formal),
    ),
    Measure(
        "orgs_per_1000", "Organizations per 1,000 residents", "每千居民组织数",
        "Formal organizations per 1,000 residents (UK 10, US 5, Japan 2.5, China 0.25 about 2010)",
        "每千居民正式组织数（2010年前后：英国10、美国5、日本2.5、中国0.25）",
        "1/1,000", "higher", "R3", "community", "mean",
        lambda m, s: (1000.0 * s.once(_formal_by_home) / s.weights.communities, s.weights.communities),
    ),
    Measure(
        "residents_per_org", "Residents per organization", "居民/组织（全部）",
        "Residents per formal organization (UK 100, US 200, Japan 400, China 4,000 for display)",
        "每个正式组织对应居民数（英100、美200、日400、中4000，仅供对照）",
        "persons", "lower", "R3", "community", "ratio",
        lambda m, s: (s.weights.communities, s.once(_formal_by_home)),
    ),
    Measure(
        "residents_per_active_org", "Residents per active organization", "居民/组织（活跃）",
        "Residents per active organization",
        "每个活跃组织对应居民数",
        "persons", "lower", "R3", "community", "ratio",
        lambda m, s: (s.weights.communities, _by_home(m, s.organizations, s.organizations.active)),
    ),
    Measure(
        "niche_hhi", "Concentration of fields", "领域集中度",
        "Herfindahl index of formal organizations over fields",
        "正式组织领域的赫芬达尔指数",
        "0-1", "lower", "R3", "organization", "hhi",
        _organizations(lambda t: t.niche, _formal),
    ),
    Measure(
        "dependence", "Dependence", "资源依赖",
        "Government share of revenue, median of formal organizations",
        "正式组织收入中政府份额的中位数",
        "share", "lower", "R3", "organization", "median",
        _organizations(lambda t: t.dependence, _formal),
    ),
    Measure(
        "contract_gini", "Inequality of contracts", "合同不均",
        "Gini index of contract value over formal organizations",
        "正式组织合同额的基尼系数",
        "0-1", "lower", "R3", "organization", "gini",
        _organizations(lambda t: t.contract, _formal),
    ),
    Measure(
        "responsiveness", "Responsiveness", "回应性",
        "How far formal organizations answer residents",
        "正式组织对居民的回应性",
        "0-1", "higher", "R3", "organization", "mean",
        _organizations(lambda t: t.responsiveness, _formal),
    ),
)  # fmt: skip
