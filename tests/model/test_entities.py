"""Every entity of the specification is a Mesa agent with its state and a step that a reader can follow."""

from __future__ import annotations

import copy
import pickle
from collections.abc import Callable

import mesa
import networkx as nx
import numpy as np
import pytest
from mesa.datacollection import DataCollector

from govsim.agents import community, courtyard, property_company, resident, service_station, street_office
from govsim.agents import social_organization as org
from govsim.agents.community import Community
from govsim.agents.courtyard import Courtyard
from govsim.agents.district import District, budget, grow
from govsim.agents.network import ties
from govsim.agents.property_company import PropertyCompany
from govsim.agents.resident import Resident
from govsim.agents.rows import Row, columns
from govsim.agents.service_station import ServiceStation
from govsim.agents.social_organization import SocialOrganization
from govsim.agents.street_office import StreetOffice
from govsim.model import GovernanceModel
from govsim.reforms.base import found
from tests.model.small import START, after, built, differences, restored, revision, state

EVERYTHING = [revision(rule(), START + 1, announced=START + 1) for rule in found().values()]
"""All reforms from the second month."""

OWNS = {
    District: "revenue public_budget paid demanded affordable",
    StreetOffice: "staff proficiency attention hours retained_tax grant visits sections",
    Community: "staff regular_tasks temporary_tasks load backlog paper_share slack enabling_hours",
    ServiceStation: "windows competence catchment backlog extra_load",
    Courtyard: "households kind managed fee condition social_capital heterogeneity formal function capture burnout"
    " conflict",
    Resident: "household is_head age_group renter local party low_income cooperation threshold belief active"
    " contribution burnout expectation performance satisfaction trust_gov trust_nbr case",
    SocialOrganization: "status niche members funds quality motive activity dependence incubated dormant",
    PropertyCompany: "cash clients fee failed",
}
"""The state that section 2 of the specification gives each entity."""

NUMBERS = {
    District: (1, 1),
    StreetOffice: (16, 16),
    Community: (59, 59),
    ServiceStation: (28, 60),
    Courtyard: (1150, 1250),
    Resident: (4000, 20000),
    SocialOrganization: (500, 20000),
    PropertyCompany: (59, 59),
}


@pytest.fixture(scope="module")
def grown() -> GovernanceModel:
    """A district in which every reform is in force and every kind of agent is busy."""
    return after(*EVERYTHING, months=18)


@pytest.fixture
def busy(grown: GovernanceModel) -> object:
    with restored(grown) as borrowed:
        yield borrowed


@pytest.mark.parametrize("kind", OWNS, ids=lambda kind: kind.__name__)
def test_is_an_agent_with_its_state_and_a_step(grown: GovernanceModel, kind: type[Row]) -> None:
    agents = grown.agents_by_type[kind]
    low, high = NUMBERS[kind]
    assert low <= len(agents) <= high
    agent = next(iter(agents))
    assert isinstance(agent, mesa.Agent) and agent.model is grown and agent in grown.agents
    assert set(OWNS[kind].split()) <= set(columns(kind.table))
    assert kind.step is not mesa.Agent.step and (kind.step.__doc__ or "").strip()
    agent.step()


def test_open_stations_are_those_planned(grown: GovernanceModel) -> None:
    assert len(grown.agents_by_type[ServiceStation].select(lambda station: station.open)) == 28


Step = tuple[type[Row], Callable[[GovernanceModel], None]]


def station_month(model: GovernanceModel) -> None:
    """What the model has stations do in a month."""
    service_station.staff_station(model)
    service_station.load_back_office(model)
    service_station.serve_visits(model)


def committee_month(model: GovernanceModel) -> None:
    """What the model has committees do in a month."""
    community.hire(model)
    community.serve(model)


def resident_month(model: GovernanceModel) -> None:
    """What the model has residents do in a month."""
    resident.act(model)
    resident.reflect(model)


def district_month(model: GovernanceModel) -> None:
    """What the model has the district do in a month, before it appraises."""
    grow(model)
    budget(model)


STEPS: list[Step] = [
    (District, district_month),
    (StreetOffice, street_office.work),
    (Community, committee_month),
    (ServiceStation, station_month),
    (Courtyard, courtyard.live),
    (PropertyCompany, property_company.trade),
    (SocialOrganization, org.operate),
]


@pytest.mark.parametrize(("kind", "together"), STEPS, ids=[kind.__name__ for kind, _ in STEPS])
def test_agents_one_by_one_do_what_all_do_together(
    busy: GovernanceModel, kind: type[Row], together: Callable[[GovernanceModel], None]
) -> None:
    """Bit for bit, in whatever order the agents come."""
    before = state(busy)
    with restored(busy):
        together(busy)
        expected = state(busy)
    assert differences(before, expected)
    busy.agents_by_type[kind].shuffle_do("step")
    assert differences(expected, state(busy)) == set()


def test_residents_one_by_one_do_what_all_do_together(busy: GovernanceModel) -> None:
    with restored(busy):
        resident.look_around(busy)
        resident_month(busy)
        expected = state(busy)
    resident.look_around(busy)
    busy.agents_by_type[Resident].do("step")
    assert differences(expected, state(busy)) == set()


