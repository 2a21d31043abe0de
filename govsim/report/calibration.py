"""Figures of a calibration: what the targets say of each number, what they cannot tell apart, and how well it fits."""

from __future__ import annotations

import textwrap
from collections.abc import Callable
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np

from govsim.params import declared
from govsim.report.style import BASELINE, COLOURS, FAINT, INK, SOFT, legend, new_figure, settle, styled
from govsim.report.texts import Lang, text, titled
from govsim.report.units import plain, short
from govsim.world import World

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from govsim.experiment.calibrate import Calibration
    from govsim.experiment.calibration_check import Check

BLUE, RED = COLOURS[0], COLOURS[1]

MOST_PAIRED = 6
"""Numbers in the plot of pairs."""

RIDGES = (
    ("K2", ("latent_groups", "filing_eligible", "filing_consideration")),
    ("K1, K9", ("blocked_2007", "sponsored_meets_conditions")),
)
"""Targets, and numbers that work on them as a product (the sponsor's probability is a rule, and fixed)."""


def calibration_figures(found: Calibration, lang: Lang) -> dict[str, Figure]:
    """Every figure by the name of its file."""
    figures = {
        "parameters": marginals(found, lang), "pairs": pairs(found, lang), "targets": targets(found, lang),
        "emulator": emulated(found, lang),
    }
    if any(set(names) <= set(found.space.names) for _, names in RIDGES):
        figures["ridges"] = ridges(found, lang)
    return figures


