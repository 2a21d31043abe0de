"""Download: a button that saves a file, which is made when it is pressed."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("download.vue", vuetify=False)
def Saver(
    label: str = "",
    file: dict[str, Any] = {},  # noqa: B006
    event_ask: Callable[[Any], None] = lambda _: None,
) -> None:
    """`event_ask(None)` is called when it is pressed; a `file` {name, kind, content, number} with a new number is
    saved; the content is in base64.
    """


@solara.component
def Download(label: str, name: str, kind: str, make: Callable[[], bytes]) -> None:
    """Save what `make` gives, under a name, as a kind of content."""
    file, set_file = solara.use_state({})

    def ask() -> None:
        """Make the file and send it to the browser."""
        content = base64.b64encode(make()).decode("ascii")
        set_file({"name": name, "kind": kind, "content": content, "number": file.get("number", 0) + 1})

    Saver(label=label, file=file, event_ask=lambda _: ask())
