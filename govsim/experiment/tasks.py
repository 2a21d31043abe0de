"""Tasks: which pairs of scenario and seed one worker makes one after the other."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import groupby, islice
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from govsim.scenario import Scenario

    Pair = tuple[Scenario, int]

ALIKE = 4
"""Most runs of those that start from the same settled district that one worker makes, where all have enough."""


def batches(todo: Iterator[Pair], most: int) -> Iterator[list[Pair]]:
    """Pairs as they come, those in a row that start alike together, at most so many.

    One worker makes them one after the other and so settles their district once; those that part first come
    first, so that others go on from there.
    """
    for _, alike in groupby(todo, key=lambda pair: (pair[0].beginning, pair[1])):
        while batch := list(islice(alike, most)):
            yield sorted(batch, key=lambda pair: pair[0].first_change)


def joined(groups: Iterator[list[Pair]], wanted: Callable[[], int]) -> Iterator[list[Pair]]:
    """Groups of pairs, put together until there are at least as many pairs as are wanted when they are asked for."""
    for first in groups:
        task, least = list(first), wanted()
        while len(task) < least and (more := next(groups, None)):
            task += more
        yield task
