"""The tables of a study from the outcomes of its runs: arrays [point, world, seed, measure] become tidy frames."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from itertools import product
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govsim.experiment.factor import Factor, same
from govsim.experiment.paired import paired_effects
from govsim.experiment.plan import Plan
from govsim.experiment.results import quantiles
from govsim.experiment.study import Study
from govsim.month import month_name, parse_month

Floats = npt.NDArray[np.float64]

MOST_SHOWN = 12
"""Values of a factor that are shown one by one; of more, quarters."""

LEAST_SHARED = 3
"""Points that have the same value, on average, where values that were drawn from a range are shown one by one."""


def mean_interval(array: Floats, axis: int, beyond: float = 0.05) -> tuple[Floats, Floats, Floats, Floats]:
    """Mean of what is defined along an axis, ends of its interval (Student's t; 95% where 5% lie beyond), how many."""
    from scipy import stats

    count = np.isfinite(array).sum(axis=axis).astype(np.float64)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.where(np.isfinite(array), array, 0.0).sum(axis=axis) / count
        squares = np.where(np.isfinite(array), (array - np.expand_dims(mean, axis)) ** 2, 0.0).sum(axis=axis)
        half = stats.t.ppf(1.0 - beyond / 2, count - 1) * np.sqrt(squares / (count - 1) / count)
    return mean, mean - half, mean + half, count


def parts(study: Study, plan: Plan, number: int) -> list[tuple[str, npt.NDArray[np.bool_]]]:
    """The values of a factor, given by its number, and the points that have each.

    A range is in quarters where it has many values, or was drawn from and hardly any two points share a value.
    """
    factor, column = study.factors[number], plan.column(number)
    shown = list(dict.fromkeys(column))
    single = study.design.drawn and len(shown) > 4 and len(column) < LEAST_SHARED * len(shown)
    if not factor.options and (single or len(shown) > MOST_SHOWN):
        return quarters(factor, column)
    order = [option.shown for option in factor.options] or sorted(shown)
    return [(str(value), np.array([same(item, value) for item in column])) for value in order if value in shown]


def quarters(factor: Factor, column: Sequence[Any]) -> list[tuple[str, npt.NDArray[np.bool_]]]:
    """Quarters of the points by their values of a range, each with its least and largest value."""
    numbers = np.array([parse_month(date.fromisoformat(item)) if factor.kind == "month" else item for item in column])
    quarter = np.searchsorted(np.quantile(numbers, [0.25, 0.5, 0.75]), numbers)
    groups = [quarter == place for place in np.unique(quarter)]

    def named(digits: int) -> list[str]:
        return [" – ".join(dict.fromkeys(end_of_range(factor, end, digits)
                                         for end in (numbers[here].min(), numbers[here].max()))) for here in groups]

    names = next(found for found in map(named, range(3, 18)) if len(set(found)) == len(found))
    return list(zip(names, groups, strict=True))


def end_of_range(factor: Factor, value: float, digits: int) -> str:
    """A value of a range as tables show it; one that is not whole, to some digits."""
    if factor.kind == "month":
        return month_name(int(value))
    return str(int(value)) if factor.kind == "whole" else f"{float(f'{value:.{digits}g}'):.{max(digits, 6)}g}"


def factor_table(
    plan: Plan, study: Study, measures: Sequence[str], quantity: str, array: Floats
) -> pd.DataFrame:
    """What each value of a factor comes to, the others as the design has them."""
    shown, worlds = (array[:, 1:] - array[:, :1], plan.worlds[1:]) if plan.paired else (array, plan.worlds)
    frames = []
    for number, factor in enumerate(study.factors):
        for value, here in parts(study, plan, number):
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


def outcome_table(plan: Plan, points: range, measures: Sequence[str], quantity: str, array: Floats) -> pd.DataFrame:
    """A row a point, scenario and seed, of some points."""
    point, world, seed = (axis.ravel() for axis in np.indices(array.shape[:3]))
    frame = pd.DataFrame({
        "point": point + points.start, "scenario": np.array(plan.worlds, dtype=object)[world],
        "seed": np.array(plan.seeds)[seed],
        "run": [plan.run(*at) for at in product(points, range(len(plan.worlds)), plan.seeds)], "quantity": quantity,
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
