"""Settled districts: kept for scenarios that start alike, equal bit for bit to one made anew, never shared."""

from __future__ import annotations

import gc
from collections.abc import Iterator
from dataclasses import replace

import numpy as np
import pytest

import govsim.run
from govsim.agents.rows import Table
from govsim.model import GovernanceModel
from govsim.run import build, in_common, simulate
from govsim.scenario import load
from govsim.settled import KEPT_DISTRICTS, Settled, array_bytes
from tests.model.small import built, differences, revision, scenario, state, unequal


@pytest.fixture(autouse=True)
def fresh(monkeypatch: pytest.MonkeyPatch) -> Settled:
    """Nothing kept yet."""
    kept = Settled()
    monkeypatch.setattr(govsim.run, "settled", lambda: kept)
    return kept


def arrays(model: GovernanceModel) -> Iterator[np.ndarray]:
    """Every array of a model and its population."""
    for owner in (model, model.population):
        for value in vars(owner).values():
            if isinstance(value, np.ndarray):
                yield value
            elif isinstance(value, Table):
                held = (getattr(value, name) for name in type(value).__dataclass_fields__)
                yield from (array for array in held if isinstance(array, np.ndarray))


def test_a_kept_start_gives_the_same_run_as_one_made_anew(fresh: Settled) -> None:
    reform = replace(load("jinjiang", sets=["sample=0.01"]), end=2008 * 12 + 8)
    alone = simulate(reform, 3, detail="courtyard")
    fresh.kept.clear()
    in_common.cache_clear()
    simulate(replace(reform, revisions=()), 3)
    assert len(fresh.kept) == 1
    known = dict(in_common(reform.beginning, 3).known)
    assert {month for _, month in known} == set(reform.months)
    assert unequal(alone, simulate(reform, 3, detail="courtyard")) == {}
    assert in_common(reform.beginning, 3).known == known
    assert [month for _, month in fresh.kept] == [0, reform.first_change]


def test_scenarios_go_on_from_where_another_parts(fresh: Settled) -> None:
    """Bit for bit the run that goes its course from the start, with all months told."""
    plain = scenario(months=5)
    heard = [revision({}, plain.start + month, plain.start + month) for month in (2, 4)]
    early, late = (scenario(item, months=5) for item in heard)
    alone = {}
    for each in (plain, early, late):
        fresh.kept.clear()
        alone[each] = simulate(each, 3, detail="courtyard")
    fresh.kept.clear()
    simulate(early, 3, detail="courtyard")
    for each, begins in ((late, 2), (plain, 4), (early, 2)):
        found = fresh.latest((each.beginning, 3, "courtyard"), each.start, each.first_change)
        assert found is not None and found[0].month == each.start + begins - 1
        told: list[int] = []
        watched: list[float] = []
        run = simulate(
            each, 3, detail="courtyard", progress=lambda done, _, told=told: told.append(done),
            watch=lambda values, watched=watched: watched.append(values[0]),
        )
        assert unequal(alone[each], run) == {}
        assert told == [1, 2, 3, 4, 5]
        assert watched == run.district.iloc[:, 2].tolist()
        assert run.network is not None and run.network.equals(alone[each].network)
    assert unequal(alone[plain], alone[late]) != {}
    assert fresh.latest((early.beginning, 3, "street"), early.start, early.first_change) is None


def test_copies_share_no_array_and_do_not_touch_each_other() -> None:
    first, second, third = built(), built(), built()
    before = state(third)
    for one in arrays(first):
        assert not any(np.shares_memory(one, other) for other in arrays(second))
    first.step()
    second.residents.trust_gov[:] = 0.25
    second.population.tie_step[:] = 0
    second.step()
    assert differences(state(third), before) == set()
    assert differences(state(built()), before) == set()
    assert (built().population.tie_step != 0).any()


def test_what_the_start_depends_on_is_told_apart(fresh: Settled) -> None:
    base = scenario(months=3)
    build(base, 1)
    others = [
        (base, 2),
        (replace(base, end=base.end + 1), 1),
        (replace(base, sample=0.012), 1),
        (replace(base, world=replace(base.world, loss_aversion=1.5)), 1),
        (replace(base, rules=replace(base.rules, quorum=0.4)), 1),
    ]
    for number, (other, seed) in enumerate(others, 2):
        model = build(other, seed)
        assert (model.world, model.months, model.sample, model.chance.seed) == (
            other.world, other.months, other.sample, seed)
        assert len(fresh.kept) == min(number, fresh.most)


def test_the_rules_to_come_are_those_of_the_scenario_that_asks() -> None:
    plain, changed = scenario(months=3), scenario({"quorum": 0.45}, months=3)
    assert build(plain, 1).rules_of(plain.start).community.quorum[0] == 0.3
    assert build(changed, 1).rules_of(plain.start).community.quorum[0] == 0.45


def test_few_are_kept_and_none_that_is_too_large() -> None:
    size = array_bytes(built())
    assert size > sum(array.nbytes for array in arrays(built())) * 0.5
    kept = Settled(most_bytes=int(2.5 * size), most=9)
    for seed in (1, 2, 3):
        kept.get(seed, lambda: built())
    assert list(kept.kept) == [(2, 0), (3, 0)]
    kept.get(2, lambda: pytest.fail("made again"))
    kept.get(4, lambda: built())
    assert list(kept.kept) == [(2, 0), (4, 0)]
    small = Settled(most_bytes=size - 1)
    small.get(1, lambda: built())
    assert not small.kept




def test_models_of_earlier_runs_are_gone() -> None:
    """Memory does not grow with the number of runs: at once, no more models are alive than are kept."""
    short = replace(scenario(months=1), sample=0.01)
    gc.collect()
    before = alive()
    gc.disable()
    try:
        for seed in range(8):
            simulate(short, seed, detail="district")
        assert alive() - before == KEPT_DISTRICTS
    finally:
        gc.enable()


def alive() -> int:
    """Models in memory."""
    return sum(type(thing) is GovernanceModel for thing in gc.get_objects())
