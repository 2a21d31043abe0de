"""govsim sweep and govsim status: make the runs of a study, and tell where one stands."""

from __future__ import annotations

import math
import sys
import time
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.asked import asked
from govsim.cli.failures import failure_lines
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar
from govsim.cli.studies import RESULTS, runs_of
from govsim.cli.texts import Lang, caveat, say
from govsim.experiment.compare import records

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.plan import Plan
    from govsim.experiment.study import Study
    from govsim.experiment.sweep import Estimate, Standing
    from govsim.experiment.sweep_results import Swept

MOST_POINTS = 40
"""Points that are shown one by one on screen."""


def sweep(
    study: str, seed: int | None, replications: int | None, sample: float | None, sets: Sequence[str],
    out: Path | None, runs: Path | None, processes: int | None, scheduler: str | None, until: Sequence[str],
    worlds: int | None, dry_run: bool, figures: bool, as_json: bool, lang: Lang,
) -> int:
    """Make the runs of a study that are missing, then its tables and figures."""
    from govsim.experiment.claim import held
    from govsim.experiment.precise import MOST_PAIRS, most_pairs, read_wanted
    from govsim.experiment.results import names_at
    from govsim.experiment.study import load_study
    from govsim.measures import MEASURES

    wanted = read_wanted(until, names_at("district", MEASURES))
    most = replications or (MOST_PAIRS if wanted else None)
    precision = None
    with Bar(lang) as bar:
        bar.note("planning")
        found = load_study(study, sets=sets, sample=sample, replications=most, seed=seed, worlds=worlds)
        folder, runs = out or RESULTS / found.name, runs_of(out, runs)
        if dry_run:
            from govsim.experiment.sweep import estimate

            told = estimate(found, folder, runs=runs, workers=processes, planning=bar.count)
        else:
            with held(folder):
                if wanted:
                    found, plan, failures, precision = made_precise(
                        found, folder, runs, processes, scheduler, wanted, bar
                    )
                else:
                    plan, failures = made(found, folder, runs, processes, scheduler, bar)
                result, drawn = finish(found, plan, failures, folder, bar, figures, lang, precision)
    if dry_run:
        print_estimate(found, told, as_json, lang)
        return 0
    if as_json:
        print_json({"study": found.name, "folder": str(folder), "runs": plan.count, "failed": failures,
                    "factors": records(result.tables["factors"]),
                    **({} if precision is None else {"precision": records(precision)})})
    else:
        print_swept(result, lang)
        if precision is not None:
            from govsim.cli.precise import print_precision
            from govsim.report.precise import point_names, scenario_names

            print_precision(precision, most_pairs(most or MOST_PAIRS, found.plausible), lang,
                            scenario_names(found, lang), point_names(found, plan, lang))
        from govsim.cli.studies import print_written

        print_written(folder, "files_compare" if runs is None else "files_study", drawn, lang)
    return tell_failures(plan, failures, lang)


def tell_failures(plan: Plan, failures: dict[str, str], lang: Lang, more: str = "") -> int:
    """What failed and how to see it, on stderr, and a further text; the exit code."""
    if failures:
        lines = failure_lines(failures, plan.count, plan.store, lang)
        print("\n".join(lines + ([say(more, lang)] if more else [])), file=sys.stderr)
    return 1 if failures else 0


def made(
    study: Study, folder: Path, runs: Path | None, processes: int | None, scheduler: str | None, bar: Bar
) -> tuple[Plan, dict[str, str]]:
    """Make the runs of a study that are missing; its plan, and what failed."""
    from govsim.experiment.sweep import sweep

    bar.folder = folder
    return sweep(
        study, folder, runs=runs, workers=processes, scheduler=scheduler, planning=bar.count, progress=bar.report
    )


def made_precise(
    study: Study, folder: Path, runs: Path | None, processes: int | None, scheduler: str | None,
    wanted: Mapping[str, float], bar: Bar,
) -> tuple[Study, Plan, dict[str, str], pd.DataFrame]:
    """The same with replications added until effects are precise; the study with those made, and how precise."""
    from govsim.experiment.sweep import sweep_until

    bar.folder = folder
    return sweep_until(
        study, folder, wanted, runs=runs, workers=processes, scheduler=scheduler, planning=bar.count,
        progress=bar.report,
    )


def finish(
    study: Study, plan: Plan, failures: dict[str, str], folder: Path, bar: Bar, figures: bool, lang: Lang,
    precision: pd.DataFrame | None = None,
) -> tuple[Swept, int]:
    """Tables, figures and manifest; what was found, and how many figures."""
    from govsim.experiment.study_folder import write_study_manifest
    from govsim.experiment.sweep_results import swept

    result, paths = swept(study, plan, folder, precision)
    drawn = 0
    if figures:
        from govsim.report.style import save_all
        from govsim.report.sweep import sweep_figures

        bar.note("drawing")
        drawn = len(save_all(sweep_figures(result, lang).items(), folder / "figures"))
    write_study_manifest(folder, study, plan, failures, paths, asked("sweep", without=("condition", "scenario")))
    return result, drawn


