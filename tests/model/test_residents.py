"""Residents and their cases in a real model against numbers computed by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp

import numpy as np
import pytest

from govsim.agents import needs, resident, turnover
from govsim.agents.resident import ALTRUIST, CHILD, CONDITIONAL, FREE_RIDER, HUMP
from govsim.model import GovernanceModel
from tests.model.small import after


def logistic(x: float) -> float:
    return 1 / (1 + exp(-x))


def test_contribution_by_type(model: GovernanceModel) -> None:
    """psi x belief; min(b, 1 - b); all or nothing as the fine exceeds the cost; what burnout leaves."""
    t, world = model.residents, model.world
    t.active[:] = False
    t.active[:6] = True
    t.cooperation[:6] = (CONDITIONAL, HUMP, HUMP, FREE_RIDER, FREE_RIDER, ALTRUIST)
    t.belief[:6] = (0.6, 0.4, 0.7, 0.9, 0.9, 0.1)
    t.burnout[:6] = 0.2
    t.reluctance[3:5] = (0.4, 0.6)
    model.courtyards.monitoring[:] = 0.5 * world.free_rider_cost / world.fine
    t.contribution[:] = 9.0
    resident.contribute(model, t.active.nonzero()[0])
    assert t.contribution[:6] == pytest.approx([0.85 * 0.6, 0.4, 0.3, 1.0, 0.0, 0.8])
    assert (t.contribution[6:] == 0).all()


def test_contacts_that_make_willing(model: GovernanceModel) -> None:
    """At least two, or the threshold's share of those known (bodies included); altruists none; children never."""
    t, world = model.residents, model.world
    t.cooperation[:4] = (CONDITIONAL, CONDITIONAL, ALTRUIST, ALTRUIST)
    t.age_group[:4] = (1, 1, 1, CHILD)
    t.threshold[:4] = (0.01, 0.9, 0.5, 0.5)
    degree = np.diff(model.population.tie_start)[1]
    found = resident.required_contacts(model, slice(0, 4))
    assert found.tolist()[0] == 2.0
    assert found[1] == pytest.approx(0.9 * (degree + 3 * world.bodies_as_contacts))
    assert found.tolist()[2:] == [0.0, np.inf]


def test_only_the_willing_take_part_and_bodies_stand_for_contacts(model: GovernanceModel) -> None:
    """With certain worth, exactly those take part whose active contacts suffice."""
    t, yards = model.residents, model.courtyards
    yards.size_logit[:] = 50.0
    yards.function[:] = 0.0
    t.burnout[:] = 0.0
    t.was_active[:] = np.arange(len(t)) % 3 == 0
    people = model.population
    owner = np.repeat(np.arange(len(people)), np.diff(people.tie_start))
    contacts = np.bincount(owner, weights=t.was_active[people.tie_to], minlength=len(people))
    resident.take_part(model)
    assert t.active.tolist() == (contacts >= t.contacts_required).tolist()
    yards.function[:] = (0.5, 0.25, 0.25)
    resident.take_part(model)
    assert t.active.tolist() == (contacts + model.world.bodies_as_contacts >= t.contacts_required).tolist()
    t.burnout[:] = 1.0
    resident.take_part(model)
    assert not t.active.any()


def test_share_of_the_willing_who_take_part(model: GovernanceModel) -> None:
    """logistic(size + trust x (mean of both trusts - .5)) (1 - burnout), within four standard deviations."""
    t, yards = model.residents, model.courtyards
    t.contacts_required[:] = 0.0
    yards.size_logit[:], t.trust_gov[:], t.trust_nbr[:], t.burnout[:] = -0.5, 0.9, 0.5, 0.25
    resident.take_part(model)
    chance = logistic(-0.5 + model.world.trust_taking_part * 0.2) * 0.75
    assert abs(t.active.mean() - chance) < 4 * (chance * (1 - chance) / len(t)) ** 0.5


def test_belief_and_trust_in_neighbours(model: GovernanceModel) -> None:
    t, yards, world = model.residents, model.courtyards, model.world
    t.belief[:], t.neighbour_good[:], t.neighbour_bad[:] = 0.5, 10.0, 5.0
    yards.mean_contribution[:], yards.observability[:], yards.good_faith[:], yards.bad_faith[:] = 0.8, 0.5, 0.6, 0.2
    yards.active_adults[:] = np.where(np.arange(len(yards)) == 0, 0.0, 4.0)
    resident.observe_neighbours(model)
    first = slice(0, int(model.population.courtyard_start[1]))
    assert t.belief[first] == pytest.approx(0.5)
    assert t.belief[first.stop :] == pytest.approx(0.5 + (1 - world.belief_inertia) * 0.5 * 0.3)
    good, bad = 10 * world.trust_memory + 0.6, 5 * world.trust_memory + world.trust_asymmetry * 0.2
    assert t.trust_nbr == pytest.approx(good / (good + bad))


def test_burnout(model: GovernanceModel) -> None:
    """Recovery for all; at three times the hours an activist bears, active activists gain twice the rise."""
    t, yards, world = model.residents, model.courtyards, model.world
    t.burnout[:] = 0.3
    t.active[:] = np.arange(len(t)) % 2 == 0
    yards.load_per_activist[:] = 3 * world.activist_hours
    resident.burn_out(model)
    rest = 0.3 * (1 - world.burnout_recovery)
    tired = t.active & model.activist
    assert tired.any()
    assert t.burnout[tired] == pytest.approx(min(1, rest + 2 * world.burnout_rise))
    assert t.burnout[~tired] == pytest.approx(rest)


