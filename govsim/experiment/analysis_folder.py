"""What `sensitivity` and `discover` leave in the folder of a study, each with a note that says what it is."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.experiment.manifest import checksums
from govsim.experiment.parquet import write_text
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    from govsim.experiment.discovery import Discovery
    from govsim.experiment.sensitivity import Sensitivity
    from govsim.experiment.study import Study

SENSITIVITY, DISCOVERY = "sensitivity", "discovery"
NOTE = "analysis.json"


def write_sensitivity(found: Sensitivity, folder: Path, command: Sequence[str] = ()) -> None:
    """`sensitivity/indices.csv`, `sensitivity/variance.csv`, `sensitivity/analysis.json`."""
    place = folder / SENSITIVITY
    paths = [place / "indices.csv", place / "variance.csv"]
    for path, frame in zip(paths, (found.indices, found.variance), strict=True):
        write_text(frame.to_csv(index=False, lineterminator="\n"), path)
    note = {"command": list(command), "seeds": found.seeds, "points": found.points}
    write_note(place / NOTE, place, note, paths)


def read_sensitivity(folder: Path, study: Study) -> Sensitivity | None:
    """The analysis in the folder of a study, if there is one."""
    import pandas as pd

    from govsim.experiment.sensitivity import Sensitivity

    place = folder / SENSITIVITY
    if not (place / NOTE).is_file():
        return None
    note = read_note(place / NOTE)
    indices = pd.read_csv(place / "indices.csv").fillna({"factor": ""})
    variance = pd.read_csv(place / "variance.csv") if (place / "variance.csv").stat().st_size > 1 else pd.DataFrame()
    return Sensitivity(study, note["seeds"], note["points"], indices, variance)


def write_discovery(found: Discovery, folder: Path, command: Sequence[str] = ()) -> Path:
    """`discovery/<scenario>_<condition>.csv` with a JSON file beside it; the table's file.

    They take the place of what was found of the same condition before, also under the name that earlier versions gave.
    """
    place = folder / DISCOVERY
    path = place / f"{found.scenario}_{found.condition.file_name}.csv"
    write_text(found.table.to_csv(index=False, lineterminator="\n"), path)
    note = {
        "command": list(command), "scenario": found.scenario,
        "condition": {"measure": found.condition.measure, "sign": found.condition.sign, "bound": found.condition.bound},
        "points": found.points, "cases": found.cases, "coverage": found.coverage, "density": found.density,
        "limits": [{"factor": limit.factor.name, "low": limit.low, "high": limit.high, "inside": list(limit.inside)}
                   for limit in found.limits],
    }
    write_note(path.with_suffix(".json"), place, note, [path])
    earlier = place / f"{found.scenario}_{found.condition.measure}.json"
    if earlier.is_file() and read_note(earlier).get("condition") == note["condition"]:
        for suffix in (".json", ".csv", ".png"):
            earlier.with_suffix(suffix).unlink(missing_ok=True)
    return path


def read_discoveries(folder: Path, study: Study) -> tuple[Discovery, ...]:
    """Every discovery in the folder of a study."""
    import pandas as pd

    from govsim.experiment.discovery import Condition, Discovery, Limit

    factors = {factor.name: factor for factor in study.factors}
    texts = {name: str for name, factor in factors.items() if factor.kind == "month"}
    found = []
    for path in sorted((folder / DISCOVERY).glob("[!.]*.json")):
        note = read_note(path)
        limits = tuple(
            Limit(factors[item["factor"]], item["low"], item["high"], tuple(item["inside"])) for item in note["limits"]
        )
        found.append(Discovery(
            study, note["scenario"], Condition(**note["condition"]), note["points"], note["cases"], note["coverage"],
            note["density"], limits, pd.read_csv(path.with_suffix(".csv"), dtype=texts),
        ))
    return tuple(found)


def analyses(folder: Path) -> list[tuple[Path, dict[str, Any]]]:
    """The notes of all analyses in a folder, and what they say; InputError where one is damaged."""
    paths = [folder / SENSITIVITY / NOTE, *sorted((folder / DISCOVERY).glob("[!.]*.json"))]
    return [(path, read_note(path)) for path in paths if path.is_file()]


def read_note(path: Path) -> dict[str, Any]:
    """What the note of an analysis says."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return dict(told, files=dict(told["files"]))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise InputError([Fault(str(path), "is not a note that govsim wrote")]) from error


def files_of(folder: Path, manifest: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Files that the manifest of a folder and the notes of its analyses list, with their checksums."""
    files = manifest["files"] | manifest.get("settings", {})
    for note, told in analyses(folder):
        files |= {(note.parent / name).relative_to(folder).as_posix(): entry for name, entry in told["files"].items()}
    return files


def write_note(path: Path, place: Path, note: dict[str, Any], files: Sequence[Path]) -> None:
    """The note of an analysis, with the checksums of its files."""
    made = {**note, "files": checksums(place, files)}
    write_text(json.dumps(made, indent=2, ensure_ascii=False, default=str) + "\n", path)
