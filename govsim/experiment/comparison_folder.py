"""The folder of a comparison: its tables, and a manifest that says what they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.manifest import MANIFEST, read_notes, scenarios_of, write_manifest, written_notes
from govsim.experiment.plausible import paired_in_worlds
from govsim.experiment.store import Store

if TYPE_CHECKING:
    from govsim.experiment.compare import Comparison

PRECISION = "tables/precision.csv"
"""There only where a precision was wanted."""


def write_comparison_folder(comparison: Comparison, folder: Path, command: Sequence[str] = ()) -> list[Path]:
    """Write `tables/*.csv`, then the manifest; the tables' files."""
    (folder / MANIFEST).unlink(missing_ok=True)
    paths = comparison.write_tables(folder / "tables")
    worlds = (comparison.baseline, *comparison.scenarios)
    content = {
        "baseline": comparison.baseline.resolved(),
        "scenarios": [scenario.resolved() for scenario in comparison.scenarios],
        "seeds": list(comparison.seeds),
        "worlds": comparison.worlds,
        "horizon": comparison.horizon,
        "notes": written_notes(comparison.notes),
    }
    store = Store(folder)
    runs = [store.run_id(*pair) for pair in paired_in_worlds(worlds, comparison.seeds, comparison.worlds)]
    write_manifest(folder, "compare", content, paths, store, dict.fromkeys(runs), command=command)
    return paths


def read_comparison_folder(folder: Path, manifest: dict[str, Any]) -> Comparison:
    """The comparison, from its tables."""
    import pandas as pd

    from govsim.experiment.compare import Comparison

    frames = {
        name: pd.read_csv(folder / "tables" / f"{name}.csv")
        for name in ("effects", "winners", "by_month", "street_months")
    }
    frames["effects"]["since"] = frames["effects"]["since"].fillna("")
    frames["winners"]["verdict"] = frames["winners"]["verdict"].fillna("")
    baseline, *scenarios = scenarios_of(manifest)
    return Comparison(
        baseline, tuple(scenarios), tuple(manifest["seeds"]), manifest["horizon"], **frames, notes=read_notes(manifest),
        precision=pd.read_csv(folder / PRECISION) if PRECISION in manifest["files"] else None,
        worlds=manifest["worlds"],
    )
