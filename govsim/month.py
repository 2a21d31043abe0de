"""Months as integers: year * 12 + month - 1, written as their first day in files."""

from __future__ import annotations

import datetime


def parse_month(day: datetime.date) -> int:
    """The month of a date that is the first of its month; ValueError otherwise."""
    if day.day != 1:
        raise ValueError(f"a month is written as its first day, {day.year:04}-{day.month:02}-01, not {day.isoformat()}")
    return day.year * 12 + day.month - 1


def month_name(month: int) -> str:
    """Year and month.

    >>> month_name(2008 * 12 + 5)
    '2008-06'
    """
    return f"{month // 12:04}-{month % 12 + 1:02}"


def first_day(month: int) -> str:
    """The month as TOML writes it.

    >>> first_day(2008 * 12 + 5)
    '2008-06-01'
    """
    return month_name(month) + "-01"
