"""A folder of results as one self-contained HTML page: both languages, no script, nothing from the network."""

from __future__ import annotations

import base64
import io
import shlex
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.params import TAGS, Fault, InputError, declared, sources
from govsim.place import load_place
from govsim.reforms.base import Reform
from govsim.report.overview import MAIN, cost_outcome, effect_text, overview
from govsim.report.places import unit_names, winners
from govsim.report.sentences import sentences
from govsim.report.series import difference, formal_functional, levels
from govsim.report.texts import Lang, text, titled
from govsim.report.units import decimals, plain, scale_of
from govsim.scenario import Scenario, differences, from_resolved
from govsim.world import World

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

    from govsim.experiment.compare import Comparison
    from govsim.experiment.read_folder import Found
    from govsim.experiment.sweep_results import Swept

DOTS = 110
"""Dots an inch of the pictures."""


@dataclass(frozen=True)
class Table:
    """Rows of texts; columns from `numbers` on are set right."""

    caption: str
    headings: Sequence[str]
    rows: Sequence[Sequence[str]]
    numbers: int = 1


@dataclass(frozen=True)
class Picture:
    """A figure inside the page, and what a reader who cannot see it is told."""

    source: str
    words: str
    width: int
    height: int


@dataclass(frozen=True)
class Section:
    """A part of the page."""

    title: str
    paragraphs: Sequence[str] = ()
    points: Sequence[str] = ()
    tables: Sequence[Table] = ()
    figures: Sequence[Picture] = ()
    more_title: str = ""
    more: Sequence[Table] = ()
    code: str = ""


@dataclass(frozen=True)
class Page:
    """The page in one language."""

    title: str
    span: str
    question: Sequence[str]
    sections: Sequence[Section] = field(default_factory=tuple)


def write_page(found: Found, path: Path, langs: Sequence[Lang], first: Lang) -> Path:
    """Write the page of a folder, whole or not at all; it opens in the language `first`.

    InputError for a folder of tables of which no page is made.
    """
    if found.kind == "tables":
        message = "has tables and figures, of which no page is made; `govsim export` writes a table"
        raise InputError([Fault(str(found.folder), message)])
    from jinja2 import Environment, PackageLoader, StrictUndefined

    from govsim.experiment.parquet import write_text

    environment = Environment(
        loader=PackageLoader("govsim.report", "."), autoescape=True, undefined=StrictUndefined, trim_blocks=True,
    )
    pages = {lang: page_of(found, lang) for lang in langs}
    write_text(environment.get_template("page.html.j2").render(pages=pages, first=first) + "\n", path)
    return path


def page_of(found: Found, lang: Lang) -> Page:
    """What the page says in a language."""
    if found.swept is not None:
        study = found.swept.study
        question = study.description_zh if lang == "zh" else study.description
        return Page(titled(study, lang), span(found, lang), [question] if question else [],
                    [*study_sections(found.swept, lang), *closing(found, lang)])
    assert found.comparison is not None
    comparison = found.comparison
    if comparison.scenarios:
        title = text("page_compare", lang).format(
            scenarios=("、" if lang == "zh" else ", ").join(titled(item, lang) for item in comparison.scenarios),
            baseline=titled(comparison.baseline, lang),
        )
        sections = comparison_sections(comparison, lang)
    else:
        title, sections = titled(comparison.baseline, lang), run_sections(comparison, lang)
    asked = [item.description_zh if lang == "zh" else item.description
             for item in comparison.scenarios or (comparison.baseline,)]
    return Page(title, span(found, lang), [item for item in asked if item], [*sections, *closing(found, lang)])


def scenarios_of(found: Found) -> list[Scenario]:
    """Every scenario of a folder, the baseline first."""
    manifest = found.manifest
    told = [manifest["scenario"]] if found.kind == "run" else manifest["scenarios"]
    return [from_resolved(item) for item in ([manifest["baseline"], *told] if found.kind == "compare" else told)]


def span(found: Found, lang: Lang) -> str:
    """Place, months, sample, seeds."""
    scenario = scenarios_of(found)[0]
    seeds = found.manifest["seeds"]
    return text("page_span", lang).format(
        place=titled(load_place(scenario.place), lang), first=month_name(scenario.start),
        last=month_name(scenario.end), sample=f"{scenario.sample:.0%}", runs=len(seeds), low=seeds[0], high=seeds[-1],
    )


