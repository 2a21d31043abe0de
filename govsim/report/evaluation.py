"""Figures of an evaluation: the course since the start beside the true one, estimates beside the truth, their bias."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from govsim.experiment.evaluation_results import PARTS
from govsim.measures import MEASURES
from govsim.report.style import BASELINE, INK, LOSS, SOFT, colour, legend, new_figure, save_all, settle, styled
from govsim.report.texts import Lang, text, titled
from govsim.report.units import scale_of, signed, with_unit

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from govsim.experiment.evaluate import Evaluation

ESTIMATORS = ("before_after", "cross_section", "did", "group_time")
"""Estimators of one number, in the order in which they are shown."""

MONTHLY = ("event_study", "group_time")
"""Estimators of the course since the start."""

TRUTH = INK
DASHED = (0, (4, 2))
"""Line of the truth, through which an estimate that hits it is seen."""


def figures(found: Evaluation, lang: Lang = "en") -> Iterator[tuple[str, Figure]]:
    """Name and figure, three for each measure."""
    for measure in found.measures:
        if (found.by_month["measure"] == measure).any():
            yield f"course_{measure}", course(found, measure, lang)
        if (found.estimates["measure"] == measure).any():
            yield f"estimates_{measure}", against_truth(found, measure, lang)
            yield f"bias_{measure}", bias(found, measure, lang)


def write_evaluation_figures(found: Evaluation, folder: Path, lang: Lang = "en") -> list[Path]:
    """Every figure as PNG; the files."""
    return save_all(figures(found, lang), folder)


def estimator(name: str, lang: Lang) -> str:
    """An estimator's name for readers."""
    return text(f"estimator_{name}", lang)


def course(found: Evaluation, measure: str, lang: Lang = "en") -> Figure:
    """Effect by months since the start: one evaluation with its intervals, and all replications, beside the truth."""
    known = MEASURES[measure]
    table = found.by_month[found.by_month["measure"] == measure]
    shown = [name for name in MONTHLY if (table["estimator"] == name).any()]
    several = len(found.seeds) > 1
    scale = scale_of(known.unit, float(np.nanmax(np.abs(table[["estimate", "truth"]]))), lang)
    with styled():
        title = text("course_title", lang).format(measure=titled(known, lang), scenario=titled(found.scenario, lang))
        note = text("course_note" if several else "course_note_one", lang).format(
            seed=found.seeds[0], runs=len(found.seeds)
        )
        figure = new_figure(8.6, 0.75 + 2.75 * len(shown), title, with_unit(scale.effect, note, lang), 1)
        panels = figure.subplots(len(shown), 1 + several, sharex=True, sharey=True, squeeze=False)
        for row, name in zip(panels, shown, strict=True):
            part = table[table["estimator"] == name]
            one = part[part["seed"] == found.seeds[0]].sort_values("since")
            draw_one(row[0], one, scale.factor)
            heading = text("course_one", lang).format(estimator=estimator(name, lang), seed=found.seeds[0])
            row[0].set_title(heading)
            if several:
                draw_all(row[1], part, scale.factor)
                row[1].set_title(text("course_all", lang).format(runs=len(found.seeds)))
            for axes in row:
                axes.axhline(0.0, color=SOFT, linewidth=0.8)
                axes.axvline(-0.5, color="#cfd6dc", linewidth=0.9, zorder=0.5)
        for axes in panels[-1]:
            axes.set_xlabel(text("months_since", lang), fontsize=9)
        entries = [(colour(0), text("found", lang)), (TRUTH, text("true_effect", lang))]
        legend(figure, entries, 0.62, left=True)
        settle(figure)
    return figure


def draw_one(axes: Axes, rows: pd.DataFrame, factor: float) -> None:
    """Points with intervals, and the truth as a line."""
    at = rows["since"].to_numpy()
    low, found, high, truth = (rows[name].to_numpy() * factor for name in ("low", "estimate", "high", "truth"))
    axes.plot(at, truth, color=TRUTH, linewidth=1.3, linestyle=DASHED, zorder=3)
    axes.errorbar(
        at, found, yerr=np.maximum([found - low, high - found], 0.0), fmt="o", color=colour(0), markersize=2.6,
        elinewidth=0.8, alpha=0.9,
    )


def draw_all(axes: Axes, rows: pd.DataFrame, factor: float) -> None:
    """Mean and range of 90% of the estimates over replications, and the mean truth."""
    groups = rows.groupby("since")
    at = np.array(sorted(groups.groups))
    low, high = (groups["estimate"].quantile(share).to_numpy() * factor for share in (0.05, 0.95))
    axes.fill_between(at, low, high, color=colour(0), alpha=0.18, linewidth=0)
    axes.plot(at, groups["estimate"].mean().to_numpy() * factor, color=colour(0), linewidth=1.8)
    axes.plot(at, groups["truth"].mean().to_numpy() * factor, color=TRUTH, linewidth=1.3, linestyle=DASHED)


