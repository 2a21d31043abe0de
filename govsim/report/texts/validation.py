"""Figures of the report card."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "validation_worlds": (
        "{runs} runs a scenario in {worlds} plausible worlds", "每个情景{runs}次模拟，{worlds}个合理世界",
    ),
    "validation_no_worlds": ("{runs} runs a scenario in its own world", "每个情景在自身世界中模拟{runs}次"),
    "validation_targets": ("What is known, and what runs show", "已知证据与模拟结果"),
    "validation_targets_note": (
        "median and 90% of runs, in tolerances from what is known, cut off at three; {runs}",
        "中位数与90%的模拟，以容差为单位，超过三个容差的截去；{runs}",
    ),
    "validation_tolerances": ("tolerances from what is known", "距已知值的容差数"),
    "validation_signatures": (
        "Patterns and failures: share of runs in which they appear", "模式与失败特征：出现的模拟比例",
    ),
    "validation_signatures_note": (
        "dashed: 90% asked; patterns: {pattern}; settings: {stress}", "虚线：要求90%；模式：{pattern}；情形：{stress}",
    ),
    "validation_behind": ("{what}: {runs}", "{what}：{runs}"),
    "validation_pattern": ("Patterns that must emerge", "应当出现的模式"),
    "validation_stress": ("Settings in which reforms should fail", "改革应当失败的情形"),
    "validation_sizes": ("By size of the decision unit, 2012", "按决策单元规模，2012年"),
    "validation_sizes_note": ("R1 and R2; median and 90% of runs; {runs}", "R1与R2；中位数与90%的模拟；{runs}"),
    "validation_households": ("households", "户"),
    "passed": ("pass", "通过"),
    "failed": ("fail", "未通过"),
}
