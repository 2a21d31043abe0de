"""Figures of a validation: targets within their tolerance, signatures by share of runs, two shapes."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from govsim.experiment.patterns import PATTERNS
from govsim.experiment.stress import STRESS
from govsim.experiment.validate import ASKED, SHAPES
from govsim.measures import MEASURES
from govsim.report.style import FAINT, GAIN, INK, LOSS, SOFT, colour, legend, new_figure, save_all, settle, styled
from govsim.report.texts import Lang, text, titled

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from govsim.experiment.validate import Validation

REACH = 3.0
"""Tolerances from the value known that are shown; farther ones stand at the edge."""


def figures(found: Validation, lang: Lang = "en") -> Iterator[tuple[str, Figure]]:
    """Name and figure."""
    yield "targets", targets(found, lang)
    yield "signatures", signatures(found, lang)
    yield "unit_sizes", unit_sizes(found, lang)


def write_validation_figures(found: Validation, folder: Path, lang: Lang = "en") -> list[Path]:
    """Every figure as PNG; the files."""
    return save_all(figures(found, lang), folder)


def runs_text(found: Validation, lang: Lang, kind: str = "pattern") -> str:
    """How many runs stand behind targets and patterns, or behind stress settings and sizes of units ("stress")."""
    runs = found.runs(kind)
    if found.worlds:
        worlds = found.worlds * runs // len(found.seeds)
        return text("validation_worlds", lang).format(worlds=worlds, runs=runs)
    return text("validation_no_worlds", lang).format(runs=runs)


def behind(found: Validation, part: str, lang: Lang) -> str:
    """What a part of the card is about ("targets", "pattern" or "stress"), and how many runs stand behind it."""
    runs = runs_text(found, lang, "stress" if part == "stress" else "pattern")
    return text("validation_behind", lang).format(what=text(f"validation_{part}", lang), runs=runs)


def in_tolerances(row: pd.Series, value: float) -> float:
    """Distance from what is known, in tolerances of that side; an exact target is missed by whole ones."""
    gap = value - row["value"]
    if (row["sense"] == "at_least" and gap > 0) or (row["sense"] == "at_most" and gap < 0):
        return float(np.clip(gap / max(abs(row["value"]), 1e-9), -1, 1) * 0.5)
    side = row["above"] if gap > 0 else row["below"]
    return float(gap / side) if side > 0 else float(np.sign(gap)) * REACH


def targets(found: Validation, lang: Lang = "en") -> Figure:
    """Median and 90% interval of each target in units of its tolerance; the band is what evidence allows."""
    rows = found.targets.reset_index(drop=True)
    with styled():
        title = text("validation_targets", lang)
        figure = new_figure(8.6, 1.35 + 0.34 * len(rows), title, text("validation_targets_note", lang).format(
            runs=runs_text(found, lang)), 1)
        axes = figure.subplots()
        axes.axvspan(-1, 1, color=FAINT, alpha=0.7, zorder=0)
        axes.axvline(0, color=SOFT, linewidth=0.8)
        for number, row in rows.iterrows():
            shade = GAIN if row["passed"] else LOSS
            low, middle, high = (
                float(np.clip(in_tolerances(row, row[key]), -REACH, REACH)) for key in ("low", "median", "high")
            )
            axes.plot([low, high], [number, number], color=shade, linewidth=2.2, alpha=0.6)
            axes.plot([middle], [number], "o", color=shade, markersize=5)
        names = [f"{row['name']}  {row['title_zh' if lang == 'zh' else 'title']}" for _, row in rows.iterrows()]
        axes.set_yticks(range(len(rows)), names, color=INK)
        axes.set_xlim(-REACH - 0.15, REACH + 0.15)
        axes.set_ylim(len(rows) - 0.5, -0.5)
        axes.grid(visible=False)
        axes.set_xlabel(text("validation_tolerances", lang), fontsize=9)
        legend(figure, [(GAIN, text("passed", lang)), (LOSS, text("failed", lang))], 0.66, left=True)
        settle(figure)
    return figure


def signatures(found: Validation, lang: Lang = "en") -> Figure:
    """Share of the runs in which each pattern and each signature of a stress setting appears."""
    zh = lang == "zh"
    parts = [(kind, found.signatures[found.signatures["kind"] == kind]) for kind in ("pattern", "stress")]
    heights = [len(rows) for _, rows in parts]
    known = {**PATTERNS, **STRESS}
    with styled():
        figure = new_figure(8.6, 1.7 + 0.3 * sum(heights), text("validation_signatures", lang),
                            text("validation_signatures_note", lang).format(
                                **{kind: runs_text(found, lang, kind) for kind, _ in parts}), 1)
        for axes, (kind, rows) in zip(figure.subplots(2, 1, height_ratios=heights, sharex=True), parts, strict=True):
            at = np.arange(len(rows))
            shades = [GAIN if passed else LOSS for passed in rows["passed"]]
            axes.barh(at, 100 * rows["appears"], color=shades, height=0.55)
            axes.axvline(100 * ASKED, color=INK, linewidth=0.9, linestyle=(0, (4, 2)))
            words = [known[name].title[zh] for name in rows["name"]]
            labels = [f"{name}  {title}" for name, title in zip(rows["name"], words, strict=True)]
            axes.set_yticks(at, labels if kind == "pattern" else words, color=INK)
            for place, share in zip(at, rows["appears"], strict=True):
                axes.annotate(f"{100 * share:.0f}%", (100 * share, place), xytext=(4, 0), textcoords="offset points",
                              va="center", fontsize=8.5, color=SOFT)
            axes.set_ylim(len(rows) - 0.5, -0.5)
            axes.set_xlim(0, 108)
            axes.grid(visible=False)
            axes.set_title(text(f"validation_{kind}", lang))
        legend(figure, [(GAIN, text("passed", lang)), (LOSS, text("failed", lang))], 0.66, left=True)
        settle(figure)
    return figure


def unit_sizes(found: Validation, lang: Lang = "en") -> Figure:
    """QP10: measures by size of the decision unit, median and 90% of the runs."""
    from matplotlib.ticker import NullLocator

    with styled():
        figure = new_figure(9.2, 3.3, text("validation_sizes", lang), text("validation_sizes_note", lang).format(
            runs=runs_text(found, lang, "stress")))
        for axes, measure in zip(figure.subplots(1, len(SHAPES)), SHAPES, strict=True):
            rows = found.sizes[found.sizes["measure"] == measure].sort_values("households")
            size = rows["households"].to_numpy()
            axes.fill_between(size, rows["low"], rows["high"], color=colour(0), alpha=0.2, linewidth=0)
            axes.plot(size, rows["median"], "o-", color=colour(0), markersize=4)
            axes.set_xscale("log")
            axes.set_xticks(size, [str(item) for item in size])
            axes.xaxis.set_minor_locator(NullLocator())
            axes.set_ylim(bottom=0)
            axes.set_title(titled(MEASURES[measure], lang))
            axes.set_xlabel(text("validation_households", lang), fontsize=9)
        settle(figure)
    return figure
