"""The bibliography: complete entries, and every source that the program names is in it."""

from __future__ import annotations

import pytest

from govsim.params import declared, sources
from govsim.reforms.base import found
from govsim.rules import Rules
from govsim.world import World

OWNERS = (World, Rules, *found().values())


@pytest.mark.parametrize("key", sources())
def test_entry_says_what_it_is_where_it_is_and_what_it_supports(key: str) -> None:
    entry = sources()[key]
    assert set(entry) <= {"title", "authors", "year", "link", "document", "supports"}
    assert entry["title"].strip() and entry["supports"].strip()
    assert "link" in entry or "document" in entry
    assert "link" not in entry or entry["link"].startswith(("https://", "http://"))
    assert "year" not in entry or 1900 < entry["year"] < 2027


def test_no_reference_stands_twice() -> None:
    titles = [entry["title"] for entry in sources().values()]
    assert len(titles) == len(set(titles))


@pytest.mark.parametrize("owner", OWNERS, ids=lambda owner: owner.__name__)
def test_every_named_source_is_listed(owner: type) -> None:
    named = {known.source for known in declared(owner).values()} - {"assumption"}
    assert named <= set(sources())
