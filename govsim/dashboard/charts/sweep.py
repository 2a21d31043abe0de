"""Charts of a study: how far each factor moves an outcome, and two factors together."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.dashboard.charts.axes import rounded
from govsim.dashboard.charts.place_map import BETTER, limits
from govsim.dashboard.texts import say
from govsim.experiment.sweep_tables import parts
from govsim.measures import MEASURES
from govsim.report.sweep import shown
from govsim.report.texts import Lang, titled
from govsim.report.units import Scale, decimals, in_unit, plain, scale_of, signed

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.factor import Factor
    from govsim.experiment.sweep_results import Swept

STRONG = 0.55
"""Share of a scale's half beyond which its colours carry light letters."""

TALLEST = 44
"""Height of a row of cells in pixels."""


@dataclass(frozen=True)
class Grid:
    """Means over the points that share a value of two factors, or a quarter of the range of one with many values."""

    down: Factor
    across: Factor
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    cells: npt.NDArray[np.float64]
    points: tuple[tuple[tuple[int, ...], ...], ...]
    """Numbers of the points of each cell."""


def outcomes(swept: Swept, measure: str, scenario: str) -> pd.DataFrame:
    """Rows of the best table of a measure and scenario at the horizon; `value` is the effect, or the mean level."""
    table = swept.tables[swept.best()]
    chosen = table[
        (table["measure"] == measure) & (table["quantity"] == "horizon") & (table["scenario"] == scenario)
    ]
    return chosen.rename(columns={"effect" if swept.plan.paired else "mean": "value"})


def scenarios(swept: Swept) -> tuple[str, ...]:
    """Scenarios whose outcomes are shown: all but the baseline."""
    return swept.plan.worlds[1:] if swept.plan.paired else swept.plan.worlds


def spreads(swept: Swept, measure: str, scenario: str) -> dict[str, float]:
    """How far the mean outcome moves over the values of each factor, the farthest first."""
    table = swept.tables["factors"]
    table = table[
        (table["measure"] == measure) & (table["quantity"] == "horizon") & (table["scenario"] == scenario)
    ]
    found = {str(name): float(np.ptp(part["mean"].dropna())) for name, part in table.groupby("factor", sort=False)
             if part["mean"].notna().any()}
    return dict(sorted(found.items(), key=lambda item: -item[1]))


def grid(swept: Swept, measure: str, scenario: str, down: str, across: str) -> Grid:
    """Two factors together, the others as the design has them."""
    names = [factor.name for factor in swept.study.factors]
    values = np.full(len(swept.plan.points), np.nan)
    table = outcomes(swept, measure, scenario)
    values[table["point"].to_numpy(dtype=int)] = table["value"]
    by_row, by_column = (parts(swept.study, swept.plan, names.index(name)) for name in (down, across))
    points = tuple(tuple(tuple(np.flatnonzero(row & column).tolist()) for _, column in by_column) for _, row in by_row)
    cells = np.array([[mean(values[list(cell)]) for cell in line] for line in points])
    return Grid(
        swept.study.factors[names.index(down)], swept.study.factors[names.index(across)],
        tuple(label for label, _ in by_row), tuple(label for label, _ in by_column), cells, points,
    )


def mean(values: npt.NDArray[np.float64]) -> float:
    """Mean of what is defined; NaN where nothing is."""
    kept = values[np.isfinite(values)]
    return float(kept.mean()) if len(kept) else float("nan")


def scaled(measure: str, values: Any, lang: Lang) -> Scale:
    """How values of a measure are shown."""
    finite = np.abs(np.asarray(values, dtype=float))
    return scale_of(MEASURES[measure].unit, float(np.max(finite[np.isfinite(finite)], initial=0.0)), lang)


