"""The folder of twins: the chain, all first differences and the course of every number, and a manifest."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.manifest import versions
from govsim.experiment.parquet import sha256, write_text

if TYPE_CHECKING:
    from govsim.experiment.twins import Twins


def write_twins_folder(found: Twins, folder: Path) -> list[Path]:
    """Write `tables/*.csv`, then `manifest.json`: a folder without it is not finished. The tables' files."""
    manifest = folder / "manifest.json"
    manifest.unlink(missing_ok=True)
    paths = []
    for name, frame in found.tables().items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    content = {
        "scenario": found.scenario.resolved(),
        "baseline": found.baseline.resolved(),
        **{key: value for key, value in found.to_dict().items() if key in ("seed", "kind", "agent", "belongs_to")},
        "versions": versions(),
        "files": {path.relative_to(folder).as_posix(): {"sha256": sha256(path)} for path in paths},
    }
    write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", manifest)
    return paths
