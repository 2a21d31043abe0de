"""Texts of the page that compares."""

TEXTS = {
    "compare_waiting": ("The first months come in a moment.", "首批结果即将出现。"),
    "compare_live": (
        "The first pair of runs is being made; it has come to {month}.", "第一对模拟正在运行，已到{month}。",
    ),
    "compare_live_begin": ("The first pair of runs is being made.", "第一对模拟正在运行。"),
    "compare_levels": ("{measure}: A and B", "{measure}：A与B"),
    "compare_levels_note": (
        "medians of {pairs} runs each; bands hold 50% and 90%", "各{pairs}次模拟的中位数；色带含50%与90%的结果",
    ),
    "compare_levels_one": ("one run each, which says nothing about chance", "各一次模拟，无法反映随机性"),
    "compare_difference": ("{measure}: B less A", "{measure}：B减A"),
    "compare_difference_note": (
        "paired by seed, {pairs} pairs; median, 50% and 90% bands", "按随机种子配对，共{pairs}对；中位数及50%、90%色带",
    ),
    "compare_difference_one": ("one pair of runs", "一对模拟"),
    "compare_measure": ("Measure", "指标"),
    "compare_better_higher": ("higher is better", "越高越好"),
    "compare_better_lower": ("lower is better", "越低越好"),
    "compare_better_none": ("neither direction is better in itself", "无好坏方向"),
    "compare_better": ("better", "改善"),
    "compare_worse": ("worse", "恶化"),
    "compare_unclear": ("not clear", "不明确"),
    "compare_same": ("no difference", "无差异"),
    "compare_formal": ("Formal beside functional", "形式与功能"),
    "compare_formal_note": ("shaded: what exists on paper and does not work", "阴影为有名无实的部分"),
    "compare_formal_of": ("{world}: {title}", "{world}：{title}"),
    "twins_formal_coverage": ("bodies of courtyards", "院落自治组织"),
    "twins_orgs_registered": ("social organizations", "社会组织"),
    "twins_pm_coverage": ("property management", "物业管理"),
    "twins": ("Of what", "对象"),
    "formal": ("formal", "形式"),
    "functional": ("functional", "功能"),
    "compare_cost": ("Cost beside outcome", "成本与成效"),
    "compare_cost_note": (
        "Programme spending differs by {effect} on average since the first difference; {measure} in {horizon} differs "
        "by {outcome}.",
        "自首次出现差异以来，项目支出平均差异为{effect}；{horizon}的{measure}差异为：{outcome}。",
    ),
    "compare_all": ("All measures in {horizon}", "全部指标（{horizon}）"),
    "compare_value": ("A", "A"),
    "compare_value_b": ("B", "B"),
    "compare_effect": ("B − A [95% interval]", "B − A [95%区间]"),
    "compare_verdict": ("Verdict", "判断"),
    "compare_edit": ("Change the scenarios", "修改情景"),
    "compare_intervals": (
        "The bands and intervals show chance alone: the same model with other seeds. They do not show what is "
        "unknown about the assumptions; a full run in plausible worlds does.",
        "色带与区间只反映随机性，即同一模型换用其他种子；并不反映假定本身的不确定。在合理世界中的完整运行可反映后者。",
    ),
    "compare_intervals_worlds": (
        "Each pair was made in a plausible world of its own, one that the calibration targets do not rule out: bands "
        "and intervals show chance and what is unknown about these assumptions.",
        "每对模拟在一个不同的合理世界（校准目标不能排除的世界）中进行：色带与区间反映随机性以及这些假定的不确定。",
    ),
    "tier_R1": ("R1 Streets", "R1 街道"),
    "tier_R2": ("R2 Communities and courtyards", "R2 社区与院落"),
    "tier_R3": ("R3 Social organizations", "R3 社会组织"),
    "tier_residents": ("Residents", "居民"),
    "tier_cost": ("Cost", "成本"),
}
