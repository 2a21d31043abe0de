"""govsim calibrate: find the worlds that a place's targets do not rule out."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar
from govsim.cli.studies import RESULTS, check_sample, print_written
from govsim.cli.texts import Lang, say

if TYPE_CHECKING:
    from govsim.experiment.calibrate import Calibration
    from govsim.experiment.calibration_check import Check

MOST_RIDGES = 6
"""Correlations that are shown."""


def calibrate(
    scenario: str, waves: int, runs: int, vectors: int, seed: int, sample: float, sets: Sequence[str],
    out: Path | None, processes: int | None, check: int, check_runs: int, figures: bool, as_json: bool, lang: Lang,
) -> int:
    """Calibrate the world of a scenario to the targets of its place: the set, tables and figures in the folder.

    With `check`, then calibrate to that many made-up sets of targets from known worlds, with `check_runs` vectors each
    that are run as the last step of a calibration does.
    """
    from govsim.experiment import calibrate as calibration
    from govsim.experiment.calibration_folder import command_line, write_calibration_folder
    from govsim.experiment.claim import claim_for, held
    from govsim.experiment.design import needed
    from govsim.scenario import load
    from govsim.targets import calibration_targets

    needed("sklearn", "calibration")
    check_sample(sets)
    given = load(scenario, [*sets, f"sample={sample!r}"])
    targets = calibration_targets(given.place)
    world = calibration.for_calibration(given, targets)
    calibration.check(world, targets, waves, runs, vectors)
    folder = out or RESULTS / f"calibrate-{given.name}"
    claim_for(folder, calibration.settings(world, targets, waves=waves, runs=runs, vectors=vectors, seed=seed))
    with held(folder), Bar(lang, folder) as bar:
        found = calibration.calibrate(
            world, targets, folder, waves=waves, runs=runs, vectors=vectors, seed=seed, workers=processes,
            progress=bar.report,
        )
        command = command_line(scenario, sets, waves=waves, runs=runs, vectors=vectors, seed=seed, sample=sample)
        checked = None
        if check:
            from govsim.experiment.calibration_check import check as checked_on

            checked = checked_on(
                world, targets, folder, sets=check, waves=waves, runs=runs, seed=seed, own_runs=check_runs,
                workers=processes, progress=bar.report,
            )
        write_calibration_folder(found, folder, command, checked)
        drawn = draw(found, checked, folder, bar, lang) if figures else 0
    if as_json:
        print_json(as_told(found, folder, checked))
    else:
        print_calibration(found, vectors, lang)
        if checked is not None:
            print_check(checked, lang)
        print_text(say("calibration_next", lang))
        print_written(folder, "files_calibrate", drawn, lang)
    return 0


def draw(found: Calibration, checked: Check | None, folder: Path, bar: Bar, lang: Lang) -> int:
    """Figures of a calibration; how many."""
    from govsim.report.calibration import calibration_figures, check_figure
    from govsim.report.style import save_all

    bar.note("drawing")
    figures = calibration_figures(found, lang)
    if checked is not None:
        figures["check"] = check_figure(checked, lang)
    return len(save_all(figures.items(), folder / "figures"))


def print_check(checked: Check, lang: Lang) -> None:
    """How often the intervals hold the truth, where draws are run also those of all draws."""
    from govsim.report.calibration import called

    kinds = {"within_50": ("check_50", "{:.0%}"), "within_90": ("check_90", "{:.0%}"),
             "mean_rank": ("check_rank", "{:.2f}")}
    if checked.before is not None:
        kinds["within_90_before"] = ("check_90_before", "{:.0%}")
    rows = [
        [say("all_together", lang) if row["parameter"] == "all" else called(row["parameter"], lang),
         *(form.format(row[column]) for column, (_, form) in kinds.items())]
        for _, row in checked.table().iterrows()
    ]
    headings = [say(key, lang) for key in ("name", *(key for key, _ in kinds.values()))]
    print_table(headings, rows, tuple(range(1, len(headings))), title=say("check_title", lang, sets=checked.sets))


def as_told(found: Calibration, folder: Path, checked: Check | None) -> dict[str, object]:
    """As JSON."""
    from govsim.experiment.calibration_folder import tables
    from govsim.experiment.compare import records

    told = tables(found)
    return {
        "place": found.scenario.place, "folder": str(folder), "worlds": len(found.units), "refuted": found.refuted,
        "not_ruled_out": [wave.left for wave in found.waves], "member": found.member,
        **({} if checked is None else {"check": records(checked.table())}),
        **{name: records(told[name]) for name in ("targets", "parameters", "waves", "correlations", "emulator")},
    }


def print_calibration(found: Calibration, wanted: int, lang: Lang) -> None:
    """The targets, the calibrated numbers and the ridges; whether the worlds are as many as `wanted`."""
    from govsim.cli.results import number
    from govsim.experiment.calibration_folder import correlations, parameters, targets
    from govsim.place import load_place
    from govsim.report.calibration import called
    from govsim.report.texts import titled
    from govsim.report.units import short, signed

    print_text(say("calibration_title", lang, place=titled(load_place(found.scenario.place), lang)), bold=True)
    runs = sum(len(wave.units) for wave in found.waves) + len(found.units) + found.refuted
    print_text(say("calibration_found", lang, vectors=len(found.units), runs=runs, waves=len(found.waves),
                   left=f"{found.waves[-1].left:.2g}", refuted=found.refuted))
    if len(found.units) < wanted:
        print_text(say("calibration_fewer", lang, wanted=wanted))
    rows = [
        [f"{row['target']} {titled(target, lang)}",
         f"{number(row['value'])} [{number(row['value'] - row['below'])}, {number(row['value'] + row['above'])}]",
         f"{number(row['median'])} [{number(row['low'])}, {number(row['high'])}]", f"{row['met']:.0%}"]
        for (_, row), target in zip(targets(found).iterrows(), found.targets, strict=True)
    ]
    print_table([say(key, lang) for key in ("target", "known", "in_worlds", "met_in")], rows, (1, 2, 3))
    table = parameters(found)
    table = table[table["calibrated"]].sort_values("spread_left")
    rows = [
        [called(row["parameter"], lang), row["moves"], f"{row['range_low']:g} – {row['range_high']:g}",
         f"{short(row['median'])} [{short(row['low'])}, {short(row['high'])}]", short(row["central"])]
        for _, row in table.iterrows()
    ]
    headings = ("name", "target", "number_range", "number_left", "number_central")
    print_table([say(key, lang) for key in headings], rows, (2, 3, 4))
    rows = [[called(row["parameter"], lang), called(row["with"], lang), signed(row["correlation"], 2)]
            for _, row in correlations(found).head(MOST_RIDGES).iterrows()]
    if rows:
        print_table(["", "", ""], rows, (2,), title=say("calibration_ridge_title", lang))
