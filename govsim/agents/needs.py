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

INCOMES = np.array(((0.0,), (1.0,)))
"""Other and low-income households, as `apply_probability` takes them."""
OPENED = np.array((res.NEEDS, res.WAITING), dtype=np.int8)
"""A new case of a household that does not apply, and of one that does."""
DECIDED = np.array((res.REFUSED, res.RECEIVED), dtype=np.int8)
"""A case that was served and not granted, and one that was."""


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
    world, w, stations, committee = model.world, model.windows, model.stations, model.committee_windows
    cover, alone = model.station_cover, 1.0 - model.station_cover
    w.cost[:] = alone * burden(world.travel_committee, committee.wait, world.trips_novice, world)
    w.trips[:] = alone * world.trips_novice
    if cover.any():
        travel = world.travel_station * np.sqrt(stations.catchment / world.station_travel_households)
        w.cost += product(model.coverage, burden(travel, stations.wait, stations.trips, world))
        w.trips += product(model.coverage, stations.trips)
    heard = 1.0 if model.starting else world.service_memory * world.channel_burden_applying
    w.known += heard * (w.cost - w.known)
    w.apply[:], w.apply_low_income[:] = apply_probability(
        w.known, INCOMES, model.communities.organization_service, world
    )
    w.need[:] = min(1.0, world.need_per_household)
    w.need_low_income[:] = min(1.0, world.need_per_household * (1.0 + world.need_extra_low_income))


def open_cases(model: GovernanceModel) -> None:
    """Need arises and households apply; their visits reach the windows."""
    w, t, communities = model.windows, model.residents, model.communities
    expect(model)
    t.case *= (t.case == res.WAITING).view(t.case.dtype)
    heads, cells, uniform = model.in_common.of(model, in_need)
    free = t.case.take(heads) == res.NO_CASE
    heads, cells, uniform = heads[free], cells[free], uniform[free]
    applies = by_cell(w.need, w.need_low_income)
    applies *= by_cell(w.apply, w.apply_low_income)
    t.case[heads] = OPENED.take(uniform < applies.take(cells))
    idle = 1.0 - np.minimum(1.0, w.pending / communities.registered_households)
    w.opened[:] = communities.registered_households * applying(model) * idle
    if model.stations.open.any():
        model.stations.arrivals[:] = product(w.opened, model.coverage) * model.stations.trips
    model.committee_windows.arrivals[:] = w.opened * (1.0 - model.station_cover) * model.world.trips_novice


def in_need(model: GovernanceModel) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Heads of the households in which chance makes a need arise, where they are, and what it drew for each."""
    w, households = model.windows, model.registered_household
    uniform = model.chance.everyone("need", model.month, len(model.head_renter)).take(households)
    drawn = (uniform < by_cell(w.need, w.need_low_income).take(model.registered_cell)).nonzero()[0]
    heads = model.population.household_start.take(households.take(drawn))
    return heads, model.registered_cell.take(drawn), uniform.take(drawn)


def applying(model: GovernanceModel) -> np.ndarray:
    """Share of the registered households of each community that have a case and apply."""
    w, low = model.windows, model.low_income_share
    return np.asarray((1.0 - low) * w.need * w.apply + low * w.need_low_income * w.apply_low_income)


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
    cover, alone = model.station_cover, 1.0 - model.station_cover
    w.served[:] = alone * served_share(committee.served, committee.backlog)
    w.wait[:] = alone * committee.wait
    if cover.any():
        w.served += product(model.coverage, served_share(stations.served, stations.backlog))
        w.wait += product(model.coverage, stations.wait)
    paper = np.where(w.served > 0, model.communities.paper_share, 0.0)
    w.granted[:] = 1.0 - alone * paper
    w.settled[:] = (w.pending + w.opened) * w.served
    w.pending += w.opened - w.settled
    low = model.low_income_share
    needing = (1.0 - low) * w.need + low * w.need_low_income
    w.takeup[:] = applying(model) / np.maximum(needing, 1e-12) * w.served * w.granted
    heads = (t.case == res.WAITING).nonzero()[0]
    community = model.courtyards.community.take(model.courtyard_of(heads))
    done = happens(model, "served", heads, w.served.take(community))
    heads, community = heads[done], community[done]
    granted = happens(model, "granted", heads, w.granted.take(community))
    t.case[heads] = DECIDED.take(granted)
    experience = smoothness(w.cost).astype(np.float32).take(community)
    experience *= granted
    remember(model, heads, experience)
    hear(model)


def happens(model: GovernanceModel, process: str, heads: np.ndarray, chance: np.ndarray) -> np.ndarray:
    """What happens to the cases of these heads with a chance each; draws are made unless it is certain for all."""
    certain = chance >= 1.0
    if certain.all():
        return certain
    return np.asarray(model.chance.of(process, model.month, model.residents.household.take(heads)) < chance)


def served_share(served: np.ndarray, left: np.ndarray) -> np.ndarray:
    """Share of the visits waiting that were served; 1 where nobody waited."""
    waiting = served + left
    return np.divide(served, waiting, out=np.ones(waiting.size), where=waiting > 0)


def smoothness(cost: np.ndarray) -> np.ndarray:
    """How good a granted case feels: 1 without burden, 1/2 at a burden of one."""
    return np.asarray(1.0 / (1.0 + np.maximum(cost, 0.0)))


def remember(model: GovernanceModel, heads: np.ndarray, experience: np.ndarray) -> None:
    """The view of services of these heads' households becomes their own last experience."""
    size = model.population.household_start.take(model.residents.household.take(heads) + 1) - heads
    model.residents.service[stretches(heads, size)] = experience.repeat(size)


def hear(model: GovernanceModel) -> None:
    """Hearsay: every view of services drifts toward what applicants of the community meet."""
    w, t, memory = model.windows, model.residents, np.float32(model.world.service_memory)
    typical = (w.takeup * smoothness(w.cost)).take(model.courtyards.community)
    if model.starting:
        t.service[:] = model.spread(typical)
    else:
        gap = model.spread(typical)
        gap -= t.service
        gap *= memory
        t.service += gap
