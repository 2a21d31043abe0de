"""The folder of an evaluation: its tables, and a manifest that says what they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.manifest import MANIFEST, read_notes, scenarios_of, write_manifest
from govsim.experiment.parquet import write_text
from govsim.experiment.store import Store

if TYPE_CHECKING:
    from govsim.experiment.evaluate import Evaluation


def write_evaluation_folder(found: Evaluation, folder: Path, command: Sequence[str] = ()) -> list[Path]:
    """Write `tables/*.csv`, then the manifest; the tables' files."""
    (folder / MANIFEST).unlink(missing_ok=True)
    paths = []
    for name, frame in found.tables().items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    design = found.to_dict()
    content = {
        "scenario": found.scenario.resolved(),
        "baseline": found.baseline.resolved(),
        **{key: design[key] for key in ("seeds", "unit", "clustered_by", "months", "starts", "notes")},
        "measures": list(found.measures),
    }
    store = Store(folder, found.rollout.level)
    runs = [store.run_id(world, seed) for world in (found.scenario, found.baseline) for seed in found.seeds]
    write_manifest(
        folder, "evaluate", content, paths, store, dict.fromkeys(runs), command=command, libraries=["statsmodels"])
    return paths


def read_evaluation_folder(folder: Path, manifest: dict[str, Any]) -> Evaluation:
    """The evaluation, from its tables."""
    import pandas as pd

    from govsim.experiment.evaluate import Evaluation
    from govsim.experiment.rollout import read_rollout

    baseline, scenario = scenarios_of(manifest)
    rollout = read_rollout(scenario, baseline, manifest["unit"], manifest["clustered_by"], manifest["months"][1])
    frames = {name: pd.read_csv(folder / "tables" / f"{name}.csv") for name in ("summary", "estimates", "by_month")}
    return Evaluation(
        scenario, baseline, rollout, tuple(manifest["seeds"]), tuple(manifest["measures"]), **frames,
        notes=read_notes(manifest),
    )
