"""Studies: finished sweeps that lie in the folder of results, found by listing it.

A name in an address is only ever compared with that list; nothing is read that lies elsewhere, whatever a
manifest names or a link points to.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.params import Fault, InputError

if TYPE_CHECKING:
    from govsim.experiment.sweep_results import Swept

LARGEST = 200_000_000
"""Bytes of a table that is read into a page."""

_TABLE = re.compile(r"tables/[a-z_]+\.(csv|parquet)")


@dataclass(frozen=True)
class Listed:
    """A study in the folder of results."""

    name: str
    """Of its folder."""
    title: str
    title_zh: str


def listed(results: Path) -> Mapping[str, Listed]:
    """Finished studies directly in the folder, by the names of their folders."""
    found: dict[str, Listed] = {}
    try:
        folders = sorted(path for path in results.iterdir() if path.is_dir() and not path.is_symlink())
    except OSError:
        return found
    for folder in folders:
        told = heading(folder, stamp(folder))
        if told is not None:
            found[folder.name] = Listed(folder.name, *told)
    return found


def stamp(folder: Path) -> tuple[int, int]:
    """When the manifest of a folder was written, and its size; zeros where there is none or it is a link."""
    path = folder / "manifest.json"
    try:
        found = path.lstat()
    except OSError:
        return 0, 0
    return (0, 0) if path.is_symlink() else (found.st_mtime_ns, found.st_size)


@lru_cache(maxsize=256)
def heading(folder: Path, written: tuple[int, int]) -> tuple[str, str] | None:
    """Titles of the study in a folder; None where it holds none. `written` is its `stamp`."""
    from govsim.experiment.manifest import read_manifest

    if not 0 < written[1] <= LARGEST:
        return None
    try:
        manifest = read_manifest(folder)
        if manifest["kind"] != "sweep":
            return None
        return str(manifest["study"]["title"]), str(manifest["study"]["title_zh"])
    except (InputError, KeyError, TypeError):
        return None


def opened(results: Path, name: str) -> Swept:
    """A study of the list; InputError where it is none of it, or cannot be read."""
    if name not in listed(results):
        raise InputError([Fault(name, "is no finished study in the folder of results")])
    return read(results / name, stamp(results / name))


@lru_cache(maxsize=4)
def read(folder: Path, written: tuple[int, int]) -> Swept:
    """The study of a folder, as it was at its `stamp`."""
    from govsim.experiment.manifest import RUNS, read_manifest
    from govsim.experiment.plan import NOTE, TABLE
    from govsim.experiment.study_folder import read_study_folder

    manifest = read_manifest(folder)
    names = [TABLE, NOTE, *(name for name in manifest["files"] if name != RUNS)]
    for number, name in enumerate(names):
        path = folder / name
        if (number > 1 and not _TABLE.fullmatch(name)) or not path.resolve().is_relative_to(folder.resolve()):
            raise InputError([Fault(folder.name, "names files that lie elsewhere; it is not read")])
        if path.is_file() and path.stat().st_size > LARGEST:
            raise InputError([Fault(folder.name, "is too large to be shown; `govsim report` draws its figures")])
    try:
        return read_study_folder(folder, manifest)
    except InputError:
        raise
    except (OSError, KeyError, TypeError, ValueError) as error:
        reason = f"{type(error).__name__}: {error}"
        message = f"the results cannot be read: {reason}; run the study again with this version"
        raise InputError([Fault(folder.name, message)]) from error
