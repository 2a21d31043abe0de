"""Residents and their courtyards before the first month, from the synthesis; heads who bring cases to the windows."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import courtyard, needs, resident
from govsim.agents.blank import blank, flags
from govsim.agents.courtyard import Courtyard, Courtyards
from govsim.agents.resident import Resident, Residents

if TYPE_CHECKING:
    from govsim.model import GovernanceModel


def begin_residents(model: GovernanceModel) -> None:
    """Residents."""
    world, people = model.world, model.population
    count, yards = len(people.age_group), len(people.courtyard_kind)
    row_type = np.uint16 if yards <= np.iinfo(np.uint16).max else np.int32
    is_head = flags(count)
    is_head[people.household_start[:-1]] = True
    sizes = np.diff(people.household_start)

    def filled(value: float) -> np.ndarray:
        return np.full(count, value, dtype=np.float32)

    small = {
        name: filled(0.0)
        for name in (
            "contribution", "burnout", "service", "expectation", "performance", "satisfaction",
            "contacts_required",
        )
    }  # fmt: skip
    evidence = 0.5 / (1.0 - world.trust_memory)
    table = Residents(
        household=np.repeat(np.arange(len(sizes), dtype=np.int32), sizes),
        courtyard=np.repeat(np.arange(yards, dtype=row_type), np.diff(people.courtyard_start)),
        is_head=is_head,
        age_group=people.age_group,
        renter=people.renter,
        local=people.local,
        party=people.party,
        low_income=people.low_income,
        cooperation=people.cooperation,
        threshold=people.threshold,
        reluctance=people.pay_propensity,
        active=people.cooperation == resident.ALTRUIST,
        was_active=flags(count),
        belief=filled(0.5),
        trust_good=filled(evidence),
        trust_bad=filled(evidence),
        trust_gov=filled(0.5),
        neighbour_good=filled(evidence),
        neighbour_bad=filled(evidence),
        trust_nbr=filled(0.5),
        case=np.zeros(count, dtype=np.int8),
        **small,
    )
    table.active &= table.age_group != resident.CHILD
    model.register_kind(Resident, table)
    model.activist = resident.is_activist(model)
    table.contacts_required[:] = resident.required_contacts(model, slice(None))
    model.courtyard_sizes = np.diff(people.courtyard_start).astype(np.intp)
    model.courtyard_homes = np.diff(people.courtyard_household_start).astype(np.intp)
    model.performance_weights = resident.performance_weights(world)


def begin_courtyards(model: GovernanceModel) -> None:
    """Courtyards, from the synthesis."""
    people = model.population
    count = len(people.courtyard_kind)
    street = np.array([item.street for item in model.place.communities])[people.courtyard_community]
    renters = np.add.reduceat(model.residents.renter, people.courtyard_start[:-1], dtype=np.float64)
    given = blank(
        Courtyards,
        count,
        {"formal": 3, "function": 3},
        community=people.courtyard_community,
        street=street,
        kind=people.courtyard_kind,
        households=people.courtyard_households,
        population=people.courtyard_residents,
        weight=people.courtyard_weight.astype(np.float64),
        renter_share=renters / model.courtyard_sizes,
        heterogeneity=people.courtyard_heterogeneity,
        managed=people.courtyard_managed.copy(),
        client=flags(count),
        visible=flags(count),
        social_capital=people.courtyard_social_capital.copy(),
        social_capital_home=people.courtyard_social_capital.copy(),
        condition=people.courtyard_condition.copy(),
    )
    given["formal"] = np.zeros((count, 3), dtype=bool)
    model.register_kind(Courtyard, Courtyards(**given))
    model.courtyard_satisfaction = np.zeros(count)
    courtyard.count_people(model)


def begin_cases(model: GovernanceModel) -> None:
    """Heads of registered households, who bring cases to the windows."""
    people, residents = model.population, model.residents
    heads = people.household_start[:-1]
    model.head_renter = residents.renter[heads]
    local = np.flatnonzero(residents.local[heads])
    model.registered_household = local.astype(np.int32)
    courtyard = residents.courtyard[heads[local]]
    weight, community = model.courtyards.weight[courtyard], model.courtyards.community[courtyard]
    low = residents.low_income[heads[local]]
    model.registered_cell = (2 * community + low).astype(np.int32)
    count = len(model.communities)
    total = np.bincount(community, weights=weight, minlength=count)
    model.low_income_share = np.bincount(community, weights=weight * low, minlength=count) / np.maximum(total, 1e-9)
    needs.expect(model)
    model.windows.takeup[:] = model.windows.apply