def comparison_sections(comparison: Comparison, lang: Lang) -> Iterator[Section]:
    """Findings, differences, effects, courses, winners and losers, cost."""
    yield Section(text("page_findings", lang), points=sentences(comparison, lang),
                  figures=[picture(overview(comparison, lang), text("page_overview", lang))])
    told = [word.words_zh if lang == "zh" else word.words
            for scenario in comparison.scenarios for word in differences(comparison.baseline, scenario)]
    yield Section(text("page_differences", lang), points=told or [text("page_same", lang)])
    every = [effect_table(comparison, item, list(comparison.effects["measure"].unique()), lang)
             for item in comparison.scenarios]
    yield Section(
        text("page_effects", lang), paragraphs=[text("page_interval", lang)],
        tables=[effect_table(comparison, item, MAIN, lang) for item in comparison.scenarios],
        more_title=text("page_all_measures", lang), more=every,
        figures=[picture(difference(comparison, name, lang), titled(MEASURES[name], lang))
                 for name in ("satisfaction", "takeup")],
    )
    yield Section(text("formal_title", lang), figures=[
        picture(formal_functional(comparison, lang), text("formal_title", lang))])
    yield winners_section(comparison, lang)
    yield Section(text("cost_title", lang), tables=[cost_table(comparison, lang)], figures=[
        picture(cost_outcome(comparison, "satisfaction", lang), text("cost_title", lang))])


def effect_table(comparison: Comparison, scenario: Scenario, measures: Sequence[str], lang: Lang) -> Table:
    """Baseline level and paired effect of some measures."""
    table = comparison.effects[comparison.effects["scenario"] == scenario.name].set_index("measure")
    rows = []
    for name in measures:
        if name in table.index:
            found, known = table.loc[name], MEASURES[name]
            scale = scale_of(known.unit, abs(float(found["baseline"])), lang)
            rows.append([titled(known, lang), level(float(found["baseline"]) * scale.factor, scale.level),
                         effect_text(found, known.unit, lang), f"{float(found['positive']):.2f}"])
    headings = [text("page_measure", lang), text("page_baseline", lang).format(horizon=comparison.horizon),
                text("page_effect", lang), "P(>0)"]
    return Table(titled(scenario, lang), headings, rows)


def level(value: float, unit: str) -> str:
    """A level with its unit."""
    if value != value:
        return "–"
    places = max(0, 2 - len(f"{abs(value):.0f}")) if value else 0
    return f"{plain(value, places)} {unit}".strip()


def winners_section(comparison: Comparison, lang: Lang) -> Section:
    """Who gains and who loses, by street and by group of residents."""
    tables, figures = [], []
    names = unit_names(comparison, lang)
    for scenario in comparison.scenarios:
        mine = comparison.winners[comparison.winners["scenario"] == scenario.name]
        for measure in dict.fromkeys(mine["measure"]):
            part = mine[mine["measure"] == measure]
            known = MEASURES[str(measure)]
            rows = [[names[str(row["unit"])], text(f"page_{row['level']}", lang), effect_text(row, known.unit, lang),
                     text(str(row["verdict"]), lang) if row["verdict"] else "–"] for _, row in part.iterrows()]
            headings = [text("page_unit", lang), "", text("page_effect", lang), text("page_verdict", lang)]
            tables.append(Table(f"{titled(known, lang)} · {titled(scenario, lang)}", headings, rows, 2))
        if (mine["measure"] == "satisfaction").any():
            figures.append(picture(winners(comparison, "satisfaction", scenario, lang), text("page_winners", lang)))
    return Section(text("page_winners", lang), figures=figures, more_title=text("page_all_units", lang), more=tables)


def cost_table(comparison: Comparison, lang: Lang) -> Table:
    """What the reforms cost beside what they do for satisfaction."""
    rows = []
    for scenario in comparison.scenarios:
        table = comparison.effects[comparison.effects["scenario"] == scenario.name].set_index("measure")
        rows.append([titled(scenario, lang)] + [
            effect_text(table.loc[name], MEASURES[name].unit, lang)
            for name in ("programme_spending", "public_spending", "satisfaction") if name in table.index
        ])
    headings = ["", *(titled(MEASURES[name], lang) for name in ("programme_spending", "public_spending",
                                                                 "satisfaction"))]
    return Table(text("page_effect", lang), headings, rows)


