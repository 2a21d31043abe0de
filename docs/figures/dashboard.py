"""Takes the README's pictures of the dashboard: `python docs/figures/dashboard.py`; needs Chromium and Playwright.

They show the comparison that comes with govsim (`python -m govsim.dashboard.ship`); take them again when that changes.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

FOLDER = Path(__file__).parent
PICTURES = (
    ("dashboard_compare", "compare", "en-GB", "light", (1360, 900)),
    ("dashboard_scenario", "scenario", "zh-CN", "light", (1360, 900)),
    ("dashboard_map", "map?level=courtyard&measure=courtyard_condition", "zh-CN", "light", (1360, 900)),
    ("dashboard_affected", "affected?measure=takeup", "en-GB", "dark", (1360, 900)),
)
"""File, address, language, colours, size."""


def take() -> None:
    """Start a dashboard, open each page and keep what is seen."""
    with tempfile.TemporaryDirectory() as results:
        command = [sys.executable, "-m", "govsim", "dashboard", "--port", "0", "--no-open", "--results", results]
        server = subprocess.Popen([*command, "--lang", "en"], stdout=subprocess.PIPE, text=True)
        try:
            assert server.stdout is not None
            address = next(word for word in server.stdout.readline().split() if word.startswith("http"))
            with sync_playwright() as play:
                browser = play.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
                for name, path, lang, colours, (width, height) in PICTURES:
                    page = browser.new_page(
                        viewport={"width": width, "height": height}, locale=lang, color_scheme=colours)
                    page.goto(address + path)
                    page.locator("#content h1").wait_for(timeout=120_000)
                    page.wait_for_timeout(3000)
                    page.screenshot(path=FOLDER / f"{name}.png")
                    page.close()
                browser.close()
        finally:
            server.terminate()
            server.wait()


if __name__ == "__main__":
    take()
