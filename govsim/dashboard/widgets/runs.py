"""Runs: the choice between a quick look and a full run, and the table of the runs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("runs.vue", vuetify=False)
def Runs(
    speed: str = "quick",
    pairs: int = 8,
    most: int = 100,
    seconds: float = 0.0,
    plausible: bool = False,
    worlds: int = 0,
    running: bool = False,
    share: float = 0.0,
    left: str = "",
    rows: Sequence[Sequence[str]] = (),
    texts: dict[str, str] = {},  # noqa: B006
    event_quick: Callable[[Any], None] = lambda _: None,
    event_full: Callable[[Any], None] = lambda _: None,
    event_start: Callable[[int], None] = lambda pairs: None,
    event_stop: Callable[[Any], None] = lambda _: None,
    event_among: Callable[[Any], None] = lambda _: None,
) -> None:
    """`seconds` is what a full run takes, about; `rows` are seed, stage of A, stage of B.

    `plausible` says whether full runs go through plausible worlds, of which there are `worlds`; `event_among(yes)`.
    """
