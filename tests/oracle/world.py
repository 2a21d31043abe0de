"""The plain world: objects made from a model's state, and the month of its residents and courtyards.

Nothing here is fast and nothing is shared with the fast code but the keyed draws, the table columns'
names and the numbers of codes. What other tiers send (hours, money, windows, services, rules) is given:
`receive` reads it from a model.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import mesa
import numpy as np

from govsim.agents.rows import Table, columns
from govsim.model import GovernanceModel
from tests.oracle import equations
from tests.oracle.courtyards import Courtyard
from tests.oracle.residents import Household, Resident
from tests.oracle.tiers import Community, Company, Street

PATHS = {name: f"{name}.row" for name in ("household", "courtyard", "community")} | {"street": "community.street.row"}
"""Columns that are links between objects here, and where their row is found."""
NEWCOMER_PARTY, NEWCOMER_COOPERATION, NEWCOMER_THRESHOLD, NEWCOMER_RELUCTANCE = 1, 2, 3, 4
"""Numbers of a newcomer's draws."""


class OracleWorld(mesa.Model):
    """A district of Python objects; its state is the given model's when it is made."""

    def __init__(self, model: GovernanceModel, margin: float = 1e-6) -> None:
        """`margin`: a decision whose sides differ by less is noted in `doubtful`, as rounding may turn it."""
        super().__init__(rng=1)
        self.parameters, self.chance, self.sample = model.world, model.chance, model.sample
        self.margin = margin
        self.doubtful: set[mesa.Agent] = set()
        self.streets = [Street(row) for row in range(len(model.streets))]
        self.communities = [
            Community(row, self.streets[street]) for row, street in enumerate(model.communities.street.tolist())
        ]
        self.companies = [Company(self, row) for row in range(len(self.communities))]
        for company, community in zip(self.companies, self.communities, strict=True):
            company.community, community.company = community, company
        self.settle_courtyards(model)
        self.settle_residents(model)
        self.take_state(model)
        self.receive(model)
        self.know_leaders(model)

    def settle_courtyards(self, model: GovernanceModel) -> None:
        people = model.population
        self.courtyards = [Courtyard(self, row) for row in range(len(model.courtyards))]
        neighbourhoods: dict[int, list[Courtyard]] = {}
        for yard, community, group, kind in zip(
            self.courtyards,
            people.courtyard_community.tolist(),
            people.courtyard_neighbourhood.tolist(),
            people.courtyard_kind.tolist(),
            strict=True,
        ):
            yard.community = self.communities[community]
            yard.community.courtyards.append(yard)
            yard.community.street.courtyards.append(yard)
            yard.neighbourhood = neighbourhoods.setdefault(group, [])
            yard.neighbourhood.append(yard)
            yard.party_chance = float(people.kind_party_chance[kind])

    def settle_residents(self, model: GovernanceModel) -> None:
        people = model.population
        self.residents = [Resident(self, row) for row in range(len(model.residents))]
        self.households: list[Household] = []
        first_ids = people.household_first_id.tolist()
        for one, home, yard in zip(
            self.residents, model.residents.household.tolist(), model.residents.courtyard.tolist(), strict=True
        ):
            one.courtyard = self.courtyards[yard]
            one.courtyard.residents.append(one)
            if home == len(self.households):
                self.households.append(Household(self, home, first_ids[home], one.courtyard))
                one.courtyard.of_households.append(self.households[home])
            one.household = self.households[home]
            one.household.members.append(one)
        starts, ties = people.tie_start.tolist(), people.tie_to.tolist()
        for one, first, end in zip(self.residents, starts[:-1], starts[1:], strict=True):
            one.acquaintances = [self.residents[row] for row in ties[first:end]]

    def know_leaders(self, model: GovernanceModel) -> None:
        """5: real numbers of Party members and of other activists, drawn where a sample is simulated."""
        world = self.parameters
        altruists = 1.0 - world.share_conditional - world.share_free_rider - world.share_hump
        rows = np.arange(len(self.courtyards))
        party = [yard.adults * yard.party_chance for yard in self.courtyards]
        other = [yard.adults * (1.0 - yard.party_chance) * altruists for yard in self.courtyards]
        members = self.chance.poisson("leaders", 0, rows, party).tolist()
        others = self.chance.poisson("leaders", 1, rows, other).tolist()
        for yard, of_party, of_others in zip(self.courtyards, members, others, strict=True):
            yard.real_party, yard.real_activists = of_party, of_party + of_others

    def take_state(self, model: GovernanceModel) -> None:
        """Every column of the model's residents, courtyards and companies, into the objects."""
        for agents, table in self.pairs(model):
            for name in columns(type(table)):
                if name not in PATHS:
                    self.take_column(agents, name, getattr(table, name))

    def take_column(self, agents: list[mesa.Agent], name: str, values: np.ndarray) -> None:
        """Numbers of a column, into the objects."""
        for agent, value in zip(agents, values.tolist(), strict=True):
            setattr(agent, name, value)

    def pairs(self, model: GovernanceModel) -> tuple[tuple[list[mesa.Agent], Table], ...]:
        """Objects and the tables that they mirror."""
        return (
            (self.residents, model.residents),
            (self.courtyards, model.courtyards),
            (self.companies, model.companies),
        )

    def receive(self, model: GovernanceModel) -> None:
        """What the other tiers send this month, as it stands in the model."""
        self.month, self.starting, self.burning_in = model.month, model.starting, model.burning_in
        self.subsidies_affordable = float(model.districts.affordable[0, 3])
        self.demonstrations_affordable = float(model.districts.affordable[0, 4])
        for street, found in zip(self.streets, model.shell_evidence.tolist(), strict=True):
            street.shells_found = found
        for community, news in zip(self.communities, model.rules.news.tolist(), strict=True):
            community.news = news
            community.rules = {name: getattr(model.rules.community, name)[community.row].item() for name in RULES}
        for owners, table, sent in (
            (self.streets, model.streets, STREET_SENDS),
            (self.communities, model.communities, COMMITTEE_SENDS),
            (self.communities, model.windows, WINDOWS_SEND),
        ):
            for column, attribute in sent.items():
                for owner, value in zip(owners, getattr(table, column).tolist(), strict=True):
                    setattr(owner, attribute, value)

    @property
    def volunteering(self) -> float:
        """7.1: what is left of the earthquake's push."""
        return equations.volunteering(self.parameters, self.month, self.burning_in)

    def uniforms(self, process: str, count: int) -> list[float]:
        """One number for each row of a population."""
        return [float(value) for value in self.chance.everyone(process, self.month, count)]

    def uniforms_of(self, process: str, ids: list[int], draw: int = 0) -> list[float]:
        """One number for each identity."""
        return [float(value) for value in self.chance.of(process, self.month, np.array(ids, dtype=np.int64), draw)]

    def falls(self, uniform: float, probability: float, *concerned: mesa.Agent) -> bool:
        """Whether a uniform falls below a probability."""
        self.weigh(uniform - probability, *concerned)
        return uniform < probability

    def weigh(self, difference: float, *concerned: mesa.Agent) -> None:
        """Note whose decision hangs on less than the margin of rounding; equal numbers are no doubt."""
        if 0.0 < abs(difference) < self.margin:
            self.doubtful.update(concerned)

    def remembered(self, before: float, evidence: float) -> float:
        """7.10: evidence with forgetting; at the start the month stands for all months before it."""
        memory = self.parameters.trust_memory
        return evidence / (1.0 - memory) if self.starting else memory * before + evidence


