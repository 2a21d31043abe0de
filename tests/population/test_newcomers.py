"""Newcomers are drawn from the same distributions, by month and resident, whoever else moves."""

from __future__ import annotations

import numpy as np
import pytest

from govsim.chance import Chance
from govsim.population import CHILD, FREE_RIDER, Population, newcomers
from govsim.world import World
from tests.population.rows import courtyard_of, household_of, id_of


def arriving(population: Population, month: int, rows: np.ndarray) -> dict[str, np.ndarray]:
    """Newcomers in some rows."""
    household, courtyard = household_of(population, rows), courtyard_of(population, rows)
    return newcomers(population, World(), Chance(1), month, rows, household, courtyard)


def test_same_distributions(whole: Population) -> None:
    rows = np.arange(len(whole))
    new = arriving(whole, 24090, rows)
    assert np.mean(new["cooperation"] == FREE_RIDER) == pytest.approx(0.28, abs=0.004)
    assert new["threshold"].mean() == pytest.approx(2 / 7, abs=0.002)
    assert new["party"].mean() == pytest.approx(0.015, abs=0.001)
    assert new["pay_propensity"].mean() == pytest.approx(0.5, abs=0.003)
    assert not new["party"][whole.age_group == CHILD].any()
    assert {name: values.dtype for name, values in new.items()} == {
        name: getattr(whole, name).dtype for name in ("cooperation", "threshold", "party", "pay_propensity")
    }


def test_independent_of_those_who_left(whole: Population) -> None:
    new = arriving(whole, 24090, np.arange(len(whole)))
    assert abs(np.corrcoef(new["threshold"], whole.threshold)[0, 1]) < 0.01


def test_keyed_by_month_and_resident(sample: Population, whole: Population) -> None:
    rows = np.array([5, 17, 3000])
    alone = arriving(sample, 24090, rows[1:2])
    among = arriving(sample, 24090, rows)
    at_scale = arriving(whole, 24090, id_of(sample, rows))
    later = arriving(sample, 24091, rows)
    for name in among:
        assert alone[name][0] == among[name][1]
        assert np.array_equal(at_scale[name], among[name])
    assert not np.array_equal(later["threshold"], among["threshold"])


def test_nobody_moves(sample: Population) -> None:
    new = arriving(sample, 24090, np.array([], dtype=np.int64))
    assert {len(values) for values in new.values()} == {0}
