"""Targets: what is known of a place from outside the model, and how a run is held against it.

A place's folder may hold `targets.toml`, tables headed [[target]]:

    name        = "K1"
    title       = "Registered organizations before the pilot"    # and `title_zh`
    use         = "calibrate"               # or "input" (checked, not fitted) or "hold-out"
    measure     = "orgs_registered"         # at `level` and `unit`, the district unless written
    month       = 2010-02-01                # with `since`, the mean from that month on
    value       = 211
    tolerance   = 3                         # most by which it may be off, or [below, above]
    sense       = "equal"                   # or "at_least", "at_most"
    discrepancy = 2                         # standard deviation by which a right model may miss
    source      = "article"                 # key of sources.toml

`input = NAME` instead of `measure` and `month` takes what goes into the model: a key of `INPUTS`.
Calibration reads with `calibration_targets`, which drops everything that is not for it.
"""

from __future__ import annotations

import datetime
import hashlib
import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.measures import MEASURES
from govsim.month import month_name, parse_month
from govsim.params import Fault, InputError, nearest, sources
from govsim.place import SHIPPED, Place, load_place, places
from govsim.scenario.source import Entry, in_order, read_file

if TYPE_CHECKING:
    import pandas as pd

    from govsim.scenario import Scenario

USES = ("calibrate", "input", "hold-out")
SENSES = ("equal", "at_least", "at_most")
LEVELS = ("district", "street", "community")
KEYS = ("name", "title", "title_zh", "use", "measure", "level", "unit", "since", "month", "input", "value", "tolerance",
        "sense", "discrepancy", "source")
"""Keys of a target."""

HALF_WIDTH = 3.0
"""Standard deviations in a tolerance: it is the most by which what is known may be off."""

FILE = "targets.toml"


@dataclass(frozen=True)
class Target:
    """One number known from outside; months are as in `govsim.month`, `since` = `month` for a single one."""

    name: str
    title: str
    title_zh: str
    use: str
    value: float
    below: float
    above: float
    """Tolerance on either side."""
    sense: str
    discrepancy: float
    source: str
    measure: str = ""
    level: str = "district"
    unit: str = "district"
    since: int = 0
    month: int = 0
    input: str = ""

    def miss(self, found: float) -> float:
        """By how much a finding is above (or below, negative) what is known; 0 on the side that is allowed."""
        gap = found - self.value
        if self.sense == "at_least":
            return min(gap, 0.0)
        return max(gap, 0.0) if self.sense == "at_most" else gap

    def met(self, found: float) -> bool:
        """Whether a finding lies within the tolerance, up to rounding.

        >>> EXAMPLE.met(214), EXAMPLE.met(207.9)
        (True, False)
        """
        rounding = 1e-9 * max(abs(self.value), abs(found))
        return -self.below - rounding <= self.miss(found) <= self.above + rounding

    @property
    def deviations(self) -> tuple[float, float]:
        """Standard deviation of what is known, observation and discrepancy together, below and above."""
        below, above = ((((side / HALF_WIDTH) ** 2 + self.discrepancy**2) ** 0.5) for side in (self.below, self.above))
        return below, above

    def seen(self, tables: Mapping[str, pd.DataFrame]) -> float:
        """What a run shows, from its tables by level; NaN where it does not reach the month."""
        table = tables[self.level]
        inside = (table["unit"] == self.unit) & table["month"].between(month_name(self.since), month_name(self.month))
        values = table.loc[inside, self.measure]
        return float(values.mean()) if len(values) == self.month - self.since + 1 else float("nan")

    def fed(self, scenario: Scenario, seed: int) -> float:
        """What goes into the model, for a target with an `input`."""
        return INPUTS[self.input][2](scenario, seed)


EXAMPLE = Target("K1", "Registered", "登记", "calibrate", 211.0, 3.0, 3.0, "equal", 2.0, "article", "orgs_registered")


def _place_of(scenario: Scenario) -> Place:
    return load_place(scenario.place)


