"""Street office: divides the attention of its staff over economy, upward tasks, service and community.

Mechanism  A multi-task agent under a promotion tournament: attention follows what is appraised and
           measurable, intrinsic motivation, and what sections hold. Hours on upward tasks are passed
           down to committees; hours on service become visits, upkeep and help at windows; hours on
           community building become enabling hours and support for organizations.
Source     Holmstrom and Milgrom 1991 (T01), tournament (T02), fiscal decoupling (T22).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents.district import effective_weights, grants
from govsim.agents.kept import while_rules_hold
from govsim.agents.rows import Row, Table, column

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

TASKS = ("economy", "upward", "service", "community")
"""The four tasks, in the order of every array of shape (streets, 4)."""
WEEKS_PER_MONTH = 52.0 / 12.0
ALL = slice(None)
NO_FLOORS = np.zeros(4)


@dataclass(eq=False, slots=True)
class StreetOffices(Table):
    """State of the street offices, one row a street in the order of the place."""

    population: np.ndarray = column("residents", unit="persons")
    population_share: np.ndarray = column("share of the district's residents", unit="share")
    tax_share: np.ndarray = column("share of the district's local tax", unit="share")
    staff: np.ndarray = column("establishment", unit="FTE")
    economic_staff: np.ndarray = column("staff still in the economic section", unit="FTE")
    moved_staff: np.ndarray = column("economic staff moved to other sections", unit="FTE")
    proficiency: np.ndarray = column("proficiency of moved staff in their new tasks", unit="share")
    sections: np.ndarray = column("how far the new sections are staffed: moved over economic staff", unit="share")
    attention: np.ndarray = column("share of attention by task of TASKS", unit="share")
    hours: np.ndarray = column("effective hours by task of TASKS", unit="hours/month")
    staff_hours: np.ndarray = column("paid hours of staff", unit="hours/month")
    worked_hours: np.ndarray = column("hours worked on tasks, before proficiency", unit="hours/month")
    idle_hours: np.ndarray = column("hours of economic staff who have no task left", unit="hours/month")
    coordination_hours: np.ndarray = column("hours that running the reforms takes", unit="hours/month")
    economy_hours_before: np.ndarray = column("hours on the economy before the reforms", unit="hours/month")
    grant_2007: np.ndarray = column("grant of 2007", unit="yuan/year")
    budget_2007: np.ndarray = column("budget of 2007: grant and retained tax", unit="yuan/year")
    grant: np.ndarray = column("grant received", unit="yuan/year")
    retained_tax: np.ndarray = column("own revenue: retained tax", unit="yuan/year")
    budget: np.ndarray = column("grant and retained tax", unit="yuan/year")
    wages_paid: np.ndarray = column("wages paid", unit="yuan/month")
    upkeep_money: np.ndarray = column("spent on upkeep of courtyards", unit="yuan/month")
    other_money: np.ndarray = column("spent on everything else", unit="yuan/month")
    visits: np.ndarray = column("visits by leaders", unit="1/week")
    passed_down: np.ndarray = column("committee hours passed down", unit="hours/month")
    enabling_hours: np.ndarray = column("hours that enable courtyards", unit="hours/month")
    organization_hours: np.ndarray = column("hours that support organizations", unit="hours/month")
    upkeep_hours: np.ndarray = column("hours on upkeep of courtyards", unit="hours/month")
    station_hours: np.ndarray = column("hours that help at windows", unit="hours/month")
    pressure: np.ndarray = column("promotion prize felt", unit="multiple")
    score: np.ndarray = column("appraisal score", unit="score")
    rank: np.ndarray = column("rank in the appraisal, 1 is best", unit="rank")
    surveyed_satisfaction: np.ndarray = column("satisfaction as surveyed", unit="0-1")
    new_organizations: np.ndarray = column("organizations that became formal this month", unit="count")
    organic_organizations: np.ndarray = column("those of them that were not set up for the count", unit="count")


class StreetOffice(Row):
    """One of the district's street offices."""

    table_name: ClassVar[str] = "streets"
    table: ClassVar[type[Table]] = StreetOffices

    def step(self) -> None:
        """Receive money, move staff, turn attention, work."""
        work(self.model, slice(self.row, self.row + 1))


def attention_optimum(
    weights: np.ndarray,
    measurability: np.ndarray,
    intrinsic: np.ndarray,
    floors: np.ndarray,
    elasticity: float,
    pressure: np.ndarray | float = 1.0,
) -> np.ndarray:
    """Attention shares a_k proportional to (w_k nu_k prize + iota_k + floor_k) ** eta.

    All arrays broadcast to (streets, 4); rows of the result sum to 1. Holmstrom and Milgrom 1991.
    """
    pull = weights * measurability * np.asarray(pressure)[..., None] + intrinsic + floors
    powered = np.maximum(pull, 0.0) ** elasticity
    return np.asarray(powered / powered.sum(axis=-1, keepdims=True))


def desired_attention(model: GovernanceModel) -> np.ndarray:
    """Where attention would settle under the rules in force, shape (streets, 4)."""
    world, streets, rules = model.world, model.streets, model.rules.street
    measurability, intrinsic = measurability_and_motivation(model)
    if rules.feedback_weight.any():
        surveyed = streets.surveyed_satisfaction
        shortfall = np.maximum(0.0, np.add.reduce(surveyed) / len(surveyed) - surveyed)
        voice = rules.feedback_weight * (1.0 + world.feedback_sensitivity * shortfall)
        measurability = np.repeat(measurability[None], len(streets), axis=0)
        measurability[:, 2:] += voice[:, None]
    floors = NO_FLOORS
    if streets.sections.any():
        floors = np.zeros((len(streets), 4))
        floors[:, 2] = rules.section_floor_service * streets.sections
        floors[:, 3] = rules.section_floor_community * streets.sections
    return attention_optimum(
        effective_weights(model), measurability, intrinsic, floors, world.attention_elasticity, streets.pressure
    )


