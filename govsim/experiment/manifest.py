"""Manifest: what a finished folder of results holds, what made it, and the checksums of its files.

`manifest.json` is written last: a folder without it is not finished. Its `files` are the results, its
`settings` the files that say what the folder is for. `runs.sha256` lists the files of
the stored runs that the results rest on, as `sha256sum -c` reads it in the folder that holds `runs/`.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterable, Iterator, Mapping, Sequence
from importlib import metadata
from pathlib import Path
from typing import Any

from govsim.experiment import claim, plan
from govsim.experiment.parquet import no_folder, replaced, sha256, write_text
from govsim.experiment.plan import from_folder
from govsim.experiment.store import Store, model_version
from govsim.params import Fault, InputError
from govsim.scenario import Scenario, from_resolved

MANIFEST, RUNS = "manifest.json", "runs.sha256"

SETTINGS = (claim.NOTE, plan.TABLE, plan.NOTE)
"""Files that say what a folder is for, where it has them."""

KINDS = (
    "run", "compare", "sweep", "attribute", "evaluate", "showcase", "explain-agent", "validate", "ledger", "calibrate",
)
"""Kinds of folders, each named as the command, or its option, that makes it."""

WITHOUT_RUNS = ("explain-agent", "validate", "calibrate")
"""Kinds that keep of their runs only what they look at: none of these can be made again by itself."""

KEYS: Mapping[str, type] = {"kind": str, "command": list, "seeds": list, "store": dict, "versions": dict, "files": dict}
"""What every manifest has."""

LIBRARIES = ("mesa", "numpy", "scipy", "pandas", "networkx", "duckdb")
"""Libraries whose versions may change the bytes of a result."""


def versions(more: Iterable[str] = ()) -> dict[str, str]:
    """Versions of the model, Python and the libraries, `more` of them asked for; "" for one that is not installed."""
    found = {"govsim": model_version(), "python": platform.python_version()}
    for name in (*LIBRARIES, *more):
        if name not in found:
            try:
                found[name] = metadata.version(name)
            except metadata.PackageNotFoundError:
                found[name] = ""
    return found


def write_manifest(
    folder: Path, kind: str, content: Mapping[str, Any], files: Sequence[Path], store: Store, runs: Iterable[str], *,
    command: Sequence[str] = (), libraries: Iterable[str] = (),
) -> None:
    """Write the list of runs, then the manifest; `command` is what makes the folder again, where that is known.

    Of the names of `runs`, which come once each, one at a time is in memory.
    """
    with replaced(folder / RUNS) as hidden, hidden.open("w", encoding="utf-8") as opened:
        for name in runs:
            for file in (store.name(name), store.network_name(name)):
                path = os.path.join(store.folder, file)
                if os.path.isfile(path):
                    opened.write(f"{sha256(path)}  {file}\n")
    made = {
        "kind": kind,
        "command": list(command),
        **content,
        "store": {"folder": from_folder(store.folder, folder), "detail": store.detail},
        "versions": versions(libraries),
        "files": checksums(folder, [*files, folder / RUNS]),
        "settings": checksums(folder, filter(Path.is_file, (folder / name for name in SETTINGS))),
    }
    write_text(json.dumps(made, indent=2, ensure_ascii=False, default=str) + "\n", folder / MANIFEST)


def checksums(folder: Path, files: Iterable[Path]) -> dict[str, dict[str, str]]:
    """Files by their names in the folder, with their checksums."""
    return {path.relative_to(folder).as_posix(): {"sha256": sha256(path)} for path in files}


def drop_outdated(folder: Path) -> None:
    """Remove the manifest of a folder that is now for something else, such as more seeds: it is not finished."""
    try:
        settings = read_manifest(folder).get("settings", {})
    except InputError:
        return
    if any(wrong_files(folder, settings)):
        (folder / MANIFEST).unlink()


def wrong_files(folder: Path, files: Mapping[str, Mapping[str, str]]) -> Iterator[tuple[str, str]]:
    """Files of the manifest that are missing or have another checksum."""
    for name, entry in files.items():
        path = folder / name
        if not path.is_file():
            yield "missing", name
        elif sha256(path) != entry["sha256"]:
            yield "changed", name


def read_manifest(folder: Path) -> dict[str, Any]:
    """The manifest of a folder; InputError where it is none that was finished."""
    if not folder.is_dir():
        raise InputError([Fault(str(folder), no_folder(folder))])
    path = folder / MANIFEST
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError as error:
        message = "has no manifest.json: it is not a folder of results, or they are not finished"
        raise InputError([Fault(str(folder), message)]) from error
    except json.JSONDecodeError as error:
        reason = f"not JSON, or cut off (line {error.lineno}, column {error.colno})"
        raise InputError([Fault(str(path), f"the file cannot be read: {reason}")]) from error
    except (OSError, ValueError) as error:
        raise InputError([Fault(str(path), f"the file cannot be read: {error}")]) from error
    whole = isinstance(found, dict) and all(isinstance(found.get(key), type_) for key, type_ in KEYS.items())
    if not whole or found["kind"] not in KINDS or not ({"folder", "detail"} <= found["store"].keys()):
        raise InputError([Fault(str(path), "is not a manifest of results that this version can read")])
    return dict(found)


def scenarios_of(manifest: Mapping[str, Any]) -> list[Scenario]:
    """Every scenario of a folder as it was resolved, the baseline first."""
    if manifest["kind"] in ("run", "calibrate"):
        told = [manifest["scenario"]]
    elif manifest["kind"] == "sweep":
        told = list(manifest["scenarios"])
    else:
        told = [manifest["baseline"], *manifest.get("scenarios", [manifest.get("scenario")])]
    return [from_resolved(item) for item in told]


def store_of(folder: Path, manifest: Mapping[str, Any]) -> Store:
    """Where the runs of a folder are."""
    kept = manifest["store"]
    return Store(Path(os.path.normpath(folder / kept["folder"])), kept["detail"])


def listed_files(folder: Path) -> dict[str, str]:
    """Files of the runs that the results rest on, named from the folder of the store, and their checksums."""
    lines = (folder / RUNS).read_text(encoding="utf-8", errors="replace").splitlines()
    return {name: checksum for checksum, _, name in (line.partition("  ") for line in lines)}


def written_notes(notes: Mapping[tuple[str, str], int]) -> list[dict[str, Any]]:
    """What readers must know of the runs, as JSON takes it."""
    return [{"en": words[0], "zh": words[1], "runs": runs} for words, runs in notes.items()]


def read_notes(manifest: Mapping[str, Any]) -> dict[tuple[str, str], int]:
    """The same as results hold it."""
    return {(note["en"], note["zh"]): int(note["runs"]) for note in manifest["notes"]}
