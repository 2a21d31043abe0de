"""Chance: worlds differ only where a decision differs, and nothing else about a run matters."""

from __future__ import annotations

import hashlib
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from scipy.special import pdtr

from govsim.chance import PROCESSES, Chance, _poisson_quantiles
from govsim.params import declared
from govsim.reforms.base import found
from govsim.run import Run, simulate
from govsim.scenario import Scenario, load
from tests.model.small import START, after, differences, revision, run, state, unequal

MONTHS = 12
NEUTRAL = [
    revision(rule(**{name: known.neutral for name, known in declared(rule).items()}), START + 1)
    for rule in found().values()
]


def shipped(name: str, months: int) -> Scenario:
    """A shipped scenario at the smallest sample, from its first month."""
    found = load(name, sets=["sample=0.01"])
    return replace(found, end=found.start + months - 1)


@pytest.fixture(scope="module")
def without() -> Run:
    return simulate(shipped("no_reform", 28), 5, detail="courtyard")


@pytest.fixture(scope="module")
def enacted() -> Run:
    return simulate(shipped("jinjiang", 28), 5, detail="courtyard")


@pytest.fixture(scope="module")
def announced() -> Run:
    return simulate(shipped("announcement_only", 28), 5, detail="courtyard")


def checksum(done: Run) -> str:
    """One number for all bytes of all tables."""
    text = "".join(str(pd.util.hash_pandas_object(frame).sum()) for _, frame in sorted(done.tables.items()))
    return hashlib.sha256(text.encode()).hexdigest()


def test_the_same_seed_gives_the_same_tables_whatever_ran_before(enacted: Run, without: Run) -> None:
    again = simulate(shipped("jinjiang", 28), 5, detail="courtyard")
    assert unequal(enacted, again) == {}
    other = simulate(shipped("jinjiang", 28), 6, detail="courtyard")
    assert set(unequal(enacted, other)) == set(enacted.tables)


def test_the_network_is_kept_each_december_and_at_the_end(enacted: Run, without: Run) -> None:
    assert enacted.network is not None and without.network is not None
    last = enacted.district["month"].iloc[-1]
    assert list(dict.fromkeys(enacted.network["month"])) == ["2007-12", "2008-12", last]
    before, after = (run.network[run.network["month"] == last]["tie"].value_counts() for run in (without, enacted))
    assert before["governs"] < after["governs"] and before["home"] > 0
    assert "contract" not in before and after["contract"] > 0 and after["serves"] >= 59


def test_another_process_gives_the_same_tables() -> None:
    """With other hash seeds and another order of runs."""
    program = (
        "from tests.model.test_chance import MONTHS, checksum, run, shipped, simulate\n"
        "if {first}: run(months=2, seed=9)\n"
        "print(checksum(simulate(shipped('jinjiang', MONTHS), 5, detail='courtyard')))\n"
    )
    here = checksum(simulate(shipped("jinjiang", MONTHS), 5, detail="courtyard"))
    for number, first in enumerate((False, True)):
        done = subprocess.run(
            [sys.executable, "-c", program.format(first=first)],
            cwd=Path(__file__).parents[2],
            capture_output=True,
            text=True,
            check=True,
            env={"PYTHONHASHSEED": str(number), "OPENBLAS_NUM_THREADS": str(number + 1)},
        )
        assert done.stdout.strip() == here


def test_inert_reforms_change_nothing() -> None:
    """All of them at once, each at its neutral values, in a district with and in one without the reforms."""
    assert unequal(run(months=8), run(*NEUTRAL, months=8)) == {}
    reforms = [revision(rule(), START) for rule in found().values()]
    assert unequal(run(*reforms, months=8), run(*reforms, *NEUTRAL, months=8)) == {}


def test_an_announcement_of_nothing_by_nobody_changes_nothing() -> None:
    """A revision that sets what holds already, and one that sets nothing, unannounced."""
    rules = {"weight_upward": 0.3, "filing_open": False}
    assert unequal(run(months=4), run(rules, {}, months=4)) == {}


def test_months_before_the_first_difference_are_identical(enacted: Run, without: Run, announced: Run) -> None:
    for other in (enacted, announced):
        assert unequal(without, other, before="2008-06") == {}
        assert set(unequal(without, other, before="2008-07")) == set(without.tables)


def test_an_announcement_moves_expectations_and_what_follows_only(without: Run, announced: Run) -> None:
    """Rules, tasks and the money and time of government stay identical bit for bit; satisfaction falls."""
    touched = set().union(*unequal(without, announced).values())
    assert {"expectation_gap", "satisfaction", "trust_gov"} <= touched
    government = {
        "attention_down",
        "attention_up",
        "hours_down",
        "hours_up",
        "visits_per_week",
        "econ_shadow",
        "street_revenue_gini",
        "district_revenue",
        "admin_share",
        "backlog",
        "enabling_hours",
        "paper_share",
        "task_count",
        "wait_min",
        "trips_per_case",
        "takeup",
        "takeup_gap",
        "station_load_rho",
        "formal_coverage",
        "functional_coverage",
        "formal_function_gap",
        "pm_coverage",
        "pm_viable",
        "without_pm",
        "demonstration_lead",
        "orgs_registered",
        "orgs_filed",
        "orgs_filed_new",
        "public_spending",
    }
    assert touched & government == set()
    level = [done.tables["district"].set_index("month")["satisfaction"] for done in (without, announced)]
    fallen = level[1] - level[0]
    assert fallen["2008-06":"2008-10"].min() < 0
    assert fallen["2008-07":"2008-10"].max() < 0


