"""Everything a reader sees of a name has its words in Chinese."""

from __future__ import annotations

from govsim.chance import PROCESSES
from govsim.explain import DRAWS_ZH, owners
from govsim.measures import MEASURES
from govsim.params import declared
from govsim.units import UNITS_ZH


def test_every_unit_has_a_chinese_word_and_no_other_is_listed() -> None:
    used = {known.unit for kind in owners().values() for known in declared(kind).values()}
    used |= {measure.unit for measure in MEASURES.values()}
    assert used == set(UNITS_ZH)


def test_every_draw_has_chinese_words() -> None:
    assert set(DRAWS_ZH) == set(PROCESSES)
    assert all(words.strip() for words in DRAWS_ZH.values())
