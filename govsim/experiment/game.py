"""Game: the value of every set of players, and what each player and each set adds to it.

Sets are numbered by their bits: set 0 is nobody, set 5 (binary 101) the players 0 and 2. An array of
values has one row a set, 2^k of them; all its other axes are treated one by one, and everything here
is linear in it, so that means of what is returned are what is returned for means.

Dividend     of a set: what it adds beyond all that its subsets add (Harsanyi 1959). Its members alone
             for a single player, their interaction for two or more. The dividends of all subsets of a
             set add up to its value less that of nobody.
Share        of a player: his marginal contribution, averaged over all orders in which the players can
             join (Shapley 1953). Every dividend is split evenly among its members. Shares add up to
             the value of everybody less that of nobody; who adds nothing to any set has 0, and who
             adds the same to every set has the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import combinations, permutations
from math import factorial

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]


def players(values: Floats) -> int:
    """Number of players; ValueError where the rows are not all sets of some players."""
    count = len(values).bit_length() - 1
    if len(values) != 1 << count:
        raise ValueError(f"a game has a value for each of 2^k sets, not {len(values)} values")
    return count


def members(set_: int) -> tuple[int, ...]:
    """Players of a set.

    >>> members(5)
    (0, 2)
    """
    return tuple(player for player in range(set_.bit_length()) if set_ >> player & 1)


def dividends(values: Floats) -> Floats:
    """Dividend of every set (Möbius transform); row 0 is the value of nobody."""
    found = np.array(values, dtype=np.float64)
    for player in range(players(values)):
        with_ = np.array([set_ for set_ in range(len(values)) if set_ >> player & 1])
        found[with_] -= found[with_ ^ (1 << player)]
    return found


def shares(values: Floats) -> Floats:
    """Share of every player, one row a player.

    >>> shares(np.array([0.0, 1.0, 2.0, 5.0]))
    array([2., 3.])
    """
    count = players(values)
    found = np.zeros((count, *values.shape[1:]))
    for player in range(count):
        for before in sets_without(player, count):
            found[player] += orders_after(before, count) / factorial(count) * marginal(values, player, before)
    return found


def marginal(values: Floats, player: int, before: int) -> Floats:
    """What a player adds to a set that he is not in."""
    return np.asarray(values[before | 1 << player] - values[before])


def sets_without(player: int, count: int) -> list[int]:
    """Sets of other players, the smaller ones first."""
    others = [other for other in range(count) if other != player]
    return [sum(1 << other for other in chosen) for size in range(count) for chosen in combinations(others, size)]


def orders_after(before: int, count: int) -> int:
    """In how many orders of all players a given one joins right after exactly this set."""
    size = before.bit_count()
    return factorial(size) * factorial(count - size - 1)


def orders(count: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """Every order of joining, as (player, set before him) one after the other.

    >>> list(orders(2))
    [((0, 0), (1, 1)), ((1, 0), (0, 2))]
    """
    for order in permutations(range(count)):
        before, steps = 0, []
        for player in order:
            steps.append((player, before))
            before |= 1 << player
        yield tuple(steps)
