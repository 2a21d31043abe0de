"""Factors: what a study varies, read from `[[lever]]` and `[[uncertainty]]`, with every fault found.

A factor takes its values from a list, from named options, from a switch, or from a range. A design
thinks of each as a number from 0 to 1; `Factor.value` says which value that is.
"""

from __future__ import annotations

import datetime
import json
import math
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from govsim.month import first_day, parse_month
from govsim.params import Fault, Param, declared, nearest
from govsim.scenario import Scenario
from govsim.scenario.scenario import Setting
from govsim.scenario.show import cut_key, show
from govsim.scenario.source import Entry
from govsim.world import World

KEYS = ("name", "title", "title_zh", "set", "values", "range", "scale", "steps", "switch", "options")
"""Keys of a factor."""

RESERVED = (
    "point", "scenario", "key", "seed", "run", "measure", "quantity", "baseline", "outcome", "effect", "mean", "low",
    "high", "positive", "pairs", "runs", "factor", "value", "points", "case", "inside",
)
"""Columns of the tables of a study, which no factor may be called; programs that read them may know no capitals."""

DRAWN = "key_"
"""How columns of the plan begin that hold keys in plausible worlds: this and a number."""

MOST_VALUES = 1000
"""Most values in a list, or steps of a range."""

Point = tuple[Any, ...]
"""One value a factor, in the order of the study's factors."""


@dataclass(frozen=True)
class Option:
    """One value of a listed factor: what tables show, and the settings it stands for."""

    shown: Any
    sets: tuple[tuple[str, Any], ...]


@dataclass(frozen=True)
class Factor:
    """One thing varied; `lever` is whether it is a choice of the scenarios, and not a trait of the world."""

    name: str
    title: str
    title_zh: str
    lever: bool
    paths: tuple[str, ...]
    options: tuple[Option, ...] = ()
    """In written order; empty for a range."""
    kind: str = "listed"
    """"listed", or the values of a range: "number", "whole", "month"."""
    low: float = 0.0
    high: float = 1.0
    log: bool = False
    steps: int = 0
    """Values of a range that a factorial takes."""

    def value(self, unit: float) -> Any:
        """The value at a position from 0 to 1.

        >>> Factor("x", "x", "x", True, (), kind="whole", low=1, high=4).value(0.3)
        2
        >>> Factor("x", "x", "x", True, (), low=1, high=100, kind="number", log=True).value(0.5)
        10.0
        """
        if self.options:
            return self.options[min(int(unit * len(self.options)), len(self.options) - 1)].shown
        if self.kind == "number":
            if self.log:
                return float(f"{self.low * (self.high / self.low) ** unit:.12g}")
            return float(f"{self.low + (self.high - self.low) * unit:.12g}")
        whole = min(int(self.low + unit * (self.high - self.low + 1)), int(self.high))
        return first_day(whole) if self.kind == "month" else whole

    @property
    def values(self) -> tuple[Any, ...]:
        """The values of a factorial, each once."""
        if self.options:
            return tuple(option.shown for option in self.options)
        if self.steps == 1:
            return (self.value(0.5),)
        return tuple(dict.fromkeys(self.value(number / (self.steps - 1)) for number in range(self.steps)))

    def sets(self, value: Any) -> tuple[tuple[str, Any], ...]:
        """The settings that a value stands for; KeyError where it has none."""
        if self.options:
            return next(option.sets for option in self.options if same(option.shown, value))
        written = datetime.date.fromisoformat(value) if self.kind == "month" else value
        return tuple((path, written) for path in self.paths)

    def settings(self) -> list[Any]:
        """What its values stand for: where they are set, and of a listed factor what each sets."""
        return [self.lever, self.paths, [option.sets for option in self.options]]

    def fault(self, value: Any) -> str | None:
        """Why a value from elsewhere (a CSV file) is none of this factor's, or None."""
        if self.options:
            if any(same(option.shown, value) for option in self.options):
                return None
            return f"must be one of {', '.join(show(option.shown) for option in self.options)}, not {show(value)}"
        number = value
        if self.kind == "month":
            try:
                number = parse_month(datetime.date.fromisoformat(value))
            except (TypeError, ValueError):
                return f"must be a date like 2008-06-01, not {show(value)}"
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not self.low <= number <= self.high:
            ends = (first_day(int(end)) if self.kind == "month" else f"{end:g}" for end in (self.low, self.high))
            return f"must be from {' to '.join(ends)}, not {show(value)}"
        return None


