"""Equations of the model against answers computed by hand; section 4 of the specification states the first ones."""

from __future__ import annotations

from dataclasses import replace
from math import exp, log, sqrt

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.agents.community import committee_load, optimal_paper
from govsim.agents.courtyard import ces
from govsim.agents.decision_unit import contribution_logit
from govsim.agents.district import pay_in_order, standardise
from govsim.agents.needs import served_share, smoothness
from govsim.agents.organization_entry import founding_rate
from govsim.agents.ranks import rank_within
from govsim.agents.resident import apply_probability, burden, disconfirmation, logistic, performance_weights
from govsim.agents.service_station import erlang_c_wait, normalised, queue_month
from govsim.agents.street_office import attention_optimum
from govsim.agents.tasks import new_tasks
from govsim.inequality import Entries, gini, hhi, median, ninety_to_ten, tenth
from govsim.population.population import COUNTED, stretches
from tests.specification import SPECIFIED

WORLD = SPECIFIED
HOURS = 21 * 7
"""Opening hours a month in the specification's table of queues."""

FEASIBLE = [
    ((0.40, 0.30, 0.18, 0.12), (0.0, 0.0), (0.55, 0.30, 0.10, 0.06)),
    ((0.03, 0.411, 0.328, 0.231), (0.1, 0.1), (0.01, 0.45, 0.32, 0.22)),
    ((0.03, 0.411, 0.328, 0.231), (0.0, 0.0), (0.01, 0.64, 0.23, 0.12)),
    ((0.03, 0.30, 0.40, 0.27), (0.0, 0.0), (0.02, 0.48, 0.34, 0.16)),
]


@pytest.mark.parametrize(
    ("weights", "floors", "expected"), FEASIBLE, ids=["before", "R1", "no floors", "downward only"]
)
def test_attention(weights: tuple[float, ...], floors: tuple[float, float], expected: tuple[float, ...]) -> None:
    world = WORLD
    measurability = np.array(
        (
            world.measurability_economy,
            world.measurability_upward,
            world.measurability_service,
            world.measurability_community,
        )
    )
    intrinsic = np.array((0.0, 0.0, world.intrinsic_service, world.intrinsic_community))
    held = np.array([[0.0, 0.0, *floors]])
    found = attention_optimum(np.array([weights]), measurability, intrinsic, held, world.attention_elasticity)
    assert found.sum() == pytest.approx(1.0)
    assert found[0] == pytest.approx(expected, abs=0.006)  # stated in hundredths that add up to 1


@pytest.mark.parametrize(
    ("households", "heterogeneity", "expected"),
    [
        (8, 0.3, 0.00),
        (25, 0.3, 0.18),
        (60, 0.3, 0.34),
        (90, 0.3, 0.36),
        (130, 0.3, 0.35),
        (450, 0.3, 0.29),
        (2740, 0.3, 0.22),
        (90, 0.7, 0.29),
    ],
)
def test_taking_part_by_unit_size(households: float, heterogeneity: float, expected: float) -> None:
    found = logistic(contribution_logit(np.array([households]), np.array([heterogeneity]), WORLD))
    assert found[0] == pytest.approx(expected, abs=0.005)


def test_committee_load() -> None:
    load = committee_load(82, 9, 22 / 12 * 2, 30)
    assert load == pytest.approx(848)
    assert load / (7 * 150) == pytest.approx(0.81, abs=0.005)
    assert committee_load(82, 9, 22 / 12 * 2, 30, passed_down=52) == pytest.approx(900)


STATION, COMMITTEE = 5780 * 0.12 * 1.2, 2740 * 0.12 * 1.5


@pytest.mark.parametrize(
    ("visits", "minutes", "windows", "load", "wait"),
    [
        (STATION, 20, 2, 0.94, 163),
        (STATION, 20, 3, 0.63, 7.1),
        (STATION, 20, 4, 0.47, 1.4),
        (COMMITTEE, 30, 2, 0.84, 71),
    ],
)
def test_queues(visits: float, minutes: float, windows: int, load: float, wait: float) -> None:
    found = erlang_c_wait(np.array([visits / HOURS]), minutes, np.array([windows]))[0]
    assert found == pytest.approx(wait, abs=0.5 if wait > 10 else 0.05)
    served, left, rho, waited = queue_month(
        np.array([visits]), np.zeros(1), minutes, np.array([windows]), np.array([float(HOURS)]), 0.98
    )
    assert rho[0] == pytest.approx(load, abs=0.005)
    assert (served[0], left[0], waited[0]) == pytest.approx((visits, 0.0, found))


