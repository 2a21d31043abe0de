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
        "(95% interval {low} to {high}; {runs} paired runs)."),
        ("到{horizon}，“{scenario}”的{measure}比“{baseline}”{direction}{size}{unit}{value}"
        "（95%区间{low}至{high}；{runs}对配对模拟）。"),
    ),
    "no_clear_effect": (
        ('{measure} by {horizon}: no clear effect of "{scenario}" against "{baseline}" is seen '
        "({signed} {unit}, 95% interval {low} to {high}; {runs} paired runs)."),
        ("到{horizon}，看不出“{scenario}”相对“{baseline}”对{measure}有明确影响"
        "（{signed}{unit}，95%区间{low}至{high}；{runs}对配对模拟）。"),
    ),
    "no_difference": (
        '{measure} by {horizon} is the same under "{scenario}" as under "{baseline}" in all {runs} paired runs.',
        "到{horizon}，在全部{runs}对配对模拟中，“{scenario}”与“{baseline}”的{measure}完全相同。",
    ),
    "hardly_any_difference": (
        ('{measure} by {horizon} differs by less than {least} {unit} between "{scenario}" and "{baseline}" '
         "({runs} paired runs)."),
        "到{horizon}，“{scenario}”与“{baseline}”的{measure}相差不到{least}{unit}（{runs}对配对模拟）。",
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


def titled(thing: object, lang: Lang) -> str:
    """The title of a measure, scenario or reform in a language; the English one where no Chinese is given."""
    english: str = getattr(thing, "title", "") or getattr(thing, "name", "")
    return (getattr(thing, "title_zh", "") or english) if lang == "zh" else english
