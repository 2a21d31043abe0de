"""Run: a quick look or the whole district, how many pairs, how far they are."""

from __future__ import annotations

from typing import Any

import solara

from govsim.dashboard.shared import FULL
from govsim.dashboard.state import State
from govsim.dashboard.status import percent, remaining
from govsim.dashboard.tidy import size
from govsim.dashboard.view import MOST_PAIRS
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.runs import Runs
from govsim.dashboard.work import QUICK_PAIRS, QUICK_SAMPLE, SECONDS_A_RUN, Work
from govsim.experiment.plausible import default_worlds
from govsim.report.texts import titled


@solara.component
def Page(state: State) -> None:
    """The choice, and the table of runs."""
    shown, view = state.shown, state.view
    a, b = state.a.scenario, state.b.scenario
    work = shown.work

    def start(pairs: Any) -> None:
        wanted = min(max(pairs, 1), MOST_PAIRS) if isinstance(pairs, int) else view.pairs
        shown.start(wanted)
        state.go(speed="full", pairs=wanted)

    done = 0 if work is None else len(work.progress.stored)
    kept = solara.use_memo(lambda: size(state.shared.runs), [done, view.speed])

    with HTML(tag="div"):
        HTML(tag="h1", children=[state.say("run_head")])
        if a is None or b is None:
            HTML(tag="p", class_="gs-notice", children=[state.say("status_faulty")])
        else:
            HTML(tag="p", children=[state.say("run_of", a=titled(a, state.lang), b=titled(b, state.lang))])
            Runs(
                speed=view.speed, pairs=view.pairs, most=MOST_PAIRS, seconds=SECONDS_A_RUN * a.sample,
                plausible=view.worlds == "plausible", worlds=default_worlds(a.place),
                running=work is not None and not work.done, share=0.0 if work is None else work.share,
                left="" if work is None or work.done else remaining(work, state.lang),
                rows=[] if work is None else rows(state, work),
                texts={key: state.say(key) for key in TEXTS_OF_RUNS} | {
                    "run_quick_about": state.say(
                        "run_quick_about", sample=percent(min(QUICK_SAMPLE, a.sample)), pairs=QUICK_PAIRS),
                    "run_full_about": state.say("run_full_about", sample=percent(a.sample)),
                    "run_worlds_about": state.say("run_worlds_about", count=default_worlds(a.place)),
                },
                event_quick=lambda _: state.go(speed="quick"), event_full=lambda _: state.go(speed="full"),
                event_start=start,
                event_stop=lambda _: shown.stop(),
                event_among=lambda wanted: state.go(worlds="plausible" if wanted else "own"),
            )
            if kept:
                HTML(tag="p", class_="gs-soft gs-small gs-wide", children=[state.say(
                    "run_kept", folder=f"{state.shared.results.name}/{FULL}", size=f"{kept / 1e6:,.0f} MB")])


TEXTS_OF_RUNS = (
    "run_quick", "run_full", "run_pairs", "run_worlds", "run_estimate", "run_runs", "run_seed", "do_start", "do_stop",
    "run_progress", "status_seconds", "status_minutes",
)


def rows(state: State, work: Work) -> list[list[str]]:
    """A row a pair: seed, and where the runs of A and of B stand."""
    return [[str(seed), *(stage(state, work, (seed, world)) for world in (0, 1))] for seed in work.plan.seeds]


def stage(state: State, work: Work, key: tuple[int, int]) -> str:
    """Where one run stands."""
    months = len(work.plan.baseline.months)
    if key in work.progress.stored:
        seconds = work.progress.stored[key]
        return state.say("run_done", seconds=f"{seconds:.1f}") if seconds else state.say("run_stored")
    come = sum(len(part) for part in work.progress.months.get(key, []))
    if come and not work.cancelled:
        return state.say("status_running", share=f"{100 * come / months:.0f}%")
    if work.cancelled:
        return state.say("run_stopped")
    started = work.tickets[key].pid is not None
    return state.say("run_begun" if started else "run_waits")