RULES = (
    "unit_households", "mandate", "quorum", "rotation", "demonstration_courtyards", "demonstration_capital",
    "demonstration_by_need", "property_company", "property_fee", "property_subsidy", "property_start_capital",
)  # fmt: skip
"""Rules that courtyards and companies are under."""
STREET_SENDS = {name: name for name in ("population", "upkeep_money", "upkeep_hours", "visits")}
COMMITTEE_SENDS = {name: name for name in ("enabling_hours", "founding_hours", "organization_service", "to_groups")}
WINDOWS_SEND = {
    "known": "known_burden",
    "cost": "burden",
    "served": "share_served",
    "granted": "share_granted",
    "takeup": "takeup",
}


def move_households(world: OracleWorld) -> None:
    uniforms = world.uniforms("turnover", len(world.households))
    moving = [home for home in world.households if home.moves(uniforms[home.row])]
    views = {home.courtyard.row: home.courtyard.mean_views() for home in moving}
    newcomers = [one for home in moving for one in home.members]
    ids = [one.persistent_id for one in newcomers]
    cooperation = world.uniforms_of("newcomers", ids, NEWCOMER_COOPERATION)
    threshold = world.uniforms_of("newcomers", ids, NEWCOMER_THRESHOLD)
    party = world.uniforms_of("newcomers", ids, NEWCOMER_PARTY)
    reluctance = world.uniforms_of("newcomers", ids, NEWCOMER_RELUCTANCE)
    for number, one in enumerate(newcomers):
        one.arrive(
            cooperation[number], threshold[number], party[number], reluctance[number], views[one.courtyard.row]
        )


