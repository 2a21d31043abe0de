"""Course store: of each run what validation looks at: the district's table, some numbers by street, and the targets.

A validation makes thousands of runs down to the communities and needs little of each. A run's name covers,
beside what it covers in any store, what the targets are, so that changed targets find no stale numbers.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.experiment.parquet import read_notes, write_parquet
from govsim.experiment.signature import Course
from govsim.experiment.store import Store, model_version
from govsim.targets import targets_checksum

if TYPE_CHECKING:
    from govsim.run import Run
    from govsim.scenario import Scenario
    from govsim.targets import Target

BY_STREET = ("hours_down",)
"""Measures that are kept by street."""


@dataclass(frozen=True)
class CourseStore(Store):
    """Runs as their course; `targets` are those with a measure."""

    targets: tuple[Target, ...] = ()

    @classmethod
    def of(cls, folder: Path, targets: Sequence[Target]) -> CourseStore:
        """The store of a folder."""
        return cls(folder, "community", tuple(target for target in targets if target.measure))

    def run_id(self, scenario: Scenario, seed: int) -> str:
        """Name of the run of a scenario and seed, and of what is read of it."""
        read = [super().run_id(scenario, seed), "course", *BY_STREET, targets_checksum(self.targets)]
        return hashlib.blake2b(json.dumps(read).encode(), digest_size=16).hexdigest()

    def write(self, run: Run) -> str:
        """Store the course of a run, whole or not at all; its name."""
        import pandas as pd

        name = self.run_id(run.scenario, run.seed)
        streets = run.tables["street"][["unit", "month", *BY_STREET]]
        district = run.tables["district"]
        table = pd.concat([district.assign(level="district"), streets.assign(level="street")], ignore_index=True)
        notes = {
            "model": model_version(),
            "scenario": json.dumps(run.scenario.resolved(), sort_keys=True, ensure_ascii=False),
            "seed": str(run.seed),
            "notes": json.dumps(run.notes, ensure_ascii=False),
            "targets": json.dumps({target.name: target.seen(run.tables) for target in self.targets}),
        }
        write_parquet(table, self.path(name), notes)
        self.failure_path(name).unlink(missing_ok=True)
        return name

    def seen(self, run: str) -> dict[str, float]:
        """What the targets see of a stored run, by name; NaN where it does not reach the month."""
        found: dict[str, float] = json.loads(read_notes(self.path(run))["targets"])
        return found

    def courses(self, runs: Iterable[str], rich: tuple[str, ...]) -> dict[str, Course]:
        """Courses of stored runs by name; `rich` names the streets with the most tax per resident."""
        wanted = list(dict.fromkeys(runs))
        district = self.read(wanted, "district").set_index("month").drop(columns="unit")
        street = self.read(wanted, "street", BY_STREET).set_index("month")
        by_run, by_street = dict(list(district.groupby("run"))), dict(list(street.groupby("run")))
        return {
            run: Course(by_run[run].drop(columns="run").sort_index(), by_street[run].drop(columns="run"), rich)
            for run in wanted
        }
