"""Worker: a process of its own that makes one run after the other and tells how it goes.

It is started before there is anything to do, because importing the model takes as long as a small run.
Between two months it looks whether the run is still wanted. It ends when the connection to its parent does.
"""

from __future__ import annotations

import importlib
import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from govsim.scenario import Scenario

EVERY = 0.2
"""Seconds between two reports from within a run."""

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Request:
    """A run to make; what is stored is not made again."""

    scenario: Scenario
    seed: int
    folder: Path
    """Store of the runs."""
    courtyards: bool
    """Whether it is kept down to courtyards too."""
    long: bool = False
    """Whether it takes more than seconds; such runs never take all processes."""


@dataclass(frozen=True)
class Months:
    """Months of a run as they come: `values` by month and measure, district level, `first` the index of its first."""

    first: int
    of: int
    values: Any


@dataclass(frozen=True)
class Stored:
    """The run is in the store; `seconds` is what it took, 0 where it was there before."""

    seconds: float


@dataclass(frozen=True)
class Failed:
    """The run raised; `message` is its error in one line."""

    message: str


class Dropped(Exception):
    """The run was called back."""


class CallBack:
    """What a parent sends when a run is no longer wanted."""


Report = Months | Stored | Failed | Dropped


def main(connection: Connection, simulate: str) -> None:
    """Serve requests until the connection ends; `simulate` is the name of what makes a run, "module:function"."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    for name in THREADS:
        os.environ[name] = "1"
    module, _, function = simulate.partition(":")
    make = getattr(importlib.import_module(module), function)
    try:
        connection.send("ready")
        while True:
            request = connection.recv()
            if isinstance(request, Request):
                connection.send(serve(request, connection.send, lambda: connection.poll(0), make))
    except (EOFError, OSError):
        return


def serve(
    request: Request, tell: Callable[[Report], None], unwanted: Callable[[], bool], make: Callable[..., Any]
) -> Report:
    """Make a run unless it is stored; its last report."""
    from govsim.dashboard.outcome import stores

    began = time.monotonic()
    scenario, seed = request.scenario, request.seed
    kept = stores(request.folder, request.courtyards)
    if all(store.run_id(scenario, seed) in store for store in kept):
        return Stored(0.0)
    watch = Watch(tell, unwanted, len(scenario.months))
    try:
        run = make(scenario, seed, detail=kept[-1].detail, watch=watch)
        watch.flush()
        for store in kept:
            store.write(run)
    except Dropped as dropped:
        return dropped
    except Exception as error:
        return Failed(kept[0].write_failure(scenario, seed, error))
    return Stored(time.monotonic() - began)


class Watch:
    """Takes the district's measures of each month and reports them a few times a second; raises Dropped."""

    def __init__(self, tell: Callable[[Report], None], unwanted: Callable[[], bool], months: int) -> None:
        self.tell, self.unwanted, self.of = tell, unwanted, months
        self.rows: list[Any] = []
        self.sent = 0
        self.last = 0.0

    def __call__(self, values: Any) -> None:
        if self.unwanted():
            raise Dropped
        self.rows.append(values)
        if time.monotonic() - self.last >= EVERY:
            self.flush()

    def flush(self) -> None:
        """Report what has come since the last report."""
        import numpy as np

        fresh = self.rows[self.sent :]
        if fresh:
            self.tell(Months(self.sent, self.of, np.array(fresh)))
        self.sent, self.last = len(self.rows), time.monotonic()
