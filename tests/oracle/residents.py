"""Residents and their households, one Python object each: what a person does in a month, in plain words.

Written from sections 5 to 7 of the model document. Attributes bear the names of the columns of the
fast tables, so that the two can be compared.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

import mesa
from scipy.special import betaincinv

from govsim.agents.resident import NEEDS, NO_CASE, RECEIVED, REFUSED, WAITING
from govsim.population.population import ALTRUIST, CHILD
from govsim.world import World
from tests.oracle import equations

if TYPE_CHECKING:
    from tests.oracle.courtyards import Courtyard
    from tests.oracle.world import OracleWorld

VIEWS = ("belief", "service", "expectation", "trust_good", "trust_bad", "neighbour_good", "neighbour_bad")
"""What newcomers take over from the courtyard, as its mean."""
STEPS = 2048
"""Points at which thresholds invert their distribution; straight lines between (as the synthesis has it)."""


@cache
def threshold_quantiles(a: float, b: float) -> tuple[float, ...]:
    return tuple(float(betaincinv(a, b, step / STEPS)) for step in range(STEPS + 1))


def threshold_at(world: World, uniform: float) -> float:
    """The threshold of a person, by the uniform that she draws."""
    table = threshold_quantiles(world.threshold_a, world.threshold_b)
    below = int(uniform * STEPS)
    return table[below] + (uniform * STEPS - below) * (table[below + 1] - table[below])


def cooperation_at(world: World, uniform: float) -> int:
    """Conditional cooperators, free riders, hump-shaped, altruists: by their shares, in this order."""
    shares = (world.share_conditional, world.share_free_rider, world.share_hump)
    total = max(1.0, sum(shares))
    edge, kind = 0.0, 0
    for share in shares:
        edge += share
        kind += uniform >= edge / total
    return kind


class Household:
    """The people of a home, head first; tenure, registration and income are the home's."""

    def __init__(self, world: OracleWorld, row: int, first_id: int, courtyard: Courtyard) -> None:
        self.world, self.row, self.first_id, self.courtyard = world, row, first_id, courtyard
        self.members: list[Resident] = []

    @property
    def head(self) -> Resident:
        return self.members[0]

    def moves(self, uniform: float) -> bool:
        """7.1: moves away this month."""
        world = self.world.parameters
        return self.world.falls(
            uniform, world.turnover_renter if self.head.renter else world.turnover_owner, *self.members
        )

    def open_case(self, uniform: float) -> None:
        """7.5: last month's case is closed unless it waits; a new need may arise, and the household may apply."""
        if not self.head.local or self.head.case == WAITING:
            return
        community, low = self.courtyard.community, self.head.low_income
        need = equations.need_chance(self.world.parameters, low)
        apply = equations.apply_chance(
            self.world.parameters, community.known_burden, low, community.organization_service
        )
        self.head.case = NO_CASE
        if self.world.falls(uniform, need, self.head):
            self.head.case = NEEDS
        if self.world.falls(uniform, need * apply, self.head):
            self.head.case = WAITING

    def settle_case(self, of_service: float, of_grant: float) -> None:
        """7.5: who waits may be served, who is served receives or is refused, and all at home remember it."""
        if not self.head.local or self.head.case != WAITING:
            return
        community = self.courtyard.community
        if not self.world.falls(of_service, community.share_served, *self.members):
            return
        granted = self.world.falls(of_grant, community.share_granted, *self.members)
        self.head.case = RECEIVED if granted else REFUSED
        for member in self.members:
            member.service = 1.0 / (1.0 + max(0.0, community.burden)) if granted else 0.0