def run_sections(comparison: Comparison, lang: Lang) -> Iterator[Section]:
    """Levels of one scenario."""
    rows = comparison.by_month.set_index(["measure", "month"])["q50"]
    first, last = month_name(comparison.baseline.start), month_name(comparison.baseline.end)
    told = []
    for name, known in MEASURES.items():
        if (name, last) in rows.index:
            values = [float(rows[name, month]) for month in (first, last)]
            scale = scale_of(known.unit, max((abs(value) for value in values if value == value), default=0.0), lang)
            told.append([titled(known, lang), *(level(value * scale.factor, scale.level) for value in values)])
    headings = [text("page_measure", lang), first, last]
    yield Section(
        text("page_levels", lang), tables=[Table("", headings, told)],
        figures=[picture(levels(comparison, name, lang), titled(MEASURES[name], lang)) for name in MAIN],
    )
    yield Section(text("formal_title", lang), figures=[
        picture(formal_functional(comparison, lang), text("formal_title", lang))])


def study_sections(swept: Swept, lang: Lang) -> Iterator[Section]:
    """What was varied, what each factor does, every point."""
    from govsim.report.sweep import shown, sweep_figures

    factors = [[titled(item, lang), text("page_lever" if item.lever else "page_uncertainty", lang),
                (f"{shown(item.value(0.0), lang)} – {shown(item.value(1.0), lang)}" if not item.options else
                 ("、" if lang == "zh" else ", ").join(shown(option.shown, lang) for option in item.options)),
                ", ".join(item.paths)] for item in swept.study.factors]
    headings = [text("page_factor", lang), "", text("page_values", lang), text("page_sets", lang)]
    yield Section(text("page_factors", lang), tables=[Table("", headings, factors, 4)])
    figures = [picture(figure, name) for name, figure in sweep_figures(swept, lang).items()]
    yield Section(
        text("page_findings", lang), paragraphs=[text("page_interval", lang)], figures=figures,
        tables=list(factor_tables(swept, lang)), more_title=text("page_points", lang), more=list(points(swept, lang)),
    )


def factor_tables(swept: Swept, lang: Lang) -> Iterator[Table]:
    """Mean outcome by value of each factor, a table a measure."""
    from govsim.report.sweep import shown

    table = swept.tables["factors"]
    names = {item.name: titled(item, lang) for item in swept.study.factors}
    for measure in swept.study.measures:
        part = table[(table["measure"] == measure) & (table["quantity"] == "horizon")]
        rows = [[names[str(row["factor"])], shown(row["value"], lang), str(row["scenario"]),
                 spoken(row, "mean", MEASURES[measure].unit, swept.plan.paired, lang)] for _, row in part.iterrows()]
        headings = [text("page_factor", lang), text("page_value", lang), text("page_scenario", lang),
                    text("page_effect" if swept.plan.paired else "page_mean", lang)]
        yield Table(titled(MEASURES[measure], lang), headings, rows, 3)


def points(swept: Swept, lang: Lang) -> Iterator[Table]:
    """Every point, a table a measure."""
    from govsim.report.sweep import shown

    table = swept.tables[swept.best()]
    column = "effect" if swept.plan.paired else "mean"
    for measure in swept.study.measures:
        part = table[(table["measure"] == measure) & (table["quantity"] == "horizon")]
        rows = [[*(shown(row[item.name], lang) for item in swept.study.factors), str(row["scenario"]),
                 spoken(row, column, MEASURES[measure].unit, swept.plan.paired, lang)] for _, row in part.iterrows()]
        headings = [*(titled(item, lang) for item in swept.study.factors), text("page_scenario", lang),
                    text("page_effect" if swept.plan.paired else "page_mean", lang)]
        yield Table(titled(MEASURES[measure], lang), headings, rows, len(headings) - 1)


