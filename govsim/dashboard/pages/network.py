"""Network: organizations, contracts, streets, communities and stations of A and of B side by side."""

from __future__ import annotations

import solara

from govsim.dashboard.charts.network import LINES, LOOK, TIES, counts, drawing, street_table
from govsim.dashboard.outcome import A, B, Outcome
from govsim.dashboard.state import State
from govsim.dashboard.widgets.chart import Chart
from govsim.dashboard.widgets.choice import Choice
from govsim.dashboard.widgets.key import Key
from govsim.dashboard.widgets.table import Table
from govsim.report.texts import titled
from govsim.report.units import plain, scale_of

HTML = solara.v.Html


@solara.component
def Page(state: State) -> None:
    """The networks, where they are kept."""
    HTML(tag="h1", children=[state.say("page_network")])
    networks = None if state.outcome is None else state.outcome.networks
    if state.outcome is None or networks is None:
        HTML(tag="p", children=[state.say("network_nothing")])
        return
    intro = state.say("network_intro", seed=state.outcome.seeds[0])
    HTML(tag="p", class_="gs-soft", children=[intro])
    Both(state, state.outcome)


@solara.component
def Both(state: State, outcome: Outcome) -> None:
    """The choice of a month, and both networks in it."""
    assert outcome.networks is not None
    worlds = dict(zip((A, B), outcome.networks, strict=True))
    months = list(dict.fromkeys(worlds[A]["month"]))
    chosen, choose = solara.use_state(months[-1])
    drawn, draw = solara.use_state("contract")
    month, ties = chosen if chosen in months else months[-1], drawn if drawn in TIES else "contract"
    scenarios = {A: outcome.baseline, B: outcome.scenario}
    with HTML(tag="div", class_="gs-row gs-controls"):
        Choice(label=state.say("network_month"), chosen=month, event_choose=choose,
               choices=[{"name": name, "title": name} for name in months])
        Choice(label=state.say("network_drawn"), chosen=ties, event_choose=draw, few=True,
               choices=[{"name": name, "title": state.say(f"network_drawn_{name}")} for name in TIES])
    Key(title=state.say("network_key"), marks=[
        *({"shape": shape, "colour": colour, "hollow": kind == "dormant", "title": state.say(f"network_{kind}")}
          for kind, (shape, colour, _) in LOOK.items()),
        *({"shape": "line", "colour": colour.partition("/")[0], "dashed": kind == "dashed",
           "title": state.say(f"network_line_{tie}")}
          for tie, (_, kind, colour) in LINES.items() if tie in TIES[ties]),
    ])
    with HTML(tag="div", class_="gs-two"):
        for world, scenario in scenarios.items():
            found = counts(worlds[world], month, scenario.world.activity_minimum)
            money = scale_of("yuan/month", found["yuan"], state.lang)
            told = state.say("network_counts", yuan=plain(found["yuan"] * money.factor, 1), unit=money.level, **{
                name: plain(value, 0) for name, value in found.items() if name != "yuan"})
            heading = state.say("network_title", world=world, scenario=titled(scenario, state.lang))
            with HTML(tag="section", class_="gs-card"):
                HTML(tag="h2", children=[heading])
                HTML(tag="p", children=[told])
                Chart(**drawing(worlds[world], month, scenario, ties, state.lang), label=f"{heading}. {told}")
    both = {world: (worlds[world], scenario) for world, scenario in scenarios.items()}
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[state.say("network_table")])
        Table(table=street_table(both, month, state.lang), label=state.say("network_table"))