def same(one: Any, other: Any) -> bool:
    """Whether two values are equal and of one kind, so that true is not 1."""
    return isinstance(one, bool) == isinstance(other, bool) and bool(one == other)


def written(path: str, value: Any) -> str:
    """A setting as `--set` takes it."""
    return f"{path}={toml(value)}"


def toml(value: Any) -> str:
    """A value as TOML writes it.

    >>> toml({"share": 0.5, "of": ["streets", True]})
    '{share = 0.5, of = ["streets", true]}'
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, datetime.date):
        return value.isoformat()
    if isinstance(value, list):
        return f"[{', '.join(map(toml, value))}]"
    if isinstance(value, dict):
        return "{" + ", ".join(f"{cut_key(key)} = {toml(item)}" for key, item in value.items()) + "}"
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else repr(value)


def without_it(name: Any, known: Collection[str]) -> str:
    """That no scenario has a reform, and which there are."""
    message = "no scenario of this study has it"
    return message + (f"; known are {', '.join(sorted(known))}{nearest(name, known)}" if known else "")


class FactorReader:
    """Reads factors and notes faults; `scenarios` tell what a path that names a reform is."""

    def __init__(self, scenarios: Mapping[str, Scenario], faults: list[Fault]) -> None:
        self.scenarios = scenarios
        self.faults = faults

    def read(self, entry: Entry, lever: bool) -> Factor | None:
        """The factor of a table; None after a fault."""
        before = len(self.faults)
        for key in entry.value:
            if key not in KEYS:
                self.refuse(entry.below(key), f"unknown key; allowed are {', '.join(KEYS)}" + nearest(key, KEYS), False)
        name = self.text(entry, "name")
        if name and not (name.isascii() and name.isidentifier()):
            self.refuse(entry.below("name"), "must be a name of ASCII letters, digits and _")
        if name.casefold() in RESERVED or name.casefold().startswith(DRAWN):
            self.refuse(entry.below("name"), f"{name} has a meaning of its own; choose another", False)
        title = self.text(entry, "title", name)
        title_zh = self.text(entry, "title_zh", title)
        ways = [key for key in ("switch", "options", "set") if key in entry.value]
        if len(ways) != 1:
            self.refuse(entry, "needs one of `set` (a path, or a list of paths), `switch` or `options`", False)
            return None
        way = ways[0] if ways[0] != "set" or "values" not in entry.value else "values"
        for key in ("values", "range", "scale", "steps") if way != "set" else ():
            if key in entry.value and key != way:
                self.refuse(entry.below(key), f"means nothing beside `{way}`; leave one of them out", False)
        parts = getattr(self, ways[0])(entry)
        if parts is None or len(self.faults) > before:
            return None
        return Factor(name, title, title_zh, lever, **parts)

    def refuse(self, entry: Entry, message: str, value: bool = True) -> None:
        self.faults.append(entry.fault(message, value))

    def text(self, entry: Entry, key: str, default: str | None = None) -> str:
        """A text of the table."""
        if key not in entry.value:
            if default is None:
                self.refuse(entry, f"`{key}` is missing: a text in quotation marks", False)
            return default or ""
        value = entry.value[key]
        if isinstance(value, str) and value.strip():
            return value.strip()
        self.refuse(entry.below(key), "must be a text in quotation marks, not empty")
        return ""

    def switch(self, entry: Entry) -> dict[str, Any] | None:
        """`switch = "R1"`: without the reforms of that name (false), or with them (true)."""
        name = entry.value["switch"]
        known = sorted({name for scenario in self.scenarios.values() for name in scenario.reform_names})
        if name not in known:
            self.refuse(entry.below("switch"), without_it(name, known))
            return None
        return {"paths": ("without",), "options": (Option(False, (("without", [name]),)), Option(True, ()))}

    def options(self, entry: Entry) -> dict[str, Any] | None:
        """`options = {label = {path = value}}`: several settings at once."""
        table = entry.value["options"]
        if not isinstance(table, dict) or not table or not all(isinstance(item, dict) for item in table.values()):
            self.refuse(entry.below("options"), 'must be tables by label, as in {none = {}, low = {"rules.x" = 1}}')
            return None
        options = tuple(Option(label, tuple(item.items())) for label, item in table.items())
        return {"paths": tuple(dict.fromkeys(path for item in table.values() for path in item)), "options": options}

    def set(self, entry: Entry) -> dict[str, Any] | None:
        """`set` with `values`, or with a `range` (a number of the world: by default all that is allowed)."""
        written = entry.value["set"]
        paths = tuple(written) if isinstance(written, list) else (written,)
        if not paths or not all(isinstance(path, str) for path in paths):
            self.refuse(entry.below("set"), "must be a path like world.loss_aversion, or a list of paths")
            return None
        if "values" in entry.value:
            values = entry.value["values"]
            if not isinstance(values, list) or not 0 < len(values) <= MOST_VALUES:
                self.refuse(entry.below("values"), f"must be a list of 1 to {MOST_VALUES} values")
                return None
            if any(isinstance(value, float) and not math.isfinite(value) for value in values):
                self.refuse(entry.below("values"), "nan and inf are no values")
                return None
            for number, value in enumerate(values):
                if any(same(value, other) for other in values[:number]):
                    self.refuse(entry.below("values").below(number), f"{show(value)} is named twice", False)
            shown = [value.isoformat() if isinstance(value, datetime.date) else value for value in values]
            options = (Option(item, tuple((path, value) for path in paths))
                       for item, value in zip(shown, values, strict=True))
            return {"paths": paths, "options": tuple(options)}
        known = self.declaration(paths[0])
        if "range" not in entry.value and known is not None and known.kind in (bool, str):
            choices = known.choices if known.kind is str else (False, True)
            return {"paths": paths, "options": tuple(Option(item, ((paths[0], item),)) for item in choices)}
        return self.ranged(entry, paths, known)

    def ranged(self, entry: Entry, paths: tuple[str, ...], known: Param | None) -> dict[str, Any] | None:
        """The ends of a range."""
        default = None if known is None or known.bounds is None or not paths[0].startswith("world.") else known.bounds
        ends = entry.value.get("range", None if default is None else list(default))
        if not isinstance(ends, list) or len(ends) != 2:
            self.refuse(entry, "needs `values` or `range`, as in range = [0.0, 1.0]", False)
            return None
        at = entry.below("range")
        months = [parse_month(end) if isinstance(end, datetime.date) and end.day == 1 else None for end in ends]
        if None not in months:
            kind, low, high = "month", float(months[0] or 0), float(months[1] or 0)
        elif all(isinstance(end, (int, float)) and not isinstance(end, bool) and math.isfinite(end) for end in ends):
            kind = "whole" if known is not None and known.kind is int else "number"
            low, high = float(ends[0]), float(ends[1])
        else:
            self.refuse(at, "must be two numbers, or two dates like 2008-06-01")
            return None
        if not low < high:
            self.refuse(at, "the first must be smaller than the second")
            return None
        scale = entry.value.get("scale", "linear")
        if scale not in ("linear", "log"):
            self.refuse(entry.below("scale"), 'must be "linear" or "log"' + nearest(scale, ("linear", "log")))
        elif scale == "log" and (kind != "number" or low <= 0):
            self.refuse(entry.below("scale"), "a logarithmic range needs numbers above 0")
        steps = entry.value.get("steps", 5)
        if isinstance(steps, bool) or not isinstance(steps, int) or not 1 <= steps <= MOST_VALUES:
            self.refuse(entry.below("steps"), f"must be a whole number from 1 to {MOST_VALUES}")
            steps = 1
        return {"paths": paths, "kind": kind, "low": low, "high": high, "log": scale == "log", "steps": steps}

    def declaration(self, path: str) -> Param | None:
        """What is declared of the number that a path sets; None where it is none, or unknown."""
        first, _, rest = path.partition(".")
        if first == "world":
            return declared(World).get(rest)
        if first == "rules":
            from govsim.rules import Rules

            return declared(Rules).get(rest)
        name, _, key = rest.partition(".")
        for scenario in self.scenarios.values():
            for revision in scenario.revisions:
                if name in (revision.name, revision.rule) and not isinstance(revision.change, Setting):
                    return declared(type(revision.change)).get(key)
        return None
