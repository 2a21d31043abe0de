"""Stand-ins for `simulate` that worker processes of the dashboard import: fast, and misbehaving where asked to."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import numpy as np
import pandas as pd

from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.scenario import Scenario
from tests.experiment.fake import FakeRun, fake


@dataclass(frozen=True)
class WatchedRun(FakeRun):
    """As the real Run, without ties."""

    network: None = None


Watch = Callable[[np.ndarray], None] | None


def watched(scenario: Scenario, seed: int, *, detail: str = "community", watch: Watch = None) -> FakeRun:
    """A made-up run whose months are told one by one, with two courtyards where they are asked for."""
    run = WatchedRun(scenario, seed, fake(scenario, seed).tables)
    if detail == "courtyard":
        months = [month_name(month) for month in scenario.months]
        values = {name: np.full(2 * len(months), float(seed)) for name in MEASURES}
        run.tables["courtyard"] = pd.DataFrame({
            "month": np.repeat(months, 2), "unit": ["Shuyuan-1", "Shuyuan-2"] * len(months), **values})
    for row in run.tables["district"][list(MEASURES)].to_numpy():
        if watch is not None:
            watch(row)
    return run


def endless(scenario: Scenario, seed: int, *, detail: str = "community", watch: Watch = None) -> Any:
    """Months without end; it stops when it is called back."""
    while True:
        time.sleep(0.01)
        if watch is not None:
            watch(np.zeros(len(MEASURES)))


def deaf(scenario: Scenario, seed: int, *, detail: str = "community", watch: Watch = None) -> Any:
    """Never comes to its first month."""
    time.sleep(600)


def failing(scenario: Scenario, seed: int, *, detail: str = "community", watch: Watch = None) -> Any:
    """Raises."""
    raise ArithmeticError("infinity in month 2008-03")


def deadly(scenario: Scenario, seed: int, *, detail: str = "community", watch: Watch = None) -> FakeRun:
    """Kills its process for the second seed."""
    if seed == 2:
        os.kill(os.getpid(), signal.SIGKILL)
    return watched(scenario, seed, detail=detail, watch=watch)
