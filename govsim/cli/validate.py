"""govsim validate: the report card of the model."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.asked import asked
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar
from govsim.cli.studies import RESULTS, check_sample, print_written
from govsim.cli.texts import Lang, say

if TYPE_CHECKING:
    from govsim.experiment.validate import Validation


def validate(
    worlds: int | None, stress_worlds: int | None, seed: int, replications: int, sample: float, sets: Sequence[str],
    out: Path | None, processes: int | None, figures: bool, as_json: bool, lang: Lang,
) -> None:
    """Run, hold against evidence, write tables, figures and manifest, print the card."""
    from govsim.experiment.claim import claim, held
    from govsim.experiment.plausible import default_worlds
    from govsim.experiment.validate import WORLDS, worlds_of
    from govsim.experiment.validate import validate as validated
    from govsim.experiment.validation_folder import write_validation_folder

    folder = out or RESULTS / "validation"
    check_sample(sets)
    scenarios = list(worlds_of([*sets, f"sample={sample}"]).values())
    given = min(WORLDS, default_worlds(scenarios[0].place)) if worlds is None else worlds
    claim(folder, "validate", scenarios)
    with held(folder), Bar(lang, folder, len(scenarios)) as bar:
        found = validated(folder, worlds=given, stressed=stress_worlds, replications=replications, seed=seed,
                          sample=sample, sets=sets, workers=processes, progress=bar.report)
        write_validation_folder(found, folder, asked())
        drawn = 0
        if figures:
            from govsim.report.validation import write_validation_figures

            bar.note("drawing")
            drawn = len(write_validation_figures(found, folder / "figures", lang))
    if as_json:
        print_json({**found.to_dict(), "folder": str(folder)})
        return
    print_validation(found, lang)
    print_written(folder, "files_compare", drawn, lang)


def print_validation(found: Validation, lang: Lang) -> None:
    """Targets, patterns, stress settings, and two shapes."""
    from govsim.report.page.evidence import signature_table, target_table
    from govsim.report.texts import text

    print_text(say("validation_title", lang), bold=True)
    tables = [target_table(found, lang), *(signature_table(found, kind, lang) for kind in ("pattern", "stress"))]
    for table in tables:
        print_table(table.headings, table.rows, range(table.numbers, len(table.headings) - 1), title=table.caption)
    print_shapes(found, lang)
    print_text(text("page_limits", lang))


def print_shapes(found: Validation, lang: Lang) -> None:
    """Size and place of QP8 and QP10."""
    from govsim.measures import MEASURES
    from govsim.report.page.evidence import short
    from govsim.report.texts import titled

    peaks = found.overshoot
    print_text(say(
        "validation_overshoot", lang, peak=short(100 * peaks["peak"].median()),
        month=sorted(peaks["month"])[len(peaks) // 2], end=short(100 * peaks["end"].median()),
    ))
    for measure in dict.fromkeys(found.sizes["measure"]):
        rows = found.sizes[found.sizes["measure"] == measure].sort_values("households")
        best = rows.loc[rows["median"].idxmax()]
        ends = max(float(rows["median"].iloc[0]), float(rows["median"].iloc[-1]))
        print_text(say(
            "validation_best_size", lang, measure=titled(MEASURES[measure], lang), size=int(best["households"]),
            share=f"{best['best']:.0%}", lead=short(100 * (float(best["median"]) - ends)),
        ))
