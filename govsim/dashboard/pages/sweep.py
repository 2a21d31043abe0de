"""Sweep: a stored study, each factor and two factors together, down to the runs of a cell."""

from __future__ import annotations

import solara

from govsim.dashboard.charts.sweep import Grid, grid, heatmap, runs, scenarios, spreads, tornado
from govsim.dashboard.document import flat, titles, written
from govsim.dashboard.spoken import translated
from govsim.dashboard.state import State
from govsim.dashboard.studies import listed, opened
from govsim.dashboard.widgets.act import Act
from govsim.dashboard.widgets.chart import Chart
from govsim.dashboard.widgets.choice import Choice
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.table import Table
from govsim.experiment.plausible import visited
from govsim.experiment.sweep_results import Swept
from govsim.measures import MEASURES
from govsim.params import InputError
from govsim.report.sweep import shown
from govsim.report.texts import titled
from govsim.report.units import in_unit
from govsim.scenario import shipped

MAKE = "govsim sweep bundles --out {results}/bundles"
"""The command that makes a study where it is found."""


@solara.component
def Page(state: State) -> None:
    """The choice of a study, and the study."""
    found = listed(state.shared.results)
    name = state.view.study if state.view.study in found else ""
    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("page_sweep")])
        HTML(tag="p", class_="gs-soft", children=[state.say("sweep_intro")])
        if not found:
            HTML(tag="p", children=[state.say("sweep_none")])
            HTML(tag="pre", class_="gs-code", children=[MAKE.format(results=state.shared.results.name)])
            return
        choices = [{"name": item.name, "title": f"{titled(item, state.lang)} ({item.name})"} for item in found.values()]
        with HTML(tag="div", class_="gs-row gs-controls"):
            Choice(label=state.say("sweep_study"), chosen=name, event_choose=lambda chosen: state.go(study=chosen),
                   choices=choices if name else [{"name": "", "title": state.say("sweep_choose")}, *choices])
        if name:
            try:
                Study(state, opened(state.shared.results, name)).key(name)
            except InputError as error:
                for fault in error:
                    HTML(tag="p", class_="gs-faults", children=[str(translated(fault, state.lang))])


@solara.component
def Study(state: State, swept: Swept) -> None:
    """What a study asks, and its figures."""
    study, plan = swept.study, swept.plan
    zh = state.lang == "zh"
    asked, choose_world = solara.use_state(scenarios(swept)[0])
    world = asked if asked in scenarios(swept) else scenarios(swept)[0]
    measure = state.view.measure if state.view.measure in study.measures else study.measures[0]
    worlds = ("、" if zh else ", ").join(called(name, zh) for name in scenarios(swept))
    span = state.say(
        "sweep_span", points=len(plan.points), first=plan.seeds[0], last=plan.seeds[-1], horizon=study.horizon,
        scenarios=worlds if not plan.paired else state.say(
            "sweep_against", scenarios=worlds, baseline=called(plan.worlds[0], zh)),
        quantity=state.say("sweep_quantity_effect" if plan.paired else "sweep_quantity_level"),
    )
    with HTML(tag="div"):
        HTML(tag="h2", children=[titled(study, state.lang)])
        HTML(tag="p", children=[study.description_zh if zh else study.description])
        drawn = visited(plan.seeds, plan.plausible)
        rests = state.say("sweep_worlds", count=drawn) if drawn else state.say("intervals_chance")
        HTML(tag="p", class_="gs-soft", children=[span, "" if zh else " ", rests])
        with HTML(tag="div", class_="gs-row gs-controls"):
            Choice(label=state.say("sweep_measure"), chosen=measure, event_choose=lambda name: state.go(measure=name),
                   choices=[{"name": name, "title": titled(MEASURES[name], state.lang)} for name in study.measures])
            if len(scenarios(swept)) > 1:
                Choice(label=state.say("sweep_scenario"), chosen=world, event_choose=choose_world,
                       choices=[{"name": name, "title": called(name, zh)} for name in scenarios(swept)])
        Figures(state, swept, measure, world).key(f"{measure} {world}")


def called(name: str, zh: bool) -> str:
    """A scenario of a study for readers: the title of a shipped one, the name of another."""
    return f"“{titles()[name][zh]}”" if name in titles() else name


