"""Nothing changes unnoticed: the golden run, bit for bit where its libraries are known, else to a tolerance."""

from __future__ import annotations

import pandas as pd
import pytest

from tests.golden import small_world


@pytest.fixture(scope="module")
def tables() -> dict[str, pd.DataFrame]:
    return small_world.results()


def test_the_same_bits_with_the_same_libraries(tables: dict[str, pd.DataFrame]) -> None:
    kept = small_world.kept_checksums().get(small_world.libraries())
    if kept is None:
        pytest.skip(f"no golden checksums for {small_world.libraries()}: `python -m tests.golden --add`")
    found = small_world.checksums(tables)
    changed = sorted(name for name in kept.keys() | found.keys() if kept.get(name) != found.get(name))
    assert not changed, f"{len(changed)} columns changed, such as {changed[:5]}: `python -m tests.golden --why ...`"


def test_the_same_values_with_any_libraries(tables: dict[str, pd.DataFrame]) -> None:
    gaps = small_world.largest_difference(small_world.decembers(tables), small_world.kept_decembers())
    assert gaps.max() <= small_world.TOLERANCE, gaps.nlargest(5).to_dict()


def test_a_changed_value_is_seen(tables: dict[str, pd.DataFrame]) -> None:
    kept = small_world.kept_decembers()
    changed = kept.copy()
    row = changed.index[(changed["measure"] == "satisfaction") & (changed["level"] == "district")][0]
    changed.loc[row, "value"] *= 1.001
    assert small_world.largest_difference(changed, kept).idxmax() == ("district", "satisfaction")
    assert small_world.largest_difference(changed, kept).max() > small_world.TOLERANCE
    assert small_world.largest_difference(kept.drop(row), kept).max() == float("inf")


def test_the_changelog_says_why() -> None:
    assert small_world.reason() in small_world.CHANGELOG.read_text(encoding="utf-8")
