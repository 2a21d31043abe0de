"""The folder of a calibration: the set of plausible worlds, tables about it, and a manifest."""

from __future__ import annotations

import shlex
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

from govsim.experiment.calibrate import Calibration
from govsim.experiment.history_matching import Known, implausibility, relative
from govsim.experiment.manifest import MANIFEST, versions, write_manifest
from govsim.experiment.parquet import write_text
from govsim.experiment.plausible import OWN_RUNS, Plausible
from govsim.experiment.store import Store, model_version
from govsim.targets import targets_checksum

if TYPE_CHECKING:
    from govsim.experiment.calibration_check import Check

LIBRARIES = ("scikit-learn",)
"""What a calibration uses beside the model's own libraries."""


def plausible(found: Calibration, command: str) -> Plausible:
    """The set of worlds with where it comes from."""
    about = {
        "command": command,
        "model": model_version(),
        "scenario": found.scenario.name,
        "sample": found.scenario.sample,
        "seed": found.seed,
        "targets": targets_checksum(found.targets),
        "runs": sum(len(wave.units) for wave in found.waves) + len(found.units) + found.refuted,
        "refuted": found.refuted,
        "not_ruled_out": [float(f"{wave.left:.3g}") for wave in found.waves],
        "versions": versions(LIBRARIES),
    }
    names = tuple(found.space.names[column] for column in found.active)
    return Plausible(found.space.names, found.space.values(found.units), names, found.member, about)


def tables(found: Calibration) -> dict[str, pd.DataFrame]:
    """Tables by name, tidy: `parameters`, `targets`, `waves`, `correlations`, `emulator`."""
    return {
        "parameters": parameters(found), "targets": targets(found), "waves": waves(found),
        "correlations": correlations(found), "emulator": emulator(found),
    }


def parameters(found: Calibration) -> pd.DataFrame:
    """Every uncertain number: its range, whether it moves a target, and the middle 90% of the set."""
    values = found.space.values(found.units)
    low, median, high = np.quantile(values, [0.05, 0.5, 0.95], axis=0)
    width = found.units.std(axis=0, ddof=1) * np.sqrt(12.0)
    movers = [
        " ".join(target.name for target, columns in zip(found.targets, found.moves, strict=True) if column in columns)
        for column in range(len(found.space.names))
    ]
    return pd.DataFrame({
        "parameter": found.space.names,
        "calibrated": [column in found.active for column in range(len(found.space.names))],
        "moves": movers,
        "range_low": [item.bounds[0] for item in found.space.parameters if item.bounds],
        "range_high": [item.bounds[1] for item in found.space.parameters if item.bounds],
        "default": [item.default for item in found.space.parameters],
        "low": low, "median": median, "high": high, "central": values[found.member],
        "spread_left": width,
    })


def targets(found: Calibration) -> pd.DataFrame:
    """Each target beside what the runs of the set show."""
    low, median, high = np.quantile(found.values, [0.05, 0.5, 0.95], axis=0)
    met = [np.mean([target.met(value) for value in found.values[:, number]])
           for number, target in enumerate(found.targets)]
    return pd.DataFrame({
        "target": [item.name for item in found.targets], "measure": [item.measure for item in found.targets],
        "value": [item.value for item in found.targets], "below": [item.below for item in found.targets],
        "above": [item.above for item in found.targets], "low": low, "median": median, "high": high, "met": met,
    })


def waves(found: Calibration) -> pd.DataFrame:
    """What each wave did and taught, a row a wave and target."""
    rows = []
    for number, wave in enumerate(found.waves, 1):
        for at, target in enumerate(found.targets):
            rows.append({
                "wave": number, "runs": len(wave.units), "not_ruled_out": wave.left, "target": target.name,
                "inputs": " ".join(found.space.names[column] for column in wave.emulator.inputs[at]),
                "explained": wave.emulator.explained[at], "error": float(np.sqrt(wave.emulator.error[at])),
                "q05": float(np.quantile(wave.values[:, at], 0.05)), "median": float(np.median(wave.values[:, at])),
                "q95": float(np.quantile(wave.values[:, at], 0.95)),
            })
    return pd.DataFrame(rows)


