"""Network: organizations, contracts, streets, communities and stations of A and of B side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

import solara

from govsim.dashboard.charts.network import LINES, LOOK, TIES, Stage, counts, drawing, stage, street_table
from govsim.dashboard.outcome import A, B, Outcome
from govsim.dashboard.state import State
from govsim.dashboard.widgets.chart import Chart
from govsim.dashboard.widgets.choice import Choice
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.key import Key
from govsim.dashboard.widgets.table import Table
from govsim.report.texts import titled
from govsim.report.units import plain, scale_of
from govsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd



@solara.component
def Page(state: State) -> None:
    """The networks, where they are kept."""
    outcome = state.outcome
    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("page_network")])
        if outcome is None or outcome.networks is None:
            HTML(tag="p", children=[state.say("network_nothing")])
        else:
            intro = state.say("network_intro", seed=outcome.seeds[0])
            HTML(tag="p", class_="gs-soft", children=[intro])
            Both(state, outcome, outcome.networks)


@solara.component
def Both(state: State, outcome: Outcome, networks: tuple[pd.DataFrame, pd.DataFrame]) -> None:
    """The choice of a month, and both networks in it."""
    worlds = {A: (networks[0], outcome.first[0]), B: (networks[1], outcome.first[1])}
    months = list(dict.fromkeys(networks[0]["month"]))
    asked, choose = solara.use_state(months[-1])
    wanted, draw = solara.use_state("contract")
    places = solara.use_memo(lambda: stage(networks, outcome.scenario.place), [outcome])
    month = asked if asked in months else months[-1]
    drawn = wanted if wanted in TIES else "contract"
    with HTML(tag="div"):
        with HTML(tag="div", class_="gs-row gs-controls"):
            Choice(label=state.say("network_month"), chosen=month, event_choose=choose,
                   choices=[{"name": name, "title": name} for name in months])
            Choice(label=state.say("network_drawn"), chosen=drawn, event_choose=draw, few=True,
                   choices=[{"name": name, "title": state.say(f"network_drawn_{name}")} for name in TIES])
        key(state, drawn)
        with HTML(tag="div", class_="gs-two"):
            for world, (ties, scenario) in worlds.items():
                one(state, world, ties, places, scenario, month, drawn)
        with HTML(tag="section", class_="gs-card"):
            HTML(tag="h2", children=[state.say("network_table")])
            Table(table=street_table(worlds, month, state.lang), label=state.say("network_table"))


def key(state: State, drawn: str) -> None:
    """What the marks of both networks mean."""
    nodes = [{"shape": shape, "colour": colour, "hollow": kind == "dormant", "title": state.say(f"network_{kind}")}
             for kind, (shape, colour, _) in LOOK.items()]
    lines = [{"shape": "line", "colour": colour.partition("/")[0], "dashed": kind == "dashed",
              "title": state.say(f"network_line_{tie}")}
             for tie, (_, kind, colour) in LINES.items() if tie in TIES[drawn]]
    Key(title=state.say("network_key"), marks=nodes + lines)


def one(
    state: State, world: str, ties: pd.DataFrame, places: Stage, scenario: Scenario, month: str, drawn: str
) -> None:
    """The network of one scenario."""
    found = counts(ties, month, scenario.world.activity_minimum)
    money = scale_of("yuan/month", found["yuan"], state.lang)
    words = {name: plain(value, 0) for name, value in found.items() if name != "yuan"}
    told = state.say("network_counts", yuan=plain(found["yuan"] * money.factor, 1), unit=money.level, **words)
    heading = state.say("network_title", world=world, scenario=titled(scenario, state.lang))
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[heading])
        HTML(tag="p", children=[told])
        Chart(**drawing(ties, month, places, scenario, drawn, state.lang), label=f"{heading}. {told}")
