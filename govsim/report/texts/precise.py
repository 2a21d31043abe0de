"""Replications until effects are precise."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "precise_title": ("Precision asked for", "要求的精度"),
    "precise_reached": (
        "Reached with {pairs:pair of runs}.", "{pairs}对模拟后达到。",
    ),
    "precise_short": (
        "Not reached by {short} of {all:interval} with {pairs:pair of runs}{most}.",
        "{pairs}对模拟后，{all}个区间中有{short}个未达到{most}。",
    ),
    "precise_most": (
        " (at most {most}; see --replications and --worlds)", "（上限{most}，见 --replications 和 --worlds）",
    ),
    "precise_measure": ("Measure", "指标"),
    "precise_point": ("Point", "设计点"),
    "precise_scenario": ("Scenario", "情景"),
    "precise_part": ("Part", "部分"),
    "precise_wanted": ("Wanted", "要求"),
    "precise_effect": ("Effect [95% sequence]", "效应 [95%序列区间]"),
    "precise_pairs": ("Pairs", "配对数"),
    "precise_needed": ("Pairs needed, about", "约需配对数"),
    "precise_so": ("Reached", "达到"),
    "precise_more": ("The {shown} least precise of {all}.", "仅列出{all}项中最不精确的{shown}项。"),
    "precise_note": (
        "These intervals hold the truth however often one looks and whenever one stops (95%); the narrower ones above "
        "are for a number of pairs fixed beforehand.",
        "无论查看多少次、何时停止，这些区间都以95%的概率包含真值；上文较窄的区间只适用于事先确定的配对数。",
    ),
}
