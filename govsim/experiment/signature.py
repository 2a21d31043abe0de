"""Signatures: what must be seen in runs if a pattern emerges, or a reform backfires as expected.

A signature is a list of conditions on the tables of some worlds of one seed; it appears where all of them hold.
Each condition also tells the number on which it decides, so that a failure can be looked at.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from govsim.month import month_name

if TYPE_CHECKING:
    import pandas as pd

Words = tuple[str, str]
"""English and Chinese."""


@dataclass(frozen=True)
class Course:
    """What a run shows of the district: `district` has one row a month (its index) and one column a measure.

    `street` is the same of all streets, with a column `unit`, where it is asked for; `rich` names the quarter of
    streets with the most tax per resident.
    """

    district: pd.DataFrame
    street: pd.DataFrame | None = None
    rich: tuple[str, ...] = ()

    def at(self, measure: str, month: str) -> float:
        """A measure in a month."""
        return float(self.district.at[month, measure])

    def mean(self, measure: str, first: str, last: str) -> float:
        """Mean of a measure from one month to another, both included."""
        return float(self.district.loc[first:last, measure].mean())

    def months(self, measure: str, first: str, last: str | None = None) -> pd.Series:
        """A measure from a month on."""
        return self.district.loc[first:last, measure]

    def reaches(self, measure: str, level: float, first: str) -> float:
        """Months from `first` (1 is that month) until a measure reaches a level; infinite where it never does."""
        there = np.flatnonzero(self.months(measure, first).to_numpy() >= level)
        return float(there[0] + 1) if there.size else float("inf")


Courses = Mapping[str, Course]
"""Courses of one seed by the name of the world."""


@dataclass(frozen=True)
class Condition:
    """`decide` gives the number looked at and whether the condition holds."""

    words: Words
    decide: Callable[[Courses], tuple[float, bool]]


@dataclass(frozen=True)
class Signature:
    """Appears where all of its conditions hold; `aside` are told beside it and not counted."""

    name: str
    title: Words
    conditions: tuple[Condition, ...]
    aside: tuple[Condition, ...] = ()


def above(level: float) -> Callable[[float], bool]:
    """A number above a level."""
    return lambda value: value > level


def below(level: float) -> Callable[[float], bool]:
    """A number below a level."""
    return lambda value: value < level


def within(low: float, high: float) -> Callable[[float], bool]:
    """A number from one level to another."""
    return lambda value: low <= value <= high


def condition(
    english: str, chinese: str, read: Callable[[Courses], float], holds: Callable[[float], bool]
) -> Condition:
    """A condition on one number; one that is undefined does not hold."""

    def decide(courses: Courses) -> tuple[float, bool]:
        value = float(read(courses))
        return value, bool(np.isfinite(value) or np.isinf(value)) and bool(holds(value))

    return Condition((english, chinese), decide)


def months_after(month: str, months: int) -> str:
    """A month so many months later.

    >>> months_after("2008-10", 12)
    '2009-10'
    """
    return month_name(int(month[:4]) * 12 + int(month[5:]) - 1 + months)
