"""World: behaviour and conditions that analysts are unsure of, and the switches of the model's structure.

The same for a baseline and a reform; what government decides is in `rules.py`. Every field is an
uncertainty in the sense of exploratory modelling: a default, a range and the evidence behind it.
The `channel_*` switches cut one channel between the tiers each.
"""

from __future__ import annotations

from dataclasses import dataclass

from govsim.params import param


@dataclass(frozen=True)
class World:
    """Assumptions about behaviour and conditions; see each field for meaning, unit and evidence."""


    # The place and its people
    population_scale: float = param(
        1.0, bounds=(0.9, 1.1), unit="ratio",
        doc="residents of the place over the census count", zh="居民数与普查数之比")
    share_without_property: float = param(
        0.62, bounds=(0.5, 0.8), unit="share",
        doc="courtyards without property management in 2007, none of them commercial estates",
        zh="2007年没有物业管理的院落份额")
    mean_households_old: float = param(
        126.0, bounds=(100, 275), unit="households", source="fangchan_2022", tag="D",
        doc="mean size of an old courtyard", zh="老旧院落平均户数")
    sd_ln_households: float = param(
        0.75, bounds=(0.5, 1.0), unit="log",
        doc="spread of the logarithm of courtyard sizes", zh="院落户数对数的标准差")
    renter_share_old: float = param(
        0.3, bounds=(0.15, 0.5), unit="share",
        doc="renters in old courtyards; other kinds keep their ratio to it", zh="老旧院落租户份额；其他类型按比例")
    party_share: float = param(
        0.015, bounds=(0.01, 0.03), unit="share of residents", source="dongguang_baike", tag="D",
        doc="Party members", zh="党员占居民份额")
    low_income_share: float = param(
        0.0104, bounds=(0.005, 0.03), unit="share of residents", source="dongguang_baike", tag="D",
        doc="recipients of the minimum living allowance", zh="低保对象占居民份额")
    heterogeneity_scale: float = param(
        1.0, bounds=(0.3, 2.5), unit="ratio",
        doc="heterogeneity of courtyards over that of their kind", zh="院落异质性与同类院落之比")
    ties_per_adult: int = param(
        8, bounds=(4, 14), unit="persons",
        doc="acquaintances an adult observes", zh="每个成年人可观察到的熟人")
    ties_outside: float = param(
        0.1, bounds=(0, 0.4), unit="share",
        doc="ties that lead elsewhere in the community", zh="通往社区其他院落的联系份额")
    ties_rewired: float = param(
        0.2, bounds=(0, 1), unit="share",
        doc="ties inside the courtyard that skip over nearest neighbours (small world)",
        zh="院落内跨越近邻的联系份额（小世界）")

    # Environment and money
    revenue_growth: float = param(
        0.16, bounds=(0.10, 0.22), unit="per year",
        doc="growth of district revenue", zh="区财政收入年增长率")
    revenue_2007: float = param(
        1800000000.0, bounds=(1.2e9, 2.4e9), unit="yuan/year",
        doc="district revenue in 2007, back-cast", zh="2007年区财政收入（回推）")
    economy_effect: float = param(
        0.1, bounds=(0.05, 0.2), unit="per year",
        doc="effect of hours spent on the economy on revenue growth", zh="经济工时对财政增长的作用")
    bureau_effectiveness: float = param(
        1.0, bounds=(0.8, 1.2), unit="ratio",
        doc="effect of district departments on stripped functions over that of streets",
        zh="部门承接剥离职能的效力与街道之比")
    public_share_2007: float = param(
        0.25, bounds=(0.15, 0.4), unit="share of revenue",
        doc="public-service budget in 2007", zh="2007年公共服务预算占财政收入份额")
    grant_2007: float = param(
        6000000.0, bounds=(3e6, 1.2e7), unit="yuan/street/year",
        doc="grant to an average street in 2007", zh="2007年街道平均拨款")
    wage_street: float = param(
        45000.0, bounds=(30000, 60000), unit="yuan/year",
        doc="cost of one street officer", zh="街道人员年成本")
    wage_community: float = param(
        24000.0, bounds=(15000, 36000), unit="yuan/year",
        doc="cost of one community worker in 2007", zh="2007年社区工作者年成本")
    station_cost: float = param(
        300000.0, bounds=(150000, 600000), unit="yuan/station/year",
        doc="running cost of a service station, windows included", zh="服务站年运行成本（含窗口人员）")
    upkeep_budget_share: float = param(
        0.2, bounds=(0.05, 0.5), unit="share",
        doc="share of a street's budget after wages that goes to upkeep of courtyards",
        zh="街道除工资外经费用于院落维护的份额")
    need_per_household: float = param(
        0.12, bounds=(0.06, 0.25), unit="cases/registered household/month",
        doc="cases that arise in a household", zh="每户籍户每月办事需求")
    need_extra_low_income: float = param(
        1.0, bounds=(0.5, 2), unit="ratio",
        doc="extra need of low-income households", zh="低收入家庭的额外需求")
    quake_upward: float = param(
        0.6, bounds=(0.3, 1.0), unit="ratio",
        doc="rise of upward tasks after the earthquake of May 2008", zh="2008年5月地震后对上任务的上升")
    quake_volunteering: float = param(
        0.3, bounds=(0.1, 0.6), unit="logit",
        doc="rise of the propensity to take part after the earthquake", zh="地震后参与倾向的上升")
    quake_upward_half_life: float = param(
        6.0, bounds=(3, 12), unit="months", source="shieh_deng_2011", tag="T",
        doc="half-life of the rise in upward tasks", zh="对上任务上升的半衰期")
    quake_volunteering_half_life: float = param(
        9.0, bounds=(6, 15), unit="months", source="shieh_deng_2011", tag="T",
        doc="half-life of the rise in volunteering", zh="志愿参与上升的半衰期")

    # Street offices
    street_staff: float = param(
        55.1, bounds=(40, 90), unit="FTE/street", tag="C",
        doc="staff of an average street office", zh="街道办事处平均人员")
    street_staff_by_size: float = param(
        0.5, bounds=(0, 1), unit="elasticity",
        doc="how staff grows with a street's population", zh="人员随街道人口增长的弹性")
    economic_staff_share: float = param(
        0.22, bounds=(0.15, 0.30), unit="share",
        doc="staff in the economic section before the reform", zh="改革前经济科人员份额")
    hours_per_fte: float = param(
        173.0, bounds=(120, 176), unit="hours/month", tag="C",
        doc="working hours of one person", zh="每人每月工时")
    attention_elasticity: float = param(
        1.5, bounds=(1, 2.5), unit="exponent",
        doc="concentration of attention on the best rewarded tasks (eta)", zh="注意力向高回报任务集中的程度（eta）")
    attention_inertia: float = param(
        0.2, bounds=(0.1, 0.5), unit="per month",
        doc="how fast attention moves toward its optimum", zh="注意力向最优调整的速度")
    measurability_economy: float = param(
        0.9, bounds=(0.75, 1), unit="share",
        doc="measurability of economic results", zh="经济成果可测度")
    measurability_upward: float = param(
        0.8, bounds=(0.65, 0.95), unit="share",
        doc="measurability of upward tasks", zh="对上任务可测度")
    measurability_service: float = param(
        0.35, bounds=(0.2, 0.5), unit="share",
        doc="measurability of public service", zh="公共服务可测度")
    measurability_community: float = param(
        0.25, bounds=(0.1, 0.4), unit="share",
        doc="measurability of community building", zh="社区建设可测度")
    intrinsic_service: float = param(
        0.05, bounds=(0, 0.1), unit="weight",
        doc="intrinsic motivation for public service", zh="对公共服务的内在动机")
    intrinsic_community: float = param(
        0.05, bounds=(0, 0.1), unit="weight",
        doc="intrinsic motivation for community building", zh="对社区建设的内在动机")
    prize: float = param(
        1.0, bounds=(0.5, 2), unit="multiple",
        doc="strength of the promotion prize", zh="晋升激励强度")
    rank_pressure: float = param(
        0.2, bounds=(0, 0.6), unit="share",
        doc="how far a low rank raises, and a high rank lowers, the prize felt next month",
        zh="排名对次月晋升压力的影响")
    appraisal_noise: float = param(
        0.2, bounds=(0.1, 0.4), unit="standard deviations",
        doc="noise of the appraisal", zh="考核噪声")
    appraisal_reported_share: float = param(
        0.8, bounds=(0, 1), unit="share",
        doc="share of reported against real results in the appraisal", zh="考核中上报结果（相对实际结果）的份额")
    survey_size: int = param(
        200, bounds=(50, 1000), unit="respondents/street",
        doc="residents asked in a satisfaction survey", zh="满意度调查每街道样本量")
    feedback_sensitivity: float = param(
        10.0, bounds=(0, 30), unit="per unit of satisfaction",
        doc="how a shortfall of satisfaction against the district mean raises the pull of service and community",
        zh="满意度低于全区均值时对服务与社区的推动")
    economy_pressure: float = param(
        0.5, bounds=(0, 1), unit="share",
        doc="economic work that returns informally when the street's budget falls short of 2007",
        zh="街道经费不及2007年时经济工作非正式回潮的程度")
    training_months: float = param(
        9.0, bounds=(4, 18), unit="months",
        doc="time constant of learning a new task", zh="新岗位学习时间常数")
    proficiency_new: float = param(
        0.4, bounds=(0.2, 0.7), unit="share",
        doc="proficiency of moved staff at first", zh="转岗人员初始熟练度")
    staff_move_months: float = param(
        6.0, bounds=(2, 12), unit="months",
        doc="months over which staff are moved", zh="转岗所需月数")
    service_hours_visits: float = param(
        0.2, bounds=(0.05, 0.5), unit="share",
        doc="share of service hours spent on visits", zh="公共服务工时用于走访的份额")
    service_hours_upkeep: float = param(
        0.5, bounds=(0.2, 0.8), unit="share",
        doc="share of service hours spent on upkeep of courtyards", zh="公共服务工时用于院落维护的份额")
    service_hours_stations: float = param(
        0.1, bounds=(0, 0.3), unit="share",
        doc="share of service hours that helps at service windows", zh="公共服务工时支援服务窗口的份额")
    hours_per_visit: float = param(
        6.0, bounds=(2, 12), unit="hours",
        doc="street hours behind one visit by a leader", zh="领导走访一次的工时")
    community_hours_enabling: float = param(
        0.25, bounds=(0.05, 1), unit="share",
        doc="share of community-building hours that reaches courtyards as enabling hours",
        zh="社区建设工时转为院落支持工时的份额")
    community_hours_organizations: float = param(
        0.15, bounds=(0, 0.5), unit="share",
        doc="share of community-building hours that supports organizations", zh="社区建设工时支持社会组织的份额")
    visible_pull: float = param(
        1.0, bounds=(0, 4), unit="ratio",
        doc="extra enabling hours that a visible courtyard draws", zh="显示度高的院落多得的支持工时")
    passdown_hours: float = param(
        0.214, bounds=(0.05, 0.4), unit="committee hours/street hour", tag="C",
        doc="committee hours that one street hour on upward tasks passes down",
        zh="街道每小时对上工作转给居委会的工时")

    # Communities and stations
    regular_tasks_2007: float = param(
        82.0, bounds=(80, 95), unit="tasks", source="article", tag="S",
        doc="regular tasks of a committee", zh="居委会常规任务数")
    temporary_tasks_year: float = param(
        60.3, bounds=(20, 100), unit="tasks/year", tag="C",
        doc="temporary tasks of a committee", zh="居委会年临时任务数")
    temporary_task_months: int = param(
        2, bounds=(1, 6), unit="months", tag="C",
        doc="how long a temporary task lasts", zh="临时任务持续月数")
    hours_regular_task: float = param(
        7.23, bounds=(6, 12), unit="hours/task/month", tag="C",
        doc="hours of a regular task", zh="每项常规任务工时")
    hours_temporary_task: float = param(
        21.8, bounds=(15, 60), unit="hours/task/month", tag="C",
        doc="hours of a temporary task", zh="每项临时任务工时")
    committee_staff: float = param(
        7.0, bounds=(5, 10), unit="FTE/community", source="mca_2014", tag="D",
        doc="staff of an average residents' committee", zh="居委会平均人员")
    task_growth: float = param(
        0.106, bounds=(0, 0.12), unit="per year", tag="C",
        doc="autonomous growth of regular tasks", zh="常规任务自发增长率")
    refill_rate: float = param(
        0.03, bounds=(0.01, 0.08), unit="per month",
        doc="regular tasks that slack attracts", zh="富余时间引来的新任务")
    paper_cost: float = param(
        2.0, bounds=(1, 4), unit="appraisal",
        doc="cost of reporting on paper (k)", zh="纸面应付的成本（k）")
    detection_probability: float = param(
        0.05, bounds=(0.02, 0.3), unit="share",
        doc="chance that paper results are detected", zh="纸面应付被查出的概率")
    detection_penalty: float = param(
        1.0, bounds=(0.5, 2), unit="appraisal",
        doc="appraisal lost when paper results are detected (F)", zh="纸面应付被查出的扣分（F）")
    slack_memory: float = param(
        6.0, bounds=(1, 24), unit="months",
        doc="months over which those who hand tasks down notice slack", zh="派任务者察觉富余时间所需月数")
    slack_enabling_share: float = param(
        0.5, bounds=(0.1, 1), unit="share",
        doc="share of a committee's free hours that reaches courtyards", zh="居委会富余工时用于院落的份额")
    quit_rate: float = param(
        0.012, bounds=(0.004, 0.03), unit="per month",
        doc="merit-hired workers who quit at the pay of 2007", zh="择优聘用人员在2007年薪酬下的月离职率")
    pay_elasticity: float = param(
        1.0, bounds=(0, 2), unit="elasticity",
        doc="how higher pay lowers quitting", zh="提薪降低离职的弹性")
    recruit_months: float = param(
        3.0, bounds=(1, 12), unit="months",
        doc="time to fill a post", zh="补员所需月数")
    window_share_least: float = param(
        0.3, bounds=(0, 0.8), unit="share",
        doc="share of window hours that stays open however the back office is overloaded",
        zh="后台超负荷时窗口仍保持开放的工时份额")
    station_acceptance: float = param(
        1.2, bounds=(0.8, 2), unit="hours/back-office hour",
        doc="work moved from committees that a station takes on per hour of its back office",
        zh="服务站每后台工时承接的移交工作")
    opening_hours: float = param(
        147.0, bounds=(100, 200), unit="hours/month",
        doc="opening hours of a window (21 days of 7 hours)", zh="窗口每月开放工时（21天×7小时）")
    minutes_committee: float = param(
        30.0, bounds=(20, 40), unit="minutes/visit",
        doc="service time at the committee's window", zh="居委会窗口每次办理时间")
    minutes_station: float = param(
        20.0, bounds=(12, 30), unit="minutes/visit",
        doc="service time at a station's window", zh="服务站窗口每次办理时间")
    trips_novice: float = param(
        1.5, bounds=(1.2, 2.2), unit="trips/case",
        doc="trips a case needs where competence is zero", zh="窗口能力为零时每件事跑的次数")
    trips_expert: float = param(
        1.2, bounds=(1.0, 1.6), unit="trips/case",
        doc="trips a case needs where competence is full", zh="窗口能力充分时每件事跑的次数")
    windows_committee: int = param(
        2, bounds=(1, 2), unit="windows",
        doc="windows of a committee", zh="居委会窗口数")
    saturation: float = param(
        0.98, bounds=(0.9, 0.995), unit="utilisation", source="kleinrock_1975", tag="T",
        doc="utilisation from which a queue is counted as backlog", zh="排队按积压计算的利用率界限")
    apply_base: float = param(
        1.0, bounds=(0, 2), unit="logit",
        doc="propensity to apply (b0)", zh="申请倾向常数（b0）")
    apply_need: float = param(
        0.8, bounds=(0.3, 1.5), unit="logit",
        doc="effect of need (b1)", zh="需求的作用（b1）")
    apply_burden: float = param(
        0.9, bounds=(0.5, 1.5), unit="logit", source="moynihan_2015", tag="T",
        doc="effect of travel, wait and trips (b2)", zh="路程、等待、跑动的作用（b2）")
    apply_psychological: float = param(
        0.4, bounds=(0, 1), unit="logit",
        doc="psychological cost of low-income applicants (b3)", zh="低收入申请者的心理成本（b3）")
    apply_help: float = param(
        0.5, bounds=(0, 1), unit="logit",
        doc="help from an organization (b4)", zh="社会组织帮助的作用（b4）")
    burden_wait: float = param(
        60.0, bounds=(20, 180), unit="minutes",
        doc="wait on whose scale burden grows, as ln(1 + wait/scale)", zh="等待负担的尺度：ln(1+等待/尺度)")
    travel_committee: float = param(
        0.2, bounds=(0, 0.6), unit="burden",
        doc="travel to the committee's window", zh="到居委会窗口的路程负担")
    travel_station: float = param(
        0.35, bounds=(0, 1), unit="burden",
        doc="travel to a station that serves about 5,800 households; grows with the square root of its catchment",
        zh="到服务站的路程负担，随服务户数平方根增长")
    station_travel_households: float = param(
        5780.0, bounds=(2000, 12000), unit="households",
        doc="catchment at which travel_station holds", zh="路程负担对应的服务户数")
    service_memory: float = param(
        0.15, bounds=(0.05, 0.4), unit="share",
        doc="how far hearsay moves a household's view of service in a month", zh="每月口碑对服务评价的影响")

    # Residents and courtyards
    share_conditional: float = param(
        0.52, bounds=(0.45, 0.60), unit="share", source="fischbacher_2001", tag="T",
        doc="conditional cooperators", zh="条件合作者份额")
    share_free_rider: float = param(
        0.28, bounds=(0.20, 0.33), unit="share", source="fischbacher_2001", tag="T",
        doc="free riders", zh="搭便车者份额")
    share_hump: float = param(
        0.12, bounds=(0.10, 0.15), unit="share", source="fischbacher_2001", tag="T",
        doc="hump-shaped cooperators (the rest, 0.08, are altruists)", zh="驼峰型合作者份额（其余0.08为利他者）")
    conditional_slope: float = param(
        0.85, bounds=(0.75, 0.95), unit="ratio", source="fischbacher_2001", tag="T",
        doc="contribution of a conditional cooperator per unit of belief (psi)",
        zh="条件合作者按信念贡献的斜率（psi）")
    threshold_a: float = param(
        2.0, bounds=(1.5, 3), unit="Beta", source="granovetter_1978", tag="T",
        doc="first shape parameter of the threshold distribution", zh="参与阈值分布参数一")
    threshold_b: float = param(
        5.0, bounds=(3, 7), unit="Beta", source="granovetter_1978", tag="T",
        doc="second shape parameter of the threshold distribution", zh="参与阈值分布参数二")
    contacts_needed: int = param(
        2, bounds=(2, 4), unit="persons", source="centola_macy_2007", tag="T",
        doc="active contacts that a resident needs", zh="居民参与所需的活跃接触数")
    bodies_as_contacts: float = param(
        1.0, bounds=(0, 2), unit="contacts/body",
        doc="contacts that one fully working body stands for", zh="一个运转良好的组织相当于几个接触")
    trust_taking_part: float = param(
        1.0, bounds=(0, 3), unit="logit",
        doc="effect of trust in government and neighbours on taking part", zh="信任对参与的作用")
    size_base: float = param(
        -1.2, bounds=(-2, 0), unit="logit",
        doc="size logit: constant (b0)", zh="规模方程常数（b0）")
    size_value: float = param(
        1.0, bounds=(0.5, 1.5), unit="logit",
        doc="size logit: value of the good (bV)", zh="规模方程：公共品价值（bV）")
    size_known: float = param(
        1.8, bounds=(1, 3), unit="logit",
        doc="size logit: effect of being known (bm)", zh="规模方程：相识的作用（bm）")
    size_known_households: float = param(
        45.0, bounds=(25, 80), unit="households",
        doc="households that one knows (d)", zh="相识户数（d）")
    size_fixed_cost: float = param(
        70.0, bounds=(30, 150), unit="households",
        doc="size logit: fixed cost of organizing (F)", zh="规模方程：组织固定成本（F）")
    size_value_exponent: float = param(
        0.3, bounds=(0, 0.6), unit="exponent", source="yang_2013", tag="T",
        doc="how the value per head falls with size (gamma)", zh="人均价值随规模下降的指数（gamma）")
    size_heterogeneity: float = param(
        0.18, bounds=(0.05, 0.4), unit="logit", source="poteete_ostrom_2004", tag="T",
        doc="cost of agreement with heterogeneity (cn)", zh="异质性带来的协商成本（cn）")
    formal_mandate: float = param(
        0.141, bounds=(0, 0.6), unit="per month", tag="C",
        doc="how fast a mandate makes bodies formal (zeta)", zh="强制要求使组织成立的速度")
    formal_enabling: float = param(
        0.15, bounds=(0.05, 0.4), unit="per month",
        doc="how fast enabling hours make bodies formal", zh="支持工时使组织成立的速度")
    hours_form: float = param(
        30.0, bounds=(15, 80), unit="hours/unit/month",
        doc="enabling hours that count as one unit in forming a body", zh="组建组织的一单位支持工时")
    hours_run: float = param(
        3.0, bounds=(1, 8), unit="hours/unit/month",
        doc="enabling hours that keep a body working", zh="维持组织运转的支持工时")
    function_months: float = param(
        3.0, bounds=(2, 6), unit="months",
        doc="time constant of a body's function", zh="组织功能调整时间常数")
    attendance_full: float = param(
        0.5, bounds=(0.3, 0.8), unit="share of households",
        doc="attendance that counts as full", zh="视为充分到会的户数份额")
    attend_base: float = param(
        -2.2, bounds=(-3.5, -1), unit="logit",
        doc="attendance of a resident who is not active: constant", zh="非积极居民到会倾向常数")
    attend_elder: float = param(
        1.2, bounds=(0, 2), unit="logit",
        doc="attendance: residents of 60 and over", zh="老年人到会倾向")
    attend_social_capital: float = param(
        2.0, bounds=(0, 4), unit="logit",
        doc="attendance: social capital", zh="社会资本对到会的作用")
    attend_enabling: float = param(
        1.0, bounds=(0, 2), unit="logit",
        doc="attendance: supported meetings (open-air meetings called by organizers)",
        zh="有组织支持的会议（坝坝会）对到会的作用")
    leaders_needed: float = param(
        3.0, bounds=(1, 8), unit="persons/unit",
        doc="active people at whose number leadership is about two thirds", zh="领导力达三分之二所需积极分子")
    quorum_spread: float = param(
        0.05, bounds=(0.01, 0.2), unit="share of households",
        doc="how sharply a quorum binds", zh="法定到会数的约束锐度")
    fine: float = param(
        0.3, bounds=(0, 1), unit="contribution", source="fehr_gaechter_2000", tag="T",
        doc="sanction that monitoring can bring (fine)", zh="监督可带来的惩罚")
    free_rider_cost: float = param(
        0.3, bounds=(0.1, 1), unit="contribution",
        doc="highest cost at which a free rider contributes (uniform from 0)",
        zh="搭便车者贡献成本上限（均匀分布）")
    belief_inertia: float = param(
        0.7, bounds=(0.5, 0.9), unit="per month", source="fischbacher_gaechter_2010", tag="T",
        doc="inertia of the belief about others (lambda)", zh="对他人信念的惯性（lambda）")
    observability_base: float = param(
        0.3, bounds=(0.1, 0.6), unit="share",
        doc="what neighbours see of each other without a council", zh="没有议事会时邻里相互可见度")
    capture_growth: float = param(
        0.02, bounds=(0.01, 0.05), unit="per month",
        doc="growth of capture with heterogeneity (r)", zh="俘获随异质性的增长（r）")
    capture_monitoring: float = param(
        0.05, bounds=(0.02, 0.1), unit="per month",
        doc="fall of capture under monitoring (m)", zh="监督对俘获的抑制（m）")
    burnout_rise: float = param(
        0.25, bounds=(0.1, 0.4), unit="per month",
        doc="burnout per unit of overload (k)", zh="超负荷引起的倦怠（k）")
    burnout_recovery: float = param(
        0.1, bounds=(0.05, 0.15), unit="per month",
        doc="recovery from burnout", zh="倦怠恢复")
    activist_hours: float = param(
        4.0, bounds=(2, 10), unit="hours/month",
        doc="hours an activist can bear", zh="积极分子每月可承担工时")
    unit_work_hours: float = param(
        6.0, bounds=(2, 20), unit="hours/body/month",
        doc="hours that a working body's own affairs take in a unit", zh="每单元一个运转组织自身事务工时")
    council_mediation: float = param(
        0.5, bounds=(0, 1), unit="share",
        doc="share of conflicts that a fully working council settles before they break out",
        zh="充分运转的议事会化解的冲突份额")
    condition_decay: float = param(
        0.02, bounds=(0.01, 0.04), unit="per month", source="ostrom_1996", tag="T",
        doc="decay of a courtyard's condition (dQ)", zh="院落状况衰减（dQ）")
    ces_exponent: float = param(
        -0.5, bounds=(-2, 0.5), unit="exponent",
        doc="complementarity of government and residents (rho)", zh="政府与居民投入互补性（rho）")
    ces_weight: float = param(
        0.5, bounds=(0.3, 0.7), unit="share",
        doc="weight of government input (alpha)", zh="政府投入权重（alpha）")
    ces_scale: float = param(
        0.04, bounds=(0.02, 0.08), unit="per month",
        doc="condition that inputs of one add in a month (A)", zh="一单位投入每月增加的状况（A）")
    contribution_full: float = param(
        0.15, bounds=(0.05, 0.5), unit="contribution/household/month",
        doc="residents' contribution that counts as a full input", zh="计为充分投入的居民贡献")
    private_upkeep: float = param(
        0.1, bounds=(0, 0.3), unit="input",
        doc="residents' input that needs no organizing (sweeping, gate-keeping)",
        zh="无需组织的居民投入（清扫、守门）")
    upkeep_yuan: float = param(
        15.0, bounds=(5, 50), unit="yuan/household/month",
        doc="upkeep money that counts as a full input", zh="计为充分投入的维护经费")
    upkeep_hours: float = param(
        0.05, bounds=(0.01, 0.2), unit="hours/household/month",
        doc="street hours that count as a full input", zh="计为充分投入的街道工时")
    property_input: float = param(
        0.5, bounds=(0.2, 1), unit="input",
        doc="government-side input that a working property service adds", zh="运转的物业服务带来的投入")
    demonstration_months: int = param(
        12, bounds=(3, 36), unit="months",
        doc="months over which a demonstration courtyard's capital is spent", zh="示范院落资金拨付月数")
    fee_commercial: float = param(
        40.0, bounds=(10, 120), unit="yuan/household/month",
        doc="property fee of commercial estates in 2007", zh="2007年商品房小区物业费")
    property_fixed_cost: float = param(
        4000.0, bounds=(2000, 8000), unit="yuan/month",
        doc="fixed cost of a property company", zh="物业公司固定成本")
    property_household_cost: float = param(
        3.35, bounds=(3, 8), unit="yuan/household/month", tag="C",
        doc="cost per household of a property company", zh="物业公司每户成本")
    property_founding_hours: float = param(
        20.0, bounds=(0, 100), unit="hours/month",
        doc="free hours of a committee at which it founds a property company", zh="居委会成立物业公司所需富余工时")
    property_patience: int = param(
        3, bounds=(1, 12), unit="months",
        doc="months with negative cash before a company withdraws", zh="现金为负多久后撤出")
    pay_base: float = param(
        2.18, bounds=(-1, 3), unit="logit", tag="C",
        doc="propensity to pay the property fee", zh="缴纳物业费倾向常数")
    pay_condition: float = param(
        2.0, bounds=(0, 4), unit="logit",
        doc="paying: condition of the courtyard above one half", zh="院落状况对缴费的作用")
    pay_monitoring: float = param(
        1.0, bounds=(0, 3), unit="logit",
        doc="paying: a working self-management group", zh="自管小组对缴费的作用")
    pay_trust: float = param(
        1.0, bounds=(0, 3), unit="logit",
        doc="paying: trust in neighbours above one half", zh="邻里信任对缴费的作用")
    social_capital_decay: float = param(
        0.008, bounds=(0.004, 0.02), unit="per month", source="coleman_1990", tag="T",
        doc="decay of social capital (delta)", zh="社会资本衰减（delta）")
    turnover_renter: float = param(
        0.03, bounds=(0.015, 0.05), unit="per month",
        doc="renting households that move", zh="租户月流动率")
    turnover_owner: float = param(
        0.004, bounds=(0.001, 0.01), unit="per month",
        doc="owning households that move", zh="业主月流动率")
    capital_meeting: float = param(
        0.01, bounds=(0.005, 0.02), unit="per month",
        doc="social capital from meetings that are attended", zh="会议积累的社会资本")
    capital_event: float = param(
        0.005, bounds=(0, 0.01), unit="per month",
        doc="social capital from organizations' events", zh="活动积累的社会资本")
    capital_conflict: float = param(
        0.02, bounds=(0.01, 0.05), unit="per conflict/10 households",
        doc="social capital lost to conflict", zh="冲突损失的社会资本")
    conflict_base: float = param(
        0.004, bounds=(0.001, 0.02), unit="conflicts/household/month",
        doc="conflicts in a fully heterogeneous courtyard without capital", zh="完全异质且无社会资本院落的冲突")
    conflict_per_safety: float = param(
        0.004, bounds=(0.001, 0.02), unit="conflicts/household/month",
        doc="conflicts at which perceived safety is halved", zh="安全感减半的冲突水平")
    performance_service: float = param(
        0.35, bounds=(0, 1), unit="weight",
        doc="weight of service in perceived performance (the four are normalised)",
        zh="绩效感知中服务的权重（四项归一）")
    performance_condition: float = param(
        0.35, bounds=(0, 1), unit="weight",
        doc="weight of the courtyard's condition", zh="院落状况的权重")
    performance_safety: float = param(
        0.15, bounds=(0, 1), unit="weight",
        doc="weight of safety and absence of conflict", zh="安全与少冲突的权重")
    performance_organizations: float = param(
        0.15, bounds=(0, 1), unit="weight",
        doc="weight of organizations' services", zh="社会组织服务的权重")
    visit_service: float = param(
        0.1, bounds=(0, 0.3), unit="weight",
        doc="weight of visits by leaders in the view of service", zh="领导走访在服务评价中的权重")
    satisfaction_base: float = param(
        0.3, bounds=(0.2, 0.4), unit="share",
        doc="satisfaction at zero performance (s0)", zh="绩效为零时的满意度（s0）")
    satisfaction_performance: float = param(
        0.35, bounds=(0.2, 0.5), unit="share", source="van_ryzin_2004", tag="T",
        doc="effect of performance (bP)", zh="绩效的作用（bP）")
    satisfaction_disconfirmation: float = param(
        0.5, bounds=(0.3, 0.7), unit="share", source="van_ryzin_2004", tag="T",
        doc="effect of performance above or below expectation (bD)", zh="期望落差的作用（bD）")
    loss_aversion: float = param(
        1.6, bounds=(1.2, 2.25), unit="ratio", source="james_2009", tag="T",
        doc="weight of a shortfall over a surplus (kappa)", zh="失望相对惊喜的权重（kappa）")
    expectation_speed: float = param(
        0.07, bounds=(0.03, 0.15), unit="per month", source="oliver_1980", tag="T",
        doc="adaptation of expectation (lambda E)", zh="期望适应速度")
    announcement_lift: float = param(
        0.08, bounds=(0, 0.3), unit="share",
        doc="rise of expectation when a reform is announced (bA)", zh="公布改革对期望的提升")
    trust_memory: float = param(
        0.97, bounds=(0.94, 0.99), unit="per month", source="josang_ismail_2002", tag="T",
        doc="memory of evidence in trust (phi)", zh="信任证据的记忆")
    trust_asymmetry: float = param(
        2.0, bounds=(1.5, 3), unit="ratio", source="slovic_1993", tag="T",
        doc="weight of bad evidence over good", zh="坏消息相对好消息的权重")
    trust_expect_share: float = param(
        0.5, bounds=(0.2, 0.8), unit="share",
        doc="contribution of a participant that neighbours take as good faith", zh="邻里视为善意的贡献水平")
    shell_distrust: float = param(
        0.5, bounds=(0, 2), unit="evidence",
        doc="bad evidence on government per shell found by audit and 1,000 residents",
        zh="每千居民查出一个空壳带来的政府不信任证据")

    # Social organizations
    registered_2007: int = param(
        187, bounds=(170, 195), unit="organizations", tag="C",
        doc="registered at the start of 2007", zh="2007年初登记组织数")
    latent_groups: float = param(
        5.83, bounds=(4, 12), unit="groups/community", tag="C",
        doc="informal groups at the start", zh="每社区潜在草根组织数")
    blocked_2007: int = param(
        63, bounds=(30, 100), unit="organizations", tag="C",
        doc="groups that wish to register and lack a sponsor", zh="希望登记而无主管单位的组织")
    registration_inflow: float = param(
        1.4, bounds=(1, 2.5), unit="groups/month", tag="C",
        doc="new would-be registrants in the district", zh="全区每月新增希望登记者")
    registration_give_up: float = param(
        0.0133, bounds=(0.005, 0.03), unit="per month", tag="C",
        doc="would-be registrants who give up", zh="放弃登记的比例")
    sponsored_meets_conditions: float = param(
        0.247, bounds=(0.2, 0.6), unit="share", tag="C",
        doc="sponsored applicants who also meet capital, premises and niche conditions",
        zh="有主管单位者满足资金场所等条件的份额")
    filing_consideration: float = param(
        0.362, bounds=(0.15, 0.45), unit="per month", tag="C",
        doc="informal groups that consider filing", zh="每月考虑备案的草根组织份额")
    filing_eligible: float = param(
        0.923, bounds=(0.6, 0.95), unit="share", tag="C",
        doc="informal groups that could file at all", zh="可能备案的草根组织份额")
    choice_scale: float = param(
        0.53, bounds=(0.1, 1), unit="utility", tag="C",
        doc="utility that moves the odds of applying by one logit", zh="改变申请概率一个逻辑单位的效用")
    acceptance_probability: float = param(
        0.7, bounds=(0.4, 0.95), unit="share",
        doc="acceptance that an applicant expects", zh="申请者预期的获批概率")
    benefit_legal: float = param(
        0.5, bounds=(0.2, 1), unit="utility",
        doc="benefit of legal standing", zh="合法身份的收益")
    benefit_contract: float = param(
        0.5, bounds=(0.2, 1), unit="utility",
        doc="benefit of being able to bid", zh="可承接购买服务的收益")
    benefit_incubator: float = param(
        0.3, bounds=(0, 0.6), unit="utility",
        doc="benefit of incubation", zh="孵化的收益")
    cost_capital: float = param(
        1.21, bounds=(0.5, 2), unit="utility/30,000 yuan", tag="C",
        doc="cost of required capital", zh="资金要求的成本")
    cost_member_gap: float = param(
        0.835, bounds=(0.2, 1), unit="utility/10 members", tag="C",
        doc="cost of missing members", zh="会员缺口的成本")
    cost_search: float = param(
        0.529, bounds=(0.1, 1), unit="utility", tag="C",
        doc="cost of seeking a sponsor", zh="寻找主管单位的成本")
    founding_base: float = param(
        -2.5, bounds=(-3.5, -1.5), unit="log births/niche/month",
        doc="founding rate of a niche (a0)", zh="每类领域成立率对数（a0）")
    founding_density: float = param(
        0.6, bounds=(0.3, 1), unit="log", source="hannan_freeman_1989", tag="T",
        doc="legitimation by density (a1)", zh="密度带来的合法性（a1）")
    founding_crowding: float = param(
        0.25, bounds=(0.1, 0.4), unit="log", source="hannan_freeman_1989", tag="T",
        doc="competition by density (a2)", zh="密度带来的竞争（a2）")
    hazard_new: float = param(
        0.015, bounds=(0.005, 0.03), unit="per month",
        doc="dissolution hazard of a new informal group", zh="新草根组织解散风险")
    hazard_memory: float = param(
        24.0, bounds=(18, 36), unit="months", source="stinchcombe_1965", tag="T",
        doc="time constant of the liability of newness", zh="新生劣势时间常数")
    exit_registered: float = param(
        0.0226, bounds=(0.01, 0.04), unit="per year", tag="C",
        doc="exit of registered organizations", zh="登记组织年退出率")
    activity_minimum: float = param(
        0.15, bounds=(0.1, 0.3), unit="activity",
        doc="activity below which an organization counts as inactive", zh="视为不活跃的活动水平")
    dormant_months: int = param(
        6, bounds=(3, 12), unit="months",
        doc="months of inactivity until dormancy", zh="多久不活跃算休眠")
    opportunist_pool: float = param(
        0.103, bounds=(0.05, 0.4), unit="share of latent groups", tag="C",
        doc="opportunists who would enter for money", zh="为资助而来的投机者份额")
    opportunist_cost: float = param(
        2190.0, bounds=(500, 8000), unit="yuan", tag="C",
        doc="mean cost at which an opportunist sets up a shell (exponential)",
        zh="投机者设空壳的平均成本（指数分布）")
    founding_steering: float = param(
        0.5, bounds=(0, 1), unit="share",
        doc="how far unmet need and social capital steer whether and where groups arise",
        zh="未满足需求与社会资本引导组织产生地的程度")
    volunteer_hours: float = param(
        40.0, bounds=(10, 120), unit="hours/month",
        doc="hours that a mission-led group of 20 brings by itself", zh="一个二十人公益团体自发工时")
    funds_needed: float = param(
        2000.0, bounds=(500, 10000), unit="yuan/month",
        doc="funds at which an organization works in full", zh="组织满负荷运转所需资金")
    activity_funds_exponent: float = param(
        0.3, bounds=(0.1, 1), unit="exponent",
        doc="how activity rises with funds below the need", zh="活动随资金（不足时）上升的指数")
    activity_members_exponent: float = param(
        0.5, bounds=(0, 1), unit="exponent",
        doc="how activity rises with members", zh="活动随成员数上升的指数")
    activity_members: float = param(
        20.0, bounds=(8, 60), unit="persons",
        doc="members at which an organization of full quality is fully active", zh="质量充分的组织满活动所需成员数")
    age_2007: float = param(
        24.0, bounds=(0, 120), unit="months",
        doc="age of groups and organizations at the start", zh="起始时组织存续月数")
    donations: float = param(
        400.0, bounds=(0, 3000), unit="yuan/month",
        doc="own income of an organization", zh="组织自有收入")
    crowding_out: float = param(
        0.1, bounds=(-0.2, 0.64), unit="ratio", source="andreoni_payne_2003", tag="T",
        doc="own income lost per yuan of government money (chi)", zh="政府资金挤出自有收入的比例（chi）")
    dependence_drift: float = param(
        0.5, bounds=(0.3, 0.8), unit="share", source="pfeffer_salancik_1978", tag="T",
        doc="responsiveness lost at full dependence (eps)", zh="完全依赖时丧失的回应性（eps）")
    contract_size: float = param(
        5000.0, bounds=(1000, 20000), unit="yuan/month",
        doc="size of a contract", zh="每份合同金额")
    yuan_per_hour: float = param(
        30.0, bounds=(15, 80), unit="yuan/hour",
        doc="price of one purchased hour of service", zh="购买一小时服务的价格")
    bid_noise: float = param(
        0.2, bounds=(0.05, 0.5), unit="score",
        doc="noise in the score of a bid", zh="评标噪声")
    evaluation_bias: float = param(
        0.4, bounds=(0, 0.8), unit="share",
        doc="weight of reported activity when the operator evaluates its peers",
        zh="运营方评估同行时偏向上报活动的程度")
    evaluation_bias_independent: float = param(
        0.1, bounds=(0, 0.4), unit="share",
        doc="weight of reported activity in an independent evaluation", zh="独立评估偏向上报活动的程度")
    contract_reserve: float = param(
        0.5, bounds=(0, 1), unit="share of funds needed",
        doc="funds that an organization keeps back from contract work that is paid later",
        zh="组织为自身活动保留、不垫付合同的资金份额")
    contract_months: int = param(
        12, bounds=(3, 36), unit="months",
        doc="length of a contract", zh="合同期限")
    founding_capital: float = param(
        2500.0, bounds=(500, 10000), unit="yuan",
        doc="mean funds of an informal group at its founding (exponential)",
        zh="草根组织成立时平均资金（指数分布）")
    quality_mean: float = param(
        0.6, bounds=(0.3, 0.9), unit="share",
        doc="mean quality of a mission-led organization (Beta)", zh="公益组织平均质量（贝塔分布）")
    quality_concentration: float = param(
        6.0, bounds=(2, 30), unit="Beta",
        doc="concentration of the quality of organizations around its mean", zh="组织质量围绕均值的集中度")
    reported_by_shells: float = param(
        0.8, bounds=(0, 1), unit="activity",
        doc="activity that a shell reports, whatever it does", zh="空壳上报的活动水平")
    quality_shell: float = param(
        0.1, bounds=(0, 0.4), unit="share",
        doc="quality of a shell", zh="空壳组织质量")
    group_members: float = param(
        23.8, bounds=(8, 40), unit="persons", tag="C",
        doc="mean members of an informal group (exponential above the least)",
        zh="草根组织平均成员数（最少人数以上指数分布）")
    group_members_least: float = param(
        6.0, bounds=(3, 8), unit="persons",
        doc="least members of an informal group", zh="草根组织最少成员数")
    registered_members: float = param(
        70.0, bounds=(50, 150), unit="persons",
        doc="mean members of a registered organization (exponential above what the law asks)",
        zh="登记组织平均成员数（法定人数以上指数分布）")
    support_gain: float = param(
        0.15, bounds=(0, 0.5), unit="share",
        doc="gain in activity where street support is ample", zh="街道充分支持时活跃度的增益")
    support_hours: float = param(
        4.0, bounds=(1, 20), unit="hours/organization/month",
        doc="street hours per formal organization that count as one unit of support",
        zh="视为一单位支持的街道工时（每组织）")
    organization_service_full: float = param(
        15.0, bounds=(4, 60), unit="hours/1,000 residents/month",
        doc="organizations' hours that count as full service", zh="视为充分的社会组织服务工时")

    # Channels between the tiers: structural switches
    channel_earthquake: bool = param(
        True, doc="the earthquake of May 2008 raises upward tasks and volunteering", zh="2008年5月地震的冲击")
    channel_economy_revenue: bool = param(
        True, doc="hours on the economy raise district revenue", zh="经济工时带动财政收入")
    channel_passdown: bool = param(
        True, doc="street hours on upward tasks pass work down to committees", zh="街道对上工作转给居委会")
    channel_visits: bool = param(
        True, doc="service hours become visits that residents notice", zh="公共服务工时变为走访")
    channel_upkeep: bool = param(
        True, doc="service hours and street money keep courtyards up", zh="街道工时与经费维护院落")
    channel_station_help: bool = param(
        True, doc="service hours help at windows", zh="街道工时支援窗口")
    channel_street_enabling: bool = param(
        True, doc="community-building hours reach courtyards", zh="社区建设工时到达院落")
    channel_visible_pull: bool = param(
        True, doc="visible courtyards draw enabling hours", zh="显示度高的院落吸引支持工时")
    channel_organization_support: bool = param(
        True, doc="community-building hours support organizations", zh="社区建设工时支持社会组织")
    channel_slack_enabling: bool = param(
        True, doc="free hours of committees reach courtyards", zh="居委会富余工时到达院落")
    channel_refill: bool = param(
        True, doc="slack of committees and stations attracts new tasks", zh="富余时间引来新任务")
    channel_task_transfer: bool = param(
        True, doc="stations take regular tasks off committees", zh="服务站承接居委会常规任务")
    channel_paper: bool = param(
        True, doc="overloaded committees report work that is not done", zh="超负荷时纸面应付")
    channel_burden_applying: bool = param(
        True, doc="waits, travel and trips move the wish to apply", zh="等待、路程和跑动影响申请意愿")
    channel_service_satisfaction: bool = param(
        True, doc="what households meet at windows enters perceived performance", zh="办事经历进入绩效感知")
    channel_observability: bool = param(
        True, doc="councils let neighbours see each other's contribution", zh="议事会使邻里互见")
    channel_monitoring: bool = param(
        True, doc="self-management groups monitor contributions and fees", zh="自管小组监督贡献与缴费")
    channel_leadership: bool = param(
        True, doc="Party branches supply leaders to council and group", zh="党支部为议事会和自管小组提供带头人")
    channel_bodies_contacts: bool = param(
        True, doc="working bodies bring residents to take part", zh="运转的组织带动居民参与")
    channel_participation_condition: bool = param(
        True, doc="residents' contributions raise the courtyard's condition", zh="居民贡献改善院落状况")
    channel_condition_satisfaction: bool = param(
        True, doc="the courtyard's condition enters perceived performance", zh="院落状况进入绩效感知")
    channel_satisfaction_trust: bool = param(
        True, doc="satisfaction is evidence on government", zh="满意度成为信任政府的证据")
    channel_trust_participation: bool = param(
        True, doc="trust moves taking part", zh="信任影响参与")
    channel_burnout: bool = param(
        True, doc="load on activists burns them out", zh="负荷使积极分子倦怠")
    channel_founding: bool = param(
        True, doc="social capital and unmet need steer where groups arise", zh="社会资本与需求引导组织产生")
    channel_dependence: bool = param(
        True, doc="government money makes organizations less responsive", zh="政府资金使组织回应性下降")
    channel_service_relief: bool = param(
        True, doc="purchased services relieve stations and committees", zh="购买服务减轻服务站与居委会负担")
    channel_organization_help: bool = param(
        True, doc="organizations help the needy to apply", zh="社会组织帮助困难居民申请")
    channel_organization_services: bool = param(
        True, doc="organizations' services reach residents and courtyards", zh="社会组织服务惠及居民与院落")
    channel_shell_distrust: bool = param(
        True, doc="shells found by audit cost trust", zh="查出空壳损害信任")
    channel_rank_pressure: bool = param(
        True, doc="appraisal ranks set next month's pressure", zh="考核排名决定次月压力")
