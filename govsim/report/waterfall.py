"""Waterfall: from the baseline to the outcome, part by part, beside what parts do only together."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from govsim.experiment.attribute import world_of
from govsim.measures import MEASURES
from govsim.report.style import BASELINE, GAIN, INK, LOSS, SOFT, legend, new_figure, save_all, settle, styled
from govsim.report.texts import Lang, shows, text, titled
from govsim.report.units import decimals, scale_of, signed, with_unit

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from govsim.experiment.attribute import Attribution

MOST_INTERACTIONS = 8
"""Interactions drawn, the largest."""


def write_waterfalls(found: Attribution, folder: Path, lang: Lang = "en") -> list[Path]:
    """A figure for each measure that is defined, as PNG; the files."""
    defined = (item for item in found.measures if np.isfinite(rows(found, "shares", item)["effect"]).all())
    return save_all(((f"waterfall_{measure}", waterfall(found, measure, lang)) for measure in defined), folder)


def rows(found: Attribution, table: str, measure: str) -> pd.DataFrame:
    """Rows of a table for a measure at the horizon."""
    frame = found.frames[table]
    return frame[(frame["measure"] == measure) & (frame["quantity"] == "horizon")]


def waterfall(found: Attribution, measure: str, lang: Lang = "en") -> Figure:
    """Shares stacked from the baseline on, with intervals; ticks: what the part adds in each order of adding."""
    known = MEASURES[measure]
    shares, together = rows(found, "shares", measure), rows(found, "interactions", measure)
    together = together[together["size"] > 1]
    together = together.loc[together["effect"].abs().sort_values(ascending=False, kind="stable").index]
    together = together.iloc[:MOST_INTERACTIONS]
    scale = scale_of(known.unit, float(shares["effect"].abs().max()), lang)
    height = 1.3 + 0.42 * max(len(shares), len(together), 3)
    with styled():
        title = text("waterfall_title", lang).format(measure=titled(known, lang))
        note = text("waterfall_note" if len(found.seeds) > 1 else "waterfall_note_one", lang)
        own = found.baseline.name == world_of(found.scenario, found.parts, 0).name
        baseline = text("waterfall_own" if own else "waterfall_given", lang)
        note = note.format(
            scenario=titled(found.scenario, lang), baseline=baseline.format(baseline=titled(found.baseline, lang)),
            horizon=found.horizon, runs=len(found.seeds),
        ) + shows(len(found.seeds), found.worlds, lang)
        figure = new_figure(9.2 if len(together) else 6.8, height, title, with_unit(scale.effect, note, lang), 1)
        panels = figure.subplots(1, 2, width_ratios=(1.7, 1.0)) if len(together) else [figure.subplots()]
        draw_steps(panels[0], found, shares, rows(found, "marginals", measure), scale.factor, lang)
        panels[0].set_title(text("waterfall_shares", lang))
        if len(together):
            draw_interactions(panels[1], together, shades(known.better), scale.factor)
            panels[1].set_title(text("waterfall_together", lang))
        keys = ("better", "worse") if known.better != "none" else ("up", "down")
        entries = zip((GAIN, LOSS, BASELINE), (*keys, "total"), strict=True)
        legend(figure, [(shade, text(f"waterfall_{key}", lang)) for shade, key in entries], 0.66, left=True)
        settle(figure)
    return figure


def shades(better: str) -> tuple[str, str]:
    """Colours of what is below 0 and above."""
    return (GAIN, LOSS) if better == "lower" else (LOSS, GAIN)


def draw_steps(
    axes: Axes, found: Attribution, shares: pd.DataFrame, marginals: pd.DataFrame, factor: float, lang: Lang
) -> None:
    """Bars from where the parts before it end; the total from 0."""
    down, up = shades(MEASURES[str(shares["measure"].iloc[0])].better)
    parts = {part.name for part in found.parts}
    effects = shares[["effect", "low", "high"]].to_numpy() * factor
    names = [name if name in parts else text(f"attribution_{name}", lang) for name in shares["part"]]
    order = list(range(len(names)))
    if "rest" in set(shares["part"]) - parts:
        order = [len(names) - 2, *range(len(names) - 2), len(names) - 1]
    at, ends = 0.0, [0.0]
    for line, row in enumerate(order):
        effect, low, high = effects[row]
        last = row == len(names) - 1
        start = 0.0 if last else at
        shade = BASELINE if last else up if effect >= 0 else down
        axes.barh(line, effect, left=start, height=0.62, color=shade, alpha=0.85, zorder=2)
        if high > low:
            axes.hlines(line, start + low, start + high, color=INK, linewidth=1.3, zorder=4)
        own = start + marginals[marginals["part"] == shares["part"].iloc[row]]["effect"].to_numpy() * factor
        if not last:
            axes.plot(own, np.full(len(own), line), "|", color=INK, markersize=9, markeredgewidth=0.9, zorder=3)
            axes.plot([start + effect] * 2, [line - 0.31, line + 1.31], color=SOFT, linewidth=0.7, zorder=1)
            at = start + effect
        right = max(start, start + effect, start + high if high > low else start, *own)
        axes.annotate(signed(effect, decimals(effect, low, high)), (right, line), xytext=(5, 0),
                      textcoords="offset points", va="center", fontsize=9, color=INK)
        ends += [right, min(start, start + effect, start + low if high > low else start, *own)]
    axes.axvline(0.0, color=SOFT, linewidth=0.8)
    axes.set_yticks(range(len(names)), [names[row] for row in order])
    axes.set_ylim(len(names) - 0.5, -0.5)
    room = max(ends) - min(ends) or 1.0
    axes.set_xlim(min(ends) - 0.04 * room, max(ends) + 0.18 * room)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.tick_params(axis="y", labelsize=9.5, labelcolor=INK)


def draw_interactions(axes: Axes, together: pd.DataFrame, colours: tuple[str, str], factor: float) -> None:
    """Dividends with their intervals, the largest first."""
    names = [str(name).replace(" & ", " × ") for name in together["parts"]]
    effects, lows, highs = (together[key].to_numpy() * factor for key in ("effect", "low", "high"))
    for line, (effect, low, high) in enumerate(zip(effects, lows, highs, strict=True)):
        shade = colours[int(effect >= 0)]
        axes.hlines(line, low, high, color=shade, linewidth=2.4, alpha=0.5)
        axes.plot(effect, line, "o", color=shade, markersize=5)
    axes.axvline(0.0, color=SOFT, linewidth=0.8)
    axes.set_yticks(range(len(names)), names)
    axes.set_ylim(len(names) - 0.5, -0.5)
    axes.margins(x=0.08)
    axes.grid(visible=False, axis="y")
    axes.grid(visible=True, axis="x")
    axes.tick_params(axis="y", labelsize=9.5, labelcolor=INK)
