"""What a run or a comparison says, as tables on screen."""

from __future__ import annotations

import math
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.cli.output import print_table, print_text
from govsim.cli.texts import Lang, caveat, say
from govsim.experiment.compare import HEADLINES
from govsim.experiment.plausible import rests_on, visited
from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.place import load_place
from govsim.report.evidence import evidence_sentences
from govsim.report.overview import MAIN
from govsim.report.places import unit_names
from govsim.report.sentences import ranged, sentences
from govsim.report.texts import titled
from govsim.report.units import count, decimals, in_unit, plain, probability, scale_of, signed

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.compare import Comparison
    from govsim.scenario import Scenario

UNDEFINED = "–"


def print_course(found: Comparison, every: bool, lang: Lang) -> None:
    """Levels of one scenario in its first and last month."""
    scenario = found.baseline
    print_text(f"{titled(scenario, lang)}", bold=True)
    print_text(" · ".join([span(scenario, lang), *runs_text("runs_of", "runs_one", found, lang)]))
    rows = found.by_month.set_index(["measure", "month"])["q50"]
    first, last = month_name(scenario.start), month_name(scenario.end)
    shown = []
    for name in MEASURES if every else MAIN:
        values = [float(rows[name, month]) for month in (first, last)]
        largest = max((abs(value) for value in values if math.isfinite(value)), default=0.0)
        scale = scale_of(MEASURES[name].unit, largest, lang)
        cells = [number(value * scale.factor) for value in values]
        shown.append([titled(MEASURES[name], lang), name, *cells, scale.level])
    headings = [say("measure", lang), say("name", lang), say("first_month", lang, month=first),
                say("last_month", lang, month=last), say("unit", lang)]
    print_table(headings, shown, (2, 3))
    if not every:
        print_text(say("more_measures", lang, count=len(MEASURES)))
    print_notes(found, lang)
    print_text(caveat(lang, intervals=False))


def print_notes(found: Comparison, lang: Lang) -> None:
    """What must be known of the runs."""
    for words, runs in found.notes.items():
        print_text(say("note", lang, note=words[lang == "zh"], runs=runs))


def course_as_json(found: Comparison, folder: Path) -> dict[str, Any]:
    """The same as JSON: medians by measure in the first and last month."""
    rows = found.by_month.set_index(["measure", "month"])["q50"]
    first, last = month_name(found.baseline.start), month_name(found.baseline.end)
    levels = {}
    for name in MEASURES:
        if (name, last) in rows.index:
            levels[name] = {month: defined(float(rows[name, month])) for month in (first, last)}
    return {"scenario": found.baseline.name, "seeds": list(found.seeds), "levels": levels, "folder": str(folder)}


def print_comparison(found: Comparison, every: bool, lang: Lang) -> None:
    """Effects, winners and losers, and sentences, scenario by scenario."""
    for scenario in found.scenarios:
        print_effects(found, scenario, every, lang)
        print_winners(found, scenario, lang)
    print_text(say("findings", lang), bold=True)
    for sentence in sentences(found, lang):
        print_text(f"  {sentence}")
    print_text()
    if rests := evidence_sentences([found.baseline, *found.scenarios], found.horizon, lang):
        print_text(say("rests_on", lang), bold=True)
        for sentence in rests:
            print_text(f"  {sentence}")
        print_text()
    print_notes(found, lang)
    print_text(caveat(lang, visited(found.seeds, found.worlds), rests_on(found.seeds, found.worlds) > 1))


