"""Observation: reads the measures of a month and aggregates them to every level."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.agents import resident
from govsim.agents.social_organization import is_formal
from govsim.measures import MEASURES, Measure
from govsim.month import month_name

if TYPE_CHECKING:
    import pandas as pd

    from govsim.model import GovernanceModel

AGES = ("0-17", "18-39", "40-59", "60+")


@dataclass
class Snapshot:
    """Sums over residents that several measures share, made once a month.

    `means` are by courtyard; `groups` are (sum, weight) by resident group for measures read there.
    """

    means: dict[str, np.ndarray] = field(default_factory=dict)
    groups: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)
    formal_organizations: np.ndarray = field(default_factory=lambda: np.zeros(0))


class Observer:
    """Collects the tables of a run, one row a month and unit."""

    def __init__(self, model: GovernanceModel, courtyards: bool = False) -> None:
        self.model = model
        self.levels = ("district", "street", "community", "group", *(("courtyard",) if courtyards else ()))
        self.rows: dict[str, list[np.ndarray]] = {level: [] for level in self.levels}
        self.months: list[str] = []
        place = model.place
        self.kinds = [kind.kind for kind in place.kinds]
        self.units = {
            "district": ["district"],
            "street": [item.name for item in place.streets],
            "community": [item.name for item in place.communities],
            "group": group_names(self.kinds),
            "courtyard": list(model.population.courtyard_name) if courtyards else [],
        }
        self.cells = Cells(model)

    def observe(self) -> None:
        """Read all measures of the month just completed."""
        model = self.model
        snapshot = self.snapshot()
        month = {level: np.full((len(self.units[level]), len(MEASURES)), np.nan) for level in self.levels}
        for position, measure in enumerate(MEASURES.values()):
            values, weights = measure.read(model, snapshot)
            for level in measure.levels:
                if level in month:
                    month[level][:, position] = self.aggregate(measure, level, values, weights, snapshot)
        for level in self.levels:
            self.rows[level].append(month[level])
        self.months.append(month_name(model.month))

    def snapshot(self) -> Snapshot:
        """The shared sums over residents."""
        model = self.model
        people, yards = model.residents, model.courtyards
        snap = Snapshot()
        gap = people.performance - people.expectation
        columns = {"satisfaction": people.satisfaction, "gap": gap, "trust_gov": people.trust_gov, "trust_nbr": people.trust_nbr}
        for name, column in columns.items():
            snap.means[name] = model.mean_by_courtyard(column)
            snap.groups[name] = self.cells.by_group(column, snap.means[name])
        snap.means["service"] = model.mean_by_courtyard(people.service)
        snap.means["participation"], snap.groups["participation"] = self.cells.participation()
        snap.groups["condition"] = self.cells.by_group_of_courtyards(yards.condition)
        snap.groups["takeup"] = self.cells.takeup()
        formal = model.organizations.community[is_formal(model.organizations)]
        snap.formal_organizations = np.bincount(formal, minlength=len(model.communities)).astype(np.float64)
        return snap

    def aggregate(
        self, measure: Measure, level: str, values: np.ndarray, weights: np.ndarray, snapshot: Snapshot
    ) -> np.ndarray:
        """Values of a measure for all units of a level; NaN where nothing is there to be measured."""
        if level == "group":
            key = {"expectation_gap": "gap", "courtyard_condition": "condition"}.get(measure.name, measure.name)
            total, weight = snapshot.groups[key]
            return divide(total, weight)
        if measure.how == "ratio":
            index, count = self.index(measure.base, level)
            total = np.bincount(index, weights=values, minlength=count)
            return divide(total, np.bincount(index, weights=weights, minlength=count))
        if level == measure.base:
            return values
        index, count = self.index(measure.base, level)
        if measure.base == "station":
            values, weights, index = self.over_stations(values, weights, level)
        if measure.how in ("mean", "sum"):
            total = np.bincount(index, weights=values * weights, minlength=count)
            return total if measure.how == "sum" else divide(total, np.bincount(index, weights=weights, minlength=count))
        spread = {"gini": gini, "hhi": hhi, "median": median, "p10": tenth, "p90_p10": ninety_to_ten}[measure.how]
        keep = weights > 0
        index, values, weights = index[keep], values[keep], weights[keep]
        order = np.argsort(index, kind="stable")
        bounds = np.searchsorted(index[order], np.arange(count + 1))
        return np.array(
            [
                spread(values[order[low:high]], weights[order[low:high]]) if high > low else np.nan
                for low, high in zip(bounds[:-1], bounds[1:], strict=True)
            ]
        )

    def over_stations(self, values: np.ndarray, weights: np.ndarray, level: str) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
        """Station readings laid on the communities they serve."""
        model = self.model
        share = model.coverage * weights
        total = share.sum(axis=1)
        laid = divide(share @ values, total)
        index, _ = self.index("community", level)
        return np.nan_to_num(laid), total, index

    def index(self, base: str, level: str) -> tuple[np.ndarray, int]:
        """Unit of `level` of each entry of `base`, and the number of units."""
        model = self.model
        tables: dict[str, Any] = {"courtyard": model.courtyards, "organization": model.organizations}
        count = len(self.units[level])
        if level == "district":
            size = {
                "courtyard": len(model.courtyards),
                "organization": len(model.organizations),
                "street": len(model.streets),
                "station": len(model.communities),
                "community": len(model.communities),
                "district": 1,
            }[base]
            return np.zeros(size, dtype=np.int64), count
        if base in tables:
            return getattr(tables[base], level), count
        if level == "community":
            return np.arange(count), count
        return model.communities.street, count

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


def group_names(kinds: list[str]) -> list[str]:
    """Names of the resident groups, in the order of every group array."""
    return [
        "tenure:owner", "tenure:renter", *(f"age:{age}" for age in AGES), "income:other", "income:low",
        "hukou:local", "hukou:other", *(f"kind:{kind}" for kind in kinds),
    ]  # fmt: skip


class Cells:
    """Sums over residents by group; the demographic cell of a resident never changes."""

    def __init__(self, model: GovernanceModel) -> None:
        self.model = model
        people = model.residents
        self.cell = (
            people.renter.astype(np.int8)
            + 2 * people.age_group
            + 8 * people.low_income.astype(np.int8)
            + 16 * people.local.astype(np.int8)
        ).astype(np.int8)
        self.weighted = not np.all(model.courtyards.weight == 1.0)
        self.weight = model.spread(model.courtyards.weight) if self.weighted else None
        cells = np.arange(32)
        member = [
            cells % 2 == 0, cells % 2 == 1, *(cells // 2 % 4 == age for age in range(4)),
            cells // 8 % 2 == 0, cells // 8 % 2 == 1, cells // 16 == 1, cells // 16 == 0,
        ]  # fmt: skip
        self.member = np.array(member, dtype=np.float64)
        self.residents = self.count(None)
        heads = model.population.household_start[:-1]
        self.head_cell = self.cell[heads]
        self.head_courtyard = people.courtyard[heads]
        self.head_weight = model.courtyards.weight[self.head_courtyard]
        self.households = self.join(
            np.bincount(self.head_cell, weights=self.head_weight, minlength=32),
            np.bincount(self.head_courtyard, weights=self.head_weight, minlength=len(model.courtyards)),
        )

    def count(self, column: np.ndarray | None) -> np.ndarray:
        """Weighted sums of a column (or of ones) over the residents of each group."""
        weights = column if not self.weighted else (self.weight if column is None else column * self.weight)
        cells = np.bincount(self.cell, weights=weights, minlength=32)
        yards = self.model.courtyards
        by_yard = yards.population if column is None else self.model.sum_by_courtyard(column) * yards.weight
        return self.join(cells, by_yard)

    def join(self, cells: np.ndarray, courtyards: np.ndarray) -> np.ndarray:
        """Group sums from sums over cells and over courtyards."""
        yards = self.model.courtyards
        kinds = np.bincount(yards.kind, weights=courtyards, minlength=len(self.model.place.kinds))
        return np.concatenate((self.member @ cells, kinds))

    def by_group(self, column: np.ndarray, means: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Sums and residents of each group; `means` are the column's means by courtyard."""
        weighted = column * self.weight if self.weighted else column
        cells = np.bincount(self.cell, weights=weighted, minlength=32)
        return self.join(cells, means * self.model.courtyards.population), self.residents

    def by_group_of_courtyards(self, values: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Sums over residents of what their courtyard has."""
        yards = self.model.courtyards
        if not hasattr(self, "mix"):
            key = self.model.residents.courtyard * 32 + self.cell
            counts = np.bincount(key, minlength=len(yards) * 32).reshape(-1, 32)
            self.mix = counts * yards.weight[:, None]
        return self.join(values @ self.mix, values * yards.population), self.residents

    def participation(self) -> tuple[np.ndarray, tuple[np.ndarray, np.ndarray]]:
        """Share of households with an active member, by courtyard, and sums by group."""
        model = self.model
        active = np.zeros(len(self.head_cell), dtype=bool)
        active[model.residents.household[np.flatnonzero(model.residents.active)]] = True
        starts = model.population.courtyard_household_start
        counts = np.add.reduceat(active, starts[:-1], dtype=np.float64)
        rows = np.flatnonzero(active)
        cells = np.bincount(self.head_cell[rows], weights=self.head_weight[rows], minlength=32)
        share = counts / np.diff(starts)
        return share, (self.join(cells, counts * model.courtyards.weight), self.households)

    def takeup(self) -> tuple[np.ndarray, np.ndarray]:
        """Households that received and households in need this month, by group."""
        model = self.model
        case = model.residents.case[model.registered_heads]
        needing = np.flatnonzero(case != resident.NO_CASE)
        received = needing[case[needing] == resident.RECEIVED]
        return self.over_heads(received), self.over_heads(needing)

    def over_heads(self, chosen: np.ndarray) -> np.ndarray:
        """Weighted number of the chosen registered heads in each group."""
        model = self.model
        rows = model.registered_household[chosen]
        weight = self.head_weight[rows]
        cells = np.bincount(self.head_cell[rows], weights=weight, minlength=32)
        yards = np.bincount(self.head_courtyard[rows], weights=weight, minlength=len(model.courtyards))
        return self.join(cells, yards)


def divide(total: np.ndarray, weight: np.ndarray) -> np.ndarray:
    """total / weight, NaN where the weight is zero."""
    return np.divide(total, weight, out=np.full(len(total), np.nan), where=weight > 0)


def gini(values: np.ndarray, weights: np.ndarray) -> float:
    """Gini index of weighted values; 0 when all are zero."""
    order = np.argsort(values, kind="stable")
    value, weight = values[order], weights[order]
    share = np.cumsum(weight) / weight.sum()
    total = (value * weight).sum()
    if total <= 0:
        return 0.0
    lorenz = np.cumsum(value * weight) / total
    before = np.concatenate(([0.0], lorenz[:-1]))
    step = np.diff(np.concatenate(([0.0], share)))
    return float(1.0 - (step * (lorenz + before)).sum())


def hhi(values: np.ndarray, weights: np.ndarray) -> float:
    """Herfindahl index of the shares of whole-number categories."""
    share = np.bincount(values.astype(np.int64), weights=weights) / weights.sum()
    return float((share**2).sum())


def median(values: np.ndarray, weights: np.ndarray) -> float:
    """Median; weights are zero or one."""
    return float(np.median(values))


def tenth(values: np.ndarray, weights: np.ndarray) -> float:
    """Tenth percentile; weights are zero or one."""
    return float(np.quantile(values, 0.1))


def ninety_to_ten(values: np.ndarray, weights: np.ndarray) -> float:
    """90th over 10th percentile; weights are zero or one."""
    low, high = np.quantile(values, (0.1, 0.9))
    return float(high / max(low, 1e-9))
