"""The comparison of the model's own runs: small and short, but nothing is replaced."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from govsim.experiment.calibrate import for_calibration
from govsim.experiment.compare import Comparison, compare
from govsim.experiment.plausible import OWN_RUNS, load_plausible
from govsim.experiment.store import Store
from govsim.measures import MEASURES
from govsim.place import SHIPPED
from govsim.run import simulate
from govsim.scenario import load
from govsim.targets import calibration_targets, targets_checksum

SHORT = ["sample=0.01", "end=2008-12-01"]


@pytest.fixture(scope="module")
def study(tmp_path_factory: pytest.TempPathFactory) -> tuple[Comparison, Path]:
    folder = tmp_path_factory.mktemp("study")
    scenarios = [load("no_reform", SHORT), load("r1", SHORT)]
    return compare(scenarios[0], scenarios[1:], replications=2, out=folder, workers=1), folder


def test_nothing_differs_before_the_reform(study: tuple[Comparison, Path]) -> None:
    found, _ = study
    assert set(found.effects["since"]) == {"2008-06"}
    before = found.by_month.query("quantity == 'effect' and month < '2008-06'")
    assert (before[["q05", "q95"]].fillna(0.0) == 0).all(axis=None)


def test_every_measure_is_compared(study: tuple[Comparison, Path]) -> None:
    found, _ = study
    assert set(found.effects["measure"]) == set(MEASURES)
    downward = found.effects.set_index("measure").loc["attention_down"]
    assert downward["effect"] > 0.05
    assert downward["pairs"] == 2
    assert found.winners.query("level == 'street'")["unit"].nunique() == 16


def test_runs_are_stored_with_what_they_are(study: tuple[Comparison, Path]) -> None:
    found, folder = study
    store = Store(folder)
    assert len(store.stored()) == 4
    run = store.run_id(found.scenarios[0], 2)
    assert store.about(run)["scenario"] == found.scenarios[0].resolved()
    assert store.path(run).stat().st_size < 2_000_000


def test_a_plausible_world_still_shows_what_confirmed_it() -> None:
    """The set is of an older version: a run of it made again shows the same, or it has to be calibrated anew."""
    targets = calibration_targets("jinjiang")
    found = load_plausible("jinjiang")
    runs = pd.read_csv(SHIPPED / "jinjiang" / OWN_RUNS)
    assert found is not None and len(found) == len(runs) and runs["implausible"].between(0, 1).all()
    assert found.about["targets"] == targets_checksum(targets)
    scenario = for_calibration(load(found.about["scenario"], [f"sample={found.about['sample']}"]), targets)
    lot = 82
    run = simulate(found.world(scenario, lot), int(runs["seed"][lot]))
    for target in targets:
        assert target.seen(run.tables) == pytest.approx(runs[target.name][lot], rel=1e-6), target.name
