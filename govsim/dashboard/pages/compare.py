"""Compare: one plain sentence, the main measures, courses and differences, formal beside functional, cost."""

from __future__ import annotations

import solara

from govsim.dashboard.charts.axes import Figure
from govsim.dashboard.charts.cost import COST, cost
from govsim.dashboard.charts.formal import TWINS, formal
from govsim.dashboard.charts.series import difference, levels
from govsim.dashboard.outcome import A, B, Outcome
from govsim.dashboard.panel import Panel
from govsim.dashboard.picture import Picture, picture
from govsim.dashboard.state import State
from govsim.dashboard.status import live, plausible_worlds
from govsim.dashboard.tiles import all_effects, groups, tiles
from govsim.dashboard.widgets.chart import Chart
from govsim.dashboard.widgets.choice import Choice
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.table import Table
from govsim.dashboard.widgets.tiles import Tiles
from govsim.measures import MEASURES
from govsim.report.overview import effect_text
from govsim.report.sentences import sentence
from govsim.report.texts import titled


@solara.component
def Page(state: State) -> None:
    """The editor of B at the side, the results beside it."""
    drawn = picture(state.shown)
    with HTML(tag="div", class_="gs-side"):
        with HTML(tag="aside", class_="gs-card gs-panel", attributes={"aria-label": state.say("compare_edit")}):
            Panel(state, A, compact=True)
            Panel(state, B, compact=True)
        if drawn is None:
            coming = state.shown.plan is not None and (
                not state.shown.plan.long if state.shown.work is None else not state.shown.work.done)
            HTML(tag="h1", children=[state.say("compare_waiting" if coming else "status_none")]).key("waiting")
        else:
            Results(state, drawn).key("results")


@solara.component
def Results(state: State, drawn: Picture) -> None:
    """Everything that was found."""
    measure, lang = state.view.measure, state.lang
    known = MEASURES[measure]
    with HTML(tag="div", class_="gs-results"):
        HTML(tag="h1", class_="gs-sentence", children=[headline(state, drawn)])
        Tiles(tiles=tiles(drawn, lang), groups=groups(lang), chosen=measure, label=state.say("compare_measure"),
              event_choose=lambda name: state.go(measure=str(name)))
        definition = known.definition_zh if lang == "zh" else known.definition
        better = state.say(f"compare_better_{known.better}")
        HTML(tag="p", class_="gs-soft gs-small", children=[f"{definition} ({better})" if lang == "en" else
                                                           f"{definition}（{better}）"])
        table = drawn.by_month([measure])
        worlds = (drawn.baseline, drawn.scenario)
        with HTML(tag="div", class_="gs-two"):
            card(state, "compare_levels", levels(table, measure, *worlds, drawn.pairs, lang), drawn)
            card(state, "compare_difference", difference(table, measure, *worlds, drawn.pairs, lang), drawn)
        among = plausible_worlds(state.shown, live(state.shown))
        HTML(tag="p", class_="gs-soft gs-small gs-worlds", children=[
            state.say("run_of", a=titled(drawn.baseline, lang), b=titled(drawn.scenario, lang)), " ",
            state.say("compare_intervals_worlds" if among else "compare_intervals")])
        Formal(state, drawn).key("formal")
        if measure != COST:
            Cost(state, drawn).key("cost")
        if isinstance(drawn.source, Outcome):
            title = state.say("compare_all", horizon=drawn.source.horizon)
            with HTML(tag="section", class_="gs-card").key("all"):
                HTML(tag="h2", children=[title])
                Table(table=all_effects(drawn.source, lang), label=title)


def headline(state: State, drawn: Picture) -> str:
    """The effect in one plain sentence; how far the first pair is while there is none."""
    if isinstance(drawn.source, Outcome):
        return sentence(drawn.source.brief, drawn.scenario, state.view.measure, state.lang)
    table = drawn.by_month([state.view.measure])
    effect = table[(table["quantity"] == "effect") & table["q50"].notna()]
    if not len(effect):
        return state.say("compare_live_begin")
    return state.say("compare_live", month=effect["month"].iloc[-1])


def card(state: State, key: str, figure: Figure, drawn: Picture) -> None:
    """A chart of the chosen measure with its title and note."""
    title = state.say(key, measure=titled(MEASURES[state.view.measure], state.lang))
    note = state.say(f"{key}_note" if drawn.pairs > 1 else f"{key}_one", pairs=drawn.pairs)
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[title])
        HTML(tag="p", class_="gs-soft gs-small", children=[note])
        drawn_chart(state, figure, f"{title}; {note}")


def drawn_chart(state: State, figure: Figure, label: str, height: int = 300) -> None:
    """A chart with its table behind it."""
    Chart(option=figure.option, tips=figure.tips, table=figure.table, table_word=state.say("table"), label=label,
          height=height)


@solara.component
def Formal(state: State, drawn: Picture) -> None:
    """What exists on paper beside what works, in A and in B."""
    chosen, choose = solara.use_state(0)
    twins = TWINS[chosen]
    table = drawn.by_month(twins)
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[state.say("compare_formal")])
        with HTML(tag="div", class_="gs-row gs-soft gs-small"):
            Choice(label=state.say("twins"), chosen=str(chosen), choices=[
                {"name": str(number), "title": state.say(f"twins_{names[0]}")} for number, names in enumerate(TWINS)
            ], event_choose=lambda name: choose(int(name)) if name in ("0", "1", "2") else None)
            HTML(tag="span", children=[state.say("compare_formal_note")])
        with HTML(tag="div", class_="gs-two"):
            for name, world in ((A, drawn.baseline), (B, drawn.scenario)):
                with HTML(tag="div"):
                    title = state.say("compare_formal_of", world=name, title=titled(world, state.lang))
                    HTML(tag="h3", children=[title])
                    figure = formal(table, twins, name, drawn.baseline, drawn.scenario, state.lang)
                    drawn_chart(state, figure, f"{state.say('compare_formal')}; {title}", 260)


@solara.component
def Cost(state: State, drawn: Picture) -> None:
    """What B costs more above what it brings more."""
    measure, lang = state.view.measure, state.lang
    title = state.say("compare_cost")
    with HTML(tag="section", class_="gs-card"):
        HTML(tag="h2", children=[title])
        if isinstance(drawn.source, Outcome):
            effects = drawn.source.effects.set_index("measure")
            spent = effects.loc[COST]
            run = spent.rename({"effect": "end", "run_effect": "effect"})
            run["low"], run["high"] = spent["run_low"], spent["run_high"]
            HTML(tag="p", children=[state.say(
                "compare_cost_note", effect=effect_text(run, MEASURES[COST].unit, lang),
                measure=titled(MEASURES[measure], lang), horizon=drawn.source.horizon,
                outcome=effect_text(effects.loc[measure], MEASURES[measure].unit, lang),
            )])
        figure = cost(drawn.by_month([COST, measure]), measure, drawn.baseline, drawn.scenario, drawn.pairs, lang)
        drawn_chart(state, figure, title, 400)
