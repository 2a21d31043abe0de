"""Map: a measure of all streets, communities or courtyards, month by month, in A, in B or B less A."""

from __future__ import annotations

from typing import Any

import solara

from govsim.dashboard.charts.course import course_of
from govsim.dashboard.charts.place_map import picture, unit_titles
from govsim.dashboard.outcome import Course, Outcome
from govsim.dashboard.state import State
from govsim.dashboard.view import LEVELS, SHOWN
from govsim.dashboard.widgets.chart import Chart
from govsim.dashboard.widgets.choice import Choice
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.place_map import PlaceMap
from govsim.measures import MEASURES
from govsim.report.texts import titled

TEXTS = ("play", "pause", "month", "undefined", "help", "reforms", "table", "place")
"""What the map in the browser says."""


@solara.component
def Page(state: State) -> None:
    """The choices, the map, and the course of the place that was chosen on it."""
    outcome = state.outcome
    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("page_map")])
        HTML(tag="p", class_="gs-soft", children=[state.say("map_intro")])
        if outcome is None:
            HTML(tag="p", children=[state.say("map_nothing")])
        else:
            mapped = [name for name in MEASURES if outcome.levels(name)]
            measure = state.view.measure if state.view.measure in mapped else mapped[0]
            levels = outcome.levels(measure)
            level = state.view.level if state.view.level in levels else levels[-1]
            choices(state, mapped, measure, levels, level)
            Drawn(state, outcome, measure, level).key(f"{measure} {level}")


def choices(state: State, mapped: list[str], measure: str, levels: tuple[str, ...], level: str) -> None:
    """What the map shows."""
    with HTML(tag="div", class_="gs-row gs-controls"):
        Choice(
            label=state.say("map_measure"), chosen=measure,
            choices=[{"name": name, "title": titled(MEASURES[name], state.lang)} for name in mapped],
            event_choose=lambda name: state.go(measure=name),
        )
        Choice(
            label=state.say("map_level"), chosen=level, few=True,
            choices=[{"name": name, "title": state.say(f"map_level_{name}")} for name in LEVELS if name in levels],
            event_choose=lambda name: state.go(level=name, unit=""),
        )
        Choice(
            label=state.say("map_shown"), chosen=state.view.shown, few=True,
            choices=[{"name": name, "title": state.say(f"map_{name}")} for name in SHOWN],
            event_choose=lambda name: state.go(shown=name),
        )


@solara.component
def Drawn(state: State, outcome: Outcome, measure: str, level: str) -> None:
    """The map of a measure at a level with the course of a place below it."""
    course = solara.use_memo(lambda: outcome.course(level, measure), [outcome, level, measure])
    drawn: dict[str, Any] = solara.use_memo(
        lambda: picture(course, level, state.view.shown, measure, outcome.scenario, state.lang),
        [course, state.view.shown, state.lang],
    )
    known = state.view.unit if state.view.unit in drawn["units"].split("\n") else ""
    with HTML(tag="div"):
        with HTML(tag="section", class_="gs-card"):
            PlaceMap(
                picture=drawn, texts={key: state.say(f"map_{key}") for key in TEXTS}, picked=known,
                event_pick=lambda unit: state.go(unit=unit, level=level, measure=measure),
            )
            HTML(tag="p", class_="gs-soft gs-small", children=[origin(state, course, outcome)])
        with HTML(tag="section", class_="gs-card"):
            if known:
                of_place(state, outcome, course, level, known, measure)
            else:
                HTML(tag="p", children=[state.say("map_pick")])


def of_place(state: State, outcome: Outcome, course: Course, level: str, unit: str, measure: str) -> None:
    """The course of a place."""
    place = unit_titles(outcome.scenario.place, level, state.lang)[unit]
    title = state.say("map_course", place=place, measure=titled(MEASURES[measure], state.lang))
    figure = course_of(course, unit, measure, (outcome.baseline, outcome.scenario), state.lang)
    HTML(tag="h2", children=[title])
    Chart(option=figure.option, tips=figure.tips, table=figure.table, table_word=state.say("table"), label=title,
          height=300)


def origin(state: State, course: Course, outcome: Outcome) -> str:
    """On how many runs the map rests."""
    if course.pairs == 1:
        return state.say("map_one", seed=outcome.seeds[0])
    return state.say("map_mean", pairs=course.pairs)
