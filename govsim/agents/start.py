"""The state of the district before its first month, from the place's tables and the synthesis."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import social_organization as org
from govsim.agents.blank import blank, flags
from govsim.agents.community import Communities, Community
from govsim.agents.district import ITEMS, District, Districts
from govsim.agents.needs import Windows
from govsim.agents.pay import LONGEST_DELAY
from govsim.agents.property_company import PropertyCompanies, PropertyCompany
from govsim.agents.rows import Table, columns
from govsim.agents.service_station import CommitteeWindows, ServiceStation, ServiceStations
from govsim.agents.social_organization import SocialOrganization, SocialOrganizations
from govsim.agents.start_people import begin_cases, begin_courtyards, begin_residents
from govsim.agents.street_office import StreetOffice, StreetOffices
from govsim.population.organizations import (
    BLOCKED,
    COUNT,
    FOUNDED,
    INFORMAL,
    PROFIT,
    STANDING,
    WISHING,
    organization_slots,
)
from govsim.population.synthesis import synthesize

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

SITES_PER_PLANNED_STATION = 1.5
"""Sites kept per planned station, so that rules may ask for more than are planned."""
ENTRY = {
    STANDING: org.STANDING,
    BLOCKED: org.WOULD_REGISTER,
    WISHING: org.WOULD_REGISTER,
    INFORMAL: org.WOULD_FILE,
    FOUNDED: org.WOULD_FILE,
    PROFIT: org.WOULD_PROFIT,
    COUNT: org.WOULD_COUNT,
}


def begin(model: GovernanceModel) -> None:
    """Make every table of the model, register the agents, and the links between tiers."""
    model.population = synthesize(model.place, model.world, model.sample, model.chance)
    begin_residents(model)
    begin_courtyards(model)
    begin_communities(model)
    begin_stations(model)
    begin_streets(model)
    begin_organizations(model)
    begin_cases(model)
    model.numbers = list(numbers(model))
    model.of_rules = {}


def numbers(model: GovernanceModel) -> Iterator[tuple[str, Table, tuple[str, ...]]]:
    """Who owns each table of state, the table, and its columns of numbers that must be finite."""
    owners = {kind.__name__: getattr(model, kind.table_name) for kind in model.agent_types}
    for owner, table in {**owners, "Windows": model.windows, "CommitteeWindows": model.committee_windows}.items():
        yield owner, table, tuple(name for name in columns(type(table)) if getattr(table, name).dtype.kind == "f")


def begin_communities(model: GovernanceModel) -> None:
    """Communities, their windows and companies."""
    place, world, yards = model.place, model.world, model.courtyards
    count = len(place.communities)
    street = np.array([item.street for item in place.communities])
    population = np.bincount(yards.community, weights=yards.population, minlength=count)
    in_street = np.bincount(street, weights=population)
    given = blank(
        Communities,
        count,
        street=street,
        population=population,
        registered_households=np.bincount(
            yards.community, weights=model.population.courtyard_registered, minlength=count
        ),
        street_share=population / in_street[street],
        regular_tasks=np.full(count, world.regular_tasks_2007),
        temporary_tasks=np.full(count, world.temporary_tasks_year / 12.0 * world.temporary_task_months),
        temporary_year=np.full(count, world.temporary_tasks_year),
        staff=np.full(count, float(world.committee_staff)),
    )
    model.register_kind(Community, Communities(**given))
    model.community_population = population
    model.communities_households = np.bincount(yards.community, weights=yards.households, minlength=count)
    model.committee_windows = CommitteeWindows(**blank(CommitteeWindows, count))
    model.windows = Windows(**blank(Windows, count))
    companies = blank(
        PropertyCompanies, count, active=flags(count), founded_now=flags(count), failed=flags(count)
    )
    model.register_kind(PropertyCompany, PropertyCompanies(**companies))
    model.cases_before = np.zeros(count)
    model.committee_relief = np.zeros(count)
    model.group_cover = np.zeros(count)


def begin_stations(model: GovernanceModel) -> None:
    """Sites of service stations, none of them open."""
    planned = np.array([item.stations for item in model.place.streets])
    sites = np.ceil(planned * SITES_PER_PLANNED_STATION).astype(np.int64)
    street = np.repeat(np.arange(len(sites)), sites)
    order = np.arange(sites.sum()) - np.repeat(np.cumsum(sites) - sites, sites)
    count = len(street)
    given = blank(
        ServiceStations,
        count,
        street=street,
        order=order,
        open=flags(count),
        windows=np.zeros(count, dtype=np.int64),
        accepts=np.ones(count),
        refilled=np.ones(count),
        minutes=np.full(count, model.world.minutes_committee),
        trips=np.full(count, model.world.trips_novice),
    )
    model.register_kind(ServiceStation, ServiceStations(**given))
    model.coverage = np.zeros((len(model.communities), count))
    model.station_cover = np.zeros(len(model.communities))
    model.station_relief = np.zeros(count)


def begin_streets(model: GovernanceModel) -> None:
    """Street offices and the district, with the budgets of 2007."""
    place, world = model.place, model.world
    count = len(place.streets)
    population = np.bincount(model.communities.street, weights=model.communities.population, minlength=count)
    share = population / population.sum()
    tax_share = np.array([item.tax_share for item in place.streets])
    grant = world.grant_2007 * count * share
    budget = grant + model.initial_rules.street.retained_tax_share * tax_share * world.revenue_2007
    given = blank(
        StreetOffices,
        count,
        {"attention": 4, "hours": 4},
        population=population,
        population_share=share,
        tax_share=tax_share,
        staff=world.street_staff * (population / population.mean()) ** world.street_staff_by_size,
        proficiency=np.full(count, world.proficiency_new),
        grant_2007=grant,
        budget_2007=budget,
        budget=budget.copy(),
        pressure=np.full(count, world.prize),
    )
    model.register_kind(StreetOffice, StreetOffices(**given))
    wide = {"demanded": len(ITEMS), "paid": len(ITEMS), "affordable": len(ITEMS)}
    model.register_kind(District, Districts(**blank(Districts, 1, wide, revenue=np.array([world.revenue_2007]))))
    model.streets_households = np.bincount(
        model.courtyards.street, weights=model.courtyards.households, minlength=count
    )
    model.organization_help = np.zeros(count)
    model.contracted_hours = np.zeros(count)
    model.shell_evidence = np.zeros(count)


def begin_organizations(model: GovernanceModel) -> None:
    """Organization slots; those of 2007 exist, all others are latent."""
    communities = model.communities
    made = organization_slots(
        model.world, model.chance, communities.population, communities.street, model.months, len(org.NICHES)
    )
    origin = made.pop("origin")
    count = len(origin)
    status = np.full(count, org.LATENT, dtype=np.int8)
    status[origin == STANDING] = org.REGISTERED
    status[(origin == BLOCKED) | (origin == INFORMAL)] = org.INFORMAL
    motive = np.select([origin == PROFIT, origin == COUNT], [org.OPPORTUNIST, org.QUOTA], org.MISSION)
    entry = np.array([ENTRY[number] for number in range(len(ENTRY))], dtype=np.int8)[origin]
    standing_age = np.where(status == org.LATENT, 0.0, model.world.age_2007)
    given = blank(
        SocialOrganizations,
        count,
        {"owed": LONGEST_DELAY},
        entry=entry,
        motive=motive.astype(np.int8),
        status=status,
        track=np.zeros(count, dtype=np.int8),
        street=communities.street[made["community"]],
        age=standing_age,
        formal_age=np.where(status == org.REGISTERED, model.world.age_2007, 0.0),
        responsiveness=np.ones(count),
        dormant=flags(count),
        incubated=flags(count),
        **made,
    )
    by_birth = given["born"].argsort(kind="stable")
    table = SocialOrganizations(
        **given,
        by_birth=by_birth,
        births=given["born"][by_birth],
        opportunists=(entry == org.WOULD_PROFIT).nonzero()[0],
        counted=(entry == org.WOULD_COUNT).nonzero()[0],
        standing=org.UNKNOWN,
    )
    model.register_kind(SocialOrganization, table)
    alive = status == org.INFORMAL
    niche = np.bincount(made["niche"][alive | (status == org.REGISTERED)], minlength=len(org.NICHES))
    model.formal_before = np.array([float((status == org.REGISTERED).sum())])
    model.ended_formal = 0
    model.visits_before = np.zeros(1)
    model.niche_capacity = niche.astype(float)
