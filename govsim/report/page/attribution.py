"""Sections of an attribution: what each part of a scenario brings about, alone and together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.experiment.plausible import rests_on, visited
from govsim.measures import MEASURES
from govsim.report.overview import effect_text
from govsim.report.page.comparison import differing
from govsim.report.page.parts import Section, Table, caption, noted, picture
from govsim.report.page.precise import precision_sections
from govsim.report.texts import Lang, filled, text, titled
from govsim.report.units import plain, probability
from govsim.report.waterfall import rows, waterfall

if TYPE_CHECKING:
    from govsim.experiment.attribute import Attribution


def attribution_sections(found: Attribution, lang: Lang) -> Iterator[Section]:
    """Findings with waterfalls and shares, interactions, and how the whole differs from the baseline."""
    defined = [name for name in found.measures if np.isfinite(rows(found, "shares", name)["effect"]).all()]
    yield Section(
        text("page_findings", lang),
        paragraphs=[text("page_shares", lang), shows_what(found.seeds, found.worlds, lang),
                    *noted(dict(found.notes), lang)],
        points=[sentence(found, name, lang) for name in defined],
        figures=[picture(waterfall(found, name, lang)) for name in defined],
        tables=[share_table(found, name, lang) for name in defined],
        more_title=text("waterfall_together", lang), more=[together(found, name, lang) for name in defined],
    )
    yield from precision_sections(found.frames.get("precision"), lang, {})
    yield differing(found.baseline, [found.scenario], lang)


def shows_what(seeds: Sequence[int], among: int, lang: Lang) -> str:
    """What the intervals show, or that there are none; see `interval_words`."""
    if rests_on(seeds, among) == 1:
        return text("page_no_interval", lang)
    worlds = visited(seeds, among)
    return filled(text("page_attributed_worlds", lang), worlds=worlds) if worlds else text("page_attributed", lang)


def named(found: Attribution, part: str, lang: Lang) -> str:
    """A part for readers."""
    return part if part in {item.name for item in found.parts} else text(f"attribution_{part}", lang)


def sentence(found: Attribution, measure: str, lang: Lang) -> str:
    """The total effect and each share of it."""
    known = MEASURES[measure]
    table = rows(found, "shares", measure).set_index("part")
    shares = [
        named(found, str(part), lang) + " " + effect_text(row, known.unit, lang)
        + (f" ({plain(100 * row['of_total'], 0)}%)" if np.isfinite(row["of_total"]) else "")
        for part, row in table.iterrows() if part != "total"
    ]
    return text("page_share_sentence", lang).format(
        measure=titled(known, lang), horizon=found.horizon, total=effect_text(table.loc["total"], known.unit, lang),
        shares=("；" if lang == "zh" else "; ").join(shares),
    )


def share_table(found: Attribution, measure: str, lang: Lang) -> Table:
    """Shares, and what each part adds alone and last."""
    unit = MEASURES[measure].unit
    marginals = rows(found, "marginals", measure).set_index(["part", "after"])
    parts = [item.name for item in found.parts]
    told = []
    for _, row in rows(found, "shares", measure).iterrows():
        part = str(row["part"])
        ends = ["–", "–"]
        if part in parts:
            others = " & ".join(name for name in parts if name != part)
            ends = [effect_text(marginals.loc[(part, after)], unit, lang) for after in ("", others)]
        sure = probability(float(row["positive"]))
        told.append([named(found, part, lang), effect_text(row, unit, lang), sure, *ends])
    headings = [text("page_part", lang), text("page_share", lang), "P(>0)", text("page_alone", lang),
                text("page_last", lang)]
    return Table(caption(measure, found.horizon, lang), headings, told)


def together(found: Attribution, measure: str, lang: Lang) -> Table:
    """What parts do together beyond what fewer of them do."""
    table = rows(found, "interactions", measure)
    told = [[str(row["parts"]).replace(" & ", " × "), effect_text(row, MEASURES[measure].unit, lang),
             probability(float(row["positive"]))] for _, row in table[table["size"] > 1].iterrows()]
    headings = [text("page_parts", lang), text("page_effect", lang), "P(>0)"]
    return Table(caption(measure, found.horizon, lang), headings, told)
