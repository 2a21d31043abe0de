"""What is said of a command line that cannot be understood, and Click's own words."""

from __future__ import annotations

TEXTS: dict[str, tuple[str, str]] = {
    "Usage:": ("Usage:", "用法："),
    "Options:": ("Options:", "选项："),
    "Commands:": ("Commands:", "命令："),
    "no_option": ("no such option: {name}{hint}", "没有这个选项：{name}{hint}"),
    "no_command": ("no such command: {name}{hint}", "没有这个命令：{name}{hint}"),
    "missing": ("missing: {name}", "缺少：{name}"),
    "no_value": ("{name} needs a value", "{name} 需要一个值"),
    "bad_value": ("{name}: {value} is not allowed; {allowed}", "{name}：不能是 {value}；{allowed}"),
    "extra": ("too many arguments: {name}", "参数过多：{name}"),
    "one_of": ("choose one of {names}", "可选：{names}"),
    "whole": ("a whole number{range}", "应为整数{range}"),
    "number": ("a number{range}", "应为数字{range}"),
    "from_to": (" from {low} to {high}", "，{low}至{high}"),
    "did_you_mean": ("; did you mean {name}?", "；是否想用 {name}？"),
    "try_help": ("`{command} --help` shows what there is.", "可用 `{command} --help` 查看帮助。"),
}
