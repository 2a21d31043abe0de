"""Tables before anything has happened: the columns that are known, zeros elsewhere."""

from __future__ import annotations

import numpy as np

from govsim.agents.rows import Table, columns

NO_WIDE: dict[str, int] = {}


def blank(
    table: type[Table], rows: int, wide: dict[str, int] = NO_WIDE, /, **given: np.ndarray
) -> dict[str, np.ndarray]:
    """Arguments of a table: the columns given, zeros elsewhere; `wide` names two-dimensional columns.

    Columns not given are float64. Raises TypeError for a name that is no column.
    """
    unknown = set(given) - set(columns(table))
    if unknown:
        raise TypeError(f"{table.__name__} has no columns {sorted(unknown)}")
    shapes = {name: (rows, wide[name]) if name in wide else rows for name in columns(table)}
    return {name: given[name] if name in given else np.zeros(shape) for name, shape in shapes.items()}


def flags(rows: int) -> np.ndarray:
    """A column of falsehoods."""
    return np.zeros(rows, dtype=bool)
