"""Hand-computed revisions, a row a case: reform, months in force, rules before, what changes."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from govsim.params import declared
from govsim.reforms.appraisal_reweighting import AppraisalReweighting
from govsim.reforms.base import Reform, found, ramp
from govsim.reforms.contracting import Contracting
from govsim.reforms.demonstration_courtyards import DemonstrationCourtyards
from govsim.reforms.dual_track_entry import DualTrackEntry
from govsim.reforms.fiscal_guarantee import FiscalGuarantee
from govsim.reforms.function_stripping import FunctionStripping
from govsim.reforms.incubator import Incubator
from govsim.reforms.merit_hiring import MeritHiring
from govsim.reforms.property_company import PropertyCompany
from govsim.reforms.purchase_budget import PurchaseBudget
from govsim.reforms.section_reorganization import SectionReorganization
from govsim.reforms.service_stations import ServiceStations
from govsim.reforms.small_unit_governance import SmallUnitGovernance
from govsim.reforms.staff_redeployment import StaffRedeployment
from govsim.reforms.station_separation import StationSeparation
from govsim.reforms.supervision import Supervision
from govsim.reforms.task_admission import TaskAdmission
from govsim.rules import Rules

BEFORE = Rules()
FILED = {"filing_open": True, "filing_members": 10, "filing_funds": 0.0, "filing_delay": 1}
UNITS = {"unit_households": 126.0, "mandate": 1.0, "quorum": 0.3, "group_passdown": 0.15}

Case = tuple[Reform, int, Rules, dict[str, Any]]
CASES: list[Case] = [
    (FunctionStripping(), 0, BEFORE, {
        "investment_attraction": False, "tax_assistance": False, "fixed_asset_investment": False,
        "economic_statistics": False, "shadow_weight": 0.03}),
    (FunctionStripping(tax_assistance=False, economic_statistics=False, shadow_weight=0.0), 0,
     Rules(economic_statistics=False), {"investment_attraction": False, "fixed_asset_investment": False}),

    (SectionReorganization(), 0, BEFORE, {"section_floor_service": 0.1, "section_floor_community": 0.1}),
    (SectionReorganization(), 0, Rules(section_floor_service=0.25), {"section_floor_community": 0.1}),

    (StaffRedeployment(), 5, BEFORE, {"economic_staff_moved": 1.0}),
    (StaffRedeployment(moved=0.5), 5, Rules(economic_staff_moved=0.8), {}),

    (FiscalGuarantee(), 0, BEFORE, {
        "retained_tax_share": 0.0, "grant_guaranteed": True, "marginal_public_share": 0.6}),
    (FiscalGuarantee(multiple=0.6, indexation=0.05, retained_tax_share=0.04), 0, Rules(marginal_public_share=0.7), {
        "retained_tax_share": 0.04, "grant_guaranteed": True, "grant_multiple": 0.6, "grant_indexation": 0.05}),
    (FiscalGuarantee(guaranteed=False, multiple=0.6), 0, Rules(grant_multiple=1.2), {
        "retained_tax_share": 0.0, "marginal_public_share": 0.6}),

    (AppraisalReweighting(), 0, BEFORE, {"freed_to_upward": 0.3, "freed_to_service": 0.4, "freed_to_community": 0.3}),
    (AppraisalReweighting(to_upward=0.0, to_service=0.0, to_community=0.0, feedback_weight=0.2), 0,
     Rules(freed_to_upward=0.5), {"feedback_weight": 0.2}),
    (AppraisalReweighting(to_upward=1.0, to_service=0.5, to_community=0.5), 0, BEFORE, {
        "freed_to_upward": 0.5, "freed_to_service": 0.25, "freed_to_community": 0.25}),
    (AppraisalReweighting(to_upward=0.0, to_service=0.25, to_community=0.25), 0, Rules(freed_to_upward=1.0), {
        "freed_to_upward": 0.0, "freed_to_service": 0.25, "freed_to_community": 0.25}),

    (PurchaseBudget(), 0, BEFORE, {"purchase_budget": 3_000_000.0}),
    (PurchaseBudget(), 12, BEFORE, {"purchase_budget": 4_245_000.0}),
    (PurchaseBudget(), 24, Rules(purchase_budget=1000.0), {"purchase_budget": 6_007_675.0}),
    (PurchaseBudget(growth=0.44, cap_share=0.1), 6, BEFORE, {
        "purchase_budget": 3_600_000.0, "purchase_cap_share": 0.1}),
    (PurchaseBudget(), 600, BEFORE, {"purchase_budget": 1e9}),

    (ServiceStations(), 0, BEFORE, {"station_share": 1 / 9}),
    (ServiceStations(), 8, BEFORE, {"station_share": 1.0}),
    (ServiceStations(stations=21, windows=2, items=31, min_catchment=5000.0, ramp_months=6), 2, BEFORE, {
        "station_share": 0.375, "station_windows": 2, "station_items": 31, "min_catchment": 5000.0}),
    (ServiceStations(stations=0, windows=2), 8, Rules(station_windows=5), {}),
    (ServiceStations(), 2, Rules(station_share=0.5), {}),

    (MeritHiring(), 15, BEFORE, {"station_posts": 4.35, "committee_posts": 2.9, "pay_ratio": 1.2}),
    (MeritHiring(hires=8.0, station_share=0.75), 3, Rules(committee_posts=1.0, pay_ratio=1.5), {
        "station_posts": 1.5, "committee_posts": 1.5, "pay_ratio": 1.8}),
    (MeritHiring(hires=12.0, station_share=1.0, pay_ratio=1.0), 40, Rules(station_posts=4.0), {"station_posts": 12.0}),

    (StationSeparation(), 0, BEFORE, {"moved_task_share": 0.75}),
    (StationSeparation(), 0, Rules(moved_task_share=0.9), {}),
    (TaskAdmission(), 0, BEFORE, {"admission_gate": 0.2}),
    (TaskAdmission(gate=0.5), 0, Rules(admission_gate=0.6), {}),

    (SmallUnitGovernance(), 0, BEFORE, UNITS),
    (SmallUnitGovernance(unit_households=0.0, mandate=0.0, quorum=0.5, rotation=0.4), 0, BEFORE, {
        "rotation": 0.4, "group_passdown": 0.15}),
    (SmallUnitGovernance(unit_households=0.0, quorum=0.5, group_passdown=0.5), 0, Rules(unit_households=400.0), {
        "mandate": 1.0, "quorum": 0.5, "group_passdown": 0.5}),

    (PropertyCompany(), 0, BEFORE, {
        "property_company": True, "property_subsidy": 3000.0, "property_start_capital": 30_000.0}),
    (PropertyCompany(subsidy=0.0, fee=12.0), 0, Rules(property_subsidy=500.0), {
        "property_company": True, "property_start_capital": 30_000.0, "property_fee": 12.0}),
    (PropertyCompany(founding=False, fee=12.0), 0, BEFORE, {}),

    (DemonstrationCourtyards(), 0, BEFORE, {"demonstration_courtyards": 5, "demonstration_capital": 150_000.0}),
    (DemonstrationCourtyards(courtyards=2, by_need=True), 0, Rules(demonstration_courtyards=3), {
        "demonstration_capital": 150_000.0, "demonstration_by_need": True}),
    (DemonstrationCourtyards(courtyards=0, by_need=True), 0, BEFORE, {}),

    (DualTrackEntry(), 0, BEFORE, {**FILED, "sponsor_probability": 0.3, "organization_subsidy": 3000.0}),
    (DualTrackEntry(filing=False, filing_members=3, members_relief=0.5, funds_relief=0.9, exclusivity_lifted=True,
                    sponsor_probability=0.0, organization_subsidy=8000.0), 0, BEFORE, {
        "registration_members": 25, "registration_funds": 3000.0, "niche_exclusive": False,
        "organization_subsidy": 8000.0}),
    (DualTrackEntry(filing_members=20, filing_funds=500.0, filing_delay=2, members_relief=0.9), 0,
     Rules(registration_members=40, sponsor_probability=0.4), {
        "filing_open": True, "filing_members": 20, "filing_funds": 500.0, "filing_delay": 2,
        "registration_members": 5, "organization_subsidy": 3000.0}),

    (Incubator(), 0, BEFORE, {"incubator_capacity": 20, "operator_evaluates": True}),
    (Incubator(capacity=0, gain=0.3, operator_evaluates=False), 0, BEFORE, {}),
    (Incubator(capacity=10, gain=0.3, operator_evaluates=False), 0, Rules(incubator_capacity=15), {
        "incubator_gain": 0.3}),

    (Contracting(), 0, BEFORE, {"filed_may_bid": True, "functions_released": 0.3}),
    (Contracting(filed_may_bid=False, functions_released=0.0, quality_weight=0.8), 0, BEFORE, {}),
    (Contracting(filed_may_bid=False, relation_weight=0.7, payment_delay=6), 0, Rules(functions_released=0.5), {
        "relation_weight": 0.7, "payment_delay": 6}),

    (Supervision(), 0, BEFORE, {"audit_rate": 0.1, "delisting": True, "count_quota": 0.3}),
    (Supervision(audit_rate=0.0, delisting=False, count_quota=0.0, quota_target=4.0), 0, BEFORE, {}),
    (Supervision(count_quota=1.0, quota_target=4.0, independent_evaluation=True), 0,
     Rules(audit_rate=0.3, operator_evaluates=True), {
        "delisting": True, "count_quota": 1.0, "quota_target": 4.0, "operator_evaluates": False}),
]
"""Changes that leave out the hours and costs booked, which have a test of their own."""


@pytest.mark.parametrize(
    ("reform", "months", "before", "changes"), CASES,
    ids=[f"{type(reform).__name__}-{number}" for number, (reform, *_) in enumerate(CASES)])
def test_revises_as_computed_by_hand(reform: Reform, months: int, before: Rules, changes: dict[str, Any]) -> None:
    after = reform.revise(before, months)
    kept = replace(after, coordination_hours=before.coordination_hours, programme_cost=before.programme_cost)
    differs = {name: getattr(kept, name) for name in declared(Rules) if getattr(kept, name) != getattr(before, name)}
    expected = {name: value for name, value in changes.items() if value != getattr(before, name)}
    assert differs == pytest.approx(expected)


def test_there_is_a_case_for_every_reform_as_enacted() -> None:
    """Here, or in a file of its own, `test_<name of the rule>.py`."""
    cases = {type(reform) for reform, *_ in CASES if reform == type(reform)()}
    alone = {rule for name, rule in found().items() if (Path(__file__).parent / f"test_{name}.py").exists()}
    assert cases | alone == set(found().values())


def test_the_last_written_decides_who_evaluates() -> None:
    independent, centre = Supervision(independent_evaluation=True), Incubator()
    assert not independent.revise(centre.revise(BEFORE, 0), 0).operator_evaluates
    assert centre.revise(independent.revise(BEFORE, 0), 0).operator_evaluates


def test_stations_and_hires_arrive_at_the_dates_of_the_ramp() -> None:
    stations = [ServiceStations().revise(BEFORE, month).station_share * 28 for month in range(12)]
    assert stations == pytest.approx([28 * min(month + 1, 9) / 9 for month in range(12)])
    posts = [MeritHiring().revise(BEFORE, month) for month in (0, 7, 15, 30)]
    assert [item.station_posts + item.committee_posts for item in posts] == pytest.approx(
        [7.25 / 16, 7.25 / 2, 7.25, 7.25])


@given(st.integers(0, 600), st.integers(1, 48))
def test_a_ramp_rises_evenly_and_ends_complete(month: int, length: int) -> None:
    now, later = ramp(month, length), ramp(month + 1, length)
    assert 0 < now <= later <= 1
    assert (now == 1) == (month + 1 >= length)
    assert later == 1 or later - now == pytest.approx(1 / length)
