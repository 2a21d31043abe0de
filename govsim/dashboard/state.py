"""State: what a page is given, and the ways in which it changes what is shown."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from govsim.dashboard.document import Checked
from govsim.dashboard.outcome import Outcome
from govsim.dashboard.running import Shown
from govsim.dashboard.shared import Shared
from govsim.dashboard.texts import say
from govsim.dashboard.view import View
from govsim.report.texts import Lang


@dataclass(frozen=True)
class State:
    """One page at one moment; `go(measure="takeup")` changes fields of the view and with them the address."""

    view: View
    lang: Lang
    go: Callable[..., None]
    shared: Shared
    a: Checked
    b: Checked
    shown: Shown

    @property
    def outcome(self) -> Outcome | None:
        """What is shown; None until there is something."""
        return self.shown.outcome

    def say(self, key: str, **words: Any) -> str:
        """A text in the reader's language."""
        return say(key, self.lang, **words)
