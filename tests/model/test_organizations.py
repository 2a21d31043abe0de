"""Social organizations and contracts of a real model against numbers computed by hand."""

from __future__ import annotations

from dataclasses import replace
from math import exp, sqrt

import numpy as np
import pytest

from govsim.agents import contracting
from govsim.agents import organization_entry as entry
from govsim.agents import social_organization as org
from govsim.agents.district import ITEMS
from govsim.model import GovernanceModel
from tests.model.small import built, ruled

PURCHASES = ITEMS.index("purchases")


def only(model: GovernanceModel, count: int, status: int = org.REGISTERED) -> None:
    """Just the first `count` slots exist, alike, in the first street and community."""
    t = model.organizations
    t.status[:] = org.LATENT
    t.status[:count] = status
    t.entry[:count], t.motive[:count] = org.WOULD_FILE, org.MISSION
    t.street[:count], t.community[:count] = 0, 0
    t.quality[:count], t.members[:count], t.funds[:count] = 0.5, 20.0, model.world.funds_needed
    for column in (t.contract, t.owed, t.delivered, t.dependence, t.relation, t.subsidy_due, t.activity, t.age):
        column[:] = 0.0
    t.dormant[:], t.incubated[:] = False, False
    t.inactive_months[:], t.contract_age[:], t.formal_age[:] = 0, 0, 0
    model.organization_help[:] = 0.0


def test_conditions_of_registration(model: GovernanceModel) -> None:
    """.35 under the rules of 2007; half the members, no capital, no exclusivity: .35 ^ (.5 / 3)."""
    assert entry.conditions_met(model) == pytest.approx(0.35)
    ruled(model, registration_funds=0.0, registration_members=25, niche_exclusive=False)
    assert entry.conditions_met(model) == pytest.approx(0.35 ** (0.5 / 3))


def test_blocked_applicants_find_sponsors_at_their_rate() -> None:
    """60 a month x .35 conditions at certain sponsors: within four standard deviations; others may give up."""
    model = built()
    t = model.organizations
    waiting = (t.status == org.INFORMAL) & (t.entry == org.WOULD_REGISTER)
    count = int(waiting.sum())
    assert count == model.world.blocked_2007
    ruled(model, sponsor_probability=1.0, registration_delay=3)
    entry.seek_sponsors(model)
    applying = waiting & (t.status == org.APPLYING)
    assert abs(applying.sum() - 0.35 * count) < 4 * sqrt(0.35 * 0.65 * count)
    assert (t.ready[applying] == model.month + 3).all() and (t.track[applying] == org.REGISTERED).all()
    model.month += 2
    entry.settle_applications(model)
    assert not (t.status[applying] == org.REGISTERED).any()
    model.month += 1
    entry.settle_applications(model)
    assert (t.status[applying] == org.REGISTERED).all()
    assert model.streets.new_organizations.sum() == applying.sum()


def test_utility_of_filing_and_of_registering(model: GovernanceModel) -> None:
    """p [legal + contract + incubation] - capital - member gap - search; only registering needs a search."""
    t, world = model.organizations, model.world
    t.members[:2] = (20.0, 4.0)
    ruled(model, filing_open=True, filing_members=10, filing_funds=3000.0)
    rows = np.array([0, 1])
    assert entry.application_utility(model, rows, org.FILED) == pytest.approx([0.7 * 0.5 - 0.1, 0.7 * 0.5 - 0.1 - 0.3])
    ruled(model, purchase_budget=1e6, filed_may_bid=True, incubator_capacity=5)
    assert entry.application_utility(model, rows, org.FILED)[0] == pytest.approx(0.7 * 1.3 - 0.1)
    ruled(model, filed_may_bid=False)
    assert entry.application_utility(model, rows, org.FILED)[0] == pytest.approx(0.7 * 0.8 - 0.1)
    expected = 0.7 * 1.3 - world.cost_capital - world.cost_member_gap * 3 - world.cost_search
    assert entry.application_utility(model, rows, org.REGISTERED)[0] == pytest.approx(expected)


def test_nobody_files_before_filing_opens_and_ineligible_groups_never(model: GovernanceModel) -> None:
    t = model.organizations
    model.world = replace(model.world, filing_consideration=1.0, choice_scale=0.01)
    informal = (t.status == org.INFORMAL) & (t.entry == org.WOULD_FILE)
    entry.file(model)
    assert not (t.status == org.APPLYING).any()
    ruled(model, filing_open=True, filing_members=3)
    entry.file(model)
    assert (t.status[informal & t.eligible] == org.APPLYING).all()
    assert (t.status[informal & ~t.eligible] == org.INFORMAL).all()


