"""Export: scenarios, tables, figures, link, command and program of what is on the screen."""

from __future__ import annotations

from functools import partial

import solara

from govsim.dashboard.export import (
    FORMATS,
    command,
    figure,
    figures,
    program,
    scenario_text,
    table,
    tables,
)
from govsim.dashboard.outcome import A, B, Outcome
from govsim.dashboard.state import State
from govsim.dashboard.status import percent
from govsim.dashboard.view import address
from govsim.dashboard.widgets.choice import Choice
from govsim.dashboard.widgets.copy import Copy
from govsim.dashboard.widgets.download import Download
from govsim.dashboard.widgets.html import HTML
from govsim.measures import MEASURES
from govsim.report.texts import titled
from govsim.scenario import Scenario


@solara.component
def Page(state: State) -> None:
    """What can be taken away."""
    outcome, measure = state.outcome, state.view.measure
    if outcome is not None:
        worlds = {A: outcome.baseline, B: outcome.scenario}
    else:
        worlds = {name: item.scenario for name, item in ((A, state.a), (B, state.b)) if item.scenario is not None}
    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("page_export")])
        if outcome is None:
            HTML(tag="p", children=[state.say("export_waiting")])
        else:
            HTML(tag="p", children=[state.say(
                "export_intro", measure=titled(MEASURES[measure], state.lang), pairs=len(outcome.seeds),
                sample=percent(outcome.sample))])
            with HTML(tag="div", class_="gs-row gs-controls"):
                Choice(
                    label=state.say("export_measure"), chosen=measure, event_choose=lambda name: state.go(measure=name),
                    choices=[{"name": name, "title": titled(known, state.lang)} for name, known in MEASURES.items()],
                )
        with HTML(tag="div", class_="gs-two"):
            files(state, worlds)
            link(state)
            if outcome is not None:
                csv(state, outcome, measure)
                images(state, outcome, measure)
        if outcome is not None:
            again(state, outcome, measure)


def files(state: State, worlds: dict[str, Scenario]) -> None:
    """The scenarios as files."""
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[state.say("export_scenarios")])
        HTML(tag="p", class_="gs-soft gs-small", children=[state.say("export_scenarios_note")])
        with HTML(tag="div", class_="gs-row"):
            for name, scenario in worlds.items():
                label = state.say("export_scenario", world=name, title=titled(scenario, state.lang))
                Download(label, f"{name}.toml", "application/toml", partial(encoded, scenario))


def encoded(scenario: Scenario) -> bytes:
    """A scenario file."""
    return scenario_text(scenario).encode()


def link(state: State) -> None:
    """The address of what is shown, on the page that compares."""
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[state.say("export_link")])
        HTML(tag="p", class_="gs-soft gs-small", children=[state.say("export_link_note")])
        Copy(text=address(state.view.but(page="compare", lang=state.lang)), here=True, label=state.say("export_link"),
             word=state.say("export_copy"), done=state.say("export_copied"))


def csv(state: State, outcome: Outcome, measure: str) -> None:
    """Tables."""
    levels = outcome.levels(measure)
    level = state.view.level if state.view.level in levels else levels[-1] if levels else ""
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[state.say("export_tables")])
        with HTML(tag="div", class_="gs-row"):
            for name in tables(outcome, measure, level):
                words = {"level": state.say(f"map_level_{level}")} if name == "map" else {}
                file = "effects.csv" if name == "effects" else f"{name}_{measure}.csv"
                Download(state.say(f"export_table_{name}", **words), file, "text/csv",
                         partial(table, outcome, name, measure, level, state.lang)).key(f"{name} {measure} {level}")


def images(state: State, outcome: Outcome, measure: str) -> None:
    """Figures."""
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[state.say("export_figures")])
        with HTML(tag="div", class_="gs-row"):
            for name in figures(outcome, measure):
                for kind, content in FORMATS.items():
                    label = f"{state.say(f'export_figure_{name}')} ({kind.upper()})"
                    make = partial(figure, outcome, name, measure, state.lang, kind)
                    Download(label, f"{name}_{measure}.{kind}", content, make).key(f"{name} {measure} {kind}")


def again(state: State, outcome: Outcome, measure: str) -> None:
    """How to find the same numbers without this page."""
    known = (state.view.a, state.view.b)
    for name, text in (("command", command(outcome, known, measure)), ("program", program(outcome, known, measure))):
        with HTML(tag="section", class_="gs-card"):
            title = state.say(f"export_{name}")
            HTML(tag="h2", children=[title])
            if name == "command":
                HTML(tag="p", class_="gs-soft gs-small", children=[state.say("export_command_note")])
            Copy(text=text, label=title, word=state.say("export_copy"), done=state.say("export_copied"))
