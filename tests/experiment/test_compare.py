"""Comparisons of runs with known effects."""

from __future__ import annotations

import json
import math
import pickle
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.experiment.compare import HEADLINES, Comparison, compare
from govsim.experiment.cube import by_world
from govsim.experiment.plausible import Plausible
from govsim.experiment.results import first_difference, means_from, verdicts, world_share
from govsim.experiment.runner import Progress
from govsim.measures import MEASURES
from govsim.params import InputError
from govsim.report.sentences import sentence
from govsim.scenario import Override, Scenario
from tests.experiment.fake import EFFECT, GROUPS, FakeRun, fake, scenario

BASE, REFORM, INERT = scenario("base"), scenario("reform", 2), scenario("inert")


@pytest.fixture(scope="module")
def found() -> Comparison:
    return compare(BASE, [REFORM, INERT], seed=5, replications=4, simulate=fake)


def of(frame: pd.DataFrame, **chosen: object) -> pd.DataFrame:
    for column, value in chosen.items():
        frame = frame[frame[column] == value]
    return frame


def test_effects(found: Comparison) -> None:
    assert found.seeds == (5, 6, 7, 8)
    assert found.horizon == "2008-06"
    reform = of(found.effects, scenario="reform")
    expected = [name for name, measure in MEASURES.items() if "district" in measure.levels]
    assert reform["measure"].tolist() == expected
    np.testing.assert_allclose(reform[["effect", "low", "high", "run_effect", "run_low", "run_high"]], EFFECT)
    np.testing.assert_allclose(reform["outcome"] - reform["baseline"], EFFECT)
    assert set(reform["since"]) == {"2008-03"}
    assert set(reform["positive"]) == {1.0}
    assert set(reform["pairs"]) == {4}
    runs = [fake(BASE, seed).tables["district"]["takeup"].iloc[-1] for seed in found.seeds]
    assert math.isclose(of(reform, measure="takeup")["baseline"].iloc[0], np.mean(runs))


def test_no_change_is_no_effect(found: Comparison) -> None:
    inert = of(found.effects, scenario="inert")
    assert (inert[["effect", "low", "high", "run_effect", "run_low", "run_high"]] == 0).all(axis=None)
    assert set(inert["since"]) == {""}


def test_winners_and_losers(found: Comparison) -> None:
    table = of(found.winners, scenario="reform")
    expected = {
        (name, level) for name in HEADLINES for level in ("street", "group") if level in MEASURES[name].levels
    }
    assert set(zip(table["measure"], table["level"], strict=True)) == expected
    assert set(of(table, measure="satisfaction")["verdict"]) == {"gains"}
    assert set(of(table, measure="wait_min")["verdict"]) == {"loses"}
    assert set(of(found.winners, scenario="inert")["verdict"]) == {"unclear"}
    assert set(of(table, measure="satisfaction", level="group")["unit"]) == set(GROUPS)


def uneven(scenario, seed, *, detail="community", progress=None):  # type: ignore[no-untyped-def]
    """Streets differ: the second gains most, the third loses; the first is undefined."""
    run = fake(scenario, seed)
    table = run.tables["street"]
    if scenario.revisions:
        table.loc[table["unit"] == "Yanshikou", "takeup"] += 1.0
        table.loc[table["unit"] == "Chunxilu", "takeup"] -= 1.0
    table.loc[table["unit"] == "Duyuanjie", "takeup"] = np.nan
    return FakeRun(scenario, seed, run.tables)


def test_winners_are_sorted_and_undefined_units_left_out() -> None:
    result = compare(BASE, [REFORM], replications=3, winners=["takeup"], simulate=uneven)
    streets = of(result.winners, level="street")
    assert streets["unit"].tolist() == ["Yanshikou", "Shuyuanjie", "Chunxilu"]
    assert streets["verdict"].tolist() == ["gains", "gains", "loses"]


