"""The folder of twins: the chain, all first differences and the course of every number, and a manifest."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.manifest import MANIFEST, write_manifest
from govsim.experiment.parquet import write_text
from govsim.experiment.store import Store

if TYPE_CHECKING:
    from govsim.experiment.twins import Twins


def write_twins_folder(found: Twins, folder: Path, command: Sequence[str] = ()) -> list[Path]:
    """Write `tables/*.csv`, then the manifest; the tables' files."""
    (folder / MANIFEST).unlink(missing_ok=True)
    paths = []
    for name, frame in found.tables().items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    agent = {key: value for key, value in found.to_dict().items() if key in ("kind", "agent", "belongs_to")}
    content = {
        "scenario": found.scenario.resolved(), "baseline": found.baseline.resolved(), "seeds": [found.seed],
        "traced": agent,
    }
    write_manifest(folder, "explain-agent", content, paths, Store(folder), [], command=command)
    return paths
