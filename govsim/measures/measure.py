"""What a measure is: a reading at the finest level where it is defined, and how coarser levels follow."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Literal

import numpy as np

from govsim.agents import social_organization as org

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

Values = tuple[np.ndarray, np.ndarray]
"""Values and weights at the base level."""
UPWARD = ("community", "street", "district")
LEVELS: dict[str, tuple[str, ...]] = {
    "courtyard": ("courtyard", *UPWARD),
    "community": UPWARD,
    "station": UPWARD,
    "organization": UPWARD,
    "street": ("street", "district"),
    "district": ("district",),
}


@dataclass(frozen=True)
class Existing:
    """The slots that are or were an organization: columns of `SocialOrganizations`, and flags of what each is.

    Most slots are latent; measures of base "organization" have one entry for each of these here, by community.
    """

    community: np.ndarray
    formal_age: np.ndarray
    inactive_months: np.ndarray
    motive: np.ndarray
    niche: np.ndarray
    dependence: np.ndarray
    contract: np.ndarray
    responsiveness: np.ndarray
    filed: np.ndarray
    registered: np.ndarray
    formal: np.ndarray
    active: np.ndarray

    @classmethod
    def of(cls, model: GovernanceModel) -> Existing:
        """The organizations of a model as they stand."""
        t = model.organizations
        rows = org.existing(t)
        rows = rows.take(t.community.take(rows).astype(np.uint16).argsort(kind="stable"))  # 16 bits are sorted fastest
        status = t.status.take(rows)
        filed, registered = status == org.FILED, status == org.REGISTERED
        formal = filed | registered
        active = formal & ~t.dormant.take(rows) & (t.activity.take(rows) >= model.world.activity_minimum)
        columns = (
            t.community, t.formal_age, t.inactive_months, t.motive, t.niche, t.dependence, t.contract, t.responsiveness,
        )
        return cls(*[*(column.take(rows) for column in columns), filed, registered, formal, active])


@dataclass(frozen=True)
class Weights:
    """Real numbers of people and homes, by which readings are weighted; they never change in a run.

    As always with weights that never change, the arrays are read-only: others need not be looked at again.
    """

    homes: np.ndarray
    """Households by courtyard, as the next two."""
    residents: np.ndarray
    adults: np.ndarray
    registered: np.ndarray
    """Registered households by community."""
    communities: np.ndarray
    """Residents by community."""
    streets: np.ndarray
    """Residents by street."""

    @classmethod
    def of(cls, model: GovernanceModel) -> Weights:
        """The weights of a model."""
        yards, communities = model.courtyards, model.communities
        columns = (
            yards.households, yards.population, model.real_adults, communities.registered_households,
            communities.population, model.streets.population,
        )
        found = [column.copy() for column in columns]
        for column in found:
            column.flags.writeable = False
        return cls(*found)


@dataclass
class Snapshot:
    """What several measures share, made once a month.

    `means` over residents are by courtyard; `groups` are (sum, weight) by resident group for measures
    read there.
    """

    model: GovernanceModel
    weights: Weights
    organizations: Existing
    means: dict[str, np.ndarray] = field(default_factory=dict)
    groups: dict[str, tuple[np.ndarray, np.ndarray]] = field(default_factory=dict)
    read: dict[Callable[[Snapshot], np.ndarray], np.ndarray] = field(default_factory=dict)

    def once(self, read: Callable[[Snapshot], np.ndarray]) -> np.ndarray:
        """What a function reads for several measures, read once."""
        if read not in self.read:
            self.read[read] = read(self)
        return self.read[read]


@lru_cache(maxsize=64)
def alike(count: int) -> np.ndarray:
    """Weights of so many entries that count alike."""
    weights = np.ones(count)
    weights.flags.writeable = False
    return weights


@dataclass(frozen=True)
class Measure:
    """One measure; `better` is higher, lower or none, `how` says how coarser levels are made."""

    name: str
    title: str
    title_zh: str
    definition: str
    definition_zh: str
    unit: str
    better: Literal["higher", "lower", "none"]
    tier: Literal["R1", "R2", "R3", "residents", "cost"]
    base: str
    how: Literal["mean", "sum", "ratio", "gini", "hhi", "median", "p10", "p90_p10"]
    read: Callable[[GovernanceModel, Snapshot], Values]
    by_group: bool = False
    """Read of the group's own members; other means are those of the places where they live."""

    @cached_property
    def of_home(self) -> bool:
        """By resident group, the measure is the mean over its members of their courtyard, community or street."""
        return self.how == "mean" and self.base in ("courtyard", "community", "street") and not self.by_group

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """Levels at which the measure is reported."""
        own = LEVELS[self.base]
        if self.how in ("gini", "hhi", "median", "p10", "p90_p10"):
            own = tuple(level for level in own if level != self.base)
        return own + (("group",) if self.by_group or self.of_home else ())
