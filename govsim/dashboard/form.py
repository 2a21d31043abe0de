"""Form: what the editor of a scenario shows, and what its events do.

Every field, range, unit and choice comes from the declaration of the parameter. A reform's parameters
that do something by themselves stand open; those that only shape another one, and what running the reform
takes, are folded away (the declaration's neutral value tells which).
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from govsim.dashboard.document import (
    GROUND,
    Checked,
    Document,
    Path_,
    checked,
    date,
    edited,
    faults_by_path,
    with_reform,
    written,
)
from govsim.dashboard.spoken import translated
from govsim.dashboard.texts import say
from govsim.month import month_name, parse_month
from govsim.params import Fault, Param, declared
from govsim.place import Place, load_place
from govsim.reforms.base import found
from govsim.report.texts import Lang, titled
from govsim.scenario import Scenario, differences, shipped
from govsim.scenario.layers import COMMON
from govsim.world import World

STEPS = 100
"""Steps of a slider over the range of a parameter."""

WHERES = ("all", "named", "share", "dealt", "ordered")
"""Forms of `where`, by the name of the text that says what they are."""


@dataclass(frozen=True)
class Context:
    """What the fields of one scenario share."""

    document: Document
    faults: Mapping[Path_, list[Fault]]
    lang: Lang
    place: Place
    span: tuple[int, int]

    def said(self, path: Path_) -> list[str]:
        """Faults at a path and below it."""
        return [
            translated(fault, self.lang).message for where, faults in self.faults.items()
            if where[: len(path)] == path for fault in faults
        ]


def form(found_: Checked, lang: Lang) -> dict[str, Any]:
    """Everything that the editor shows of a scenario, as JSON."""
    document = found_.document
    if "place" not in document:
        return {"sound": False, "faults": [translated(fault, lang).message for _, fault in found_.faults],
                "reforms": [], "world": [], "direct": []}
    faults = faults_by_path(found_.faults)
    context = Context(document, faults, lang, load_place(document["place"]), span(document))
    return {
        "sound": found_.scenario is not None,
        "faults": [translated(fault, lang).message for fault in faults.get((), [])],
        "title": document.get("title_zh" if lang == "zh" and "title_zh" in document else "title", ""),
        "title_key": "title_zh" if lang == "zh" and "title_zh" in document else "title",
        "description": document.get("description_zh" if lang == "zh" else "description", ""),
        "reforms": [reform(context, rule) for rule in found()],
        "direct": [
            direct(context, number, entry) for number, entry in enumerate(document["entries"]) if "rule" not in entry
        ],
        "world": [number(context, ("world", name, "value"), known, assumed(document, name, known))
                  | {"changed": name in document["world"]} for name, known in declared(World).items()],
    }


def span(document: Document) -> tuple[int, int]:
    """First and last month of a document; those of the shipped baseline where they are no months."""
    try:
        first, last = parse_month(document["start"]), parse_month(document["end"])
    except (AttributeError, KeyError, TypeError, ValueError):
        return span(checked("no_reform", "A").document)
    return (first, last) if first <= last else (last, first)


def assumed(document: Document, name: str, known: Param) -> Any:
    """Value of a number of the world in a document."""
    given = document["world"].get(name)
    return given.get("value", known.default) if isinstance(given, dict) else known.default


def reform(context: Context, rule: str) -> dict[str, Any]:
    """A reform: its words, and its entries in the document, none where it is off."""
    kind = found()[rule]
    module = __import__(kind.__module__, fromlist=["__doc__"])
    about = kind.about_zh if context.lang == "zh" else (module.__doc__ or "").partition("\n\n")[2].strip()
    return {
        "rule": rule, "title": titled(kind, context.lang), "bundle": kind.bundle, "about": about,
        "entries": [
            entry_of(context, number, entry) for number, entry in enumerate(context.document["entries"])
            if entry.get("rule") == rule
        ],
    }


def entry_of(context: Context, index: int, entry: Mapping[str, Any]) -> dict[str, Any]:
    """One entry of a reform: dates, place and parameters."""
    known = declared(found()[entry["rule"]])
    here: Path_ = ("entries", index)
    open_ = {name for name, item in known.items() if item.neutral != item.default and name not in ("hours", "cost")}
    fields = {name: number(context, (*here, name), item, entry.get(name, item.default)) for name, item in known.items()}
    months = [month(context, (*here, key), entry.get(key)) for key in ("start", "end", "announced")]
    return {
        "index": index, "name": entry.get("name", ""), "start": months[0], "later": months[1:],
        "where": where(context, (*here, "where"), entry.get("where", "all"), found()[entry["rule"]].level),
        "open": [fields[name] for name in known if name in open_],
        "folded": [fields[name] for name in known if name not in open_],
        "faults": list(dict.fromkeys(
            translated(fault, context.lang).message
            for path in (here, (*here, "rule")) for fault in context.faults.get(path, []))),
    }


def direct(context: Context, index: int, entry: Mapping[str, Any]) -> dict[str, Any]:
    """A revision without a reform: shown, moved and dropped, not otherwise edited."""
    here: Path_ = ("entries", index)
    words = "; ".join(f"{key} = {item}" for key, item in entry.get("set", {}).items())
    return {
        "index": index, "title": entry.get("name", say("direct", context.lang)), "words": words,
        "start": month(context, (*here, "start"), entry.get("start")), "faults": context.said((*here, "set")),
    }


def number(context: Context, path: Path_, known: Param, value: Any) -> dict[str, Any]:
    """A parameter as a field."""
    shared = {
        "path": list(path), "name": known.name, "label": known.zh if context.lang == "zh" else known.doc,
        "unit": known.unit, "value": value, "default": known.default, "faults": context.said(path[:-1] if
        path[0] == "world" else path), "tag": known.tag,
    }
    if known.kind is bool:
        return shared | {"kind": "yes"}
    if known.kind is str:
        return shared | {"kind": "choice", "choices": list(known.choices)}
    assert known.bounds is not None
    low, high = known.bounds
    return shared | {"kind": "number", "low": low, "high": high, "step": step(known), "whole": known.kind is int}


def step(known: Param) -> float:
    """Distance of a slider's stops: 1 for whole numbers, else a round hundredth of the range.

    >>> from govsim.params import Example
    >>> step(declared(Example)["days"])
    1.0
    """
    assert known.bounds is not None
    if known.kind is int:
        return 1.0
    rough = (known.bounds[1] - known.bounds[0]) / STEPS
    return float(10.0 ** math.floor(math.log10(rough)))


def month(context: Context, path: Path_, value: Any) -> dict[str, Any]:
    """A date as a field: months of the run by number, their names beside them."""
    first, last = context.span
    try:
        at: int | None = parse_month(value)
    except (AttributeError, TypeError, ValueError):
        at = None
    return {
        "path": list(path), "kind": "month", "name": path[-1], "label": say(f"date_{path[-1]}", context.lang),
        "low": first, "high": last, "value": at, "shown": month_name(at) if at is not None else "",
        "faults": context.said(path),
    }


def where(context: Context, path: Path_, value: Any, level: str) -> dict[str, Any]:
    """Where a reform applies, as a field."""
    kind = "all"
    if isinstance(value, list):
        kind = "named"
    elif isinstance(value, dict):
        kind = "ordered" if "order" in value else "dealt" if "groups" in value else "share"
    names = value if kind == "named" else []
    streets = [{"name": item.name, "title": item.name_zh if context.lang == "zh" else item.name,
                "on": item.name in names} for item in context.place.streets]
    known = {item["name"] for item in streets}
    return {
        "path": list(path), "kind": kind, "level": level, "streets": streets,
        "others": [name for name in names if name not in known],
        "value": value if isinstance(value, dict) else {},
        "kinds": [name for name in WHERES if name != "ordered" or kind == "ordered"],
        "faults": context.said(path),
    }


NEW_WHERE: Mapping[str, Any] = {
    "all": None,
    "share": {"share": 0.5, "seed": 1, "of": "streets"},
    "dealt": {"every": 3, "groups": 4, "seed": 1, "of": "streets"},
}
"""What a form of `where` begins with."""


def applied(text: str, event: Mapping[str, Any]) -> str:
    """The scenario after an event of the editor, as a text; the same text where the event does not fit.

    Events: {do: "preset", name}, {do: "set", path, value}, {do: "add", rule}, {do: "drop", index},
    {do: "where", path, kind}, {do: "title", value}. Nothing of an event is trusted.
    """
    try:
        does = event["do"]
        if does == "preset":
            return event["name"] if event["name"] in shipped() else text
        document = checked(text, "A").document
        if does == "set":
            changed = put(document, tuple(event["path"]), event["value"])
        elif does == "add":
            changed = with_reform(document, event["rule"])
        elif does == "drop":
            changed = edited(document, ("entries", int(event["index"])), None)
        elif does == "where":
            first = load_place(document["place"]).streets[0].name
            new = [first] if event["kind"] == "named" else NEW_WHERE[event["kind"]]
            changed = edited(document, place_path(document, event["path"]), new)
        elif does == "title":
            changed = edited(document, ("title",), str(event["value"])[:200])
            changed["title_zh"] = changed["title"]
        else:
            return text
    except (AttributeError, IndexError, KeyError, TypeError, ValueError):
        return text
    if text in shipped() and does != "title":
        changed["title"] += say("changed", "en")
        changed["title_zh"] = changed.get("title_zh", changed["title"]) + say("changed", "zh")
    return written(changed)[0]


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
    if table != "entries" or not isinstance(index, int) or not 0 <= index < len(document["entries"]):
        raise ValueError(path)
    entry = document["entries"][index]
    known = declared(found()[entry["rule"]]) if "rule" in entry else {}
    if key in ("start", "end", "announced"):
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


def strip(scenario: Scenario, lang: Lang) -> list[dict[str, Any]]:
    """When each revision is in force, as shares of the run, for the strip of dates."""
    months = len(scenario.months)
    rows = []
    for revision in scenario.revisions:
        end = scenario.end if revision.end is None else revision.end
        rows.append({
            "title": revision.words[lang == "zh"], "bundle": getattr(revision.change, "bundle", ""),
            "from": (revision.start - scenario.start) / months, "to": (end + 1 - scenario.start) / months,
            "start": month_name(revision.start), "end": "" if revision.end is None else month_name(revision.end),
            "where": revision.where.words()[lang == "zh"],
        })
    return rows


def different(a: Scenario, b: Scenario, lang: Lang) -> list[str]:
    """In what B differs from A, a line each."""
    return [item.words_zh if lang == "zh" else item.words for item in differences(a, b)]

