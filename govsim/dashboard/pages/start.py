"""Start: what this is, what it is not, and the comparison that comes with govsim."""

from __future__ import annotations

import solara

from govsim.dashboard.state import State


@solara.component
def Page(state: State) -> None:
    """The first page."""
    solara.v.Html(tag="h1", children=[state.say("page_start")])
