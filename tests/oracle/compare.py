"""Fast model and plain world side by side, process by process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from operator import attrgetter
from unittest import mock

import numpy as np

import govsim.model
from govsim.agents.rows import Table, columns
from govsim.model import GovernanceModel
from tests.oracle.world import MONTH, PATHS, OracleWorld

Process = Callable[[GovernanceModel], None]
SINGLE, DOUBLE = 2e-6, 1e-9
"""Largest differences after one process, relative and absolute, in columns of single and of double precision."""
DRIFT = 5e-5
"""The same where the plain world runs on its own for years, in all columns: singles feed back into doubles."""
DRIFT_MARGIN = 2e-5
"""A decision closer than this may fall to either side where the plain world runs on its own."""


def name_of(process: Process) -> str:
    return f"{process.__module__.rpartition('.')[2]}.{process.__name__}"


class Twins:
    """A plain world beside a model: after each process of residents and courtyards both must stand alike."""

    def __init__(self, free: bool) -> None:
        """`free`: the plain world keeps its own state; otherwise it takes the model's before each process."""
        self.free = free
        self.world: OracleWorld | None = None
        self.compared: dict[str, int] = {}
        """How often each process was compared."""
        self.rounded: list[str] = []
        """Decisions that rounding turned; the plain world then takes the model's."""
        self.plain: dict[tuple[type[Table], str], np.ndarray] = {}
        """What the objects held when last compared."""

    def process(self, model: GovernanceModel, process: Process) -> None:
        """Run a process of the month in the model, and its twin."""
        name = name_of(process)
        if name not in MONTH:
            process(model)
            return
        if self.world is None:
            self.world = OracleWorld(model, DRIFT_MARGIN if self.free else SINGLE)
        elif not self.free:
            self.take_state(self.world, model)
        process(model)
        self.world.doubtful.clear()
        self.world.receive(model)
        MONTH[name](self.world)
        self.compare(self.world, model, name)
        self.compared[name] = self.compared.get(name, 0) + 1

    def take_state(self, world: OracleWorld, model: GovernanceModel) -> None:
        """Bring the objects to the model's state, where they are not there yet."""
        for agents, table in world.pairs(model):
            for column in columns(type(table)):
                fast = getattr(table, column)
                if (self.plain[type(table), column] != fast).any():
                    world.take_column(agents, column, fast)

    def compare(self, world: OracleWorld, model: GovernanceModel, process: str) -> None:
        """Raise where the two differ by more than rounding explains."""
        for agents, table in world.pairs(model):
            for column in columns(type(table)):
                fast = getattr(table, column)
                plain = np.array(list(map(attrgetter(PATHS.get(column, column)), agents)))
                self.plain[type(table), column] = plain
                if (plain == fast).all():
                    continue
                for row in np.flatnonzero(self.differ(plain, fast)).tolist():
                    where = f"{model.month_text} {process}: {type(table).__name__}.{column} in row {row}"
                    assert agents[row] in world.doubtful, f"{where}: {plain[row]} plainly, {fast[row]} fast"
                    self.rounded.append(where)
                    setattr(agents[row], column, fast[row].tolist())
                    plain[row] = fast[row]

    def differ(self, plain: np.ndarray, fast: np.ndarray) -> np.ndarray:
        """Rows that are not equal: exactly for whole numbers and truth values, to a tolerance otherwise."""
        if fast.dtype.kind in "biu":
            wrong = plain != fast
        else:
            allowed = DRIFT if self.free else SINGLE if fast.dtype == np.float32 else DOUBLE
            wrong = ~np.isclose(plain, fast, rtol=allowed, atol=allowed)
        return np.asarray(wrong.reshape(len(fast), -1).any(axis=1))


@contextmanager
def beside(twins: Twins) -> Iterator[None]:
    """Within, every process of every model has its twin; burn-in included where the model is built within."""

    def paired(process: Process) -> Process:
        @wraps(process)
        def both(model: GovernanceModel) -> None:
            twins.process(model, process)

        return both

    with mock.patch.object(govsim.model, "MONTH", tuple(paired(process) for process in govsim.model.MONTH)):
        yield
