"""Who is affected: effects by street and by group of residents, as bars with their intervals.

Bars are sorted within streets and within each way of grouping residents, the best for those concerned first.
A sign before a name says who gains (▲) and who loses (▼), so that nothing hangs on colour alone.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.dashboard.charts.axes import rounded
from govsim.dashboard.texts import say
from govsim.measures import MEASURES
from govsim.report.places import names_in
from govsim.report.texts import Lang, text
from govsim.report.units import decimals, in_unit, plain, scale_of, signed

if TYPE_CHECKING:
    import pandas as pd

GROUPINGS = ("kind", "tenure", "age", "income", "hukou")
"""Ways in which residents are grouped: how their names begin in the tables."""

SIGNS = {"gains": "▲ ", "loses": "▼ ", "unclear": "", "": ""}
COLOURS = {"gains": "@high", "loses": "@low", "unclear": "@a", "": "@b"}
ROW, HEAD = 24, 70
"""Height of a bar and of what stands above all bars, in pixels."""


def parts(units: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """The table of `Outcome.units` by "street" and by each way of grouping, those that there are."""
    grouping = units["unit"].str.partition(":")[0].where(units["level"] == "group", "street")
    return {name: units[grouping == name] for name in ("street", *GROUPINGS) if (grouping == name).any()}


def reach(units: pd.DataFrame, factor: float) -> tuple[float, float]:
    """Ends of an axis that holds all intervals and 0."""
    ends = units[["low", "high", "effect"]].to_numpy() * factor
    ends = ends[np.isfinite(ends)]
    low, high = min(0.0, float(ends.min(initial=0.0))), max(0.0, float(ends.max(initial=0.0)))
    room = 0.04 * ((high - low) or 1.0)
    return (low - room if low < 0 else 0.0), (high + room if high > 0 else 0.0)


def bars(units: pd.DataFrame, names: tuple[str, ...], place: str, lang: Lang) -> dict[str, Any]:
    """Arguments of a chart of some of `parts(units)`: `option`, `tips`, `table`, `height`; and the `unit`."""
    known = MEASURES[str(units["measure"].iloc[0])]
    scale = scale_of(known.unit, float(np.nanmax(np.abs(units["effect"]), initial=0.0)), lang)
    titles, found = names_in(place, lang), parts(units)
    rows: list[tuple[str, Any]] = []
    for name in names:
        if name in found:
            if rows or len(names) > 1:
                rows.append((say(f"affected_{name}", lang), None))
            rows += [(SIGNS[row["verdict"]] + titles[row["unit"]], row) for _, row in found[name].iterrows()]
    intervals: list[Any] = []
    for number, (_, row) in enumerate(rows):
        if row is not None and row["high"] > row["low"]:
            intervals += [[rounded(row["low"] * scale.factor), number], [rounded(row["high"] * scale.factor), number]]
            intervals.append(["-", "-"])
    verdicts = [name for name in COLOURS if any(row is not None and row["verdict"] == name for _, row in rows)]
    series = [{
        "name": text(name, lang) if name else say("affected_effect", lang), "type": "bar", "stack": "one",
        "barWidth": 12, "itemStyle": {"color": COLOURS[name]},
        "data": [rounded(row["effect"] * scale.factor) if row is not None and row["verdict"] == name else "-"
                 for _, row in rows],
    } for name in verdicts]
    series.append({
        "type": "line", "data": intervals, "symbol": "none", "silent": True, "z": 5,
        "lineStyle": {"color": "@ink", "width": 1.5}, "tooltip": {"show": False},
    })
    low, high = reach(units, scale.factor)
    labels = {"formatter": "{value}", "color": "@ink", "interval": 0, "fontSize": 12}
    option = {
        "grid": {"left": 26, "right": 18, "top": 40, "bottom": 4, "containLabel": True},
        "legend": {"left": 0, "top": 0, "selectedMode": False, "textStyle": {"color": "@ink"}},
        "tooltip": {"trigger": "item"},
        "xAxis": {"type": "value", "position": "top", "min": low, "max": high, "name": "",
                  "axisLabel": {"color": "@soft", "showMinLabel": False, "showMaxLabel": False},
                  "splitLine": {"lineStyle": {"color": "@line"}}},
        "yAxis": {"type": "category", "inverse": True, "axisTick": {"show": False}, "axisLine": {"show": False},
                  "axisLabel": labels, "data": [
                      name if row is not None else {"value": name, "textStyle": {"fontWeight": "bold"}}
                      for name, row in rows]},
        "series": series,
    }
    told = [tip(name, row, scale.factor, scale.effect) if row is not None else "" for name, row in rows]
    return {
        "option": option, "tips": {str(item["name"]): told for item in series[:-1]},
        "table": table(units, names, place, lang), "height": HEAD + ROW * len(rows), "unit": scale.effect,
    }


def tip(name: str, row: pd.Series, factor: float, unit: str) -> str:
    """An effect with its interval."""
    return f"{name}\n{interval(row, factor)} {unit}".strip()


def interval(row: pd.Series, factor: float) -> str:
    """A number with its interval, as exact as the interval allows."""
    effect, low, high = (float(row[name]) * factor for name in ("effect", "low", "high"))
    if not np.isfinite(effect):
        return "–"
    digits = decimals(effect, low, high)
    return signed(effect, digits) + (f" [{plain(low, digits)}, {plain(high, digits)}]" if high > low else "")


def table(units: pd.DataFrame, names: tuple[str, ...], place: str, lang: Lang) -> dict[str, Any]:
    """Level in A and B, effect and verdict of each, as texts."""
    known = MEASURES[str(units["measure"].iloc[0])]
    scale = scale_of(known.unit, float(np.nanmax(np.abs(units[["baseline", "outcome"]]), initial=0.0)), lang)
    titles, found = names_in(place, lang), parts(units)
    rows = []
    for name in names:
        for _, row in found.get(name, units.iloc[:0]).iterrows():
            levels = [float(row[column]) * scale.factor for column in ("baseline", "outcome")]
            rows.append([titles[row["unit"]], *(plain(value, 1) for value in levels), interval(row, scale.factor),
                         text(row["verdict"], lang) if row["verdict"] else "–"])
    heads = [in_unit(name, scale.level, lang) for name in "AB"]
    effect = in_unit(say("affected_effect", lang), scale.effect, lang)
    return {"head": [say("affected_who", lang), *heads, effect, say("affected_verdict", lang)], "rows": rows}


def summary(units: pd.DataFrame, place: str, lang: Lang) -> list[str]:
    """How many streets and groups gain and lose, and who most and least, a sentence each."""
    titles, told = names_in(place, lang), []
    known = MEASURES[str(units["measure"].iloc[0])]
    for level in ("street", "group"):
        part = units[units["level"] == level]
        if part.empty:
            continue
        scale = scale_of(known.unit, float(np.nanmax(np.abs(part["effect"]), initial=0.0)), lang)
        ends = [part.iloc[number] for number in (0, -1)]
        counts = {name: int((part["verdict"] == name).sum()) for name in ("gains", "loses", "unclear")}
        key = f"affected_{level}s" if known.better != "none" else f"affected_{level}s_neutral"
        told.append(say(
            key, lang, count=len(part), **counts, most=titles[ends[0]["unit"]], least=titles[ends[1]["unit"]],
            most_effect=interval(ends[0], scale.factor), least_effect=interval(ends[1], scale.factor),
            unit=scale.effect,
        ))
    return told