def print_estimate(study: Study, found: Estimate, as_json: bool, lang: Lang) -> None:
    """What a sweep would take."""
    if as_json:
        print_json({"study": study.name, "points": len(study.points), "scenarios": list(study.names),
                    "replications": study.replications, "runs": found.runs, "missing": found.missing,
                    "seconds": round(found.seconds), "bytes": found.bytes})
        return
    from govsim.report.texts import titled

    print_text(titled_study(study, lang), bold=True)
    factors = "、" if lang == "zh" else ", "
    print_text(say("estimate", lang, points=len(study.points), scenarios=len(study.names), seeds=study.replications,
                   runs=found.runs, missing=found.missing,
                   factors=factors.join(titled(factor, lang) for factor in study.factors) or say("none", lang)))
    print_text(say("estimate_cost", lang, time=spoken_time(found.seconds), size=spoken_size(found.bytes)))


def print_swept(found: Swept, lang: Lang) -> None:
    """What came out: point by point where they are few, else factor by factor."""
    from govsim.experiment.plausible import rests_on, visited

    study, plan = found.study, found.plan
    print_text(titled_study(study, lang), bold=True)
    description = study.description_zh if lang == "zh" else study.description
    if description:
        print_text(description)
    print_text(say("sweep_note", lang, horizon=study.horizon, points=len(plan.points), seeds=len(plan.seeds),
                   kind=say("sweep_effects" if plan.paired else "sweep_levels", lang)))
    single = len(plan.points) * len(plan.worlds) <= MOST_POINTS
    headings, rows, first = cells(found, single, lang)
    print_table(headings, rows, range(first, len(headings)))
    print_text(caveat(lang, visited(plan.seeds, plan.plausible), rests_on(plan.seeds, plan.plausible) > 1))


def cells(found: Swept, single: bool, lang: Lang) -> tuple[list[str], list[list[str]], int]:
    """Headings and rows, a column a measure, and the number of the first such column."""
    from govsim.cli.results import with_interval
    from govsim.measures import MEASURES
    from govsim.report.sweep import shown
    from govsim.report.texts import text, titled
    from govsim.report.units import plain, scale_of, signed

    paired = found.plan.paired
    column = "effect" if single and paired else "mean"
    table = found.tables[found.best() if single else "factors"]
    table = table[table["quantity"] == "horizon"]
    by_name = {factor.name: titled(factor, lang) for factor in found.study.factors}
    keys = [*(by_name if single else ("factor", "value")), "scenario"]
    names = [*(by_name.values() if single else (say("factor", lang), say("value", lang))), text("page_scenario", lang)]
    if len(keys) > 1 and len(set(table["scenario"])) == 1:
        keys, names = keys[:-1], names[:-1]
    rows: dict[tuple[object, ...], list[str]] = {}
    for measure in found.study.measures:
        part = table[table["measure"] == measure]
        largest = float(part[column].abs().max())
        scale = scale_of(MEASURES[measure].unit, largest if math.isfinite(largest) else 0.0, lang)
        names.append(f"{titled(MEASURES[measure], lang)}\n{scale.effect if paired else scale.level}")
        for _, row in part.iterrows():
            told = [by_name.get(str(row[key]), shown(row[key], lang)) for key in keys]
            if keys[-1] == "scenario":
                told[-1] = found.study.titled(row["scenario"], lang)
            at = (row.get("point", ""), *(str(row[key]) for key in keys))
            cell = with_interval(row, (column, "low", "high"), scale.factor, signed if paired else plain)
            rows.setdefault(at, told).append(cell)
    return names, list(rows.values()), len(keys)


def status(folder: Path, as_json: bool, lang: Lang) -> int:
    """Where a study stands; also while it runs."""
    from govsim.experiment.sweep import standing

    found = standing(folder)
    if as_json:
        print_json({"runs": found.runs, "done": found.done, "failed": found.failed, "left": found.left,
                    "seconds_left": found.seconds_left, "last": found.last})
    else:
        print_standing(found, lang)
    return 0


def rerun(record: Path, lang: Lang) -> None:
    """Repeat a run that failed; what it raises is told as any fault is."""
    from govsim.experiment.rerun import rerun
    from govsim.report.texts import titled

    with Bar(lang) as bar:
        scenario, seed = rerun(record, progress=bar.count_months)
    print_text(say("rerun_fine", lang, seed=seed, scenario=titled(scenario, lang)))


def print_standing(found: Standing, lang: Lang) -> None:
    """Counts, and the time left where it is known."""
    print_text(say("standing", lang, done=found.done, all=found.runs, failed=found.failed, left=found.left))
    if found.last is not None:
        print_text(say("standing_last", lang, ago=spoken_time(time.time() - found.last)))
    if found.left and found.seconds_left is not None:
        print_text(say("standing_left", lang, time=spoken_time(found.seconds_left)))


def titled_study(study: Study, lang: Lang) -> str:
    """The title of a study."""
    return study.title_zh if lang == "zh" else study.title


def spoken_time(seconds: float) -> str:
    """Hours, minutes and seconds."""
    return str(timedelta(seconds=max(0, round(seconds))))


def spoken_size(size: float) -> str:
    """Bytes as megabytes."""
    return f"{size / 1e6:,.0f} MB" if size >= 1e6 else f"{size / 1e3:,.0f} kB"
