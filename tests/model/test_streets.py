"""Street offices of a real model against numbers computed by hand."""

from __future__ import annotations

import numpy as np
import pytest

from govsim.agents import district, street_office
from govsim.model import GovernanceModel
from tests.model.small import ruled

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
