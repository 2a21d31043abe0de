"""App: the page. What the address says is shown, and every change goes to the address.

So a reload, the back button, a link and a second tab keep everything, and pages share nothing.
"""

from __future__ import annotations

from typing import Any

import solara
import solara.lab

import govsim
from govsim.dashboard.document import checked
from govsim.dashboard.outcome import A, B
from govsim.dashboard.pages import page, pages
from govsim.dashboard.shared import shared
from govsim.dashboard.state import State
from govsim.dashboard.texts import say
from govsim.dashboard.view import address, viewed
from govsim.dashboard.widgets.frame import Frame
from govsim.report.texts import Lang

FRAME = (
    "name", "subtitle", "pages", "menu", "skip", "language", "theme", "theme_auto", "theme_light", "theme_dark",
)


def preferred() -> Lang:
    """The reader's own language, as the browser tells it."""
    told = solara.lab.headers.value or {}
    first = ",".join(told.get("accept-language", [])).split(",")[0].strip().lower()
    return "zh" if first.startswith("zh") else "en"


@solara.component
def Page() -> None:
    """Everything below the address."""
    router = solara.use_router()
    view = viewed(router.path, router.search)
    lang: Lang = view.lang or preferred()

    def go(**changes: Any) -> None:
        router.push(address(view.but(**changes)))

    state = State(view, lang, go, shared(), checked(view.a, A), checked(view.b, B), None)
    Frame(
        lang=lang, title=f"{say(f'page_{view.page}', lang)} · GovSim",
        texts={key: say(key, lang, **({"now": "{now}"} if key == "theme" else {})) for key in FRAME},
        links=[{"page": name, "label": say(f"page_{name}", lang), "href": address(view.but(page=name)),
                "here": name == view.page} for name in pages()],
        event_go=lambda name: go(page=name),
        event_speak=lambda _: go(lang="en" if lang == "zh" else "zh"),
    )
    with solara.v.Html(tag="main", attributes={"id": "content"}, class_="gs-page"):
        page(view.page)(state).key(view.page)
    with solara.v.Html(tag="footer", class_="gs-foot"):
        solara.v.Html(tag="span", children=[say("not_a_forecast", lang)])
        solara.v.Html(tag="span", children=[say("version", lang, version=govsim.__version__)])


@solara.component
def Layout(children: list[solara.Element] = []) -> None:  # noqa: B006
    """No frame of Solara's own around the page."""
    solara.v.Html(tag="div", children=children, class_="gs-app")


routes = [solara.Route(path="/", component=Page), *(solara.Route(path=name, component=Page) for name in pages()[1:])]
