"""Weigh: which numbers of the world move the headline effects, from runs in many worlds.

Each point is a world of its own: numbers without a source as in the plausible worlds of the place (from their whole
range where it has none), numbers with a source from the range that it gives. In each, the scenario and its baseline run
with one seed. Some points run with a second seed, which tells what chance brings, and some with other values of the
numbers with a source, which tells what these bring (half the mean squared difference, Jansen 1999); the rest of the
variance is that of assumptions. Which of them matter is told by fits to all points, which split the variance of the
effects' normal scores (`chaos.py` what numbers bring with others, `alone.py` what they bring by themselves): effects
have long tails (waits above all), in which a few worlds would decide everything.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.alone import alone
from govsim.experiment.chaos import variance_shares
from govsim.experiment.ledger import ASSUMED, NOTE, VALUES, Headline, Ledger, Weight, numbers
from govsim.experiment.manifest import MANIFEST, write_manifest
from govsim.experiment.parquet import write_text
from govsim.experiment.plausible import load_plausible
from govsim.experiment.runner import run_pairs
from govsim.experiment.space import in_world
from govsim.experiment.store import Store, model_version
from govsim.month import month_name
from govsim.params import Fault, InputError
from govsim.scenario import load

if TYPE_CHECKING:
    from govsim.experiment.runner import Progress, Simulate
    from govsim.scenario import Scenario

Floats = npt.NDArray[np.float64]

SCENARIO, BASELINE = "jinjiang", "no_reform"
FEWEST = 40
"""Points below which nothing can be told apart."""

REPEATED = 60
"""Points that run a second time with another seed, and a third time with other values of numbers with a source."""

BLOCK = 240
"""Points that are spread together over all numbers: more points add blocks to the first, which stays as it is."""

LEAST = 1e-3
"""Smallest share of the variance that is written down."""


@dataclass(frozen=True)
class Design:
    """Worlds: `values` of `names`, one row a point, and `units`, the same from -1 to 1 over their ranges."""

    names: tuple[str, ...]
    values: Floats
    units: Floats


def design(scenario: Scenario, points: int, seed: int) -> Design:
    """Worlds that spread over all numbers: plausible values of assumptions, ranges of what sources state.

    Points of the first block are plausible worlds. Those of further blocks have the calibrated numbers of a plausible
    world, and what moves no target is drawn anew from its whole range, as it is in that set.
    """
    from scipy.stats import qmc

    known = numbers()
    bounds = {name: item.bounds or (0.0, 1.0) for name, item in known.items()}
    low, high = (np.array([bounds[name][end] for name in known]) for end in (0, 1))
    plausible, order = load_plausible(scenario.place), list(known)
    size = min(points, BLOCK)
    blocks = []
    for block in range(-(-points // size)):
        rng = np.random.default_rng([seed, block] if block else seed)
        drawn = low + (high - low) * qmc.LatinHypercube(len(known), rng=rng).random(size)
        if plausible is not None:
            rows = rng.integers(len(plausible), size=size) if block else np.arange(size) % len(plausible)
            for column, name in enumerate(plausible.names):
                if not block or name in plausible.calibrated:
                    drawn[:, order.index(name)] = plausible.values[rows, column]
        blocks.append(drawn)
    values = np.concatenate(blocks)[:points]
    for number, item in enumerate(known.values()):
        values[:, number] = np.rint(values[:, number]) if item.kind is int else [
            float(f"{value:.5g}") for value in values[:, number]]
    values = np.clip(values, low, high)
    return Design(tuple(known), values, np.asarray(2.0 * (values - low) / (high - low) - 1.0))


def weigh(
    out: Path,
    measures: Sequence[str],
    *,
    points: int = 240,
    seed: int = 1,
    sample: float = 0.05,
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> Ledger:
    """Make what is missing of the runs in `out`, and the ledger of the effects at the end of the run.

    InputError for too few points, RunsFailed when runs failed.
    """
    if points < FEWEST:
        raise InputError([Fault("points", f"must be at least {FEWEST}, not {points}")])
    worlds = [load(name, [f"sample={sample}"]) for name in (BASELINE, SCENARIO)]
    made = design(worlds[0], points, seed)
    store = Store(out, "district")
    repeated = min(REPEATED, points // 2)
    pairs = pairs_of(made, worlds, points, seed)
    runs = run_pairs(pairs, store, workers=workers, progress=progress, simulate=simulate)
    effects = effects_of(store, runs, measures, month_name(worlds[0].end))
    about = {
        "command": f"govsim ledger --make --points {points} --seed {seed} --sample {sample:g}",
        "scenario": SCENARIO, "baseline": BASELINE, "points": points, "repeated": repeated,
        "horizon": month_name(worlds[0].end), "sample": sample, "seed": seed, "model": model_version(),
        "plausible_worlds": len(load_plausible(worlds[0].place) or ()),
    }
    by_chance, by_source = effects[points : points + repeated], effects[points + repeated :]
    return weighed(made, measures, effects[:points], by_chance, by_source, about)


def pairs_of(made: Design, worlds: Sequence[Scenario], points: int, seed: int) -> list[tuple[Scenario, int]]:
    """What is run: every point, the first ones with other seeds, then with other values of numbers with a source."""
    repeated, size = min(REPEATED, points // 2), min(points, BLOCK)
    placed = [(made.values[number], seed + number) for number in range(points)]
    placed += [(made.values[number], seed + size + number) for number in range(repeated)]
    placed += [(swapped(made, number, number + size // 2), seed + number) for number in range(repeated)]
    return [
        (in_world(scenario, made.names, values.tolist()), chance) for values, chance in placed for scenario in worlds
    ]


def swapped(made: Design, number: int, other: int) -> Floats:
    """The world of a point, with the numbers that have a source as at another point."""
    known = numbers()
    assumed = np.array([known[name].tag in ASSUMED for name in made.names])
    return np.where(assumed, made.values[number], made.values[other])


def effects_of(store: Store, runs: Sequence[str], measures: Sequence[str], month: str) -> Floats:
    """Paired effects at a month, shape (pairs, measures); `runs` are a baseline and a scenario by turns."""
    frame = store.read(runs, "district", measures)
    at = frame[frame["month"] == month].set_index("run")[list(measures)]
    values = at.loc[list(runs)].to_numpy(float).reshape(-1, 2, len(measures))
    return np.asarray(values[:, 1] - values[:, 0])


def weighed(
    made: Design, measures: Sequence[str], effects: Floats, by_chance: Floats, by_source: Floats, about: dict[str, Any]
) -> Ledger:
    """The ledger of effects of shape (points, measures).

    `by_chance` are those of the first points with other seeds, `by_source` with other values of numbers with a source.
    """
    weights: list[Weight] = []
    headlines: dict[str, Headline] = {}
    for column, measure in enumerate(measures):
        outcome = effects[:, column]
        scored = normal_scores(outcome, outcome)
        shares = variance_shares(made.units, scored)
        single = alone(made.units, scored, shares.others)
        first = scored[: len(by_chance)]
        parts = [
            value for again in (by_source, by_chance)
            for value in share_of(first, normal_scores(again[:, column], outcome), shares.variance)
        ]
        headlines[measure] = Headline(
            measure, *(round(float(value), 6) for value in (outcome.mean(), outcome.std())),
            *(round(value, 4) for value in (*parts, shares.told)),
        )
        columns = (single.share, single.low, single.high, shares.total, shares.error, single.slope)
        rows = [tuple(round(float(values[number]), 5) for values in columns) for number in range(len(made.names))]
        found = [
            Weight(measure, name, share, low, high, int(single.clear[number]), total, error, slope)
            for number, (name, (share, low, high, total, error, slope)) in enumerate(zip(made.names, rows, strict=True))
            if shares.variance > 0
        ]
        named = {item.name for item in Ledger(tuple(found), {}, {}).wanted(measure)}
        weights += [item for item in found if item.total >= LEAST or item.clear or item.name in named]
    return Ledger(tuple(weights), headlines, about)


def normal_scores(values: Floats, among: Floats) -> Floats:
    """Where values stand among others, as on a normal distribution: a few extreme worlds then weigh like any others."""
    from scipy.special import ndtri

    ordered = np.sort(among)
    below, upto = (np.searchsorted(ordered, values, side=side) for side in ("left", "right"))
    rank = np.clip(0.5 * (below + upto), 0.5, len(ordered) - 0.5)
    return np.asarray(ndtri(rank / len(ordered)))


def share_of(once: Floats, again: Floats, variance: float) -> tuple[float, float]:
    """Share in the variance of what differs between two runs of the same points, and its standard error."""
    if variance <= 0:
        return 0.0, 0.0
    squares = (once - again) ** 2 / 2.0 / variance
    return min(1.0, float(squares.mean())), float(squares.std() / len(squares) ** 0.5)


def write_ledger_folder(ledger: Ledger, folder: Path, command: Sequence[str] = ()) -> None:
    """Write both files into the folder in which `weigh` made the runs, then the manifest."""
    (folder / MANIFEST).unlink(missing_ok=True)
    about = ledger.about
    baseline, scenario = (load(name, [f"sample={about['sample']}"]) for name in (BASELINE, SCENARIO))
    pairs = pairs_of(
        design(baseline, about["points"], about["seed"]), (baseline, scenario), about["points"], about["seed"])
    store = Store(folder, "district")
    content = {
        "baseline": baseline.resolved(), "scenario": scenario.resolved(),
        "seeds": sorted({chance for _, chance in pairs}), "points": about["points"],
    }
    runs = dict.fromkeys(store.run_id(*pair) for pair in pairs)
    write_manifest(folder, "ledger", content, write_ledger(ledger, folder), store, runs, command=command)


def write_ledger(ledger: Ledger, folder: Path) -> list[Path]:
    """Write both files into a folder; the note last."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    columns = [field.name for field in fields(Weight)]
    rows.writerow(columns)
    for measure in ledger.headlines:
        rows.writerows([asdict(item)[key] for key in columns] for item in ledger.of_measure(measure))
    write_text(written.getvalue(), folder / VALUES)
    lines = [f"{key} = {json.dumps(value)}" for key, value in ledger.about.items()]
    for item in ledger.headlines.values():
        lines += ["", "[[headline]]", *(f"{key} = {json.dumps(value)}" for key, value in asdict(item).items())]
    write_text("\n".join(lines) + "\n", folder / NOTE)
    return [folder / VALUES, folder / NOTE]
