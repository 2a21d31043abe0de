"""GovernanceModel: the district, month by month."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from govsim.agents import (
    community,
    contracting,
    courtyard,
    decision_unit,
    demonstration,
    district,
    needs,
    property_company,
    resident,
    turnover,
)
from govsim.agents import organization_entry as entry
from govsim.agents import service_station as station
from govsim.agents import social_organization as org
from govsim.agents import street_office as street
from govsim.agents.in_common import InCommon
from govsim.agents.network import institutional_network
from govsim.agents.start import begin
from govsim.agents.tiers import TieredModel
from govsim.chance import Chance
from govsim.conservation import NotANumber, check, finite
from govsim.month import month_name

if TYPE_CHECKING:
    import networkx as nx

    from govsim.place import Place
    from govsim.scenario import RulesInForce
    from govsim.world import World

BURN_IN = 60
"""Most months of burn-in."""
STARTING = 4
"""Months at the start of the burn-in in which slow stocks jump to where their inputs would hold them."""
HALF_YEAR = 6
STATIONARY = 0.002
"""The burn-in ends when no watched mean of a half-year differs by more from that of the half-year before."""
QUAKE = 2008 * 12 + 4
"""May 2008."""


MONTH = (
    turnover.move_households,
    decision_unit.set_units,
    station.open_stations,
    demonstration.choose_demonstrations,
    property_company.found,
    district.grow,
    district.budget,
    street.work,
    community.hire,
    station.staff_station,
    community.serve,
    station.load_back_office,
    needs.open_cases,
    needs.settle_cases,
    decision_unit.enable,
    resident.look_around,
    resident.act,
    courtyard.live,
    property_company.collect_fees,
    property_company.trade,
    contracting.tender,
    org.operate,
    entry.enter,
    org.incubate,
    org.audit,
    org.dissolve,
    org.serve,
    org.grow_older,
    contracting.relieve,
    contracting.support,
    resident.reflect,
    community.share_groups,
    district.appraise,
)
"""The processes of a month, in order."""


@cache
def name_of(process: Callable[[GovernanceModel], None]) -> str:
    """Module and name of a process, such as "resident.act"."""
    return f"{process.__module__.rpartition('.')[2]}.{process.__name__}"


class GovernanceModel(TieredModel):
    """The district, its agents and one month of them.

    The order of a month:

    0. environment: households move; the earthquake of May 2008 fades
    1. rules in force this month; decision units, stations, demonstrations, companies that they allow
    2. district: revenue, budget, what can be paid
    3. street offices: money, staff, attention, hours
    4. communities: tasks, duties, paper, backlog, enabling hours; back offices of stations
    5. windows: needs arise, households apply, windows serve
    6. courtyards: residents take part and contribute; bodies, common good, fees, companies
    7. organizations: contracts, work, entry, audit, relief
    8. residents: learn about neighbours, tire, judge performance, trust
    9. appraisal: ranks that set next month's pressure
    10. conservation checks; measures are read after the step

    Within a process all agents of a kind update synchronously. The model knows rules by month
    (`rules_of`), never reforms. One step is one month; `month` is the month just completed.
    """

    def __init__(
        self,
        place: Place,
        world: World,
        rules_of: Callable[[int], RulesInForce],
        initial_rules: RulesInForce,
        months: range,
        seed: int,
        sample: float = 1.0,
        looking: bool = False,
    ) -> None:
        """Build the district and let it settle under the initial rules.

        `rules_of(month)` gives the rules in force; `initial_rules` hold through the burn-in. `looking` looks
        at all state after each process, to find the one that makes a number that is none.
        """
        super().__init__(seed)
        self.looking = looking
        self.place, self.world, self.months, self.sample = place, world, months, sample
        self.rules_of, self.initial_rules = rules_of, initial_rules
        self.chance, self.in_common = Chance(seed), InCommon()
        self.rules = initial_rules
        self.burning_in = self.starting = True
        self.base_month = months.start
        begin(self)
        self.settle()

    def settle(self) -> None:
        """Burn-in: months under the initial rules until the watched means are stationary.

        Growth of revenue and tasks, refill and organization stocks stand still meanwhile.
        """
        seen: list[np.ndarray] = []
        self.stationary = False
        while len(seen) < BURN_IN and not self.stationary:
            self.month = self.months.start - BURN_IN + len(seen)
            self.starting = len(seen) < STARTING
            self.turn()
            seen.append(self.watched())
            if len(seen) >= 2 * HALF_YEAR:
                moved = np.mean(seen[-HALF_YEAR:], axis=0) - np.mean(seen[-2 * HALF_YEAR : -HALF_YEAR], axis=0)
                self.stationary = bool(np.abs(moved).max() < STATIONARY)
        self.burning_in = False
        self.burn_in_months = len(seen)
        self.communities.slack_before[:] = self.communities.slack_noticed
        self.streets.economy_hours_before[:] = self.streets.hours[:, 0]
        self.districts.economy_before[0] = self.streets.hours[:, 0].sum()
        self.founding_reference = max(float(entry.founding_ground(self).mean()), 1e-9)
        self.month = self.months.start - 1

    @property
    def month_text(self) -> str:
        """The month as year and month."""
        return month_name(self.month)

    def watched(self) -> np.ndarray:
        """District means that must be stationary before the run begins."""
        people = self.residents
        return np.array(
            [
                people.satisfaction.mean(dtype=np.float64),
                people.expectation.mean(dtype=np.float64),
                people.trust_gov.mean(dtype=np.float64),
                people.active.mean(),
                self.courtyards.condition.mean(),
                self.courtyards.social_capital.mean(),
                self.windows.takeup.mean(),
            ]
        )

    def step(self) -> None:
        """One month."""
        self.month += 1
        self.rules = self.rules_of(self.month)
        self.turn()

    def turn(self) -> None:
        """One month under the rules in force."""
        with self.faults_of_arithmetic():
            for process in MONTH:
                self.run(process)
        check(self)

    def by_process(self) -> Iterator[str]:
        """One month, process by process: each is named once it has run."""
        self.month += 1
        self.rules = self.rules_of(self.month)
        for process in MONTH:
            with self.faults_of_arithmetic():
                self.run(process)
            yield name_of(process)
        check(self)

    def faults_of_arithmetic(self) -> np.errstate:
        """Numbers that are none raise where they arise, unless they are looked for in state."""
        fault: Literal["ignore", "raise"] = "ignore" if self.looking else "raise"
        return np.errstate(invalid=fault, divide=fault)

    def run(self, process: Callable[[GovernanceModel], None]) -> None:
        """One process; a fault of arithmetic is told with month and process, and where looked for, with the agent."""
        try:
            process(self)
            if self.looking:
                finite(self, f"after {name_of(process)}")
        except FloatingPointError as error:
            raise NotANumber(f"{self.month_text}: {error} in {name_of(process)}") from error

    @property
    def network(self) -> nx.DiGraph[str]:
        """The institutional network of the month just completed."""
        return institutional_network(self)

    def quake(self, kind: str) -> float:
        """What is left this month of the earthquake's push on "upward" tasks or "volunteering"."""
        world = self.world
        if self.month < QUAKE or self.burning_in or not world.channel_earthquake:
            return 0.0
        if kind == "upward":
            size, half_life = world.quake_upward, world.quake_upward_half_life
        else:
            size, half_life = world.quake_volunteering, world.quake_volunteering_half_life
        return float(size * 0.5 ** ((self.month - QUAKE) / half_life))
