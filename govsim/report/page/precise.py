"""The section of a page on the precision that was asked for."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import TYPE_CHECKING

from govsim.report.page.parts import Section, Table
from govsim.report.precise import MOST_ROWS, precision_rows, precision_sentence
from govsim.report.texts import Lang, text

if TYPE_CHECKING:
    import pandas as pd


def precision_sections(
    table: pd.DataFrame | None, lang: Lang, titles: Mapping[str, str], points: Sequence[str] = ()
) -> Iterator[Section]:
    """Whether it was reached, with its table; nothing where no precision was asked for."""
    if table is None:
        return
    headings, rows, numbers = precision_rows(table, lang, titles, points)
    title = text("precise_title", lang)
    more = [text("precise_more", lang).format(shown=MOST_ROWS, all=len(table))] if len(table) > MOST_ROWS else []
    yield Section(title, paragraphs=[precision_sentence(table, lang), text("precise_note", lang), *more],
                  tables=[Table(title, headings, rows, numbers)])
