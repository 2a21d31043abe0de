"""Sections of a study, and of what analyses found in it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from govsim.measures import MEASURES
from govsim.report.moves import mover, tells_factors_apart
from govsim.report.overview import effect_text
from govsim.report.page.parts import Section, Table, caption, interval_words, listed, picture, with_interval
from govsim.report.page.precise import precision_sections
from govsim.report.precise import point_names, scenario_names
from govsim.report.sweep import shown, sweep_figures
from govsim.report.texts import Lang, text, titled
from govsim.report.units import short

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.discovery import Discovery
    from govsim.experiment.factor import Factor
    from govsim.experiment.read_folder import Found
    from govsim.experiment.sensitivity import Sensitivity
    from govsim.experiment.sweep_results import Swept

MOST_POINTS = 200
"""Points listed one by one in the page."""


def study_sections(found: Found, swept: Swept, lang: Lang) -> Iterator[Section]:
    """What was varied, what each factor does, every point; sensitivity and discoveries."""
    headings = [text(f"page_{key}", lang) for key in ("factor", "role", "values", "sets")]
    rows = [[titled(item, lang), text("page_lever" if item.lever else "page_uncertainty", lang), span(item, lang),
             settings(item, lang)] for item in swept.study.factors]
    design = text("page_design", lang).format(
        design=text(f"design_{swept.study.design.kind}", lang), points=len(swept.plan.points),
        worlds=listed([swept.study.titled(world, lang) for world in swept.plan.worlds], lang),
    )
    yield Section(text("page_factors", lang), paragraphs=[design],
                  tables=[Table(text("page_factors", lang), headings, rows, 4)])
    failed = found.manifest["failed"]
    noted = [text("page_failed", lang).format(failed=len(failed), runs=swept.plan.count)] if failed else []
    few = len(swept.plan.points) <= MOST_POINTS
    yield Section(
        text("page_findings", lang),
        paragraphs=[interval_words(swept.plan.seeds, swept.plan.plausible, lang, swept.plan.paired), *noted],
        points=[sentence(swept, measure, scenario, lang) for measure in swept.study.measures
                for scenario in dict.fromkeys(swept.tables["factors"]["scenario"])],
        figures=[picture(figure) for figure in sweep_figures(swept, lang).values()],
        tables=list(by_factor(swept, lang)), more_title=text("page_points", lang),
        more=list(points(swept, lang)) if few else [],
    )
    yield from precision_sections(swept.tables.get("precision"), lang, scenario_names(swept.study, lang),
                                  point_names(swept.study, swept.plan, lang))
    if found.sensitivity is not None:
        yield sensitivity_section(found.sensitivity, lang)
    if found.discoveries:
        yield discovery_section(found.discoveries, lang)


def sentence(swept: Swept, measure: str, scenario: str, lang: Lang) -> str:
    """Over which range an outcome lies, and which factor moves it most, where one does."""
    column = "effect" if swept.plan.paired else "mean"
    table = swept.tables[swept.best()]
    of = (table["measure"] == measure) & (table["quantity"] == "horizon") & (table["scenario"] == scenario)
    points_ = table[of & np.isfinite(table[column])]
    if not len(points_):
        return text("page_undefined", lang).format(measure=titled(MEASURES[measure], lang))
    unit, paired = MEASURES[measure].unit, swept.plan.paired
    ends = [with_interval(points_.loc[at], column, unit, paired, lang)
            for at in (points_[column].idxmin(), points_[column].idxmax())]
    lies = text("page_study_effect" if paired else "page_study_level", lang).format(
        measure=titled(MEASURES[measure], lang), horizon=swept.study.horizon,
        scenario=swept.study.titled(scenario, lang), low=ends[0], high=ends[1], points=len(points_),
    )
    if not tells_factors_apart(swept.study):
        return lies + text("page_study_list" if swept.study.design.kind == "list" else "page_study_repeated", lang)
    moved = mover(swept, measure, scenario)
    if moved is None:
        return lies + text("page_study_not_moved", lang)
    name = titled(moved.factor, lang)
    return lies + text("page_study_moved", lang).format(
        factor=name[0].upper() + name[1:],
        least=with_interval(moved.least, "mean", unit, paired, lang), at_least=at_value(moved.least["value"], lang),
        most=with_interval(moved.most, "mean", unit, paired, lang), at_most=at_value(moved.most["value"], lang),
        apart=effect_text(moved.apart, unit, lang),
        interval=text("page_one_pair" if moved.pairs == 1 else "page_all_pairs", lang),
    )


def at_value(value: object, lang: Lang) -> str:
    """Where a factor has a value, as it stands in a sentence."""
    switched = {"True": "page_at_with", "False": "page_at_without"}
    return text(switched.get(f"{value}", "page_at_value"), lang).format(value=shown(value, lang))


def settings(factor: Factor, lang: Lang) -> str:
    """What a factor sets: paths, and the reforms that some of its values leave out."""
    dropped = dict.fromkeys(name for option in factor.options for path, value in option.sets if path == "without"
                            for name in (value if isinstance(value, list) else [value]))
    told = [path for path in factor.paths if path != "without"]
    if dropped:
        told.append(text("page_with_or_without", lang).format(names=listed(list(dropped), lang)))
    return listed(told, lang) or "–"


def span(factor: Factor, lang: Lang) -> str:
    """The values of a factor."""
    if factor.options:
        return listed([shown(option.shown, lang) for option in factor.options], lang)
    return f"{shown(factor.value(0.0), lang)} – {shown(factor.value(1.0), lang)}"


def by_factor(swept: Swept, lang: Lang) -> Iterator[Table]:
    """Mean outcome by value of each factor, a table a measure."""
    table = swept.tables["factors"]
    names = {item.name: titled(item, lang) for item in swept.study.factors}
    paired = swept.plan.paired
    headings = [text("page_factor", lang), text("page_value", lang), text("page_scenario", lang),
                text("page_effect" if paired else "page_mean", lang)]
    for measure in swept.study.measures:
        part = table[(table["measure"] == measure) & (table["quantity"] == "horizon")]
        rows = [[names[str(row["factor"])], shown(row["value"], lang), swept.study.titled(row["scenario"], lang),
                 with_interval(row, "mean", MEASURES[measure].unit, paired, lang)] for _, row in part.iterrows()]
        yield Table(caption(measure, swept.study.horizon, lang), headings, rows, 3)


def points(swept: Swept, lang: Lang) -> Iterator[Table]:
    """Every point, a table a measure."""
    table = swept.tables[swept.best()]
    paired = swept.plan.paired
    names = [item.name for item in swept.study.factors]
    headings = [*(titled(item, lang) for item in swept.study.factors), text("page_scenario", lang),
                text("page_effect" if paired else "page_mean", lang)]
    for measure in swept.study.measures:
        part = table[(table["measure"] == measure) & (table["quantity"] == "horizon")]
        rows = [[*(shown(row[name], lang) for name in names), swept.study.titled(row["scenario"], lang),
                 with_interval(row, "effect" if paired else "mean", MEASURES[measure].unit, paired, lang)]
                for _, row in part.iterrows()]
        yield Table(caption(measure, swept.study.horizon, lang), headings, rows, len(headings) - 1)


def sensitivity_section(found: Sensitivity, lang: Lang) -> Section:
    """Which factors matter: map, parts of the variance, and the strongest factors of each measure."""
    from govsim.report.assumptions import doubt, sensitivity_map, subject, tornado, variance_figure

    figures, tables, doubts = [], [], []
    names = {"": text("page_dummy", lang)} | {item.name: titled(item, lang) for item in found.study.factors}
    headings = [text(f"page_{key}", lang) for key in ("measure", "factor", "index", "number")]
    for scenario in dict.fromkeys(found.indices["scenario"]):
        figures.append(picture(sensitivity_map(found, scenario, lang)))
        if len(found.variance) and (found.variance["scenario"] == scenario).any():
            figures.append(picture(variance_figure(found, scenario, lang)))
        figures += [picture(tornado(found, scenario, measure, lang)) for measure in found.study.measures]
        rows = [[titled(MEASURES[row["measure"]], lang), names[str(row["factor"])],
                 text(f"index_{row['index']}", lang), index_text(row)]
                for _, row in found.indices[found.indices["scenario"] == scenario].iterrows()]
        tables.append(Table(subject(found, scenario, lang), headings, rows, 3))
        doubts.append(doubt(found, scenario, lang))
    return Section(text("page_sensitivity", lang), paragraphs=[*filter(None, doubts)], figures=figures,
                   more_title=text("page_indices", lang), more=tables)


def index_text(row: pd.Series) -> str:
    """An index with its interval, where it has one."""
    ends = f" [{short(row['low'])}, {short(row['high'])}]" if row["high"] > row["low"] else ""
    return short(row["value"]) + ends


def discovery_section(found: tuple[Discovery, ...], lang: Lang) -> Section:
    """In which worlds conditions hold."""
    from govsim.report.assumptions import discovery_figure, discovery_sentence

    return Section(text("page_discovery", lang), points=[discovery_sentence(item, lang) for item in found],
                   figures=[picture(discovery_figure(item, lang)) for item in found])