@while_rules_hold()
def measurability_and_motivation(model: GovernanceModel) -> np.ndarray:
    """How well results can be measured, and how far the work is its own reward, by task of TASKS; shape (2, 4)."""
    world = model.world
    return np.array((
        (world.measurability_economy, world.measurability_upward,
         world.measurability_service, world.measurability_community),
        (0.0, 0.0, world.intrinsic_service, world.intrinsic_community),
    ))


def work(model: GovernanceModel, rows: slice = ALL) -> None:
    """One month of the street offices: money, staff, attention, hours, and where the hours go."""
    receive(model, rows)
    move_staff(model, rows)
    turn_attention(model, rows)
    spend_hours(model, rows)


def receive(model: GovernanceModel, rows: slice) -> None:
    """Budget = grant + retained tax; it pays staff first, then upkeep, then everything else."""
    world, t, rules = model.world, model.streets, model.rules.street
    t.grant[rows] = grants(model)[rows] * model.districts.affordable[0, 2]
    t.retained_tax[rows] = rules.retained_tax_share[rows] * t.tax_share[rows] * model.districts.revenue[0]
    t.budget[rows] = t.grant[rows] + t.retained_tax[rows]
    money = t.budget[rows] / 12.0
    t.wages_paid[rows] = np.minimum(money, t.staff[rows] * world.wage_street / 12.0)
    left = money - t.wages_paid[rows]
    t.upkeep_money[rows] = left * world.upkeep_budget_share
    t.other_money[rows] = left - t.upkeep_money[rows]


def move_staff(model: GovernanceModel, rows: slice) -> None:
    """Economic staff move at a steady pace to their target; movers start unskilled and learn."""
    world, t, rules = model.world, model.streets, model.rules.street
    economic, before = world.economic_staff_share * t.staff[rows], t.moved_staff[rows].copy()
    if not (before.any() or rules.economic_staff_moved[rows].any()):
        t.proficiency[rows], t.economic_staff[rows], t.sections[rows] = world.proficiency_new, economic, 0.0
        return
    step = economic / world.staff_move_months
    after = before + np.minimum(np.maximum(rules.economic_staff_moved[rows] * economic - before, -step), step)
    learned = t.proficiency[rows] + (1.0 - t.proficiency[rows]) / world.training_months
    joined = np.maximum(0.0, after - before)
    mixed = (learned * before + world.proficiency_new * joined) / np.maximum(before + joined, 1e-12)
    t.proficiency[rows] = np.where(before + joined > 0, mixed, world.proficiency_new)
    t.moved_staff[rows] = after
    t.economic_staff[rows] = economic - after
    t.sections[rows] = after / np.maximum(economic, 1e-12)


def turn_attention(model: GovernanceModel, rows: slice) -> None:
    """Attention moves toward its optimum by a constant share a month."""
    t = model.streets
    target = desired_attention(model)[rows]
    speed = 1.0 if model.starting else model.world.attention_inertia
    t.attention[rows] += speed * (target - t.attention[rows])


def spend_hours(model: GovernanceModel, rows: slice) -> None:
    """Hours by task: what paid staff can give, economic staff only to the economy.

    hours_k = attention_k * staff * hours per month * proficiency. Hours of economic staff beyond
    what the economy still takes are idle until they are moved.
    """
    world, t, rules = model.world, model.streets, model.rules.street
    paid = t.wages_paid[rows] / (world.wage_street / 12.0)
    total = paid * world.hours_per_fte
    coordination = np.minimum(rules.coordination_hours[rows], total)
    available = total - coordination
    economy = t.attention[rows, 0] * available
    versatile = (1.0 - t.economic_staff[rows] / t.staff[rows]) * available
    other = np.minimum(available - economy, versatile)
    general = t.staff[rows] - t.economic_staff[rows] - t.moved_staff[rows]
    skill = (general + t.moved_staff[rows] * t.proficiency[rows]) / (general + t.moved_staff[rows])
    mix = t.attention[rows, 1:] / np.maximum(1.0 - t.attention[rows, :1], 1e-12)
    t.staff_hours[rows] = total
    t.coordination_hours[rows] = coordination
    t.worked_hours[rows] = economy + other
    t.idle_hours[rows] = available - economy - other
    t.hours[rows, 0] = economy
    t.hours[rows, 1:] = mix * (other * skill)[:, None]
    upward, service, community = t.hours[rows, 1], t.hours[rows, 2], t.hours[rows, 3]
    t.passed_down[rows] = upward * (world.passdown_hours * world.channel_passdown)
    t.visits[rows] = service * world.service_hours_visits / world.hours_per_visit / WEEKS_PER_MONTH
    t.upkeep_hours[rows] = service * world.service_hours_upkeep
    t.station_hours[rows] = service * (world.service_hours_stations * world.channel_station_help)
    t.enabling_hours[rows] = community * (world.community_hours_enabling * world.channel_street_enabling)
    t.organization_hours[rows] = community * (world.community_hours_organizations * world.channel_organization_support)
