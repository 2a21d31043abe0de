"""Table: rows of texts."""

from __future__ import annotations

from typing import Any

import solara


@solara.component_vue("table.vue", vuetify=False)
def Table(table: dict[str, Any] = {}, label: str = "") -> None:  # noqa: B006
    """`table` is {head, rows}, texts as they are shown; `label` names it."""
