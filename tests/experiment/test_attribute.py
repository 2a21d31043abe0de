"""Attribution: games with known shares, the laws that shares obey, and the same through runs of a stand-in."""

from __future__ import annotations

import itertools
import json
import math
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from govsim.experiment import attribute as module
from govsim.experiment import game
from govsim.experiment.attribute import Attribution, read_parts, world_of
from govsim.experiment.attribution_folder import write_attribution_folder
from govsim.experiment.parquet import sha256
from govsim.experiment.plausible import Plausible
from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.params import InputError
from govsim.scenario import Revision, Scenario, Setting, load

from . import fake

games = st.integers(1, 4).flatmap(
    lambda count: arrays(np.float64, (1 << count, 2), elements=st.floats(-100, 100, allow_subnormal=False))
)


def by_orders(values: np.ndarray) -> np.ndarray:
    """Shares as defined: the mean over all orders, summed up one by one."""
    count = len(values).bit_length() - 1
    found = np.zeros((count, *values.shape[1:]))
    for order in itertools.permutations(range(count)):
        before = 0
        for player in order:
            found[player] += (values[before | 1 << player] - values[before]) / math.factorial(count)
            before |= 1 << player
    return found


def test_additive_game() -> None:
    values = np.array([10 + sum((3.0, -1.0, 0.5)[player] for player in game.members(set_)) for set_ in range(8)])
    assert game.shares(values) == pytest.approx([3.0, -1.0, 0.5])
    assert game.dividends(values) == pytest.approx([10, 3, -1, 0, 0.5, 0, 0, 0])


def test_interacting_game() -> None:
    """v = 2a + b - 4ab + 6ac + 9abc: every product is split evenly among its factors."""
    def value(a: bool, b: bool, c: bool) -> float:
        return 2 * a + b - 4 * (a and b) + 6 * (a and c) + 9 * (a and b and c)

    values = np.array([value(bool(set_ & 1), bool(set_ & 2), bool(set_ & 4)) for set_ in range(8)])
    assert game.dividends(values) == pytest.approx([0, 2, 1, -4, 0, 6, 0, 9])
    assert game.shares(values) == pytest.approx([2 - 2 + 3 + 3, 1 - 2 + 3, 3 + 3])


def test_gloves() -> None:
    """Two left gloves and one right one: a pair is worth 1 (a textbook answer: 1/6, 1/6, 4/6)."""
    values = np.array([0, 0, 0, 0, 0, 1, 1, 1.0])
    assert game.shares(values) == pytest.approx([1 / 6, 1 / 6, 4 / 6])


@given(games)
def test_laws_of_shares(values: np.ndarray) -> None:
    shares, dividends = game.shares(values), game.dividends(values)
    count = len(shares)
    assert np.allclose(shares.sum(axis=0), values[-1] - values[0], atol=1e-9)
    assert np.allclose(shares, by_orders(values), atol=1e-9)
    for set_ in range(len(values)):
        inside = [part for part in range(len(values)) if part & set_ == part]
        assert np.allclose(dividends[inside].sum(axis=0), values[set_], atol=1e-9)
    for player in range(count):
        split = sum(dividends[set_] / set_.bit_count() for set_ in range(1, len(values)) if set_ >> player & 1)
        assert np.allclose(shares[player], split, atol=1e-9)


@given(games, st.floats(-10, 10))
def test_a_dummy_gets_what_it_adds_alone(values: np.ndarray, adds: float) -> None:
    with_dummy = np.concatenate([values, values + adds])
    shares = game.shares(with_dummy)
    assert np.allclose(shares[-1], adds, atol=1e-9)
    assert np.allclose(shares[:-1], game.shares(values), atol=1e-9)


@given(games, st.data())
def test_renaming_players_renames_shares(values: np.ndarray, data: st.DataObject) -> None:
    count = len(values).bit_length() - 1
    order = data.draw(st.permutations(range(count)))
    renamed = [sum(1 << order[player] for player in game.members(set_)) for set_ in range(len(values))]
    assert np.allclose(game.shares(values[renamed]), game.shares(values)[list(order)], atol=1e-9)


