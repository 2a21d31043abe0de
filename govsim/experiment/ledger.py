"""Evidence ledger: every number of the world, what it rests on, and how far headline results hang on it.

`ledger.csv` beside a place's tables has a row for each headline measure and number that moves it, and for the three
assumptions that bring most of it by themselves: `alone`, the share of the variance of the paired effect (of its normal
scores, as `weigh.py` says) that the number brings by itself, with its 90% interval from `low` to `high`, `clear` (1
where that is told apart from nothing, `alone.py`), `total`, its share with others, the `error` of that, and `slope`,
how many standard deviations the effect moves from the low end of the number's range to the high one. `ledger.toml`
says how it was made and what each headline's variance consists of. Both are made by `govsim ledger --make`
(`weigh.py`); a number without a row was not seen to move the measure.
"""

from __future__ import annotations

import csv
import io
import math
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from govsim.params import Fault, InputError, Param, declared, nearest
from govsim.place import SHIPPED, places
from govsim.world import World

VALUES, NOTE = "ledger.csv", "ledger.toml"

COUNTED = 0.01
"""Share of the variance from which on a number is told."""

WANTED = 3
"""Pieces of evidence that are named."""


@dataclass(frozen=True)
class Weight:
    """How a number of the world moves the effect on a measure; shares of its variance."""

    measure: str
    name: str
    alone: float
    low: float
    high: float
    clear: int
    total: float
    error: float
    slope: float

    @property
    def share(self) -> float:
        """What it brings with others; at least what it clearly brings alone, which a polynomial may have missed."""
        return max(self.total, self.alone if self.clear else 0.0)

    @classmethod
    def read(cls, row: Mapping[str, str]) -> Weight:
        """A row of `ledger.csv`."""
        numbers = {key: float(row[key]) for key in ("alone", "low", "high", "total", "error", "slope")}
        return cls(measure=row["measure"], name=row["name"], clear=int(row["clear"]), **numbers)


@dataclass(frozen=True)
class Headline:
    """What the variance of an effect consists of, in shares.

    `sourced` is what numbers with a source bring, with all in which they take part, `chance` what seeds bring, both
    from runs in which only these differ, with their standard errors; `told` is how much of the variance single numbers
    and their products tell.
    """

    measure: str
    effect: float
    deviation: float
    sourced: float
    sourced_error: float
    chance: float
    chance_error: float
    told: float

    @property
    def assumed(self) -> float:
        """What is left: assumptions by themselves."""
        return max(0.0, 1.0 - self.sourced - self.chance)

    @property
    def assumed_error(self) -> float:
        """Standard error of that."""
        return math.hypot(self.sourced_error, self.chance_error)


@dataclass(frozen=True)
class Ledger:
    """The ledger of a place."""

    weights: tuple[Weight, ...]
    headlines: Mapping[str, Headline]
    about: Mapping[str, Any]

    def of_measure(self, measure: str) -> list[Weight]:
        """What moves a measure, the most first."""
        return sorted((item for item in self.weights if item.measure == measure), key=lambda item: -item.total)

    def of_number(self, name: str) -> list[Weight]:
        """What a number moves, the most first."""
        return sorted((item for item in self.weights if item.name == name), key=lambda item: -item.total)

    def wanted(self, measure: str) -> list[Weight]:
        """Assumptions of which evidence would narrow an effect most: those that bring most of its variance alone."""
        known = declared(World)
        assumed = [item for item in self.of_measure(measure) if known[item.name].tag in ASSUMED]
        return sorted(assumed, key=lambda item: -item.alone)[:WANTED]


ASSUMED = ("A",)
"""Tags of numbers that neither a source nor calibration states."""


def numbers() -> dict[str, Param]:
    """Every number of the world; switches of its structure are none."""
    return {name: known for name, known in declared(World).items() if known.kind in (int, float)}


@cache
def load_ledger(place: str) -> Ledger | None:
    """The ledger of a shipped place, or None where it has none; InputError where it does not fit this version."""
    folder = SHIPPED / place
    return read_ledger(folder) if place in places() and (folder / NOTE).is_file() else None


def read_ledger(folder: Path) -> Ledger:
    """The ledger of a folder that has one; InputError where it does not fit this version."""
    about = tomllib.loads((folder / NOTE).read_text(encoding="utf-8"))
    told = about.pop("headline")
    headlines = {item["measure"]: Headline(**item) for item in told}
    rows = csv.DictReader(io.StringIO((folder / VALUES).read_text(encoding="utf-8")))
    weights = [Weight.read(row) for row in rows]
    known = numbers()
    faults = [
        Fault(str(folder / VALUES), f"unknown number {item.name!r}{nearest(item.name, known)}")
        for item in weights if item.name not in known
    ]
    if faults:
        raise InputError(faults)
    return Ledger(tuple(weights), headlines, about)
