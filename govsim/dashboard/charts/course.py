"""Chart of one place: its measure in A and in B over the months."""

from __future__ import annotations

from govsim.dashboard.charts.axes import Figure, defined, digits, line, marks, month_axis, shown, value_axis
from govsim.dashboard.outcome import Course
from govsim.dashboard.texts import say
from govsim.measures import MEASURES
from govsim.report.texts import Lang
from govsim.report.units import in_unit, scale_of
from govsim.scenario import Scenario


def course_of(course: Course, unit: str, measure: str, worlds: tuple[Scenario, Scenario], lang: Lang) -> Figure:
    """Lines of a place in A, dashed, and in B, with the beginnings of reforms."""
    row = course.units.index(unit)
    raw = [defined(values[row]) for values in (course.a, course.b)]
    most = max((abs(value) for part in raw for value in part if value is not None), default=0.0)
    scale = scale_of(MEASURES[measure].unit, most, lang)
    a, b = (defined(values[row], scale.factor) for values in (course.a, course.b))
    first = line("A", a, "@a", "dashed")
    first["markLine"] = marks(*worlds, course.months, lang)
    option = {
        "grid": {"left": 12, "right": 40, "top": 52, "bottom": 8, "containLabel": True},
        "tooltip": {"trigger": "axis"},
        "xAxis": month_axis(course.months), "yAxis": value_axis(scale.level), "series": [first, line("B", b, "@b")],
    }
    places = digits([*a, *b])
    rows = [[month, shown(one, places), shown(other, places)]
            for month, one, other in zip(course.months, a, b, strict=True)]
    tips = [f"{month}\nA: {one} {scale.level}\nB: {other} {scale.level}" for month, one, other in rows]
    head = [say("map_month", lang), *(in_unit(name, scale.level, lang) for name in "AB")]
    return Figure(option, tips, {"head": head, "rows": rows})
