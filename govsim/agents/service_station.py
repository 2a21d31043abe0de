"""Service station: windows of the district in a community, and the committee's own window.

Mechanism  Cases of registered households queue at windows (Erlang C, a fluid backlog near and above
           saturation). A station's staff learn its items; its back office takes the tasks moved from
           committees, which slack refills; what the back office cannot do eats window hours.
Source     M/M/c (T05); administrative burden (T04); F14, F34, F35.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents.kept import unchanged
from govsim.agents.rows import Row, Table, column
from govsim.agents.tasks import new_tasks
from govsim.products import product

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

ALL = slice(None)
ITEMS_IN_ALL = 62
"""Service items that residents may need (F35)."""


@dataclass(eq=False, slots=True)
class ServiceStations(Table):
    """State of the service stations, one row a site; sites that are not open stand empty."""

    street: np.ndarray = column("row of the station's street")
    order: np.ndarray = column("place in the street's order of opening, from 0")
    open: np.ndarray = column("is open")
    catchment: np.ndarray = column("registered households served", unit="households")
    windows: np.ndarray = column("windows", unit="windows")
    competence: np.ndarray = column("share of the items that staff master", unit="share")
    staff: np.ndarray = column("back-office staff", unit="FTE")
    accepts: np.ndarray = column("share of the work offered by committees that it takes on", unit="share")
    extra_load: np.ndarray = column("hours of tasks moved from committees and refilled", unit="hours/month")
    refilled: np.ndarray = column("growth of the extra load since the station opened", unit="ratio")
    back_office_hours: np.ndarray = column("hours of the back office, street's help included", unit="hours/month")
    window_share: np.ndarray = column("share of window hours left for cases", unit="share")
    arrivals: np.ndarray = column("visits this month", unit="visits/month")
    served: np.ndarray = column("visits served this month", unit="visits/month")
    backlog: np.ndarray = column("visits waiting beyond the month", unit="visits")
    load: np.ndarray = column("utilisation of windows (rho)", unit="ratio")
    wait: np.ndarray = column("mean wait", unit="minutes")
    minutes: np.ndarray = column("service time of a visit", unit="minutes")
    trips: np.ndarray = column("trips a case needs", unit="trips/case")


@dataclass(eq=False, slots=True)
class CommitteeWindows(Table):
    """The windows that committees keep for what no station serves, one row a community."""

    arrivals: np.ndarray = column("visits this month", unit="visits/month")
    served: np.ndarray = column("visits served this month", unit="visits/month")
    backlog: np.ndarray = column("visits waiting beyond the month", unit="visits")
    load: np.ndarray = column("utilisation of windows (rho)", unit="ratio")
    wait: np.ndarray = column("mean wait", unit="minutes")


class ServiceStation(Row):
    """A community public-service station."""

    table_name: ClassVar[str] = "stations"
    table: ClassVar[type[Table]] = ServiceStations

    def step(self) -> None:
        """Staff learn, the back office takes its load, windows serve the month's visits."""
        rows = slice(self.row, self.row + 1)
        staff_station(self.model, rows)
        load_back_office(self.model, rows)
        serve_visits(self.model, rows)


def erlang_c_wait(arrivals: np.ndarray, minutes: np.ndarray | float, windows: np.ndarray | int) -> np.ndarray:
    """Mean wait in minutes of an M/M/c queue; infinite where it is not stable.

    `arrivals` per hour, `minutes` of service, `windows` whole numbers; shapes broadcast. Erlang B
    by its recursion, then C = B / (1 - rho (1 - B)) and W = C / (c mu - lambda).
    """
    windows = np.asarray(windows)
    offered = np.asarray(arrivals, dtype=float) * minutes / 60.0
    blocking = offered / (1.0 + offered)
    for servers in range(2, int(windows.max(initial=1)) + 1):
        carried = offered * blocking
        step = carried / (servers + carried)
        blocking = np.where(servers <= windows, step, blocking) if windows.ndim else step
    in_use = np.maximum(windows, 1.0)
    rho = offered / in_use
    stable = (rho < 1.0) & (windows > 0)
    if not stable.all():
        rho = np.where(stable, rho, 0.0)
    wait = blocking / (1.0 - rho * (1.0 - blocking)) * minutes / (in_use * (1.0 - rho))
    return wait if stable.all() else np.where(stable, wait, np.inf)


