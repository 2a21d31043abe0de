"""Where each key of a TOML text stands, so that a fault can name its line and column.

`tomllib` checks and reads the text; it keeps no positions. `positions` walks a text that tomllib has
already accepted, so it need not check anything: it only steps over strings, comments, arrays and
inline tables and notes where every key begins.
"""

from __future__ import annotations

import tomllib
from typing import Final

Path = tuple[str | int, ...]
"""Keys and list indices that lead to a value: ("reform", 2, "days")."""

DEEPEST = 12
"""Keys below this depth go by the place of the one above them: no scenario nests as far."""

_BLANK: Final = " \t\n\r"
_BARE_END: Final = ",]}#\n\r"


def positions(text: str) -> dict[Path, tuple[int, int]]:
    """Line and column (both from 1, in characters) of every key and list item of a valid TOML text."""
    return _Walk(text).document()


class _Walk:
    """One pass over a text; `at` is the offset of the next character."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self.line = 1
        self.line_start = 0
        self.counted = 0
        self.found: dict[Path, tuple[int, int]] = {}
        self.tables: dict[Path, int] = {}
        """Arrays of tables: how many tables each has so far."""

    def document(self) -> dict[Path, tuple[int, int]]:
        prefix: Path = ()
        while True:
            self.skip_blank()
            if self.at >= len(self.text):
                return self.found
            if self.text[self.at] == "[":
                prefix = self.header()
            else:
                self.pair(prefix)

    def here(self) -> tuple[int, int]:
        """Line and column of the next character; offsets only ever grow, so lines are counted once."""
        newlines = self.text.count("\n", self.counted, self.at)
        if newlines:
            self.line += newlines
            self.line_start = self.text.rindex("\n", self.counted, self.at) + 1
        self.counted = self.at
        return self.line, self.at - self.line_start + 1

    def skip_blank(self) -> None:
        """Step over white space and comments."""
        while self.at < len(self.text):
            if self.text[self.at] in _BLANK:
                self.at += 1
            elif self.text[self.at] == "#":
                end = self.text.find("\n", self.at)
                self.at = len(self.text) if end < 0 else end
            else:
                return

    def header(self) -> Path:
        """`[a.b]` or `[[a.b]]`: the path that the following keys hang from."""
        many = self.text.startswith("[[", self.at)
        self.at += 2 if many else 1
        self.skip_blank()
        start = self.here()
        keys = self.keys()
        self.skip_blank()
        self.at += 2 if many else 1
        path: Path = ()
        for number, key in enumerate(keys):
            path = _below(path, key)
            last = number == len(keys) - 1
            self.found.setdefault(path, start)
            if last and many:
                self.tables[path] = self.tables.get(path, 0) + 1
            if path in self.tables:
                path = _below(path, self.tables[path] - 1)
                self.found.setdefault(path, start)
        return path

    def pair(self, prefix: Path) -> None:
        """`key = value`."""
        start = self.here()
        path = prefix
        for key in self.keys():
            path = _below(path, key)
            self.found.setdefault(path, start)
        self.skip_blank()
        self.at += 1
        self.skip_blank()
        self.value(path)

    def keys(self) -> list[str]:
        """The parts of a dotted key; stops at what follows it."""
        parts = []
        while True:
            start = self.at
            if self.text[start] in "'\"":
                self.string()
                parts.append(next(iter(tomllib.loads(f"{self.text[start:self.at]} = 0"))))
            else:
                while self.at < len(self.text) and (self.text[self.at].isalnum() or self.text[self.at] in "_-"):
                    self.at += 1
                parts.append(self.text[start : self.at])
            self.skip_blank()
            if self.text[self.at] != ".":
                return parts
            self.at += 1
            self.skip_blank()

    def value(self, path: Path) -> None:
        """Step over one value, noting the keys inside inline tables and the items of lists."""
        first = self.text[self.at]
        if first in "'\"":
            self.string()
        elif first in "[{":
            close = "]" if first == "[" else "}"
            self.at += 1
            number = 0
            self.skip_blank()
            while self.text[self.at] != close:
                if first == "[":
                    item = _below(path, number)
                    self.found.setdefault(item, self.here())
                    self.value(item)
                    number += 1
                else:
                    self.pair(path)
                self.skip_blank()
                if self.text[self.at] == ",":
                    self.at += 1
                    self.skip_blank()
            self.at += 1
        else:
            while self.at < len(self.text) and self.text[self.at] not in _BARE_END:
                self.at += 1

    def string(self) -> None:
        """Step over a string of any of the four kinds."""
        quote = self.text[self.at]
        if self.text.startswith(quote * 3, self.at):
            self.at += 3
            while not self.text.startswith(quote * 3, self.at):
                self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
            self.at += 3
            # up to two more quotes may belong to the string's end
            while self.at < len(self.text) and self.text[self.at] == quote:
                self.at += 1
            return
        self.at += 1
        while self.text[self.at] != quote:
            self.at += 2 if quote == '"' and self.text[self.at] == "\\" else 1
        self.at += 1


def _below(path: Path, key: str | int) -> Path:
    return (*path, key) if len(path) < DEEPEST else path