class Resident(mesa.Agent):
    """A person of the district."""

    model: OracleWorld
    household: Household
    courtyard: Courtyard
    acquaintances: list[Resident]
    row: int
    is_head: bool
    age_group: int
    renter: bool
    local: bool
    party: bool
    low_income: bool
    cooperation: int
    threshold: float
    reluctance: float
    contacts_required: float
    active: bool
    was_active: bool
    contribution: float
    belief: float
    burnout: float
    service: float
    expectation: float
    performance: float
    satisfaction: float
    trust_good: float
    trust_bad: float
    trust_gov: float
    neighbour_good: float
    neighbour_bad: float
    trust_nbr: float
    case: int

    def __init__(self, model: OracleWorld, row: int) -> None:
        super().__init__(model)
        self.row = row
        self.acquaintances = []

    @property
    def is_child(self) -> bool:
        return self.age_group == CHILD

    @property
    def is_activist(self) -> bool:
        """7.6: altruists and Party members of age carry the work of the bodies."""
        return not self.is_child and (self.cooperation == ALTRUIST or self.party)

    @property
    def persistent_id(self) -> int:
        return self.household.first_id + self.household.members.index(self)

    def step(self) -> None:
        """A month of one person while the courtyard stands still: acts, then reflects."""
        self.act(self.model.uniforms("taking_part", len(self.model.residents))[self.row])
        self.reflect()

    def find_contacts_required(self) -> None:
        self.contacts_required = equations.contacts_required(
            self.model.parameters, self.cooperation, self.age_group, self.threshold, len(self.acquaintances)
        )

    def arrive(
        self, of_cooperation: float, of_threshold: float, of_party: float, of_reluctance: float, views: dict[str, float]
    ) -> None:
        """7.1: another person takes this one's place in the home, with the courtyard's mean views."""
        world = self.model.parameters
        self.cooperation = cooperation_at(world, of_cooperation)
        self.threshold = threshold_at(world, of_threshold)
        self.party = not self.is_child and of_party < self.courtyard.party_chance
        self.reluctance = of_reluctance
        for name, value in views.items():
            setattr(self, name, value)
        self.trust_gov = self.trust_good / (self.trust_good + self.trust_bad)
        self.trust_nbr = self.neighbour_good / (self.neighbour_good + self.neighbour_bad)
        self.burnout, self.active, self.contribution, self.case = 0.0, False, 0.0, NO_CASE
        self.find_contacts_required()

    def hear_of_service(self) -> None:
        """7.5: the view of service drifts toward what applicants of the community meet."""
        community = self.courtyard.community
        met = community.takeup / (1.0 + max(0.0, community.burden))
        speed = 1.0 if self.model.starting else self.model.parameters.service_memory
        self.service += speed * (met - self.service)

    def look_around(self) -> None:
        self.was_active = self.active

    def act(self, uniform: float) -> None:
        """7.6: decide on taking part, by who took part last month, and on what to give."""
        self.active = self.is_willing() and self.model.falls(uniform, self.chance_of_taking_part(), self)
        self.contribution = 0.0
        if self.active:
            world, yard = self.model.parameters, self.courtyard
            self.model.weigh(yard.monitoring * world.fine - self.reluctance * world.free_rider_cost, self)
            self.contribution = equations.contribution(
                world, self.cooperation, self.belief, self.burnout, yard.monitoring, self.reluctance
            )

    def is_willing(self) -> bool:
        if self.is_child:
            return False
        world = self.model.parameters
        contacts = float(sum(friend.was_active for friend in self.acquaintances))
        if world.channel_bodies_contacts:
            contacts += world.bodies_as_contacts * sum(self.courtyard.function)
        self.model.weigh(contacts - self.contacts_required, self)
        return contacts >= self.contacts_required

    def chance_of_taking_part(self) -> float:
        world = self.model.parameters
        logit = self.courtyard.size_logit + self.model.volunteering
        if world.channel_trust_participation:
            logit += world.trust_taking_part * ((self.trust_gov + self.trust_nbr) / 2 - 0.5)
        return (1.0 - self.burnout) * equations.logistic(logit)

    def reflect(self) -> None:
        """7.6, 7.10: learn about neighbours, tire, judge performance, trust."""
        self.learn_about_neighbours()
        self.tire()
        self.judge()
        self.trust_government()

    def learn_about_neighbours(self) -> None:
        world, yard = self.model.parameters, self.courtyard
        if yard.active_adults > 0:
            self.belief += (1.0 - world.belief_inertia) * yard.observability * (yard.mean_contribution - self.belief)
        self.neighbour_good = self.model.remembered(self.neighbour_good, yard.good_faith)
        self.neighbour_bad = self.model.remembered(self.neighbour_bad, world.trust_asymmetry * yard.bad_faith)
        self.trust_nbr = self.neighbour_good / (self.neighbour_good + self.neighbour_bad)

    def tire(self) -> None:
        world = self.model.parameters
        self.burnout *= 1.0 - world.burnout_recovery
        if self.active and self.is_activist and world.channel_burnout:
            overload = max(0.0, self.courtyard.load_per_activist / world.activist_hours - 1.0)
            self.burnout = min(1.0, self.burnout + world.burnout_rise * overload)

    def judge(self) -> None:
        world, yard = self.model.parameters, self.courtyard
        weight = equations.performance_weights(world)[0]
        service = self.service if world.channel_service_satisfaction else 0.5
        self.performance = weight * (1.0 - world.visit_service) * service + yard.shared_performance
        if self.model.starting:
            self.expectation = self.performance
        self.satisfaction = equations.judged(world, self.performance, self.expectation)
        self.expectation += world.expectation_speed * (self.performance - self.expectation)
        if yard.community.news:
            self.expectation = min(1.0, self.expectation + world.announcement_lift * yard.community.news)

    def trust_government(self) -> None:
        world = self.model.parameters
        good = self.satisfaction if world.channel_satisfaction_trust else 0.5
        self.trust_good = self.model.remembered(self.trust_good, good)
        self.trust_bad = self.model.remembered(self.trust_bad, world.trust_asymmetry * (1.0 - good))
        self.trust_bad += self.courtyard.community.street.shells_found
        self.trust_gov = self.trust_good / (self.trust_good + self.trust_bad)
