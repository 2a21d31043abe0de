"""govsim sensitivity and govsim discover: what the runs of a study say about its factors."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.asked import asked
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar
from govsim.cli.results import number
from govsim.cli.studies import RESULTS, print_written, runs_of
from govsim.cli.sweep import finish, made, tell_failures, titled_study
from govsim.cli.texts import Lang, caveat, say
from govsim.experiment.compare import records

if TYPE_CHECKING:
    from govsim.experiment.discovery import Discovery
    from govsim.experiment.sensitivity import Sensitivity


def sensitivity(
    study: str, seed: int | None, replications: int | None, sample: float | None, sets: Sequence[str],
    out: Path | None, runs: Path | None, processes: int | None, scheduler: str | None, worlds: int | None,
    figures: bool, as_json: bool, lang: Lang,
) -> int:
    """Make what is missing of a study, then say which factors matter."""
    from govsim.experiment.analysis_folder import write_sensitivity
    from govsim.experiment.claim import held
    from govsim.experiment.design import needed
    from govsim.experiment.sensitivity import check_design
    from govsim.experiment.sensitivity import sensitivity as analysed
    from govsim.experiment.study import load_study

    with Bar(lang) as bar:
        bar.note("planning")
        needed("SALib", "sensitivity")
        found = load_study(study, sets=sets, sample=sample, replications=replications, seed=seed, worlds=worlds)
        check_design(found)
        folder, runs = out or RESULTS / found.name, runs_of(out, runs)
        with held(folder):
            plan, failures = made(found, folder, runs, processes, scheduler, bar)
            if failures:
                return tell_failures(plan, failures, lang, "not_analysed")
            result = analysed(found, plan)
            finish(found, plan, failures, folder, bar, False, lang)
            write_sensitivity(result, folder, asked())
            drawn = draw(result, folder, bar, lang) if figures else 0
    if as_json:
        print_json({"study": found.name, "folder": str(folder), "indices": records(result.indices),
                    "variance": records(result.variance)})
    else:
        print_sensitivity(result, lang)
        print_written(folder / "sensitivity", "files_sensitivity", drawn, lang)
    return 0


def draw(found: Sensitivity, folder: Path, bar: Bar, lang: Lang) -> int:
    """Figures of a sensitivity analysis; how many."""
    from govsim.report.assumptions import sensitivity_map, tornado, variance_figure
    from govsim.report.style import save_all

    bar.note("drawing")
    drawn = {}
    for scenario in dict.fromkeys(found.indices["scenario"]):
        drawn[f"map_{scenario}"] = sensitivity_map(found, scenario, lang)
        if len(found.variance) and (found.variance["scenario"] == scenario).any():
            drawn[f"variance_{scenario}"] = variance_figure(found, scenario, lang)
        for measure in found.study.measures:
            drawn[f"tornado_{scenario}_{measure}"] = tornado(found, scenario, measure, lang)
    return len(save_all(drawn.items(), folder / "sensitivity" / "figures"))


def print_sensitivity(found: Sensitivity, lang: Lang) -> None:
    """The strongest factors of each outcome, and the parts of its variance."""
    from govsim.experiment.plausible import visited
    from govsim.experiment.sensitivity import METHODS, strongest
    from govsim.measures import MEASURES
    from govsim.report.assumptions import doubt, subject
    from govsim.report.texts import text, titled
    from govsim.report.units import scale_of

    index = METHODS[found.study.design.kind]
    names = {factor.name: titled(factor, lang) for factor in found.study.factors}
    print_text(titled_study(found.study, lang), bold=True)
    for scenario in dict.fromkeys(found.indices["scenario"]):
        table = found.indices[(found.indices["scenario"] == scenario) & (found.indices["index"] == index)]
        table = table.set_index(["factor", "measure"])
        scales = {name: scale_of(MEASURES[name].unit, float(table.xs(name, level="measure")["value"].max()), lang)
                  for name in found.study.measures}
        rows = []
        for factor in strongest(found, index):
            cells = []
            for measure in found.study.measures:
                row = table.loc[(factor, measure)]
                scale = scales[measure].factor if index == "mu_star" else 1.0
                cells.append(number(max(0.0, float(row["value"])) * scale) + interval(row, scale))
            rows.append([names[factor], *cells])
        nothing = found.indices[(found.indices["scenario"] == scenario) & (found.indices["index"] == "dummy")]
        if len(nothing):
            by_measure = nothing.set_index("measure")
            rows.append([say("does_nothing", lang), *(number(float(by_measure.loc[name, "value"])) +
                                                      interval(by_measure.loc[name], 1.0)
                                                      for name in found.study.measures)])
        headings = [say("factor", lang)] + [
            titled(MEASURES[name], lang) + (f"\n{scales[name].effect}" if index == "mu_star" else "")
            for name in found.study.measures
        ]
        print_text(subject(found, scenario, lang))
        print_table(headings, rows, range(1, len(headings)))
        if told := doubt(found, scenario, lang):
            print_text(told)
        shares = found.variance[found.variance["scenario"] == scenario] if len(found.variance) else found.variance
        if len(shares):
            parts = [[text(f"part_{part}", lang), *(share_cell(shares, part, name) for name in found.study.measures)]
                     for part in dict.fromkeys(shares["part"])]
            print_table([say("part", lang), *(titled(MEASURES[name], lang) for name in found.study.measures)], parts,
                        range(1, len(headings)), title=say("variance_title", lang))
    print_text(caveat(lang, visited(found.study.seeds, found.study.plausible)))


def interval(row: object, scale: float) -> str:
    """An index's interval."""
    low, high = (float(row[key]) * scale for key in ("low", "high"))  # type: ignore[index]
    return f" [{number(max(low, 0.0))}, {number(high)}]" if high == high else ""


