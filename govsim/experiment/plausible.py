"""Plausible worlds: the vectors that calibration did not rule out, kept beside a place's tables.

`plausible.csv` has one column a number of World and one row a world, in no order; `plausible.toml` says
where it comes from: `member` (row of the central world), `calibrated` (numbers that move a target; the
others are drawn from their whole range), `targets` (checksum), the command, seeds and versions;
`plausible_runs.csv` has the run of each world that confirmed it: its seed and what the targets saw.

A comparison draws its worlds from here, and gives every scenario the same ones: the run with seed s
is made in world number s, counted on from the first after the last.
"""

from __future__ import annotations

import csv
import io
import json
import os
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.parquet import write_text
from govsim.experiment.space import in_world
from govsim.params import Fault, InputError, declared, nearest
from govsim.place import SHIPPED, places
from govsim.world import World

if TYPE_CHECKING:
    from govsim.scenario import Scenario

VALUES, NOTE, OWN_RUNS = "plausible.csv", "plausible.toml", "plausible_runs.csv"


@dataclass(frozen=True)
class Plausible:
    """A set of worlds; `values` has shape (worlds, names)."""

    names: tuple[str, ...]
    values: npt.NDArray[np.float64]
    calibrated: tuple[str, ...]
    member: int
    """Row of the central world."""
    about: Mapping[str, Any]

    def __len__(self) -> int:
        """Number of worlds."""
        return len(self.values)

    def world(self, scenario: Scenario, number: int) -> Scenario:
        """A scenario in the world with this number, counted round; what it sets itself stays."""
        return in_world(scenario, self.names, self.values[number % len(self.values)].tolist())

    def interval(self, name: str) -> tuple[float, float]:
        """The middle 90% of the worlds' values of a number."""
        low, high = np.quantile(self.values[:, self.names.index(name)], [0.05, 0.95])
        return float(low), float(high)

    def write(self, folder: Path) -> list[Path]:
        """Write both files into a folder; the note last."""
        written = io.StringIO()
        rows = csv.writer(written, lineterminator="\n")
        rows.writerow(self.names)
        rows.writerows([f"{value:g}" for value in row] for row in self.values)
        write_text(written.getvalue(), folder / VALUES)
        note = {"member": self.member, "calibrated": list(self.calibrated), **self.about}
        write_text(in_toml(note), folder / NOTE)
        return [folder / VALUES, folder / NOTE]


def in_toml(note: Mapping[str, Any]) -> str:
    """Texts, numbers, lists of them and tables one deep, as TOML."""
    plain = [f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in note.items()
             if not isinstance(value, Mapping)]
    tables = [
        "\n".join(["", f"[{key}]", *(f"{json.dumps(name)} = {json.dumps(item, ensure_ascii=False)}"
                                     for name, item in value.items())])
        for key, value in note.items() if isinstance(value, Mapping)
    ]
    return "\n".join([*plain, *tables]) + "\n"


def load_plausible(place: str) -> Plausible | None:
    """The plausible worlds of a place (a shipped name or a folder), or None where it has none.

    InputError where the files do not fit this version of the model.
    """
    folder = os.path.join(SHIPPED, place) if place in places() else place
    values, note = os.path.join(folder, VALUES), os.path.join(folder, NOTE)
    if not os.path.isfile(note):
        return None
    return _read(folder, tuple(os.stat(path).st_mtime_ns if os.path.isfile(path) else 0 for path in (values, note)))


@lru_cache(maxsize=8)
def _read(of: str, stamp: tuple[int, ...]) -> Plausible:
    """Both files of a folder, read once as long as they stay the same."""
    folder = Path(of)
    path = folder / VALUES
    try:
        about = tomllib.loads((folder / NOTE).read_text(encoding="utf-8"))
        header, *rows = csv.reader(io.StringIO(path.read_text(encoding="utf-8")))
        values = np.array(rows, dtype=np.float64).reshape(len(rows), len(header))
        member, calibrated = int(about.pop("member")), tuple(about.pop("calibrated"))
    except (OSError, ValueError, KeyError, TypeError, tomllib.TOMLDecodeError) as error:
        raise InputError([Fault(str(path), f"the plausible worlds cannot be read: {error}")]) from error
    faults = list(faults_of(header, values, path))
    if faults:
        raise InputError(faults)
    return Plausible(tuple(header), values, calibrated, member, about)


