"""Listing: a table whose rows can be searched and narrowed down in the browser."""

from __future__ import annotations

from typing import Any

import solara


@solara.component_vue("listing.vue", vuetify=False)
def Listing(
    head: list[str] = [],  # noqa: B006
    rows: list[list[str]] = [],  # noqa: B006
    label: str = "",
    words: int = 1,
    wide: list[int] = [],  # noqa: B006
    search: str = "",
    counted: str = "",
    filters: list[dict[str, Any]] = [],  # noqa: B006
) -> None:
    """Texts only; the first `words` columns are set left, those of `wide` with room for sentences, and the
    others, numbers, right.

    `search` is the label of a field that keeps rows with a text in them, `counted` tells how many are left
    ("{shown} of {all}"), `filters` are {column, label, all, values}: lists that keep rows with a value.
    A cell that begins with https:// is a link.
    """
