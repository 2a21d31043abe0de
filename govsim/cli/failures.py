"""Runs that failed, with which errors and the command that shows one of them fail; stored files that are damaged."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING

from govsim.cli.texts import Lang, say

if TYPE_CHECKING:
    from govsim.experiment.store import Store

MOST_MESSAGES = 5
"""Different errors of runs that are shown."""


def failure_lines(failures: Mapping[str, str], runs: int, store: Store, lang: Lang) -> list[str]:
    """What is told of `failures` (run -> error) among `runs`."""
    return [
        say("runs_failed", lang, failed=len(failures), all=runs, folder=store.folder / "failed"),
        *(f"  {message}" for message in sorted(set(failures.values()))[:MOST_MESSAGES]),
        say("run_again", lang, command=store.reproduction(next(iter(failures)))),
    ]


def damaged_file(error: Exception) -> str:
    """The stored file that DuckDB could not read, as its error names it; "" for any other error."""
    found = re.search(r"'([^']+\.parquet)'", str(error))
    return found[1] if found and type(error).__module__ in ("duckdb", "_duckdb") else ""
