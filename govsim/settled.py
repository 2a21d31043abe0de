"""Begun districts: states that several scenarios have in common, kept for the next one that shares them.

The burn-in runs under the initial rules, so what comes of it depends on the place, the world, the
rules at the start, the months, the sample and the seed, and not on any reform: all scenarios of one
seed in a comparison start from the same district, and go the same course until the first of their
revisions acts or is announced. The last few states are kept while they are small enough; whoever asks
gets a copy that shares no array with any other.
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
    """Districts by what they depend on and the month that is to come, those asked for last.

    With each goes a record of the months behind it, which nobody changes.
    """

    def __init__(self, most_bytes: int = KEPT_BYTES, most: int = KEPT_DISTRICTS) -> None:
        self.most_bytes, self.most = most_bytes, most
        self.kept: OrderedDict[tuple[Hashable, int], tuple[GovernanceModel, int, Any]] = OrderedDict()
        self.lock = Lock()

    def get(self, key: Hashable, make: Callable[[], GovernanceModel], month: int = 0) -> GovernanceModel:
        """The district of a key, made unless one is kept; the caller may change it as it likes."""
        found = self.latest(key, month, month)
        if found is not None:
            return found[0]
        made = make()
        self.keep(key, month, made)
        return made

    def latest(self, key: Hashable, first: int, last: int) -> tuple[GovernanceModel, Any] | None:
        """The district of a key before the latest month from `first` to `last` that is kept, and its record."""
        with self.lock:
            month = max((month for known, month in self.kept if first <= month <= last and known == key), default=None)
            if month is None:
                return None
            self.kept.move_to_end((key, month))
            model, _, record = self.kept[key, month]
            return duplicate(model), record

    def keep(self, key: Hashable, month: int, model: GovernanceModel, record: Any = None) -> None:
        """Keep a copy of a district before a month, unless it is too large."""
        size = array_bytes(model)
        if size > self.most_bytes:
            return
        one = duplicate(model)
        with self.lock:
            self.kept[key, month] = one, size, record
            while len(self.kept) > self.most or sum(size for _, size, _ in self.kept.values()) > self.most_bytes:
                _, (oldest, _, _) = self.kept.popitem(last=False)
                oldest.let_go()


def duplicate(model: GovernanceModel) -> GovernanceModel:
    """The same district again: no array in common, but the frozen place, world and rules; nothing kept of rules."""
    names = model.population.courtyard_name
    frozen = (model.place, model.world, model.rules_of, model.initial_rules, model.rules, names)
    return copy.deepcopy(model, {**{id(item): item for item in frozen}, id(model.of_rules): {}})


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
