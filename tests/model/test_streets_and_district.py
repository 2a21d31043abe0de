"""Streets, district and committees of a real model against numbers computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from govsim.agents import community, district, property_company, service_station, street_office
from govsim.agents.district import ITEMS
from govsim.model import QUAKE, GovernanceModel
from tests.model.small import START, after, built, ruled

FUNCTIONS = ("investment_attraction", "tax_assistance", "fixed_asset_investment", "economic_statistics")
STRIPPED = dict.fromkeys(FUNCTIONS, False)


def plain(model: GovernanceModel) -> None:
    """Streets alike: no pressure, no shortfall, no voice."""
    model.streets.pressure[:] = 1.0
    model.streets.budget[:] = model.streets.budget_2007


@pytest.mark.parametrize(
    ("fields", "sections", "expected"),
    [
        ({}, 0.0, (0.55, 0.30, 0.10, 0.06)),
        (
            {
                **STRIPPED,
                "shadow_weight": 0.03,
                "freed_to_upward": 0.3,
                "freed_to_service": 0.4,
                "freed_to_community": 0.3,
                "section_floor_service": 0.1,
                "section_floor_community": 0.1,
            },
            1.0,
            (0.01, 0.45, 0.32, 0.22),
        ),
        (
            {
                **STRIPPED,
                "shadow_weight": 0.03,
                "freed_to_upward": 0.3,
                "freed_to_service": 0.4,
                "freed_to_community": 0.3,
                "section_floor_service": 0.1,
                "section_floor_community": 0.1,
            },
            0.0,
            (0.01, 0.64, 0.23, 0.12),
        ),
        (
            {**STRIPPED, "shadow_weight": 0.03, "freed_to_service": 22 / 37, "freed_to_community": 15 / 37},
            0.0,
            (0.02, 0.48, 0.34, 0.16),
        ),
    ],
    ids=["before", "R1", "no floors", "downward only"],
)
def test_attention_under_rules(
    model: GovernanceModel, fields: dict[str, float], sections: float, expected: tuple[float, ...]
) -> None:
    plain(model)
    ruled(model, **fields)
    model.streets.sections[:] = sections
    found = street_office.desired_attention(model)
    assert found == pytest.approx(np.tile(expected, (16, 1)), abs=0.006)


def test_stripping_one_function_frees_a_quarter(model: GovernanceModel) -> None:
    plain(model)
    ruled(model, tax_assistance=False, freed_to_community=1.0, shadow_weight=0.04)
    assert district.effective_weights(model)[0] == pytest.approx((0.3 + 0.01, 0.30, 0.18, 0.12 + 0.09))
    assert district.feasible_economy(model) == pytest.approx(0.75)


def test_a_street_short_of_money_returns_to_the_economy(model: GovernanceModel) -> None:
    """At 80% of its budget and economy pressure .5 a stripped street feels .5 x .2 x .4 of weight."""
    ruled(model, **STRIPPED)
    model.streets.budget[:] = model.streets.budget_2007 * np.where(np.arange(16) == 3, 0.8, 1.1)
    weights = district.effective_weights(model)[:, 0]
    assert weights[3] == pytest.approx(0.04)
    assert np.delete(weights, 3) == pytest.approx(0.0)


def test_residents_voice_counts_for_streets_that_fall_short(model: GovernanceModel) -> None:
    plain(model)
    ruled(model, feedback_weight=0.2)
    surveyed = np.full(16, 0.5)
    surveyed[0] = 0.34
    model.streets.surveyed_satisfaction[:] = surveyed
    world, shortfall = model.world, 0.5 - 0.16 / 16 - 0.34
    voice = 0.2 * (1 + world.feedback_sensitivity * shortfall)
    pull = np.array((0.4 * 0.9, 0.3 * 0.8, 0.18 * (0.35 + voice) + 0.05, 0.12 * (0.25 + voice) + 0.05)) ** 1.5
    found = street_office.desired_attention(model)
    assert found[0] == pytest.approx(pull / pull.sum())
    assert (found[1:, 2:] < found[0, 2:]).all()


def test_attention_moves_by_its_inertia(model: GovernanceModel) -> None:
    plain(model)
    model.streets.attention[:] = (1.0, 0.0, 0.0, 0.0)
    target = street_office.desired_attention(model)
    street_office.turn_attention(model, slice(None))
    assert model.streets.attention == pytest.approx(0.8 * np.array((1.0, 0, 0, 0)) + 0.2 * target)


def test_staff_move_over_six_months_and_learn(model: GovernanceModel) -> None:
    ruled(model, economic_staff_moved=1.0)
    t, world = model.streets, model.world
    economic = world.economic_staff_share * t.staff
    skill = [world.proficiency_new]
    for month in range(1, 8):
        street_office.move_staff(model, slice(None))
        done = min(1.0, month / 6)
        assert t.moved_staff == pytest.approx(economic * done)
        assert t.economic_staff + t.moved_staff == pytest.approx(economic)
        assert t.sections == pytest.approx(done)
        learned = skill[-1] + (1 - skill[-1]) / world.training_months
        before, joined = min(6, month - 1), month <= 6
        skill.append((learned * before + world.proficiency_new * joined) / (before + joined))
        assert t.proficiency == pytest.approx(skill[-1])


def test_hours_are_attention_times_paid_staff_times_skill(model: GovernanceModel) -> None:
    """Economic staff work for the economy only; what it no longer takes leaves them idle."""
    t, world = model.streets, model.world
    t.attention[:] = (0.1, 0.4, 0.3, 0.2)
    t.staff[:], t.economic_staff[:], t.moved_staff[:], t.proficiency[:] = 60.0, 12.0, 8.0, 0.5
    t.wages_paid[:] = 50 * world.wage_street / 12
    ruled(model, coordination_hours=100.0)
    street_office.spend_hours(model, slice(None))
    available = 50 * 150 - 100
    other = 0.8 * available
    skill = (40 + 8 * 0.5) / 48
    assert t.hours[0] == pytest.approx((0.1 * available, *(np.array((0.4, 0.3, 0.2)) / 0.9 * other * skill)))
    assert t.idle_hours[0] == pytest.approx(0.1 * available)
    assert t.visits[0] == pytest.approx(t.hours[0, 2] * world.service_hours_visits / world.hours_per_visit / (52 / 12))
    assert t.passed_down[0] == pytest.approx(world.passdown_hours * t.hours[0, 1])
    assert t.upkeep_hours[0] == pytest.approx(world.service_hours_upkeep * t.hours[0, 2])
    assert t.station_hours[0] == pytest.approx(world.service_hours_stations * t.hours[0, 2])
    assert t.enabling_hours[0] == pytest.approx(world.community_hours_enabling * t.hours[0, 3])
    assert t.organization_hours[0] == pytest.approx(world.community_hours_organizations * t.hours[0, 3])


def test_a_street_pays_wages_first(model: GovernanceModel) -> None:
    t, world = model.streets, model.world
    t.staff[:] = np.where(np.arange(16) == 0, 1e5, 10.0)
    street_office.receive(model, slice(None))
    retained = 0.1 * t.tax_share * world.revenue_2007
    assert t.retained_tax == pytest.approx(retained)
    assert t.budget == pytest.approx(t.grant_2007 + retained)
    assert t.wages_paid[0] == pytest.approx(t.budget[0] / 12)
    assert t.upkeep_money[0] == 0
    left = t.budget[1:] / 12 - 10 * world.wage_street / 12
    assert t.upkeep_money[1:] == pytest.approx(world.upkeep_budget_share * left)


def test_grants(model: GovernanceModel) -> None:
    """The grant of 2007 without a guarantee; with one, a multiple of the pooled budget, by population, indexed."""
    t = model.streets
    assert district.grants(model) == pytest.approx(t.grant_2007)
    ruled(model, grant_guaranteed=True, grant_multiple=0.8, grant_indexation=0.1)
    model.month = model.base_month + 18
    expected = 0.8 * t.budget_2007.sum() * t.population_share * 1.1**1.5
    assert district.grants(model) == pytest.approx(expected)


def test_budget_pays_in_order_and_caps_purchases(model: GovernanceModel) -> None:
    d, world, t = model.districts, model.world, model.communities
    ruled(
        model,
        purchase_budget=1e9,
        purchase_cap_share=0.04,
        marginal_public_share=0.6,
        pay_ratio=1.5,
        programme_cost=1.2e6,
        property_subsidy=1000.0,
    )
    d.revenue[0] = world.revenue_2007 * 1.2
    t.committee_hires[:], t.station_hires[:] = 1.0, 2.0
    model.stations.open[:28] = True
    model.companies.active[:5] = True
    district.budget(model)
    public = (0.25 + 0.6 * 0.2) * world.revenue_2007 / 12
    assert d.public_budget[0] == pytest.approx(public)
    demanded = (28 * 300_000 / 12, 59 * 10 * 24_000 / 12 * 1.5, 16 * 6e6 / 12, 1e5 + 5000.0, 0.0, 0.04 * public)
    assert d.demanded[0] == pytest.approx(demanded)
    assert d.paid[0] == pytest.approx(demanded)
    d.revenue[0] = 12 * (d.demanded[0, :2].sum() + 4e6) / 0.25
    district.budget(model)
    assert dict(zip(ITEMS, d.affordable[0].tolist(), strict=True)) == pytest.approx(
        {"stations": 1, "workers": 1, "grants": 0.5, "subsidies": 0, "demonstration": 1, "purchases": 0}
    )


def test_revenue_grows_with_hours_on_the_economy(model: GovernanceModel) -> None:
    """R' = R (1 + (g + psi (econ / econ0 - 1)) / 12)."""
    d, world = model.districts, model.world
    before = d.revenue[0]
    model.streets.hours[:, 0] = 0.5 * model.streets.economy_hours_before
    district.grow(model)
    assert d.economy[0] == pytest.approx(0.5)
    assert d.revenue[0] == pytest.approx(before * (1 + (world.revenue_growth - 0.5 * world.economy_effect) / 12))


