"""Showcase: how much better demonstration courtyards look, and how much of it they owe to being shown.

Whoever visits demonstration courtyards compares them with the rest. They were chosen by visibility or
by need, so that they would differ in any case. The twin chooses the same courtyards with the same seeds,
provided that all are chosen in one month, and gives them nothing: no capital, and no more staff hours
than others draw. For every seed exactly

    lead = selection + effect

lead       condition of demonstration courtyards less that of the others, as a visitor sees it
selection  the same in the twin
effect     what being shown does to them, less what it does to the others
district   what showing them does to the mean courtyard condition of the district, residents counted:
           staff hours and money that the shown draw are missing elsewhere
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.experiment.compare import records
from govsim.month import month_name
from govsim.params import Fault, InputError
from govsim.reforms.demonstration_courtyards import DemonstrationCourtyards

if TYPE_CHECKING:
    import pandas as pd

    from govsim.experiment.runner import Progress, Simulate
    from govsim.scenario import Scenario

MEASURES = ("demonstration_lead", "courtyard_condition")
QUANTITIES = ("lead", "selection", "effect", "district")


@dataclass(frozen=True, repr=False)
class Showcase:
    """`by_month`: month, quantity (of QUANTITIES), mean, low, high (95%), from the first demonstration on."""

    scenario: Scenario
    twin: Scenario
    seeds: tuple[int, ...]
    by_month: pd.DataFrame

    def to_dict(self) -> dict[str, Any]:
        """As JSON takes it (undefined numbers are null)."""
        return {"scenario": self.scenario.name, "seeds": list(self.seeds), "by_month": records(self.by_month)}


def chosen_for_nothing(scenario: Scenario) -> Scenario:
    """The twin, in which demonstration courtyards are chosen and given nothing."""
    revisions = []
    for item in scenario.revisions:
        if isinstance(item.change, DemonstrationCourtyards):
            item = replace(item, change=replace(item.change, capital=0.0))
        revisions.append(item)
    world = replace(scenario.world, channel_visible_pull=False)
    return replace(scenario, name=f"{scenario.name}_unshown", title=f"{scenario.title}: chosen, not shown",
                   title_zh=f"{scenario.title_zh}：选出而不作示范" if scenario.title_zh else "",
                   revisions=tuple(revisions), world=world)


def first_shown(scenario: Scenario) -> int:
    """Month of the first demonstration; InputError where there is none."""
    starts = [item.start for item in scenario.revisions if isinstance(item.change, DemonstrationCourtyards)]
    if not starts:
        raise InputError([Fault(scenario.name, "has no demonstration_courtyards, so that there is nothing to see")])
    return min(starts)


def evaluate_showcase(
    scenario: Scenario,
    *,
    seed: int = 1,
    replications: int = 20,
    out: Path | None = None,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> Showcase:
    """Run what is missing of the scenario and its twin; InputError without demonstration courtyards."""
    from govsim.experiment.cube import read_cube
    from govsim.experiment.runner import interleaved, run_pairs
    from govsim.experiment.store import store_in

    first, twin = first_shown(scenario), chosen_for_nothing(scenario)
    seeds = tuple(range(seed, seed + replications))
    with store_in(out) as store:
        pairs = interleaved([scenario, twin], seeds)
        store.check_room(pairs)
        ids = run_pairs(pairs, store, workers=workers, progress=progress, simulate=simulate)
        cubes = [read_cube(store, ids[number::2], "district", MEASURES) for number in (0, 1)]
    since = cubes[0].months.index(month_name(first))
    shown, unshown = (cube.values[:, 0, since:] for cube in cubes)
    table = table_of(shown, unshown, cubes[0].months[since:])
    return Showcase(scenario, twin, seeds, table)


def table_of(shown: np.ndarray, unshown: np.ndarray, months: tuple[str, ...]) -> pd.DataFrame:
    """`by_month` from both measures (seed, month, measure) of both worlds."""
    import pandas as pd

    from govsim.experiment.paired import paired_effects

    change = shown - unshown
    parts = (shown[..., 0], unshown[..., 0], change[..., 0], change[..., 1])
    tables = []
    for name, values in zip(QUANTITIES, parts, strict=True):
        means = paired_effects(np.zeros_like(values), values)
        tables.append(pd.DataFrame({
            "month": months, "quantity": name, "mean": means.effect, "low": means.low, "high": means.high,
        }))
    return pd.concat(tables, ignore_index=True)
