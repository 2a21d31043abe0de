"""Tidy: quick runs are kept as long as there is room for them; the ones that were not used for longest go first.

Full runs are never deleted: they took long, and how much room they take is told where they are started.
"""

from __future__ import annotations

import contextlib
import time
from pathlib import Path

MOST_BYTES = 2_000_000_000
"""Of all quick runs together; a change of a scenario makes about 15 million."""

SPARED_SECONDS = 3600.0
"""What was used so recently may still be on a screen and stays in any case."""


def size(folder: Path) -> int:
    """Bytes of the runs in a folder."""
    total = 0
    for path in folder.rglob("*.parquet"):
        with contextlib.suppress(OSError):
            total += path.stat().st_size
    return total


def tidy(folder: Path, most: int = MOST_BYTES, spared: float = SPARED_SECONDS) -> int:
    """Delete files of runs until the rest fits; how many went."""
    found = []
    for path in folder.rglob("*.parquet"):
        with contextlib.suppress(OSError):
            seen = path.stat()
            found.append((seen.st_mtime, seen.st_size, path))
    total, gone, now = sum(size for _, size, _ in found), 0, time.time()
    for used, size, path in sorted(found):
        if total <= most or now - used < spared:
            break
        with contextlib.suppress(OSError):
            path.unlink()
            total, gone = total - size, gone + 1
    return gone
