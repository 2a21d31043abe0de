"""Parquet files written by DuckDB: whole or not at all, the same bytes for the same table."""

from __future__ import annotations

import errno
import hashlib
import os
import re
import shutil
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from functools import cache
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING, Any

from govsim.memory import give_back_freed_memory
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    import duckdb
    import numpy as np
    import pandas as pd


ROWS_A_GROUP = 4096
"""Rows of a table in parts that are in memory while they are put together: DuckDB would take 122,880."""

USES_OF_A_DATABASE = 25
"""Queries after which the database is opened anew: it keeps more memory, the more it read and wrote."""

_uses = count()


@cache
def _database() -> duckdb.DuckDBPyConnection:
    """The process's database in memory; opening one takes longer than storing a run.

    It keeps nothing of the files that it read, of which there may be any number, and reads none ahead: by default
    four threads a core would fetch from files, each with memory of its own.
    """
    import duckdb

    return duckdb.connect(config={
        "threads": 1, "async_threads": 1, "read_ahead_depth": 0, "enable_external_file_cache": False,
    })


def close_database() -> None:
    """Close the process's database and give back the memory that it held on to; the next connection opens another."""
    _database.cache_clear()
    give_back_freed_memory()


@contextmanager
def connection() -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection of its own to a database in memory with one thread.

    Parallelism is over runs, and one thread keeps bytes the same.
    """
    if next(_uses) % USES_OF_A_DATABASE == 0:
        close_database()
    with _database().cursor() as opened:
        yield opened


def quoted(value: object) -> str:
    """A text as an SQL literal.

    >>> quoted("Jinjiang's")
    "'Jinjiang''s'"
    """
    return "'" + str(value).replace("'", "''") + "'"


@contextmanager
def replaced(path: Path) -> Iterator[Path]:
    """A hidden name to write to; on success it takes the place of `path` in one step, else it goes."""
    path.parent.mkdir(parents=True, exist_ok=True)
    hidden = path.with_name(f".{path.name}.{os.getpid()}")
    try:
        yield hidden
        os.replace(hidden, path)
    finally:
        hidden.unlink(missing_ok=True)


def write_parquet(written: pd.DataFrame | dict[str, np.ndarray], path: Path, notes: Mapping[str, str]) -> None:
    """Write one table with `notes` in the file's metadata; OSError when the disk is full.

    DuckDB finds the table by its name here; one of arrays by column takes half as long as a frame.
    """
    import duckdb

    pairs = ", ".join(f"{key}: {quoted(value)}" for key, value in notes.items())
    try:
        with replaced(path) as hidden, connection() as database:
            database.execute(
                f"COPY (SELECT * FROM written) TO {quoted(hidden)} "
                f"(FORMAT parquet, COMPRESSION zstd{', KV_METADATA {' + pairs + '}' if pairs else ''})"
            )
    except duckdb.IOException as error:
        number = re.search(r'"errno":"(\d+)"', str(error))
        told = int(number[1]) if number else errno.EIO
        raise OSError(told, os.strerror(told), str(path)) from error


def write_parts(parts: Iterable[pd.DataFrame], path: Path) -> None:
    """Write one table whose rows come in parts, of which no more than one is in memory.

    They wait in a hidden folder beside it, which the next call empties if this one is killed; a single part is
    written as `write_parquet` writes it.
    """
    folder = path.with_name(f".{path.name}.parts")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    try:
        join_parts(parts, folder, path)
    finally:
        shutil.rmtree(folder, ignore_errors=True)
    close_database()


def join_parts(parts: Iterable[pd.DataFrame], folder: Path, path: Path) -> None:
    """Write the parts into files of a folder, and these as one table."""
    with replaced(path) as hidden:
        pieces = [Path(folder, "0")]
        for part in parts:
            write_parquet(part, pieces[-1], {})
            if len(part):
                pieces.append(Path(folder, f"{len(pieces)}"))
        first, *others = pieces[:-1] or pieces
        if others:
            listed = ", ".join(map(quoted, (first, *others)))
            with connection() as database:
                database.execute(
                    f"COPY (SELECT * FROM read_parquet([{listed}])) TO {quoted(hidden)} "
                    f"(FORMAT parquet, COMPRESSION zstd, ROW_GROUP_SIZE {ROWS_A_GROUP})"
                )
        else:
            os.replace(first, hidden)


def read_notes(path: Path) -> dict[str, str]:
    """The notes that `write_parquet` put into a file."""
    with connection() as database:
        found: list[tuple[Any, Any]] = database.execute(
            f"SELECT decode(key), decode(value) FROM parquet_kv_metadata({quoted(path)})"
        ).fetchall()
    return dict(found)


def write_text(text: str, path: Path) -> None:
    """Write a text file, whole or not at all."""
    with replaced(path) as hidden:
        hidden.write_text(text, encoding="utf-8")


def sha256(path: str | Path) -> str:
    """Checksum of a file."""
    with open(path, "rb") as opened:
        return hashlib.file_digest(opened, "sha256").hexdigest()


def check_name(folder: Path) -> None:
    """InputError where a folder cannot have this name."""
    try:
        folder.exists()
    except (OSError, ValueError) as error:
        raise InputError([Fault(str(folder), unwritable(error))]) from error


def unwritable(error: OSError | ValueError, kind: str = "folder") -> str:
    """That a folder or another `kind` of thing cannot be written, and why."""
    if isinstance(error, FileExistsError):
        return f"is a file, not a folder; name another {kind}"
    return f"cannot be written: {getattr(error, 'strerror', None) or error}; name another {kind}"


def no_folder(path: Path) -> str:
    """That a path is not a folder: nothing is there, or something else."""
    return "is not a folder" if path.exists() else "does not exist"


def file_faults(path: Path) -> list[Fault]:
    """What keeps a file of this name from being written in its folder, which must be there."""
    try:
        if path.is_dir():
            return [Fault(str(path), "is a folder; name a file in it")]
        if not path.parent.is_dir():
            return [Fault(str(path.parent), no_folder(path.parent))]
        probe = path.with_name(f".{path.name}.{os.getpid()}")
        probe.write_bytes(b"")
        probe.unlink()
    except (OSError, ValueError) as error:
        return [Fault(str(path), unwritable(error, "file"))]
    return []


def check_folder(folder: Path, needed: int) -> None:
    """Make `folder` and raise InputError unless it can be written and has `needed` bytes free."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        probe = folder / f".probe.{os.getpid()}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise InputError([Fault(str(folder), unwritable(error))]) from error
    free = shutil.disk_usage(folder).free
    if free < needed:
        message = f"needs {needed / 1e6:,.0f} MB, {free / 1e6:,.0f} MB are free; free some, or name another folder"
        raise InputError([Fault(str(folder), message)])
