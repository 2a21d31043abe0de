"""Committees, stations and property companies of a real model against numbers computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from govsim.agents import community, property_company, service_station
from govsim.model import GovernanceModel
from tests.model.small import built, ruled


def test_committee_serves_duties_first(model: GovernanceModel) -> None:
    """848 h and 52 h passed down of 1,050 h: no overload, 150 h free, half of them for courtyards."""
    c = model.communities
    c.regular_tasks[:], c.refilled_tasks[:], c.temporary_tasks[:] = 72.0, 10.0, 22 / 6
    model.streets.passed_down[:] = 52.0 / c.street_share[0]
    c.backlog[:], model.group_cover[:], model.committee_relief[:] = 0.0, 0.0, 0.0
    model.streets.enabling_hours[:] = 0.0
    model.world = replace(model.world, slack_enabling_share=0.5)
    community.do_duties(model, slice(0, 1))
    assert (c.load[0], c.hours[0], c.worked[0]) == pytest.approx((900.0, 1050.0, 900.0))
    assert (c.slack[0], c.enabling_hours[0], c.paper_hours[0]) == pytest.approx((150 / 1050, 75.0, 0.0))


def test_overload_becomes_paper_and_backlog_and_slack_clears_it(model: GovernanceModel) -> None:
    """1,250 h of 1,050 h: (.3 - .05) / 2 = 12.5% of 200 h on paper, 175 h of backlog; later 75 h clear some."""
    c = model.communities
    c.regular_tasks[:], c.refilled_tasks[:], c.temporary_tasks[:] = 1250 / 9, 0.0, 0.0
    model.streets.passed_down[:], c.backlog[:], model.group_cover[:], model.committee_relief[:] = 0.0, 0.0, 0.0, 0.0
    community.do_duties(model, slice(None))
    assert c.paper_hours == pytest.approx(25.0)
    assert c.paper_share == pytest.approx(0.02)
    assert c.backlog == pytest.approx(175.0)
    assert c.slack == pytest.approx(0.0)
    c.regular_tasks[:] = 975 / 9
    community.do_duties(model, slice(None))
    assert c.backlog == pytest.approx(100.0)
    assert c.worked == pytest.approx(1050.0)


def test_duties_go_to_stations_groups_and_contractors(model: GovernanceModel) -> None:
    c, stations = model.communities, model.stations
    c.regular_tasks[:], c.refilled_tasks[:], c.temporary_tasks[:] = 80.0, 20.0, 0.0
    model.streets.passed_down[:] = 0.0
    model.coverage[:] = 0.0
    model.coverage[:, 0] = 0.5
    model.stations.open[0] = True
    stations.accepts[:] = 0.8
    ruled(model, moved_task_share=0.75, group_passdown=0.2)
    model.group_cover[:] = 0.5
    model.committee_relief[:] = 40.0
    community.do_duties(model, slice(None))
    assert c.moved == pytest.approx(80 * 9 * 0.75 * 0.5 * 0.8)
    assert c.to_groups == pytest.approx((900 - c.moved) * 0.1)
    assert c.relieved == pytest.approx(40.0)
    assert c.load == pytest.approx((900 - c.moved) * 0.9 - 40)


def test_tasks_grow_and_slack_attracts_more(model: GovernanceModel) -> None:
    c, world = model.communities, model.world
    c.regular_tasks[:], c.refilled_tasks[:] = 80.0, 20.0
    c.slack[:], c.slack_noticed[:], c.slack_before[:] = 0.9, 0.4, 0.1
    ruled(model, admission_gate=0.25)
    before = c.temporary_tasks.copy()
    community.take_tasks(model, slice(None))
    assert c.regular_tasks == pytest.approx(80 + 100 * world.task_growth / 12 * 0.75)
    assert c.refilled_tasks == pytest.approx(20 + 100 * world.refill_rate * 0.3 * 0.75)
    assert c.temporary_tasks == pytest.approx(before / 2 + c.temporary_arrivals)


def test_slack_is_noticed_with_delay(model: GovernanceModel) -> None:
    c = model.communities
    c.slack_noticed[:] = 0.1
    community.do_duties(model, slice(None))
    assert c.slack_noticed == pytest.approx(0.1 + (c.slack - 0.1) / model.world.slack_memory)


def test_temporary_tasks_arrive_at_their_rate() -> None:
    """22 a year, in 59 communities and 24 months: 2,596 expected, within four standard deviations."""
    model = built()
    arrived = 0.0
    for _ in range(24):
        model.month += 1
        community.take_tasks(model, slice(None))
        arrived += model.communities.temporary_arrivals.sum()
    expected = 22 / 12 * 59 * 24
    assert abs(arrived - expected) < 4 * expected**0.5


def test_hires_fill_and_quit(model: GovernanceModel) -> None:
    c, world = model.communities, model.world
    c.committee_hires[:], c.station_hires[:] = 3.0, 0.0
    ruled(model, committee_posts=3.0, station_posts=4.0, pay_ratio=1.2)
    community.hire(model)
    quitting = world.quit_rate / 1.2
    assert c.station_hires == pytest.approx(4 / 3)
    assert c.committee_hires == pytest.approx(3 - 3 * quitting + 3 * quitting / 3)


def test_stations_split_their_street(model: GovernanceModel) -> None:
    """All planned stations: every community wholly covered, households split evenly; at half, the rest is not."""
    ruled(model, station_share=1.0)
    service_station.open_stations(model)
    t, planned = model.stations, np.array([street.stations for street in model.place.streets])
    assert np.bincount(t.street, weights=t.open).tolist() == planned.tolist()
    assert model.coverage.sum(axis=1) == pytest.approx(1.0)
    households = model.by_street(model.communities.registered_households)
    assert t.catchment[t.open] == pytest.approx((households / planned)[t.street[t.open]])
    assert (t.catchment[t.open] >= 4000 - 1e-6).all()
    three = int(np.flatnonzero(planned == 3)[0])
    ruled(model, station_share=1 / 3)
    service_station.open_stations(model)
    covered = t.catchment[(t.street == three) & t.open]
    assert covered == pytest.approx([households[three] / 3])


def test_stations_respect_the_catchment_floor(model: GovernanceModel) -> None:
    ruled(model, station_share=1.5, min_catchment=4000.0)
    service_station.open_stations(model)
    households = model.by_street(model.communities.registered_households)
    number = np.bincount(model.stations.street, weights=model.stations.open, minlength=16)
    assert (number <= households / 4000 + 1e-6).all()
    assert number.sum() > 28


def test_station_staff_learn_and_a_broader_list_is_learned_worse(model: GovernanceModel) -> None:
    world, t = model.world, model.stations
    ruled(model, station_share=1.0, station_items=np.where(np.arange(16) < 8, 62, 124))
    service_station.open_stations(model)
    service_station.staff_station(model)
    breadth = np.where(t.street < 8, 1.0, 0.5)
    assert t.competence[t.open] == pytest.approx(breadth[t.open] / world.training_months)
    assert (t.competence[~t.open] == 0).all()
    t.competence[:] = 0.5
    service_station.staff_station(model)
    assert t.trips[t.open][0] == pytest.approx(1.5 - 0.3 * (0.5 + 0.5 / world.training_months))


def test_back_office_overload_eats_window_hours(model: GovernanceModel) -> None:
    """Work of 1.2 times the back office is accepted; the excess of 20% comes off window hours."""
    world, t = model.world, model.stations
    ruled(model, station_share=1.0, moved_task_share=1.0)
    service_station.open_stations(model)
    model.communities.station_hires[:] = 0.5
    model.streets.station_hours[:] = 0.0
    service_station.staff_station(model)
    service_station.load_back_office(model)
    opened = t.open
    assert t.extra_load[opened] == pytest.approx(1.2 * t.back_office_hours[opened])
    lost = 0.2 * t.back_office_hours[opened] / (3 * world.opening_hours)
    assert t.window_share[opened] == pytest.approx(1 - lost)
    assert (t.window_share[~opened] == 0).all()


@pytest.mark.parametrize(
    ("subsidy", "collected", "months"), [(3000.0, 0.72, None), (3000.0, 0.71, 3), (0.0, 0.99, None), (0.0, 0.98, 3)])
def test_a_property_company_lives_above_break_even(
    model: GovernanceModel, subsidy: float, collected: float, months: int | None
) -> None:
    """11 courtyards of 126 households, 8 yuan: 71.5% of fees are enough with 3,000 of subsidy, 98.6% without."""
    t = model.companies
    t.active[0], t.clients[0] = True, 11 * 126
    ruled(model, property_subsidy=subsidy)
    model.districts.affordable[:] = 1.0
    yards = model.courtyards
    yards.client[:] = False
    yards.client[0], yards.households[0], yards.fee[0], yards.collection[0] = True, 11 * 126, 8.0, collected
    for month in range(1, 7):
        property_company.trade(model)
        assert t.cash[0] == pytest.approx(month * (8 * 11 * 126 * collected + subsidy - 4000 - 5 * 11 * 126))
        if month == months:
            assert t.failed[0] and not t.active[0]
            return
    assert t.active[0] and not t.failed[0]


def test_a_company_is_founded_once_and_serves_what_has_no_management(model: GovernanceModel) -> None:
    t, yards = model.companies, model.courtyards
    ruled(model, property_company=True, property_fee=9.0)
    model.communities.founding_hours[:] = np.where(np.arange(59) < 10, 100.0, 0.0)
    property_company.found(model)
    unmanaged = np.bincount(yards.community, weights=~yards.managed, minlength=59) > 0
    assert t.active.tolist() == (unmanaged & (np.arange(59) < 10)).tolist()
    assert (yards.fee[yards.client] == 9.0).all() and not (yards.client & yards.managed).any()
    t.active[0], t.failed[0] = False, True
    property_company.found(model)
    assert not t.active[0]


def test_the_lianhua_type_community_has_eleven_courtyards_without_management(model: GovernanceModel) -> None:
    yards, lianxin = model.courtyards, [street.name for street in model.place.streets].index("Lianxin")
    kinds = [kind.kind for kind in model.place.kinds]
    resettled = yards.kind == kinds.index("resettlement")
    share = np.bincount(yards.community, weights=resettled) / np.bincount(yards.community)
    here = np.flatnonzero(model.communities.street == lianxin)
    chosen = here[share[here].argmax()]
    assert ((yards.community == chosen) & ~yards.managed).sum() == 11
