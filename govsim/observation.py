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

if TYPE_CHECKING:
    import pandas as pd

    from govsim.model import GovernanceModel


class Observer:
    """Collects the tables of a run, one row a month and unit, at the levels of `detail` (a key of `DETAIL`)."""

    def __init__(self, model: GovernanceModel, detail: str = "community") -> None:
        self.model = model
        self.levels = DETAIL[detail]
        self.grouped = "group" in self.levels
        self.rows: dict[str, list[np.ndarray]] = {level: [] for level in self.levels}
        self.months: list[str] = []
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
        self.sums = {
            base: Linear(
                model, self.units, base,
                [item for item in measures if item[1].base == base and item[1].how not in SPREADS],
            )
            for base in LEVELS
        }
        self.spreads = [item for item in measures if item[1].how in SPREADS]
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
        for linear in self.sums.values():
            linear.add_up(read, snapshot.organizations, month)
        for position, measure in self.spreads:
            self.spread(position, measure, read[position], snapshot, month)
        if "courtyard" in month:
            for position, measure in self.own:
                if "courtyard" in measure.levels:
                    month["courtyard"][:, position] = read[position][0]
        if self.grouped:
            self.by_group(read, snapshot, month["group"])
        for level in self.levels:
            self.rows[level].append(month[level])
        self.months.append(name)

    def spread(
        self, position: int, measure: Measure, read: Values, snapshot: Snapshot, month: dict[str, np.ndarray]
    ) -> None:
        """Indices of inequality and quantiles, by unit; NaN where nothing is there to be measured."""
        values, weights = read
        keep = (weights > 0).nonzero()[0]
        keep = keep[values[keep].argsort(kind="stable")]
        for level in measure.levels:
            if level in UPWARD and level in month:
                index = unit_of(self.model, measure.base, level, snapshot.organizations)[keep]
                rows = keep
                if level != "district":
                    within = index.argsort(kind="stable")
                    rows, index = keep[within], index[within]
                month[level][:, position] = SPREADS[measure.how](
                    values[rows].astype(np.float64, copy=False), weights[rows], index, len(self.units[level])
                )

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
        snap = Snapshot(organizations=Existing.of(model))
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

        frames = {}
        for level in self.levels:
            units, months = self.units[level], self.months
            block = np.concatenate(self.rows[level]) if self.rows[level] else np.zeros((0, len(MEASURES)))
            frame = pd.DataFrame(block, columns=list(MEASURES))
            frame.insert(0, "unit", np.tile(np.array(units, dtype=object), len(months)))
            frame.insert(0, "month", np.repeat(np.array(months, dtype=object), len(units)))
            frames[level] = frame
        return frames


def unit_of(model: GovernanceModel, base: str, level: str, organizations: Existing | None = None) -> np.ndarray:
    """Unit of `level` of each entry of `base`; of organizations, of those that exist."""
    if base == "organization":
        if organizations is None:
            return np.zeros(0, dtype=np.intp)
        community, street = organizations.community, organizations.street
    elif base == "courtyard":
        community, street = model.courtyards.community, model.courtyards.street
    elif base in ("community", "station"):
        community, street = np.arange(len(model.communities)), model.communities.street
    else:
        count = len(model.streets) if base == "street" else 1
        community, street = np.zeros(0, dtype=np.intp), np.arange(count)
    if level == "district":
        return np.zeros(len(street), dtype=np.intp)
    return community if level == "community" else street


class Linear:
    """All measures of one base that are weighted means, sums or ratios, added up from level to level at once."""

    def __init__(
        self, model: GovernanceModel, units: Mapping[str, Sequence[str]], base: str,
        measures: Sequence[tuple[int, Measure]],
    ) -> None:
        self.model, self.units, self.base, self.measures = model, units, base, measures
        self.links = self.upward()
        """Level -> how sums at the level below it, or at the base, are added up."""
        summed = np.array([measure.how == "sum" for _, measure in measures])
        self.places = {}
        """Level -> which measures have it, their positions in its table, which of them are sums."""
        for level in self.links:
            has = np.array([level in measure.levels for _, measure in measures]).nonzero()[0]
            positions = np.array([position for position, _ in measures], dtype=np.intp)[has]
            self.places[level] = (has, positions, summed[has, None])

    def upward(self) -> dict[str, Sums]:
        """The first level above the base, and on from level to level."""
        model, units = self.model, self.units
        steps = {"street": model.communities.street, "district": np.zeros(len(model.streets), dtype=np.intp)}
        found: dict[str, Sums] = {}
        for level in (level for level in UPWARD if level in LEVELS[self.base]):
            index = steps[level] if found else unit_of(model, self.base, level)
            found[level] = Sums(index, len(units[level]))
        return found

    def add_up(self, read: Sequence[Values], organizations: Existing, month: dict[str, np.ndarray]) -> None:
        """Fill the columns of these measures at all coarser levels, from what was read of each."""
        count, links = len(self.measures), self.links
        if self.base == "organization":
            links = {**links, "community": Sums(organizations.community, len(self.units["community"]))}
        given = [read[position] for position, _ in self.measures]
        if self.base == "station":
            given = [self.over_stations(*each) for each in given]
        parts = np.empty((2 * count, len(given[0][0])))
        for row, (values, weights) in enumerate(given):
            parts[count + row] = weights
            if self.measures[row][1].how == "ratio":
                parts[row] = values
            else:
                np.multiply(values, parts[count + row], out=parts[row])
        for level, link in links.items():
            parts = link.of(parts)
            if level in month:
                has, positions, summed = self.places[level]
                total, whole = parts[has], parts[count + has]
                mean = np.divide(total, whole, out=np.full_like(total, np.nan), where=whole > 0)
                month[level][:, positions] = np.where(summed, total, mean).T

    def over_stations(self, values: np.ndarray, weights: np.ndarray) -> Values:
        """Station readings laid on the communities they serve."""
        share = self.model.coverage * weights
        total = share.sum(axis=1)
        return np.divide(share @ values, total, out=np.zeros_like(total), where=total > 0), total
