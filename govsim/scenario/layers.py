"""Layers: a scenario file over the files it extends, the command line on top, merged into one draft.

Later layers win key by key. `without` drops inherited revisions, `[change.NAME]` alters them in place,
and the layer's own revisions follow the inherited ones in the order in which they are written.
"""

from __future__ import annotations

import datetime
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from govsim.month import parse_month
from govsim.params import Fault, nearest
from govsim.reforms.base import bundles, found
from govsim.scenario.show import cut_key
from govsim.scenario.source import Document, Entry

TEXTS = ("title", "title_zh", "description", "description_zh")
RUN = ("place", "start", "end", "sample")
LISTS = ("reform", "revise", "bundle")
TOP = (*TEXTS, "extends", *RUN, "without", "world", "rules", "change", *LISTS)
"""Keys of a scenario file."""

DATES = ("start", "end", "announced")
COMMON = (*DATES, "where", "name", "name_zh")
"""Keys of every revision; a reform's parameters stand beside them, a direct revision has `set`."""


@dataclass
class Draft:
    """A revision as the layers leave it: keys not yet checked, each with its place in a file."""

    at: Entry
    rule: str
    """Name of the reform rule; empty for a direct revision."""
    bundle: str
    """The bundle it was written as part of, or "" where it was written by itself."""
    entries: dict[str, Entry]

    def answers(self, name: str) -> bool:
        """Whether `without` and `change` mean this one by a name."""
        label = self.entries.get("name")
        return name in (self.rule, self.bundle) or (label is not None and label.value == name)


