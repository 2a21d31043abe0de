"""Shell: what Solara's own page says while it loads and where the server is lost, in both languages.

Both stand in the page, and its language attribute tells the style sheet which of them is seen, so that they follow
the reader's choice even where there is no server to ask.
"""

from __future__ import annotations

import html
import re

from govsim.dashboard.texts import texts

SAID = {
    "shell_loading": r"{{ loading_text }}",
    "shell_lost": r"Server\s+disconnected\.",
    "shell_restoring": r"Restoring session…",
    "shell_not_restored": r"Could not restore session\. Please refresh(?: the page)?\.",
    "shell_apart": r"App is disconnected, and may not function properly\. Please refresh the page\.",
    "shell_refresh": r"(?<=grey lighten-2\">)Please refresh the page",
    "shell_refresh_now": r"Refresh now",
    "shell_cancel": r"(?<=setCancelAutoRefresh\(\)\">)\s*Cancel\s*",
}
"""What Solara says in its templates, by the key of our text."""


def spoken(page: str) -> str:
    """A page with Solara's own words in both languages."""
    for key, pattern in SAID.items():
        english, chinese = (html.escape(words) for words in texts()[key])
        said = f'<span class="gs-in-en">{english}</span><span class="gs-in-zh">{chinese}</span>'
        page = re.sub(pattern, lambda _, said=said: said, page)  # type: ignore[misc]
    return page
