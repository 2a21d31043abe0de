"""A page in Chromium that fails on whatever it complains about and on whatever it asks others for."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync", "--disable-dev-shm-usage",
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1, EXCLUDE localhost",
]

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)

AXE = Path(os.environ.get("GOVSIM_AXE", "axe.min.js"))
"""The accessibility checker, from the npm package axe-core."""

OWN_WARNINGS = ("Failed to evaluate Vue script",)
"""What Solara's own files write to the console."""


class Watched:
    """A page and what went wrong on it."""

    def __init__(self, page: Any, address: str) -> None:
        self.page, self.wrong = page, list[str]()
        page.on("console", self.hear)
        page.on("pageerror", lambda error: self.wrong.append(f"error: {error}"))
        page.on("request", lambda asked: self.check(asked.url, address))
        page.on("requestfailed", self.fail)

    def hear(self, message: Any) -> None:
        if message.type in ("error", "warning") and not message.text.startswith(OWN_WARNINGS):
            self.wrong.append(f"{message.type}: {message.text}")

    def fail(self, asked: Any) -> None:
        if asked.failure != "net::ERR_ABORTED":  # what a page leaves behind when it is left
            self.wrong.append(f"failed: {asked.url} {asked.failure}")

    def check(self, url: str, address: str) -> None:
        if not url.startswith((address, address.replace("http:", "ws:"), "data:", "blob:")):
            self.wrong.append(f"asked elsewhere: {url}")


@contextmanager
def browser() -> Iterator[Any]:
    """Chromium, without any network but this machine's own."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        opened = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield opened
        opened.close()


@contextmanager
def visiting(opened: Any, address: str, **options: Any) -> Iterator[Any]:
    """A page of a reader of one's own; afterwards nothing may have gone wrong on it."""
    context = opened.new_context(viewport={"width": 1366, "height": 800}, **options) if "viewport" not in options else (
        opened.new_context(**options))
    context.set_default_timeout(60_000)
    watched = Watched(context.new_page(), address)
    yield watched.page
    context.close()
    assert watched.wrong == [], watched.wrong
