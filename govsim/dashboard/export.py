"""Export: what is on the screen as files, and the command and the program that give the same numbers again."""

from __future__ import annotations

import io
import shlex
from collections.abc import Callable, Collection, Mapping
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np

from govsim.dashboard.document import checked, flat, written
from govsim.dashboard.outcome import A, B, Outcome
from govsim.experiment.compare import HEADLINES
from govsim.measures import MEASURES
from govsim.report.export import translated, units
from govsim.report.texts import Lang
from govsim.scenario import Scenario, shipped

if TYPE_CHECKING:
    import pandas as pd
    from matplotlib.figure import Figure

TABLES = ("effects", "units", "months", "map")
FIGURES = ("levels", "difference", "winners", "overview")
FORMATS = {"svg": "image/svg+xml", "png": "image/png"}


def scenario_text(scenario: Scenario) -> str:
    """A scenario as a TOML file that needs no other; loading it gives the same scenario."""
    return written(flat(scenario))[0]


def names(outcome: Outcome, known: Collection[str]) -> tuple[str, str]:
    """How a command names A and B: as shipped, of those in `known`, where that gives the same runs, else by file."""
    found = []
    for scenario, file in ((outcome.baseline, f"{A}.toml"), (outcome.scenario, f"{B}.toml")):
        same = (name for name in known if name in shipped() and as_shipped(scenario, name))
        found.append(next(same, file))
    return (found[0], found[1]) if found[0] != found[1] else (f"{A}.toml", f"{B}.toml")


def as_shipped(scenario: Scenario, name: str) -> bool:
    """Whether a scenario is a shipped one, whatever it is called and whatever the sample."""
    own = checked(name, scenario.name).scenario
    return own is not None and replace(own, sample=scenario.sample) == scenario


def winners(measure: str) -> tuple[str, ...]:
    """Measures by street and group that a comparison has to be asked for, so that it has what the page shows."""
    known = {"street", "group"} & set(MEASURES[measure].levels)
    return (*HEADLINES, measure) if known and measure not in HEADLINES else ()


def command(outcome: Outcome, known: Collection[str], measure: str) -> str:
    """The command line that finds the numbers on the screen."""
    words = ["govsim", "compare", *names(outcome, known), "--seed", str(outcome.seeds[0]),
             "--replications", str(len(outcome.seeds)), "--worlds", str(outcome.worlds)]
    if outcome.sample != 1.0:
        words += ["--sample", f"{outcome.sample!r}"]
    for name in winners(measure):
        words += ["--winners", name]
    return shlex.join(words)


def program(outcome: Outcome, known: Collection[str], measure: str) -> str:
    """The Python program that finds the numbers on the screen."""
    first, second = names(outcome, known)
    sets = f", [{f'sample={outcome.sample!r}'!r}]" if outcome.sample != 1.0 else ""
    return (
        "import govsim\n\n"
        'if __name__ == "__main__":\n'
        f"    baseline = govsim.load({first!r}{sets})\n"
        f"    reform = govsim.load({second!r}{sets})\n"
        "    found = govsim.compare(\n"
        f"        baseline, reform, seed={outcome.seeds[0]}, replications={len(outcome.seeds)}, "
        f"worlds={outcome.worlds})\n"
        f"    print(found.effects.set_index(\"measure\").loc[{measure!r}])\n"
    )


def table(outcome: Outcome, name: str, measure: str, level: str, lang: Lang) -> bytes:
    """One of `TABLES` as CSV that spreadsheet programs open, also in Chinese."""
    frame = {
        "effects": lambda: outcome.effects,
        "units": lambda: outcome.units(measure),
        "months": lambda: outcome.by_month([measure]),
        "map": lambda: places(outcome, measure, level),
    }[name]()
    if lang == "zh":
        titles = {key: known.title_zh for key, known in MEASURES.items()}
        frame = translated(frame, titles | units(outcome.baseline.place), {})
    return frame.to_csv(index=False, lineterminator="\r\n").encode("utf-8-sig")


def places(outcome: Outcome, measure: str, level: str) -> pd.DataFrame:
    """What the map shows: unit, month, and the measure in A, in B, and B less A."""
    import pandas as pd

    course = outcome.course(level, measure)
    return pd.DataFrame({
        "unit": np.repeat(course.units, len(course.months)), "month": np.tile(course.months, len(course.units)),
        "measure": measure, "A": course.a.ravel(), "B": course.b.ravel(), "effect": (course.b - course.a).ravel(),
    })


def drawn(outcome: Outcome, name: str, measure: str, lang: Lang) -> Figure:
    """One of `FIGURES`."""
    from govsim.report.overview import MAIN, overview
    from govsim.report.places import winners as by_unit
    from govsim.report.series import difference, levels

    comparison = outcome.comparison(MAIN if name == "overview" else [measure])
    made: Mapping[str, Callable[[], Figure]] = {
        "levels": lambda: levels(comparison, measure, lang),
        "difference": lambda: difference(comparison, measure, lang),
        "winners": lambda: by_unit(comparison, measure, outcome.scenario, lang),
        "overview": lambda: overview(comparison, lang),
    }
    return made[name]()


def figure(outcome: Outcome, name: str, measure: str, lang: Lang, kind: str) -> bytes:
    """One of `FIGURES` as an image, "svg" or "png"."""
    from govsim.report.style import styled

    opened = io.BytesIO()
    made = drawn(outcome, name, measure, lang)
    with styled():
        made.savefig(opened, format=kind, dpi=160, metadata={"Date": None} if kind == "svg" else {"Software": "govsim"})
    return opened.getvalue()


def figures(outcome: Outcome, measure: str) -> tuple[str, ...]:
    """Which of `FIGURES` there are of a measure."""
    return tuple(name for name in FIGURES if name != "winners" or not outcome.units(measure).empty)


def tables(outcome: Outcome, measure: str, level: str) -> tuple[str, ...]:
    """Which of `TABLES` there are of a measure and a level of the map."""
    has = {"units": not outcome.units(measure).empty, "map": level in outcome.levels(measure)}
    return tuple(name for name in TABLES if has.get(name, True))
