"""govsim validate: the report card of the model."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.asked import asked
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar, Interrupted
from govsim.cli.studies import RESULTS, kept, print_written
from govsim.cli.texts import Lang, say

if TYPE_CHECKING:
    from govsim.experiment.validate import Validation

MANY = 1000
"""From this on numbers are shown without decimals."""


def validate(
    worlds: int | None, seed: int, replications: int, sample: float, sets: Sequence[str], out: Path | None,
    processes: int | None, figures: bool, as_json: bool, lang: Lang,
) -> None:
    """Run, hold against evidence, write tables, figures and manifest, print the card."""
    from govsim.experiment.claim import claim
    from govsim.experiment.plausible import default_worlds
    from govsim.experiment.validate import WORLDS, worlds_of
    from govsim.experiment.validate import validate as validated
    from govsim.experiment.validation_folder import write_validation_folder

    folder = out or RESULTS / "validation"
    scenarios = list(worlds_of([f"sample={sample}", *sets]).values())
    given = min(WORLDS, default_worlds(scenarios[0].place)) if worlds is None else worlds
    claim(folder, "validate", scenarios)
    with Bar(lang) as bar:
        try:
            found = validated(folder, worlds=given, replications=replications, seed=seed, sample=sample, sets=sets,
                              workers=processes, progress=bar.report)
            write_validation_folder(found, folder, asked())
            drawn = 0
            if figures:
                from govsim.report.validation import write_validation_figures

                bar.note("drawing")
                drawn = len(write_validation_figures(found, folder / "figures", lang))
        except KeyboardInterrupt as error:
            raise Interrupted(kept(bar, folder, len(scenarios), lang)) from error
    if as_json:
        print_json({**found.to_dict(), "folder": str(folder)})
        return
    print_validation(found, lang)
    print_written(folder, "files_compare", drawn, lang)


def print_validation(found: Validation, lang: Lang) -> None:
    """Targets, patterns, stress settings, and two shapes."""
    from govsim.report.validation import runs_text

    print_text(say("validation_title", lang), bold=True)
    print_text(runs_text(found, lang))
    print_targets(found, lang)
    for kind in ("pattern", "stress"):
        print_signatures(found, kind, lang)
    print_shapes(found, lang)
    print_text(say("validation_limits", lang))


def print_targets(found: Validation, lang: Lang) -> None:
    """What is known beside what the runs show."""
    rows = []
    for _, row in found.targets.iterrows():
        sign = {"equal": "", "at_least": "≥ ", "at_most": "≤ "}[row["sense"]]
        allowed = f"{sign}{number(row['value'])} (−{number(row['below'])}, +{number(row['above'])})"
        rows.append([
            row["name"], row["title_zh" if lang == "zh" else "title"], say(f"use_{row['use']}", lang), allowed,
            number(row["median"]), f"[{number(row['low'])}, {number(row['high'])}]", percent(row["met"]),
            verdict(row["passed"], lang),
        ])
    keys = ("name", "target", "use", "known", "median", "interval", "met", "verdict")
    headings = [say(f"validation_{key}", lang) for key in keys]
    print_table(headings, rows, (3, 4, 5, 6), title=say("validation_targets", lang))


def print_signatures(found: Validation, kind: str, lang: Lang) -> None:
    """Each signature with its conditions below it."""
    from govsim.experiment.patterns import PATTERNS
    from govsim.experiment.stress import STRESS

    zh = lang == "zh"
    known = PATTERNS if kind == "pattern" else STRESS
    rows = []
    for _, row in found.signatures[found.signatures["kind"] == kind].iterrows():
        title = known[row["name"]].title[zh]
        name = f"{row['name']}  {title}" if kind == "pattern" else title
        rows.append([name, "", "", percent(row["appears"]), verdict(row["passed"], lang)])
        below = found.conditions[(found.conditions["kind"] == kind) & (found.conditions["name"] == row["name"])]
        for _, item in below.iterrows():
            words = item["words_zh" if zh else "words"]
            if not item["counted"]:
                words = say("validation_aside", lang, words=words)
            interval = f"[{number(item['low'])}, {number(item['high'])}]"
            rows.append([f"   {words}", number(item["median"]), interval, percent(item["appears"]), ""])
    headings = [say(f"validation_{key}", lang) for key in ("signature", "median", "interval", "share", "verdict")]
    print_table(headings, rows, (1, 2, 3), title=say(f"validation_{kind}", lang))


def print_shapes(found: Validation, lang: Lang) -> None:
    """Size and place of QP8 and QP10."""
    from govsim.measures import MEASURES
    from govsim.report.texts import titled

    peaks = found.overshoot
    print_text(say(
        "validation_overshoot", lang, peak=number(100 * peaks["peak"].median()),
        month=sorted(peaks["month"])[len(peaks) // 2], end=number(100 * peaks["end"].median()),
    ))
    for measure in dict.fromkeys(found.sizes["measure"]):
        rows = found.sizes[found.sizes["measure"] == measure].sort_values("households")
        best = rows.loc[rows["median"].idxmax()]
        ends = max(float(rows["median"].iloc[0]), float(rows["median"].iloc[-1]))
        print_text(say(
            "validation_best_size", lang, measure=titled(MEASURES[measure], lang), size=int(best["households"]),
            share=percent(best["best"]), lead=number(100 * (float(best["median"]) - ends)),
        ))


def number(value: float) -> str:
    """A number for the card."""
    if not math.isfinite(value):
        return "∞" if value > 0 else "–"
    written = f"{value:,.0f}" if abs(value) >= MANY else f"{value:.3g}"
    return written.replace("-", "−")


def percent(share: float) -> str:
    """A share in per cent."""
    return f"{100 * share:.0f}%"


def verdict(passed: bool, lang: Lang) -> str:
    """Pass or fail."""
    return say("validation_passed" if passed else "validation_failed", lang)