def _stations(scenario: Scenario, seed: int) -> float:
    return float(sum(street.stations for street in _place_of(scenario).streets))


def _least_catchment(scenario: Scenario, seed: int) -> float:
    streets = _place_of(scenario).streets
    return min(street.registered_households / street.stations for street in streets if street.stations)


def _old_courtyard_households(scenario: Scenario, seed: int) -> float:
    from govsim.run import build

    population = build(scenario, seed).population
    kinds = _place_of(scenario).kinds
    households = [size for kind, size in zip(population.courtyard_kind, population.courtyard_households, strict=True)
                  if kinds[kind].old]
    return float(sum(households) / len(households))


INPUTS: Mapping[str, tuple[str, str, Callable[[Scenario, int], float]]] = {
    "stations": ("stations in the place's tables", "地点数据表中的服务站数", _stations),
    "least_catchment": (
        "registered households a planned station, in the street with the fewest",
        "户籍户数最少的街道每个规划服务站的户籍户数",
        _least_catchment,
    ),
    "old_courtyard_households": (
        "mean households of old courtyards in the population", "人口合成中老旧院落的平均户数",
        _old_courtyard_households,
    ),
}
"""Inputs that a target may name -> meaning in English and Chinese, and what reads it of a scenario and seed."""


def target_file(place: str | Path) -> Path:
    """Where the targets of a shipped place, or of a folder of tables, stand."""
    return (SHIPPED / place if isinstance(place, str) and place in places() else Path(place)) / FILE


def load_targets(place: str | Path) -> tuple[Target, ...]:
    """Every target of a place, in written order; InputError with all faults.

    What calibrates uses `calibration_targets`.
    """
    document = read_file(target_file(place))
    reader = TargetReader(load_place(place))
    for key in document.table:
        if key != "target":
            reader.refuse(document.entry(key), "unknown key; allowed are target" + nearest(key, ("target",)), False)
    entry = document.entry("target") if "target" in document.table else None
    items = [] if entry is None else entry.value
    if not isinstance(items, list) or not items or not all(isinstance(item, dict) for item in items):
        reader.faults.append(Fault(document.label, "must be tables headed [[target]]"))
        items = []
    found = [reader.read(document.entry("target", number)) for number in range(len(items))]
    if reader.faults:
        raise InputError(in_order(reader.faults))
    return tuple(target for target in found if target is not None)


def calibration_targets(place: str | Path) -> tuple[Target, ...]:
    """The targets that parameters may be fitted to; inputs and hold-outs are left behind here."""
    return tuple(target for target in load_targets(place) if target.use == "calibrate")


def targets_checksum(targets: Sequence[Target]) -> str:
    """Digest of targets: what they say, not what they are called for readers."""
    told = [{key: value for key, value in asdict(item).items() if not key.startswith("title")} for item in targets]
    return hashlib.blake2b(json.dumps(told, sort_keys=True).encode(), digest_size=16).hexdigest()