def test_orders_are_counted() -> None:
    for count in (1, 2, 3, 4):
        steps = list(itertools.chain.from_iterable(game.orders(count)))
        for player in range(count):
            for before in game.sets_without(player, count):
                assert steps.count((player, before)) == game.orders_after(before, count)
    with pytest.raises(ValueError, match="each of 2"):
        game.shares(np.zeros(3))


def attribute(*arguments: Any, **options: Any) -> Attribution:
    """In this process: what the stand-in makes is made at once."""
    return module.attribute(*arguments, workers=1, **options)


STARTS = {"a": 1, "b": 2, "c": 4}
MONTHS = 6


def three(names: str = "abc", months: int = MONTHS) -> Scenario:
    """A scenario with the revisions a, b and c, from months 1, 2 and 4 on."""
    plain = fake.scenario("three", months=months)
    revisions = tuple(
        Revision(name, Setting(()), plain.start + STARTS[name], None, None, fake.everywhere()) for name in names
    )
    return replace(plain, revisions=revisions)


def made_up(effect: Callable[[dict[str, float], float], float]) -> Callable[..., fake.FakeRun]:
    """A stand-in for `simulate` that adds `effect(what is in force, a number of the seed)` to every measure."""

    def simulate(scenario: Scenario, seed: int, *, detail: str = "community", progress: object = None) -> fake.FakeRun:
        run = fake.fake(replace(scenario, revisions=()), seed)
        luck = float(np.random.default_rng(seed).normal())
        added = {}
        for month in scenario.months:
            force = dict.fromkeys("abc", 0.0)
            force |= {item.name: 1.0 for item in scenario.revisions if item.start <= month}
            added[month_name(month)] = effect(force, luck)
        for table in run.tables.values():
            table[list(MEASURES)] += table["month"].map(added).to_numpy()[:, None]
        return fake.FakeRun(scenario, seed, run.tables)

    return simulate


def additive(force: dict[str, float], luck: float) -> float:
    return 2 * force["a"] - force["b"] + 0.5 * force["c"]


def interacting(force: dict[str, float], luck: float) -> float:
    return (2 + luck) * force["a"] + 4 * force["a"] * force["b"] + 3 * force["a"] * force["b"] * force["c"]


def shares_of(found: Attribution, quantity: str = "horizon", column: str = "effect") -> dict[str, float]:
    table = found.frames["shares"]
    table = table[(table["measure"] == "satisfaction") & (table["quantity"] == quantity)]
    return dict(zip(table["part"], table[column], strict=True))


def test_additive_runs(tmp_path: Path) -> None:
    found = attribute(three(), "a,b,c", replications=3, out=tmp_path, simulate=made_up(additive))
    assert shares_of(found) == pytest.approx({"a": 2.0, "b": -1.0, "c": 0.5, "total": 1.5})
    assert shares_of(found, column="low") == pytest.approx(shares_of(found))
    assert shares_of(found, column="of_total") == pytest.approx({"a": 4 / 3, "b": -2 / 3, "c": 1 / 3, "total": 1.0})
    # From the second month on: a in 5 of 5 months, b in 4, c in 2.
    assert shares_of(found, "run") == pytest.approx({"a": 2.0, "b": -0.8, "c": 0.2, "total": 1.4})
    interactions = found.frames["interactions"]
    assert (interactions[interactions["size"] > 1][["effect", "low", "high"]] == 0).all(axis=None)
    assert len(list(tmp_path.glob("runs/*/*.parquet"))) == 8 * 3


