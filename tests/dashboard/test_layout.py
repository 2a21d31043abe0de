"""The schematic map: areas are residents, everything lies inside what it belongs to, and nothing overlaps."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.chance import Chance
from govsim.dashboard.layout import TALL, WIDE, divided, laid_out, layout
from govsim.place import load_place
from govsim.population.courtyards import draw_courtyards
from govsim.world import World

SIZES = st.lists(st.floats(0.5, 5000.0), min_size=1, max_size=25)


def overlap(boxes: np.ndarray) -> float:
    """Largest area that two boxes share."""
    low, high = boxes[:, :2], boxes[:, :2] + boxes[:, 2:]
    shared = np.minimum(high[:, None], high[None]) - np.maximum(low[:, None], low[None])
    area = np.where((shared > 0).all(axis=2), shared.prod(axis=2), 0.0)
    np.fill_diagonal(area, 0.0)
    return float(area.max())


@settings(max_examples=60, deadline=None)
@given(SIZES, st.floats(0.2, 5.0))
def test_a_box_is_shared_out(sizes: list[float], ratio: float) -> None:
    boxes = divided(np.array([0.5, -1.0, ratio, 1.0]), sizes)
    np.testing.assert_allclose(boxes[:, 2] * boxes[:, 3], np.array(sizes) / sum(sizes) * ratio, rtol=1e-6)
    assert (boxes[:, :2] >= [0.5 - 1e-9, -1 - 1e-9]).all()
    assert (boxes[:, :2] + boxes[:, 2:] <= [0.5 + ratio + 1e-9, 1e-9]).all()
    assert overlap(boxes) < 1e-9


@pytest.mark.parametrize("ratio", [WIDE, TALL])
def test_the_map_of_jinjiang(ratio: float) -> None:
    place, made = load_place("jinjiang"), layout("jinjiang", ratio)
    area = {level: boxes[:, 2] * boxes[:, 3] for level, boxes in made.boxes.items()}
    np.testing.assert_allclose(area["street"] / ratio, [item.residents / place.residents for item in place.streets])
    np.testing.assert_allclose(
        area["community"] / ratio, [item.residents / place.residents for item in place.communities]
    )
    counts = [sum(item.courtyards) for item in place.communities]
    home = np.repeat(np.arange(len(counts)), counts)
    np.testing.assert_allclose(np.bincount(home, area["courtyard"]), area["community"])
    for level, parents in (("courtyard", made.boxes["community"][home]),
                           ("community", made.boxes["street"][place.community_street])):
        boxes = made.boxes[level]
        assert (boxes[:, :2] >= parents[:, :2] - 1e-9).all()
        assert (boxes[:, :2] + boxes[:, 2:] <= parents[:, :2] + parents[:, 2:] + 1e-9).all()
    for boxes in made.boxes.values():
        assert overlap(boxes) < 1e-9
        slender = np.maximum(boxes[:, 2] / boxes[:, 3], boxes[:, 3] / boxes[:, 2])
        assert slender.max() < 5 and np.median(slender) < 2


def test_only_the_tables_of_a_place_count() -> None:
    """What does not change the residents changes nothing; a street that grows takes area from all others."""
    place = load_place("jinjiang")
    made = laid_out(place, WIDE)
    again = laid_out(replace(place, title="another title"), WIDE)
    for level in made.boxes:
        np.testing.assert_array_equal(made.boxes[level], again.boxes[level])
    grown = replace(place, streets=(replace(place.streets[0], residents=200_000), *place.streets[1:]))
    before, after = ((item.boxes["street"][:, 2:]).prod(axis=1) for item in (made, laid_out(grown, WIDE)))
    assert after[0] > before[0] and (after[1:] < before[1:]).all()


def test_units_are_those_of_a_run() -> None:
    place = load_place("jinjiang")
    assert layout("jinjiang", WIDE).units["courtyard"] == draw_courtyards(place, World(), Chance(1)).name
