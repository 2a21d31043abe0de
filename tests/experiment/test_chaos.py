"""Shares of a variance against polynomials of which they are known."""

from __future__ import annotations

import numpy as np
import pytest

from govsim.experiment.alone import alone
from govsim.experiment.chaos import Fit, columns, variance_shares

POINTS, NUMBERS = 120, 12


def outcome(x: np.ndarray, noise: float) -> np.ndarray:
    """3 a + 2 b + 3 a b + c: variances 3, 4/3, 1 and 1/3."""
    chance = np.random.default_rng(5).normal(0.0, noise, len(x)) if noise else 0.0
    return 3.0 * x[:, 0] + 2.0 * x[:, 1] + 3.0 * x[:, 0] * x[:, 1] + x[:, 2] + chance


@pytest.fixture(scope="module")
def x() -> np.ndarray:
    return np.random.default_rng(1).uniform(-1.0, 1.0, (POINTS, NUMBERS))


def test_shares_are_found(x: np.ndarray) -> None:
    """Of 17/3: alone 53%, 24%, 6%; with the product, which is 18%, 71% and 41%; nothing for the other numbers."""
    found = variance_shares(x, outcome(x, 0.0))
    assert found.told > 0.97
    assert found.total[:3] == pytest.approx([12 / 17, 7 / 17, 1 / 17], abs=0.08)
    assert found.total[3:].max() < 0.01
    single = alone(x, outcome(x, 0.0), found.others)
    assert single.share[:3] == pytest.approx([9 / 17, 4 / 17, 1 / 17], abs=0.08)
    assert (single.low[:3] < single.share[:3]).all() and (single.share[:3] < single.high[:3]).all()
    assert single.clear.tolist() == [True] * 3 + [False] * (NUMBERS - 3)
    assert single.slope[:3] == pytest.approx([6.0, 4.0, 2.0], abs=0.4)


def test_chance_is_nobodys(x: np.ndarray) -> None:
    """With noise of half the variance, half is told at most; with noise alone, next to nothing."""
    half = variance_shares(x, outcome(x, (17 / 3) ** 0.5))
    assert 0.2 < half.told < 0.6
    assert half.error[0] > 0
    noise = np.random.default_rng(2).normal(size=POINTS)
    nothing = variance_shares(x, noise)
    assert nothing.told < 0.15 and nothing.total.max() < 0.15
    single = alone(x, noise, nothing.others)
    assert not single.clear.any() and single.low.min() == 0.0 and 0.0 < single.high.max() < 0.25


def test_intervals_hold_the_share_as_often_as_they_say() -> None:
    """A curve that brings a fifth of the variance, 200 times over; where nothing is told, hardly ever is it clear."""
    rng, held, lucky = np.random.default_rng(3), 0, 0
    for _ in range(200):
        x = rng.uniform(-1.0, 1.0, (POINTS, NUMBERS))
        bent = (x[:, 0] ** 2 - 1 / 3) / (4 / 45) ** 0.5
        found = alone(x, 0.5 * bent + rng.normal(size=POINTS), np.zeros_like(x))
        held += bool(found.low[0] <= 0.2 <= found.high[0])
        lucky += bool(found.clear[1:].any())
    assert 165 <= held <= 195 and lucky <= 20


def test_an_outcome_that_never_moves(x: np.ndarray) -> None:
    still = variance_shares(x, np.full(POINTS, 0.25))
    assert still.told == 0 and still.total.max() == 0
    assert alone(x, np.full(POINTS, 0.25), still.others).high.max() == 0.0


def test_terms_by_hand() -> None:
    x = np.array([[0.5, -1.0], [1.0, 0.5]])
    assert columns(x, [(0,), (1, 1), (0, 1)]).tolist() == [[0.5, 1.0, -0.5], [1.0, 0.25, 0.5]]
    fit = Fit(((0,), (0, 1)), np.array([2.0, 1.0]), np.array([0.75, 0.0]), 3.0, np.array([[-0.5, -0.5], [0.5, 0.5]]))
    assert fit.predict(x).tolist() == [3.0 - 0.5 - 0.5, 3.0 + 0.5 + 0.5]
    assert fit.single(x).tolist() == [[-0.5, 0.0], [0.5, 0.0]]
    assert fit.variance([True, False]) == pytest.approx(0.25)
    assert fit.variance([True, True]) == pytest.approx(0.5)
    assert fit.variance([False, False]) == 0.0
