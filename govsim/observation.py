"""Observation: reads the measures of a month and aggregates them to every level."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import resident
from govsim.agents.social_organization import LATENT, is_formal
from govsim.detail import DETAIL
from govsim.inequality import SPREADS
from govsim.measures import LEVELS, MEASURES, UPWARD, Measure, Snapshot
from govsim.month import month_name

if TYPE_CHECKING:
    import pandas as pd
    from scipy.sparse import csr_matrix

    from govsim.model import GovernanceModel

AGES = ("0-17", "18-39", "40-59", "60+")
BLOCK = 1 << 16
"""Residents whose columns are put in another order at a time."""


class Observer:
    """Collects the tables of a run, one row a month and unit, at the levels of `detail` (a key of `DETAIL`)."""

    def __init__(self, model: GovernanceModel, detail: str = "community") -> None:
        self.model = model
        self.levels = DETAIL[detail]
        self.grouped = "group" in self.levels
        self.rows: dict[str, list[np.ndarray]] = {level: [] for level in self.levels}
        self.months: list[str] = []
        place = model.place
        self.kinds = [kind.kind for kind in place.kinds]
        self.units = {
            "district": ["district"],
            "street": [item.name for item in place.streets],
            "community": [item.name for item in place.communities],
            "group": group_names(self.kinds),
            "courtyard": list(model.population.courtyard_name),
        }
        self.cells = Cells(model, self.grouped)
        self.links = self.upward()
        self.unit_of = {
            (base, level): self.index(base, level).astype(np.int16)
            for base, levels in LEVELS.items() for level in UPWARD if level in levels
        }

    def observe(self) -> None:
        """Read all measures of the month just completed; RuntimeError when there is no new month.

        (Mesa 3.5 steps no further, without a word, once a step has raised.)
        """
        model = self.model
        if self.months and self.months[-1] == month_name(model.month):
            raise RuntimeError(f"the model has not moved on from {self.months[-1]}")
        snapshot = self.snapshot()
        month = {level: np.full((len(self.units[level]), len(MEASURES)), np.nan) for level in self.levels}
        linear: dict[str, list[tuple[int, Measure, np.ndarray, np.ndarray]]] = {}
        homes: dict[int, np.ndarray] = {}
        for position, measure in enumerate(MEASURES.values()):
            values, weights = measure.read(model, snapshot)
            if self.grouped and measure.by_group:
                month["group"][:, position] = self.of_groups(measure, snapshot)
            elif self.grouped and measure.of_home:
                homes[position] = self.at_home(measure.base, values)
            if "courtyard" in month and "courtyard" in measure.levels:
                month["courtyard"][:, position] = values
            if measure.base == "station":
                values, weights = self.over_stations(values, weights)
            if measure.how in SPREADS:
                self.spread(position, measure, values, weights, month)
            else:
                linear.setdefault(measure.base, []).append((position, measure, values, weights))
        if homes:
            month["group"][:, list(homes)] = self.cells.homes @ np.column_stack(list(homes.values()))
        for base, entries in linear.items():
            self.add_up(base, entries, month)
        for level in self.levels:
            self.rows[level].append(month[level])
        self.months.append(month_name(model.month))

    def add_up(
        self,
        base: str,
        entries: list[tuple[int, Measure, np.ndarray, np.ndarray]],
        month: dict[str, np.ndarray],
    ) -> None:
        """Weighted means, sums and ratios of all measures of one base, at all coarser levels at once."""
        count = len(entries)
        links = self.links[base]
        rows: slice | np.ndarray = slice(None)
        if base == "organization":  # most slots are latent
            rows = np.flatnonzero(self.model.organizations.status != LATENT)
            index = self.model.organizations.community[rows]
            links = {**links, "community": Sums(index, len(self.units["community"]))}
        parts = np.empty((2 * count, len(entries[0][2][rows])))
        for row, (_, measure, values, weights) in enumerate(entries):
            parts[count + row] = weights[rows]
            np.multiply(values[rows], 1.0 if measure.how == "ratio" else parts[count + row], out=parts[row])
        for level, link in links.items():
            parts = link.of(parts)
            if level not in month:
                continue
            total, whole = parts[:count], parts[count:]
            mean = np.divide(total, whole, out=np.full_like(total, np.nan), where=whole > 0)
            for row, (position, measure, _, _) in enumerate(entries):
                if level in measure.levels:
                    month[level][:, position] = total[row] if measure.how == "sum" else mean[row]

    def spread(
        self, position: int, measure: Measure, values: np.ndarray, weights: np.ndarray, month: dict[str, np.ndarray]
    ) -> None:
        """Indices of inequality and quantiles, by unit; NaN where nothing is there to be measured."""
        keep = np.flatnonzero(weights > 0)
        keep = keep[np.argsort(values[keep], kind="stable")]
        for level in measure.levels:
            if level in UPWARD and level in month:
                index = self.unit_of[measure.base, level][keep]
                within = np.argsort(index, kind="stable")
                rows = keep[within]
                month[level][:, position] = SPREADS[measure.how](
                    values[rows].astype(np.float64), weights[rows], index[within].astype(np.int64),
                    len(self.units[level]),
                )

    def at_home(self, base: str, values: np.ndarray) -> np.ndarray:
        """A reading of courtyards, communities or streets, by courtyard."""
        yards = self.model.courtyards
        return values if base == "courtyard" else values[yards.community if base == "community" else yards.street]

    def of_groups(self, measure: Measure, snapshot: Snapshot) -> np.ndarray:
        """A measure by resident group."""
        key = {"expectation_gap": "gap"}.get(measure.name, measure.name)
        total, weight = snapshot.groups[key]
        return np.divide(total, weight, out=np.full(len(total), np.nan), where=weight > 0)

    def over_stations(self, values: np.ndarray, weights: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Station readings laid on the communities they serve."""
        share = self.model.coverage * weights
        total = share.sum(axis=1)
        return np.divide(share @ values, total, out=np.zeros_like(total), where=total > 0), total

    def index(self, base: str, level: str) -> np.ndarray:
        """Unit of `level` of each entry of `base`."""
        model = self.model
        own: dict[str, tuple[np.ndarray, np.ndarray]] = {
            "courtyard": (model.courtyards.community, model.courtyards.street),
            "organization": (model.organizations.community, model.organizations.street),
            "community": (np.arange(len(model.communities)), model.communities.street),
            "station": (np.arange(len(model.communities)), model.communities.street),
            "street": (np.zeros(0, dtype=np.int64), np.arange(len(model.streets))),
            "district": (np.zeros(0, dtype=np.int64), np.zeros(1, dtype=np.int64)),
        }
        community, street = own[base]
        if level == "district":
            return np.zeros(len(street), dtype=np.int64)
        return community if level == "community" else street

    def upward(self) -> dict[str, dict[str, Sums]]:
        """How sums are made from each base to the first level above it, and on from level to level."""
        steps = {"street": self.model.communities.street, "district": np.zeros(len(self.model.streets), dtype=np.int64)}
        found: dict[str, dict[str, Sums]] = {}
        for base, levels in LEVELS.items():
            for level in (level for level in UPWARD if level in levels):
                index = steps[level] if base in found else self.index(base, level)
                found.setdefault(base, {})[level] = Sums(index, len(self.units[level]))
        return found

    def snapshot(self) -> Snapshot:
        """The shared sums over residents."""
        model = self.model
        people = model.residents
        snap = Snapshot()
        gap = people.performance - people.expectation
        columns = {
            "satisfaction": people.satisfaction,
            "gap": gap,
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
        formal = model.organizations.community[is_formal(model.organizations)]
        snap.formal_organizations = np.bincount(formal, minlength=len(model.communities)).astype(np.float64)
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


def group_names(kinds: list[str]) -> list[str]:
    """Names of the resident groups, in the order of every group array."""
    return [
        "tenure:owner", "tenure:renter", *(f"age:{age}" for age in AGES), "income:other", "income:low",
        "hukou:local", "hukou:other", *(f"kind:{kind}" for kind in kinds),
    ]  # fmt: skip


class Sums:
    """Sums over the entries of each of `count` units; `index` is the unit of each entry."""

    def __init__(self, index: np.ndarray, count: int) -> None:
        self.count = count
        self.order: np.ndarray | None = None
        if (np.diff(index) < 0).any():
            self.order = np.argsort(index, kind="stable").astype(np.uint16 if len(index) <= BLOCK else np.int32)
        size = np.bincount(index, minlength=count)
        self.filled = np.flatnonzero(size)
        self.first = (np.cumsum(size) - size)[self.filled]

    def of(self, values: np.ndarray) -> np.ndarray:
        """Sums over the last axis, float64, zero for a unit without entries."""
        ordered = values if self.order is None else values.take(self.order, axis=-1, mode="wrap")
        sums = np.zeros((*values.shape[:-1], self.count))
        sums[..., self.filled] = np.add.reduceat(ordered, self.first, axis=-1, dtype=np.float64)
        return sums


class Cells:
    """Sums over residents by group; the demographic groups of a resident never change.

    Residents are counted in joint cells of tenure, age, income and registration, and cells in groups;
    nothing of that is prepared unless `grouped`.
    """

    COUNT = 2 * len(AGES) * 2 * 2

    def __init__(self, model: GovernanceModel, grouped: bool) -> None:
        self.model = model
        people, weight = model.residents, model.courtyards.weight
        heads = model.population.household_start[:-1]
        self.head_courtyard = people.courtyard[heads]
        if not grouped:
            return
        code = ((people.renter * np.int8(4) + people.age_group) * np.int8(2) + people.low_income) * np.int8(2)
        code += people.local
        # added up block by block, each held by the processor's cache
        self.sums = [(low, Sums(code[low : low + BLOCK], self.COUNT)) for low in range(0, len(code), BLOCK)]
        self.weights = None if np.all(weight == 1.0) else weight[people.courtyard]
        cell = np.arange(self.COUNT)
        renter, age, low, local = cell // 16, cell // 4 % 4, cell // 2 % 2, cell % 2
        self.members = np.array([
            renter == 0, renter == 1, *(age == group for group in range(len(AGES))), low == 0, low == 1, local == 1,
            local == 0,
        ])  # fmt: skip
        self.residents = self.by_group(np.ones(len(people), dtype=np.float32), np.ones(len(weight)))
        self.head_cell = code[heads]
        self.households = self.of_households(np.arange(len(heads)))
        self.homes = self.living(code)

    def by_group(self, column: np.ndarray, means: np.ndarray) -> np.ndarray:
        """Sums of a column over the residents of each group; `means` are its means by courtyard."""
        values = column if self.weights is None else column * self.weights
        cells = np.sum([sums.of(values[low : low + BLOCK]) for low, sums in self.sums], axis=0)
        return self.join(cells, means * self.model.courtyards.population)

    def of_households(self, rows: np.ndarray) -> np.ndarray:
        """Weighted number of the given households in each group."""
        courtyard = self.head_courtyard[rows]
        weight = self.model.courtyards.weight[courtyard]
        yards = np.bincount(courtyard, weights=weight, minlength=len(self.model.courtyards))
        return self.join(np.bincount(self.head_cell[rows], weights=weight, minlength=self.COUNT), yards)

    def join(self, cells: np.ndarray, courtyards: np.ndarray) -> np.ndarray:
        """All groups, from sums by cell and by courtyard."""
        kinds = np.bincount(self.model.courtyards.kind, weights=courtyards, minlength=len(self.model.place.kinds))
        return np.concatenate(((self.members * cells).sum(axis=1), kinds))

    def living(self, code: np.ndarray) -> csr_matrix:
        """Share of each group's members that lives in each courtyard, shape (groups, courtyards)."""
        from scipy.sparse import csr_matrix

        people, yards = self.model.residents, self.model.courtyards
        place = code.astype(np.int64) * len(yards) + people.courtyard
        counts = np.bincount(place, minlength=self.COUNT * len(yards)).reshape(self.COUNT, -1) * yards.weight
        demographic = np.array([counts[member].sum(axis=0) for member in self.members])
        kinds = [yards.population * (yards.kind == kind) for kind in range(len(self.model.place.kinds))]
        members = np.concatenate((demographic, kinds))
        total = members.sum(axis=1, keepdims=True)
        return csr_matrix(np.divide(members, total, out=np.zeros_like(members), where=total > 0))

    def active_households(self) -> np.ndarray:
        """Households with a member who takes part, in order."""
        active = np.zeros(len(self.head_courtyard), dtype=bool)
        active[self.model.residents.household[np.flatnonzero(self.model.residents.active)]] = True
        return np.flatnonzero(active)

    def participation(self, households: np.ndarray) -> np.ndarray:
        """Share of the households of each courtyard that are among those given."""
        counts = np.bincount(self.head_courtyard[households], minlength=len(self.model.courtyards))
        return np.asarray(counts / np.diff(self.model.population.courtyard_household_start))

    def takeup(self) -> tuple[np.ndarray, np.ndarray]:
        """Households that received and households with a case this month, by group."""
        model = self.model
        case, household = model.residents.case, model.residents.household
        needing = np.flatnonzero(case)
        received = needing[case[needing] == resident.RECEIVED]
        return self.of_households(household[received]), self.of_households(household[needing])
