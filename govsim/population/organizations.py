"""Slots for every organization that may ever exist, each with a persistent id and its own luck.

An id depends on how the slot may enter, its place and its month, never on the length of a run, so
the same group is the same in every world of a seed.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from govsim.chance import Chance

if TYPE_CHECKING:
    from govsim.world import World

STANDING, BLOCKED, WISHING, INFORMAL, FOUNDED, PROFIT, COUNT = range(7)
"""Origins: registered in 2007, blocked in 2007, later would-be registrant, informal in 2007, founded
later, opportunist, quota shell."""
ORIGIN_STEP = 10_000_000
FOUNDINGS_A_MONTH = 12
"""Slots a niche and month in which a group may be founded; each is taken with a small probability."""
WISHES_A_MONTH = 8
JINJIANG_COMMUNITIES = 59.0
"""Communities for which World states the organizations of 2007; another place has them in proportion."""
LEGAL_MEMBERS = 50.0
"""Members that the regulations of 1998 ask of an association (C14)."""
LEGAL_FUNDS = 30_000.0
"""Funds in yuan that they ask."""
SHELLS_A_STREET = 120


def organization_slots(
    world: World,
    chance: Chance,
    community_population: np.ndarray,
    community_street: np.ndarray,
    months: range,
    niches: int,
) -> dict[str, np.ndarray]:
    """Columns slot, origin, born, community, niche, quality, members, funds, cost_of_shell, eligible.

    `community_population` and `community_street` have one entry a community; `months` is the run.
    """
    communities = len(community_population)
    streets = int(community_street.max()) + 1
    scale = communities / JINJIANG_COMMUNITIES
    ids: list[np.ndarray] = []
    born: list[np.ndarray] = []
    home: list[np.ndarray] = []

    def add(origin: int, number: np.ndarray, first: np.ndarray, community: np.ndarray) -> None:
        ids.append(origin * ORIGIN_STEP + number)
        born.append(np.broadcast_to(first, number.shape))
        home.append(np.broadcast_to(community, number.shape))

    anywhere, before = np.array(-1), np.array(0)
    add(STANDING, np.arange(round(world.registered_2007 * scale)), before, anywhere)
    add(BLOCKED, np.arange(round(world.blocked_2007 * scale)), before, anywhere)
    every = np.asarray(months)
    wishes = every[:, None] * WISHES_A_MONTH + np.arange(WISHES_A_MONTH)
    add(WISHING, wishes.ravel(), np.repeat(every, WISHES_A_MONTH), anywhere)
    places = np.arange(communities)
    latent = chance.poisson("organizations", 0, places, world.latent_groups)
    own = np.repeat(places, latent)
    position = np.arange(own.size) - np.repeat(np.cumsum(latent) - latent, latent)
    add(INFORMAL, own * 1000 + position, before, own)
    slots = FOUNDINGS_A_MONTH * niches
    add(FOUNDED, (every[:, None] * slots + np.arange(slots)).ravel(), np.repeat(every, slots), anywhere)
    opportunists = chance.poisson("organizations", 1, places, world.latent_groups * world.opportunist_pool)
    own = np.repeat(places, opportunists)
    position = np.arange(own.size) - np.repeat(np.cumsum(opportunists) - opportunists, opportunists)
    add(PROFIT, own * 1000 + position, before, own)
    street_of_shell = np.repeat(np.arange(streets), SHELLS_A_STREET)
    first_community = np.searchsorted(community_street, np.arange(streets))[street_of_shell]
    count_in_street = np.bincount(community_street, minlength=streets)[street_of_shell]
    number = np.tile(np.arange(SHELLS_A_STREET), streets)
    add(COUNT, street_of_shell * 1000 + number, before, first_community + number % count_in_street)
    slot = np.concatenate(ids)
    return characters(world, chance, slot, np.concatenate(born), np.concatenate(home), community_population, niches)


def characters(
    world: World,
    chance: Chance,
    slot: np.ndarray,
    born: np.ndarray,
    home: np.ndarray,
    community_population: np.ndarray,
    niches: int,
) -> dict[str, np.ndarray]:
    """Each slot's own character, keyed by its id; the quality of a group that arises later is found then."""
    origin = slot // ORIGIN_STEP

    def draw(number: int) -> np.ndarray:
        return chance.of("organizations", 2 + number // 4, slot, number % 4)

    share = np.cumsum(community_population) / community_population.sum()
    community = np.where(home >= 0, home, np.searchsorted(share, draw(0)))
    niche = np.where(origin == FOUNDED, slot % niches, (draw(1) * niches).astype(np.int64))
    there = ((origin == STANDING) | (origin == BLOCKED) | (origin == INFORMAL)).nonzero()[0]
    quality = np.where((origin == PROFIT) | (origin == COUNT), world.quality_shell, 0.0)
    quality[there] = qualities(world, chance, slot[there])
    group = world.group_members_least - np.log(draw(3)) * (world.group_members - world.group_members_least)
    registered = LEGAL_MEMBERS - np.log(draw(3)) * (world.registered_members - LEGAL_MEMBERS)
    large = (origin == STANDING) | (origin == BLOCKED) | (origin == WISHING)
    funds = -np.log(draw(4)) * world.founding_capital
    return {
        "slot": slot,
        "origin": origin,
        "born": born,
        "community": community,
        "niche": niche,
        "quality": quality,
        "members": np.floor(np.where(large, registered, group)),
        "funds": np.where(large, funds + LEGAL_FUNDS, funds),
        "cost_of_shell": -np.log(draw(5)) * world.opportunist_cost,
        "eligible": draw(6) < world.filing_eligible,
    }


def qualities(world: World, chance: Chance, slot: np.ndarray) -> np.ndarray:
    """Quality of groups with a mission; a thousand take three milliseconds, and most slots are never taken."""
    concentration, mean = world.quality_concentration, world.quality_mean
    uniform = chance.of("organizations", 2, slot, 2)
    return _beta_quantiles(concentration * mean, concentration * (1.0 - mean), uniform.tobytes())


@lru_cache(maxsize=1024)
def _beta_quantiles(first: float, second: float, uniform: bytes) -> np.ndarray:
    """Quantiles of a beta distribution at some float64, read-only; runs of a seed often ask for the same."""
    from scipy.special import betaincinv

    found = np.asarray(betaincinv(first, second, np.frombuffer(uniform)))
    found.flags.writeable = False
    return found
