"""The address holds everything that is shown, and nothing in an address does harm."""

from __future__ import annotations

from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as some

from govsim.dashboard.view import LONGEST_TEXT, MOST_PAIRS, PAGES, WORLDS, View, address, packed, unpacked, viewed
from govsim.measures import MEASURES

TEXT = 'title = "乡村 <script>"\nplace = "jinjiang"\n'


def there_and_back(view: View) -> View:
    path, _, query = address(view).partition("?")
    return viewed(path, query)


@given(
    page=some.sampled_from(PAGES), a=some.sampled_from(["r1", "no_reform", TEXT]),
    b=some.text(min_size=1, max_size=300),
    lang=some.sampled_from(["en", "zh", None]), measure=some.sampled_from(sorted(MEASURES)),
    pairs=some.integers(1, MOST_PAIRS), worlds=some.sampled_from(WORLDS),
    unit=some.text(min_size=1, max_size=80).filter(lambda text: text.isprintable()),
)
def test_every_view_comes_back(**fields: object) -> None:
    try:
        str(fields["b"]).encode()
    except UnicodeEncodeError:
        return
    view = View(**fields)  # type: ignore[arg-type]
    assert there_and_back(view) == view


@given(some.text(max_size=60), some.text(max_size=200))
def test_any_address_is_a_view(path: str, query: str) -> None:
    view = viewed(path, query)
    assert view.page in PAGES and view.measure in MEASURES and 1 <= view.pairs <= MOST_PAIRS


@pytest.mark.parametrize("query", [
    "a=../../etc/passwd", "a=~!!!", "a=~" + packed("x")[1:] + "====", "b=" + quote("~😀"), "pairs=-1", "pairs=9e9",
    "study=" + "x" * 81, "speed=warp", "lang=xx", "measure=__class__", "a=" + "~" + "A" * 50,
])
def test_what_does_not_fit_is_as_by_default(query: str) -> None:
    view, plain = viewed("/compare", query), View(page="compare")
    assert view == plain or (view.b == "x" or view.a == "x")


def test_a_long_text_does_not_unfold() -> None:
    assert unpacked(packed("x" * LONGEST_TEXT)) == "x" * LONGEST_TEXT
    assert unpacked(packed("x" * (LONGEST_TEXT + 1))) is None
    assert len(packed("x" * 10_000_000)) < 20_000 and unpacked(packed("x" * 10_000_000)) is None
