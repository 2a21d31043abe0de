"""From the stored runs of all sets of parts to the tables of an Attribution.

Every number is computed within each seed and then averaged. A seed in which a measure is undefined in
any of the worlds is left out for that measure.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from govsim.experiment import game
from govsim.experiment.cube import by_world, read_cube
from govsim.experiment.paired import ROUNDING, interval, probability_positive
from govsim.experiment.store import Store

Floats = npt.NDArray[np.float64]

MOST_ORDERED = 6
"""Parts up to which every order is written out (720 orders)."""

NAMES = ("shares", "interactions", "marginals", "orders", "worlds")
"""Tables, in the order in which `measured` yields their rows."""


def tables(
    store: Store, runs: Sequence[Sequence[str]], parts: Sequence[str], horizon: str, measures: Sequence[str],
    drawn: Sequence[int] | None = None,
) -> dict[str, pd.DataFrame]:
    """The frames by name; `runs[world][pair]` are ids, worlds numbered by the bits of their parts.

    One world more than there are sets is the baseline. `drawn` are the plausible worlds of the pairs.
    """
    cubes = [read_cube(store, world, "district", measures) for world in runs]
    values = np.stack([cube.values[:, 0] for cube in cubes])  # world, pair, month, measure
    month = cubes[0].months.index(horizon)
    same = (values == values[:1]) | (np.isnan(values) & np.isnan(values[:1]))
    differs = np.flatnonzero(~same.all(axis=(0, 1, 3)))
    since = int(differs[0]) if len(differs) else 0
    outcomes = {
        "horizon": by_world(values[:, :, month], drawn, axis=1),
        "run": by_world(mean_since(values, since), drawn, axis=1),
    }
    rows: dict[str, list[dict[str, Any]]] = {name: [] for name in NAMES}
    for number, measure in enumerate(measures):
        for quantity, outcome in outcomes.items():
            for name, row in measured(outcome[:, :, number], parts, drawn is not None):
                rows[name].append({"measure": measure, "quantity": quantity, **row})
    return {name: pd.DataFrame(rows[name], columns=None if rows[name] else ["measure", "quantity"]) for name in NAMES}


def shares_at(
    store: Store, runs: Sequence[Sequence[str]], parts: int, horizon: str, measures: Sequence[str]
) -> Floats:
    """Shares of every part and the total effect at the horizon, (pair, outcome): all of the first measure first."""
    cubes = [read_cube(store, world, "district", measures) for world in runs]
    month = cubes[0].months.index(horizon)
    values = np.stack([cube.values[:, 0, month] for cube in cubes])  # world, pair, measure
    sets = 1 << parts
    total = values[sets - 1] - values[0 if len(values) == sets else -1]
    found = np.concatenate([game.shares(values[:sets]), total[None]])  # outcome, pair, measure
    return np.ascontiguousarray(found.transpose(1, 2, 0).reshape(found.shape[1], -1))


def mean_since(values: Floats, since: int) -> Floats:
    """Means over the months from `since` on that all worlds define: (world, pair, measure)."""
    later = values[:, :, since:]
    defined = np.asarray(np.isfinite(later).all(axis=0))
    months = np.where(defined.any(axis=1), defined.sum(axis=1), np.nan)
    return np.asarray(np.where(defined, later, 0.0).sum(axis=2) / months)


class Means:
    """Means over pairs of values (pair, term) with 95% intervals; differences that are only rounding are 0."""

    def __init__(self, values: Floats, level: float) -> None:
        self.pairs = len(values)
        exact = np.where(np.abs(values).max(axis=0, initial=0.0) <= ROUNDING * level, 0.0, values)
        nothing = np.full(exact.shape[1], np.nan)
        self.mean, self.low, self.high, self.positive = (nothing.copy() for _ in range(4))
        if self.pairs:
            self.mean = exact.mean(axis=0)
        if self.pairs > 1:
            equal = np.ptp(exact, axis=0) <= ROUNDING * level
            error = np.where(equal, 0.0, exact.std(axis=0, ddof=1) / np.sqrt(self.pairs))
            self.low, self.high = interval(exact, self.mean, error, equal)
            self.positive = probability_positive(self.mean, error, self.pairs)
        self.worlds = np.quantile(exact, [0.05, 0.95], axis=0) if self.pairs else np.full((2, exact.shape[1]), np.nan)

    def row(self, term: int) -> dict[str, float]:
        """The numbers of one term."""
        return {
            "effect": float(self.mean[term]), "low": float(self.low[term]), "high": float(self.high[term]),
            "positive": float(self.positive[term]),
        }


def measured(outcome: Floats, parts: Sequence[str], drawn: bool) -> Iterator[tuple[str, dict[str, Any]]]:
    """Table and row, for one outcome (world, pair); shares tell their range where plausible worlds were drawn."""
    count = len(parts)
    outcome = outcome[:, np.isfinite(outcome).all(axis=0)]
    values, base = outcome[: 1 << count], outcome[0 if len(outcome) == 1 << count else -1]
    level = float(np.abs(outcome).max(initial=0.0))
    sets = [sum(1 << at for at in chosen) for size in range(count + 1) for chosen in combinations(range(count), size)]
    steps = [(player, before) for player in range(count) for before in game.sets_without(player, count)]
    dividends = game.dividends(values)
    terms = [
        *game.shares(values), values[0] - base, values[-1] - base,
        *(dividends[set_] for set_ in sets[1:]),
        *(game.marginal(values, *step) for step in steps),
        *(values[set_] - base for set_ in sets),
    ]
    means = Means(np.stack(terms, axis=1), level)
    pairs = {"pairs": means.pairs}
    first = count + 2 + len(sets) - 1
    at = {step: first + number for number, step in enumerate(steps)}

    total = means.row(count + 1)
    clear = total["low"] > 0 or total["high"] < 0
    for player, part in enumerate([*parts, "rest", "total"]):
        if part == "rest" and len(outcome) == 1 << count and player == count:
            continue
        own = [means.mean[number] for (who, _), number in at.items() if who == player]
        row = means.row(player)
        yield "shares", {
            "part": part, **row, "of_total": row["effect"] / total["effect"] if clear else np.nan,
            "least": min(own, default=np.nan), "most": max(own, default=np.nan), **pairs,
            "worlds_low": float(means.worlds[0, player]) if drawn else np.nan,
            "worlds_high": float(means.worlds[1, player]) if drawn else np.nan,
        }
    for number, set_ in enumerate(sets[1:]):
        names = " & ".join(parts[player] for player in game.members(set_))
        yield "interactions", {"parts": names, "size": set_.bit_count(), **means.row(count + 2 + number), **pairs}
    for (player, before), number in at.items():
        yield "marginals", {
            "part": parts[player], "after": named(before, parts), "orders": game.orders_after(before, count),
            **means.row(number), **pairs,
        }
    for order in game.orders(count) if count <= MOST_ORDERED else ():
        written = " > ".join(parts[player] for player, _ in order)
        for position, (player, before) in enumerate(order, 1):
            yield "orders", {
                "order": written, "position": position, "part": parts[player], "after": named(before, parts),
                **means.row(at[player, before]),
            }
    for number, set_ in enumerate(sets, first + len(steps)):
        mean = float(values[set_].mean()) if means.pairs else np.nan
        yield "worlds", {"parts": named(set_, parts), "level": mean, **means.row(number), **pairs}


def named(set_: int, parts: Sequence[str]) -> str:
    """Parts of a set, as tables write them."""
    return " & ".join(parts[player] for player in game.members(set_))
