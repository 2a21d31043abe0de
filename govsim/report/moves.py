"""Which factor of a study moves an outcome, told only where chance would not do so too."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.experiment.cube import by_world
from govsim.experiment.plausible import drawn_worlds
from govsim.experiment.sweep_tables import mean_interval, parts

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.factor import Factor
    from govsim.experiment.sweep_results import Swept


def mover(swept: Swept, measure: str, scenario: str) -> tuple[Factor, pd.Series, pd.Series] | None:
    """The factor whose mean outcomes differ most, with the rows of the smallest and the largest; None where none does.

    Two means of a factor differ where the 95% interval of their difference, paired by seed (in plausible worlds by
    world), leaves 0 out. A single seed tells nothing apart.
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
        if low > 0 or high < 0:
            found.append((float(most["mean"] - least["mean"]), factor, least, most))
    return max(found, key=lambda item: item[0])[1:] if found else None


def by_seed(swept: Swept, measure: str, scenario: str) -> np.ndarray:
    """What each point and seed came to at the horizon, [point, seed]: effects, or levels without a baseline."""
    table = swept.tables["outcomes"]
    table = table[table["quantity"] == "horizon"]
    plan = swept.plan

    def levels(world: str) -> np.ndarray:
        mine = table[table["scenario"] == world].pivot(index="point", columns="seed", values=measure)
        return mine.reindex(index=range(len(plan.points)), columns=list(plan.seeds)).to_numpy(dtype=float)

    return levels(scenario) - levels(plan.worlds[0]) if plan.paired else levels(scenario)
