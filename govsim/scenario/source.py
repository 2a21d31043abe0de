"""Documents: the TOML text of a file, or of the command line's `--set`, with the place of every key."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from govsim.params import Fault, InputError, nearest
from govsim.scenario.locate import Path, positions
from govsim.scenario.show import cut_key, show, sound

MOST_BYTES = 1_000_000
"""A scenario is a page of text; anything longer is some other file."""

MOST_DOTS = 1_000
"""Most dots on a line: the time to read a dotted key grows with the square of its parts."""

SETTINGS = ("start", "end", "sample", "place", "without")
"""Keys that `--set` takes as they are; the others are world.NAME, rules.NAME and reform.NAME.KEY."""

COMMAND_LINE = "set on the command line"
"""The ground of a value that `--set` gives."""


@dataclass(frozen=True)
class Document:
    """A table of TOML and where its keys stand."""

    label: str
    folder: FilePath
    """What relative paths in it start from."""
    table: Mapping[str, Any]
    marks: Mapping[Path, str]
    """Where each key stands: "file:line:column" or "--set N"."""
    spoken: bool
    """Whether it comes from the command line."""

    def entry(self, *path: str | int) -> Entry:
        """The value at a path."""
        value: Any = self.table
        for key in path:
            value = value[key]
        return Entry(self, path, value)


@dataclass(frozen=True)
class Entry:
    """A value, where it was written and under which key."""

    document: Document
    path: Path
    value: Any

    def below(self, *path: str | int) -> Entry:
        """A value inside this one, as far as the path leads."""
        found = self
        for key in path:
            table = isinstance(found.value, dict) and key in found.value
            item = isinstance(found.value, list) and isinstance(key, int) and key < len(found.value)
            if not (table or item):
                break
            found = Entry(found.document, (*found.path, key), found.value[key])
        return found

    def fault(self, message: str, value: bool = True) -> Fault:
        """A fault of this value; `value=False` leaves the value out of the text."""
        shown = f" = {show(self.value)}" if value else ""
        return Fault(self.where(), f"{self.key()}{shown}: {message}")

    def where(self) -> str:
        """Location of the closest key that has one."""
        path = self.path
        while path and path not in self.document.marks:
            path = path[:-1]
        return self.document.marks.get(path, self.document.label)

    def key(self) -> str:
        """The key as a reader knows it: entries of an array of tables go by the rule they name."""
        parts: list[str] = []
        table: Any = self.document.table
        for number, key in enumerate(self.path):
            table = table[key]
            if isinstance(key, str):
                parts.append("reform" if self.document.spoken and (number, key) == (0, "change") else cut_key(key))
                continue
            name = table.get("rule", table.get("name")) if number == 1 and isinstance(table, dict) else None
            if isinstance(name, str) and name:
                parts.append(cut_key(name))
            else:
                parts[-1] += f"[{key + 1}]"
        return ".".join(parts)


def read_file(path: FilePath) -> Document:
    """The document of a file; InputError names the line where it is not UTF-8 or not TOML.

    Readers of the same text share its table, which nobody may change.
    """
    label = sound(str(path))
    try:
        with path.open("rb") as stream:
            raw = stream.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else str(error)
        raise InputError([Fault(label, f"the file cannot be read: {reason}")]) from error
    if len(raw) > MOST_BYTES:
        raise InputError([Fault(label, f"more than {MOST_BYTES:,} bytes: not a scenario")])
    table, marks = _read(raw, label)
    return Document(label, path.parent, table, marks, spoken=False)


@lru_cache(maxsize=32)
def _read(raw: bytes, label: str) -> tuple[Mapping[str, Any], Mapping[Path, str]]:
    """The table of a text and where its keys stand; a study reads the same scenarios at every point."""
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        raise InputError([Fault(f"{label}:{line}", "not UTF-8 text; save the file as UTF-8")]) from error
    table = _parse(text, label)
    return table, {key: f"{label}:{line}:{column}" for key, (line, column) in positions(text).items()}


def _parse(text: str, label: str) -> dict[str, Any]:
    try:
        if any(line.count(".") > MOST_DOTS for line in text.splitlines()):
            raise RecursionError
        return tomllib.loads(text)
    except RecursionError as error:
        raise InputError([Fault(label, "not TOML that can be read: nested too deeply")]) from error
    except ValueError as error:
        message = str(error)
        at = re.search(r"\s*\(at (?:line (\d+), column (\d+)|end of document)\)", message)
        if at is None:
            raise InputError([Fault(label, f"not TOML: {message[:200]}")]) from error
        line, column = at.groups() if at.group(1) else (str(text.count("\n") + 1), "1")
        raise InputError([Fault(f"{label}:{line}:{column}", f"not TOML: {message[: at.start()]}")]) from error


def read_sets(sets: Sequence[str]) -> Document:
    """The document of `--set PATH=VALUE` options; InputError has every option that cannot be read.

    `world.NAME`, `rules.NAME` and `reform.NAME.KEY` are marked as assumptions of the command line; NAME of a
    reform is the name of a rule, of one entry, or of a bundle. A later option wins.
    """
    table: dict[str, Any] = {}
    marks: dict[Path, str] = {}
    faults: list[Fault] = []
    for number, text in enumerate(sets, 1):
        label = f"--set {number}"
        key, equals, written = text.partition("=")
        parts = [part.strip() for part in key.split(".")]
        path = _set_path(parts)
        if not equals:
            faults.append(Fault(label, f"{show(text)}: write PATH=VALUE, as in world.loss_aversion=1.8"))
        elif path is None:
            known = [*SETTINGS, "world", "rules", "reform"]
            hint = nearest(parts[0], known) if parts[0] not in known else ""
            shown = ".".join(map(cut_key, parts))
            allowed = f"{', '.join(SETTINGS)}, world.NAME, rules.NAME, reform.NAME.KEY"
            faults.append(Fault(label, f"{shown}: unknown path; allowed are {allowed}{hint}"))
        else:
            value = _bare(written.strip())
            if path[0] in ("world", "rules") and not isinstance(value, dict):
                value = {"value": value, "assumption": COMMAND_LINE}
            inner = table
            for depth, part in enumerate(path[:-1], 1):
                inner = inner.setdefault(part, {})
                marks[path[:depth]] = label
            inner[path[-1]] = value
            marks[path] = label
    if faults:
        raise InputError(faults)
    return Document("--set", FilePath(), table, marks, spoken=True)


def _set_path(parts: list[str]) -> tuple[str, ...] | None:
    """Where the parts of a `--set` key stand in a scenario table; None where they stand nowhere."""
    if not all(parts):
        return None
    if len(parts) == 1 and parts[0] in SETTINGS:
        return tuple(parts)
    if len(parts) == 2 and parts[0] in ("world", "rules"):
        return tuple(parts)
    if len(parts) == 3 and parts[0] == "reform":
        return ("change", *parts[1:])
    return None


def _bare(written: str) -> Any:
    """A value as TOML reads it; what TOML does not read is a string of that text."""
    try:
        read = tomllib.loads(f"value = {written}")
    except (ValueError, RecursionError):
        return written
    return read["value"] if len(read) == 1 else written


def in_order(faults: Iterable[Fault]) -> list[Fault]:
    """Faults file by file and down each file, each once."""
    faults = list(dict.fromkeys(faults))
    files: dict[str, int] = {}

    def key(fault: Fault) -> tuple[int, ...]:
        where = re.fullmatch(r"(.*?)(?::(\d+))?(?::(\d+))?", fault.where, re.DOTALL)
        assert where is not None
        name, line, column = where.groups()
        return files.setdefault(name, len(files)), int(line or 0), int(column or 0)

    return sorted(faults, key=key)
