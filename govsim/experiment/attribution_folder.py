"""The folder of an attribution: its tables, and a manifest that says what they are."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.manifest import MANIFEST, read_notes, scenarios_of, write_manifest, written_notes
from govsim.experiment.parquet import write_text
from govsim.experiment.plausible import paired_in_worlds
from govsim.experiment.store import Store

if TYPE_CHECKING:
    from govsim.experiment.attribute import Attribution


def write_attribution_folder(found: Attribution, folder: Path, command: Sequence[str] = ()) -> list[Path]:
    """Write `tables/*.csv`, then the manifest; the tables' files."""
    from govsim.experiment.attribute import world_of

    (folder / MANIFEST).unlink(missing_ok=True)
    paths = []
    for name, frame in found.frames.items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    content = {
        **found.about(),
        "scenario": found.scenario.resolved(),
        "baseline": found.baseline.resolved(),
        "notes": written_notes(found.notes),
    }
    store = Store(folder)
    sets = (world_of(found.scenario, found.parts, set_) for set_ in range(1 << len(found.parts)))
    runs = [store.run_id(*pair) for pair in paired_in_worlds([found.baseline, *sets], found.seeds, found.worlds)]
    write_manifest(folder, "attribute", content, paths, store, dict.fromkeys(runs), command=command)
    return paths


def read_attribution_folder(folder: Path, manifest: dict[str, Any]) -> Attribution:
    """The attribution, from its tables."""
    import pandas as pd

    from govsim.experiment.attribute import Attribution, read_parts
    from govsim.experiment.attribution_tables import NAMES

    baseline, scenario = scenarios_of(manifest)
    texts = {name: str for name in ("part", "parts", "after", "order")}
    frames = {}
    for name in (name for name in (*NAMES, "precision") if f"tables/{name}.csv" in manifest["files"]):
        frames[name] = pd.read_csv(folder / "tables" / f"{name}.csv", dtype=texts)
        for column in set(texts) & set(frames[name]):
            frames[name][column] = frames[name][column].fillna("")
    parts = read_parts(scenario, ",".join(manifest["parts"]))
    return Attribution(
        scenario, baseline, parts, tuple(manifest["seeds"]), tuple(manifest["measures"]), manifest["horizon"], frames,
        read_notes(manifest), manifest["worlds"],
    )
