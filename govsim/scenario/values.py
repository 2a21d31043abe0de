"""Values: numbers, yes/no and choices of a scenario file, checked against their declarations.

A changed number of World or of the rules at the start comes with its ground: a source or an assumption.
"""

from __future__ import annotations

import dataclasses
import math
from collections.abc import Mapping
from typing import Any, TypeVar

from govsim.params import Fault, Param, declared, nearest, sources
from govsim.rules import Rules
from govsim.scenario.scenario import Override, Value
from govsim.scenario.show import show
from govsim.scenario.source import Entry
from govsim.world import World

Filled = TypeVar("Filled", World, Rules)
_GROUNDS = ("source", "assumption")


def filled(
    owner: Filled, table: str, entries: Mapping[str, Entry], overrides: list[Override], faults: list[Fault]
) -> Filled:
    """World or the rules at the start with what the scenario changes; notes the changes in `overrides`."""
    kind: type = type(owner)
    known = declared(kind)
    changed: list[Override] = []
    for name, entry in entries.items():
        if name not in known:
            hint = f"`govsim list parameters` shows all{nearest(name, known)}"
            faults.append(entry.fault(f"unknown name; {hint}", False))
            continue
        override = _override(f"{table}.{name}", entry, known[name], faults)
        if override is not None:
            changed.append(override)
    overrides += changed
    values: dict[str, Any] = {item.path.partition(".")[2]: item.value for item in changed}
    return dataclasses.replace(owner, **values)


def _override(path: str, entry: Entry, known: Param, faults: list[Fault]) -> Override | None:
    """`{value = .., source = ".."}` or `{value = .., assumption = ".."}`."""
    form = f'write {{value = {show(known.default)}, source = "…"}} or {{value = …, assumption = "why"}}'
    if not isinstance(entry.value, dict):
        faults.append(entry.fault(f"a changed number needs its ground; {form}"))
        return None
    before = len(faults)
    allowed = ("value", *_GROUNDS)
    for key in entry.value:
        if key not in allowed:
            faults.append(entry.below(key).fault(f"unknown key; {form}" + nearest(key, allowed), False))
    grounds = [key for key in _GROUNDS if key in entry.value]
    if len(grounds) != 1:
        faults.append(entry.fault(f"needs either a source or an assumption; {form}", False))
    for key in grounds:
        _ground(entry.below(key), faults)
    if "value" not in entry.value:
        faults.append(entry.fault(f"`value` is missing; {form}", False))
        return None
    value = checked(entry.below("value"), known, faults)
    if value is None or len(faults) > before:
        return None
    text = {key: entry.value[key].strip() for key in grounds}
    return Override(path, value, text.get("source", ""), text.get("assumption", ""))


def _ground(entry: Entry, faults: list[Fault]) -> None:
    """A source is a key of the bibliography or a reference in words; an assumption is a sentence."""
    if not isinstance(entry.value, str) or not entry.value.strip():
        faults.append(entry.fault("must be a text in quotation marks, not empty"))
    elif entry.path[-1] == "source" and " " not in entry.value.strip() and entry.value.strip() not in sources():
        known = ", ".join(sources())
        faults.append(entry.fault("no such key in the bibliography; write the reference in words, or one of "
                                  + known + nearest(entry.value, sources())))


def checked(entry: Entry, known: Param, faults: list[Fault]) -> Value | None:
    """A value that its declaration allows; a fault and None otherwise."""
    value = entry.value
    allowed = ""
    if known.bounds is not None:
        allowed = f"; allowed are {known.bounds[0]:g} to {known.bounds[1]:g}"
    if not isinstance(value, (bool, int, float, str)):
        kinds = {bool: "true or false", str: "one of " + ", ".join(map(repr, known.choices))}
        number = f"a {'whole ' if known.kind is int else ''}number ({known.unit or 'no unit'})"
        faults.append(entry.fault(f"must be {kinds.get(known.kind, number)}{allowed}"))
        return None
    if isinstance(value, int) and abs(value) >= 2**63:
        faults.append(entry.fault(f"too large{allowed}"))
        return None
    message = known.fault(value[:60] if isinstance(value, str) else value)
    if message is not None:
        bounded = isinstance(value, (int, float)) and not isinstance(value, bool) and math.isfinite(value)
        faults.append(entry.fault(message + ("" if bounded and message.startswith("must be between") else allowed)))
        return None
    kept: Value = known.kind(value)
    return kept
