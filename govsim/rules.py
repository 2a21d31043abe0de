"""Rules: every decision point that government controls, as it stands in one place in one month.

The defaults are the rules of 2007, before any reform. A reform is a pure revision of this value
(`govsim.reforms`); processes read Rules and state, never reforms. Fields of level "street" are in
force for a street office (and for the district's dealings with it), fields of level "community" for
a community and its courtyards.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from govsim.params import param


@dataclass(frozen=True)
class Rules:
    """The rules in force in one street and community; see each field for meaning and unit."""

    # Functions of the street office and how the district appraises it
    investment_attraction: bool = param(
        True, level="street", source="article", tag="S",
        doc="street office attracts investment", zh="街道承担招商引资")
    tax_assistance: bool = param(
        True, level="street", source="article", tag="S",
        doc="street office assists and protects tax collection", zh="街道承担协税护税")
    fixed_asset_investment: bool = param(
        True, level="street", source="article", tag="S",
        doc="street office pushes fixed-asset investment", zh="街道承担固定资产投资")
    economic_statistics: bool = param(
        True, level="street", source="article", tag="S",
        doc="street office compiles economic statistics", zh="街道承担经济统计")
    shadow_weight: float = param(
        0.0, level="street", bounds=(0, 0.12), unit="share",
        doc="appraisal weight that stays on the economy informally once its functions are gone",
        zh="经济职能剥离后仍非正式保留的考核权重")
    weight_economy: float = param(
        0.40, level="street", bounds=(0, 1), unit="share",
        doc="appraisal weight on the economy (four equal sub-weights)", zh="经济工作考核权重（四项均分）")
    weight_upward: float = param(
        0.30, level="street", bounds=(0, 1), unit="share",
        doc="appraisal weight on upward tasks: reporting, inspection, stability, safety",
        zh="对上任务考核权重：报告、检查、维稳、安全")
    weight_service: float = param(
        0.18, level="street", bounds=(0, 1), unit="share",
        doc="appraisal weight on public service", zh="公共服务考核权重")
    weight_community: float = param(
        0.12, level="street", bounds=(0, 1), unit="share",
        doc="appraisal weight on building communities", zh="社区建设考核权重")
    freed_to_upward: float = param(
        0.0, level="street", bounds=(0, 1), unit="share",
        doc="share of weight freed from the economy that goes to upward tasks (the rest lapses)",
        zh="经济权重释放后转给对上任务的份额（其余作废）")
    freed_to_service: float = param(
        0.0, level="street", bounds=(0, 1), unit="share",
        doc="share of weight freed from the economy that goes to public service",
        zh="经济权重释放后转给公共服务的份额")
    freed_to_community: float = param(
        0.0, level="street", bounds=(0, 1), unit="share",
        doc="share of weight freed from the economy that goes to building communities",
        zh="经济权重释放后转给社区建设的份额")
    feedback_weight: float = param(
        0.0, level="street", bounds=(0, 0.4), unit="share",
        doc="weight of residents' surveyed satisfaction in the appraisal", zh="居民满意度反馈在考核中的权重")
    count_quota: float = param(
        0.0, level="street", bounds=(0, 1), unit="share",
        doc="how far the number of organizations counts in the appraisal", zh="社会组织数量计入考核的程度")
    quota_target: float = param(
        1.0, level="street", bounds=(0, 10), unit="organizations/street/month",
        doc="new organizations a month that the count quota asks of a street", zh="数量指标要求每街道每月新增的组织数")
    section_floor_service: float = param(
        0.0, level="street", bounds=(0, 0.3), unit="share",
        doc="attention that sections for social affairs hold on public service", zh="社会事业科对公共服务的注意力下限")
    section_floor_community: float = param(
        0.0, level="street", bounds=(0, 0.3), unit="share",
        doc="attention that sections for communities and organizations hold on building communities",
        zh="社区管理科、社会组织科对社区建设的注意力下限")
    economic_staff_moved: float = param(
        0.0, level="street", bounds=(0, 1), unit="share",
        doc="share of economic staff to be moved to other sections", zh="经济人员转岗份额")

    # Money
    retained_tax_share: float = param(
        0.10, level="street", bounds=(0, 0.3), unit="share",
        doc="share of local tax that the street office keeps", zh="街道税收分成比例")
    grant_guaranteed: bool = param(
        False, level="street", doc="the district guarantees the street's budget by population",
        zh="区级按人口保障街道经费")
    grant_multiple: float = param(
        1.0, level="street", bounds=(0.3, 2), unit="multiple of the budget of 2007",
        doc="guaranteed grant as a multiple of the streets' pre-reform budget", zh="保障经费相当于改革前街道预算的倍数")
    grant_indexation: float = param(
        0.0, level="street", bounds=(0, 0.25), unit="per year",
        doc="yearly growth of the street's grant since 2007", zh="街道拨款自2007年起的年增长率")
    marginal_public_share: float = param(
        0.25, level="street", bounds=(0, 1), unit="share",
        doc="share of revenue growth since 2007 that goes to public services",
        zh="2007年以来新增财力用于公共服务的份额")
    purchase_budget: float = param(
        0.0, level="street", bounds=(0, 1e9), unit="yuan/year",
        doc="budget for purchased services, for the whole district; a street brings its population's share",
        zh="全区购买服务预算；各街道按人口份额计")
    purchase_cap_share: float = param(
        0.05, level="street", bounds=(0, 0.3), unit="share",
        doc="purchases are capped at this share of the public-service budget", zh="购买服务占公共服务预算的上限")

    # Service stations and committees
    station_share: float = param(
        0.0, level="street", bounds=(0, 1.5), unit="share",
        doc="stations open, as a share of the street's planned stations (28 in the district)",
        zh="已开设服务站占规划数的份额（全区28个）")
    min_catchment: float = param(
        4000.0, level="street", bounds=(1000, 10000), unit="registered households", source="article", tag="S",
        doc="registered households that a station must serve at least", zh="每个服务站至少覆盖的户籍户数")
    station_windows: int = param(
        3, level="street", bounds=(1, 8), unit="windows", doc="windows of a station", zh="每站窗口数")
    station_items: int = param(
        62, level="street", bounds=(1, 124), unit="items", source="article", tag="S",
        doc="service items that a station offers, of 62", zh="服务站受理事项数（共62项）")
    station_posts: float = param(
        0.0, level="community", bounds=(0, 12), unit="FTE/community",
        doc="posts hired on merit for stations", zh="择优聘用的服务站岗位")
    committee_posts: float = param(
        0.0, level="community", bounds=(0, 12), unit="FTE/community",
        doc="posts hired on merit for residents' committees", zh="择优聘用的居委会岗位")
    pay_ratio: float = param(
        1.0, level="community", bounds=(0.7, 2), unit="ratio",
        doc="pay of community workers over that of 2007", zh="社区工作者薪酬与2007年之比")
    moved_task_share: float = param(
        0.0, level="community", bounds=(0, 1), unit="share",
        doc="share of the committee's regular tasks moved to the station, where one serves it",
        zh="居委会常规任务移交服务站的份额")
    admission_gate: float = param(
        0.0, level="community", bounds=(0, 1), unit="share",
        doc="share of new regular tasks that the admission rule keeps out", zh="准入制度挡住的新增任务份额")

    # Governance in small units
    unit_households: float = param(
        0.0, level="community", bounds=(0, 3000), unit="households",
        doc="target size of the decision unit; 0 is the whole community", zh="治理单元目标户数；0为整个社区")
    mandate: float = param(
        0.0, level="community", bounds=(0, 1), unit="share",
        doc="how strongly courtyards are required to set up the three bodies", zh="要求院落建立三个组织的强度")
    quorum: float = param(
        0.3, level="community", bounds=(0.05, 0.6), unit="share of households",
        doc="households that must attend for a meeting to decide", zh="居民会议法定到会户数份额")
    rotation: float = param(
        0.0, level="community", bounds=(0, 1), unit="share",
        doc="how far offices in courtyard bodies rotate", zh="院落组织职务轮换程度")
    group_passdown: float = param(
        0.0, level="community", bounds=(0, 0.6), unit="share",
        doc="share of the committee's duties passed on to self-management groups", zh="居委会事务转嫁给自管小组的份额")
    property_company: bool = param(
        False, level="community", doc="the community may found a property-management company",
        zh="社区可成立物业管理公司")
    property_subsidy: float = param(
        0.0, level="community", bounds=(0, 10000), unit="yuan/company/month",
        doc="subsidy to a community's property company", zh="社区物业公司补贴")
    property_start_capital: float = param(
        0.0, level="community", bounds=(0, 200000), unit="yuan/company",
        doc="start capital of a community's property company", zh="社区物业公司启动资金")
    property_fee: float = param(
        8.0, level="community", bounds=(2, 30), unit="yuan/household/month",
        doc="property fee that a community's company asks", zh="社区物业公司收费")
    demonstration_courtyards: int = param(
        0, level="community", bounds=(0, 10), unit="courtyards/community",
        doc="demonstration courtyards a community", zh="每社区示范院落数")
    demonstration_capital: float = param(
        0.0, level="community", bounds=(0, 400000), unit="yuan/courtyard",
        doc="capital for a demonstration courtyard, spent over a year", zh="每个示范院落投入，一年内拨付")
    demonstration_by_need: bool = param(
        False, level="community", doc="demonstration courtyards are chosen by need, not by visibility",
        zh="示范院落按需要而非按显示度选择")

    # Social organizations
    filing_open: bool = param(
        False, level="street", doc="organizations may file without registration", zh="开放备案")
    filing_members: int = param(
        10, level="street", bounds=(3, 50), unit="members", doc="members needed to file", zh="备案所需会员数")
    filing_funds: float = param(
        0.0, level="street", bounds=(0, 30000), unit="yuan", doc="funds needed to file", zh="备案所需资金")
    filing_delay: int = param(
        1, level="street", bounds=(0, 6), unit="months", doc="months until a filing is settled", zh="备案办理月数")
    registration_members: int = param(
        50, level="street", bounds=(5, 100), unit="members", source="regulations_1998", tag="L",
        doc="members needed to register", zh="登记所需会员数")
    registration_funds: float = param(
        30000.0, level="street", bounds=(0, 100000), unit="yuan", source="regulations_1998", tag="L",
        doc="funds needed to register", zh="登记所需资金")
    registration_delay: int = param(
        3, level="street", bounds=(0, 12), unit="months", source="regulations_1998", tag="L",
        doc="months until a registration with a sponsor is settled", zh="有主管单位后登记办理月数")
    sponsor_probability: float = param(
        0.06, level="street", bounds=(0.01, 1), unit="per month",
        doc="chance that an applicant finds a sponsoring agency", zh="申请者每月找到业务主管单位的概率")
    niche_exclusive: bool = param(
        True, level="street", source="regulations_1998", tag="L",
        doc="registration may be refused where a similar organization exists", zh="已有同类组织可不予登记")
    organization_subsidy: float = param(
        0.0, level="street", bounds=(0, 10000), unit="yuan/organization",
        doc="funding support for a newly formal organization", zh="新成立组织的资助")
    incubator_capacity: int = param(
        0, level="street", bounds=(0, 60), unit="organizations/centre",
        doc="organizations that the guidance centre coaches at a time", zh="指导服务中心同时孵化数")
    incubator_gain: float = param(
        0.15, level="street", bounds=(0, 0.3), unit="share",
        doc="gain of a coached organization in activity and survival", zh="孵化对活跃度和存续的增益")
    operator_evaluates: bool = param(
        False, level="street", doc="the centre's operator also evaluates organizations", zh="孵化运营方兼任评估")
    filed_may_bid: bool = param(
        False, level="street", doc="filed organizations may bid for contracts", zh="备案组织可承接购买服务")
    quality_weight: float = param(
        0.5, level="street", bounds=(0, 1), unit="weight", doc="weight of quality in a bid's score",
        zh="评标中质量的权重")
    relation_weight: float = param(
        0.4, level="street", bounds=(0, 1), unit="weight", doc="weight of relations in a bid's score",
        zh="评标中关系的权重")
    payment_delay: int = param(
        3, level="street", bounds=(0, 9), unit="months", doc="months until a contract is paid", zh="合同付款延迟")
    functions_released: float = param(
        0.1, level="street", bounds=(0, 0.6), unit="share",
        doc="share of committee and station work that may be purchased", zh="可购买的居委会与服务站工作份额")
    audit_rate: float = param(
        0.0, level="street", bounds=(0, 1), unit="per year", doc="yearly chance of an audit", zh="年度审计概率")
    delisting: bool = param(
        False, level="street", doc="audited dormant and shell organizations are struck off",
        zh="审计后注销僵尸和空壳组织")

    # Standard cost of administering rules
    coordination_hours: float = param(
        0.0, level="street", bounds=(0, 500), unit="hours/street/month",
        doc="street staff hours that running the reforms itself takes", zh="实施改革本身占用的街道工时")
    programme_cost: float = param(
        0.0, level="street", bounds=(0, 1e8), unit="yuan/year",
        doc="running cost of the reforms, for the whole district; a street brings its population's share",
        zh="改革运行经费（全区）；各街道按人口份额计")


def changed(rules: Rules, **fields: Any) -> Rules:
    """The rules with some fields set; TypeError for one that they do not have.

    `dataclasses.replace` says the same and takes 20 times as long: a study composes rules millions of times.

    >>> changed(Rules(), mandate=0.4).mandate
    0.4
    """
    if not fields.keys() <= vars(rules).keys():
        raise TypeError(f"Rules has no {', '.join(sorted(fields.keys() - vars(rules).keys()))}")
    found = object.__new__(Rules)
    vars(found).update(vars(rules), **fields)
    return found
