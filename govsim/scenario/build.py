"""Building: the merged layers of a scenario file become a Scenario, or one error with every fault.

Every value is checked against its declaration and the place's tables, then the whole: one rule does
not start twice at one place, and the composed rules of every month lie within their bounds.
"""

from __future__ import annotations

import datetime
import hashlib
from pathlib import Path as FilePath

from govsim.month import first_day, month_name
from govsim.params import Fault, InputError, declared, nearest
from govsim.place import Place, load_place, places
from govsim.reforms.base import Reform, found
from govsim.rules import Rules
from govsim.scenario.layers import COMMON, Draft, Merged, month_of
from govsim.scenario.scenario import Override, Revision, Scenario, Setting, Value
from govsim.scenario.source import Entry, in_order
from govsim.scenario.values import checked, filled
from govsim.scenario.where import MOST_MONTHS, Everywhere, Where
from govsim.scenario.where_form import read_where
from govsim.scenario.whole import overlaps, unbounded
from govsim.world import World

MOST_REVISIONS = 200
"""Most revisions that a scenario may have."""

SAMPLE = (0.01, 1.0)
"""Smallest and largest share of households that a run simulates."""


class Builder:
    """Turns merged layers into a Scenario, collecting faults on the way."""

    def __init__(self, merged: Merged, name: str, label: str) -> None:
        self.merged = merged
        self.name = name
        self.label = label
        self.faults = merged.faults
        self.overrides: list[Override] = []
        self.place: Place | None = None
        self.tables = ""
        self.span: tuple[int, int] | None = None
        self.outside: set[str] = set()
        """Where dates stand that were told to be outside the run, each once: a bundle's is that of all its rules."""

    def scenario(self) -> Scenario:
        texts = {key: self.text(entry) for key, entry in self.merged.texts.items()}
        if "title" not in texts:
            self.missing("title", "a text in quotation marks")
        place = self.placed()
        self.span = self.months()
        sample = self.sample()
        world = filled(World(), "world", self.merged.world, self.overrides, self.faults)
        rules = filled(Rules(), "rules", self.merged.rules, self.overrides, self.faults)
        if len(self.merged.drafts) > MOST_REVISIONS:
            self.faults.append(Fault(self.label, f"at most {MOST_REVISIONS} revisions are allowed"))
            self.merged.drafts.clear()
        revised = [(draft, self.revision(draft)) for draft in self.merged.drafts]
        sound = [(draft, revision) for draft, revision in revised if revision is not None]
        if self.place is not None:
            self.faults += overlaps(sound, self.place)
        if self.faults:
            raise InputError(in_order(self.faults))
        assert self.place is not None and self.span is not None
        title = texts["title"]
        description = texts.get("description", "")
        scenario = Scenario(
            name=self.name,
            title=title,
            title_zh=texts.get("title_zh", title),
            description=description,
            description_zh=texts.get("description_zh", description),
            place=place,
            start=self.span[0],
            end=self.span[1],
            sample=sample,
            world=world,
            rules=rules,
            revisions=tuple(revision for _, revision in sound),
            overrides=tuple(self.overrides),
            tables=self.tables,
        )
        out_of_bounds = unbounded(scenario, self.place, [draft for draft, _ in sound])
        if out_of_bounds:
            raise InputError(out_of_bounds)
        return scenario

    # The run

    def missing(self, key: str, allowed: str) -> None:
        if self.merged.whole or key == "title":
            self.faults.append(Fault(self.label, f"{key} is missing: {allowed}"))

    def text(self, entry: Entry) -> str:
        if isinstance(entry.value, str) and entry.value.strip():
            return entry.value.strip()
        self.faults.append(entry.fault("must be a text in quotation marks, not empty"))
        return ""

    def placed(self) -> str:
        """Name or folder of the place; its tables are read on the way."""
        if "place" not in self.merged.run:
            self.missing("place", "the name of a shipped place or a folder of tables")
            return ""
        entry = self.merged.run["place"]
        if not isinstance(entry.value, str) or not entry.value:
            self.faults.append(entry.fault("must be the name of a shipped place or a folder of tables"))
            return ""
        name = entry.value
        if "/" in name or "\\" in name or name.startswith("."):
            name = str(entry.document.folder / name)
        try:
            self.place = load_place(name)
            self.tables = "" if name in places() else checksum(FilePath(name))
        except InputError as error:
            self.faults += [fault if fault.where else entry.fault(fault.message) for fault in error]
        return name

    def months(self) -> tuple[int, int] | None:
        """First and last month of the run."""
        for key in ("start", "end"):
            if key not in self.merged.run:
                self.missing(key, "a date like 2007-01-01")
        start, end = (self.month(self.merged.run[key]) if key in self.merged.run else None for key in ("start", "end"))
        if start is None or end is None:
            return None
        if start <= end < start + MOST_MONTHS:
            return start, end
        last = self.merged.run[[key for key in self.merged.run if key in ("start", "end")][-1]]
        other = f"it ends with {month_name(end)}" if last.key() == "start" else f"it starts with {month_name(start)}"
        if end < start:
            self.faults.append(last.fault(f"a run cannot end before it starts; {other}"))
        else:
            self.faults.append(last.fault(f"a run has at most {MOST_MONTHS} months; {other}"))
        return None

    def sample(self) -> float:
        if "sample" not in self.merged.run:
            return 1.0
        entry = self.merged.run["sample"]
        low, high = SAMPLE
        number = entry.value
        if isinstance(number, bool) or not isinstance(number, (int, float)) or not low <= number <= high:
            self.faults.append(entry.fault(f"must be a number from {low:g} to {high:g} (share of households)"))
            return 1.0
        return float(number)

    def month(self, entry: Entry) -> int | None:
        """The month of a date; a fault and None where it is none."""
        month = month_of(entry.value)
        if month is not None:
            return month
        value = entry.value
        if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
            message = f"a month is written as its first day, {value.isoformat()[:7]}-01"
        elif isinstance(value, str):
            message = "must be a date like 2008-06-01, without quotation marks"
        else:
            message = "must be a date like 2008-06-01"
        self.faults.append(entry.fault(message))
        return None

    # Revisions

    def revision(self, draft: Draft) -> Revision | None:
        """A draft as a checked revision; None after a fault."""
        before = len(self.faults)
        change: Reform | Setting | None
        level = "community"
        if not draft.rule:
            change = self.setting(draft)
            level = change.level if change is not None else level
        elif draft.rule in found():
            change = self.reform(draft, found()[draft.rule])
            level = found()[draft.rule].level
        else:
            change = None
            rule = draft.entries["rule"]
            hint = nearest(rule.value, found()) or f"; known are {', '.join(found())}"
            self.faults.append(rule.fault(f"unknown reform{hint}"))
        dates = self.dates(draft)
        where = self.where(draft, level)
        name = self.text(draft.entries["name"]) if "name" in draft.entries else draft.rule or "revise"
        name_zh = self.text(draft.entries["name_zh"]) if "name_zh" in draft.entries else name
        if "name_zh" in draft.entries and "name" not in draft.entries:
            message = "`name_zh` is the Chinese of `name`, which is missing"
            self.faults.append(draft.entries["name_zh"].fault(message, False))
        if change is None or dates is None or where is None or len(self.faults) > before:
            return None
        start, end, announced = dates
        return Revision(name, change, start, end, announced, where, name_zh)

    def reform(self, draft: Draft, kind: type[Reform]) -> Reform | None:
        known = declared(kind)
        values: dict[str, Value] = {}
        sound = True
        for key, entry in draft.entries.items():
            if key in (*COMMON, "rule"):
                continue
            if key not in known:
                allowed = (*known, *COMMON)
                self.faults.append(entry.fault(f"unknown key of {draft.rule}; allowed are {', '.join(allowed)}"
                                               + nearest(key, allowed), False))
                sound = False
                continue
            value = checked(entry, known[key], self.faults)
            if value is None:
                sound = False
            else:
                values[key] = value
        return kind(**values) if sound else None

    def setting(self, draft: Draft) -> Setting | None:
        for key, entry in draft.entries.items():
            if key not in (*COMMON, "set"):
                self.faults.append(entry.fault(f"unknown key; allowed are set, {', '.join(COMMON)}"
                                               + nearest(key, (*COMMON, "set")), False))
        if "set" not in draft.entries:
            self.faults.append(draft.at.fault("`set` is missing: fields of Rules, as in set = {mandate = 0.4}", False))
            return None
        entry = draft.entries["set"]
        if not isinstance(entry.value, dict):
            self.faults.append(entry.fault("must be a table of fields of Rules, as in {mandate = 0.4}"))
            return None
        known = declared(Rules)
        fields: list[tuple[str, Value]] = []
        for key in entry.value:
            if key not in known:
                hint = nearest(key, known) or f"; known are {', '.join(known)}"
                self.faults.append(entry.below(key).fault(f"unknown field of Rules{hint}", False))
                continue
            value = checked(entry.below(key), known[key], self.faults)
            if value is not None:
                fields.append((key, value))
        return Setting(tuple(fields)) if len(fields) == len(entry.value) else None

    def dates(self, draft: Draft) -> tuple[int, int | None, int | None] | None:
        """Start, end and announcement of a revision, inside the run and in order."""
        if "start" not in draft.entries:
            self.faults.append(draft.at.fault("`start` is missing: a date like 2008-06-01", False))
            return None
        before = len(self.faults)
        months = {key: self.month(draft.entries[key]) for key in ("start", "end", "announced") if key in draft.entries}
        start, end, announced = months["start"], months.get("end"), months.get("announced")
        of = f" of {draft.rule}" if draft.bundle else ""
        sound = True
        for key, month in months.items():
            if month is not None and self.span is not None and not self.span[0] <= month <= self.span[1]:
                sound = False
                entry = draft.entries[key]
                if draft.bundle and entry.where() in self.outside:
                    continue
                self.outside.add(entry.where())
                run = f"{first_day(self.span[0])} to {first_day(self.span[1])}"
                self.faults.append(entry.fault(
                    f"the {key}{of}, {month_name(month)}, is outside the run, {run}; `without` drops a reform"))
        if start is None or not sound or len(self.faults) > before:
            return None
        if end is not None and end < start:
            self.faults.append(draft.entries["end"].fault(f"the end{of} is before the start, {first_day(start)}"))
        if announced is not None and announced > start:
            self.faults.append(draft.entries["announced"].fault(
                f"announced{of} after the start, {first_day(start)}; allowed is up to that month"))
        return start, end, announced

    def where(self, draft: Draft, level: str) -> Where | None:
        if "where" not in draft.entries:
            return Everywhere()
        entry = draft.entries["where"]
        return read_where(entry.value, level, self.place,
                          lambda path, message: self.faults.append(entry.below(*path).fault(message)))


def checksum(folder: FilePath) -> str:
    """BLAKE2 of a folder's tables, by name and content; InputError where one cannot be read."""
    digest = hashlib.blake2b(digest_size=16)
    try:
        for path in sorted([*folder.glob("*.csv"), *folder.glob("*.toml")]):
            digest.update(f"{path.name}\n{path.stat().st_size}\n".encode("utf-8", "replace") + path.read_bytes())
    except OSError as error:
        raise InputError([Fault(str(folder), f"the tables cannot be read: {error.strerror}")]) from error
    return digest.hexdigest()
