"""Store: each run of a study once, in a file of its own, named by everything that determines it.

A study's folder holds `runs/ab/<id>.parquet`, one row a level, unit and month and one column a
measure, with the resolved scenario and the seed in the file's metadata; `networks/ab/<id>.parquet`
for runs with courtyards; and `failed/<id>.json` for runs that raised. Files appear whole or not at
all, so that a folder can be read at any time and an interrupted study resumed.
"""

from __future__ import annotations

import hashlib
import json
import os
import shlex
import subprocess
import sys
import tempfile
import traceback
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np

import govsim
from govsim.detail import DETAIL
from govsim.experiment.parquet import check_folder, connection, quoted, read_notes, write_parquet, write_text

if TYPE_CHECKING:
    import pandas as pd

    from govsim.run import Run
    from govsim.scenario import Scenario

BYTES_A_RUN: Mapping[str, int] = {
    "district": 100_000, "street": 2_000_000, "community": 5_000_000, "courtyard": 70_000_000,
}
"""Upper bound of the size of a run of nine years, for the check of free space."""

ABOVE = (
    "experiment", "report", "evidence", "dashboard", "cli", "explain", "readers.py", "reference.py", "__main__.py",
    "trace", "wiring.py", "syntax.py", "targets.py", "scenarios", "experiments",
)
"""Parts of the package that see only the tables of a run, and the scenarios, which count as resolved."""

EVIDENCE = ("targets.toml", "plausible.toml", "plausible.csv", "plausible_runs.csv", "ledger.toml", "ledger.csv")
"""Files of a place that no run reads."""


@cache
def model_version() -> str:
    """Version of the package and a digest of the code and tables that a run depends on.

    A researcher who edits a reform and compares again in the same folder gets new runs, never the
    old ones.
    """
    root = Path(str(files("govsim")))
    parts = (
        path for path in root.rglob("*")
        if path.relative_to(root).parts[0] not in ABOVE and path.name not in EVIDENCE
    )
    return f"{govsim.__version__}+{digest_of(parts, root)}"


def digest_of(paths: Iterable[Path], root: Path) -> str:
    """Digest of code and tables among `paths`, by their names below `root` and their bytes."""
    digest = hashlib.blake2b(digest_size=6)
    for path in sorted(paths):
        if path.suffix in {".py", ".csv", ".toml"}:
            digest.update(path.relative_to(root).as_posix().encode() + b"\0" + path.read_bytes() + b"\0")
    return digest.hexdigest()


def world_key(scenario: Scenario) -> str:
    """Digest of all that determines the runs of a scenario but seed and detail.

    What the scenario is called changes nothing that happens in it, and is left out.
    """
    return key_of(scenario.resolved(), model_version())


def key_of(resolved: Mapping[str, Any], model: str) -> str:
    """The same of a resolved scenario and a version of the model."""
    world = {key: value for key, value in resolved.items() if key != "about"}
    return hashlib.blake2b(json.dumps([model, world], sort_keys=True).encode(), digest_size=16).hexdigest()


def run_of(key: str, seed: int, detail: str) -> str:
    """Name of a run: 32 hexadecimal digits of (what determines its scenario, see `world_key`; seed; detail)."""
    return hashlib.blake2b(json.dumps([key, seed, detail]).encode(), digest_size=16).hexdigest()


@contextmanager
def store_in(folder: Path | None, detail: str = "street") -> Iterator[Store]:
    """A store in a folder, or in one that goes away at the end."""
    if folder is not None:
        yield Store(folder, detail)
        return
    with tempfile.TemporaryDirectory(prefix="govsim-") as kept:
        yield Store(Path(kept), detail)


