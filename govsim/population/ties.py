"""Ties: a small world of adults (Watts & Strogatz 1998), mostly within the courtyard.

Each adult reaches out to its next neighbours on a ring through the courtyard, half as many as the
world's ties, so that it has the whole number on average. Some of these leads go to someone else in
the courtyard (`ties_rewired`) or elsewhere in the community (`ties_outside`) instead. Where two leads
join the same pair, others are drawn until each courtyard has the ties it should; what a small
courtyard cannot hold leads elsewhere in the community. So the mean number holds at every sample.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from govsim.chance import Chance
from govsim.population.population import Integers
from govsim.world import World

ROUNDS = 12
"""Most attempts at replacing doubled ties; what is then missing is missing."""

_REPLACED = 100
"""First number of the draws that replace doubled ties."""

_SLOTS = 1 << 24
"""Keys of replaced ties: place * _SLOTS + number."""

Pairs = npt.NDArray[np.int64]
"""Ties of adults as (lower << 32) + higher, sorted."""


@dataclass(frozen=True)
class _Groups:
    """Adults by courtyard (or community): groups of consecutive adults."""

    start: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]

    @classmethod
    def of(cls, count: npt.NDArray[np.int64]) -> _Groups:
        return cls(np.cumsum(count) - count, count)


def draw_ties(
    world: World,
    community: npt.NDArray[np.integer],
    starts: Integers,
    adult: npt.NDArray[np.bool_],
    ids: Integers,
    chance: Chance,
) -> tuple[Integers, Integers]:
    """Ties in compressed rows: first tie of each resident, and where each tie leads.

    `community` by courtyard, `starts` their first residents (length K + 1), `adult` and `ids` by resident.
    """
    rows = np.flatnonzero(adult).astype(np.int32)
    yards = _Groups.of(np.add.reduceat(adult, starts[:-1], dtype=np.int64))
    towns = _Groups.of(np.bincount(community, yards.count).astype(np.int64))
    leads, wanted = _leads(world, community, yards, towns, ids[rows], chance)
    pairs = _unique(leads)
    pairs = _fill_courtyards(pairs, yards, wanted, chance)
    pairs = _fill_communities(pairs, community, yards, towns, world.ties_per_adult, chance)
    return _rows(pairs, rows, len(adult))


def _leads(
    world: World, community: np.ndarray, yards: _Groups, towns: _Groups, ids: Integers, chance: Chance
) -> tuple[Pairs, npt.NDArray[np.int64]]:
    """Pairs that adults reach out to, doubled ones included, and the ties that each courtyard should hold."""
    total = len(ids)
    first = np.repeat(yards.start, yards.count)
    count = np.repeat(yards.count, yards.count)
    place = np.arange(total) - first
    here = np.repeat(np.arange(len(community)), yards.count)
    elsewhere = (towns.count[community] - yards.count)[here]
    found = []
    wanted = np.zeros(len(community), dtype=np.int64)
    for step in range(1, (world.ties_per_adult + 1) // 2 + 1):
        uniform = chance.of("ties", 0, ids, step)
        # an odd number of ties: every other adult makes the last step
        reaching = (place % 2 == 0) if 2 * step > world.ties_per_adult else np.ones(total, dtype=bool)
        to = first + (place + step) % count
        out = np.where(elsewhere > 0, world.ties_outside, 0.0)
        leaving = np.flatnonzero(uniform < out)
        to[leaving] = _elsewhere(
            uniform[leaving] / out[leaving], here[leaving], community, yards, towns
        )
        skip = out + (1.0 - out) * world.ties_rewired
        skipping = np.flatnonzero((uniform >= out) & (uniform < skip) & (count > 1))
        fraction = (uniform[skipping] - out[skipping]) / (skip[skipping] - out[skipping])
        to[skipping] = first[skipping] + (place[skipping] + 1 + (fraction * (count[skipping] - 1)).astype(np.int64)) % count[skipping]
        inside = reaching & (uniform >= out)
        wanted += np.add.reduceat(inside, yards.start, dtype=np.int64)
        reaching &= to != np.arange(total)
        chosen = np.flatnonzero(reaching)
        found.append(_pairs(chosen, to[chosen]))
    return np.concatenate(found), np.minimum(wanted, yards.count * (yards.count - 1) // 2)


def _elsewhere(
    fraction: np.ndarray, yard: np.ndarray, community: np.ndarray, yards: _Groups, towns: _Groups
) -> npt.NDArray[np.int64]:
    """An adult of the community who does not live in the courtyard, by a uniform."""
    town = community[yard]
    to = towns.start[town] + (fraction * (towns.count[town] - yards.count[yard])).astype(np.int64)
    return np.where(to >= yards.start[yard], to + yards.count[yard], to)


def _pairs(one: np.ndarray, other: np.ndarray) -> Pairs:
    return (np.minimum(one, other).astype(np.int64) << 32) + np.maximum(one, other)


def _unique(pairs: Pairs) -> Pairs:
    """Sorted, each once."""
    pairs = np.sort(pairs)
    return pairs[np.append(True, pairs[1:] != pairs[:-1])] if len(pairs) else pairs


def _add(pairs: Pairs, new: Pairs) -> Pairs:
    """Pairs with those of `new` that are not among them yet."""
    new = _unique(new)
    at = np.searchsorted(pairs, new)
    fresh = pairs[np.minimum(at, len(pairs) - 1)] != new if len(pairs) else np.ones(len(new), dtype=bool)
    return np.insert(pairs, at[fresh], new[fresh])


def _slots(missing: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each missing tie the group it belongs to, and its key."""
    group = np.repeat(np.arange(len(missing)), missing)
    number = np.arange(len(group)) - np.repeat(np.cumsum(missing) - missing, missing)
    return group, group * _SLOTS + number