def test_departments_take_stripped_functions_over(model: GovernanceModel) -> None:
    """Departments work as well as `bureau_effectiveness`; informal work of streets adds nothing."""
    plain(model)
    ruled(model, **STRIPPED, shadow_weight=0.03)
    model.world = replace(model.world, bureau_effectiveness=0.9)
    model.streets.hours[:, 0] = 0.25 * model.streets.economy_hours_before
    assert district.economy_index(model) == pytest.approx(0.9)
    ruled(model, **dict.fromkeys(FUNCTIONS[:3], True), shadow_weight=0.04)
    assert district.economy_index(model) == pytest.approx(0.25 * 0.9 + 0.25 * 0.3 / 0.31)


def test_ranks_follow_results_and_set_pressure(model: GovernanceModel) -> None:
    """Best: least pressure, prize x (1 - rank_pressure); worst: most."""
    model.world = replace(model.world, appraisal_noise=0.0, rank_pressure=0.2, prize=1.5)
    done = np.arange(16.0)[::-1]
    model.streets.hours[:] = (done * model.streets.staff)[:, None]
    model.communities.paper_hours[:] = 0.0
    district.appraise(model)
    t = model.streets
    assert t.rank.tolist() == list(range(1, 17))
    assert t.pressure == pytest.approx(1.5 * (1 + 0.4 * (np.arange(16) / 15 - 0.5)))
    assert t.score == pytest.approx((done - 7.5) / np.std(np.arange(16)))


