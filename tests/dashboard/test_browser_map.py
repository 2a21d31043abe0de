"""The map in a real browser: it plays, is worked by keys, and shows the course of the place that is clicked."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.dashboard.browser import CHROMIUM, browser, visiting
from tests.dashboard.served import Served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the tests in a browser were skipped")


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    with browser() as found:
        yield found


def test_the_map_is_played_and_worked_by_keys(served: Served, opened: Any) -> None:
    with visiting(opened, served.address, locale="zh-CN") as page:
        page.goto(served.address + "/map?level=street")
        canvas, month = page.locator(".gs-map canvas"), page.locator(".gs-map-when strong")
        said = page.locator(".gs-map-said")
        canvas.wait_for()
        assert month.inner_text() == "2015-12"
        canvas.focus()
        page.keyboard.press("Home")
        page.keyboard.press("PageDown")
        page.keyboard.press("ArrowRight")
        first = said.inner_text()
        assert month.inner_text() == "2007-02" and "2007-02" in first
        for key in ("ArrowDown", "ArrowUp", "ArrowRight"):
            page.keyboard.press(key)
        page.wait_for_function("first => document.querySelector('.gs-map-said').innerText !== first", arg=first)
        before = canvas.evaluate("canvas => canvas.toDataURL()")
        page.locator(".gs-map-play").click()
        page.wait_for_function("document.querySelector('.gs-map-when strong').innerText > '2009-06'")
        page.locator(".gs-map-play").click()
        assert canvas.evaluate("canvas => canvas.toDataURL()") != before
        canvas.click(position={"x": 20, "y": 40})
        page.wait_for_url("**unit=Chenglonglu**")
        page.get_by_role("heading", name="成龙路街道：满意度").wait_for()
        light = canvas.evaluate("canvas => canvas.toDataURL()")
        page.evaluate("window.govsimTheme.choose('dark')")
        assert canvas.evaluate("canvas => canvas.toDataURL()") != light
