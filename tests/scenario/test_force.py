"""The rules in force, computed by hand: order, months, ends, rollouts, levels, news."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import asdict, replace
from typing import Any

import numpy as np
import pytest

from govsim.params import declared
from govsim.place import Place, load_place
from govsim.reforms.base import ramp
from govsim.rules import Rules
from govsim.scenario import NEVER, load, rules_in_force, starts
from govsim.scenario.scenario import Scenario

from .conftest import Write

JUNE_2008 = 2008 * 12 + 5


@pytest.fixture(scope="module")
def place() -> Place:
    return load_place("jinjiang")


@pytest.fixture
def field(write: Write, place: Place) -> Callable[..., Any]:
    """One field of the rules in a month, by community (or by street), under the lines of a scenario."""

    def read(name: str, month: int, *lines: str, level: str = "community") -> Any:
        return getattr(getattr(rules_in_force(load(write(*lines)), place, month), level), name)

    return read


def revise(start: str, fields: str, *more: str) -> tuple[str, ...]:
    return ("[[revise]]", f"start = {start}-01", f"set = {{{fields}}}", *more)


def street(place: Place, name: str) -> int:
    return [item.name for item in place.streets].index(name)


def in_street(place: Place, *names: str) -> np.ndarray:
    return np.isin(place.community_street, [street(place, name) for name in names])


def test_without_revisions_the_rules_are_the_defaults(place: Place) -> None:
    scenario = load("no_reform")
    for month in (scenario.start, scenario.end):
        rules = rules_in_force(scenario, place, month)
        for name, value in asdict(Rules()).items():
            assert (getattr(rules.street, name) == value).all()
            assert (getattr(rules.community, name) == value).all()
            assert len(getattr(rules.street, name)) == len(place.streets)
            assert len(getattr(rules.community, name)) == len(place.communities)
        assert not rules.news.any()
        assert len(rules.news) == len(place.communities)


def test_types_and_protection_of_the_arrays(place: Place) -> None:
    rules = rules_in_force(load("jinjiang"), place, JUNE_2008)
    for name, known in declared(Rules).items():
        for level in (rules.street, rules.community):
            values = getattr(level, name)
            assert values.dtype == {bool: np.bool_, int: np.int64, float: np.float64}[known.kind]
            with pytest.raises(ValueError, match="read-only"):
                values[0] = values[0]
    with pytest.raises(ValueError, match="read-only"):
        rules.news[0] = 1.0


def test_initial_rules_come_from_the_scenario(field: Callable[..., Any]) -> None:
    lines = ("[rules]", 'mandate = {value = 0.2, assumption = "a test"}')
    assert (field("mandate", JUNE_2008, *lines) == 0.2).all()


def test_a_revision_holds_from_its_start_through_its_end(field: Callable[..., Any]) -> None:
    lines = revise("2008-06", "mandate = 0.4", "end = 2008-08-01")
    seen = [field("mandate", JUNE_2008 + later, *lines)[0] for later in (-1, 0, 2, 3)]
    assert seen == [0.0, 0.4, 0.4, 0.0]


def test_revisions_compose_in_written_order_not_by_date(field: Callable[..., Any]) -> None:
    early_last = revise("2009-01", "mandate = 0.9") + revise("2008-06", "mandate = 0.4")
    assert field("mandate", JUNE_2008 + 12, *early_last)[0] == 0.4
    late_last = revise("2008-06", "mandate = 0.4") + revise("2009-01", "mandate = 0.9")
    assert field("mandate", JUNE_2008 + 12, *late_last)[0] == 0.9


def test_written_order_holds_between_kinds_of_entries(field: Callable[..., Any]) -> None:
    reform = ("[[reform]]", 'rule = "task_admission"', "start = 2008-06-01", "gate = 0.6")
    setting = revise("2008-06", "admission_gate = 0.1")
    assert field("admission_gate", JUNE_2008, *setting, *reform)[0] == 0.6
    assert field("admission_gate", JUNE_2008, *reform, *setting)[0] == 0.1


def test_a_ramp_counts_from_each_places_own_start(field: Callable[..., Any], place: Place) -> None:
    order = '[["Shahe"], ["Lianxin", "Sansheng"]]'
    lines = ("[[reform]]", 'rule = "service_stations"', "start = 2008-06-01", "stations = 28", "ramp_months = 9",
             f"where = {{every = 4, order = {order}}}")
    shares = field("station_share", JUNE_2008 + 5, *lines, level="street")
    expected = np.zeros(len(place.streets))
    expected[street(place, "Shahe")] = ramp(5, 9)
    expected[[street(place, "Lianxin"), street(place, "Sansheng")]] = ramp(1, 9)
    np.testing.assert_allclose(shares, expected)
    assert (field("station_share", JUNE_2008 + 3, *lines, level="street") > 0).sum() == 1
    assert not field("station_share", JUNE_2008 - 1, *lines, level="street").any()


def test_named_streets_take_their_communities(field: Callable[..., Any], place: Place) -> None:
    lines = revise("2008-06", "mandate = 0.4", 'where = ["Shahe", "Lianxin"]')
    np.testing.assert_array_equal(
        field("mandate", JUNE_2008, *lines), np.where(in_street(place, "Shahe", "Lianxin"), 0.4, 0.0))
    streets = field("mandate", JUNE_2008, *lines, level="street")
    assert set(np.flatnonzero(streets)) == {street(place, "Shahe"), street(place, "Lianxin")}
    assert streets.max() == 0.4


def test_a_single_community_moves_its_street_by_its_residents(field: Callable[..., Any], place: Place) -> None:
    one = place.communities[7]
    lines = ("[[reform]]", 'rule = "small_unit_governance"', "start = 2008-06-01", "hours = 20",
             f'where = ["{one.name}"]')
    mandates = field("mandate", JUNE_2008, *lines)
    assert mandates[one.index] == 1.0
    assert mandates.sum() == 1.0
    hours = field("coordination_hours", JUNE_2008, *lines, level="street")
    share = one.residents / place.streets[one.street].residents
    assert hours[one.street] == pytest.approx(20 * share)
    assert np.delete(hours, one.street).max() == 0.0


def test_a_street_goes_with_most_residents_where_there_is_no_mean(field: Callable[..., Any], place: Place) -> None:
    own = sorted((item for item in place.communities if item.street == 0), key=lambda item: item.residents)
    company = "property_company = true, demonstration_courtyards = 4"
    few = revise("2008-06", company, f'where = ["{own[0].name}"]')
    assert not field("property_company", JUNE_2008, *few, level="street")[0]
    assert field("demonstration_courtyards", JUNE_2008, *few, level="street")[0] == 0
    names = ", ".join(f'"{item.name}"' for item in own[1:])
    most = revise("2008-06", company, f"where = [{names}]")
    assert field("property_company", JUNE_2008, *most, level="street")[0]
    assert field("demonstration_courtyards", JUNE_2008, *most, level="street")[0] == 4


def test_news_only_where_it_applies_and_only_in_its_month(write: Write, place: Place) -> None:
    scenario = load(write(*revise("2008-06", "", "announced = 2008-04-01", 'where = ["Shahe"]')))
    for month in (JUNE_2008 - 3, JUNE_2008 - 1, JUNE_2008):
        assert not rules_in_force(scenario, place, month).news.any()
    rules = rules_in_force(scenario, place, JUNE_2008 - 2)
    np.testing.assert_array_equal(rules.news, in_street(place, "Shahe").astype(float))
    assert (rules.community.mandate == 0).all()


def test_announcement_only_leaves_every_rule_alone(place: Place) -> None:
    placebo, silence, enacted = (load(name) for name in ("announcement_only", "no_reform", "jinjiang"))
    news = []
    for month in placebo.months:
        rules, plain = (rules_in_force(item, place, month) for item in (placebo, silence))
        for name in declared(Rules):
            np.testing.assert_array_equal(getattr(rules.community, name), getattr(plain.community, name))
        np.testing.assert_array_equal(rules.news, rules_in_force(enacted, place, month).news)
        news.append(float(rules.news.mean()))
    assert sum(news) == 3.0


def test_months_before_the_first_start_are_those_without_reform(place: Place) -> None:
    enacted, plain = load("jinjiang"), load("no_reform")
    for month in range(enacted.start, JUNE_2008):
        one, other = (rules_in_force(item, place, month) for item in (enacted, plain))
        for name in declared(Rules):
            np.testing.assert_array_equal(getattr(one.street, name), getattr(other.street, name))


def test_jinjiang_agrees_with_revising_by_hand(place: Place) -> None:
    scenario = load("jinjiang")
    month = 2010 * 12 + 4
    rules = scenario.rules
    for revision in scenario.revisions:
        if revision.start <= month:
            rules = revision.change.revise(rules, month - revision.start)
    seen = rules_in_force(scenario, place, month)
    for name, value in asdict(rules).items():
        assert (getattr(seen.community, name) == value).all(), name
        assert (getattr(seen.street, name) == value).all(), name
    assert not seen.street.investment_attraction.any()


@pytest.mark.parametrize("of", ["streets", "communities"])
def test_a_share_is_drawn_once_and_nested(write: Write, place: Place, of: str) -> None:
    def drawn(share: float, seed: int) -> np.ndarray:
        where = f'where = {{share = {share}, seed = {seed}, of = "{of}"}}'
        return starts(load(write(*revise("2008-06", "mandate = 0.4", where))).revisions[0], place)

    quarter, half, again, other = drawn(0.25, 7), drawn(0.5, 7), drawn(0.5, 7), drawn(0.5, 8)
    np.testing.assert_array_equal(half, again)
    assert (half != other).any()
    assert set(half) == {NEVER, JUNE_2008}
    assert (half[quarter != NEVER] == JUNE_2008).all()
    if of == "streets":
        assert len(set(place.community_street[half != NEVER])) == 8
        assert not set(place.community_street[half != NEVER]) & set(place.community_street[half == NEVER])
    else:
        assert (half != NEVER).sum() == round(len(place.communities) / 2 + 0.01)
    assert (drawn(0.001, 7) != NEVER).any()
    assert (drawn(1.0, 7) != NEVER).all()


def test_groups_are_dealt_evenly(write: Write, place: Place) -> None:
    where = 'where = {every = 3, groups = 4, seed = 7, of = "communities"}'
    reached = starts(load(write(*revise("2008-06", "mandate = 0.4", where))).revisions[0], place)
    months, counts = np.unique(reached, return_counts=True)
    assert list(months) == [JUNE_2008 + later for later in (0, 3, 6, 9)]
    assert counts.max() - counts.min() <= 1


def test_a_community_ahead_of_its_street_keeps_its_lead(write: Write, place: Place) -> None:
    ahead = next(item for item in place.communities if place.streets[item.street].name == "Shahe")
    where = f'where = {{every = 2, order = ["{ahead.name}", "Shahe"]}}'
    reached = starts(load(write(*revise("2008-06", "mandate = 0.4", where))).revisions[0], place)
    assert reached[ahead.index] == JUNE_2008
    assert set(reached[in_street(place, "Shahe")]) == {JUNE_2008, JUNE_2008 + 2}
    assert set(reached[~in_street(place, "Shahe")]) == {NEVER}


def test_one_rule_may_start_twice_where_places_or_times_differ(write: Write, place: Place) -> None:
    rule = ("[[reform]]", 'rule = "task_admission"')
    scenario = load(write(*rule, "start = 2008-06-01", "end = 2008-12-01", 'where = ["Shahe"]', "gate = 0.3",
                          *rule, "start = 2009-01-01", 'where = ["Shahe"]', "gate = 0.5",
                          *rule, "start = 2008-06-01", 'where = ["Lianxin"]', "gate = 0.7"))
    gates = rules_in_force(scenario, place, JUNE_2008 + 12).community.admission_gate
    assert set(gates[in_street(place, "Shahe")]) == {0.5}
    assert set(gates[in_street(place, "Lianxin")]) == {0.7}


@pytest.mark.parametrize("name", ["jinjiang", "staggered_rollout"])
def test_a_whole_run_is_composed_in_less_than_half_a_second(place: Place, name: str) -> None:
    scenario: Scenario = replace(load(name))
    begin = time.process_time()
    for month in scenario.months:
        rules_in_force(scenario, place, month)
    assert time.process_time() - begin < 0.5
