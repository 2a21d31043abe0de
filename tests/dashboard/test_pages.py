"""Pages on the comparison that comes with govsim: each says what it shows, in both languages, and answers to events."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

pytest.importorskip("solara")

import solara

from govsim.dashboard.document import checked
from govsim.dashboard.pages import page
from govsim.dashboard.pool import Pool
from govsim.dashboard.running import Shown
from govsim.dashboard.shared import Shared
from govsim.dashboard.shipped import shipped_outcome
from govsim.dashboard.state import State
from govsim.dashboard.view import View
from govsim.report.texts import Lang
from tests.dashboard.test_studies import made

__all__ = ["made"]

HOSTILE = "<img src=x onerror=alert(1)>"


class Drawn:
    """A page that is drawn without a browser; `went` are the changes that it asked for."""

    def __init__(self, lang: Lang, results: Path, **view: Any) -> None:
        self.went: list[dict[str, Any]] = []
        seen = View(**view)
        shown = Shown("shipped", shipped_outcome(), False, None, None, False, (), lambda: None, lambda: None)
        state = State(
            seen, lang, lambda **changes: self.went.append(changes), Shared(Pool(0), results),
            checked(seen.a, "A"), checked(seen.b, "B"), shown,
        )
        self.box, self.found = solara.render(page(seen.page)(state), handle_error=False)

    def texts(self) -> str:
        """Every text child of every element."""
        return "\n".join(
            child for widget in self.widgets() for child in getattr(widget, "children", None) or ()
            if isinstance(child, str)
        )

    def widgets(self) -> Iterator[Any]:
        """Every widget of the page."""
        waiting = [self.box]
        while waiting:
            widget = waiting.pop()
            yield widget
            waiting += [child for child in getattr(widget, "children", None) or () if not isinstance(child, str)]


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize(("name", "title"), [
    ("map", ("Map", "地图")), ("affected", ("Who is affected", "影响谁")), ("network", ("Network", "网络")),
    ("sweep", ("Studies", "研究")), ("evidence", ("Assumptions", "假设与证据")), ("export", ("Export", "导出")),
])
def test_every_page_has_its_heading(name: str, title: tuple[str, str], lang: Lang, tmp_path: Path) -> None:
    drawn = Drawn(lang, tmp_path, page=name)
    (heading,) = [widget for widget in drawn.widgets() if getattr(widget, "tag", "") == "h1"]
    assert heading.children == [title[lang == "zh"]]
    assert "{" not in drawn.texts()


def test_the_map_asks_for_the_place_that_was_picked(tmp_path: Path) -> None:
    drawn = Drawn("en", tmp_path, page="map", level="community")
    (shown,) = [widget for widget in drawn.widgets() if hasattr(widget, "picture")]
    assert len(shown.picture["units"].split("\n")) == 59 and shown.picked == ""
    shown.vue_pick("Huangjing")
    assert drawn.went == [{"unit": "Huangjing", "level": "community", "measure": "satisfaction"}]
    assert "Chenglonglu · Huangjing: Satisfaction" in Drawn("en", tmp_path, page="map", unit="Huangjing").texts()
    assert HOSTILE not in Drawn("en", tmp_path, page="map", unit=HOSTILE).texts()


def test_a_study_is_opened_by_its_name_alone(made: Path, tmp_path: Path) -> None:
    assert "Dates <script>alert(1)</script>" in Drawn("en", made, page="sweep", study="dates").texts()
    for name in ("../dates", "/etc/passwd", HOSTILE):
        text = Drawn("en", made, page="sweep", study=name).texts()
        assert "Two factors together" not in text and name not in text
    results = shutil.copytree(made, tmp_path / "results", ignore=shutil.ignore_patterns("runs"))
    (results / "dates" / "tables" / "levels.csv").unlink()
    assert "cannot be read" in Drawn("en", results, page="sweep", study="dates").texts()
