"""Every text exists in both languages, is used, and says the same words."""

from __future__ import annotations

import re

import pytest

from govsim.dashboard.texts import say, texts
from govsim.reforms.base import found
from tests.texts import blanks, unsaid

MADE = re.compile(
    r"page_(start|scenario|run|compare)|bundle_.*|twins_.*|tier_.*|date_.*|status_(shipped|quick|full)|"
    r"start_is(_not)?_lines|affected_(street|kind|tenure|age|income|hukou|(streets|groups)(_neutral)?)|"
    r"map_(level_.*|difference|a|b|play|pause|undefined|help|reforms|table|place)|"
    r"network_(community|station|active|dormant|(one|drawn|line|count)_.*)|"
    r"evidence_(world|rules|key|title|who|year|where|supports)|export_((table|figure)_.*|command|program)|"
    r"compare_((better|worse|unclear|same).*|(levels|difference)_(note|one))"
)
"""Keys that are put together from a part that is known and one that is looked up."""


@pytest.mark.parametrize("key", sorted(texts()))
def test_both_languages(key: str) -> None:
    english, chinese = texts()[key]
    assert english.strip() and chinese.strip()
    assert blanks(english) == blanks(chinese)
    if re.sub(r"\{\w+\}", "", english).strip(" .,:“”AB") and key not in ("name", "version", "language"):
        assert re.search(r"[\u4e00-\u9fff]", chinese), chinese
    assert not re.search(r"[\u4e00-\u9fff]", english) or key == "language"


def test_every_text_is_used() -> None:
    assert unsaid(texts(), ["dashboard"], MADE) == []


def test_bundles_of_the_reforms_have_titles() -> None:
    assert all(say(f"bundle_{kind.bundle}", "en") for kind in found().values())


def test_words_that_are_not_given_stay() -> None:
    assert say("theme", "en") == "Colours: {now}"
    assert say("theme", "zh", now="深色") == "配色：深色"
