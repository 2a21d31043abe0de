"""The page of a folder."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "page_compare": ('{scenario} compared with "{baseline}"', "{scenario}与“{baseline}”相比"),
    "page_attribute": ('What the parts of "{scenario}" bring about', "“{scenario}”各部分的贡献"),
    "page_evaluate": ('What an evaluation of "{scenario}" would have found', "评估“{scenario}”会发现什么"),
    "page_showcase": (
        'What demonstration courtyards owe to being shown: "{scenario}"', "示范院落的领先有多少来自示范：“{scenario}”",
    ),
    "page_span": (
        "{place}, {first} to {last}; {sample} of households; {runs} runs a scenario, seeds {low} to {high}",
        "{place}，{first}至{last}；{sample}的家庭；每个情景{runs}次模拟，种子{low}至{high}",
    ),
    "page_span_one": (
        "{place}, {first} to {last}; {sample} of households; one run a scenario, seed {low}",
        "{place}，{first}至{last}；{sample}的家庭；每个情景单次模拟，种子{low}",
    ),
    "page_note": ("Note (runs concerned: {runs}): {note}.", "注意（涉及{runs}次模拟）：{note}。"),
    "page_at": ("{what}, {horizon}", "{what}，{horizon}"),
    "page_findings": ("What the runs say", "结果摘要"),
    "page_findings_on": ("What the runs say of {scenario}", "结果摘要：{scenario}"),
    "page_differences": ("How the scenarios differ", "情景有何不同"),
    "page_against": ('Against "{baseline}":', "与“{baseline}”相比："),
    "page_same": ("no difference", "没有不同"),
    "page_effects": ("Effects", "效应"),
    "page_effects_of": ("{scenario}: effects in {horizon}", "{scenario}：{horizon}的效应"),
    "page_interval": (
        "Effects are paired by seed, with 95% intervals. Intervals show chance alone, not what is unknown about the "
        "assumptions.",
        "效应按随机种子配对，附95%区间。区间只反映随机性，不反映假定本身的不确定。",
    ),
    "page_interval_worlds": (
        "Paired effects with 95% intervals of the mean over chance and {worlds} plausible worlds: those that the "
        "calibration targets do not rule out.",
        "配对效应及其均值的95%区间，涵盖随机性与{worlds}个合理世界（校准目标不能排除的世界）。",
    ),
    "page_range_worlds": ("The range over worlds holds the middle 90% of them.", "世界范围含其中间的90%。"),
    "page_no_interval": (
        "A single seed or world has no interval, and says nothing about chance.",
        "单个种子或世界没有区间，无法排除偶然。",
    ),
    "page_means": (
        "Means over seeds, with 95% intervals. Intervals show chance alone, not what is unknown about the assumptions.",
        "各随机种子的均值，附95%区间。区间只反映随机性，不反映假定本身的不确定。",
    ),
    "page_means_worlds": (
        "Means with 95% intervals over chance and {worlds} plausible worlds: those that the calibration targets do not "
        "rule out.",
        "均值及其95%区间，涵盖随机性与{worlds}个合理世界（校准目标不能排除的世界）。",
    ),
    "page_attributed": (
        "Intervals show chance alone, not what is unknown about the assumptions.",
        "区间只反映随机性，不反映假定本身的不确定。",
    ),
    "page_attributed_worlds": (
        "Intervals show chance and {worlds:plausible world|plausible worlds}, of those that the calibration targets do "
        "not rule out.",
        "区间反映随机性与{worlds}个合理世界（校准目标不能排除的世界）。",
    ),
    "page_worlds": ("Over plausible worlds [90%]", "合理世界范围 [90%]"),
    "page_all_measures": ("All measures", "全部指标"),
    "page_measure": ("Measure", "指标"),
    "page_baseline": ("Baseline {horizon}", "基准 {horizon}"),
    "page_effect": ("Effect [95% interval]", "效应 [95%区间]"),
    "page_mean": ("Mean [95% interval]", "均值 [95%区间]"),
    "page_winners": ("Who gains and who loses", "谁受益，谁受损"),
    "page_counts": (
        "{measure}, {scenario}: {street_gains} streets gain, {street_loses} lose, {street_unclear} are not clear; of "
        "the groups of residents {group_gains} gain, {group_loses} lose, {group_unclear} are not clear.",
        "{measure}（{scenario}）：{street_gains}个街道受益，{street_loses}个受损，{street_unclear}个不明确；"
        "居民群体中{group_gains}个受益，{group_loses}个受损，{group_unclear}个不明确。",
    ),
    "page_no_direction": (
        "{measure}: neither more nor less of it is better, so that nobody gains or loses.",
        "{measure}：其增减没有好坏之分，不计受益与受损。",
    ),
    "page_all_units": ("Every street and group", "各街道与各群体"),
    "page_unit": ("Street or group", "街道或群体"),
    "page_kind": ("Kind", "类别"),
    "page_verdict": ("Verdict", "判断"),
    "page_street": ("street", "街道"),
    "page_group": ("residents", "居民群体"),
    "page_cost": ("Cost and effect in {horizon} [95% interval]", "{horizon}的成本与效应 [95%区间]"),
    "page_levels": ("Levels", "水平"),
    "page_factors": ("What was varied", "改变了什么"),
    "page_design": (
        "{design}, {points} points; scenarios: {worlds}", "{design}，{points}个设计点；情景：{worlds}",
    ),
    "design_factorial": ("Every combination", "全部组合"),
    "design_latin_hypercube": ("Latin hypercube", "拉丁超立方抽样"),
    "design_sobol": ("Sobol design", "Sobol 设计"),
    "design_morris": ("Morris design", "Morris 设计"),
    "design_list": ("Listed points", "列出的设计点"),
    "page_study_effect": (
        "{measure} in {horizon}, {scenario}: the effect lies between {low} and {high} over {points} points. ",
        "{measure}，{horizon}，{scenario}：{points}个设计点中效应在{low}与{high}之间。",
    ),
    "page_study_level": (
        "{measure} in {horizon}, {scenario}: between {low} and {high} over {points} points. ",
        "{measure}，{horizon}，{scenario}：{points}个设计点中在{low}与{high}之间。",
    ),
    "page_study_moved": (
        "{factor} moves it most: on average {least} {at_least}, {most} {at_most}; the paired difference is {apart} "
        "({interval}).",
        "{factor}影响最大：{at_least}平均{least}，{at_most}平均{most}；配对之差为{apart}（{interval}）。",
    ),
    "page_at_value": ("at {value}", "取“{value}”时"),
    "page_at_with": ("with it", "有此项时"),
    "page_at_without": ("without it", "无此项时"),
    "page_one_pair": ("95% interval", "95%区间"),
    "page_all_pairs": ("95% interval, all pairs of values taken together", "所有取值两两比较合计的95%区间"),
    "page_with_or_without": ("with or without {names}", "有无{names}"),
    "page_study_not_moved": (
        "Which factor moves it, these points and seeds do not tell from chance.",
        "这些设计点和种子不足以把任何因素的影响与随机波动区分开。",
    ),
    "page_study_repeated": (
        "The points of this design repeat each other's values; which factor moves it, govsim sensitivity tells.",
        "该设计的点相互重复取值；哪个因素影响它，由govsim sensitivity判断。",
    ),
    "page_study_list": (
        "Listed points may differ in several factors at a time, so that none is singled out.",
        "所列设计点可能同时在多个因素上不同，因此不单独指出某个因素。",
    ),
    "page_undefined": ("{measure} is not defined at any point.", "{measure}在任何设计点都没有定义。"),
    "page_failed": (
        "{failed} of {runs} runs failed and are left out.", "{runs}次模拟中有{failed}次失败，未计入。",
    ),
    "page_factor": ("Factor", "因素"),
    "page_role": ("Role", "作用"),
    "page_value": ("Value", "取值"),
    "page_values": ("Values", "取值"),
    "page_sets": ("Sets", "设置"),
    "page_lever": ("lever", "政策杠杆"),
    "page_uncertainty": ("uncertainty", "不确定因素"),
    "page_scenario": ("Scenario", "情景"),
    "page_points": ("Every point", "各设计点"),
    "page_sensitivity": ("What rests on which factor", "结果取决于哪些因素"),
    "page_indices": ("All indices", "全部指数"),
    "page_index": ("Index", "指数"),
    "page_number": ("Value [95% interval]", "数值 [95%区间]"),
    "page_dummy": ("a factor that does nothing", "无作用的因素"),
    "page_discovery": ("In which worlds a condition holds", "某一条件在哪些世界中成立"),
    "page_shares": (
        "Share: what a part adds, averaged over all orders of adding the parts (Shapley); shares add up to the total "
        "effect. Brackets: 95% intervals. Only together: what parts do beyond all that fewer of them do; below 0 they "
        "do the same work twice or stand in each other's way.",
        "份额：按所有加入顺序平均的增量（Shapley），各份额之和等于总效应；方括号内为95%区间。"
        "仅共同产生：超出其中较少部分所产生效应的部分；小于0表示作用重复或相互妨碍。",
    ),
    "page_share_sentence": (
        "{measure} by {horizon}: {total} in all; {shares}.", "{measure}，到{horizon}：合计{total}；{shares}。",
    ),
    "page_part": ("Part", "部分"),
    "page_parts": ("Parts", "组成部分"),
    "page_share": ("Share [95% interval]", "份额 [95%区间]"),
    "page_alone": ("Added first, alone", "最先加入（单独）"),
    "page_last": ("Added last, to all others", "最后加入"),
    "page_estimates": ("Estimates beside the truth", "估计值与真实效应"),
    "page_estimator": ("Estimator", "估计方法"),
    "page_bias": (
        "Means over the replications with 95% intervals. Bias is estimate less truth, and its parts add up to it. The "
        "last columns, where there are several replications: in how many of them the evaluator's 95% interval holds "
        "the truth, leaves 0 out, and leaves 0 out in the world without the reform.",
        "各次重复的均值及95%区间。偏差为估计值减真实效应，各部分相加即为偏差。"
        "有多次重复时，后三列为评估者的95%区间包含真实效应、不含0、以及在没有改革的世界中不含0的比例。",
    ),
    "page_bias_column": ("bias", "偏差"),
    "page_coverage": ("holds the truth", "包含真实效应"),
    "page_power": ("finds an effect", "发现有效应"),
    "page_false_alarms": ("finds one without reform", "无改革时也发现"),
    "page_month": ("Month", "月份"),
    "page_led": (
        "In {month} demonstration courtyards are ahead of the others by {lead}, as a visitor sees it. Of this they "
        "would have had {selection} without being shown, and owe {effect} to it. The mean courtyard of the district "
        "changes by {district}.",
        "{month}，参观者所见示范院落领先其他院落{lead}。其中{selection}即使不作示范也会存在，{effect}来自示范。"
        "全区院落平均变化{district}。",
    ),
    "page_provenance": ("Where this comes from", "来源与复现"),
    "page_reproduce": (
        "These commands make the results again, bit for bit on the same versions, in the folder where they were given:",
        "在相同版本下，于原工作目录执行以下命令即可逐位复现这些结果：",
    ),
    "page_by_python": (
        "The results were made from Python. manifest.json holds every scenario as it was resolved, with the seeds.",
        "这些结果由 Python 程序生成。manifest.json 记录了各情景的完整设定和随机种子。",
    ),
    "page_versions": ("Versions", "版本"),
    "page_version": ("Version", "版本"),
    "page_checksums": ("Checksums of the files", "文件校验和"),
    "page_file": ("File", "文件"),
    "page_assumptions": ("What rests on assumptions", "哪些结果基于假定"),
    "page_caveat": (
        "These are projections under the model's assumptions, not observations. The main source ({source}) shows that "
        "rules changed, not what came of it.",
        "以上为模型假定下的推演，而非观测结果。主要来源为2010年6月一篇关于锦江区基层治理改革的新闻报道，"
        "只能说明规则改变，不能说明成效。",
    ),
    "page_world": ("Parameters of the world by evidence: {counts}.", "世界参数的证据来源：{counts}。"),
    "page_override": ("{path} = {value}: {ground}", "{path} = {value}：{ground}"),
    "page_varied": ("varied", "有变化"),
    "page_given": ("set on the command line", "在命令行中设置"),
    "page_assumed": ("Assumed parameters", "假定的参数"),
    "page_reform_parameters": ("Of the reforms", "改革的参数"),
    "page_world_parameters": ("Of the world", "世界的参数"),
    "page_name": ("Name", "名称"),
    "page_meaning": ("Meaning", "含义"),
    "page_unit_of": ("Unit", "单位"),
    "page_yes": ("yes", "是"),
    "page_no": ("no", "否"),
    "tag_S": ("source article", "主要来源报道"),
    "tag_D": ("data found elsewhere", "其他数据"),
    "tag_L": ("law", "法规"),
    "tag_T": ("theory literature", "理论文献"),
    "tag_C": ("calibrated", "校准"),
    "tag_A": ("assumption", "假定"),
}
