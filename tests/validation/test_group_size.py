"""Taking part by group size against Yang and others (2013): neither few nor many do best (T07).

In the Wolong reserve 1 to 16 households watched a parcel of forest together. Groups of intermediate size watched most:
free riding grows with size, while small groups cannot bear and enforce the work. The model's coefficients are for
neighbourhoods, ten times as large, and are assumptions; tested is the form, in its place and at Wolong's size.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from govsim.agents.decision_unit import contribution_logit
from govsim.agents.resident import logistic
from govsim.world import World

NEIGHBOURHOODS = np.unique(np.geomspace(5, 3000, 200).round())
FOREST_GROUPS = np.arange(1.0, 17.0)


def effort(size: np.ndarray, world: World, heterogeneity: float = 0.3, scale: float = 1.0) -> np.ndarray:
    """Share of willing households that find it worth while; `scale` is how many times smaller groups are."""
    return logistic(contribution_logit(size * scale, np.full(len(size), heterogeneity), world))


def is_hump(values: np.ndarray) -> bool:
    """Rises to one inner top, then falls."""
    top = int(values.argmax())
    rises, falls = np.diff(values[: top + 1]) > 0, np.diff(values[top:]) < 0
    return 0 < top < len(values) - 1 and bool(rises.all() and falls.all())


@pytest.mark.parametrize("heterogeneity", [0.0, 0.3, 0.7])
def test_intermediate_neighbourhoods_do_best(heterogeneity: float) -> None:
    values = effort(NEIGHBOURHOODS, World(), heterogeneity)
    assert is_hump(values)
    assert 60 <= NEIGHBOURHOODS[values.argmax()] <= 200


def test_intermediate_forest_groups_do_best() -> None:
    """With all sizes of the form a twelfth of those of neighbourhoods: a hump within 1 to 16 households."""
    values = effort(FOREST_GROUPS, World(), scale=12.0)
    assert is_hump(values)
    assert 5 <= FOREST_GROUPS[values.argmax()] <= 12
    assert values[0] < 0.5 * values.max() and values[-1] < values.max()


def test_each_side_of_the_hump_has_its_cause() -> None:
    """Without a fixed cost of organizing, smaller is always better (Olson); without what size costs, larger is."""
    free = replace(World(), size_fixed_cost=0.0)
    assert (np.diff(effort(NEIGHBOURHOODS, free)) < 0).all()
    alike = replace(World(), size_value_exponent=0.0, size_known=0.0, size_heterogeneity=0.0)
    assert (np.diff(effort(NEIGHBOURHOODS, alike)) > 0).all()


def test_heterogeneity_makes_the_best_group_smaller_and_weaker() -> None:
    alike, mixed = effort(NEIGHBOURHOODS, World(), 0.0), effort(NEIGHBOURHOODS, World(), 0.7)
    assert NEIGHBOURHOODS[mixed.argmax()] < NEIGHBOURHOODS[alike.argmax()]
    assert mixed.max() < alike.max()
