"""Ties: a small world of adults (Watts & Strogatz 1998), mostly within the courtyard.

Each adult reaches out to its next neighbours on a ring through the courtyard, half as many as the
world's ties, so that it has the whole number on average. Some of these leads go to someone else in
the courtyard (`ties_rewired`) or elsewhere in the community (`ties_outside`) instead. Where two leads
join the same pair, others are drawn until each courtyard has the ties it should; what a small
courtyard cannot hold leads elsewhere in the community. So the mean number holds at every sample.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from govsim.chance import Chance
from govsim.population.population import Integers
from govsim.world import World

ROUNDS = 12
"""Most attempts at replacing doubled ties; what is then missing is missing."""

_REPLACED = 100
"""First number of the draws that replace doubled ties."""

_LOW = 0xFFFFFFFF
"""Bits of a pair that hold its higher adult."""

_SLOTS = 1 << 24
"""Keys of replaced ties: place * _SLOTS + number."""

Pairs = npt.NDArray[np.int64]
"""Ties of adults as (lower << 32) + higher, sorted."""


BATCH = 60_000
"""Adults for whom ties are drawn at a time: as many as work in the processor's cache (no effect on the ties)."""


@dataclass(frozen=True)
class _Groups:
    """Adults by courtyard or by community: groups of consecutive adults, numbered from 0 within a batch."""

    first: int
    """Number in the whole place of the first group, for keys."""
    start: npt.NDArray[np.int64]
    count: npt.NDArray[np.int64]

    @classmethod
    def of(cls, first: int, count: npt.NDArray[np.int64]) -> _Groups:
        return cls(first, np.cumsum(count) - count, count)


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
    per_yard = np.add.reduceat(adult, starts[:-1], dtype=np.int64)
    before = np.append(0, np.cumsum(per_yard))
    # batches of whole communities: courtyards at which a community begins, thinned out
    begins = np.flatnonzero(np.append(True, community[1:] != community[:-1]))
    begins = begins[np.append(True, np.diff(before[begins] // BATCH) > 0)]
    degree = np.zeros(len(adult), dtype=np.int32)
    found = []
    for first, end in zip(begins, np.append(begins[1:], len(community)), strict=True):
        town = community[first:end] - community[first]
        yards = _Groups.of(int(first), per_yard[first:end])
        towns = _Groups.of(int(community[first]), np.bincount(town, yards.count).astype(np.int64))
        here = rows[before[first] : before[end]]
        leads, wanted = _leads(world, town, yards, towns, ids[here], chance)
        pairs = _fill_courtyards(_unique(leads), yards, wanted, chance)
        pairs = _fill_communities(pairs, town, yards, towns, world.ties_per_adult, chance)
        low, high = pairs >> 32, pairs & _LOW
        degree[here] = np.bincount(low, minlength=len(here)) + np.bincount(high, minlength=len(here))
        found.append(here[np.sort(np.concatenate([pairs, (high << 32) + low])) & _LOW])
    start = np.zeros(len(adult) + 1, dtype=np.int32)
    np.cumsum(degree, out=start[1:])
    return start, np.concatenate(found)


def as_steps(start: Integers, to: Integers) -> npt.NDArray[np.signedinteger[Any]]:
    """Ties as distances in rows, which take half the memory of rows where all are near.

    >>> as_steps(np.array([0, 2, 3, 4], dtype=np.int32), np.array([1, 2, 0, 0], dtype=np.int32)).tolist()
    [1, 2, -1, -2]
    """
    step = np.repeat(np.arange(len(start) - 1, dtype=np.int32), np.diff(start))
    np.subtract(to, step, out=step)
    near = len(step) == 0 or max(-int(step.min()), int(step.max())) <= np.iinfo(np.int16).max
    return step.astype(np.int16) if near else step


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
    out = np.where(elsewhere > 0, world.ties_outside, 0.0)
    skip = out + (1.0 - out) * world.ties_rewired
    found = []
    wanted = np.zeros(len(community), dtype=np.int64)
    for step in range(1, (world.ties_per_adult + 1) // 2 + 1):
        uniform = chance.of("ties", 0, ids, step)
        # an odd number of ties: every other adult makes the last step
        reaching = (place % 2 == 0) if 2 * step > world.ties_per_adult else np.ones(total, dtype=bool)
        to = first + (place + step) % count
        leaving = np.flatnonzero(uniform < out)
        to[leaving] = _elsewhere(uniform[leaving] / out[leaving], here[leaving], community, yards, towns)
        skipping = np.flatnonzero((uniform >= out) & (uniform < skip) & (count > 1))
        fraction = (uniform[skipping] - out[skipping]) / (skip[skipping] - out[skipping])
        others = count[skipping] - 1
        shift = 1 + (fraction * others).astype(np.int64)
        to[skipping] = first[skipping] + (place[skipping] + shift) % count[skipping]
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


def _fresh(pairs: Pairs, new: Pairs) -> tuple[Pairs, Pairs]:
    """Pairs with those of `new` that are not among them yet, and these alone."""
    new = _unique(new)
    at = np.searchsorted(pairs, new)
    fresh = pairs[np.minimum(at, len(pairs) - 1)] != new if len(pairs) else np.ones(len(new), dtype=bool)
    return np.insert(pairs, at[fresh], new[fresh]), new[fresh]


def _slots(groups: _Groups, missing: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """For each missing tie the group it belongs to, and its key."""
    group = np.repeat(np.arange(len(missing)), missing)
    number = np.arange(len(group)) - np.repeat(np.cumsum(missing) - missing, missing)
    return group, (groups.first + group) * _SLOTS + number


def _from(pairs: Pairs, groups: _Groups) -> npt.NDArray[np.int64]:
    """How many pairs begin in each group."""
    return np.diff(np.searchsorted(pairs, groups.start << 32), append=len(pairs))


def _inside(pairs: Pairs, yards: _Groups) -> npt.NDArray[np.int64]:
    """How many pairs lie within each courtyard."""
    begun = _from(pairs, yards)
    stays = (pairs & _LOW) < np.repeat(yards.start + yards.count, begun)
    before = np.append(0, np.cumsum(stays))
    ends = np.cumsum(begun)
    return np.asarray(before[ends] - before[ends - begun])


def _fill_courtyards(pairs: Pairs, yards: _Groups, wanted: np.ndarray, chance: Chance) -> Pairs:
    """Replace doubled ties within each courtyard."""
    missing = np.maximum(wanted - _inside(pairs, yards), 0)
    for attempt in range(ROUNDS):
        yard, keys = _slots(yards, missing)
        if not len(yard):
            break
        draw = _REPLACED + 2 * attempt
        count = yards.count[yard]
        one = (chance.of("ties", 0, keys, draw) * count).astype(np.int64)
        step = 1 + (chance.of("ties", 0, keys, draw + 1) * (count - 1)).astype(np.int64)
        start = yards.start[yard]
        pairs, new = _fresh(pairs, _pairs(start + one, start + (one + step) % count))
        missing -= _from(new, yards)
    return pairs


def _fill_communities(
    pairs: Pairs, community: np.ndarray, yards: _Groups, towns: _Groups, ties: int, chance: Chance
) -> Pairs:
    """Ties that are still missing lead from one courtyard of the community to another."""
    here = np.repeat(np.arange(len(community)), yards.count)
    largest = np.zeros(len(towns.count), dtype=np.int64)
    np.maximum.at(largest, community, yards.count)
    missing = np.where(largest < towns.count, np.maximum(ties * towns.count // 2 - _from(pairs, towns), 0), 0)
    for attempt in range(ROUNDS):
        town, keys = _slots(towns, missing)
        if not len(town):
            break
        draw = _REPLACED + 2 * (ROUNDS + attempt)
        one = towns.start[town] + (chance.of("ties", 0, keys, draw) * towns.count[town]).astype(np.int64)
        other = _elsewhere(chance.of("ties", 0, keys, draw + 1), here[one], community, yards, towns)
        pairs, new = _fresh(pairs, _pairs(one, other))
        missing -= _from(new, towns)
    return pairs