def heatmap(swept: Swept, found: Grid, measure: str, lang: Lang) -> dict[str, Any]:
    """Arguments of a chart of two factors: `option`, `tips`, `table`, `height`; and the `unit`."""
    paired = swept.plan.paired
    scale = scaled(measure, found.cells, lang)
    cells = found.cells * scale.factor
    low, high = limits(cells, paired)
    most = float(np.max(np.abs(cells[np.isfinite(cells)]), initial=0.0)) or 1.0
    spread = float(np.ptp(cells[np.isfinite(cells)])) if np.isfinite(cells).any() else 0.0
    digits = decimals(most, -spread / 8, spread / 8)
    rows, columns = ([shown(value, lang) for value in labels] for labels in (found.rows, found.columns))
    titles = [titled(factor, lang) for factor in (found.down, found.across)]
    cell_data, tips, listed = [], [], []
    for (row, column), value in np.ndenumerate(cells):
        written = "–" if not np.isfinite(value) else signed(value, digits) if paired else plain(value, digits)
        along = (value - low) / (high - low) if np.isfinite(value) else 0.5
        strong = abs(2 * along - 1) > STRONG if paired else along > STRONG
        cell_data.append({
            "value": [column, row, rounded(value) if np.isfinite(value) else "-"],
            "label": {"formatter": written, "color": "@on-strong" if strong else "@ink"},
        })
        tips.append(say("sweep_cell", lang, down=titles[0], row=rows[row], across=titles[1], column=columns[column],
                        value=written, points=len(found.points[row][column])))
        listed.append([rows[row], columns[column], written, str(len(found.points[row][column]))])
    unit = scale.effect if paired else scale.level
    ends = BETTER[MEASURES[measure].better]
    axis = {"type": "category", "axisTick": {"show": False}, "axisLine": {"show": False}, "splitArea": {"show": False},
            "axisLabel": {"color": "@ink", "interval": 0}}
    option = {
        "grid": {"left": 26, "right": 14, "top": 8, "bottom": 44, "containLabel": True},
        "tooltip": {"trigger": "item"},
        "xAxis": {**axis, "data": columns},
        "yAxis": {**axis, "data": rows, "inverse": True},
        "visualMap": {
            "type": "continuous", "min": low, "max": high, "orient": "horizontal", "left": "center", "bottom": 0,
            "itemHeight": 160, "itemWidth": 12, "text": [f"{high:g}".replace("-", "−"), f"{low:g}".replace("-", "−")],
            "textStyle": {"color": "@soft"}, "inRange": {
                "color": [ends[0], "@mid", ends[1]] if paired else ["@little", "@much"]},
        },
        "series": [{"name": "cells", "type": "heatmap", "data": cell_data, "label": {"show": True},
                    "itemStyle": {"borderColor": "@paper", "borderWidth": 2},
                    "emphasis": {"itemStyle": {"borderColor": "@ink", "borderWidth": 2}}}],
    }
    head = [*titles, in_unit(titled(MEASURES[measure], lang), unit, lang), say("sweep_points", lang)]
    return {"option": option, "tips": tips, "table": {"head": head, "rows": listed},
            "height": 90 + TALLEST * max(2, len(rows)), "unit": unit}


