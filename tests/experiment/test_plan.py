"""What names a run, and the plan of a study: laws that hold for any study."""

from __future__ import annotations

from dataclasses import fields, replace
from itertools import product
from pathlib import Path

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.experiment.plan import KEY, Plan, from_folder
from govsim.experiment.store import DETAIL, Store, run_of, world_key
from govsim.params import declared
from govsim.world import World

from .fake import scenario

PARAMS = {name: known for name, known in declared(World).items() if known.kind is float}
worlds = st.dictionaries(st.sampled_from(sorted(PARAMS)), st.floats(0.0, 1.0), max_size=3).map(
    lambda chosen: {name: PARAMS[name].bounds[0] + share * (PARAMS[name].bounds[1] - PARAMS[name].bounds[0])  # type: ignore[index]
                    for name, share in chosen.items()}
)
keys = st.integers(1, 3).flatmap(lambda worlds: st.lists(
    st.lists(st.sampled_from("abcdef"), min_size=worlds, max_size=worlds).map(tuple), min_size=1, max_size=6,
).map(tuple))


@settings(deadline=None, max_examples=40)
@given(worlds, worlds, st.text("xyz", max_size=3))
def test_a_world_is_named_by_its_numbers_alone(one: dict[str, float], other: dict[str, float], name: str) -> None:
    base = scenario("base")
    first = replace(base, name=name, title=name, title_zh=name, world=replace(World(), **one))
    second = replace(base, world=replace(World(), **other))
    same = all(getattr(first.world, item.name) == getattr(second.world, item.name) for item in fields(World))
    assert (world_key(first) == world_key(second)) == same


@given(st.sets(st.tuples(st.text("0123456789abcdef", max_size=4), st.integers(0, 10**9), st.sampled_from([*DETAIL]))))
def test_no_two_runs_have_one_name(runs: set[tuple[str, int, str]]) -> None:
    assert len({run_of(*run) for run in runs}) == len(runs)


@given(keys, st.integers(0, 50), st.integers(1, 4))
def test_every_run_of_a_plan_comes_once_and_seed_by_seed(
    found: tuple[tuple[str, ...], ...], first: int, seeds: int
) -> None:
    count = len(found[0])
    points = tuple((number,) for number in range(len(found)))
    plan = Plan(np.array(found, dtype=KEY), points, ("x",), tuple("uvw"[:count]), count > 1,
                range(first, first + seeds), Store(Path("nowhere"), "district"))
    order = list(plan.runs())
    names = [plan.run(*at) for at in order]
    assert len(names) == len(set(names)) == plan.count
    everything = {plan.run(point, world, seed) for point in range(len(found)) for world in range(count)
                  for seed in plan.seeds}
    assert set(names) == everything
    assert order == sorted(order, key=lambda at: (at[2], *at[:2]))
    first_of = {plan.run(*at): at for at in reversed(list(product(range(len(found)), range(count), plan.seeds)))}
    assert set(order) == set(first_of.values()), "of equal runs the first"
    fewer = replace(plan, seeds=range(first, first + 1))
    assert [plan.run(*at) for at in order[: fewer.count]] == [fewer.run(*at) for at in fewer.runs()]


def test_where_runs_are_is_told_from_the_folder(tmp_path: Path) -> None:
    assert from_folder(tmp_path, tmp_path) == ""
    assert from_folder(tmp_path / "results", tmp_path / "results/study") == ".."
    assert from_folder(tmp_path / "shared", tmp_path / "results/study") == "../../shared"
