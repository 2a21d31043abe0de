"""Community: a residents' committee between the duties handed down to it and its courtyards.

Mechanism  Duties come first; what hours are left enables courtyards. Moving tasks to a station makes
           slack, and slack attracts new tasks unless admission is gated (re-administrativisation).
           Over capacity, part of the overload is reported as done and is not.
Source     Time budget and involution of committees (T06); formalism (T03).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents import service_station as station
from govsim.agents.bodies import GROUP
from govsim.agents.district import effective_weights
from govsim.agents.rows import Row, Table, column
from govsim.agents.tasks import new_tasks
from govsim.products import product

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

ALL = slice(None)
NOTHING = 1e-300
"""Divides what is nothing."""


@dataclass(eq=False, slots=True)
class Communities(Table):
    """State of the communities, one row each, sorted by street."""

    street: np.ndarray = column("row of the community's street")
    population: np.ndarray = column("residents", unit="persons")
    registered_households: np.ndarray = column("registered households", unit="households")
    street_share: np.ndarray = column("share of the street's residents", unit="share")
    regular_tasks: np.ndarray = column("regular tasks handed down, of which a share moves to a station", unit="tasks")
    refilled_tasks: np.ndarray = column("regular tasks that slack attracted, which stay here", unit="tasks")
    temporary_tasks: np.ndarray = column("temporary tasks under way", unit="tasks")
    temporary_arrivals: np.ndarray = column("temporary tasks that arrived this month", unit="tasks")
    temporary_year: np.ndarray = column("temporary tasks that arrived over about a year", unit="tasks")
    staff: np.ndarray = column("staff of the committee before any hires", unit="FTE")
    committee_hires: np.ndarray = column("merit-hired staff of the committee", unit="FTE")
    station_hires: np.ndarray = column("merit-hired staff that the community has at its station", unit="FTE")
    hours: np.ndarray = column("working hours of the committee", unit="hours/month")
    passed_down: np.ndarray = column("hours passed down by the street", unit="hours/month")
    moved: np.ndarray = column("hours of regular tasks moved to the station", unit="hours/month")
    to_groups: np.ndarray = column("hours passed on to self-management groups", unit="hours/month")
    relieved: np.ndarray = column("hours relieved by purchased services", unit="hours/month")
    load: np.ndarray = column("hours of duties that stay with the committee", unit="hours/month")
    worked: np.ndarray = column("hours worked on duties, backlog included", unit="hours/month")
    slack: np.ndarray = column("hours left after duties", unit="share of hours")
    slack_noticed: np.ndarray = column("slack as those who hand tasks down notice it", unit="share of hours")
    slack_before: np.ndarray = column("slack noticed at the end of the burn-in", unit="share of hours")
    backlog: np.ndarray = column("duties not done yet", unit="hours")
    paper_hours: np.ndarray = column("overload reported as done and not done", unit="hours/month")
    paper_share: np.ndarray = column("paper over load", unit="share")
    enabling_hours: np.ndarray = column("hours given to courtyards, street's hours included", unit="hours/month")
    organization_service: np.ndarray = column("organizations' free services, 1 is full", unit="0-1")
    founding_hours: np.ndarray = column("own hours free for founding things", unit="hours/month")


class Community(Row):
    """A community and its residents' committee."""

    table_name: ClassVar[str] = "communities"
    table: ClassVar[type[Table]] = Communities

    def step(self) -> None:
        """Fill posts, take tasks in, serve duties, report, enable courtyards."""
        hire(self.model, slice(self.row, self.row + 1))
        serve(self.model, slice(self.row, self.row + 1))


def committee_load(
    regular: np.ndarray | float,
    hours_regular: float,
    temporary: np.ndarray | float,
    hours_temporary: float,
    passed_down: np.ndarray | float = 0.0,
) -> np.ndarray | float:
    """Hours of duties a month.

    >>> committee_load(82, 9, 22 / 12 * 2, 30)
    848.0
    """
    return regular * hours_regular + temporary * hours_temporary + passed_down


def optimal_paper(weight: np.ndarray | float, detection: float, penalty: float, cost: float) -> np.ndarray:
    """Share of an overload reported on paper: max(0, (w - p F) / k), at most 1. T03."""
    return np.minimum(np.maximum((np.asarray(weight) - detection * penalty) / cost, 0.0), 1.0)


def serve(model: GovernanceModel, rows: slice = ALL) -> None:
    """One month of the committees, but for hiring, which comes before stations know their staff."""
    take_tasks(model, rows)
    do_duties(model, rows)


