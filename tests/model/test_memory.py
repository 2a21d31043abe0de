"""Memory that arrays free stays with the process."""

from __future__ import annotations

import subprocess
import sys

import pytest

from govsim.memory import keep_freed_memory

PROGRAM = """
import resource
import numpy as np
from govsim.memory import keep_freed_memory
keep_freed_memory()
def pages_fetched():
    before = resource.getrusage(resource.RUSAGE_SELF).ru_minflt
    for _ in range(20):
        several = [np.ones(900_000) for _ in range(5)]
        del several
    return resource.getrusage(resource.RUSAGE_SELF).ru_minflt - before
pages_fetched()
print(pages_fetched())
"""


@pytest.mark.skipif(not keep_freed_memory(), reason="the C library cannot be told to keep memory")
def test_pages_of_temporary_arrays_are_fetched_once() -> None:
    """Twenty times 36 MB one after the other, each of 8,790 pages."""
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert int(done.stdout) < 200
