"""From stored runs to the four frames of a Comparison."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govsim.experiment.cube import Cube, by_world, read_cube
from govsim.experiment.paired import Paired, paired_effects
from govsim.experiment.store import Store

if TYPE_CHECKING:
    from govsim.measures import Measure

Floats = npt.NDArray[np.float64]

QUANTILES = {"q05": 0.05, "q25": 0.25, "q50": 0.5, "q75": 0.75, "q95": 0.95}
"""Columns of the tables by month: ends of the 90% and 50% bands and the median over seeds."""

NEGLIGIBLE = 1e-6
"""An effect whose interval lies this near to 0, in the measure's own unit, makes nobody better or worse off."""


def results(
    store: Store, runs: Sequence[Sequence[str]], names: Sequence[str], horizon: str, winners: Sequence[str],
    measures: Mapping[str, Measure], drawn: Sequence[int] | None = None,
) -> tuple[pd.DataFrame, pd.DataFrame, pd.DataFrame, pd.DataFrame]:
    """`effects`, `winners`, `by_month`, `street_months` (columns: see `Comparison`).

    `runs[world][pair]` are ids, `names[world]` the scenarios' names; world 0 is the baseline. `drawn` are
    the plausible worlds of the pairs: several pairs in one are one piece of evidence on the mean effect.
    """
    districts = cubes(store, runs, "district", names_at("district", measures))
    units = {
        level: cubes(store, runs, level, [name for name in winners if level in measures[name].levels])
        for level in ("street", "group")
    }
    effects: list[pd.DataFrame] = []
    by_month: list[pd.DataFrame] = []
    by_unit: list[pd.DataFrame] = []
    by_street: list[pd.DataFrame] = []
    by_month += month_rows(districts[0], names[0], "level", districts[0].values[:, 0])
    for number, name in enumerate(names[1:], 1):
        effects.append(effect_table(districts[0], districts[number], name, horizon, drawn))
        by_month += month_rows(districts[number], name, "level", districts[number].values[:, 0])
        by_month += month_rows(
            districts[number], name, "effect", (districts[number].values - districts[0].values)[:, 0]
        )
        for level, found in units.items():
            by_unit += unit_tables(*within(found[0], found[number], drawn), name, level, horizon, measures)
        by_street += street_tables(units["street"][0], units["street"][number], name)
    return tuple(pd.concat(parts, ignore_index=True) for parts in (effects, by_unit, by_month, by_street))


def effects_at(store: Store, runs: Sequence[Sequence[str]], horizon: str, measures: Sequence[str]) -> Floats:
    """District effects of every scenario at the horizon, (pair, outcome): all measures of the first scenario first."""
    worlds = cubes(store, runs, "district", measures)
    month = worlds[0].months.index(horizon)
    return np.concatenate([world.values[:, 0, month] - worlds[0].values[:, 0, month] for world in worlds[1:]], axis=1)


def names_at(level: str, measures: Mapping[str, Measure]) -> list[str]:
    """Measures that exist at a level."""
    return [name for name, measure in measures.items() if level in measure.levels]


def cubes(store: Store, runs: Sequence[Sequence[str]], level: str, measures: Sequence[str]) -> list[Cube]:
    """One cube a world."""
    return [read_cube(store, world, level, measures) for world in runs]


def first_difference(without: Cube, with_: Cube) -> int | None:
    """Index of the first month in which any value of any pair differs; None when all are the same."""
    same = (without.values == with_.values) | (np.isnan(without.values) & np.isnan(with_.values))
    months = np.flatnonzero(~same.all(axis=(0, 1, 3)))
    return int(months[0]) if len(months) else None


def within(without: Cube, with_: Cube, drawn: Sequence[int] | None) -> tuple[Cube, Cube]:
    """Two worlds' cubes with one row for all pairs in one plausible world."""
    first, second = (replace(cube, values=by_world(cube.values, drawn)) for cube in (without, with_))
    return first, second


def effect_table(
    without: Cube, with_: Cube, scenario: str, horizon: str, drawn: Sequence[int] | None = None
) -> pd.DataFrame:
    """Effects of one scenario on the district, a row a measure."""
    month = without.months.index(horizon)
    since = first_difference(without, with_)
    share = world_share((with_.values - without.values)[:, 0, month], drawn)
    without, with_ = within(without, with_, drawn)
    spread = quantiles((with_.values - without.values)[:, 0, month], [0.05, 0.95])
    at_end = paired_effects(without.values[:, 0, month], with_.values[:, 0, month])
    over_run = paired_effects(*means_from(since or 0, without.values[:, 0], with_.values[:, 0]))
    return pd.DataFrame({
        "scenario": scenario,
        "measure": without.measures,
        **columns(at_end),
        "reduction": at_end.reduction,
        "still_needed": at_end.still_needed,
        "pairs": at_end.pairs.astype(int),
        "since": "" if since is None else without.months[since],
        "run_effect": over_run.effect,
        "run_low": over_run.low,
        "run_high": over_run.high,
        "worlds_low": spread[0] if drawn is not None else np.nan,
        "worlds_high": spread[1] if drawn is not None else np.nan,
        "worlds_share": share,
    })