def test_satisfaction_and_expectation(model: GovernanceModel) -> None:
    """S = .3 + .35 P + .5 f(P - E); E' = E + .07 (P - E) + lift where something was announced."""
    t, yards, world = model.residents, model.courtyards, model.world
    yards.shared_performance[:] = 0.2
    t.service[:] = 0.2 / resident.performance_weights(world)[0] / (1 - world.visit_service)
    t.expectation[:] = np.where(np.arange(len(t)) % 2, 0.6, 0.3)
    news = np.where(np.arange(59) < 30, 1.0, 0.0)
    model.rules = replace(model.rules, news=news)
    resident.judge(model)
    assert t.performance == pytest.approx(0.4)
    assert t.satisfaction[0] == pytest.approx(0.3 + 0.35 * 0.4 + 0.5 * 0.1)
    assert t.satisfaction[1] == pytest.approx(0.3 + 0.35 * 0.4 - 0.5 * 1.6 * 0.2)
    told = news[yards.community[t.courtyard]] > 0
    adapted = np.where(np.arange(len(t)) % 2, 0.6 - 0.014, 0.3 + 0.007)
    assert t.expectation == pytest.approx(adapted + world.announcement_lift * told)


def test_trust_in_government(model: GovernanceModel) -> None:
    t, yards, world = model.residents, model.courtyards, model.world
    t.trust_good[:], t.trust_bad[:], t.satisfaction[:] = 10.0, 20.0, 0.6
    model.shell_evidence[:] = np.where(np.arange(16) == 4, 0.7, 0.0)
    resident.trust(model)
    good = 10 * world.trust_memory + 0.6
    bad = 20 * world.trust_memory + world.trust_asymmetry * 0.4 + 0.7 * (yards.street[t.courtyard] == 4)
    assert t.trust_gov == pytest.approx(good / (good + bad))


def test_households_that_move_are_replaced_in_place(model: GovernanceModel) -> None:
    """Same homes, ages and tenure; history gone; shares of movers near the two rates."""
    t, world = model.residents, model.world
    t.burnout[:], t.active[:], t.contribution[:] = 0.5, True, 0.5
    fixed = {name: getattr(t, name).copy() for name in ("household", "courtyard", "age_group", "renter", "local")}
    turnover.move_households(model)
    moved = t.burnout == 0.0
    for name, before in fixed.items():
        assert np.array_equal(getattr(t, name), before)
    assert not t.active[moved].any() and t.active[~moved].all()
    assert (
        np.add.reduceat(moved, model.population.household_start[:-1], dtype=int)
        % np.diff(model.population.household_start)
        == 0
    ).all()
    heads = t.is_head
    for renting, rate in ((True, world.turnover_renter), (False, world.turnover_owner)):
        chosen = heads & (t.renter == renting)
        assert abs(moved[chosen].mean() - rate) < 4 * (rate / chosen.sum()) ** 0.5


def test_cases_flow(model: GovernanceModel) -> None:
    """Registered households without a case that need, times those who apply; all of them visit, and some wait."""
    w, c, world = model.windows, model.communities, model.world
    w.pending[:] = 0.1 * c.registered_households
    needs.open_cases(model)
    low = model.low_income_share
    rate = (1 - low) * w.need * w.apply + low * w.need_low_income * w.apply_low_income
    assert w.opened == pytest.approx(c.registered_households * rate * 0.9)
    assert w.need == pytest.approx(world.need_per_household)
    assert w.need_low_income == pytest.approx(2 * world.need_per_household)
    assert model.committee_windows.arrivals == pytest.approx(w.opened * world.trips_novice)
    assert (w.apply_low_income < w.apply).all()
    before, opened = w.pending.copy(), w.opened.copy()
    needs.settle_cases(model)
    assert w.pending + w.settled == pytest.approx(before + opened)


def test_households_meet_the_windows_of_the_queue() -> None:
    """Households drawn one by one receive as often as the queue says, within four standard deviations."""
    model = after(months=1)
    cases, received, expected = 0, 0.0, 0.0
    community = model.registered_cell // 2
    for _ in range(6):
        model.step()
        case = model.residents.case[model.population.household_start[model.registered_household]]
        applied = np.isin(case, (resident.WAITING, resident.RECEIVED, resident.REFUSED))
        cases += int(applied.sum())
        received += float((case == resident.RECEIVED).sum())
        expected += float((model.windows.served * model.windows.granted)[community[applied]].sum())
    assert cases > 500
    assert abs(received - expected) < 4 * (cases * 0.25) ** 0.5


def test_service_is_remembered_by_households_and_heard_by_all(model: GovernanceModel) -> None:
    t, w, world = model.residents, model.windows, model.world
    t.service[:] = 0.5
    w.takeup[:], w.cost[:] = 0.8, 1.0
    start = model.population.household_start
    needs.remember(model, start[2:3], np.array([0.9]))
    assert t.service[start[2] : start[3]] == pytest.approx(0.9)
    needs.hear(model)
    assert t.service[: start[2]] == pytest.approx(0.5 + world.service_memory * (0.4 - 0.5))
    assert t.service[start[2] : start[3]] == pytest.approx(0.9 + world.service_memory * (0.4 - 0.9))
