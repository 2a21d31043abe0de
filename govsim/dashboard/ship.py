"""Make the comparison that comes with govsim: `python -m govsim.dashboard.ship [--pairs 20] [--sample 1]`.

The runs are kept in a folder beside the checkout's other results, so that the command can be interrupted.
"""

from __future__ import annotations

import argparse
import io
import json
import zipfile
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govsim.dashboard.outcome import A, B, StoredOutcome, mean, stores
from govsim.dashboard.shipped import (
    BASELINE,
    COURTYARD_EVERY,
    COURTYARD_MEASURES,
    KINDS,
    PATH,
    SCENARIO,
    SERIES,
    packed,
)
from govsim.experiment.cube import Cube, read_cube
from govsim.experiment.plausible import default_worlds, paired_in_worlds
from govsim.experiment.results import QUANTILES, names_at, unit_tables, within
from govsim.experiment.runner import run_pairs
from govsim.experiment.store import Store, model_version
from govsim.measures import MEASURES
from govsim.scenario import load

EPOCH = (1980, 1, 1, 0, 0, 0)
"""Date of the members, so that the same runs make the same archive."""


def runs(folder: Path, pairs: int, sample: float) -> StoredOutcome:
    """Make what is not stored: every pair in a plausible world of its own, as headline results are."""
    baseline, scenario = (
        replace(load(name), name=called, sample=sample) for name, called in ((BASELINE, A), (SCENARIO, B))
    )
    seeds, plausible = tuple(range(1, pairs + 1)), default_worlds(baseline.place)
    todo = paired_in_worlds((baseline, scenario), seeds, plausible)
    run_pairs(todo, Store(folder, "community"))
    run_pairs(todo[:2], stores(folder, True)[1])
    return StoredOutcome(folder, baseline, scenario, seeds, shipped=True, worlds=plausible)


def level_of(found: StoredOutcome, level: str) -> tuple[npt.NDArray[np.float64], dict[str, Any]]:
    """Means over seeds of a level, [world, measure, unit, month], and what they are of."""
    if level == "courtyard":
        measures: Sequence[str] = COURTYARD_MEASURES
        store = Store(found.folder, "courtyard")
        cubes = [read_cube(store, [store.run_id(world, found.seeds[0])], level, measures)
                 for world in found.first]
        every = COURTYARD_EVERY
    else:
        measures, every = names_at(level, MEASURES), 1
        cubes = list(found.cubes(level, measures))
    last = (len(cubes[0].months) - 1) % every
    values = np.stack([means(cube)[..., last::every] for cube in cubes])
    about = {"measures": list(measures), "units": list(cubes[0].units), "months": list(cubes[0].months[last::every]),
             "pairs": len(cubes[0].values)}
    return values, about


def means(cube: Cube) -> npt.NDArray[np.float64]:
    """[measure, unit, month]."""
    return np.moveaxis(mean(cube.values), 2, 0)


def archive(found: StoredOutcome, path: Path, command: str) -> None:
    """Write the archive."""
    measures = names_at("district", MEASURES)
    table = found.by_month(measures)
    months = np.stack([
        np.stack([
            table[(table["scenario"] == world) & (table["measure"] == measure) & (table["quantity"] == quantity)]
            [list(QUANTILES)].to_numpy() for measure in measures
        ]) for world, quantity in SERIES
    ]).astype(np.float32)
    units = pd.concat([
        table for level in ("street", "group") for table in unit_tables(
            *within(*found.cubes(level, names_at(level, MEASURES)), found.drawn), B, level, found.horizon, MEASURES)
    ], ignore_index=True)
    members = {
        "effects.csv": csv(found.effects), "units.csv": csv(units), "months.npy": npy(shortened(months)),
    }
    for name, ties in zip((A, B), found.networks or (), strict=False):
        members[f"network_{name}.csv"] = csv(ties)
    levels = {}
    for level, kind in KINDS.items():
        values, about = level_of(found, level)
        steps, low, high = packed(values, kind)
        levels[level] = about | {"low": low, "high": high}
        members[f"{level}.npy"] = npy(steps)
    about = {
        "command": command, "model": model_version(), "seeds": list(found.seeds), "worlds": found.worlds,
        "sample": found.sample, "baseline": found.baseline.resolved(), "scenario": found.scenario.resolved(),
        "measures": measures, "levels": levels,
        "notes": [{"en": en, "zh": zh, "runs": n} for (en, zh), n in found.notes.items()],
    }
    members["about.json"] = (json.dumps(about, ensure_ascii=False, indent=1) + "\n").encode()
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as written:
        for name in sorted(members):
            info = zipfile.ZipInfo(name, EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            written.writestr(info, members[name])


def shortened(values: npt.NDArray[np.float32]) -> npt.NDArray[np.float32]:
    """With 12 bits of the fraction kept, one part in 8,000, which makes the file half as large."""
    bits = values.view(np.uint32)
    kept = ((bits + np.uint32(0x400)) & np.uint32(0xFFFFF800)).view(np.float32)
    return np.where(np.isfinite(values), kept, values)


def csv(table: pd.DataFrame) -> bytes:
    """A table as text, with eight digits."""
    return table.to_csv(index=False, float_format="%.8g", na_rep="nan", lineterminator="\n").encode()


def npy(values: npt.NDArray[Any]) -> bytes:
    """An array as NumPy's file."""
    opened = io.BytesIO()
    np.save(opened, values, allow_pickle=False)
    return opened.getvalue()


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(prog="python -m govsim.dashboard.ship", description=__doc__.partition(":")[0])
    parser.add_argument("--pairs", type=int, default=20)
    parser.add_argument("--sample", type=float, default=1.0)
    parser.add_argument("--folder", type=Path, default=Path("results/shipped"))
    parser.add_argument("--file", type=Path, default=PATH)
    given = parser.parse_args()
    command = f"python -m govsim.dashboard.ship --pairs {given.pairs} --sample {given.sample:g}"
    archive(runs(given.folder, given.pairs, given.sample), given.file, command)
    print(f"{given.file}: {given.file.stat().st_size / 1e6:.2f} MB")


if __name__ == "__main__":
    main()
