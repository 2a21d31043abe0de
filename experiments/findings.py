"""Run a study and write the figures and tables of its page, `experiments/NAME/README.md`.

    python experiments/findings.py bundles                                            # some 15 minutes on two cores
    python experiments/findings.py order --sample 0.01 --replications 2 --page try    # a try, into a folder of its own

Runs are kept in `results/`, those of a try in its folder; what is stored is not run again.

What is written by hand on a page stays; the parts between its marks are replaced.
"""

from __future__ import annotations

import argparse
import itertools
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from govsim.cli.main import main as govsim
from govsim.cli.results import with_interval
from govsim.cli.sweep import cells
from govsim.experiment.discovery import discover, read_condition
from govsim.experiment.paired import paired_effects
from govsim.experiment.plan import planned
from govsim.experiment.sensitivity import METHODS, Sensitivity, sensitivity, strongest
from govsim.experiment.study import Study, load_study
from govsim.experiment.sweep_results import Swept, swept, values
from govsim.measures import MEASURES
from govsim.report.assumptions import discovery_sentence, sensitivity_map, tornado, variance_figure
from govsim.report.style import save
from govsim.report.sweep import by_factor, shown, two_factors
from govsim.report.texts import text, titled
from govsim.report.units import scale_of

ROOT = Path(__file__).parents[1]

Point = tuple[Any, ...]


def one_apart(point: Point, reference: Point) -> bool:
    """Whether two points differ in a single factor."""
    return sum(one != other for one, other in zip(point, reference, strict=True)) == 1


def an_order(point: Point, reference: Point) -> bool:
    """Whether the reforms begin one after the other, or all at once."""
    return point != reference and len(set(point)) in (1, len(point))


@dataclass(frozen=True)
class Page:
    """What is asked of a study beyond its own tables: a point that others are compared with, conditions, parts."""

    reference: Point
    compared: Callable[[Point, Point], bool]
    conditions: tuple[str, ...]
    bundles: str = ""


PAGES = {
    "bundles": Page((True, True, True), lambda point, reference: point != reference, ("satisfaction < 0", "takeup < 0"),
                    "R1,R2,R3"),
    "order": Page(("2008-06-01", "2009-03-01", "2010-03-01"), an_order, ("satisfaction < 0",)),
    "small_units": Page((126.0, 1.0, "enacted"), one_apart, ("satisfaction < 0", "courtyard_condition < 0")),
    "organizations": Page(("enacted", 0.1, 3e6), one_apart, ("satisfaction < 0", "active_share < 0")),
}


def markdown(headings: Sequence[str], rows: Sequence[Sequence[str]]) -> list[str]:
    """Lines of a table."""
    told = [re.sub(r"\n(.+)", r" (\1)", heading) for heading in headings]
    lines = [told, ["---"] * len(told), *rows]
    return [f"| {' | '.join(cell.strip() for cell in row)} |" for row in lines] + [""]


def folded(title: str, lines: Sequence[str]) -> list[str]:
    """Lines that a reader unfolds."""
    return ["<details>", f"<summary>{title}</summary>", "", *lines, "</details>", ""]


def found_in(study: Study, results: Path) -> Swept:
    """The stored runs of a study, tabulated."""
    plan = planned(study, results / study.name, results)
    return swept(study, plan)


def differences(found: Swept, page: Page, quantity: int) -> list[str]:
    """Other points less the reference, paired by seed: at the horizon (0) or over the run (1)."""
    study, plan = found.study, found.plan
    array = values(plan, study.measures, study.horizon)[quantity][:, -1]  # point, seed, measure
    at = plan.points.index(page.reference)
    chosen = [number for number, point in enumerate(plan.points) if page.compared(point, page.reference)]
    rows = [[shown(value, "en") for value in plan.points[number]] for number in chosen]
    headings = [titled(factor, "en") for factor in study.factors]
    for number, measure in enumerate(study.measures):
        same = np.broadcast_to(array[at, :, number][:, None], (array.shape[1], len(chosen)))
        paired = paired_effects(np.ascontiguousarray(same), array[chosen, :, number].T)
        scale = scale_of(MEASURES[measure].unit, float(np.nanmax(np.abs(paired.effect))), "en")
        headings.append(f"{titled(MEASURES[measure], 'en')} ({scale.effect})")
        for place, row in enumerate(rows):
            told = {"effect": paired.effect[place], "low": paired.low[place], "high": paired.high[place]}
            row.append(with_interval(told, ("effect", "low", "high"), scale.factor))  # type: ignore[arg-type]
    return markdown(headings, rows)


