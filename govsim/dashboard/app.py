"""App: the page. What the address says is shown, and every change goes to the address.

So a reload, the back button, a link and a second tab keep everything, and pages share nothing.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import solara
import solara.lab

import govsim
from govsim.dashboard.document import checked
from govsim.dashboard.outcome import A, B
from govsim.dashboard.pages import page, pages
from govsim.dashboard.running import use_shown
from govsim.dashboard.shared import shared
from govsim.dashboard.state import State
from govsim.dashboard.status import live, plausible_worlds, status
from govsim.dashboard.texts import say
from govsim.dashboard.view import address, viewed
from govsim.dashboard.widgets.frame import Frame
from govsim.dashboard.widgets.html import HTML
from govsim.dashboard.widgets.status import Status
from govsim.report.texts import Lang

FRAME = (
    "name", "subtitle", "pages", "menu", "skip", "language", "theme", "theme_auto", "theme_light", "theme_dark",
)


FOLLOWS = ("compare",)
"""Pages that draw the first pair of runs while it is made."""


def preferred() -> Lang:
    """The reader's own language, as the browser tells it."""
    told = solara.lab.headers.value or {}
    first = ",".join(told.get("accept-language", [])).split(",")[0].strip().lower()
    return "zh" if first.startswith("zh") else "en"


def foot(page: str, worlds: int, lang: Lang) -> str:
    """What holds of all numbers, and what the intervals of a page show; a study says that itself."""
    said = [say("not_a_forecast", lang)]
    if page != "sweep":
        said.append(say("intervals_worlds" if worlds and page != "start" else "intervals_chance", lang))
    return ("" if lang == "zh" else " ").join(said)


@solara.component
def App(children: Sequence[solara.Element] = ()) -> None:
    """Everything below the address; Solara's own page, `children`, is empty and left out."""
    router = solara.use_router()
    view = viewed(router.path, router.search)
    lang: Lang = view.lang or preferred()

    def go(**changes: Any) -> None:
        router.push(address(view.but(**changes)))

    a, b = checked(view.a, A), checked(view.b, B)
    shown = use_shown(view, a, b, shared())
    state = State(view, lang, go, shared(), a, b, shown)
    with HTML(tag="div", class_="gs-app"):
        Frame(
            lang=lang, title=f"{say(f'page_{view.page}', lang)} · GovSim", texts={key: say(key, lang) for key in FRAME},
            links=[{"page": name, "label": say(f"page_{name}", lang), "href": address(view.but(page=name)),
                    "here": name == view.page} for name in pages()],
            event_go=lambda name: go(page=name),
            event_speak=lambda _: go(lang="en" if lang == "zh" else "zh"),
        )
        follows = view.page in FOLLOWS
        said = status(shown, lang, follows)
        start = partial(shown.start, view.pairs)
        actions: dict[str, Callable[[], None]] = {
            "do_stop": shown.stop, "do_start": start, "do_continue": start, "do_again": start,
            "do_full": lambda: go(page="run"), "do_quick": lambda: go(speed="quick"),
        }
        Status(
            label=say("status", lang), words=said["words"], now=said["now"], share=said["share"],
            notices=said["notices"], actions=[{"do": name, "label": say(name, lang)} for name in said["actions"]],
            event_act=lambda name: actions[name]() if name in actions else None,
        )
        with HTML(tag="main", attributes={"id": "content"}, class_="gs-page"):
            Shielded(state).key(view.page)
        with HTML(tag="footer", class_="gs-foot"):
            HTML(tag="span", children=[foot(view.page, plausible_worlds(shown, follows and live(shown)), lang)])
            HTML(tag="span", children=[say("version", lang, version=govsim.__version__)])


@solara.component
def Shielded(state: State) -> None:
    """The page, or what went wrong with it until something in the address changes; the rest of the app lives on."""
    error, clear = solara.use_exception()
    tried: Any = solara.use_ref(state.view)
    if error is not None and tried.current != state.view:
        clear()
    tried.current = state.view
    if error is None:
        page(state.view.page)(state).key("page")
        return
    logging.getLogger("govsim").error("page %s", state.view.page, exc_info=error)
    with HTML(tag="div").key("error"):
        HTML(tag="h1", children=[state.say(f"page_{state.view.page}")])
        HTML(tag="p", class_="gs-notice", attributes={"role": "alert"}, children=[
            state.say("page_fault", reason=f"{type(error).__name__}: {error}")])


@solara.component
def Nothing() -> None:
    """What stands where Solara expects a page."""
    HTML(tag="span")


routes = [solara.Route(path="/", component=Nothing, layout=App)] + [
    solara.Route(path=name, component=Nothing) for name in pages()[1:]
]
"""The frame around all pages is the app, so that what it keeps outlives a change of page."""
