"""Scenario: a place, a span of months, a world, the rules at the start and their dated, placed revisions.

Everything here is frozen and already checked; `govsim.scenario.reading` makes it from TOML.
"""

from __future__ import annotations

import datetime
from collections.abc import Hashable, Mapping
from dataclasses import asdict, dataclass
from typing import Any, TypeVar

from govsim.month import first_day, month_name, parse_month
from govsim.params import Fault, InputError, declared
from govsim.reforms.base import Reform, found, name_of
from govsim.rules import Rules, changed
from govsim.scenario.where import Where
from govsim.scenario.where_form import read_where
from govsim.world import World

Value = bool | int | float | str
Owner = TypeVar("Owner")


@dataclass(frozen=True)
class Setting:
    """A revision without code: fields of Rules set to values; no fields is an announcement and no more."""

    fields: tuple[tuple[str, Value], ...]

    @property
    def level(self) -> str:
        """Where it is decided: "street" as soon as one of its fields is."""
        known = declared(Rules)
        return "street" if any(known[name].level == "street" for name, _ in self.fields) else "community"

    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """The rules with the fields set, from the first month on."""
        return changed(rules, **dict(self.fields))


@dataclass(frozen=True)
class Revision:
    """A change of the rules with its dates (months) and its place.

    `end` is the last month in force, None for good; `announced` is the month in which residents hear
    of it, None for never; `name` is the name of the rule unless the file gives another, `name_zh` the
    same for Chinese readers.
    """

    name: str
    change: Reform | Setting
    start: int
    end: int | None
    announced: int | None
    where: Where
    name_zh: str = ""

    @property
    def rule(self) -> str:
        """Name of the reform rule; empty where fields are set directly."""
        return name_of(type(self.change)) if isinstance(self.change, Reform) else ""

    @property
    def level(self) -> str:
        """Where it is decided: "street" or "community"."""
        return self.change.level

    @property
    def words(self) -> tuple[str, str]:
        """Name for readers, English and Chinese."""
        named = self.name != (self.rule or "revise")
        name_zh = self.name_zh or self.name
        if isinstance(self.change, Reform):
            english, chinese = self.change.title, self.change.title_zh
            return (f"{english} ({self.name})", f"{chinese}（{name_zh}）") if named else (english, chinese)
        fields = ", ".join(name for name, _ in self.change.fields)
        if named:
            return self.name, name_zh
        return (f"direct revision of {fields}", f"直接修改{fields}") if fields else ("announcement", "公布")

    def resolved(self) -> dict[str, Any]:
        """As JSON, complete."""
        change: dict[str, Any]
        if isinstance(self.change, Reform):
            change = {"rule": self.rule, "parameters": dict(vars(self.change))}
        else:
            change = {"set": dict(self.change.fields)}
        return {
            "name": self.name,
            "name_zh": self.name_zh,
            **change,
            "start": first_day(self.start),
            "end": None if self.end is None else first_day(self.end),
            "announced": None if self.announced is None else first_day(self.announced),
            "where": self.where.form(),
        }


@dataclass(frozen=True)
class Override:
    """A number of World or of the rules at the start that the scenario changes, and on what ground."""

    path: str
    """"world.<name>" or "rules.<name>"."""
    value: Value
    source: str
    """Key of `sources.toml` or a reference in words; empty for an assumption."""
    assumption: str
    """Why this value is assumed; empty where there is a source."""


