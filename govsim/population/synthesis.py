"""Synthesis: a population drawn from a place's tables and a world, the same for the same seed.

Totals are met exactly: residents by community as in the table (times `World.population_scale`),
registered households by community, courtyards by kind, courtyards without property management.

A sample takes the first households of each courtyard. They are spread evenly over what its
households can be (`households.py`), so the first ones stand for all; a household of a sample is the same
household, person by person, in every larger sample of the same seed. Ties are drawn anew among those
simulated, with the same mean number.
"""

from __future__ import annotations

import numpy as np

from govsim.chance import Chance
from govsim.place import Place
from govsim.population.courtyards import draw_courtyards
from govsim.population.households import draw_sizes, draw_traits
from govsim.population.neighbourhoods import neighbourhoods
from govsim.population.persons import (
    COOPERATION,
    PARTY,
    PAYING,
    THRESHOLD,
    draw_ages,
    draw_cooperation,
    draw_threshold,
    party_chance,
)
from govsim.population.population import CHILD, Population
from govsim.population.ties import as_steps, draw_ties
from govsim.world import World

FLOOR_HOUSEHOLDS = 4
"""Fewest households simulated in a courtyard: with fewer, bodies and ties have nobody to consist of."""

FLOOR_RULES = 0.5
"""The floor rules when it decides in more than this share of courtyards (Jinjiang: at samples below 0.03)."""


def synthesize(place: Place, world: World, sample: float, chance: Chance) -> Population:
    """The population at the start; `sample` is the share of households simulated, above 0 up to 1."""
    if not 0.0 < sample <= 1.0:
        raise ValueError(f"sample must be above 0 and at most 1, not {sample!r}")
    courtyards = draw_courtyards(place, world, chance)
    everyone = draw_sizes(place, courtyards, chance)
    households = courtyards.households
    first = np.cumsum(households) - households
    residents = np.add.reduceat(everyone, first, dtype=np.int64)
    by_kind = np.bincount(courtyards.kind, residents, minlength=len(place.kinds))
    homes_by_kind = np.bincount(courtyards.kind, households, minlength=len(place.kinds))

    wished = np.rint(sample * households).astype(np.int32)
    drawn = np.clip(wished, FLOOR_HOUSEHOLDS, households)
    household_ids = np.arange(drawn.sum()) + np.repeat(first - (np.cumsum(drawn) - drawn), drawn)
    size = everyone[household_ids]
    household_start = _starts(size)
    courtyard_household_start = _starts(drawn)
    courtyard_start = household_start[courtyard_household_start]
    first_ids = _starts(everyone)[household_ids]
    ids = np.repeat(first_ids - household_start[:-1], size) + np.arange(household_start[-1], dtype=np.int32)

    mean_size = np.divide(by_kind, homes_by_kind, out=np.full(len(by_kind), 2.0), where=homes_by_kind > 0)
    age = draw_ages(place, courtyards.kind, courtyard_start, household_start[:-1], mean_size, ids, chance)
    member = party_chance(place, world, by_kind)
    traits = draw_traits(place, world, courtyards, residents, drawn, chance)
    renter, local, low_income = (np.repeat(trait, size) for trait in traits)
    per_courtyard = np.diff(courtyard_start)
    adult = age != CHILD
    adults = np.add.reduceat(adult, courtyard_start[:-1], dtype=np.int64)
    joined = neighbourhoods(courtyards.community, adults, sample)
    begins = np.flatnonzero(np.append(True, joined[1:] != joined[:-1]))
    group_start = np.append(courtyard_start[begins], courtyard_start[-1])
    tie_start, tie_to = draw_ties(world, courtyards.community[begins], group_start, adult, ids, chance)
    return Population(
        sample=sample,
        floor_rules=bool(np.mean(wished < FLOOR_HOUSEHOLDS) > FLOOR_RULES),
        courtyard_name=courtyards.name,
        courtyard_community=courtyards.community,
        courtyard_kind=courtyards.kind,
        courtyard_households=households.astype(np.float64),
        courtyard_residents=residents.astype(np.float64),
        courtyard_registered=courtyards.registered,
        courtyard_neighbourhood=joined,
        courtyard_weight=(residents / per_courtyard).astype(np.float32),
        courtyard_managed=courtyards.managed,
        courtyard_social_capital=courtyards.social_capital,
        courtyard_heterogeneity=courtyards.heterogeneity,
        courtyard_condition=courtyards.condition,
        courtyard_household_start=courtyard_household_start,
        courtyard_start=courtyard_start,
        household_start=household_start,
        household_first_id=household_start[:-1] if sample == 1.0 else first_ids,
        age_group=age,
        renter=renter,
        local=local,
        low_income=low_income,
        party=(chance.of("persons", 0, ids, PARTY) < np.repeat(member[courtyards.kind], per_courtyard))
        & adult,
        cooperation=draw_cooperation(world, chance.of("persons", 0, ids, COOPERATION)),
        threshold=draw_threshold(world, chance.of("persons", 0, ids, THRESHOLD)),
        pay_propensity=chance.of("persons", 0, ids, PAYING).astype(np.float32),
        tie_start=tie_start,
        tie_step=as_steps(tie_start, tie_to),
        kind_party_chance=member,
    )


def _starts(counts: np.ndarray) -> np.ndarray:
    """First row of each group, and the number of rows."""
    starts = np.zeros(len(counts) + 1, dtype=np.int32)
    np.cumsum(counts, out=starts[1:])
    return starts
