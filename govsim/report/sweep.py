"""Figures of a study: what each factor does, and two of them together."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.experiment.sweep_tables import parts
from govsim.measures import MEASURES
from govsim.report.style import INK, PAPER, SOFT, colour, legend, new_figure, settle, slant_labels, styled
from govsim.report.texts import Lang, filled, shows, text, titled
from govsim.report.units import chosen, decimals, plain, scale_of, signed, with_unit

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from govsim.experiment.factor import Factor
    from govsim.experiment.sweep_results import Swept

BETWEEN = " – "
"""What stands between the least and the largest of several values that a table takes together."""

MOST_DOTS = 400
"""Points shown one by one."""

LEAST_WIDTH = 8.0
"""Inches of a figure, so that its note fits."""

MOST_CELLS = 12
"""Values of a factor in a heat map."""


def shown(value: Any, lang: Lang) -> str:
    """A value of a factor for readers, or the two ends of some; a switch is with or without."""
    given = str(value)
    if given in ("True", "False"):
        return text("with" if given == "True" else "without", lang)
    if given.count(BETWEEN) == 1:
        return BETWEEN.join(shown(end, lang) for end in given.split(BETWEEN))
    if len(given) == 10 and given[4:8:3] == "--":
        return given[:7]
    try:
        number = float(given)
    except ValueError:
        return given
    return chosen(number) if math.isfinite(number) else given


def headline(swept: Swept, measure: str, scenario: str, kinds: Sequence[str], lang: Lang) -> tuple[str, str]:
    """Title and note of a figure of a study, which names the scenario where it shows one; `kinds` are its texts."""
    study = swept.study
    key = ("sweep_effect" if swept.plan.paired else "sweep_level") + ("_of" if scenario else "")
    note = text(key, lang).format(horizon=study.horizon, scenario=study.titled(scenario, lang) if scenario else "")
    note += "".join(filled(text(kind, lang), runs=len(swept.plan.seeds)) for kind in kinds)
    note += shows(len(swept.plan.seeds), swept.plan.plausible, lang)
    return text("sweep_title", lang).format(measure=titled(MEASURES[measure], lang), study=titled(study, lang)), note


def by_factor(swept: Swept, measure: str, lang: Lang = "en") -> Figure:
    """A panel a factor: the mean over all points that have a value, with its interval; small dots are points.

    Means are joined where the values have an order.
    """
    table = swept.tables["factors"]
    table = table[(table["measure"] == measure) & (table["quantity"] == "horizon")]
    points = swept.tables[swept.best()]
    points = points[(points["measure"] == measure) & (points["quantity"] == "horizon")]
    column = "effect" if swept.plan.paired else "mean"
    scale = scale_of(MEASURES[measure].unit, float(np.nanmax(np.abs(points[column]), initial=0.0)), lang)
    scenarios = list(dict.fromkeys(table["scenario"]))
    apart = min(0.2, 0.6 / len(scenarios))
    dotted = len(swept.plan.points) <= MOST_DOTS
    factors = swept.study.factors
    across = min(4, len(factors))
    down = -(-len(factors) // across)
    with styled():
        several = len(scenarios) > 1
        means = "sweep_by_factor" if len(swept.plan.seeds) > 1 else "sweep_by_factor_one"
        title, note = headline(swept, measure, "" if several else scenarios[0],
                               [means, *(["sweep_dots"] if dotted else [])], lang)
        unit = scale.effect if swept.plan.paired else scale.level
        height = 0.9 + 2.5 * down + 0.24 * several
        size = (max(LEAST_WIDTH, 2.7 * across), height)
        figure = new_figure(*size, title, with_unit(unit, note, lang), lines=int(several))
        panels = figure.subplots(down, across, sharey=True, squeeze=False).ravel()
        for axes, factor in zip(panels, factors, strict=False):
            part = table[table["factor"] == factor.name]
            labels = list(dict.fromkeys(part["value"]))
            groups = parts(swept.study, swept.plan, factors.index(factor)) if dotted else []
            for number, scenario in enumerate(scenarios):
                rows = part[part["scenario"] == scenario].set_index("value").loc[labels]
                at = np.arange(len(labels)) + apart * (number - (len(scenarios) - 1) / 2)
                mean, low, high = (rows[name].to_numpy() * scale.factor for name in ("mean", "low", "high"))
                axes.vlines(at, low, high, color=colour(number), linewidth=2.4, alpha=0.45)
                axes.plot(at, mean, "o-" if in_order(factor) else "o", color=colour(number), markersize=4.5)
                mine = points[points["scenario"] == scenario].set_index("point")[column] * scale.factor
                for place, (_, here) in enumerate(groups):
                    dots = mine[mine.index.isin(np.flatnonzero(here))]
                    beside = [at[place] + 0.45 * apart] * len(dots)
                    axes.plot(beside, dots, ".", color=colour(number), alpha=0.4, markersize=3)
            axes.set_title(titled(factor, lang), fontsize=9.5)
            axes.set_xticks(range(len(labels)), [shown(label, lang) for label in labels])
            axes.set_xlim(-0.4, len(labels) - 0.6)
        for axes in panels[len(factors) :]:
            axes.set_visible(False)
        ends = [end for axes in panels[: len(factors)] for end in axes.dataLim.intervaly]
        if swept.plan.paired and shows_zero(min(ends), max(ends)):
            for axes in panels[: len(factors)]:
                axes.axhline(0.0, color=SOFT, linewidth=0.8)
        if several:
            names = [swept.study.titled(name, lang) for name in scenarios]
            legend(figure, [(colour(number), name) for number, name in enumerate(names)], 0.62, left=True)
        for axes in panels[: len(factors)]:
            slant_labels(axes)
        settle(figure)
    return figure


def shows_zero(low: float, high: float) -> bool:
    """Whether an axis of effects has its 0: where they fill a quarter of it at least, or are all the same.

    >>> shows_zero(1.0, 3.0), shows_zero(300.0, 450.0), shows_zero(-67.0, -64.0), shows_zero(5.0, 5.0)
    (True, True, False, True)
    """
    axis = max(high, 0.0) - min(low, 0.0)
    return not 1e-9 * axis < high - low < 0.25 * axis


def in_order(factor: Factor) -> bool:
    """Whether the values of a factor come one after the other, so that a line may join them: numbers and months."""
    return all((isinstance(option.shown, (int, float)) and not isinstance(option.shown, bool))
               or (isinstance(option.shown, str) and len(option.shown) == 10 and option.shown[4:8:3] == "--")
               for option in factor.options)


def strongest(swept: Swept, measure: str, scenario: str) -> list[Factor]:
    """Factors with few values, the one first whose means differ most."""
    table = swept.tables["factors"]
    table = table[(table["measure"] == measure) & (table["quantity"] == "horizon") & (table["scenario"] == scenario)]
    spread = {name: float(np.ptp(part["mean"])) for name, part in table.groupby("factor") if len(part) > 1}
    few = [item for item in swept.study.factors
           if item.name in spread and len({point[swept.study.factors.index(item)] for point in swept.plan.points})
           <= MOST_CELLS]
    return sorted(few, key=lambda item: -spread[item.name])


def two_factors(swept: Swept, measure: str, scenario: str, lang: Lang = "en") -> Figure | None:
    """Heat map over the two factors that matter most, mean over any others; None where there are not two.

    None too unless every pair of their values has as many points, as in a factorial: cells would be empty, or means
    over what differs between them.
    """
    chosen = strongest(swept, measure, scenario)[:2]
    if len(chosen) < 2:
        return None
    column = "effect" if swept.plan.paired else "mean"
    table = swept.tables[swept.best()]
    table = table[(table["measure"] == measure) & (table["quantity"] == "horizon") & (table["scenario"] == scenario)]
    down, across = chosen
    labels = {item.name: list(dict.fromkeys(item.values if item.options else sorted(set(table[item.name]))))
              for item in chosen}
    labels = {name: [value for value in found if str(value) in set(table[name].map(str))]
              for name, found in labels.items()}
    cells = np.full((len(labels[down.name]), len(labels[across.name])), np.nan)
    points = np.zeros(cells.shape)
    for (one, other), part in table.groupby([table[down.name].map(str), table[across.name].map(str)]):
        at = [str(value) for value in labels[down.name]].index(one)
        to = [str(value) for value in labels[across.name]].index(other)
        cells[at, to], points[at, to] = part[column].mean(), len(part)
    if np.ptp(points) > 0:
        return None
    scale = scale_of(MEASURES[measure].unit, float(np.nanmax(np.abs(cells), initial=0.0)), lang)
    cells = cells * scale.factor
    with styled():
        kind = "sweep_two" if len(swept.study.factors) > 2 else "sweep_seeds"
        title, note = headline(swept, measure, scenario, [kind], lang)
        unit = scale.effect if swept.plan.paired else scale.level
        height, width = cells.shape
        size = (max(LEAST_WIDTH, 2.2 + 0.95 * width), 1.7 + 0.5 * height)
        figure = new_figure(*size, title, with_unit(unit, note, lang))
        axes = figure.subplots()
        draw_cells(axes, cells, swept.plan.paired)
        axes.set_xticks(range(width), [shown(value, lang) for value in labels[across.name]])
        axes.set_yticks(range(height), [shown(value, lang) for value in labels[down.name]])
        axes.set_xlabel(titled(across, lang))
        axes.set_ylabel(titled(down, lang))
        settle(figure)
    return figure


def draw_cells(axes: Any, cells: np.ndarray, signed_values: bool) -> None:
    """Coloured cells with their numbers; effects have their 0 in the middle of the colours."""
    most = float(np.nanmax(np.abs(cells), initial=0.0)) or 1.0
    limits = (-most, most) if signed_values else (float(np.nanmin(cells)), float(np.nanmax(cells)))
    image = axes.imshow(cells, cmap="RdBu" if signed_values else "Blues", vmin=limits[0], vmax=limits[1], aspect="auto")
    axes.grid(visible=False)
    spread = float(np.nanmax(cells) - np.nanmin(cells)) if np.isfinite(cells).any() else 0.0
    places = decimals(most, -spread / 8, spread / 8)
    for (row, column), value in np.ndenumerate(cells):
        if np.isfinite(value):
            red, green, blue, _ = image.cmap(image.norm(value))
            dark = 0.3 * red + 0.59 * green + 0.11 * blue < 0.55
            written = signed(value, places) if signed_values else plain(value, places)
            axes.text(column, row, written, ha="center", va="center", color=PAPER if dark else INK)


def sweep_figures(swept: Swept, lang: Lang) -> dict[str, Figure]:
    """Every figure of a study, by name."""
    found: dict[str, Figure] = {}
    table: pd.DataFrame = swept.tables["factors"]
    if not swept.study.factors or not np.isfinite(table["mean"]).any():
        return found
    scenarios = list(dict.fromkeys(table["scenario"]))
    for measure in swept.study.measures:
        if not np.isfinite(table[table["measure"] == measure]["mean"]).any():
            continue
        found[f"{measure}_by_factor"] = by_factor(swept, measure, lang)
        for scenario in scenarios:
            drawn = two_factors(swept, measure, scenario, lang)
            if drawn is not None:
                found[f"{measure}_{scenario}_two_factors"] = drawn
    return found