def world_share(effects: Floats, drawn: Sequence[int] | None) -> Floats:
    """Share of the variance of single effects (pair, outcome) that comes from their plausible worlds.

    One-way random effects: NaN without at least two worlds and one with two pairs, or where nothing varies.
    """
    unknown = np.full(effects.shape[1], np.nan)
    if drawn is None or not 1 < len(set(drawn)) < len(drawn):
        return unknown
    rows = [np.flatnonzero(np.asarray(drawn) == world) for world in dict.fromkeys(drawn)]
    sizes = np.array([len(own) for own in rows], dtype=np.float64)
    means = np.stack([effects[own].mean(axis=0) for own in rows])
    inside = np.sum([((effects[own] - effects[own].mean(axis=0)) ** 2).sum(axis=0) for own in rows], axis=0)
    chance = inside / (len(drawn) - len(rows))
    between = (sizes[:, None] * (means - effects.mean(axis=0)) ** 2).sum(axis=0) / (len(rows) - 1)
    typical = (sizes.sum() - (sizes**2).sum() / sizes.sum()) / (len(rows) - 1)
    worlds = np.maximum(0.0, (between - chance) / typical)
    return np.asarray(np.divide(worlds, worlds + chance, out=unknown, where=worlds + chance > 0))


def means_from(since: int, without: Floats, with_: Floats) -> tuple[Floats, Floats]:
    """Means over the months from `since` on that both worlds define; (pair, month, measure) -> (pair, measure)."""
    x, y = without[:, since:], with_[:, since:]
    both = np.isfinite(x) & np.isfinite(y)
    months = 1.0 / np.where(both.any(axis=1), both.sum(axis=1), np.nan)
    return np.where(both, x, 0.0).sum(axis=1) * months, np.where(both, y, 0.0).sum(axis=1) * months


def columns(found: Paired) -> dict[str, Any]:
    """What every table of effects shows."""
    return {
        "baseline": found.without, "outcome": found.with_, "effect": found.effect,
        "low": found.low, "high": found.high, "positive": found.positive,
    }


def month_rows(cube: Cube, scenario: str, quantity: str, values: Floats) -> Iterator[pd.DataFrame]:
    """Quantiles over pairs of (pair, month, measure) values, a frame a measure."""
    bands = quantiles(values, list(QUANTILES.values()))
    for number, measure in enumerate(cube.measures):
        rows: dict[str, Any] = {"scenario": scenario, "measure": measure, "month": cube.months, "quantity": quantity}
        rows |= dict(zip(QUANTILES, bands[:, :, number], strict=True))
        yield pd.DataFrame(rows)


def quantiles(values: Floats, shares: Sequence[float]) -> Floats:
    """Quantiles over the first axis, NaN left out; NaN where nothing is defined."""
    result = np.full((len(shares), *values.shape[1:]), np.nan)
    defined = np.isfinite(values).any(axis=0)
    result[:, defined] = np.nanquantile(values[:, defined], shares, axis=0)
    return result


def unit_tables(
    without: Cube, with_: Cube, scenario: str, level: str, horizon: str, measures: Mapping[str, Measure]
) -> Iterator[pd.DataFrame]:
    """Effects by street or group at the horizon, a frame a measure, the largest gain first."""
    month = without.months.index(horizon)
    for number, measure in enumerate(without.measures):
        found = paired_effects(without.values[:, :, month, number], with_.values[:, :, month, number])
        sign = {"higher": 1.0, "lower": -1.0, "none": 0.0}[measures[measure].better]
        frame = pd.DataFrame({
            "scenario": scenario, "measure": measure, "level": level, "unit": without.units,
            **columns(found),
            "verdict": verdicts(found.low, found.high, sign),
        })
        order = np.argsort(-found.effect * (sign or 1.0), kind="stable")
        yield frame.iloc[order][found.pairs[order] > 0]


def verdicts(low: Floats, high: Floats, sign: float) -> list[str]:
    """Who gains and who loses: the whole interval lies on one side of 0, and not within what is negligible."""
    if sign == 0:
        return [""] * len(low)
    up, down = ("gains", "loses") if sign > 0 else ("loses", "gains")
    gains, loses = (low > 0) & (high > NEGLIGIBLE), (high < 0) & (low < -NEGLIGIBLE)
    return np.where(gains, up, np.where(loses, down, "unclear")).tolist()


def street_tables(without: Cube, with_: Cube, scenario: str) -> Iterator[pd.DataFrame]:
    """Median and 90% band of the paired effect by street and month, a frame a measure and street."""
    bands = quantiles(with_.values - without.values, [0.5, 0.05, 0.95])
    for number, measure in enumerate(without.measures):
        for unit, street in enumerate(without.units):
            effect, q05, q95 = bands[:, unit, :, number]
            yield pd.DataFrame({
                "scenario": scenario, "measure": measure, "street": street, "month": without.months,
                "effect": effect, "q05": q05, "q95": q95,
            })