@dataclass(frozen=True)
class Store:
    """The runs of one study at one level of detail (a key of `DETAIL`)."""

    folder: Path
    detail: str = "street"

    def name(self, run: str) -> str:
        """Name of a run's file in the folder."""
        return f"runs/{run[:2]}/{run}.parquet"

    def network_name(self, run: str) -> str:
        """Name in the folder of the file of a run's ties, which is kept down to courtyards."""
        return f"networks/{run[:2]}/{run}.parquet"

    def path(self, run: str) -> Path:
        """File of a run."""
        return self.folder / self.name(run)

    def network_path(self, run: str) -> Path:
        """File of the ties of a run."""
        return self.folder / self.network_name(run)

    def failure_path(self, run: str) -> Path:
        """File of the record of a run that raised."""
        return self.folder / "failed" / f"{run}.json"

    def run_id(self, scenario: Scenario, seed: int) -> str:
        """Name of the run of a scenario and seed at this store's level of detail."""
        return run_of(world_key(scenario), seed, self.detail)

    def __contains__(self, run: str) -> bool:
        return os.path.exists(os.path.join(self.folder, self.name(run)))

    def check_room(self, pairs: Sequence[tuple[Scenario, int]]) -> None:
        """InputError where the folder has no room for the runs of these scenarios and seeds that are missing."""
        missing = sum(self.run_id(*pair) not in self for pair in pairs)
        check_folder(self.folder, missing * BYTES_A_RUN[self.detail])

    def write(self, run: Run) -> str:
        """Store a run, whole or not at all; its id."""
        name = self.run_id(run.scenario, run.seed)
        notes = {
            "model": model_version(),
            "scenario": json.dumps(run.scenario.resolved(), sort_keys=True, ensure_ascii=False),
            "seed": str(run.seed),
            "notes": json.dumps(run.notes, ensure_ascii=False),
        }
        if self.detail == "courtyard" and run.network is not None:
            write_parquet(run.network, self.network_path(name), {})
        write_parquet(columns_of({level: run.tables[level] for level in DETAIL[self.detail]}), self.path(name), notes)
        self.failure_path(name).unlink(missing_ok=True)
        return name

    def write_failure(self, scenario: Scenario, seed: int, error: BaseException) -> str:
        """Record a run that raised, with the command that repeats it; the error in one line."""
        name = self.run_id(scenario, seed)
        message = " ".join(f"{type(error).__name__}: {error}".split())
        path = self.failure_path(name)
        record = {
            "error": message,
            "reproduce": self.reproduction(name),
            "seed": seed,
            "detail": self.detail,
            "scenario": scenario.resolved(),
            "model": model_version(),
            "traceback": "".join(traceback.format_exception(error)),
        }
        write_text(json.dumps(record, indent=2, ensure_ascii=False) + "\n", path)
        return message

    def reproduction(self, run: str) -> str:
        """The command that repeats a failed run, to be pasted into any folder of this machine."""
        words = [sys.executable, "-m", "govsim", "rerun", str(self.failure_path(run).resolve())]
        return subprocess.list2cmdline(words) if os.name == "nt" else shlex.join(words)

    def about(self, run: str) -> dict[str, Any]:
        """What a stored run is: `scenario` (resolved), `seed`, `model` (version)."""
        notes = read_notes(self.path(run))
        return {"scenario": json.loads(notes["scenario"]), "seed": int(notes["seed"]), "model": notes["model"]}

    def notes(self, runs: Iterable[str]) -> dict[tuple[str, str], int]:
        """What readers of stored runs must know, English and Chinese, and how many runs it concerns."""
        counts: dict[tuple[str, str], int] = {}
        for run in dict.fromkeys(runs):
            for english, chinese in json.loads(read_notes(self.path(run))["notes"]):
                counts[english, chinese] = counts.get((english, chinese), 0) + 1
        return counts

    def stored(self) -> list[str]:
        """Every run in the folder, half-written files left out."""
        return sorted(path.stem for path in self.folder.glob("runs/*/[!.]*.parquet"))

    def network(self, run: str) -> pd.DataFrame | None:
        """The ties of a stored run, see `Run.network`; None where they are not kept."""
        path = self.network_path(run)
        if not path.exists():
            return None
        with connection() as database:
            return database.execute(f"SELECT * FROM read_parquet({quoted(path)})").df()

    def read(self, runs: Iterable[str], level: str, measures: Sequence[str] | None = None) -> pd.DataFrame:
        """One level of many runs in one query: columns run, unit, month and the measures asked for (all)."""
        paths = ", ".join(quoted(os.path.join(self.folder, self.name(run))) for run in dict.fromkeys(runs))
        columns = "* EXCLUDE (level, filename)"
        if measures is not None:
            columns = ", ".join(['unit', 'month', *(f'"{name}"' for name in measures)])
        with connection() as database:
            return database.execute(
                f"SELECT parse_filename(filename, true) AS run, {columns} "
                f"FROM read_parquet([{paths}], filename = true) WHERE level = {quoted(level)}"
            ).df()


def columns_of(tables: Mapping[str, pd.DataFrame]) -> dict[str, np.ndarray]:
    """Tables by level, one under the other, as arrays by column: level, unit, month and the measures."""
    levels = np.array(list(tables), dtype=object).repeat([len(table) for table in tables.values()])
    labels = {name: np.concatenate([table[name].to_numpy() for table in tables.values()]) for name in ("unit", "month")}
    measures = [table.iloc[:, 2:] for table in tables.values()]
    numbers = np.concatenate([table.to_numpy() for table in measures])
    return {"level": levels, **labels, **dict(zip(measures[0].columns, np.ascontiguousarray(numbers.T), strict=True))}
