"""Observation: reads the measures of a month and aggregates them to every level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.detail import DETAIL
from govsim.groups import Cells, Sums, group_names
from govsim.inequality import SPREADS
from govsim.measures import LEVELS, MEASURES, UPWARD, Existing, Measure, Snapshot, Values
from govsim.month import month_name
from govsim.spreads import MONTHS, Spreads

if TYPE_CHECKING:
    import pandas as pd

    from govsim.model import GovernanceModel


Record = tuple[tuple[str, ...], Mapping[str, tuple[np.ndarray, ...]]]
"""Months behind a district, and by level the table of each."""


class Observer:
    """Collects the tables of a run, one row a month and unit, at the levels of `detail` (a key of `DETAIL`)."""

    def __init__(self, model: GovernanceModel, detail: str = "community", record: Record | None = None) -> None:
        """`record`: what an observer at the same levels has collected of the months behind this one."""
        self.model = model
        self.levels = DETAIL[detail]
        self.grouped = "group" in self.levels
        months, rows = record or ((), {})
        self.rows: dict[str, list[np.ndarray]] = {level: list(rows.get(level, ())) for level in self.levels}
        self.months = list(months)
        place = model.place
        self.units = {
            "district": ["district"],
            "street": [item.name for item in place.streets],
            "community": [item.name for item in place.communities],
            "group": group_names([kind.kind for kind in place.kinds]),
            "courtyard": list(model.population.courtyard_name),
        }
        self.cells = Cells(model, self.grouped)
        measures = list(enumerate(MEASURES.values()))
        self.sums = Linear(model, self.units, [item for item in measures if item[1].how not in SPREADS])
        self.spreads = Spreads(model, self.levels)
        self.own = [item for item in measures if "group" in item[1].levels or "courtyard" in item[1].levels]

    def observe(self) -> None:
        """Read all measures of the month just completed; RuntimeError when there is no new month.

        (Mesa 3.5 steps no further, without a word, once a step has raised.)
        """
        model = self.model
        name = month_name(model.month)
        if self.months and self.months[-1] == name:
            raise RuntimeError(f"the model has not moved on from {name}")
        snapshot = self.snapshot()
        read = [measure.read(model, snapshot) for measure in MEASURES.values()]
        month = {level: np.full((len(self.units[level]), len(MEASURES)), np.nan) for level in self.levels}
        self.sums.add_up(read, snapshot.organizations, month)
        if "courtyard" in month:
            for position, measure in self.own:
                if "courtyard" in measure.levels:
                    month["courtyard"][:, position] = read[position][0]
        if self.grouped:
            self.by_group(read, snapshot, month["group"])
        for level in self.levels:
            self.rows[level].append(month[level])
        self.months.append(name)
        self.spreads.keep(read, snapshot.organizations)
        if len(self.spreads.kept) == MONTHS:
            self.spreads.fill(self.rows)

    def district(self, done: int) -> np.ndarray:
        """The district's measures of a month by its number from the first."""
        self.spreads.fill(self.rows)
        return np.asarray(self.rows["district"][done][0])

    def record(self) -> Record:
        """What has been collected so far."""
        self.spreads.fill(self.rows)
        return tuple(self.months), {level: tuple(rows) for level, rows in self.rows.items()}

    def by_group(self, read: Sequence[Values], snapshot: Snapshot, table: np.ndarray) -> None:
        """Measures read of the members of each group, and those of where they live."""
        yards = self.model.courtyards
        positions, homes = [], []
        for position, measure in self.own:
            if measure.by_group:
                total, weight = snapshot.groups["gap" if measure.name == "expectation_gap" else measure.name]
                table[:, position] = np.divide(total, weight, out=np.full(len(total), np.nan), where=weight > 0)
            elif measure.of_home:
                at_home = {"community": yards.community, "street": yards.street}.get(measure.base)
                positions.append(position)
                homes.append(read[position][0] if at_home is None else read[position][0][at_home])
        table[:, positions] = self.cells.homes @ np.column_stack(homes)

    def snapshot(self) -> Snapshot:
        """The shared sums over residents, and the organizations that exist."""
        model = self.model
        people = model.residents
        snap = Snapshot(model, Existing.of(model))
        columns = {
            "satisfaction": people.satisfaction,
            "gap": people.performance - people.expectation,
            "trust_gov": people.trust_gov,
            "trust_nbr": people.trust_nbr,
        }
        for name, column in columns.items():
            snap.means[name] = model.mean_by_courtyard(column)
        snap.means["service"] = model.mean_by_courtyard(people.service)
        households = self.cells.active_households()
        snap.means["participation"] = self.cells.participation(households)
        if self.grouped:
            for name, column in columns.items():
                snap.groups[name] = (self.cells.by_group(column, snap.means[name]), self.cells.residents)
            snap.groups["participation"] = (self.cells.of_households(households), self.cells.households)
            snap.groups["takeup"] = self.cells.takeup()
        return snap

    def tables(self) -> dict[str, pd.DataFrame]:
        """One frame a level: month, unit, one column a measure."""
        import pandas as pd

        self.spreads.fill(self.rows)
        frames = {}
        for level in self.levels:
            units, months = self.units[level], self.months
            block = np.concatenate(self.rows[level]) if self.rows[level] else np.zeros((0, len(MEASURES)))
            frame = pd.DataFrame(block, columns=list(MEASURES))
            frame.insert(0, "unit", np.tile(np.array(units, dtype=object), len(months)))
            frame.insert(0, "month", np.repeat(np.array(months, dtype=object), len(units)))
            frames[level] = frame
        return frames


