"""Small districts and populations for comparison: any number of courtyards of any kind, and odd ones."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import nullcontext
from dataclasses import replace
from typing import Any
from unittest import mock

import numpy as np

import govsim.agents.start
from govsim.model import GovernanceModel
from govsim.place import CommunityPlace, Place, Street, load_place
from govsim.population.population import ALTRUIST, CHILD, Population
from govsim.population.ties import as_steps
from govsim.reforms.base import Reform
from govsim.run import RulesOf
from govsim.scenario import Revision, rules_in_force
from tests.model.small import START, scenario

Change = Reform | dict[str, Any] | Revision
Reshape = Callable[[Population], Population]


def small_place(courtyards: Sequence[Sequence[int]], streets: int, residents_each: int, stations: int = 1) -> Place:
    """A place of communities with so many courtyards of each kind (old, work unit, resettlement, ex-rural, commodity).

    Communities are shared out over the streets in order; `residents_each` a courtyard.
    """
    home = load_place("jinjiang")
    owner = sorted(number % streets for number in range(len(courtyards)))
    communities = tuple(
        CommunityPlace(
            index=index,
            code=f"c{index}",
            name=f"community{index}",
            name_zh=f"社区{index}",
            street=owner[index],
            residents=residents_each * sum(counts),
            registered_households=max(1, round(residents_each * sum(counts) * 0.3)),
            courtyards=tuple(counts),
            without_property=(sum(counts) + 1) // 2,
            source="test",
        )
        for index, counts in enumerate(courtyards)
    )
    of_street = [[item for item in communities if item.street == number] for number in range(streets)]
    made = tuple(
        Street(
            index=number,
            code=f"s{number}",
            name=f"street{number}",
            name_zh=f"街道{number}",
            residents=sum(item.residents for item in own),
            registered_households=sum(item.registered_households for item in own),
            stations=stations,
            tax_share=1.0 / streets,
            source="test",
        )
        for number, own in enumerate(of_street)
    )
    return replace(home, name="small", streets=made, communities=communities)


def model_of(
    place: Place,
    *changes: Change,
    months: int = 24,
    start: int = START,
    seed: int = 1,
    sample: float = 1.0,
    world: Mapping[str, Any] | None = None,
    rules: Mapping[str, Any] | None = None,
    reshape: Reshape | None = None,
) -> GovernanceModel:
    """The model of a place, settled; `reshape` changes its population before it is settled in."""
    plan = scenario(*changes, months=months, start=start, world=world, rules=rules)
    initial = rules_in_force(replace(plan, revisions=()), place, start)
    synthesize = govsim.agents.start.synthesize

    def reshaped(*given: Any) -> Population:
        assert reshape is not None
        return reshape(synthesize(*given))

    change = mock.patch.object(govsim.agents.start, "synthesize", reshaped) if reshape else nullcontext()
    with change:
        return GovernanceModel(place, plan.world, RulesOf(plan, place), initial, plan.months, seed, sample)


def keep_households(population: Population, kept: np.ndarray) -> Population:
    """The population of the kept households alone (a truth value each, at least one a courtyard); sizes stay real."""
    size = np.diff(population.household_start)
    people = np.repeat(kept, size)
    number = np.cumsum(people) - 1
    yard_of_home = np.repeat(np.arange(len(population.courtyard_kind)), np.diff(population.courtyard_household_start))
    homes = np.bincount(yard_of_home[kept], minlength=len(population.courtyard_kind))
    household_start = starts(size[kept])
    courtyard_household_start = starts(homes)
    owner = np.repeat(np.arange(len(people)), np.diff(population.tie_start))
    stays = people[owner] & people[population.tie_to]
    courtyard_start = household_start[courtyard_household_start]
    by_person = {
        name: getattr(population, name)[people]
        for name in (
            "age_group", "renter", "local", "low_income", "party", "cooperation", "threshold", "pay_propensity",
        )
    }  # fmt: skip
    tie_start = starts(np.bincount(owner[stays], minlength=len(people))[people])
    return replace(
        population,
        courtyard_weight=(population.courtyard_residents / np.diff(courtyard_start)).astype(np.float32),
        courtyard_household_start=courtyard_household_start,
        courtyard_start=courtyard_start,
        household_start=household_start,
        household_first_id=population.household_first_id[kept],
        tie_start=tie_start,
        tie_step=as_steps(tie_start, number[population.tie_to[stays]].astype(np.int32)),
        **by_person,
    )


def starts(counts: np.ndarray) -> np.ndarray:
    return np.concatenate(([0], np.cumsum(counts))).astype(np.int32)


def one_household_each(population: Population) -> Population:
    """Every courtyard has a single household."""
    kept = np.zeros(len(population.household_start) - 1, dtype=bool)
    kept[population.courtyard_household_start[:-1]] = True
    return keep_households(population, kept)


def no_adults(population: Population) -> Population:
    """Nobody is of age, so nobody has ties."""
    nobody = np.zeros_like(population.party)
    return replace(
        population,
        age_group=np.full_like(population.age_group, CHILD),
        party=nobody,
        tie_start=np.zeros_like(population.tie_start),
        tie_step=population.tie_step[:0],
    )


def no_adults_in_the_first_courtyard(population: Population) -> Population:
    """The same for one courtyard; others keep the ties among themselves."""
    first = np.arange(len(population)) < population.courtyard_start[1]
    owner = np.repeat(np.arange(len(population)), np.diff(population.tie_start))
    stays = ~first[owner] & ~first[population.tie_to]
    return replace(
        population,
        age_group=np.where(first, CHILD, population.age_group).astype(population.age_group.dtype),
        party=population.party & ~first,
        tie_start=starts(np.bincount(owner[stays], minlength=len(population))),
        tie_step=population.tie_step[stays],
    )


def all_altruists(population: Population) -> Population:
    """Everybody is of age and takes part for nothing; newcomers may not."""
    return replace(
        population,
        cooperation=np.full_like(population.cooperation, ALTRUIST),
        age_group=np.maximum(population.age_group, CHILD + 1),
    )