def faults_of(names: Sequence[str], values: npt.NDArray[np.float64], path: Path) -> list[Fault]:
    """What in a table of worlds is no number of World, or out of its bounds."""
    known = declared(World)
    faults = [] if len(values) else [Fault(str(path), "has a header and no rows")]
    for column, name in enumerate(names):
        if name not in known:
            faults.append(Fault(f"{path}:1", f"unknown column {name!r}{nearest(name, known)}"))
            continue
        for row in np.flatnonzero([known[name].fault(value) is not None for value in values[:, column]])[:1]:
            faults.append(Fault(f"{path}:{row + 2}", f"{name}: {known[name].fault(values[row, column])}"))
    return faults


def paired_in_worlds(scenarios: Sequence[Scenario], seeds: Sequence[int], worlds: int) -> list[tuple[Scenario, int]]:
    """Every scenario with the first seed, then every scenario with the second, each in the seed's world.

    Without `worlds` scenarios stay as they are. InputError where the place has no plausible worlds, or fewer.
    """
    if not worlds:
        return [(scenario, seed) for seed in seeds for scenario in scenarios]
    found = needed_worlds(scenarios[0].place, worlds)
    return [(found.world(scenario, number), seed)
            for seed, number in zip(seeds, drawn_worlds(seeds, worlds) or (), strict=True) for scenario in scenarios]


def drawn_worlds(seeds: Sequence[int], worlds: int) -> list[int] | None:
    """The number of each seed's world, of the first `worlds` there are; None where there are none to be drawn."""
    return [seed % worlds for seed in seeds] if worlds else None


def visited(seeds: Sequence[int], worlds: int) -> int:
    """How many different worlds these seeds are in; 0 where none are drawn.

    >>> visited((1, 2, 3), 220), visited((1, 2, 3), 2), visited((1, 2, 3), 0)
    (3, 2, 0)
    """
    return len(set(drawn_worlds(seeds, worlds) or ()))


def rests_on(seeds: Sequence[int], worlds: int) -> int:
    """On how many values an interval over these seeds rests: worlds, or seeds where none are drawn; on one, none does.

    >>> rests_on((1, 2, 3), 220), rests_on((1, 2, 3), 1), rests_on((1, 2, 3), 0)
    (3, 1, 3)
    """
    return visited(seeds, worlds) or len(seeds)


def worlds_notes(scenarios: Sequence[Scenario], seeds: int, worlds: int) -> dict[tuple[str, str], int]:
    """What readers must know of the worlds of runs: numbers that scenarios set are the same in all of them."""
    notes = {}
    for scenario in scenarios if worlds else ():
        own = [item.path for item in scenario.overrides if item.path.startswith("world.")]
        if own:
            words = (
                f"{scenario.name} sets {', '.join(own)}, which therefore is the same in every plausible world",
                f"{scenario.name} 自行设定 {'、'.join(own)}，因此在所有合理世界中相同",
            )
            notes[words] = seeds
    return notes


def default_worlds(place: str) -> int:
    """How many worlds headline results go through: all that the place has, or none."""
    found = load_plausible(place)
    return 0 if found is None else len(found)


def needed_worlds(place: str, worlds: int) -> Plausible:
    """The plausible worlds of a place; InputError where there are none, or too few."""
    found = load_plausible(place)
    if found is None:
        raise InputError([Fault("worlds", f"{place} has no plausible worlds; make them with `govsim calibrate`, "
                                          "or use --worlds 0")])
    if worlds > len(found):
        raise InputError([Fault("worlds", f"must be a whole number from 0 to {len(found)}, not {worlds}")])
    return found
