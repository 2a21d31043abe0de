"""Figures of one agent in two worlds."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
}
