"""Measures: what is observed of the district each month, each with definition, unit and better direction.

A reading is made at the finest level where it is defined (`base`: courtyard, community, street,
station, organization or district) as values and weights; coarser levels are weighted means or sums of it
(`govsim.observation`). Comparisons between scenarios are made outside; measures are absolute.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np

from govsim.agents import social_organization as org
from govsim.agents.community import Communities

if TYPE_CHECKING:
    from govsim.model import GovernanceModel
    from govsim.observation import Snapshot

Values = tuple[np.ndarray, np.ndarray]
"""Values and weights at the base level."""
UPWARD = ("community", "street", "district")
LEVELS: dict[str, tuple[str, ...]] = {
    "courtyard": ("courtyard", *UPWARD),
    "community": UPWARD,
    "station": UPWARD,
    "organization": UPWARD,
    "street": ("street", "district"),
    "district": ("district",),
}


@dataclass(frozen=True)
class Measure:
    """One measure; `better` is higher, lower or none, `how` says how coarser levels are made."""

    name: str
    title: str
    title_zh: str
    definition: str
    definition_zh: str
    unit: str
    better: Literal["higher", "lower", "none"]
    tier: Literal["R1", "R2", "R3", "residents", "cost"]
    base: str
    how: Literal["mean", "sum", "ratio", "gini", "hhi", "median", "p10", "p90_p10"]
    read: Callable[[GovernanceModel, Snapshot], Values]
    by_group: bool = False

    @property
    def levels(self) -> tuple[str, ...]:
        """Levels at which the measure is reported."""
        own = LEVELS[self.base]
        if self.how in ("gini", "hhi", "median", "p10", "p90_p10"):
            own = tuple(level for level in own if level != self.base)
        return own + (("group",) if self.by_group else ())


def _courtyard(name: str) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (getattr(m.courtyards, name), m.courtyards.population)


def _resident(name: str) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (s.means[name], m.courtyards.population)


def _committee(value: Callable[[Communities], np.ndarray]) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (value(m.communities), np.ones(len(m.communities)))


def _street(value: Callable[[GovernanceModel], np.ndarray]) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (value(m), np.ones(len(m.streets)))


def _organizations(
    value: Callable[[GovernanceModel], np.ndarray], weight: Callable[[GovernanceModel], np.ndarray] | None = None
) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (
        value(m).astype(np.float64),
        (weight(m) if weight else np.ones(len(m.organizations))).astype(np.float64),
    )


def _cases(value: Callable[[GovernanceModel], np.ndarray]) -> Callable[[GovernanceModel, Snapshot], Values]:
    return lambda m, s: (value(m), m.windows.opened)


def _formal(model: GovernanceModel) -> np.ndarray:
    return org.is_formal(model.organizations)


def _active(model: GovernanceModel) -> np.ndarray:
    t = model.organizations
    return np.asarray(_formal(model) & ~t.dormant & (t.activity >= model.world.activity_minimum))


def _by_home(model: GovernanceModel, chosen: np.ndarray) -> np.ndarray:
    """Chosen organizations by home community."""
    return np.bincount(model.organizations.community[chosen], minlength=len(model.communities)).astype(np.float64)


def _shadow(model: GovernanceModel) -> np.ndarray:
    from govsim.agents.district import feasible_economy

    return np.asarray(model.streets.attention[:, 0] * (1.0 - feasible_economy(model)))


def _takeup(model: GovernanceModel, low: bool) -> np.ndarray:
    w = model.windows
    return np.asarray((w.apply_low_income if low else w.apply) * w.served * w.granted)


def _bodies(model: GovernanceModel) -> np.ndarray:
    return np.asarray(model.courtyards.formal.all(axis=1).astype(np.float64))


def _working(model: GovernanceModel) -> np.ndarray:
    return np.asarray((model.courtyards.function.mean(axis=1) > 0.5).astype(np.float64))


def _serviced(model: GovernanceModel, viable: bool) -> np.ndarray:
    yards, firms = model.courtyards, model.companies
    good = firms.active & (firms.cash >= 0) if viable else firms.active
    return np.asarray((yards.managed | (yards.client & good[yards.community])).astype(np.float64))


def _cost(model: GovernanceModel) -> np.ndarray:
    """Public money spent: the district's items without grants, and all that streets spend, yuan a month."""
    district = model.districts
    without_grants = district.paid[0].sum() - district.paid[0, 2] - district.returned[0]
    return np.array([without_grants + model.streets.budget.sum() / 12.0])


