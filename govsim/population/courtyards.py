"""Courtyards: how many households and residents each has, and what it is like at the start.

Sizes are log-normal within a kind. Old courtyards keep the mean that the world states; other kinds
take the residents that are left of their community's total, so that every total is met.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

import numpy as np

from govsim.chance import Chance
from govsim.params import declared
from govsim.place import Place
from govsim.population.population import Flags, Integers, Pointers, Reals, Small
from govsim.world import World

LEAST_HOUSEHOLDS = 12
"""Fewer households do not make a courtyard of their own."""

LEAST_OTHER = 0.25
"""Other kinds keep at least this share of their kind's mean size, however large old courtyards are assumed."""

MOST_LOCAL = 0.95
"""Most of a courtyard's households that can be registered here; registers count households that left too."""

SIZE, PROPERTY, SOCIAL_CAPITAL, HETEROGENEITY, CONDITION = range(5)
"""Numbers of the draws of the process "courtyards", keyed by the courtyard's row."""


@dataclass(frozen=True)
class Courtyards:
    """The courtyards of a place, whatever the sample; columns as in `Population`."""

    name: tuple[str, ...]
    community: Pointers
    kind: Small
    households: Integers
    target: Integers
    """Residents of each community."""
    registered: Reals
    managed: Flags
    social_capital: Reals
    heterogeneity: Reals
    condition: Reals


def by_kind(place: Place, name: str) -> Reals:
    """One column of the place's kinds."""
    return np.array([getattr(kind, name) for kind in place.kinds], dtype=np.float64)


def over_default(world: World, name: str) -> float:
    """A field of the world over its default: tables hold at the default and are scaled away from it."""
    return float(getattr(world, name) / declared(World)[name].default)


def draw_courtyards(place: Place, world: World, chance: Chance) -> Courtyards:
    """The courtyards, sorted by community and within it by kind."""
    counts = np.array([community.courtyards for community in place.communities], dtype=np.int64)
    per_community = counts.sum(axis=1)
    community = np.repeat(np.arange(len(counts)), per_community)
    kind = np.repeat(np.tile(np.arange(len(place.kinds)), len(counts)), counts.ravel())
    ids = np.arange(len(kind))
    residents = np.array([item.residents for item in place.communities], dtype=np.float64)
    target = np.rint(residents * world.population_scale).astype(np.int32)
    households = _sizes(place, world, community, kind, target, chance.normal("courtyards", 0, ids, SIZE))
    demand = households * by_kind(place, "local_share")[kind]
    register = np.array([item.registered_households for item in place.communities], dtype=np.float64)
    total = np.bincount(community, demand)
    spread = by_kind(place, "spread")[kind]

    def around(field: str, draw: int) -> Reals:
        values = by_kind(place, field)[kind] + spread * chance.normal("courtyards", 0, ids, draw)
        return np.clip(values, 0.0, 1.0)

    return Courtyards(
        name=_names(tuple(item.name for item in place.communities), tuple(per_community.tolist())),
        community=community,
        kind=kind.astype(np.int8),
        households=households,
        target=target,
        registered=demand * (register / total)[community],
        managed=_managed(place, world, community, kind, chance.of("courtyards", 0, ids, PROPERTY)),
        social_capital=around("social_capital", SOCIAL_CAPITAL),
        heterogeneity=np.minimum(1.0, around("heterogeneity", HETEROGENEITY) * world.heterogeneity_scale),
        condition=around("condition", CONDITION),
    )


@lru_cache(maxsize=8)
def _names(communities: tuple[str, ...], courtyards: tuple[int, ...]) -> tuple[str, ...]:
    """Community and number within it of all courtyards."""
    return tuple(
        f"{name}-{number:02d}"
        for name, count in zip(communities, courtyards, strict=True)
        for number in range(1, count + 1)
    )


def _sizes(
    place: Place, world: World, community: np.ndarray, kind: np.ndarray, target: np.ndarray, normal: Reals
) -> Integers:
    """Households of each courtyard: whole numbers that house the community's residents at mean household sizes."""
    ratio = np.exp(world.sd_ln_households * normal)
    # each kind has its mean size over the district, whatever the luck of the draw
    ratio /= (np.bincount(kind, ratio) / np.maximum(np.bincount(kind), 1))[kind]
    old = np.array([item.old for item in place.kinds])[kind]
    mean = by_kind(place, "mean_households")[kind]
    mean = np.where(old, mean * over_default(world, "mean_households_old"), mean)
    size = np.maximum(mean * ratio, LEAST_HOUSEHOLDS)
    persons = size * by_kind(place, "mean_household_size")[kind]
    in_old = np.bincount(community, np.where(old, persons, 0.0))
    in_other = np.bincount(community, np.where(old, 0.0, persons))
    left = np.divide(target - in_old, in_other, out=np.ones(len(target)), where=in_other > 0)
    other = np.maximum(left, LEAST_OTHER)
    everyone = target / (in_old + other * in_other)
    size *= np.where(old, 1.0, other[community]) * everyone[community]
    return np.maximum(np.rint(size), LEAST_HOUSEHOLDS).astype(np.int32)


def _managed(place: Place, world: World, community: np.ndarray, kind: np.ndarray, uniform: Reals) -> Flags:
    """Who has property management: all but the community's number, those likely to lack it first.

    Ranks by the odds of the kind times a logistic draw, so that a larger number only adds courtyards.
    """
    stated = np.array([item.without_property for item in place.communities], dtype=np.float64)
    courtyards = np.bincount(community)
    number = np.minimum(np.rint(stated * over_default(world, "share_without_property")), courtyards)
    lacking = by_kind(place, "without_property_share")[kind]
    score = np.log(lacking / (1.0 - lacking)) + np.log(uniform / (1.0 - uniform))
    order = np.lexsort((-score, community))
    rank = np.empty(len(order), dtype=np.int64)
    rank[order] = np.arange(len(order)) - np.repeat(np.cumsum(courtyards) - courtyards, courtyards)
    return np.asarray(rank >= number[community])


def local_chance(courtyards: Courtyards) -> Reals:
    """Share of each courtyard's households that are registered here."""
    return np.minimum(courtyards.registered / courtyards.households, MOST_LOCAL)


def renter_chance(place: Place, world: World, courtyards: Courtyards) -> Reals:
    """Share of each courtyard's households that rent."""
    share = by_kind(place, "renter_share") * over_default(world, "renter_share_old")
    return np.minimum(share, 1.0)[courtyards.kind]
