"""Paired effects against answers computed by hand."""

from __future__ import annotations

import tracemalloc

import numpy as np
import pytest

from govsim.experiment import paired
from govsim.experiment.paired import paired_effects, pairs_needed


def column(*values: float) -> np.ndarray:
    return np.array(values, dtype=float)[:, None]


def test_t_interval_of_few_pairs() -> None:
    # Differences 1, 2, 3, 4: mean 2.5, sd sqrt(5/3), t(0.975, 3) = 3.182446.
    found = paired_effects(column(10, 20, 30, 40), column(11, 22, 33, 44))
    half = 3.182446 * np.sqrt(5 / 3 / 4)
    assert found.effect[0] == 2.5
    assert found.without[0] == 25
    assert found.with_[0] == 27.5
    np.testing.assert_allclose([found.low[0], found.high[0]], [2.5 - half, 2.5 + half], rtol=1e-6)
    # var(x) = 500/3, var(y) = 605/3, var(y - x) = 5/3.
    np.testing.assert_allclose(found.reduction[0], 1105 / 5)


def test_probability_positive_is_student_t() -> None:
    # Mean 1, standard error 1, two pairs: t with 1 degree of freedom, P = 1/2 + atan(1) / pi = 3/4.
    found = paired_effects(column(0, 0), column(0, 2))
    np.testing.assert_allclose(found.positive[0], 0.75)


def test_bootstrap_interval_of_known_data() -> None:
    # 50 differences, symmetric about 5 with sd 1.01: the BCa interval is close to the normal one.
    differences = np.linspace(3.25, 6.75, 50)
    found = paired_effects(np.zeros((50, 1)), differences[:, None])
    half = 1.96 * differences.std(ddof=1) / np.sqrt(50)
    np.testing.assert_allclose([found.low[0], found.high[0]], [5 - half, 5 + half], atol=0.03)


def test_bootstrap_interval_follows_skew() -> None:
    found = paired_effects(np.zeros((10, 1)), column(0, 0, 0, 0, 0, 0, 0, 0, 1, 9))
    assert found.high[0] - 1.0 > 1.0 - found.low[0]
    assert found.low[0] >= 0


def test_intervals_cover_the_truth_as_often_as_they_say() -> None:
    rng = np.random.default_rng(5)
    for pairs in (5, 20):
        noise = rng.normal(1.0, 2.0, (pairs, 2000))
        found = paired_effects(np.zeros_like(noise), noise)
        covered = np.mean((found.low <= 1.0) & (found.high >= 1.0))
        assert 0.91 < covered < 0.97


def test_an_outcome_does_not_depend_on_the_others() -> None:
    rng = np.random.default_rng(6)
    x, y = rng.normal(size=(2, 12, 3))
    together, alone = paired_effects(x, y), paired_effects(x[:, 1:2], y[:, 1:2])
    assert (together.low[1], together.high[1]) == (alone.low[0], alone.high[0])


@pytest.mark.parametrize(("pairs", "outcomes", "numbers"), [(9, 101, 777), (300, 31, 1)])
def test_how_outcomes_are_divided_changes_nothing(
    pairs: int, outcomes: int, numbers: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    without, with_ = np.random.default_rng(4).normal(size=(2, pairs, outcomes))
    whole = paired_effects(without, with_)
    monkeypatch.setattr(paired, "COLUMNS_AT_ONCE", 10)
    monkeypatch.setattr(paired, "NUMBERS_AT_ONCE", numbers)
    parted = paired_effects(without, with_)
    assert np.array_equal(whole.low, parted.low)
    assert np.array_equal(whole.high, parted.high)


def test_memory_does_not_grow_with_the_outcomes() -> None:
    # All resampled means of 3,000 outcomes together would be 96 MB.
    without, with_ = np.random.default_rng(4).normal(size=(2, 9, 3000))
    tracemalloc.start()
    try:
        paired_effects(without, with_)
        assert tracemalloc.get_traced_memory()[1] < 50e6
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("pairs", [2, 20])
def test_no_difference_has_no_width(pairs: int) -> None:
    x = np.random.default_rng(1).normal(size=(pairs, 1))
    found = paired_effects(x, x.copy())
    assert (found.effect[0], found.low[0], found.high[0]) == (0.0, 0.0, 0.0)
    assert found.positive[0] == 0.0
    assert found.reduction[0] == np.inf
    assert found.still_needed[0] == 0


@pytest.mark.parametrize("pairs", [3, 20])
def test_equal_differences_have_no_width_despite_rounding(pairs: int) -> None:
    x = np.random.default_rng(1).normal(size=(pairs, 1))
    found = paired_effects(x, x + 0.1)
    np.testing.assert_allclose([found.effect[0], found.low[0], found.high[0]], 0.1)
    assert found.positive[0] == 1.0


def test_one_pair_has_no_interval() -> None:
    found = paired_effects(column(1), column(3))
    assert found.effect[0] == 2
    assert np.isnan([found.low[0], found.high[0], found.positive[0], found.reduction[0], found.still_needed[0]]).all()


def test_undefined_pairs_are_left_out() -> None:
    x, y = column(1, np.nan, 1, 1), column(2, 5, np.nan, 4)
    found = paired_effects(x, y)
    assert found.pairs[0] == 2
    assert found.effect[0] == 2
    nowhere = paired_effects(column(np.nan, np.nan), column(3, 5))
    assert nowhere.pairs[0] == 0
    assert np.isnan(nowhere.effect[0])
    assert nowhere.with_[0] == 4


def test_pairs_needed_is_the_smallest_number() -> None:
    # sd 1, half width 1: t(6) x 1/sqrt(7) = 0.925 is enough, t(5) x 1/sqrt(6) = 1.049 is not.
    # sd 1, half width 0.5: t(17) / sqrt(18) = 0.497, t(16) / sqrt(17) = 0.514.
    assert pairs_needed(np.array([1.0, 1.0, 0.0, 1.0]), np.array([1.0, 0.5, 0.1, 0.0])).tolist() == [7, 18, 2, np.inf]


def test_still_needed_counts_from_what_there_is() -> None:
    x = np.zeros((4, 1))
    y = column(-1, 1, -1, 1) * np.sqrt(3) / 2 + 10  # sd 1, mean 10
    assert paired_effects(x, y).still_needed[0] == 3  # half width 1, 7 pairs
    assert paired_effects(x, y - 5).still_needed[0] == 14  # half width 0.5, 18 pairs


def test_shapes_must_agree() -> None:
    with pytest.raises(ValueError, match="same shape"):
        paired_effects(np.zeros((2, 3)), np.zeros((3, 3)))
