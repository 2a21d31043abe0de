"""Target store: of each run only what the targets see of it, in a file of some hundred bytes.

A calibration makes a thousand runs and asks each for a handful of numbers. A run's name covers, beside
what it covers in any store, what the targets are, so that changed targets find no stale numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from govsim.detail import DETAIL
from govsim.experiment.parquet import write_text
from govsim.experiment.store import Store, model_version

if TYPE_CHECKING:
    from govsim.run import Run
    from govsim.scenario import Scenario
    from govsim.targets import Target


@dataclass(frozen=True)
class TargetStore(Store):
    """Runs as their target values."""

    targets: tuple[Target, ...] = ()

    @classmethod
    def of(cls, folder: Path, targets: Sequence[Target]) -> TargetStore:
        """The store of a folder; runs are asked for the levels at which the targets are seen, no more."""
        needed = {target.level for target in targets}
        return cls(folder, next(detail for detail, levels in DETAIL.items() if needed <= set(levels)), tuple(targets))

    def name(self, run: str) -> str:
        """Name of a run's file in the folder."""
        return f"runs/{run[:2]}/{run}.json"

    def run_id(self, scenario: Scenario, seed: int) -> str:
        """Name of the run of a scenario and seed, and of what is read of it."""
        read = [(item.name, item.measure, item.level, item.unit, item.since, item.month) for item in self.targets]
        return hashlib.blake2b(json.dumps([super().run_id(scenario, seed), read]).encode(), digest_size=16).hexdigest()

    def write(self, run: Run) -> str:
        """Store what the targets see; ArithmeticError where one of them is undefined in this run."""
        name = self.run_id(run.scenario, run.seed)
        values = {item.name: item.seen(run.tables) for item in self.targets}
        for target, value in values.items():
            if not np.isfinite(value):
                raise ArithmeticError(f"{target} is undefined in this run")
        write_text(json.dumps({"seed": run.seed, "model": model_version(), "values": values}) + "\n", self.path(name))
        self.failure_path(name).unlink(missing_ok=True)
        return name

    def values(self, runs: Sequence[str]) -> npt.NDArray[np.float64]:
        """What the targets see of stored runs, shape (runs, targets)."""
        found = [json.loads(self.path(run).read_text(encoding="utf-8"))["values"] for run in runs]
        return np.array([[item[target.name] for target in self.targets] for item in found]).reshape(
            len(runs), len(self.targets)
        )
