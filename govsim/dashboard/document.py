"""Document: a scenario as one flat TOML text, every revision an entry of its own, edited key by key.

A shipped scenario or an uploaded file, whatever it extends, becomes a document that names no other file;
parameters at their defaults are left out. The text is what the file check reads, what a link holds and
what is exported; a fault of the check is found again at the key that it concerns. An upload reads nothing
but shipped scenarios and shipped places.
"""

from __future__ import annotations

import copy
import tempfile
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

from govsim.experiment.factor import toml
from govsim.month import first_day
from govsim.params import Fault, InputError, declared
from govsim.place import places
from govsim.reforms.base import Reform, found
from govsim.scenario import Scenario, load, shipped
from govsim.scenario.source import read_file

Document = dict[str, Any]
"""`title`, `title_zh`, `description`, `description_zh`, `place`, `start`, `end`, `sample`, `world`, `rules` and
`entries`, a list of revisions as TOML has them, with `rule` or `set`."""

Path_ = tuple[str | int, ...]
"""Where a value stands in a document: ("world", "loss_aversion"), ("entries", 3, "start")."""

TEXTS = ("title", "title_zh", "description", "description_zh")
RUN = ("place", "start", "end", "sample")
DATES = ("start", "end", "announced")

GROUND = "chosen in the dashboard"
"""The assumption behind a number that is changed without another ground."""


@dataclass(frozen=True)
class Checked:
    """A scenario text after the file check: a scenario, or faults with the place in the document of each."""

    document: Document
    scenario: Scenario | None
    faults: tuple[tuple[Path_, Fault], ...] = ()


@cache
def titles() -> Mapping[str, tuple[str, str]]:
    """Title of every shipped scenario, English and Chinese; read without the check, which takes long for all."""
    tables = {name: tomllib.loads(path.read_text(encoding="utf-8")) for name, path in shipped().items()}
    return {name: (table["title"], table.get("title_zh", table["title"])) for name, table in tables.items()}


@lru_cache(maxsize=64)
def checked(text: str, name: str) -> Checked:
    """Check a scenario, a shipped name or the text of a document; `name` is what its runs are called.

    Do not change the document that is returned; `edited` makes another one.
    """
    if text in shipped():
        scenario = load(text)
        return Checked(flat(scenario), replace(scenario, name=name))
    with tempfile.TemporaryDirectory(prefix="govsim-") as folder:
        path = Path(folder) / f"{name}.toml"
        path.write_text(text, encoding="utf-8")
        try:
            document = read(path)
        except InputError as error:
            return Checked({"entries": []}, None, tuple(((), cleaned(fault, path)) for fault in error))
        canonical, places_of = written(document)
        path.write_text(canonical, encoding="utf-8")
        try:
            return Checked(document, load(path))
        except InputError as error:
            return Checked(document, None, tuple((at(fault, places_of), cleaned(fault, path)) for fault in error))


def opened(text: str) -> str:
    """The document text of an uploaded file; InputError with every fault of it.

    Browsers put U+FFFD where a file is not UTF-8.
    """
    if "\ufffd" in text:
        raise InputError([Fault("", "not UTF-8 text; save the file as UTF-8")])
    with tempfile.TemporaryDirectory(prefix="govsim-") as folder:
        path = Path(folder) / "upload.toml"
        path.write_text(text, encoding="utf-8", errors="replace")
        try:
            table = read_file(path).table
            faults = [
                Fault("", f"{key}: a file opened here may only name what is shipped: {', '.join(allowed)}")
                for key, allowed in (("extends", tuple(shipped())), ("place", places()))
                if key in table and table[key] not in allowed
            ]
            if faults:
                raise InputError(faults)
            return written(flat(load(path)))[0]
        except InputError as error:
            raise InputError(cleaned(fault, path) for fault in error) from None


def read(path: Path) -> Document:
    """The document of a text that `written` made, however wrong its values; InputError for any other text."""
    source = read_file(path)
    table = copy.deepcopy(dict(source.table))
    order = list(source.marks)
    entries = [(("reform", number), item) for number, item in enumerate(listed(table.pop("reform", [])))]
    entries += [(("revise", number), item) for number, item in enumerate(listed(table.pop("revise", [])))]
    entries.sort(key=lambda pair: order.index(pair[0]))
    document: Document = {"entries": [dict(item) for _, item in entries]}
    for key in (*TEXTS, *RUN):
        if key in table:
            document[key] = table.pop(key)
    for key in ("world", "rules"):
        document[key] = table.pop(key, {})
    tables = [document["world"], document["rules"], *(item.get("set", {}) for item in document["entries"])]
    if table or document.get("place") not in places() or not all(isinstance(item, dict) for item in tables):
        raise InputError([Fault("", "not a scenario that the dashboard wrote; open it as a file instead")])
    if any("rule" in item and item["rule"] not in list(found()) for item in document["entries"]):
        raise InputError([Fault("", "holds a reform that this version does not know")])
    return document


def listed(value: Any) -> list[dict[str, Any]]:
    """A list of tables; InputError for anything else."""
    if isinstance(value, list) and all(isinstance(item, dict) for item in value):
        return value
    raise InputError([Fault("", "not a scenario that the dashboard wrote; open it as a file instead")])


