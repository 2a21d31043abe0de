"""From stored runs of a reformed world and its twin to the frames of an Evaluation."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govsim.experiment.cube import read_cube
from govsim.experiment.estimators import Design, designs
from govsim.experiment.paired import CONFIDENCE, paired_effects
from govsim.experiment.results import NEGLIGIBLE
from govsim.experiment.rollout import Rollout
from govsim.experiment.store import Store
from govsim.scenario import NEVER

Floats = npt.NDArray[np.float64]

MONTHLY = ("event_study", "group_time")
"""Estimators with a number for each month since the start."""

ORDER = ("before_after", "cross_section", "did", "group_time", "leads")
"""Estimators with one number, as they are shown."""


def outcomes(store: Store, runs: Sequence[str], rollout: Rollout, measures: Sequence[str]) -> Floats:
    """Values (run, unit, month, measure) in the rollout's units and months."""
    cube = read_cube(store, runs, rollout.level, measures)
    units = [cube.units.index(unit) for unit in rollout.units]
    months = [cube.months.index(month) for month in rollout.months]
    return cube.values[:, units][:, :, months]


def found_in(
    rollout: Rollout, with_: Floats, without: Floats, measures: Sequence[str], seeds: Sequence[int]
) -> tuple[pd.DataFrame, pd.DataFrame]:
    """`estimates` and `by_month` of an Evaluation, from outcomes (seed, unit, month, measure) of both worlds.

    Units in which a measure is undefined in any month of either world are left out, seed by seed, and so is an
    estimator whose units lie in a single cluster, which tells nothing of chance.
    """
    estimates: list[dict[str, Any]] = []
    months: list[dict[str, Any]] = []
    known: dict[bytes, tuple[Rollout, dict[str, Design]]] = {}
    for number, measure in enumerate(measures):
        for replication, seed in enumerate(seeds):
            x, y = without[replication, :, :, number], with_[replication, :, :, number]
            keep = np.asarray(np.isfinite(x + y).all(axis=1))
            if keep.tobytes() not in known:
                part = rollout.of(keep)
                made = designs(part) if len(set(part.start)) > 1 else {}
                known[keep.tobytes()] = part, {name: one for name, one in made.items() if len(set(one.cluster)) > 1}
            part, made = known[keep.tobytes()]
            about = {"measure": measure, "seed": seed, "units": int(keep.sum())}
            for name, design in made.items():
                single, monthly = found_by(name, design, part, x[keep], y[keep])
                estimates += [{**about, **row} for row in single]
                months += [{**about, **row} for row in monthly]
    return framed(estimates, SINGLE), framed(months, EACH)


PARTS = ("selection", "spillover", "anticipation", "weighting")
"""What an estimate is made of beside the truth."""

SINGLE = (
    "measure", "estimator", "seed", "units", "estimate", "low", "high", "truth", *PARTS, "nothing_low", "nothing_high",
)
EACH = ("measure", "estimator", "seed", "since", "estimate", "low", "high", "truth")


def framed(rows: list[dict[str, Any]], columns: Sequence[str]) -> pd.DataFrame:
    """Rows as a table with these columns, also where there are no rows."""
    return pd.DataFrame(rows, columns=list(columns))


def found_by(
    name: str, design: Design, rollout: Rollout, without: Floats, with_: Floats
) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    """What one estimator says of one world: rows with a single number and rows by month since the start."""
    effects = with_ - without
    there = np.where(rollout.treated, effects, 0.0)
    ever = (rollout.start != NEVER)[:, None]
    found, truth = design.fit(with_), design.truth(effects)
    nothing = design.fit(without) if "effect" in design.names else found
    parts = {
        "selection": design.estimate(without),
        "spillover": design.estimate(np.where(ever, 0.0, effects)),
        "anticipation": design.estimate(np.where(ever & ~rollout.treated, effects, 0.0)),
        "weighting": design.estimate(there) - truth,
    }
    single, monthly = [], []
    for at, label in enumerate(design.names):
        row = {
            "estimator": name, "estimate": found.estimate[at], "low": found.low[at], "high": found.high[at],
            "truth": truth[at],
        }
        if isinstance(label, int):
            monthly.append({**row, "since": label})
        else:
            row |= {part: values[at] for part, values in parts.items()}
            row |= {"nothing_low": nothing.low[at], "nothing_high": nothing.high[at]}
            single.append({**row, "estimator": "leads" if label == "leads" else name})
    return single, monthly


def summarized(estimates: pd.DataFrame) -> pd.DataFrame:
    """`summary` of an Evaluation: means and shares over the replications."""
    rows = []
    for measure in dict.fromkeys(estimates["measure"]):
        for estimator in ORDER:
            part = estimates[(estimates["measure"] == measure) & (estimates["estimator"] == estimator)]
            part = part[np.isfinite(part[["estimate", "low", "high", "truth"]]).all(axis=1)]
            if len(part):
                rows.append({"measure": measure, "estimator": estimator, **summary_of(part)})
    return pd.DataFrame(rows)


def summary_of(part: pd.DataFrame) -> dict[str, float]:
    """One row of `summary`."""
    result: dict[str, float] = {
        "replications": len(part), "units": int(part["units"].min()),
        "truth": float(part["truth"].mean()), "estimate": float(part["estimate"].mean()),
    }
    columns = part.assign(bias=part["estimate"] - part["truth"])[["bias", *PARTS]]
    values = columns.to_numpy()
    means = paired_effects(np.zeros_like(values), values)
    for number, name in enumerate(columns):
        result |= {
            str(name): float(means.effect[number]), f"{name}_low": float(means.low[number]),
            f"{name}_high": float(means.high[number]),
        }
    covered = (part["low"] - NEGLIGIBLE <= part["truth"]) & (part["truth"] <= part["high"] + NEGLIGIBLE)
    for name, hits in {
        "coverage": covered,
        "power": leaves_out_zero(part["low"], part["high"]),
        "false_alarms": leaves_out_zero(part["nothing_low"], part["nothing_high"]),
    }.items():
        low, high = wilson(int(hits.sum()), len(hits))
        result |= {name: float(hits.mean()), f"{name}_low": low, f"{name}_high": high}
    return result


def leaves_out_zero(low: pd.Series, high: pd.Series) -> pd.Series:
    """Whether an interval lies on one side of 0, and not within what is negligible."""
    return (low > 0) & (high > NEGLIGIBLE) | (high < 0) & (low < -NEGLIGIBLE)


def wilson(hits: int, of: int) -> tuple[float, float]:
    """Wilson's interval for a share."""
    from scipy import stats

    found = stats.binomtest(hits, of).proportion_ci(CONFIDENCE, method="wilson")
    return float(found.low), float(found.high)
