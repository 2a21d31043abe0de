"""Measures: read off the state a second time, resident by resident and unit by unit."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from govsim.agents import resident
from govsim.agents import social_organization as org
from govsim.measures import MEASURES
from govsim.model import GovernanceModel
from govsim.observation import Observer
from govsim.reforms.base import found
from tests.model.small import after

Seen = tuple[GovernanceModel, dict[str, pd.DataFrame]]


@pytest.fixture(scope="module")
def seen() -> Seen:
    """A district in the tenth month of all reforms, and its tables of that month, by unit."""
    model = after(*(rule() for rule in found().values()), months=10)
    observer = Observer(model, "courtyard")
    observer.observe()
    return model, {level: frame.set_index("unit") for level, frame in observer.tables().items()}


def people(model: GovernanceModel) -> pd.DataFrame:
    """Residents with what they are and live in, and how many real residents each stands for."""
    t, yards = model.residents, model.courtyards
    names = (
        "satisfaction",
        "trust_gov",
        "trust_nbr",
        "performance",
        "expectation",
        "renter",
        "age_group",
        "low_income",
    )
    frame = pd.DataFrame({name: getattr(t, name) for name in names}).astype({"satisfaction": float})
    frame["local"], frame["active"], frame["household"], frame["is_head"] = t.local, t.active, t.household, t.is_head
    frame["case"], frame["condition"] = t.case, yards.condition[t.courtyard]
    frame["weight"], frame["kind"] = yards.weight[t.courtyard], yards.kind[t.courtyard]
    frame["courtyard"], frame["community"] = t.courtyard, yards.community[t.courtyard]
    frame["street"] = yards.street[t.courtyard]
    return frame


def mean(frame: pd.DataFrame, column: str | pd.Series) -> float:
    values = frame[column] if isinstance(column, str) else column
    return float(np.average(values.astype(float), weights=frame["weight"]))


GROUPS: dict[str, Callable[[pd.DataFrame], pd.Series]] = {
    "tenure:owner": lambda p: ~p.renter,
    "tenure:renter": lambda p: p.renter,
    "age:0-17": lambda p: p.age_group == 0,
    "age:60+": lambda p: p.age_group == 3,
    "income:low": lambda p: p.low_income,
    "hukou:local": lambda p: p.local,
    "hukou:other": lambda p: ~p.local,
    "kind:old": lambda p: p.kind == 0,
}


@pytest.mark.parametrize("group", GROUPS)
def test_resident_groups(seen: Seen, group: str) -> None:
    """Satisfaction, trust, gap, condition, participation and take-up of a group, counted one by one."""
    model, tables = seen
    everybody = people(model)
    chosen = everybody[GROUPS[group](everybody)]
    row = tables["group"].loc[group]
    for name in ("satisfaction", "trust_gov", "trust_nbr"):
        assert row[name] == pytest.approx(mean(chosen, name), rel=1e-5)
    assert row["expectation_gap"] == pytest.approx(mean(chosen, chosen.performance - chosen.expectation), abs=1e-5)
    assert row["courtyard_condition"] == pytest.approx(mean(chosen, "condition"), rel=1e-5)
    taking_part = set(everybody.household[everybody.active])
    heads = everybody[everybody.is_head]
    heads = heads[GROUPS[group](heads)]
    if heads.empty:  # no child heads a household
        assert group == "age:0-17" and np.isnan(row["participation"])
        return
    assert row["participation"] == pytest.approx(mean(heads, heads.household.isin(taking_part)), rel=1e-5)
    needing = heads[heads.local & (heads.case != resident.NO_CASE)]
    if len(needing):
        assert row["takeup"] == pytest.approx(mean(needing, needing.case == resident.RECEIVED), rel=1e-5)


@pytest.mark.parametrize("level", ["courtyard", "community", "street", "district"])
def test_residents_views_by_place(seen: Seen, level: str) -> None:
    model, tables = seen
    everybody = people(model).assign(district=0)
    for name in ("satisfaction", "trust_gov", "trust_nbr"):
        expected = [mean(here, name) for _, here in everybody.groupby(level)]
        assert tables[level][name].to_numpy() == pytest.approx(expected, rel=1e-5)


def test_counts_add_up(seen: Seen) -> None:
    """Organizations and courtyards: communities sum to streets, streets to the district, and all to the state."""
    model, tables = seen
    t = model.organizations
    filed, registered = (t.status == org.FILED).sum(), (t.status == org.REGISTERED).sum()
    district = tables["district"].iloc[0]
    assert filed > 0 and (district["orgs_filed"], district["orgs_registered"]) == (filed, registered)
    for name in [name for name, measure in MEASURES.items() if measure.how == "sum"]:
        for level in ("street", "community"):
            if level in MEASURES[name].levels:
                assert tables[level][name].sum() == pytest.approx(district[name]), (name, level)
    formal = np.isin(t.status, (org.FILED, org.REGISTERED))
    active = formal & ~t.dormant & (t.activity >= model.world.activity_minimum)
    assert district["orgs_active"] == active.sum()
    assert district["shell_share"] == pytest.approx((formal & (t.motive != org.MISSION)).sum() / formal.sum())
    assert district["residents_per_org"] == pytest.approx(690_422 / formal.sum(), rel=1e-6)
    assert district["dependence"] == pytest.approx(np.median(t.dependence[formal]))


def test_formal_beside_functional(seen: Seen) -> None:
    model, tables = seen
    yards, district = model.courtyards, tables["district"].iloc[0]
    formal, working = yards.formal.all(axis=1), yards.function.mean(axis=1) > 0.5
    assert district["formal_coverage"] == pytest.approx(formal.mean()) and formal.any()
    assert district["functional_coverage"] == pytest.approx(working.mean())
    assert district["formal_function_gap"] == pytest.approx(formal.mean() - working.mean())
    served = yards.managed | (yards.client & model.companies.active[yards.community])
    assert district["pm_coverage"] == pytest.approx(served.mean())
    assert district["without_pm"] == (~served).sum()
    assert district["courtyard_condition_p10"] == pytest.approx(np.quantile(yards.condition, 0.1))
    lead = yards.condition[yards.visible].mean() - yards.condition[~yards.visible].mean()
    assert district["demonstration_lead"] == pytest.approx(lead)


def test_streets_and_windows(seen: Seen) -> None:
    model, tables = seen
    streets, windows, district = model.streets, model.windows, tables["district"].iloc[0]
    assert tables["street"]["attention_down"].to_numpy() == pytest.approx(streets.attention[:, 2:].sum(axis=1))
    assert district["attention_down"] == pytest.approx(streets.attention[:, 2:].sum(axis=1).mean())
    assert district["wait_min"] == pytest.approx(np.average(windows.wait, weights=windows.opened))
    opened = model.stations.open
    assert (
        tables["community"]["station_load_rho"]
        .between(model.stations.load[opened].min() - 1e-9, model.stations.load[opened].max() + 1e-9)
        .all()
    )
    spent = model.districts.paid[0].sum() - model.districts.paid[0, 2] - model.districts.returned[0]
    assert district["programme_spending"] == pytest.approx(spent)
    assert district["public_spending"] == pytest.approx(spent + streets.budget.sum() / 12)


@pytest.mark.parametrize("name", MEASURES)
def test_a_measure_stands_at_its_levels_and_nowhere_else(seen: Seen, name: str) -> None:
    _, tables = seen
    for level, frame in tables.items():
        there = frame[name].notna()
        if level not in MEASURES[name].levels:
            assert not there.any(), level
        elif level == "group":
            assert there.drop("age:0-17").all() or name == "takeup"
        elif MEASURES[name].base != "organization":
            assert there.all(), level
    assert tables["district"][name].notna().all()


def test_every_measure_of_the_specification_is_there() -> None:
    """By the names of its table of measures; those that it pairs or splits have a column each."""
    wanted = """attention_down attention_up visits_per_week econ_shadow street_revenue_gini admin_share backlog
        enabling_hours paper_share task_count wait_min trips_per_case takeup takeup_gap station_load_rho formal_coverage
        functional_coverage formal_function_gap participation participation_gini attendee_elder_share pm_coverage
        pm_viable courtyard_condition courtyard_condition_p10 capture activist_burnout conflict_rate orgs_registered
        orgs_registered_new orgs_filed orgs_filed_new orgs_active dormant_share_12 dormant_share_24 shell_share
        residents_per_org residents_per_active_org niche_hhi dependence contract_gini responsiveness satisfaction
        expectation_gap trust_gov trust_nbr fiscal_cost_per_satisfied district_revenue equity_p90_p10"""
    assert set(wanted.split()) <= set(MEASURES)
    for measure in MEASURES.values():
        assert measure.title and measure.definition and measure.unit
        assert any("\u4e00" <= letter <= "\u9fff" for letter in measure.title_zh + measure.definition_zh)
    titles = [measure.title for measure in MEASURES.values()]
    assert len(titles) == len(set(titles))