def against_truth(found: Evaluation, measure: str, lang: Lang = "en") -> Figure:
    """Every replication's estimate with its interval, a panel an estimator, beside the truth in the same world."""
    known = MEASURES[measure]
    table = found.estimates[found.estimates["measure"] == measure]
    shown = [name for name in ESTIMATORS if (table["estimator"] == name).any()]
    part = table[table["estimator"].isin(shown)]
    scale = scale_of(known.unit, float(np.nanmax(np.abs(part[["estimate", "truth"]]))), lang)
    with styled():
        title = text("estimates_title", lang).format(
            measure=titled(known, lang), scenario=titled(found.scenario, lang)
        )
        note = text("estimates_note", lang).format(runs=len(found.seeds))
        height = 1.6 + min(0.13 * len(found.seeds) + 0.5, 4.5)
        figure = new_figure(2.55 * len(shown) + 0.6, height, title, note, 1)
        for axes, name in zip(figure.subplots(1, len(shown), sharex=True, squeeze=False)[0], shown, strict=True):
            rows = part[part["estimator"] == name].sort_values("estimate")
            at = np.arange(len(rows))
            low, value, high, truth = (rows[key].to_numpy() * scale.factor for key in
                                       ("low", "estimate", "high", "truth"))
            missed = (truth < low) | (truth > high)
            for chosen, shade in ((~missed, colour(0)), (missed, LOSS)):
                axes.errorbar(
                    value[chosen], at[chosen], xerr=np.maximum([(value - low)[chosen], (high - value)[chosen]], 0.0),
                    fmt="o", color=shade, markersize=3, elinewidth=1.0,
                )
            axes.plot(truth, at, "|", color=TRUTH, markersize=8, markeredgewidth=1.8, zorder=3)
            axes.axvline(0.0, color=SOFT, linewidth=0.8)
            axes.set_title(estimator(name, lang))
            axes.set_ylim(-0.8, len(rows) - 0.2)
            axes.set_yticks([])
            axes.grid(axis="x", visible=True)
            axes.locator_params(axis="x", nbins=4)
            axes.set_xlabel(scale.effect, fontsize=9)
        legend(figure, [
            (colour(0), text("holds_truth", lang)), (LOSS, text("misses_truth", lang)),
            (TRUTH, text("truth_same_world", lang)),
        ], 0.62, left=True)
        settle(figure)
    return figure


def bias(found: Evaluation, measure: str, lang: Lang = "en") -> Figure:
    """From the truth to the estimate: mean contribution of each part of the bias, with its interval."""
    known = MEASURES[measure]
    table = found.summary[found.summary["measure"] == measure].set_index("estimator")
    shown = [name for name in ESTIMATORS if name in table.index]
    names = ("truth", *PARTS, "estimate")
    scale = scale_of(known.unit, float(np.nanmax(np.abs(table[list(names)].to_numpy()))), lang)
    with styled():
        title = text("bias_title", lang).format(measure=titled(known, lang), scenario=titled(found.scenario, lang))
        note = text("bias_note" if len(found.seeds) > 1 else "bias_note_one", lang).format(runs=len(found.seeds))
        figure = new_figure(9.6, 0.9 + 1.25 * -(-len(shown) // 2) * 1.75, title, with_unit(scale.effect, note, lang))
        panels = figure.subplots(-(-len(shown) // 2), min(2, len(shown)), sharex=True, sharey=True, squeeze=False)
        for axes, name in zip(panels.ravel(), shown, strict=False):
            draw_steps(axes, table.loc[name], scale.factor, names)
            axes.set_title(estimator(name, lang))
            axes.set_yticks(range(len(names)), [text(f"part_{part}", lang) for part in names])
        panels[0, 0].invert_yaxis()
        for axes in panels.ravel()[len(shown) :]:
            axes.set_visible(False)
        settle(figure)
    return figure


def draw_steps(axes: Axes, row: pd.Series, factor: float, names: tuple[str, ...]) -> None:
    """Truth, what is added to it step by step, and what is found."""
    level = 0.0
    truth, estimate = float(row["truth"]) * factor, float(row["estimate"]) * factor
    for at, name in enumerate(names):
        value = float(row[name]) * factor
        whole = name in ("truth", "estimate")
        start = 0.0 if whole else level
        shade = TRUTH if name == "truth" else colour(0) if whole else LOSS
        axes.barh(at, value, left=start, height=0.62, color=shade, alpha=0.85)
        level = value if name == "truth" else level + value if not whole else level
        low = float(row.get(f"{name}_low", np.nan)) * factor
        high = float(row.get(f"{name}_high", np.nan)) * factor
        if not whole and np.isfinite(low) and high > low:
            axes.plot([start + low, start + high], [at, at], color=INK, linewidth=1.0)
        end = max(start, start + value, start + high if np.isfinite(high) and not whole else start)
        axes.annotate(
            signed(value, digits(max(abs(truth), abs(estimate), abs(value)))), (end, at), xytext=(5, 0),
            textcoords="offset points", va="center", fontsize=8.5, color=SOFT,
        )
    axes.axvline(0.0, color=BASELINE, linewidth=0.8)
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    axes.margins(x=0.16)


def digits(largest: float) -> int:
    """Decimals that show three digits of the largest number."""
    return int(np.clip(2 - np.floor(np.log10(largest)), 0, 4)) if largest > 0 else 0
