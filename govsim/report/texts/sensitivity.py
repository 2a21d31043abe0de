"""Figures and sentences of sensitivity and discovery."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "sensitivity_title": ("What moves {measure}: {study}", "{measure}受什么影响：{study}"),
    "sensitivity_map_title": ("What rests on which factor: {study}", "各项结果取决于哪些因素：{study}"),
    "sensitivity_effect": (
        'effect of "{scenario}", {horizon}; {index}; {points} points; seeds averaged: {seeds}',
        "“{scenario}”在{horizon}的效应；{index}；{points}个设计点，{seeds}个种子的均值",
    ),
    "sensitivity_level": (
        '"{scenario}", {horizon}; {index}; {points} points; seeds averaged: {seeds}',
        "“{scenario}”，{horizon}；{index}；{points}个设计点，{seeds}个种子的均值",
    ),
    "index_mu_star": ("mean absolute elementary effect (Morris)", "平均绝对基本效应（Morris）"),
    "index_sigma": ("standard deviation of elementary effects (Morris)", "基本效应的标准差（Morris）"),
    "index_first": ("first-order index (Sobol)", "一阶指数（Sobol）"),
    "index_total": ("total index (Sobol)", "总效应指数（Sobol）"),
    "sensitivity_first": ("; white: first order", "；白线为一阶指数"),
    "index_pawn": ("distance of distributions (PAWN)", "分布距离（PAWN）"),
    "index_dummy": ("distance of distributions (PAWN)", "分布距离（PAWN）"),
    "sensitivity_unsure": (
        "The points are too few to trust the indices of {measures}: one is above 1, or the interval of the largest is "
        "wider than the index itself. Give the design more points.",
        "设计点太少，{measures}的指数不可靠：有指数大于1，或最大指数的区间比指数本身还宽。请增加设计点。",
    ),
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
    "condition_effect": (
        'effect of "{scenario}" on {measure} {sign} {bound} {unit}',
        "“{scenario}”对{measure}的效应 {sign} {bound}{unit}",
    ),
    "condition_level": (
        '{measure} under "{scenario}" {sign} {bound} {unit}', "“{scenario}”的{measure}水平 {sign} {bound}{unit}",
    ),
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
}
