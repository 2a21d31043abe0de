"""How precise the effects have become, and how many pairs that took."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from govsim.cli.output import print_table, print_text
from govsim.report.texts import Lang, text

if TYPE_CHECKING:
    import pandas as pd


def print_precision(
    table: pd.DataFrame, most: int, lang: Lang, titles: Mapping[str, str], points: Sequence[str] = ()
) -> None:
    """A sentence and a table; `most` is the number of pairs allowed, the others as in `precision_rows`."""
    from govsim.report.precise import MOST_ROWS, precision_rows, precision_sentence

    print_text(text("precise_title", lang), bold=True)
    print_text(precision_sentence(table, lang, most))
    headings, rows, numbers = precision_rows(table, lang, titles, points)
    print_table([heading.replace(" [", "\n[") for heading in headings], rows, range(numbers, len(headings) - 1))
    if len(table) > MOST_ROWS:
        print_text(text("precise_more", lang).format(shown=MOST_ROWS, all=len(table)))
    print_text(text("precise_note", lang))
    print_text()
