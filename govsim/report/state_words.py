"""Words for every number that the model's processes write, for those who read how two worlds come apart.

Components of vectors, and values that stand for a state, have words of their own.
"""

from __future__ import annotations

from collections.abc import Mapping

from govsim.month import month_name
from govsim.params import declared
from govsim.report.texts import Lang
from govsim.rules import Rules

TIERS: Mapping[str, tuple[str, str]] = {
    "rules": ("rules in force", "现行规则"),
    "world": ("assumptions", "假定"),
    "districts": ("district", "区"),
    "streets": ("street office", "街道办事处"),
    "communities": ("residents' committee", "居委会"),
    "windows": ("windows and needs", "窗口与事项"),
    "committee_windows": ("committee's window", "居委会窗口"),
    "stations": ("service station", "服务站"),
    "companies": ("property company", "物业公司"),
    "organizations": ("social organizations", "社会组织"),
    "courtyards": ("courtyard", "院落"),
    "residents": ("residents", "居民"),
    "model": ("between the tiers", "层级之间"),
}
"""Tables of the state -> whose it is."""

STATE: Mapping[str, tuple[str, str]] = {
    "rules.news": ("a reform is announced", "改革公布"),
    "districts.revenue": ("district revenue", "区财政收入"),
    "districts.economy": ("hours spent on the economy", "经济工作工时"),
    "districts.public_budget": ("public-service budget", "公共服务预算"),
    "districts.demanded": ("asked of the budget", "预算申请"),
    "districts.paid": ("paid by the budget", "预算支付"),
    "districts.affordable": ("share of what is asked that is paid", "可支付比例"),
    "districts.returned": ("purchase money returned", "退回的购买经费"),
    "streets.economic_staff": ("staff in the economic section", "经济科人员"),
    "streets.moved_staff": ("staff moved to other sections", "转岗人员"),
    "streets.proficiency": ("proficiency of moved staff", "转岗人员熟练度"),
    "streets.sections": ("how far the new sections are staffed", "新科室到位程度"),
    "streets.attention": ("attention", "注意力"),
    "streets.hours": ("effective hours", "有效工时"),
    "streets.staff_hours": ("paid hours", "付薪工时"),
    "streets.worked_hours": ("hours worked on tasks", "任务工时"),
    "streets.idle_hours": ("idle hours of economic staff", "经济人员闲置工时"),
    "streets.coordination_hours": ("hours that running the reforms takes", "改革协调工时"),
    "streets.grant": ("grant received", "拨款"),
    "streets.retained_tax": ("retained tax", "留成税收"),
    "streets.budget": ("street budget", "街道预算"),
    "streets.wages_paid": ("wages paid", "支付工资"),
    "streets.upkeep_money": ("money for upkeep of courtyards", "院落维护经费"),
    "streets.other_money": ("other spending", "其他支出"),
    "streets.visits": ("visits by leaders", "领导走访"),
    "streets.passed_down": ("committee hours passed down", "下派居委会工时"),
    "streets.enabling_hours": ("hours that enable courtyards", "支持院落工时"),
    "streets.organization_hours": ("hours that support organizations", "支持组织工时"),
    "streets.upkeep_hours": ("hours on upkeep of courtyards", "院落维护工时"),
    "streets.station_hours": ("hours that help at windows", "窗口支援工时"),
    "streets.pressure": ("promotion prize felt", "晋升压力"),
    "streets.score": ("appraisal score", "考核得分"),
    "streets.rank": ("rank in the appraisal", "考核名次"),
    "streets.surveyed_satisfaction": ("satisfaction as surveyed", "调查满意度"),
    "streets.new_organizations": ("new formal organizations", "新增正式组织"),
    "streets.organic_organizations": ("new organizations not set up for the count", "新增非凑数组织"),
    "communities.regular_tasks": ("regular tasks", "常规任务"),
    "communities.refilled_tasks": ("tasks that slack attracted", "空闲引来的任务"),
    "communities.temporary_tasks": ("temporary tasks", "临时任务"),
    "communities.temporary_arrivals": ("temporary tasks arriving", "新到临时任务"),
    "communities.temporary_year": ("temporary tasks over a year", "全年临时任务"),
    "communities.committee_hires": ("hired staff of the committee", "居委会招聘人员"),
    "communities.station_hires": ("hired staff at the station", "服务站招聘人员"),
    "communities.hours": ("working hours of the committee", "居委会工时"),
    "communities.passed_down": ("hours passed down by the street", "街道下派工时"),
    "communities.moved": ("hours moved to the station", "移交服务站工时"),
    "communities.to_groups": ("hours passed on to groups", "转交自管小组工时"),
    "communities.relieved": ("hours relieved by purchased services", "购买服务减轻工时"),
    "communities.load": ("duties of the committee", "居委会任务工时"),
    "communities.worked": ("hours worked on duties", "用于任务的工时"),
    "communities.slack": ("slack of the committee", "居委会空闲"),
    "communities.slack_noticed": ("slack as those above notice it", "上级感知的空闲"),
    "communities.backlog": ("duties not done yet", "积压任务"),
    "communities.paper_hours": ("duties done on paper only", "纸面完成工时"),
    "communities.paper_share": ("share done on paper only", "纸面完成比例"),
    "communities.enabling_hours": ("hours given to courtyards", "用于院落的工时"),
    "communities.organization_service": ("organizations' free services", "组织的免费服务"),
    "communities.founding_hours": ("own hours free for founding things", "可用于创办的工时"),
    "committee_windows.arrivals": ("visits to the committee's window", "居委会窗口来访"),
    "committee_windows.served": ("visits served at the committee's window", "居委会窗口办理"),
    "committee_windows.backlog": ("visits waiting at the committee's window", "居委会窗口积压"),
    "committee_windows.load": ("load of the committee's window", "居委会窗口负荷"),
    "committee_windows.wait": ("wait at the committee's window", "居委会窗口等待"),
    "windows.known": ("burden of a case, by hearsay", "口碑中的办事负担"),
    "windows.cost": ("burden of a case", "办事负担"),
    "windows.wait": ("mean wait", "平均等待"),
    "windows.trips": ("trips a case needs", "每件所需次数"),
    "windows.apply": ("chance to apply when in need", "有事项时申请的概率"),
    "windows.apply_low_income": ("chance to apply, low income", "低收入户申请概率"),
    "windows.need": ("chance of a need", "产生事项的概率"),
    "windows.need_low_income": ("chance of a need, low income", "低收入户产生事项的概率"),
    "windows.served": ("share of those waiting who are served", "等待者办理比例"),
    "windows.granted": ("share of the served who are granted", "获准比例"),
    "windows.takeup": ("take-up", "获得率"),
    "windows.opened": ("cases opened", "新增事项"),
    "windows.settled": ("cases settled", "办结事项"),
    "windows.pending": ("cases waiting", "待办事项"),
    "stations.open": ("station open", "服务站开放"),
    "stations.catchment": ("households served", "服务户数"),
    "stations.windows": ("windows", "窗口数"),
    "stations.competence": ("items that staff master", "人员掌握事项"),
    "stations.staff": ("back-office staff", "后台人员"),
    "stations.accepts": ("share of offered work taken on", "承接比例"),
    "stations.extra_load": ("tasks taken from committees", "承接居委会任务"),
    "stations.refilled": ("growth of the tasks taken on", "承接任务增长"),
    "stations.back_office_hours": ("hours of the back office", "后台工时"),
    "stations.window_share": ("window hours left for cases", "窗口可用工时比例"),
    "stations.arrivals": ("visits", "来访"),
    "stations.served": ("visits served", "办理来访"),
    "stations.backlog": ("visits waiting", "积压来访"),
    "stations.load": ("load of windows", "窗口负荷"),
    "stations.wait": ("wait at the station", "服务站等待"),
    "stations.minutes": ("minutes a visit takes", "每次办理时长"),
    "stations.trips": ("trips a case needs at the station", "服务站每件所需次数"),
    "companies.active": ("company in business", "公司营业"),
    "companies.founded_now": ("company founded", "公司成立"),
    "companies.failed": ("company failed", "公司倒闭"),
    "companies.cash": ("cash", "现金"),
    "companies.clients": ("households served by the company", "公司服务户数"),
    "companies.fee": ("fee asked", "收费标准"),
    "companies.collected": ("fees collected", "实收物业费"),
    "companies.subsidy": ("subsidy received", "所得补贴"),
    "companies.cost": ("company's cost", "公司成本"),
    "companies.months_negative": ("months with cash below zero", "现金为负月数"),
    "courtyards.client": ("client of the property company", "为物业公司客户"),
    "courtyards.fee": ("property fee", "物业费"),
    "courtyards.collection": ("households that pay the fee", "缴费户比例"),
    "courtyards.visible": ("demonstration courtyard", "示范院落"),
    "courtyards.demonstration_left": ("demonstration capital left", "示范资金余额"),
    "courtyards.demonstration_money": ("demonstration capital asked for", "申请示范资金"),
    "courtyards.unit_households": ("households of the decision unit", "决策单元户数"),
    "courtyards.units": ("decision units in the courtyard", "院落决策单元数"),
    "courtyards.enabling_hours": ("enabling hours received", "所得支持工时"),
    "courtyards.handed_hours": ("duties handed to its groups", "转交小组的任务工时"),
    "courtyards.support": ("support that keeps bodies working", "维持组织运转的支持"),
    "courtyards.formal": ("body exists formally", "组织正式成立"),
    "courtyards.function": ("how well the body works", "组织运转程度"),
    "courtyards.attendance": ("attendance of meetings", "会议出席"),
    "courtyards.elder_attendance": ("elders among those attending", "出席者中老年人"),
    "courtyards.capture": ("capture by a few", "少数人把持"),
    "courtyards.conflict": ("conflicts", "矛盾纠纷"),
    "courtyards.social_capital": ("social capital", "社会资本"),
    "courtyards.condition": ("condition of the common good", "公共环境状况"),
    "courtyards.size_logit": ("worth of taking part by unit size", "单元规模下参与的价值"),
    "courtyards.monitoring": ("monitoring of neighbours", "邻里监督"),
    "courtyards.observability": ("what neighbours see of each other", "邻里相互可见度"),
    "courtyards.active_adults": ("residents who take part", "参与居民"),
    "courtyards.mean_contribution": ("contribution of those who take part", "参与者的贡献"),
    "courtyards.output": ("contributions a household", "每户贡献"),
    "courtyards.activists": ("active leaders", "活跃骨干"),
    "courtyards.active_party": ("active Party members", "活跃党员"),
    "courtyards.burnout": ("burnout of activists", "骨干倦怠"),
    "courtyards.load_per_activist": ("hours asked of an activist", "骨干人均负担"),
    "courtyards.good_faith": ("good evidence on neighbours", "对邻里的正面印象"),
    "courtyards.bad_faith": ("bad evidence on neighbours", "对邻里的负面印象"),
    "courtyards.safety": ("safety and absence of conflict", "安全与和睦"),
    "courtyards.shared_performance": ("what all residents perceive alike", "居民共同感受"),
    "organizations.entry": ("how it may enter", "进入途径"),
    "organizations.members": ("members", "成员"),
    "organizations.quality": ("quality", "质量"),
    "organizations.status": ("status", "身份"),
    "organizations.track": ("status applied for", "申请的身份"),
    "organizations.ready": ("month of settlement", "办结月份"),
    "organizations.age": ("months since founding", "成立月数"),
    "organizations.formal_age": ("months since becoming formal", "正式成立月数"),
    "organizations.funds": ("funds", "资金"),
    "organizations.own_income": ("own income", "自有收入"),
    "organizations.government_income": ("government money", "政府资金"),
    "organizations.subsidy_due": ("support due", "应得补助"),
    "organizations.contract": ("contract held", "持有合同"),
    "organizations.contract_age": ("months of the contract", "合同月数"),
    "organizations.delivered": ("contract work delivered", "合同完成量"),
    "organizations.owed": ("work done and not paid yet", "应收款"),
    "organizations.relation": ("standing with the street", "与街道的关系"),
    "organizations.dependence": ("dependence on government", "对政府的依赖"),
    "organizations.responsiveness": ("responsiveness to residents", "对居民的回应"),
    "organizations.activity": ("activity", "活跃度"),
    "organizations.inactive_months": ("months of little activity", "低活跃月数"),
    "organizations.dormant": ("dormant", "休眠"),
    "organizations.incubated": ("coached by a guidance centre", "受指导中心孵化"),
    "residents.party": ("Party member", "党员"),
    "residents.cooperation": ("cooperation type", "合作类型"),
    "residents.threshold": ("threshold of taking part", "参与阈值"),
    "residents.reluctance": ("reluctance to pay and give", "付出意愿低"),
    "residents.contacts_required": ("contacts that make willing", "愿意参与所需接触"),
    "residents.active": ("takes part", "参与"),
    "residents.was_active": ("took part last month", "上月参与"),
    "residents.contribution": ("contribution", "贡献"),
    "residents.belief": ("belief about others", "对他人的信念"),
    "residents.burnout": ("burnout", "倦怠"),
    "residents.service": ("view of public services", "对公共服务的看法"),
    "residents.expectation": ("expectation", "期望"),
    "residents.performance": ("perceived performance", "感知绩效"),
    "residents.satisfaction": ("satisfaction", "满意度"),
    "residents.trust_good": ("good evidence on government", "对政府的正面印象"),
    "residents.trust_bad": ("bad evidence on government", "对政府的负面印象"),
    "residents.trust_gov": ("trust in government", "对政府的信任"),
    "residents.neighbour_good": ("good evidence on neighbours, kept", "对邻里正面印象累积"),
    "residents.neighbour_bad": ("bad evidence on neighbours, kept", "对邻里负面印象累积"),
    "residents.trust_nbr": ("trust in neighbours", "对邻里的信任"),
    "residents.case": ("case of the household", "家庭事项"),
    "model.activist": ("carries the bodies' work", "承担组织工作者"),
    "model.coverage": ("who is served by which station", "服务站覆盖"),
    "model.station_cover": ("covered by stations", "服务站覆盖率"),
    "model.courtyard_satisfaction": ("satisfaction in each courtyard", "各院落的满意度"),
    "model.shell_evidence": ("shells found by audits", "审计发现的空壳"),
    "model.ended_formal": ("formal organizations ended", "终止的正式组织"),
    "model.contracted_hours": ("contracted hours delivered", "合同服务工时"),
    "model.committee_relief": ("work taken off committees", "为居委会减轻的工作"),
    "model.station_relief": ("work taken off stations", "为服务站减轻的工作"),
    "model.organization_help": ("help to each organization", "对每个组织的帮助"),
    "model.group_cover": ("covered by self-management groups", "自管小组覆盖率"),
}
"""Number -> what it is."""

