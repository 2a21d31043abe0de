"""Sensitivity and discovery: known answers come back."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.experiment.design import Design
from govsim.experiment.discovery import (
    Condition,
    Limit,
    check_reach,
    discover,
    found_limits,
    positions,
    read_condition,
    within,
)
from govsim.experiment.factor import Factor, Option
from govsim.experiment.plan import KEY, Plan
from govsim.experiment.sensitivity import Sensitivity, complete, indices, sensitivity, split, unsure, variance_parts
from govsim.experiment.store import Store
from govsim.experiment.study import Study, load_study
from govsim.experiment.sweep import sweep
from govsim.measures import MEASURES
from govsim.params import InputError
from govsim.report.assumptions import (
    discovery_figure,
    discovery_sentence,
    doubt,
    sensitivity_map,
    tornado,
    variance_figure,
)
from tests.experiment.fake import EFFECT, fake


def number(name: str) -> Factor:
    return Factor(name, name, name, False, (f"world.{name}",), kind="number", low=0.0, high=1.0)


FACTORS = (number("a"), number("b"), number("c"))
SWITCH = Factor("s", "s", "s", False, ("world.s",), options=(Option(False, ()), Option(True, ())))


def a_study(design: Design, factors: tuple[Factor, ...] = FACTORS, measures: tuple[str, ...] = ("takeup",)) -> Study:
    points = tuple(
        tuple(factor.value(float(unit)) for factor, unit in zip(factors, row, strict=True))
        for row in design.units(len(factors))
    )
    return Study("s", "s.toml", "S", "S", "", "", None, ("jinjiang",), (), 3, 1, "2008-06", measures, "district",
                 design, factors, points)


def a_plan(study: Study, folder: Path) -> Plan:
    keys = np.array([[number.to_bytes(16)] for number in range(len(study.points))], dtype=KEY)
    names = tuple(factor.name for factor in study.factors)
    return Plan(keys, study.points, names, ("jinjiang",), False, range(1, 4), Store(folder, "district"))


def found(study: Study, means: np.ndarray, index: str) -> dict[str, float]:
    units = study.design.units(len(study.factors))
    return {row["factor"]: row["value"] for row in indices(study, units, means) if row["index"] == index}


def test_sobol_of_ishigami() -> None:
    """The closed form of Ishigami and Homma (1990) with a = 7, b = 0.1."""
    study = a_study(Design("sobol", base=2048, seed=1))
    x = (study.design.units(3) * 2 - 1) * np.pi
    y = np.sin(x[:, 0]) + 7 * np.sin(x[:, 1]) ** 2 + 0.1 * x[:, 2] ** 4 * np.sin(x[:, 0])
    assert found(study, y, "first") == pytest.approx({"a": 0.3139, "b": 0.4424, "c": 0.0}, abs=0.03)
    assert found(study, y, "total") == pytest.approx({"a": 0.5576, "b": 0.4424, "c": 0.2437}, abs=0.03)


def test_sobol_of_a_constant() -> None:
    study = a_study(Design("sobol", base=4, seed=1))
    assert found(study, np.ones(len(study.points)), "total") == {"a": 0.0, "b": 0.0, "c": 0.0}


def test_morris_of_a_sum() -> None:
    """The elementary effect of a linear term is its coefficient, everywhere."""
    study = a_study(Design("morris", trajectories=10, levels=4, seed=1))
    y = study.design.units(3) @ [2.0, -5.0, 0.0]
    assert found(study, y, "mu_star") == pytest.approx({"a": 2.0, "b": 5.0, "c": 0.0})
    assert found(study, y, "sigma") == pytest.approx({"a": 0.0, "b": 0.0, "c": 0.0}, abs=1e-9)


def test_pawn_puts_first_what_matters() -> None:
    study = a_study(Design("latin_hypercube", points=200, seed=1))
    y = study.design.units(3) @ [1.0, 8.0, 0.0]
    shares = found(study, y, "pawn")
    assert shares["b"] > 2 * shares["a"] > 0
    assert shares["b"] > 2 * shares["c"]
    (nothing,) = found(study, y, "dummy").values()
    assert shares["b"] > 2 * nothing and shares["c"] == pytest.approx(nothing, rel=0.35), "c does nothing"


@pytest.mark.parametrize("seed", range(3))
def test_pawn_lies_in_its_interval(seed: int) -> None:
    """With few points resamples are all farther apart than the points are."""
    study = a_study(Design("latin_hypercube", points=24, seed=seed))
    rows = list(indices(study, study.design.units(3), study.design.units(3) @ [1.0, 2.0, 0.5]))
    assert all(row["low"] < row["value"] < row["high"] for row in rows)


@pytest.mark.parametrize(("total", "high", "told"), [(0.9, 1.0, []), (2.2, 2.3, ["takeup"]), (0.9, 2.0, ["takeup"])])
def test_too_few_points_are_told(total: float, high: float, told: list[str]) -> None:
    study = a_study(Design("sobol", base=4, seed=1))
    rows = pd.DataFrame([
        {"scenario": "jinjiang", "measure": "takeup", "factor": factor, "index": "total", "value": value,
         "low": value - (high - total), "high": value + (high - total)}
        for factor, value in (("a", total), ("b", 0.1), ("c", 0.0))
    ])
    result = Sensitivity(study, 3, len(study.points), rows, pd.DataFrame())
    assert unsure(result, "jinjiang") == told
    for lang, words in (("en", "too few to trust the indices of Take-up"), ("zh", "设计点太少")):
        assert (words in doubt(result, "jinjiang", lang)) == bool(told)


def test_pawn_of_a_constant_says_nothing_on_screen(recwarn: pytest.WarningsRecorder) -> None:
    study = a_study(Design("latin_hypercube", points=20, seed=1))
    assert found(study, np.ones(20), "pawn") == {"a": 0.0, "b": 0.0, "c": 0.0}
    assert not recwarn.list


def test_split_by_hand() -> None:
    """Two points at 0 and 4, each with seeds -1 and +1 around: within 2, between 8 - 2/2."""
    outcome = np.array([[-1.0, 1.0], [3.0, 5.0]])
    np.testing.assert_allclose(split(outcome, np.array([0, 0])), [2 / 9, 7 / 9, 0.0])


def test_split_finds_what_was_put_in(tmp_path: Path) -> None:
    """Chance 1, parameters 4, a switch of +-3 (variance 9): shares 1/14, 4/14, 9/14."""
    rng = np.random.default_rng(3)
    study = a_study(Design("latin_hypercube", points=4000, seed=2), (number("a"), SWITCH))
    units = study.design.units(2)
    on = np.array([point[1] for point in study.points])
    means = (units[:, 0] - 0.5) * np.sqrt(12.0) * 2.0 + np.where(on, 3.0, -3.0)
    outcome = means[:, None] + rng.normal(size=(4000, 5))
    rows = {row["part"]: row for row in variance_parts(study, a_plan(study, tmp_path), outcome)}
    for part, share in {"chance": 1 / 14, "parameters": 4 / 14, "switches": 9 / 14}.items():
        assert rows[part]["share"] == pytest.approx(share, abs=0.02)
        assert rows[part]["low"] < rows[part]["share"] < rows[part]["high"]


def test_an_undefined_outcome_stops_it(tmp_path: Path) -> None:
    study = a_study(Design("latin_hypercube", points=5, seed=1))
    outcome = np.zeros((5, 1, 3, 1))
    complete(a_plan(study, tmp_path), outcome, ("jinjiang",), study)
    outcome[2, 0, 1, 0] = np.nan
    with pytest.raises(InputError, match="1 of 15 runs are missing, failed or undefined"):
        complete(a_plan(study, tmp_path), outcome, ("jinjiang",), study)


def test_a_planted_box_is_found(tmp_path: Path) -> None:
    study = a_study(Design("latin_hypercube", points=400, seed=1), (number("a"), number("b"), SWITCH))
    plan = a_plan(study, tmp_path)
    position = positions(study, plan)
    cases = (position[:, 0] > 0.6) & (position[:, 2] == 1.0)
    limits = found_limits(study, position, cases)
    assert [limit.factor.name for limit in limits] == ["a", "s"]
    assert limits[0].low == pytest.approx(0.6, abs=0.04) and limits[0].high is None
    assert limits[1].inside == (True,)
    inside = within(study, position, tuple(limits))
    assert (cases & inside).sum() / cases.sum() > 0.9
    assert cases[inside].mean() > 0.9


def test_box_by_hand(tmp_path: Path) -> None:
    study = a_study(Design("latin_hypercube", points=4, seed=1))
    position = np.array([[0.1, 0.0, 0.0], [0.5, 0.0, 0.9], [0.7, 0.0, 0.0]])
    box = (Limit(study.factors[0], 0.3, None), Limit(study.factors[2], None, 0.5))
    assert within(study, position, box).tolist() == [False, False, True]


@pytest.mark.parametrize("text", ["satisfaction", "satisfaction <", "satisfaction = 0", "satisfaction < nan", "< 0"])
def test_a_condition_that_is_none(text: str) -> None:
    with pytest.raises(InputError, match="must be a measure, a sign and a number"):
        read_condition(text, ("satisfaction",))


def test_a_condition() -> None:
    assert read_condition(" takeup>= -0.5 ", ("takeup",)) == Condition("takeup", ">=", -0.5)
    with pytest.raises(InputError, match="did you mean 'takeup'"):
        read_condition("takup < 0", ("takeup", "satisfaction"))


@pytest.mark.parametrize(("text", "paired", "told"), [
    ("satisfaction < -5", True, "-5 is out of reach; effects on satisfaction lie from -1 to 1; "
                                "write -5 points of 100 as -0.05"),
    ("takeup > 60", False, "levels of takeup lie from 0 to 1; write 60 points of 100 as 0.6"),
    ("takeup < -0.1", False, "levels of takeup lie from 0 to 1; write 5 points of 100 as 0.05"),
    ("takeup > 400", True, "; write 5 points of 100 as 0.05"),
    ("takeup_gap < -2.5", True, "lie from -2 to 2"),
])
def test_a_bound_that_nothing_reaches(text: str, paired: bool, told: str) -> None:
    with pytest.raises(InputError) as refused:
        check_reach(read_condition(text, tuple(MEASURES)), paired)
    assert told in str(refused.value)


@pytest.mark.parametrize(("text", "paired"), [
    ("satisfaction < -0.05", True), ("takeup > 1", False), ("takeup_gap < -0.5", False), ("takeup_gap < -1.5", True),
    ("wait_min < -5", True), ("expectation_gap < -3", False),
])
def test_a_bound_that_may_be_reached(text: str, paired: bool) -> None:
    check_reach(read_condition(text, tuple(MEASURES)), paired)


TEXT = """
title = "Which"
title_zh = "哪个"
baseline = "no_reform"
scenarios = ["jinjiang"]
set = ["end=2010-12-01"]
sample = 0.01
replications = 2
measures = ["satisfaction"]
design = {kind = "latin_hypercube", points = 24}
[[lever]]
name = "R1"
switch = "R1"
[[uncertainty]]
name = "loss"
set = "world.loss_aversion"
"""


def test_from_file_to_sentence(tmp_path: Path) -> None:
    """The stand-in's effect is EFFECT a revision, so that R1 alone tells large effects from small ones."""
    path = tmp_path / "which.toml"
    path.write_text(TEXT, encoding="utf-8")
    study = load_study(path)
    plan, _ = sweep(study, tmp_path / "out", simulate=fake)
    result = sensitivity(study, plan)
    shares = result.indices.set_index("factor")["value"]
    assert shares["R1"] > 2 * shares["loss"]
    part = result.variance.set_index("part")["share"]
    assert part["switches"] == pytest.approx(1.0) and part["chance"] == pytest.approx(0.0, abs=1e-9)
    all_of_them = len(study.scenario("jinjiang", (True, 1.5)).revisions)
    box = discover(study, plan, Condition("satisfaction", ">", EFFECT * (all_of_them - 1)))
    assert [(limit.factor.name, limit.inside) for limit in box.limits] == [("R1", (True,))]
    assert box.coverage == box.density == 1.0
    assert "Where there is R1" in discovery_sentence(box, "en") and "100%" in discovery_sentence(box, "zh")
    never = discover(study, plan, Condition("satisfaction", "<", -1.0))
    assert never.limits == () and "In none of the 24 worlds" in discovery_sentence(never, "en")
    for figure in (tornado(result, "jinjiang", "satisfaction"), sensitivity_map(result, "jinjiang", "zh"),
                   variance_figure(result, "jinjiang"), discovery_figure(box, "zh")):
        assert figure.axes
    with pytest.raises(InputError, match="is not of this study"):
        discover(study, plan, Condition("satisfaction", ">", 0.0), "jinjang")


def test_a_factorial_cannot_be_analysed(tmp_path: Path) -> None:
    study = replace(a_study(Design("latin_hypercube", points=4, seed=1)), design=Design("factorial"))
    with pytest.raises(InputError, match="the design is factorial"):
        sensitivity(study, a_plan(study, tmp_path))
    few = a_study(Design("latin_hypercube", points=19, seed=1))
    with pytest.raises(InputError, match="too few points: 19; sensitivity needs at least 20"):
        sensitivity(few, a_plan(few, tmp_path))
