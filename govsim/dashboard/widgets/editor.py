"""Editor: a scenario as switches, months, places and numbers; see `govsim.dashboard.form` and `edit`."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("editor.vue", vuetify=False)
def Editor(
    form: dict[str, Any] = {},  # noqa: B006
    texts: dict[str, str] = {},  # noqa: B006
    side: str = "B",
    preset: str = "",
    presets: Sequence[dict[str, str]] = (),
    compact: bool = False,
    longest: int = 100_000,
    message: str = "",
    event_edit: Callable[[dict[str, Any]], None] = lambda event: None,
    event_open: Callable[[str], None] = lambda text: None,
    event_find: Callable[[str], None] = lambda words: None,
    event_all: Callable[[Any], None] = lambda _: None,
) -> None:
    """`presets` are {name, title}, `preset` is the one chosen; a compact editor has the reforms alone.

    `event_edit(event)` takes what `govsim.dashboard.edit` knows, `event_open(text)` the text of a file of at
    most `longest` bytes, `event_find(words)` what to look for among the assumptions.
    """