def test_opportunists_enter_when_subsidy_less_audit_exceeds_cost(model: GovernanceModel) -> None:
    t = model.organizations
    model.world = replace(model.world, filing_consideration=1.0)
    shells = (t.status == org.LATENT) & (t.entry == org.WOULD_PROFIT)
    ruled(model, filing_open=True, organization_subsidy=3000.0, audit_rate=0.5)
    entry.file(model)
    entered = shells & (t.status == org.APPLYING)
    assert entered.tolist() == (shells & (t.cost_of_shell < 1500.0)).tolist()
    assert entered.any() and (t.motive[entered] == org.OPPORTUNIST).all()


def test_quota_is_made_up_with_shells(model: GovernanceModel) -> None:
    """Three asked for, one came that was not set up for the count: two shells are."""
    t = model.organizations
    model.streets.new_organizations[:], model.streets.organic_organizations[:] = 5.0, 1.0
    ruled(model, filing_open=True, count_quota=1.0, quota_target=3.0)
    entry.fill_quotas(model)
    added = np.bincount(t.street[t.status == org.APPLYING], minlength=16)
    assert added.tolist() == [2] * 16
    assert (t.motive[t.status == org.APPLYING] == org.QUOTA).all()


def test_activity_of_an_organization(model: GovernanceModel) -> None:
    """quality x (members/20)^.5 x (funds/need)^.3 x coaching x support."""
    t, world = model.organizations, model.world
    only(model, 3)
    t.members[:3] = (20.0, 45.0, 20.0)
    t.funds[:3] = (world.funds_needed, world.funds_needed / 2, 10 * world.funds_needed)
    t.incubated[2] = True
    model.organization_help[0] = 0.1
    ruled(model, incubator_gain=0.2)
    org.operate(model)
    assert t.activity[:3] == pytest.approx(
        [
            0.5 * 1.1,
            0.5 * 2.25**world.activity_members_exponent * 0.5**world.activity_funds_exponent * 1.1,
            0.5 * 1.2 * 1.1,
        ]
    )
    assert (t.activity[3:] == 0).all()


def test_money_of_a_contractor(model: GovernanceModel) -> None:
    """Work is delivered from funds now and owed; it is paid when the months of the delay are over."""
    t, world = model.organizations, model.world
    only(model, 2)
    t.funds[:2], t.contract[:2] = (20_000.0, 1_500.0), 5000.0
    t.owed[0, 1], t.owed[1, 2] = 4000.0, 4000.0
    ruled(model, payment_delay=3)
    org.operate(model)
    reserve = world.contract_reserve * world.funds_needed
    donations = world.donations - world.crowding_out * np.array((0.0, 4000.0))
    assert t.government_income[:2] == pytest.approx([0.0, 4000.0])
    assert t.own_income[:2] == pytest.approx(np.maximum(0.0, donations))
    held = np.array((20_000.0, 1_500.0 + 4000.0)) + t.own_income[:2] - t.activity[:2] * world.donations
    delivered = np.minimum(5000.0, np.maximum(0.0, held - reserve))
    assert t.delivered[:2] == pytest.approx(delivered)
    assert t.owed[:2, :4] == pytest.approx(np.array([[delivered[0], 0, 4000.0, 0], [delivered[1], 0, 0, 0]]))
    assert t.funds[:2] == pytest.approx(held - delivered)


@pytest.mark.parametrize("delay", [0, 1, 3, 9])
def test_work_is_paid_after_its_delay_however_contracts_follow_each_other(model: GovernanceModel, delay: int) -> None:
    """Each month's work once, so many months later (one at least), over two contracts with a month between."""
    t = model.organizations
    only(model, 1)
    model.world = replace(model.world, crowding_out=0.0)
    ruled(model, payment_delay=delay)
    t.funds[0] = 1e6
    work = [5000.0] * 12 + [0.0] + [5000.0] * 12
    received = []
    for month in work:
        t.contract[0] = month
        org.operate(model)
        received.append(t.government_income[0])
    late = max(1, delay)
    assert received == pytest.approx([0.0] * late + work[:-late])
    assert t.owed[0].sum() == pytest.approx(sum(work[-late:]))


def test_dependence_costs_responsiveness(model: GovernanceModel) -> None:
    t, world = model.organizations, model.world
    only(model, 1)
    t.dependence[0], t.owed[0, 2], t.contract[0] = 0.6, 5000.0, 5000.0
    model.world = replace(world, donations=1000.0, crowding_out=0.1)
    org.operate(model)
    dependence = 0.6 + (5000 / 5500 - 0.6) / 12
    assert t.dependence[0] == pytest.approx(dependence)
    assert t.responsiveness[0] == pytest.approx(1 - world.dependence_drift * dependence**2)


