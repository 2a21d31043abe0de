"""Faults in the reader's language: the messages are written in English where they arise and put into Chinese here.

A message is a key, a phrase and clauses after semicolons; each clause is looked up by its pattern.
What has no entry stays English; a test sees to it that every message of the sources has one.
"""

from __future__ import annotations

import re
from functools import cache

from govsim.cli.phrases import PHRASES
from govsim.cli.reasons import reason_in_chinese
from govsim.cli.texts import Lang
from govsim.params import Fault
from govsim.units import UNITS_ZH

OPTIONS = {
    "horizon": "--horizon", "measure": "--measure", "measures": "--measure", "cluster": "--cluster",
    "worlds": "--worlds", "winners": "--winners", "replications": "--replications", "unit": "--unit",
}
"""Arguments that a Python caller names so, and the options that give them."""


@cache
def _patterns() -> tuple[tuple[re.Pattern[str], str], ...]:
    made = []
    for english, chinese in sorted(PHRASES, key=lambda pair: -len(re.sub(r"{\w+}", "", pair[0]))):
        pattern = re.sub(r"\\{(\w+)\\}", r"(?P<\1>.+?)", re.escape(english))
        made.append((re.compile(rf"(?P<_before>(?:.*?: )??){pattern}(?P<_rest>(?:; .*)?)", re.DOTALL), chinese))
    return tuple(made)


def translated(fault: Fault, lang: Lang) -> Fault:
    """The fault in a language, arguments named as options, yes and no as files write them."""
    message = re.sub(r"\bnot (True|False)\b", lambda found: found[0].lower(), fault.message)
    return Fault(OPTIONS.get(fault.where, fault.where), message if lang == "en" else in_chinese(message))


def in_chinese(message: str) -> str:
    """A message in Chinese, clause by clause; a clause that has no entry stays as it is.

    >>> in_chinese("reform.x.stations = 99: must be between 0 and 40 stations, not 99; did you mean 'x'?")
    "reform.x.stations = 99：应在 0 与 40 个服务站之间，而不是 99；是否想写 'x'？"
    """
    for pattern, chinese in _patterns():
        match = pattern.fullmatch(message)
        if match is not None:
            words = match.groupdict()
            before, rest = words.pop("_before"), words.pop("_rest")
            if "span" in words:
                words["span"] = words["span"].replace(" to ", " 至 ")
            if "reason" in words:
                words["reason"] = reason_in_chinese(words["reason"])
            if "unit" in words:
                words["unit"] = UNITS_ZH.get(words["unit"], words["unit"])
            said = chinese.format_map(words)
            after = f"；{in_chinese(rest[2:])}" if rest else ""
            return f"{before[:-2]}：{said}{after}" if before else said + after
    first, found, rest = message.partition("; ")
    return f"{first}；{in_chinese(rest)}" if found else message