def test_by_month(found: Comparison) -> None:
    effect = of(found.by_month, scenario="reform", measure="takeup", quantity="effect")
    assert effect["month"].tolist() == [f"2008-0{month}" for month in range(1, 7)]
    for column in ("q05", "q25", "q50", "q75", "q95"):
        np.testing.assert_allclose(effect[column], [0, 0] + [EFFECT] * 4)
    level = of(found.by_month, scenario="base", measure="takeup", quantity="level")
    runs = np.array([fake(BASE, seed).tables["district"]["takeup"] for seed in found.seeds])
    np.testing.assert_allclose(level["q25"], np.quantile(runs, 0.25, axis=0))
    assert of(found.by_month, scenario="base", quantity="effect").empty
    street = of(found.street_months, scenario="reform", measure="takeup", street="Chunxilu")
    np.testing.assert_allclose(street["effect"], [0, 0] + [EFFECT] * 4)


def test_another_horizon() -> None:
    result = compare(BASE, [REFORM], replications=2, horizon="2008-02", simulate=fake)
    assert (result.effects["effect"] == 0).all()
    np.testing.assert_allclose(result.effects["run_effect"], EFFECT)


def test_one_replication_has_no_interval() -> None:
    result = compare(BASE, [REFORM], replications=1, simulate=fake)
    np.testing.assert_allclose(result.effects["effect"], EFFECT)
    assert result.effects[["low", "high", "positive", "reduction"]].isna().all(axis=None)
    assert set(result.winners["verdict"]) == {"unclear"}


def test_first_difference_and_means() -> None:
    x = np.array([[[1.0], [2.0], [np.nan], [4.0]]])  # one pair, four months, one measure
    y = np.array([[[1.0], [3.0], [5.0], [8.0]]])
    without, with_ = means_from(1, x, y)
    assert (without[0, 0], with_[0, 0]) == (3.0, 5.5)  # months 2 and 4: both are defined
    nothing, _ = means_from(2, x[:, :3], y[:, :3])
    assert np.isnan(nothing).all()


def test_verdicts_follow_the_better_direction() -> None:
    low, high = np.array([1.0, -2.0, -1.0, np.nan]), np.array([2.0, -1.0, 1.0, np.nan])
    assert verdicts(low, high, 1.0) == ["gains", "loses", "unclear", "unclear"]
    assert verdicts(low, high, -1.0) == ["loses", "gains", "unclear", "unclear"]
    assert verdicts(low, high, 0.0) == [""] * 4
    assert verdicts(low * 1e-7, high * 1e-7, 1.0) == ["unclear"] * 4


def test_an_interrupted_comparison_is_resumed(tmp_path: Path) -> None:
    def interrupt(progress: Progress) -> None:
        if progress.done == 3:
            raise KeyboardInterrupt

    made = []

    def counted(world, seed, *, detail="community", progress=None):  # type: ignore[no-untyped-def]
        made.append((world.name, seed))
        return fake(world, seed)

    with pytest.raises(KeyboardInterrupt):
        compare(BASE, [REFORM], replications=4, out=tmp_path, simulate=counted, progress=interrupt)
    resumed = compare(BASE, [REFORM], replications=4, out=tmp_path, simulate=counted)
    assert len(made) == len(set(made)) == 8
    pd.testing.assert_frame_equal(resumed.effects, compare(BASE, [REFORM], replications=4, simulate=fake).effects)


def test_json_and_tables(found: Comparison, tmp_path: Path) -> None:
    written = json.loads(json.dumps(found.to_dict(), allow_nan=False))
    assert written["baseline"] == "base"
    assert written["scenarios"] == ["reform", "inert"]
    assert written["seeds"] == [5, 6, 7, 8]
    assert len(written["effects"]) == len(found.effects)
    assert {row["reduction"] for row in written["effects"]} == {None}  # infinite: all pairs differ by the same
    paths = found.write_tables(tmp_path)
    assert [path.name for path in paths] == ["effects.csv", "winners.csv", "by_month.csv", "street_months.csv"]
    assert len(pd.read_csv(paths[0])) == len(found.effects)


def test_a_comparison_can_be_pickled(found: Comparison) -> None:
    pd.testing.assert_frame_equal(pickle.loads(pickle.dumps(found)).effects, found.effects)


