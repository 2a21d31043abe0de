"""What is otherwise between the settings in a folder's note and those of a study that is to be made there."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from govsim.scenario.show import show

MOST = 4
"""Most differences that are named."""

DIGESTS = {
    "points": "the points of the design are others",
    "made_of": "scenarios or factors of the same name stand for something else",
}
"""What a study notes only a digest of, which follows from its other settings: told where these are the same."""

KEYS = {"worlds": "scenarios", "sets": "set", "plausible": "worlds"}
"""Settings of a study as its file calls them, where the note does otherwise."""

NOTHING = object()


def compared(then: Mapping[str, Any], now: Mapping[str, Any]) -> list[str]:
    """Each difference as a clause, those of several scenarios once."""
    study = now["kind"] == "sweep"
    clauses = []
    for path, old, new in differences(then, now):
        if not study or path[0] not in DIGESTS:
            key = called((KEYS.get(path[0], path[0]), *path[1:]) if study else path)
            clauses.append(f"{key} was {shown(old)} and is {shown(new)}")
    clauses = list(dict.fromkeys(clauses))
    if not clauses:
        return [DIGESTS[path[0]] for path, _, _ in differences(then, now)]
    return clauses[:MOST] + ([f"and {len(clauses) - MOST} more"] if len(clauses) > MOST else [])


def differences(then: Any, now: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Where two notes differ, as far inside as both go on, and what each has there."""
    old, new = inside(then), inside(now)
    if old is None or new is None:
        if then != now:
            yield path, then, now
        return
    for key in dict.fromkeys([*old, *new]):
        yield from differences(old.get(key, NOTHING), new.get(key, NOTHING), (*path, key))


def inside(item: Any) -> Mapping[str, Any] | None:
    """What a table holds by key, or a list of tables by their names or numbers; None for anything else."""
    if isinstance(item, dict):
        return item
    return {str(table.get("name", number)): table for number, table in enumerate(item)} if nested(item) else None


def shown(item: Any) -> str:
    """What a note holds in one place, for readers of any language: a dash for nothing, names for tables."""
    if item is NOTHING:
        return "–"
    if isinstance(item, dict):
        return "…"
    return show(list(inside(item) or []) if nested(item) else item)


def nested(item: Any) -> bool:
    """Whether it is a list of tables."""
    return isinstance(item, list) and bool(item) and all(isinstance(table, dict) for table in item)


def called(path: tuple[str, ...]) -> str:
    """A place in a note as `--set` calls it; which scenario it is in is left out.

    >>> called(("scenarios", "0", "revisions", "task_admission", "parameters", "gate"))
    'reform.task_admission.gate'
    """
    if path[0] in ("scenario", "scenarios") and len(path) > 1:
        path = path[2:] if path[0] == "scenarios" else path[1:]
    if path and path[0] == "revisions":
        path = ("reform", *(key for key in path[1:] if key != "parameters"))
    return ".".join(path)