def test_sleepers_are_formal_and_inactive_for_months(model: GovernanceModel) -> None:
    t, world = model.organizations, model.world
    only(model, 2)
    t.quality[1] = 0.01
    t.status[2:4] = org.INFORMAL
    t.quality[2:4] = 0.01
    for month in range(1, world.dormant_months + 1):
        org.operate(model)
        assert t.inactive_months[:2].tolist() == [0, month]
        assert t.dormant[1] == (month == world.dormant_months)
    assert not t.dormant[0] and not t.dormant[2:4].any()


def test_audits_find_shells_and_delist(model: GovernanceModel) -> None:
    """At certain audits all shells are found; struck off only where the rules delist; trust pays for each."""
    t, world = model.organizations, model.world
    only(model, 4, org.FILED)
    t.motive[:2] = org.QUOTA
    t.dormant[2] = True
    ruled(model, audit_rate=1.0, delisting=False)
    org.audit(model)
    assert (t.status[:4] == org.FILED).all()
    assert model.shell_evidence[0] == pytest.approx(world.shell_distrust * 2 / (model.streets.population[0] / 1000))
    assert (model.shell_evidence[1:] == 0).all()
    ruled(model, delisting=True)
    org.audit(model)
    assert t.status[:4].tolist() == [org.DISSOLVED] * 3 + [org.FILED]


def test_audits_come_at_their_yearly_rate() -> None:
    """Half of 1,000 shells are found in a year at a rate of .5, within four standard deviations."""
    model = built()
    t = model.organizations
    only(model, 1000, org.FILED)
    t.motive[:1000] = org.OPPORTUNIST
    ruled(model, audit_rate=0.5, delisting=True)
    for _ in range(12):
        model.month += 1
        org.audit(model)
    assert abs((t.status[:1000] == org.DISSOLVED).sum() - 500) < 4 * sqrt(250)


def test_dissolution_by_newness_and_at_the_yearly_rate() -> None:
    model = built()
    t, world = model.organizations, model.world
    only(model, 4000, org.FILED)
    t.age[2000:] = 48.0
    org.dissolve(model)
    gone = t.status[:4000] == org.DISSOLVED
    for part, hazard in ((gone[:2000], world.hazard_new), (gone[2000:], world.hazard_new * exp(-2))):
        assert abs(part.sum() - 2000 * hazard) < 4 * sqrt(2000 * hazard)
    only(model, 8000)
    org.dissolve(model)
    hazard = world.exit_registered / 12
    assert abs((t.status[:8000] == org.DISSOLVED).sum() - 8000 * hazard) < 4 * sqrt(8000 * hazard)


def test_incubators_coach_the_youngest_up_to_capacity(model: GovernanceModel) -> None:
    t = model.organizations
    only(model, 6, org.FILED)
    t.formal_age[:6] = (5, 1, 4, 2, 3, 0)
    t.entry[5] = org.STANDING
    ruled(model, incubator_capacity=2)
    org.incubate(model)
    assert np.flatnonzero(t.incubated).tolist() == [1, 3]


def test_founding_follows_social_capital_and_unmet_need(model: GovernanceModel) -> None:
    model.courtyards.social_capital[:] = np.where(model.courtyards.community == 0, 0.8, 0.4)
    model.windows.takeup[:] = 0.5
    model.founding_reference, kept = 0.25, model.founding_reference
    found = entry.founding_attraction(model)
    model.founding_reference = kept
    steer = model.world.founding_steering
    assert found[0] == pytest.approx(1 - steer + steer * 0.4 / 0.25)
    assert found[1:] == pytest.approx(1 - steer + steer * 0.2 / 0.25)


def test_services_reach_residents(model: GovernanceModel) -> None:
    """A local group serves its community, a registered body all by population; hours add to a saturating index."""
    t, world, c = model.organizations, model.world, model.communities
    only(model, 2)
    t.status[0] = org.FILED
    t.activity[:2], t.responsiveness[:2], t.members[:2], t.delivered[:2] = 0.5, 0.8, 40.0, (0.0, 3000.0)
    org.serve(model)
    hours = 0.4 * world.volunteer_hours * 2
    wide = hours / (c.population.sum() / 1000)
    local = hours / (c.population[0] / 1000)
    assert c.organization_service[0] == pytest.approx(1 - exp(-(local + wide) / world.organization_service_full))
    assert c.organization_service[1:] == pytest.approx(1 - exp(-wide / world.organization_service_full))
    assert model.contracted_hours[0] == pytest.approx(0.4 * 3000 / world.yuan_per_hour)


