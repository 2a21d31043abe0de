"""Claim: a study's folder says what it is for, so that nothing else is ever overwritten by it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.otherwise import compared
from govsim.experiment.parquet import check_folder, check_name, write_text
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    from govsim.scenario import Scenario

NOTE = "study.json"
"""What a folder is for: the kind of study, the names of its scenarios and what determines their runs."""

RUNS = {"runs", "failed"}
"""What a folder may hold without a note: runs are named by what determines them."""


def claim(folder: Path, kind: str, scenarios: Sequence[Scenario], **settings: int) -> None:
    """Make the folder of a study ("run" or "compare"), or take up the one that was begun there.

    `settings` are numbers that make it another study, such as the plausible worlds it goes through.

    Raises InputError where the folder holds anything else or cannot be written. Seeds and replications
    do not make another study: more of them add to it.
    """
    worlds = [{key: value for key, value in item.resolved().items() if key != "about"} for item in scenarios]
    claim_for(folder, {"kind": kind, "names": [item.name for item in scenarios], "scenarios": worlds, **settings})


def claim_for(folder: Path, what: Mapping[str, object]) -> None:
    """The same for anything that is determined by `what`: JSON with `kind` and `names`."""
    study = json.loads(json.dumps(what))
    note = folder / NOTE
    advice = "name another folder with --out, or delete this one"
    check_name(folder)
    if note.is_file():
        found = read_note(note)
        if found is None:
            raise InputError([Fault(str(note), f"is not a note that govsim wrote; {advice}")])
        if found != study:
            if all(found.get(key) == study[key] for key in ("kind", "names")):
                clauses = ("holds this study with other settings", *compared(found, study), advice)
                raise InputError([Fault(str(folder), "; ".join(clauses))])
            raise InputError([Fault(str(folder), f"holds another study, {told(found)}; {advice}")])
    elif folder.is_dir() and {path.name for path in folder.iterdir()} - RUNS:
        raise InputError([Fault(str(folder), f"holds files that are not of this study; {advice}")])
    check_folder(folder, 0)
    if not note.is_file():
        write_text(json.dumps(study, indent=1, ensure_ascii=False) + "\n", note)


@contextmanager
def held(folder: Path) -> Iterator[None]:
    """Keep a folder to this process while it works there; what is made of it and stays empty goes again.

    Raises InputError where another process works there, or where it cannot be written. The system lets go of the
    folder when the process ends, however it ends. Windows, and disks that cannot hold a folder, let two in: they
    make runs twice.
    """
    check_name(folder)
    made = [path for path in (folder, *folder.parents) if not path.exists()]
    check_folder(folder, 0)
    try:
        with locked(folder):
            yield
    finally:
        with suppress(OSError):
            for path in made:
                path.rmdir()


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """The same for a folder that is there."""
    if sys.platform == "win32":
        yield
        return
    handle = os.open(folder, os.O_RDONLY)
    try:
        if is_held(handle):
            message = "another govsim is at work there; wait until it has ended, or name another folder with --out"
            raise InputError([Fault(str(folder), message)])
        yield
    finally:
        os.close(handle)


def is_held(handle: int) -> bool:
    """Whether another process holds what is open here; if not, this one does from now on."""
    import fcntl

    try:
        fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return True
    except OSError:
        return False
    return False


def told(note: dict[str, object]) -> str:
    """A study in words."""
    names = note.get("names")
    return f"{note.get('kind')} {' '.join(map(str, names)) if isinstance(names, list) else ''}".strip()


def read_note(note: Path) -> dict[str, object] | None:
    """What a note says; None when it is none."""
    try:
        found = json.loads(note.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None
    return found if isinstance(found, dict) else None
