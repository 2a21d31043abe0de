"""Estimators on made-up panels: what is computed by hand comes out, known effects come back, known biases show."""

from __future__ import annotations

import numpy as np
import pytest

from govsim.experiment.estimators import LEADS, Design, designs
from govsim.experiment.rollout import Ints, Rollout
from govsim.scenario import NEVER


def rollout(start: list[int], months: int, cluster: list[int] | None = None) -> Rollout:
    units = tuple(f"u{number}" for number in range(len(start)))
    names = tuple(f"{2000 + month // 12}-{month % 12 + 1:02}" for month in range(months))
    groups: Ints = np.arange(len(start)) if cluster is None else np.array(cluster)
    return Rollout("street", units, names, np.array(start), "street", groups, ())


def of(design: Design, outcome: np.ndarray, name: str | int = "effect") -> float:
    return float(design.estimate(outcome)[design.names.index(name)])


def test_two_by_two_by_hand() -> None:
    """(9 - 4) - (7 - 5) = 3, before and after 9 - 4 = 5, cross section 9 - 7 = 2."""
    made = designs(rollout([1, NEVER], 2))
    outcome = np.array([[4.0, 9.0], [5.0, 7.0]])
    assert of(made["did"], outcome) == pytest.approx(3.0)
    assert of(made["group_time"], outcome) == pytest.approx(3.0)
    assert of(made["event_study"], outcome, 0) == pytest.approx(3.0)
    assert of(made["before_after"], outcome) == pytest.approx(5.0)
    assert of(made["cross_section"], outcome) == pytest.approx(2.0)


def test_several_units_and_months_by_hand() -> None:
    """Two reformed units and three others, two months before and two after: the difference of mean differences."""
    made = designs(rollout([2, 2, NEVER, NEVER, NEVER], 4))
    outcome = np.random.default_rng(1).normal(size=(5, 4))
    change = outcome[:, 2:].mean(axis=1) - outcome[:, :2].mean(axis=1)
    assert of(made["did"], outcome) == pytest.approx(change[:2].mean() - change[2:].mean())
    last = outcome[:, 2:].mean(axis=1) - outcome[:, 1]
    assert of(made["group_time"], outcome) == pytest.approx(last[:2].mean() - last[2:].mean())
    second = outcome[:, 3] - outcome[:, 1]
    for name in ("group_time", "event_study"):
        assert of(made[name], outcome, 1) == pytest.approx(second[:2].mean() - second[2:].mean())
        lead = outcome[:, 0] - outcome[:, 1]
        assert of(made[name], outcome, -2) == pytest.approx(lead[:2].mean() - lead[2:].mean())


def test_interval_by_hand() -> None:
    """Clustered by unit, months before and after: the sandwich written out, t with 4 degrees of freedom."""
    from scipy import stats

    made = designs(rollout([1, 1, NEVER, NEVER, NEVER], 2))["did"]
    outcome = np.array([[1.0, 4.0], [2.0, 6.0], [0.0, 1.0], [3.0, 3.0], [1.0, 3.0]])
    change = outcome[:, 1] - outcome[:, 0]  # 3, 4 | 1, 0, 2
    residual = change - np.array([3.5, 3.5, 1.0, 1.0, 1.0])
    variance = (residual[:2] ** 2).sum() / 2**2 + (residual[2:] ** 2).sum() / 3**2
    variance *= 5 / 4 * 9 / 8  # clusters; 10 rows, two coefficients that are not within clusters
    found = made.fit(outcome)
    half = stats.t.ppf(0.975, 4) * np.sqrt(variance)
    assert (found.estimate[0], found.low[0], found.high[0]) == pytest.approx((2.5, 2.5 - half, 2.5 + half))


def test_clusters_count() -> None:
    """Units that copy one another add nothing when they are one cluster."""
    outcome = np.array([[1.0, 4.0], [2.0, 6.0], [0.0, 1.0], [3.0, 3.0], [1.0, 3.0]])
    twice = np.repeat(outcome, 2, axis=0)
    start = [1, 1, NEVER, NEVER, NEVER]
    alone = designs(rollout(start, 2))["before_after"].fit(outcome)
    doubled = [item for item in start for _ in range(2)]
    copied = designs(rollout(doubled, 2, [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]))["did"].fit(twice)
    apart = designs(rollout(doubled, 2))["did"].fit(twice)
    once = designs(rollout(start, 2))["did"].fit(outcome)
    ratio = (copied.high[0] - copied.low[0]) / (once.high[0] - once.low[0])
    assert ratio == pytest.approx(np.sqrt((19 / 18) / (9 / 8)))  # only the factor for rows and columns
    assert apart.high[0] - apart.low[0] < 0.8 * (copied.high[0] - copied.low[0])
    assert alone.estimate[0] == pytest.approx(3.5)


STAGGERED = rollout([6, 6, 12, 12, 18, 18], 24)


