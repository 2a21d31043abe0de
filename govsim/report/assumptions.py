"""Figures of what rests on which factor: tornado, heat map, parts of the variance, and the box of a discovery."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.experiment.sensitivity import METHODS, PARTS, strongest, unsure
from govsim.measures import MEASURES
from govsim.report.style import COLOURS, FAINT, GAIN, INK, LOSS, SOFT, legend, new_figure, settle, styled
from govsim.report.texts import Lang, text, titled
from govsim.report.units import chosen, scale_of, short

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from govsim.experiment.discovery import Discovery
    from govsim.experiment.sensitivity import Sensitivity

MOST_FACTORS = 20
"""Factors in a figure: the strongest."""

SEEN = 0.01
"""Part of the longest bar from which on a mark stands off the axis."""


SIGNS = {"case": (LOSS, "◆"), "other": (SOFT, "●"), "box": (GAIN, "□")}
"""What a discovery shows -> its colour and sign in the legend."""


def subject(found: Sensitivity, scenario: str, lang: Lang) -> str:
    """What is analysed, in words."""
    key = "sensitivity_effect" if found.study.baseline else "sensitivity_level"
    return text(key, lang).format(
        scenario=found.study.titled(scenario, lang), horizon=found.study.horizon, seeds=found.seeds,
        points=found.points, index=text(f"index_{METHODS[found.study.design.kind]}", lang),
    )


def doubt(found: Sensitivity, scenario: str, lang: Lang) -> str:
    """Of which measures the points are too few, in words; nothing where they are not."""
    names = [titled(MEASURES[measure], lang) for measure in unsure(found, scenario)]
    separator = "、" if lang == "zh" else ", "
    return text("sensitivity_unsure", lang).format(measures=separator.join(names)) if names else ""


def tornado(found: Sensitivity, scenario: str, measure: str, lang: Lang = "en") -> Figure:
    """Bars by factor, the strongest on top, with intervals."""
    index = METHODS[found.study.design.kind]
    table = found.indices
    table = table[(table["scenario"] == scenario) & (table["measure"] == measure)]
    rows = table[table["index"] == index].sort_values("value", ascending=False).head(MOST_FACTORS)
    scale = 1.0
    unit = ""
    if index == "mu_star":
        shown = scale_of(MEASURES[measure].unit, float(rows["value"].max()), lang)
        scale, unit = shown.factor, shown.effect
    names = {factor.name: titled(factor, lang) for factor in found.study.factors}
    with styled():
        title = text("sensitivity_title", lang).format(measure=titled(MEASURES[measure], lang),
                                                       study=titled(found.study, lang))
        nothing = table[table["index"] == "dummy"]["value"]
        first = first_order(table, rows)
        note = subject(found, scenario, lang) + (text("sensitivity_dummy", lang) if len(nothing) else "")
        note += text("sensitivity_first", lang) if len(first) else ""
        figure = new_figure(8.0, 1.3 + 0.27 * len(rows), title, note)
        axes = figure.subplots()
        height = -np.arange(len(rows), dtype=float)
        axes.barh(height, rows["value"] * scale, color=COLOURS[0], height=0.62, alpha=0.85)
        axes.hlines(height, np.maximum(rows["low"], 0.0) * scale, rows["high"] * scale, color=INK, linewidth=1.1)
        at = [-list(rows["factor"]).index(name) for name in first.index]
        axes.plot(first, at, "|", color="white", markersize=11, mew=2)
        axes.set_yticks(height, [names[name] for name in rows["factor"]])
        axes.tick_params(axis="y", labelcolor=INK)
        axes.grid(axis="y", visible=False)
        axes.grid(axis="x", visible=True)
        axes.set_xlim(left=0.0)
        if len(nothing):
            axes.axvline(float(nothing.iloc[0]), color=SOFT, linewidth=1.0, linestyle=(0, (4, 3)))
        axes.set_xlabel(unit or text(f"index_{index}", lang))
        settle(figure)
    return figure


def first_order(table: pd.DataFrame, rows: pd.DataFrame) -> pd.Series:
    """First-order indices by factor of a Sobol analysis, those that can be seen on the bars in `rows`."""
    first = table[table["index"] == "first"].set_index("factor")["value"]
    bars = rows.set_index("factor")["value"]
    first = first[first.index.isin(bars.index)]
    return first[first > SEEN * bars.max()]


def sensitivity_map(found: Sensitivity, scenario: str, lang: Lang = "en") -> Figure:
    """Factors by measures, each measure's largest index as 1."""
    index = METHODS[found.study.design.kind]
    table = found.indices
    table = table[(table["scenario"] == scenario) & (table["index"] == index)]
    order = strongest(found, index, MOST_FACTORS)
    measures = list(found.study.measures)
    cells = table.pivot(index="factor", columns="measure", values="value").loc[order, measures].to_numpy()
    largest = cells.max(axis=0)
    cells = cells / np.where(largest > 0, largest, 1.0)
    names = {factor.name: titled(factor, lang) for factor in found.study.factors}
    with styled():
        title = text("sensitivity_map_title", lang).format(study=titled(found.study, lang))
        note = subject(found, scenario, lang) + text("sensitivity_relative", lang)
        figure = new_figure(max(7.0, 3.2 + 1.15 * len(measures)), 1.6 + 0.3 * len(order), title, note)
        axes = figure.subplots()
        axes.imshow(cells, cmap="Blues", vmin=0.0, vmax=1.0, aspect="auto")
        axes.grid(visible=False)
        for (row, column), value in np.ndenumerate(cells):
            axes.text(column, row, f"{max(value, 0.0):.2f}", ha="center", va="center", fontsize=8.5,
                      color="white" if value > 0.6 else INK)
        axes.set_xticks(range(len(measures)), [titled(MEASURES[name], lang) for name in measures])
        axes.tick_params(axis="x", labelrotation=0 if len(measures) < 6 else 30)
        axes.set_yticks(range(len(order)), [names[name] for name in order])
        axes.tick_params(axis="y", labelcolor=INK)
        settle(figure)
    return figure


