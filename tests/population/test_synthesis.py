"""Totals are met exactly, shares within sampling error, and the same seed gives the same people."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from scipy import stats

from govsim.chance import Chance
from govsim.place import Place
from govsim.population import ALTRUIST, CHILD, CONDITIONAL, FREE_RIDER, HUMP, Population, synthesize
from govsim.world import World
from tests.population.rows import courtyard_of, id_of

COLUMNS = ("age_group", "renter", "local", "low_income", "party", "cooperation", "threshold", "pay_propensity")
PERSON = COLUMNS[:1] + COLUMNS[4:]


def by_community(people: Population, values: np.ndarray) -> np.ndarray:
    return np.bincount(people.courtyard_community, values)


def weights(people: Population) -> np.ndarray:
    return np.repeat(people.courtyard_weight.astype(float), np.diff(people.courtyard_start))


def by_resident(people: Population, values: np.ndarray) -> np.ndarray:
    return np.repeat(values, np.diff(people.courtyard_start))


def near(found: float, expected: float, count: float, clusters: float = 1.0) -> bool:
    """Within five standard errors of a share; `clusters` persons draw together."""
    return bool(abs(found - expected) < 5 * np.sqrt(expected * (1 - expected) * clusters / count))


def test_everybody_is_there(whole: Population, place: Place) -> None:
    assert len(whole) == 690_422
    residents = by_community(whole, np.diff(whole.courtyard_start))
    assert residents.tolist() == [item.residents for item in place.communities]
    assert whole.courtyard_residents.tolist() == np.diff(whole.courtyard_start).tolist()
    assert whole.courtyard_households.tolist() == np.diff(whole.courtyard_household_start).tolist()
    assert (whole.courtyard_weight == 1).all()


@pytest.mark.parametrize("share", [0.3, 0.05, 0.01])
def test_real_totals_at_any_sample(place: Place, whole: Population, share: float) -> None:
    people = synthesize(place, World(), share, Chance(1))
    for name in ("residents", "households", "registered", "managed", "heterogeneity", "condition", "kind"):
        column = f"courtyard_{name}"
        assert np.array_equal(getattr(people, column), getattr(whole, column)), column
    restored = people.courtyard_weight * np.diff(people.courtyard_start)
    assert np.allclose(restored, whole.courtyard_residents, rtol=1e-6)


def test_registered_households_meet_the_table(whole: Population, place: Place) -> None:
    registered = [item.registered_households for item in place.communities]
    assert np.allclose(by_community(whole, whole.courtyard_registered), registered, rtol=1e-12)
    # residents of registered households follow, except where the register counts more than live there
    heads = whole.household_start[:-1]
    living = np.bincount(
        by_resident(whole, whole.courtyard_community)[heads], whole.local[heads], minlength=len(registered)
    )
    housed = by_community(whole, whole.courtyard_households)
    expected = np.minimum(registered, 0.95 * housed)
    assert (np.abs(living - expected) < 5 * np.sqrt(housed * 0.25) + 0.02 * housed).all()


def test_courtyards_as_in_the_tables(whole: Population, place: Place) -> None:
    for community in place.communities:
        here = whole.courtyard_community == community.index
        kinds = np.bincount(whole.courtyard_kind[here], minlength=len(place.kinds))
        assert tuple(kinds) == community.courtyards
        assert (~whole.courtyard_managed[here]).sum() == community.without_property
    assert len(set(whole.courtyard_name)) == 1200
    assert (np.diff(whole.courtyard_community) >= 0).all()
    assert whole.courtyard_households.min() >= 12


def test_mostly_old_courtyards_lack_property_management(whole: Population, place: Place) -> None:
    lacking = np.bincount(whole.courtyard_kind, ~whole.courtyard_managed) / np.bincount(whole.courtyard_kind)
    share = dict(zip([kind.kind for kind in place.kinds], lacking, strict=True))
    assert share["old"] > share["work_unit"] > share["commodity"]
    assert share["commodity"] < 0.15


@pytest.mark.parametrize("seed", range(5))
def test_mean_size_of_old_courtyards(place: Place, seed: int) -> None:
    # K8
    people = synthesize(place, World(), 0.01, Chance(seed))
    old = np.array([kind.old for kind in place.kinds])[people.courtyard_kind]
    assert people.courtyard_households[old].mean() == pytest.approx(126, abs=15)


def test_households(whole: Population) -> None:
    size = np.diff(whole.household_start)
    assert size.min() == 1
    assert size.max() <= 6
    assert size.mean() == pytest.approx(2.55, abs=0.03)
    heads = whole.household_start[:-1]
    assert (whole.age_group[heads] != CHILD).all()
    for name in ("renter", "local", "low_income"):
        values = getattr(whole, name)
        assert np.array_equal(values, np.repeat(values[heads], size)), name
    assert np.array_equal(whole.household_start[whole.courtyard_household_start], whole.courtyard_start)


def test_shares_of_the_world(whole: Population) -> None:
    world, count = World(), len(whole)
    assert near(whole.party.mean(), world.party_share, count)
    assert near(whole.low_income.mean(), world.low_income_share, count, clusters=3.5)
    expected = {
        CONDITIONAL: world.share_conditional,
        FREE_RIDER: world.share_free_rider,
        HUMP: world.share_hump,
        ALTRUIST: 0.08,
    }
    for kind, share in expected.items():
        assert near((whole.cooperation == kind).mean(), share, count), kind
    assert not whole.party[whole.age_group == CHILD].any()
    assert not whole.low_income[~whole.local].any()


def test_shares_of_the_kinds(whole: Population, place: Place) -> None:
    for code, kind in enumerate(place.kinds):
        here = by_resident(whole, whole.courtyard_kind) == code
        age = whole.age_group[here]
        for group, share in ((0, kind.child_share), (1, kind.young_share), (3, kind.elder_share)):
            # heads are adults, so children come from fewer draws: twice the sampling error is ample
            assert near((age == group).mean(), share, here.sum(), clusters=4), (kind.kind, group)
        assert near(whole.renter[here].mean(), kind.renter_share, here.sum(), clusters=3.5), kind.kind


def test_renters_are_less_often_registered(whole: Population) -> None:
    assert whole.local[whole.renter].mean() < 0.5 * whole.local[~whole.renter].mean()


def test_thresholds_are_beta(whole: Population) -> None:
    world = World()
    distance = stats.kstest(whole.threshold[::7], stats.beta(world.threshold_a, world.threshold_b).cdf).statistic
    assert distance < 2.0 / np.sqrt(len(whole) / 7)
    assert stats.kstest(whole.pay_propensity[::7], "uniform").statistic < 2.0 / np.sqrt(len(whole) / 7)


def test_same_seed_same_people_other_seed_others(place: Place, sample: Population) -> None:
    again = synthesize(place, World(), 0.05, Chance(1))
    other = synthesize(place, World(), 0.05, Chance(2))
    for name in (*COLUMNS, "tie_start", "tie_to", "household_start"):
        assert np.array_equal(getattr(again, name), getattr(sample, name)), name
    assert not np.array_equal(other.courtyard_households, sample.courtyard_households)


def test_a_household_of_a_sample_is_the_same_at_full_scale(sample: Population, whole: Population) -> None:
    ids = id_of(sample, np.arange(len(sample)))
    assert np.array_equal(id_of(whole, np.arange(len(whole))), np.arange(len(whole)))
    assert np.array_equal(courtyard_of(sample, np.arange(len(sample))), courtyard_of(whole, ids))
    for name in COLUMNS:
        assert np.array_equal(getattr(sample, name), getattr(whole, name)[ids]), name


def test_samples_are_nested(place: Place, sample: Population) -> None:
    larger = synthesize(place, World(), 0.2, Chance(1))
    assert set(sample.household_first_id) < set(larger.household_first_id)


@pytest.mark.parametrize("share", [0.01, 0.05, 0.2])
def test_households_drawn(place: Place, share: float) -> None:
    people = synthesize(place, World(), share, Chance(1))
    drawn = np.diff(people.courtyard_household_start)
    assert np.array_equal(drawn, np.maximum(4, np.rint(share * people.courtyard_households)))


def test_weighted_shares_are_unbiased(place: Place) -> None:
    def shares(seed: int, share: float) -> list[float]:
        people = synthesize(place, World(), share, Chance(seed))
        values = (people.renter, people.local, people.age_group == CHILD, people.age_group == 3, people.party)
        return [float(np.average(value, weights=weights(people))) for value in values]

    difference = np.array([np.subtract(shares(seed, 0.05), shares(seed, 0.5)) for seed in range(12)])
    assert (np.abs(difference.mean(axis=0)) < 0.002).all()
    assert (np.abs(difference) < 0.01).all()


def test_when_the_floor_rules(place: Place) -> None:
    assert synthesize(place, World(), 0.02, Chance(1)).floor_rules
    assert not synthesize(place, World(), 0.05, Chance(1)).floor_rules


@pytest.mark.parametrize("share", [0.0, -1.0, 1.01, float("nan")])
def test_impossible_samples(place: Place, share: float) -> None:
    with pytest.raises(ValueError, match="sample"):
        synthesize(place, World(), share, Chance(1))


def test_world_moves_what_it_names(place: Place, sample: Population) -> None:
    def drawn(**changes: float) -> Population:
        return synthesize(place, replace(World(), **changes), 0.05, Chance(1))  # type: ignore[arg-type]

    assert drawn(population_scale=1.1).courtyard_residents.sum() == pytest.approx(1.1 * 690_422, abs=59)
    old = np.array([kind.old for kind in place.kinds])[sample.courtyard_kind]
    assert drawn(mean_households_old=110.0).courtyard_households[old].mean() == pytest.approx(110, rel=0.02)
    assert drawn(mean_households_old=150.0).courtyard_households[old].mean() == pytest.approx(150, rel=0.02)
    # much larger ones meet the totals of communities that have little else
    assert 200 < drawn(mean_households_old=275.0).courtyard_households[old].mean() < 275
    assert (~drawn(share_without_property=0.8).courtyard_managed).mean() == pytest.approx(0.8, abs=0.02)
    more = drawn(share_without_property=0.7)
    assert not (more.courtyard_managed & ~sample.courtyard_managed).any()
    assert drawn(renter_share_old=0.45).renter.mean() == pytest.approx(1.5 * sample.renter.mean(), rel=0.05)
    assert drawn(party_share=0.03).party.mean() == pytest.approx(0.03, abs=0.003)
    assert drawn(low_income_share=0.03).low_income.mean() == pytest.approx(0.03, abs=0.006)
    assert drawn(share_free_rider=0.2, share_conditional=0.45).cooperation.mean() > sample.cooperation.mean()
    assert drawn(threshold_a=3.0).threshold.mean() == pytest.approx(3 / 8, abs=0.01)
    spread = np.log(drawn(sd_ln_households=0.5).courtyard_households[old]).std()
    assert spread == pytest.approx(0.5, abs=0.08)


def test_a_world_pairs_with_another(place: Place, sample: Population) -> None:
    # more renters: nobody who rented before owns now, and persons are the same
    more = synthesize(place, replace(World(), renter_share_old=0.4), 0.05, Chance(1))
    assert not (sample.renter & ~more.renter).any()
    for name in PERSON:
        assert np.array_equal(getattr(more, name), getattr(sample, name)), name


@pytest.mark.parametrize(
    "changes",
    [
        {"mean_households_old": 275.0, "sd_ln_households": 1.0, "population_scale": 0.9},
        {"mean_households_old": 100.0, "sd_ln_households": 1.0, "population_scale": 1.1},
        {"share_conditional": 0.6, "share_free_rider": 0.33, "share_hump": 0.15, "renter_share_old": 0.5},
    ],
)
def test_totals_at_the_bounds_of_the_world(place: Place, changes: dict[str, float]) -> None:
    world = replace(World(), **changes)  # type: ignore[arg-type]
    people = synthesize(place, world, 0.02, Chance(1))
    target = np.rint(np.array([item.residents for item in place.communities]) * world.population_scale)
    assert np.array_equal(by_community(people, people.courtyard_residents), target)
    assert people.courtyard_households.min() >= 12
    assert set(np.unique(people.cooperation)) <= {CONDITIONAL, FREE_RIDER, HUMP, ALTRUIST}
