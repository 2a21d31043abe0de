"""Everything a reader sees of a name has its words in Chinese."""

from __future__ import annotations

import io
import re
from typing import cast

import pytest
from rich.console import Console

from govsim.chance import PROCESSES
from govsim.cli.output import print_table
from govsim.cli.texts import TEXTS, say
from govsim.explain import DRAWS_ZH, owners
from govsim.measures import MEASURES
from govsim.params import declared
from govsim.readers import readers
from govsim.report.texts import filled
from govsim.units import UNITS_ZH
from tests.texts import blanks, unsaid

MADE = re.compile(
    r"[A-Z-]+|\[\w+\]|agent_.*|evaluate_(unit|cluster)|among_(streets|groups)|caveat(_chance|_worlds)?|kind_.*|showcase_.*|"
    r"verify_(missing|changed|unreadable|misnamed|differs)|"
    r"evaluation_(selection|spillover|anticipation|weighting|coverage|power|false_alarms)|"
    r"attribution_(part|share|of_total|first|last|orders)|ledger_(assumed|sourced|chance|told|calibrated|alone|total)|"
    r"twins_(month|where|what|number|baseline|scenario|because)"
)
"""Keys that are put together from a part that is known and one that is looked up."""


def test_every_unit_has_a_chinese_word_and_no_other_is_listed() -> None:
    used = {known.unit for kind in owners().values() for known in declared(kind).values()}
    used |= {measure.unit for measure in MEASURES.values()}
    assert used == set(UNITS_ZH)


def test_every_draw_has_chinese_words_and_a_reader() -> None:
    assert set(DRAWS_ZH) == set(PROCESSES) == set(readers().draws)
    assert all(words.strip() for words in DRAWS_ZH.values())


@pytest.mark.parametrize("key", sorted(TEXTS))
def test_every_text_has_both_languages(key: str) -> None:
    english, chinese = TEXTS[key]
    assert blanks(english) == blanks(chinese)
    assert not re.search("[\u4e00-\u9fff]", english)
    assert not chinese.isascii() or chinese == english


def test_headings_are_broken_only_where_they_say_so(monkeypatch: pytest.MonkeyPatch) -> None:
    headings = ("对未实施\n地点的影响", "权重\n不均", "真实\n效应", "平均\n偏差")
    cells = ("+0.1, 0.4", "+0.2, 0.4", "+0.2, 0.4", "+0.2, 0.4")
    for width, whole in ((36, True), (30, False)):
        screen = Console(file=io.StringIO(), width=width)
        monkeypatch.setattr("govsim.cli.output.console", lambda screen=screen: screen)
        print_table(headings, [cells], (1, 2))
        written = cast("io.StringIO", screen.file).getvalue()
        assert all(line in written for heading in headings for line in heading.split("\n")) == whole
        assert "0.4" in written, "no column is lost"


@pytest.mark.parametrize(("number", "said"), [(1, "1 of 1 run is done"), (2, "2 of 2 runs are done")])
def test_numbers_agree_with_what_they_count(number: int, said: str) -> None:
    assert say("standing", "en", done=number, all=number, failed=0, left=0).startswith(said)
    assert filled("{n:pair of runs}, {n:.1f}", n=number) == ("1 pair of runs, 1.0", "2 pairs of runs, 2.0")[number - 1]


def test_every_text_is_said() -> None:
    assert unsaid(TEXTS, ["cli", "explain"], MADE) == []