def test_detected_paper_costs_appraisal(model: GovernanceModel) -> None:
    """Equal streets but for paper on half of a street's load: less upward work done, and p F of it detected."""
    model.world = replace(model.world, appraisal_noise=0.0, appraisal_reported_share=1.0, detection_probability=0.2)
    c = model.communities
    model.streets.hours[:] = model.streets.staff[:, None]
    c.load[:], c.paper_hours[:] = 100.0, 0.0
    c.paper_hours[c.street == 5] = 50.0
    district.appraise(model)
    assert model.streets.score == pytest.approx(np.where(np.arange(16) == 5, -0.2 * 0.5, 0.0))
    model.world = replace(model.world, appraisal_reported_share=0.0, detection_probability=0.0)
    district.appraise(model)
    assert model.streets.score.argmin() == 5 and model.streets.rank[5] == 16


def test_voice_and_counts_enter_the_appraisal(model: GovernanceModel) -> None:
    model.world = replace(model.world, appraisal_noise=0.0)
    model.streets.hours[:] = model.streets.staff[:, None]
    model.communities.paper_hours[:] = 0.0
    model.streets.new_organizations[:] = np.where(np.arange(16) == 2, 16.0, 0.0)
    ruled(model, count_quota=0.5, feedback_weight=0.3)
    district.appraise(model)
    t = model.streets
    voice = (t.surveyed_satisfaction - t.surveyed_satisfaction.mean()) / t.surveyed_satisfaction.std()
    counted = np.where(np.arange(16) == 2, 15.0, -1.0) / np.sqrt(15.0)
    assert t.score == pytest.approx(0.5 * counted + 0.3 * voice)


def test_earthquake_halves_by_its_half_life(model: GovernanceModel) -> None:
    world = model.world
    model.month = QUAKE - 1
    assert model.quake("upward") == model.quake("volunteering") == 0
    model.month = QUAKE
    assert model.quake("upward") == world.quake_upward
    model.month = QUAKE + 6
    assert model.quake("upward") == pytest.approx(world.quake_upward / 2)
    model.month = QUAKE + 18
    assert model.quake("volunteering") == pytest.approx(world.quake_volunteering / 4)


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


@pytest.mark.parametrize(("collected", "months"), [(0.73, None), (0.70, 3)])
def test_a_property_company_lives_above_break_even(
    model: GovernanceModel, collected: float, months: int | None
) -> None:
    """11 courtyards of 126 households, 8 yuan, subsidy 3,000: cash below zero for three months ends it."""
    t = model.companies
    t.active[0], t.clients[0] = True, 11 * 126
    ruled(model, property_subsidy=3000.0)
    model.districts.affordable[:] = 1.0
    yards = model.courtyards
    yards.client[:] = False
    yards.client[0], yards.households[0], yards.fee[0], yards.collection[0] = True, 11 * 126, 8.0, collected
    for month in range(1, 7):
        property_company.trade(model)
        assert t.cash[0] == pytest.approx(month * (8 * 11 * 126 * collected + 3000 - 4000 - 5 * 11 * 126))
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


def test_initial_money_is_that_of_2007() -> None:
    model = after(months=1)
    t, world = model.streets, model.world
    assert model.month == START
    assert t.grant.sum() == pytest.approx(world.grant_2007 * 16)
    assert model.districts.revenue[0] == pytest.approx(world.revenue_2007 * (1 + world.revenue_growth / 12), rel=0.01)
