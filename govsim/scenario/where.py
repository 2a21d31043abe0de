"""Where a revision applies and when it reaches each place: everywhere, by name, by lot, or staggered.

Forms in a scenario file:

- `"all"`: everywhere at once (the default);
- `["Chunxilu", "Shuyuanjie"]`: these streets (with all their communities) or communities;
- `{share = 0.5, seed = 7, of = "streets"}`: a share drawn by lot, the same for the same seed;
- `{every = 3, groups = 4, seed = 7, of = "streets"}`: stepped wedge; places are dealt by lot into groups
  of nearly equal number, the first starts at `start` and each next one `every` months later;
- `{every = 3, order = [["Chunxilu", "Shahe"], "Lianxin"]}`: stepped wedge in a given order; places not
  named never start.

Whatever a street decides starts in whole streets: street-level rules take no community, by name or lot.
"""

from __future__ import annotations

import difflib
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.chance import Chance
from govsim.params import nearest
from govsim.scenario.locate import Path
from govsim.scenario.show import show

if TYPE_CHECKING:
    from govsim.place import Place

NEVER = -1
"""Stands for "not at all" in arrays of delays and start months."""

MOST_MONTHS = 600
"""Longest run, and longest step of a rollout, in months."""

Months = npt.NDArray[np.int64]


class Where(ABC):
    """Which communities a revision reaches, and how many months after its start."""

    @abstractmethod
    def delays(self, place: Place) -> Months:
        """Months after the start, one a community; NEVER where it does not apply."""

    @abstractmethod
    def form(self) -> Any:
        """As a scenario file and JSON write it."""

    @abstractmethod
    def words(self) -> tuple[str, str]:
        """For readers, English and Chinese."""


@dataclass(frozen=True)
class Everywhere(Where):
    """The whole district at once."""

    def delays(self, place: Place) -> Months:
        return np.zeros(len(place.communities), dtype=np.int64)

    def form(self) -> Any:
        return "all"

    def words(self) -> tuple[str, str]:
        return "everywhere", "全区"


@dataclass(frozen=True)
class Named(Where):
    """Streets with all their communities, or single communities."""

    names: tuple[str, ...]

    def delays(self, place: Place) -> Months:
        return np.where(_named(self.names, place), 0, NEVER)

    def form(self) -> Any:
        return list(self.names)

    def words(self) -> tuple[str, str]:
        return "in " + ", ".join(self.names), "在" + "、".join(self.names)


@dataclass(frozen=True)
class Share(Where):
    """A share of the streets or communities drawn by lot: the nearest whole number, at least one."""

    share: float
    seed: int
    of: str

    def delays(self, place: Place) -> Months:
        lot = _lot(self.seed, self.of, place)
        count = max(1, int(self.share * len(lot) + 0.5))
        return _communities(np.where(lot < count, 0, NEVER), self.of, place)

    def form(self) -> Any:
        return {"share": self.share, "seed": self.seed, "of": self.of}

    def words(self) -> tuple[str, str]:
        return (
            f"in {self.share:g} of the {self.of}, by lot (seed {self.seed})",
            f"在随机抽取的{self.share:g}份额的{_ZH[self.of]}（种子{self.seed}）",
        )


