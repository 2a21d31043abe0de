"""Strip: when each revision of a scenario is in force, as bars over the years."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import solara


@solara.component_vue("strip.vue", vuetify=False)
def Strip(
    rows: Sequence[dict[str, Any]] = (), first: int = 0, last: int = 0, title: str = "", nothing: str = ""
) -> None:
    """`rows` as `govsim.dashboard.form.strip` makes them, `first` and `last` month of the run."""
