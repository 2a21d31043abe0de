"""Who is affected: effects by street and by group of residents, winners and losers."""

from __future__ import annotations

import solara

from govsim.dashboard.charts.affected import GROUPINGS, bars, summary
from govsim.dashboard.outcome import Outcome
from govsim.dashboard.state import State
from govsim.dashboard.widgets.chart import Chart
from govsim.dashboard.widgets.choice import Choice
from govsim.dashboard.widgets.html import HTML
from govsim.measures import MEASURES
from govsim.report.texts import titled
from govsim.report.units import in_unit

KNOWN = tuple(name for name, measure in MEASURES.items() if {"street", "group"} & set(measure.levels))
"""Measures of streets or of groups."""


@solara.component
def Page(state: State) -> None:
    """The choice of a measure, and who gains and loses in it."""
    outcome = state.outcome
    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("page_affected")])
        if outcome is None:
            HTML(tag="p", children=[state.say("affected_nothing")])
        else:
            key = "affected_intro" if len(outcome.seeds) > 1 else "affected_intro_one"
            intro = state.say(key, horizon=outcome.horizon, pairs=len(outcome.seeds))
            HTML(tag="p", class_="gs-soft", children=[intro])
            measure = state.view.measure if state.view.measure in KNOWN else "satisfaction"
            with HTML(tag="div", class_="gs-row gs-controls"):
                Choice(
                    label=state.say("affected_measure"), chosen=measure,
                    choices=[{"name": name, "title": titled(MEASURES[name], state.lang)} for name in KNOWN],
                    event_choose=lambda name: state.go(measure=name),
                )
            Effects(state, outcome, measure).key(measure)


@solara.component
def Effects(state: State, outcome: Outcome, measure: str) -> None:
    """Sentences, and a chart each of streets and of groups."""
    units = solara.use_memo(lambda: outcome.units(measure), [outcome, measure])
    with HTML(tag="div"):
        if units.empty:
            HTML(tag="p", children=[state.say("affected_nothing")])
        else:
            for sentence in summary(units, outcome.scenario.place, state.lang):
                HTML(tag="p", children=[sentence])
        with HTML(tag="div", class_="gs-two"):
            for level, names, title in (
                ("street", ("street",), "affected_by_street"), ("group", GROUPINGS, "affected_by_group"),
            ):
                if (units["level"] == level).any():
                    drawn = bars(units, names, outcome.scenario.place, state.lang)
                    unit = drawn.pop("unit")
                    heading = in_unit(f"{state.say(title)} · {titled(MEASURES[measure], state.lang)}", unit, state.lang)
                    with HTML(tag="section", class_="gs-card"):
                        HTML(tag="h2", children=[heading])
                        Chart(**drawn, label=heading, table_word=state.say("table"))
