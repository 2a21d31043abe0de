"""Sections of an evaluation of a pilot or rollout, and of demonstration courtyards."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govsim.experiment.evaluation_results import PARTS
from govsim.experiment.results import NEGLIGIBLE
from govsim.measures import MEASURES
from govsim.report.evaluation import estimator, figures
from govsim.report.evaluation_words import design, few_clusters, sentences
from govsim.report.overview import effect_text
from govsim.report.page.comparison import differing
from govsim.report.page.parts import Section, Table, noted, picture
from govsim.report.showcase import showcase
from govsim.report.texts import Lang, text, titled
from govsim.report.units import decimals, plain, scale_of, signed

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.evaluate import Evaluation
    from govsim.experiment.showcase import Showcase

RATES = ("coverage", "power", "false_alarms")


def evaluation_sections(found: Evaluation, lang: Lang) -> Iterator[Section]:
    """Findings, estimates beside the truth, and what was evaluated."""
    words = [design(found, lang), few_clusters(found, lang), *noted(dict(found.notes), lang)]
    yield Section(
        text("page_findings", lang), paragraphs=[item for item in words if item], points=sentences(found, lang),
        figures=[picture(figure) for _, figure in figures(found, lang)],
    )
    measures = [name for name in found.measures if (found.summary["measure"] == name).any()]
    yield Section(
        text("page_estimates", lang), paragraphs=[text("page_bias", lang)],
        tables=[estimate_table(found, name, lang) for name in measures],
    )
    yield differing(found.baseline, [found.scenario], lang)


def estimate_table(found: Evaluation, measure: str, lang: Lang) -> Table:
    """Means over replications: truth, estimate, bias and its parts, and how often intervals are right."""
    table = found.summary[found.summary["measure"] == measure]
    scale = scale_of(MEASURES[measure].unit, float(table["estimate"].abs().max()), lang)
    several = len(found.seeds) > 1
    rows = []
    for _, row in table.iterrows():
        means = [effect(row, name, scale.factor) for name in ("truth", "estimate", "bias", *PARTS)]
        rates = [f"{row[name]:.0%}" for name in RATES] if several else []
        rows.append([estimator(str(row["estimator"]), lang), *means, *rates])
    headings = [text("page_estimator", lang), text("part_truth", lang), text("part_estimate", lang),
                text("page_bias_column", lang), *(text(f"part_{name}", lang) for name in PARTS),
                *([text(f"page_{name}", lang) for name in RATES] if several else [])]
    return Table(f"{titled(MEASURES[measure], lang)} · {scale.effect}", headings, rows)


def effect(row: pd.Series, name: str, factor: float) -> str:
    """A mean with its interval, where it has one; what is nothing but rounding is 0."""
    value, low, high = (float(row.get(key, math.nan)) * factor for key in (name, f"{name}_low", f"{name}_high"))
    if not math.isfinite(value):
        return "–"
    if max(abs(number) for number in (value, low, high) if math.isfinite(number)) < NEGLIGIBLE * factor:
        return "0"
    places = decimals(value, low, high)
    return signed(value, places) + (f" [{plain(low, places)},\u00a0{plain(high, places)}]" if high > low else "")


def showcase_sections(found: Showcase, lang: Lang) -> Iterator[Section]:
    """The lead of demonstration courtyards, and what of it they owe to being shown."""
    table = found.by_month.set_index(["quantity", "month"]).rename(columns={"mean": "effect"})
    months = list(dict.fromkeys(found.by_month["month"]))
    names = ("lead", "selection", "effect", "district")
    rows = [[month, *(effect_text(table.loc[(name, month)], "0-1", lang) for name in names)]
            for month in months if month.endswith("-12") or month == months[-1]]
    last = {name: effect_text(table.loc[(name, months[-1])], "0-1", lang) for name in names}
    headings = [text("page_month", lang), *(text(f"showcase_{name}", lang) for name in names)]
    yield Section(
        text("page_findings", lang), points=[text("page_led", lang).format(month=months[-1], **last)],
        figures=[picture(showcase(found, lang))],
        tables=[Table(text("showcase_title", lang).format(scenario=titled(found.scenario, lang)), headings, rows)],
    )
    yield differing(found.twin, [found.scenario], lang)
