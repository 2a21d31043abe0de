"""The month's cases: need arises in a household, it applies or not, waits, receives or is refused.

Queues count cases of registered households in expectation over residents (so that a sample of them
sees the same windows as all do); each household's own case is drawn from the same probabilities.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import resident as res
from govsim.agents import service_station as station
from govsim.agents.applying import apply_probability, burden
from govsim.agents.rows import Table, column
from govsim.population.population import stretches
from govsim.products import product

if TYPE_CHECKING:
    from govsim.model import GovernanceModel


@dataclass(eq=False, slots=True)
class Windows(Table):
    """What households of a community meet at their windows this month, one row a community."""

    known: np.ndarray = column("burden of a case as households know it by hearsay", unit="burden")
    cost: np.ndarray = column("burden of a case", unit="burden")
    wait: np.ndarray = column("mean wait this month", unit="minutes")
    trips: np.ndarray = column("trips a case needs", unit="trips/case")
    apply: np.ndarray = column("chance that a household in need applies", unit="share")
    apply_low_income: np.ndarray = column("the same for low-income households", unit="share")
    need: np.ndarray = column("chance that a household has a case", unit="share")
    need_low_income: np.ndarray = column("the same for low-income households", unit="share")
    served: np.ndarray = column("share of those waiting who are served this month", unit="share")
    granted: np.ndarray = column("share of the served who are granted", unit="share")
    takeup: np.ndarray = column("those who receive over those in need", unit="share")
    opened: np.ndarray = column("cases opened", unit="cases/month")
    settled: np.ndarray = column("cases settled", unit="cases/month")
    pending: np.ndarray = column("cases waiting", unit="cases")


def expect(model: GovernanceModel) -> None:
    """What windows ask of who applies now, what households know of it, and the chance to apply, by community.

    A case costs the wait of last month's queue; hearsay follows the cost by `service_memory` a month.
    """
    world, w, stations = model.world, model.windows, model.stations
    cover = model.station_cover
    travel_station = world.travel_station * np.sqrt(stations.catchment / world.station_travel_households)
    at_station = burden(travel_station, stations.wait, stations.trips, world)
    committee = model.committee_windows
    at_committee = burden(world.travel_committee, committee.wait, world.trips_novice, world)
    w.cost[:] = product(model.coverage, at_station) + (1.0 - cover) * at_committee
    heard = world.service_memory * world.channel_burden_applying
    w.known[:] += (1.0 if model.starting else heard) * (w.cost - w.known)
    w.trips[:] = product(model.coverage, stations.trips) + (1.0 - cover) * world.trips_novice
    index = model.communities.organization_service
    w.apply[:] = apply_probability(w.known, False, index, world)
    w.apply_low_income[:] = apply_probability(w.known, True, index, world)
    w.need[:] = min(1.0, world.need_per_household)
    w.need_low_income[:] = min(1.0, world.need_per_household * (1.0 + world.need_extra_low_income))


def open_cases(model: GovernanceModel) -> None:
    """Need arises and households apply; their visits reach the windows."""
    w, t = model.windows, model.residents
    expect(model)
    t.case *= t.case == res.WAITING
    need, apply = by_cell(w.need, w.need_low_income), by_cell(w.apply, w.apply_low_income)
    everyone = model.chance.everyone("need", model.month, len(model.head_renter))
    uniform = np.asarray(everyone.take(model.registered_household))
    drawn = (uniform < need.take(model.registered_cell)).nonzero()[0]
    heads = model.population.household_start[model.registered_household[drawn]]
    free = t.case[heads] == res.NO_CASE
    drawn, heads = drawn[free], heads[free]
    cell = model.registered_cell[drawn]
    t.case[heads] = np.where(uniform[drawn] < (need * apply)[cell], res.WAITING, res.NEEDS)
    idle = 1.0 - np.minimum(1.0, w.pending / model.communities.registered_households)
    share_low = model.low_income_share
    rate = (1.0 - share_low) * w.need * w.apply + share_low * w.need_low_income * w.apply_low_income
    w.opened[:] = model.communities.registered_households * rate * idle
    model.stations.arrivals[:] = product(w.opened, model.coverage) * model.stations.trips
    model.committee_windows.arrivals[:] = w.opened * (1.0 - model.station_cover) * model.world.trips_novice


def by_cell(plain: np.ndarray, low_income: np.ndarray) -> np.ndarray:
    """Numbers by community of other and of low-income households, as `registered_cell` counts them; float32."""
    cells = np.empty((len(plain), 2), dtype=np.float32)
    cells[:, 0], cells[:, 1] = plain, low_income
    return cells.ravel()


def settle_cases(model: GovernanceModel) -> None:
    """Windows serve; households receive or are refused, and remember how it went."""
    w, t = model.windows, model.residents
    station.serve_visits(model)
    station.serve_committee_visits(model)
    stations, committee = model.stations, model.committee_windows
    done_station = served_share(stations.served, stations.backlog)
    done_committee = served_share(committee.served, committee.backlog)
    cover = model.station_cover
    w.served[:] = product(model.coverage, done_station) + (1.0 - cover) * done_committee
    w.wait[:] = product(model.coverage, stations.wait) + (1.0 - cover) * committee.wait
    paper = np.where(w.served > 0, model.communities.paper_share, 0.0)
    w.granted[:] = 1.0 - (1.0 - cover) * paper
    settled = (w.pending + w.opened) * w.served
    w.pending[:] += w.opened - settled
    w.settled[:] = settled
    low = model.low_income_share
    needing = (1.0 - low) * w.need + low * w.need_low_income
    applying = (1.0 - low) * w.need * w.apply + low * w.need_low_income * w.apply_low_income
    w.takeup[:] = applying / np.maximum(needing, 1e-12) * w.served * w.granted
    heads = (t.case == res.WAITING).nonzero()[0]
    households = t.household[heads]
    community = model.courtyards.community[model.courtyard_of(heads)]
    done = model.chance.of("served", model.month, households) < w.served[community]
    heads, households, community = heads[done], households[done], community[done]
    granted = model.chance.of("granted", model.month, households) < w.granted[community]
    t.case[heads] = np.where(granted, res.RECEIVED, res.REFUSED)
    remember(model, households, np.where(granted, smoothness(w.cost)[community], 0.0))
    hear(model)


def served_share(served: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Share of the visits waiting that were served; 1 where nobody waited."""
    waiting = served + left
    return np.divide(served, waiting, out=np.ones_like(waiting), where=waiting > 0)


def smoothness(cost: np.ndarray) -> np.ndarray:
    """How good a granted case feels: 1 without burden, 1/2 at a burden of one."""
    return np.asarray(1.0 / (1.0 + np.maximum(cost, 0.0)))


def remember(model: GovernanceModel, households: np.ndarray, experience: np.ndarray) -> None:
    """The household's view of services becomes its own last experience."""
    starts = model.population.household_start
    first = starts.take(households)
    size = starts.take(households + 1) - first
    model.residents.service[stretches(first, size)] = experience.astype(np.float32).repeat(size)


def hear(model: GovernanceModel) -> None:
    """Hearsay: every view of services drifts toward what applicants of the community meet."""
    w, t, memory = model.windows, model.residents, np.float32(model.world.service_memory)
    typical = (w.takeup * smoothness(w.cost))[model.courtyards.community]
    if model.starting:
        t.service[:] = model.spread(typical)
    else:
        gap = model.spread(typical)
        gap -= t.service
        gap *= memory
        t.service += gap
