"""Numbers as readers see them: shares in per cent, indices on 0 to 100, large sums in millions."""

from __future__ import annotations

import math
from dataclasses import dataclass
from decimal import Decimal

from govsim.report.texts import Lang

UNITS: dict[str, tuple[str, str]] = {
    "minutes": ("minutes", "分钟"),
    "hours": ("hours", "小时"),
    "hours/street/month": ("hours a street and month", "小时/街道·月"),
    "hours/courtyard/month": ("hours a courtyard and month", "小时/院落·月"),
    "1/week": ("a week", "次/周"),
    "tasks": ("tasks", "项"),
    "trips": ("trips", "次"),
    "courtyards": ("courtyards", "个院落"),
    "organizations": ("organizations", "个"),
    "organizations/month": ("organizations a month", "个/月"),
    "1/1,000": ("per 1,000 residents", "个/千人"),
    "per 1,000 households": ("per 1,000 households", "起/千户"),
    "persons": ("persons", "人"),
    "ratio": ("(ratio)", "（比值）"),
}
"""Unit of a measure -> how it reads, English and Chinese; shares, indices and money: see `scale_of`."""

PER: dict[str, tuple[str, str]] = {
    "": ("", ""),
    "/month": (" a month", "/月"),
    "/year": (" a year", "/年"),
    "/person/year": (" a person and year", "/人·年"),
}
"""What follows yuan -> how it reads."""


MOST_COUNTED = 9_999
"""More pairs than this are not counted out."""


@dataclass(frozen=True)
class Scale:
    """`factor` times a value is shown, followed by `level` for levels and by `effect` for differences."""

    factor: float
    level: str
    effect: str


def scale_of(unit: str, largest: float, lang: Lang) -> Scale:
    """How to show values of a unit whose largest absolute value is `largest`; KeyError for an unknown unit."""
    zh = lang == "zh"
    if unit == "share":
        return Scale(100.0, "%", "个百分点" if zh else "percentage points")
    if unit == "0-1":
        return Scale(100.0, "分（0–100）" if zh else "index, 0 to 100", "分" if zh else "points of 100")
    if unit.startswith("yuan"):
        factor, word = _money(largest, zh)
        word += PER[unit.removeprefix("yuan")][zh]
        return Scale(factor, word, word)
    word = UNITS[unit][zh]
    return Scale(1.0, word, word)


def _money(largest: float, zh: bool) -> tuple[float, str]:
    chinese = ((1e8, 1e-8, "亿元"), (1e4, 1e-4, "万元"))
    english = ((1e6, 1e-6, "million yuan"), (1e4, 1e-3, "thousand yuan"))
    for least, factor, word in chinese if zh else english:
        if largest >= least:
            return factor, word
    return 1.0, "元" if zh else "yuan"


def in_unit(words: str, unit: str, lang: Lang) -> str:
    """What a number is, and its unit in brackets, where it has one that is not in brackets itself.

    >>> in_unit("Wait", "minutes", "en"), in_unit("Load", "(ratio)", "en"), in_unit("Share", "", "en")
    ('Wait (minutes)', 'Load (ratio)', 'Share')
    >>> in_unit("办事时间", "分钟", "zh"), in_unit("负荷", "（比值）", "zh")
    ('办事时间（分钟）', '负荷（比值）')
    """
    bare = not unit or unit[0] in "(（"
    if lang == "zh":
        return words + unit if bare else f"{words}（{unit}）"
    return f"{words} {unit}".strip() if bare else f"{words} ({unit})"


def decimals(effect: float, low: float, high: float) -> int:
    """Decimals that show one significant digit of an interval's half width, but at most three of the effect.

    >>> decimals(3.14159, 2.8, 3.4), decimals(37.76751, 37.76735, 37.7677), decimals(0.25, 0.25, 0.25)
    (1, 1, 3)
    """
    digits = 2 - math.floor(math.log10(abs(effect))) if effect else 2
    if high > low:
        digits = min(digits, -math.floor(math.log10((high - low) / 2)))
    return min(max(digits, 0), 4)


def plain(value: float, places: int) -> str:
    """A number with thousands marked and a real minus.

    >>> plain(-1234.5, 0)
    '−1,234'
    """
    written = f"{value:,.{places}f}"
    return written.replace("-", "−") if float(written.replace(",", "")) else written.lstrip("-")


def signed(value: float, places: int) -> str:
    """A number with its sign.

    >>> signed(0.25, 1)
    '+0.2'
    """
    written = plain(value, places)
    return written if written.startswith("−") or not float(written.replace(",", "")) else "+" + written


def probability(value: float) -> str:
    """A probability with two digits; only what is certain is 0 or 1.

    >>> probability(0.999), probability(1.0), probability(float("nan"))
    ('>0.99', '1', '–')
    """
    if math.isnan(value):
        return "–"
    if value in (0.0, 1.0):
        return f"{value:.0f}"
    return "<0.01" if value < 0.005 else ">0.99" if value > 0.995 else f"{value:.2f}"


def count(value: float) -> str:
    """Pairs that are needed.

    >>> count(38.0), count(123456.0), count(float("nan"))
    ('38', '>9,999', '–')
    """
    if math.isnan(value):
        return "–"
    return f">{MOST_COUNTED:,}" if value > MOST_COUNTED else f"{value:,.0f}"


def with_unit(unit: str, note: str, lang: Lang) -> str:
    """A figure's note that begins with the unit of its numbers, where they have one."""
    return f"{unit}{'；' if lang == 'zh' else '; '}{note}" if unit else note


def short(value: float) -> str:
    """A number with three digits.

    >>> short(7684.2), short(-0.4531), short(0.5), short(0.00001)
    ('7,680', '−0.453', '0.5', '0.00001')
    """
    return f"{Decimal(f'{value:.3g}'):,f}".replace("-", "−")


def chosen(value: float) -> str:
    """A number that somebody set: in full where it is whole or has at most four digits, as written ones have.

    >>> chosen(3e6), chosen(0.125), chosen(1.27485060152), chosen(3332910.90601)
    ('3,000,000', '0.125', '1.27', '3,330,000')
    """
    if float(value).is_integer() and abs(value) < 1e15:
        return plain(value, 0)
    return f"{Decimal(f'{value:.4g}'):,f}".replace("-", "−") if float(f"{value:.4g}") == value else short(value)
