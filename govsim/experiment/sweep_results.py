"""From the stored runs of a study to its tables; what is missing or failed is left out.

However many points there are, the tables are made and written of some of them at a time.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice
from pathlib import Path

import numpy as np
import pandas as pd

from govsim.experiment.cube import by_world
from govsim.experiment.parquet import close_database, connection, quoted
from govsim.experiment.plan import Plan
from govsim.experiment.plausible import drawn_worlds
from govsim.experiment.study import Study
from govsim.experiment.study_tables import Tables, write_tables
from govsim.experiment.sweep_tables import Floats, effect_table, factor_table, level_table, outcome_table

FILES_A_QUERY = 50
"""Stored runs that one query reads: memory grows with them, and hardly any time is won by more."""

RUNS_AT_ONCE = 250
"""Most runs whose rows are in memory while tables are written, but for those of one point."""


@dataclass(frozen=True)
class Swept:
    """What a study's folder holds: its plan, and the frames of `tables` by name."""

    study: Study
    plan: Plan
    tables: Mapping[str, pd.DataFrame]

    def best(self) -> str:
        """The frame of what is looked at: effects, or levels where there is no baseline."""
        return "effects" if self.plan.paired else "levels"


def swept(
    study: Study, plan: Plan, folder: Path, precision: pd.DataFrame | None = None
) -> tuple[Swept, list[Path]]:
    """Read what is stored and tabulate it into `folder`, `precision` too; the tables, and their files."""
    found = tables(study, plan) | ({} if precision is None else {"precision": iter([precision])})
    paths = write_tables(found, folder)
    return Swept(study, plan, Tables(paths)), paths


def values(plan: Plan, measures: Sequence[str], horizon: str) -> tuple[Floats, Floats]:
    """District outcomes of every run: at the horizon, and over the run (mean of the months that define it).

    Arrays [point, world, seed, measure], NaN where a run is not stored.
    """
    shape = (len(plan.keys), len(plan.worlds), len(plan.seeds), len(measures))
    at_end, over_run = np.full(shape, np.nan), np.full(shape, np.nan)
    columns = ", ".join(
        f'max("{name}") FILTER (WHERE month = {quoted(horizon)}), avg("{name}") FILTER (WHERE NOT isnan("{name}"))'
        for name in measures
    )
    places = (
        (point, world, number) for number in range(shape[2]) for point in range(shape[0]) for world in range(shape[1])
    )
    for _ in range(0, int(np.prod(shape[:3])), FILES_A_QUERY):
        where: dict[str, list[tuple[int, int, int]]] = {}
        for point, world, number in islice(places, FILES_A_QUERY):
            where.setdefault(plan.run(point, world, plan.seeds[number]), []).append((point, world, number))
        files = (os.path.join(plan.store.folder, plan.store.name(run)) for run in where)
        paths = ", ".join(map(quoted, filter(os.path.exists, files)))
        if not paths:
            continue
        with connection() as database:
            rows = database.execute(
                f"SELECT parse_filename(filename, true) AS run, {columns} FROM read_parquet([{paths}], "
                "filename = true) WHERE level = 'district' GROUP BY run"
            ).fetchall()
        close_database()  # or it keeps a little of each, and takes more in the end, the more runs there are
        for run, *found in rows:
            numbers = np.array([np.nan if value is None else value for value in found], dtype=np.float64)
            for place in where[run]:
                at_end[place], over_run[place] = numbers[::2], numbers[1::2]
    return at_end, over_run


def tables(study: Study, plan: Plan) -> dict[str, Iterator[pd.DataFrame]]:
    """The tables of a study, tidy, in parts; effects are against the baseline, and levels where there is none.

    `outcomes`  point, scenario, seed, run (its name), quantity ("horizon" or "run"), a column a measure
    `levels`    point, the factors, scenario, measure, quantity, mean, low, high (95%, Student's t), runs
    `effects`   point, the factors, scenario, measure, quantity, baseline, outcome, effect, low, high (95%),
                positive (probability), pairs, worlds_low, worlds_high (middle 90% over plausible worlds, where
                seeds go through some); only with a baseline
    `factors`   factor, value, scenario, measure, quantity, mean, low, high (95%, Student's t over seeds of the
                mean over all points with that value, or in a quarter of a range: `sweep_tables.parts`), points:
                effects, or levels without a baseline
    """
    measures = study.measures
    found = dict(zip(("horizon", "run"), values(plan, measures, study.horizon), strict=True))
    drawn = drawn_worlds(plan.seeds, plan.plausible)
    means = {quantity: by_world(array, drawn, axis=2) for quantity, array in found.items()}
    outcomes = (
        outcome_table(plan, points, measures, quantity, array[points.start:points.stop])
        for quantity, array in found.items() for points in in_parts(plan)
    )
    factors = (factor_table(plan, study, measures, quantity, array) for quantity, array in means.items())
    best = {"effects": by_point(plan, measures, means, effect_table)} if plan.paired else {}
    return {"outcomes": outcomes, "levels": by_point(plan, measures, means, level_table), **best, "factors": factors}


def in_parts(plan: Plan) -> list[range]:
    """The numbers of the points whose rows are in memory together, about as many each time."""
    points = len(plan.points)
    parts = -(-points // max(1, RUNS_AT_ONCE // (len(plan.worlds) * len(plan.seeds))))
    return [range(points * part // parts, points * (part + 1) // parts) for part in range(parts)]


def by_point(
    plan: Plan, measures: Sequence[str], found: Mapping[str, Floats],
    table: Callable[[Plan, Sequence[str], str, Floats], pd.DataFrame],
) -> Iterator[pd.DataFrame]:
    """A table of each quantity, some points at a time, with their factors."""
    for points in in_parts(plan):
        here = slice(points.start, points.stop)
        frame = pd.concat([table(plan, measures, quantity, array[here]) for quantity, array in found.items()])
        frame["point"] += points.start
        yield plan.factor_values(here).reset_index().merge(frame, on="point")
