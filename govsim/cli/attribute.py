"""govsim attribute: make the runs of all sets of parts, share their effect out, print who brings about what."""

from __future__ import annotations

import math
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.cli.asked import asked
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar
from govsim.cli.studies import RESULTS, asked_worlds, how_many, load_all, print_written
from govsim.cli.texts import Lang, caveat, say

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.attribute import Attribution

MOST_SHOWN = 7
"""Interactions shown on screen, the largest; the table has all."""


def attribute(
    scenario: str, bundles: str, baseline: str | None, seed: int, replications: int | None, sample: float | None,
    sets: Sequence[str], out: Path | None, processes: int | None, figures: bool, until: Sequence[str],
    measures: Sequence[str], horizon: str | None, worlds: int | None, as_json: bool, lang: Lang,
) -> None:
    """Attribute a scenario's effect to its parts: tables, figures and manifest in the folder; shares on screen."""
    reform, *given = load_all([scenario] if baseline is None else [scenario, baseline], sample, sets)
    from govsim.experiment.attribute import attribute as attributed
    from govsim.experiment.attribute import check, read_parts, world_of
    from govsim.experiment.attribution_folder import write_attribution_folder
    from govsim.experiment.claim import claim_for, held
    from govsim.experiment.compare import HEADLINES
    from govsim.experiment.precise import most_pairs, read_wanted
    from govsim.experiment.results import names_at
    from govsim.measures import MEASURES

    parts = read_parts(reform, bundles)
    base = given[0] if given else None
    shown = tuple(dict.fromkeys(measures)) or HEADLINES
    wanted = read_wanted(until, names_at("district", MEASURES))
    count = how_many(replications, wanted)
    check(reform, base, count, horizon, shown)
    drawn_from = asked_worlds(worlds, reform.place)
    against = base or world_of(reform, parts, 0)
    folder = out or RESULTS / f"attribute-{reform.name}"
    names = [reform.name, ",".join(part.name for part in parts), *([base.name] if base else [])]
    resolved = [{key: value for key, value in item.resolved().items() if key != "about"} for item in (reform, against)]
    claim_for(folder, {"kind": "attribute", "names": names, "scenarios": resolved, "worlds": drawn_from})
    with held(folder), Bar(lang, folder, 1 << len(parts)) as bar:
        found = attributed(
            reform, bundles, baseline=base, measures=shown, seed=seed, replications=count, out=folder,
            horizon=horizon, until=wanted, worlds=drawn_from, workers=processes, progress=bar.report,
        )
        write_attribution_folder(found, folder, asked())
        drawn = 0
        if figures:
            from govsim.report.waterfall import write_waterfalls

            bar.note("drawing")
            drawn = len(write_waterfalls(found, folder / "figures", lang))
    if as_json:
        print_json({**found.to_dict(), "folder": str(folder)})
        return
    print_attribution(found, lang)
    if wanted:
        from govsim.cli.precise import print_precision

        print_precision(found.frames["precision"], most_pairs(count, drawn_from), lang, {})
    print_written(folder, "files_compare", drawn, lang)


def print_attribution(found: Attribution, lang: Lang) -> None:
    """What was asked, and a table a measure."""
    from govsim.cli.results import span
    from govsim.experiment.plausible import rests_on, visited
    from govsim.report.texts import titled

    print_text(say("attribution_title", lang, scenario=titled(found.scenario, lang)), bold=True)
    seeds = "seeds_one" if len(found.seeds) == 1 else "seeds"
    print_text(" · ".join([
        span(found.scenario, lang),
        say(seeds, lang, count=len(found.seeds), first=found.seeds[0], last=found.seeds[-1]),
        say("attribution_worlds", lang, count=1 << len(found.parts)),
    ]))
    inside = {at for part in found.parts for at in part.revisions}
    always = [item.words[lang == "zh"] for at, item in enumerate(found.scenario.revisions) if at not in inside]
    if always:
        print_text(say("attribution_always", lang, names=("、" if lang == "zh" else ", ").join(always)))
    for measure in found.measures:
        print_shares(found, measure, lang)
        print_interactions(found, measure, lang)
    print_text(say("attribution_note", lang))
    print_text()
    for words, runs in found.notes.items():
        print_text(say("note", lang, note=words[lang == "zh"], runs=runs))
    print_text(caveat(lang, visited(found.seeds, found.worlds), rests_on(found.seeds, found.worlds) > 1))


