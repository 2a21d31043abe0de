"""The folder of a validation: its tables, and a manifest that says what they are."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.manifest import MANIFEST, scenarios_of, write_manifest
from govsim.experiment.parquet import write_text
from govsim.experiment.store import Store, model_version

if TYPE_CHECKING:
    from govsim.experiment.validate import Validation

CARD = "report_card.json"
"""The whole validation in one file, as a place's tables hold it beside its targets."""

FRAMES = ("targets", "signatures", "conditions", "overshoot", "sizes")
"""Its tables."""


def write_validation_folder(found: Validation, folder: Path, command: Sequence[str] = ()) -> list[Path]:
    """Write `tables/*.csv` and the same as `report_card.json`, then the manifest; the files.

    The runs are kept as their course alone (see `course_store.py`), so the manifest lists none to be made again.
    """
    (folder / MANIFEST).unlink(missing_ok=True)
    paths = []
    for name, frame in found.tables().items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    card = {"command": list(command), **found.to_dict(), "scenarios": len(found.scenarios), "model": model_version()}
    paths.append(folder / CARD)
    write_text(json.dumps(card, indent=1, ensure_ascii=False) + "\n", paths[-1])
    baseline, *others = (scenario.resolved() for scenario in found.scenarios)
    content = {
        "baseline": baseline, "scenarios": others, "seeds": list(found.seeds), "worlds": found.worlds,
        "sample": found.sample,
    }
    write_manifest(folder, "validate", content, paths, Store(folder), [], command=command)
    return paths


def read_validation_folder(folder: Path, manifest: Mapping[str, Any]) -> Validation:
    """The validation of a folder, from its tables."""
    import pandas as pd

    from govsim.experiment.validate import Validation

    frames = {name: pd.read_csv(folder / "tables" / f"{name}.csv") for name in FRAMES}
    return Validation(
        tuple(scenarios_of(manifest)), manifest["worlds"], tuple(manifest["seeds"]), manifest["sample"], **frames)


def from_card(card: Mapping[str, Any]) -> Validation:
    """The validation that a report card holds, without its scenarios; undefined and infinite numbers are NaN."""
    import pandas as pd

    from govsim.experiment.validate import Validation

    frames = {name: pd.DataFrame(card[name]) for name in FRAMES}
    return Validation((), card["worlds"], tuple(card["seeds"]), card["sample"], **frames)
