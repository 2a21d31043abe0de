"""Waves of a calibration: each runs where the emulators of the earlier ones rule nothing out, and fits a better one."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from govsim.experiment.emulator import Emulator, fit
from govsim.experiment.history_matching import Known, central, implausibility, log_density, relative, screened, walk
from govsim.experiment.runner import RunsFailed, run_pairs
from govsim.experiment.space import Space, in_world
from govsim.experiment.target_store import TargetStore
from govsim.params import Fault, InputError
from govsim.targets import Target

if TYPE_CHECKING:
    from govsim.experiment.runner import Pair, Progress, Simulate
    from govsim.scenario import Scenario

Floats = npt.NDArray[np.float64]

STEPS = 300
"""Steps of every walk through what is not ruled out."""

CANDIDATES = 100_000
"""Points of the cube among which walks find their starts."""

MOST_BATCHES = 6
"""Times that vectors are drawn until enough of them are confirmed."""

CANDIDATES_CENTRAL, SEEDS_CENTRAL = 16, 12
"""Vectors among which the central one is looked for, and runs of each."""

FIRST_SEED = 100_000
"""Seeds of one wave begin this far from those of the next."""


@dataclass(frozen=True)
class Wave:
    """Runs of a wave, `seeds` and `values` (runs, targets) beside `units`, and what all runs so far taught."""

    units: Floats
    seeds: tuple[int, ...]
    values: Floats
    emulator: Emulator
    left: float
    """Share of the cube that is not ruled out afterwards."""

    @property
    def active(self) -> tuple[int, ...]:
        """Columns of the parameters that move a target."""
        return tuple(sorted({column for columns in self.emulator.inputs for column in columns}))


def waves_of(work: Work, waves: int, runs: int) -> tuple[Wave, ...]:
    """The waves, the first with twice as many runs, the last with two seeds for each of half as many vectors."""
    done: list[Wave] = []
    for number in range(1, waves + 1):
        done.append(work.wave(number, 2 * runs if number == 1 else runs, done, twice=number == waves))
    return tuple(done)


@dataclass(frozen=True)
class Work:
    """One calibration under way."""

    scenario: Scenario
    targets: tuple[Target, ...]
    space: Space
    folder: Path
    seed: int
    workers: int | None = None
    progress: Callable[[Progress], None] | None = None
    simulate: Simulate | None = None

    @classmethod
    def of(
        cls, scenario: Scenario, targets: Sequence[Target], folder: Path, seed: int, workers: int | None,
        progress: Callable[[Progress], None] | None, simulate: Simulate | None,
    ) -> Work:
        """All uncertain numbers of a scenario's world, and its targets."""
        return cls(scenario, tuple(targets), Space.of(scenario), folder, seed, workers, progress, simulate)

    @property
    def known(self) -> Known:
        """What the targets say."""
        return Known.of(self.targets)

    def wave(self, number: int, runs: int, before: Sequence[Wave], twice: bool) -> Wave:
        """Run a wave and fit to all runs so far; `twice` runs half as many vectors with two seeds each."""
        vectors = runs // 2 if twice else runs
        if before:
            units = self.drawn(before, vectors, f"wave{number}", weighted=False)
        else:
            units = self.kept("wave1", lambda: self.space.spread(vectors, self.seed))
        if twice:
            units = np.repeat(units, 2, axis=0)
        values, kept, seeds = self.run(units, FIRST_SEED * number + self.seed)
        if len(values) < 20:
            raise InputError([Fault(str(self.folder), f"only {len(values)} runs of wave {number} did not fail")])
        units = units[kept]
        all_units = np.concatenate([*(wave.units for wave in before), units])
        all_values = np.concatenate([*(wave.values for wave in before), values])
        near = self.plausible([wave.emulator for wave in before], all_units)
        near[-len(units):] = True
        inputs = [set[int]() for _ in self.targets]
        if before:
            inputs = [set(columns) for columns in before[-1].emulator.inputs]
        for target, columns in enumerate(inputs):
            columns |= {column for column, _ in screened(all_units[near], all_values[near, target])}
        emulator = fit(all_units, all_values, [sorted(columns) for columns in inputs], near, self.seed)
        left = self.plausible([*(wave.emulator for wave in before), emulator], self.candidates())
        return Wave(units, seeds, values, emulator, float(left.mean()))

    def moving(self, done: Sequence[Wave], tried: Floats, shown: Floats) -> tuple[tuple[int, ...], ...]:
        """Inputs of the last emulators that also move their target in all runs where the earlier rule nothing out.

        What a screening of few runs took for an effect by luck is left out here.
        """
        units = np.concatenate([*(wave.units for wave in done), tried])
        values = np.concatenate([*(wave.values for wave in done), shown])
        near = self.plausible([wave.emulator for wave in done[:-1]], units)
        return tuple(
            tuple(sorted(set(inputs) & {column for column, _ in screened(units[near], values[near, target])}))
            for target, inputs in enumerate(done[-1].emulator.inputs)
        )

    def central(self, units: Floats, active: Sequence[int], waves: int) -> int:
        """Row of the central vector: of the most central ones, that whose world meets the targets best.

        That world has the vector's calibrated numbers and is otherwise as the scenario says: the scenario's own
        world once these become the defaults.
        """
        order = central(units[:, list(active)])[:CANDIDATES_CENTRAL]
        names = [self.space.names[column] for column in active]
        worlds = [in_world(self.scenario, names, row) for row in self.space.values(units)[order][:, list(active)]]
        first = FIRST_SEED * (waves + MOST_BATCHES + 1) + self.seed
        pairs = [(world, first + number) for world in worlds for number in range(SEEDS_CENTRAL)]
        values, kept, _ = self.made(pairs)
        misses = []
        for number in range(len(worlds)):
            own = values[kept // SEEDS_CENTRAL == number]
            mean = own.mean(axis=0, keepdims=True) if len(own) else np.full((1, len(self.targets)), np.inf)
            misses.append(float(relative(implausibility(self.known, mean, np.zeros_like(mean)))[0]))
        return int(order[int(np.argmin(misses))])

    def plausible(self, emulators: Sequence[Emulator], units: Floats) -> npt.NDArray[np.bool_]:
        """Vectors that no emulator rules out."""
        return worst_of(emulators, self.known, units) <= 1.0

    def candidates(self) -> Floats:
        """Points all over the cube."""
        return np.random.default_rng([self.seed, 1]).random((CANDIDATES, len(self.space.parameters)))

    def drawn(self, waves: Sequence[Wave], count: int, name: str, weighted: bool) -> Floats:
        """Vectors that no wave rules out: evenly spread, or (`weighted`) by how well they meet the targets."""
        rng = np.random.default_rng([self.seed, *name.encode()])

        def made() -> Floats:
            density = by_fit(waves[-1].emulator, self.known) if weighted else None
            active = draws([wave.emulator for wave in waves], waves[-1].active, self, density, count, rng)
            vectors = rng.random((count, len(self.space.names)))
            vectors[:, waves[-1].active] = active
            return vectors

        return self.kept(name, made)

    def kept(self, name: str, make: Callable[[], Floats]) -> Floats:
        """Points as they are in the folder, made and put there where they are not; always as they are run."""
        import pandas as pd

        from govsim.experiment.parquet import connection, quoted, write_parquet

        path = self.folder / "points" / f"{name}.parquet"
        if not path.exists():
            units = self.space.units(self.space.values(make()))
            write_parquet(pd.DataFrame(units, columns=list(self.space.names)), path, {})
        with connection() as database:
            return database.execute(f"SELECT * FROM read_parquet({quoted(path)})").df().to_numpy(dtype=np.float64)

    def run(self, units: Floats, first_seed: int) -> tuple[Floats, npt.NDArray[np.intp], tuple[int, ...]]:
        """What the targets see of a run of each vector, which rows of `units` these are, and their seeds."""
        return self.made([
            (in_world(self.scenario, self.space.names, row), first_seed + number)
            for number, row in enumerate(self.space.values(units))
        ])

    def made(self, pairs: Sequence[Pair]) -> tuple[Floats, npt.NDArray[np.intp], tuple[int, ...]]:
        """What the targets see of runs, which of them did not fail, and their seeds."""
        store = TargetStore.of(self.folder, self.targets)
        try:
            ids = run_pairs(pairs, store, workers=self.workers, progress=self.progress, simulate=self.simulate)
        except RunsFailed:
            ids = [store.run_id(*pair) for pair in pairs]
        kept = np.array([number for number, run in enumerate(ids) if run in store], dtype=np.intp)
        return store.values([ids[at] for at in kept]), kept, tuple(pairs[at][1] for at in kept)


def worst_of(emulators: Sequence[Emulator], known: Known, units: Floats) -> Floats:
    """How far each vector is from being ruled out by the severest emulator: above 1 it is."""
    found = [relative(implausibility(known, *emulator.expect(units))) for emulator in emulators]
    return np.max(found, axis=0, initial=0.0) if found else np.zeros(len(units))


def by_fit(emulator: Emulator, known: Known) -> Callable[[Floats], Floats]:
    """Log density of vectors by how well an emulator expects them to meet targets."""
    return lambda units: log_density(known, *emulator.expect(units))


def draws(
    emulators: Sequence[Emulator], active: Sequence[int], work: Work, density: Callable[[Floats], Floats] | None,
    count: int, rng: np.random.Generator,
) -> Floats:
    """`count` draws of the active numbers where no emulator rules out: from a log density, or evenly.

    A walk begins at the least implausible of many candidates. InputError where it finds nothing.
    """
    middle = np.full((1, len(work.space.names)), 0.5)

    def inside(units: Floats) -> Floats:
        """Vectors that are ruled out lie far below all others, the more so the less plausible they are."""
        vectors = np.repeat(middle, len(units), axis=0)
        vectors[:, active] = units
        worst = worst_of(emulators, work.known, vectors)
        value = np.zeros(len(units)) if density is None else np.maximum(density(vectors), RULED_OUT)
        return np.where(worst <= 1.0, value, 2.0 * RULED_OUT - worst)

    candidates = work.candidates()
    order = np.argsort(worst_of(emulators, work.known, candidates), kind="stable")
    found, _ = walk(inside, candidates[order[: max(count, LEAST_WALKERS)]][:, active], STEPS, rng)
    found = found[inside(found) > RULED_OUT]
    if not len(found):
        raise InputError("the targets rule out every world: see their tolerance and discrepancy")
    return found[rng.permutation(len(found))[np.arange(count) % len(found)]]


RULED_OUT = -1e6
"""Log density above that of everything that is ruled out."""

LEAST_WALKERS = 100
"""Walkers of a walk, however few draws are wanted: the steps of each come from the others."""