def set_units(world: OracleWorld) -> None:
    for yard in world.courtyards:
        yard.set_units()


def choose_demonstrations(world: OracleWorld) -> None:
    for community in world.communities:
        community.choose_demonstrations(world.parameters.demonstration_months)


def found(world: OracleWorld) -> None:
    for company in world.companies:
        company.found()


def open_cases(world: OracleWorld) -> None:
    uniforms = world.uniforms("need", len(world.households))
    for home in world.households:
        home.open_case(uniforms[home.row])


def settle_cases(world: OracleWorld) -> None:
    rows = list(range(len(world.households)))
    served, granted = world.uniforms_of("served", rows), world.uniforms_of("granted", rows)
    for home in world.households:
        home.settle_case(served[home.row], granted[home.row])
    for one in world.residents:
        one.hear_of_service()


def enable(world: OracleWorld) -> None:
    for community in world.communities:
        community.enable()


def look_around(world: OracleWorld) -> None:
    for one in world.residents:
        one.look_around()


def act(world: OracleWorld) -> None:
    uniforms = world.uniforms("taking_part", len(world.residents))
    for one in world.residents:
        one.act(uniforms[one.row])


def live(world: OracleWorld) -> None:
    uniforms = world.uniforms_of("bodies", list(range(3 * len(world.courtyards))))
    for yard in world.courtyards:
        yard.live(uniforms[3 * yard.row : 3 * yard.row + 3])


def collect_fees(world: OracleWorld) -> None:
    for yard in world.courtyards:
        yard.collect_fees()


def trade(world: OracleWorld) -> None:
    for company in world.companies:
        company.trade()


def reflect(world: OracleWorld) -> None:
    for one in world.residents:
        one.reflect()


def share_groups(world: OracleWorld) -> None:
    for community in world.communities:
        community.share_groups()


MONTH: Mapping[str, Callable[[OracleWorld], None]] = {
    "turnover.move_households": move_households,
    "decision_unit.set_units": set_units,
    "demonstration.choose_demonstrations": choose_demonstrations,
    "property_company.found": found,
    "needs.open_cases": open_cases,
    "needs.settle_cases": settle_cases,
    "decision_unit.enable": enable,
    "resident.look_around": look_around,
    "resident.act": act,
    "courtyard.live": live,
    "property_company.collect_fees": collect_fees,
    "property_company.trade": trade,
    "resident.reflect": reflect,
    "community.share_groups": share_groups,
}
"""The month of residents and courtyards, in the order of section 3 of the model document."""


def month(world: OracleWorld) -> None:
    """The month `world.month` of residents and courtyards, with what the other tiers last sent."""
    for process in MONTH.values():
        process(world)
