"""The JSON Schema of scenario files, for editors: made from the same declarations as the checks.

Dates are texts here, as editors turn TOML's dates into JSON. Names of places and the relations between
keys (dates in order, overlapping starts) are left to `govsim check`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from govsim.params import Param, declared
from govsim.reforms.base import bundles, found
from govsim.rules import Rules
from govsim.scenario.build import MOST_REVISIONS, SAMPLE
from govsim.scenario.layers import DATES
from govsim.scenario.where import MOST_MONTHS
from govsim.world import World

_TEXT = {"type": "string", "pattern": r"\S"}
_DATE = {"type": "string", "pattern": r"^\d{4}-\d{2}-01$", "format": "date"}
_SEED = {"type": "integer", "minimum": 0, "maximum": 2**63 - 1}


def schema() -> dict[str, Any]:
    """The schema, as JSON."""
    common = {**{key: _dated(key) for key in DATES}, "where": {"$ref": "#/$defs/where"}}
    named = {
        **common,
        "name": _said("a name for this entry, for figures, `without` and [change.NAME]"),
        "name_zh": _said("the name in Chinese, for figures"),
    }
    rules = {name: _values(declared(rule)) for name, rule in found().items()}
    settings = {"type": "object", "properties": _values(declared(Rules)), "additionalProperties": False}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "govsim scenario",
        "type": "object",
        "required": ["title"],
        "additionalProperties": False,
        "properties": {
            "title": _said("title, English"),
            "title_zh": _said("title, Chinese"),
            "description": _said("the question that this scenario answers, English"),
            "description_zh": _said("the question that this scenario answers, Chinese"),
            "extends": _said("a shipped scenario by name, or the path of a .toml file from this file's folder"),
            "place": _said("a shipped place by name, or the path of a folder of tables from this file's folder"),
            "start": {**_DATE, "description": "first month of the run"},
            "end": {**_DATE, "description": "last month of the run"},
            "sample": {
                "type": "number", "minimum": SAMPLE[0], "maximum": SAMPLE[1],
                "description": "share of households that are simulated",
            },
            "without": {
                "anyOf": [_TEXT, {"type": "array", "items": _TEXT}],
                "description": "inherited rules, entries or bundles to drop",
            },
            "world": _overrides(World, "what this scenario assumes otherwise about behaviour and conditions"),
            "rules": _overrides(Rules, "the rules at the start, before any reform"),
            "change": {
                "type": "object",
                "description": "new values for inherited reforms, by name of the rule, the entry or the bundle",
                "properties": {
                    **{name: _object({**named, **rules[name]}) for name in rules},
                    **{name: _object(common) for name in bundles()},
                },
                "additionalProperties": _object({**named, "set": settings}, closed=False),
            },
            "reform": _list("a reform rule, from `start`", {
                "oneOf": [
                    {**_object({"rule": {"const": name}, **named, **rules[name]}, ("rule", "start")),
                     "title": rule.title, "description": f"{rule.title} {rule.title_zh}"}
                    for name, rule in found().items()
                ],
            }),
            "revise": _list("fields of Rules set directly; an empty `set` is an announcement only",
                            _object({**named, "set": settings}, ("set", "start"))),
            "bundle": _list("all rules of a bundle, as enacted, or moved so that the first is at `start`",
                            _object({"name": {"enum": list(bundles())}, **common}, ("name",))),
        },
        "$defs": {"where": _where()},
    }


def _object(properties: Mapping[str, Any], required: Iterable[str] = (), closed: bool = True) -> dict[str, Any]:
    table: dict[str, Any] = {"type": "object", "properties": dict(properties), "required": list(required)}
    return {**table, "additionalProperties": False} if closed else table


def _list(description: str, items: dict[str, Any]) -> dict[str, Any]:
    return {"type": "array", "maxItems": MOST_REVISIONS, "description": description, "items": items}


def _said(description: str) -> dict[str, Any]:
    return {**_TEXT, "description": description}


def _dated(key: str) -> dict[str, Any]:
    meanings = {"start": "first month in force", "end": "last month in force",
                "announced": "month in which residents hear of it, not after `start`"}
    return {**_DATE, "description": meanings[key]}


def _values(known: Mapping[str, Param]) -> dict[str, Any]:
    return {name: _value(item) for name, item in known.items()}


def _value(known: Param) -> dict[str, Any]:
    unit = f" ({known.unit})" if known.unit else ""
    about = {"description": f"{known.doc}{unit}; {known.zh}; source: {known.source}", "default": known.default}
    if known.kind is bool:
        return {"type": "boolean", **about}
    if known.kind is str:
        return {"enum": list(known.choices), **about}
    assert known.bounds is not None
    low, high = known.bounds
    kind = "integer" if known.kind is int else "number"
    return {"type": kind, "minimum": low, "maximum": high, **about}


def _overrides(owner: type, description: str) -> dict[str, Any]:
    entries = {}
    for name, value in _values(declared(owner)).items():
        grounds = [_object({"value": value, key: _TEXT}, ("value", key)) for key in ("source", "assumption")]
        entries[name] = {"description": value["description"], "oneOf": grounds}
    return {**_object(entries), "description": description}


def _where() -> dict[str, Any]:
    of = {"enum": ["streets", "communities"]}
    every = {"type": "integer", "minimum": 1, "maximum": MOST_MONTHS}
    names = {"type": "array", "minItems": 1, "uniqueItems": True, "items": {"type": "string"}}
    share = {"type": "number", "exclusiveMinimum": 0, "maximum": 1}
    groups = {"type": "integer", "minimum": 1}
    order = {"type": "array", "minItems": 1, "items": {"anyOf": [{"type": "string"}, names]}}
    return {
        "description": "where it applies: everywhere, by name, a share by lot, or staggered by lot or in a given order",
        "oneOf": [
            {"const": "all"},
            names,
            _object({"share": share, "seed": _SEED, "of": of}, ("share", "seed")),
            _object({"every": every, "groups": groups, "seed": _SEED, "of": of}, ("every", "groups", "seed")),
            _object({"every": every, "order": order}, ("every", "order")),
        ],
    }
