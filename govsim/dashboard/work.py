"""Work: the runs that a page waits for, pair by pair, and what has come of them so far."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import numpy as np
import numpy.typing as npt

from govsim.dashboard.outcome import pair, stores
from govsim.dashboard.pool import Crashed, Pool, Ticket, Told
from govsim.dashboard.worker import Failed, Months, Request, Stored
from govsim.experiment.cube import read_cube
from govsim.experiment.plausible import default_worlds
from govsim.experiment.store import Store
from govsim.measures import MEASURES
from govsim.scenario import Scenario

QUICK_SAMPLE = 0.02
"""Share of households in a quick run: a run takes about a second."""

QUICK_PAIRS = 4

SECONDS_A_RUN = 13.0
"""What a run of the whole district takes, about; benchmarks/speed.json."""

Key = tuple[int, int]
"""Seed and world: 0 the baseline, 1 the scenario beside it."""


@dataclass(frozen=True)
class Plan:
    """What is to be run: two scenarios with these seeds."""

    baseline: Scenario
    scenario: Scenario
    seeds: tuple[int, ...]
    folder: Path
    long: bool
    worlds: int = 0
    """Plausible worlds that the seeds go through; 0 where all runs are in the scenarios' own."""

    @property
    def runs(self) -> list[Key]:
        """All runs, pair by pair."""
        return [(seed, world) for seed in self.seeds for world in (0, 1)]

    def request(self, key: Key) -> Request:
        """A run as a worker is asked for it; the first pair is kept down to courtyards."""
        seed, world = key
        scenario = pair(self.baseline, self.scenario, seed, self.worlds)[world]
        return Request(scenario, seed, self.folder, seed == self.seeds[0], self.long)

    def is_stored(self, key: Key) -> bool:
        """Whether a run is in the store; then it counts as used now."""
        asked = self.request(key)
        paths = [store.path(store.run_id(asked.scenario, asked.seed)) for store in stores(
            self.folder, asked.courtyards)]
        for path in paths:
            try:
                os.utime(path)
            except OSError:
                return False
        return True

    def stored_months(self, key: Key) -> npt.NDArray[np.float64]:
        """The district of a stored run, [month, measure]."""
        asked, store = self.request(key), Store(self.folder, "community")
        cube = read_cube(store, [store.run_id(asked.scenario, asked.seed)], "district", list(MEASURES))
        return cube.values[0, 0]


def quick(baseline: Scenario, scenario: Scenario, folder: Path) -> Plan:
    """A first look, with a small sample."""
    small = [replace(world, sample=min(QUICK_SAMPLE, world.sample)) for world in (baseline, scenario)]
    return Plan(small[0], small[1], tuple(range(1, QUICK_PAIRS + 1)), folder, False)


def full(baseline: Scenario, scenario: Scenario, pairs: int, folder: Path, plausible: bool = False) -> Plan:
    """As the scenarios say, all households unless they say otherwise; where wanted in the place's plausible worlds."""
    worlds = default_worlds(baseline.place) if plausible else 0
    return Plan(baseline, scenario, tuple(range(1, pairs + 1)), folder, True, worlds)


@dataclass
class Progress:
    """Where the work stands; `version` grows with everything that happens."""

    version: int = 0
    months: dict[Key, list[npt.NDArray[np.float64]]] = field(default_factory=dict)
    """Months of runs as they come, parts of [month, measure]."""
    stored: dict[Key, float] = field(default_factory=dict)
    """Finished runs and the seconds that each took."""
    failed: str = ""
    """Error of a run that raised; no more runs are made then."""
    crashed: bool = False


class Work:
    """Runs that are asked for at once; `cancel` calls back whatever is not done."""

    def __init__(self, plan: Plan, pool: Pool) -> None:
        self.plan = plan
        self.progress = Progress()
        self.lock = threading.Lock()
        self.cancelled = False
        self.began = time.monotonic()
        self.tickets: dict[Key, Ticket] = {}
        for key in plan.runs:
            if plan.is_stored(key):
                self.progress.stored[key] = 0.0
        self.began_at = self.share
        for key in plan.runs:
            if key not in self.progress.stored:
                self.tickets[key] = pool.submit(plan.request(key), partial(self.hear, key))

    def hear(self, key: Key, told: Told) -> None:
        """Take note of what a run tells."""
        with self.lock:
            now = self.progress
            if isinstance(told, Months):
                now.months.setdefault(key, []).append(told.values)
            elif isinstance(told, Stored):
                now.stored[key] = told.seconds
            elif isinstance(told, Failed):
                now.failed = now.failed or told.message
            elif isinstance(told, Crashed):
                now.crashed = True
            now.version += 1
            lost = bool(now.failed or now.crashed)
        if lost:
            self.cancel()

    def cancel(self) -> None:
        """Call back whatever is not done."""
        self.cancelled = True
        for ticket in self.tickets.values():
            ticket.cancel()
        with self.lock:
            self.progress.version += 1

    @property
    def done(self) -> bool:
        """Whether nothing more will come."""
        return self.cancelled or len(self.progress.stored) == len(self.plan.runs)

    @property
    def seeds(self) -> tuple[int, ...]:
        """Seeds whose pairs are stored, from the first as far as they follow one another."""
        done = []
        for seed in self.plan.seeds:
            if (seed, 0) not in self.progress.stored or (seed, 1) not in self.progress.stored:
                break
            done.append(seed)
        return tuple(done)

    @property
    def position(self) -> int:
        """Place in the queue, counted in runs, 1 for the next; 0 once one has begun."""
        if self.done or any(ticket.pid is not None for ticket in self.tickets.values()):
            return 0
        own = set(map(id, self.tickets.values()))
        first = next(iter(self.tickets.values()))
        return 1 + sum(id(ticket) not in own for ticket in first.pool.waiting[: first.ahead])

    @property
    def share(self) -> float:
        """Share of all months that are done."""
        months = len(self.plan.baseline.months)
        done = sum(
            1.0 if key in self.progress.stored
            else sum(len(part) for part in self.progress.months.get(key, [])) / months
            for key in self.plan.runs
        )
        return done / len(self.plan.runs)

    @property
    def seconds_left(self) -> float | None:
        """About how long it will take, judged by what is done; None before there is anything to judge by."""
        share, passed = self.share, time.monotonic() - self.began
        made = share - self.began_at
        return None if made < 0.01 else passed * (1.0 - share) / made

    def live(self, world: int) -> npt.NDArray[np.float64] | None:
        """Months of the first pair as far as they have come, [month, measure]; None before the first."""
        key = (self.plan.seeds[0], world)
        with self.lock:
            parts = list(self.progress.months.get(key, []))
            if not parts and key in self.progress.stored:
                parts = self.progress.months[key] = [self.plan.stored_months(key)]
        return np.concatenate(parts) if parts else None

