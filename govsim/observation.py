"""Observation: reads the measures of a month and aggregates them to every level."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import numpy as np

from govsim.detail import DETAIL
from govsim.groups import Cells, group_names
from govsim.inequality import SPREADS
from govsim.linear import Linear
from govsim.measures import MEASURES, Existing, Snapshot, Values, Weights
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
        self.undefined = {level: np.full((len(self.units[level]), len(MEASURES)), np.nan) for level in self.levels}
        """By level, a table of a month of which nothing is known."""
        self.cells = Cells(model, self.grouped)
        measures = list(enumerate(MEASURES.values()))
        self.weights = Weights.of(model)
        self.summed = [item for item in measures if item[1].how not in SPREADS]
        self.sums: Linear | None = None
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
        month = {level: table.copy() for level, table in self.undefined.items()}
        self.sums = self.sums or Linear(model, self.units, self.summed, read)
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
        if self.spreads.months == MONTHS:
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
        snap = Snapshot(model, self.weights, Existing.of(model))
        columns = {
            "satisfaction": people.satisfaction,
            "gap": people.performance - people.expectation,
            "trust_gov": people.trust_gov,
            "trust_nbr": people.trust_nbr,
        }
        snap.means["satisfaction"] = model.courtyard_satisfaction  # found by the month's appraisal
        for name in ("gap", "trust_gov", "trust_nbr"):
            snap.means[name] = model.mean_by_courtyard(columns[name])
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