@dataclass
class Merged:
    """All layers as one; `faults` grows while they are added."""

    texts: dict[str, Entry] = field(default_factory=dict)
    run: dict[str, Entry] = field(default_factory=dict)
    """In the order in which the layers gave them."""
    world: dict[str, Entry] = field(default_factory=dict)
    rules: dict[str, Entry] = field(default_factory=dict)
    drafts: list[Draft] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    whole: bool = True
    """False where a parent could not be read: what it would have given is then not called missing."""

    def add(self, document: Document) -> None:
        """Lay a document over what is there."""
        table = document.table
        for key in table:
            if key not in TOP:
                self.refuse(document.entry(key), f"unknown key; allowed are {', '.join(TOP)}" + nearest(key, TOP))
        if not document.spoken:
            self.texts = {key: document.entry(key) for key in TEXTS if key in table}
        here = {key: document.entry(key) for key in RUN if key in table}
        self.run = {key: entry for key, entry in self.run.items() if key not in here} | here
        for key, kept in (("world", self.world), ("rules", self.rules)):
            kept.update(self.items(document, key))
        self.drop(document)
        for name, entry in self.items(document, "change").items():
            self.change(name, entry)
        for entry in self.written(document):
            self.drafts += self.drafted(entry)

    def refuse(self, entry: Entry, message: str, value: bool = False) -> None:
        self.faults.append(entry.fault(message, value))

    def items(self, document: Document, key: str) -> dict[str, Entry]:
        """The entries of a table, empty where it is absent."""
        if key not in document.table:
            return {}
        entry = document.entry(key)
        if not isinstance(entry.value, dict):
            self.refuse(entry, f"must be a table, as in [{key}]", value=True)
            return {}
        return {name: entry.below(name) for name in entry.value}

    def named(self, drafts: Iterable[Draft], entry: Entry, name: Any) -> list[Draft]:
        """The inherited revisions of a name; none is a fault."""
        known = sorted({label for draft in drafts for label in self.labels(draft)})
        chosen = [draft for draft in drafts if isinstance(name, str) and draft.answers(name)]
        if not chosen and self.whole:
            inherited = f"inherited are {', '.join(known)}" if known else "it inherits none"
            self.refuse(entry, f"no inherited reform of this name; {inherited}" + nearest(name, known),
                        value=not isinstance(entry.value, dict))
        return chosen

    @staticmethod
    def labels(draft: Draft) -> set[str]:
        label = draft.entries.get("name")
        names = {draft.rule, draft.bundle, label.value if label is not None else ""}
        return {name for name in names if isinstance(name, str) and name}

    def drop(self, document: Document) -> None:
        """`without`: names of rules, entries or bundles."""
        if "without" not in document.table:
            return
        entry = document.entry("without")
        names = [entry.value] if isinstance(entry.value, str) else entry.value
        if not isinstance(names, list):
            self.refuse(entry, "must be a list of names of rules or bundles", value=True)
            return
        drafts = list(self.drafts)
        for number, name in enumerate(names):
            gone = self.named(drafts, entry.below(number), name)
            self.drafts = [draft for draft in self.drafts if draft not in gone]

    def change(self, name: str, entry: Entry) -> None:
        """`[change.NAME]`: new values for keys of inherited revisions; a bundle keeps its inner distances."""
        chosen = self.named(self.drafts, entry, name)
        if not isinstance(entry.value, dict):
            self.refuse(entry, f"must be a table, as in [change.{cut_key(name)}]", value=True)
            return
        bundle = any(name == draft.bundle and name != draft.rule for draft in chosen)
        for key in entry.value:
            if key == "rule":
                self.refuse(entry.below(key), "an inherited entry keeps its rule; drop it by `without`, write another")
            elif bundle and key not in (*DATES, "where"):
                allowed = (*DATES, "where")
                self.refuse(entry.below(key), f"unknown key of a bundle; allowed are {', '.join(allowed)}"
                            + nearest(key, allowed))
            elif bundle and key == "start":
                self.shift(chosen, entry.below(key))
            else:
                for draft in chosen:
                    draft.entries[key] = entry.below(key)

    def shift(self, drafts: list[Draft], entry: Entry) -> None:
        """Move the earliest start of a bundle to a month, and the others by as much."""
        starts = {id(draft): month_of(draft.entries["start"].value) for draft in drafts if "start" in draft.entries}
        known = [month for month in starts.values() if month is not None]
        to = month_of(entry.value)
        for draft in drafts:
            month = starts.get(id(draft))
            value = entry.value if to is None or month is None else date_of(month + to - min(known))
            draft.entries["start"] = Entry(entry.document, entry.path, value)

    def written(self, document: Document) -> list[Entry]:
        """The revisions of a document in the order of its text."""
        entries = []
        for key in LISTS:
            if key in document.table:
                entry = document.entry(key)
                items = entry.value if isinstance(entry.value, list) else [entry.value]
                if items is not entry.value or not all(isinstance(item, dict) for item in items):
                    self.refuse(entry, f"must be tables headed [[{key}]]", value=True)
                else:
                    entries += [entry.below(number) for number in range(len(items))]
        order = {path: number for number, path in enumerate(document.marks)}
        return sorted(entries, key=lambda item: order[item.path])

    def drafted(self, entry: Entry) -> list[Draft]:
        """The drafts that one [[reform]], [[revise]] or [[bundle]] stands for."""
        entries = {key: entry.below(key) for key in entry.value}
        if entry.path[0] == "revise":
            return [Draft(entry, "", "", entries)]
        if entry.path[0] == "bundle":
            return self.bundled(entry, entries)
        rule = entries.get("rule")
        if rule is not None and isinstance(rule.value, str) and rule.value:
            return [Draft(entry, rule.value, "", entries)]
        self.refuse(entry, f"`rule` is missing: the name of a reform rule, one of {', '.join(found())}")
        return []

    def bundled(self, entry: Entry, entries: dict[str, Entry]) -> list[Draft]:
        """The rules of a bundle at the months in which they were enacted, or moved so that the first is at `start`."""
        names = tuple(bundles())
        allowed = ("name", *DATES, "where")
        sound = True
        for key, item in entries.items():
            if key not in allowed:
                self.refuse(item, f"unknown key of a bundle; allowed are {', '.join(allowed)}" + nearest(key, allowed))
                sound = False
        name = entries.pop("name", None)
        if name is None:
            self.refuse(entry, f"`name` is missing: one of {', '.join(names)}")
            return []
        if not isinstance(name.value, str) or name.value not in names:
            self.refuse(name, f"unknown bundle; known are {', '.join(names)}" + nearest(name.value, names), value=True)
            return []
        kept = {key: item for key, item in entries.items() if key in allowed and key != "start"}
        drafts = []
        for rule in bundles()[name.value]:
            enacted = Entry(entry.document, entry.path, datetime.date.fromisoformat(found()[rule].enacted))
            drafts.append(Draft(entry, rule, name.value, {**kept, "start": enacted}))
        if "start" in entries:
            self.shift(drafts, entries["start"])
        return drafts if sound else []


def month_of(value: Any) -> int | None:
    """The month that a TOML value writes, None where it writes none."""
    if not isinstance(value, datetime.date) or isinstance(value, datetime.datetime) or value.day != 1:
        return None
    return parse_month(value)


def date_of(month: int) -> datetime.date:
    """The first day of a month, kept within the dates that can be written."""
    month = min(max(month, 12), 9999 * 12 + 11)
    return datetime.date(month // 12, month % 12 + 1, 1)
