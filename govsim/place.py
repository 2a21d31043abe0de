"""Place: a district's tables, read and checked.

A place is a folder of four files; another district is another folder with the same files and columns:

- `place.toml`: `name`, `title`, `title_zh`, `year` of the tables, `[totals]` that the tables must meet
  (residents, registered_households, streets, communities, stations, courtyards) and `[sources]` (texts);
- `kinds.csv`: the kinds of courtyard, see `CourtyardKind`;
- `streets.csv`: see `Street`, and `communities`, the number of its communities;
- `communities.csv`: see `CommunityPlace`; `street` is the name of a street, and there is one column for
  each kind, with the number of courtyards of that kind.

`code` is the official code, or any other text that is unique; every row's `source` says what its numbers
rest on. Names are identifiers of ASCII letters, digits and `_` (pinyin), unique over streets and
communities, because scenarios and result tables use them. Lines are numbered from 1, the header's line.
"""

from __future__ import annotations

import os.path
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

import numpy as np

from govsim.params import Fault, InputError, nearest
from govsim.place_checks import TOTALS, check_names, check_sums, check_totals, unique
from govsim.tables import (
    Column,
    bound,
    identifier,
    read_settings,
    read_table,
    share,
    text,
    truth,
    whole,
)

SHIPPED = Path(__file__).parent / "places"
"""Folder of the places that come with the program."""


@dataclass(frozen=True)
class CourtyardKind:
    """What courtyards of one kind are like at the start; shares are of the kind's residents or households."""

    kind: str
    title: str
    title_zh: str
    old: bool
    """Whether `World.mean_households_old` sets its size (an "old courtyard" of the renovation programmes)."""
    mean_households: float
    mean_household_size: float
    renter_share: float
    """Of households."""
    elder_share: float
    """Of residents: 60 and over."""
    young_share: float
    """Of residents: 18 to 39."""
    child_share: float
    """Of residents: under 18."""
    local_share: float
    """Households with local registration, relative to other kinds; the communities' totals decide the level."""
    renter_local_ratio: float
    """Share of local registration among renters over that among owners."""
    party_multiplier: float
    """Party members among adults, relative to other kinds."""
    low_income_multiplier: float
    """Low-income households among those registered locally, relative to other kinds."""
    without_property_share: float
    """Propensity to lack property management; the communities' counts decide the level."""
    social_capital: float
    heterogeneity: float
    condition: float
    spread: float
    """Standard deviation between courtyards of a kind of the three values above."""
    source: str


@dataclass(frozen=True)
class Street:
    """A street office's area."""

    index: int
    code: str
    name: str
    name_zh: str
    residents: int
    registered_households: int
    stations: int
    """Service stations it would have once they are built."""
    tax_share: float
    """Share of the district's local tax that arises here."""
    source: str


@dataclass(frozen=True)
class CommunityPlace:
    """A residents' committee's area."""

    index: int
    code: str
    name: str
    name_zh: str
    street: int
    """Index of its street."""
    residents: int
    registered_households: int
    courtyards: tuple[int, ...]
    """Number of courtyards of each kind, in the order of `Place.kinds`."""
    without_property: int
    """Courtyards without property management at the start."""
    source: str


@dataclass(frozen=True)
class Place:
    """A district: streets in the order of their table, communities sorted by street."""

    name: str
    title: str
    title_zh: str
    year: int
    sources: Mapping[str, str]
    kinds: tuple[CourtyardKind, ...]
    streets: tuple[Street, ...]
    communities: tuple[CommunityPlace, ...]

    @cached_property
    def community_street(self) -> np.ndarray:
        """Index of the street of each community."""
        return np.array([community.street for community in self.communities], dtype=np.int64)

    @property
    def residents(self) -> int:
        """Residents of the district."""
        return sum(street.residents for street in self.streets)


@cache
def places() -> tuple[str, ...]:
    """Names of the shipped places."""
    return tuple(sorted(folder.name for folder in SHIPPED.iterdir() if (folder / "place.toml").is_file()))


