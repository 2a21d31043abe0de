"""Choice: one of several, as a native list, or as buttons where they are few."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import solara


@solara.component_vue("choice.vue", vuetify=False)
def Choice(
    label: str = "",
    chosen: str = "",
    choices: Sequence[dict[str, str]] = (),
    few: bool = False,
    event_choose: Callable[[str], None] = lambda name: None,
) -> None:
    """`choices` are {name, title}; `few` shows all of them; `event_choose(name)` is called with the one chosen."""
