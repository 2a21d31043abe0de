"""The folder of an evaluation of demonstration courtyards: its table, and a manifest that says what it is."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.manifest import MANIFEST, scenarios_of, write_manifest
from govsim.experiment.parquet import write_text
from govsim.experiment.store import Store

if TYPE_CHECKING:
    from govsim.experiment.showcase import Showcase

TABLE = "tables/showcase.csv"


def write_showcase_folder(found: Showcase, folder: Path, command: Sequence[str] = ()) -> list[Path]:
    """Write the table, then the manifest; the table's file."""
    (folder / MANIFEST).unlink(missing_ok=True)
    path = folder / TABLE
    write_text(found.by_month.to_csv(index=False, lineterminator="\n"), path)
    content = {
        "scenario": found.scenario.resolved(), "baseline": found.twin.resolved(), "seeds": list(found.seeds),
    }
    store = Store(folder)
    runs = [store.run_id(world, seed) for world in (found.scenario, found.twin) for seed in found.seeds]
    write_manifest(folder, "showcase", content, [path], store, dict.fromkeys(runs), command=command)
    return [path]


def read_showcase_folder(folder: Path, manifest: dict[str, Any]) -> Showcase:
    """The evaluation, from its table."""
    import pandas as pd

    from govsim.experiment.showcase import Showcase

    twin, scenario = scenarios_of(manifest)
    return Showcase(scenario, twin, tuple(manifest["seeds"]), pd.read_csv(folder / TABLE))
