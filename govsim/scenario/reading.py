"""Reading: from a scenario file's name to a checked Scenario, or one error with every fault.

The file, the files it extends and the `--set` options are laid over each other (`layers`), then every
value is checked against its declaration and the place's tables, and last the composed rules of every
month against their bounds.
"""

from __future__ import annotations

import dataclasses
import datetime
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from importlib.resources import files
from pathlib import Path as FilePath
from types import MappingProxyType
from typing import Any, TypeVar

from govsim.month import first_day, month_name
from govsim.params import Fault, InputError, Param, declared, nearest, sources
from govsim.place import Place, load_place
from govsim.reforms.base import found
from govsim.rules import Rules
from govsim.scenario.force import Timetable, starts
from govsim.scenario.layers import COMMON, Draft, Merged, month_of
from govsim.scenario.scenario import Override, Revision, Scenario, Setting, Value, level_of
from govsim.scenario.show import show
from govsim.scenario.source import Document, Entry, read_file, read_sets
from govsim.scenario.where import MOST_MONTHS, NEVER, Everywhere, Where, read_where
from govsim.world import World

MOST_REVISIONS = 200
"""Most revisions that a scenario may have."""

SAMPLE = (0.01, 1.0)
"""Smallest and largest share of households that a run simulates."""

Owner = TypeVar("Owner")


@cache
def shipped() -> Mapping[str, FilePath]:
    """The scenarios that come with govsim, by name: from the package, or the folder of a checkout."""
    package = FilePath(str(files("govsim")))
    folder = package / "scenarios"
    if not folder.is_dir():
        folder = package.parent / "scenarios"
    return MappingProxyType({path.stem: path for path in sorted(folder.glob("*.toml"))})


def load(scenario: str | FilePath, sets: Sequence[str] = ()) -> Scenario:
    """The scenario of a file, or a shipped one by name, with `--set` options over it.

    InputError carries every fault found. A file is a path that ends in .toml.
    """
    merged = Merged()
    documents: list[Document] = []
    name = ""
    try:
        path = _locate(str(scenario), FilePath())
        name = path.stem
        documents = _chain(path, merged.faults)
    except InputError as error:
        merged.faults += error
    try:
        documents += [read_sets(sets)] if sets else []
    except InputError as error:
        merged.faults += error
    for document in documents:
        merged.add(document)
        if not document.spoken:
            texts = merged.texts
    if not documents or documents[-1].spoken and len(documents) == 1:
        raise InputError(merged.faults)
    merged.texts = texts
    return _Builder(merged, name, documents[0]).scenario()


def check(scenarios: Iterable[str | FilePath], sets: Sequence[str] = ()) -> tuple[Fault, ...]:
    """Every fault of several scenarios; empty when all can run."""
    faults: list[Fault] = []
    for scenario in scenarios:
        try:
            load(scenario, sets)
        except InputError as error:
            faults += error
    return tuple(dict.fromkeys(faults))


def _locate(name: str, folder: FilePath) -> FilePath:
    """The file of a name: paths end in .toml and start from `folder`, other names are shipped."""
    if name.endswith(".toml"):
        return folder / name
    if name in shipped():
        return shipped()[name]
    known = f"shipped are {', '.join(shipped())}; the path of a file ends in .toml"
    raise InputError(f"no scenario {show(name)}; {known}" + nearest(name, shipped()))


def _chain(path: FilePath, faults: list[Fault]) -> list[Document]:
    """A file and the files it extends, the most basic first; stops at the first that cannot be read."""
    documents = [read_file(path)]
    seen = {_identity(path): str(path)}
    while "extends" in documents[0].table:
        entry = documents[0].entry("extends")
        if not isinstance(entry.value, str):
            faults.append(entry.fault("must be the name of a shipped scenario or the path of a file"))
            break
        try:
            path = _locate(entry.value, documents[0].folder)
            if _identity(path) in seen:
                circle = " -> ".join([*seen.values(), str(path)])
                faults.append(entry.fault(f"extends goes in a circle: {circle}"))
                break
            documents.insert(0, read_file(path))
        except InputError as error:
            faults += [fault if fault.where and "cannot be read" not in fault.message else entry.fault(fault.message)
                       for fault in error]
            break
        seen[_identity(path)] = str(path)
    return documents


def _identity(path: FilePath) -> str:
    """The same text for the same file, however it is written."""
    try:
        return str(path.resolve())
    except (OSError, RuntimeError, ValueError):
        return str(path)


