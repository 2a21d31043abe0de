"""Choice: one of a few, as a native list."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import solara


@solara.component_vue("choice.vue", vuetify=False)
def Choice(
    label: str = "",
    chosen: str = "",
    choices: Sequence[dict[str, str]] = (),
    event_choose: Callable[[str], None] = lambda name: None,
) -> None:
    """`choices` are {name, title}; `event_choose(name)` is called with the one that was chosen."""