def correlations(found: Calibration) -> pd.DataFrame:
    """Rank correlations between calibrated numbers over the set, the strongest first: the ridges."""
    from scipy import stats

    active = found.active
    rows = [
        (found.space.names[one], found.space.names[other],
         float(stats.spearmanr(found.units[:, one], found.units[:, other]).statistic))
        for number, one in enumerate(active) for other in active[number + 1 :]
    ]
    frame = pd.DataFrame(rows, columns=["parameter", "with", "correlation"])
    return frame.iloc[np.argsort(-frame["correlation"].abs(), kind="stable")].reset_index(drop=True)


def emulator(found: Calibration) -> pd.DataFrame:
    """The emulator against fresh runs at all vectors drawn at the end, and (`_kept`) at those that stay in the set.

    These stay for what their runs showed, so that all are the fair test.
    """
    error = found.shown - found.foreseen
    within = np.abs(error) <= 2.0 * np.sqrt(found.variance)
    told: dict[str, object] = {"target": [item.name for item in found.targets], "bias": error.mean(axis=0)}
    for end, which in (("", slice(None)), ("_kept", found.stays)):
        told |= {
            f"error{end}": np.sqrt((error[which] ** 2).mean(axis=0)),
            f"foreseen_error{end}": np.sqrt(found.variance[which].mean(axis=0)),
            f"within_2{end}": within[which].mean(axis=0), f"vectors{end}": len(error[which]),
        }
    return pd.DataFrame(told)


def write_calibration_folder(
    found: Calibration, folder: Path, command: str, checked: Check | None = None
) -> list[Path]:
    """Write the set, `tables/*.csv`, then `manifest.json`: a folder without it is not finished. The files."""
    (folder / MANIFEST).unlink(missing_ok=True)
    paths: list[Path] = [own_runs(found, folder), *plausible(found, command).write(folder)]
    frames = tables(found) | ({} if checked is None else {"check": checked.table()})
    for name, frame in frames.items():
        paths.append(folder / "tables" / f"{name}.csv")
        write_text(frame.to_csv(index=False, lineterminator="\n"), paths[-1])
    content = {
        "calibration": {
            "place": found.scenario.place, "waves": len(found.waves), "vectors": len(found.units),
            "refuted": found.refuted, "runs": sum(len(wave.units) for wave in found.waves),
            "not_ruled_out": [wave.left for wave in found.waves], "targets": targets_checksum(found.targets),
        },
        "scenario": found.scenario.resolved(), "seeds": [found.seed],
    }
    write_manifest(
        folder, "calibrate", content, paths, Store(folder), [], command=shlex.split(command), libraries=LIBRARIES)
    return paths


def own_runs(found: Calibration, folder: Path) -> Path:
    """Write the seed of the run that confirmed each world, what it showed, and how implausible it is (1: ruled out).

    Whoever has the set can make one of these runs again and see whether this version of the model still shows it.
    """
    chance = np.stack([curve(found.values[:, column]) for column, curve in enumerate(found.chance)], axis=1)
    worst = relative(implausibility(Known.of(found.targets), found.values, 2.0 * chance))
    names = [target.name for target in found.targets]
    table = pd.DataFrame(found.values, columns=names).assign(implausible=worst.round(4))
    table.insert(0, "seed", found.seeds)
    path = folder / OWN_RUNS
    write_text(table.to_csv(index=False, lineterminator="\n", float_format="%.10g"), path)
    return path


def command_line(place: str, sets: Sequence[str], **numbers: float | None) -> str:
    """The command that makes this calibration again."""
    given = (f"--{key} {value:g}" for key, value in numbers.items() if value is not None)
    parts = ["govsim calibrate", shlex.quote(place), *given]
    return " ".join([*parts, *(f"--set {shlex.quote(item)}" for item in sets)])
