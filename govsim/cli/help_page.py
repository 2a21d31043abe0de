"""Help pages of commands as terminals show them, where a Chinese character takes two columns."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator

import click

BOUND = re.compile(r"[^\s，。、；：！？）”》]")
"""What may begin a line: neither a space nor a Chinese sign that ends something."""


class HelpPage(click.HelpFormatter):
    """Click's help page with columns and lines counted as terminals show them."""

    def write_text(self, text: str) -> None:
        """A paragraph."""
        margin = " " * self.current_indent
        self.write("".join(f"{margin}{line}\n" for line in wrapped(text, self.width - self.current_indent)))

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        """Terms and what they mean in two columns; a long term stands on a line of its own."""
        given = list(rows)
        column = min(max((columns(term) for term, _ in given), default=0), col_max) + col_spacing
        start = self.current_indent + column
        for term, text in given:
            lines = list(wrapped(text, max(self.width - start, 10))) or [""]
            room = column - columns(term)
            first = f"{' ' * room}{lines[0]}" if room >= col_spacing else f"\n{' ' * start}{lines[0]}"
            self.write("\n".join([
                f"{' ' * self.current_indent}{term}{first}", *(f"{' ' * start}{line}" for line in lines[1:])]) + "\n")


def wrapped(text: str, width: int) -> Iterator[str]:
    """Lines of at most `width` columns; words stay whole, Chinese may break anywhere but before a closing sign.

    >>> list(wrapped("用 --all 显示全部指标。", 13)), list(wrapped("Print JSON and nothing else.", 14))
    (['用 --all 显示', '全部指标。'], ['Print JSON and', 'nothing else.'])
    """
    line = ""
    for piece in re.findall(r"\s+|[（“《]*(?:[!-~]+|.)[，。、；：！？）”》]*", text):
        if line and columns(line) + columns(piece) > width and BOUND.match(piece):
            yield line.rstrip()
            line = ""
        line += piece if line or not piece.isspace() else ""
    if line.strip():
        yield line.rstrip()


def columns(text: str) -> int:
    """How many columns of a terminal a text takes.

    >>> columns("--set 路径=值"), columns("--set")
    (13, 5)
    """
    return sum(2 if unicodedata.east_asian_width(letter) in "WF" else 1 for letter in text)
