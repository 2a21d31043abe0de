"""Which factor of a study moves an outcome, told only where chance would not do so too."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import numpy as np

from govsim.experiment.cube import by_world
from govsim.experiment.plausible import drawn_worlds
from govsim.experiment.sweep_tables import mean_interval, parts

CHANCE = 0.05
"""How often chance may be taken for a factor that moves an outcome, all factors of a study together."""

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.factor import Factor
    from govsim.experiment.sweep_results import Swept


def mover(swept: Swept, measure: str, scenario: str) -> tuple[Factor, pd.Series, pd.Series] | None:
    """The factor whose mean outcomes differ most, with the rows of the smallest and the largest; None where none does.

    Two means of a factor differ where the 95% interval of their difference, paired by seed (in plausible worlds by
    world), leaves 0 out. A single seed tells nothing apart. Where points are not all values of all factors together,
    those that share a value of one factor differ in others too: see `apart_by_points`.
    """
    table = swept.tables["factors"]
    table = table[(table["measure"] == measure) & (table["quantity"] == "horizon") & (table["scenario"] == scenario)
                  & np.isfinite(table["mean"])]
    runs = by_seed(swept, measure, scenario)
    found = []
    for number, factor in enumerate(swept.study.factors):
        of_it = table[table["factor"] == factor.name]
        if not len(of_it):
            continue
        least, most = (of_it.loc[at] for at in (of_it["mean"].idxmin(), of_it["mean"].idxmax()))
        groups = dict(parts(factor, swept.plan.column(number)))
        apart = runs[groups[most["value"]]].mean(axis=0) - runs[groups[least["value"]]].mean(axis=0)
        apart = by_world(apart, drawn_worlds(swept.plan.seeds, swept.plan.plausible))
        _, low, high, _ = mean_interval(apart, axis=0)
        if (low > 0 or high < 0) and (
            swept.study.design.kind == "factorial" or apart_by_points(
                (runs[here].mean(axis=1) for here in groups.values()), CHANCE / len(swept.study.factors)
            )
        ):
            found.append((float(most["mean"] - least["mean"]), factor, least, most))
    return max(found, key=lambda item: item[0])[1:] if found else None


def apart_by_points(groups: Iterable[np.ndarray], chance: float) -> bool:
    """Whether groups of points, each with its mean over seeds, differ by more than if points were dealt out by lot.

    The test of Kruskal and Wallis (Journal of the American Statistical Association 47, 1952, 583-621), which
    takes points as drawn one by one; what is not defined is left out.
    """
    from scipy import stats

    defined = [group[np.isfinite(group)] for group in groups]
    defined = [group for group in defined if len(group)]
    if len(defined) < 2 or np.ptp(np.concatenate(defined)) == 0:
        return False
    return bool(stats.kruskal(*defined).pvalue < chance)


def by_seed(swept: Swept, measure: str, scenario: str) -> np.ndarray:
    """What each point and seed came to at the horizon, [point, seed]: effects, or levels without a baseline."""
    table = swept.tables["outcomes"]
    table = table[table["quantity"] == "horizon"]
    plan = swept.plan

    def levels(world: str) -> np.ndarray:
        mine = table[table["scenario"] == world].pivot(index="point", columns="seed", values=measure)
        return mine.reindex(index=range(len(plan.points)), columns=list(plan.seeds)).to_numpy(dtype=float)

    return levels(scenario) - levels(plan.worlds[0]) if plan.paired else levels(scenario)
