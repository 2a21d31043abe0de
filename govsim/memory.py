"""Memory that arrays free stays with the process, until it is asked to give it back.

A month of the whole district makes hundreds of temporary arrays of a few megabytes. The C library
gives such memory back at once and fetches it anew, page by page, for the next one, which takes up to
a tenth of the time. GNU's can be told to keep it; others are left as they are. Many small pieces of
memory, freed between others, stay as holes; GNU's can be told to give those back too.
"""

from __future__ import annotations

import ctypes
from contextlib import suppress
from functools import cache

TRIM_THRESHOLD, MMAP_THRESHOLD = -1, -3
"""What `mallopt` calls what is kept at the end of the heap, and the size from which arrays live outside it."""
KEPT, LARGEST = 256 << 20, 32 << 20
"""Bytes for these."""


@cache
def keep_freed_memory() -> bool:
    """Keep what arrays free, once a process; False where the C library has no such setting."""
    try:
        mallopt = ctypes.CDLL(None).mallopt
    except (AttributeError, OSError, TypeError):
        return False
    return bool(mallopt(MMAP_THRESHOLD, LARGEST) and mallopt(TRIM_THRESHOLD, KEPT))


def give_back_freed_memory() -> None:
    """Give back what is free now, holes included, where the C library can; else nothing happens."""
    with suppress(AttributeError, OSError, TypeError):
        ctypes.CDLL(None).malloc_trim(0)