def print_effects(found: Comparison, scenario: Scenario, every: bool, lang: Lang) -> None:
    """The table of paired effects."""
    table = found.effects[found.effects["scenario"] == scenario.name].set_index("measure")
    title = say("effects_title", lang, scenario=titled(scenario, lang), baseline=titled(found.baseline, lang))
    print_text(title, bold=True)
    drawn = [say("in_worlds_note", lang, worlds=visited(found.seeds, found.worlds))
             ] if found.worlds else []
    print_text(" · ".join([span(scenario, lang), *runs_text("seeds", "seeds_one", found, lang), *drawn]))
    since, many = str(table["since"].iloc[0]), ranged(found)
    rows = []
    for name in table.index if every else [name for name in MAIN if name in table.index]:
        row, known = table.loc[name], MEASURES[name]
        scale = scale_of(known.unit, abs(float(row["baseline"])), lang)
        rows.append([
            titled(known, lang), scale.level, number(float(row["baseline"]) * scale.factor),
            with_interval(row, ("effect", "low", "high"), scale.factor),
            with_interval(row, ("run_effect", "run_low", "run_high"), scale.factor),
            probability(float(row["positive"])),
            between_worlds(row, scale.factor) if many else ratio(float(row["reduction"])),
            count(float(row["still_needed"])),
        ])
    headings = [
        say("measure", lang), say("unit", lang), say("level", lang, horizon=found.horizon),
        say("effect", lang, horizon=found.horizon),
        say("run_effect", lang, since=since or say("since_start", lang)),
        say("positive", lang), say("worlds_range" if many else "reduction", lang), say("still_needed", lang),
    ]
    print_table(headings, rows, range(2, 8))
    for name in [name for name in HEADLINES if math.isfinite(float(table["worlds_share"].get(name, math.nan)))]:
        part = f"{float(table.loc[name, 'worlds_share']):.0%}"
        print_text(say("worlds_part", lang, measure=titled(MEASURES[name], lang), share=part))
    if not since:
        print_text(say("no_difference_at_all", lang))
    print_text(say("table_note", lang) + ("" if every else " " + say("more_measures", lang, count=len(table))))
    print_text()


def print_winners(found: Comparison, scenario: Scenario, lang: Lang) -> None:
    """How many streets and resident groups gain and lose, and who most and least."""
    table = found.winners[(found.winners["scenario"] == scenario.name) & (found.winners["verdict"] != "")]
    names = unit_names(found, lang)
    rows = []
    for (measure, level), part in table.groupby(["measure", "level"], sort=False):
        known = MEASURES[str(measure)]
        scale = scale_of(known.unit, float(part["effect"].abs().max()), lang)
        ends = [
            f"{names[str(row['unit'])]} {with_interval(row, ('effect', 'low', 'high'), scale.factor)}"
            for _, row in part.iloc[[0, -1]].iterrows()
        ]
        verdicts = [str(int((part["verdict"] == verdict).sum())) for verdict in ("gains", "loses", "unclear")]
        rows.append([in_unit(titled(known, lang), scale.effect, lang), say(f"among_{level}s", lang), *verdicts, *ends])
    headings = [
        say("measure", lang), "", *(say(key, lang) for key in ("gain", "lose", "not_clear", "most", "least")),
    ]
    if rows:
        print_table(headings, rows, (2, 3, 4), title=say("winners_title", lang, horizon=found.horizon))


def span(scenario: Scenario, lang: Lang) -> str:
    """Place and months, and the sample where it is not everybody."""
    first, last = month_name(scenario.start), month_name(scenario.end)
    text = say("span", lang, place=titled(load_place(scenario.place), lang), first=first, last=last)
    if scenario.sample < 1:
        text += " · " + say("sample_note", lang, sample=f"{100 * scenario.sample:g}")
    return text


def runs_text(many: str, one: str, found: Comparison, lang: Lang) -> list[str]:
    """How many runs, and their seeds."""
    first, last = found.seeds[0], found.seeds[-1]
    key = many if len(found.seeds) > 1 else one
    return [say(key, lang, count=len(found.seeds), first=first, last=last)]


def with_interval(
    row: pd.Series, columns: tuple[str, str, str], factor: float, written: Callable[[float, int], str] = signed
) -> str:
    """An effect, or a level `written` as such, and its interval, as exact as the interval allows."""
    middle, low, high = (float(row[name]) * factor for name in columns)
    if not math.isfinite(middle):
        return UNDEFINED
    places = decimals(middle, low, high)
    interval = f" [{plain(low, places)}, {plain(high, places)}]" if high > low else ""
    return written(middle, places) + interval


def number(value: float) -> str:
    """A level with three digits."""
    if not math.isfinite(value):
        return UNDEFINED
    places = max(0, 2 - math.floor(math.log10(abs(value)))) if value else 0
    return plain(value, min(places, 3))


def between_worlds(row: pd.Series, factor: float) -> str:
    """The middle 90% of an effect over plausible worlds."""
    low, high = (float(row[name]) * factor for name in ("worlds_low", "worlds_high"))
    if not math.isfinite(low):
        return UNDEFINED
    places = decimals(float(row["effect"]) * factor, low, high)
    return f"[{signed(low, places)}, {signed(high, places)}]"


def ratio(value: float) -> str:
    """By how much pairing divides the variance."""
    if math.isnan(value):
        return UNDEFINED
    return "∞" if math.isinf(value) else f"{value:,.0f}" if value >= 10 else f"{value:.1f}"


def defined(value: float) -> float | None:
    """As JSON takes it."""
    return value if math.isfinite(value) else None
