"""Calibration: known numbers are recovered from made-up targets, nothing is lost when it is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.experiment.calibrate import Calibration, Work, between_seeds, calibrate, check
from govsim.experiment.calibration_check import Check, confirmed_by_runs, made_up_target, place
from govsim.experiment.calibration_check import check as check_calibration
from govsim.experiment.calibration_folder import correlations, parameters, plausible, tables, write_calibration_folder
from govsim.experiment.history_matching import Known
from govsim.experiment.plausible import Plausible, default_worlds, load_plausible, paired_in_worlds
from govsim.experiment.read_folder import read_folder
from govsim.experiment.space import Space, in_world
from govsim.experiment.target_store import TargetStore
from govsim.experiment.verify import verify
from govsim.month import month_name
from govsim.params import InputError, declared
from govsim.report.export import export
from govsim.report.page.write import write_page
from govsim.run import Run
from govsim.scenario import Scenario, load
from govsim.targets import Target
from govsim.world import World

MONTH = 2007 * 12 + 1
TARGETS = tuple(
    Target(name, name, name, "calibrate", value, tolerance, tolerance, "equal", 0.0, "article", measure,
           since=MONTH, month=MONTH)
    for name, value, tolerance, measure in (("P", 12.0, 1.5, "orgs_filed"), ("Q", 40.0, 6.0, "orgs_registered"))
)


def made_up(
    scenario: Scenario, seed: int, *, detail: str = "district", progress: Callable[[int, int], None] | None = None
) -> Run:
    """A world of three numbers: a product that shows in one measure, one number in another, and chance."""
    world = scenario.world
    noise = np.random.default_rng(seed).normal(size=2)
    table = pd.DataFrame({
        "month": [month_name(month) for month in scenario.months], "unit": "district",
        "orgs_filed": world.latent_groups * world.filing_eligible * 2.0 + 0.3 * noise[0],
        "orgs_registered": 0.5 * world.blocked_2007 + 2.0 * noise[1],
    })
    return Run(scenario, seed, {"district": table})


@pytest.fixture(scope="module")
def scenario() -> Scenario:
    return load("no_reform", ["end=2007-02-01", "sample=0.01"])


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("calibration")


@pytest.fixture(scope="module")
def found(scenario: Scenario, folder: Path) -> Calibration:
    return calibrate(scenario, TARGETS, folder, waves=2, runs=60, vectors=60, workers=1, simulate=made_up)


def test_known_numbers_are_recovered(found: Calibration) -> None:
    values = found.space.values(found.units)
    names = [found.space.names[column] for column in found.active]
    assert {"latent_groups", "filing_eligible", "blocked_2007"} <= set(names)
    latent, eligible, blocked = values[:, found.space.columns(["latent_groups", "filing_eligible", "blocked_2007"])].T
    assert np.quantile(blocked, 0.05) < 80.0 < np.quantile(blocked, 0.95)
    assert blocked.std() < 0.6 * 70 / np.sqrt(12)
    assert np.mean(latent * eligible) == pytest.approx(6.0, abs=0.3)
    assert np.std(np.log(latent * eligible)) < 0.5 * np.std(np.log(latent)), "only the product is known"
    told = correlations(found).iloc[0]
    assert {told["parameter"], told["with"]} == {"latent_groups", "filing_eligible"} and told["correlation"] < -0.6


def test_what_moves_no_target_keeps_its_range(found: Calibration) -> None:
    table = parameters(found).set_index("parameter")
    idle = table[~table["calibrated"] & (table["range_high"] - table["range_low"] != 1.0)]
    assert len(idle) > 150 and idle["spread_left"].between(0.6, 1.4).all()


def test_every_vector_is_confirmed_by_its_own_run(found: Calibration) -> None:
    assert len(found.units) == 60
    assert (np.abs(found.values[:, 0] - 12.0) < 3 * np.sqrt(0.5**2 + 2 * 0.3**2) + 0.4).all()
    told = tables(found)["emulator"].set_index("target")
    assert told["within_2"].min() > 0.8
    assert (told["vectors"] == 60 + found.refuted).all() and (told["vectors_kept"] == 60).all()


def test_it_goes_on_where_it_was(found: Calibration, scenario: Scenario, folder: Path) -> None:
    def never(*args: object, **kwargs: object) -> Run:
        raise AssertionError("nothing is left to be run")

    again = calibrate(scenario, TARGETS, folder, waves=2, runs=60, vectors=60, workers=1, simulate=never)
    assert np.array_equal(again.units, found.units) and np.array_equal(again.values, found.values)
    assert again.member == found.member


def test_the_folder_is_read_back(found: Calibration, scenario: Scenario, tmp_path: Path) -> None:
    write_calibration_folder(found, tmp_path, "govsim calibrate jinjiang")
    checked = verify(tmp_path)
    (tmp_path / "exported").mkdir()
    for name in ("parameters", "targets", "waves", "correlations", "emulator", "plausible"):
        export(read_folder(tmp_path), tmp_path / "exported" / f"{name}.csv", name, "zh")
        head = (tmp_path / "exported" / f"{name}.csv").read_text(encoding="utf-8-sig").splitlines()[0]
        assert not [heading for heading in head.split(",") if heading.isascii()], head
    assert checked.problems == () and checked.command == "govsim calibrate jinjiang"
    page = write_page(read_folder(tmp_path), tmp_path / "report.html", ("en", "zh"), "en").read_text(encoding="utf-8")
    for words in ("60 plausible worlds", "得到60个合理世界", "每社区潜在草根组织数", "Rank correlation"):
        assert words in page, words
    read = load_plausible(str(tmp_path))
    assert read is not None and len(read) == 60 and read.member == found.member
    assert np.allclose(read.values, found.space.values(found.units)) and set(read.calibrated) <= set(read.names)
    assert read.about["targets"] == plausible(found, "").about["targets"]
    runs = pd.read_csv(tmp_path / "plausible_runs.csv")
    for number, run in list(runs.iterrows())[:3]:
        again = made_up(read.world(scenario, number), int(run["seed"]))
        assert [target.seen(again.tables) for target in TARGETS] == pytest.approx([run["P"], run["Q"]])
    assert runs["implausible"].between(0, 1).all() and runs["seed"].is_unique
    text = (tmp_path / "plausible.csv").read_text(encoding="utf-8")
    (tmp_path / "plausible.csv").write_text(text.replace("latent_groups", "latent_group", 1), encoding="utf-8")
    with pytest.raises(InputError, match="did you mean 'latent_groups'"):
        load_plausible(str(tmp_path))
    (tmp_path / "plausible.toml").unlink()
    assert load_plausible(str(tmp_path)) is None and load_plausible(str(tmp_path / "none")) is None


def test_only_targets_for_calibration_are_taken(scenario: Scenario, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="hold-out"):
        check(scenario, [replace(TARGETS[0], use="hold-out")], 2, 60, 60)
    with pytest.raises(InputError, match="its months are outside the run"):
        check(scenario, [replace(TARGETS[0], month=MONTH + 1)], 2, 60, 60)


def test_targets_that_nothing_meets(scenario: Scenario, tmp_path: Path) -> None:
    with pytest.raises(InputError, match="rule out every world"):
        calibrate(scenario, [replace(TARGETS[1], value=900.0)], tmp_path, waves=2, runs=40, vectors=20, workers=1,
                  simulate=made_up)


def test_a_store_of_other_targets_is_another(scenario: Scenario, tmp_path: Path) -> None:
    store = TargetStore.of(tmp_path, TARGETS)
    other = TargetStore.of(tmp_path, (replace(TARGETS[0], month=MONTH - 1, since=MONTH - 1), TARGETS[1]))
    run = store.write(made_up(scenario, 3))
    assert run in store and other.run_id(scenario, 3) not in other
    assert store.values([run, run]).shape == (2, 2)
    worth = replace(TARGETS[0], value=1.0)
    assert TargetStore.of(tmp_path, (worth, TARGETS[1])).run_id(scenario, 3) == run, "what is read is the same"


def test_chance_between_seeds() -> None:
    units = np.repeat(np.arange(50.0)[:, None], 2, axis=0)
    values = np.repeat(np.arange(50.0), 2)[:, None] + np.tile([1.0, -1.0], 50)[:, None]
    assert between_seeds(units, values)[0](np.array([3.0])) == pytest.approx(2.0)


def test_space_and_worlds(scenario: Scenario) -> None:
    space = Space.of(scenario)
    known = declared(World)
    assert all(known[name].tag in "AC" and known[name].kind is not bool for name in space.names)
    own = load("no_reform", ["world.latent_groups=9"])
    assert "latent_groups" not in Space.of(own).names
    values = space.values(np.random.default_rng(1).random((3, len(space.names))))
    there = in_world(scenario, space.names, values[0])
    assert there.world.latent_groups == values[0, space.columns(["latent_groups"])[0]]
    assert isinstance(there.world.blocked_2007, int) and there.revisions == scenario.revisions
    assert in_world(own, space.names, values[0]).world.latent_groups == 9
    assert np.allclose(space.values(space.units(values)), values)


def test_worlds_are_paired_by_seed(scenario: Scenario, monkeypatch: pytest.MonkeyPatch) -> None:
    values = np.array([[5.0], [6.0], [7.0]])
    made = Plausible(("latent_groups",), values, ("latent_groups",), 1, {})
    monkeypatch.setattr("govsim.experiment.plausible.load_plausible", lambda place: made)
    own = load("no_reform", ["world.latent_groups=9"])
    pairs = paired_in_worlds([scenario, own], range(1, 5), 3)
    assert [seed for _, seed in pairs] == [1, 1, 2, 2, 3, 3, 4, 4]
    assert [item.world.latent_groups for item, _ in pairs[::2]] == [6.0, 7.0, 5.0, 6.0]
    assert {item.world.latent_groups for item, _ in pairs[1::2]} == {9}, "what a scenario sets wins"
    assert paired_in_worlds([scenario], [1, 2], 0) == [(scenario, 1), (scenario, 2)]
    assert default_worlds("jinjiang") == 3
    with pytest.raises(InputError, match="must be a whole number from 0 to 3, not 4"):
        paired_in_worlds([scenario], [1], 4)
    monkeypatch.setattr("govsim.experiment.plausible.load_plausible", lambda place: None)
    assert default_worlds("jinjiang") == 0
    with pytest.raises(InputError, match="has no plausible worlds"):
        paired_in_worlds([scenario], [1], 2)


@pytest.mark.slow
def test_intervals_hold_the_truth(found: Calibration, scenario: Scenario, folder: Path) -> None:
    checked = check_calibration(
        scenario, TARGETS, folder, sets=16, waves=2, runs=60, draws=100, workers=1, simulate=made_up,
    )
    assert checked.names == tuple(found.space.names[column] for column in found.active)
    table = checked.table().set_index("parameter")
    assert checked.sets == 16 and table.loc["all", "within_90"] > 0.75
    assert 0.25 < table.loc["all", "within_50"] < 0.8 and 0.3 < table.loc["all", "mean_rank"] < 0.7


def test_draws_are_confirmed_by_their_own_runs(
    found: Calibration, scenario: Scenario, folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The emulator is right here, so hardly any draw is refuted; targets that are far off refute all."""
    monkeypatch.setattr("govsim.experiment.calibration_check.waves_of", lambda *args: found.waves)
    monkeypatch.setattr("govsim.experiment.waves.STEPS", 40)
    checked = check_calibration(
        scenario, TARGETS, folder, sets=3, waves=2, runs=60, own_runs=12, workers=1, simulate=made_up,
    )
    assert 9 <= checked.draws <= 12 and checked.places.shape == (3, len(checked.names), 2)
    assert checked.before is not None and checked.before.draws == 12 and checked.before.before is None
    assert {"within_90", "within_90_before"} < set(checked.table()), "of the draws that stay, and of all"
    off = Known.of([replace(target, value=target.value + 5) for target in TARGETS])
    work = Work.of(scenario, TARGETS, folder, 1, 1, None, made_up)
    assert not confirmed_by_runs(work, found.waves, [off], found.units[:10], "off").any(), "runs show other things"