def _fill_courtyards(pairs: Pairs, yards: _Groups, wanted: np.ndarray, chance: Chance) -> Pairs:
    """Replace doubled ties within each courtyard."""
    here = np.repeat(np.arange(len(yards.count)), yards.count)
    for attempt in range(ROUNDS):
        low, high = here[pairs >> 32], here[pairs & 0xFFFFFFFF]
        held = np.bincount(low[low == high], minlength=len(wanted))
        yard, keys = _slots(np.maximum(wanted - held, 0))
        if not len(yard):
            break
        draw = _REPLACED + 2 * attempt
        count = yards.count[yard]
        one = (chance.of("ties", 0, keys, draw) * count).astype(np.int64)
        step = 1 + (chance.of("ties", 0, keys, draw + 1) * (count - 1)).astype(np.int64)
        start = yards.start[yard]
        pairs = _add(pairs, _pairs(start + one, start + (one + step) % count))
    return pairs


def _fill_communities(
    pairs: Pairs, community: np.ndarray, yards: _Groups, towns: _Groups, ties: int, chance: Chance
) -> Pairs:
    """Ties that are still missing lead from one courtyard of the community to another."""
    here = np.repeat(np.arange(len(community)), yards.count)
    town_of = np.repeat(np.arange(len(towns.count)), towns.count)
    held_by_largest = np.zeros(len(towns.count), dtype=np.int64)
    np.maximum.at(held_by_largest, community, yards.count)
    several = held_by_largest < towns.count
    for attempt in range(ROUNDS):
        held = np.bincount(town_of[pairs >> 32], minlength=len(towns.count))
        town, keys = _slots(np.where(several, np.maximum(ties * towns.count // 2 - held, 0), 0))
        if not len(town):
            break
        draw = _REPLACED + 2 * (ROUNDS + attempt)
        one = towns.start[town] + (chance.of("ties", 0, keys, draw) * towns.count[town]).astype(np.int64)
        other = _elsewhere(chance.of("ties", 0, keys, draw + 1), here[one], community, yards, towns)
        pairs = _add(pairs, _pairs(one, other))
    return pairs


def _rows(pairs: Pairs, rows: Integers, residents: int) -> tuple[Integers, Integers]:
    """Both directions of each tie, by resident."""
    low, high = pairs >> 32, pairs & 0xFFFFFFFF
    both = np.sort(np.concatenate([pairs, (high << 32) + low]))
    degree = np.zeros(residents, dtype=np.int64)
    degree[rows] = np.bincount(low, minlength=len(rows)) + np.bincount(high, minlength=len(rows))
    start = np.zeros(residents + 1, dtype=np.int32)
    start[1:] = np.cumsum(degree)
    return start, rows[both & 0xFFFFFFFF]
