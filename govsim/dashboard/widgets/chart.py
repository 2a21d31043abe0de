"""Chart: an ECharts figure in the colours of the page, with what it shows as a table behind it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import solara


@solara.component_vue("chart.vue", vuetify=False)
def Chart(
    option: dict[str, Any] = {},  # noqa: B006
    label: str = "",
    tips: Sequence[str] | dict[str, Sequence[str]] = (),
    table: dict[str, Any] | None = None,
    table_word: str = "",
    height: int = 320,
    ratio: float = 0.0,
    event_pick: Callable[[dict[str, Any]], None] = lambda picked: None,
) -> None:
    """A chart; `label` is what a screen reader says, `table` is {head, rows}, texts as they are shown.

    In `option`, a text "@name" stands for a colour of the page (a variable of custom.css), "@name/0.2" for the
    same with an opacity, and an axis label's formatter "@year" shows months as years at their Januaries.
    `tips` are shown at the pointer, by index of the datum, or by name of the series and then by index.
    With a `ratio` of width to height, `height` does not count, and narrow screens move sideways over it.
    `event_pick({series, index, name})` is called with what was clicked.
    """