@dataclass(frozen=True)
class Dealt(Where):
    """Stepped wedge: streets or communities dealt by lot into groups, one group every few months."""

    every: int
    groups: int
    seed: int
    of: str

    def delays(self, place: Place) -> Months:
        lot = _lot(self.seed, self.of, place)
        return _communities(self.every * (lot * self.groups // len(lot)), self.of, place)

    def form(self) -> Any:
        return {"every": self.every, "groups": self.groups, "seed": self.seed, "of": self.of}

    def words(self) -> tuple[str, str]:
        return (
            f"in {self.groups} groups of {self.of} dealt by lot (seed {self.seed}), one every {self.every} months",
            f"将{_ZH[self.of]}随机分为{self.groups}组（种子{self.seed}），每{self.every}个月推开一组",
        )


@dataclass(frozen=True)
class Ordered(Where):
    """Stepped wedge in a given order; a place named in two ways starts with the earlier group."""

    every: int
    order: tuple[tuple[str, ...], ...]

    def delays(self, place: Place) -> Months:
        delay = np.full(len(place.communities), NEVER, dtype=np.int64)
        for number, names in reversed(list(enumerate(self.order))):
            delay[_named(names, place)] = self.every * number
        return delay

    def form(self) -> Any:
        return {"every": self.every, "order": [list(names) for names in self.order]}

    def words(self) -> tuple[str, str]:
        order = "; ".join(", ".join(names) for names in self.order)
        return (
            f"one group every {self.every} months, in this order: {order}",
            f"每{self.every}个月推开一组，依次为：{order}",
        )


_ZH: Mapping[str, str] = {"streets": "街道", "communities": "社区"}


def _named(names: Iterable[str], place: Place) -> npt.NDArray[np.bool_]:
    chosen = set(names)
    return np.array(
        [item.name in chosen or place.streets[item.street].name in chosen for item in place.communities], dtype=bool
    )


def _lot(seed: int, of: str, place: Place) -> Months:
    """Position of each street or community in a random order."""
    count = len(place.streets if of == "streets" else place.communities)
    draws = Chance(seed).of("rollout", 0, np.arange(count))
    position = np.empty(count, dtype=np.int64)
    position[np.argsort(draws, kind="stable")] = np.arange(count)
    return position


def _communities(values: Months, of: str, place: Place) -> Months:
    """One value a community from values by street or by community."""
    if of == "communities":
        return values
    return values[[item.street for item in place.communities]]


Report = Callable[[Path, str], None]
"""Takes a fault: the path below `where`, and the message."""


def read_where(value: Any, level: str, place: Place | None, report: Report) -> Where | None:
    """The `where` that a file writes; every fault goes to `report`, and then the answer may be None.

    `level` is that of the rule, "street" or "community"; without a `place`, names are not checked.
    """
    if value == "all":
        return Everywhere()
    if isinstance(value, list):
        names = _names(value, (), level, place, report)
        return Named(names) if names else None
    if not isinstance(value, dict):
        report((), 'must be "all", a list of names, {share, seed, of}, {every, groups, seed, of} or {every, order}')
        return None
    shapes = (("share", "seed", "of"), ("every", "groups", "seed", "of"), ("every", "order"))
    shape = next((shape for shape in shapes if shape[0] in value and ("order" in shape) == ("order" in value)), None)
    if shape is None:
        report((), 'a table must be {share, seed, of}, {every, groups, seed, of} or {every, order}')
        return None
    for key in value:
        if key not in shape:
            report((key,), f"unknown key; allowed here are {', '.join(shape)}" + nearest(key, shape))
    every = _whole(value, "every", 1, MOST_MONTHS, "months", report) if "every" in shape else 0
    if "order" in shape:
        order = _order(value["order"], level, place, report)
        return Ordered(every, order) if order and every is not None else None
    seed = _whole(value, "seed", 0, 2**63 - 1, "", report)
    of = _of(value, level, report)
    if "share" in shape:
        share = value["share"]
        if isinstance(share, bool) or not isinstance(share, (int, float)) or not 0 < share <= 1:
            report(("share",), "must be a number above 0 and at most 1 (share)")
            return None
        return Share(float(share), seed, of) if seed is not None and of is not None else None
    count = MOST_MONTHS
    if place is not None and of is not None:
        count = len(place.streets if of == "streets" else place.communities)
    groups = _whole(value, "groups", 1, count, of or "groups", report)
    if every is None or groups is None or seed is None or of is None:
        return None
    return Dealt(every, groups, seed, of)


def _whole(value: Mapping[str, Any], key: str, low: int, high: int, unit: str, report: Report) -> int | None:
    if key not in value:
        report((), f"`{key}` is missing: a whole number from {low} to {high}{' ' + unit if unit else ''}")
        return None
    number = value[key]
    if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
        report((key,), f"must be a whole number from {low} to {high}{' ' + unit if unit else ''}")
        return None
    return number


def _of(value: Mapping[str, Any], level: str, report: Report) -> str | None:
    of = value.get("of", "streets")
    if not isinstance(of, str) or of not in _ZH:
        report(("of",), 'must be "streets" or "communities"' + nearest(of, _ZH))
        return None
    if level == "street" and of == "communities":
        report(("of",), 'must be "streets": this rule is decided by street')
        return None
    return of


def _order(value: Any, level: str, place: Place | None, report: Report) -> tuple[tuple[str, ...], ...] | None:
    if not isinstance(value, list) or not value:
        report(("order",), "must be a list of groups, each a name or a list of names")
        return None
    groups = []
    seen: set[str] = set()
    for number, group in enumerate(value):
        names = _names(group if isinstance(group, list) else [group], ("order", number), level, place, report)
        for name in sorted(seen & set(names)):
            report(("order", number), f"{name} is in two groups")
        seen |= set(names)
        groups.append(names)
    return tuple(groups) if all(groups) else None


def _names(values: list[Any], path: Path, level: str, place: Place | None, report: Report) -> tuple[str, ...]:
    """The names of a list, all known; empty after a fault."""
    if not values:
        report(path, "names no place; write the names of streets or communities, or \"all\"")
        return ()
    streets = [] if place is None else [street.name for street in place.streets]
    communities = [] if place is None else [community.name for community in place.communities]
    allowed = streets if level == "street" else streets + communities
    sound = True
    for number, name in enumerate(values):
        message = ""
        if not isinstance(name, str):
            message = f"must be the name of a street or community, not {show(name)}"
        elif name in values[:number]:
            message = f"{show(name)} is named twice"
        elif place is not None and level == "street" and name in communities:
            message = f"{show(name)} is a community, and this rule is decided by street: name streets"
        elif place is not None and name not in allowed:
            kind = "street" if level == "street" else "street or community"
            hint = _chinese(name, place, allowed) or nearest(name, allowed) or f"; streets: {', '.join(streets)}"
            message = f"unknown {kind} {show(name)}{hint}"
        if message:
            report((*path, number), message)
            sound = False
    return tuple(values) if sound else ()


def _chinese(name: str, place: Place, allowed: list[str]) -> str:
    """`; did you mean 'x' (...)?` for the allowed place whose Chinese name is closest, or nothing."""
    pairs = [(item.name_zh, item.name) for item in place.communities]
    pairs += [(item.name_zh, item.name) for item in place.streets]
    names = {chinese: plain for chinese, plain in pairs if plain in allowed}
    found = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"; did you mean {names[found[0]]!r} ({found[0]})?" if found else ""
