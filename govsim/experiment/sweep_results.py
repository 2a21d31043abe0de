"""From the stored runs of a study to its tables; what is missing or failed is left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from itertools import islice, product
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govsim.experiment.cube import by_world
from govsim.experiment.factor import Factor, same
from govsim.experiment.paired import paired_effects
from govsim.experiment.parquet import connection, quoted, replaced, write_parquet
from govsim.experiment.plan import Plan
from govsim.experiment.plausible import drawn_worlds
from govsim.experiment.results import quantiles
from govsim.experiment.study import Study
from govsim.memory import give_back_freed_memory
from govsim.month import month_name, parse_month

Floats = npt.NDArray[np.float64]

FILES_A_QUERY = 20
"""Stored runs that one query reads: memory grows with them, and hardly any time is won by more."""

ROWS_AT_ONCE = 500
"""Rows of a table that are text in memory while it is written."""

MOST_SHOWN = 12
"""Values of a factor that are shown one by one; of more, quarters."""


@dataclass(frozen=True)
class Swept:
    """What a study's folder holds: its plan, and the frames of `tables` by name."""

    study: Study
    plan: Plan
    tables: dict[str, pd.DataFrame]

    def best(self) -> str:
        """The frame of what is looked at: effects, or levels where there is no baseline."""
        return "effects" if self.plan.paired else "levels"


def swept(study: Study, plan: Plan) -> Swept:
    """Read and tabulate what is stored."""
    return Swept(study, plan, tables(plan, study.factors, study.measures, study.horizon))


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
    places = product(enumerate(plan.seeds), range(shape[0]), range(shape[1]))
    while batch := list(islice(places, FILES_A_QUERY)):
        where: dict[str, list[tuple[int, int, int]]] = {}
        for (number, seed), point, world in batch:
            where.setdefault(plan.run(point, world, seed), []).append((point, world, number))
        paths = ", ".join(quoted(plan.store.path(run)) for run in where if run in plan.store)
        if not paths:
            continue
        with connection() as database:
            rows = database.execute(
                f"SELECT parse_filename(filename, true) AS run, {columns} FROM read_parquet([{paths}], "
                "filename = true) WHERE level = 'district' GROUP BY run"
            ).fetchall()
        give_back_freed_memory()
        for run, *found in rows:
            numbers = np.array([np.nan if value is None else value for value in found], dtype=np.float64)
            for place in where[run]:
                at_end[place], over_run[place] = numbers[::2], numbers[1::2]
    return at_end, over_run


def tables(plan: Plan, factors: Sequence[Factor], measures: Sequence[str], horizon: str) -> dict[str, pd.DataFrame]:
    """The tables of a study, tidy; effects are against the baseline, and levels where there is none.

    `outcomes`  point, scenario, seed, run (its name), quantity ("horizon" or "run"), a column a measure
    `levels`    point, the factors, scenario, measure, quantity, mean, low, high (95%, Student's t), runs
    `effects`   point, the factors, scenario, measure, quantity, baseline, outcome, effect, low, high (95%),
                positive (probability), pairs, worlds_low, worlds_high (middle 90% over plausible worlds, where
                seeds go through some); only with a baseline
    `factors`   factor, value, scenario, measure, quantity, mean, low, high (95%, Student's t over seeds of the
                mean over all points with that value), points: effects, or levels without a baseline
    """
    found = dict(zip(("horizon", "run"), values(plan, measures, horizon), strict=True))
    names = [plan.run(point, world, seed) for point, world, seed in
             product(range(len(plan.points)), range(len(plan.worlds)), plan.seeds)]
    outcomes, levels, effects, shares = [], [], [], []
    for quantity, array in found.items():
        outcomes.append(outcome_table(plan, names, measures, quantity, array))
        array = by_world(array, drawn_worlds(plan.seeds, plan.plausible), axis=2)
        levels.append(level_table(plan, measures, quantity, array))
        if plan.paired:
            effects.append(effect_table(plan, measures, quantity, array))
        shares.append(factor_table(plan, factors, measures, quantity, array))
    points = pd.DataFrame(plan.points, columns=list(plan.factors)).rename_axis("point").reset_index()
    joined = {"levels": pd.concat(levels, ignore_index=True)}
    if effects:
        joined["effects"] = pd.concat(effects, ignore_index=True)
    return {"outcomes": pd.concat(outcomes, ignore_index=True)} | {
        name: points.merge(frame, on="point") for name, frame in joined.items()
    } | {"factors": pd.concat(shares, ignore_index=True)}


def mean_interval(array: Floats, axis: int) -> tuple[Floats, Floats, Floats, Floats]:
    """Mean of what is defined along an axis, ends of its 95% interval (Student's t), and how many values."""
    from scipy import stats

    count = np.isfinite(array).sum(axis=axis).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(np.isfinite(array), array, 0.0).sum(axis=axis) / count
        squares = np.where(np.isfinite(array), (array - np.expand_dims(mean, axis)) ** 2, 0.0).sum(axis=axis)
        half = stats.t.ppf(0.975, count - 1) * np.sqrt(squares / (count - 1) / count)
    return mean, mean - half, mean + half, count