class _Builder:
    """Turns merged layers into a Scenario, collecting faults on the way."""

    def __init__(self, merged: Merged, name: str, first: Document) -> None:
        self.merged = merged
        self.name = name
        self.document = first
        self.faults = merged.faults
        self.overrides: list[Override] = []
        self.place: Place | None = None
        self.span: tuple[int, int] | None = None

    def scenario(self) -> Scenario:
        texts = {key: self.text(entry) for key, entry in self.merged.texts.items()}
        if "title" not in texts:
            self.missing("title", "a text in quotation marks")
        place = self.placed()
        self.span = self.months()
        sample = self.sample()
        world = self.filled(World, "world", self.merged.world)
        rules = self.filled(Rules, "rules", self.merged.rules)
        if len(self.merged.drafts) > MOST_REVISIONS:
            self.faults.append(Fault(self.document.label, f"at most {MOST_REVISIONS} revisions are allowed"))
            self.merged.drafts.clear()
        revised = [(draft, self.revision(draft)) for draft in self.merged.drafts]
        sound = [(draft, revision) for draft, revision in revised if revision is not None]
        if self.place is not None:
            self.overlaps(sound, self.place)
        if self.faults:
            raise InputError(dict.fromkeys(self.faults))
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
        )
        self.bounded(scenario, self.place, [draft for draft, _ in sound])
        return scenario

    # The run

    def missing(self, key: str, allowed: str) -> None:
        self.faults.append(Fault(self.document.label, f"{key} is missing: {allowed}"))

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
        except InputError as error:
            self.faults += [fault if fault.where else entry.fault(fault.message) for fault in error]
        return name

    def months(self) -> tuple[int, int] | None:
        """First and last month of the run."""
        found_months = []
        for key in ("start", "end"):
            if key not in self.merged.run:
                self.missing(key, "a date like 2007-01-01")
            else:
                found_months.append(self.month(self.merged.run[key]))
        if len(found_months) < 2 or found_months[0] is None or found_months[1] is None:
            return None
        start, end = found_months
        if end < start:
            self.faults.append(self.merged.run["end"].fault(f"the run ends before it starts, {first_day(start)}"))
        elif end - start >= MOST_MONTHS:
            self.faults.append(self.merged.run["end"].fault(f"a run has at most {MOST_MONTHS} months"))
        else:
            return start, end
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

    def month(self, entry: Entry, what: str = "") -> int | None:
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

    # World and rules

    def filled(self, owner: type[Owner], table: str, entries: Mapping[str, Entry]) -> Owner:
        """World or the rules at the start, with what the scenario changes."""
        known = declared(owner)
        values: dict[str, Value] = {}
        for name, entry in entries.items():
            if name not in known:
                self.faults.append(entry.fault(f"unknown name; `govsim list parameters` shows all{nearest(name, known)}", False))
                continue
            override = self.override(table, name, entry, known[name])
            if override is not None:
                self.overrides.append(override)
                values[name] = override.value
        return dataclasses.replace(owner(), **values)  # type: ignore[type-var]

    def override(self, table: str, name: str, entry: Entry, known: Param) -> Override | None:
        """`{value = .., source = ".."}` or `{value = .., assumption = ".."}`."""
        form = f'write {{value = {show(known.default)}, source = "…"}} or {{value = …, assumption = "why"}}'
        if not isinstance(entry.value, dict):
            self.faults.append(entry.fault(f"a changed number needs its ground; {form}"))
            return None
        before = len(self.faults)
        for key in entry.value:
            if key not in ("value", "source", "assumption"):
                self.faults.append(entry.below(key).fault(f"unknown key; {form}"
                                                          + nearest(key, ("value", "source", "assumption"))))
        grounds = [key for key in ("source", "assumption") if key in entry.value]
        if len(grounds) != 1:
            self.faults.append(entry.fault(f"needs either a source or an assumption; {form}", False))
        for key in grounds:
            self.ground(entry.below(key))
        if "value" not in entry.value:
            self.faults.append(entry.fault(f"`value` is missing; {form}", False))
            return None
        value = self.value(entry.below("value"), known)
        if value is None or len(self.faults) > before:
            return None
        text = {key: entry.value[key] for key in grounds}
        return Override(f"{table}.{name}", value, text.get("source", ""), text.get("assumption", ""))

    def ground(self, entry: Entry) -> None:
        """A source is a key of the bibliography or a reference in words; an assumption is a sentence."""
        if not isinstance(entry.value, str) or not entry.value.strip():
            self.faults.append(entry.fault("must be a text in quotation marks, not empty"))
        elif entry.path[-1] == "source" and " " not in entry.value.strip() and entry.value not in sources():
            self.faults.append(entry.fault("no such key in the bibliography; write the reference in words or one of "
                                           + ", ".join(sources()) + nearest(entry.value, sources())))

    def value(self, entry: Entry, known: Param) -> Value | None:
        """A value that its declaration allows; a fault and None otherwise."""
        value = entry.value
        range_ = ""
        if known.bounds is not None:
            range_ = f"; allowed are {known.bounds[0]:g} to {known.bounds[1]:g}"
        if not isinstance(value, (bool, int, float, str)):
            allowed = {bool: "true or false", str: "one of " + ", ".join(map(repr, known.choices))}
            number = f"a {'whole ' if known.kind is int else ''}number ({known.unit or 'no unit'})"
            self.faults.append(entry.fault(f"must be {allowed.get(known.kind, number)}{range_}"))
            return None
        if isinstance(value, int) and abs(value) >= 2**63:
            self.faults.append(entry.fault(f"too large{range_}"))
            return None
        message = known.fault(value[:60] if isinstance(value, str) else value)
        if message is not None:
            number_given = isinstance(value, (int, float)) and not isinstance(value, bool) and abs(value) < float("inf")
            self.faults.append(entry.fault(message + ("" if number_given else range_)))
            return None
        return known.kind(value)  # type: ignore[no-any-return]

    # Revisions

    def revision(self, draft: Draft) -> Revision | None:
        """A draft as a checked revision; None after a fault."""
        before = len(self.faults)
        change = self.reform(draft) if draft.rule else self.setting(draft)
        level = found()[draft.rule].level if draft.rule else level_of(dict(change.fields)) if change else "community"
        dates = self.dates(draft)
        where = self.where(draft, level)
        name = self.text(draft.entries["name"]) if "name" in draft.entries else draft.rule or "revise"
        if change is None or dates is None or where is None or len(self.faults) > before:
            return None
        start, end, announced = dates
        return Revision(name, change, start, end, announced, where)

    def reform(self, draft: Draft) -> Any:
        kind = found()[draft.rule]
        known = declared(kind)
        values: dict[str, Value] = {}
        sound = True
        for key, entry in draft.entries.items():
            if key in COMMON:
                continue
            if key not in known:
                allowed = (*known, *COMMON)
                self.faults.append(entry.fault(f"unknown key of {draft.rule}; allowed are {', '.join(allowed)}"
                                               + nearest(key, allowed), False))
                sound = False
                continue
            value = self.value(entry, known[key])
            if value is None:
                sound = False
            else:
                values[key] = value
        return kind(**values) if sound else None  # type: ignore[arg-type]

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
            value = self.value(entry.below(key), known[key])
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
        for key, month in months.items():
            if month is not None and self.span is not None and not self.span[0] <= month <= self.span[1]:
                run = f"{first_day(self.span[0])} to {first_day(self.span[1])}"
                self.faults.append(draft.entries[key].fault(
                    f"the {key}{of}, {month_name(month)}, is outside the run, {run}; `without` drops a reform"))
        if start is None or len(self.faults) > before:
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

    # What only the whole shows

    def overlaps(self, revised: Sequence[tuple[Draft, Revision]], place: Place) -> None:
        """Two starts of one rule at one place at overlapping times."""
        for number, (draft, later) in enumerate(revised):
            for _, earlier in revised[:number]:
                if not later.rule or later.rule != earlier.rule:
                    continue
                mine, other = starts(later, place), starts(earlier, place)
                ends = [NEVER if item.end is None else item.end for item in (later, earlier)]
                both = (mine != NEVER) & (other != NEVER)
                first_over = (ends[1] != NEVER) & (other.clip(mine) > ends[1])
                last_over = (ends[0] != NEVER) & (other.clip(mine) > ends[0])
                clash = both & ~first_over & ~last_over
                if clash.any():
                    community = place.communities[int(clash.argmax())]
                    spot = place.streets[community.street].name if later.level == "street" else community.name
                    self.faults.append(draft.entries["start"].fault(
                        f"{later.rule} is already in force in {spot} from {first_day(earlier.start)}; "
                        "end the first, or use other places"))
                    break

    def bounded(self, scenario: Scenario, place: Place, drafts: Sequence[Draft]) -> None:
        """The composed rules of every month lie within their bounds."""
        faults = [
            drafts[number].at.fault(f"{name} of the rules {message} in {month_name(month)}, after what is written "
                                    "before it", False)
            for (number, name), (month, message) in Timetable(scenario, place).faults().items()
        ]
        if faults:
            raise InputError(faults)
