"""Conservation: what must balance every month, and numbers that must be numbers.

Staff hours, money, cases, organizations and people are neither made nor lost; a violation raises
with the month, the account and the agent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import social_organization as org
from govsim.agents.rows import columns

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

TOLERANCE = 1e-6
"""Largest relative imbalance that rounding may explain."""


SMALL = 20_000
"""Rows of a table up to which all its columns are looked at in one go."""


class ConservationError(RuntimeError):
    """An account does not balance, or state is not finite: a fault of the program."""


class NotANumber(ConservationError):
    """A number in state, or one on the way to it, is none."""


def check(model: GovernanceModel) -> None:
    """Raise ConservationError when an account of the month does not balance."""
    streets, communities, district = model.streets, model.communities, model.districts
    require(
        model,
        "staff hours of street offices",
        streets.staff_hours,
        streets.worked_hours + streets.idle_hours + streets.coordination_hours,
    )
    slack = communities.slack * communities.hours
    require(model, "staff hours of committees", communities.hours, communities.worked + slack)
    duties = communities.load + communities.moved + communities.to_groups + communities.relieved
    world = model.world
    handed = (
        (communities.regular_tasks + communities.refilled_tasks) * world.hours_regular_task
        + communities.temporary_tasks * world.hours_temporary_task
        + communities.passed_down
    )
    require(model, "duties of communities", handed, duties)
    yards = model.courtyards
    carried = np.bincount(yards.community, weights=yards.handed_hours, minlength=len(communities))
    require(model, "duties passed on to groups", communities.to_groups, carried)
    spent = streets.wages_paid + streets.upkeep_money + streets.other_money
    require(model, "money of street offices", streets.budget / 12.0, spent)
    require(model, "grants", district.paid[:1, 2], streets.grant.sum(keepdims=True) / 12.0)
    if district.paid[0].sum() > district.public_budget[0] * (1.0 + TOLERANCE):
        raise ConservationError(f"{model.month_text}: the district pays more than its public-service budget")
    contracts = model.organizations.delivered.sum(keepdims=True) + district.returned
    require(model, "purchases", district.paid[:1, 5], contracts)
    check_cases(model)
    formal = np.array([float(org.is_formal(model.organizations).sum())])
    require(model, "organizations", model.formal_before + streets.new_organizations.sum() - model.ended_formal, formal)
    model.formal_before, model.ended_formal = formal, 0
    require(model, "people", model.courtyards.population, model.courtyard_sizes * model.courtyards.weight)
    finite(model)


def check_cases(model: GovernanceModel) -> None:
    """Cases opened are settled or wait; visits that reach a window are served or wait there."""
    windows, stations, committee = model.windows, model.stations, model.committee_windows
    require(model, "cases", model.cases_before + windows.opened, windows.settled + windows.pending)
    model.cases_before[:] = windows.pending
    waiting = np.array([stations.backlog.sum() + committee.backlog.sum()])
    arrived = stations.arrivals.sum() + committee.arrivals.sum()
    served = stations.served.sum() + committee.served.sum()
    require(model, "visits", model.visits_before + arrived, served + waiting)
    model.visits_before = waiting


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


def is_number(values: np.ndarray) -> np.ndarray:
    """Not NaN."""
    return np.asarray(~np.isnan(values))


def finite(model: GovernanceModel, when: str = "at the end of the month") -> None:
    """Every number of state is finite."""
    tables = {kind.__name__: getattr(model, kind.table_name) for kind in model.agent_types}
    for owner, table in {**tables, "Windows": model.windows, "CommitteeWindows": model.committee_windows}.items():
        found = {name: getattr(table, name) for name in columns(type(table))}
        numbers = {name: values for name, values in found.items() if values.dtype.kind == "f"}
        if len(table) < SMALL and np.isfinite(np.concatenate([values.ravel() for values in numbers.values()])).all():
            continue
        for name, values in numbers.items():
            # children need infinitely many contacts to take part
            right = is_number(values) if name == "contacts_required" else np.isfinite(values)
            if not right.all():
                row = int(np.argwhere(~right)[0][0])
                raise NotANumber(f"{model.month_text}: {owner} in row {row}: {name} is {values[row]} {when}")