def parts(factor: Factor, column: Sequence[Any]) -> list[tuple[str, npt.NDArray[np.bool_]]]:
    """The values of a factor, or quarters of its range where it has many, and the points that have each."""
    shown = list(dict.fromkeys(column))
    if factor.options or len(shown) <= MOST_SHOWN:
        order = [option.shown for option in factor.options] or sorted(shown)
        return [(str(value), np.array([same(item, value) for item in column])) for value in order if value in shown]
    numbers = np.array([parse_month(date.fromisoformat(item)) if factor.kind == "month" else item for item in column])
    cuts = np.quantile(numbers, [0.25, 0.5, 0.75])
    quarter = np.searchsorted(cuts, numbers)
    found = []
    for number in range(4):
        here = quarter == number
        if here.any():
            low, high = numbers[here].min(), numbers[here].max()
            ends = [month_name(int(end)) if factor.kind == "month" else f"{float(f'{end:.3g}'):g}"
                    for end in (low, high)]
            found.append((" – ".join(ends), here))
    return found


def factor_table(
    plan: Plan, factors: Sequence[Factor], measures: Sequence[str], quantity: str, array: Floats
) -> pd.DataFrame:
    """What each value of a factor comes to, the others as the design has them."""
    shown, worlds = (array[:, 1:] - array[:, :1], plan.worlds[1:]) if plan.paired else (array, plan.worlds)
    frames = []
    for number, factor in enumerate(factors):
        for value, here in parts(factor, [point[number] for point in plan.points]):
            whole = np.isfinite(shown[here]).all(axis=0)
            over_points = np.where(whole, shown[here].mean(axis=0), np.nan)
            mean, low, high, _ = mean_interval(over_points, axis=1)
            frame = by_measure(worlds, measures, quantity, {
                "mean": mean[None], "low": low[None], "high": high[None],
            }).drop(columns="point")
            frame.insert(0, "factor", factor.name)
            frame.insert(1, "value", value)
            frame["points"] = int(here.sum())
            frames.append(frame)
    columns = ["factor", "value", "scenario", "measure", "quantity", "mean", "low", "high", "points"]
    return pd.concat(frames, ignore_index=True) if frames else pd.DataFrame(columns=columns)


def outcome_table(
    plan: Plan, names: Sequence[str], measures: Sequence[str], quantity: str, array: Floats
) -> pd.DataFrame:
    """A row a point, scenario and seed; `names` are the runs' in this order."""
    point, world, seed = (axis.ravel() for axis in np.indices(array.shape[:3]))
    seeds = np.array(plan.seeds)[seed]
    frame = pd.DataFrame({
        "point": point, "scenario": np.array(plan.worlds, dtype=object)[world], "seed": seeds, "run": names,
        "quantity": quantity,
    })
    for number, name in enumerate(measures):
        frame[name] = array[..., number].ravel()
    return frame[~np.isnan(array).all(axis=3).ravel()].reset_index(drop=True)


def level_table(plan: Plan, measures: Sequence[str], quantity: str, array: Floats) -> pd.DataFrame:
    """Mean over seeds with its interval, a row a point, scenario and measure."""
    mean, low, high, runs = mean_interval(array, axis=2)
    return by_measure(plan.worlds, measures, quantity, {"mean": mean, "low": low, "high": high, "runs": runs})


def effect_table(plan: Plan, measures: Sequence[str], quantity: str, array: Floats) -> pd.DataFrame:
    """Paired effect against the baseline, a row a point, scenario and measure."""
    seeds = array.shape[2]
    without = np.broadcast_to(array[:, :1], array[:, 1:].shape)
    shape = (array.shape[0], array.shape[1] - 1, len(measures))
    x, y = (np.moveaxis(part, 2, 0).reshape(seeds, -1) for part in (without, array[:, 1:]))
    low, high = quantiles(y - x, [0.05, 0.95]) if plan.plausible else np.full((2, x.shape[1]), np.nan)
    found = paired_effects(x, y)
    columns = {
        "baseline": found.without, "outcome": found.with_, "effect": found.effect, "low": found.low,
        "high": found.high, "positive": found.positive, "pairs": found.pairs, "worlds_low": low, "worlds_high": high,
    }
    shaped = {name: column.reshape(shape) for name, column in columns.items()}
    return by_measure(plan.worlds[1:], measures, quantity, shaped)


def by_measure(
    worlds: Sequence[str], measures: Sequence[str], quantity: str, columns: dict[str, Floats]
) -> pd.DataFrame:
    """Columns [point, world, measure] as a tidy frame; counts become whole numbers."""
    shape = next(iter(columns.values())).shape
    point, world, measure = (axis.ravel() for axis in np.indices(shape))
    frame = pd.DataFrame({
        "point": point, "scenario": np.array(worlds, dtype=object)[world],
        "measure": np.array(measures, dtype=object)[measure], "quantity": quantity,
        **{name: column.ravel() for name, column in columns.items()},
    })
    for name in {"runs", "pairs"} & set(frame.columns):
        frame[name] = frame[name].astype(int)
    return frame


def write_tables(found: dict[str, pd.DataFrame], folder: Path) -> list[Path]:
    """`tables/outcomes.parquet` and the others as `tables/<name>.csv`; the files."""
    paths = []
    for name, frame in found.items():
        path = folder / "tables" / (f"{name}.parquet" if name == "outcomes" else f"{name}.csv")
        if name == "outcomes":
            write_parquet(frame, path, {})
        else:
            with replaced(path) as hidden:
                frame.to_csv(hidden, index=False, lineterminator="\n", chunksize=ROWS_AT_ONCE)
        paths.append(path)
    return paths
