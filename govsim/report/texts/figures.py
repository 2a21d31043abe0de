"""Figures of comparisons."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
    "shows_chance": ("; chance alone", "；仅随机性"),
    "shows_worlds": ("; chance and plausible worlds", "；含随机性与合理世界"),
    "streets": ("Streets", "街道"),
    "groups": ("Residents", "居民群体"),
    "gains": ("gains", "受益"),
    "loses": ("loses", "受损"),
    "unclear": ("not clear", "不明确"),
    "overview_title": ('"{scenario}" against "{baseline}"', "“{scenario}”与“{baseline}”相比"),
    "overview_title_many": ('Scenarios against "{baseline}"', "各情景与“{baseline}”相比"),
    "overview_note_levels": ("{place}; {levels}", "{place}；{levels}"),
    "overview_note": (
        "{place}; {levels}; numbers: paired effect in {horizon} with its 95% interval",
        "{place}；{levels}；数字为{horizon}的配对效应及95%区间",
    ),
}
