"""Weigh: which numbers of the world move the headline effects, from runs in many worlds.

Each point is a world of its own: numbers without a source as in the plausible worlds of the place (from their whole
range where it has none), numbers with a source from the range that it gives. In each, the scenario and its baseline run
with one seed; some points run with a second seed, which tells what chance brings. `chaos.py` splits the variance.
"""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.experiment.chaos import Shares, variance_shares
from govsim.experiment.ledger import ASSUMED, NOTE, VALUES, Headline, Ledger, Weight, numbers
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

REPEATED = 20
"""Points that run with a second seed."""

LEAST = 1e-3
"""Smallest share of the variance that is written down."""


@dataclass(frozen=True)
class Design:
    """Worlds: `values` of `names`, one row a point, and `units`, the same from -1 to 1 over their ranges."""

    names: tuple[str, ...]
    values: Floats
    units: Floats


def design(scenario: Scenario, points: int, seed: int) -> Design:
    """Worlds that spread over all numbers: plausible values of assumptions, ranges of what sources state."""
    from scipy.stats import qmc

    known = numbers()
    bounds = {name: item.bounds or (0.0, 1.0) for name, item in known.items()}
    low, high = (np.array([bounds[name][end] for name in known]) for end in (0, 1))
    drawn = qmc.LatinHypercube(len(known), rng=np.random.default_rng(seed)).random(points)
    values = low + (high - low) * drawn
    plausible = load_plausible(scenario.place)
    if plausible is not None:
        order = list(known)
        for column, name in enumerate(plausible.names):
            values[:, order.index(name)] = plausible.values[np.arange(points) % len(plausible), column]
    for number, item in enumerate(known.values()):
        values[:, number] = np.rint(values[:, number]) if item.kind is int else [
            float(f"{value:.5g}") for value in values[:, number]]
    values = np.clip(values, low, high)
    return Design(tuple(known), values, np.asarray(2.0 * (values - low) / (high - low) - 1.0))


def weigh(
    out: Path,
    measures: Sequence[str],
    *,
    points: int = 280,
    seed: int = 1,
    sample: float = 0.05,
    sets: Sequence[str] = (),
    workers: int | None = None,
    progress: Callable[[Progress], None] | None = None,
    simulate: Simulate | None = None,
) -> Ledger:
    """Make what is missing of the runs in `out`, and the ledger of the effects at the end of the run.

    InputError for too few points, RunsFailed when runs failed.
    """
    if points < FEWEST:
        raise InputError([Fault("points", f"must be at least {FEWEST}, not {points}")])
    worlds = [load(name, [f"sample={sample}", *sets]) for name in (BASELINE, SCENARIO)]
    made = design(worlds[0], points, seed)
    store = Store(out, "district")
    placed = [(number, seed + number) for number in range(points)]
    placed += [(number, seed + points + number) for number in range(min(REPEATED, points))]
    pairs = [
        (in_world(scenario, made.names, made.values[number].tolist()), chance)
        for number, chance in placed for scenario in worlds
    ]
    runs = run_pairs(pairs, store, workers=workers, progress=progress, simulate=simulate)
    effects = effects_of(store, runs, measures, month_name(worlds[0].end))
    about = {
        "command": f"govsim ledger --make --points {points} --seed {seed} --sample {sample:g}",
        "scenario": SCENARIO, "baseline": BASELINE, "points": points, "repeated": min(REPEATED, points),
        "horizon": month_name(worlds[0].end), "sample": sample, "seed": seed, "model": model_version(),
        "plausible_worlds": len(load_plausible(worlds[0].place) or ()),
    }
    return weighed(made, measures, effects[:points], effects[points:], about)


def effects_of(store: Store, runs: Sequence[str], measures: Sequence[str], month: str) -> Floats:
    """Paired effects at a month, shape (pairs, measures); `runs` are a baseline and a scenario by turns."""
    frame = store.read(runs, "district", measures)
    at = frame[frame["month"] == month].set_index("run")[list(measures)]
    values = at.loc[list(runs)].to_numpy(float).reshape(-1, 2, len(measures))
    return np.asarray(values[:, 1] - values[:, 0])


def weighed(
    made: Design, measures: Sequence[str], effects: Floats, again: Floats, about: dict[str, Any]
) -> Ledger:
    """The ledger of effects of shape (points, measures); `again` are those of the first points with other seeds."""
    known = numbers()
    assumed = [number for number, name in enumerate(made.names) if known[name].tag in ASSUMED]
    sourced = [number for number in range(len(made.names)) if number not in assumed]
    weights: list[Weight] = []
    headlines: dict[str, Headline] = {}
    for column, measure in enumerate(measures):
        outcome = effects[:, column]
        shares = variance_shares(made.units, outcome)
        chance = chance_share(outcome[: len(again)], again[:, column], shares.variance)
        headlines[measure] = Headline(
            measure, round(float(outcome.mean()), 6), round(float(outcome.std()), 6),
            *(round(value, 4) for value in (shares.of_group(assumed), only(shares, sourced, assumed), chance)),
        )
        weights += [
            Weight(measure, name, *(round(float(column[number]), 5) for column in (
                shares.first, shares.total, shares.error, shares.slope)))
            for number, name in enumerate(made.names) if shares.total[number] >= LEAST
        ]
    return Ledger(tuple(weights), headlines, about)


def only(shares: Shares, group: Sequence[int], others: Sequence[int]) -> float:
    """Share of the terms of a group in which none of the others takes part."""
    both = shares.of_group([*group, *others])
    return max(0.0, both - shares.of_group(others))


def chance_share(once: Floats, again: Floats, variance: float) -> float:
    """Share of chance in the variance, from the same points under two seeds."""
    return min(1.0, float(((once - again) ** 2).mean()) / 2.0 / variance) if variance > 0 else 0.0


def write_ledger(ledger: Ledger, folder: Path) -> list[Path]:
    """Write both files into a folder; the note last."""
    written = io.StringIO()
    rows = csv.writer(written, lineterminator="\n")
    columns = ("measure", "name", "first", "total", "error", "slope")
    rows.writerow(columns)
    for measure in ledger.headlines:
        rows.writerows([asdict(item)[key] for key in columns] for item in ledger.of_measure(measure))
    write_text(written.getvalue(), folder / VALUES)
    lines = [f"{key} = {json.dumps(value)}" for key, value in ledger.about.items()]
    for item in ledger.headlines.values():
        lines += ["", "[[headline]]", *(f"{key} = {json.dumps(value)}" for key, value in asdict(item).items())]
    write_text("\n".join(lines) + "\n", folder / NOTE)
    return [folder / VALUES, folder / NOTE]
