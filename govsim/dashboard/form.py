"""Form: what the editor of a scenario shows.

Every field, range, unit and choice comes from the declaration of the parameter. A reform's parameters
that do something by themselves stand open; those that only shape another one, and what running the reform
takes, are folded away (the declaration's neutral value tells which).
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from govsim.dashboard.document import (
    Checked,
    Document,
    Path_,
    checked,
    faults_by_path,
)
from govsim.dashboard.spoken import translated
from govsim.dashboard.texts import say
from govsim.month import month_name, parse_month
from govsim.params import Fault, Param, declared
from govsim.place import Place, load_place
from govsim.reforms.base import found
from govsim.report.texts import Lang, titled
from govsim.scenario import Scenario, differences
from govsim.units import UNITS_ZH
from govsim.world import World

BUNDLES = ("R1", "R2", "R3", "")
"""Bundles in their order; reforms of none come last."""

STEPS = 100
"""Steps of a slider over the range of a parameter."""

MOST_FOUND = 12
"""Numbers of the world that a search shows."""

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


def form(found_: Checked, lang: Lang, find: str = "") -> dict[str, Any]:
    """Everything that the editor shows of a scenario, as JSON; of the world, what is changed and what is looked for."""
    document = found_.document
    if "place" not in document:
        return {"sound": False, "faults": [translated(fault, lang).message for _, fault in found_.faults],
                "bundles": [], "world": {"fields": [], "more": 0, "changed": 0}, "direct": []}
    faults = faults_by_path(found_.faults)
    context = Context(document, faults, lang, load_place(document["place"]), span(document))
    return as_json({
        "sound": found_.scenario is not None,
        "faults": [translated(fault, lang).message for fault in faults.get((), [])],
        "title": document.get("title_zh" if lang == "zh" and "title_zh" in document else "title", ""),
        "title_key": "title_zh" if lang == "zh" and "title_zh" in document else "title",
        "description": document.get("description_zh" if lang == "zh" else "description", ""),
        "bundles": [bundle(context, name) for name in BUNDLES],
        "direct": [
            direct(context, number, entry) for number, entry in enumerate(document["entries"]) if "rule" not in entry
        ],
        "world": world(context, find),
    })


def as_json(value: Any) -> Any:
    """What a document holds as a browser takes it: infinite numbers, dates and the like as texts."""
    if isinstance(value, dict):
        return {str(key): as_json(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(item) for item in value]
    plain = value is None or isinstance(value, (bool, int, str)) or (isinstance(value, float) and math.isfinite(value))
    return value if plain else str(value)


def world(context: Context, find: str) -> dict[str, Any]:
    """Numbers of the world: `fields` those that are changed, then the first that fit what is looked for."""
    known, given = declared(World), context.document["world"]
    words = find.lower().split()
    fitting = [
        name for name, item in known.items()
        if name not in given and words and all(word in f"{name} {item.doc} {item.zh}".lower() for word in words)
    ]
    fields = [
        number(context, ("world", name, "value"), known[name], assumed(context.document, name, known[name]))
        for name in (*(name for name in known if name in given), *fitting[:MOST_FOUND])
    ]
    rest = len(known) - len(given) if not words else len(fitting) - MOST_FOUND
    return {"fields": fields, "more": max(rest, 0), "changed": len(given)}


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


def bundle(context: Context, name: str) -> dict[str, Any]:
    """The reforms of a bundle, how many of them are on, and the month in which the first of them begins."""
    reforms = [reform(context, rule) for rule, kind in found().items() if kind.bundle == name]
    starts = [entry["start"]["value"] for item in reforms for entry in item["entries"]]
    known = [start for start in starts if start is not None]
    first, last = context.span
    return {
        "name": name, "title": say(f"bundle_{name}", context.lang), "reforms": reforms,
        "on": sum(bool(item["entries"]) for item in reforms),
        "start": {"low": first, "high": last, "value": min(known), "shown": month_name(min(known))} if known else None,
    }


def reform(context: Context, rule: str) -> dict[str, Any]:
    """A reform: its words, and its entries in the document, none where it is off."""
    kind = found()[rule]
    module = __import__(kind.__module__, fromlist=["__doc__"])
    written = (module.__doc__ or "").partition("\n\n")[2].strip()
    about = kind.about_zh if context.lang == "zh" else re.sub(
        r"(?m)^(\w+)  +", r"\1: ", re.sub(r"\n +", " ", written).replace("`", ""))
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
    zh = context.lang == "zh"
    shared = {
        "path": list(path), "name": known.name, "label": known.zh if zh else known.doc,
        "unit": UNITS_ZH.get(known.unit, known.unit) if zh else known.unit, "value": value, "default": known.default,
        "faults": context.said(path[:-1] if path[0] == "world" else path), "tag": known.tag,
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

