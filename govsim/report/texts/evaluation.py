"""Figures and sentences of evaluations."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "evaluation_design": (
        "{reforms}: {treated} of {all} {unit}, {groups} from {first}; {before} months before. "
        'Without it: "{baseline}". Errors clustered by {cluster}.',
        "{reforms}：{all}个{unit}中的{treated}个，{groups}，自{first}起；此前有{before}个月。对照世界：“{baseline}”。"
        "误差按{cluster}聚类。",
    ),
    "evaluation_group": ("at once", "同时开始"),
    "evaluation_groups": ("in {count} groups", "分{count}批"),
    "communities_of": ("communities", "社区"),
    "streets_of": ("streets", "街道"),
    "few_clusters": (
        "Only {count} of the {all} clusters are reformed: with so few, intervals from clustered errors are often "
        "wrong, mostly too narrow.",
        "{all}个聚类中仅有{count}个实施改革：聚类如此之少时，区间常不可靠，多半过窄。",
    ),
    "cluster_street": ("street", "街道"),
    "cluster_community": ("community", "社区"),
    "estimator_before_after": ("Before and after", "前后比较"),
    "estimator_cross_section": ("Cross section", "横向比较"),
    "estimator_did": ("Difference in differences", "双重差分"),
    "estimator_group_time": ("Group by group", "分组比较"),
    "estimator_event_study": ("Event study", "事件研究"),
    "estimator_leads": ("Months before", "实施前各月"),
    "part_truth": ("truth", "真实效应"),
    "part_selection": ("places differ anyway", "地点本身不同"),
    "part_spillover": ("effects on other places", "对未实施地点的影响"),
    "part_anticipation": ("effects before the start", "实施前的影响"),
    "part_weighting": ("uneven weights", "权重不均"),
    "part_estimate": ("found", "估计值"),
    "course_title": ('{measure}: what an evaluation of "{scenario}" finds', "{measure}：评估“{scenario}”会发现什么"),
    "course_note": (
        "effect by month; left: seed {seed} with 95% intervals; right: mean and 90% band of {runs} replications",
        "逐月效应；左：种子{seed}及95%区间；右：{runs}次重复的均值与90%色带",
    ),
    "course_note_one": ("effect by month; seed {seed} with 95% intervals", "逐月效应；种子{seed}及95%区间"),
    "course_one": ("{estimator}, seed {seed}", "{estimator}，种子{seed}"),
    "course_all": ("{runs} replications", "{runs}次重复"),
    "months_since": ("months since the start", "实施后月数"),
    "found": ("found", "估计值"),
    "true_effect": ("true effect", "真实效应"),
    "estimates_title": (
        '{measure}: estimates of "{scenario}" and the truth', "{measure}：“{scenario}”的估计值与真实效应",
    ),
    "estimates_note": (
        "a row a replication ({runs}), sorted; 95% intervals that the evaluator would report",
        "每行一次重复（共{runs}次），已排序；评估者会报告的95%区间",
    ),
    "holds_truth": ("interval holds the truth", "区间包含真实效应"),
    "misses_truth": ("interval misses it", "区间未包含"),
    "truth_same_world": ("truth in the same world", "同一世界的真实效应"),
    "bias_title": (
        '{measure}, "{scenario}": from the truth to what is found', "{measure}（{scenario}）：从真实效应到估计值",
    ),
    "bias_note": (
        "means of {runs} replications; lines: 95% intervals of the parts",
        "{runs}次重复的均值；线段为各部分的95%区间",
    ),
    "bias_note_one": ("one replication", "单次模拟"),
    "showcase_title": ('Demonstration courtyards in "{scenario}"', "“{scenario}”中的示范院落"),
    "showcase_note": (
        "condition, less that of other courtyards; mean of {runs} replications with 95% intervals",
        "院落状况，减其他院落；{runs}次重复的均值及95%区间",
    ),
    "showcase_lead": ("lead that a visitor sees", "参观者所见的领先幅度"),
    "showcase_selection": ("they differ anyway", "本身不同"),
    "showcase_effect": ("owed to being shown", "来自示范"),
    "showcase_district": ("Effect on the district's mean condition", "对全区平均状况的影响"),
    "evaluated_one": (
        "{measure}: {estimator} finds {found} {unit} {interval}; the truth there is {truth}.",
        "{measure}：{estimator}得出{found}{unit}{interval}；同一世界的真实效应为{truth}。",
    ),
    "evaluated_interval": ("(95% interval {low} to {high})", "（95%区间{low}至{high}）"),
    "evaluated_unbiased": (
        "Over {runs} replications no bias is seen ({bias}, 95% interval {low} to {high}).",
        "{runs}次重复中看不出偏差（{bias}，95%区间{low}至{high}）。",
    ),
    "evaluated_biased": (
        "Over {runs} replications it is off by {bias} on average (95% interval {low} to {high}), mostly because "
        "{reason}.",
        "{runs}次重复中平均偏差{bias}（95%区间{low}至{high}），主要因为{reason}。",
    ),
    "evaluated_rates": (
        "Its 95% interval holds the truth in {coverage} of them; it finds an effect in {power}, and in {false_alarms} "
        "where the reform does not take place.",
        "其95%区间在{coverage}的重复中包含真实效应；在{power}中发现有效应，而在没有改革时为{false_alarms}。",
    ),
    "reason_selection": (
        "reformed places would have differed without the reform too",
        "没有改革时实施地点也会与比较对象不同",
    ),
    "reason_spillover": ("places that were not reformed changed as well", "未实施的地点也受到影响"),
    "reason_anticipation": (
        "places that wait for the reform changed before it came", "等待实施的地点在实施前已受到影响",
    ),
    "reason_weighting": (
        "it weighs places and months unevenly and compares with places reformed earlier",
        "它对各地点和月份的权重不均，并以较早实施的地点作比较",
    ),
}
