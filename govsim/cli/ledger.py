"""govsim ledger: what headline results rest on, and how far; `--make` makes it anew."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.cli.asked import asked, given_options
from govsim.cli.output import print_json, print_table, print_text
from govsim.cli.progress import Bar
from govsim.cli.studies import RESULTS, print_written
from govsim.cli.texts import Lang, say
from govsim.params import Fault, InputError, declared, nearest

if TYPE_CHECKING:
    from govsim.experiment.ledger import Ledger, Weight

PLACE = "jinjiang"
NAMES = ("measure", "name")
"""What a row of the ledger is about."""

MOST_SHOWN = 25
"""Numbers that are shown of a measure unless all are asked for."""

MAKING = ("points", "seed", "sample", "out", "processes")
"""Options of a ledger that is made."""


def ledger(
    measure: str | None, every: bool, make: bool, points: int, seed: int, sample: float, out: Path | None,
    processes: int | None, as_json: bool, lang: Lang,
) -> None:
    """Print the ledger of the package, or make one in a folder and print that."""
    from govsim.experiment.ledger import load_ledger

    if not make and (idle := [name for name in given_options() if name.removeprefix("--") in MAKING]):
        raise InputError([Fault(name, "goes only with --make") for name in idle])
    found = made(points, seed, sample, out, processes, lang) if make else load_ledger(PLACE)
    if found is None:
        raise InputError([Fault("ledger", f"{PLACE} has none; make it with `govsim ledger --make`")])
    if measure is not None and measure not in found.headlines:
        raise InputError([Fault("--measure", f"{measure!r} is not in the ledger{nearest(measure, found.headlines)}")])
    if as_json:
        print_json(told(found))
    elif measure is not None:
        print_measure(found, measure, every, lang)
    else:
        print_headlines(found, lang)
    if make and not as_json:
        print_written(out or RESULTS / "ledger", "files_ledger", 0, lang)


def made(points: int, seed: int, sample: float, out: Path | None, processes: int | None, lang: Lang) -> Ledger:
    """Run, weigh and write."""
    from govsim.experiment.claim import claim_for, held
    from govsim.experiment.weigh import BASELINE, SCENARIO, weigh, write_ledger_folder
    from govsim.report.overview import MAIN

    folder = out or RESULTS / "ledger"
    claim_for(folder, {"kind": "ledger", "names": [BASELINE, SCENARIO], "seed": seed, "sample": sample})
    with held(folder), Bar(lang, folder, 2) as bar:
        found = weigh(folder, MAIN, points=points, seed=seed, sample=sample, workers=processes, progress=bar.report)
    write_ledger_folder(found, folder, asked())
    return found


def told(found: Ledger) -> dict[str, Any]:
    """The ledger as JSON: every number with what it rests on and what it moves."""
    from dataclasses import asdict

    from govsim.experiment.ledger import numbers
    from govsim.experiment.plausible import load_plausible

    drawn = load_plausible(PLACE)
    return {
        "about": dict(found.about),
        "headlines": [
            {**asdict(item), "assumed": item.assumed, "wanted": [weight.name for weight in found.wanted(item.measure)]}
            for item in found.headlines.values()
        ],
        "numbers": [
            {
                "name": name, "value": known.default, "bounds": list(known.bounds or ()), "unit": known.unit,
                "tag": known.tag, "source": known.source,
                "calibrated": drawn is not None and name in drawn.calibrated,
                "moves": {item.measure: {key: value for key, value in asdict(item).items() if key not in NAMES}
                          for item in found.of_number(name)},
            }
            for name, known in numbers().items()
        ],
    }


def print_headlines(found: Ledger, lang: Lang) -> None:
    """What each headline's variance consists of, and what would narrow it."""
    from govsim.measures import MEASURES
    from govsim.report.evidence import headline_sentence
    from govsim.report.texts import titled

    print_text(say("ledger_title", lang), bold=True)
    print_text(say("ledger_note", lang, points=found.about["points"], worlds=found.about["plausible_worlds"],
                   horizon=found.about["horizon"]))
    rows = [
        [titled(MEASURES[name], lang), name, f"{percent(item.assumed)} ±{100 * item.assumed_error:.0f}",
         f"{percent(item.sourced)} ±{100 * item.sourced_error:.0f}",
         f"{percent(item.chance)} ±{100 * item.chance_error:.0f}", percent(item.told)]
        for name, item in found.headlines.items()
    ]
    headings = [say(key, lang) for key in ("measure", "name")]
    headings += [say(f"ledger_{key}", lang) for key in ("assumed", "sourced", "chance", "told")]
    print_table(headings, rows, range(2, 6))
    for name in found.headlines:
        print_text(f"  {headline_sentence(found, name, lang)}")
    print_text(say("ledger_more", lang))


def print_measure(found: Ledger, measure: str, every: bool, lang: Lang) -> None:
    """The numbers that move a measure, with what they rest on."""
    from govsim.experiment.plausible import load_plausible
    from govsim.explain import TAGS
    from govsim.measures import MEASURES
    from govsim.report.evidence import shown
    from govsim.report.texts import titled
    from govsim.report.units import signed
    from govsim.world import World

    weights = found.of_measure(measure)
    drawn = load_plausible(PLACE)
    rows = []
    for item in weights if every else weights[:MOST_SHOWN]:
        known = declared(World)[item.name]
        rows.append([
            item.name, known.zh if lang == "zh" else known.doc, f"{known.default:,.6g}", bounds(item), known.unit,
            TAGS[known.tag][lang == "zh"], known.source if known.source != "assumption" else "",
            say("yes", lang) if drawn is not None and item.name in drawn.calibrated else "",
            f"{'' if item.clear else '(?) '}{shown(item)}", f"{percent(item.total)} ±{100 * item.error:.0f}",
            signed(item.slope, 1),
        ])
    keys = ("name", "meaning", "default", "allowed", "unit", "tag", "source")
    headings = [say(key, lang) for key in keys]
    headings += [say(f"ledger_{key}", lang) for key in ("calibrated", "alone", "total")]
    headings.append(say("ledger_slope", lang))
    print_table(headings, rows, (2, 8, 9, 10), title=titled(MEASURES[measure], lang))
    left = len(declared(World)) - len(rows)
    print_text(say("ledger_others", lang, count=left))


def bounds(item: Weight) -> str:
    """The range of a number."""
    from govsim.experiment.ledger import numbers

    low, high = numbers()[item.name].bounds or (0.0, 1.0)
    return f"{low:,.6g} – {high:,.6g}"


def percent(share: float) -> str:
    """A share in per cent."""
    return f"{100 * share:.0f}%"
