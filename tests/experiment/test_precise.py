"""Precision: intervals that hold whenever one stops, and replications that are added until they are narrow."""

from __future__ import annotations

import itertools
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import stats

from govsim.experiment.attribute import attribute
from govsim.experiment.compare import compare
from govsim.experiment.precise import (
    FIRST_LOOK,
    TUNING,
    half_width,
    moments,
    next_look,
    pairs_needed,
    precision_table,
    read_wanted,
    until_precise,
)
from govsim.experiment.study import load_study
from govsim.experiment.sweep import standing, sweep_until
from govsim.params import InputError
from govsim.scenario import Scenario
from tests.experiment.dates import TEXT
from tests.experiment.fake import FakeRun, failing, fake, scenario


@given(st.integers(12, 400), st.floats(0.01, 10))
def test_ends_are_where_the_martingale_reaches_its_bound(pairs: int, deviation: float) -> None:
    """The mixture t-martingale of Wang and Ramdas (2025, theorem 4.7), written out, is 1 / 0.05 at either end."""
    half = float(half_width(np.array(deviation), np.array(float(pairs))))
    # sums of x - m and its squares, where m lies at the end
    total, squares = pairs * half, pairs * (deviation**2 + half**2)
    log_value = 0.5 * math.log(TUNING / (pairs + TUNING)) + pairs / 2 * math.log(
        (pairs + TUNING) * squares / ((pairs + TUNING) * squares - total**2)
    )
    assert log_value == pytest.approx(-math.log(0.05), rel=1e-6)


def test_no_interval_from_a_few_pairs() -> None:
    assert half_width(np.array(1.0), np.array(8.0)) == np.inf
    assert np.isfinite(half_width(np.array(1.0), np.array(float(FIRST_LOOK))))
    assert half_width(np.array(0.0), np.array(2.0)) == 0.0
    assert half_width(np.array(0.0), np.array(1.0)) == np.inf


def test_the_truth_is_held_by_who_stops_when_it_suits() -> None:
    """Normal effects of mean 0; one looks after each pair, and stops as soon as the interval leaves 0 out."""
    worlds, most = 1500, 300
    effects = np.random.default_rng(3).normal(size=(worlds, most))
    pairs = np.arange(1.0, most + 1)
    mean = np.cumsum(effects, axis=1) / pairs
    deviation = np.sqrt(np.maximum(np.cumsum(effects**2, axis=1) / pairs - mean**2, 0.0))
    half = half_width(deviation, np.broadcast_to(pairs, deviation.shape))
    missed = (np.abs(mean) > half)[:, 1:].any(axis=1).sum()
    assert stats.binomtest(int(missed), worlds, 0.05, alternative="greater").pvalue > 0.01
    usual = stats.t.ppf(0.975, pairs[FIRST_LOOK:] - 1) * deviation[:, FIRST_LOOK:] / np.sqrt(pairs[FIRST_LOOK:] - 1)
    fooled = (np.abs(mean[:, FIRST_LOOK:]) > usual).any(axis=1).mean()
    assert fooled > 0.15, "an interval for a fixed number does not stand this, or the test would say nothing"


def test_the_truth_is_held_when_it_is_narrow() -> None:
    chance, missed, worlds = np.random.default_rng(5), 0, 300
    for _ in range(worlds):
        effects = chance.normal(0.3, 1.0, size=(200, 1))
        pairs, found = until_precise(lambda count, drawn=effects: drawn[:count], np.array([0.5]), 200)
        (row,) = precision_table([{}], found, np.array([0.5])).to_dict("records")
        assert row["pairs"] == pairs and row["reached"] and row["high"] - row["low"] <= 1.0
        missed += not row["low"] <= 0.3 <= row["high"]
    assert missed / worlds < 0.05


def test_looks_double_and_end() -> None:
    noise = np.random.default_rng(1).normal(size=(1000, 2))
    looks: list[int] = []

    def effects_of(count: int) -> np.ndarray:
        looks.append(count)
        return noise[:count]

    pairs, _ = until_precise(effects_of, np.array([0.4, 9.0]), 1000)
    assert looks[0] == FIRST_LOOK and looks[-1] == pairs
    assert all(before < after <= 2 * before for before, after in itertools.pairwise(looks))
    assert pairs <= 1.5 * pairs_needed(1.0, 0.4)
    assert until_precise(effects_of, np.array([0.01, 9.0]), 60)[0] == 60
    assert until_precise(effects_of, np.array([0.01, 9.0]), 4)[0] == 4


@settings(max_examples=30)
@given(st.floats(0.1, 5), st.floats(0.05, 2))
def test_pairs_needed_is_the_smallest(deviation: float, width: float) -> None:
    needed = pairs_needed(deviation, width)
    assert half_width(np.array(deviation), np.array(float(needed))) <= width
    assert half_width(np.array(deviation), np.array(float(needed) - 1)) > width