def tornado(swept: Swept, measure: str, scenario: str, lang: Lang) -> dict[str, Any]:
    """Arguments of a chart of how far each factor moves the mean: `option`, `tips`, `table`, `height`; the `unit`."""
    table = swept.tables["factors"]
    table = table[
        (table["measure"] == measure) & (table["quantity"] == "horizon") & (table["scenario"] == scenario)
    ]
    order = list(spreads(swept, measure, scenario))
    titles = {factor.name: titled(factor, lang) for factor in swept.study.factors}
    scale = scaled(measure, table["mean"], lang)
    write = signed if swept.plan.paired else plain
    ranges: list[Any] = []
    dots, tips, listed = [], [], []
    for number, name in enumerate(order):
        part = table[(table["factor"] == name) & table["mean"].notna()]
        ends = (int(np.argmin(part["mean"])), int(np.argmax(part["mean"])))
        means = part["mean"].to_numpy() * scale.factor
        ranges += [[rounded(means[ends[0]]), number], [rounded(means[ends[1]]), number], ["-", "-"]]
        for place, row in enumerate(part.itertuples(index=False)):
            low, high = row.low * scale.factor, row.high * scale.factor
            digits = decimals(float(means[place]), float(low), float(high))
            interval = f" [{plain(low, digits)}, {plain(high, digits)}]" if high > low else ""
            written, value = write(float(means[place]), digits) + interval, shown(row.value, lang)
            dots.append({"value": [rounded(means[place]), number], "label": {
                "show": place in ends and ends[0] != ends[1], "formatter": value, "position": "top", "color": "@ink"}})
            tips.append(f"{titles[name]}: {value}\n{written}")
            listed.append([titles[name], value, written, str(row.points)])
    unit = scale.effect if swept.plan.paired else scale.level
    values = [pair[0] for pair in ranges if pair[0] != "-"]
    low, high = (min(values, default=0.0), max(values, default=1.0))
    room = 0.4 * ((high - low) or 1.0)
    option = {
        "grid": {"left": 26, "right": 14, "top": 34, "bottom": 6, "containLabel": True},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "value", "position": "top", "min": rounded(low - room), "max": rounded(high + room),
                  "splitNumber": 4,
                  "axisLabel": {"color": "@soft", "showMinLabel": False, "showMaxLabel": False, "hideOverlap": True},
                  "splitLine": {"lineStyle": {"color": "@line"}}},
        "yAxis": {"type": "category", "inverse": True, "data": [titles[name] for name in order],
                  "axisTick": {"show": False}, "axisLine": {"show": False},
                  "axisLabel": {"color": "@ink", "interval": 0}},
        "series": [
            {"type": "line", "data": ranges, "symbol": "none", "silent": True, "tooltip": {"show": False},
             "lineStyle": {"color": "@b/0.35", "width": 14, "cap": "butt"}},
            {"name": "values", "type": "scatter", "data": dots, "symbolSize": 9, "color": "@b",
             "labelLayout": {"hideOverlap": True}},
        ],
    }
    head = [say("sweep_factor", lang), say("sweep_value", lang), in_unit(titled(MEASURES[measure], lang), unit, lang),
            say("sweep_points", lang)]
    return {"option": option, "tips": {"values": tips}, "table": {"head": head, "rows": listed},
            "height": 60 + 48 * max(2, len(order)), "unit": unit}


def runs(swept: Swept, points: tuple[int, ...], measure: str, scenario: str, lang: Lang) -> dict[str, Any]:
    """Every run of a cell as a table: values of the factors, seed, level without and with, difference."""
    table = swept.tables["outcomes"]
    table = table[(table["quantity"] == "horizon") & table["point"].isin(points)]
    mine = table[table["scenario"] == scenario].set_index(["point", "seed"])[measure].sort_index()
    base = table[table["scenario"] == swept.plan.worlds[0]].set_index(["point", "seed"])[measure]
    scale = scaled(measure, mine, lang)
    rows = []
    for (point, seed), value in mine.items():
        row = [*(shown(item, lang) for item in swept.plan.points[point]), str(seed)]
        level = float(value) * scale.factor
        digits = 2 if abs(level) < 100 else 0
        if swept.plan.paired:
            without = float(base.get((point, seed), np.nan)) * scale.factor
            row += [number(without, digits), number(level, digits),
                    signed(level - without, digits) if np.isfinite(level - without) else "–"]
        else:
            row.append(number(level, digits))
        rows.append(row)
    factors = [titled(factor, lang) for factor in swept.study.factors]
    word = scale.level if scale.level == "%" else scale.effect
    paired = [in_unit(say("sweep_without", lang), word, lang), in_unit(say("sweep_with", lang), word, lang),
              say("sweep_effect", lang)]
    return {"head": [*factors, say("sweep_seed", lang), *(paired if swept.plan.paired else [
        in_unit(titled(MEASURES[measure], lang), word, lang)])], "rows": rows}


def number(value: float, digits: int) -> str:
    """A level."""
    return plain(value, digits) if np.isfinite(value) else "–"
