"""Axes: what charts over time share: months, values, marks where reforms begin, numbers as texts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from govsim.report.marks import reform_marks
from govsim.report.texts import Lang
from govsim.report.units import plain
from govsim.scenario import Scenario

NEAR = 0.08
"""Share of the axis within which two marks would touch; then the later one is named a line higher."""


@dataclass(frozen=True)
class Figure:
    """What `widgets.chart.Chart` takes: the option, texts at the pointer, the table behind the chart."""

    option: dict[str, Any]
    tips: list[str] | dict[str, list[str]]
    table: dict[str, Any]


def month_axis(months: Sequence[str], grid: int = 0, labels: bool = True) -> dict[str, Any]:
    """An axis of months that is labelled at Januaries, or at all months where there are few."""
    label: dict[str, Any] = {"show": labels, "color": "@soft", "hideOverlap": True}
    if len(months) >= 24:
        label["formatter"] = "@year"
    return {
        "type": "category", "data": list(months), "boundaryGap": False, "gridIndex": grid, "axisLabel": label,
        "axisTick": {"show": False}, "axisLine": {"lineStyle": {"color": "@soft"}, "onZero": False},
    }


def value_axis(unit: str, grid: int = 0) -> dict[str, Any]:
    """An upright axis with its unit above."""
    return {
        "type": "value", "scale": True, "gridIndex": grid, "name": unit, "splitNumber": 4,
        "nameTextStyle": {"align": "left", "color": "@soft", "padding": [0, 0, 0, -30]}, "nameGap": 28,
        "axisLabel": {"color": "@soft"}, "splitLine": {"lineStyle": {"color": "@line"}},
    }


def marks(a: Scenario, b: Scenario, months: Sequence[str], lang: Lang) -> dict[str, Any]:
    """Upright lines where reforms begin; those of A alone are named so."""
    known, own = reform_marks(a, lang), reform_marks(b, lang)
    named = [*own, *((month, f"A: {label}") for month, label in known if (month, label) not in own)]
    by_month: dict[str, list[str]] = {}
    for month, label in sorted(named):
        if month in months:
            by_month.setdefault(month, []).append(label)
    rows = staggered([list(months).index(month) for month in by_month], len(months) * NEAR)
    return {
        "silent": True, "symbol": "none", "lineStyle": {"color": "@soft", "type": "dashed", "width": 1},
        "label": {"color": "@soft", "fontSize": 11, "position": "end", "distance": 4, "overflow": "truncate",
                  "width": 90},
        "data": [
            {"xAxis": month, "label": {"formatter": "/".join(labels), "distance": 4 + 12 * row}}
            for (month, labels), row in zip(by_month.items(), rows, strict=True)
        ],
    }


def staggered(places: Sequence[int], near: float) -> list[int]:
    """A row for each of these places, in their order: the other one for what stands near the one before.

    >>> staggered([17, 21, 25, 60], 9.0)
    [0, 1, 0, 0]
    """
    rows: list[int] = []
    for number, place in enumerate(places):
        rows.append(1 - rows[-1] if number and place - places[number - 1] < near else 0)
    return rows


def line(name: str, values: Sequence[float | None], colour: str, style: str = "solid", axis: int = 0) -> dict[str, Any]:
    """A line with its name at the right end.

    The name never counts up with the values: ECharts 5.4 throws for that on a line which has no value at all, as
    that of a measure has whose first months are still to come.
    """
    return {
        "type": "line", "name": name, "data": list(values), "showSymbol": False, "symbol": "circle",
        "lineStyle": {"color": colour, "type": style, "width": 2}, "itemStyle": {"color": colour},
        "endLabel": {"show": True, "formatter": name, "color": colour, "fontWeight": "bold", "distance": 5,
                     "valueAnimation": False},
        "labelLayout": {"moveOverlap": "shiftY"}, "xAxisIndex": axis, "yAxisIndex": axis, "z": 3,
    }


def band(
    low: Sequence[float | None], high: Sequence[float | None], colour: str, stack: str, axis: int = 0
) -> list[dict[str, Any]]:
    """An area between two courses: an unseen line, and what lies above it."""
    width = [None if x is None or y is None else y - x for x, y in zip(low, high, strict=True)]
    shared = {
        "type": "line", "stack": stack, "stackStrategy": "all", "showSymbol": False, "silent": True,
        "lineStyle": {"opacity": 0}, "xAxisIndex": axis, "yAxisIndex": axis, "emphasis": {"disabled": True},
    }
    return [
        {**shared, "name": f"{stack} low", "data": list(low)},
        {**shared, "name": f"{stack} width", "data": width, "areaStyle": {"color": colour}},
    ]


def defined(values: Sequence[float], factor: float = 1.0) -> list[float | None]:
    """Numbers as JSON takes them, scaled; None where there is none."""
    return [rounded(value * factor) for value in values]


def rounded(value: float) -> float | None:
    """A number as JSON takes it; None where there is none."""
    return float(f"{value:.6g}") if math.isfinite(value) else None


def digits(values: Sequence[float | None]) -> int:
    """Decimals that tell values of this range apart.

    >>> digits([61.2, 75.6]), digits([0.01, 0.012]), digits([1000.0, 5000.0])
    (1, 4, 0)
    """
    known = [value for value in values if value is not None]
    spread = max(known) - min(known) if known else 0.0
    return min(max(2 - math.floor(math.log10(spread)), 0), 4) if spread > 0 else 1


def shown(value: float | None, places: int) -> str:
    """A number as a text, a dash where there is none."""
    return "–" if value is None else plain(value, places)
