"""Courtyards of a real model against numbers computed by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from govsim.agents import bodies, community, courtyard, decision_unit, demonstration, property_company, resident
from govsim.agents.bodies import BRANCH, COUNCIL, GROUP
from govsim.agents.resident import CHILD, ELDER
from govsim.model import GovernanceModel
from tests.model.small import ruled

ONE = slice(0, 1)


def logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def test_decision_units(model: GovernanceModel) -> None:
    """0: the community; 126: courtyards of 300 split in two, courtyards of 100 joined to 126."""
    yards = model.courtyards
    yards.households[:2] = (300.0, 100.0)
    decision_unit.set_units(model)
    whole = model.communities_households[yards.community]
    assert yards.unit_households == pytest.approx(whole)
    ruled(model, unit_households=126.0)
    decision_unit.set_units(model)
    assert yards.unit_households[:2] == pytest.approx([150.0, 126.0])
    assert yards.units[:2] == pytest.approx([2.0, 100 / 126])


def test_enabling_hours_are_shared_among_units_and_drawn_to_the_visible(model: GovernanceModel) -> None:
    yards, world = model.courtyards, model.world
    model.communities.enabling_hours[:] = 60.0
    decision_unit.enable(model)
    assert (yards.enabling_hours == 0).all() and (yards.support == 0).all()
    ruled(model, unit_households=126.0)
    decision_unit.set_units(model)
    yards.visible[:] = False
    first = int(np.flatnonzero(yards.community == yards.community[0])[0])
    yards.visible[first] = True
    decision_unit.enable(model)
    here = yards.community == yards.community[0]
    assert np.bincount(yards.community, weights=yards.enabling_hours) == pytest.approx(60.0)
    per_unit = yards.enabling_hours[here] / yards.units[here]
    assert per_unit[0] == pytest.approx((1 + world.visible_pull) * per_unit[1])
    assert yards.support[here] == pytest.approx(1 - np.exp(-per_unit / world.hours_run))


def test_bodies_form_by_mandate_or_by_hours(model: GovernanceModel) -> None:
    """No unit rule: none. Mandate 1 at .25 a month: a quarter, within four standard deviations. Certain: all."""
    yards = model.courtyards
    yards.enabling_hours[:], yards.units[:] = 0.0, 1.0
    ruled(model, mandate=1.0)
    bodies.form_bodies(model, slice(None))
    assert not yards.formal.any()
    ruled(model, mandate=1.0, unit_households=126.0)
    bodies.form_bodies(model, slice(None))
    count = yards.formal.size
    assert abs(yards.formal.mean() - 0.25) < 4 * (0.25 * 0.75 / count) ** 0.5
    kept = yards.formal.copy()
    ruled(model, mandate=0.0)
    yards.enabling_hours[:] = model.world.hours_form / model.world.formal_enabling
    bodies.form_bodies(model, slice(None))
    assert yards.formal.all() and (yards.formal >= kept).all()


def put_courtyard(model: GovernanceModel) -> None:
    """The first courtyard in a state known to the digit; its activists have time for three bodies at full work."""
    t = model.courtyards
    model.world = replace(model.world, activist_hours=4.5, unit_work_hours=6.0)
    t.attendance[0], t.support[0], t.units[0], t.unit_households[0] = 0.4, 0.6, 1.0, 126.0
    t.formal[0], t.function[0] = True, (0.3, 0.2, 0.1)
    t.active_party[0], t.activists[0] = 2.0, 4.0
    t.heterogeneity[0], t.capture[0], t.social_capital[0], t.social_capital_home[0] = 0.5, 0.2, 0.4, 0.5
    t.handed_hours[0] = 0.0


def test_function_follows_attendance_leaders_quorum_and_support(model: GovernanceModel) -> None:
    t, world = model.courtyards, model.world
    put_courtyard(model)
    ruled(model, unit_households=126.0, quorum=0.3, rotation=0.25)
    bodies.work_bodies(model, ONE)
    met, present = logistic(0.1 / world.quorum_spread), 0.4 / world.attendance_full
    needed = world.leaders_needed
    pool = np.array((2.0, 4.0 + 0.3 * needed, 4.0 + 0.3 * needed))
    target = present * met * 0.6 * (1 - np.exp(-pool / needed))
    function = np.array((0.3, 0.2, 0.1)) + (target - (0.3, 0.2, 0.1)) / world.function_months
    assert t.function[0] == pytest.approx(function)
    monitoring = function[GROUP] * 45 / (45 + 126)
    assert t.monitoring[0] == pytest.approx(monitoring)
    assert t.observability[0] == pytest.approx(0.3 + 0.7 * function[COUNCIL])
    growth = 0.02 * 0.5 * (1 - monitoring) * 0.75
    assert t.capture[0] == pytest.approx(0.2 + growth - 0.05 * monitoring)
    assert t.load_per_activist[0] == pytest.approx(6.0 * function.sum() / 4)


def test_a_body_that_is_not_formal_does_not_work_and_is_not_captured(model: GovernanceModel) -> None:
    t = model.courtyards
    put_courtyard(model)
    t.formal[0], t.function[0] = (True, False, True), 0.0
    bodies.work_bodies(model, ONE)
    assert t.function[0, BRANCH] > 0 and t.function[0, COUNCIL] == 0 and t.function[0, GROUP] > 0
    assert t.capture[0] == pytest.approx(0.2 - 0.05 * t.monitoring[0])


def test_hours_passed_on_are_shared_by_units_with_groups(model: GovernanceModel) -> None:
    """30 h to a community with 3 units that have groups: a courtyard of one unit bears 10 h, one of two 20 h."""
    t = model.courtyards
    here = np.flatnonzero(t.community == 0)[:3]
    t.formal[:, GROUP] = False
    t.formal[here[:2], GROUP], t.units[here] = True, (1.0, 2.0, 5.0)
    model.communities.to_groups[:] = 0.0
    model.communities.to_groups[0] = 30.0
    community.share_groups(model)
    assert t.handed_hours[here].tolist() == [10.0, 20.0, 0.0]
    assert t.handed_hours.sum() == 30.0
    assert model.group_cover[0] == pytest.approx(3.0 / t.units[t.community == 0].sum())
    assert not model.group_cover[1:].any()


def test_hours_passed_to_groups_load_activists(model: GovernanceModel) -> None:
    """10 h of its activists' 18 are bound."""
    t = model.courtyards
    put_courtyard(model)
    t.function[0] = 0.0
    bodies.work_bodies(model, ONE)
    free = t.function[0].copy()
    t.function[0] = 0.0
    t.handed_hours[0] = 10.0
    bodies.work_bodies(model, ONE)
    assert t.function[0] == pytest.approx(free * 8 / 18)
    assert t.load_per_activist[0] == pytest.approx((10 + 6.0 * t.function[0].sum()) / 4)
    t.function[0], t.support[0] = 0.0, 0.0
    bodies.work_bodies(model, ONE)
    assert t.load_per_activist[0] == pytest.approx(10 / 4)


