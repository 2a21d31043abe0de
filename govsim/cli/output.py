"""Tables and texts on the terminal."""

from __future__ import annotations

import json
import shutil
import sys
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from rich.console import Console

WIDE = 240
"""Width of output that no terminal shows: nothing is folded."""

BETWEEN = 3
"""Cells from one column of a table to the next."""


def console() -> Console:
    """Where results are printed."""
    from rich.console import Console

    width = None if sys.stdout.isatty() else max(WIDE, shutil.get_terminal_size((WIDE, 24)).columns)
    return Console(file=sys.stdout, width=width, highlight=False, markup=False, emoji=False, soft_wrap=False)


def print_table(
    headings: Sequence[str], rows: Iterable[Sequence[str]], numbers: Iterable[int] = (), title: str = ""
) -> None:
    """A table; columns listed in `numbers` are set right.

    Headings are broken where they say so, and elsewhere only on a terminal that is narrower than all of them.
    """
    from rich import box
    from rich.cells import cell_len
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, title=title or None, title_justify="left", pad_edge=False, title_style="bold")
    right, shown_on = set(numbers), console()
    least = [max(map(cell_len, heading.split("\n"))) for heading in headings]
    fit = sum(least) + BETWEEN * len(least) <= shown_on.width
    for number, heading in enumerate(headings):
        side: Literal["left", "right"] = "right" if number in right else "left"
        table.add_column(Text(heading), justify=side, overflow="fold", vertical="top",
                         min_width=least[number] if fit else None)
    for row in rows:
        table.add_row(*(Text(cell) for cell in row))
    shown_on.print(table)


def print_text(text: str = "", bold: bool = False) -> None:
    """A paragraph."""
    from rich.text import Text

    console().print(Text(text, style="bold" if bold else ""))


def print_json(content: Any) -> None:
    """JSON and nothing else."""
    print(json.dumps(content, indent=2, ensure_ascii=False))
