"""Texts of the page of scenarios."""

TEXTS = {
    "scenario_head": ("Two scenarios: A, and B beside it", "两个情景：A，以及与之对照的B"),
    "scenario_lead": (
        "Choose a preset or open a file, then switch reforms on and off, move their months, places and numbers. "
        "Everything is kept in the address: copy it to share or keep a scenario.",
        "选择预设情景或打开文件，再开关各项改革，调整其时间、范围与参数。所有内容都保存在网址中，复制网址即可分享或保存情景。",
    ),
    "scenario_when": ("When the reforms are in force", "各项改革的实施时间"),
    "scenario_of": ("{world}: {title}", "{world}：{title}"),
    "scenario_nothing": ("no reform", "无改革"),
    "scenario_different": ("B differs from A in", "B与A的不同之处"),
    "scenario_alike": ("B is the same as A", "B与A相同"),
    "scenario_more": ("{count} more", "另外{count}项"),
}