@pytest.mark.parametrize(("visits", "minutes", "windows"), [(2 * STATION, 20, 3), (COMMITTEE, 30, 1)])
def test_queues_that_are_not_stable(visits: float, minutes: float, windows: int) -> None:
    assert erlang_c_wait(np.array([visits / HOURS]), minutes, np.array([windows]))[0] == np.inf


def test_single_window_waits_as_m_m_1() -> None:
    """rho / (mu - lambda) of an hour, with 3 served an hour."""
    arrivals = np.array([0.5, 1.5, 2.7])
    assert erlang_c_wait(arrivals, 20, np.ones(3, int)) == pytest.approx(60 * arrivals / 3 / (3 - arrivals))


def test_a_saturated_window_keeps_a_backlog() -> None:
    """147 h at 3 an hour and 98%: 432.18 of 600 served; wait of M/M/1 at 98% and for the backlog."""
    served, left, rho, wait = queue_month(
        np.array([500.0]), np.array([100.0]), 20, np.array([1]), np.array([147.0]), 0.98
    )
    assert served[0] == pytest.approx(432.18)
    assert left[0] == pytest.approx(167.82)
    assert rho[0] == pytest.approx(600 / 441)
    assert wait[0] == pytest.approx(0.98 / (3 - 2.94) * 60 + 0.5 * (100 + 167.82) / 432.18 * 147 * 60)


def test_a_closed_window_serves_nobody_and_keeps_all() -> None:
    served, left, rho, wait = queue_month(
        np.array([50.0, 50.0]), np.array([10.0, 10.0]), 20, np.array([0, 2]), np.array([147.0, 0.0]), 0.98
    )
    assert served.tolist() == [0, 0] and left.tolist() == [60, 60] and wait.tolist() == [0, 0]
    assert rho[0] == 0


@given(st.lists(st.floats(0, 2000), min_size=3, max_size=3), st.floats(0, 500), st.integers(1, 8))
def test_visits_are_served_or_wait(arrivals: list[float], backlog: float, windows: int) -> None:
    """More windows never leave a longer backlog, and nobody is lost."""
    visits, waiting, hours = np.array(arrivals), np.full(3, backlog), np.full(3, 147.0)
    served, left, _, wait = queue_month(visits, waiting, 20, np.full(3, windows), hours, 0.98)
    more = queue_month(visits, waiting, 20, np.full(3, windows + 1), hours, 0.98)
    assert served + left == pytest.approx(visits + waiting)
    assert (more[1] <= left).all()
    assert np.isfinite(wait).all() and (wait >= 0).all()


def test_burden_of_a_case() -> None:
    found = burden(np.array([0.35]), np.array([60.0]), np.array([1.2]), replace(WORLD, burden_wait=60.0))
    assert found[0] == pytest.approx(0.35 + log(2) + 0.2)


def test_applying() -> None:
    """1 + .8 - .9 cost - .4 psychological + .5 help."""
    cost, helped = np.array([0.0, 1.0]), np.array([0.0, 1.0])
    assert apply_probability(cost, False, helped, WORLD) == pytest.approx([1 / (1 + exp(-1.8)), 1 / (1 + exp(-1.4))])
    assert apply_probability(cost, True, helped, WORLD) == pytest.approx([1 / (1 + exp(-1.4)), 1 / (1 + exp(-1.0))])
    alone = apply_probability(cost, False, helped, replace(WORLD, channel_organization_help=False))
    assert alone == pytest.approx([1 / (1 + exp(-1.8)), 1 / (1 + exp(-0.9))])


def test_losses_weigh_more_than_gains() -> None:
    found = disconfirmation(np.array([0.2, 0.0, -0.2], dtype=np.float32), 1.6)
    assert found.dtype == np.float32
    assert found == pytest.approx([0.2, 0.0, -0.32])


