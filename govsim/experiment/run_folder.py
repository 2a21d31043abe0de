"""The folder of one run, or of its replications: a table a level and a manifest that says what they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.detail import DETAIL
from govsim.experiment.manifest import MANIFEST, scenarios_of, write_manifest
from govsim.experiment.parquet import connection, quoted, write_parquet
from govsim.experiment.store import Store

if TYPE_CHECKING:
    from govsim.run import Run


def write_run_folder(runs: Run | Sequence[Run], folder: Path, command: Sequence[str] = ()) -> None:
    """Write `<level>.parquet` for every level that the runs hold, then the manifest.

    One row a month and unit, one column a measure; with replications, a first column `seed`. The
    runs must be of one scenario. Every file appears whole, the manifest last.
    """
    import pandas as pd

    given = list(runs) if isinstance(runs, Sequence) else [runs]
    scenario = given[0].scenario
    if any(run.scenario != scenario for run in given):
        raise ValueError("the runs of one folder must be replications of one scenario")
    (folder / MANIFEST).unlink(missing_ok=True)
    for level in DETAIL["courtyard"]:
        (folder / f"{level}.parquet").unlink(missing_ok=True)
    paths, rows = [], {}
    for level in given[0].tables:
        if len(given) == 1:
            table = given[0].tables[level]
        else:
            parts = [run.tables[level].copy() for run in given]
            for run, part in zip(given, parts, strict=True):
                part.insert(0, "seed", run.seed)
            table = pd.concat(parts, ignore_index=True)
        paths.append(folder / f"{level}.parquet")
        rows[level] = len(table)
        write_parquet(table, paths[-1], {})
    detail = next(name for name, levels in DETAIL.items() if set(levels) == set(given[0].tables))
    store = Store(folder, detail)
    content = {
        "scenario": scenario.resolved(), "seeds": [run.seed for run in given],
        "notes": [list(run.notes) for run in given], "rows": rows,
    }
    ids = [store.run_id(run.scenario, run.seed) for run in given]
    write_manifest(folder, "run", content, paths, store, dict.fromkeys(ids), command=command)


def read_run_folder(folder: Path, manifest: dict[str, Any]) -> tuple[Run, ...]:
    """The runs of a folder."""
    from govsim.run import Run

    (scenario,) = scenarios_of(manifest)
    tables = {}
    for level in manifest["rows"]:
        with connection() as database:
            path = quoted(folder / f"{level}.parquet")
            tables[level] = database.execute(f"SELECT * FROM read_parquet({path})").df()
    runs = []
    for seed, notes in zip(manifest["seeds"], manifest["notes"], strict=True):
        own = {
            level: table[table["seed"] == seed].drop(columns="seed").reset_index(drop=True) if "seed" in table
            else table for level, table in tables.items()
        }
        runs.append(Run(scenario, seed, own, tuple((words[0], words[1]) for words in notes)))
    return tuple(runs)