def test_few_draws_rank_the_truth_as_many_do() -> None:
    """Truth and draws of one kind: the truth has any place alike, so that 90% intervals hold it in 90% of sets."""
    rng = np.random.default_rng(3)
    drawn = rng.integers(0, 4, size=(4000, 13, 1)).astype(float)
    told = Check(("a",), np.array([place(item[12], item[:8]) for item in drawn]), 8)
    assert [told.share(low / 10, (low + 1) / 10)[0] for low in range(10)] == pytest.approx([0.1] * 10, abs=0.01)
    assert told.coverage(0.9)[0] == pytest.approx(0.9, abs=0.01) and told.coverage(1.0)[0] == pytest.approx(1.0)


def test_coverage_of_ranks() -> None:
    ranks = np.array([[0.5, 0.01], [0.06, 0.2], [0.94, 0.5], [0.96, 0.7]])
    told = Check(("a", "b"), ranks[..., None] + np.array([-1e-6, 1e-6]), 100)
    assert told.coverage(0.9).tolist() == [0.75, 0.75] and told.coverage(0.5).tolist() == [0.25, 0.5]
    assert told.table()["within_90"].tolist() == [0.75, 0.75, 0.75]


def test_made_up_targets_err_as_they_say() -> None:
    """Twice as uncertain above as below: what is known lies above what was shown as often as the miss is below."""
    target = Target("T", "", "", "calibrate", 5.0, 3.0, 6.0, "at_least", 0.0, "article")
    rng = np.random.default_rng(1)
    known = np.array([made_up_target(target, 10.0, rng).value for _ in range(20_000)])
    assert np.mean(known > 10.0) == pytest.approx(1 / 3, abs=0.02)
    assert np.sqrt(np.mean((known[known > 10.0] - 10.0) ** 2)) == pytest.approx(1.0, rel=0.03)
    assert np.sqrt(np.mean((known[known < 10.0] - 10.0) ** 2)) == pytest.approx(2.0, rel=0.03)
    assert made_up_target(target, 10.0, rng).sense == "equal"
