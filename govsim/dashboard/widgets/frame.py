"""Frame: the bar at the top of every page, with navigation, language and colours."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("frame.vue", vuetify=False)
def Frame(
    lang: str = "en",
    title: str = "",
    texts: dict[str, str] = {},  # noqa: B006
    links: list[dict[str, Any]] = [],  # noqa: B006
    event_go: Callable[[str], None] = lambda page: None,
    event_speak: Callable[[Any], None] = lambda _: None,
) -> None:
    """`links` are {page, label, href, here}; `event_go(page)` and `event_speak(_)`, the other language, are called."""