@dataclass(frozen=True, repr=False)
class Scenario:
    """Everything but the seed that determines a run; months are as in `govsim.month`, both ends included."""

    name: str
    title: str
    title_zh: str
    description: str
    description_zh: str
    place: str
    """Name of a shipped place or path of a folder of tables."""
    start: int
    end: int
    sample: float
    world: World
    rules: Rules
    """The rules at the start, before any revision."""
    revisions: tuple[Revision, ...]
    """In written order, which is the order in which they compose."""
    overrides: tuple[Override, ...]
    """What differs in `world` and `rules` from the defaults, and why."""
    tables: str = ""
    """Checksum of a folder's tables, so that a changed table is another run; empty for a shipped place."""

    @property
    def months(self) -> range:
        """Every month of the run."""
        return range(self.start, self.end + 1)

    @property
    def beginning(self) -> tuple[Hashable, ...]:
        """All that the state before the first month depends on, but for the seed; no revision is among it."""
        return self.place, self.tables, self.world, self.rules, self.months, self.sample

    @property
    def first_change(self) -> int:
        """The first month in which a revision acts or is announced; the one after the last where none is."""
        known = [month for item in self.revisions for month in (item.start, item.announced) if month is not None]
        return min(known, default=self.end + 1)

    @property
    def reform_names(self) -> frozenset[str]:
        """Names by which `--set`, `without` and `[change]` find its revisions: of the entry, the rule, the bundle."""
        names = {name for item in self.revisions for name in (item.name, item.rule, getattr(item.change, "bundle", ""))}
        return frozenset(names - {""})

    def __repr__(self) -> str:
        """Short: what tells it from others."""
        span = f"{month_name(self.start)} to {month_name(self.end)}"
        rules = ", ".join(revision.name for revision in self.revisions) or "no reform"
        return f"<Scenario {self.name}: {self.place}, {span}, sample {self.sample:g}; {rules}>"

    def resolved(self) -> dict[str, Any]:
        """As JSON, complete: `about` holds what readers see, the rest what determines the run."""
        return {
            "about": {
                "name": self.name,
                "title": self.title,
                "title_zh": self.title_zh,
                "description": self.description,
                "description_zh": self.description_zh,
                "overrides": [asdict(item) for item in self.overrides],
            },
            "place": self.place,
            "tables": self.tables,
            "start": first_day(self.start),
            "end": first_day(self.end),
            "sample": self.sample,
            "world": dict(vars(self.world)),
            "rules": dict(vars(self.rules)),
            "revisions": [revision.resolved() for revision in self.revisions],
        }


def from_resolved(resolved: dict[str, Any]) -> Scenario:
    """The scenario that `Scenario.resolved` wrote; InputError where it does not fit this version."""
    try:
        about = dict(resolved["about"])
        overrides = tuple(Override(**item) for item in about.pop("overrides"))
        return Scenario(
            **about,
            place=resolved["place"],
            start=_month(resolved["start"]),
            end=_month(resolved["end"]),
            sample=resolved["sample"],
            world=_filled(World, resolved["world"]),
            rules=_filled(Rules, resolved["rules"]),
            revisions=tuple(_revision(item) for item in resolved["revisions"]),
            overrides=overrides,
            tables=resolved["tables"],
        )
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        if isinstance(error, InputError):
            raise
        raise InputError(f"not a resolved scenario of this version: {type(error).__name__}: {error}") from error


def _revision(item: dict[str, Any]) -> Revision:
    change: Reform | Setting
    if "rule" in item:
        change = _filled(found()[item["rule"]], item["parameters"])
    else:
        _refuse(Rules, item["set"])
        change = Setting(tuple(item["set"].items()))
    faults: list[str] = []
    where = read_where(item["where"], change.level, None, lambda path, message: faults.append(message))
    if where is None:
        raise InputError("; ".join(faults))
    end, announced = item["end"], item["announced"]
    return Revision(
        name=item["name"],
        change=change,
        start=_month(item["start"]),
        end=None if end is None else _month(end),
        announced=None if announced is None else _month(announced),
        where=where,
        name_zh=item["name_zh"],
    )


def _month(text: str) -> int:
    return parse_month(datetime.date.fromisoformat(text))


def _filled(owner: type[Owner], values: Mapping[str, Any]) -> Owner:
    _refuse(owner, values)
    return owner(**values)


def _refuse(owner: type, values: Mapping[str, Any]) -> None:
    """InputError where a value is not allowed; an unknown name is a KeyError."""
    known = declared(owner)
    faults = [Fault(f"{owner.__name__}.{name}", known[name].fault(value) or "") for name, value in values.items()]
    if any(fault.message for fault in faults):
        raise InputError(fault for fault in faults if fault.message)
