"""Tables and settings from files that people edit: every cell checked, every fault with file and line.

A file may hold any bytes; whatever is wrong with it becomes a `Fault`, never another error.
"""

from __future__ import annotations

import csv
import math
import re
import tomllib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from govsim.params import Fault, nearest

MOST_BYTES = 5_000_000
"""A place's table is at most a few thousand lines; anything longer is some other file."""

LONGEST = 200
"""Characters that a cell may hold."""

Column = Callable[[str], Any]
"""Turns the text of a cell into a value, or raises ValueError that says what is allowed."""


def text(cell: str) -> str:
    """Any text that can be shown, not empty."""
    if not cell or len(cell) > LONGEST or not cell.isprintable():
        raise ValueError(f"must be 1 to {LONGEST} printable characters")
    return cell


def identifier(cell: str) -> str:
    """A letter, then letters, digits or `_`, all ASCII."""
    if not re.fullmatch(r"[A-Za-z][A-Za-z0-9_]{0,59}", cell, re.ASCII):
        raise ValueError("must be a name of up to 60 ASCII letters, digits and _, beginning with a letter")
    return cell


def truth(cell: str) -> bool:
    """`true` or `false`."""
    if cell not in ("true", "false"):
        raise ValueError("must be true or false")
    return cell == "true"


def whole(least: int, most: int = 50_000_000) -> Column:
    """Whole numbers in a range."""

    def read(cell: str) -> int:
        if not re.fullmatch(r"[0-9]{1,9}", cell, re.ASCII) or not least <= int(cell) <= most:
            raise ValueError(f"must be a whole number from {least} to {most}")
        return int(cell)

    return read


