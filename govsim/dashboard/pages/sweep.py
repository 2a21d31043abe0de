"""Sweep: a stored study, each factor and two factors together, down to the runs of a cell."""

from __future__ import annotations

import solara

from govsim.dashboard.charts.sweep import Grid, grid, heatmap, runs, scenarios, spreads, tornado
from govsim.dashboard.document import flat, written
from govsim.dashboard.spoken import translated
from govsim.dashboard.state import State
from govsim.dashboard.studies import listed, opened
from govsim.dashboard.widgets.act import Act
from govsim.dashboard.widgets.chart import Chart
from govsim.dashboard.widgets.choice import Choice
from govsim.dashboard.widgets.table import Table
from govsim.experiment.sweep_results import Swept
from govsim.measures import MEASURES
from govsim.params import InputError
from govsim.report.sweep import shown
from govsim.report.texts import titled
from govsim.scenario import shipped

HTML = solara.v.Html


@solara.component
def Page(state: State) -> None:
    """The choice of a study, and the study."""
    HTML(tag="h1", children=[state.say("page_sweep")])
    HTML(tag="p", class_="gs-soft", children=[state.say("sweep_intro")])
    found = listed(state.shared.results)
    if not found:
        HTML(tag="p", children=[state.say("sweep_none")])
        HTML(tag="pre", class_="gs-code", children=["govsim sweep bundles --out results/bundles"])
        return
    name = state.view.study if state.view.study in found else ""
    options = [{"name": item.name, "title": f"{titled(item, state.lang)} ({item.name})"} for item in found.values()]
    if not name:
        options.insert(0, {"name": "", "title": state.say("sweep_choose")})
    Choice(label=state.say("sweep_study"), choices=options, chosen=name,
           event_choose=lambda chosen: state.go(study=chosen))
    if not name:
        return
    try:
        study = opened(state.shared.results, name)
    except InputError as error:
        for fault in error:
            HTML(tag="p", class_="gs-faults", children=[str(translated(fault, state.lang))])
        return
    Study(state, study).key(name)


@solara.component
def Study(state: State, swept: Swept) -> None:
    """A study: what it asks, tornado, heat map, runs."""
    study, plan = swept.study, swept.plan
    zh = state.lang == "zh"
    asked, choose_world = solara.use_state(scenarios(swept)[0])
    world = asked if asked in scenarios(swept) else scenarios(swept)[0]
    HTML(tag="h2", children=[titled(study, state.lang)])
    question = study.description_zh if zh else study.description
    if question:
        HTML(tag="p", children=[question])
    worlds = ("、" if zh else ", ").join(scenarios(swept))
    told = state.say("sweep_against", scenarios=worlds, baseline=plan.worlds[0]) if plan.paired else worlds
    HTML(tag="p", class_="gs-soft", children=[state.say(
        "sweep_span", points=len(plan.points), scenarios=told, first=plan.seeds[0], last=plan.seeds[-1],
        quantity=state.say("sweep_quantity_effect" if plan.paired else "sweep_quantity_level"),
        horizon=study.horizon,
    )])
    measure = state.view.measure if state.view.measure in study.measures else study.measures[0]
    with HTML(tag="div", class_="gs-row gs-controls"):
        Choice(label=state.say("sweep_measure"), chosen=measure, event_choose=lambda name: state.go(measure=name),
               choices=[{"name": name, "title": titled(MEASURES[name], state.lang)} for name in study.measures])
        if len(scenarios(swept)) > 1:
            Choice(label=state.say("sweep_scenario"), chosen=world, event_choose=choose_world,
                   choices=[{"name": name, "title": name} for name in scenarios(swept)])
    Figures(state, swept, measure, world).key(f"{measure} {world}")


