"""Cube: the tables of many runs at one level as one array, in which pairs stand on the same row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from govsim.experiment.store import Store


@dataclass(frozen=True)
class Cube:
    """`values[run, unit, month, measure]`, float64, NaN where a measure is not defined; the axes' names."""

    values: npt.NDArray[np.float64]
    units: tuple[str, ...]
    months: tuple[str, ...]
    measures: tuple[str, ...]


def read_cube(store: Store, runs: Sequence[str], level: str, measures: Sequence[str]) -> Cube:
    """Read `measures` of `runs`, in their order (a run may be named twice)."""
    frame = store.read(runs, level, measures)
    units, months = tuple(dict.fromkeys(frame["unit"])), tuple(sorted(set(frame["month"])))
    order = {run: number for number, run in enumerate(dict.fromkeys(runs))}
    values = np.full((len(order), len(units), len(months), len(measures)), np.nan)
    place = tuple(
        frame[column].map({name: number for number, name in enumerate(names)}).to_numpy()
        for column, names in (("run", order), ("unit", units), ("month", months))
    )
    values[place] = frame[list(measures)].to_numpy(dtype=np.float64, na_value=np.nan)
    return Cube(values[[order[run] for run in runs]], units, months, tuple(measures))


def by_world(
    values: npt.NDArray[np.float64], drawn: Sequence[int] | None, axis: int = 0
) -> npt.NDArray[np.float64]:
    """Means over the pairs (along `axis`) that are in one plausible world, worlds in the order in which they come.

    `drawn` is the world of each pair; None, or a world for every pair, leaves the values as they are.
    """
    if drawn is None or len(set(drawn)) == len(drawn):
        return values
    rows = [np.flatnonzero(np.asarray(drawn) == world) for world in dict.fromkeys(drawn)]
    return np.stack([values.take(own, axis).mean(axis) for own in rows], axis)