def test_conflict_and_social_capital(model: GovernanceModel) -> None:
    t, world = model.courtyards, model.world
    put_courtyard(model)
    t.renter_share[0] = 0.25
    model.communities.organization_service[:] = 0.3
    bodies.quarrel(model, ONE)
    conflict = 0.004 * 0.5 * 0.6 * (1 - 0.5 * 0.2) * 1.2
    assert t.conflict[0] == pytest.approx(conflict)
    assert t.safety[0] == pytest.approx(1 / (1 + conflict / 0.004))
    turnover = 0.25 * world.turnover_renter + 0.75 * world.turnover_owner
    gained = (world.capital_meeting * 0.2 * 0.4 + world.capital_event * 0.3) * 0.6
    lost = world.capital_conflict * conflict * 10 * 0.4
    assert t.social_capital[0] == pytest.approx(0.4 + (0.008 + turnover) * 0.1 + gained - lost)


def test_condition_is_made_by_government_and_residents(model: GovernanceModel) -> None:
    t, world, streets = model.courtyards, model.world, model.streets
    here, near = int(t.street[0]), int(t.community[0])
    t.condition[0], t.output[0], t.households[0], t.managed[0], t.client[0] = 0.4, 0.06, 120.0, False, False
    t.demonstration_money[0], t.demonstration_left[0] = 1200.0, 5000.0
    streets.upkeep_money[here] = 3.0 * model.streets_households[here]
    streets.upkeep_hours[here] = 0.02 * model.streets_households[here]
    model.communities.organization_service[near] = 0.2
    model.districts.affordable[:] = 0.5
    courtyard.keep_up(model, ONE)
    government = 1 - exp(-((3 / 15 * 0.02 / 0.05) ** 0.5 + 0.5 * 0.2 + 600 / 120 / 15))
    residents = 1 - exp(-(0.06 / world.contribution_full + world.private_upkeep))
    added = world.ces_scale * (0.5 * government**-0.5 + 0.5 * residents**-0.5) ** -2
    assert t.condition[0] == pytest.approx(0.4 + added * 0.6 - world.condition_decay * 0.4)
    assert t.demonstration_left[0] == pytest.approx(4400.0)