@solara.component
def Figures(state: State, swept: Swept, measure: str, scenario: str) -> None:
    """Tornado and heat map of a measure and scenario."""
    order = solara.use_memo(lambda: list(spreads(swept, measure, scenario)), [swept, measure, scenario])
    if not order:
        return
    title = state.say("sweep_tornado", measure=titled(MEASURES[measure], state.lang))
    with HTML(tag="div", class_="gs-two"):
        with HTML(tag="section", class_="gs-card"):
            drawn = tornado(swept, measure, scenario, state.lang)
            heading = f"{title} ({drawn.pop('unit')})"
            HTML(tag="h2", children=[heading])
            HTML(tag="p", class_="gs-soft gs-small", children=[state.say("sweep_tornado_note")])
            Chart(**drawn, label=heading, table_word=state.say("sweep_table"))
        if len(order) > 1:
            Two(state, swept, measure, scenario, order)


@solara.component
def Two(state: State, swept: Swept, measure: str, scenario: str, order: list[str]) -> None:
    """The heat map of two factors, and the runs of the cell that was chosen."""
    down, set_down = solara.use_state(order[0])
    across, set_across = solara.use_state(order[1])
    cell, set_cell = solara.use_state(-1)
    found = solara.use_memo(
        lambda: grid(swept, measure, scenario, down, across), [swept, measure, scenario, down, across]
    )
    names = {factor.name: titled(factor, state.lang) for factor in swept.study.factors}

    def turn(first: str, second: str) -> None:
        """Another pair of factors; the two change places where both are the same."""
        set_down(first if first != second else across if first != across else down)
        set_across(second if first != second else down if second != down else across)
        set_cell(-1)

    with HTML(tag="section", class_="gs-card"):
        drawn = heatmap(swept, found, measure, state.lang)
        unit = drawn.pop("unit")
        heading = state.say("sweep_two", measure=titled(MEASURES[measure], state.lang)) + (f" ({unit})" if unit else "")
        HTML(tag="h2", children=[heading])
        HTML(tag="p", class_="gs-soft gs-small", children=[state.say("sweep_two_note")])
        with HTML(tag="div", class_="gs-row gs-controls"):
            options = [{"name": name, "title": names[name]} for name in order]
            Choice(label=state.say("sweep_rows"), choices=options, chosen=down,
                   event_choose=lambda name: turn(name, across))
            Choice(label=state.say("sweep_columns"), choices=options, chosen=across,
                   event_choose=lambda name: turn(down, name))
        Chart(**drawn, label=heading, table_word=state.say("sweep_table"),
              event_pick=lambda picked: set_cell(int(picked["index"])))
        cells = [{"name": str(row * len(found.columns) + column),
                  "title": f"{shown(found.rows[row], state.lang)} · {shown(found.columns[column], state.lang)}"}
                 for row in range(len(found.rows)) for column in range(len(found.columns))]
        Choice(label=state.say("sweep_cells"), chosen=str(cell), event_choose=lambda value: set_cell(int(value) if value.isdecimal() else -1),
               choices=[{"name": "-1", "title": "–"}, *cells])
        if 0 <= cell < len(cells):
            Runs(state, swept, found, cell, measure, scenario)


@solara.component
def Runs(state: State, swept: Swept, found: Grid, cell: int, measure: str, scenario: str) -> None:
    """The runs of a cell, and the way to compare one of its points here."""
    row, column = divmod(cell, len(found.columns))
    points = found.points[row][column]
    title = state.say(
        "sweep_runs", down=titled(found.down, state.lang), row=shown(found.rows[row], state.lang),
        across=titled(found.across, state.lang), column=shown(found.columns[column], state.lang),
    )
    HTML(tag="h3", children=[title])
    Table(table=runs(swept, points, measure, scenario, state.lang), label=title)
    if not points or scenario not in shipped() or (swept.plan.paired and swept.plan.worlds[0] not in shipped()):
        return

    def compare() -> None:
        at = swept.plan.points[points[0]]
        try:
            texts = {name: written(flat(swept.study.scenario(world, at)))[0]
                     for name, world in (("a", swept.plan.worlds[0]), ("b", scenario))}
        except InputError:
            return
        state.go(**texts, page="scenario")

    Act(label=state.say("sweep_open"), event_act=lambda _: compare())
