"""A stand-in for `simulate`, of the same shape: fast, importable by worker processes, and with known effects."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd

from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.rules import Rules
from govsim.scenario import Revision, Scenario, Setting, Where
from govsim.scenario.where_form import read_where
from govsim.world import World

STREETS = ("Duyuanjie", "Yanshikou", "Chunxilu", "Shuyuanjie")
GROUPS = ("tenure:owner", "tenure:renter", "age:60+")
UNITS = {"district": ("district",), "street": STREETS, "community": ("Shuyuan",), "group": GROUPS}
EFFECT = 0.25
"""What a revision adds to every measure from its start on."""


@dataclass(frozen=True)
class FakeRun:
    """What the real Run has."""

    scenario: Scenario
    seed: int
    tables: dict[str, pd.DataFrame]
    notes: tuple[tuple[str, str], ...] = ()


def everywhere() -> Where:
    """All of the district."""
    found = read_where("all", "street", None, lambda path, message: None)
    assert found is not None
    return found


def scenario(
    name: str, start: int | None = None, fields: tuple[tuple[str, float], ...] = (), months: int = 6
) -> Scenario:
    """A scenario of a few months from 2008-01, with at most one revision, `start` months in."""
    first = 2008 * 12
    revisions = () if start is None else (Revision("revise", Setting(fields), first + start, None, None, everywhere()),)
    return Scenario(
        name=name, title=name, title_zh=name, description="", description_zh="", place="jinjiang", start=first,
        end=first + months - 1, sample=1.0, world=World(), rules=Rules(), revisions=revisions, overrides=(),
    )


def fake(
    scenario: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """Noise from the seed alone, plus EFFECT from each revision's start on."""
    months = list(scenario.months)
    tables = {}
    for level, units in UNITS.items():
        noise = np.random.default_rng([seed, len(units)]).normal(size=(len(months), len(units), len(MEASURES)))
        for revision in scenario.revisions:
            noise += EFFECT * (np.array(months) >= revision.start)[:, None, None]
        table = pd.DataFrame({
            "month": np.repeat([month_name(month) for month in months], len(units)),
            "unit": np.tile(units, len(months)),
        })
        values = noise.reshape(-1, len(MEASURES))
        tables[level] = pd.concat([table, pd.DataFrame(values, columns=list(MEASURES))], axis=1)
    if progress:
        for number in range(len(months)):
            progress(number + 1, len(months))
    return FakeRun(scenario, seed, tables)


def failing(
    scenario: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """Raises for the third seed."""
    if seed == 3:
        raise ArithmeticError("infinity in month 2008-03")
    return fake(scenario, seed)


def spacious(
    scenario: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """From the third seed on, this process may write no file as large as a run."""
    import resource

    if seed == 3:
        resource.setrlimit(resource.RLIMIT_FSIZE, (10_000, resource.getrlimit(resource.RLIMIT_FSIZE)[1]))
    return fake(scenario, seed)


def signed(
    scenario: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """Notes which process made it."""
    return replace(fake(scenario, seed), notes=((f"{os.getpid()}", ""),))


def slow(
    scenario: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """Takes long enough for a comparison of some runs to go to worker processes."""
    time.sleep(0.3)
    return fake(scenario, seed)


def deadly(
    scenario: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """Kills its worker process for the third seed, as a machine short of memory does."""
    if seed == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return slow(scenario, seed)
