"""Plain stand-ins for what residents and courtyards meet: community, its company, street."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import mesa

if TYPE_CHECKING:
    from tests.oracle.courtyards import Courtyard
    from tests.oracle.world import OracleWorld


class Street:
    """What a street office sends to its courtyards; given, never computed here."""

    population: float
    upkeep_money: float
    upkeep_hours: float
    visits: float
    shells_found: float
    """Bad evidence on government by shells found here."""

    def __init__(self, row: int) -> None:
        self.row = row
        self.courtyards: list[Courtyard] = []


class Community:
    """What a committee and its windows send to courtyards and households; given but for its groups' share."""

    company: Company
    rules: dict[str, Any]
    news: float
    enabling_hours: float
    founding_hours: float
    organization_service: float
    known_burden: float
    burden: float
    share_served: float
    share_granted: float
    takeup: float
    to_groups: float

    def __init__(self, row: int, street: Street) -> None:
        self.row, self.street = row, street
        self.courtyards: list[Courtyard] = []

    def choose_demonstrations(self, months: int) -> None:
        """7.7: the best placed courtyards are chosen once; a part of their capital falls due each month."""
        wanted = self.rules["demonstration_courtyards"] - sum(yard.visible for yard in self.courtyards)
        others = [yard for yard in self.courtyards if not yard.visible]
        ranked = sorted(others, key=lambda yard: yard.merit_as_demonstration, reverse=True)
        for yard in ranked[: max(0, wanted)]:
            yard.visible, yard.demonstration_left = True, self.rules["demonstration_capital"]
        for yard in self.courtyards:
            due = self.rules["demonstration_capital"] / months
            yard.demonstration_money = min(yard.demonstration_left, due)

    def enable(self) -> None:
        """7.7: enabling hours are shared among decision units."""
        total = sum(yard.claim for yard in self.courtyards)
        for yard in self.courtyards:
            yard.receive_hours(self.enabling_hours * yard.claim / total if total > 0 else 0.0)

    def share_groups(self) -> None:
        """7.4: duties passed on are carried by formal groups next month, by their units."""
        carrying = sum(yard.units * yard.formal[2] for yard in self.courtyards)
        for yard in self.courtyards:
            yard.handed_hours = self.to_groups * yard.units * yard.formal[2] / carrying if carrying > 0 else 0.0


class Company(mesa.Agent):
    """A community's property company, most of them never founded (7.8)."""

    model: OracleWorld
    community: Community
    active: bool
    founded_now: bool
    failed: bool
    cash: float
    clients: float
    fee: float
    collected: float
    subsidy: float
    cost: float
    months_negative: float

    def __init__(self, model: OracleWorld, row: int) -> None:
        super().__init__(model)
        self.row = row

    def found(self) -> None:
        world, community = self.model.parameters, self.community
        yards, rules = community.courtyards, community.rules
        unmanaged = [yard for yard in yards if not yard.managed]
        able = community.founding_hours >= world.property_founding_hours
        self.founded_now = bool(
            rules["property_company"] and able and unmanaged and not self.active and not self.failed
        )
        self.active = self.active or self.founded_now
        self.fee = rules["property_fee"] if self.active else 0.0
        for yard in yards:
            yard.client = self.active and not yard.managed
            yard.fee = world.fee_commercial if yard.managed else self.fee
        self.clients = sum(yard.households for yard in unmanaged) if self.active else 0.0

    def trade(self) -> None:
        world, rules = self.model.parameters, self.community.rules
        support = rules["property_subsidy"] * self.active + rules["property_start_capital"] * self.founded_now
        paid = sum(yard.fee * yard.households * yard.collection for yard in self.community.courtyards if yard.client)
        self.subsidy = support * self.model.subsidies_affordable
        self.collected = paid if self.active else 0.0
        self.cost = 0.0
        if self.active:
            self.cost = world.property_fixed_cost + world.property_household_cost * self.clients
        self.cash += self.collected + self.subsidy - self.cost
        self.months_negative = self.months_negative + 1 if self.active and self.cash < 0 else 0
        if self.months_negative >= world.property_patience:
            self.failed, self.active = True, False
