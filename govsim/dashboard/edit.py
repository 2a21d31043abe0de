"""Edit: what the events of the editor do to a scenario; nothing of an event is trusted.

    {do: "preset", name}              another shipped scenario
    {do: "set", path, value}          a date, place or number
    {do: "add", rule}, {do: "without", rule}, {do: "drop", index}
    {do: "where", path, kind}         another form of `where`
    {do: "bundle", name, on}          all reforms of a bundle as enacted, or none
    {do: "shift", name, month}        a bundle earlier or later, its first reform beginning in this month
    {do: "title", value}
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from typing import Any

from govsim.dashboard.document import DATES, GROUND, Document, Path_, checked, date, edited, with_reform, written
from govsim.dashboard.texts import say
from govsim.month import parse_month
from govsim.params import Param, declared
from govsim.place import load_place
from govsim.reforms.base import found
from govsim.scenario import shipped
from govsim.scenario.layers import COMMON
from govsim.world import World

LONGEST_TITLE = 200

NEW_WHERE: Mapping[str, Any] = {
    "all": None,
    "share": {"share": 0.5, "seed": 1, "of": "streets"},
    "dealt": {"every": 3, "groups": 4, "seed": 1, "of": "streets"},
}
"""What a form of `where` begins with."""


def applied(text: str, event: Mapping[str, Any]) -> str:
    """The scenario after an event, as a text; the same text where the event does not fit."""
    try:
        does = event["do"]
        if does == "preset":
            return event["name"] if event["name"] in shipped() else text
        document = checked(text, "A").document
        if does == "set":
            changed = put(document, tuple(event["path"]), event["value"])
        elif does == "add":
            changed = with_reform(document, event["rule"])
        elif does == "without":
            kept = [item for item in document["entries"] if item.get("rule") != event["rule"]]
            changed = {**document, "entries": kept}
        elif does == "drop":
            changed = edited(document, ("entries", int(event["index"])), None)
        elif does == "bundle":
            changed = with_bundle(document, str(event["name"]), bool(event["on"]))
        elif does == "shift":
            changed = shifted(document, str(event["name"]), int(event["month"]))
        elif does == "where":
            first = load_place(document["place"]).streets[0].name
            new = [first] if event["kind"] == "named" else NEW_WHERE[event["kind"]]
            changed = edited(document, place_path(document, event["path"]), new)
        elif does == "title":
            title = str(event["value"])[:LONGEST_TITLE].encode("utf-8", "replace").decode()
            changed = edited(document, ("title",), title)
            changed["title_zh"] = changed["title"]
        else:
            return text
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return text
    if text in shipped() and does != "title":
        changed["title"] += say("changed", "en")
        changed["title_zh"] = str(changed.get("title_zh", changed["title"])) + say("changed", "zh")
    return written(changed)[0]


def members(document: Document, bundle: str) -> list[int]:
    """Numbers of the entries of a bundle's reforms."""
    return [number for number, entry in enumerate(document["entries"])
            if "rule" in entry and found()[entry["rule"]].bundle == bundle]


def with_bundle(document: Document, bundle: str, on: bool) -> Document:
    """A copy with all reforms of a bundle, those that were off as enacted, or with none of them."""
    changed = document
    if not on:
        for number in reversed(members(document, bundle)):
            changed = edited(changed, ("entries", number), None)
        return changed
    there = {entry.get("rule") for entry in document["entries"]}
    for rule, kind in found().items():
        if kind.bundle == bundle and rule not in there:
            changed = with_reform(changed, rule)
    return changed


def shifted(document: Document, bundle: str, month: int) -> Document:
    """A copy in which the first reform of a bundle begins in a month and all its dates move with it."""
    numbers = members(document, bundle)
    by = month - min(parse_month(document["entries"][number]["start"]) for number in numbers)
    changed = document
    for number in numbers:
        for key in DATES:
            if key in document["entries"][number]:
                moved = parse_month(document["entries"][number][key]) + by
                changed = edited(changed, ("entries", number, key), date(moved))
    return changed


def place_path(document: Document, given: Sequence[Any]) -> Path_:
    """A path to the `where` of an entry; ValueError for any other."""
    table, index, key = given
    if table != "entries" or key != "where" or not 0 <= int(index) < len(document["entries"]):
        raise ValueError(given)
    return (table, int(index), key)


def put(document: Document, path: Path_, value: Any) -> Document:
    """A copy with one value of an allowed place set; ValueError for any other place or kind of value."""
    if path[0] == "world" and len(path) == 3 and path[2] == "value" and path[1] in declared(World):
        name = str(path[1])
        if value == declared(World)[name].default:
            return edited(document, ("world", name), None)
        ground = document["world"].get(name, {"assumption": GROUND})
        return edited(document, ("world", name), {**ground, "value": plain(value, declared(World)[name])})
    table, index, key = path
    key = str(key)
    if table != "entries" or not isinstance(index, int) or not 0 <= index < len(document["entries"]):
        raise ValueError(path)
    entry = document["entries"][index]
    known = declared(found()[entry["rule"]]) if "rule" in entry else {}
    if key in DATES:
        return edited(document, path, None if value is None else date(int(value)))
    if key == "where":
        return edited(document, path, places_of(value))
    if key in known and key not in COMMON:
        return edited(document, path, None if value == known[key].default else plain(value, known[key]))
    raise ValueError(path)


def places_of(value: Any) -> Any:
    """A list of names or a flat table of numbers and words, for the file check to judge; ValueError otherwise."""
    if isinstance(value, list) and all(isinstance(name, str) and len(name) <= 80 for name in value[:200]):
        return value[:200] or None
    if isinstance(value, dict) and all(isinstance(item, (int, float, str)) for item in value.values()):
        return {str(key)[:80]: item if not isinstance(item, str) else item[:80] for key, item in value.items()}
    raise ValueError(value)


def plain(value: Any, known: Param) -> bool | int | float | str:
    """What came from a page as the kind that is declared where it can be; what cannot be is left to the check."""
    if isinstance(value, bool) or known.kind is bool:
        return value if isinstance(value, bool) else str(value)[:80]
    if isinstance(value, (int, float)) and math.isfinite(value):
        return int(value) if known.kind is int and float(value).is_integer() else float(value)
    return str(value)[:80]