PARTS: Mapping[str, tuple[tuple[str, str], ...]] = {
    "streets": (("economy", "经济"), ("upward", "对上"), ("service", "服务"), ("community", "社区")),
    "courtyards": (("Party branch", "党支部"), ("council", "议事会"), ("self-management group", "自管小组")),
    "districts": (
        ("stations", "服务站"), ("workers", "人员"), ("grants", "拨款"), ("subsidies", "补贴"),
        ("demonstration", "示范"), ("purchases", "购买服务"),
    ),
}
"""Table -> components of its vectors, in order."""

STATUS = (
    ("latent", "潜在"), ("informal", "非正式"), ("applying", "申请中"), ("filed", "备案"), ("registered", "登记"),
    ("dissolved", "解散"),
)
NONE = ("none", "无")

STATES: Mapping[str, tuple[tuple[str, str], ...]] = {
    "organizations.status": STATUS,
    "organizations.track": (NONE, *STATUS[1:]),
    "residents.case": (
        ("no case", "无事项"), ("in need, not applying", "有事项未申请"), ("waiting", "等待"), ("received", "获得"),
        ("refused", "被拒"),
    ),
}
"""Numbers that stand for a state -> the states, by number."""

NO_YES = (("no", "否"), ("yes", "是"))
ASKED = {
    "courtyards.formal", "courtyards.client", "courtyards.visible", "companies.active", "companies.founded_now",
    "companies.failed", "stations.open", "organizations.dormant", "organizations.incubated", "residents.active",
    "residents.was_active",
}
"""Numbers that say whether something is so."""

