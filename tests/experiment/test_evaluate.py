"""Evaluations of made-up worlds with known effects, spillovers, selection and anticipation."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.experiment.evaluate import Evaluation, evaluate
from govsim.experiment.evaluation_folder import write_evaluation_folder
from govsim.experiment.evaluation_results import PARTS, wilson
from govsim.experiment.rollout import Rollout, read_rollout, without_placed
from govsim.month import month_name
from govsim.params import InputError
from govsim.scenario import NEVER, Scenario, load
from govsim.world import World
from tests.experiment.fake import FakeRun
from tests.experiment.made_up import FIRST, PILOT, PLACE, STAGGERED, STREETS, found, revision, scenario, stored, world


def row(result: Evaluation, estimator: str) -> pd.Series:
    table = result.summary.set_index("estimator")
    return table.loc[estimator]


def test_a_pilot_without_trouble() -> None:
    result = found(PILOT, world(0.5), 40)
    for name in ("did", "group_time"):
        known = row(result, name)
        assert known["truth"] == pytest.approx(0.5)
        assert known["estimate"] == pytest.approx(0.5, abs=0.02)
        assert known["power"] == 1.0
        assert 0.8 <= known["coverage"] <= 1.0 and known["false_alarms"] <= 0.2
        assert known["spillover"] == pytest.approx(0.0) and known["weighting"] == pytest.approx(0.0)
    assert row(result, "leads")["truth"] == 0.0


def test_a_pilot_in_one_street_is_compared_with_others_alone() -> None:
    """A single cluster, here the street before and after, has no interval."""
    result = found(scenario(revision([STREETS[0]])), world(0.5), 2)
    assert set(result.summary["estimator"]) == {"cross_section", "did", "group_time", "leads"}
    assert row(result, "did")["truth"] == pytest.approx(0.5)


def test_spillovers_are_told_apart() -> None:
    known = row(found(PILOT, world(0.5, spillover=0.2)), "did")
    assert known["truth"] == pytest.approx(0.5)
    assert known["spillover"] == pytest.approx(-0.2)
    assert known["anticipation"] == pytest.approx(0.0)
    assert known["coverage"] == 0.0


def test_selection_of_places_is_told_apart() -> None:
    """Six streets gain 0.02 a month anyway; 12 months before and 24 after: means 18 months apart."""
    result = found(PILOT, world(0.5, drift=0.02))
    known = row(result, "did")
    assert known["selection"] == pytest.approx(0.02 * 18, abs=0.02)
    assert known["spillover"] == pytest.approx(0.0)
    assert known["false_alarms"] == 1.0 and row(result, "leads")["power"] > 0.5


def test_growing_effects_mislead_two_way_fixed_effects() -> None:
    result = found(STAGGERED, world(0.5, growth=0.05))
    assert row(result, "did")["weighting"] < -0.3
    assert row(result, "group_time")["weighting"] == pytest.approx(0.0)
    assert row(result, "group_time")["bias"] == pytest.approx(0.0, abs=0.05)


def test_parts_add_up_and_are_paired(tmp_path: Path) -> None:
    result = stored(STAGGERED, world(0.5, 0.2, 0.02, 0.05), 3)
    pd.testing.assert_frame_equal(result.summary, found(STAGGERED, world(0.5, 0.2, 0.02, 0.05), 3).summary)
    table = result.estimates
    np.testing.assert_allclose(table["truth"] + table[list(PARTS)].sum(axis=1), table["estimate"], atol=1e-9)
    assert set(table["seed"]) == {1, 2, 3}
    assert (table["low"] < table["estimate"]).all() and (table["estimate"] < table["high"]).all()
    write_evaluation_folder(result, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    tables = {f"tables/{name}.csv" for name in ("summary", "estimates", "by_month")}
    assert set(manifest["files"]) == tables | {"runs.sha256"}
    assert manifest["clustered_by"] == manifest["unit"] == "street"
    json.dumps(result.to_dict(), allow_nan=False)


def test_communities_and_clusters() -> None:
    by_street = stored(PILOT, world(0.5), unit="community")
    assert by_street.rollout.clustered_by == "street" and len(by_street.rollout.units) == 59
    by_community = stored(PILOT, world(0.5), unit="community", cluster="community")
    assert row(by_street, "did")["estimate"] == pytest.approx(row(by_community, "did")["estimate"])
    assert set(by_street.estimates["high"] - by_community.estimates["high"]) != {0.0}
    chosen = [item.name for item in PLACE.communities[:9]]
    some = stored(scenario(revision(chosen, level="community")), world(0.5))
    assert some.rollout.level == some.rollout.clustered_by == "community"


def test_units_without_values_are_left_out() -> None:
    whole = world(0.5)

    def holes(scenario: Scenario, seed: int, **options: object) -> FakeRun:
        run = whole(scenario, seed)
        table = run.tables["street"]
        table.loc[(table["unit"] == STREETS[9]) & (table["month"] == "2009-03"), "satisfaction"] = np.nan
        return run

    result = found(PILOT, holes, 2)
    assert set(result.estimates["units"]) == {15}
    assert row(result, "did")["truth"] == pytest.approx(0.5)


def test_nothing_defined_is_an_empty_table() -> None:
    whole = world(0.5)

    def nothing(scenario: Scenario, seed: int, **options: object) -> FakeRun:
        run = whole(scenario, seed)
        run.tables["street"]["satisfaction"] = np.nan
        return run

    result = found(PILOT, nothing, 2)
    assert result.summary.empty and result.estimates.empty


def test_the_twin_keeps_what_holds_everywhere() -> None:
    everywhere = revision("all", 6, name="first")
    both = scenario(everywhere, revision(list(STREETS[:4])))
    twin = without_placed(both)
    assert [item.name for item in twin.revisions] == ["first"]
    rollout = read_rollout(both, twin)
    assert [item.name for item in rollout.revisions] == ["pilot"]
    assert rollout.groups == [12] and rollout.first == 12


def test_the_rollout_of_shipped_scenarios() -> None:
    pilot = load("pilot_four_streets")
    rollout = read_rollout(pilot, without_placed(pilot))
    reformed = [unit for unit, start in zip(rollout.units, rollout.start, strict=True) if start != NEVER]
    assert sorted(reformed) == ["Chunxilu", "Lianxin", "Niushikou", "Sansheng"]
    assert rollout.months[rollout.first] == "2008-06" and rollout.months[-1] == "2015-12"
    staggered = load("staggered_rollout")
    assert read_rollout(staggered, without_placed(staggered)).groups == [17, 23, 29, 35]


def test_the_data_end_with_the_first_reform_that_ends() -> None:
    short = scenario(revision(list(STREETS[:4]), end=FIRST + 20))
    rollout = read_rollout(short, without_placed(short))
    assert rollout.months[-1] == month_name(FIRST + 20)
    early: Rollout = read_rollout(STAGGERED, without_placed(STAGGERED), until=month_name(FIRST + 19))
    assert early.groups == [12, 18] and (early.start == NEVER).sum() == 8


@pytest.mark.parametrize(("made", "options", "words"), [
    (scenario(), {}, "adds no reform that comes to some places first"),
    (scenario(revision("all")), {}, "adds no reform that comes to some places first"),
    (scenario(revision(list(STREETS[:4]), 0)), {}, "an evaluation needs months before it"),
    (scenario(revision(list(STREETS[:8])), revision(list(STREETS[8:]), name="rest")), {}, "nothing to compare"),
    (PILOT, {"horizon": "2008-05"}, "must be a month from 2009-01 to 2010-12, not '2008-05'"),
    (PILOT, {"cluster": "community"}, "must be street: streets are compared"),
    (PILOT, {"measures": ["satisfactoin"]},
     "is not a measure; `govsim list measures` shows all; did you mean 'satisfaction'?"),
    (PILOT, {"measures": ["visits_per_week"], "unit": "community"}, "is not measured by community"),
    (PILOT, {"measures": []}, "name at least one measure"),
    (PILOT, {"replications": 0}, "must be at least 1, not 0"),
    (scenario(revision([PLACE.communities[0].name], level="community")), {"unit": "street"}, "use --unit community"),
])
def test_what_cannot_be_evaluated_is_refused(made: Scenario, options: dict[str, object], words: str) -> None:
    def never(scenario: Scenario, seed: int, **options: object) -> FakeRun:
        raise AssertionError("ran")

    with pytest.raises(InputError) as raised:
        evaluate(made, simulate=never, **options)  # type: ignore[arg-type]
    assert words in str(raised.value)


def test_a_baseline_may_only_lack_reforms() -> None:
    other = replace(PILOT, name="other", revisions=(revision(list(STREETS[:3]), name="other"),))
    with pytest.raises(InputError, match="which made has not in the same form"):
        evaluate(PILOT, other)
    changed = replace(PILOT, name="base", revisions=(), world=World(loss_aversion=1.5))
    with pytest.raises(InputError, match="differs from the baseline base in its world too"):
        evaluate(PILOT, changed)
    mixed = scenario(revision("all", 6, name="first"), revision(list(STREETS[:4])))
    with pytest.raises(InputError, match="adds first everywhere at once; put it into the baseline too"):
        evaluate(mixed, replace(mixed, name="base", revisions=()))
    with pytest.raises(InputError, match="both must be the same"):
        evaluate(PILOT, replace(PILOT, name="base", revisions=(), sample=0.5))


def test_wilson_by_hand() -> None:
    """8 of 10: centre (0.8 + z2/20) / (1 + z2/10), half width as in the textbook."""
    z2 = 1.959963985**2
    centre = (0.8 + z2 / 20) / (1 + z2 / 10)
    half = np.sqrt(z2) * np.sqrt(0.8 * 0.2 / 10 + z2 / 400) / (1 + z2 / 10)
    assert wilson(8, 10) == pytest.approx((centre - half, centre + half))
