"""The folder of a comparison: its tables, and a manifest that says what they are."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.parquet import sha256, write_text
from govsim.experiment.run_folder import versions

if TYPE_CHECKING:
    from govsim.experiment.compare import Comparison


def write_comparison_folder(comparison: Comparison, folder: Path) -> list[Path]:
    """Write `tables/*.csv`, then `manifest.json`: a folder without it is not finished. The tables' files."""
    manifest = folder / "manifest.json"
    manifest.unlink(missing_ok=True)
    paths = comparison.write_tables(folder / "tables")
    content = {
        "baseline": comparison.baseline.resolved(),
        "scenarios": [scenario.resolved() for scenario in comparison.scenarios],
        "seeds": list(comparison.seeds),
        "horizon": comparison.horizon,
        "notes": [{"en": words[0], "zh": words[1], "runs": runs} for words, runs in comparison.notes.items()],
        "versions": versions(),
        "files": {path.relative_to(folder).as_posix(): {"sha256": sha256(path)} for path in paths},
    }
    write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", manifest)
    return paths
