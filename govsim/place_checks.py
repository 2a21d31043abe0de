"""Whether a place's tables fit together: names, sums and totals."""

from __future__ import annotations

from pathlib import Path

from govsim.params import Fault, nearest
from govsim.tables import Row, Settings

TOTALS = ("residents", "registered_households", "streets", "communities", "stations", "courtyards")
"""Totals that place.toml gives and the tables must meet."""

RESIDENTS_PER_COURTYARD = 70
"""Fewest residents a community must have for each courtyard, so that each can hold its 12 households."""

RESERVED = ("all", "district")
"""Names with a meaning of their own in scenarios and results."""


def unique(cells: list[tuple[Row, str]], faults: list[Fault]) -> None:
    """Each value at most once."""
    seen: dict[str, Row] = {}
    for row, column in cells:
        first = seen.setdefault(row[column], row)
        if first is not row:
            row.fault(column, f"{row[column]!r} is taken already, at {first.where}", faults)


def check_names(streets: list[Row], communities: list[Row], faults: list[Fault]) -> None:
    """Names and codes are unique, none is reserved, and every community's street exists."""
    both = [*streets, *communities]
    unique([(row, "name") for row in both], faults)
    unique([(row, "code") for row in both], faults)
    for row in both:
        if row["name"].lower() in RESERVED:
            row.fault("name", f"{row['name']!r} has a meaning of its own; choose another", faults)
    known = {row["name"] for row in streets}
    for row in communities:
        if row["street"] not in known:
            row.fault("street", f"no street {row['street']!r} in streets.csv{nearest(row['street'], known)}", faults)


def check_sums(streets: list[Row], communities: list[Row], kinds: list[str], faults: list[Fault]) -> None:
    """Communities add up to their street; courtyards fit into their community."""
    for row in communities:
        courtyards = sum(row[kind] for kind in kinds)
        if not courtyards:
            row.fault("", "has no courtyards", faults)
        if row["without_property"] > courtyards:
            row.fault("without_property", f"must not exceed its {courtyards} courtyards", faults)
        if row["residents"] < RESIDENTS_PER_COURTYARD * courtyards:
            least = RESIDENTS_PER_COURTYARD
            row.fault("residents", f"must be at least {least} for each of its {courtyards} courtyards", faults)
    for street in streets:
        own = [row for row in communities if row["street"] == street["name"]]
        if len(own) != street["communities"]:
            street.fault("communities", f"is {street['communities']}, communities.csv has {len(own)}", faults)
        for column in ("residents", "registered_households"):
            total = sum(row[column] for row in own)
            if total != street[column]:
                street.fault(column, f"is {street[column]}, its communities add up to {total}", faults)


def check_totals(
    folder: Path, head: Settings, streets: list[Row], communities: list[Row], kinds: list[str], faults: list[Fault]
) -> None:
    """The tables meet the totals of place.toml; tax shares add up to one."""
    found = {
        "residents": sum(row["residents"] for row in streets),
        "registered_households": sum(row["registered_households"] for row in streets),
        "streets": len(streets),
        "communities": len(communities),
        "stations": sum(row["stations"] for row in streets),
        "courtyards": sum(row[kind] for row in communities for kind in kinds),
    }
    for name in TOTALS:
        key = f"totals.{name}"
        if head.values[key] != found[name]:
            faults.append(Fault(head.where(key), f"{key} is {head.values[key]}, the tables add up to {found[name]}"))
    tax = sum(row["tax_share"] for row in streets)
    if abs(tax - 1) > 1e-6:
        where = f"{folder / 'streets.csv'}:1"
        faults.append(Fault(where, f"tax_share: must add up to 1 over the streets, not {tax:g}"))
