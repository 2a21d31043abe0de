"""Conservation: what must balance every month, and numbers that must be numbers.

Staff hours, money, cases, organizations and people are neither made nor lost; a violation raises
with the month, the account and the agent.

Accounts are looked at every month, all numbers of state in the last month of each quarter and of a run.
Arithmetic that makes a number that is none raises at once in the process where it happens, so what the
look at state finds has come in otherwise; nothing is stored of a run before its last month, and a run that
fails is made again with a look after each process (`govsim.run`).
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import social_organization as org
from govsim.agents.rows import Table

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

TOLERANCE = 1e-6
"""Largest relative imbalance that rounding may explain."""

QUARTER = 3
"""Months from one look at all numbers to the next."""
SMALL = 5_000
"""Agents up to which the numbers of a tier are looked at together with others."""

Accounts = dict[str, tuple[np.ndarray, np.ndarray]]

total = np.add.reduce
"""The sum of an array, in half the time of its method."""


class ConservationError(RuntimeError):
    """An account does not balance, or state is not finite: a fault of the program."""


class NotANumber(ConservationError):
    """A number in state, or one on the way to it, is none."""


def check(model: GovernanceModel) -> None:
    """Raise ConservationError when an account of the month does not balance."""
    waiting = waiting_visits(model)
    found = accounts(model, waiting)
    balance(model, found)
    district, windows = model.districts, model.windows
    if total(district.paid[0]) > district.public_budget[0] * (1.0 + TOLERANCE):
        raise ConservationError(f"{model.month_text}: the district pays more than its public-service budget")
    model.cases_before[:] = windows.pending
    model.visits_before = waiting
    model.formal_before, model.ended_formal = found["organizations"][1], 0
    if model.month % QUARTER == QUARTER - 1 or model.month == model.months[-1]:
        finite(model)


def accounts(model: GovernanceModel, waiting: np.ndarray) -> Accounts:
    """What must balance this month: account -> what is expected and what is found, of equal length.

    Cases opened are settled or wait; visits that reach a window are served or wait there.
    """
    streets, communities, district = model.streets, model.communities, model.districts
    windows, stations, committee = model.windows, model.stations, model.committee_windows
    duties = communities.load + communities.moved + communities.to_groups + communities.relieved
    world = model.world
    handed = (
        (communities.regular_tasks + communities.refilled_tasks) * world.hours_regular_task
        + communities.temporary_tasks * world.hours_temporary_task
        + communities.passed_down
    )
    yards = model.courtyards
    carried = np.bincount(yards.community, weights=yards.handed_hours, minlength=len(communities))
    spent = streets.wages_paid + streets.upkeep_money + streets.other_money
    arrived = total(stations.arrivals) + total(committee.arrivals)
    served = total(stations.served) + total(committee.served)
    began = model.formal_before + total(streets.new_organizations) - model.ended_formal
    granted, delivered = total(streets.grant), total(model.organizations.delivered)
    return {
        "staff hours of street offices": (
            streets.staff_hours, streets.worked_hours + streets.idle_hours + streets.coordination_hours),
        "staff hours of committees": (
            communities.hours, communities.worked + communities.slack * communities.hours),
        "duties of communities": (handed, duties),
        "duties passed on to groups": (communities.to_groups, carried),
        "money of street offices": (streets.budget / 12.0, spent),
        "grants": (district.paid[:1, 2], np.array([granted / 12.0])),
        "purchases": (district.paid[:1, 5], delivered + district.returned),
        "cases": (model.cases_before + windows.opened, windows.settled + windows.pending),
        "visits": (model.visits_before + arrived, served + waiting),
        "organizations": (began, formal_organizations(model)),
        "people": (yards.population, model.courtyard_sizes * yards.weight),
    }


def waiting_visits(model: GovernanceModel) -> np.ndarray:
    """Visits that wait at any window, shape (1,)."""
    return np.array([total(model.stations.backlog) + total(model.committee_windows.backlog)])


def formal_organizations(model: GovernanceModel) -> np.ndarray:
    """Number of formal organizations, shape (1,)."""
    return np.array([float(len(org.formal(model.organizations)))])


def balance(model: GovernanceModel, found: Accounts) -> None:
    """All accounts balance; they are looked at one by one only when they do not, and after the numbers of state."""
    left, right = (np.concatenate(side) for side in zip(*found.values(), strict=True))
    if not (np.abs(left - right) <= TOLERANCE * np.maximum(np.abs(left), 1.0)).all():
        finite(model)
        for account, sides in found.items():
            require(model, account, *sides)


def require(model: GovernanceModel, account: str, expected: np.ndarray, found: np.ndarray) -> None:
    """Both sides of an account agree to rounding, entry by entry."""
    scale = np.maximum(np.abs(expected), 1.0)
    wrong = np.flatnonzero(~(np.abs(expected - found) <= TOLERANCE * scale))
    if wrong.size:
        first = int(wrong[0])
        raise ConservationError(
            f"{model.month_text}: {account} do not balance in row {first}: "
            f"{expected[first]:.6g} against {found[first]:.6g}"
        )


def finite(model: GovernanceModel, when: str = "at the end of the month") -> None:
    """Every number of state is finite; organizations that never existed are left out, as nothing happens to them."""
    small: list[np.ndarray] = []
    for _, table, names in model.numbers:
        found = read(names)(table)
        if table is model.organizations:
            existing = org.existing(model.organizations)
            small += [values.take(existing, axis=0) for values in found]
        elif len(table) < SMALL:
            small += found
        elif not all(right(name, values).all() for name, values in zip(names, found, strict=True)):
            look_closely(model, when)
    if not np.isfinite(np.concatenate(small, axis=None)).all():
        look_closely(model, when)


@cache
def read(names: tuple[str, ...]) -> Callable[[Table], tuple[np.ndarray, ...]]:
    """Reads these columns of a table, two or more."""
    return attrgetter(*names)


def right(name: str, values: np.ndarray) -> np.ndarray:
    """Which numbers of a column are such as they must be; children need infinitely many contacts to take part."""
    return np.asarray(~np.isnan(values) if name == "contacts_required" else np.isfinite(values))


def look_closely(model: GovernanceModel, when: str) -> None:
    """Raise NotANumber for the first number that is none."""
    for owner, table, names in model.numbers:
        for name in names:
            values = getattr(table, name)
            found = right(name, values)
            if not found.all():
                row = int(np.argwhere(~found)[0][0])
                raise NotANumber(f"{model.month_text}: {owner} in row {row}: {name} is {values[row]} {when}")