def called(name: str, lang: Lang, width: int = 0) -> str:
    """A number's name, in Chinese its meaning; broken into lines of a width."""
    written = declared(World)[name].zh if lang == "zh" else name
    if not width:
        return written
    return "\n".join(textwrap.wrap(written.replace("_", " "), width if lang == "en" else width * 5 // 8))


def marginals(found: Calibration, lang: Lang) -> Figure:
    """The calibrated numbers: their range, the middle 90% of the set and its central member."""
    values = found.space.values(found.units)
    order = sorted(found.active, key=lambda column: found.units[:, column].std())
    with styled():
        figure = new_figure(
            8.4, 1.35 + 0.27 * len(order), text("calibration_marginals", lang),
            text("calibration_marginals_note", lang).format(vectors=len(found.units)), 1,
        )
        axes = figure.subplots()
        axes.grid(False)
        for row, column in enumerate(reversed(order)):
            low, middle, high = np.quantile(found.units[:, column], [0.05, 0.5, 0.95])
            axes.hlines(row, 0, 1, color=FAINT, linewidth=7)
            axes.hlines(row, low, high, color=BLUE, linewidth=3.5)
            axes.plot(middle, row, "|", color=INK, markersize=9)
            axes.plot(found.units[found.member, column], row, "o", color=RED, markersize=4.5)
            bounds = found.space.parameters[column].bounds or (0.0, 1.0)
            ends = np.quantile(values[:, column], [0.05, 0.95])
            told = "{} – {}  ({} – {})".format(*map(short, (*ends, *bounds)))
            axes.text(1.02, row, told, va="center", fontsize=8, color=SOFT)
        axes.set_yticks(range(len(order)), [called(found.space.names[column], lang) for column in reversed(order)])
        axes.set_xticks([])
        axes.set_xlim(-0.01, 1.4)
        axes.spines["bottom"].set_visible(False)
        legend(figure, [(BLUE, text("calibration_interval", lang)), (RED, text("calibration_central", lang)),
                        (BASELINE, text("calibration_range", lang))], 0.62, left=True)
        settle(figure)
    return figure


def paired_columns(found: Calibration) -> list[int]:
    """The calibrated numbers with the strongest correlations, in their order."""
    from scipy import stats

    active = list(found.active)
    if len(active) < 3:
        return active
    strength = np.abs(stats.spearmanr(found.units[:, active]).statistic)
    np.fill_diagonal(strength, 0.0)
    chosen: list[int] = []
    for flat in np.argsort(-strength, axis=None):
        for at in np.unravel_index(flat, strength.shape):
            if int(at) not in chosen and len(chosen) < MOST_PAIRED:
                chosen.append(int(at))
    return [active[at] for at in sorted(chosen)]


def pairs(found: Calibration, lang: Lang) -> Figure:
    """The calibrated numbers with the strongest correlations, two by two: points below, correlations above."""
    from scipy import stats

    columns = paired_columns(found)
    values = found.space.values(found.units)
    count = len(columns)
    with styled():
        figure = new_figure(
            1.0 + 1.45 * count, 1.2 + 1.35 * count, text("calibration_pairs", lang),
            text("calibration_pairs_note", lang).format(vectors=len(found.units)),
        )
        grid = figure.subplots(count, count, squeeze=False)
        for row, across in enumerate(columns):
            for column, down in enumerate(columns):
                axes = grid[row][column]
                axes.grid(False)
                axes.set_xticks([])
                axes.set_yticks([])
                if row == column:
                    axes.text(0.5, 0.5, called(found.space.names[across], lang, 14), ha="center", va="center",
                              fontsize=8, transform=axes.transAxes)
                elif row > column:
                    axes.plot(values[:, down], values[:, across], ".", color=BLUE, markersize=2.5, alpha=0.6)
                    axes.plot(values[found.member, down], values[found.member, across], "o", color=RED, markersize=4)
                else:
                    strength = float(stats.spearmanr(found.units[:, down], found.units[:, across]).statistic)
                    axes.text(0.5, 0.5, plain(strength, 2), ha="center", va="center", transform=axes.transAxes,
                              fontsize=8 + 6 * abs(strength), color=RED if abs(strength) > 0.3 else SOFT)
        settle(figure)
    return figure


def ridges(found: Calibration, lang: Lang) -> Figure:
    """Numbers that the targets fix only as a product: spread of each and of the product, before and after."""
    shown = [(name, names) for name, names in RIDGES if set(names) <= set(found.space.names)]
    with styled():
        figure = new_figure(4.6 * len(shown), 3.3, text("calibration_ridges", lang),
                            text("calibration_ridges_note", lang), 1)
        panels = figure.subplots(1, len(shown), squeeze=False)[0]
        before = found.space.values(np.random.default_rng(1).random((4000, len(found.space.names))))
        after = found.space.values(found.units)
        for axes, (name, names) in zip(panels, shown, strict=True):
            columns = found.space.columns(names)
            rows = [(called(item, lang, 22), before[:, at], after[:, at])
                    for item, at in zip(names, columns, strict=True)]
            product = (text("calibration_product", lang), before[:, columns].prod(axis=1),
                       after[:, columns].prod(axis=1))
            draw_spreads(axes, [*rows, product])
            axes.set_title(name)
        legend(figure, [(BASELINE, text("calibration_before", lang)), (BLUE, text("calibration_after", lang))], 0.62,
               left=True)
        settle(figure)
    return figure


def draw_spreads(axes: Axes, rows: list[tuple[str, np.ndarray, np.ndarray]]) -> None:
    """The middle 90% before and after, over the median after; the last row is set apart."""
    axes.set_xscale("log")
    axes.grid(axis="y", visible=False)
    axes.grid(axis="x", visible=True)
    for number, (_, before, after) in enumerate(rows):
        at = len(rows) - 1 - number - (0.4 if number == len(rows) - 1 else 0.0)
        middle = float(np.median(after))
        for values, shade, shift, width in ((before, BASELINE, 0.13, 3.0), (after, BLUE, -0.13, 4.5)):
            low, high = np.quantile(values, [0.05, 0.95]) / middle
            axes.hlines(at + shift, low, high, color=shade, linewidth=width)
            if shade == BLUE:
                axes.annotate(f"× {high / low:.1f}", (high, at + shift), xytext=(4, 0), textcoords="offset points",
                              va="center", fontsize=8.5, color=BLUE)
    ticks = [0.25, 0.5, 1.0, 2.0, 4.0]
    axes.set_xticks(ticks, [f"{tick:g}" for tick in ticks])
    axes.minorticks_off()
    places = [len(rows) - 1 - number - (0.4 if number == len(rows) - 1 else 0.0) for number in range(len(rows))]
    axes.set_yticks(places, [name for name, _, _ in rows])


def targets(found: Calibration, lang: Lang) -> Figure:
    """Each target and its tolerance beside the runs of the set."""

    def draw(axes: Axes, number: int) -> None:
        target = found.targets[number]
        axes.axvspan(target.value - target.below, target.value + target.above, color="#f3d9c9", linewidth=0)
        axes.axvline(target.value, color=RED, linewidth=1.4)
        axes.hist(found.values[:, number], bins=24, color=BLUE, alpha=0.75)
        width = 38 if lang == "en" else 20
        axes.set_title("\n".join(textwrap.wrap(f"{target.name} {titled(target, lang)}", width)), fontsize=9)
        axes.set_yticks([])

    return by_target(found, "calibration_targets", len(found.units), (3.3, 1.75), draw, lang)


def emulated(found: Calibration, lang: Lang) -> Figure:
    """What the emulator expected of each vector against what its own run showed."""

    stays = found.stays

    def draw(axes: Axes, number: int) -> None:
        seen, told = found.shown[:, number], found.foreseen[:, number]
        error = np.sqrt(found.variance[:, number])
        axes.errorbar(told, seen, xerr=2 * error, fmt="none", ecolor=FAINT, elinewidth=0.6)
        for which, shade in ((stays, BLUE), (~stays, RED)):
            axes.plot(told[which], seen[which], ".", color=shade, markersize=3)
        ends = [min(seen.min(), told.min()), max(seen.max(), told.max())]
        axes.plot(ends, ends, color=SOFT, linewidth=0.9)
        within = float((np.abs(seen - told) <= 2 * error).mean())
        name = found.targets[number].name
        axes.set_title(f"{name}   {within:.0%} " + text("calibration_within", lang), fontsize=9)

    return by_target(found, "calibration_emulator", len(found.shown), (3.0, 2.4), draw, lang)


def by_target(
    found: Calibration, key: str, vectors: int, size: tuple[float, float], draw: Callable[[Axes, int], None], lang: Lang
) -> Figure:
    """A panel of a size in inches for each target, by its number, three in a row; `key` is that of the title."""
    count = len(found.targets)
    across = min(3, count)
    down = -(-count // across)
    with styled():
        figure = new_figure(size[0] * across, 0.9 + size[1] * down, text(key, lang),
                            text(f"{key}_note", lang).format(vectors=vectors))
        panels = figure.subplots(down, across, squeeze=False).ravel()
        for number, axes in enumerate(panels):
            if number < count:
                draw(axes, number)
                axes.grid(False)
            else:
                axes.set_visible(False)
        settle(figure)
    return figure


def check_figure(checked: Check, lang: Lang) -> Figure:
    """Ranks of the true values among the draws, and how often the middle 90% holds each, before their own runs too."""
    from scipy import stats

    bins = np.linspace(0, 1, 11)
    names = checked.names
    count = checked.sets * len(names)
    held = checked.coverage(0.9)
    before = checked.before
    told = "check_note" if before is None else "check_note_runs"
    with styled():
        figure = new_figure(
            9.4, 1.3 + max(2.6, 0.24 * len(names)), text("check_title", lang),
            text(told, lang).format(sets=checked.sets, draws=round(checked.draws),
                                    drawn=round((before or checked).draws)), int(before is not None))
        left, right = figure.subplots(1, 2)
        left.axhspan(*stats.binom.ppf([0.025, 0.975], count, 0.1) / count, color=FAINT, linewidth=0)
        left.axhline(0.1, color=SOFT, linewidth=1.0)
        left.bar(bins[:-1] + 0.05, [checked.share(*ends).mean() for ends in pairwise(bins)], 0.092, color=BLUE,
                 alpha=0.8)
        if before is not None:
            left.stairs([before.share(*ends).mean() for ends in pairwise(bins)], bins, color=INK, linewidth=1.2)
        left.set_xlabel(text("check_rank", lang))
        left.set_title(text("check_ranks", lang))
        left.grid(False)
        right.grid(axis="y", visible=False)
        right.grid(axis="x", visible=True)
        for row, share in enumerate(held[::-1]):
            found = stats.binomtest(round(share * checked.sets), checked.sets).proportion_ci(method="wilson")
            right.hlines(row, found.low, found.high, color=BLUE, linewidth=2.4, alpha=0.45)
            right.plot(share, row, "o", color=BLUE, markersize=4.5)
        if before is not None:
            right.plot(before.coverage(0.9)[::-1], range(len(names)), "o", markerfacecolor="none", color=INK,
                       markersize=6.5, markeredgewidth=0.9)
            legend(figure, [(BLUE, text("check_after", lang)), (INK, text("check_before", lang))], 0.62, left=True)
        right.axvline(0.9, color=RED, linewidth=1.2)
        right.set_yticks(range(len(names)), [called(name, lang) for name in reversed(names)])
        right.set_title(text("check_coverage", lang).format(share=f"{held.mean():.0%}"))
        settle(figure)
    return figure
