"""Groups of agents: what `RowSet.groupby` gives, with the interface of Mesa's GroupBy."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from govsim.agents.row_set import RowSet


class RowGroups:
    """Key -> set of agents, keys in the order of their first agent; `groups` holds lists with `lists`."""

    def __init__(self, sets: dict[Hashable, RowSet[Any]], lists: bool) -> None:
        self.sets = sets
        self.groups: dict[Hashable, Any] = {key: group.to_list() for key, group in sets.items()} if lists else sets

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> dict[Hashable, Any]:
        """Key -> result of a function of the group, or of the group's method of that name."""
        if isinstance(method, str):
            return {key: getattr(group, method)(*args, **kwargs) for key, group in self.groups.items()}
        return {key: method(group, *args, **kwargs) for key, group in self.groups.items()}

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> RowGroups:
        """Call a function on each group, or each group's method; returns the groups."""
        self.map(method, *args, **kwargs)
        return self

    def count(self) -> dict[Hashable, int]:
        """Key -> number of agents."""
        return {key: len(group) for key, group in self.groups.items()}

    def agg(self, attr_name: str, func: Callable[..., Any] | Iterable[Callable[..., Any]]) -> dict[Hashable, Any]:
        """Key -> `RowSet.agg` of the group."""
        functions = func if callable(func) else list(func)
        return {key: group.agg(attr_name, functions) for key, group in self.sets.items()}

    def __iter__(self) -> Iterator[tuple[Hashable, Any]]:
        return iter(self.groups.items())

    def __len__(self) -> int:
        return len(self.groups)
