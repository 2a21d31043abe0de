"""Sections of a comparison, and of the runs of one scenario."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.report.overview import MAIN, cost_outcome, effect_text, overview
from govsim.report.page.parts import Section, Table, interval_words, level, noted, over_worlds, picture
from govsim.report.page.precise import precision_sections
from govsim.report.places import unit_names, winners
from govsim.report.sentences import ranged, sentences
from govsim.report.series import difference, formal_functional, levels
from govsim.report.texts import Lang, text, titled
from govsim.report.units import probability
from govsim.scenario import Scenario, differences

if TYPE_CHECKING:
    from govsim.experiment.compare import Comparison

COSTS = ("programme_spending", "public_spending", "satisfaction")
"""What the table of costs shows."""

DRAWN = ("satisfaction", "takeup")
"""Measures whose paired difference is drawn by month."""


def comparison_sections(found: Comparison, lang: Lang) -> Iterator[Section]:
    """Findings, differences, effects, winners and losers, cost."""
    told = sentences(found, lang)
    several = len(found.scenarios) > 1
    yield Section(text("page_findings", lang), paragraphs=noted(dict(found.notes), lang),
                  points=[] if several else told, figures=[picture(overview(found, lang))])
    for number, scenario in enumerate(found.scenarios if several else ()):
        heading = text("page_findings_on", lang).format(scenario=titled(scenario, lang))
        yield Section(heading, points=told[number * len(MAIN) : (number + 1) * len(MAIN)])
    yield differing(found.baseline, found.scenarios, lang)
    measures = list(dict.fromkeys(found.effects["measure"]))
    range_ = [text("page_range_worlds", lang)] if ranged(found) else []
    yield Section(
        text("page_effects", lang), paragraphs=[interval_words(found.seeds, found.worlds, lang), *range_],
        tables=[effects(found, item, MAIN, lang) for item in found.scenarios],
        figures=[*(picture(difference(found, name, lang)) for name in DRAWN), picture(formal_functional(found, lang))],
        more_title=text("page_all_measures", lang),
        more=[effects(found, item, measures, lang) for item in found.scenarios],
    )
    titles = {item.name: titled(item, lang) for item in found.scenarios}
    yield from precision_sections(found.precision, lang, titles)
    yield winners_section(found, lang)
    yield Section(text("cost_title", lang), tables=[cost_table(found, lang)],
                  figures=[picture(cost_outcome(found, "satisfaction", lang))])


def differing(baseline: Scenario, scenarios: Sequence[Scenario], lang: Lang) -> Section:
    """In what scenarios differ from a baseline; of several, each is named."""
    points = []
    for scenario in scenarios:
        words = [item.words_zh if lang == "zh" else item.words for item in differences(baseline, scenario)]
        named = titled(scenario, lang) + ("：" if lang == "zh" else ": ") if len(scenarios) > 1 else ""
        points += [named + item for item in words or [text("page_same", lang)]]
    told = text("page_against", lang).format(baseline=titled(baseline, lang))
    return Section(text("page_differences", lang), paragraphs=[told], points=points)


def effects(found: Comparison, scenario: Scenario, measures: Sequence[str], lang: Lang) -> Table:
    """Baseline level and paired effect of some measures."""
    table = found.effects[found.effects["scenario"] == scenario.name].set_index("measure")
    rows = []
    for name in measures:
        if name in table.index:
            row, unit = table.loc[name], MEASURES[name].unit
            drawn = [over_worlds(row, unit, lang)] if ranged(found) else []
            rows.append([titled(MEASURES[name], lang), level(float(row["baseline"]), unit, lang),
                         effect_text(row, unit, lang), *drawn, probability(float(row["positive"]))])
    worlds = [text("page_worlds", lang)] if ranged(found) else []
    headings = [text("page_measure", lang), text("page_baseline", lang).format(horizon=found.horizon),
                text("page_effect", lang), *worlds, "P(>0)"]
    caption = text("page_effects_of", lang).format(scenario=titled(scenario, lang), horizon=found.horizon)
    return Table(caption, headings, rows)


def winners_section(found: Comparison, lang: Lang) -> Section:
    """Who gains and who loses, by street and by group of residents."""
    tables, figures, points = [], [], []
    names = unit_names(found, lang)
    headings = [text(f"page_{key}", lang) for key in ("unit", "kind", "effect", "verdict")]
    for scenario in found.scenarios:
        mine = found.winners[found.winners["scenario"] == scenario.name]
        measures = [str(name) for name in dict.fromkeys(mine["measure"])]
        for measure in measures:
            part, known = mine[mine["measure"] == measure], MEASURES[measure]
            rows = [[names[str(row["unit"])], text(f"page_{row['level']}", lang), effect_text(row, known.unit, lang),
                     text(str(row["verdict"]), lang) if row["verdict"] else "–"] for _, row in part.iterrows()]
            caption = f"{titled(known, lang)} · {titled(scenario, lang)} · {found.horizon}"
            tables.append(Table(caption, headings, rows, 2))
            points.append(text("page_counts", lang).format(
                measure=titled(known, lang), scenario=titled(scenario, lang),
                **{f"{level_}_{verdict}": int(((part["level"] == level_) & (part["verdict"] == verdict)).sum())
                   for level_ in ("street", "group") for verdict in ("gains", "loses", "unclear")},
            ) if known.better != "none" else text("page_no_direction", lang).format(measure=titled(known, lang)))
        drawn = "satisfaction" if "satisfaction" in measures else measures[0]
        figures.append(picture(winners(found, drawn, scenario, lang)))
    return Section(text("page_winners", lang), points=points, figures=figures, more_title=text("page_all_units", lang),
                   more=tables)


def cost_table(found: Comparison, lang: Lang) -> Table:
    """What the reforms cost beside what they do for satisfaction."""
    rows = []
    for scenario in found.scenarios:
        table = found.effects[found.effects["scenario"] == scenario.name].set_index("measure")
        rows.append([titled(scenario, lang), *(effect_text(table.loc[name], MEASURES[name].unit, lang)
                                               for name in COSTS)])
    headings = [text("page_scenario", lang), *(titled(MEASURES[name], lang) for name in COSTS)]
    return Table(text("page_cost", lang).format(horizon=found.horizon), headings, rows)


def run_sections(found: Comparison, lang: Lang) -> Iterator[Section]:
    """Levels of one scenario."""
    rows = found.by_month.set_index(["measure", "month"])["q50"]
    first, last = month_name(found.baseline.start), month_name(found.baseline.end)
    told = {
        name: [titled(known, lang), *(level(float(rows[name, month]), known.unit, lang) for month in (first, last))]
        for name, known in MEASURES.items() if (name, last) in rows.index
    }
    headings = [text("page_measure", lang), first, last]
    key = "levels_note_lines" if len(found.seeds) > 1 else "levels_note_one"
    caption = text(key, lang).format(runs=len(found.seeds))
    yield Section(
        text("page_levels", lang), paragraphs=noted(dict(found.notes), lang),
        tables=[Table(caption, headings, [told[name] for name in MAIN if name in told])],
        figures=[*(picture(levels(found, name, lang)) for name in MAIN), picture(formal_functional(found, lang))],
        more_title=text("page_all_measures", lang), more=[Table(caption, headings, list(told.values()))],
    )
