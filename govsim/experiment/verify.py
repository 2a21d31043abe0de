"""Verify: does a folder hold what its manifest says, and do its runs come out the same again?"""

from __future__ import annotations

import shlex
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from govsim.detail import DETAIL
from govsim.experiment.analysis_folder import files_of
from govsim.experiment.manifest import RUNS, WITHOUT_RUNS, listed_files, read_manifest, store_of, versions, wrong_files
from govsim.experiment.parquet import sha256
from govsim.experiment.runner import Simulate
from govsim.experiment.store import Store, key_of, model_version, run_of
from govsim.scenario import from_resolved


@dataclass(frozen=True)
class Verified:
    """What was looked at, and what is wrong.

    `problems` are pairs (kind, name) with kind "missing", "changed", "unreadable", "misnamed" or "differs"
    (comes out otherwise); names are files in the folder, or runs. `versions` is what is otherwise than
    when the folder was made, as (name, then, now); `skipped` counts runs of another version of the model,
    which cannot be made again, `failed` those that failed and so are not there. `command` makes the folder
    anew where it keeps no whole runs, "" elsewhere.
    """

    files: int
    runs: int
    rerun: int
    skipped: int
    failed: int
    problems: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str, str], ...]
    command: str = ""


def verify(
    folder: Path, rerun: int = 1, seed: int = 1, *, simulate: Simulate | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verified:
    """Check every file and every run that the manifest lists, and make `rerun` runs drawn by lot again, bit for bit.

    Raises InputError for a folder without a manifest. `progress(done, all)` is told of the runs.
    """
    manifest = read_manifest(folder)
    now = versions(manifest["versions"])
    changed = tuple((name, then, now[name]) for name, then in manifest["versions"].items() if now[name] != then)
    files = files_of(folder, manifest)
    problems = list(wrong_files(folder, files))
    store = store_of(folder, manifest)
    kept = listed_files(folder) if (folder / RUNS).is_file() else {}
    listed = {Path(name).stem: checksum for name, checksum in kept.items() if name.startswith("runs/")}
    networks = {name: {"sha256": checksum} for name, checksum in kept.items() if not name.startswith("runs/")}
    problems += wrong_files(store.folder, networks)
    shared = manifest["store"]["folder"] or manifest["kind"] in WITHOUT_RUNS
    others = [] if shared else sorted(set(store.stored()) - set(listed))
    sound, skipped = [], 0
    for number, run in enumerate([*listed, *others]):
        wrong = fault_of(run, store, listed.get(run, ""))
        if wrong == "other":
            skipped += run in listed
        elif wrong:
            problems.append((wrong, run))
        elif run in listed:
            sound.append(run)
        if progress is not None:
            progress(number + 1, len(listed) + len(others) + rerun)
    chosen = np.random.default_rng(seed).permutation(len(sound))[:rerun]
    for number, place in enumerate(chosen):
        if not comes_out_the_same(sound[int(place)], store, simulate):
            problems.append(("differs", sound[int(place)]))
        if progress is not None:
            progress(len(listed) + len(others) + number + 1, len(listed) + len(others) + len(chosen))
    failed = sum(run not in store for run in manifest.get("failed", ()))
    command = shlex.join(manifest["command"]) if manifest["kind"] in WITHOUT_RUNS else ""
    return Verified(len(files), len(listed), len(chosen), skipped, failed, tuple(problems), changed, command)


def fault_of(run: str, store: Store, checksum: str) -> str:
    """What is wrong with a stored run; "other" where it is of another version of the model, "" where it is sound.

    `checksum` is that of the list of runs; "" for a run that is not on it. A checksum says nothing of a file
    that was there already when it was taken: what the file says of itself must belong to its name as well.
    """
    path = store.path(run)
    if not path.is_file():
        return "missing" if checksum else "misnamed"
    try:
        about = store.about(run)
        key = key_of(about["scenario"], about["model"])
    except Exception:
        return "unreadable"
    details = {store.detail} if checksum else set(DETAIL)
    if all(run_of(key, about["seed"], detail) != run for detail in details):
        return "misnamed"
    if checksum and sha256(path) != checksum:
        return "changed"
    return "" if about["model"] == model_version() else "other"


def comes_out_the_same(run: str, store: Store, simulate: Simulate | None) -> bool:
    """Whether a run made again gives the same file, byte for byte."""
    if simulate is None:
        import govsim.run

        simulate = govsim.run.simulate
    about = store.about(run)
    with tempfile.TemporaryDirectory(prefix="govsim-") as place:
        again = Store(Path(place), store.detail)
        again.write(simulate(from_resolved(about["scenario"]), about["seed"], detail=store.detail))
        pairs = [(again.path(run), store.path(run)), (again.network_path(run), store.network_path(run))]
        return all(
            made.is_file() == kept.is_file() and (not kept.is_file() or made.read_bytes() == kept.read_bytes())
            for made, kept in pairs
        )
