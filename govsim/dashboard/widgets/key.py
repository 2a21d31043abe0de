"""Key: what the marks of several charts mean, once for all of them."""

from __future__ import annotations

from typing import Any

import solara


@solara.component_vue("key.vue", vuetify=False)
def Key(title: str = "", marks: list[dict[str, Any]] = []) -> None:  # noqa: B006
    """`marks` are {shape, colour, title} with shape "circle", "roundRect", "diamond" or "line", a colour "@name" of
    the page, and where wanted `hollow` or `dashed`.
    """
