"""Sections of an agent that was followed in two worlds: the first decision, the chain of causes, and the outcomes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from govsim.report.page.comparison import differing
from govsim.report.page.parts import Section, Table, listed, picture
from govsim.report.state_words import pair_words, state_word, tier_word
from govsim.report.texts import Lang, text
from govsim.report.twins import belongs_words, chain_figure, course_figure, decision_words, lines, part_of

if TYPE_CHECKING:
    from govsim.experiment.twins import Twins


def twins_sections(found: Twins, lang: Lang) -> Iterator[Section]:
    """How the difference got to the agent, and what came of it."""
    if found.chain:
        yield Section(
            text("page_chain", lang), paragraphs=[belongs_words(found, lang), text("page_chain_note", lang)],
            points=[decision_words(found, lang)],
            figures=[picture(chain_figure(found, lang))], more_title=text("page_chain_table", lang),
            more=[chain_table(found, lang)],
        )
    else:
        yield Section(text("page_chain", lang), paragraphs=[text("page_chain_none", lang)])
    if found.outcomes:
        yield Section(text("page_outcomes", lang), figures=[picture(course_figure(found, lang))],
                      tables=[outcome_table(found, lang)])
    yield differing(found.baseline, [found.scenario], lang)


def chain_table(found: Twins, lang: Lang) -> Table:
    """Every step of the chain in words."""
    rows = []
    for line in lines(found):
        item = line.steps[0].found
        causes = [state_word(cause.variable, cause.part, lang) for step in line.steps for cause in step.causes]
        values = ("", "") if line.table == "rules" else pair_words(item.variable, item.baseline, item.scenario, lang)
        rows.append([item.month, tier_word(item.variable, lang), line.words(lang), *values,
                     listed(list(dict.fromkeys(causes)), lang)])
    headings = [text(f"page_{key}", lang) for key in ("month", "where", "what", "in_baseline", "in_scenario",
                                                      "because")]
    return Table(text("page_chain", lang), headings, rows, 6)


def outcome_table(found: Twins, lang: Lang) -> Table:
    """The outcomes, and the numbers that feed them, at the end of the run."""
    rows = []
    for outcome in found.outcomes:
        for name, ends in {outcome: found.ends(outcome), **found.feeds(outcome)}.items():
            word = f"{tier_word(name, lang)}{'：' if lang == 'zh' else ': '}"
            word += state_word(name, part_of(found, name), lang)
            rows.append([word if name == outcome else f"– {word}",
                         *pair_words(name, ends["baseline"], ends["scenario"], lang)])
    last = found.trace.series["month"].iloc[-1]
    headings = [text(f"page_{key}", lang) for key in ("what", "in_baseline", "in_scenario")]
    return Table(text("page_ends", lang).format(month=last), headings, rows)
