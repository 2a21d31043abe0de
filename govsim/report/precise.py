"""How precise effects have become where a precision was asked for: a sentence, and a row an interval."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from govsim.experiment.attribute import TOTAL
from govsim.measures import MEASURES
from govsim.report.sweep import shown
from govsim.report.texts import Lang, filled, text, titled
from govsim.report.units import count, decimals, in_unit, plain, scale_of, signed

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.plan import Plan
    from govsim.experiment.study import Study

MOST_ROWS = 20
"""Intervals that are shown one by one; of more, the least precise."""

LABELS = ("point", "scenario", "part")
"""Columns that say whose effect it is; a table has some of them."""


def precision_sentence(table: pd.DataFrame, lang: Lang, most: int | None = None) -> str:
    """Whether what was asked for was reached, and with how many pairs; of at most `most`, where that is known."""
    short = int((~table["reached"]).sum())
    allowed = "" if most is None else text("precise_most", lang).format(most=most)
    return filled(
        text("precise_short" if short else "precise_reached", lang),
        pairs=int(table["pairs"].max()), short=short, all=len(table), most=allowed,
    )


def precision_rows(
    table: pd.DataFrame, lang: Lang, titles: Mapping[str, str], points: Sequence[str] = ()
) -> tuple[list[str], list[list[str]], int]:
    """Headings, rows in the order of the table, and the first column of numbers.

    `titles` are those of scenarios by name; `points` say what each point is. What is the same in all rows is left out.
    """
    labels = [name for name in LABELS if name in table and table[name].nunique() > 1]
    ratio = (table["high"] - table["low"]) / 2 / table["wanted"]
    least = ratio.sort_values(ascending=False, na_position="first", kind="stable").index[:MOST_ROWS]
    rows = []
    for at in sorted(least):
        row = table.loc[at]
        known, wanted = MEASURES[row["measure"]], float(row["wanted"])
        scale = scale_of(known.unit, max(abs(float(row["effect"])), wanted), lang)
        effect, low, high, width = (
            float(value) * scale.factor for value in (row["effect"], row["low"], row["high"], wanted)
        )
        places = decimals(effect, low, high)
        rows.append([
            in_unit(titled(known, lang), scale.effect, lang),
            *(whose(name, row[name], lang, titles, points) for name in labels),
            f"±{plain(width, decimals(width, 0, width))}",
            signed(effect, places) + (f" [{plain(low, places)}, {plain(high, places)}]" if high > low else ""),
            str(row["pairs"]), count(float(row["needed"])), text("page_yes" if row["reached"] else "page_no", lang),
        ])
    keys = ("measure", *labels, "wanted", "effect", "pairs", "needed", "so")
    return [text(f"precise_{key}", lang) for key in keys], rows, 1 + len(labels)


def whose(label: str, value: object, lang: Lang, titles: Mapping[str, str], points: Sequence[str]) -> str:
    """A point, scenario or part in words."""
    if label == "point":
        return points[int(str(value))]
    if label == "scenario":
        return titles[str(value)]
    return text("attribution_total", lang) if value == TOTAL else str(value)


def point_names(study: Study, plan: Plan, lang: Lang) -> list[str]:
    """What each point of a study is: the values of its factors."""
    joined = "；" if lang == "zh" else "; "
    return [joined.join(f"{titled(factor, lang)} {shown(value, lang)}"
                        for factor, value in zip(study.factors, point, strict=True)) for point in plan.points]


def scenario_names(study: Study, lang: Lang) -> dict[str, str]:
    """The titles of a study's scenarios by name."""
    return {name: study.titled(name, lang) for name in study.names}