def test_an_announcement_leaves_streets_and_district_alone_in_state() -> None:
    """Not only measures: every column of streets, district, committees and windows, ever after."""
    news = revision({}, START + 1, announced=START + 1)
    silent, told = state(after(months=5)), state(after(news, months=5))
    moved = differences(silent, told)
    assert {"residents.expectation", "residents.satisfaction", "residents.trust_gov"} <= moved
    heard = {"streets.surveyed_satisfaction"}
    official = {
        name
        for name in moved
        if name.split(".")[0]
        in ("streets", "districts", "communities", "windows", "stations", "committee_windows", "companies")
    }
    assert official <= heard


def test_chance_depends_on_its_key_only() -> None:
    one, other = Chance(7), Chance(7)
    other.everyone("need", 3, 10)
    assert np.array_equal(one.everyone("turnover", 3, 100), other.everyone("turnover", 3, 100))
    ids = np.arange(50)
    assert np.array_equal(one.of("audit", 3, ids)[::-1], other.of("audit", 3, ids[::-1]))
    draws = {name: tuple(one.of(name, 3, ids[:3])) for name in PROCESSES}
    assert len(set(draws.values())) == len(PROCESSES)
    for changed in (Chance(8).of("audit", 3, ids), one.of("audit", 4, ids), one.of("audit", 3, ids, 1)):
        assert not np.isclose(changed, one.of("audit", 3, ids)).any()
    with pytest.raises(KeyError, match="weather"):
        one.of("weather", 3, ids)


def test_draws_are_uniform_and_unrelated() -> None:
    """Means, spreads and correlations of 40,000 draws within four standard errors."""
    chance, count = Chance(11), 40_000
    ids = np.arange(count)
    draws = [
        chance.of("audit", 5, ids),
        chance.of("audit", 6, ids),
        chance.of("audit", 5, ids, 1),
        chance.of("filing", 5, ids),
        chance.everyone("need", 5, count).astype(float),
    ]
    bound = 4 / count**0.5
    for number, drawn in enumerate(draws):
        assert abs(drawn.mean() - 0.5) < bound * 12**-0.5
        assert abs(np.quantile(drawn, 0.1) - 0.1) < bound * 0.3
        assert abs(np.corrcoef(drawn[:-1], drawn[1:])[0, 1]) < bound
        for other in draws[number + 1 :]:
            assert abs(np.corrcoef(drawn, other)[0, 1]) < bound
    normal = chance.normal("tender", 5, ids)
    assert abs(normal.mean()) < bound and abs(normal.std() - 1) < bound
    rate = np.linspace(0.5, 3.0, count)
    few = chance.poisson("temporary_tasks", 5, ids, rate)
    assert abs((few - rate).mean()) < bound * np.sqrt(rate.mean())
    assert (chance.poisson("temporary_tasks", 5, ids, rate + 0.5) >= few).all()


def test_poisson_counts_are_the_smallest_that_have_a_uniforms_probability() -> None:
    rate = np.repeat([0.0, 1e-6, 0.01, 0.7, 12.0, 340.0, 50_000.0], 2_000)
    ids = np.arange(len(rate))
    uniform = Chance(3).of("leaders", 0, ids)
    count = Chance(3).poisson("leaders", 0, ids, rate)
    assert (uniform <= pdtr(count, rate)).all()
    above = count > 0
    assert 7_000 < above.sum() < 8_500
    assert (uniform[above] > pdtr(count[above] - 1, rate[above])).all()


def test_poisson_counts_far_out_in_the_tails_are_right_too() -> None:
    uniform = np.array([1e-15, 1e-9, 1 - 1e-9, 1 - 1e-12, 1 - 2**-53])
    for rate in (1e-4, 0.5, 3.0, 5_000.0):
        count = _poisson_quantiles(uniform, np.full(5, rate))
        assert (uniform <= pdtr(count, rate)).all()
        assert ((count == 0) | (uniform > pdtr(np.maximum(count - 1, 0), rate))).all()


def test_draws_of_a_year_at_once_are_those_of_each_month() -> None:
    chance, ids = Chance(3), np.arange(16)
    for month in (START - 1, START, START + 13):
        assert (chance.normals("survey", month, 16) == chance.normal("survey", month, ids)).all()
        counts = chance.poisson("temporary_tasks", month, ids, 1.8)
        assert (chance.counts("temporary_tasks", month, 16, 1.8) == counts).all()