def test_interacting_runs_and_their_orders() -> None:
    seeds = range(1, 13)
    found = attribute(three(), "a,b,c", replications=12, simulate=made_up(interacting), measures=["satisfaction"])
    luck = np.mean([np.random.default_rng(seed).normal() for seed in seeds])
    assert shares_of(found) == pytest.approx({"a": 2 + luck + 2 + 1, "b": 2 + 1, "c": 1, "total": 9 + luck})
    low, high = shares_of(found, column="low"), shares_of(found, column="high")
    assert low["a"] < 5 + luck < high["a"] and low["b"] == high["b"] == pytest.approx(3)
    assert low["total"] - low["a"] == pytest.approx(4.0), "the same resamples for the share and the total"
    assert shares_of(found, column="least")["b"] == pytest.approx(0)
    assert shares_of(found, column="most")["b"] == pytest.approx(7)
    tables = {name: frame[frame["quantity"] == "horizon"] for name, frame in found.frames.items()}
    dividends = tables["interactions"].set_index("parts")["effect"]
    assert dividends.to_dict() == pytest.approx({
        "a": 2 + luck, "b": 0, "c": 0, "a & b": 4, "a & c": 0, "b & c": 0, "a & b & c": 3,
    })
    order = tables["orders"][tables["orders"]["order"] == "b > a > c"]
    assert list(order["part"]) == ["b", "a", "c"] and list(order["after"]) == ["", "b", "a & b"]
    assert list(order["effect"]) == pytest.approx([0, 6 + luck, 3])
    sums = tables["orders"].groupby("order")["effect"].sum()
    assert len(sums) == 6 and sums.to_numpy() == pytest.approx(9 + luck)
    marginals = tables["marginals"]
    weighted = (marginals["effect"] * marginals["orders"] / 6).groupby(marginals["part"]).sum()
    assert weighted.to_dict() == pytest.approx({name: shares_of(found)[name] for name in "abc"})
    assert tables["worlds"].set_index("parts").loc["a & b", "effect"] == pytest.approx(6 + luck)


def test_parts_of_several_reforms_and_what_stays() -> None:
    """b is in every world, so that a brings 2 + 4 in all of them."""
    found = attribute(three(), "a,c", replications=2, simulate=made_up(interacting), measures=["satisfaction"])
    luck = np.mean([np.random.default_rng(seed).normal() for seed in (1, 2)])
    assert shares_of(found) == pytest.approx({"a": 6 + luck + 1.5, "c": 1.5, "total": 9 + luck})
    joined = attribute(three(), "a+b, c", replications=2, simulate=made_up(interacting), measures=["satisfaction"])
    assert shares_of(joined) == pytest.approx({"a+b": 6 + luck + 1.5, "c": 1.5, "total": 9 + luck})


def test_a_baseline_of_its_own_adds_a_row() -> None:
    base = replace(three("b"), name="base", revisions=())
    found = attribute(three(), "a,c", baseline=base, replications=2, simulate=made_up(additive))
    assert shares_of(found) == pytest.approx({"a": 2.0, "c": 0.5, "rest": -1.0, "total": 1.5})
    same = attribute(three(), "a,b,c", baseline=base, replications=2, simulate=made_up(additive))
    assert "rest" not in shares_of(same) and same.baseline == base


def test_the_folder_and_more_replications(tmp_path: Path) -> None:
    simulate = made_up(interacting)
    attribute(three(), "a,b", replications=2, out=tmp_path, simulate=simulate)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.glob("runs/*/*.parquet")}
    found = attribute(three(), "a,b", replications=3, out=tmp_path, simulate=simulate)
    after = {path: path.stat().st_mtime_ns for path in tmp_path.glob("runs/*/*.parquet")}
    assert len(before) == 8 and len(after) == 12 and before.items() <= after.items()
    paths = write_attribution_folder(found, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text("utf-8"))
    listed = {f"tables/{path.name}": {"sha256": sha256(path)} for path in paths}
    assert {name: entry for name, entry in manifest["files"].items() if name != "runs.sha256"} == listed
    assert len((tmp_path / "runs.sha256").read_text().splitlines()) == 12
    assert manifest["parts"] == {"a": ["a"], "b": ["b"]} and manifest["seeds"] == [1, 2, 3]
    assert {path.stem for path in paths} == {"shares", "interactions", "marginals", "orders", "worlds"}
    assert json.dumps(found.to_dict(), allow_nan=False)


def test_an_undefined_outcome_is_left_out() -> None:
    def simulate(scenario: Scenario, seed: int, **options: object) -> fake.FakeRun:
        run = made_up(additive)(scenario, seed)
        if seed == 2 and not scenario.revisions:
            run.tables["district"]["satisfaction"] = np.nan
        run.tables["district"]["takeup"] = np.nan
        return run

    found = attribute(three(), "a,b,c", replications=3, simulate=simulate, measures=["satisfaction", "takeup"])
    table = found.frames["shares"].set_index(["measure", "quantity", "part"])
    assert table.loc[("satisfaction", "horizon", "a"), "pairs"] == 2
    assert table.loc[("satisfaction", "horizon", "a"), "effect"] == pytest.approx(2.0)
    assert table.loc[("takeup", "horizon"), "effect"].isna().all() and (table.loc["takeup", "pairs"] == 0).all()