class TargetReader:
    """Turns tables into targets, collecting faults on the way."""

    def __init__(self, place: Place) -> None:
        self.units = {
            "district": ["district"],
            "street": [item.name for item in place.streets],
            "community": [item.name for item in place.communities],
        }
        self.faults: list[Fault] = []
        self.names: set[str] = set()

    def refuse(self, entry: Entry, message: str, value: bool = True) -> None:
        self.faults.append(entry.fault(message, value))

    def read(self, entry: Entry) -> Target | None:
        """One target; None after a fault."""
        before = len(self.faults)
        for key in entry.value:
            if key not in KEYS:
                self.refuse(entry.below(key), f"unknown key; allowed are {', '.join(KEYS)}" + nearest(key, KEYS), False)
        name = self.text(entry, "name")
        if name in self.names:
            self.refuse(entry.below("name"), f"{name} is named twice")
        self.names.add(name)
        title = self.text(entry, "title")
        below, above = self.tolerance(entry)
        told: dict[str, Any] = {
            "name": name, "title": title, "title_zh": self.text(entry, "title_zh", title),
            "use": self.choice(entry, "use", USES), "value": self.number(entry, "value"),
            "below": below, "above": above, "sense": self.choice(entry, "sense", SENSES, "equal"),
            "discrepancy": self.number(entry, "discrepancy", 0.0, 0.0),
            "source": self.choice(entry, "source", tuple(sources())),
        }
        if ("measure" in entry.value) == ("input" in entry.value):
            self.refuse(entry, "needs one of `measure` or `input`", False)
            return None
        told |= self.where(entry) if "measure" in entry.value else {"input": self.choice(entry, "input", tuple(INPUTS))}
        if "input" in told and told["use"] == "calibrate":
            self.refuse(entry.below("use"), "an input is checked, not fitted; allowed are input, hold-out")
        return Target(**told) if len(self.faults) == before else None

    def where(self, entry: Entry) -> dict[str, Any]:
        """Measure, level, unit and months."""
        level = self.choice(entry, "level", LEVELS, "district")
        allowed = [name for name, measure in MEASURES.items() if level in measure.levels]
        measure = self.choice(entry, "measure", allowed)
        default = "district" if level == "district" else None
        unit = self.choice(entry, "unit", self.units.get(level, ["district"]), default)
        month = self.month(entry, "month", None)
        since = self.month(entry, "since", month)
        if since > month:
            self.refuse(entry.below("since"), f"is after the month, {month_name(month)}-01")
        return {"measure": measure, "level": level, "unit": unit, "month": month, "since": since}

    def text(self, entry: Entry, key: str, default: str | None = None) -> str:
        value = entry.value.get(key, default)
        if value is None:
            self.refuse(entry, f"`{key}` is missing: a text in quotation marks", False)
        elif not (isinstance(value, str) and value.strip()):
            self.refuse(entry.below(key), "must be a text in quotation marks, not empty")
        return value.strip() if isinstance(value, str) else ""

    def choice(self, entry: Entry, key: str, allowed: Sequence[str], default: str | None = None) -> str:
        value = entry.value.get(key, default)
        if value is None:
            self.refuse(entry, f"`{key}` is missing: one of {listed(allowed)}", False)
        elif value not in allowed:
            self.refuse(entry.below(key), f"must be one of {listed(allowed)}" + nearest(value, allowed))
        return str(value)

    def number(self, entry: Entry, key: str, least: float = -1e15, default: float | None = None) -> float:
        value = entry.value.get(key, default)
        if value is None:
            self.refuse(entry, f"`{key}` is missing: a number", False)
        elif not is_number(value) or not least <= value <= 1e15:
            self.refuse(entry.below(key), "must be a number" if least < 0 else "must be a number, 0 or more")
        return float(value) if is_number(value) else 0.0

    def tolerance(self, entry: Entry) -> tuple[float, float]:
        """Tolerance below and above."""
        value = entry.value.get("tolerance")
        sides = value if isinstance(value, list) else [value, value]
        if len(sides) == 2 and all(is_number(side) and 0 <= side <= 1e15 for side in sides):
            return float(sides[0]), float(sides[1])
        if value is None:
            self.refuse(entry, "`tolerance` is missing: a number, or [below, above]", False)
        else:
            self.refuse(entry.below("tolerance"), "must be a number, 0 or more, or two of them, [below, above]")
        return 0.0, 0.0

    def month(self, entry: Entry, key: str, default: int | None) -> int:
        value = entry.value.get(key)
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime) and value.day == 1:
            return parse_month(value)
        if value is not None:
            self.refuse(entry.below(key), "must be a date like 2008-06-01")
        elif default is None:
            self.refuse(entry, f"`{key}` is missing: a date like 2008-06-01", False)
        return default or 0


def is_number(value: object) -> bool:
    """Whether a value of TOML is a finite number."""
    return isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")


def listed(names: Sequence[str]) -> str:
    """Names that are allowed; of many, that there are many."""
    return ", ".join(names) if len(names) <= 20 else f"{len(names)} names, as `govsim list` shows"
