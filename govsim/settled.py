"""Settled districts: the state after the burn-in, kept for the next scenario that starts alike.

The burn-in runs under the initial rules, so what comes of it depends on the place, the world, the
rules at the start, the months, the sample and the seed, and not on any reform: all scenarios of one
seed in a comparison start from the same district. The last few are kept while they are small enough;
whoever asks gets a copy that shares no array with any other.
"""

from __future__ import annotations

import copy
from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Any

import numpy as np

from govsim.agents.rows import Table
from govsim.model import GovernanceModel

KEPT_BYTES = 160 << 20
"""Most bytes of arrays that are kept: a district of 690,000 residents, or many samples of it."""

KEPT_DISTRICTS = 4
"""Most districts that are kept."""


class Settled:
    """Districts after their burn-in by what they depend on, those asked for last."""

    def __init__(self, most_bytes: int = KEPT_BYTES, most: int = KEPT_DISTRICTS) -> None:
        self.most_bytes, self.most = most_bytes, most
        self.kept: OrderedDict[Hashable, tuple[GovernanceModel, int]] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable, make: Callable[[], GovernanceModel]) -> GovernanceModel:
        """The district of a key, made unless one is kept; the caller may change it as it likes."""
        with self.lock:
            if key in self.kept:
                self.kept.move_to_end(key)
                return duplicate(self.kept[key][0])
        made = make()
        size = array_bytes(made)
        if size <= self.most_bytes:
            one = duplicate(made)
            with self.lock:
                self.kept[key] = one, size
                while len(self.kept) > self.most or sum(size for _, size in self.kept.values()) > self.most_bytes:
                    _, (oldest, _) = self.kept.popitem(last=False)
                    oldest.let_go()
        return made


def duplicate(model: GovernanceModel) -> GovernanceModel:
    """The same district again: no array in common, but the frozen place, world and rules."""
    frozen = (model.place, model.world, model.rules_of, model.initial_rules)
    return copy.deepcopy(model, {id(item): item for item in frozen})


def array_bytes(model: GovernanceModel) -> int:
    """Bytes of all arrays of a model, each counted once."""
    held: dict[int, np.ndarray] = {}

    def note(value: Any) -> None:
        if isinstance(value, np.ndarray):
            owner = value if not isinstance(value.base, np.ndarray) else value.base
            held[id(owner)] = owner

    for value in (*vars(model).values(), *vars(model.population).values()):
        note(value)
        if isinstance(value, Table):
            for name in type(value).__dataclass_fields__:
                note(getattr(value, name))
    return sum(array.nbytes for array in held.values())
