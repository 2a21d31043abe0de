"""Measures of social organizations (tier R3)."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import social_organization as org
from govsim.measures.measure import Measure, Values

if TYPE_CHECKING:
    from govsim.measures.measure import Snapshot
    from govsim.model import GovernanceModel


def _organizations(
    value: Callable[[GovernanceModel], np.ndarray], weight: Callable[[GovernanceModel], np.ndarray] | None = None
) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (
        value(m).astype(np.float64),
        (weight(m) if weight else np.ones(len(m.organizations))).astype(np.float64),
    )


def _formal(model: GovernanceModel) -> np.ndarray:
    return org.is_formal(model.organizations)


def _active(model: GovernanceModel) -> np.ndarray:
    t = model.organizations
    return np.asarray(_formal(model) & ~t.dormant & (t.activity >= model.world.activity_minimum))


def _by_home(model: GovernanceModel, chosen: np.ndarray) -> np.ndarray:
    """Chosen organizations by home community."""
    return np.bincount(model.organizations.community[chosen], minlength=len(model.communities)).astype(np.float64)


MEASURES = (
    Measure(
        "orgs_registered", "Registered organizations", "登记组织数",
        "Registered organizations on the books",
        "在册登记组织数",
        "organizations", "higher", "R3", "organization", "sum",
        _organizations(lambda m: m.organizations.status == org.REGISTERED),
    ),
    Measure(
        "orgs_registered_new", "Newly registered", "新登记组织数",
        "Organizations registered this month",
        "当月新登记组织数",
        "organizations/month", "higher", "R3", "organization", "sum",
        _organizations(lambda m: (m.organizations.status == org.REGISTERED) & (m.organizations.formal_age == 1)),
    ),
    Measure(
        "orgs_filed", "Filed organizations", "备案组织数",
        "Filed organizations on the books",
        "在册备案组织数",
        "organizations", "higher", "R3", "organization", "sum",
        _organizations(lambda m: m.organizations.status == org.FILED),
    ),
    Measure(
        "orgs_filed_new", "Newly filed", "新备案组织数",
        "Organizations filed this month",
        "当月新备案组织数",
        "organizations/month", "higher", "R3", "organization", "sum",
        _organizations(lambda m: (m.organizations.status == org.FILED) & (m.organizations.formal_age == 1)),
    ),
    Measure(
        "orgs_active", "Active organizations", "活跃组织数",
        "Formal organizations whose activity reaches the minimum",
        "活动达到最低水平的正式组织数",
        "organizations", "higher", "R3", "organization", "sum",
        _organizations(_active),
    ),
    Measure(
        "active_share", "Active share", "活跃组织占比",
        "Active over formal organizations",
        "正式组织中的活跃份额",
        "share", "higher", "R3", "organization", "mean",
        _organizations(_active, _formal),
    ),
    Measure(
        "dormant_share_12", "Dormant for a year", "休眠一年占比",
        "Formal organizations inactive for 12 months or more",
        "不活跃满12个月的正式组织份额",
        "share", "lower", "R3", "organization", "mean",
        _organizations(lambda m: m.organizations.inactive_months >= 12, _formal),
    ),
    Measure(
        "dormant_share_24", "Dormant for two years", "休眠两年占比",
        "Formal organizations inactive for 24 months or more",
        "不活跃满24个月的正式组织份额",
        "share", "lower", "R3", "organization", "mean",
        _organizations(lambda m: m.organizations.inactive_months >= 24, _formal),
    ),
    Measure(
        "shell_share", "Shells", "空壳占比",
        "Opportunist and quota organizations among formal ones",
        "正式组织中投机与凑数空壳的份额",
        "share", "lower", "R3", "organization", "mean",
        _organizations(lambda m: m.organizations.motive != org.MISSION, _formal),
    ),
    Measure(
        "orgs_per_1000", "Organizations per 1,000 residents", "每千居民组织数",
        "Formal organizations per 1,000 residents (UK 10, US 5, Japan 2.5, China 0.25 about 2010)",
        "每千居民正式组织数（2010年前后：英国10、美国5、日本2.5、中国0.25）",
        "1/1,000", "higher", "R3", "community", "mean",
        lambda m, s: (1000.0 * s.formal_organizations / m.communities.population, m.communities.population),
    ),
    Measure(
        "residents_per_org", "Residents per organization", "居民/组织（全部）",
        "Residents per formal organization (UK 100, US 200, Japan 400, China 4,000 for display)",
        "每个正式组织对应居民数（英100、美200、日400、中4000，仅供对照）",
        "persons", "lower", "R3", "community", "ratio",
        lambda m, s: (m.communities.population, s.formal_organizations),
    ),
    Measure(
        "residents_per_active_org", "Residents per active organization", "居民/组织（活跃）",
        "Residents per active organization",
        "每个活跃组织对应居民数",
        "persons", "lower", "R3", "community", "ratio",
        lambda m, s: (m.communities.population, _by_home(m, _active(m))),
    ),
    Measure(
        "niche_hhi", "Concentration of fields", "领域集中度",
        "Herfindahl index of formal organizations over fields",
        "正式组织领域的赫芬达尔指数",
        "0-1", "lower", "R3", "organization", "hhi",
        _organizations(lambda m: m.organizations.niche, _formal),
    ),
    Measure(
        "dependence", "Dependence", "资源依赖",
        "Government share of revenue, median of formal organizations",
        "正式组织收入中政府份额的中位数",
        "share", "lower", "R3", "organization", "median",
        _organizations(lambda m: m.organizations.dependence, _formal),
    ),
    Measure(
        "contract_gini", "Inequality of contracts", "合同不均",
        "Gini index of contract value over formal organizations",
        "正式组织合同额的基尼系数",
        "0-1", "lower", "R3", "organization", "gini",
        _organizations(lambda m: m.organizations.contract, _formal),
    ),
    Measure(
        "responsiveness", "Responsiveness", "回应性",
        "How far formal organizations answer residents",
        "正式组织对居民的回应性",
        "0-1", "higher", "R3", "organization", "mean",
        _organizations(lambda m: m.organizations.responsiveness, _formal),
    ),
)  # fmt: skip
