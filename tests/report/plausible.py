"""Runs that look like results, for drawing: levels drift, reforms bend them, streets and groups differ."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd

from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.place import load_place
from govsim.scenario import Scenario
from tests.experiment.fake import FakeRun

GROUPS = (
    "tenure:owner", "tenure:renter", "age:18-39", "age:40-59", "age:60+", "income:low", "income:other",
    "hukou:local", "hukou:other",
)
RANGE = {"share": (0.1, 0.7), "0-1": (0.3, 0.65), "minutes": (20.0, 60.0), "organizations": (150.0, 420.0)}
"""Unit -> where a measure begins and where three bundles of reforms take it."""


def plausible(
    scenario: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """A run whose measures move toward new levels after each revision, at a unit's own pace."""
    streets = tuple(street.name for street in load_place(scenario.place).streets)
    months = np.array(scenario.months)
    tables = {}
    for level, units in (("district", ("district",)), ("street", streets), ("community", ()), ("group", GROUPS)):
        shape = (len(months), len(units))
        own = np.random.default_rng([7, len(units)]).normal(0.6, 0.8, len(units)) if level != "district" else np.ones(1)
        luck = np.random.default_rng([seed, len(units)])
        response = np.zeros(shape)
        for revision in scenario.revisions:
            since = np.clip(months - revision.start, 0, None)[:, None]
            response += own * (1 - np.exp(-since / 14)) / 17 * (1 + 0.2 * luck.normal(size=(1, len(units))))
        columns: dict[str, object] = {
            "month": np.repeat([month_name(month) for month in months], len(units)),
            "unit": np.tile(np.array(units, dtype=object), len(months)),
        }
        for number, (name, measure) in enumerate(MEASURES.items()):
            low, high = RANGE.get(measure.unit, (1.0, 3.0))
            drift = luck.normal(0, 0.02, shape).cumsum(axis=0) * 0.5
            sign = -1 if measure.better == "lower" else 1
            start = high if sign < 0 else low
            strength = 0.3 + 0.7 * ((number * 7) % 5) / 4
            value = start + sign * (high - low) * (response * strength + drift * (0.4 + 0.6 * (number % 3 == 0)))
            columns[name] = value.ravel() if level in measure.levels else np.full(value.size, np.nan)
        tables[level] = pd.DataFrame(columns)
    return FakeRun(scenario, seed, tables)
