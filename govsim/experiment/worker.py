"""What worker processes do that is not a run."""

from __future__ import annotations

import gc
import signal
import sys
from functools import cache
from importlib import import_module


def dask_setup(worker: object) -> None:
    """Leave Ctrl-C, which a terminal sends to all processes, to the one that started them.

    Called by dask.distributed before the worker works.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)


@cache
def load_for_good() -> None:
    """Load what runs need, once a process, so that it is not looked through each time when garbage is collected.

    Not before the worker works, or a run that kills it does so in the moment in which dask first hears of it.
    Nor where DuckDB is loaded already, which complains at the end of a process that kept it so.
    """
    import_module("govsim.run")
    if "duckdb" not in sys.modules:
        gc.collect()
        gc.freeze()
