"""Tables of columns: the state of all agents of one kind, one NumPy array an attribute.

A table is a dataclass whose fields are declared with `column` (one entry an agent: the attributes
that agents show) or `structure` (anything else that belongs to the kind, such as the offsets of a
sparse matrix). Nothing else is allowed, so the declaration documents all state.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from typing import Any, ClassVar, Self

import numpy as np

from govsim.params import nearest

EVERYBODY = slice(None)


@dataclass(frozen=True)
class Column:
    """What one attribute of a kind of agent means, and its unit ("" for none)."""

    name: str
    doc: str
    unit: str


def column(doc: str, unit: str = "") -> Any:
    """A dataclass field with one entry an agent along its first axis; a second axis is a vector each."""
    return field(metadata={"column": Column("", doc, unit)})


def structure(doc: str) -> Any:
    """A dataclass field of any shape or type that is no attribute of single agents."""
    return field(metadata={"structure": doc})


class Table:
    """Base of the dataclasses of columns; declare them `@dataclass(eq=False, slots=True)`.

    All columns have the same length, which is the number of agents and never changes.
    Raises TypeError or ValueError when the arrays given do not make a table.

    >>> @dataclass(eq=False, slots=True)
    ... class Shops(Table):
    ...     staff: np.ndarray = column("people employed", unit="persons")
    >>> len(Shops(staff=np.array([2, 5])))
    2
    """

    __slots__ = ("rows",)
    rows: int
    __dataclass_fields__: ClassVar[dict[str, dataclasses.Field[Any]]]

    def __post_init__(self) -> None:
        owner = type(self).__name__
        names = list(columns(type(self)))
        for name in names:
            if not isinstance(getattr(self, name), np.ndarray) or getattr(self, name).ndim == 0:
                raise TypeError(f"{owner}.{name} must be an array with one entry a row")
        lengths = {name: len(getattr(self, name)) for name in names}
        if len(set(lengths.values())) > 1:
            found = ", ".join(f"{name} has {length}" for name, length in lengths.items())
            raise ValueError(f"all columns of {owner} must have the same number of rows, but {found}")
        self.rows = lengths[names[0]]

    def __len__(self) -> int:
        return self.rows

    def part(self, rows: slice) -> Self:
        """The table of some of the agents, whose columns are views of these; of all of them it is this one."""
        if rows == EVERYBODY:
            return self
        whole = {name: getattr(self, name) for name in type(self).__dataclass_fields__}
        return type(self)(**{**whole, **{name: whole[name][rows] for name in columns(type(self))}})

    @property
    def nbytes(self) -> int:
        """Memory of all arrays, columns and structure, in bytes."""
        held = [getattr(self, name) for name in type(self).__dataclass_fields__]
        return sum(array.nbytes for array in held if isinstance(array, np.ndarray))

    def put(self, name: str, where: int | slice | np.ndarray, value: Any) -> None:
        """Write `value` (broadcast as NumPy does) into the rows `where` of the column `name`.

        Raises AttributeError for an unknown column, TypeError for a value that is no number, and
        ValueError for one that a column of whole numbers or truth values cannot hold exactly.
        """
        known = columns(type(self))
        if name not in known:
            raise AttributeError(f"{type(self).__name__} has no column {name!r}{nearest(name, known)}")
        target: np.ndarray = getattr(self, name)
        given = np.asarray(value)
        if target.dtype.kind in "biuf" and given.dtype.kind not in "biuf":
            raise TypeError(f"{type(self).__name__}.{name} takes numbers, not {value!r}")
        if target.dtype.kind in "biu":
            with np.errstate(invalid="ignore"):
                held = given.astype(target.dtype)
            if not np.array_equal(held, given):
                raise ValueError(f"{type(self).__name__}.{name} ({target.dtype}) cannot hold {value!r}")
        target[where] = given


def columns(owner: type[Table]) -> Mapping[str, Column]:
    """The declared columns of a table, by name, in written order; TypeError for undeclared fields."""
    hashable: Any = owner  # mypy takes the class for an instance
    return _columns(hashable)


def across(values: np.ndarray) -> np.ndarray:
    """Sums along the second axis of a column of vectors, shape (rows,); of flags, whether any is set.

    NumPy's own sum along so short an axis takes twenty times as long.

    >>> across(np.array([[1.0, 2.0, 3.0], [0.0, 0.5, 0.25]])).tolist()
    [6.0, 0.75]
    """
    total = values[:, 0].copy()
    for place in range(1, values.shape[1]):
        total += values[:, place]
    return total


@cache
def _columns(owner: type[Table]) -> Mapping[str, Column]:
    found = {}
    for item in owner.__dataclass_fields__.values():
        if hasattr(Table, item.name):
            raise TypeError(f"{owner.__name__}.{item.name} is a name that every table uses itself")
        if "column" in item.metadata:
            found[item.name] = dataclasses.replace(item.metadata["column"], name=item.name)
        elif "structure" not in item.metadata:
            raise TypeError(f"{owner.__name__}.{item.name} is declared neither as column() nor as structure()")
    if not found:
        raise TypeError(f"{owner.__name__} declares no column")
    return found
