"""History matching: implausibilities by hand, screening that finds what is there, walks that draw what is asked."""

from __future__ import annotations

import numpy as np
import pytest

from govsim.experiment.emulator import Curve, fit
from govsim.experiment.history_matching import (
    Known,
    central,
    implausibility,
    log_density,
    not_ruled_out,
    screened,
    walk,
)
from govsim.targets import Target


def target(value: float, below: float, above: float, sense: str = "equal", discrepancy: float = 0.0) -> Target:
    return Target("T", "", "", "calibrate", value, below, above, sense, discrepancy, "article")


def test_implausibility_by_hand() -> None:
    known = Known.of([target(10.0, 3.0, 9.0), target(5.0, 0.0, 0.0, "at_least", 4.0)])
    assert (known.below[0], known.above[0], known.below[1]) == (1.0, 3.0, 4.0), "a tolerance is three deviations"
    expected = np.array([[6.0, 2.0], [26.0, 9.0], [10.0, -11.0]])
    variance = np.array([[3.0, 0.0], [7.0, 0.0], [1.0, 9.0]])
    found = implausibility(known, expected, variance)
    assert found.tolist() == [[-2.0, -0.75], [4.0, 0.0], [0.0, -3.2]]
    assert not_ruled_out(found).tolist() == [True, False, False]
    assert not_ruled_out(np.array([[2.9, 2.4], [2.9, -2.6], [-3.1, 0.0]])).tolist() == [True, False, False]


def test_density_is_normal_where_nothing_is_ruled_out() -> None:
    known = Known.of([target(0.0, 3.0, 3.0)])
    found = log_density(known, np.array([[0.0], [1.0], [2.0], [5.0]]), np.zeros((4, 1)))
    assert np.allclose(found[:3] - found[0], [0.0, -0.5, -2.0])
    assert found[3] == -np.inf


def test_screening_finds_what_moves_an_outcome_and_nothing_else() -> None:
    rng = np.random.default_rng(4)
    units = rng.random((300, 80))
    values = 3.0 * units[:, 7] + 4.0 * (units[:, 20] - 0.5) ** 2 + 0.5 * rng.normal(size=300)
    found = screened(units, values)
    assert [number for number, _ in found] == [7, 20]
    assert found[0][1] == pytest.approx(0.7, abs=0.1)
    assert screened(units, rng.normal(size=300)) == []
    assert screened(units, np.ones(300)) == []


def test_a_walk_draws_from_its_density() -> None:
    """A narrow ridge: the product of two numbers is known, neither of them is."""

    def density(at: np.ndarray) -> np.ndarray:
        return -0.5 * ((at[:, 0] * at[:, 1] - 0.25) / 0.02) ** 2

    rng = np.random.default_rng(1)
    start = rng.random((4000, 3))
    start = start[np.argsort(-density(start))[:300]]
    found, accepted = walk(density, start, 200, rng)
    assert 0.1 < accepted < 0.7
    assert ((found >= 0) & (found <= 1)).all()
    product = found[:, 0] * found[:, 1]
    assert product.mean() == pytest.approx(0.25, abs=0.004) and product.std() == pytest.approx(0.02, rel=0.15)
    assert found[:, 2].mean() == pytest.approx(0.5, abs=0.05) and found[:, 2].std() == pytest.approx(0.289, abs=0.03)
    rest = rng.random((200_000, 2))
    weight = np.exp(density(rest))
    assert found[:, 0].mean() == pytest.approx(np.average(rest[:, 0], weights=weight), abs=0.04)
    assert found[:, 0].std() == pytest.approx(np.sqrt(np.cov(rest[:, 0], aweights=weight)), abs=0.03)


def test_the_central_vector_is_the_medoid() -> None:
    assert central(np.array([[0.0, 0.0], [1.0, 1.0], [2.0, 2.5], [9.0, 9.0], [1.2, 1.1]]))[0] == 4


def test_a_curve_is_the_mean_of_neighbours() -> None:
    at = np.arange(100.0)
    curve = Curve.through(at, np.where(at < 50, 1.0, 9.0))
    assert curve(np.array([0.0, 99.0])).tolist() == [1.0, 9.0] and 1.0 < curve(np.array([50.0]))[0] < 9.0


def test_an_emulator_knows_what_it_does_not_know() -> None:
    """Noise that grows with what is expected is told as such, and the rest is foreseen."""
    rng = np.random.default_rng(2)
    units = rng.random((400, 6))
    mean = 10.0 + 10.0 * units[:, 1] * units[:, 4]
    seen = mean + rng.normal(size=400) * (0.2 + 2.0 * (mean > 13.0))
    emulator = fit(units, np.stack([seen, units[:, 0]], axis=1), [(1, 4), ()], np.ones(400, dtype=bool), 1)
    fresh = rng.random((300, 6))
    expected, variance = emulator.expect(fresh)
    error = expected[:, 0] - (10.0 + 10.0 * fresh[:, 1] * fresh[:, 4])
    assert np.sqrt((error**2).mean()) < 0.6
    low, high = variance[expected[:, 0] < 12.5, 0], variance[expected[:, 0] > 15, 0]
    assert low.mean() < 0.5 and 3.0 < high.mean() < 7.0
    assert np.allclose(expected[:, 1], units[:, 0].mean()) and np.allclose(variance[:, 1], 1 / 12, atol=0.02)
