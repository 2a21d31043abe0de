"""Every page in both languages, without a browser."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import ipywidgets
import pytest
import solara

from govsim.dashboard.app import foot
from govsim.dashboard.document import checked
from govsim.dashboard.outcome import Outcome
from govsim.dashboard.pages import page, pages
from govsim.dashboard.running import Shown
from govsim.dashboard.shared import Shared
from govsim.dashboard.shipped import shipped_outcome
from govsim.dashboard.state import State
from govsim.dashboard.status import status
from govsim.dashboard.texts import say
from govsim.dashboard.view import View
from govsim.dashboard.work import Plan
from govsim.report.texts import Lang


class NoPool:
    """Makes no runs."""


def state(outcome: Outcome | None, lang: Lang, tmp_path: Path, view: View = View(), **more: Any) -> State:  # noqa: B008
    went: list[dict[str, Any]] = []
    shown = Shown("shipped", outcome, False, None, None, False, (), lambda pairs: None, lambda: None)
    found = State(
        view, lang, lambda **changes: went.append(changes), Shared(NoPool(), tmp_path),  # type: ignore[arg-type]
        checked(view.a, "A"), checked(view.b, "B"), replace(shown, **more),
    )
    object.__setattr__(found, "went", went)
    return found


def texts(widget: Any) -> str:
    """Every text that a widget and those in it hold."""
    found = [item if isinstance(item, str) else texts(item) for item in getattr(widget, "children", [])]
    for name in ("tiles", "form", "texts", "words", "rows", "groups", "table", "label", "title"):
        found.append(str(getattr(widget, name, None) or ""))
    return "\n".join(filter(None, found))


def drawn(given: State) -> str:
    """A page as text."""
    box, rendered = solara.render(page(given.view.page)(given), handle_error=False)
    try:
        return texts(box)
    finally:
        rendered.close()


LETTERS = {"en": "[a-z]{3}", "zh": "[\u4e00-\u9fff]"}


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", pages())
def test_every_page_is_drawn(name: str, lang: Lang, tmp_path: Path) -> None:
    assert re.search(LETTERS[lang], drawn(state(shipped_outcome(), lang, tmp_path, View(page=name))))


@pytest.mark.parametrize("lang", ["en", "zh"])
@pytest.mark.parametrize("name", pages())
def test_every_page_without_results(name: str, lang: Lang, tmp_path: Path) -> None:
    assert re.search(LETTERS[lang], drawn(state(None, lang, tmp_path, View(page=name, b="r1"))))


@pytest.mark.parametrize("name", pages())
def test_every_page_with_a_faulty_scenario(name: str, tmp_path: Path) -> None:
    view = View(page=name, b='place = "jinjiang"\nstart = 3\n')
    assert re.search(LETTERS["zh"], drawn(state(shipped_outcome(), "zh", tmp_path, view, faulty=True, stale=True)))


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_plausible_worlds_are_told_wherever_intervals_are(lang: Lang, tmp_path: Path) -> None:
    among = shipped_outcome()
    own = replace(among, worlds=0)
    told = [drawn(state(outcome, lang, tmp_path, View(page="compare"))) for outcome in (own, among)]
    for key, shown in (("compare_intervals", told[0]), ("compare_intervals_worlds", told[1])):
        assert say(key, lang) in shown
    assert say("compare_intervals", lang) not in told[1]
    assert say("status_worlds", lang) in status(state(among, lang, tmp_path).shown, lang)["words"]
    assert "220" in drawn(state(among, lang, tmp_path, View(page="evidence")))


def test_the_foot_says_what_the_intervals_of_the_page_show() -> None:
    """The first page shows what comes with govsim, and a study says for itself."""
    for page_, worlds, told in (("map", 0, "chance alone"), ("map", 8, "plausible"), ("start", 8, "chance alone")):
        assert told in foot(page_, worlds, "en")
    assert foot("sweep", 8, "zh") == foot("sweep", 0, "zh") == say("not_a_forecast", "zh")


def widgets(given: State, event: str) -> tuple[list[Any], Any]:
    """The widgets of a page that know this event."""
    box, rendered = solara.render(page(given.view.page)(given), handle_error=False)
    return [item for item in below(box) if hasattr(item, f"vue_{event}")], rendered


def below(widget: ipywidgets.Widget) -> list[Any]:
    """All widgets inside one."""
    inner = [item for item in getattr(widget, "children", []) if isinstance(item, ipywidgets.Widget)]
    return [found for item in inner for found in (item, *below(item))]


def test_a_tile_chooses_its_measure(tmp_path: Path) -> None:
    given = state(shipped_outcome(), "en", tmp_path, View(page="compare"))
    (tiles, *_), rendered = widgets(given, "choose")
    tiles.vue_choose("takeup")
    assert given.went == [{"measure": "takeup"}]  # type: ignore[attr-defined]
    rendered.close()


def test_the_editor_changes_the_address(tmp_path: Path) -> None:
    given = state(shipped_outcome(), "en", tmp_path, View(page="scenario"))
    editors, rendered = widgets(given, "edit")
    editors[1].vue_edit({"do": "preset", "name": "r2"})
    editors[0].vue_edit({"do": "bundle", "name": "R1", "on": True})
    editors[1].vue_edit("nonsense")
    went = given.went  # type: ignore[attr-defined]
    assert went[0] == {"b": "r2"} and "function_stripping" in went[1]["a"] and went[2] == {"b": "jinjiang"}
    rendered.close()


def test_nothing_is_announced_that_will_not_come(tmp_path: Path) -> None:
    """The first months come in a moment only where something is run."""
    a, b = (checked(name, side).scenario for name, side in (("no_reform", "A"), ("r1", "B")))
    assert a is not None and b is not None
    quick, long = (Plan(a, b, (1,), tmp_path, long) for long in (False, True))
    for plan, coming in ((quick, True), (long, False), (None, False)):
        told = drawn(state(None, "en", tmp_path, View(page="compare"), plan=plan))
        assert (say("compare_waiting", "en") in told) == coming and (say("status_none", "en") in told) != coming


def test_a_bad_file_is_refused_beside_the_editor(tmp_path: Path) -> None:
    given = state(shipped_outcome(), "zh", tmp_path, View(page="scenario"))
    editors, rendered = widgets(given, "edit")
    editors[1].vue_open('extends = "no_reform"\nlos = 1\n')
    assert not given.went and "未知的键" in editors[1].message  # type: ignore[attr-defined]
    editors[1].vue_open("x" * 200_000)
    assert "100 kB" in editors[1].message
    editors[1].vue_open('extends = "r1"\ntitle = "Mine"\n')
    assert given.went and not editors[1].message  # type: ignore[attr-defined]
    rendered.close()


def test_a_page_that_fails_says_so_and_the_next_one_is_drawn(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from govsim.dashboard import app

    @solara.component
    def Failing(state: State) -> None:
        if state.view.measure == "takeup":
            raise FileNotFoundError("a run is gone")
        solara.v.Html(tag="p", children=["sound"])

    monkeypatch.setattr(app, "page", lambda name: Failing)
    box, rendered = solara.render(app.Shielded(state(None, "en", tmp_path, View(measure="takeup"))), handle_error=False)
    assert "FileNotFoundError: a run is gone" in texts(box)
    rendered.render(app.Shielded(state(None, "en", tmp_path, View(measure="wait_min"))), box)
    rendered.render(app.Shielded(state(None, "en", tmp_path, View(measure="wait_min"))), box)
    assert "sound" in texts(box)
    rendered.close()
