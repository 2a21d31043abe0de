"""Shared: what all pages of one server have in common, the pool of processes and the folder of results.

Solara calls a page without arguments; this is the one place where the server leaves something for it.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from govsim.dashboard.pool import Pool

FULL = "dashboard/full"
"""Where full runs are kept in the folder of results."""


@dataclass(frozen=True)
class Shared:
    """The pool, and the folder under which everything is read and written."""

    pool: Pool
    results: Path

    @property
    def runs(self) -> Path:
        """Store of full runs."""
        return self.results / FULL

    @property
    def quick(self) -> Path:
        """Store of quick runs."""
        return self.results / "dashboard" / "quick"


_opened: list[Shared] = []


def open_shared(shared: Shared) -> None:
    """What pages get from now on."""
    _opened[:] = [shared]


def shared() -> Shared:
    """What the server left; LookupError where there is none."""
    if not _opened:
        raise LookupError("the dashboard's server has not been started")
    return _opened[0]
