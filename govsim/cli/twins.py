"""govsim explain-agent: the same agent in two worlds, the first decision that differs and the chain of causes."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.asked import asked as given
from govsim.cli.commands import AGENTS
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar, Interrupted
from govsim.cli.studies import RESULTS, load_all, print_written
from govsim.cli.texts import Lang, say
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    from govsim.experiment.twins import Twins

MOST_CAUSES = 3
"""Causes told of a step on screen; the table in the folder has all."""


def explain_agent(
    scenario: str, baseline: str, seed: int, sample: float | None, sets: Sequence[str], out: Path | None,
    figures: bool, as_json: bool, lang: Lang, **names: str | None,
) -> None:
    """Follow one agent: tables, figures and manifest in the folder; the chain on screen."""
    asked = {kind: names[kind] for kind in AGENTS if names[kind] is not None}
    if len(asked) != 1:
        options = ", ".join(f"--{kind}" for kind in AGENTS)
        raise InputError([Fault("explain-agent", f"name one agent by one of {options}")])
    (kind, name), = asked.items()
    assert name is not None
    reform, base = load_all([scenario, baseline], sample, sets)
    from govsim.experiment.claim import claim, held
    from govsim.experiment.compare import scenario_faults
    from govsim.experiment.twins import twins
    from govsim.experiment.twins_folder import write_twins_folder
    from govsim.trace import find

    faults = scenario_faults(base, [reform])
    if faults:
        raise InputError(faults)
    find(reform, kind, name, seed)  # type: ignore[arg-type]
    folder = out or RESULTS / f"{kind}-{name}-{reform.name}-{base.name}"
    claim(folder, "explain-agent", [base, reform])
    with held(folder), Bar(lang) as bar:
        try:
            found = twins(reform, base, kind, name, seed=seed, progress=bar.count_months)  # type: ignore[arg-type]
            write_twins_folder(found, folder, given())
            drawn = 0
            if figures:
                from govsim.report.twins import write_twins_figures

                bar.note("drawing")
                drawn = len(write_twins_figures(found, folder / "figures", lang))
        except KeyboardInterrupt as error:
            raise Interrupted(say("nothing_kept", lang)) from error
    if as_json:
        print_json({**found.to_dict(), "folder": str(folder)})
        return
    print_twins(found, lang)
    print_written(folder, "files_study", drawn, lang)


def print_twins(found: Twins, lang: Lang) -> None:
    """Who the agent is, the first decision, the chain, and what the outcomes are made of."""
    from govsim.report.state_words import pair_words, state_word, tier_word
    from govsim.report.texts import titled
    from govsim.report.twins import agent_words, belongs_words, decision_words, lines, part_of

    comma = "、" if lang == "zh" else ", "
    print_text(agent_words(found, lang), bold=True)
    print_text(belongs_words(found, lang))
    print_text(say("twins_worlds", lang, scenario=titled(found.scenario, lang),
                   baseline=titled(found.baseline, lang), seed=found.seed))
    if not found.chain:
        print_text(say("twins_same", lang))
        return
    rows, month = [], ""
    for line in lines(found):
        item = line.steps[0].found
        causes = dict.fromkeys(
            state_word(cause.variable, cause.part, lang) for step in line.steps for cause in step.causes
            if not cause.variable.startswith("rules.")
        )
        rules = dict.fromkeys(
            words[lang == "zh"] for step in line.steps for cause in step.causes
            for words in found.trace.revisions.get(cause.variable, ())
        )
        told = [*list(causes)[:MOST_CAUSES], *list(rules)[: max(0, MOST_CAUSES - len(causes))]]
        left = len(causes) + len(rules) - len(told)
        because = comma.join(told) + (say("twins_more", lang, count=left) if left else "")
        values = ("", "") if line.table == "rules" else pair_words(item.variable, item.baseline, item.scenario, lang)
        rows.append([item.month if item.month != month else "", tier_word(item.variable, lang),
                     line.words(lang), *values, because])
        month = item.month
    headings = [say(f"twins_{key}", lang) for key in ("month", "where", "what", "baseline", "scenario", "because")]
    print_table(headings, rows, (3, 4), title=say("twins_chain", lang))
    print_text(decision_words(found, lang))
    last = found.trace.series["month"].iloc[-1]
    rows = []
    for outcome in found.outcomes:
        for name, ends in {outcome: found.ends(outcome), **found.feeds(outcome)}.items():
            indent = "" if name == outcome else "   "
            rows.append([indent + tier_word(name, lang), state_word(name, part_of(found, name), lang),
                         *pair_words(name, ends["baseline"], ends["scenario"], lang)])
    headings = [say(f"twins_{key}", lang) for key in ("where", "number", "baseline", "scenario")]
    print_table(headings, rows, (2, 3), title=say("twins_ends", lang, month=last))
    print_text(say("twins_limits", lang))