def spoken(row: pd.Series, column: str, unit: str, paired: bool, lang: Lang) -> str:
    """An effect or a level with its interval."""
    if paired:
        return effect_text(row.rename({column: "effect"}), unit, lang)
    scale = scale_of(unit, abs(float(row[column])), lang)
    value, low, high = (float(row[name]) * scale.factor for name in (column, "low", "high"))
    places = decimals(value, low, high)
    return f"{plain(value, places)} [{plain(low, places)}, {plain(high, places)}] {scale.level}".strip()


def closing(found: Found, lang: Lang) -> Iterator[Section]:
    """What rests on assumptions, and where the page comes from."""
    yield assumptions(scenarios_of(found), lang)
    manifest = found.manifest
    rows = [[name, str(version)] for name, version in manifest["versions"].items()]
    rows += [[name, str(entry["sha256"])] for name, entry in manifest["files"].items()]
    yield Section(
        text("page_provenance", lang), paragraphs=[text("page_reproduce", lang)], code=command(found),
        more_title=text("page_versions", lang),
        more=[Table(text("page_versions", lang), ["", ""], rows, 2)],
    )


def assumptions(scenarios: Sequence[Scenario], lang: Lang) -> Section:
    """Parameters of the reforms and of the world that are assumed, and what the scenarios assume otherwise."""
    zh = lang == "zh"
    changed = [f"{item.path} = {item.value}: {item.assumption or item.source}"
               for scenario in scenarios for item in scenario.overrides]
    rows, seen = [], set()
    for scenario in scenarios:
        for revision in scenario.revisions:
            if not isinstance(revision.change, Reform):
                continue
            for name, known in declared(type(revision.change)).items():
                value = getattr(revision.change, name)
                key = (revision.rule, name, value)
                if known.tag in "AC" and key not in seen and value != known.neutral:
                    seen.add(key)
                    rows.append([f"{revision.rule}.{name}", known.zh if zh else known.doc, f"{value}", known.unit])
    world = declared(World).values()
    counts = {tag: sum(known.tag == tag for known in world) for tag in TAGS}
    told = "；" if zh else "; "
    listed = told.join(f"{text(f'tag_{tag}', lang)} {count}" for tag, count in counts.items() if count)
    others = [[known.name, known.zh if zh else known.doc, f"{known.default}", known.unit]
              for known in world if known.tag in "AC"]
    headings = [text("page_name", lang), text("page_meaning", lang), text("page_value", lang), ""]
    main = sources().get("article", {}).get("title", "")
    return Section(
        text("page_assumptions", lang),
        paragraphs=[text("page_caveat", lang).format(source=main), text("page_world", lang).format(counts=listed)],
        points=list(dict.fromkeys(changed)), more_title=text("page_assumed", lang),
        more=[Table(text("page_reform_parameters", lang), headings, rows, 3),
              Table(text("page_world_parameters", lang), headings, others, 3)],
    )


def command(found: Found) -> str:
    """The command that makes the folder again, from shipped scenarios or files of these names."""
    manifest = found.manifest
    first, count = manifest["seeds"][0], len(manifest["seeds"])
    names = [scenario.name for scenario in scenarios_of(found)]
    if found.kind == "sweep":
        words = ["govsim", "sweep", manifest["study"]["name"]]
    else:
        words = ["govsim", "run" if found.kind == "run" else "compare", *names]
        sample = scenarios_of(found)[0].sample
        words += ["--sample", f"{sample:g}"] if sample != 1 else []
    return shlex.join([*words, "--seed", str(first), "--replications", str(count)])


def picture(figure: Figure, words: str) -> Picture:
    """A figure as data in the page."""
    from govsim.report.style import styled

    opened = io.BytesIO()
    with styled():
        figure.savefig(opened, dpi=DOTS, format="png", metadata={"Software": "govsim"})
    width, height = (round(inches * DOTS) for inches in figure.get_size_inches())
    data = base64.b64encode(opened.getvalue()).decode("ascii")
    return Picture(f"data:image/png;base64,{data}", words, width, height)


def pages_in(langs: str) -> tuple[Lang, ...]:
    """Languages of a page: "en", "zh", or both."""
    both: tuple[Lang, ...] = ("en", "zh")
    return tuple(lang for lang in both if langs in (lang, "both"))


