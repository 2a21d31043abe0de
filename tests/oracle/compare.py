"""Fast model and plain world side by side, process by process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import wraps
from typing import Any
from unittest import mock

import numpy as np

import govsim.model
from govsim.agents.rows import columns
from govsim.model import GovernanceModel
from tests.oracle.world import LINKS, MONTH, OracleWorld

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

    def process(self, model: GovernanceModel, process: Process) -> None:
        """Run a process of the month in the model, and its twin."""
        name = name_of(process)
        if name not in MONTH:
            process(model)
            return
        if self.world is None:
            self.world = OracleWorld(model, DRIFT_MARGIN if self.free else SINGLE)
        elif not self.free:
            self.world.take_state(model)
        process(model)
        self.world.doubtful.clear()
        self.world.receive(model)
        MONTH[name](self.world)
        self.compare(model, name)
        self.compared[name] = self.compared.get(name, 0) + 1

    def compare(self, model: GovernanceModel, process: str) -> None:
        """Raise where the two differ by more than rounding explains."""
        assert self.world is not None
        for agents, table in self.world.pairs(model):
            for column in columns(type(table)):
                fast = getattr(table, column)
                plain = np.array([entry(agent, column) for agent in agents], dtype=kept_as(fast))
                for row in np.flatnonzero(self.differ(plain, fast)).tolist():
                    where = f"{model.month_text} {process}: {type(table).__name__}.{column} in row {row}"
                    assert agents[row] in self.world.doubtful, f"{where}: {plain[row]} plainly, {fast[row]} fast"
                    self.rounded.append(where)
                    setattr(agents[row], column, fast[row].tolist())

    def differ(self, plain: np.ndarray, fast: np.ndarray) -> np.ndarray:
        """Rows that are not equal: exactly for whole numbers and truth values, to a tolerance otherwise."""
        if fast.dtype.kind in "biu":
            wrong = plain != fast
        else:
            allowed = DRIFT if self.free else SINGLE if fast.dtype == np.float32 else DOUBLE
            wrong = ~np.isclose(plain, fast, rtol=allowed, atol=allowed, equal_nan=False)
        return np.asarray(wrong.reshape(len(fast), -1).any(axis=1))


def entry(agent: Any, column: str) -> Any:
    """What a column holds for an agent: a number, or the row of the object it is linked to."""
    if column == "street" and not hasattr(agent, "street"):
        return agent.community.street.row
    value = getattr(agent, column)
    return value.row if column in LINKS else value


def kept_as(fast: np.ndarray) -> type:
    """Plain numbers are compared in full precision."""
    return {"b": bool, "i": np.int64, "u": np.int64, "f": np.float64}[fast.dtype.kind]  # type: ignore[return-value]


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
