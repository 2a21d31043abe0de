"""Figures over time: levels with their reforms, paired differences, formal beside functional."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.measures import MEASURES
from govsim.report.marks import draw_marks
from govsim.report.style import (
    BASELINE,
    INK,
    LONG,
    colour,
    dashes,
    legend,
    new_figure,
    percent_axis,
    settle,
    spread,
    styled,
    time_axis,
    year,
)
from govsim.report.texts import Lang, shows, text, titled
from govsim.report.units import Scale, scale_of, with_unit

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from govsim.experiment.compare import Comparison
    from govsim.scenario import Scenario

LABEL = 9.0
"""Size of the names at the ends of lines, in points."""

BANDED = 3
"""With more scenarios than this, bands would hide one another: medians only."""


def worlds_of(comparison: Comparison) -> tuple[Scenario, ...]:
    """The baseline, then the scenarios."""
    return (comparison.baseline, *comparison.scenarios)


def rows(comparison: Comparison, measure: str, scenario: str, quantity: str) -> pd.DataFrame:
    """Quantiles by month of one measure in one scenario."""
    table = comparison.by_month
    chosen = (table["measure"] == measure) & (table["scenario"] == scenario) & (table["quantity"] == quantity)
    return table[chosen].sort_values("month")


def scale_of_rows(measure: str, tables: Sequence[pd.DataFrame], lang: Lang) -> Scale:
    """How to show the numbers of these tables."""
    largest = max((float(np.nanmax(np.abs(table["q50"]), initial=0.0)) for table in tables), default=0.0)
    return scale_of(MEASURES[measure].unit, largest, lang)


def draw_band(axes: Axes, table: pd.DataFrame, factor: float, shade: str, bands: bool, style: str = "-") -> None:
    """Median line and, when asked for, the 50% and 90% bands."""
    at = [year(month) for month in table["month"]]
    shown = {name: table[name].to_numpy() * factor for name in ("q05", "q25", "q50", "q75", "q95")}
    if bands:
        axes.fill_between(at, shown["q05"], shown["q95"], color=shade, alpha=0.13, linewidth=0)
        axes.fill_between(at, shown["q25"], shown["q75"], color=shade, alpha=0.22, linewidth=0)
    axes.plot(at, shown["q50"], color=shade, linestyle=style)


def rise_from_zero(axes: Axes, below: float = 0.05) -> None:
    """Where everything drawn is 0, an axis to 1 of what is shown; by itself it would show hundredths of nothing."""
    low, high = axes.dataLim.intervaly
    if low == high == 0.0:
        axes.set_ylim(-below, 1.0)


def label_ends(axes: Axes, ends: Sequence[tuple[float, str, str]]) -> None:
    """Names at the right end of lines, moved apart where they would touch; ends are (height, name, colour)."""
    known = [end for end in ends if np.isfinite(end[0])]
    low, high = axes.get_ylim()
    figure = axes.get_figure()
    inches = figure.get_figheight() * axes.get_position().height  # type: ignore[union-attr]
    heights = spread([end[0] for end in known], (high - low) * LABEL * 1.3 / 72 / inches)
    for height, (_, name, shade) in zip(heights, known, strict=True):
        axes.annotate(
            name, (1.0, height), xytext=(5, 0), xycoords=("axes fraction", "data"), textcoords="offset points",
            color=shade, fontsize=LABEL, va="center", annotation_clip=False,
        )


def note_of(key: str, comparison: Comparison, bands: bool, lang: Lang) -> str:
    """The line below the title, by what is drawn."""
    end = "_one" if len(comparison.seeds) == 1 else "" if bands else "_lines"
    several = shows(len(comparison.seeds), comparison.worlds, lang)
    return text(key + end, lang).format(runs=len(comparison.seeds)) + several


def draw_levels(axes: Axes, comparison: Comparison, measure: str, lang: Lang, labels: bool = True) -> Scale:
    """Baseline and scenarios in one panel; how its numbers are shown."""
    worlds = worlds_of(comparison)
    tables = [rows(comparison, measure, world.name, "level") for world in worlds]
    scale = scale_of_rows(measure, tables, lang)
    bands = len(comparison.scenarios) <= BANDED and len(comparison.seeds) > 1
    shades = [BASELINE, *(colour(number) for number in range(len(comparison.scenarios)))]
    styles = ["-", *(dashes(number) for number in range(len(comparison.scenarios)))]
    for table, shade, style in zip(tables, shades, styles, strict=True):
        draw_band(axes, table, scale.factor, shade, bands, style)
    months = tuple(tables[0]["month"])
    time_axis(axes, months, most=9 if labels or len(months) >= LONG else 3)
    rise_from_zero(axes)
    if labels:
        ends = [float(table["q50"].iloc[-1]) * scale.factor for table in tables]
        names = [titled(world, lang) for world in worlds]
        axes.figure.draw_without_rendering()  # type: ignore[union-attr]
        label_ends(axes, list(zip(ends, names, shades, strict=True)))
    return scale


def levels(comparison: Comparison, measure: str, lang: Lang = "en") -> Figure:
    """Fan chart: a measure in the baseline and the scenarios, with the months in which reforms begin."""
    with styled():
        bands = len(comparison.scenarios) <= BANDED
        known = MEASURES[measure]
        tables = [rows(comparison, measure, world.name, "level") for world in worlds_of(comparison)]
        scale = scale_of_rows(measure, tables, lang)
        note = with_unit(scale.level, note_of("levels_note", comparison, bands, lang), lang)
        figure = new_figure(8.2, 4.4, titled(known, lang), note)
        axes = figure.add_subplot()
        draw_levels(axes, comparison, measure, lang)
        if scale.level == "%":
            percent_axis(axes)
        draw_marks(axes, comparison.scenarios, lang)
        settle(figure)
    return figure


def difference(comparison: Comparison, measure: str, lang: Lang = "en") -> Figure:
    """Paired difference of every scenario from the baseline, month by month."""
    with styled():
        bands = len(comparison.scenarios) <= BANDED
        title = text("difference_title", lang).format(
            measure=titled(MEASURES[measure], lang), baseline=titled(comparison.baseline, lang)
        )
        tables = [rows(comparison, measure, world.name, "effect") for world in comparison.scenarios]
        scale = scale_of_rows(measure, tables, lang)
        note = with_unit(scale.effect, note_of("difference_note", comparison, bands, lang), lang)
        figure = new_figure(8.2, 4.4, title, note)
        axes = figure.add_subplot()
        axes.axhline(0.0, color=INK, linewidth=0.9)
        for number, table in enumerate(tables):
            shown = bands and len(comparison.seeds) > 1
            draw_band(axes, table, scale.factor, colour(number), shown, dashes(number))
        time_axis(axes, tuple(tables[0]["month"]))
        rise_from_zero(axes, below=1.0)
        figure.draw_without_rendering()
        label_ends(axes, [
            (float(table["q50"].iloc[-1]) * scale.factor, titled(world, lang), colour(number))
            for number, (table, world) in enumerate(zip(tables, comparison.scenarios, strict=True))
        ])
        draw_marks(axes, comparison.scenarios, lang)
        settle(figure)
    return figure


def formal_functional(comparison: Comparison, lang: Lang = "en") -> Figure:
    """Bodies that exist beside bodies that work, a panel a world; the gap between them is shaded."""
    worlds = worlds_of(comparison)
    with styled():
        across = min(len(worlds), 4)
        down = -(-len(worlds) // across)
        note = text("formal_note", lang).format(runs=len(comparison.seeds))
        figure = new_figure(max(3.4 * across, 7.0), 0.62 + 3.0 * down, text("formal_title", lang), note)
        panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).ravel()
        for axes, world in zip(panels, worlds, strict=False):
            above, below = (
                rows(comparison, f"{name}_coverage", world.name, "level") for name in ("formal", "functional")
            )
            scale = scale_of("share", 1.0, lang)
            at = [year(month) for month in above["month"]]
            top, bottom = (table["q50"].to_numpy() * scale.factor for table in (above, below))
            axes.fill_between(at, bottom, top, where=top > bottom, color=colour(1), alpha=0.14, linewidth=0)
            axes.plot(at, top, color=colour(1))
            axes.plot(at, bottom, color=colour(0))
            time_axis(axes, tuple(above["month"]), most=5)
            axes.set_ylim(-0.02 * scale.factor, 1.02 * scale.factor)
            axes.set_title(titled(world, lang), pad=16)
            percent_axis(axes)
            figure.draw_without_rendering()
            draw_marks(axes, [world], lang, inside=True)
        legend(figure, [(colour(1), text("formal", lang)), (colour(0), text("functional", lang))], 0.17)
        for axes in panels[len(worlds) :]:
            axes.set_visible(False)
        settle(figure)
    return figure
