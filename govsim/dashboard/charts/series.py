"""Series: a measure over time in A and B, and its paired difference, with bands over pairs."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.dashboard.charts.axes import Figure, band, defined, digits, line, marks, month_axis, shown, value_axis
from govsim.dashboard.outcome import A, B
from govsim.dashboard.texts import say
from govsim.measures import MEASURES
from govsim.report.texts import Lang
from govsim.report.units import in_unit, scale_of
from govsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

GRID = {"left": 46, "right": 34, "top": 60, "bottom": 28, "containLabel": False}
QUANTILES = ("q05", "q25", "q50", "q75", "q95")


def part(table: pd.DataFrame, measure: str, scenario: str, quantity: str) -> pd.DataFrame:
    """The rows of one course, in the order of months."""
    chosen = (table["measure"] == measure) & (table["scenario"] == scenario) & (table["quantity"] == quantity)
    return table[chosen].sort_values("month")


def largest(tables: Sequence[pd.DataFrame]) -> float:
    """Largest absolute median."""
    return max((float(np.nanmax(np.abs(table["q50"].to_numpy()), initial=0.0)) for table in tables), default=0.0)


def levels(table: pd.DataFrame, measure: str, a: Scenario, b: Scenario, pairs: int, lang: Lang) -> Figure:
    """A measure in A and B: medians, with bands that hold 50% and 90% of the runs where there are several."""
    parts = {name: part(table, measure, name, "level") for name in (A, B)}
    scale = scale_of(MEASURES[measure].unit, largest(list(parts.values())), lang)
    return course(parts, scale.level, scale.factor, (a, b), pairs, lang, {A: ("@a", "dashed"), B: ("@b", "solid")})


def difference(table: pd.DataFrame, measure: str, a: Scenario, b: Scenario, pairs: int, lang: Lang) -> Figure:
    """What B has more than A in the same run of chance."""
    parts = {"B − A": part(table, measure, B, "effect")}
    scale = scale_of(MEASURES[measure].unit, largest(list(parts.values())), lang)
    figure = course(parts, scale.effect, scale.factor, (a, b), pairs, lang, {"B − A": ("@b", "solid")})
    zero = {"silent": True, "symbol": "none", "label": {"show": False}, "data": [{"yAxis": 0}],
            "lineStyle": {"color": "@ink", "type": "solid", "width": 1}}
    figure.option["series"].append({"type": "line", "data": [], "markLine": zero})
    figure.option["yAxis"]["scale"] = False
    figure.option["grid"] = {**GRID, "right": 52}
    return figure


def course(
    parts: dict[str, pd.DataFrame], unit: str, factor: float, worlds: tuple[Scenario, Scenario], pairs: int,
    lang: Lang, look: dict[str, tuple[str, str]],
) -> Figure:
    """Courses on one pair of axes."""
    months = list(next(iter(parts.values()))["month"])
    values = {name: {key: defined(table[key].to_numpy(), factor) for key in QUANTILES} for name, table in parts.items()}
    series = []
    for name, found in values.items():
        colour, style = look[name]
        if pairs > 1:
            series += band(found["q05"], found["q95"], f"{colour}/0.14", f"{name} 90")
            series += band(found["q25"], found["q75"], f"{colour}/0.2", f"{name} 50")
        series.append(line(name, found["q50"], colour, style))
    series[-1]["markLine"] = marks(*worlds, months, lang)
    places = digits([value for found in values.values() for value in found["q50"]])
    option = {
        "grid": GRID, "xAxis": month_axis(months), "yAxis": value_axis(unit), "series": series,
        "tooltip": {"trigger": "axis"},
    }
    if len(months) == 1:
        series[-1]["showSymbol"] = True
    return Figure(option, tips(months, values, unit, places, pairs), behind(months, values, unit, places, pairs, lang))


Values = dict[str, dict[str, list[float | None]]]


def tips(months: Sequence[str], values: Values, unit: str, places: int, pairs: int) -> list[str]:
    """At the pointer: the month, and each median with the ends of its 90% band."""
    told = []
    for index, month in enumerate(months):
        lines = [month]
        for name, found in values.items():
            low, middle, high = (shown(found[key][index], places) for key in ("q05", "q50", "q95"))
            lines.append(f"{name}: {middle} {unit}" + (f" ({low} … {high})" if pairs > 1 else ""))
        told.append("\n".join(lines))
    return told


def behind(
    months: Sequence[str], values: Values, unit: str, places: int, pairs: int, lang: Lang
) -> dict[str, list[str] | list[list[str]]]:
    """The table behind the chart."""
    head = [say("table_month", lang)]
    for name in values:
        head.append(in_unit(name, unit, lang))
        if pairs > 1:
            head += [say("table_low", lang, name=name), say("table_high", lang, name=name)]
    keys = ("q50", "q05", "q95") if pairs > 1 else ("q50",)
    rows = [
        [month, *(shown(found[key][index], places) for found in values.values() for key in keys)]
        for index, month in enumerate(months)
    ]
    return {"head": head, "rows": rows}