def test_views_that_residents_share(model: GovernanceModel) -> None:
    t, world, streets = model.courtyards, model.world, model.streets
    t.condition[0], t.safety[0], t.conflict[0], t.capture[0], t.social_capital[0] = 0.4, 0.8, 0.001, 0.1, 0.6
    t.mean_contribution[0], t.active_adults[0], t.observability[0] = 0.25, 3.0, 0.5
    streets.visits[:] = streets.population / 5000.0
    model.communities.organization_service[:] = 0.3
    courtyard.share_views(model, ONE)
    weights = resident.performance_weights(world)
    expected = weights @ (world.visit_service * (1 - exp(-1)), 0.4, 0.8, 0.3)
    assert t.shared_performance[0] == pytest.approx(expected)
    faith = 0.25 / world.trust_expect_share
    assert t.good_faith[0] == pytest.approx(0.5 * faith + 0.5 * 0.6)
    assert t.bad_faith[0] == pytest.approx(0.5 * (1 - faith) + 0.1 + 0.001 / (0.001 + world.conflict_per_safety))


def test_meetings_gather_the_active_and_some_others(model: GovernanceModel) -> None:
    """A sample reads rates in the neighbourhood and turns them into people by the courtyard's real numbers."""
    t, r, world = model.courtyards, model.residents, model.world
    near = model.population.courtyard_neighbourhood == model.population.courtyard_neighbourhood[0]
    here = near[r.courtyard]
    adult, elder = here & (r.age_group != CHILD), here & (r.age_group == ELDER)
    r.active[here] = False
    r.active[np.flatnonzero(adult)[::3]] = True
    r.contribution[:], r.burnout[:] = 0.0, 0.0
    r.contribution[r.active] = 0.4
    r.burnout[model.activist] = 0.3
    t.support[0], t.formal[0], t.social_capital[0], t.capture[0] = 0.5, True, 0.7, 0.25
    courtyard.gather(model, ONE)
    first = r.courtyard == 0
    adults, elders = (first & adult).sum() * t.weight[0], (first & elder).sum() * t.weight[0]
    active = adults * (r.active & here).sum() / adult.sum()
    old_active = elders * (r.active & elder).sum() / elder.sum()
    assert t.active_adults[0] == pytest.approx(active)
    assert t.mean_contribution[0] == pytest.approx(0.4)
    assert t.burnout[0] == pytest.approx(0.3)
    assert t.output[0] == pytest.approx(0.4 * active / t.households[0] * 0.75)
    leaders = (r.active & model.activist & here).sum() / (model.activist & here).sum()
    assert t.activists[0] == pytest.approx(model.real_activists[0] * leaders)
    index = world.attend_base + world.attend_social_capital * 0.2 + world.attend_enabling * 0.5
    old = old_active + (elders - old_active) * logistic(index + world.attend_elder)
    others = active - old_active + (adults - elders - active + old_active) * logistic(index)
    assert t.attendance[0] == pytest.approx(1 - exp(-(others + old) / t.households[0]))
    assert t.elder_attendance[0] == pytest.approx(old / (others + old))


@pytest.mark.parametrize("by_need", [False, True])
def test_demonstration_courtyards(model: GovernanceModel, by_need: bool) -> None:
    """The most visible, or the worst; they stay chosen, and their capital is spent in twelve months."""
    t = model.courtyards
    ruled(model, demonstration_courtyards=2, demonstration_capital=120_000.0, demonstration_by_need=by_need)
    demonstration.choose_demonstrations(model)
    assert np.bincount(t.community, weights=t.visible).tolist() == [2.0] * 59
    here = np.flatnonzero(t.community == 0)
    score = -t.condition[here] if by_need else t.condition[here] * np.log(t.households[here])
    assert set(here[t.visible[here]]) == set(here[np.argsort(-score)[:2]])
    chosen = t.visible.copy()
    model.districts.affordable[:] = 1.0
    for _ in range(12):
        demonstration.choose_demonstrations(model)
        assert t.demonstration_money[chosen] == pytest.approx(10_000.0)
        courtyard.keep_up(model, slice(None))
    demonstration.choose_demonstrations(model)
    assert t.demonstration_money == pytest.approx(0.0)
    assert np.array_equal(t.visible, chosen)


def test_paying_the_fee(model: GovernanceModel) -> None:
    """Willingness by condition, monitoring and trust; each household pays when its reluctance is below it."""
    yards, t, world = model.courtyards, model.residents, model.world
    yards.condition[:], yards.function[:, GROUP], t.trust_nbr[:] = 0.4, 0.5, 0.6
    index = world.pay_base - 0.1 * world.pay_condition + 0.5 * world.pay_monitoring + 0.1 * world.pay_trust
    assert property_company.willingness(model) == pytest.approx(logistic(index))
    property_company.collect_fees(model)
    assert (yards.collection == 0).all()
    yards.client[:] = ~yards.managed
    property_company.collect_fees(model)
    heads = np.flatnonzero(t.is_head)
    pays = t.reluctance[heads] < logistic(index)
    share = np.bincount(t.courtyard[heads], weights=pays) / np.bincount(t.courtyard[heads])
    assert yards.collection == pytest.approx(np.where(yards.client, share, 0.0))
    model.world = replace(world, channel_monitoring=False)
    assert property_company.willingness(model) == pytest.approx(logistic(index - 0.5 * world.pay_monitoring))
