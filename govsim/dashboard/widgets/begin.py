"""Begin: what to compare first, a shipped scenario, one's own, or a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("begin.vue", vuetify=False)
def Begin(
    groups: Sequence[dict[str, Any]] = (),
    texts: dict[str, str] = {},  # noqa: B006
    longest: int = 100_000,
    message: str = "",
    event_begin: Callable[[str], None] = lambda name: None,
    event_own: Callable[[Any], None] = lambda _: None,
    event_open: Callable[[str], None] = lambda text: None,
) -> None:
    """`groups` are {title, items: [{name, title}]}; `event_begin(name)`, `event_open(text)` of a file."""
