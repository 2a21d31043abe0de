"""Loaded by every worker process of dask.distributed before it works."""

from __future__ import annotations

import gc
import signal
from importlib import import_module


def dask_setup(worker: object) -> None:
    """Leave Ctrl-C, which a terminal sends to all processes, to the one that started them, and load what runs need.

    What is loaded stays, so that it is not looked through each time when what a run leaves is collected. DuckDB is
    not among it: it complains at the end of a process that kept it.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    import_module("govsim.run")
    gc.collect()
    gc.freeze()
