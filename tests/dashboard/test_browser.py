"""The main journeys in a real browser: what readers see, in both languages, on the console nothing."""

from __future__ import annotations

import os
import re
import signal
from collections.abc import Iterator
from typing import Any
from urllib.parse import unquote

import pytest

from govsim.dashboard.charts.axes import line
from govsim.dashboard.document import flat, with_reform, written
from govsim.dashboard.pages import pages
from govsim.dashboard.texts import say
from govsim.dashboard.view import View, address
from govsim.report.texts import Lang
from govsim.scenario import load
from tests.dashboard.browser import AXE, CHROMIUM, browser, visiting
from tests.dashboard.served import Served

pytestmark = pytest.mark.skipif(CHROMIUM is None, reason="no Chromium here: the tests in a browser were skipped")

LOCALES: dict[Lang, str] = {"en": "en-GB", "zh": "zh-CN"}
HOSTILE = "<img src=x onerror=document.title='hacked'>{{constructor.constructor('document.title=1')()}}"


@pytest.fixture(scope="module")
def opened() -> Iterator[Any]:
    with browser() as found:
        yield found


def short(*rules: str, title: str = "Short", sample: float = 0.01, end: str = "2007-10-01") -> str:
    """A scenario of a few months of few households, as an address holds it."""
    document = flat(load("no_reform", [f"sample={sample}", f"end={end}"]))
    for rule in rules:
        document = with_reform(document, rule)
        document["entries"][-1] |= {"start": document["start"].replace(month=4)}
        document["entries"][-1].pop("announced")
    return written({**document, "title": title, "title_zh": title})[0]


def status(page: Any) -> str:
    return str(page.locator(".gs-status").inner_text())


def heading(page: Any) -> str:
    return str(page.locator("#content h1").first.inner_text())


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_the_main_journey(served: Served, opened: Any, lang: Lang) -> None:
    with visiting(opened, served.address, locale=LOCALES[lang]) as page:
        page.goto(served.address)
        page.get_by_role("heading", name=say("start_head", lang)).wait_for()
        assert page.evaluate("document.documentElement.lang") == {"en": "en", "zh": "zh-CN"}[lang]
        assert say("status_shipped", lang)[:8] in status(page)
        page.locator(".gs-tile").nth(3).click()
        page.wait_for_url("**/compare?measure=takeup")
        page.locator(".gs-tile[aria-pressed=true]").wait_for()
        page.locator("canvas").first.wait_for()
        page.locator(".gs-results details").first.click()
        assert page.locator(".gs-results tbody").first.locator("tr").count() == 108
        shown = heading(page)
        a, b = short(end="2008-12-01"), short("incubator", end="2008-12-01")

        page.goto(served.address + address(View("compare", a, b, measure="takeup")))
        page.locator(".gs-status", has_text=re.compile("4 of 4 pairs|4对模拟中已完成4对")).wait_for()
        assert heading(page) != shown and "1%" in status(page)
        asked = page.url
        page.locator(".gs-side-b fieldset.gs-r3 input[type=range]").focus()
        page.keyboard.press("ArrowRight")
        page.wait_for_function("document.querySelector('.gs-side-b fieldset.gs-r3 b').innerText === '2007-05'")
        page.wait_for_url(lambda url: url != asked)
        changed = page.url
        page.reload()
        page.locator(".gs-side-b fieldset.gs-r3 input[type=range]").wait_for()
        assert page.url == changed
        assert page.locator(".gs-side-b fieldset.gs-r3 .gs-month b").inner_text() == "2007-05"
        page.go_back()
        page.wait_for_function("document.querySelector('.gs-side-b fieldset.gs-r3 b').innerText === '2007-04'")

        page.get_by_role("link", name=say("page_scenario", lang), exact=True).click()
        page.get_by_role("heading", name=say("scenario_head", lang)).wait_for()
        page.locator(".gs-side-b fieldset.gs-r1 input[role=switch]").first.check()
        page.locator(".gs-strip").nth(1).locator("li").nth(8).wait_for()
        page.get_by_role("button", name=say("language", lang)).click()
        other: Lang = "zh" if lang == "en" else "en"
        page.get_by_role("heading", name=say("scenario_head", other)).wait_for()
        page.locator(".gs-tools button").nth(1).click()
        page.locator(".gs-tools button").nth(1).click()
        assert page.evaluate("document.documentElement.dataset.theme") == "dark"


def test_a_line_without_any_value_is_drawn(served: Served, opened: Any) -> None:
    drawing = """(series) => new Promise((drawn, failed) => requirejs(
        [`${window.solara.cdn}/echarts@5.4.0/dist/echarts.min.js`], (echarts) => {
            const chart = echarts.init(document.createElement("div"), null, {width: 600, height: 300});
            try {
                chart.setOption({animation: false, xAxis: {type: "category", data: ["a", "b"]}, yAxis: {}, series});
                drawn(chart.getOption().series.length);
            } catch (error) { failed(error); }
        }))"""
    with visiting(opened, served.address) as page:
        page.goto(served.address)
        page.locator("canvas").first.wait_for()
        assert page.evaluate(drawing, [line("Nothing yet", [None, None], "#000000")]) == 1


