"""One declaration per number: meaning in two languages, unit, bounds, source and evidence tag.

`param()` makes a dataclass field; everything else (checks, tables, sliders, samplers, the evidence
ledger) is derived from that one declaration. Frozen dataclasses of such fields are World, Rules and
every reform.
"""

from __future__ import annotations

import dataclasses
import difflib
import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Any

TAGS = {
    "S": "source article",
    "D": "data found elsewhere",
    "L": "law",
    "T": "theory literature",
    "C": "calibrated",
    "A": "assumption",
}
"""Evidence tags and what they stand for."""


@dataclass(frozen=True)
class Param:
    """What is known about one number, yes/no or choice.

    `source` is a key of `sources.toml`, or "assumption"; `level` is where a rule is decided
    ("street" or "community"), empty elsewhere; `neutral` is the value at which a reform's
    parameter revises nothing, where there is one.
    """

    name: str
    kind: type
    default: Any
    doc: str
    zh: str
    unit: str
    bounds: tuple[float, float] | None
    choices: tuple[str, ...]
    source: str
    tag: str
    level: str
    neutral: Any

    def fault(self, value: Any) -> str | None:
        """Why `value` is not allowed here, or None when it is.

        >>> declared(Example)["days"].fault(90)
        'must be between 1 and 60 days, not 90'
        """
        if self.kind is bool:
            return None if isinstance(value, bool) else f"must be true or false, not {value!r}"
        if self.kind is str:
            if isinstance(value, str) and value in self.choices:
                return None
            allowed = ", ".join(repr(choice) for choice in self.choices)
            return f"must be one of {allowed}, not {value!r}" + nearest(value, self.choices)
        if isinstance(value, bool) or not isinstance(value, (int, float)):
            return f"must be a number ({self.unit or 'no unit'}), not {value!r}"
        if self.kind is int and not float(value).is_integer():
            return f"must be a whole number ({self.unit or 'no unit'}), not {value!r}"
        if not math.isfinite(value):
            return f"must be a finite number, not {value!r}"
        assert self.bounds is not None
        low, high = self.bounds
        if not low <= value <= high:
            unit = f" {self.unit}" if self.unit else ""
            return f"must be between {low:g} and {high:g}{unit}, not {value:g}"
        return None


def param(
    default: Any,
    *,
    doc: str,
    zh: str,
    unit: str = "",
    bounds: tuple[float, float] | None = None,
    choices: tuple[str, ...] = (),
    source: str = "assumption",
    tag: str = "A",
    level: str = "",
    neutral: Any = None,
) -> Any:
    """A dataclass field that declares one number; arguments as in `Param`."""
    if not isinstance(default, (bool, str)) and bounds is None:
        raise TypeError(f"a number needs bounds: {doc}")
    if tag not in TAGS:
        raise TypeError(f"unknown evidence tag {tag!r}: {doc}")
    if (source == "assumption") != (tag in "AC"):
        raise TypeError(f"tag {tag} does not fit source {source!r}: {doc}")
    known = Param("", type(default), default, doc, zh, unit, bounds, choices, source, tag, level, neutral)
    return field(default=default, metadata={"param": known})


@cache
def declared(owner: type) -> Mapping[str, Param]:
    """The declarations of a dataclass made of `param()` fields, by name, in written order."""
    return {
        item.name: dataclasses.replace(item.metadata["param"], name=item.name)
        for item in dataclasses.fields(owner)
        if "param" in item.metadata
    }


def nearest(name: object, allowed: Iterable[str]) -> str:
    """`; did you mean 'x'?` for the closest allowed name, or nothing.

    >>> nearest("eldery", ["elderly", "tenure"])
    "; did you mean 'elderly'?"
    """
    found = difflib.get_close_matches(str(name), list(allowed), n=1, cutoff=0.5)
    return f"; did you mean {found[0]!r}?" if found else ""


@dataclass(frozen=True)
class Fault:
    """One thing wrong with an input: where it stands, what is wrong, what is allowed."""

    where: str
    message: str

    def __str__(self) -> str:
        return f"{self.where}: {self.message}" if self.where else self.message


class InputError(ValueError):
    """Bad input: carries every fault found, so that one run of the program names them all."""

    def __init__(self, faults: Iterable[Fault] | str) -> None:
        self.faults: tuple[Fault, ...] = (
            (Fault("", faults),) if isinstance(faults, str) else tuple(faults)
        )
        super().__init__("\n".join(str(fault) for fault in self.faults))

    def __iter__(self) -> Iterator[Fault]:
        return iter(self.faults)


@cache
def sources() -> Mapping[str, Mapping[str, Any]]:
    """The bibliography: source key -> title, year, link or document."""
    import tomllib

    return tomllib.loads(files("govsim").joinpath("sources.toml").read_text(encoding="utf-8"))


@dataclass(frozen=True)
class Example:
    """A dataclass of one parameter, for the examples in this file."""

    days: float = param(7, doc="days allowed", zh="允许天数", unit="days", bounds=(1, 60))
