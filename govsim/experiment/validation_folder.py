"""The folder of a validation: its tables, and a manifest that says what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.parquet import sha256, write_text
from govsim.experiment.run_folder import versions

if TYPE_CHECKING:
    from govsim.experiment.validate import Validation


def write_validation_folder(found: Validation, folder: Path) -> list[Path]:
    """Write `tables/*.csv`, then `manifest.json`: a folder without it is not finished. The tables' files."""
    manifest = folder / "manifest.json"
    manifest.unlink(missing_ok=True)
    paths = []
    for name, frame in found.tables().items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    content = {
        "place": found.place,
        "worlds": found.worlds,
        "seeds": list(found.seeds),
        "sample": found.sample,
        "versions": versions(),
        "files": {path.relative_to(folder).as_posix(): {"sha256": sha256(path)} for path in paths},
    }
    write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", manifest)
    return paths