def growing(rollout: Rollout, slope: float) -> np.ndarray:
    """Effects that grow by `slope` a month from the start on."""
    months = np.arange(len(rollout.months))
    return np.asarray(np.where(rollout.treated, slope * (months - rollout.start[:, None] + 1.0), 0.0))


def world(rollout: Rollout, seed: int = 3) -> np.ndarray:
    """Unit levels and a common course."""
    draw = np.random.default_rng(seed)
    return draw.normal(0, 3, (len(rollout.units), 1)) + draw.normal(0, 2, (1, len(rollout.months)))


@pytest.mark.parametrize("start", [[6, 6, NEVER, NEVER], [6, 9, NEVER, NEVER], [6, 6, 12, 12, 18, 18]])
def test_a_constant_effect_comes_back(start: list[int]) -> None:
    panel = rollout(start, 24)
    made = designs(panel)
    outcome = world(panel) + 1.5 * panel.treated
    for name in ("did", "group_time"):
        assert of(made[name], outcome) == pytest.approx(1.5)
        assert made[name].truth(1.5 * panel.treated)[0] == pytest.approx(1.5)
    assert of(made["group_time"], outcome, "leads") == pytest.approx(0.0, abs=1e-12)


def test_the_true_course_comes_back_month_by_month() -> None:
    panel = rollout([6, 6, NEVER, NEVER, NEVER], 24)
    outcome = world(panel) + growing(panel, 0.5)
    for name in ("event_study", "group_time"):
        design = designs(panel)[name]
        found = design.estimate(outcome)
        for label, value, truth in zip(design.names, found, design.truth(growing(panel, 0.5)), strict=True):
            if isinstance(label, int):
                expected = 0.5 * (label + 1) if label >= 0 else 0.0
                assert (value, truth) == (pytest.approx(expected, abs=1e-9), pytest.approx(expected, abs=1e-9))


def test_two_way_fixed_effects_mislead_when_effects_grow() -> None:
    """Places reformed earlier serve as comparison: growing effects are subtracted, the sign can turn."""
    made, effects = designs(STAGGERED), growing(STAGGERED, 1.0)
    outcome = world(STAGGERED) + effects
    assert made["did"].truth(effects)[0] == pytest.approx(effects[STAGGERED.treated].mean())
    assert of(made["did"], outcome) < 0.3 * made["did"].truth(effects)[0]
    assert of(made["group_time"], outcome) == pytest.approx(made["group_time"].truth(effects)[0])
    assert made["did"].weights[0][STAGGERED.treated.ravel()].min() < 0


def test_group_time_uses_only_what_is_not_reformed_yet() -> None:
    """Three groups by hand: the last is compared with nothing, and compares until it starts."""
    panel = rollout([1, 2, 3], 4)
    outcome = np.random.default_rng(4).normal(size=(3, 4))
    design = designs(panel)["group_time"]
    first = [outcome[0, 1] - outcome[0, 0] - (outcome[1:, 1] - outcome[1:, 0]).mean(),
             outcome[0, 2] - outcome[0, 0] - (outcome[2, 2] - outcome[2, 0])]
    second = outcome[1, 2] - outcome[1, 1] - (outcome[2, 2] - outcome[2, 1])
    assert of(design, outcome) == pytest.approx((first[0] + first[1] + second) / 3)
    assert of(design, outcome, 0) == pytest.approx((first[0] + second) / 2)
    assert design.cells[0].sum() == pytest.approx(1.0)
    assert np.flatnonzero(design.cells[0]).tolist() == [1, 2, 6]


def test_statsmodels_and_the_weighted_sum_agree() -> None:
    outcome = np.random.default_rng(5).normal(size=(6, 24))
    for design in designs(STAGGERED).values():
        np.testing.assert_allclose(design.fit(outcome).estimate, design.estimate(outcome), atol=1e-10)


def test_statsmodels_alone_says_the_same() -> None:
    """The textbook regression with dummies for units and months; only the count of columns differs."""
    import statsmodels.api as api

    panel = rollout([6, 6, 9, NEVER, NEVER, NEVER, NEVER], 24)
    outcome = np.random.default_rng(6).normal(size=(7, 24))
    unit, month = np.divmod(np.arange(7 * 24), 24)
    columns = np.column_stack([
        panel.treated.ravel(), unit[:, None] == np.arange(7), month[:, None] == np.arange(1, 24),
    ]).astype(float)
    plain = api.OLS(outcome.ravel(), columns).fit(cov_type="cluster", cov_kwds={"groups": unit}, use_t=True)
    found = designs(panel)["did"].fit(outcome)
    low, high = plain.conf_int()[0]
    factor = np.sqrt((168 - 31) / (168 - 24))
    assert found.estimate[0] == pytest.approx(plain.params[0])
    assert found.high[0] - found.low[0] == pytest.approx((high - low) * factor)


def test_what_is_far_from_the_start_shares_a_coefficient() -> None:
    panel = rollout([30, 30, NEVER, NEVER], 90)
    names = designs(panel)["event_study"].names
    assert names == (*range(-LEADS, -1), *range(0, 37))
