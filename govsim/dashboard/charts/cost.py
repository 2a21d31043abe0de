"""Cost beside outcome: what B spends more than A, above what it gets more, on one axis of months."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from govsim.dashboard.charts.axes import Figure, band, defined, digits, line, marks, month_axis, shown, value_axis
from govsim.dashboard.charts.series import largest, part
from govsim.dashboard.outcome import B
from govsim.dashboard.texts import say
from govsim.measures import MEASURES
from govsim.report.texts import Lang, titled
from govsim.report.units import in_unit, scale_of
from govsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

COST = "programme_spending"


def cost(table: pd.DataFrame, measure: str, a: Scenario, b: Scenario, pairs: int, lang: Lang) -> Figure:
    """Paired differences of programme spending and of a measure, B less A."""
    months: list[str] = []
    series: list[dict[str, Any]] = []
    columns: list[tuple[str, str, list[float | None], int]] = []
    units = []
    for axis, name in enumerate((COST, measure)):
        found = part(table, name, B, "effect")
        months = list(found["month"])
        scale = scale_of(MEASURES[name].unit, largest([found]), lang)
        colour = "@low" if name == COST else "@b"
        low, middle, high = (defined(found[key].to_numpy(), scale.factor) for key in ("q05", "q50", "q95"))
        if pairs > 1:
            series += band(low, high, f"{colour}/0.18", name, axis)
        drawn = line(titled(MEASURES[name], lang), middle, colour, axis=axis)
        drawn["endLabel"] = {"show": False}
        drawn["markLine"] = marks(a, b, months, lang) | ({"label": {"show": False}} if axis else {})
        series.append(drawn)
        title = titled(MEASURES[name], lang)
        units.append(f"{title}, {scale.effect}" if scale.effect else title)
        columns.append((title, scale.effect, middle, digits(middle)))
    option = {
        "grid": [{"left": 52, "right": 20, "height": "31%", **edge} for edge in ({"top": 60}, {"bottom": 28})],
        "xAxis": [month_axis(months, 0, labels=False), month_axis(months, 1)],
        "yAxis": [{**value_axis(unit, axis), "scale": False} for axis, unit in enumerate(units)],
        "axisPointer": {"link": [{"xAxisIndex": "all"}]}, "tooltip": {"trigger": "axis"}, "series": series,
    }
    told = [
        "\n".join([month, *(f"{name}: {shown(found[index], places)} {unit}" for name, unit, found, places in columns)])
        for index, month in enumerate(months)
    ]
    head = [say("table_month", lang), *(in_unit(name, unit, lang) for name, unit, _, _ in columns)]
    rows = [[month, *(shown(values[index], places) for _, _, values, places in columns)]
            for index, month in enumerate(months)]
    return Figure(option, told, {"head": head, "rows": rows})