def load_place(name_or_folder: str | Path) -> Place:
    """The place of a shipped name, or of a folder; InputError with all faults, each with file and line."""
    shipped = isinstance(name_or_folder, str) and name_or_folder in places()
    folder = SHIPPED / name_or_folder if shipped else Path(name_or_folder)
    if not os.path.isdir(folder):
        known = ", ".join(places())
        raise InputError(
            f"no place {str(name_or_folder)!r}: neither shipped ({known}) nor a folder of tables"
            + nearest(name_or_folder, places())
        )
    return _shipped(folder) if shipped else _checked(folder)


def _checked(folder: Path) -> Place:
    """The place of a folder."""
    faults: list[Fault] = []
    place = _read(folder, faults)
    if faults or place is None:
        raise InputError(faults)
    return place


@cache
def _shipped(folder: Path) -> Place:
    """A shipped place, whose tables stay as they are, read once."""
    return _checked(folder)


_STREETS: Mapping[str, Column] = {
    "code": text, "name": identifier, "name_zh": text, "residents": whole(1), "registered_households": whole(1),
    "communities": whole(1), "stations": whole(0), "tax_share": share, "source": text,
}  # fmt: skip
_COMMUNITIES: Mapping[str, Column] = {
    "code": text, "name": identifier, "name_zh": text, "street": text, "residents": whole(1),
    "registered_households": whole(1), "without_property": whole(0), "source": text,
}  # fmt: skip
_KINDS: Mapping[str, Column] = {
    "kind": identifier, "title": text, "title_zh": text, "old": truth,
    "mean_households": bound(12, 5000), "mean_household_size": bound(1.2, 5),
    "renter_share": share, "elder_share": share, "young_share": share, "child_share": share,
    "local_share": bound(0.01, 1), "renter_local_ratio": bound(0.01, 1), "party_multiplier": bound(0.01, 100),
    "low_income_multiplier": bound(0.01, 100), "without_property_share": bound(0.001, 0.999),
    "social_capital": share, "heterogeneity": share, "condition": share, "spread": bound(0, 0.3), "source": text,
}  # fmt: skip
_HEAD: Mapping[str, type] = {
    "name": str, "title": str, "title_zh": str, "year": int, **{f"totals.{name}": int for name in TOTALS},
}  # fmt: skip


def _read(folder: Path, faults: list[Fault]) -> Place | None:
    """The place, or None where faults (appended) leave too little to build one."""
    head = read_settings(folder / "place.toml", _HEAD, ("sources",), faults)
    kinds = read_table(folder / "kinds.csv", _KINDS, faults)
    streets = read_table(folder / "streets.csv", _STREETS, faults)
    counts: Mapping[str, Column] = {}
    if kinds is not None:
        unique([(row, "kind") for row in kinds], faults)
        for row in kinds:
            if row["kind"] in _COMMUNITIES:
                row.fault("kind", f"{row['kind']!r} is a column of communities.csv already", faults)
            if row["elder_share"] + row["young_share"] + row["child_share"] > 1:
                row.fault("elder_share", "with young_share and child_share must not exceed 1", faults)
            if row["child_share"] > 1 - 1 / row["mean_household_size"]:
                row.fault("child_share", "leaves some household of this mean size without an adult", faults)
        counts = {row["kind"]: whole(0) for row in kinds}
    communities = None if kinds is None else read_table(folder / "communities.csv", {**counts, **_COMMUNITIES}, faults)
    if streets is not None and communities is not None:
        names = [row["kind"] for row in kinds or ()]
        check_names(streets, communities, faults)
        check_sums(streets, communities, names, faults)
        if head is not None:
            check_totals(folder, head, streets, communities, names, faults)
    if faults or head is None or kinds is None or streets is None or communities is None:
        return None
    order = {row["name"]: index for index, row in enumerate(streets)}
    communities = sorted(communities, key=lambda row: order[row["street"]])
    return Place(
        name=head.values["name"],
        title=head.values["title"],
        title_zh=head.values["title_zh"],
        year=head.values["year"],
        sources=dict(head.table("sources")),
        kinds=tuple(CourtyardKind(**row.values) for row in kinds),
        streets=tuple(
            Street(index=index, **{key: value for key, value in row.values.items() if key != "communities"})
            for index, row in enumerate(streets)
        ),
        communities=tuple(
            CommunityPlace(
                index=index,
                street=order[row["street"]],
                courtyards=tuple(row[kind] for kind in counts),
                **{key: row[key] for key in _COMMUNITIES if key != "street"},
            )
            for index, row in enumerate(communities)
        ),
    )
