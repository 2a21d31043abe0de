"""Courtyards, one Python object each: three bodies, a common good, neighbours who know each other.

Written from sections 5 and 7.7 of the model document. Attributes bear the names of the columns of the
fast tables, so that the two can be compared.
"""

from __future__ import annotations

from collections.abc import Callable
from math import exp, log
from typing import TYPE_CHECKING

import mesa

from govsim.agents.bodies import BRANCH, COUNCIL, GROUP
from govsim.agents.resident import ELDER
from tests.oracle import equations
from tests.oracle.equations import clipped, logistic
from tests.oracle.residents import VIEWS, Household, Resident

if TYPE_CHECKING:
    from tests.oracle.tiers import Community
    from tests.oracle.world import OracleWorld

BODIES = (BRANCH, COUNCIL, GROUP)
Count = Callable[[Resident], bool]


class Courtyard(mesa.Agent):
    """A residential compound."""

    model: OracleWorld
    community: Community
    residents: list[Resident]
    of_households: list[Household]
    neighbourhood: list[Courtyard]
    """Courtyards among which rates are read: itself alone where everybody is simulated."""
    party_chance: float
    real_party: float
    real_activists: float
    row: int
    kind: int
    households: float
    population: float
    weight: float
    renter_share: float
    heterogeneity: float
    managed: bool
    client: bool
    fee: float
    collection: float
    visible: bool
    demonstration_left: float
    demonstration_money: float
    unit_households: float
    units: float
    enabling_hours: float
    handed_hours: float
    support: float
    formal: list[bool]
    function: list[float]
    attendance: float
    elder_attendance: float
    capture: float
    conflict: float
    social_capital: float
    social_capital_home: float
    condition: float
    size_logit: float
    monitoring: float
    observability: float
    active_adults: float
    mean_contribution: float
    output: float
    activists: float
    active_party: float
    burnout: float
    load_per_activist: float
    good_faith: float
    bad_faith: float
    safety: float
    shared_performance: float

    def __init__(self, model: OracleWorld, row: int) -> None:
        super().__init__(model)
        self.row = row
        self.residents, self.of_households, self.neighbourhood = [], [], []

    def step(self) -> None:
        """A month of one courtyard, once its residents have acted."""
        uniforms = self.model.uniforms_of("bodies", list(range(3 * len(self.model.courtyards))))
        self.live(uniforms[3 * self.row : 3 * self.row + 3])

    def mean_views(self) -> dict[str, float]:
        """7.1: what newcomers take over."""
        return {name: sum(getattr(one, name) for one in self.residents) / len(self.residents) for name in VIEWS}

    def set_units(self) -> None:
        """7.7: decision units follow the rules."""
        community = self.community
        whole = sum(yard.households for yard in community.courtyards)
        self.unit_households = equations.unit_households(community.rules["unit_households"], self.households, whole)
        self.units = self.households / self.unit_households
        self.size_logit = equations.size_logit(self.model.parameters, self.unit_households, self.heterogeneity)

    @property
    def merit_as_demonstration(self) -> float:
        """7.7: how visible it is, or how needy."""
        if self.community.rules["demonstration_by_need"]:
            return -self.condition
        return self.condition * log(self.households)

    @property
    def claim(self) -> float:
        """7.7: weight in its community's enabling hours; nothing where the rules know no small units."""
        world = self.model.parameters
        if self.community.rules["unit_households"] <= 0:
            return 0.0
        return self.units * (1.0 + world.visible_pull * (self.visible and world.channel_visible_pull))

    def receive_hours(self, hours: float) -> None:
        """7.7: enabling hours keep bodies working."""
        self.enabling_hours = hours
        self.support = 1.0 - exp(-hours / self.units / self.model.parameters.hours_run)

    def live(self, uniforms: list[float]) -> None:
        """A month, once its residents have acted; one uniform a body."""
        self.form_bodies(uniforms)
        self.gather()
        self.meet()
        self.work_bodies()
        self.quarrel()
        self.know_each_other()
        self.keep_up()
        self.share_views()

    def form_bodies(self, uniforms: list[float]) -> None:
        world, rules = self.model.parameters, self.community.rules
        if rules["unit_households"] <= 0:
            return
        per_unit = self.enabling_hours / self.units
        hazard = world.formal_mandate * rules["mandate"] + world.formal_enabling * per_unit / world.hours_form
        for body in BODIES:
            self.formal[body] = self.model.falls(uniforms[body], hazard, self) or self.formal[body]

    def count(self, counts: Count) -> int:
        return sum(counts(one) for one in self.residents)

    def rate(self, counted: Callable[[Courtyard], float], among: Callable[[Courtyard], float]) -> float:
        """5: a rate read in the neighbourhood; 0 where there is nobody."""
        whole = sum(among(yard) for yard in self.neighbourhood)
        return sum(counted(yard) for yard in self.neighbourhood) / whole if whole > 0 else 0.0

    def rate_active(self, group: Count) -> float:
        """Share of a group of people that takes part."""
        return self.rate(
            lambda yard: yard.count(lambda one: one.active and group(one)), lambda yard: yard.count(group)
        )

    @property
    def adults(self) -> float:
        """Real number."""
        return self.weight * self.count(lambda one: not one.is_child)

    @property
    def elders(self) -> float:
        """Real number."""
        return self.weight * self.count(lambda one: one.age_group == ELDER)

    def gather(self) -> None:
        """7.7: what residents did this month, in real numbers."""
        self.active_adults = self.adults * self.rate_active(lambda one: not one.is_child)
        self.mean_contribution = self.rate(
            lambda yard: sum(one.contribution for one in yard.residents if one.active),
            lambda yard: yard.count(lambda one: one.active),
        )
        self.output = self.mean_contribution * self.active_adults / self.households * (1.0 - self.capture)
        if self.model.sample == 1.0:
            self.activists = float(self.count(lambda one: one.active and one.is_activist))
            self.active_party = float(self.count(lambda one: one.active and one.party))
        else:
            self.activists = self.real_activists * self.rate_active(lambda one: one.is_activist)
            self.active_party = self.real_party * self.rate_active(lambda one: one.party)
        self.burnout = self.rate(
            lambda yard: sum(one.burnout for one in yard.residents if one.is_activist),
            lambda yard: yard.count(lambda one: one.is_activist),
        )

    def meet(self) -> None:
        """7.7: attendance of meetings; all who take part come, and some of the others."""
        world = self.model.parameters
        logit = world.attend_base + world.attend_social_capital * (self.social_capital - 0.5)
        if any(self.formal):
            logit += world.attend_enabling * self.support
        active_elders = self.elders * self.rate_active(lambda one: one.age_group == ELDER)
        active_others = max(0.0, self.active_adults - active_elders)
        idle_others = max(0.0, self.adults - self.elders - active_others)
        old = active_elders + (self.elders - active_elders) * logistic(logit + world.attend_elder)
        attending = old + active_others + idle_others * logistic(logit)
        self.attendance = 1.0 - exp(-attending / self.households)
        self.elder_attendance = old / attending if attending > 0 else 0.0

    def work_bodies(self) -> None:
        """7.7: function follows attendance, leaders, quorum and support; what bodies bring and ask."""
        world, rules = self.model.parameters, self.community.rules
        met = logistic((self.attendance - rules["quorum"]) / world.quorum_spread)
        present = min(1.0, self.attendance / world.attendance_full)
        supplied = self.function[BRANCH] * world.leaders_needed * world.channel_leadership
        time_left = max(0.0, self.activists * world.activist_hours - self.handed_hours)
        free = min(1.0, time_left / (3 * world.unit_work_hours * self.units))
        for body in BODIES:
            people = self.active_party / self.units if body == BRANCH else self.activists / self.units + supplied
            leaders = (1.0 - exp(-people / world.leaders_needed)) * free
            target = present * met * leaders * self.support * self.formal[body]
            self.function[body] += (target - self.function[body]) / world.function_months
        known = world.size_known_households
        self.monitoring = self.function[GROUP] * known / (known + self.unit_households) * world.channel_monitoring
        seen = self.function[COUNCIL] * world.channel_observability
        self.observability = world.observability_base + (1.0 - world.observability_base) * seen
        if self.formal[COUNCIL]:
            growth = world.capture_growth * self.heterogeneity * (1.0 - self.monitoring) * (1.0 - rules["rotation"])
        else:
            growth = 0.0
        self.capture = clipped(self.capture + growth - world.capture_monitoring * self.monitoring)
        own = world.unit_work_hours * sum(self.function) * self.units
        self.load_per_activist = (self.handed_hours + own) / max(1.0, self.activists)

    def quarrel(self) -> None:
        world = self.model.parameters
        self.conflict = (
            world.conflict_base
            * self.heterogeneity
            * (1.0 - self.social_capital)
            * (1.0 - world.council_mediation * self.function[COUNCIL])
            * (1.0 + self.capture)
        )
        self.safety = 1.0 / (1.0 + self.conflict / world.conflict_per_safety)

    @property
    def service_index(self) -> float:
        """7.9: organizations' free services, as far as they reach courtyards."""
        return self.community.organization_service * self.model.parameters.channel_organization_services

    def know_each_other(self) -> None:
        """7.7: social capital relaxes to its home level, grows by meetings and services, shrinks by conflict."""
        world = self.model.parameters
        turnover = self.renter_share * world.turnover_renter + (1.0 - self.renter_share) * world.turnover_owner
        back = world.social_capital_decay + turnover
        gain = world.capital_meeting * self.function[COUNCIL] * self.attendance
        gain += world.capital_event * self.service_index
        loss = world.capital_conflict * 10.0 * self.conflict
        capital, home = self.social_capital, self.social_capital_home
        if self.model.starting:
            self.social_capital = (back * home + gain) / (back + gain + loss)
        else:
            self.social_capital += back * (home - capital) + gain * (1.0 - capital) - loss * capital

    def keep_up(self) -> None:
        """7.7: the common good, which government and residents keep up together."""
        world, street = self.model.parameters, self.community.street
        in_street = sum(yard.households for yard in street.courtyards)
        spent = self.demonstration_money * self.model.demonstrations_affordable
        self.demonstration_left -= spent
        managed = self.managed or (self.client and self.community.company.active)
        given = equations.street_input(world, street.upkeep_money / in_street, street.upkeep_hours / in_street)
        given += world.property_input * (managed + self.service_index)
        given += spent / self.households / world.upkeep_yuan
        government = 1.0 - exp(-given)
        output = self.output * world.channel_participation_condition
        residents = 1.0 - exp(-(output / world.contribution_full + world.private_upkeep))
        added = world.ces_scale * equations.coproduction(world, government, residents)
        if self.model.starting:
            self.condition = added / (added + world.condition_decay)
        else:
            self.condition += added * (1.0 - self.condition) - world.condition_decay * self.condition

    def share_views(self) -> None:
        """7.10: what all residents perceive alike, and the month's evidence on neighbours."""
        world, street = self.model.parameters, self.community.street
        _, of_condition, of_safety, of_organizations = equations.performance_weights(world)
        of_service = equations.performance_weights(world)[0]
        visits = street.visits / (street.population / 5000.0) if world.channel_visits else 0.0
        self.shared_performance = (
            of_service * world.visit_service * (1.0 - exp(-visits))
            + of_condition * (self.condition if world.channel_condition_satisfaction else 0.5)
            + of_safety * self.safety
            + of_organizations * self.service_index
        )
        faith = min(1.0, self.mean_contribution / world.trust_expect_share)
        seen = self.observability if self.active_adults > 0 else 0.0
        self.good_faith = seen * faith + (1.0 - self.observability) * self.social_capital
        quarrels = self.conflict / (self.conflict + world.conflict_per_safety)
        self.bad_faith = seen * (1.0 - faith) + self.capture + quarrels

    def willingness_to_pay(self) -> float:
        """7.8: reluctance below which a household pays the fee."""
        world = self.model.parameters
        trusting = sum(one.trust_nbr for one in self.residents) / len(self.residents)
        logit = world.pay_base + world.pay_condition * (self.condition - 0.5) + world.pay_trust * (trusting - 0.5)
        if world.channel_monitoring:
            logit += world.pay_monitoring * self.function[GROUP]
        return logistic(logit)

    def collect_fees(self) -> None:
        """7.8: the households that pay the company."""
        self.collection = 0.0
        if self.client:
            accepted = self.willingness_to_pay()
            paying = sum(self.model.falls(home.head.reluctance, accepted, self) for home in self.of_households)
            self.collection = paying / len(self.of_households)
