"""Population: the columns of a synthetic district at its start, sorted so that sums need no sorting.

Residents are contiguous within households, households within courtyards, courtyards within
communities, communities within streets; the first resident of a household is its head, an adult.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
import numpy.typing as npt

AGE_GROUPS = ("0-17", "18-39", "40-59", "60+")
"""What the codes of `Population.age_group` stand for."""

CHILD = 0
"""Code of the age group that never acts."""

CONDITIONAL, FREE_RIDER, HUMP, ALTRUIST = range(4)
"""Cooperation types, codes of `Population.cooperation` (Fischbacher et al. 2001)."""

Integers = npt.NDArray[np.int32]
Pointers = npt.NDArray[np.intp]
"""Rows of another table, in the type that NumPy indexes by: four times as fast, where there are few."""
Small = npt.NDArray[np.int8]
Flags = npt.NDArray[np.bool_]
Reals = npt.NDArray[np.float64]
Singles = npt.NDArray[np.float32]


@dataclass(frozen=True, eq=False)
class Population:
    """Everything that the synthesis draws; K courtyards, H households, N residents simulated.

    "Real" numbers are those of the whole place, whatever the sample.
    """

    sample: float
    floor_rules: bool
    """Whether the floor of households, not the sample, decides in more than half of the courtyards."""

    courtyard_name: tuple[str, ...]
    """Community and number, such as "Lianhua-07": the same in every world of a place."""
    courtyard_community: Pointers
    courtyard_kind: Small
    """Index into `Place.kinds`."""
    courtyard_households: Reals
    """Real number of households."""
    courtyard_residents: Reals
    """Real number of residents; adds up to the communities' table times `World.population_scale`."""
    courtyard_registered: Reals
    """Registered households; adds up to the communities' table. Some of them live elsewhere."""
    courtyard_neighbourhood: Pointers
    """Neighbourhood of courtyards that stand in for one another in a sample; its own number at sample 1."""
    courtyard_weight: Singles
    """Real residents for each simulated one."""
    courtyard_managed: Flags
    """Has property management at the start."""
    courtyard_social_capital: Reals
    courtyard_heterogeneity: Reals
    courtyard_condition: Reals
    courtyard_household_start: Integers
    """Row of the first household of each courtyard, length K + 1."""
    courtyard_start: Integers
    """Row of the first resident of each courtyard, length K + 1."""

    household_start: Integers
    """Row of the head of each household, length H + 1."""
    household_first_id: Integers
    """Id of the head of each household: its row were everybody simulated."""

    age_group: Small
    renter: Flags
    """Lives in a rented home (one value a household, as the next two)."""
    local: Flags
    """Is registered here (hukou)."""
    low_income: Flags
    """Receives the minimum living allowance."""
    party: Flags
    """Is a Party member; adults only."""
    cooperation: Small
    """Cooperation type; children hold one too, and never act on it."""
    threshold: Singles
    """Share of active acquaintances at which a resident is willing to take part."""
    pay_propensity: Singles
    """Uniform; the head's decides whether the household pays a fee of given acceptance."""

    tie_start: Integers
    """First tie of each resident, length N + 1; children have none."""
    tie_step: npt.NDArray[np.signedinteger[Any]]
    """How many rows further on each tie leads, or back; every tie is there in both directions."""

    kind_party_chance: Reals
    """Probability that an adult of each kind of courtyard is a Party member."""

    @cached_property
    def neighbourhood_start(self) -> Pointers:
        """Row of the first resident of each neighbourhood, whose courtyards follow one another."""
        first = np.unique(self.courtyard_neighbourhood, return_index=True)[1]
        return self.courtyard_start[first].astype(np.intp)

    def __len__(self) -> int:
        """Residents simulated."""
        return len(self.age_group)

    @property
    def tie_to(self) -> Integers:
        """Row of the acquaintance that each tie leads to."""
        owner = np.repeat(np.arange(len(self), dtype=np.int32), np.diff(self.tie_start))
        return (owner + self.tie_step).astype(np.int32)

    def acquaintances(self, rows: Pointers) -> Pointers:
        """Rows of the acquaintances of each of these residents, one resident after the other."""
        first = self.tie_start.take(rows)
        count = self.tie_start.take(rows + 1)
        count -= first
        return rows.repeat(count) + self.tie_step.take(stretches(first, count))

    def ids_within(self, rows: npt.NDArray[np.integer], household: npt.NDArray[np.integer]) -> Integers:
        """Persistent ids of residents of these households, the same at every sample: their rows, were all simulated."""
        return self.household_first_id[household] + (rows - self.household_start[household]).astype(np.int32)

    @property
    def nbytes(self) -> int:
        """Bytes in all columns."""
        return sum(value.nbytes for value in vars(self).values() if isinstance(value, np.ndarray))


def stretches(first: npt.NDArray[np.integer], size: npt.NDArray[np.integer]) -> Pointers:
    """Rows of stretches that begin at `first` and are `size` long, one after the other.

    >>> stretches(np.array([0, 5]), np.array([2, 1])).tolist()
    [0, 1, 5]
    """
    rows: Pointers = (first + size - size.cumsum(dtype=np.intp)).repeat(size)
    rows += counting(len(rows))
    return rows


COUNTED = np.arange(1 << 17)
"""Kept to be read."""
COUNTED.flags.writeable = False


def counting(count: int) -> Pointers:
    """0, 1, 2, ...; not to be written into."""
    return COUNTED[:count] if count <= len(COUNTED) else np.arange(count)