def test_coproduction() -> None:
    """At rho -.5 and .5: (.5 x 2 + .5 x 1)^-2 and (.5 x .5 + .5 x 1)^2; at 0 the geometric mean, at 1 the mean."""
    government, residents = np.array([0.25]), np.array([1.0])
    found = [ces(government, residents, 0.5, rho)[0] for rho in (-0.5, 0.5, 0.0, 1.0)]
    assert found == pytest.approx([1 / 2.25, 0.5625, 0.5, 0.625])
    assert ces(government, residents, 0.7, 0.0)[0] == pytest.approx(0.25**0.7)
    assert ces(np.zeros(1), residents, 0.5, -0.5)[0] == pytest.approx(0.0, abs=1e-5)


@given(st.floats(0.01, 1), st.floats(0.01, 1), st.floats(0.3, 0.7), st.floats(-2, 0.5))
def test_coproduction_is_a_mean_that_rises_in_both(first: float, second: float, weight: float, rho: float) -> None:
    found = ces(np.array([first, first * 1.1]), np.array([second, second]), weight, rho)
    assert min(first, second) - 1e-9 <= found[0] <= max(first, second) + 1e-9
    assert found[1] >= found[0]


def test_birth_of_groups() -> None:
    found = founding_rate(np.array([0.0, 50.0, 100.0]), np.array([50.0, 50.0, 50.0]), WORLD)
    assert found == pytest.approx([exp(-2.5), exp(-2.5 + 0.6 - 0.25), exp(-2.5 + 1.2 - 1.0)])
    assert founding_rate(np.zeros(1), np.zeros(1), WORLD)[0] == pytest.approx(exp(-2.5))


def test_paper() -> None:
    assert optimal_paper(np.array([0.3, 0.04, 9.0]), 0.05, 1.0, 2.0) == pytest.approx([0.125, 0.0, 1.0])


def test_new_tasks() -> None:
    """100 tasks: 100 x .06/12 x .5, and 100 x .03 x (.3 - .1) x .5; less slack than before attracts none."""
    slack = np.array([0.3, 0.05])
    grown, attracted = new_tasks(np.full(2, 100.0), 0.06, 0.03, slack, np.full(2, 0.1), np.full(2, 0.5))
    assert grown == pytest.approx([0.25, 0.25])
    assert attracted == pytest.approx([0.3, 0.0])


@given(st.floats(0, 100), st.lists(st.floats(0, 50), min_size=6, max_size=6))
def test_items_are_paid_in_order(available: float, wanted: list[float]) -> None:
    demanded = np.array(wanted)
    paid = pay_in_order(available, demanded)
    assert (paid >= 0).all() and (paid <= demanded).all()
    assert paid.sum() == pytest.approx(min(available, demanded.sum()))
    short = np.flatnonzero(paid < demanded - 1e-9)
    assert not short.size or not (paid[short[0] + 1 :] > 1e-9).any()


def test_standardise() -> None:
    found = standardise(np.array([[1.0, 5.0], [3.0, 5.0]]))
    assert found.tolist() == [[-1.0, 0.0], [1.0, 0.0]]


def entries(
    values: np.ndarray, weights: np.ndarray | None = None, unit: np.ndarray | None = None, count: int = 1
) -> Entries:
    """Entries of one month, alike and of one unit unless something else is said."""
    weights = np.ones(len(values)) if weights is None else weights
    return Entries(values, weights, np.zeros(len(values), dtype=np.intp) if unit is None else unit, count)


def test_gini() -> None:
    assert gini(entries(np.array([0.0, 0, 0, 1]))) == pytest.approx([0.75])
    assert gini(entries(np.array([2.0, 2, 2, 2]))) == pytest.approx([0.0])
    assert gini(entries(np.zeros(4))) == [0.0]
    weighted = gini(entries(np.array([3.0, 1.0]), np.array([1.0, 3.0])))
    assert weighted == pytest.approx(gini(entries(np.array([1.0, 1, 3, 1]))))


def test_concentration_and_percentiles() -> None:
    assert hhi(entries(np.array([0, 3, 0, 5]))) == pytest.approx([0.5**2 + 2 * 0.25**2])
    assert hhi(entries(np.array([0, 1]), np.array([3.0, 1.0]))) == pytest.approx([0.75**2 + 0.25**2])
    values = entries(np.arange(11.0)[::-1].copy())
    assert median(values) == [5.0]
    assert tenth(values) == pytest.approx([1.0])
    assert ninety_to_ten(values) == pytest.approx([9.0])


