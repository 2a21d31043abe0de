"""Picture: courses by month of what is shown, whether pairs are finished or the first is still being made."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from govsim.dashboard.outcome import A, B, Outcome
from govsim.dashboard.running import Shown
from govsim.dashboard.status import live
from govsim.dashboard.work import Work
from govsim.experiment.results import QUANTILES
from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd


@dataclass(frozen=True)
class Picture:
    """Two scenarios, how many pairs the courses rest on, and the courses, as `Outcome.by_month` has them."""

    baseline: Scenario
    scenario: Scenario
    pairs: int
    source: Outcome | Work

    def by_month(self, measures: Sequence[str]) -> pd.DataFrame:
        """Quantiles by month; of a single run all the same."""
        if isinstance(self.source, Outcome):
            return self.source.by_month(measures)
        return live_months(self.source, measures)


def picture(shown: Shown) -> Picture | None:
    """What is to be drawn; None where there is nothing."""
    if live(shown) and shown.work is not None:
        plan = shown.work.plan
        return Picture(plan.baseline, plan.scenario, 1, shown.work)
    outcome = shown.outcome
    if outcome is None:
        return None
    return Picture(outcome.baseline, outcome.scenario, len(outcome.seeds), outcome)


def live_months(work: Work, measures: Sequence[str]) -> pd.DataFrame:
    """The first pair as far as it has come; NaN in months that are still to come."""
    import pandas as pd

    names, order = [month_name(month) for month in work.plan.baseline.months], list(MEASURES)
    both = []
    for world in (0, 1):
        values = np.full((len(names), len(order)), np.nan)
        come = work.live(world)
        if come is not None:
            values[: len(come)] = come
        both.append(values)
    series = ((A, "level", both[0]), (B, "level", both[1]), (B, "effect", both[1] - both[0]))
    return pd.concat([
        pd.DataFrame({"scenario": world, "measure": measure, "month": names, "quantity": quantity}
                     | dict.fromkeys(QUANTILES, values[:, order.index(measure)]))
        for world, quantity, values in series for measure in dict.fromkeys(measures)
    ], ignore_index=True)
