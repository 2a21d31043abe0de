"""Sentences on the effects of a comparison."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
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
    "evidence_few_worlds": ("{runs} paired runs in plausible worlds", "{runs}对配对模拟，各在一个合理世界中"),
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
    "higher": ("higher", "高"),
    "lower": ("lower", "低"),
    "better": (", which is better", "，属改善"),
    "worse": (", which is worse", "，属恶化"),
}