def results_of(found: Swept, page: Page, folder: Path) -> Iterator[str]:
    """Figures and tables of a study."""
    study = found.study
    seeds = f"{study.replications} seeds" + ", each in a plausible world of its own" * bool(study.plausible)
    described = f"{len(study.points)} points, {seeds}, sample {sample_of(study):g}"
    yield f"Paired effects against `{study.baseline}` in {study.horizon} with 95% intervals; {described}."
    yield ""
    for measure in study.measures:
        save(by_factor(found, measure), folder / f"{measure}_by_factor.png")
        yield f"![{titled(MEASURES[measure], 'en')} by factor]({measure}_by_factor.png)"
        yield ""
    for measure in study.measures[:2]:
        drawn = two_factors(found, measure, found.plan.worlds[-1])
        if drawn is not None:
            save(drawn, folder / f"{measure}_two_factors.png")
            yield f"![{titled(MEASURES[measure], 'en')}, two factors]({measure}_two_factors.png)"
            yield ""
    headings, rows, _ = cells(found, single=False, lang="en")
    yield from markdown(headings, rows)
    told = ", ".join(f"{titled(factor, 'en')} {shown(value, 'en')}"
                     for factor, value in zip(study.factors, page.reference, strict=True))
    for quantity, when in enumerate((f"in {study.horizon}", "mean over all months")):
        yield f"Other points less *{told}*, paired by seed, {when}:"
        yield ""
        yield from differences(found, page, quantity)
    headings, rows, _ = cells(found, single=True, lang="en")
    yield from folded("Every point", markdown(headings, rows))


def sample_of(study: Study) -> float:
    """Share of households of a study's runs."""
    return study.scenario(study.worlds[-1], study.points[0]).sample


def assumptions_of(study: Study, results: Path, page: Page, folder: Path) -> Iterator[str]:
    """What the effect rests on: figures, the strongest assumptions, parts of the variance, worlds where it fails."""
    plan = planned(study, results / study.name, results)
    found = sensitivity(study, plan)
    scenario = plan.worlds[-1]
    yield (f"Effects of `{scenario}` against `{study.baseline}` in {study.horizon}; {len(study.factors)} assumptions, "
           f"{len(study.points)} points of a Morris design, {study.replications} seeds, sample {sample_of(study):g}.")
    yield ""
    figures = {"assumptions": sensitivity_map(found, scenario), "variance": variance_figure(found, scenario),
               "tornado": tornado(found, scenario, study.measures[0])}
    for name, figure in figures.items():
        save(figure, folder / f"{name}.png")
        yield f"![{figure_title(name)}]({name}.png)"
        yield ""
    yield from strongest_table(found, scenario)
    for condition in page.conditions:
        box = discover(study, plan, read_condition(condition, study.measures))
        yield f"- {discovery_sentence(box, 'en')} {discovery_sentence(box, 'zh')}"
    yield ""


def figure_title(name: str) -> str:
    """What readers who do not see a figure are told."""
    return {"assumptions": "What rests on which assumption", "variance": "Chance, parameters and structural choices",
            "tornado": "The strongest assumptions"}[name]


