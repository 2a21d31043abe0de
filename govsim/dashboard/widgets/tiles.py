"""Tiles: the main measures as buttons, each with its level in B and its effect; and a list of all measures."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("tiles.vue", vuetify=False)
def Tiles(
    tiles: Sequence[dict[str, Any]] = (),
    groups: Sequence[dict[str, Any]] = (),
    chosen: str = "",
    label: str = "",
    event_choose: Callable[[str], None] = lambda measure: None,
) -> None:
    """`tiles` are {measure, title, level, unit, sign, effect, against, interval, verdict, tone}; `groups` are
    {title, measures: [{name, title}]}; `event_choose(measure)` is called with the one that was chosen."""