@given(st.lists(st.tuples(st.just(0.0) | st.floats(1e-3, 9), st.integers(0, 3)), min_size=1, max_size=30))
def test_spreads_of_many_units_are_those_of_each(found: list[tuple[float, int]]) -> None:
    """Each unit on its own gives the same; units without entries have nothing to be measured."""
    values, unit = np.array([value for value, _ in found]), np.array([unit for _, unit in found])
    for spread in (gini, median, tenth, ninety_to_ten, hhi):
        for number, together in enumerate(spread(entries(values, None, unit, 4))):
            here = values[unit == number]
            if here.size:
                assert together == pytest.approx(spread(entries(here))[0], abs=1e-9)
                if spread is tenth:
                    assert together == pytest.approx(np.quantile(here, 0.1))
            else:
                assert np.isnan(together)


@given(
    st.lists(
        st.lists(st.tuples(st.just(0.0) | st.floats(1e-3, 9), st.floats(0.1, 9), st.integers(0, 2)), max_size=20),
        min_size=1, max_size=4,
    )
)
def test_spreads_of_many_months_are_those_of_each_to_the_last_bit(found: list[list[tuple[float, float, int]]]) -> None:
    parts = [np.array(month).reshape(-1, 3) for month in found]
    for units in (1, 3):
        of_months = [entries(part[:, 0], part[:, 1], part[:, 2].astype(int) % units, units) for part in parts]
        together = Entries(
            np.concatenate([one.values for one in of_months]),
            np.concatenate([one.weights for one in of_months]),
            np.concatenate([one.unit + month * units for month, one in enumerate(of_months)]),
            units * len(parts),
            len(parts),
        )
        for spread in (gini, median, tenth, ninety_to_ten):
            apart = np.concatenate([spread(one) for one in of_months])
            assert np.array_equal(spread(together), apart, equal_nan=True)


@pytest.mark.parametrize("months", [2, 3, 12])
@pytest.mark.parametrize("size", [1, 2, 9, 300])
def test_spreads_of_months_of_as_many_entries_are_those_of_each_to_the_last_bit(months: int, size: int) -> None:
    luck = np.random.default_rng(months)
    values = luck.choice([0.0, *luck.random(size)], (months, size))
    values[0] = 0.0
    weights = luck.random((months, size)) + 0.1
    unit = np.arange(months).repeat(size)
    together = Entries(values.ravel(), weights.ravel(), unit, months, months)
    assert together.even
    for spread in (gini, median, tenth, ninety_to_ten):
        apart = [spread(entries(*month))[0] for month in zip(values, weights, strict=True)]
        assert spread(together).tolist() == apart


def test_shares() -> None:
    assert served_share(np.array([3.0, 0.0]), np.array([1.0, 0.0])).tolist() == [0.75, 1.0]
    assert smoothness(np.array([0.0, 1.0, -1.0])).tolist() == [1.0, 0.5, 1.0]
    assert normalised(np.array([[1.0, 3.0], [0.0, 0.0]])).tolist() == [[0.25, 0.75], [0.0, 0.0]]
    assert performance_weights(WORLD).sum() == pytest.approx(1.0)
    halved = replace(
        WORLD, performance_service=0.5, performance_condition=0.5, performance_safety=0.5, performance_organizations=0.5
    )
    assert performance_weights(halved).tolist() == [0.25] * 4


def test_stretches_and_ranks() -> None:
    assert stretches(np.array([2, 5]), np.array([3, 1])).tolist() == [2, 3, 4, 5]
    assert stretches(np.array([], dtype=np.int64), np.array([], dtype=np.int64)).tolist() == []
    beyond = stretches(np.array([0, 7]), np.array([len(COUNTED), 2]))
    assert beyond[-3:].tolist() == [len(COUNTED) - 1, 7, 8]
    assert rank_within(np.array([1, 1, 1, 4]), 5).tolist() == [0, 1, 2, 0]


def test_logistic_keeps_the_type() -> None:
    assert logistic(np.zeros(2, np.float32)).dtype == np.float32
    assert logistic(np.array([0.0, sqrt(4.0)])) == pytest.approx([0.5, 1 / (1 + exp(-2))])
