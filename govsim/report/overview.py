"""The main result on one page, and cost beside outcome."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govsim.experiment.results import NEGLIGIBLE
from govsim.measures import MEASURES
from govsim.report.marks import draw_marks
from govsim.report.series import BANDED, draw_levels, note_of
from govsim.report.style import BASELINE, INK, colour, label_points, legend, new_figure, percent_axis, settle, styled
from govsim.report.texts import Lang, shows, text, titled
from govsim.report.units import decimals, plain, scale_of, signed

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from govsim.experiment.compare import Comparison

MAIN = (
    "attention_down", "admin_share", "wait_min", "takeup",
    "functional_coverage", "courtyard_condition", "orgs_active", "satisfaction",
)
"""From the street office through the window and the courtyard to what residents feel."""

COST = "programme_spending"
"""Measure of the cost beside the outcome."""


def row(comparison: Comparison, measure: str, scenario: str) -> pd.Series:
    """The row of `effects` of a measure and scenario."""
    table = comparison.effects
    return table[(table["measure"] == measure) & (table["scenario"] == scenario)].iloc[0]


def effect_text(found: pd.Series, unit: str, lang: Lang) -> str:
    """An effect with its unit and interval, short; what is nothing but rounding is 0."""
    scale = scale_of(unit, abs(float(found["effect"])), lang)
    effect, low, high = (float(found[name]) * scale.factor for name in ("effect", "low", "high"))
    if not np.isfinite(effect):
        return "–"
    space = "" if lang == "zh" else " "
    word = f"{space}{scale.effect}" if scale.effect else ""
    if np.nanmax(np.abs([effect, low, high])) < NEGLIGIBLE * scale.factor:
        return f"0{word}"
    places = decimals(effect, low, high)
    shown = signed(effect, places) + word
    return shown if not high > low else f"{shown} [{plain(low, places)}, {plain(high, places)}]"


def overview(comparison: Comparison, lang: Lang = "en") -> Figure:
    """Levels of the main measures, a panel each, with the paired effect of every scenario in words (up to three)."""
    worlds = (comparison.baseline, *comparison.scenarios)
    with styled():
        across = 4
        down = -(-len(MAIN) // across)
        bands = len(comparison.scenarios) <= BANDED
        shown = comparison.scenarios if bands else ()
        title = text("overview_title" if len(comparison.scenarios) == 1 else "overview_title_many", lang).format(
            scenario=titled(comparison.scenarios[0], lang), baseline=titled(comparison.baseline, lang)
        )
        note = text("overview_note" if bands else "overview_note_levels", lang).format(
            place=place_name(comparison, lang), levels=note_of("levels_note", comparison, bands, lang),
            horizon=comparison.horizon,
        )
        figure = new_figure(12.6, 0.86 + (2.55 + 0.17 * len(shown)) * down, title, note, lines=1)
        panels = figure.subplots(down, across, sharex=True, squeeze=False).ravel()
        for axes, measure in zip(panels, MAIN, strict=False):
            known = MEASURES[measure]
            scale = draw_levels(axes, comparison, measure, lang, labels=False)
            if scale.level == "%":
                percent_axis(axes)
            axes.margins(y=0.08)
            axes.set_title(titled(known, lang), pad=16 + 12.5 * len(shown))
            for line, world in enumerate(shown):
                axes.annotate(
                    effect_text(row(comparison, measure, world.name), known.unit, lang), (0.0, 1.0),
                    xytext=(0, 15 + 12.5 * (len(shown) - 1 - line)), xycoords="axes fraction", fontsize=9,
                    textcoords="offset points", color=colour(line),
                )
        figure.draw_without_rendering()
        for axes in panels[: len(MAIN)]:
            draw_marks(axes, comparison.scenarios, lang, inside=True)
        for axes in panels[len(MAIN):]:
            axes.set_visible(False)
        legend(figure, [
            (BASELINE if number < 0 else colour(number), titled(world, lang)) for number, world in enumerate(worlds, -1)
        ], 0.62, left=True)
        settle(figure)
    return figure


def place_name(comparison: Comparison, lang: Lang) -> str:
    """The district for readers."""
    from govsim.place import load_place

    return titled(load_place(comparison.baseline.place), lang)


def cost_outcome(comparison: Comparison, outcome: str, lang: Lang = "en") -> Figure:
    """Every scenario's effect on the programme's cost and on an outcome, both with their intervals."""
    found = {name: [row(comparison, name, world.name) for world in comparison.scenarios] for name in (COST, outcome)}
    unit = {
        name: scale_of(MEASURES[name].unit, max(abs(float(item["effect"])) for item in items), lang)
        for name, items in found.items()
    }
    with styled():
        note = text("cost_note", lang).format(
            baseline=titled(comparison.baseline, lang), runs=len(comparison.seeds), horizon=comparison.horizon
        ) + shows(len(comparison.seeds), comparison.worlds, lang)
        figure = new_figure(7.4, 5.0, text("cost_title", lang), note)
        axes = figure.add_subplot()
        axes.axhline(0.0, color=INK, linewidth=0.9)
        axes.axvline(0.0, color=INK, linewidth=0.9)
        axes.grid(axis="x", visible=True)
        points = []
        for number, (spent, got) in enumerate(zip(found[COST], found[outcome], strict=True)):
            x = [float(spent[key]) * unit[COST].factor for key in ("run_effect", "run_low", "run_high")]
            y = [float(got[key]) * unit[outcome].factor for key in ("effect", "low", "high")]
            axes.plot(x[1:], [y[0]] * 2, color=colour(number), alpha=0.45, linewidth=2.2)
            axes.plot([x[0]] * 2, y[1:], color=colour(number), alpha=0.45, linewidth=2.2)
            axes.plot(x[0], y[0], "o", color=colour(number), markersize=6.5)
            points.append((x[0], y[0]))
        axes.plot(0.0, 0.0, "o", color=BASELINE, markersize=6.5)
        for name, setter in ((COST, axes.set_xlabel), (outcome, axes.set_ylabel)):
            setter(text("effect_on", lang).format(
                measure=titled(MEASURES[name], lang), unit=unit[name].effect or "–"))
        axes.margins(x=0.12, y=0.12)
        figure.draw_without_rendering()
        worlds = (comparison.baseline, *comparison.scenarios)
        shades = [BASELINE, *(colour(number) for number in range(len(points)))]
        label_points(axes, [(0.0, 0.0), *points], [titled(world, lang) for world in worlds], shades)
        settle(figure)
    return figure
