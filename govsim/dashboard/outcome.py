"""Outcome: what two scenarios came to, A the baseline and B beside it, measure by measure.

Numbers come from the same functions as those of `govsim compare`: paired effects with their intervals
within seeds, quantiles over seeds by month. The first seed is also kept down to courtyards, for the map.
All runs are in the scenarios' own worlds, or those of each seed in a plausible world of its own.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.compare import Comparison
from govsim.experiment.cube import Cube, read_cube
from govsim.experiment.plausible import drawn_worlds, paired_in_worlds, worlds_notes
from govsim.experiment.results import effect_table, month_rows, names_at, street_tables, unit_tables, within
from govsim.experiment.store import Store
from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

Floats = npt.NDArray[np.float64]

A, B = "A", "B"
"""What the two scenarios are called wherever they are run and stored."""


@dataclass(frozen=True)
class Course:
    """Means over seeds by place and month, arrays [unit, month]; `pairs` is how many seeds they rest on."""

    units: tuple[str, ...]
    months: tuple[str, ...]
    a: Floats
    b: Floats
    pairs: int


class Outcome(ABC):
    """Two compared scenarios and what was found; `seeds` are those of the pairs that are done."""

    baseline: Scenario
    scenario: Scenario
    seeds: tuple[int, ...]
    shipped: bool
    """Whether it came with govsim rather than from runs made here."""
    worlds: int
    """Plausible worlds that the seeds went through; 0 where all runs were made in the scenarios' own."""

    @property
    def horizon(self) -> str:
        """Month in which effects are read: the last."""
        return month_name(self.baseline.end)

    @property
    def sample(self) -> float:
        """Share of households that was simulated."""
        return self.baseline.sample

    @property
    @abstractmethod
    def effects(self) -> pd.DataFrame:
        """A row a measure of the district, see `Comparison.effects`."""

    @property
    @abstractmethod
    def notes(self) -> Mapping[tuple[str, str], int]:
        """What readers must know of the runs, see `Comparison.notes`."""

    @abstractmethod
    def by_month(self, measures: Sequence[str]) -> pd.DataFrame:
        """Quantiles by month of the district, see `Comparison.by_month`."""

    @abstractmethod
    def units(self, measure: str) -> pd.DataFrame:
        """Effects by street and resident group at the horizon, see `Comparison.winners`."""

    @abstractmethod
    def course(self, level: str, measure: str) -> Course:
        """Means by place and month at a level ("street", "community" or "courtyard")."""

    @abstractmethod
    def levels(self, measure: str) -> tuple[str, ...]:
        """Levels at which there is a course of a measure."""

    @abstractmethod
    def street_months(self, measure: str) -> pd.DataFrame:
        """Effects by street and month, see `Comparison.street_months`; empty where they are not kept."""

    @property
    def brief(self) -> Comparison:
        """As a comparison that holds the effects on the district alone, for sentences."""
        import pandas as pd

        none = pd.DataFrame()
        return Comparison(
            self.baseline, (self.scenario,), self.seeds, self.horizon, self.effects, none, none, none, self.notes,
            worlds=self.worlds)

    @property
    def first(self) -> tuple[Scenario, Scenario]:
        """A and B in the world of the first pair."""
        return pair(self.baseline, self.scenario, self.seeds[0], self.worlds)

    @property
    def networks(self) -> tuple[pd.DataFrame, pd.DataFrame] | None:
        """Ties of the first run of A and of B, see `Run.network`; None where they are not kept."""
        return None

    def comparison(self, measures: Sequence[str]) -> Comparison:
        """As a comparison, for sentences and figures of these measures."""
        import pandas as pd

        tables = [self.units(measure) for measure in measures]
        streets = [self.street_months(measure) for measure in measures]
        return Comparison(
            self.baseline, (self.scenario,), self.seeds, self.horizon, self.effects,
            pd.concat(tables, ignore_index=True), self.by_month(measures), pd.concat(streets, ignore_index=True),
            self.notes, worlds=self.worlds,
        )


@lru_cache(maxsize=512)
def pair(baseline: Scenario, scenario: Scenario, seed: int, worlds: int) -> tuple[Scenario, Scenario]:
    """What is run with a seed: both scenarios as they are, or in the seed's plausible world of so many."""
    (first, _), (second, _) = paired_in_worlds((baseline, scenario), (seed,), worlds)
    return first, second


def stores(folder: Path, first: bool) -> list[Store]:
    """Where a run is kept; the runs of the first seed also down to courtyards."""
    return [Store(folder, "community"), *([Store(folder, "courtyard")] if first else [])]