MONTHS = {"organizations.ready"}
"""Numbers that stand for a month, 0 for none."""

MANY = 1000
"""From this on numbers are shown without decimals."""

DIGITS, MOST_DIGITS = 4, 9
"""Digits of a smaller number, and the most that two are given to tell them apart."""


def state_word(variable: str, part: int, lang: Lang) -> str:
    """What a number is, with its component where it is a vector; an unlisted one goes by its own name."""
    zh = lang == "zh"
    word = STATE[variable][zh] if variable in STATE else variable
    rule = declared(Rules).get(variable.removeprefix("rules.")) if variable.startswith("rules.") else None
    if rule is not None:
        word = rule.zh if zh else rule.doc
    parts = PARTS.get(variable.split(".")[0], ())
    if 0 <= part < len(parts):
        word += ("：" if zh else ": ") + parts[part][zh]
    return word


def tier_word(variable: str, lang: Lang) -> str:
    """Whose a number is."""
    return TIERS[variable.split(".")[0]][lang == "zh"]


def value_word(variable: str, value: float, lang: Lang, digits: int = DIGITS) -> str:
    """A value; where it stands for a state, the state."""
    states = STATES.get(variable, NO_YES if variable in ASKED else ())
    if states and value in range(len(states)):
        return states[int(value)][lang == "zh"]
    if variable in MONTHS and value == int(value):
        return month_name(int(value)) if value else NONE[lang == "zh"]
    written = f"{value:,.{digits - DIGITS}f}" if abs(value) >= MANY else f"{value:.{digits}g}"
    return written.replace("-", "−")


def pair_words(variable: str, one: float, other: float, lang: Lang) -> tuple[str, str]:
    """Two values, with so many digits that they read as different where they are."""
    for digits in range(DIGITS, MOST_DIGITS + 1):
        words = value_word(variable, one, lang, digits), value_word(variable, other, lang, digits)
        if words[0] != words[1] or one == other:
            break
    return words


def is_coded(variable: str) -> bool:
    """Whether a number stands for something else: a state, yes or no, a month."""
    return variable in STATES or variable in ASKED or variable in MONTHS
