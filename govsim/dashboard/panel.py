"""Panel: the editor of A or B, with what its events do to the address."""

from __future__ import annotations

from typing import Any

import solara

from govsim.dashboard.document import titles
from govsim.dashboard.edit import applied
from govsim.dashboard.form import form
from govsim.dashboard.outcome import A
from govsim.dashboard.state import State
from govsim.dashboard.texts import say
from govsim.dashboard.upload import uploaded
from govsim.dashboard.view import LONGEST_TEXT
from govsim.dashboard.widgets.editor import Editor
from govsim.report.texts import Lang
from govsim.scenario import shipped

WORDS = (
    "preset", "own", "scenario_title", "open_file", "reforms_on", "begins", "more", "advanced",
    "where", "where_all", "where_named", "where_share", "where_dealt", "where_ordered", "where_others", "share",
    "every", "groups", "seed", "of", "of_streets", "of_communities", "world", "world_changed", "world_find",
    "world_more", "default", "remove", "edit_all", "edit_here", "too_large",
)


def words(lang: Lang) -> dict[str, str]:
    """The texts of the editor."""
    return {key: say(key, lang) for key in WORDS}


def presets(lang: Lang) -> list[dict[str, str]]:
    """The shipped scenarios."""
    return [{"name": name, "title": words[lang == "zh"]} for name, words in titles().items()]


@solara.component
def Panel(state: State, side: str, compact: bool = False) -> None:
    """The editor of one side; a compact one has the reforms alone."""
    find, set_find = solara.use_state("")
    message, set_message = solara.use_state("")
    found = state.a if side == A else state.b
    text = state.view.a if side == A else state.view.b
    field = side.lower()

    def edit(event: dict[str, Any]) -> None:
        set_message("")
        state.go(**{field: applied(text, event)})

    def open_text(given: object) -> None:
        new, wrong = uploaded(given, state.lang)
        set_message(wrong)
        if not wrong:
            state.go(**{field: new})

    shown = solara.use_memo(lambda: form(found, state.lang, "" if compact else find), [text, state.lang, find, compact])
    Editor(
        form=shown, texts=solara.use_memo(lambda: words(state.lang), [state.lang]), side=side,
        preset=text if text in shipped() else "",
        presets=solara.use_memo(lambda: presets(state.lang), [state.lang]), compact=compact, longest=LONGEST_TEXT,
        message=message, event_edit=edit, event_open=open_text,
        event_find=lambda given: set_find(str(given)[:60]), event_all=lambda _: state.go(page="scenario"),
    )
