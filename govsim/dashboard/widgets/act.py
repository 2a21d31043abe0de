"""Act: a plain button."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("act.vue", vuetify=False)
def Act(label: str = "", event_act: Callable[[Any], None] = lambda _: None) -> None:
    """`event_act(None)` is called when it is pressed."""
