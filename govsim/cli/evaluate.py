"""govsim evaluate: make the runs of a pilot and of its twin, estimate, print what an evaluation would have found."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.asked import asked
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar
from govsim.cli.studies import RESULTS, load_all, print_written
from govsim.cli.texts import Lang, caveat, say
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.evaluate import Evaluation

def evaluate(
    scenario: str, baseline: str | None, seed: int, replications: int, sample: float | None, sets: Sequence[str],
    out: Path | None, processes: int | None, figures: bool, measures: Sequence[str], unit: str | None,
    cluster: str | None, horizon: str | None, showcase: bool, as_json: bool, lang: Lang,
) -> None:
    """Evaluate a scenario against its twin: tables, figures and manifest in the folder; estimates on screen."""
    if showcase:
        if baseline or measures or unit or cluster or horizon:
            message = "takes no baseline, --measure, --unit, --cluster or --horizon"
            raise InputError([Fault("--showcase", message)])
        from govsim.cli.showcase import showcase as showcased

        showcased(scenario, seed, replications, sample, sets, out, processes, figures, as_json, lang)
        return
    reform, *given = load_all([scenario] if baseline is None else [scenario, baseline], sample, sets)
    from govsim.experiment.claim import claim, held
    from govsim.experiment.compare import HEADLINES
    from govsim.experiment.evaluate import evaluate as evaluated
    from govsim.experiment.evaluate import prepared
    from govsim.experiment.rollout import without_placed

    base = given[0] if given else without_placed(reform)
    shown = tuple(dict.fromkeys(measures)) or HEADLINES
    prepared(reform, base, shown, unit, cluster, horizon, replications)
    folder = out or RESULTS / f"evaluate-{reform.name}"
    claim(folder, "evaluate", [reform, base])
    with held(folder), Bar(lang, folder, 2) as bar:
        from govsim.experiment.evaluation_folder import write_evaluation_folder

        found = evaluated(
            reform, base, measures=shown, unit=unit, cluster=cluster, horizon=horizon, seed=seed,
            replications=replications, out=folder, workers=processes, progress=bar.report,
        )
        write_evaluation_folder(found, folder, asked())
        drawn = 0
        if figures:
            from govsim.report.evaluation import write_evaluation_figures

            bar.note("drawing")
            drawn = len(write_evaluation_figures(found, folder / "figures", lang))
    if as_json:
        print_json({**found.to_dict(), "folder": str(folder)})
        return
    print_evaluation(found, lang)
    print_written(folder, "files_compare", drawn, lang)


def print_evaluation(found: Evaluation, lang: Lang) -> None:
    """The design, a table a measure, and sentences."""
    from govsim.cli.results import span
    from govsim.report.evaluation_words import design, few_clusters, sentences
    from govsim.report.texts import titled

    print_text(say("evaluation_title", lang, scenario=titled(found.scenario, lang)), bold=True)
    seeds = "runs_one" if len(found.seeds) == 1 else "seeds"
    print_text(" · ".join([
        span(found.scenario, lang),
        say(seeds, lang, count=len(found.seeds), first=found.seeds[0], last=found.seeds[-1]),
    ]))
    print_text(design(found, lang))
    for measure in found.measures:
        print_measure(found, measure, lang)
    several = len(found.seeds) > 1
    print_text(say("evaluation_note" if several else "evaluation_note_one", lang, runs=len(found.seeds)))
    warning = few_clusters(found, lang)
    if warning:
        print_text(warning)
    print_text()
    print_text(say("findings", lang), bold=True)
    for sentence in sentences(found, lang):
        print_text(f"  {sentence}")
    print_text()
    for words, runs in found.notes.items():
        print_text(say("note", lang, note=words[lang == "zh"], runs=runs))
    print_text(caveat(lang))


def print_measure(found: Evaluation, measure: str, lang: Lang) -> None:
    """The table of one measure."""
    from govsim.cli.results import with_interval
    from govsim.experiment.evaluation_results import PARTS
    from govsim.measures import MEASURES
    from govsim.report.evaluation import estimator
    from govsim.report.texts import titled
    from govsim.report.units import decimals, in_unit, scale_of, signed

    summary = found.summary[found.summary["measure"] == measure] if len(found.summary) else found.summary
    if not len(summary):
        print_text(say("evaluation_nothing", lang, measure=titled(MEASURES[measure], lang)))
        return
    single = found.estimates[(found.estimates["measure"] == measure) & (found.estimates["seed"] == found.seeds[0])]
    single = single.set_index("estimator")
    scale = scale_of(MEASURES[measure].unit, float(summary["estimate"].abs().max()), lang)
    several = len(found.seeds) > 1
    rates = ("coverage", "power", "false_alarms") if several else ()
    rows = []
    for _, row in summary.iterrows():
        name = str(row["estimator"])
        cells = ["–", "–"]
        places = decimals(*(float(row[key]) * scale.factor for key in ("bias", "bias_low", "bias_high")))
        if name in single.index:
            one = single.loc[name]
            cells = [
                with_interval(one, ("estimate", "low", "high"), scale.factor),
                signed(float(one["truth"]) * scale.factor,
                       decimals(*(float(one[key]) * scale.factor for key in ("estimate", "low", "high")))),
            ]
        cells.append(with_interval(row, ("bias", "bias_low", "bias_high"), scale.factor))
        cells += [signed(float(row[part]) * scale.factor, places) for part in PARTS]
        rows.append([estimator(name, lang), *cells, *(share(row, rate) for rate in rates)])
    headings = [
        say("estimator", lang), say("evaluation_found", lang, seed=found.seeds[0]), say("evaluation_truth", lang),
        say("evaluation_bias", lang), *(say(f"evaluation_{key}", lang) for key in (*PARTS, *rates)),
    ]
    title = in_unit(titled(MEASURES[measure], lang), scale.effect, lang)
    print_table(headings, rows, range(1, len(headings)), title=title)


def share(row: pd.Series, name: str) -> str:
    """A share of the replications with its interval, in per cent."""
    value, low, high = (100 * float(row[key]) for key in (name, f"{name}_low", f"{name}_high"))
    return f"{value:.0f}% [{low:.0f}, {high:.0f}]" if math.isfinite(value) else "–"
