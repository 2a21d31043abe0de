"""Which factor moves an outcome: as often by chance as may be, and never for what one point does."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest
from scipy.stats import qmc

from govsim.experiment.design import Design
from govsim.experiment.factor import Factor
from govsim.experiment.sweep_tables import parts
from govsim.report.moves import apart_by_points, mover, tells_factors_apart

SEEDS = 10


def made_up(points: np.ndarray, runs: np.ndarray, kind: str) -> Any:
    """A study of ranges from 0 to 1 and what its runs [point, seed] came to, with its table of factors."""
    factors = [Factor(f"x{number}", "", "", True, (), kind="number") for number in range(points.shape[1])]
    study: Any = SimpleNamespace(factors=factors, design=Design(kind))
    plan: Any = SimpleNamespace(
        paired=False, plausible=0, seeds=list(range(SEEDS)), points=points, worlds=["with"],
        column=lambda number: points[:, number].tolist(),
    )
    rows = [
        {"factor": factor.name, "value": value, "mean": pd.Series(runs[here].mean(axis=0)).mean()}
        for number, factor in enumerate(factors) for value, here in parts(study, plan, number)
    ]
    by_run = pd.DataFrame(runs).rename_axis(index="point", columns="seed").stack(future_stack=True)
    common = {"measure": "y", "quantity": "horizon", "scenario": "with"}
    return SimpleNamespace(
        study=study,
        plan=plan,
        tables={"factors": pd.DataFrame(rows).assign(**common),
                "outcomes": by_run.rename("y").reset_index().assign(quantity="horizon", scenario="with")},
    )


def cube_points(factors: int, chance: np.random.Generator) -> np.ndarray:
    return np.array(qmc.LatinHypercube(factors, rng=chance).random(40))


def grid_points(factors: int, chance: np.random.Generator) -> np.ndarray:
    return np.stack(np.meshgrid(*[np.arange(3.0)] * factors), axis=-1).reshape(-1, factors)


def moved(points: np.ndarray, runs: np.ndarray, kind: str) -> str | None:
    found = mover(made_up(points, runs, kind), "y", "with")
    return found and found.factor.name


@pytest.mark.parametrize(("kind", "drawn"), [("latin_hypercube", cube_points), ("factorial", grid_points)])
def test_chance_names_a_factor_as_seldom_as_is_said(kind: str, drawn: Any) -> None:
    chance = np.random.default_rng(8)
    told = 0
    for _ in range(60):
        points = drawn(3, chance)
        told += moved(points, chance.normal(size=(len(points), SEEDS)), kind) is not None
    assert told <= 8, "more than 8 of 60 are a chance of 0.5% where 5% are named"


@pytest.mark.parametrize(("kind", "drawn"), [("latin_hypercube", cube_points), ("factorial", grid_points)])
def test_what_moves_is_named(kind: str, drawn: Any) -> None:
    chance = np.random.default_rng(9)
    points = drawn(3, chance)
    runs = points[:, 1:2] + 0.5 * points[:, 2:] + 0.1 * chance.normal(size=(len(points), SEEDS))
    assert moved(points, runs, kind) == "x1"
    runs[3, 2] = np.nan
    assert moved(points, runs, kind) == "x1", "the other seeds are whole"
    runs[3] = np.nan
    assert moved(points, runs, kind) == "x1", "among values that this point does not have"
    runs[:, 1:] = np.nan
    assert moved(points, runs, kind) is None, "a single seed"


def test_ten_points_of_a_latin_hypercube_tell_what_moves() -> None:
    chance = np.random.default_rng(1)
    points = np.array(qmc.LatinHypercube(2, rng=chance).random(10))
    runs = points[:, :1] + 0.1 * chance.normal(size=(10, SEEDS))
    assert moved(points, runs, "latin_hypercube") == "x0"


def test_what_one_point_does_is_no_factor() -> None:
    chance = np.random.default_rng(10)
    points = cube_points(3, chance)
    runs = 0.001 * chance.normal(size=(40, SEEDS))
    runs[7] += 1.0
    assert moved(points, runs, "latin_hypercube") is None, "whatever else is special about that point"
    assert moved(points, runs, "factorial") is not None, "nothing else is, where all values of all factors are made"
    assert moved(points[:, :1], runs, "latin_hypercube") is not None, "there is nothing else"


def test_the_pair_that_differs_most_of_many_is_no_surprise() -> None:
    points = grid_points(2, np.random.default_rng(0))
    one = np.linspace(-1.0, 1.0, SEEDS)
    # a t of 3 with 9 degrees of freedom is 1.5% for one pair, 9% for the six of two factors of three values
    apart = one / one.std(ddof=1) + 3.0 / np.sqrt(SEEDS)
    runs = np.where(points[:, :1] == 2.0, apart, 0.0)
    assert moved(points, runs, "factorial") is None
    assert moved(points, runs + np.where(points[:, :1] == 2.0, 3.0 / np.sqrt(SEEDS), 0.0), "factorial") == "x0"


def test_points_dealt_out_by_lot_do_not_differ() -> None:
    chance = np.random.default_rng(5)
    found = [apart_by_points(np.split(chance.normal(size=(12, 3)), 4), 0.05) for _ in range(600)]
    assert 0.025 < np.mean(found) < 0.08
    seeds_alone = np.repeat(chance.normal(size=(12, 1)), 50, axis=1) + 1e-3 * chance.normal(size=(12, 50))
    assert not apart_by_points(np.split(seeds_alone, 4), 0.001), "many seeds are not many points"


def test_few_points_tell_where_they_are_clear() -> None:
    ordered = np.arange(12.0)[:, None] * np.ones(3)
    assert apart_by_points(np.split(ordered, 4), 0.001)
    ordered[0, 0] = np.nan
    assert apart_by_points(np.split(ordered, 4), 0.001), "by the seeds that are whole"
    ordered[0] = np.nan
    assert not apart_by_points(np.split(ordered, 4), 0.999)
    assert not apart_by_points(np.split(np.ones((12, 2)), 4), 0.999)
    assert not apart_by_points(np.split(np.arange(4.0)[:, None], 4), 0.999), "one point a group"


def test_designs_that_tell_factors_apart() -> None:
    def told(kind: str, factors: int) -> bool:
        study: Any = SimpleNamespace(design=Design(kind), factors=[None] * factors)
        return tells_factors_apart(study)

    assert told("factorial", 3) and told("latin_hypercube", 3) and told("list", 1)
    assert not any(told(kind, 2) for kind in ("sobol", "morris", "list"))