def test_one_pair_has_no_interval() -> None:
    found = attribute(three(), "a,b,c", replications=1, simulate=made_up(additive), measures=["satisfaction"])
    assert shares_of(found)["a"] == pytest.approx(2.0) and math.isnan(shares_of(found, column="low")["a"])


@settings(max_examples=20, deadline=None)
@given(st.sampled_from(["a,b,c", "c,b,a", "a+c,b", "b"]))
def test_worlds_are_the_subsets(bundles: str) -> None:
    scenario = three()
    parts = read_parts(scenario, bundles)
    listed = {part.name for part in parts}
    named = {name for part in listed for name in part.split("+")}
    for set_ in range(1 << len(parts)):
        world = world_of(scenario, parts, set_)
        kept = {name for number, part in enumerate(parts) if set_ >> number & 1 for name in part.name.split("+")}
        assert {item.name for item in world.revisions} == kept | (set("abc") - named)
        assert (world.name == "three") == (set_ == (1 << len(parts)) - 1)


@pytest.mark.parametrize(("bundles", "words"), [
    ("a,d", "'d' is no reform of the scenario; three has a, b, c"),
    ("a,a", "'a' is named twice"),
    ("a+a", "'a' is named twice"),
    ("a,,b", "a name is missing in 'a,,b'"),
    ("b+", r"a name is missing in 'b\+'"),
    ("", "a name is missing"),
    ("a+b,b", "'b' is named twice"),
])
def test_bundles_that_cannot_be(bundles: str, words: str) -> None:
    with pytest.raises(InputError, match=words):
        read_parts(three(), bundles)


def test_a_chinese_comma_is_a_comma() -> None:
    assert read_parts(three(), "a，b+c") == read_parts(three(), "a,b+c")


@pytest.mark.parametrize(("bundles", "names"), [
    ("R1,merit_hiring", ["merit_hiring"]),
    ("merit_hiring+property_company,R1,R2", ["merit_hiring", "property_company"]),
])
def test_what_is_in_two_groups_is_told_once(bundles: str, names: list[str]) -> None:
    with pytest.raises(InputError) as caught:
        read_parts(load("r1_r2"), bundles)
    assert [fault.message for fault in caught.value] == [f"{name!r} is in two groups" for name in names]


def test_too_many_parts_and_bad_arguments() -> None:
    many = replace(three(), revisions=tuple(replace(three().revisions[0], name=f"r{number}") for number in range(9)))
    with pytest.raises(InputError, match="9 groups; at most 8 are allowed"):
        read_parts(many, ",".join(f"r{number}" for number in range(9)))
    other = replace(three("b"), name="other", sample=0.5)
    for arguments, words in (
        ({"measures": ["satisfactoin"]}, "did you mean 'satisfaction'"), ({"measures": []}, "at least one measure"),
        ({"horizon": "2011-01"}, "must be a month from"), ({"replications": 0}, "at least 1"),
        ({"baseline": other}, "sample is 1.0 and 0.5"),
    ):
        with pytest.raises(InputError, match=words):
            attribute(three(), "a,b", simulate=fake.fake, **arguments)  # type: ignore[arg-type]


def test_plausible_worlds_enter_shares(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = Plausible(("latent_groups",), np.array([[4.0], [8.0], [12.0]]), ("latent_groups",), 0, {})
    monkeypatch.setattr("govsim.experiment.plausible.load_plausible", lambda place: made)
    reform = load("r1_r2", ["sample=0.01", "end=2009-12-01"])

    def felt(world: Scenario, seed: int, **more: object) -> fake.FakeRun:
        run = fake.fake(world, seed)
        for table in run.tables.values():
            table.loc[:, list(MEASURES)] += world.world.latent_groups * ("R1" in world.reform_names)
        return run

    found = module.attribute(reform, "R1,R2", replications=6, worlds=3, out=tmp_path, workers=1, simulate=felt)
    first = found.frames["shares"].set_index(["measure", "quantity", "part"]).loc[("satisfaction", "horizon", "R1")]
    assert first["pairs"] == 3 and first["worlds_high"] - first["worlds_low"] == pytest.approx(0.9 * 8.0)
    assert first["low"] < first["effect"] < first["high"]
    assert found.about()["worlds"] == 3