def variance_figure(found: Sensitivity, scenario: str, lang: Lang = "en") -> Figure:
    """Stacked shares of chance, parameters and switches, a bar a measure."""
    table = found.variance[found.variance["scenario"] == scenario]
    measures = [name for name in found.study.measures if (table["measure"] == name).any()]
    shades = dict(zip(PARTS, (FAINT, COLOURS[0], COLOURS[1]), strict=True))
    with styled():
        key = "variance_effect" if found.study.baseline else "variance_level"
        note = text(key, lang).format(scenario=found.study.titled(scenario, lang), horizon=found.study.horizon)
        note += text("variance_note", lang).format(seeds=found.seeds, points=found.points)
        figure = new_figure(8.0, 1.5 + 0.42 * len(measures), text("variance_title", lang), note, lines=1)
        axes = figure.subplots()
        for row, measure in enumerate(measures):
            left = 0.0
            for part in PARTS:
                share = float(table[(table["measure"] == measure) & (table["part"] == part)]["share"].sum())
                axes.barh(-row, share * 100, left=left, color=shades[part], height=0.62)
                if share > 0.06:
                    axes.text(left + share * 50, -row, f"{share:.0%}", ha="center", va="center", fontsize=8.5,
                              color=INK if part == "chance" else "white")
                left += share * 100
        axes.set_yticks([-row for row in range(len(measures))], [titled(MEASURES[name], lang) for name in measures])
        axes.tick_params(axis="y", labelcolor=INK)
        axes.grid(axis="y", visible=False)
        axes.set_xlim(0, 100)
        axes.set_xlabel("%")
        shown = [part for part in PARTS if (table["part"] == part).any()]
        legend(figure, [("#9aa5b1" if part == "chance" else shades[part], text(f"part_{part}", lang))
                        for part in shown], 0.62, left=True)
        settle(figure)
    return figure


def discovery_figure(found: Discovery, lang: Lang = "en") -> Figure:
    """Points over the first two factors of the box, cases in colour, the box drawn."""
    from matplotlib.patches import Rectangle

    limits = found.limits[:2]
    others = [factor for factor in found.study.factors if all(limit.factor is not factor for limit in limits)]
    factors = [limit.factor for limit in limits] + others
    table = found.table
    with styled():
        title = text("discovery_title", lang).format(condition=spoken_condition(found, lang))
        note = text("discovery_note" if limits else "discovery_note_no_box", lang).format(
            cases=found.cases, points=found.points, coverage=f"{found.coverage:.0%}", density=f"{found.density:.0%}",
        )
        figure = new_figure(6.8, 5.2, title, note, lines=1)
        axes = figure.subplots()
        spots = [axis_of(factor, table[factor.name], lang) for factor in factors[:2]]
        if len(spots) < 2:
            spots.append((np.zeros(len(table)), [], []))
        jitter = np.random.default_rng(1).uniform(-0.18, 0.18, size=(2, len(table)))
        moved = [spot[0] + (jitter[number] if spot[2] else 0.0) for number, spot in enumerate(spots)]
        case = table["case"].to_numpy()
        axes.plot(moved[0][~case], moved[1][~case], "o", color="#b8c0c7", markersize=4, alpha=0.8)
        axes.plot(moved[0][case], moved[1][case], "D", color=LOSS, markersize=4.5, alpha=0.9)
        for number, (axis, factor) in enumerate(zip((axes.xaxis, axes.yaxis), factors, strict=False)):
            axis.set_label_text(titled(factor, lang))
            if spots[number][2]:
                axis.set_ticks(spots[number][1], spots[number][2])
        if limits:
            ends = [box_ends(axes, number, limits[number] if number < len(limits) else None) for number in range(2)]
            (left, right), (bottom, top) = ends
            x, y = axes.get_xlim(), axes.get_ylim()
            axes.set_xlim(min(x[0], left), max(x[1], right))
            axes.set_ylim(min(y[0], bottom), max(y[1], top))
            axes.add_patch(Rectangle((left, bottom), right - left, top - bottom, fill=False, edgecolor=GAIN, lw=1.8,
                                     clip_on=False))
        there = {"case": case.any(), "other": not case.all(), "box": bool(limits)}
        keys = [key for key in SIGNS if there[key]]
        legend(figure, [(SIGNS[key][0], text(f"discovery_{key}", lang)) for key in keys], 0.62, left=True,
               signs="".join(SIGNS[key][1] for key in keys))
        settle(figure)
    return figure


