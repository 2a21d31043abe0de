"""How precise the effects have become, and how many pairs that took."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govsim.cli.output import print_table, print_text
from govsim.cli.texts import Lang, say

if TYPE_CHECKING:
    import pandas as pd

MOST_ROWS = 20
"""Outcomes that are shown one by one; of more, the least precise."""


def print_precision(table: pd.DataFrame, most: int, lang: Lang) -> None:
    """The least precise outcomes first, after one sentence; `most` is the number of pairs allowed."""
    from govsim.cli.results import count, with_interval
    from govsim.experiment.attribute import TOTAL
    from govsim.measures import MEASURES
    from govsim.report.texts import text, titled
    from govsim.report.units import decimals, in_unit, plain, scale_of

    pairs, short = int(table["pairs"].max()), int((~table["reached"]).sum())
    print_text(say("precise_title", lang), bold=True)
    print_text(say("precise_short" if short else "precise_reached", lang, pairs=pairs, short=short, all=len(table),
                   most=most))
    ratio = (table["high"] - table["low"]) / 2 / table["wanted"]
    rows = []
    for at in ratio.sort_values(ascending=False, na_position="first", kind="stable").index[:MOST_ROWS]:
        row = table.loc[at]
        known = MEASURES[row["measure"]]
        wanted = float(row["wanted"])
        scale = scale_of(known.unit, max(abs(float(row["effect"])), wanted), lang)
        whose = [say("precise_point", lang, point=row["point"])] if "point" in table else []
        whose += [str(row[key]) for key in ("scenario", "part") if key in table and row[key] != TOTAL]
        whose += [text("attribution_total", lang)] if row.get("part") == TOTAL else []
        width = wanted * scale.factor
        rows.append([
            in_unit(titled(known, lang), scale.effect), " · ".join(whose),
            f"±{plain(width, decimals(width, 0, width))}",
            with_interval(row, ("effect", "low", "high"), scale.factor), str(row["pairs"]),
            say("yes" if row["reached"] else "no", lang), count(float(row["needed"])),
        ])
    keys = ("wanted", "effect", "pairs", "so", "needed")
    headings = [say("measure", lang), "", *(say(f"precise_{key}", lang) for key in keys)]
    print_table(headings, rows, (2, 3, 4, 6))
    if len(table) > MOST_ROWS:
        print_text(say("precise_more", lang, shown=MOST_ROWS, all=len(table)))
    print_text(say("precise_note", lang))
    print_text()
