"""PlaceMap: the schematic map of all places, played month by month in the browser."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import solara


@solara.component_vue("place_map.vue", vuetify=False)
def PlaceMap(
    picture: dict[str, Any] = {},  # noqa: B006
    texts: dict[str, str] = {},  # noqa: B006
    picked: str = "",
    event_pick: Callable[[str], None] = lambda unit: None,
) -> None:
    """`picture` is that of `charts.place_map`; `event_pick(unit)` is called with the place that is chosen."""
