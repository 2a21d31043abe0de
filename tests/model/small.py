"""Small districts for tests: scenarios made in Python, and all numbers of a model's state."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from functools import cache
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd

from govsim.agents.rows import RowModel, Table, columns
from govsim.model import GovernanceModel
from govsim.reforms.base import Reform, name_of
from govsim.run import Run, build, simulate
from govsim.scenario import Revision, Scenario, Setting, load
from govsim.scenario.where import Everywhere
from tests.specification import SPECIFIED

SAMPLE = 0.01
START = 2007 * 12
"""January 2007, before the earthquake."""


@cache
def no_reform() -> Scenario:
    """The shipped baseline at the smallest sample, in the world of the specification."""
    return replace(load("no_reform", sets=[f"sample={SAMPLE}"]), world=SPECIFIED)


def revision(change: Reform | dict[str, Any], start: int = START, announced: int | None = None) -> Revision:
    """A revision everywhere, for good."""
    if isinstance(change, Reform):
        return Revision(name_of(type(change)), change, start, None, announced, Everywhere())
    return Revision("revise", Setting(tuple(change.items())), start, None, announced, Everywhere())


def scenario(
    *changes: Reform | dict[str, Any] | Revision,
    months: int = 6,
    start: int = START,
    world: Mapping[str, Any] | None = None,
    rules: Mapping[str, Any] | None = None,
) -> Scenario:
    """The small district for so many months; changes that are no revisions yet apply from its first month."""
    base = no_reform()
    return replace(
        base,
        start=start,
        end=start + months - 1,
        world=replace(base.world, **(world or {})),
        rules=replace(base.rules, **(rules or {})),
        revisions=tuple(item if isinstance(item, Revision) else revision(item, start) for item in changes),
    )


def built(*changes: Reform | dict[str, Any] | Revision, seed: int = 1, **given: Any) -> GovernanceModel:
    """The model of `scenario(...)` before its first month."""
    return build(scenario(*changes, **given), seed)


def after(
    *changes: Reform | dict[str, Any] | Revision, months: int = 6, seed: int = 1, **given: Any
) -> GovernanceModel:
    """The model of `scenario(...)` after its last month."""
    model = built(*changes, months=months, seed=seed, **given)
    for _ in range(months):
        model.step()
    return model


def run(*changes: Reform | dict[str, Any] | Revision, seed: int = 1, **given: Any) -> Run:
    """The tables of `scenario(...)`, courtyards included."""
    return simulate(scenario(*changes, **given), seed, detail="courtyard")


def tables(model: GovernanceModel) -> Iterator[tuple[str, Table]]:
    """Every table of a model by its attribute: those of agents and those of windows."""
    for name, value in vars(model).items():
        if isinstance(value, Table):
            yield name, value


def state(model: GovernanceModel) -> dict[str, np.ndarray]:
    """Copies of every number that a model holds beyond its population, by "table.column" or attribute."""
    found = {name: value.copy() for name, value in vars(model).items() if isinstance(value, np.ndarray)}
    for name, table in tables(model):
        found |= {f"{name}.{column}": getattr(table, column).copy() for column in columns(type(table))}
    return found


def put_back(model: GovernanceModel, kept: Mapping[str, np.ndarray]) -> None:
    """Write a `state` back."""
    for name, values in kept.items():
        owner, _, column = name.rpartition(".")
        if owner:
            getattr(getattr(model, owner), column)[...] = values
        else:
            setattr(model, column, values.copy())


@contextmanager
def restored(model: GovernanceModel) -> Iterator[GovernanceModel]:
    """The model to be changed at will; everything is as before afterwards."""
    kept = state(model)
    clock = vars(RowModel(1))  # Mesa's own, which goes on
    about = {name: value for name, value in vars(model).items() if not isinstance(value, np.ndarray | Table)}
    about = {name: value for name, value in about.items() if name not in clock}
    try:
        yield model
    finally:
        vars(model).update(about)
        put_back(model, kept)


def ruled(model: GovernanceModel, **fields: Any) -> None:
    """Put rules in force by hand: a value for all places, or an array of one for each of the field's level."""
    levels = {}
    for level in ("street", "community"):
        before = vars(getattr(model.rules, level))
        changed = {
            name: np.broadcast_to(np.asarray(value, dtype=before[name].dtype), before[name].shape)
            for name, value in fields.items()
            if np.ndim(value) == 0 or np.shape(value) == before[name].shape
        }
        levels[level] = SimpleNamespace(**{**before, **changed})
    model.rules = replace(model.rules, **levels)


def differences(first: Mapping[str, np.ndarray], second: Mapping[str, np.ndarray]) -> set[str]:
    """Names whose values differ in any bit that counts (NaN equals NaN)."""
    assert first.keys() == second.keys()
    return {
        name for name in first if not np.array_equal(first[name], second[name], equal_nan=first[name].dtype.kind == "f")
    }


def unequal(first: Run, second: Run, before: str | None = None) -> dict[str, list[str]]:
    """Level -> measures that differ between two runs in any bit, in months earlier than `before`."""
    found = {}
    for level, frame in first.tables.items():
        other = second.tables[level]
        if before is not None:
            frame, other = frame[frame["month"] < before], other[other["month"] < before]
        pd.testing.assert_series_equal(frame["unit"], other["unit"])
        pd.testing.assert_series_equal(frame["month"], other["month"])
        names = [name for name in frame.columns if not frame[name].equals(other[name])]
        if names:
            found[level] = names
    return found
