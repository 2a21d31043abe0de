"""What all runs of a seed have in common: what chance decides in a month whatever the rules are and people do.

Who moves away, and what those are like who move in, follow from the seed, the world and the homes alone. Runs that
begin alike may therefore share what is known of it, so that one of them works it out for all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from govsim.model import GovernanceModel

MOST_RESIDENTS = 1 << 17
"""Residents up to which it is kept, some 100 bytes each in nine years; with more, memory counts for more than time."""

Found = TypeVar("Found")


class InCommon:
    """What is known of each month. A copy of a model shares none of it and keeps none, as anybody may change it."""

    def __init__(self, keeps: bool = False) -> None:
        self.keeps = keeps
        self.known: dict[tuple[Callable[[GovernanceModel], Any], int], Any] = {}

    def of(self, model: GovernanceModel, find: Callable[[GovernanceModel], Found]) -> Found:
        """What `find` makes of the month, for all to read; it looks only at what the runs have in common."""
        if not self.keeps:
            return find(model)
        key = find, model.month
        if key not in self.known:
            self.known[key] = find(model)
        found: Found = self.known[key]
        return found

    def __reduce__(self) -> tuple[type[InCommon], tuple[()]]:
        return InCommon, ()
