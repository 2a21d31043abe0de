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

from abc import ABC, abstractmethod
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.chance import Chance

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
            f"在随机抽取的{self.share:g}份额的{KINDS_ZH[self.of]}（种子{self.seed}）",
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
            f"将{KINDS_ZH[self.of]}随机分为{self.groups}组（种子{self.seed}），每{self.every}个月推开一组",
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


KINDS_ZH: Mapping[str, str] = {"streets": "街道", "communities": "社区"}
"""What lots are drawn of, and its Chinese name."""


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
