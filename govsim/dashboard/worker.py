"""Worker: a process of its own that makes the runs of one request after the other and tells how they go.

It is started before there is anything to do, because importing the model takes as long as a small run.
It ends when the connection to its parent does.
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

EVERY = 0.25
"""Seconds between two reports from within a run."""

THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS")


@dataclass(frozen=True)
class Request:
    """Paired runs to make: the scenarios in this order with the first seed, then with the second."""

    scenarios: tuple[Scenario, ...]
    seeds: tuple[int, ...]
    folder: Path
    """Store of the runs; what is stored is not made again."""


@dataclass(frozen=True)
class Months:
    """Months of a run as they come: `values` by month and measure, district level, `first` the index of its first."""

    seed: int
    world: int
    first: int
    of: int
    values: Any


@dataclass(frozen=True)
class Stored:
    """A run is in the store."""

    seed: int
    world: int


@dataclass(frozen=True)
class Failed:
    """A run raised; `message` is its error in one line."""

    seed: int
    world: int
    message: str


@dataclass(frozen=True)
class Finished:
    """All that was asked for is done; `seconds` is what it took."""

    seconds: float


Report = Months | Stored | Failed | Finished


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
            serve(connection.recv(), connection.send, make)
    except (EOFError, OSError):
        return


def serve(request: Request, tell: Callable[[Report], None], make: Callable[..., Any]) -> None:
    """Make what is not stored, pair by pair."""
    from govsim.dashboard.outcome import stores

    began = time.monotonic()
    for seed in request.seeds:
        for world, scenario in enumerate(request.scenarios):
            kept = stores(request.folder, seed == request.seeds[0])
            if any(store.run_id(scenario, seed) not in store for store in kept):
                watch = Watch(tell, seed, world, len(scenario.months))
                try:
                    run = make(scenario, seed, courtyards=seed == request.seeds[0], watch=watch)
                except Exception as error:
                    message = kept[0].write_failure(scenario, seed, error)
                    tell(Failed(seed, world, message))
                    return
                watch.flush()
                for store in kept:
                    store.write(run)
            tell(Stored(seed, world))
    tell(Finished(time.monotonic() - began))


class Watch:
    """Takes the district's measures of each month and reports them a few times a second."""

    def __init__(self, tell: Callable[[Report], None], seed: int, world: int, months: int) -> None:
        self.tell, self.seed, self.world, self.of = tell, seed, world, months
        self.rows: list[Any] = []
        self.sent = 0
        self.last = 0.0

    def __call__(self, values: Any) -> None:
        self.rows.append(values)
        if time.monotonic() - self.last >= EVERY:
            self.flush()

    def flush(self) -> None:
        """Report what has come since the last report."""
        import numpy as np

        fresh = self.rows[self.sent :]
        if fresh:
            self.tell(Months(self.seed, self.world, self.sent, self.of, np.array(fresh)))
        self.sent, self.last = len(self.rows), time.monotonic()