def axis_of(factor: Any, column: Any, lang: Lang) -> tuple[np.ndarray, list[float], list[str]]:
    """Where values stand on an axis, and ticks with labels for listed ones."""
    from govsim.report.sweep import shown

    if factor.options:
        labels = [str(option.shown) for option in factor.options]
        return (np.array([float(labels.index(str(value))) for value in column]), [float(n) for n in range(len(labels))],
                [shown(label, lang) for label in labels])
    if factor.kind == "month":
        return np.array([int(value[:4]) + (int(value[5:7]) - 1) / 12 for value in column]), [], []
    return column.to_numpy(dtype=float), [], []


def box_ends(axes: Any, number: int, limit: Any) -> tuple[float, float]:
    """Ends of the box along one axis, in its units; open sides end with the axis."""
    least, most = axes.get_xlim() if number == 0 else axes.get_ylim()
    if limit is None:
        return least, most
    if limit.inside:
        places = [place for place, option in enumerate(limit.factor.options) if option.shown in limit.inside]
        return min(places) - 0.4, max(places) + 0.4
    factor = 12.0 if limit.factor.kind == "month" else 1.0
    return (least if limit.low is None else limit.low / factor), (most if limit.high is None else limit.high / factor)


def spoken_condition(found: Discovery, lang: Lang) -> str:
    """The condition for readers."""
    condition = found.condition
    known = MEASURES[condition.measure]
    scale = scale_of(known.unit, abs(condition.bound), lang)
    key = "condition_effect" if found.study.baseline else "condition_level"
    return text(key, lang).format(
        measure=titled(known, lang), sign=condition.sign, scenario=found.study.titled(found.scenario, lang),
        bound=chosen(condition.bound * scale.factor),
        unit=scale.effect if found.study.baseline else scale.level,
    ).strip()


def discovery_sentence(found: Discovery, lang: Lang) -> str:
    """In which worlds the condition holds, in one plain sentence."""
    words = {"condition": spoken_condition(found, lang), "cases": found.cases, "points": found.points}
    if not found.cases or found.cases == found.points:
        return text("discovery_none" if not found.cases else "discovery_all", lang).format(**words)
    if not found.limits:
        return text("discovery_no_box", lang).format(**words)
    joiner = "，且" if lang == "zh" else " and "
    return text("discovery_sentence", lang).format(
        limits=joiner.join(spoken_limit(limit, lang) for limit in found.limits),
        coverage=f"{found.coverage:.0%}", density=f"{found.density:.0%}", **words,
    )


def spoken_limit(limit: Any, lang: Lang) -> str:
    """One side of the box in words."""
    from govsim.month import month_name
    from govsim.report.sweep import shown

    name = titled(limit.factor, lang)
    if limit.inside in ((True,), (False,)):
        return text("limit_with" if limit.inside[0] else "limit_without", lang).format(factor=name)
    if limit.inside:
        listed = ("、" if lang == "zh" else " or ").join(shown(value, lang) for value in limit.inside)
        return text("limit_is", lang).format(factor=name, value=listed)
    ends = [None if end is None else month_name(int(end)) if limit.factor.kind == "month" else short(end)
            for end in (limit.low, limit.high)]
    key = "limit_between" if None not in ends else "limit_above" if ends[1] is None else "limit_below"
    return text(key, lang).format(factor=name, low=ends[0], high=ends[1])
