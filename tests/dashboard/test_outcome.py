"""What was found is the same from stored runs, from an archive and from `govsim compare`."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as some
from hypothesis.extra.numpy import arrays

from govsim.dashboard.export import command, program
from govsim.dashboard.outcome import StoredOutcome, finished, stored, stores
from govsim.dashboard.shipped import (
    COURTYARD_EVERY,
    COURTYARD_MEASURES,
    KINDS,
    PATH,
    ShippedOutcome,
    packed,
    shipped_outcome,
    unpacked,
)
from govsim.dashboard.work import full
from govsim.experiment.compare import compare
from govsim.experiment.plausible import default_worlds
from govsim.experiment.results import names_at
from govsim.measures import MEASURES
from govsim.report.overview import MAIN
from tests.dashboard.made_up import watched
from tests.experiment.fake import EFFECT, STREETS, fake

MEASURE = "satisfaction"


def test_as_compare_finds_it(made: StoredOutcome) -> None:
    found = compare(made.baseline, [made.scenario], replications=3, winners=[MEASURE], simulate=fake, workers=1)  # type: ignore[arg-type]
    pd.testing.assert_frame_equal(made.effects, found.effects)
    pd.testing.assert_frame_equal(made.units(MEASURE), found.winners)
    pd.testing.assert_frame_equal(made.street_months(MEASURE), found.street_months)
    ours = made.by_month([MEASURE, "takeup"]).set_index(["scenario", "measure", "month", "quantity"]).sort_index()
    theirs = found.by_month.set_index(["scenario", "measure", "month", "quantity"]).sort_index()
    pd.testing.assert_frame_equal(ours, theirs.loc[ours.index])


def test_in_plausible_worlds_as_compare_finds_it(made: StoredOutcome, tmp_path: Path) -> None:
    worlds = default_worlds("jinjiang")
    plan = full(made.baseline, made.scenario, 3, tmp_path, plausible=True)
    for asked in map(plan.request, plan.runs):
        for store in stores(tmp_path, asked.courtyards):
            store.write(watched(asked.scenario, asked.seed, detail=store.detail))  # type: ignore[arg-type]
    ours = stored(tmp_path, made.baseline, made.scenario, plan.seeds, plan.worlds)
    found = compare(made.baseline, [made.scenario], replications=3, worlds=worlds, winners=[MEASURE], simulate=fake,  # type: ignore[arg-type]
                    workers=1)
    assert np.isfinite(found.effects["worlds_low"]).all() and worlds > 3
    pd.testing.assert_frame_equal(ours.effects, found.effects)
    pd.testing.assert_frame_equal(ours.units(MEASURE), found.winners)
    assert [item.world for item in ours.first] == [plan.request((1, 0)).scenario.world] * 2
    assert ours.first[0].world not in (made.baseline.world, plan.request((2, 0)).scenario.world)
    assert len(ours.course("courtyard", MEASURE).units) == 2
    assert finished(tmp_path, made.baseline, made.scenario, (1, 2, 3, 4), worlds) == (1, 2, 3)
    assert finished(tmp_path, made.baseline, made.scenario, (1, 2, 3, 4)) == ()
    words = command(ours, (), MEASURE)
    assert f"--worlds {worlds}" in words and f"worlds={worlds})" in program(ours, (), MEASURE)


def test_an_archive_says_the_same(made: StoredOutcome, shipped: ShippedOutcome) -> None:
    numbers = ["baseline", "outcome", "effect", "low", "high"]
    assert np.allclose(made.effects[numbers], shipped.effects[numbers], rtol=1e-7, equal_nan=True)
    assert list(made.effects["since"]) == list(shipped.effects["since"]) == ["2008-03"] * len(shipped.effects)
    ours, theirs = (item.by_month(MAIN)[["q05", "q50", "q95"]] for item in (made, shipped))
    assert np.allclose(ours, theirs, rtol=2e-4)
    units = made.units(MEASURE)
    pd.testing.assert_frame_equal(units, shipped.units(MEASURE), rtol=1e-7)
    assert set(units["verdict"]) == {"gains"} and set(units["unit"]) >= set(STREETS)
    assert made.scenario == shipped.scenario and shipped.seeds == (1, 2, 3) and not shipped.outdated


@pytest.mark.parametrize("level", KINDS)
def test_courses_of_an_archive(made: StoredOutcome, shipped: ShippedOutcome, level: str) -> None:
    assert level in shipped.levels(MEASURE) and level in made.levels(MEASURE)
    ours, theirs = made.course(level, MEASURE), shipped.course(level, MEASURE)
    every = COURTYARD_EVERY if level == "courtyard" else 1
    assert theirs.units == ours.units and theirs.months == ours.months[(len(ours.months) - 1) % every::every]
    chosen = [ours.months.index(month) for month in theirs.months]
    near = 5.0 / np.iinfo(KINDS[level]).max
    assert np.allclose(theirs.a, ours.a[:, chosen], atol=near) and np.allclose(theirs.b, ours.b[:, chosen], atol=near)
    if level != "courtyard":
        assert np.allclose((theirs.b - theirs.a)[:, 2:], EFFECT, atol=2 * near)


@settings(max_examples=40, deadline=None)
@given(arrays(np.float64, (2, 1, 3, 5), elements=some.floats(-1e6, 1e6) | some.just(np.nan)),
       some.sampled_from([np.uint8, np.uint16]))
def test_packing_loses_less_than_a_step(values: np.ndarray, kind: type) -> None:
    steps, low, high = packed(values, kind)
    back = unpacked(steps[:, 0], low[0], high[0])
    assert (np.isnan(back) == np.isnan(values[:, 0])).all()
    assert np.nanmax(np.abs(back - values[:, 0]), initial=0.0) <= (high[0] - low[0]) / np.iinfo(kind).max + 1e-9


def test_what_comes_with_govsim() -> None:
    assert PATH.stat().st_size < 3_000_000
    found = shipped_outcome()
    again = "make it again with `python -m govsim.dashboard.ship`"
    assert set(found.about["measures"]) == set(names_at("district", MEASURES)), again
    assert found.about["levels"]["courtyard"]["measures"] == list(COURTYARD_MEASURES), again
    assert found.about["command"].startswith("python -m govsim.dashboard.ship --pairs ")
    assert found.about["model"].startswith("0.") and len(found.seeds) >= 2
    assert (found.baseline.name, found.scenario.name) == ("A", "B") and found.scenario.revisions


def test_another_version_of_the_model_is_told(shipped: ShippedOutcome) -> None:
    assert dataclasses.replace(shipped, about={**shipped.about, "model": "0.0.9+abc"}).outdated


def test_finished_pairs_follow_one_another(made: StoredOutcome) -> None:
    assert finished(made.folder, made.baseline, made.scenario, (1, 2, 3, 4)) == (1, 2, 3)
    assert finished(made.folder, made.baseline, made.scenario, (1, 4, 3)) == (1,)