@solara.component
def Figures(state: State, swept: Swept, measure: str, scenario: str) -> None:
    """Tornado and heat map of a measure and scenario."""
    order = solara.use_memo(lambda: list(spreads(swept, measure, scenario)), [swept, measure, scenario])
    with HTML(tag="div", class_="gs-two"):
        if order:
            drawn = tornado(swept, measure, scenario, state.lang)
            unit = drawn.pop("unit")
            heading = state.say("sweep_tornado", measure=titled(MEASURES[measure], state.lang))
            heading = in_unit(heading, unit, state.lang)
            with HTML(tag="section", class_="gs-card"):
                HTML(tag="h2", children=[heading])
                HTML(tag="p", class_="gs-soft gs-small", children=[state.say("sweep_tornado_note")])
                Chart(**drawn, label=heading, table_word=state.say("table"))
        if len(order) > 1:
            Two(state, swept, measure, scenario, order)


@solara.component
def Two(state: State, swept: Swept, measure: str, scenario: str, order: list[str]) -> None:
    """The heat map of two factors, and the runs of the cell that was chosen."""
    pair, set_pair = solara.use_state((order[0], order[1]))
    cell, set_cell = solara.use_state(-1)
    found = solara.use_memo(lambda: grid(swept, measure, scenario, *pair), [swept, measure, scenario, pair])
    choices = [{"name": factor.name, "title": titled(factor, state.lang)} for factor in swept.study.factors
               if factor.name in order]

    def turn(place: int, name: str) -> None:
        """Another factor in one place; the two change places where it is in the other."""
        if name in order:
            kept = pair[1 - place] if pair[1 - place] != name else pair[place]
            set_pair((name, kept) if place == 0 else (kept, name))
            set_cell(-1)

    with HTML(tag="section", class_="gs-card"):
        drawn = heatmap(swept, found, measure, state.lang)
        unit = drawn.pop("unit")
        heading = in_unit(state.say("sweep_two", measure=titled(MEASURES[measure], state.lang)), unit, state.lang)
        HTML(tag="h2", children=[heading])
        HTML(tag="p", class_="gs-soft gs-small", children=[state.say("sweep_two_note")])
        with HTML(tag="div", class_="gs-row gs-controls"):
            Choice(label=state.say("sweep_rows"), choices=choices, chosen=pair[0],
                   event_choose=lambda name: turn(0, name))
            Choice(label=state.say("sweep_columns"), choices=choices, chosen=pair[1],
                   event_choose=lambda name: turn(1, name))
        Chart(**drawn, label=heading, table_word=state.say("table"),
              event_pick=lambda picked: set_cell(int(picked["index"])))
        cells = [{"name": str(row * len(found.columns) + column),
                  "title": f"{shown(found.rows[row], state.lang)} · {shown(found.columns[column], state.lang)}"}
                 for row in range(len(found.rows)) for column in range(len(found.columns))]
        Choice(label=state.say("sweep_cells"), chosen=str(cell), choices=[{"name": "-1", "title": "–"}, *cells],
               event_choose=lambda name: set_cell(int(name) if name.isdecimal() else -1))
        if 0 <= cell < len(cells):
            of_cell(state, swept, found, cell, measure, scenario)


def of_cell(state: State, swept: Swept, found: Grid, cell: int, measure: str, scenario: str) -> None:
    """The runs of a cell, and the way to compare one of its points here."""
    row, column = divmod(cell, len(found.columns))
    points = found.points[row][column]
    title = state.say(
        "sweep_runs", down=titled(found.down, state.lang), row=shown(found.rows[row], state.lang),
        across=titled(found.across, state.lang), column=shown(found.columns[column], state.lang),
    )
    HTML(tag="h3", children=[title])
    Table(table=runs(swept, points, measure, scenario, state.lang), label=title)
    worlds = {"a": swept.plan.worlds[0], "b": scenario}
    if not points or not swept.plan.paired or not set(worlds.values()) <= set(shipped()):
        return

    def compare() -> None:
        """The scenarios of the first point as A and B; nothing where they can no longer be made."""
        try:
            at = swept.plan.points[points[0]]
            texts = {name: written(flat(swept.study.scenario(world, at)))[0] for name, world in worlds.items()}
        except InputError:
            return
        state.go(**texts, page="compare")

    Act(label=state.say("sweep_open"), event_act=lambda _: compare())