def strongest_table(found: Sensitivity, scenario: str, most: int = 8) -> list[str]:
    """Mean absolute elementary effects of the strongest factors, and the parts of the variance."""
    index = METHODS[found.study.design.kind]
    table = found.indices[(found.indices["scenario"] == scenario) & (found.indices["index"] == index)]
    names = {factor.name: titled(factor, "en") for factor in found.study.factors}
    rows = [[names[name]] for name in strongest(found, index, most)]
    order = strongest(found, index, most)
    shares = [[text(f"part_{part}", "en")] for part in dict.fromkeys(found.variance["part"])]
    headings = ["mean absolute elementary effect"]
    for measure in found.study.measures:
        part = table[table["measure"] == measure].set_index("factor")
        scale = scale_of(MEASURES[measure].unit, float(part["value"].max()), "en")
        headings.append(f"{titled(MEASURES[measure], 'en')} ({scale.effect})")
        for name, row in zip(order, rows, strict=True):
            row.append(with_interval(part.loc[name], ("value", "low", "high"), scale.factor).lstrip("+"))
        own = found.variance[found.variance["measure"] == measure].set_index("part")
        for name, row in zip(dict.fromkeys(found.variance["part"]), shares, strict=True):
            row.append(f"{own.loc[name, 'share']:.0%} [{own.loc[name, 'low']:.0%}, {own.loc[name, 'high']:.0%}]"
                       if name in own.index else "–")
    return [*markdown(headings, rows), *markdown(["variance of single runs", *headings[1:]], shares)]


def attribution_of(name: str, page: Page, results: Path, folder: Path, options: Sequence[str], measures: Sequence[str]
                   ) -> Iterator[str]:
    """Shapley shares of the parts, as figures."""
    out = results / f"attribute-{name}"
    wanted = list(itertools.chain(*(("--measure", measure) for measure in measures)))
    run(["attribute", "jinjiang", "--bundles", page.bundles, "--out", str(out), *wanted, *options])
    yield "Shares of the effect (Shapley), what reforms do only together, and what each adds in every order of adding:"
    yield ""
    for measure in measures:
        source = out / "figures" / f"waterfall_{measure}.png"
        if source.exists():
            (folder / source.name).write_bytes(source.read_bytes())
            yield f"![{titled(MEASURES[measure], 'en')}: shares of the reforms]({source.name})"
            yield ""


def run(arguments: Sequence[str]) -> None:
    """A command of govsim; the program ends where it fails."""
    print("govsim", *arguments, file=sys.stderr)
    code = govsim(["--lang", "en", *arguments])
    if code:
        sys.exit(code)


def replaced(page: str, name: str, lines: Sequence[str]) -> str:
    """A page with the part of a name replaced; ValueError where it has none."""
    begin, end = f"<!-- {name}: begin -->", f"<!-- {name}: end -->"
    if begin not in page or end not in page:
        raise ValueError(f"the page has no part {begin} ... {end}")
    inside = "\n".join([begin, "", *lines]).rstrip() + f"\n\n{end}"
    return re.sub(re.escape(begin) + ".*?" + re.escape(end), lambda _: inside, page, flags=re.DOTALL)


def main() -> None:
    """Run what is missing, draw, and write the page."""
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    arguments.add_argument("name", choices=list(PAGES))
    arguments.add_argument("--sample", type=float, help="share of households, for a try")
    arguments.add_argument("--replications", type=int, help="seeds, for a try")
    arguments.add_argument("--page", type=Path, help="folder of the page; experiments/NAME by default")
    given = arguments.parse_args()
    page, source = PAGES[given.name], ROOT / "experiments" / given.name
    folder = given.page or source
    folder.mkdir(parents=True, exist_ok=True)
    results = ROOT / "results" if given.page is None else folder / "results"
    study, other = (
        load_study(name, sample=given.sample, replications=given.replications)
        for name in (given.name, f"{given.name}_assumptions")
    )
    for asked, command in ((study, "sweep"), (other, "sensitivity")):
        run([command, asked.name, "--out", str(results / asked.name), "--runs", str(results), "--no-figures",
             "--sample", str(sample_of(asked)), "--replications", str(asked.replications)])
    written = (source / "README.md").read_text(encoding="utf-8")
    lines = list(results_of(found_in(study, results), page, folder))
    if page.bundles:
        options = ["--sample", str(sample_of(study)), "--replications", str(study.replications)]
        lines += attribution_of(given.name, page, results, folder, options, study.measures)
    written = replaced(written, "results", lines)
    written = replaced(written, "assumptions", list(assumptions_of(other, results, page, folder)))
    (folder / "README.md").write_text(written, encoding="utf-8")


if __name__ == "__main__":
    main()
