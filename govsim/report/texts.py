"""Every text of figures and sentences, in English and Chinese; measures and reforms bring their own titles."""

from __future__ import annotations

from typing import Literal

Lang = Literal["en", "zh"]

TEXTS: dict[str, tuple[str, str]] = {
    # Figures
    "levels_note": ("median of {runs} runs; bands hold 50% and 90%", "{runs}次模拟的中位数；色带含50%与90%的结果"),
    "levels_note_lines": ("median of {runs} runs", "{runs}次模拟的中位数"),
    "levels_note_one": ("one run", "单次模拟"),
    "difference_title": ('{measure}: difference from "{baseline}"', "{measure}：与“{baseline}”之差"),
    "difference_note": (
        "paired by seed, {runs} pairs; median, 50% and 90% bands",
        "按随机种子配对，共{runs}对；中位数及50%、90%色带",
    ),
    "difference_note_lines": ("paired by seed, {runs} pairs; median", "按随机种子配对，共{runs}对；中位数"),
    "difference_note_one": ("one pair of runs", "一对模拟"),
    "streets_title": (
        '{measure} by street: "{scenario}" less "{baseline}"',
        "各街道{measure}：“{scenario}”减“{baseline}”",
    ),
    "streets_note": (
        "paired difference, median and 90% band of {runs} pairs; grey: the other streets; sorted by the last month",
        "配对差异，{runs}对的中位数与90%色带；灰线为其他街道；按末月排序",
    ),
    "formal_title": ("Formal beside functional: courtyard bodies", "形式与功能：院落自治组织"),
    "formal_note": (
        "share of courtyards, median of {runs} runs; shaded: bodies on paper that do not work",
        "院落占比，{runs}次模拟的中位数；阴影为有名无实的部分",
    ),
    "formal": ("formal", "形式"),
    "functional": ("functional", "功能"),
    "cost_title": ("Cost beside outcome", "成本与成效"),
    "cost_note": (
        "cost: mean of the months since the first difference; outcome: {horizon}; 95% intervals, {runs} pairs",
        "成本：首次出现差异以来的月均值；成效：{horizon}；95%区间，{runs}对",
    ),
    "effect_on": ("{measure}: effect ({unit})", "对{measure}的影响（{unit}）"),
    "winners_title": ("Who gains and who loses: {measure}", "谁受益，谁受损：{measure}"),
    "winners_note": (
        '"{scenario}" less "{baseline}", {horizon}; paired effect and 95% interval, {runs} pairs',
        "“{scenario}”减“{baseline}”，{horizon}；配对效应与95%区间，{runs}对",
    ),
    # Calibrations
    "calibration_marginals": ("What the targets say of each number", "各参数在校准后还剩多大范围"),
    "calibration_marginals_note": (
        "{vectors} plausible worlds; numbers that move a target, the best known first",
        "{vectors}个合理世界；影响校准目标的参数，约束最强的在前",
    ),
    "calibration_interval": ("middle 90% of the worlds, bar: median", "中间90%，竖线为中位数"),
    "calibration_central": ("central world: the default", "中心世界，即默认值"),
    "calibration_range": ("range before", "原范围"),
    "calibration_pairs": ("Which numbers the targets tie together", "校准目标使哪些参数彼此关联"),
    "calibration_pairs_note": (
        "{vectors} plausible worlds; above: rank correlation; red dot: central world",
        "{vectors}个合理世界；上方为秩相关系数；红点为中心世界",
    ),
    "calibration_ridges": ("What the targets cannot tell apart", "校准目标无法区分的参数"),
    "calibration_ridges_note": (
        "middle 90% over the median, of each part and of their product; number: ratio of the ends",
        "各因子及其乘积的中间90%与中位数之比；数字为两端之比",
    ),
    "calibration_product": ("their product", "乘积"),
    "calibration_before": ("before", "校准前"),
    "calibration_after": ("plausible worlds", "合理世界"),
    "calibration_targets": ("What the plausible worlds show of the targets", "合理世界中的校准目标"),
    "calibration_targets_note": (
        "one run of each of {vectors} worlds; red: the target and its tolerance",
        "{vectors}个世界各一次模拟；红色为目标值及容差",
    ),
    "calibration_emulator": ("The emulator against fresh runs", "仿真器与新的模拟"),
    "calibration_emulator_note": (
        "expected (across) and run (upward) in {vectors} worlds; grey: two standard deviations",
        "{vectors}个世界中的预期值（横轴）与模拟值（纵轴）；灰线为两个标准差",
    ),
    "check_title": ("The calibration calibrated", "对校准的检验"),
    "check_note": (
        "{sets} made-up sets of targets from known worlds; {draws} draws each; bands and lines: 95% by luck",
        "由已知世界生成的{sets}组目标，各{draws}次抽样；色带与线段为95%的偶然范围",
    ),
    "check_ranks": ("Ranks of the true values (flat if right)", "真值的秩（正确时均匀）"),
    "check_rank": ("share of draws below the truth", "低于真值的抽样份额"),
    "check_coverage": ("Middle 90% of the draws holds the truth: {share} in all", "中间90%含真值：总计{share}"),
    "calibration_within": ("within two deviations", "在两个标准差内"),
    # The page of a folder
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
        "效应按随机种子配对，附95%区间。区间只反映随机性，不反映假设本身的不确定。",
    ),
    "page_interval_worlds": (
        "Paired effects with 95% intervals of the mean over chance and {worlds} plausible worlds: those that the "
        "calibration targets do not rule out. The range over worlds holds the middle 90% of them.",
        "配对效应及其均值的95%区间，涵盖随机性与{worlds}个合理世界（校准目标不能排除的世界）。世界范围含其中间的90%。",
    ),
    "page_attributed": (
        "Intervals show chance alone, not what is unknown about the assumptions.",
        "区间只反映随机性，不反映假设本身的不确定。",
    ),
    "page_attributed_worlds": (
        "Intervals show chance and {worlds} plausible worlds: those that the calibration targets do not rule out.",
        "区间反映随机性与{worlds}个合理世界（校准目标不能排除的世界）。",
    ),
    "page_worlds": ("Over plausible worlds [90%]", "合理世界范围 [90%]"),
    "shows_chance": ("; chance alone", "；仅随机性"),
    "shows_worlds": ("; chance and plausible worlds", "；含随机性与合理世界"),
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
        "{measure} in {horizon}, {scenario}: the effect lies between {low} and {high} over {points} points. {factor} "
        "moves it most: on average {least} at {at_least}, {most} at {at_most}.",
        "{measure}，{horizon}，{scenario}：{points}个设计点中效应在{low}与{high}之间。{factor}影响最大："
        "取“{at_least}”时平均{least}，取“{at_most}”时平均{most}。",
    ),
    "page_study_level": (
        "{measure} in {horizon}, {scenario}: between {low} and {high} over {points} points. {factor} moves it most: on "
        "average {least} at {at_least}, {most} at {at_most}.",
        "{measure}，{horizon}，{scenario}：{points}个设计点中在{low}与{high}之间。{factor}影响最大："
        "取“{at_least}”时平均{least}，取“{at_most}”时平均{most}。",
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
    "page_assumptions": ("What rests on assumptions", "哪些结果基于假设"),
    "page_caveat": (
        "These are projections under the model's assumptions, not observations. The main source ({source}) shows that "
        "rules changed, not what came of it.",
        "以上为模型假设下的推演，而非观测结果。主要来源为2010年6月一篇关于锦江区基层治理改革的新闻报道，"
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
    # Attribution
    "waterfall_title": ("{measure}: what brings the effect about", "{measure}：效应来自何处"),
    "waterfall_note": (
        '"{scenario}" against {baseline}, {horizon}; 95% intervals, {runs} pairs',
        "“{scenario}”相对{baseline}，{horizon}；95%区间，{runs}对",
    ),
    "waterfall_note_one": (
        '"{scenario}" against {baseline}, {horizon}; one pair of runs',
        "“{scenario}”相对{baseline}，{horizon}；单对模拟",
    ),
    "waterfall_given": ('"{baseline}"', "“{baseline}”"),
    "waterfall_own": ("the same without these parts", "去掉这些部分的同一情景"),
    "waterfall_shares": ("Shares of the effect; ticks: in each order of adding", "效应的份额；竖线：各种加入顺序"),
    "waterfall_together": ("Only together", "仅共同产生"),
    "waterfall_better": ("better", "改善"),
    "waterfall_worse": ("worse", "恶化"),
    "waterfall_up": ("more", "增加"),
    "waterfall_down": ("less", "减少"),
    "waterfall_total": ("total", "合计"),
    "attribution_rest": ("everything else", "其余差别"),
    "attribution_total": ("total effect", "总效应"),
    # Studies
    "sweep_title": ("{measure}: {study}", "{measure}：{study}"),
    "sweep_effect": ("paired effect, {horizon}; ", "{horizon}的配对效应；"),
    "sweep_level": ("{horizon}; ", "{horizon}；"),
    "sweep_by_factor": (
        "mean over all points with a value and 95% interval over {runs} seeds; dots: points",
        "各取值下所有设计点的均值及{runs}个种子的95%区间；灰点为各设计点",
    ),
    "sweep_two": ("mean over the other factors and {runs} seeds", "对其余因素和{runs}个种子取均值"),
    "with": ("with", "有"),
    "sensitivity_title": ("What moves {measure}: {study}", "{measure}受什么影响：{study}"),
    "sensitivity_map_title": ("What rests on which factor: {study}", "各项结果取决于哪些因素：{study}"),
    "sensitivity_effect": (
        'effect of "{scenario}", {horizon}; {index}; {points} points, means of {seeds} seeds',
        "“{scenario}”在{horizon}的效应；{index}；{points}个设计点，{seeds}个种子的均值",
    ),
    "sensitivity_level": (
        '"{scenario}", {horizon}; {index}; {points} points, means of {seeds} seeds',
        "“{scenario}”，{horizon}；{index}；{points}个设计点，{seeds}个种子的均值",
    ),
    "index_mu_star": ("mean absolute elementary effect (Morris)", "平均绝对基本效应（Morris）"),
    "index_total": ("total index (Sobol); white: first order", "总效应指数（Sobol），白线为一阶"),
    "index_pawn": ("distance of distributions (PAWN)", "分布距离（PAWN）"),
    "sensitivity_dummy": ("; dashes: a factor that does nothing", "；虚线：无作用的因素"),
    "variance_title": ("Where the variance of single runs comes from", "单次模拟结果的方差来自何处"),
    "variance_effect": ('effect of "{scenario}", {horizon}; ', "“{scenario}”在{horizon}的效应；"),
    "variance_level": ('"{scenario}", {horizon}; ', "“{scenario}”，{horizon}；"),
    "sensitivity_relative": ("; the largest of each column as 1", "；每列最大者为1"),
    "variance_note": ("{points} points, {seeds} seeds each", "{points}个设计点，各{seeds}个种子"),
    "part_chance": ("chance", "随机"),
    "part_parameters": ("parameters", "参数"),
    "part_switches": ("structural choices", "结构选择"),
    "discovery_title": ("In which worlds: {condition}", "在哪些世界中：{condition}"),
    "discovery_note": (
        "{cases} of {points} points; the box holds {coverage} of them, and {density} of what it holds are such",
        "{points}个设计点中有{cases}个；方框含其中{coverage}，框内{density}属于此类",
    ),
    "discovery_note_no_box": ("{cases} of {points} points", "{points}个设计点中有{cases}个"),
    "discovery_case": ("holds", "成立"),
    "discovery_other": ("does not", "不成立"),
    "discovery_box": ("box", "方框"),
    "condition_effect": ("effect on {measure} {sign} {bound} {unit}", "对{measure}的效应 {sign} {bound}{unit}"),
    "condition_level": ("{measure} {sign} {bound} {unit}", "{measure}的水平 {sign} {bound}{unit}"),
    "discovery_sentence": (
        "Where {limits}, one finds: {condition}. These worlds hold {coverage} of all such cases ({cases} of {points} "
        "points), and {density} of them are such cases.",
        "当{limits}时，{condition}。这些世界包含全部此类情形的{coverage}（{points}个设计点中共{cases}个），其中{density}属于此类。",
    ),
    "discovery_none": ("In none of the {points} worlds: {condition}.", "{points}个世界中没有一个出现：{condition}。"),
    "discovery_all": ("In all of the {points} worlds: {condition}.", "{points}个世界全部出现：{condition}。"),
    "discovery_no_box": (
        "{cases} of {points} worlds: {condition}; no factor of this study tells them from the others.",
        "{points}个世界中有{cases}个：{condition}；本研究的因素无法将其区分出来。",
    ),
    "limit_with": ("there is {factor}", "有{factor}"),
    "limit_without": ("there is no {factor}", "没有{factor}"),
    "limit_is": ("{factor} is {value}", "{factor}为{value}"),
    "limit_above": ("{factor} is at least {low}", "{factor}不低于{low}"),
    "limit_below": ("{factor} is at most {high}", "{factor}不高于{high}"),
    "limit_between": ("{factor} lies between {low} and {high}", "{factor}在{low}与{high}之间"),
    "without": ("without", "无"),
    "streets": ("Streets", "街道"),
    "groups": ("Residents", "居民群体"),
    "gains": ("gains", "受益"),
    "loses": ("loses", "受损"),
    "unclear": ("not clear", "不明确"),
    "overview_title": ('"{scenario}" against "{baseline}"', "“{scenario}”与“{baseline}”相比"),
    "overview_title_many": ('Scenarios against "{baseline}"', "各方案与“{baseline}”相比"),
    "overview_note_levels": ("{place}; {levels}", "{place}；{levels}"),
    "overview_note": (
        "{place}; {levels}; numbers: paired effect in {horizon} with its 95% interval",
        "{place}；{levels}；数字为{horizon}的配对效应及95%区间",
    ),
    # Sentences
    "clear": (
        ('{measure} by {horizon} is {size} {unit} {direction} under "{scenario}" than under "{baseline}"{value} '
        "(95% interval {low} to {high}; {evidence})."),
        ("到{horizon}，“{scenario}”的{measure}比“{baseline}”{direction}{size}{unit}{value}"
        "（95%区间{low}至{high}；{evidence}）。"),
    ),
    "no_clear_effect": (
        ('{measure} by {horizon}: no clear effect of "{scenario}" against "{baseline}" is seen '
        "({signed} {unit}, 95% interval {low} to {high}; {evidence})."),
        ("到{horizon}，看不出“{scenario}”相对“{baseline}”对{measure}有明确影响"
        "（{signed}{unit}，95%区间{low}至{high}；{evidence}）。"),
    ),
    "no_difference": (
        '{measure} by {horizon} is the same under "{scenario}" as under "{baseline}" in all {runs} paired runs.',
        "到{horizon}，在全部{runs}对配对模拟中，“{scenario}”与“{baseline}”的{measure}完全相同。",
    ),
    "hardly_any_difference": (
        ('{measure} by {horizon} differs by less than {least} {unit} between "{scenario}" and "{baseline}" '
         "({evidence})."),
        "到{horizon}，“{scenario}”与“{baseline}”的{measure}相差不到{least}{unit}（{evidence}）。",
    ),
    "evidence_chance": ("{runs} paired runs", "{runs}对配对模拟"),
    "evidence_worlds": (
        "{runs} paired runs in plausible worlds, 90% of which show {worlds_low} to {worlds_high}",
        "{runs}对配对模拟，各在一个合理世界中，其中90%的世界为{worlds_low}至{worlds_high}",
    ),
    "one_pair": (
        ('{measure} by {horizon} differs by {signed} {unit} between "{scenario}" and "{baseline}" in a single pair of '
        "runs, which says nothing about chance; use more replications."),
        ("到{horizon}，单对模拟中“{scenario}”与“{baseline}”的{measure}相差{signed}{unit}；"
        "单对模拟无法排除偶然，请增加重复次数。"),
    ),
    "undefined": (
        '{measure} is not defined in {horizon} under "{scenario}" or "{baseline}".',
        "{horizon}时“{scenario}”或“{baseline}”的{measure}没有定义。",
    ),
    # Evaluations
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
    # What a result rests on
    "evidence_sentence": (
        "{measure}: {assumed}% of the variance of this effect over plausible worlds comes from assumptions, {sourced}% "
        "from calibrated numbers and numbers with a source, {chance}% from chance. Single numbers tell {told}% of it; "
        "evidence that would narrow it most: {wanted}.",
        "{measure}：该效应在各合理世界间的方差{assumed}%来自假定，{sourced}%来自校准或有来源的数，{chance}%来自偶然。"
        "单个数可解释{told}%；最能缩小不确定性的证据：{wanted}。",
    ),
    "evidence_sentence_bare": (
        "{measure}: {assumed}% of the variance of this effect over plausible worlds comes from assumptions, {sourced}% "
        "from calibrated numbers and numbers with a source, {chance}% from chance. It hangs on many numbers at once: "
        "no single one was seen to matter.",
        "{measure}：该效应在各合理世界间的方差{assumed}%来自假定，{sourced}%来自校准或有来源的数，{chance}%来自偶然。"
        "它同时取决于许多数，未见单个数有明显作用。",
    ),
    "evidence_piece": ("{what}, {share}%", "{what}，{share}%"),
    # Validation
    "validation_worlds": (
        "{runs} runs a scenario in {worlds} plausible worlds", "每个情景{runs}次模拟，{worlds}个合理世界",
    ),
    "validation_no_worlds": ("{runs} runs a scenario in its own world", "每个情景在自身世界中模拟{runs}次"),
    "validation_targets": ("What is known, and what runs show", "已知证据与模拟结果"),
    "validation_targets_note": (
        "median and 90% of runs, in tolerances from what is known; {runs}", "中位数与90%的模拟，以容差为单位；{runs}",
    ),
    "validation_tolerances": ("tolerances from what is known", "距已知值的容差数"),
    "validation_signatures": (
        "Patterns and failures: share of runs in which they appear", "模式与失败特征：出现的模拟比例",
    ),
    "validation_signatures_note": ("dashed: 90% asked; {runs}", "虚线：要求90%；{runs}"),
    "validation_pattern": ("Patterns that must emerge", "应当出现的模式"),
    "validation_stress": ("Settings in which reforms should fail", "改革应当失败的情形"),
    "validation_sizes": ("By size of the decision unit, 2012", "按决策单元规模，2012年"),
    "validation_sizes_note": ("R1 and R2; median and 90% of runs; {runs}", "R1与R2；中位数与90%的模拟；{runs}"),
    "validation_households": ("households", "户"),
    "passed": ("pass", "通过"),
    "failed": ("fail", "未通过"),
    # Twins
    "twins_title": ("How the difference got to {agent}", "差异如何到达{agent}"),
    "twins_note": (
        '"{scenario}" beside "{baseline}", seed {seed}; first differences in the order in which they arose, '
        "values in the baseline → in the scenario",
        "“{scenario}”对照“{baseline}”，种子{seed}；按出现顺序列出首次差异，数值为基准 → 情景",
    ),
    "twins_news": ("announced: {reforms}", "公布：{reforms}"),
    "twins_elsewhere": ("{what} (elsewhere)", "{what}（别处）"),
    "twins_decision": ("first decision that differs", "首个不同的决定"),
    "twins_outcome": ("outcome", "结果"),
    "twins_course_title": ("{agent} in both worlds", "{agent}在两个世界中"),
    "twins_course_note": (
        "outcomes (dark) and the numbers from which they directly follow; means over all that belong to the agent",
        "结果（深色标题）及其直接来源；为该主体所属各项的均值",
    ),
    "twins_street": ("{name} street", "{name}街道"),
    "twins_community": ("{name} community", "{name}社区"),
    "twins_courtyard": ("courtyard {name}", "院落{name}"),
    "twins_organization": ("organization {name}", "组织{name}"),
    "twins_resident": ("resident {name}", "居民{name}"),
    "higher": ("higher", "高"),
    "lower": ("lower", "低"),
    "better": (", which is better", "，属改善"),
    "worse": (", which is worse", "，属恶化"),
    # Groups of residents; kinds of courtyard are named by the place
    "tenure:owner": ("owners", "业主"),
    "tenure:renter": ("renters", "租户"),
    "age:0-17": ("younger than 18", "18岁以下"),
    "age:18-39": ("18 to 39", "18至39岁"),
    "age:40-59": ("40 to 59", "40至59岁"),
    "age:60+": ("60 and older", "60岁及以上"),
    "income:low": ("low income", "低收入"),
    "income:other": ("other incomes", "其他收入"),
    "hukou:local": ("registered here", "本地户籍"),
    "hukou:other": ("registered elsewhere", "外地户籍"),
}
"""Key -> (English, Chinese); words in braces are filled in."""


def text(key: str, lang: Lang) -> str:
    """One text; KeyError for an unknown key."""
    return TEXTS[key][lang == "zh"]


def shows(seeds: int, worlds: int, lang: Lang) -> str:
    """What the intervals and bands of several runs show, to follow a figure's note."""
    return text("shows_worlds" if worlds else "shows_chance", lang) if seeds > 1 else ""


def titled(thing: object, lang: Lang) -> str:
    """The title of a measure, scenario or reform in a language; the English one where no Chinese is given."""
    english: str = getattr(thing, "title", "") or getattr(thing, "name", "")
    return (getattr(thing, "title_zh", "") or english) if lang == "zh" else english
