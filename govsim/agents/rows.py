"""Rows as Mesa agents: an agent is a view on one row of a table, made when somebody asks for it.

Mechanism  A kind of agent subclasses `Row` and names its table. Each column of the table is an
attribute of the kind; reading and writing go through the agent's own model to that model's table, so
a view holds no state, two views on one row are equal, and models alive at once cannot touch each other.
`RowModel` is the Mesa model that owns the tables. Agents are numbered over all kinds from 1, in the
order in which the kinds are registered; numbers never change, as rows are neither added nor removed.
"""

from __future__ import annotations

import operator
from collections.abc import Callable
from typing import Any, ClassVar, NoReturn, Self

import mesa
import numpy as np

from govsim.agents.row_groups import RowGroups
from govsim.agents.row_set import RowSet
from govsim.agents.table import Column, Table, across, column, columns, structure
from govsim.params import nearest

__all__ = [
    "Column",
    "Row",
    "RowGroups",
    "RowModel",
    "RowSet",
    "Table",
    "across",
    "column",
    "columns",
    "structure",
]


class _Entry:
    """One column as an attribute of a kind: the agent's entry, or on the class the declaration."""

    def __init__(self, declared: Column) -> None:
        self.declared = declared
        self.__doc__ = f"{declared.doc} ({declared.unit})" if declared.unit else declared.doc

    def __get__(self, row: Row | None, owner: type[Row]) -> Any:
        if row is None:
            return self.declared
        entry = getattr(getattr(row.model, owner.table_name), self.declared.name)[row.row]
        if isinstance(entry, np.ndarray):
            entry = entry.copy()
            entry.flags.writeable = False
            return entry
        return entry.item() if isinstance(entry, np.generic) else entry

    def __set__(self, row: Row, value: Any) -> None:
        getattr(row.model, row.table_name).put(self.declared.name, row.row, value)


class Row(mesa.Agent):
    """A Mesa agent that is a view on row `row` of the table `table_name` of its model.

    A subclass per kind declares `table`, the class of its table, and `table_name`, the attribute of
    the model that holds it. An entry reads as a Python number, or as a read-only copy when the column
    is two-dimensional; assign a whole new vector to change it. Assigning anything that is no column
    raises AttributeError, as it would vanish with the view. A bare annotation in the kind, such as
    `age: int`, tells type checkers about a column.
    """

    table: ClassVar[type[Table]]
    table_name: ClassVar[str]
    model: Any
    row: int
    pos = None

    def __init_subclass__(cls, **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if not hasattr(cls, "table"):
            return
        for name, declared in columns(cls.table).items():
            if not hasattr(cls, name):
                setattr(cls, name, _Entry(declared))
            elif getattr(cls, name) is not declared:
                raise TypeError(f"column {name!r} of {cls.table.__name__} takes the name of {cls.__name__}.{name}")

    def __init__(self, model: RowModel, row: int) -> None:
        """View `row` (0 for the first) of a model in which the kind is registered; IndexError outside."""
        row = operator.index(row)
        if not 0 <= row < len(model.span(type(self))):
            raise IndexError(f"{type(self).__name__} has rows 0 to {len(model.span(type(self))) - 1}, not {row}")
        self.__dict__.update(model=model, row=row)

    def __setattr__(self, name: str, value: Any) -> None:
        if name not in columns(self.table):
            hint = nearest(name, columns(self.table))
            raise AttributeError(f"{name!r} is no column of {self.table.__name__}, so it cannot be set{hint}")
        super().__setattr__(name, value)

    @property
    def unique_id(self) -> int:
        """Number of this agent in its model, over all kinds, from 1."""
        return int(self.model.span(type(self)).start + self.row)

    def remove(self) -> NoReturn:
        """Rows are persistent: always raises TypeError."""
        raise TypeError(f"{self!r} is a row of a table and cannot be removed")

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Row):
            return NotImplemented
        return type(other) is type(self) and other.row == self.row and other.model is self.model

    def __hash__(self) -> int:
        return hash((id(self.model), type(self), self.row))

    def __repr__(self) -> str:
        return f"{type(self).__name__}(row={self.row})"

    def __reduce__(self) -> tuple[Callable[..., Row], tuple[Any, int]]:
        return type(self)._view, (self.model, self.row)

    @classmethod
    def _view(cls, model: Any, row: int) -> Self:
        """A row known to exist, unchecked: for iteration, and while the model is being unpickled."""
        agent = object.__new__(cls)
        agent.__dict__.update(model=model, row=row)
        return agent


class RowModel(mesa.Model):
    """A Mesa model whose agents are rows of the tables registered with it.

    `agents`, `agents_by_type` and `agent_types` work as in any Mesa model; the sets are `RowSet`s.
    `seed` feeds `random` and `rng`, which only Mesa's own shuffling uses.
    """

    def __init__(self, seed: int) -> None:
        super().__init__(rng=operator.index(seed))
        self._spans: dict[type[Row], range] = {}

    def let_go(self) -> None:
        """Forget all state, once nobody needs this model.

        A Mesa model refers to itself, so its tables would stay until Python looks for such cycles,
        which it seldom does.
        """
        self.__dict__.clear()

    def register_kind(self, kind: type[Row], table: Table) -> None:
        """Make every row of `table` an agent of `kind`, held in the attribute `kind.table_name`.

        Raises TypeError when the table is not of the kind's class, ValueError when the kind or the
        attribute is already taken.
        """
        if type(table) is not kind.table:
            raise TypeError(f"{kind.__name__} needs a table {kind.table.__name__}, not {type(table).__name__}")
        if kind in self._spans or hasattr(self, kind.table_name):
            raise ValueError(f"{kind.__name__} or the attribute {kind.table_name!r} is registered already")
        setattr(self, kind.table_name, table)
        first = max((span.stop for span in self._spans.values()), default=1)
        self._spans[kind] = range(first, first + len(table))

    def span(self, kind: type[Row]) -> range:
        """The unique ids of a registered kind; KeyError for any other."""
        if kind not in self._spans:
            raise KeyError(f"{kind.__name__} is not registered with this model")
        return self._spans[kind]

    def span_with(self, unique_id: int) -> tuple[range, type[Row]]:
        """The ids of the kind to which an agent belongs, and the kind; KeyError for an unknown id."""
        for kind, span in self._spans.items():
            if unique_id in span:
                return span, kind
        raise KeyError(f"no agent has the unique id {unique_id}")

    @property
    def agents(self) -> RowSet[Row]:
        """All agents, kind after kind."""
        return RowSet(self, range(1, max((span.stop for span in self._spans.values()), default=1)), fixed=True)

    @property
    def agent_types(self) -> list[type[Row]]:
        """The kinds, in the order of their registration."""
        return list(self._spans)

    @property
    def agents_by_type(self) -> dict[type[Row], RowSet[Any]]:
        """Kind -> set of all its agents."""
        return {kind: RowSet(self, span, fixed=True) for kind, span in self._spans.items()}

    def register_agent(self, agent: mesa.Agent) -> NoReturn:
        """Agents come with their tables, see `register_kind`: always raises TypeError."""
        raise TypeError(f"{type(agent).__name__}: agents of this model are rows of tables; use register_kind")

    def deregister_agent(self, agent: mesa.Agent) -> NoReturn:
        """Rows are persistent: always raises TypeError."""
        raise TypeError(f"{agent!r}: rows of tables cannot be removed")

    def remove_all_agents(self) -> NoReturn:
        """Rows are persistent: always raises TypeError."""
        raise TypeError("agents of this model are rows of tables and cannot be removed")