def share_cell(shares: object, part: str, measure: str) -> str:
    """A share of the variance with its interval."""
    rows = shares[(shares["part"] == part) & (shares["measure"] == measure)]  # type: ignore[index]
    if not len(rows):
        return "–"
    row = rows.iloc[0]
    return f"{row['share']:.0%} [{row['low']:.0%}, {row['high']:.0%}]"


def discover(
    study: str, condition: str, scenario: str | None, seed: int | None, replications: int | None,
    sample: float | None, sets: Sequence[str], out: Path | None, runs: Path | None, processes: int | None,
    scheduler: str | None, worlds: int | None, figures: bool, as_json: bool, lang: Lang,
) -> int:
    """Make what is missing of a study, then say in which of its worlds a condition holds."""
    from govsim.experiment.analysis_folder import write_discovery
    from govsim.experiment.claim import held
    from govsim.experiment.discovery import check, check_reach, read_condition
    from govsim.experiment.discovery import discover as discovered
    from govsim.experiment.study import load_study

    with Bar(lang) as bar:
        bar.note("planning")
        found = load_study(study, sets=sets, sample=sample, replications=replications, seed=seed, worlds=worlds)
        wanted = read_condition(condition, found.measures)
        check(found, scenario)
        check_reach(wanted, found.baseline is not None)
        folder, runs = out or RESULTS / found.name, runs_of(out, runs)
        with held(folder):
            plan, failures = made(found, folder, runs, processes, scheduler, bar)
            if failures:
                return tell_failures(plan, failures, lang, "not_analysed")
            result = discovered(found, plan, wanted, scenario)
            finish(found, plan, failures, folder, bar, False, lang)
            path = write_discovery(result, folder, asked())
            if figures:
                from govsim.report.assumptions import discovery_figure
                from govsim.report.style import save

                save(discovery_figure(result, lang), path.with_suffix(".png"))
    written = [path.name, *([path.with_suffix(".png").name] if figures else [])]
    print_discovery(result, folder, written, as_json, lang)
    return 0


def print_discovery(found: Discovery, folder: Path, files: Sequence[str], as_json: bool, lang: Lang) -> None:
    """The sentence, or everything as JSON."""
    from govsim.report.assumptions import discovery_sentence

    if as_json:
        print_json({
            "study": found.study.name, "scenario": found.scenario, "condition": str(found.condition),
            "points": found.points, "cases": found.cases,
            "coverage": found.coverage if found.limits else None, "density": found.density if found.limits else None,
            "limits": [{"factor": limit.factor.name, "low": limit.low, "high": limit.high,
                        "values": list(limit.inside)} for limit in found.limits],
            "sentence": {"en": discovery_sentence(found, "en"), "zh": discovery_sentence(found, "zh")},
            "folder": str(folder),
        })
        return
    print_text(titled_study(found.study, lang), bold=True)
    print_text(discovery_sentence(found, lang))
    print_text(caveat(lang, intervals=False))
    separator = "、" if lang == "zh" else ", "
    print_text(say("written", lang, folder=folder / "discovery", files=separator.join(files)))
