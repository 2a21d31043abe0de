"""Shipped: the comparison that comes with govsim, so that the first page shows results before anything is run.

One archive in the package: `about.json` says what was run, with which seeds, plausible worlds and version of the
model and by which command, `effects.csv`, `units.csv` and `network_A.csv` are as in `Outcome`, the other members are
arrays:

    months     quantiles by [series, measure, month, quantile], series A, B and B - A, float32
    <level>    means over seeds by [world, measure, unit, month], as whole numbers between `low` and `high`
               of each measure, the differences from month to month; the largest number stands for NaN

It is made by `python -m govsim.dashboard.ship`.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.dashboard.outcome import A, B, Course, Outcome, no_units
from govsim.experiment.results import QUANTILES
from govsim.experiment.store import model_version
from govsim.month import month_name
from govsim.scenario import Scenario, from_resolved

if TYPE_CHECKING:
    import pandas as pd

PATH = Path(str(files("govsim.dashboard"))) / "comparison.zip"

BASELINE, SCENARIO = "no_reform", "jinjiang"
"""What is compared in it."""

Kind = type[np.unsignedinteger[Any]]

KINDS: Mapping[str, Kind] = {"street": np.uint16, "community": np.uint16, "courtyard": np.uint8}
"""How finely the numbers of a level are kept."""

COURTYARD_MEASURES = (
    "satisfaction", "courtyard_condition", "functional_coverage", "formal_coverage", "participation", "pm_viable",
)
COURTYARD_EVERY = 3
"""Courtyards are kept for every third month, and for these measures."""

SERIES = ((A, "level"), (B, "level"), (B, "effect"))


def packed(values: npt.NDArray[np.float64], kind: Kind) -> tuple[Any, list[float], list[float]]:
    """[world, measure, unit, month] as whole numbers, and low and high of each measure."""
    most = float(np.iinfo(kind).max)
    finite = np.isfinite(values)
    low = np.where(finite, values, np.inf).min(axis=(0, 2, 3))
    high = np.where(finite, values, -np.inf).max(axis=(0, 2, 3))
    low, high = np.where(low <= high, low, 0.0), np.where(low <= high, high, 0.0)
    span = np.where(high > low, high - low, 1.0)[None, :, None, None]
    scaled = np.rint((np.where(finite, values, 0.0) - low[None, :, None, None]) / span * (most - 1))
    whole = np.where(finite, scaled, most).astype(kind)
    steps = np.diff(whole, axis=3, prepend=np.zeros_like(whole[..., :1]))
    return steps, low.tolist(), high.tolist()


def unpacked(steps: npt.NDArray[Any], low: float, high: float) -> npt.NDArray[np.float64]:
    """One measure of what `packed` made, [world, unit, month]."""
    most = np.iinfo(steps.dtype).max
    whole = np.cumsum(steps, axis=-1, dtype=steps.dtype)
    values = low + whole / (most - 1.0) * ((high - low) if high > low else 1.0)
    return np.where(whole == most, np.nan, values)


@dataclass(frozen=True)
class ShippedOutcome(Outcome):
    """Read from an archive; every member once, when it is asked for."""

    path: Path
    baseline: Scenario
    scenario: Scenario
    seeds: tuple[int, ...]
    about: Mapping[str, Any]
    shipped: bool = True
    worlds: int = 0

    @property
    def outdated(self) -> bool:
        """Whether another version of the model made it than the one that is installed."""
        return bool(self.about["model"] != model_version())

    def member(self, name: str) -> bytes:
        """The bytes of a member."""
        with zipfile.ZipFile(self.path) as archive:
            return archive.read(name)

    def array(self, name: str) -> npt.NDArray[Any]:
        """A member that is an array."""
        found: npt.NDArray[Any] = np.load(io.BytesIO(self.member(f"{name}.npy")), allow_pickle=False)
        return found

    def table(self, name: str) -> pd.DataFrame:
        """A member that is a table."""
        import pandas as pd

        found = pd.read_csv(io.BytesIO(self.member(f"{name}.csv")), keep_default_na=False, na_values=["nan"])
        return found.astype({name: np.float64 for name in found.select_dtypes("number") if name != "pairs"})

    @cached_property
    def effects(self) -> pd.DataFrame:
        return self.table("effects")

    @cached_property
    def all_units(self) -> pd.DataFrame:
        """Effects by street and group of all measures."""
        return self.table("units")

    @cached_property
    def months(self) -> npt.NDArray[np.float64]:
        """Quantiles by month."""
        return self.array("months").astype(np.float64)

    @cached_property
    def notes(self) -> Mapping[tuple[str, str], int]:
        return {(item["en"], item["zh"]): item["runs"] for item in self.about["notes"]}

    def by_month(self, measures: Sequence[str]) -> pd.DataFrame:
        import pandas as pd

        names, known = [month_name(month) for month in self.baseline.months], self.about["measures"]
        return pd.concat([
            pd.DataFrame({"scenario": world, "measure": measure, "month": names, "quantity": quantity}
                         | dict(zip(QUANTILES, self.months[number, known.index(measure)].T, strict=True)))
            for number, (world, quantity) in enumerate(SERIES)
            for measure in dict.fromkeys(measures) if measure in known
        ], ignore_index=True)

    def units(self, measure: str) -> pd.DataFrame:
        found = self.all_units[self.all_units["measure"] == measure]
        return found.reset_index(drop=True) if len(found) else no_units()

    def levels(self, measure: str) -> tuple[str, ...]:
        return tuple(level for level in KINDS if measure in self.about["levels"][level]["measures"])

    def course(self, level: str, measure: str) -> Course:
        about = self.about["levels"][level]
        number = about["measures"].index(measure)
        values = unpacked(self.level(level)[:, number], about["low"][number], about["high"][number])
        return Course(tuple(about["units"]), tuple(about["months"]), values[0], values[1], about["pairs"])

    def level(self, name: str) -> npt.NDArray[Any]:
        """The array of a level; kept, as pages ask for one measure after the other."""
        if name not in self._levels:
            self._levels[name] = self.array(name)
        return self._levels[name]

    @cached_property
    def _levels(self) -> dict[str, npt.NDArray[Any]]:
        return {}

    @cached_property
    def networks(self) -> tuple[pd.DataFrame, pd.DataFrame] | None:
        with zipfile.ZipFile(self.path) as archive:
            if not {f"network_{A}.csv", f"network_{B}.csv"} <= set(archive.namelist()):
                return None
        return self.table(f"network_{A}"), self.table(f"network_{B}")

    def street_months(self, measure: str) -> pd.DataFrame:
        import pandas as pd

        return pd.DataFrame(columns=["scenario", "measure", "street", "month", "effect", "q05", "q95"])


@cache
def shipped_outcome(path: Path = PATH) -> ShippedOutcome:
    """The comparison of an archive."""
    with zipfile.ZipFile(path) as archive:
        about = json.loads(archive.read("about.json"))
    baseline, scenario = from_resolved(about["baseline"]), from_resolved(about["scenario"])
    return ShippedOutcome(path, baseline, scenario, tuple(about["seeds"]), about, worlds=about["worlds"])
