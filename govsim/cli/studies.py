"""govsim run and govsim compare: make the runs, write the folder, print what came out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from govsim.cli.asked import asked
from govsim.cli.output import print_json
from govsim.cli.progress import Bar
from govsim.cli.texts import Lang, say
from govsim.params import Fault, InputError
from govsim.scenario import Scenario, load

RESULTS = Path("results")
"""Folder of the results that are given no folder."""


def run(
    scenario: str, seed: int, replications: int, sample: float | None, sets: Sequence[str], out: Path | None,
    processes: int | None, figures: bool, every: bool, courtyards: bool, as_json: bool, lang: Lang,
) -> None:
    """Run one scenario: `<level>.parquet`, `manifest.json` and `figures/` in the folder; its levels on screen."""
    (loaded,) = load_all([scenario], sample, sets)
    folder = out or RESULTS / loaded.name
    from govsim.experiment.claim import claim, held

    claim(folder, "run", [loaded])
    with held(folder), Bar(lang, folder) as bar:
        from govsim.experiment.replicate import course, replicate
        from govsim.experiment.run_folder import write_run_folder

        runs = replicate(
            loaded, folder, seed=seed, replications=replications, courtyards=courtyards, workers=processes,
            progress=bar.report,
        )
        write_run_folder(runs, folder, asked())
        found = course(runs)
        drawn = draw_course(bar, found, folder, lang) if figures else 0
    from govsim.cli.results import course_as_json, print_course

    if as_json:
        print_json(course_as_json(found, folder))
    else:
        print_course(found, every, lang)
        print_written(folder, "files_run", drawn, lang)


def compare(
    baseline: str, scenarios: Sequence[str], seed: int, replications: int | None, sample: float | None,
    sets: Sequence[str], out: Path | None, processes: int | None, figures: bool, every: bool, until: Sequence[str],
    horizon: str | None, winners: Sequence[str], worlds: int | None, as_json: bool, lang: Lang,
) -> None:
    """Compare scenarios with a baseline: tables, figures and manifest in the folder; effects on screen."""
    base, *others = load_all([baseline, *scenarios], sample, sets)
    names = "-".join(item.name for item in others)
    folder = out or RESULTS / f"{base.name}-vs-{names}"
    from govsim.experiment.claim import claim, held
    from govsim.experiment.compare import HEADLINES, argument_faults, scenario_faults
    from govsim.experiment.compare import compare as compared
    from govsim.experiment.precise import most_pairs, read_wanted
    from govsim.experiment.results import names_at
    from govsim.measures import MEASURES
    from govsim.month import month_name

    shown = tuple(winners) or HEADLINES
    month = month_name(base.end) if horizon is None else horizon
    wanted = read_wanted(until, names_at("district", MEASURES))
    count = how_many(replications, wanted)
    faults = [*scenario_faults(base, others), *argument_faults(base, count, month, shown, MEASURES)]
    if faults:
        raise InputError(faults)
    drawn_from = asked_worlds(worlds, base.place)
    claim(folder, "compare", [base, *others], worlds=drawn_from)
    with held(folder), Bar(lang, folder, 1 + len(others)) as bar:
        from govsim.experiment.comparison_folder import write_comparison_folder

        found = compared(
            base, others, seed=seed, replications=count, out=folder, horizon=horizon, until=wanted,
            worlds=drawn_from, winners=shown, workers=processes, progress=bar.report,
        )
        write_comparison_folder(found, folder, asked())
        drawn = 0
        if figures:
            from govsim.report.write import write_figures

            bar.note("drawing")
            drawn = len(write_figures(found, folder / "figures", lang))
    from govsim.cli.results import print_comparison

    if as_json:
        print_json({**found.to_dict(), "folder": str(folder)})
    else:
        print_comparison(found, every, lang)
        if found.precision is not None:
            from govsim.cli.precise import print_precision
            from govsim.report.texts import titled

            titles = {item.name: titled(item, lang) for item in found.scenarios}
            print_precision(found.precision, most_pairs(count, drawn_from), lang, titles)
        print_written(folder, "files_compare", drawn, lang)


def runs_of(out: Path | None, runs: Path | None) -> Path | None:
    """Where a study keeps its runs: studies in the folder of results share them, others keep their own."""
    return RESULTS if out is None and runs is None else runs


def how_many(replications: int | None, wanted: Mapping[str, float]) -> int:
    """Replications unless asked for: the usual number, or the most where a precision is wanted."""
    import govsim
    from govsim.experiment.precise import MOST_PAIRS

    return replications or (MOST_PAIRS if wanted else govsim.REPLICATIONS)


def asked_worlds(worlds: int | None, place: str) -> int:
    """Plausible worlds to go through: as many as asked for, else all that the place has; InputError for too many."""
    from govsim.experiment.plausible import default_worlds, needed_worlds

    if worlds:
        needed_worlds(place, worlds)
    return default_worlds(place) if worlds is None else worlds


def check_sample(sets: Sequence[str]) -> None:
    """InputError where `--set` gives the sample of a command whose `--sample` always holds."""
    given = [number for number, item in enumerate(sets, 1) if item.partition("=")[0].strip() == "sample"]
    if given:
        raise InputError([Fault(f"--set {number}", "give the sample with --sample") for number in given])


def load_all(names: Sequence[str], sample: float | None, sets: Sequence[str]) -> list[Scenario]:
    """The scenarios; InputError with the faults of all of them.

    `--set reform.NAME.KEY` goes to those that have the reform, and is a fault where none has it.
    """
    reforms = [item for item in sets if item.strip().startswith("reform.")]
    given = [item for item in sets if item not in reforms] + ([f"sample={sample!r}"] if sample is not None else [])
    loaded: list[Scenario] = []
    faults: list[Fault] = []
    left = list(reforms)
    for name in names:
        try:
            known = load(name, given).reform_names
            own = [item for item in reforms if item.split("=")[0].split(".")[1].strip() in known]
            left = [item for item in left if item not in own]
            loaded.append(load(name, [*given, *own]) if own else load(name, given))
        except InputError as error:
            faults += error
    if left and not faults:
        load(names[-1], [*given, *left])
    if faults:
        raise InputError(dict.fromkeys(faults))
    return loaded


def draw_course(bar: Bar, found: object, folder: Path, lang: Lang) -> int:
    """Figures of the levels of one scenario; how many."""
    from govsim.experiment.compare import Comparison
    from govsim.report.overview import MAIN
    from govsim.report.series import formal_functional, levels
    from govsim.report.style import save

    assert isinstance(found, Comparison)
    bar.note("drawing")
    for measure in MAIN:
        save(levels(found, measure, lang), folder / "figures" / f"levels_{measure}.png")
    save(formal_functional(found, lang), folder / "figures" / "formal_functional.png")
    return len(MAIN) + 1


def print_written(folder: Path, files: str, figures: int, lang: Lang) -> None:
    """Where the results are."""
    from govsim.cli.output import print_text

    listed = [say(files, lang), *([say("files_figures", lang, count=figures)] if figures else [])]
    separator = "、" if lang == "zh" else ", "
    print_text(say("written", lang, folder=folder, files=separator.join(listed)))