def flat(scenario: Scenario) -> Document:
    """A checked scenario as a document; checking its text gives the same scenario."""
    document: Document = {key: getattr(scenario, key) for key in TEXTS if getattr(scenario, key)}
    document |= {"place": scenario.place, "start": date(scenario.start), "end": date(scenario.end)}
    if scenario.sample != 1.0:
        document["sample"] = scenario.sample
    document |= {"world": {}, "rules": {}}
    for item in scenario.overrides:
        table, _, name = item.path.partition(".")
        ground = {"source": item.source} if item.source else {"assumption": item.assumption}
        document[table][name] = {"value": item.value, **ground}
    document["entries"] = []
    for revision in scenario.revisions:
        entry: dict[str, Any] = {}
        if isinstance(revision.change, Reform):
            entry["rule"] = revision.rule
        if revision.name != (revision.rule or "revise"):
            entry["name"] = revision.name
            if revision.name_zh != revision.name:
                entry["name_zh"] = revision.name_zh
        entry["start"] = date(revision.start)
        entry |= {key: date(month) for key in ("end", "announced") if (month := getattr(revision, key)) is not None}
        if revision.where.form() != "all":
            entry["where"] = revision.where.form()
        if isinstance(revision.change, Reform):
            known = declared(type(revision.change))
            entry |= {key: value for key, value in asdict(revision.change).items() if value != known[key].default}
        else:
            entry["set"] = dict(revision.change.fields)
        document["entries"].append(entry)
    return document


def date(month: int) -> Any:
    """A month as TOML's date."""
    import datetime

    return datetime.date.fromisoformat(first_day(month))


def written(document: Document) -> tuple[str, list[Path_]]:
    """The TOML text of a document, and for each of its lines what stands there."""
    lines: list[tuple[str, Path_]] = []
    for key in (*TEXTS, *RUN):
        if key in document:
            lines.append((f"{key} = {value(document[key])}", (key,)))
    for table in ("world", "rules"):
        if document.get(table):
            lines += [("", ()), (f"[{table}]", (table,))]
            lines += [(f"{value_key(name)} = {value(item)}", (table, name)) for name, item in document[table].items()]
    for number, entry in enumerate(document["entries"]):
        lines += [("", ()), (f"[[{'reform' if 'rule' in entry else 'revise'}]]", ("entries", number))]
        lines += [(f"{value_key(key)} = {value(item)}", ("entries", number, key)) for key, item in entry.items()]
    return "".join(line + "\n" for line, _ in lines), [path for _, path in lines]


def value(item: Any) -> str:
    """A value in one line of TOML."""
    return toml(item).replace("\x7f", "\\u007f")


def value_key(key: str) -> str:
    """A key as TOML has it."""
    return key if key.isascii() and key.replace("_", "").replace("-", "").isalnum() else value(key)


def at(fault: Fault, lines: Sequence[Path_]) -> Path_:
    """Where in the document a fault stands, by the line that it names."""
    parts = fault.where.rsplit(":", 2)
    if len(parts) == 3 and parts[1].isdecimal() and 0 < int(parts[1]) <= len(lines):
        return lines[int(parts[1]) - 1]
    return ()


def cleaned(fault: Fault, path: Path) -> Fault:
    """The fault without the name of the temporary file."""
    where = fault.where.replace(str(path), "").lstrip(":")
    return Fault(where and f"line {where.split(':')[0]}", fault.message.replace(str(path), path.name))


def edited(document: Document, path: Path_, new: Any) -> Document:
    """A copy with a value set, or the key dropped where `new` is None; KeyError or IndexError for a wrong path."""
    changed = copy.deepcopy(document)
    inner: Any = changed
    for key in path[:-1]:
        inner = inner[key]
    last = path[-1]
    if new is None:
        if isinstance(inner, list):
            del inner[int(last)]
        else:
            inner.pop(last, None)
    else:
        inner[last] = new
    return changed


def with_reform(document: Document, rule: str) -> Document:
    """A copy with a reform as enacted, in the place that its rule has in the list of all; KeyError if unknown."""
    order = list(found())
    kind = found()[rule]
    day = date_text(kind.enacted) if kind.enacted else document["start"]
    entry = {"rule": rule, "start": day, "announced": day}
    changed = copy.deepcopy(document)
    entries = changed["entries"]
    place = order.index(rule)
    later = [number for number, item in enumerate(entries) if order.index(item.get("rule", order[-1])) > place]
    entries.insert(later[0] if later else len(entries), entry)
    return changed


def date_text(text: str) -> Any:
    """A month's first day, or the text itself where it is none, for the check to refuse."""
    import datetime

    try:
        return datetime.date.fromisoformat(text)
    except ValueError:
        return text


def faults_by_path(faults: Sequence[tuple[Path_, Fault]]) -> Mapping[Path_, list[Fault]]:
    """Faults by where they stand."""
    grouped: dict[Path_, list[Fault]] = {}
    for path, fault in faults:
        grouped.setdefault(path, []).append(fault)
    return grouped