def bound(low: float, high: float) -> Column:
    """Numbers in a range."""

    def read(cell: str) -> float:
        number = re.fullmatch(r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?([eE][+-]?[0-9]{1,2})?", cell, re.ASCII)
        value = float(cell) if number else math.nan
        if not low <= value <= high:
            raise ValueError(f"must be a number from {low:g} to {high:g}")
        return value

    return read


share = bound(0, 1)
"""Proportions."""


@dataclass(frozen=True)
class Row:
    """A line of a table."""

    where: str
    """File and line."""
    values: Mapping[str, Any]

    def __getitem__(self, column: str) -> Any:
        return self.values[column]

    def fault(self, column: str, message: str, faults: list[Fault]) -> None:
        """Note a fault in a cell of this row (of the row as such where `column` is empty)."""
        faults.append(Fault(self.where, f"{column}: {message}" if column else message))


def read_table(path: Path, columns: Mapping[str, Column], faults: list[Fault]) -> list[Row] | None:
    """The rows of a CSV file with exactly these columns in any order; None where faults were added."""
    before = len(faults)
    content = _content(path, faults)
    if content is None:
        return None
    lines: list[tuple[int, list[str]]] = []
    reader = csv.reader((f"{line}\n" for line in content.split("\n")), strict=True)
    try:
        while (cells := next(reader, None)) is not None:
            lines.append((reader.line_num, cells))
    except csv.Error as error:
        faults.append(Fault(f"{path}:{max(1, reader.line_num)}", f"cannot be read as CSV: {error}"))
        return None
    if not lines:
        faults.append(Fault(f"{path}:1", "is empty; the first line must name the columns"))
        return None
    header = [cell.strip() for cell in lines[0][1]]
    _check_header(f"{path}:1", header, columns, faults)
    if len(faults) > before:
        return None
    rows = []
    for number, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        row = Row(f"{path}:{number}", {})
        if len(cells) != len(header):
            row.fault("", f"has {len(cells)} cells, the header names {len(header)} columns", faults)
            continue
        values = {}
        for name, cell in zip(header, cells, strict=True):
            try:
                values[name] = columns[name](cell.strip())
            except ValueError as error:
                row.fault(name, f"{error}, not {_show(cell)}", faults)
        rows.append(Row(row.where, values))
    if not rows and len(faults) == before:
        faults.append(Fault(f"{path}:1", "has a header and no rows"))
    return rows if len(faults) == before else None


@dataclass(frozen=True)
class Settings:
    """A TOML file's values and the line on which each stands, keys dotted."""

    path: Path
    values: Mapping[str, Any]
    lines: Mapping[str, int]

    def where(self, key: str) -> str:
        """File and line of a key."""
        return f"{self.path}:{self.lines.get(key, 1)}"

    def table(self, name: str) -> dict[str, Any]:
        """The values below a key."""
        return {key.removeprefix(f"{name}."): value for key, value in self.values.items() if key.startswith(f"{name}.")}


def read_settings(
    path: Path, needed: Mapping[str, type], open_tables: Iterable[str], faults: list[Fault]
) -> Settings | None:
    """A TOML file of the keys `needed` (dotted) and of `open_tables`, which hold a text under any key; None where
    faults were added."""
    before = len(faults)
    content = _content(path, faults)
    if content is None:
        return None
    try:
        loaded = tomllib.loads(content)
    except (ValueError, RecursionError) as error:
        line = re.search(r"line (\d+)", str(error))
        faults.append(Fault(f"{path}:{line[1] if line else 1}", f"cannot be read as TOML: {error}"))
        return None
    values: dict[str, Any] = {}
    for key, value in loaded.items():
        below = {f"{key}.{name}": item for name, item in value.items()} if isinstance(value, dict) else {key: value}
        values.update(below)
    found = Settings(path, values, _lines(content))
    tables = tuple(f"{name}." for name in open_tables)
    for key, value in values.items():
        kind = str if key.startswith(tables) else needed.get(key)
        if kind is None:
            faults.append(Fault(found.where(key), f"{_show(key)}: unknown setting{nearest(key, needed)}"))
        elif type(value) is not kind or (isinstance(value, str) and not (value and value.isprintable())):
            allowed = "a text that can be shown" if kind is str else "a whole number"
            faults.append(Fault(found.where(key), f"{_show(key)}: must be {allowed}, not {_show(value)}"))
    faults.extend(Fault(f"{path}:1", f"{key} is missing") for key in needed if key not in values)
    return found if len(faults) == before else None


def _content(path: Path, faults: list[Fault]) -> str | None:
    """The text of a file of acceptable length."""
    try:
        with path.open("rb") as file:
            raw = file.read(MOST_BYTES + 1)
    except (OSError, ValueError) as error:
        reason = "is missing" if isinstance(error, FileNotFoundError) else f"cannot be read: {error}"
        faults.append(Fault(str(path), reason))
        return None
    if len(raw) > MOST_BYTES:
        faults.append(Fault(str(path), f"is longer than {MOST_BYTES:,} bytes"))
        return None
    try:
        # spreadsheet programs begin UTF-8 files with a byte order mark
        content = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = raw.count(b"\n", 0, error.start) + 1
        faults.append(Fault(f"{path}:{line}", "is not UTF-8 text"))
        return None
    return content.replace("\r\n", "\n")


def _check_header(where: str, header: list[str], columns: Mapping[str, Column], faults: list[Fault]) -> None:
    for name in columns:
        if name not in header:
            faults.append(Fault(where, f"column {name!r} is missing"))
    for index, name in enumerate(header):
        if name not in columns:
            faults.append(Fault(where, f"{_show(name)}: unknown column{nearest(name[:LONGEST], columns)}"))
        elif name in header[:index]:
            faults.append(Fault(where, f"column {name!r} occurs twice"))


def _lines(content: str) -> dict[str, int]:
    """The line of each dotted key of a flat TOML text (the first where a key could stand more than once)."""
    lines: dict[str, int] = {}
    section = ""
    for number, line in enumerate(content.split("\n"), start=1):
        if heading := re.match(r"\s*\[\s*([\w.-]+)\s*\]", line):
            section = f"{heading[1]}."
            lines.setdefault(heading[1], number)
        elif key := re.match(r"\s*([\w.-]+)\s*=", line):
            lines.setdefault(section + key[1], number)
    return lines


def _show(value: object) -> str:
    """A value in a message, cut to a length that fits a line."""
    try:
        shown = repr(value)
    except ValueError:
        # a whole number of too many digits
        shown = "a huge number"
    return shown if len(shown) <= 60 else shown[:57] + "..."
