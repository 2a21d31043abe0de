"""Verify: does a folder hold what its manifest says, and do its runs come out the same again?"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib import metadata
from pathlib import Path

import numpy as np

from govsim.detail import DETAIL
from govsim.experiment.parquet import connection, quoted, sha256
from govsim.experiment.plan import NOTE, read_plan
from govsim.experiment.read_folder import manifest_of
from govsim.experiment.run_folder import versions
from govsim.experiment.runner import Simulate
from govsim.experiment.store import Store, model_version, run_of, world_key
from govsim.scenario import from_resolved


@dataclass(frozen=True)
class Verified:
    """What was looked at, and what is wrong.

    `problems` are pairs (kind, name) with kind "missing", "changed", "unreadable", "misnamed" or "differs";
    `versions` what is otherwise than when the folder was made, as (name, then, now); `skipped` runs of
    another version of the model, which cannot be made again.
    """

    files: int
    runs: int
    rerun: int
    skipped: int
    problems: tuple[tuple[str, str], ...]
    versions: tuple[tuple[str, str, str], ...]


def verify(
    folder: Path, rerun: int = 1, seed: int = 1, *, simulate: Simulate | None = None,
    progress: Callable[[int, int], None] | None = None,
) -> Verified:
    """Check the manifest's files, every stored run, and `rerun` runs drawn by lot, made again bit for bit.

    Raises InputError for a folder without a manifest. `progress(done, all)` is told of the runs.
    """
    _, manifest = manifest_of(folder)
    now = versions()
    present = {name: now.get(name) or installed(name) for name in manifest["versions"]}
    changed = tuple((name, then, present[name]) for name, then in manifest["versions"].items()
                    if present[name] != then)
    problems = list(wrong_files(folder, manifest["files"]))
    store, names = runs_of(folder)
    sound: list[tuple[str, Store]] = []
    skipped = 0
    for number, run in enumerate(names):
        try:
            own = Store(store.folder, detail_of(store.path(run)))
            about = own.about(run)
        except Exception:
            problems.append(("unreadable", run))
            continue
        if about["model"] != model_version():
            skipped += 1
        elif run_of(world_key(from_resolved(about["scenario"])), about["seed"], own.detail) != run:
            problems.append(("misnamed", run))
        else:
            sound.append((run, own))
        if progress is not None:
            progress(number + 1, len(names) + rerun)
    chosen = np.random.default_rng(seed).permutation(len(sound))[:rerun]
    for number, place in enumerate(chosen):
        run, own = sound[int(place)]
        if not comes_out_the_same(run, own, simulate):
            problems.append(("differs", run))
        if progress is not None:
            progress(len(names) + number + 1, len(names) + len(chosen))
    return Verified(len(manifest["files"]), len(names), len(chosen), skipped, tuple(problems), changed)


def installed(library: str) -> str:
    """Version of a library; empty where it is not installed."""
    try:
        return metadata.version(library)
    except metadata.PackageNotFoundError:
        return ""


def runs_of(folder: Path) -> tuple[Store, list[str]]:
    """The store of a folder and its own runs in it: studies may share a store."""
    if not (folder / NOTE).is_file():
        store = Store(folder)
        return store, store.stored()
    plan, _ = read_plan(folder)
    own = {plan.run(*at) for at in plan.runs()}
    return plan.store, [run for run in plan.store.stored() if run in own]


def wrong_files(folder: Path, files: dict[str, dict[str, str]]) -> Iterator[tuple[str, str]]:
    """Files of the manifest that are missing or have another checksum."""
    for name, entry in files.items():
        path = folder / name
        if not path.is_file():
            yield "missing", name
        elif sha256(path) != entry["sha256"]:
            yield "changed", name


def detail_of(path: Path) -> str:
    """Level of detail of a stored run, from the levels that it holds; reads every column, so that damage shows."""
    with connection() as database:
        frame = database.execute(f"SELECT * FROM read_parquet({quoted(path)})").df()
    levels = set(frame["level"])
    return next(detail for detail, held in DETAIL.items() if set(held) == levels)


def comes_out_the_same(run: str, store: Store, simulate: Simulate | None) -> bool:
    """Whether a run made again gives the same file, byte for byte."""
    if simulate is None:
        import govsim.run

        simulate = govsim.run.simulate
    about = store.about(run)
    with tempfile.TemporaryDirectory(prefix="govsim-") as place:
        again = Store(Path(place), store.detail)
        again.write(simulate(from_resolved(about["scenario"]), about["seed"], detail=store.detail))
        return again.path(run).exists() and again.path(run).read_bytes() == store.path(run).read_bytes()
