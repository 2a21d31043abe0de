"""Formal beside functional: what exists on paper and what works, in A and in B."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govsim.dashboard.charts.axes import Figure, defined, digits, line, marks, month_axis, shown, value_axis
from govsim.dashboard.charts.place_map import round_step
from govsim.dashboard.charts.series import GRID, largest, part
from govsim.dashboard.outcome import A, B
from govsim.dashboard.texts import say
from govsim.measures import MEASURES
from govsim.report.texts import Lang
from govsim.report.units import in_unit, scale_of
from govsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

TWINS = (
    ("formal_coverage", "functional_coverage"), ("orgs_registered", "orgs_active"), ("pm_coverage", "pm_viable"),
)
"""Measures of what there is, and of what of it works."""


def formal(
    table: pd.DataFrame, twins: tuple[str, str], world: str, a: Scenario, b: Scenario, lang: Lang
) -> Figure:
    """The two measures in one world; between them lies what exists and does not work. Both worlds have one axis."""
    parts = [part(table, measure, world, "level") for measure in twins]
    most = largest([part(table, measure, name, "level") for measure in twins for name in (A, B)])
    scale = scale_of(MEASURES[twins[0]].unit, most, lang)
    top = 100.0 if scale.level == "%" else round_step(max(most * scale.factor, 1.0), up=True)
    above, below = (defined(found["q50"].to_numpy(), scale.factor) for found in parts)
    months = list(parts[0]["month"])
    names = (say("formal", lang), say("functional", lang))
    gap = [None if x is None or y is None else max(x - y, 0.0) for x, y in zip(above, below, strict=True)]
    hidden = {"type": "line", "stack": "gap", "stackStrategy": "all", "showSymbol": False, "silent": True,
              "lineStyle": {"opacity": 0}}
    upper = line(names[0], above, "@low")
    upper["markLine"] = marks(a, b if world == B else a, months, lang)
    option = {
        "grid": {**GRID, "right": 74}, "xAxis": month_axis(months),
        "yAxis": {**value_axis(scale.level), "scale": False, "min": 0, "max": top, "interval": top / 4},
        "tooltip": {"trigger": "axis"},
        "series": [
            {**hidden, "name": "functional", "data": below},
            {**hidden, "name": "gap", "data": gap, "areaStyle": {"color": "@low/0.14"}},
            upper, line(names[1], below, "@high"),
        ],
    }
    places = digits([*above, *below])
    told = [
        f"{month}\n{names[0]}: {shown(x, places)} {scale.level}\n{names[1]}: {shown(y, places)} {scale.level}"
        for month, x, y in zip(months, above, below, strict=True)
    ]
    table_behind = {
        "head": [say("table_month", lang), *(in_unit(name, scale.level, lang) for name in names)],
        "rows": [[month, shown(x, places), shown(y, places)] for month, x, y in zip(months, above, below, strict=True)],
    }
    return Figure(option, told, table_behind)


