"""Every text exists in both languages, is used, and says the same words."""

from __future__ import annotations

import re
import string
from pathlib import Path

import pytest

from govsim.dashboard.texts import say, texts
from govsim.reforms.base import found

ROOT = Path(__file__).parents[2] / "govsim" / "dashboard"
FILES = [path for path in sorted(ROOT.rglob("*")) if path.suffix in (".py", ".vue") and path.parent.name != "texts"]
SOURCES = "\n".join(path.read_text("utf-8") for path in FILES)
MADE = re.compile(
    r"page_.*|bundle_.*|twins_.*|tier_.*|where_.*|date_.*|theme_.*|do_.*|status_(shipped|quick|full)|start_is.*|"
    r"map_.*|affected_.*|network_.*|"
    r"sweep_quantity_.*|evidence_.*|export_.*|compare_(better|worse|unclear|same).*|compare_(levels|difference)_(note|one)|run_(quick|full)_about"
)
"""Keys that are put together from a part that is known and one that is looked up."""


def words(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name}


@pytest.mark.parametrize("key", sorted(texts()))
def test_both_languages(key: str) -> None:
    english, chinese = texts()[key]
    assert english.strip() and chinese.strip()
    assert words(english) == words(chinese)
    if re.sub(r"\{\w+\}", "", english).strip(" .,:“”AB") and key not in ("name", "version", "language"):
        assert re.search(r"[\u4e00-\u9fff]", chinese), chinese
    assert not re.search(r"[\u4e00-\u9fff]", english) or key == "language"


def test_every_text_is_used() -> None:
    kept = [key for key in texts() if not MADE.fullmatch(key)]
    assert [key for key in kept if f'"{key}"' not in SOURCES and f".{key}" not in SOURCES] == []


def test_bundles_of_the_reforms_have_titles() -> None:
    assert all(say(f"bundle_{kind.bundle}", "en") for kind in found().values())


def test_words_that_are_not_given_stay() -> None:
    assert say("theme", "en") == "Colours: {now}"
    assert say("theme", "zh", now="深色") == "配色：深色"
