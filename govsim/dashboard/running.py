"""Running: what a page shows and what it runs for that, followed while it happens.

A quick run starts by itself a moment after a change and is called back by the next one; a full run starts
when it is asked for. Until there is anything of the scenarios in the address, what was shown before stays
on the screen and says so.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, Literal

import solara
from solara.server import kernel_context

from govsim.dashboard.document import Checked
from govsim.dashboard.outcome import Outcome, finished, stored
from govsim.dashboard.shared import Shared
from govsim.dashboard.shipped import BASELINE, SCENARIO, shipped_outcome
from govsim.dashboard.tidy import tidy
from govsim.dashboard.view import View
from govsim.dashboard.work import Plan, Work, full, quick
from govsim.experiment.compare import scenario_faults
from govsim.params import Fault

PAUSE = 0.35
"""Seconds without a change after which a quick run starts."""

LOOK = 0.2
"""Seconds between two looks at how the runs go."""

Kind = Literal["shipped", "quick", "full"]


@dataclass(frozen=True)
class Shown:
    """What is on the screen, and what is being run."""

    kind: Kind
    outcome: Outcome | None
    """None until the first pair is there."""
    stale: bool
    """Whether it belongs to other scenarios than those in the address."""
    plan: Plan | None
    """What the address asks for; None where it is shipped or cannot be run."""
    work: Work | None
    faulty: bool
    """Whether one of the scenarios in the address has a fault."""
    faults: tuple[Fault, ...]
    """What keeps the two scenarios from being compared."""
    start: Callable[[int], None]
    """Begin a full run of so many pairs, or whatever the address asks for again after a stop."""
    stop: Callable[[], None]


def planned(view: View, a: Checked, b: Checked, shared: Shared) -> tuple[Kind, Plan | None, tuple[Fault, ...]]:
    """What an address asks for."""
    if a.scenario is None or b.scenario is None:
        return view.speed, None, ()
    faults = tuple(scenario_faults(a.scenario, [b.scenario]))
    if faults:
        return view.speed, None, faults
    if view.speed == "full":
        plan = full(a.scenario, b.scenario, view.pairs, shared.runs, view.worlds == "plausible")
        return "full", plan, ()
    if (view.a, view.b) == (BASELINE, SCENARIO):
        return "shipped", None, ()
    return "quick", quick(a.scenario, b.scenario, shared.quick), ()


def named(view: View, pairs: int) -> str:
    """What is run, so that a start that was asked for counts for nothing else."""
    return f"{view.a}\n{view.b}\n{view.worlds}\n{pairs}"


def use_shown(view: View, a: Checked, b: Checked, shared: Shared) -> Shown:
    """Run what the address asks for, as long as it does; to be called while a page is drawn."""
    kind, plan, faults = solara.use_memo(
        lambda: planned(view, a, b, shared), [view.a, view.b, view.speed, view.pairs, view.worlds])
    asked, set_asked = solara.use_state((0, ""))
    _, redraw = solara.use_state(0)
    holder: Any = solara.use_ref(None)
    last: Any = solara.use_ref(None)
    name = named(view, view.pairs)
    wanted = plan is not None and (not plan.long or asked[1] == name)

    def follow() -> Callable[[], None]:
        ended, page = threading.Event(), kernel_context.get_current_context()
        holder.current = None

        def watch() -> None:
            if plan is None or not wanted or ended.wait(0.0 if plan.long else PAUSE):
                return
            if not plan.long:
                tidy(plan.folder)
            work = Work(plan, shared.pool)
            holder.current = work
            seen = (-1, 0)
            while not ended.is_set():
                now = (work.progress.version, work.position)
                if now != seen:
                    seen = now
                    with page:
                        redraw(lambda count: count + 1)
                elif work.done:
                    break
                ended.wait(LOOK)
            if ended.is_set():
                work.cancel()

        # Outside of the page but for redrawing: one that closes trips over its threads that end meanwhile.
        with kernel_context.without_context():
            threading.Thread(target=watch, daemon=True).start()

        def end() -> None:
            ended.set()
            if holder.current is not None:
                holder.current.cancel()

        return end

    solara.use_effect(follow, [name, view.speed, wanted, asked[0]])
    work = holder.current if holder.current is not None and holder.current.plan == plan else None
    outcome: Outcome | None = shipped_outcome() if kind == "shipped" else None
    if plan is not None:
        runs = (plan.folder, plan.baseline, plan.scenario)
        seeds = work.seeds if work is not None else finished(*runs, plan.seeds, plan.worlds)
        outcome = stored(*runs, seeds, plan.worlds) if seeds else None
    if outcome is not None:
        last.current = (kind, outcome)
    shown_kind, shown_outcome = last.current or (kind, None)
    return Shown(
        kind=shown_kind, outcome=shown_outcome, stale=outcome is None and shown_outcome is not None, plan=plan,
        work=work, faulty=a.scenario is None or b.scenario is None, faults=faults,
        start=lambda pairs: set_asked((asked[0] + 1, named(view, pairs))),
        stop=lambda: work.cancel() if work is not None else None,
    )