def purchases(model: GovernanceModel, contracts: int) -> None:
    """All purchase money is in the first street, for so many contracts."""
    ruled(model, purchase_budget=np.where(np.arange(16) == 0, 1e6, 0.0), filed_may_bid=False)
    model.districts.paid[0, PURCHASES] = contracts * model.world.contract_size


def test_the_best_bids_win(model: GovernanceModel) -> None:
    """Registered only until filed ones may bid; quality and relation by their weights; no noise here."""
    t = model.organizations
    model.world = replace(model.world, bid_noise=0.0, evaluation_bias_independent=0.0)
    only(model, 4)
    t.quality[:4], t.relation[:4] = (0.9, 0.6, 0.5, 0.1), (0.0, 0.0, 0.9, 1.0)
    t.status[0] = org.FILED
    purchases(model, 2)
    contracting.tender(model)
    assert np.flatnonzero(t.contract).tolist() == [2, 3]
    assert contracting.committed(model)[0] == 2 * model.world.contract_size
    t.contract[:], t.relation[:] = 0.0, 0.0
    ruled(model, filed_may_bid=True, relation_weight=0.0)
    contracting.tender(model)
    assert np.flatnonzero(t.contract).tolist() == [0, 1]


def test_evaluation_mixes_reports_in_more_so_by_the_operator(model: GovernanceModel) -> None:
    t, world = model.organizations, model.world
    model.world = replace(world, bid_noise=0.0)
    only(model, 2)
    t.motive[1], t.quality[1], t.activity[:2] = org.QUOTA, 0.1, (0.2, 0.0)
    rows = np.arange(2)
    for operator, bias in ((False, world.evaluation_bias_independent), (True, world.evaluation_bias)):
        ruled(model, operator_evaluates=operator, quality_weight=1.0, relation_weight=0.0)
        expected = (1 - bias) * np.array((0.5, 0.1)) + bias * np.array((0.2, world.reported_by_shells))
        assert contracting.bid_scores(model, rows) == pytest.approx(expected)


def test_contracts_end_and_lapse(model: GovernanceModel) -> None:
    """After their months they end; when money is cut the youngest lapse first."""
    t, world = model.organizations, model.world
    only(model, 4)
    t.dormant[:4] = True
    t.contract[:4] = world.contract_size
    t.contract_age[:4] = (world.contract_months, 6, 3, 8)
    purchases(model, 2)
    contracting.tender(model)
    assert np.flatnonzero(t.contract).tolist() == [1, 3]


def test_relief_is_what_is_delivered_up_to_what_is_released(model: GovernanceModel) -> None:
    c, stations = model.communities, model.stations
    model.contracted_hours[:] = np.where(np.arange(16) == 0, 1e9, 100.0)
    model.committee_relief[:], model.station_relief[:], stations.extra_load[:], c.load[:] = 0.0, 0.0, 0.0, 1000.0
    stations.extra_load[stations.street == 1] = 500.0
    ruled(model, functions_released=0.2)
    contracting.relieve(model)
    first, second = c.street == 0, c.street == 1
    assert model.committee_relief[first] == pytest.approx(200.0)
    done = model.committee_relief[second].sum() + model.station_relief[stations.street == 1].sum()
    assert done == pytest.approx(100.0)
    assert model.committee_relief[second] == pytest.approx(2 * model.station_relief[stations.street == 1][0])


def test_support_helps_with_diminishing_returns(model: GovernanceModel) -> None:
    only(model, 4)
    model.streets.organization_hours[:] = 0.0
    model.streets.organization_hours[0] = 4 * model.world.support_hours
    contracting.support(model)
    assert model.organization_help[0] == pytest.approx(model.world.support_gain * (1 - exp(-1)))
    assert (model.organization_help[1:] == 0).all()


def test_the_dissolved_hold_nothing(model: GovernanceModel) -> None:
    t = model.organizations
    only(model, 2)
    t.contract[:2], t.owed[:2], t.delivered[:2] = 5000.0, 100.0, 50.0
    org.end(model, np.array([0]))
    assert t.status[0] == org.DISSOLVED and t.contract[0] == t.owed[0].sum() == t.delivered[0] == 0
    assert t.status[1] == org.REGISTERED and t.contract[1] == 5000


def test_who_is_formal_is_found_anew_whenever_a_status_changes(model: GovernanceModel) -> None:
    t = model.organizations
    only(model, 3)
    assert org.existing(t).tolist() == org.formal(t).tolist() == [0, 1, 2]
    t.status[1], t.status[7] = org.DISSOLVED, org.INFORMAL
    assert org.existing(t).tolist() == [0, 1, 2, 7] and org.formal(t).tolist() == [0, 2]
    t.status[7] = org.FILED
    assert org.formal(t).tolist() == [0, 2, 7]
