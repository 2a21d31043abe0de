"""Status: what is on the screen, what is being run, what is wrong, in words."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from govsim.dashboard.running import Shown
from govsim.dashboard.shipped import ShippedOutcome
from govsim.dashboard.spoken import translated
from govsim.dashboard.texts import say
from govsim.dashboard.work import Work
from govsim.report.texts import Lang, titled


def percent(share: float) -> str:
    """A share as readers see it.

    >>> percent(0.02), percent(1.0), percent(0.125)
    ('2%', '100%', '12.5%')
    """
    return f"{100 * share:.3g}%"


def status(shown: Shown, lang: Lang, follows: bool = True) -> dict[str, Any]:
    """`words` of what is shown, `now` of what is run, its `share` (None where nothing is), `notices`, `actions`.

    `follows` tells whether the page draws the first pair while its months come in; others wait for its end.
    """
    work = shown.work
    running = work is not None and not work.done
    return {
        "words": words(shown, lang, follows and live(shown)), "now": now(shown, lang),
        "share": work.share if work and running else None,
        "notices": list(notices(shown, lang, follows and live(shown))), "actions": list(actions(shown, running)),
    }


def words(shown: Shown, lang: Lang, live: bool) -> str:
    """What is on the screen."""
    outcome, work = shown.outcome, shown.work
    where = say("status_worlds", lang) if plausible_worlds(shown, live) else ""
    if live and work is not None:
        key = "status_live_full" if work.plan.long else "status_live"
        return say(key, lang, sample=percent(work.plan.baseline.sample)) + where
    if outcome is None:
        return say("status_none", lang)
    pairs = len(outcome.seeds)
    wanted = len(shown.plan.seeds) if shown.plan is not None and not shown.stale else pairs
    said = say(f"status_{shown.kind}", lang, sample=percent(outcome.sample), pairs=pairs, all=wanted)
    return f"{said}{where}{'：' if lang == 'zh' else ': '}{of(outcome, lang)}"


def of(outcome: Any, lang: Lang) -> str:
    """The two scenarios that are shown."""
    return say("status_of", lang, a=titled(outcome.baseline, lang), b=titled(outcome.scenario, lang))


def live(shown: Shown) -> bool:
    """Whether months of the first pair are shown because no pair is finished."""
    work = shown.work
    return work is not None and not work.seeds and not work.cancelled and bool(work.progress.months)


def plausible_worlds(shown: Shown, live: bool) -> int:
    """How many plausible worlds stand behind what is on the screen; 0 where it is the scenarios' own."""
    if live and shown.work is not None:
        return shown.work.plan.worlds
    return 0 if shown.outcome is None else shown.outcome.worlds


def now(shown: Shown, lang: Lang) -> str:
    """What is being run; empty where nothing is."""
    work = shown.work
    if work is None:
        return say("status_starting", lang) if shown.plan is not None and shown.stale else ""
    if work.cancelled:
        return "" if work.progress.failed or work.progress.crashed else say("status_stopped", lang)
    if work.done:
        return ""
    position = work.position
    if position:
        return say("status_queued", lang, position=position)
    said = say("status_running", lang, share=f"{100 * work.share:.0f}%")
    left = remaining(work, lang)
    return f"{said}{'，' if lang == 'zh' else ', '}{left}" if left else said


def remaining(work: Work, lang: Lang) -> str:
    """About how long it takes; empty where it is soon over."""
    seconds = work.seconds_left
    if seconds is None or seconds < 5:
        return ""
    if seconds < 90:
        return say("status_left", lang, left=say("status_seconds", lang, count=round(seconds / 5) * 5))
    return say("status_left", lang, left=say("status_minutes", lang, count=round(seconds / 60)))


def notices(shown: Shown, lang: Lang, live: bool) -> Iterator[str]:
    """What a reader must know."""
    work = shown.work
    if work is not None and work.progress.failed:
        yield say("status_failed", lang, reason=work.progress.failed)
    if work is not None and work.progress.crashed:
        yield say("status_crashed", lang)
    if shown.faults:
        reason = ("；" if lang == "zh" else "; ").join(translated(fault, lang).message for fault in shown.faults)
        yield say("status_unlike", lang, reason=reason)
    elif shown.faulty:
        yield say("status_faulty", lang)
    if work is None and begun(shown):
        yield say("status_unfinished", lang)
    if shown.stale and not live:
        yield say("status_stale", lang)
    outcome = shown.outcome
    if live:
        return
    if isinstance(outcome, ShippedOutcome) and outcome.outdated and not shown.stale:
        yield say("status_outdated", lang)
    if outcome is not None and not shown.stale:
        for (english, chinese), _ in outcome.notes.items():
            yield chinese if lang == "zh" else english


def begun(shown: Shown) -> bool:
    """Whether some pairs of the full run that the address asks for are stored, but not all."""
    plan = shown.plan
    return plan is not None and plan.long and shown.outcome is not None and not shown.stale and (
        len(shown.outcome.seeds) < len(plan.seeds))


def actions(shown: Shown, running: bool) -> Iterator[str]:
    """What can be done about it, keys of texts."""
    work = shown.work
    if running:
        yield "do_stop"
    elif work is not None and work.cancelled:
        yield "do_again" if work.progress.failed or work.progress.crashed else "do_continue"
    elif shown.plan is not None and shown.plan.long and work is None:
        if begun(shown):
            yield "do_continue"
        elif shown.stale or shown.outcome is None:
            yield "do_start"
    if shown.plan is not None and shown.plan.long:
        yield "do_quick"
    elif not running and not shown.faulty and not shown.faults:
        yield "do_full"
