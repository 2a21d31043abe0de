"""The district of a real model against numbers computed by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from govsim.agents import district
from govsim.agents.district import ITEMS
from govsim.model import QUAKE, GovernanceModel
from tests.model.small import START, after, ruled

FUNCTIONS = ("investment_attraction", "tax_assistance", "fixed_asset_investment", "economic_statistics")


STRIPPED = dict.fromkeys(FUNCTIONS, False)


def plain(model: GovernanceModel) -> None:
    """Streets alike: no pressure, no shortfall, no voice."""
    model.streets.pressure[:] = 1.0
    model.streets.budget[:] = model.streets.budget_2007


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


def test_initial_money_is_that_of_2007() -> None:
    model = after(months=1)
    t, world = model.streets, model.world
    assert model.month == START
    assert t.grant.sum() == pytest.approx(world.grant_2007 * 16)
    assert model.districts.revenue[0] == pytest.approx(world.revenue_2007 * (1 + world.revenue_growth / 12), rel=0.01)
