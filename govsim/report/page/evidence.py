"""Sections of what tells how far evidence carries: the report card of a validation, and the evidence ledger."""

from __future__ import annotations

import math
from collections.abc import Iterator
from typing import TYPE_CHECKING

from govsim.experiment.patterns import PATTERNS
from govsim.experiment.stress import STRESS
from govsim.measures import MEASURES
from govsim.params import declared
from govsim.report.evidence import headline_sentence, shown
from govsim.report.page.parts import Section, Table, picture
from govsim.report.texts import Lang, text, titled
from govsim.report.units import signed
from govsim.report.validation import behind, figures
from govsim.units import UNITS_ZH
from govsim.world import World

if TYPE_CHECKING:
    from govsim.experiment.ledger import Ledger
    from govsim.experiment.validate import Validation

MANY = 1000
"""From this on numbers stand without decimals."""


def validation_sections(found: Validation, lang: Lang) -> Iterator[Section]:
    """Targets, patterns and stress settings with their conditions, and the measures by size of the unit."""
    drawn = {name: picture(figure) for name, figure in figures(found, lang)}
    yield Section(
        text("validation_targets", lang), paragraphs=[text("page_limits", lang)],
        figures=[drawn["targets"], drawn["signatures"]], tables=[target_table(found, lang)],
    )
    for kind in ("pattern", "stress"):
        yield Section(text(f"validation_{kind}", lang), tables=[signature_table(found, kind, lang)])
    yield Section(text("validation_sizes", lang), figures=[drawn["unit_sizes"]])


def target_table(found: Validation, lang: Lang) -> Table:
    """What is known beside what the runs show."""
    rows = []
    for _, row in found.targets.iterrows():
        sign = {"equal": "", "at_least": "≥ ", "at_most": "≤ "}[row["sense"]]
        rows.append([
            f"{row['name']}  {row['title_zh' if lang == 'zh' else 'title']}", text(f"page_use_{row['use']}", lang),
            f"{sign}{short(row['value'])} (−{short(row['below'])}, +{short(row['above'])})", middle(row),
            f"{row['met']:.0%}", verdict(row, lang),
        ])
    keys = ("target", "use", "known", "runs", "met", "verdict")
    return Table(behind(found, "targets", lang), [text(f"page_{key}", lang) for key in keys], rows, 2)


def signature_table(found: Validation, kind: str, lang: Lang) -> Table:
    """Each signature, and its conditions below it."""
    known, zh = PATTERNS if kind == "pattern" else STRESS, lang == "zh"
    rows = []
    for _, row in found.signatures[found.signatures["kind"] == kind].iterrows():
        title = known[row["name"]].title[zh]
        rows.append([f"{row['name']}  {title}" if kind == "pattern" else title, "", f"{row['appears']:.0%}",
                     verdict(row, lang)])
        below = found.conditions[(found.conditions["kind"] == kind) & (found.conditions["name"] == row["name"])]
        for _, item in below.iterrows():
            words = item["words_zh" if zh else "words"]
            told = words if item["counted"] else text("page_aside", lang).format(words=words)
            rows.append([f"– {told}", middle(item), f"{item['appears']:.0%}", ""])
    headings = [text(f"page_{key}", lang) for key in ("signature", "runs", "appears", "verdict")]
    return Table(behind(found, kind, lang), headings, rows)


def verdict(row: object, lang: Lang) -> str:
    """Pass or fail."""
    return text("passed" if row["passed"] else "failed", lang)  # type: ignore[index]


def middle(row: object) -> str:
    """Median and 90% of runs."""
    low, median, high = (short(float(row[key])) for key in ("low", "median", "high"))  # type: ignore[index]
    return f"{median} [{low},\u00a0{high}]"


def short(value: float) -> str:
    """A number with three digits.

    >>> short(1234.5), short(-0.12345), short(float("inf")), short(float("nan"))
    ('1,234', '−0.123', '∞', '–')
    """
    if not math.isfinite(value):
        return "∞" if value > 0 else "−∞" if value < 0 else "–"
    written = f"{value:,.0f}" if abs(value) >= MANY else f"{value:.3g}"
    return written.replace("-", "−")


def ledger_sections(found: Ledger, lang: Lang) -> Iterator[Section]:
    """What each headline effect rests on, and the numbers behind it."""
    about = found.about
    names = list(found.headlines)
    rows = [
        [titled(MEASURES[name], lang), f"{item.assumed:.0%} ±{100 * item.assumed_error:.0f}",
         f"{item.sourced:.0%} ±{100 * item.sourced_error:.0f}",
         f"{item.chance:.0%} ±{100 * item.chance_error:.0f}", f"{item.told:.0%}"]
        for name, item in found.headlines.items()
    ]
    headings = [text(f"page_{key}", lang) for key in ("measure", "assumed_share", "sourced_share", "chance_share",
                                                      "told_share")]
    note = text("page_ledger_note", lang).format(
        horizon=about["horizon"], points=about["points"], worlds=about["plausible_worlds"])
    yield Section(
        text("page_findings", lang), paragraphs=[note], points=[headline_sentence(found, name, lang) for name in names],
        tables=[Table(text("page_ledger", lang), headings, rows)], more_title=text("page_numbers", lang),
        more=[number_table(found, name, lang) for name in names],
    )


def number_table(found: Ledger, measure: str, lang: Lang) -> Table:
    """The numbers that move an effect, the most first."""
    rows = []
    for item in found.of_measure(measure):
        known = declared(World)[item.name]
        rows.append([
            item.name, known.zh if lang == "zh" else known.doc, f"{known.default:,.6g}",
            UNITS_ZH[known.unit] if lang == "zh" else known.unit, text(f"tag_{known.tag}", lang),
            f"{'' if item.clear else '(?) '}{shown(item)}", f"{item.total:.0%} ±{100 * item.error:.0f}",
            signed(item.slope, 1),
        ])
    keys = ("name", "meaning", "value", "unit_of", "evidence", "by_itself", "total", "slope")
    return Table(titled(MEASURES[measure], lang), [text(f"page_{key}", lang) for key in keys], rows, 5)
