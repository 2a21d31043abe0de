"""Copy: a text in full with a button that copies it."""

from __future__ import annotations

import solara


@solara.component_vue("copy.vue", vuetify=False)
def Copy(text: str = "", here: bool = False, label: str = "", word: str = "", done: str = "") -> None:
    """`here` puts the address of this server before the text; `word` and `done` are what the button says."""