def test_what_no_number_of_pairs_reaches_is_told_as_such() -> None:
    assert pairs_needed(1.0, 1e-9) == np.inf


def test_undefined_effects_count_for_nothing() -> None:
    effects = np.random.default_rng(2).normal(size=(40, 2))
    effects[:, 1] = np.nan
    effects[::2, 0] = np.nan
    assert next_look(effects, np.array([0.3, 0.3]), 500) == 80, "20 pairs of 40 are defined; some 200 are needed"
    assert next_look(effects[:, 1:], np.array([0.5]), 500) is None
    mean, _, count = moments(effects)
    assert list(count) == [20, 0] and np.isnan(mean[1])
    table = precision_table([{"measure": "a"}, {"measure": "b"}], effects, np.array([9.0, 9.0]))
    assert table["reached"].tolist() == [True, False] and table["pairs"].tolist() == [20, 0]


def test_what_is_wanted() -> None:
    known = ["satisfaction", "wait_min"]
    assert read_wanted(["satisfaction = 0.005", "wait_min=2"], known) == {"satisfaction": 0.005, "wait_min": 2.0}
    with pytest.raises(InputError) as caught:
        read_wanted(["satisfacton=1", "wait_min=0", "wait_min=nan", "satisfaction=1", "satisfaction=2", "x"], known)
    told = [str(fault) for fault in caught.value]
    assert len(told) == 5 and "did you mean 'satisfaction'?" in told[0] and "named twice" in told[3]


def noisy(
    world: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """Effects of 0.25 that vary from seed to seed with a deviation of 0.1."""
    run = fake(world, seed)
    if world.revisions:
        run.tables["district"].iloc[:, 2:] += 0.1 * np.random.default_rng([seed, 9]).normal()
    return run


def test_a_comparison_goes_on_until_it_is_precise(tmp_path: Path) -> None:
    base, reform = scenario("base", months=2), scenario("reform", 0, months=2)
    found = compare(base, [reform], out=tmp_path, until={"satisfaction": 0.11}, replications=50, simulate=noisy)
    assert found.precision is not None
    (row,) = found.precision.to_dict("records")
    assert FIRST_LOOK < len(found.seeds) == row["pairs"] < 50 and row["reached"]
    assert 0.0 < row["low"] < row["effect"] < row["high"] < 0.5
    again = compare(base, [reform], out=tmp_path, until={"satisfaction": 0.11}, replications=50, simulate=failing)
    assert again.seeds == found.seeds, "everything is stored"


def test_an_attribution_goes_on_until_it_is_precise() -> None:
    both = scenario("both", 0, months=2)
    one = both.revisions[0]
    both = replace(both, revisions=(replace(one, name="a"), replace(one, name="b")))
    found = attribute(both, "a,b", measures=["takeup"], until={"takeup": 0.25}, replications=40, simulate=noisy)
    table = found.frames["precision"]
    assert table["part"].tolist() == ["a", "b", "total"] and table["reached"].all()
    assert len(found.seeds) == table["pairs"].max() >= FIRST_LOOK
    assert table["effect"].iloc[:2].sum() == pytest.approx(table["effect"].iloc[2])


def test_a_study_goes_on_until_it_is_precise(tmp_path: Path) -> None:
    path = tmp_path / "dates.toml"
    path.write_text(TEXT[: TEXT.index("[[lever]]")], encoding="utf-8")
    study = load_study(path, replications=30)
    made, plan, failures, table = sweep_until(study, tmp_path / "out", {"satisfaction": 0.15}, simulate=noisy)
    assert not failures and table["reached"].all() and made.replications == len(plan.seeds) < 30
    assert standing(tmp_path / "out").done == 2 * made.replications
    _, plan, failures, table = sweep_until(study, tmp_path / "failed", {"satisfaction": 1e-9}, simulate=failing)
    assert len(plan.seeds) == FIRST_LOOK and len(failures) == 2 and table["pairs"].tolist() == [FIRST_LOOK - 1]
    path.write_text(path.read_text().replace('baseline = "no_reform"\n', ""), encoding="utf-8")
    with pytest.raises(InputError, match="no baseline"):
        sweep_until(load_study(path), tmp_path / "levels", {"satisfaction": 0.1}, simulate=noisy)


def test_a_world_for_every_pair() -> None:
    """In plausible worlds there are no more pairs than worlds: more would tell nothing new of their mean."""
    base, reform = scenario("base", months=2), scenario("reform", 0, months=2)
    found = compare(base, [reform], until={"takeup": 1e-3}, replications=50, worlds=12, simulate=noisy)
    assert found.precision is not None and len(found.seeds) == found.precision["pairs"].item() == 12