def print_shares(found: Attribution, measure: str, lang: Lang) -> None:
    """The shares of one measure's effect and what each part adds first, last, and at least and most."""
    from govsim.cli.results import with_interval
    from govsim.measures import MEASURES
    from govsim.report.texts import text, titled
    from govsim.report.units import in_unit, probability, scale_of

    tables = {name: of_measure(found, name, measure) for name in ("shares", "marginals")}
    shares = tables["shares"].set_index("part")
    scale = scale_of(MEASURES[measure].unit, float(shares["effect"].abs().max()), lang)
    marginals = tables["marginals"].set_index(["part", "after"])
    everybody = [part.name for part in found.parts]
    rows = []
    for name, row in shares.iterrows():
        cells = ["", "", ""]
        if name in everybody:
            others = " & ".join(part for part in everybody if part != name)
            cells = [with_interval(marginals.loc[(name, after)], ("effect", "low", "high"), scale.factor)
                     for after in ("", others)]
            cells.append(between(float(row["least"]) * scale.factor, float(row["most"]) * scale.factor, lang))
        rows.append([
            str(name) if name in everybody else text(f"attribution_{name}", lang),
            with_interval(row, ("effect", "low", "high"), scale.factor), percent(float(row["of_total"])),
            probability(float(row["positive"])), *cells,
        ])
    headings = [say(f"attribution_{key}", lang) for key in ("part", "share", "of_total")]
    headings += [say("positive", lang), *(say(f"attribution_{key}", lang) for key in ("first", "last", "orders"))]
    title = f"{in_unit(titled(MEASURES[measure], lang), scale.effect, lang)}, {found.horizon}"
    print_table(headings, rows, range(1, len(headings)), title=title)


def print_interactions(found: Attribution, measure: str, lang: Lang) -> None:
    """What parts do together beyond what they do apart, the largest first."""
    from govsim.cli.results import with_interval
    from govsim.measures import MEASURES
    from govsim.report.units import probability, scale_of

    table = of_measure(found, "interactions", measure)
    table = table[table["size"] > 1]
    if not len(table):
        return
    table = table.loc[table["effect"].abs().sort_values(ascending=False, kind="stable").index[:MOST_SHOWN]]
    scale = scale_of(MEASURES[measure].unit, float(table["effect"].abs().max()), lang)
    rows = [
        [str(row["parts"]).replace(" & ", " × "), with_interval(row, ("effect", "low", "high"), scale.factor),
         probability(float(row["positive"]))]
        for _, row in table.iterrows()
    ]
    headings = [say("attribution_together", lang), f"{scale.effect} {say('attribution_interval', lang)}".strip()]
    print_table([*headings, say("positive", lang)], rows, (1, 2))


def of_measure(found: Attribution, table: str, measure: str) -> pd.DataFrame:
    """Rows of a table for a measure at the horizon."""
    frame = found.frames[table]
    return frame[(frame["measure"] == measure) & (frame["quantity"] == "horizon")]


def percent(value: float) -> str:
    """A part of the total effect."""
    from govsim.report.units import plain

    return f"{plain(100 * value, 0)}%" if math.isfinite(value) else "–"


def between(low: float, high: float, lang: Lang) -> str:
    """From one mean to another, with decimals that tell them apart."""
    from govsim.report.units import decimals, signed

    if not math.isfinite(low):
        return "–"
    places = min(decimals(max(abs(low), abs(high)), low, high) + 1, 4)
    return say("to", lang, low=signed(low, places), high=signed(high, places))
