"""Sums over the entries of units, and over residents by group, for the tables of a run."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import resident

if TYPE_CHECKING:
    from scipy.sparse import csr_matrix

    from govsim.model import GovernanceModel

AGES = ("0-17", "18-39", "40-59", "60+")
BLOCK = 1 << 16
"""Residents whose columns are put in another order at a time."""


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
        if (index[1:] < index[:-1]).any():
            small = index.astype(np.uint16) if count <= BLOCK else index  # which NumPy sorts several times as fast
            self.order = small.argsort(kind="stable").astype(np.uint16 if len(index) <= BLOCK else np.int32)
        size = np.bincount(index, minlength=count)
        self.filled = size.nonzero()[0]
        self.first = (size.cumsum() - size).take(self.filled)

    def of(self, values: np.ndarray) -> np.ndarray:
        """Sums over the last axis, float64, zero for a unit without entries."""
        ordered = values if self.order is None else values.take(self.order, axis=-1, mode="wrap")
        found: np.ndarray = np.add.reduceat(ordered, self.first, axis=-1, dtype=np.float64)
        if len(self.filled) == self.count:
            return found
        sums = np.zeros((*values.shape[:-1], self.count))
        sums[..., self.filled] = found
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
        people = self.model.residents
        homes = people.household.take(people.active.nonzero()[0])
        first = np.ones(len(homes), dtype=bool)
        np.not_equal(homes[1:], homes[:-1], out=first[1:])
        return np.asarray(homes[first])

    def participation(self, households: np.ndarray) -> np.ndarray:
        """Share of the households of each courtyard that are among those given."""
        counts = np.bincount(self.head_courtyard.take(households), minlength=len(self.model.courtyards))
        return np.asarray(counts / self.model.courtyard_homes)

    def takeup(self) -> tuple[np.ndarray, np.ndarray]:
        """Households that received and households with a case this month, by group."""
        model = self.model
        case, household = model.residents.case, model.residents.household
        needing = np.flatnonzero(case)
        received = needing[case[needing] == resident.RECEIVED]
        return self.of_households(household[received]), self.of_households(household[needing])