def take_tasks(model: GovernanceModel, rows: slice) -> None:
    """Regular tasks grow by themselves and with slack; temporary ones arrive at random and end."""
    world, t, rules = model.world, model.communities, model.rules.community
    rate = world.temporary_tasks_year / 12.0
    arrivals = model.chance.counts("temporary_tasks", model.month, len(t), rate)[rows].astype(np.float64)
    t.temporary_arrivals[rows] = arrivals
    t.temporary_year[rows] += arrivals - t.temporary_year[rows] / 12.0
    t.temporary_tasks[rows] += arrivals - t.temporary_tasks[rows] / world.temporary_task_months
    if model.burning_in:
        return
    refill = world.refill_rate * world.channel_refill
    tasks = t.regular_tasks[rows] + t.refilled_tasks[rows]
    gate = rules.admission_gate[rows]
    grown, attracted = new_tasks(tasks, world.task_growth, refill, t.slack_noticed[rows], t.slack_before[rows], gate)
    t.regular_tasks[rows] += grown
    t.refilled_tasks[rows] += attracted


def hire(model: GovernanceModel, rows: slice = ALL) -> None:
    """Posts hired on merit fill within months and empty by quitting, less where pay is higher."""
    world, t, rules = model.world, model.communities, model.rules.community
    quitting = world.quit_rate * rules.pay_ratio[rows] ** -world.pay_elasticity
    for hired, posts in ((t.committee_hires, rules.committee_posts), (t.station_hires, rules.station_posts)):
        staying = hired[rows] * (1.0 - quitting)
        hired[rows] = staying + (posts[rows] - staying) / world.recruit_months


def do_duties(model: GovernanceModel, rows: slice) -> None:
    """Duties first; overload becomes paper and backlog; slack enables courtyards."""
    world, t, rules = model.world, model.communities, model.rules
    street = t.street[rows]
    t.hours[rows] = (t.staff[rows] + t.committee_hires[rows]) * world.hours_per_fte * model.districts.affordable[0, 1]
    t.passed_down[rows] = model.streets.passed_down[street] * t.street_share[rows]
    t.moved[rows] = 0.0
    if model.stations.open.any():
        t.moved[rows] = station.movable_hours(model)[rows] * product(model.coverage, model.stations.accepts)[rows]
    duties = committee_load(
        t.regular_tasks[rows] + t.refilled_tasks[rows],
        world.hours_regular_task,
        t.temporary_tasks[rows],
        world.hours_temporary_task,
        t.passed_down[rows],
    )
    staying = duties - t.moved[rows]
    t.to_groups[rows] = staying * rules.community.group_passdown[rows] * model.group_cover[rows]
    t.relieved[rows] = np.minimum(model.committee_relief[rows], staying - t.to_groups[rows])
    t.load[rows] = staying - t.to_groups[rows] - t.relieved[rows]
    overload = np.maximum(0.0, t.load[rows] - t.hours[rows])
    paper = optimal_paper(
        effective_weights(model)[:, 1], world.detection_probability, world.detection_penalty, world.paper_cost
    )
    t.paper_hours[rows] = paper.take(street) * overload * world.channel_paper
    left = np.maximum(0.0, t.hours[rows] - t.load[rows])
    cleared = np.minimum(t.backlog[rows], left)
    t.worked[rows] = np.minimum(t.load[rows], t.hours[rows]) + cleared
    t.backlog[rows] += overload - t.paper_hours[rows] - cleared
    t.paper_share[rows] = t.paper_hours[rows] / np.maximum(t.load[rows], 1e-9)
    free = left - cleared
    t.slack[rows] = free / np.maximum(t.hours[rows], 1e-9)
    if model.starting:
        t.slack_noticed[rows] = t.slack[rows]
    t.slack_noticed[rows] += (t.slack[rows] - t.slack_noticed[rows]) / world.slack_memory
    own = free * world.slack_enabling_share * (1.0 - t.paper_share[rows]) * world.channel_slack_enabling
    t.founding_hours[rows] = own
    t.enabling_hours[rows] = own + model.streets.enabling_hours[street] * t.street_share[rows]


def share_groups(model: GovernanceModel) -> None:
    """How far formal groups cover each community, and the hours that each carries next month, by its units."""
    yards, count = model.courtyards, len(model.communities)
    if not yards.formal[:, GROUP].any():
        model.group_cover[:] = yards.handed_hours[:] = 0.0
        return
    here = yards.community
    formal = yards.units * yards.formal[:, GROUP]
    units = np.bincount(here, weights=yards.units, minlength=count)
    covered = np.bincount(here, weights=formal, minlength=count)
    model.group_cover[:] = covered / units
    yards.handed_hours[:] = model.communities.to_groups.take(here) * (formal / np.maximum(covered, NOTHING).take(here))