def test_a_data_collector_reads_model_and_agents() -> None:
    model = built(months=2)
    collector = DataCollector(
        model_reporters={"satisfaction": lambda m: float(m.residents.satisfaction.mean()), "month": "month_text"},
        agenttype_reporters={StreetOffice: {"visits": "visits"}, Courtyard: {"worth": lambda yard: yard.condition * 2}},
    )
    for _ in range(2):
        model.step()
        collector.collect(model)
    assert collector.get_model_vars_dataframe()["month"].tolist() == ["2007-01", "2007-02"]
    visits = collector.get_agenttype_vars_dataframe(StreetOffice)
    assert len(visits) == 32 and visits["visits"].iloc[-16:].tolist() == model.streets.visits.tolist()
    worth = collector.get_agenttype_vars_dataframe(Courtyard)["worth"].iloc[-len(model.courtyards) :]
    assert worth.tolist() == (2 * model.courtyards.condition).tolist()


def test_sets_of_agents_answer_as_the_columns_do(busy: GovernanceModel) -> None:
    people = busy.agents_by_type[Resident]
    t = busy.residents
    assert len(people) == len(t)
    assert len(people.select(t.party)) == t.party.sum()
    assert len(people.select(lambda one: one.low_income and one.renter)) == (t.low_income & t.renter).sum()
    assert people.agg("satisfaction", np.mean) == pytest.approx(t.satisfaction.mean(dtype=np.float64))
    by_tenure = people.groupby("renter").agg("trust_gov", np.mean)
    assert by_tenure[True] == pytest.approx(t.trust_gov[t.renter].mean(dtype=np.float64))
    assert sum(people.groupby("courtyard").count().values()) == len(t)
    chosen = people.select(t.age_group == resident.ELDER).set("burnout", 0.25)
    assert (t.burnout[t.age_group == resident.ELDER] == 0.25).all()
    assert chosen.get("burnout") == [0.25] * len(chosen)


def test_one_resident_can_be_traced_through_the_institutions(busy: GovernanceModel) -> None:
    """A resident's courtyard, community and street are agents that can be asked on."""
    agents = busy.agents_by_type
    one = agents[Resident][len(busy.residents) // 2]
    yard = agents[Courtyard][one.courtyard]
    committee = agents[Community][yard.community]
    assert yard.street == committee.street
    assert agents[StreetOffice][committee.street].population >= committee.population > yard.population


def test_pickling_mid_run_and_going_on_changes_nothing() -> None:
    model = built(*EVERYTHING, months=12)
    for _ in range(6):
        model.step()
    stored = pickle.dumps(model)
    for _ in range(6):
        model.step()
    again = pickle.loads(stored)
    assert type(again) is GovernanceModel and again.month == START + 5
    for _ in range(6):
        again.step()
    assert differences(state(model), state(again)) == set()


def test_models_alive_at_once_do_not_touch_each_other() -> None:
    alone = state(after(*EVERYTHING, months=4, seed=3))
    first, second = built(*EVERYTHING, months=4, seed=3), built(months=4, seed=4)
    twin = copy.deepcopy(first)
    for _ in range(4):
        second.step()
        first.step()
        second.agents_by_type[Resident].set("trust_gov", 0.5)
    assert differences(state(first), alone) == set()
    assert twin.month == START - 1
    assert first.agents_by_type[Resident][0] != second.agents_by_type[Resident][0]
    assert second.agents_by_type[Resident][0].trust_gov == 0.5 != first.agents_by_type[Resident][0].trust_gov


def test_the_institutional_network(busy: GovernanceModel) -> None:
    """Everybody under the district; each community served by its stations; contracts as the columns say."""
    graph = busy.network
    assert isinstance(graph, nx.DiGraph) and nx.is_weakly_connected(graph)
    kinds = [kind for _, kind in graph.nodes(data="kind")]
    expected = {
        "district": 1,
        "street": 16,
        "community": 59,
        "station": 28,
        "organization": len(org.formal(busy.organizations)),
    }
    assert {kind: kinds.count(kind) for kind in expected} == expected
    contracts = [value for *_, value in graph.edges(data="yuan_per_month") if value is not None]
    assert contracts and sum(contracts) == pytest.approx(busy.organizations.contract.sum())
    shares = {}
    for _, served, edge in graph.edges(data=True):
        if edge["tie"] == "serves":
            shares[served] = shares.get(served, 0.0) + edge["share"]
    assert len(shares) == 59 and list(shares.values()) == pytest.approx([1.0] * 59)


def test_the_ties_of_the_network_as_a_table(busy: GovernanceModel) -> None:
    table = ties(busy.network)
    assert set(table["month"]) == {busy.month_text} and len(table) == busy.network.number_of_edges()
    sums = table.groupby("tie")["value"].sum()
    assert sums["contract"] == pytest.approx(busy.organizations.contract.sum())
    assert sums["serves"] == pytest.approx(59)
    assert sums["home"] == pytest.approx(busy.organizations.activity[org.formal(busy.organizations)].sum())
    assert table[table["tie"] == "governs"]["value"].isna().all()
