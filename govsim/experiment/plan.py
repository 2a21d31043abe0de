"""Plan: every run of a study, by name, so that one can tell what is done without simulating anything.

The folder of a study holds `plan.parquet`, one row a point and scenario: `point` (number from 0),
`scenario` (name), `key` (of all that determines its runs but the seed), where seeds go through plausible
worlds `key_N` for the one with number N, and a column a factor; and `plan.json`: the model's version, the
seeds, the level of detail and where the runs are kept.
"""

from __future__ import annotations

import json
import os
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.design import SampledPoints
from govsim.experiment.factor import DRAWN, Factor, Point
from govsim.experiment.parquet import connection, quoted, write_parts, write_text
from govsim.experiment.store import Store, model_version, run_of, world_key
from govsim.experiment.study import Study, load_study
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    import pandas as pd

TABLE, NOTE = "plan.parquet", "plan.json"

POINTS_AT_ONCE = 250
"""Points whose rows are in memory while the plan is written."""

KEY = np.dtype("S16")
Keys = npt.NDArray[np.bytes_]
"""A key for every point and scenario, 16 bytes each: a fifth of what as many texts take."""


@dataclass(frozen=True)
class Plan:
    """The runs of a study: `keys[point][world]`, the names of points and worlds, the seeds."""

    keys: Keys
    points: Sequence[Point]
    factors: tuple[str, ...]
    worlds: tuple[str, ...]
    """Names; the baseline, where there is one, first."""
    paired: bool
    """Whether the first is a baseline."""
    seeds: range
    store: Store
    plausible: int = 0
    """Plausible worlds that the seeds go through; 0 where every run is in the scenarios' own."""
    drawn: Mapping[int, Keys] = field(default_factory=dict)
    """The keys in each plausible world that a seed has."""

    def keys_of(self, seed: int) -> Keys:
        """The keys in a seed's world."""
        return self.drawn[seed % self.plausible] if self.plausible else self.keys

    def run(self, point: int, world: int, seed: int) -> str:
        """Name of a run."""
        return run_of(told(self.keys_of(seed)[point, world]), seed, self.store.detail)

    def runs(self) -> Iterator[tuple[int, int, int]]:
        """(point, world, seed) of every run, seed by seed and point by point: a part of it is a whole smaller study.

        Runs that are the same, such as a baseline that no lever touches, come once.
        """
        for seed in self.seeds:
            keys = self.keys_of(seed)
            _, first = np.unique(keys, return_index=True)
            first.sort()
            for place in map(int, first):
                yield *divmod(place, keys.shape[1]), seed

    def missing(self) -> npt.NDArray[np.int32]:
        """Those of `runs` that are not stored, a row each: a plan may have a great many, and numbers are small."""
        stored = set(self.store.stored())
        row = np.dtype((np.int32, 3))
        return np.fromiter((at for at in self.runs() if self.run(*at) not in stored), row)

    @property
    def count(self) -> int:
        """How many runs there are."""
        return sum(np.unique(self.keys_of(seed)).size for seed in self.seeds)

    def tables(self) -> Iterator[pd.DataFrame]:
        """The points, some at a time: `point`, `scenario`, `key`, `key_N` and a column a factor."""
        import pandas as pd

        worlds = len(self.worlds)
        keys = {"key": self.keys} | {f"{DRAWN}{number}": keys for number, keys in self.drawn.items()}
        for start in range(0, len(self.points), POINTS_AT_ONCE):
            here = slice(start, start + POINTS_AT_ONCE)
            factors = self.factor_values(here)
            points = factors.index.repeat(worlds)
            yield pd.DataFrame({
                "point": points, "scenario": list(self.worlds) * (len(points) // worlds),
                **{name: [told(key) for key in found[here].ravel().tolist()] for name, found in keys.items()},
            }).join(factors, on="point")

    def factor_values(self, here: slice) -> pd.DataFrame:
        """A row for each of some points, a column a factor, of the same types whichever points are asked for."""
        import pandas as pd

        numbers = pd.RangeIndex(len(self.points), name="point")[here]
        found = pd.DataFrame(list(self.points[here]), numbers, list(self.factors))
        for name, kinds in self.kinds.items():
            if kinds == {int, float}:
                found[name] = found[name].astype(float)
            elif len(kinds) > 1:
                found[name] = found[name].map(str)
        return found

    @cached_property
    def kinds(self) -> Mapping[str, set[type]]:
        """Types of the values of each factor."""
        return {name: set(map(type, self.column(number))) for number, name in enumerate(self.factors)}

    def column(self, number: int) -> list[Any]:
        """Values of a factor at every point."""
        if isinstance(self.points, SampledPoints):
            return self.points.column(number)
        return [point[number] for point in self.points]

    def write(self, folder: Path, study: Study) -> None:
        """Write the plan into the study's folder."""
        write_parts(self.tables(), folder / TABLE)
        note = {
            "model": model_version(), "study": study.resolved(), "name": study.name, "title": study.title,
            "title_zh": study.title_zh, "seeds": [self.seeds.start, len(self.seeds)], "detail": self.store.detail,
            "worlds": list(self.worlds), "paired": self.paired, "plausible": self.plausible,
            "runs": from_folder(self.store.folder, folder),
        }
        write_text(json.dumps(note, ensure_ascii=False) + "\n", folder / NOTE)


def told(key: bytes) -> str:
    """A key in 32 hexadecimal digits; NumPy leaves out the zeros at the end of bytes.

    >>> told(bytes.fromhex("0a" * 15))
    '0a0a0a0a0a0a0a0a0a0a0a0a0a0a0a00'
    """
    return key.ljust(KEY.itemsize, b"\0").hex()


def from_folder(runs: Path, folder: Path) -> str:
    """Where runs are kept, seen from a study's folder, so that both can be moved together; empty for the same."""
    try:
        seen = os.path.relpath(runs.resolve(), folder.resolve())
    except ValueError:  # another drive
        return str(runs.resolve())
    return "" if seen == os.curdir else Path(seen).as_posix()


def planned(
    study: Study, folder: Path, runs: Path | None = None, progress: Callable[[int, int], None] | None = None
) -> Plan:
    """The plan of a study; what `folder` holds of it is taken from there.

    Every point is checked: InputError names those that are not allowed. `progress(done, all)` is told
    of the points.
    """
    store = Store(runs or folder, study.detail)
    numbers = sorted({seed % study.plausible for seed in study.seeds}) if study.plausible else []
    keys, drawn = known_keys(study, folder, numbers) or found_keys(study, numbers, progress)
    names = tuple(factor.name for factor in study.factors)
    return Plan(
        keys, study.points, names, study.names, study.baseline is not None, study.seeds, store, study.plausible, drawn,
    )


def known_keys(study: Study, folder: Path, numbers: Sequence[int]) -> tuple[Keys, Mapping[int, Keys]] | None:
    """The keys in a folder, where they are of this study and this version of the model, and of shipped scenarios."""
    if any(world.endswith(".toml") for world in study.worlds):
        return None
    try:
        plan, note = read_plan(folder)
    except InputError:
        return None
    same = note.get("model") == model_version() and note.get("study") == json.loads(json.dumps(study.resolved()))
    if not same or not set(numbers) <= set(plan.drawn):
        return None
    return plan.keys, {number: plan.drawn[number] for number in numbers}


def found_keys(
    study: Study, numbers: Sequence[int], progress: Callable[[int, int], None] | None
) -> tuple[Keys, Mapping[int, Keys]]:
    """The keys of every point, each scenario made and checked, and those in the plausible worlds of `numbers`."""
    shape = (len(study.points), len(study.worlds))
    keys: dict[int | None, Keys] = {number: np.empty(shape, KEY) for number in (None, *numbers)}
    faults: list[Fault] = []
    baselines: dict[Point, int] = {}
    for at, point in enumerate(study.points):
        for place, world in enumerate(study.worlds):
            shared = uncertain(study.factors, point) if world == study.baseline else None
            if shared is not None and shared in baselines:
                for table in keys.values():
                    table[at, place] = table[baselines[shared], place]
                continue
            try:
                scenario = study.scenario(world, point)
            except InputError as error:
                here = ", ".join(f"{factor.name} = {value}" for factor, value in zip(study.factors, point, strict=True))
                faults += [Fault(study.label, f"at {here}: {fault.message}") for fault in error]
                continue
            for number, table in keys.items():
                found = scenario if number is None else study.in_world(scenario, number)
                table[at, place] = bytes.fromhex(world_key(found))
            if shared is not None:
                baselines[shared] = at
        if progress is not None:
            progress(at + 1, len(study.points))
    if faults:
        raise InputError(dict.fromkeys(faults))
    return keys[None], {number: keys[number] for number in numbers}


def check(name: str, sets: Sequence[str] = ()) -> list[Fault]:
    """The faults of a study, its points included; empty when it can run."""
    try:
        found_keys(load_study(name, sets=sets), (), None)
    except InputError as error:
        return list(error)
    return []


def uncertain(factors: Sequence[Factor], point: Point) -> Point:
    """The part of a point that the baseline knows."""
    return tuple(value for factor, value in zip(factors, point, strict=True) if not factor.lever)


def read_plan(folder: Path) -> tuple[Plan, dict[str, Any]]:
    """The plan in a folder, and the note beside it; InputError where there is none that can be read."""
    try:
        note = json.loads((folder / NOTE).read_text(encoding="utf-8"))
        with connection() as database:
            table = database.execute(f"SELECT * FROM read_parquet({quoted(folder / TABLE)})").df()
    except (OSError, ValueError) as error:
        raise InputError([Fault(str(folder), "is not the folder of a study: it has no plan")]) from error
    except Exception as error:
        said = str(error).partition("\n")[0]
        reason = "not a whole Parquet file" if re.search("magic bytes|too small", said) else said
        raise InputError([Fault(str(folder / TABLE), f"the file cannot be read: {reason}")]) from error
    try:
        return plan_of(folder, table, note), note
    except (KeyError, TypeError, ValueError) as error:
        raise InputError([Fault(str(folder / NOTE), "is not a plan that this version can read")]) from error


def plan_of(folder: Path, table: pd.DataFrame, note: dict[str, Any]) -> Plan:
    """The plan of a folder's table and note."""
    numbers = [int(column.removeprefix(DRAWN)) for column in table.columns if column.startswith(DRAWN)]
    keys = {"point", "scenario", "key", *(f"{DRAWN}{number}" for number in numbers)}
    factors = tuple(column for column in table.columns if column not in keys)
    first = table.drop_duplicates("point")
    points = tuple(tuple(row) for row in first[list(factors)].itertuples(index=False))
    start, count = note["seeds"]
    store = Store(Path(os.path.normpath(folder / note["runs"])), note["detail"])

    def by_point(column: str) -> Keys:
        keys = np.fromiter(map(bytes.fromhex, table[column]), KEY, len(table))
        return keys.reshape(-1, len(note["worlds"]))

    return Plan(
        by_point("key"), points, factors, tuple(note["worlds"]), note["paired"], range(start, start + count), store,
        note["plausible"], {number: by_point(f"{DRAWN}{number}") for number in numbers},
    )