def queue_month(
    arrivals: np.ndarray,
    backlog: np.ndarray,
    minutes: np.ndarray | float,
    windows: np.ndarray | int,
    opening_hours: np.ndarray | float,
    saturation: float,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """One month at the windows: visits served, backlog left, utilisation, mean wait in minutes.

    Below saturation all are served and wait by Erlang C. From saturation on, windows serve
    `saturation`, less than all, of their capacity, the rest stays as backlog, and a visit waits for the
    backlog before it: B' = max(0, B + A - K).
    """
    waiting = backlog + arrivals
    windows = np.asarray(windows)
    if not windows.any():
        nothing = np.zeros(waiting.shape)
        return nothing, waiting, nothing, nothing
    capacity = windows * opening_hours * 60.0 / minutes * saturation
    served = np.minimum(waiting, capacity)
    left = waiting - served
    hours = np.maximum(opening_hours, 1e-9)
    load = ratio(waiting * minutes / 60.0, windows * hours)
    queue_wait = ratio(0.5 * (backlog + left), capacity) * hours * 60.0
    wait = erlang_c_wait(served / hours, minutes, windows) + queue_wait
    able = capacity > 0
    return served, left, load, wait if able.all() else np.where(able, wait, 0.0)


def ratio(part: np.ndarray, whole: np.ndarray) -> np.ndarray:
    """part / whole, 0 where there is no whole."""
    some = whole > 0
    if some.all():
        return np.asarray(part / whole)
    return np.divide(part, whole, out=np.zeros(part.shape), where=some)


def open_stations(model: GovernanceModel) -> None:
    """Open as many stations a street as its rules and the catchment floor allow.

    Stations split a street's registered households along its line of communities; before the
    planned number is reached, each serves its planned stretch only and the committee's window
    serves the rest. Sets `model.coverage`, the share of each community that each station serves.
    Stations stay as they are while the rules do.
    """
    t, rules, place = model.stations, model.rules.street, model.place
    if unchanged(
        model, "stations", rules.station_share, rules.min_catchment, rules.station_windows, rules.station_items
    ):
        return
    planned = np.array([street.stations for street in place.streets], dtype=float)
    households = model.by_street(model.communities.registered_households)
    floor = np.floor(households / rules.min_catchment + 1e-9)
    wanted = np.floor(rules.station_share * planned + 0.5)
    number = np.minimum(wanted, floor).astype(np.int64)
    opened = t.order < number[t.street]
    t.refilled[opened & ~t.open] = 1.0
    closed = t.open & ~opened
    if closed.any():
        model.committee_windows.backlog += product(t.backlog[closed], normalised(model.coverage.T)[closed])
        t.backlog[closed] = 0.0
    stand_empty(model, ~opened)
    t.open[:] = opened
    t.windows[:] = np.where(opened, rules.station_windows[t.street], 0)
    model.coverage[:] = stretches(model, number, planned)
    t.catchment[:] = product(model.communities.registered_households, model.coverage)
    model.coverage *= np.minimum(1.0, rules.station_items / ITEMS_IN_ALL)[t.street]
    model.station_cover[:] = np.minimum(1.0, model.coverage.sum(axis=1))


def stand_empty(model: GovernanceModel, sites: np.ndarray) -> None:
    """Nobody works at these sites, nothing is done there, and staff to come know nothing yet."""
    world, t = model.world, model.stations
    for none in (t.competence, t.staff, t.back_office_hours, t.extra_load, t.window_share):
        none[sites] = 0.0
    for none in (t.arrivals, t.served, t.load, t.wait):
        none[sites] = 0.0
    t.accepts[sites] = 1.0
    t.trips[sites], t.minutes[sites] = world.trips_novice, world.minutes_committee


def stretches(model: GovernanceModel, number: np.ndarray, planned: np.ndarray) -> np.ndarray:
    """Share of each community within each open station's stretch, shape (communities, sites)."""
    t, communities = model.stations, model.communities
    households = communities.registered_households
    streets = np.bincount(communities.street, weights=households)
    ends = np.cumsum(households) - np.concatenate(([0.0], np.cumsum(streets)))[communities.street]
    length = (streets / np.maximum(np.maximum(number, planned), 1))[t.street]
    low, high = t.order * length, (t.order + 1) * length
    inside = np.minimum(ends[:, None], high) - np.maximum((ends - households)[:, None], low)
    inside = np.maximum(inside, 0.0) / households[:, None]
    return np.where((communities.street[:, None] == t.street) & t.open, inside, 0.0)


def staff_station(model: GovernanceModel, rows: slice = ALL) -> None:
    """Staff learn their items; the back office has its hours and says how much work it takes on."""
    world, t, streets, communities = model.world, model.stations, model.streets, model.communities
    is_open = t.open[rows]
    if not is_open.any():
        return
    offered = model.rules.street.station_items[t.street[rows]]
    breadth = np.minimum(offered / ITEMS_IN_ALL, ITEMS_IN_ALL / offered)
    t.competence[rows] += np.where(is_open, (breadth - t.competence[rows]) / world.training_months, 0.0)
    t.trips[rows] = world.trips_novice + (world.trips_expert - world.trips_novice) * t.competence[rows]
    t.minutes[rows] = world.minutes_committee + (world.minutes_station - world.minutes_committee) * t.competence[rows]
    t.staff[rows] = product(communities.station_hires, model.coverage)[rows]
    stations_here = np.maximum(np.bincount(t.street, weights=t.open, minlength=len(streets)), 1.0)
    help_hours = np.where(is_open, (streets.station_hours / stations_here)[t.street[rows]], 0.0)
    t.back_office_hours[rows] = t.staff[rows] * world.hours_per_fte * model.districts.affordable[0, 1] + help_hours
    offered_work = product(movable_hours(model), model.coverage)[rows]
    room = world.station_acceptance * t.back_office_hours[rows]
    t.accepts[rows] = np.divide(room, offered_work, out=np.ones(room.size), where=offered_work > room)


def movable_hours(model: GovernanceModel) -> np.ndarray:
    """Hours of each community's regular tasks that the rules would move to stations."""
    world = model.world
    moved = model.rules.community.moved_task_share * world.channel_task_transfer
    return np.asarray(model.communities.regular_tasks * world.hours_regular_task * moved)


def load_back_office(model: GovernanceModel, rows: slice = ALL) -> None:
    """The back office does the tasks it took; its slack attracts more, its overload eats window hours."""
    world, t = model.world, model.stations
    is_open = t.open[rows]
    if not is_open.any():
        return
    moved = product(movable_hours(model), model.coverage)[rows] * t.accepts[rows]
    before = moved * t.refilled[rows]
    hours = np.maximum(t.back_office_hours[rows], 1e-9)
    slack = np.where(is_open & (t.back_office_hours[rows] > 0), np.maximum(0.0, 1.0 - before / hours), 0.0)
    if not model.burning_in:
        gate = model.by_station(model.rules.community.admission_gate)[rows]
        refill = world.refill_rate * world.channel_refill
        t.refilled[rows] += new_tasks(t.refilled[rows], 0.0, refill, slack, 0.0, gate)[1]
    t.extra_load[rows] = np.maximum(0.0, moved * t.refilled[rows] - model.station_relief[rows])
    overflow = np.maximum(0.0, t.extra_load[rows] - t.back_office_hours[rows])
    window_hours = np.maximum(t.windows[rows] * world.opening_hours, 1e-9)
    left = np.minimum(np.maximum(1.0 - overflow / window_hours, world.window_share_least), 1.0)
    t.window_share[rows] = np.where(is_open, left * model.districts.affordable[0, 0], 0.0)


def normalised(coverage: np.ndarray) -> np.ndarray:
    """Rows of a matrix divided by their sums; rows of zeros stay zero."""
    total = coverage.sum(axis=1, keepdims=True)
    return np.divide(coverage, total, out=np.zeros(coverage.shape), where=total > 0)


def serve_visits(model: GovernanceModel, rows: slice = ALL) -> None:
    """Stations serve the visits that reached them this month."""
    world, t = model.world, model.stations
    if not t.open[rows].any():
        return
    hours = world.opening_hours * t.window_share[rows]
    t.served[rows], t.backlog[rows], t.load[rows], t.wait[rows] = queue_month(
        t.arrivals[rows], t.backlog[rows], t.minutes[rows], t.windows[rows], hours, world.saturation
    )


def serve_committee_visits(model: GovernanceModel) -> None:
    """Committees' windows serve what no station takes."""
    world, t = model.world, model.committee_windows
    t.served[:], t.backlog[:], t.load[:], t.wait[:] = queue_month(
        t.arrivals, t.backlog, world.minutes_committee, world.windows_committee, world.opening_hours, world.saturation
    )
