"""What a page is made of: sections of paragraphs, points, tables and figures; and how numbers stand in its tables."""

from __future__ import annotations

import base64
import io
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from govsim.experiment.plausible import rests_on, visited
from govsim.measures import MEASURES
from govsim.report.overview import effect_text
from govsim.report.texts import Lang, text, titled
from govsim.report.units import Scale, decimals, plain, scale_of, signed

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

DOTS = 150
"""Dots an inch of the pictures."""

SHOWN = 96
"""Dots an inch at which they are shown, so that they stay sharp on fine screens and paper."""


@dataclass(frozen=True)
class Table:
    """Rows of texts; columns from `numbers` on are set right."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int = 1


@dataclass(frozen=True)
class Picture:
    """A figure inside the page, and what a reader who cannot see it is told."""

    source: str
    words: str
    width: int
    height: int


@dataclass(frozen=True)
class Section:
    """A part of the page; tables in `more` are folded away, and those without rows left out."""

    title: str
    paragraphs: Sequence[str] = ()
    points: Sequence[str] = ()
    tables: Sequence[Table] = ()
    figures: Sequence[Picture] = ()
    more_title: str = ""
    more: Sequence[Table] = ()
    code: Sequence[str] = ()


@dataclass(frozen=True)
class Page:
    """The page in one language."""

    title: str
    span: str
    question: Sequence[str]
    sections: Sequence[Section]


def picture(figure: Figure) -> Picture:
    """A figure as data in the page, described by its own title and note."""
    from govsim.report.style import styled

    opened = io.BytesIO()
    with styled():
        figure.savefig(opened, dpi=DOTS, format="png", metadata={"Software": "govsim"})
    width, height = (round(inches * SHOWN) for inches in figure.get_size_inches())
    data = base64.b64encode(opened.getvalue()).decode("ascii")
    words = ". ".join(item.get_text() for item in figure.texts[:2])
    return Picture(f"data:image/png;base64,{data}", words, width, height)


def level(value: float, unit: str, lang: Lang) -> str:
    """A value in the unit of its measure, with three digits."""
    if value != value:
        return "–"
    scale = scale_of(unit, abs(value), lang)
    shown = value * scale.factor
    places = max(0, 3 - len(f"{abs(shown):.0f}")) if shown else 0
    return plain(shown, places) + unit_after(unit, scale, lang)


def unit_after(unit: str, scale: Scale, lang: Lang) -> str:
    """The unit of a level as it follows its number."""
    words = scale.effect if unit == "0-1" else scale.level
    return words if lang == "zh" or words in ("", "%") else f" {words}"


def with_interval(row: pd.Series, column: str, unit: str, is_effect: bool, lang: Lang) -> str:
    """An effect or a level with the ends of its interval, columns `low` and `high`."""
    if is_effect:
        return effect_text(row.rename({column: "effect"}) if column != "effect" else row, unit, lang)
    value, low, high = (float(row[name]) for name in (column, "low", "high"))
    if value != value:
        return "–"
    scale = scale_of(unit, abs(value), lang)
    places = decimals(value * scale.factor, low * scale.factor, high * scale.factor)
    ends = f" [{plain(low * scale.factor, places)}, {plain(high * scale.factor, places)}]" if high > low else ""
    return plain(value * scale.factor, places) + unit_after(unit, scale, lang) + ends


def over_worlds(row: pd.Series, unit: str, lang: Lang) -> str:
    """The middle 90% of an effect over plausible worlds."""
    scale = scale_of(unit, abs(float(row["effect"])), lang)
    low, high = (float(row[name]) * scale.factor for name in ("worlds_low", "worlds_high"))
    if low != low:
        return "–"
    places = decimals(float(row["effect"]) * scale.factor, low, high)
    return f"{signed(low, places)} – {signed(high, places)}"


def interval_words(seeds: Sequence[int], among: int, lang: Lang, paired: bool = True) -> str:
    """What the intervals of a page show, of effects or, where nothing is `paired`, of means; or that it has none.

    `among` is how many plausible worlds those of the seeds are drawn from, 0 for none.
    """
    if rests_on(seeds, among) == 1:
        return text("page_no_interval", lang)
    if worlds := visited(seeds, among):
        return text("page_interval_worlds" if paired else "page_means_worlds", lang).format(worlds=worlds)
    return text("page_interval" if paired else "page_means", lang)


def caption(measure: str, horizon: str, lang: Lang) -> str:
    """A measure and the month of what is told of it."""
    return text("page_at", lang).format(what=titled(MEASURES[measure], lang), horizon=horizon)


def listed(names: Sequence[str], lang: Lang) -> str:
    """Names in a row."""
    return ("、" if lang == "zh" else ", ").join(names)


def noted(notes: dict[tuple[str, str], int], lang: Lang) -> list[str]:
    """What readers must know of the runs."""
    return [text("page_note", lang).format(note=words[lang == "zh"], runs=runs) for words, runs in notes.items()]
