"""Start: the comparison that comes with govsim, ways to begin one's own, and what this is and is not."""

from __future__ import annotations

import re

import solara

from govsim.dashboard.charts.series import levels
from govsim.dashboard.document import titles
from govsim.dashboard.picture import Picture
from govsim.dashboard.shipped import BASELINE, SCENARIO, shipped_outcome
from govsim.dashboard.state import State
from govsim.dashboard.status import percent
from govsim.dashboard.tiles import tiles
from govsim.dashboard.upload import uploaded
from govsim.dashboard.view import LONGEST_TEXT
from govsim.dashboard.widgets.begin import Begin
from govsim.dashboard.widgets.chart import Chart
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.tiles import Tiles
from govsim.measures import MEASURES
from govsim.report.sentences import sentence
from govsim.report.texts import titled
from govsim.scenario import shipped

MEASURE = "satisfaction"

GROUPS = (("start_parts", ("r1", "r2", "r3", "r1_r2", "r1_r3", "r2_r3")),
          ("start_ways", ("all_at_once", "reversed_order", "staggered_rollout", "pilot_four_streets",
                          "announcement_only", "no_earthquake")))
"""Shipped scenarios under a heading; all others stand under the last one, but for the two that are compared."""


def offered(state: State) -> list[dict[str, object]]:
    """Shipped scenarios by heading, as B beside no reform."""
    there = [name for name in shipped() if name not in (BASELINE, SCENARIO)]
    there.sort(key=lambda name: [int(part) if part.isdecimal() else 0 for part in re.split(r"(\d+)", name)])
    named = {name for _, names in GROUPS for name in names}
    grouped = [*((key, [name for name in names if name in there]) for key, names in GROUPS),
               ("start_failures", [name for name in there if name not in named])]
    return [
        {"title": state.say(key), "items": [
            {"name": name, "title": titles()[name][state.lang == "zh"]} for name in names
        ]}
        for key, names in grouped if names
    ]


@solara.component
def Page(state: State) -> None:
    """The first page."""
    message, set_message = solara.use_state("")

    def begin(name: str) -> None:
        if name in shipped():
            state.go(page="compare", a=BASELINE, b=name, speed="quick")

    def open_text(given: object) -> None:
        text, wrong = uploaded(given, state.lang)
        set_message(wrong)
        if not wrong:
            state.go(page="scenario", b=text, speed="quick")

    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("start_head")])
        HTML(tag="p", children=[state.say("start_lead")])
        with HTML(tag="div", class_="gs-start"):
            with HTML(tag="div"):
                Example(state)
                with HTML(tag="div", class_="gs-two"):
                    for key in ("start_is", "start_is_not"):
                        with HTML(tag="section", class_="gs-card"):
                            HTML(tag="h2", children=[state.say(key)])
                            with HTML(tag="ul"):
                                for line in state.say(f"{key}_lines").split("\n"):
                                    HTML(tag="li", children=[line])
            with HTML(tag="section", class_="gs-card"):
                HTML(tag="h2", children=[state.say("start_begin")])
                Begin(
                    groups=offered(state), longest=LONGEST_TEXT, message=message,
                    texts={key: state.say(key) for key in ("start_jinjiang", "start_own", "open_file", "too_large")},
                    event_begin=lambda name: begin(str(name)), event_own=lambda _: state.go(page="scenario"),
                    event_open=open_text,
                )


@solara.component
def Example(state: State) -> None:
    """The comparison that comes with govsim, in short."""
    outcome, lang = shipped_outcome(), state.lang
    drawn = Picture(outcome.baseline, outcome.scenario, len(outcome.seeds), outcome)
    figure = levels(
        outcome.by_month([MEASURE]), MEASURE, outcome.baseline, outcome.scenario, len(outcome.seeds), lang)
    title = state.say("compare_levels", measure=titled(MEASURES[MEASURE], lang))
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[sentence(outcome.brief, outcome.scenario, MEASURE, lang)])
        Tiles(tiles=tiles(drawn, lang), chosen="", label=state.say("compare_measure"),
              event_choose=lambda name: state.go(page="compare", a=BASELINE, b=SCENARIO, measure=str(name)))
        HTML(tag="h3", children=[title])
        HTML(tag="p", class_="gs-soft gs-small", children=[
            state.say("run_of", a=titled(outcome.baseline, lang), b=titled(outcome.scenario, lang))])
        Chart(option=figure.option, tips=figure.tips, table=figure.table, table_word=state.say("table"), label=title,
              height=260)
        HTML(tag="p", class_="gs-soft gs-small gs-wide", children=[state.say(
            "start_provenance", pairs=len(outcome.seeds), sample=percent(outcome.sample),
            model=outcome.about["model"], command=outcome.about["command"])])