def test_all_faults_at_once(tmp_path: Path) -> None:
    longer = replace(REFORM, name="longer", end=REFORM.end + 1, sample=0.5)
    with pytest.raises(InputError) as raised:
        compare(
            BASE, [longer, REFORM, REFORM], replications=0, horizon="2010-01", winners=["takup", "district_revenue"],
            out=tmp_path, simulate=fake,
        )
    faults = "\n".join(str(fault) for fault in raised.value)
    assert "reform: two of the scenarios compared have this name" in faults
    assert "longer: end is 2008-07-01 and 2008-06-01 in the baseline base" in faults
    assert "longer: sample is 0.5 and 1.0" in faults
    assert "replications: must be at least 1, not 0" in faults
    assert "horizon: must be a month from 2008-01 to 2008-06, not '2010-01'" in faults
    assert "'takup' is not a measure; `govsim list measures` shows all; did you mean 'takeup'?" in faults
    assert "'district_revenue' is not measured by street or group" in faults
    with pytest.raises(InputError, match="at least one to compare"):
        compare(BASE, [], simulate=fake)


def test_an_unwritable_folder_is_told_before_anything_runs(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")

    def never(world, seed, *, detail="community", progress=None):  # type: ignore[no-untyped-def]
        raise AssertionError("ran")

    with pytest.raises(InputError, match="is a file, not a folder"):
        compare(BASE, [REFORM], out=tmp_path / "file", simulate=never)


def test_first_difference() -> None:
    from govsim.experiment.cube import Cube

    def cube(*values: float) -> Cube:
        return Cube(np.array(values)[None, None, :, None], ("district",), ("a", "b", "c"), ("m",))

    assert first_difference(cube(1, np.nan, 3), cube(1, np.nan, 3)) is None
    assert first_difference(cube(1, np.nan, 3), cube(1, 2, 3)) == 1
    assert first_difference(cube(1, 2, 3), cube(1, 2, 4)) == 2


def test_worlds_share_by_hand() -> None:
    """Two worlds of two pairs: within (1, 3) and (5, 7) chance has variance 2, the worlds' means differ by 4."""
    effects = np.array([[1.0], [5.0], [3.0], [7.0]])
    drawn = [0, 1, 0, 1]
    # between: 2 (2² + 2²) / 1 = 16; worlds: (16 - 2) / 2 = 7
    assert world_share(effects, drawn)[0] == pytest.approx(7 / 9)
    assert np.isnan(world_share(effects, [0, 1, 2, 3])).all() and np.isnan(world_share(effects, None)).all()
    assert by_world(effects, drawn).tolist() == [[2.0], [6.0]]
    assert by_world(effects, [4, 5, 6, 7]) is effects


def test_plausible_worlds_enter_effects_and_intervals(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """An effect that depends on a number of the world: its interval covers what that number may be."""
    values = np.linspace(4.0, 12.0, 6)[:, None]
    made = Plausible(("latent_groups",), values, ("latent_groups",), 0, {})
    monkeypatch.setattr("govsim.experiment.plausible.load_plausible", lambda place: made)

    def felt(world: Scenario, seed: int, **more: object) -> FakeRun:
        run = fake(world, seed)
        for table in run.tables.values():
            table.loc[:, list(MEASURES)] += world.world.latent_groups * len(world.revisions)
        return run

    base, reform = scenario("none"), scenario("reform", 0)
    own = compare(base, [reform], replications=12, out=tmp_path, workers=1, simulate=felt)
    drawn = compare(base, [reform], replications=12, out=tmp_path, worlds=6, workers=1, simulate=felt)
    assert (own.worlds, drawn.worlds) == (0, 6)
    row, alone = (found.effects.set_index("measure").loc["satisfaction"] for found in (drawn, own))
    assert alone["low"] == alone["high"] and np.isnan(alone["worlds_low"])
    assert row["effect"] == pytest.approx(8.0 + EFFECT) and row["pairs"] == 6
    assert row["low"] < 7.0 and row["high"] > 9.0 and row["worlds_share"] == 1.0
    assert (row["worlds_low"], row["worlds_high"]) == (pytest.approx(4.4 + EFFECT), pytest.approx(11.6 + EFFECT))
    assert drawn.to_dict()["worlds"] == 6
    assert "plausible worlds" in sentence(drawn, reform, "satisfaction")
    assert "plausible worlds" not in sentence(own, reform, "satisfaction")
    fixed = replace(reform, overrides=(Override("world.latent_groups", 7.0, "", "as it is"),))
    told = compare(base, [fixed], replications=6, out=tmp_path, worlds=6, workers=1, simulate=felt)
    assert any("reform sets world.latent_groups" in words for words, _ in told.notes)
