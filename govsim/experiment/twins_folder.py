"""The folder of twins: the chain, all first differences, the course of every number, the trace, and a manifest."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.manifest import MANIFEST, scenarios_of, write_manifest
from govsim.experiment.parquet import write_text
from govsim.experiment.store import Store

if TYPE_CHECKING:
    from govsim.experiment.twins import Twins

TRACE = "trace.json"
"""Everything that was found about the agent except its course, from which the chain is made again."""


def write_twins_folder(found: Twins, folder: Path, command: Sequence[str] = ()) -> list[Path]:
    """Write `tables/*.csv` and `trace.json`, then the manifest; the files."""
    (folder / MANIFEST).unlink(missing_ok=True)
    paths = []
    for name, frame in found.tables().items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    trace = found.trace
    told = {
        "kind": trace.kind, "name": trace.name, "above": dict(trace.above),
        "first": [asdict(item) for item in trace.first],
        "revisions": {variable: list(words) for variable, words in trace.revisions.items()},
    }
    paths.append(folder / TRACE)
    write_text(json.dumps(told, indent=1, ensure_ascii=False) + "\n", paths[-1])
    content = {
        "scenario": found.scenario.resolved(), "baseline": found.baseline.resolved(), "seeds": [found.seed],
        "traced": {"kind": trace.kind, "agent": trace.name, "belongs_to": dict(trace.above)},
    }
    write_manifest(folder, "explain-agent", content, paths, Store(folder), [], command=command)
    return paths


def read_twins_folder(folder: Path, manifest: dict[str, Any]) -> Twins:
    """The twins of a folder."""
    import pandas as pd

    from govsim.experiment.twins import told_by
    from govsim.trace import Found, Trace

    baseline, scenario = scenarios_of(manifest)
    told = json.loads((folder / TRACE).read_text(encoding="utf-8"))
    first = tuple(Found(**{**item, "when": tuple(item["when"])}) for item in told["first"])
    revisions = {
        variable: tuple((words[0], words[1]) for words in item) for variable, item in told["revisions"].items()
    }
    series = pd.read_csv(folder / "tables" / "course.csv")
    return told_by(
        scenario, baseline, manifest["seeds"][0],
        Trace(told["kind"], told["name"], told["above"], first, revisions, series),
    )
