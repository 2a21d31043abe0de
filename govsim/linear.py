"""Means, sums and ratios of a month, added up from where they are read to the district, all measures at once.

Most weights never change in a run, which read-only arrays say (see `govsim.measures`): they are added up once.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.groups import Sums
from govsim.measures import LEVELS, UPWARD, Existing, Measure, Values

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

Placed = tuple[int, Measure]
"""A measure and its position in tables."""


class Linear:
    """All measures that are weighted means, sums or ratios, added up from level to level at once."""

    def __init__(
        self, model: GovernanceModel, units: Mapping[str, Sequence[str]], measures: Sequence[Placed],
        read: Sequence[Values],
    ) -> None:
        """`read` is what is read of all measures in some month: which weights never change."""
        communities = len(units["community"])
        of_courtyards = Sums(model.courtyards.community, communities)
        self.bases: dict[str, list[Base | Stations | Organizations]] = {level: [] for level in UPWARD}
        """Level -> the bases whose readings enter there."""
        for base, levels in LEVELS.items():
            here = [item for item in measures if item[1].base == base]
            entering = next(level for level in levels if level in UPWARD)
            one: Base | Stations | Organizations
            if base == "station":
                one = Stations(model, here)
            elif base == "organization":
                one = Organizations(here, read, communities)
            else:
                one = Base(here, read, of_courtyards if base == "courtyard" else None)
            self.bases[entering].append(one)
        how = {position: measure.how for position, measure in measures}
        self.columns, self.summed = {}, {}
        """Level -> position in its table of each row of sums, and which of them are no means."""
        listed: list[int] = []
        for level in UPWARD:
            listed += [position for base in self.bases[level] for position in base.positions]
            self.columns[level] = np.array(listed)
            self.summed[level] = np.array([how[position] == "sum" for position in listed])[:, None]
        self.undefined = {level: np.full((len(self.columns[level]), len(units[level])), np.nan) for level in UPWARD}
        street = model.communities.street
        self.links = {
            "street": Sums(street, len(units["street"])),
            "district": Sums(np.zeros(len(units["street"]), dtype=np.intp), 1),
        }
        """Level -> how sums at the level below it are added up."""

    def add_up(self, read: Sequence[Values], organizations: Existing, month: dict[str, np.ndarray]) -> None:
        """Fill the columns of these measures at all coarser levels, from what was read of each."""
        parts = np.empty(0)
        for level, bases in self.bases.items():
            below = [self.links[level].of(parts)] if level in self.links else []
            parts = np.concatenate([*below, *(base.of(read, organizations) for base in bases)], axis=1)
            if level in month:
                total, whole = parts
                mean = np.divide(total, whole, out=self.undefined[level].copy(), where=whole > 0)
                month[level][:, self.columns[level]] = np.where(self.summed[level], total, mean).T


class Base:
    """Readings of agents whose number never changes, with the measures in another order.

    First those whose entries count alike, then others of weights that never change, then those of weights
    that do, ratios last; only the weights of the latter two are read each month.
    """

    def __init__(self, measures: Sequence[Placed], read: Sequence[Values], sums: Sums | None) -> None:
        """`sums` adds entries up to the units where they enter; without it the agents are these units."""

        def kind(item: Placed) -> tuple[bool, bool, bool]:
            weights = read[item[0]][1]
            changing = weights.flags.writeable
            return item[1].how == "ratio", changing, changing or not (weights == 1.0).all()

        ordered = sorted(measures, key=kind)
        kinds = [kind(item) for item in ordered]
        self.positions = [position for position, _ in ordered]
        self.alike = kinds.count((False, False, False))
        self.fixed = self.alike + kinds.count((False, False, True))
        self.plain = sum(not ratio for ratio, _, _ in kinds)
        self.changing = self.positions[self.fixed :]
        self.sums = sums
        self.read = np.zeros((2, len(ordered), len(read[self.positions[0]][0])))
        for weights, position in zip(self.read[1, : self.fixed], self.positions, strict=False):
            weights[:] = read[position][1]
        self.parts = self.read if sums is None else sums.of(self.read)

    def of(self, read: Sequence[Values], organizations: Existing) -> np.ndarray:
        """Weighted values and weights where they enter, shape (2, measures, units), until the next month is read."""
        values, weights = self.read
        np.concatenate([read[position][0] for position in self.positions], out=values.reshape(-1))
        if self.changing:
            changing = weights[self.fixed :]
            np.concatenate([read[position][1] for position in self.changing], out=changing.reshape(-1))
        values[self.alike : self.plain] *= weights[self.alike : self.plain]
        if self.sums is not None:
            self.parts[0] = self.sums.of(values)
            if self.changing:
                self.parts[1, self.fixed :] = self.sums.of(changing)
        return self.parts


class Stations:
    """Readings of stations, laid on the communities they serve."""

    def __init__(self, model: GovernanceModel, measures: Sequence[Placed]) -> None:
        self.model = model
        self.positions = [position for position, _ in measures]

    def of(self, read: Sequence[Values], organizations: Existing) -> np.ndarray:
        """Weighted values and weights by community, shape (2, measures, communities); nothing where none is open."""
        parts = np.zeros((2, len(self.positions), len(self.model.communities)))
        for row, position in enumerate(self.positions):
            values, weights = read[position]
            if weights.any():
                share = self.model.coverage * weights
                total = share.sum(axis=1)
                mean = np.divide(share @ values, total, out=np.zeros_like(total), where=total > 0)
                parts[:, row] = mean * total, total
        return parts


class Organizations:
    """Readings of the organizations that exist, of which there are more or fewer each month.

    Many measures share their weights, which are added up once; which ones do never changes.
    """

    def __init__(self, measures: Sequence[Placed], read: Sequence[Values], communities: int) -> None:
        self.positions = [position for position, _ in measures]
        self.communities = communities
        weights = [id(read[position][1]) for position in self.positions]
        first = {each: self.positions[weights.index(each)] for each in weights}
        self.weighing = list(first.values())
        """Positions of measures with weights of their own, each standing for all that share them."""
        self.weights = np.array([len(weights) + list(first).index(each) for each in weights])
        """Row of the weights of each measure, below those of all values."""

    def of(self, read: Sequence[Values], organizations: Existing) -> np.ndarray:
        """Weighted values and weights by community, shape (2, measures, communities)."""
        count = len(self.positions)
        columns = [read[position][0] for position in self.positions]
        columns += [read[position][1] for position in self.weighing]
        table = np.empty((len(columns), len(organizations.community)))
        np.concatenate(columns, out=table.reshape(-1))
        table[:count] *= table.take(self.weights, axis=0)
        sums = Sums(organizations.community, self.communities).of(table)
        parts = np.empty((2, count, self.communities))
        parts[0], parts[1] = sums[:count], sums.take(self.weights, axis=0)
        return parts