def test_faults_stand_beside_the_field_and_texts_are_inert(served: Served, opened: Any) -> None:
    with visiting(opened, served.address, locale="en-GB") as page:
        view = View("scenario", short(title=HOSTILE), short("incubator", title=HOSTILE))
        page.goto(served.address + address(view))
        page.locator(".gs-side-b fieldset.gs-r3 summary").first.click()
        page.locator(".gs-entry summary").first.click()
        field = page.locator(".gs-field", has_text="capacity").first
        if not field.count():
            field = page.locator(".gs-field", has=page.locator("input[type=number]")).first
        field.locator("input[type=number]").fill("900")
        field.locator("input[type=number]").press("Enter")
        page.locator(".gs-field .gs-faults").first.wait_for()
        assert "must be between" in page.locator(".gs-field .gs-faults").first.inner_text()
        assert say("status_faulty", "en") in status(page)
        for name in pages():
            page.goto(served.address + address(view.but(page=name)))
            page.locator("#content h1").first.wait_for()
            page.wait_for_timeout(150)
            assert page.title().endswith("GovSim") and page.locator("#content img[src=x]").count() == 0
        page.goto(served.address + address(view))
        assert HOSTILE in page.locator(".gs-strip h3").first.inner_text()
        bad = {"name": "bad.toml", "mimeType": "text/plain", "buffer": b'extends = "/etc/passwd"'}
        page.locator(".gs-side-a input[type=file]").set_input_files(bad)  # type: ignore[arg-type]
        page.locator(".gs-side-a .gs-faults", has_text="what is shipped").wait_for()
        large = {"name": "large.toml", "mimeType": "text/plain", "buffer": b"x" * 200_000}
        page.locator(".gs-side-a input[type=file]").set_input_files(large)  # type: ignore[arg-type]
        page.locator(".gs-side-a .gs-faults", has_text="100 kB").wait_for()


def test_a_full_run_is_begun_stopped_and_survives_a_crash(served: Served, opened: Any) -> None:
    view = View("run", short(sample=1.0, end="2015-12-01"), short("incubator", sample=1.0, end="2015-12-01"), pairs=2)
    with visiting(opened, served.address, locale="en-GB") as page:
        page.goto(served.address + address(view.but(page="evidence" if "evidence" in pages() else "start")))
        page.goto(served.address + address(view.but(speed="full")))
        page.get_by_role("button", name=say("do_start", "en")).first.click()
        page.locator(".gs-runs td", has_text=re.compile("running|begun")).first.wait_for()
        with visiting(opened, served.address, locale="zh-CN") as other:
            other.goto(served.address + "/run")
            other.get_by_role("heading", name=say("run_head", "zh")).wait_for()
            assert "incubator" not in unquote(other.url) and say("do_stop", "zh") not in status(other)
        page.get_by_role("button", name=say("do_stop", "en")).first.click()
        page.locator(".gs-status", has_text=say("status_stopped", "en")).wait_for()
        page.locator(".gs-status").get_by_role("button", name=say("do_continue", "en")).click()
        page.locator(".gs-runs td", has_text=re.compile("running|begun")).first.wait_for()
        for pid in served.workers():
            os.kill(pid, signal.SIGKILL)
        page.locator(".gs-notice", has_text="died").wait_for()
        page.get_by_role("button", name=say("do_again", "en")).click()
        page.locator(".gs-runs td", has_text=re.compile("running|begun")).first.wait_for()
    before = served.workers()
    with visiting(opened, served.address, locale="en-GB") as page:
        page.goto(served.address + address(View("run", short(), short("incubator"), speed="full", pairs=1)))
        page.locator(".gs-runs, .gs-two").first.get_by_role("button", name=say("do_start", "en")).click()
        page.locator(".gs-status", has_text="1 of 1 pairs").wait_for()
    assert before


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_phones(served: Served, opened: Any, lang: Lang) -> None:
    with visiting(
        opened, served.address, locale=LOCALES[lang], viewport={"width": 375, "height": 740}, color_scheme="dark",
    ) as page:
        for name in pages():
            page.goto(served.address + address(View(name)))
            page.locator("#content h1").first.wait_for()
            page.wait_for_timeout(200)
            width = page.evaluate("document.documentElement.scrollWidth")
            assert width <= 375, f"{name} is {width} wide"
        page.get_by_role("button", name=say("menu", lang)).click()
        page.get_by_role("link", name=say("page_compare", lang), exact=True).click()
        page.wait_for_url("**/compare*")


@pytest.mark.skipif(not AXE.exists(), reason="no axe-core here (GOVSIM_AXE): accessibility was not checked")
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_accessibility(served: Served, opened: Any, scheme: str) -> None:
    found = []
    with visiting(opened, served.address, locale="en-GB", color_scheme=scheme) as page:
        for name in pages():
            page.goto(served.address + address(View(name)))
            page.locator("#content h1").first.wait_for()
            page.wait_for_timeout(400)
            page.evaluate(AXE.read_text("utf-8"))
            faults = page.evaluate("axe.run(document, {resultTypes: ['violations']})")["violations"]
            serious = [item for item in faults if item["impact"] in ("serious", "critical")]
            found += [(name, item["id"], node["html"][:160]) for item in serious for node in item["nodes"]]
    assert found == []


