"""Which factor of a study moves an outcome, told only where chance would not do so too."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govsim.experiment.cube import by_world
from govsim.experiment.plausible import drawn_worlds
from govsim.experiment.sweep_tables import mean_interval, parts

if TYPE_CHECKING:
    from collections.abc import Sequence

    from govsim.experiment.factor import Factor
    from govsim.experiment.study import Study
    from govsim.experiment.sweep_results import Swept

CHANCE = 0.05
"""How often chance may be taken for a factor that moves an outcome, all factors of a study together."""


@dataclass(frozen=True)
class Moved:
    """What a factor does to an outcome: its values of the smallest and the largest mean, and how far these are apart.

    `least` and `most` are rows of the table of factors; `apart` has the paired difference as an `effect` with its
    interval from `low` to `high`, which holds 95% for all `pairs` of values of all factors together.
    """

    factor: Factor
    least: pd.Series
    most: pd.Series
    apart: pd.Series
    pairs: int


def tells_factors_apart(study: Study) -> bool:
    """Whether means over the points that share a value of a factor show what that factor does.

    They do where the other factors are the same among them (all values together; a single factor), or differ by
    lot (Latin hypercube). The points of Morris and Sobol repeat each other's values, those of a list are anybody's.
    """
    return study.design.kind in ("factorial", "latin_hypercube") or len(study.factors) == 1


def mover(swept: Swept, measure: str, scenario: str) -> Moved | None:
    """The factor whose mean outcomes differ most; None where none does.

    Two means of a factor differ where an interval of their difference, paired by seed (in plausible worlds by world),
    leaves 0 out; it is as wide as it must be for the most different of all pairs of all factors (Bonferroni). A single
    seed tells nothing apart. Of points by lot see `apart_by_points` too.
    """
    table = swept.tables["factors"]
    table = table[(table["measure"] == measure) & (table["quantity"] == "horizon") & (table["scenario"] == scenario)
                  & np.isfinite(table["mean"])]
    runs = by_seed(swept, measure, scenario)
    candidates = []
    for number, factor in enumerate(swept.study.factors):
        points = dict(parts(swept.study, swept.plan, number))
        rows = [row for _, row in table[table["factor"] == factor.name].iterrows() if row["value"] in points]
        if len(rows) > 1:
            candidates.append((factor, sorted(rows, key=lambda row: row["mean"]), points))
    pairs = sum(len(rows) * (len(rows) - 1) // 2 for _, rows, _ in candidates)
    by_lot = swept.study.design.kind == "latin_hypercube" and len(swept.study.factors) > 1
    found = []
    for factor, rows, points in candidates:
        groups = [runs[points[row["value"]]] for row in rows]
        apart = by_world(
            groups[-1].mean(axis=0) - groups[0].mean(axis=0), drawn_worlds(swept.plan.seeds, swept.plan.plausible)
        )
        mean, low, high, _ = mean_interval(apart, axis=0, beyond=CHANCE / pairs)
        if (low > 0 or high < 0) and not (by_lot and not apart_by_points(groups, CHANCE / len(candidates))):
            difference = pd.Series({"effect": mean, "low": low, "high": high}, dtype=float)
            found.append(Moved(factor, rows[0], rows[-1], difference, pairs))
    return max(found, key=lambda item: float(item.most["mean"] - item.least["mean"]), default=None)


def apart_by_points(groups: Sequence[np.ndarray], chance: float) -> bool:
    """Whether groups of points [point, seed] differ by more than if points were dealt out by lot.

    Analysis of variance of the ranks of the points (Conover and Iman, The American Statistician 35, 1981, 124-129),
    by their means over the seeds that are whole at all of them.
    """
    from scipy import stats

    whole = np.isfinite(np.concatenate(groups)).all(axis=0)
    if not whole.any():
        return False
    ranks = stats.rankdata(np.concatenate(groups)[:, whole].mean(axis=1))
    ends = np.cumsum([0, *map(len, groups)])
    if np.ptp(ranks) == 0 or len(ranks) == len(groups):
        return False
    return bool(stats.f_oneway(*(ranks[first:last] for first, last in pairwise(ends))).pvalue < chance)


def by_seed(swept: Swept, measure: str, scenario: str) -> np.ndarray:
    """What each point and seed came to at the horizon, [point, seed]: effects, or levels without a baseline."""
    table = swept.tables["outcomes"]
    table = table[table["quantity"] == "horizon"]
    plan = swept.plan

    def levels(world: str) -> np.ndarray:
        mine = table[table["scenario"] == world].pivot(index="point", columns="seed", values=measure)
        return mine.reindex(index=range(len(plan.points)), columns=list(plan.seeds)).to_numpy(dtype=float)

    return levels(scenario) - levels(plan.worlds[0]) if plan.paired else levels(scenario)
