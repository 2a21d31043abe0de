"""The folder of one run, or of its replications: a table a level and a manifest that says what they are."""

from __future__ import annotations

import json
import platform
from collections.abc import Sequence
from importlib import metadata
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.detail import DETAIL
from govsim.experiment.parquet import sha256, write_parquet, write_text
from govsim.experiment.store import model_version

if TYPE_CHECKING:
    from govsim.run import Run

LIBRARIES = ("mesa", "numpy", "scipy", "pandas", "networkx", "duckdb")
"""Libraries whose versions may change the bytes of a result."""


def write_run_folder(runs: Run | Sequence[Run], folder: Path) -> None:
    """Write `<level>.parquet` for every level that the runs hold, then `manifest.json`.

    One row a month and unit, one column a measure; with replications, a first column `seed`. The
    runs must be of one scenario. Every file appears whole, the manifest last: a folder without it
    is not finished.
    """
    import pandas as pd

    given = list(runs) if isinstance(runs, Sequence) else [runs]
    scenario = given[0].scenario
    if any(run.scenario != scenario for run in given):
        raise ValueError("the runs of one folder must be replications of one scenario")
    manifest = folder / "manifest.json"
    manifest.unlink(missing_ok=True)
    for level in DETAIL["courtyard"]:
        (folder / f"{level}.parquet").unlink(missing_ok=True)
    described = {}
    for level in given[0].tables:
        if len(given) == 1:
            table = given[0].tables[level]
        else:
            parts = [run.tables[level].copy() for run in given]
            for run, part in zip(given, parts, strict=True):
                part.insert(0, "seed", run.seed)
            table = pd.concat(parts, ignore_index=True)
        path = folder / f"{level}.parquet"
        write_parquet(table, path, {})
        described[path.name] = {"rows": len(table), "sha256": sha256(path)}
    content = {
        "scenario": scenario.resolved(),
        "seeds": [run.seed for run in given],
        "notes": [list(run.notes) for run in given],
        "versions": versions(),
        "files": described,
    }
    write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", manifest)


def versions() -> dict[str, str]:
    """Versions of the model, Python and the libraries."""
    own = {"govsim": model_version(), "python": platform.python_version()}
    return own | {name: metadata.version(name) for name in LIBRARIES}
