"""Reading `where`: what a scenario file writes becomes a `Where`, and every fault is reported where it stands."""

from __future__ import annotations

import difflib
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from govsim.params import nearest
from govsim.scenario.locate import Path
from govsim.scenario.show import show
from govsim.scenario.where import KINDS_ZH, MOST_MONTHS, Dealt, Everywhere, Named, Ordered, Share, Where

if TYPE_CHECKING:
    from govsim.place import Place

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
    if not isinstance(of, str) or of not in KINDS_ZH:
        report(("of",), 'must be "streets" or "communities"' + nearest(of, KINDS_ZH))
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
