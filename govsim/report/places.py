"""Figures by street and resident group: small multiples over time, winners and losers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

import numpy as np

from govsim.measures import MEASURES
from govsim.report.marks import draw_marks
from govsim.report.style import (
    FAINT,
    GAIN,
    INK,
    LOSS,
    SOFT,
    legend,
    new_figure,
    settle,
    styled,
    time_axis,
    year,
)
from govsim.report.texts import TEXTS, Lang, shows, text, titled
from govsim.report.units import scale_of, with_unit

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from govsim.experiment.compare import Comparison
    from govsim.scenario import Scenario

VERDICT = {"gains": GAIN, "loses": LOSS, "unclear": "#9aa5b1", "": INK}
"""Colour of who gains, who loses, of what is not clear and of measures without a better direction."""


def unit_names(comparison: Comparison, lang: Lang) -> Mapping[str, str]:
    """Streets and resident groups for readers, by their identifiers."""
    return names_in(comparison.baseline.place, lang)


def names_in(place_name: str, lang: Lang) -> Mapping[str, str]:
    """The same for a place by its name."""
    from govsim.place import load_place

    place = load_place(place_name)
    names = {street.name: street.name_zh if lang == "zh" else street.name for street in place.streets}
    names |= {f"kind:{kind.kind}": kind.title_zh if lang == "zh" else kind.title for kind in place.kinds}
    return names | {unit: text(unit, lang) for unit in TEXTS if ":" in unit}


def by_street(comparison: Comparison, measure: str, scenario: Scenario, lang: Lang = "en") -> Figure:
    """Paired effect over time, a panel a street, the others in grey behind; sorted by the last month."""
    table = comparison.street_months
    table = table[(table["measure"] == measure) & (table["scenario"] == scenario.name)]
    parts = {str(street): part.sort_values("month") for street, part in table.groupby("street", sort=False)}
    order = sorted(parts, key=lambda street: -np.nan_to_num(parts[street]["effect"].iloc[-1]))
    names = unit_names(comparison, lang)
    known = MEASURES[measure]
    scale = scale_of(known.unit, float(np.nanmax(np.abs(table["effect"]), initial=0.0)), lang)
    found = comparison.winners
    found = found[(found["measure"] == measure) & (found["scenario"] == scenario.name) & (found["level"] == "street")]
    verdicts = dict(zip(found["unit"], found["verdict"], strict=True))
    across = 4
    down = -(-len(order) // across)
    with styled():
        title = text("streets_title", lang).format(
            measure=titled(known, lang), scenario=titled(scenario, lang), baseline=titled(comparison.baseline, lang)
        )
        note = text("streets_note", lang).format(runs=len(comparison.seeds))
        note = with_unit(scale.effect, note + shows(len(comparison.seeds), comparison.worlds, lang), lang)
        figure = new_figure(9.6, 0.62 + 1.65 * down, title, note)
        panels = figure.subplots(down, across, sharex=True, sharey=True, squeeze=False).ravel()
        for axes, street in zip(panels, order, strict=False):
            for part in parts.values():
                axes.plot([year(month) for month in part["month"]], part["effect"] * scale.factor, color=FAINT, lw=0.7)
            part = parts[street]
            at = [year(month) for month in part["month"]]
            shade = VERDICT[verdicts[street]]
            axes.fill_between(at, part["q05"] * scale.factor, part["q95"] * scale.factor, color=shade, alpha=0.18, lw=0)
            axes.plot(at, part["effect"] * scale.factor, color=shade, lw=1.6)
            axes.axhline(0.0, color=SOFT, linewidth=0.7)
            axes.set_title(names[street], fontsize=9.5, pad=3)
            time_axis(axes, tuple(part["month"]), most=4)
            draw_marks(axes, [scenario], lang, labels=False)
        for axes in panels[len(order) :]:
            axes.set_visible(False)
        _verdict_legend(figure, found, lang)
        settle(figure)
    return figure


def winners(comparison: Comparison, measure: str, scenario: Scenario, lang: Lang = "en") -> Figure:
    """Effect at the horizon with its interval, by street and by resident group; colour says who gains."""
    table = comparison.winners
    table = table[(table["measure"] == measure) & (table["scenario"] == scenario.name)]
    known = MEASURES[measure]
    scale = scale_of(known.unit, float(np.nanmax(np.abs(table["effect"]), initial=0.0)), lang)
    sides = [level for level in ("street", "group") if (table["level"] == level).any()]
    with styled():
        most = max(int((table["level"] == side).sum()) for side in sides)
        note = text("winners_note", lang).format(
            scenario=titled(scenario, lang), baseline=titled(comparison.baseline, lang), horizon=comparison.horizon,
            runs=len(comparison.seeds),
        ) + shows(len(comparison.seeds), comparison.worlds, lang)
        title = text("winners_title", lang).format(measure=titled(known, lang))
        figure = new_figure(4.8 * len(sides), 1.5 + 0.25 * most, title, note)
        panels = figure.subplots(1, len(sides), sharex=True, squeeze=False).ravel()
        names = unit_names(comparison, lang)
        for axes, side in zip(panels, sides, strict=True):
            part = table[table["level"] == side]
            _dots(axes, part, [names[unit] for unit in part["unit"]], scale.factor, most)
            axes.set_title(text("streets" if side == "street" else "groups", lang))
            axes.set_xlabel(scale.effect)
        _verdict_legend(figure, table, lang)
        settle(figure)
    return figure


def _dots(axes: Axes, part: pd.DataFrame, names: list[str], factor: float, most: int) -> None:
    """One row a unit, the first on top, with room for `most` rows."""
    height = -np.arange(len(part), dtype=float)
    shades = [VERDICT[verdict] for verdict in part["verdict"]]
    axes.hlines(height, part["low"] * factor, part["high"] * factor, colors=shades, linewidth=2.2, alpha=0.45)
    axes.scatter(part["effect"] * factor, height, c=shades, s=30, zorder=3)
    axes.axvline(0.0, color=INK, linewidth=0.9)
    axes.set_yticks(height, names)
    axes.tick_params(axis="y", labelcolor=INK)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    axes.set_ylim(-most + 0.4, 0.6)


def _verdict_legend(figure: Figure, table: pd.DataFrame, lang: Lang) -> None:
    """What the colours of the verdicts that occur mean."""
    shown = [verdict for verdict in ("gains", "loses", "unclear") if (table["verdict"] == verdict).any()]
    legend(figure, [(VERDICT[verdict], text(verdict, lang)) for verdict in shown], 0.17)
