"""Status line: what is on the screen, always."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("status.vue", vuetify=False)
def Status(
    label: str = "",
    words: str = "",
    now: str = "",
    share: float | None = None,
    notices: Sequence[str] = (),
    actions: Sequence[dict[str, Any]] = (),
    event_act: Callable[[str], None] = lambda name: None,
) -> None:
    """`actions` are {do, label}; `event_act(do)` is called with the one that was pressed."""