class Linear:
    """All measures that are weighted means, sums or ratios, added up from level to level at once."""

    def __init__(
        self, model: GovernanceModel, units: Mapping[str, Sequence[str]], measures: Sequence[tuple[int, Measure]]
    ) -> None:
        self.model = model
        self.bases: dict[str, list[tuple[str, list[int], int]]] = {level: [] for level in UPWARD}
        """Level -> the bases whose readings enter there: name, positions of measures, ratios last, number of others."""
        for base, levels in LEVELS.items():
            here = [item for item in measures if item[1].base == base]
            here.sort(key=lambda item: item[1].how == "ratio")
            entering = next(level for level in levels if level in UPWARD)
            plain = sum(measure.how != "ratio" for _, measure in here)
            self.bases[entering].append((base, [position for position, _ in here], plain))
        how = {position: measure.how for position, measure in measures}
        self.columns, self.summed = {}, {}
        """Level -> position in its table of each row of sums, and which of them are no means."""
        listed: list[int] = []
        for level in UPWARD:
            listed += [position for _, positions, _ in self.bases[level] for position in positions]
            self.columns[level] = np.array(listed)
            self.summed[level] = np.array([how[position] == "sum" for position in listed])[:, None]
        street = model.communities.street
        self.of_courtyards = Sums(model.courtyards.community, len(units["community"]))
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
            own = [self.entering(base, read, positions, plain, organizations) for base, positions, plain in bases]
            parts = np.concatenate([*below, *own], axis=1)
            if level in month:
                total, whole = parts
                mean = np.divide(total, whole, out=np.full_like(total, np.nan), where=whole > 0)
                month[level][:, self.columns[level]] = np.where(self.summed[level], total, mean).T

    def entering(
        self, base: str, read: Sequence[Values], positions: Sequence[int], plain: int, organizations: Existing
    ) -> np.ndarray:
        """Weighted values and weights of a base at the level that it enters, shape (2, measures, units)."""
        given = [read[position] for position in positions]
        if base == "station":
            given = [self.over_stations(*each) for each in given]
        parts = np.empty((2, len(given), len(given[0][0])))
        for part, columns in zip(parts, zip(*given, strict=True), strict=True):
            np.concatenate(columns, out=part.reshape(-1))
        parts[0, :plain] *= parts[1, :plain]
        if base == "courtyard":
            return self.of_courtyards.of(parts)
        if base == "organization":
            return Sums(organizations.community, self.of_courtyards.count).of(parts)
        return parts

    def over_stations(self, values: np.ndarray, weights: np.ndarray) -> Values:
        """Station readings laid on the communities they serve."""
        share = self.model.coverage * weights
        total = share.sum(axis=1)
        return np.divide(share @ values, total, out=np.zeros_like(total), where=total > 0), total