@dataclass(frozen=True)
class StoredOutcome(Outcome):
    """Read from the stored runs of A and B with these seeds, all of which must be there."""

    folder: Path
    baseline: Scenario
    scenario: Scenario
    seeds: tuple[int, ...]
    shipped: bool = False
    worlds: int = 0

    @cached_property
    def runs(self) -> tuple[list[str], list[str]]:
        """Names of the stored runs of A and of B."""
        store = Store(self.folder, "community")
        found = [[store.run_id(world, seed) for world in pair(self.baseline, self.scenario, seed, self.worlds)]
                 for seed in self.seeds]
        return [first for first, _ in found], [second for _, second in found]

    def cubes(self, level: str, measures: Sequence[str]) -> tuple[Cube, Cube]:
        """The runs of A and of B at a level."""
        store = Store(self.folder, "community")
        a, b = (read_cube(store, runs, level, measures) for runs in self.runs)
        return a, b

    @cached_property
    def district(self) -> tuple[Cube, Cube]:
        """All measures of the district."""
        return self.cubes("district", names_at("district", MEASURES))

    @property
    def drawn(self) -> list[int] | None:
        """The number of each seed's plausible world; None where there are none."""
        return drawn_worlds(self.seeds, self.worlds)

    @cached_property
    def effects(self) -> pd.DataFrame:
        return effect_table(*self.district, B, self.horizon, self.drawn)

    @cached_property
    def notes(self) -> Mapping[tuple[str, str], int]:
        own = Store(self.folder, "community").notes([*self.runs[0], *self.runs[1]])
        return {**own, **worlds_notes((self.baseline, self.scenario), len(self.seeds), self.worlds)}

    def by_month(self, measures: Sequence[str]) -> pd.DataFrame:
        import pandas as pd

        a, b = self.district
        places = [a.measures.index(measure) for measure in dict.fromkeys(measures) if measure in a.measures]
        first, second = (Cube(cube.values[..., places], cube.units, cube.months, tuple(
            cube.measures[place] for place in places)) for cube in (a, b))
        before, after = first.values[:, 0], second.values[:, 0]
        rows = [*month_rows(first, A, "level", before), *month_rows(second, B, "level", after),
                *month_rows(second, B, "effect", after - before)]
        return pd.concat(rows, ignore_index=True)

    def units(self, measure: str) -> pd.DataFrame:
        import pandas as pd

        found = [
            frame for level in ("street", "group") if level in MEASURES[measure].levels
            for frame in unit_tables(
                *within(*self.cubes(level, [measure]), self.drawn), B, level, self.horizon, MEASURES)
        ]
        return pd.concat(found, ignore_index=True) if found else no_units()

    def street_months(self, measure: str) -> pd.DataFrame:
        import pandas as pd

        if "street" not in MEASURES[measure].levels:
            return pd.DataFrame(columns=["scenario", "measure", "street", "month", "effect", "q05", "q95"])
        return pd.concat(street_tables(*self.cubes("street", [measure]), B), ignore_index=True)

    def levels(self, measure: str) -> tuple[str, ...]:
        return tuple(level for level in ("street", "community", "courtyard") if level in MEASURES[measure].levels)

    @cached_property
    def networks(self) -> tuple[pd.DataFrame, pd.DataFrame] | None:
        store = Store(self.folder, "courtyard")
        a, b = (store.network(store.run_id(world, self.seeds[0])) for world in self.first)
        return None if a is None or b is None else (a, b)

    def course(self, level: str, measure: str) -> Course:
        if level == "courtyard":
            store, seed = Store(self.folder, "courtyard"), self.seeds[0]
            a, b = (read_cube(store, [store.run_id(world, seed)], level, [measure]) for world in self.first)
        else:
            a, b = self.cubes(level, [measure])
        return Course(a.units, a.months, mean(a.values[..., 0]), mean(b.values[..., 0]), len(a.values))


def mean(values: Any) -> Floats:
    """Mean over runs of what is defined; NaN where nothing is."""
    count = np.isfinite(values).sum(axis=0)
    total = np.where(np.isfinite(values), values, 0.0).sum(axis=0)
    return np.divide(total, count, out=np.full(total.shape, np.nan), where=count > 0)


def no_units() -> pd.DataFrame:
    """The table of `units` without rows."""
    import pandas as pd

    names = ("scenario", "measure", "level", "unit", "baseline", "outcome", "effect", "low", "high", "positive",
             "verdict")
    return pd.DataFrame(columns=list(names))


@lru_cache(maxsize=32)
def stored(
    folder: Path, baseline: Scenario, scenario: Scenario, seeds: tuple[int, ...], worlds: int = 0
) -> StoredOutcome:
    """The outcome of stored runs; pages that show the same share it."""
    return StoredOutcome(folder, baseline, scenario, seeds, worlds=worlds)


def finished(
    folder: Path, baseline: Scenario, scenario: Scenario, seeds: Sequence[int], worlds: int = 0
) -> tuple[int, ...]:
    """The first of these seeds whose pairs are stored, as far as they follow one another."""
    done = []
    for seed in seeds:
        kept = stores(folder, seed == seeds[0])
        if any(store.run_id(world, seed) not in store
               for store in kept for world in pair(baseline, scenario, seed, worlds)):
            break
        done.append(seed)
    return tuple(done)
