"""The folder of a validation: its tables, and a manifest that says what they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.manifest import MANIFEST, checksums, versions
from govsim.experiment.parquet import write_text

if TYPE_CHECKING:
    from govsim.experiment.validate import Validation


def write_validation_folder(found: Validation, folder: Path, command: Sequence[str] = ()) -> list[Path]:
    """Write `tables/*.csv`, then `manifest.json`: a folder without it is not finished. The tables' files."""
    manifest = folder / MANIFEST
    manifest.unlink(missing_ok=True)
    paths = []
    for name, frame in found.tables().items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    content = {
        "kind": "validate",
        "command": list(command),
        "place": found.place,
        "worlds": found.worlds,
        "seeds": list(found.seeds),
        "sample": found.sample,
        "versions": versions(),
        "files": checksums(folder, paths),
    }
    write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", manifest)
    return paths
