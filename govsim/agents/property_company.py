"""Property company: founded by a community for its courtyards without management; it can fail.

Mechanism  cash' = cash + fees collected - fixed - variable cost + subsidy. Households pay as condition,
           monitoring and trust make it worth while. Cash below zero for months ends the company, and
           its courtyards are without management again.
Source     F31; costs and fees are assumptions.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, ClassVar

import numpy as np

from govsim.agents.bodies import GROUP
from govsim.agents.logistic import logistic
from govsim.agents.rows import Row, Table, column

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

ALL = slice(None)


@dataclass(eq=False, slots=True)
class PropertyCompanies(Table):
    """State of the communities' property companies, one row a community, most of them never founded."""

    active: np.ndarray = column("is in business")
    founded_now: np.ndarray = column("is founded this month")
    failed: np.ndarray = column("has failed")
    cash: np.ndarray = column("cash", unit="yuan")
    clients: np.ndarray = column("households served", unit="households")
    fee: np.ndarray = column("fee asked", unit="yuan/household/month")
    collected: np.ndarray = column("fees collected", unit="yuan/month")
    subsidy: np.ndarray = column("subsidy and start capital received", unit="yuan/month")
    cost: np.ndarray = column("cost", unit="yuan/month")
    months_negative: np.ndarray = column("months in a row with cash below zero", unit="months")


class PropertyCompany(Row):
    """A community's property-management company."""

    table_name: ClassVar[str] = "companies"
    table: ClassVar[type[Table]] = PropertyCompanies

    def step(self) -> None:
        """Collect fees, pay costs, give up when cash stays below zero."""
        trade(self.model, slice(self.row, self.row + 1))


def found(model: GovernanceModel) -> None:
    """Communities that may found a company and have hours for it do so, once, for all unmanaged courtyards."""
    world, t, yards, rules = model.world, model.companies, model.courtyards, model.rules.community
    t.founded_now[:] = False
    if rules.property_company.any():
        unmanaged = np.bincount(yards.community, weights=~yards.managed, minlength=len(t)) > 0
        ready = model.communities.founding_hours >= world.property_founding_hours
        t.founded_now[:] = rules.property_company & ready & unmanaged & ~t.active & ~t.failed
        t.active |= t.founded_now
    if not t.active.any():
        t.fee[:] = t.clients[:] = 0.0
        yards.client[:] = False
        yards.fee[:] = yards.managed * world.fee_commercial
        return
    t.fee[:] = np.where(t.active, rules.property_fee, 0.0)
    yards.client[:] = t.active.take(yards.community) & ~yards.managed
    yards.fee[:] = np.where(yards.managed, world.fee_commercial, t.fee.take(yards.community))
    t.clients[:] = np.bincount(yards.community, weights=yards.client * yards.households, minlength=len(t))


def trade(model: GovernanceModel, rows: slice = ALL) -> None:
    """One month of business; three months below zero end it."""
    world, t, rules = model.world, model.companies, model.rules.community
    active = t.active[rows]
    if not active.any():
        t.subsidy[rows] = t.collected[rows] = t.cost[rows] = t.months_negative[rows] = 0.0
        return
    paid = model.districts.affordable[0, 3]
    support = np.where(active, rules.property_subsidy[rows], 0.0)
    support = support + np.where(t.founded_now[rows], rules.property_start_capital[rows], 0.0)
    t.subsidy[rows] = support * paid
    t.collected[rows] = np.where(active, model.fees_by_community()[rows], 0.0)
    t.cost[rows] = np.where(active, world.property_fixed_cost + world.property_household_cost * t.clients[rows], 0.0)
    t.cash[rows] += t.collected[rows] + t.subsidy[rows] - t.cost[rows]
    below = active & (t.cash[rows] < 0)
    t.months_negative[rows] = np.where(below, t.months_negative[rows] + 1, 0)
    broke = t.months_negative[rows] >= world.property_patience
    t.failed[rows] |= broke
    t.active[rows] &= ~broke


def willingness(model: GovernanceModel) -> np.ndarray:
    """Share of a courtyard's households that would pay the fee: logistic in condition, monitoring, trust."""
    world, yards = model.world, model.courtyards
    trusting = model.mean_by_courtyard(model.residents.trust_nbr)
    index = (
        world.pay_base
        + world.pay_condition * (yards.condition - 0.5)
        + world.pay_monitoring * yards.function[:, GROUP] * world.channel_monitoring
        + world.pay_trust * (trusting - 0.5)
    )
    return logistic(index)


def collect_fees(model: GovernanceModel) -> None:
    """Each household pays when its reluctance is below the courtyard's willingness."""
    yards = model.courtyards
    if not yards.client.any():
        yards.collection[:] = 0.0
        return
    homes = model.courtyard_homes
    of_heads = model.residents.reluctance.take(model.population.household_start[:-1])
    pays = of_heads < np.repeat(willingness(model).astype(np.float32), homes)
    share = np.add.reduceat(pays, model.population.courtyard_household_start[:-1], dtype=np.int32) / homes
    yards.collection[:] = share * yards.client
