"""Replications of one scenario: runs with consecutive seeds, kept in a store, and their course by month."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.month import month_name
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    from govsim.experiment.compare import Comparison
    from govsim.experiment.runner import Progress
    from govsim.run import Run
    from govsim.scenario import Scenario


def replicate(
    scenario: Scenario,
    out: Path,
    *,
    seed: int = 1,
    replications: int = 1,
    courtyards: bool = False,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
) -> list[Run]:
    """Runs with the seeds `seed`, `seed` + 1, ...; those stored in `out` already are not made again.

    Raises InputError for arguments or a folder that cannot be used, RunsFailed when runs failed.
    """
    from govsim.detail import DETAIL
    from govsim.experiment.runner import run_pairs
    from govsim.experiment.store import Store
    from govsim.run import Run

    if replications < 1:
        raise InputError([Fault("replications", f"must be at least 1, not {replications}")])
    store = Store(out, "courtyard" if courtyards else "community")
    pairs = [(scenario, seed + number) for number in range(replications)]
    store.check_room(pairs)
    runs = run_pairs(pairs, store, workers=workers, progress=progress)
    levels = DETAIL[store.detail]
    return [
        Run(scenario, number, {level: store.read([run], level).drop(columns="run") for level in levels},
            tuple(store.notes([run])))
        for run, (_, number) in zip(runs, pairs, strict=True)
    ]


def course(runs: Sequence[Run]) -> Comparison:
    """Replications as a comparison with nothing, for figures and tables of levels."""
    import numpy as np
    import pandas as pd

    from govsim.experiment.compare import Comparison
    from govsim.experiment.cube import Cube
    from govsim.experiment.results import month_rows, names_at
    from govsim.measures import MEASURES

    scenario, measures = runs[0].scenario, tuple(names_at("district", MEASURES))
    values = np.stack([run.tables["district"].sort_values("month")[list(measures)].to_numpy() for run in runs])
    months = tuple(sorted(runs[0].tables["district"]["month"]))
    cube = Cube(values[:, None], ("district",), months, measures)
    by_month = pd.concat(list(month_rows(cube, scenario.name, "level", values)), ignore_index=True)
    none = pd.DataFrame(columns=["scenario", "measure"])
    seeds = tuple(run.seed for run in runs)
    notes: dict[tuple[str, str], int] = {}
    for words in (words for run in runs for words in run.notes):
        notes[words] = notes.get(words, 0) + 1
    return Comparison(scenario, (), seeds, month_name(scenario.end), none, none, by_month, none, notes)
