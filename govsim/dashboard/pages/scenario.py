"""Scenario: A and B side by side, when each reform is in force, and in what B differs from A."""

from __future__ import annotations

import solara

from govsim.dashboard.form import different, strip
from govsim.dashboard.outcome import A, B
from govsim.dashboard.panel import Panel
from govsim.dashboard.state import State
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.strip import Strip
from govsim.report.texts import titled

SHOWN = 8
"""Differences that are listed before the rest is folded."""


@solara.component
def Page(state: State) -> None:
    """Both editors, under what comes of them; keys keep the editors where they are while that comes and goes."""
    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("scenario_head")])
        HTML(tag="p", class_="gs-soft", children=[state.say("scenario_lead")])
        Sum(state).key("sum")
        with HTML(tag="div", class_="gs-two").key("editors"):
            for side in (A, B):
                with HTML(tag="div", class_="gs-card"):
                    Panel(state, side)


@solara.component
def Sum(state: State) -> None:
    """When the reforms are in force, and in what B differs from A."""
    a, b = state.a.scenario, state.b.scenario
    with HTML(tag="div", class_="gs-when"):
        with HTML(tag="section", class_="gs-card").key("when"):
            HTML(tag="h2", children=[state.say("scenario_when")])
            for name, scenario in ((A, a), (B, b)):
                if scenario is not None:
                    Strip(
                        rows=strip(scenario, state.lang), first=scenario.start, last=scenario.end,
                        title=state.say("scenario_of", world=name, title=titled(scenario, state.lang)),
                        nothing=state.say("scenario_nothing"),
                    ).key(f"strip {name}")
        if a is not None and b is not None:
            lines = different(a, b, state.lang)
            with HTML(tag="section", class_="gs-card").key("different"):
                HTML(tag="h2", children=[state.say("scenario_different" if lines else "scenario_alike")])
                Lines(lines, state.say("scenario_more"))


@solara.component
def Lines(lines: list[str], more: str) -> None:
    """A list, folded after its first lines."""
    with HTML(tag="div"):
        with HTML(tag="ul"):
            for words in lines[:SHOWN]:
                HTML(tag="li", children=[words])
        if len(lines) > SHOWN:
            with HTML(tag="details").key("more"):
                HTML(tag="summary", children=[more.format(count=len(lines) - SHOWN)])
                with HTML(tag="ul"):
                    for words in lines[SHOWN:]:
                        HTML(tag="li", children=[words])