def _per_satisfied(model: GovernanceModel, snapshot: Snapshot) -> Values:
    satisfied = float(snapshot.means["satisfaction"] @ model.courtyards.population)
    return _cost(model) * 12.0 / max(satisfied, 1.0), np.ones(1)


def _demonstration_lead(model: GovernanceModel) -> np.ndarray:
    yards = model.courtyards
    shown = yards.visible.astype(bool)
    if not shown.any() or shown.all():
        return np.zeros(1)
    return np.array([yards.condition[shown].mean() - yards.condition[~shown].mean()])


def _street_performance(model: GovernanceModel, snapshot: Snapshot) -> Values:
    yards = model.courtyards
    value = 0.5 * (snapshot.means["service"] + yards.condition) * yards.population
    total = np.bincount(yards.street, weights=value, minlength=len(model.streets))
    return total / model.streets.population, np.ones(len(model.streets))


def _m(*fields: object, by_group: bool = False) -> Measure:
    return Measure(*fields, by_group=by_group)  # type: ignore[arg-type]


_ALL = (
    _m("attention_down", "Attention facing downward", "对下注意力",
       "Street offices' attention to service and community building", "街道对公共服务和社区建设的注意力份额",
       "share", "higher", "R1", "street", "mean", _street(lambda m: m.streets.attention[:, 2:].sum(axis=1))),
    _m("attention_up", "Attention facing upward", "对上注意力",
       "Street offices' attention to upward tasks", "街道对上级任务的注意力份额",
       "share", "lower", "R1", "street", "mean", _street(lambda m: m.streets.attention[:, 1])),
    _m("hours_down", "Effective hours downward", "对下有效工时",
       "Attention x staff x proficiency on service and community building", "公共服务与社区建设的有效工时（注意力×人员×熟练度）",
       "hours/street/month", "higher", "R1", "street", "mean", _street(lambda m: m.streets.hours[:, 2:].sum(axis=1))),
    _m("hours_up", "Effective hours upward", "对上有效工时",
       "Attention x staff x proficiency on upward tasks", "对上任务的有效工时（注意力×人员×熟练度）",
       "hours/street/month", "lower", "R1", "street", "mean", _street(lambda m: m.streets.hours[:, 1])),
    _m("visits_per_week", "Visits by leaders", "领导走访",
       "Visits by leaders of a street office", "街道领导每周走访次数",
       "1/week", "higher", "R1", "street", "mean", _street(lambda m: m.streets.visits)),
    _m("econ_shadow", "Shadow economic work", "影子经济工作",
       "Attention to economic functions that were stripped", "对已剥离经济职能的注意力份额",
       "share", "lower", "R1", "street", "mean", _street(_shadow)),
    _m("street_revenue_gini", "Inequality of street revenue", "街道财力不均",
       "Gini index over streets of grant and own revenue per resident", "各街道人均财力的基尼系数",
       "0-1", "lower", "R1", "street", "gini",
       lambda m, s: (m.streets.budget / m.streets.population, m.streets.population)),
    _m("district_revenue", "District revenue", "区财政收入", "Revenue of the district", "区财政收入",
       "yuan/year", "none", "R1", "district", "mean", lambda m, s: (m.districts.revenue, np.ones(1))),
    _m("admin_share", "Administrative share", "行政事务占比",
       "Committee hours on duties handed down, over working hours", "居委会用于下派事务的工时份额",
       "share", "lower", "R2", "community", "mean", _committee(lambda c: np.minimum(1.0, c.worked / c.hours))),
    _m("backlog", "Backlog", "积压", "Duties not done yet, a committee", "每个居委会未完成事务工时",
       "hours", "lower", "R2", "community", "mean", _committee(lambda c: c.backlog)),
    _m("enabling_hours", "Enabling hours", "院落支持工时",
       "Hours that committees and streets give to a courtyard", "居委会和街道每月给予每个院落的支持工时",
       "hours/courtyard/month", "higher", "R2", "courtyard", "mean",
       lambda m, s: (m.courtyards.enabling_hours, np.ones(len(m.courtyards)))),
    _m("paper_share", "Paper share", "纸面应付占比",
       "Duties reported as done and not done, over duties", "上报完成而未做的事务份额",
       "share", "lower", "R2", "community", "mean", _committee(lambda c: c.paper_share)),
    _m("task_count", "Tasks", "任务数", "Regular and temporary tasks of a committee, moved ones included",
       "居委会常规与临时任务数（含已移交）",
       "tasks", "lower", "R2", "community", "mean", _committee(lambda c: c.regular_tasks + c.refilled_tasks + c.temporary_tasks)),
    _m("task_kinds_year", "Kinds of tasks in a year", "年任务种类", "Regular tasks and temporary ones that arrived within about a year",
       "常规任务与约一年内到达的临时任务数", "tasks", "lower", "R2", "community", "mean",
       _committee(lambda c: c.regular_tasks + c.refilled_tasks + c.temporary_year)),
    _m("wait_min", "Wait", "等待时间", "Mean wait at the window", "窗口平均等待",
       "minutes", "lower", "R1", "community", "mean", _cases(lambda m: m.windows.wait)),
    _m("trips_per_case", "Trips per case", "每件事跑动次数", "Trips that a case needs", "每件事需跑动次数",
       "trips", "lower", "R1", "community", "mean", _cases(lambda m: m.windows.trips)),
    _m("takeup", "Take-up", "应享受者实享率", "Households in need that receive, over those in need (by group: over all with a case, those still waiting included)",
       "有需求且获得办理的家庭份额（分群体：占所有有事项家庭，含等待中）",
       "share", "higher", "R1", "community", "mean",
       lambda m, s: (m.windows.takeup, m.communities.registered_households * m.windows.need), by_group=True),
    _m("takeup_gap", "Take-up gap", "低收入实享差距", "Take-up of low-income households minus that of others",
       "低收入家庭与其他家庭实享率之差", "share", "none", "R1", "community", "mean",
       lambda m, s: (_takeup(m, True) - _takeup(m, False), m.communities.registered_households)),
    _m("station_load_rho", "Station load", "服务站负荷", "Utilisation of open stations' windows", "服务站窗口利用率",
       "ratio", "lower", "R1", "station", "mean", lambda m, s: (m.stations.load, m.stations.open.astype(np.float64))),
    _m("formal_coverage", "Formal coverage", "形式覆盖率", "Courtyards in which all three bodies exist",
       "三个组织齐备的院落份额", "share", "none", "R2", "courtyard", "mean",
       lambda m, s: (_bodies(m), np.ones(len(m.courtyards)))),
    _m("functional_coverage", "Functional coverage", "功能覆盖率",
       "Courtyards in which the bodies work: mean function above one half", "组织实际运转的院落份额（平均功能高于一半）",
       "share", "higher", "R2", "courtyard", "mean", lambda m, s: (_working(m), np.ones(len(m.courtyards)))),
    _m("formal_function_gap", "Formal-functional gap", "形式与功能差距", "Formal minus functional coverage",
       "形式覆盖率减功能覆盖率", "share", "lower", "R2", "courtyard", "mean",
       lambda m, s: (_bodies(m) - _working(m), np.ones(len(m.courtyards)))),
    _m("participation", "Participation", "参与率", "Households with a member who takes part in a month",
       "当月有成员参与的家庭份额", "share", "higher", "R2", "courtyard", "mean",
       lambda m, s: (s.means["participation"], m.courtyards.households), by_group=True),
    _m("participation_gini", "Inequality of participation", "参与不均", "Gini index over courtyards of the share of adults who take part",
       "各院落成年居民参与率的基尼系数", "0-1", "lower", "R2", "courtyard", "gini",
       lambda m, s: (m.courtyards.active_adults / m.real_adults, m.real_adults)),
    _m("attendee_elder_share", "Elders among attendees", "到会者中老年人占比",
       "People of 60 and over among those who attend meetings", "到会者中60岁及以上份额", "share", "none", "R2",
       "courtyard", "mean", lambda m, s: (m.courtyards.elder_attendance, m.courtyards.attendance * m.courtyards.households)),
    _m("pm_coverage", "Property management", "物业覆盖率", "Courtyards with any property management", "有物业管理的院落份额",
       "share", "higher", "R2", "courtyard", "mean", lambda m, s: (_serviced(m, False), np.ones(len(m.courtyards)))),
    _m("pm_viable", "Viable property management", "可持续物业覆盖率",
       "Courtyards with property management that is solvent", "物业收支可持续的院落份额",
       "share", "higher", "R2", "courtyard", "mean", lambda m, s: (_serviced(m, True), np.ones(len(m.courtyards)))),
    _m("without_pm", "Courtyards without management", "无物业院落数", "Courtyards without any property management",
       "没有物业管理的院落数", "courtyards", "lower", "R2", "courtyard", "sum",
       lambda m, s: (1.0 - _serviced(m, False), np.ones(len(m.courtyards)))),
    _m("courtyard_condition", "Courtyard condition", "院落状况", "Condition of the courtyard, by residents", "院落状况（按居民加权）",
       "0-1", "higher", "R2", "courtyard", "mean", _courtyard("condition"), by_group=True),
    _m("courtyard_condition_p10", "Condition of the worst tenth", "最差一成院落状况",
       "Condition that a tenth of courtyards fall short of", "院落状况第10百分位", "0-1", "higher", "R2", "courtyard", "p10",
       lambda m, s: (m.courtyards.condition, np.ones(len(m.courtyards)))),
    _m("demonstration_lead", "Lead of demonstration courtyards", "示范院落领先幅度",
       "Condition of demonstration courtyards minus that of others", "示范院落与其他院落状况之差", "0-1", "none", "R2",
       "district", "mean", lambda m, s: (_demonstration_lead(m), np.ones(1))),
    _m("capture", "Capture", "精英俘获", "Capture of courtyard bodies by a few", "院落组织被少数人俘获的程度",
       "0-1", "lower", "R2", "courtyard", "mean", _courtyard("capture")),
    _m("activist_burnout", "Burnout of activists", "骨干倦怠", "Mean burnout of altruists and Party members",
       "利他者与党员骨干的平均倦怠", "0-1", "lower", "R2", "courtyard", "mean",
       lambda m, s: (m.courtyards.burnout, m.real_adults)),
    _m("conflict_rate", "Conflicts", "冲突率", "Conflicts per 1,000 households and month", "每千户每月冲突数",
       "per 1,000 households", "lower", "R2", "courtyard", "mean",
       lambda m, s: (1000.0 * m.courtyards.conflict, m.courtyards.households)),
    _m("orgs_registered", "Registered organizations", "登记组织数", "Registered organizations on the books", "在册登记组织数",
       "organizations", "higher", "R3", "organization", "sum", _organizations(lambda m: m.organizations.status == org.REGISTERED)),
    _m("orgs_registered_new", "Newly registered", "新登记组织数", "Organizations registered this month", "当月新登记组织数",
       "organizations/month", "higher", "R3", "organization", "sum",
       _organizations(lambda m: (m.organizations.status == org.REGISTERED) & (m.organizations.formal_age == 1))),
    _m("orgs_filed", "Filed organizations", "备案组织数", "Filed organizations on the books", "在册备案组织数",
       "organizations", "higher", "R3", "organization", "sum", _organizations(lambda m: m.organizations.status == org.FILED)),
    _m("orgs_filed_new", "Newly filed", "新备案组织数", "Organizations filed this month", "当月新备案组织数",
       "organizations/month", "higher", "R3", "organization", "sum",
       _organizations(lambda m: (m.organizations.status == org.FILED) & (m.organizations.formal_age == 1))),
    _m("orgs_active", "Active organizations", "活跃组织数", "Formal organizations whose activity reaches the minimum",
       "活动达到最低水平的正式组织数", "organizations", "higher", "R3", "organization", "sum", _organizations(_active)),
    _m("active_share", "Active share", "活跃组织占比", "Active over formal organizations", "正式组织中的活跃份额", "share", "higher",
       "R3", "organization", "mean", _organizations(_active, _formal)),
    _m("dormant_share_12", "Dormant for a year", "休眠一年占比", "Formal organizations inactive for 12 months or more",
       "不活跃满12个月的正式组织份额", "share", "lower", "R3", "organization", "mean",
       _organizations(lambda m: m.organizations.inactive_months >= 12, _formal)),
    _m("dormant_share_24", "Dormant for two years", "休眠两年占比", "Formal organizations inactive for 24 months or more",
       "不活跃满24个月的正式组织份额", "share", "lower", "R3", "organization", "mean",
       _organizations(lambda m: m.organizations.inactive_months >= 24, _formal)),
    _m("shell_share", "Shells", "空壳占比", "Opportunist and quota organizations among formal ones", "正式组织中投机与凑数空壳的份额",
       "share", "lower", "R3", "organization", "mean", _organizations(lambda m: m.organizations.motive != org.MISSION, _formal)),
    _m("orgs_per_1000", "Organizations per 1,000 residents", "每千居民组织数",
       "Formal organizations per 1,000 residents (UK 10, US 5, Japan 2.5, China 0.25 about 2010)",
       "每千居民正式组织数（2010年前后：英国10、美国5、日本2.5、中国0.25）", "1/1,000", "higher", "R3", "community", "mean",
       lambda m, s: (1000.0 * s.formal_organizations / m.communities.population, m.communities.population)),
    _m("residents_per_org", "Residents per organization", "居民/组织（全部）",
       "Residents per formal organization (UK 100, US 200, Japan 400, China 4,000 for display)",
       "每个正式组织对应居民数（英100、美200、日400、中4000，仅供对照）", "persons", "lower", "R3", "community", "ratio",
       lambda m, s: (m.communities.population, s.formal_organizations)),
    _m("residents_per_active_org", "Residents per active organization", "居民/组织（活跃）",
       "Residents per active organization", "每个活跃组织对应居民数", "persons", "lower", "R3", "community", "ratio",
       lambda m, s: (m.communities.population, _by_home(m, _active(m)))),
    _m("niche_hhi", "Concentration of fields", "领域集中度", "Herfindahl index of formal organizations over fields",
       "正式组织领域的赫芬达尔指数", "0-1", "lower", "R3", "organization", "hhi",
       _organizations(lambda m: m.organizations.niche, _formal)),
    _m("dependence", "Dependence", "资源依赖", "Government share of revenue, median of formal organizations",
       "正式组织收入中政府份额的中位数", "share", "lower", "R3", "organization", "median",
       _organizations(lambda m: m.organizations.dependence, _formal)),
    _m("contract_gini", "Inequality of contracts", "合同不均", "Gini index of contract value over formal organizations",
       "正式组织合同额的基尼系数", "0-1", "lower", "R3", "organization", "gini",
       _organizations(lambda m: m.organizations.contract, _formal)),
    _m("responsiveness", "Responsiveness", "回应性", "How far formal organizations answer residents", "正式组织对居民的回应性",
       "0-1", "higher", "R3", "organization", "mean", _organizations(lambda m: m.organizations.responsiveness, _formal)),
    _m("satisfaction", "Satisfaction", "满意度", "Residents' satisfaction with local government", "居民对基层政府的满意度",
       "0-1", "higher", "residents", "courtyard", "mean", _resident("satisfaction"), by_group=True),
    _m("expectation_gap", "Performance minus expectation", "绩效与期望之差", "Perceived performance minus expectation",
       "感知绩效减期望", "0-1", "higher", "residents", "courtyard", "mean", _resident("gap"), by_group=True),
    _m("trust_gov", "Trust in government", "对政府信任", "Residents' trust in local government", "居民对基层政府的信任",
       "0-1", "higher", "residents", "courtyard", "mean", _resident("trust_gov"), by_group=True),
    _m("trust_nbr", "Trust in neighbours", "对邻里信任", "Residents' trust in neighbours", "居民对邻里的信任",
       "0-1", "higher", "residents", "courtyard", "mean", _resident("trust_nbr"), by_group=True),
    _m("equity_p90_p10", "Unequal services", "服务不均", "90th over 10th percentile of streets' service and condition",
       "各街道服务与院落状况的第90与第10百分位之比", "ratio", "lower", "residents", "street", "p90_p10", _street_performance),
    _m("public_spending", "Public spending", "公共支出", "Spending of the district's public-service items and of street offices",
       "区公共服务各项与街道支出", "yuan/month", "none", "cost", "district", "sum", lambda m, s: (_cost(m), np.ones(1))),
    _m("fiscal_cost_per_satisfied", "Cost per satisfied resident", "每名满意居民的财政成本",
       "Public spending a year over residents times their mean satisfaction", "年公共支出与居民数乘平均满意度之比",
       "yuan/person/year", "lower", "cost", "district", "mean", _per_satisfied),
)  # fmt: skip

MEASURES: Mapping[str, Measure] = {measure.name: measure for measure in _ALL}
"""Every measure by name, in the order of the tiers."""
