"""A page drawn without a browser, on the comparison that comes with govsim."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import solara

from govsim.dashboard.document import checked
from govsim.dashboard.pages import page
from govsim.dashboard.pool import Pool
from govsim.dashboard.running import Shown
from govsim.dashboard.shared import Shared
from govsim.dashboard.shipped import shipped_outcome
from govsim.dashboard.state import State
from govsim.dashboard.view import View


class Drawn:
    """A page that is drawn without a browser; `went` are the changes that it asked for."""

    def __init__(self, results: Path, **view: Any) -> None:
        self.went: list[dict[str, Any]] = []
        seen = View(**view)
        shown = Shown("shipped", shipped_outcome(), False, None, None, False, (), lambda *_: None, lambda: None)
        state = State(
            seen, "en", lambda **changes: self.went.append(changes), Shared(Pool(0), results),
            checked(seen.a, "A"), checked(seen.b, "B"), shown,
        )
        self.box, self.found = solara.render(page(seen.page)(state), handle_error=False)

    def widgets(self) -> Iterator[Any]:
        """Every widget of the page."""
        waiting = [self.box]
        while waiting:
            widget = waiting.pop()
            yield widget
            waiting += [child for child in getattr(widget, "children", None) or () if not isinstance(child, str)]

    def texts(self) -> str:
        """Every text child of every element."""
        return "\n".join(child for widget in self.widgets() for child in getattr(widget, "children", None) or ()
                         if isinstance(child, str))

    def with_trait(self, name: str) -> list[Any]:
        """The widgets that have this property."""
        return [widget for widget in self.widgets() if widget.has_trait(name)]
