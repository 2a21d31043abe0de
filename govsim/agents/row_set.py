"""Sets of rows: Mesa's AgentSet interface over an array of agent numbers.

Mechanism  A set holds the unique ids of its agents in order (`row_ids.py`) and makes views only when
they are asked for. Mesa's own AgentSet would hold the views weakly and lose them; here every result
is again a `RowSet`. Columns are read, written, sorted, grouped and aggregated as arrays; functions
and methods of agents run row by row. The semantics are those of Mesa 3.3 to 3.5, except that
`select` also takes a boolean array, `agg` hands its functions an array, `set` also takes one value a
row, and the sets that a model hands out cannot be changed in place.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Hashable, Iterable
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeVar, overload

import numpy as np
import numpy.typing as npt

from govsim.agents.row_groups import RowGroups
from govsim.agents.row_ids import Ids, RowIds
from govsim.agents.table import columns
from govsim.params import nearest

if TYPE_CHECKING:
    from govsim.agents.rows import Row

R = TypeVar("R", bound="Row")


class RowSet(RowIds[R]):
    """An ordered set of agents of one model, of one kind or several."""

    # --- choosing and ordering --------------------------------------------------------------------

    def select(
        self,
        filter_func: Callable[[R], bool] | npt.NDArray[np.bool_] | None = None,
        at_most: float = math.inf,
        inplace: bool = False,
        agent_type: type[Any] | None = None,
    ) -> RowSet[R]:
        """The agents that pass the filter and are of the type, in order, at most so many.

        `filter_func` is a function of an agent or a boolean array with one entry for each agent of
        this set. `at_most` as a float up to 1.0 is a share of this set, rounded down.
        """
        share = isinstance(at_most, float) and at_most <= 1.0
        limit = None if at_most == math.inf else max(0, int(len(self) * at_most) if share else math.ceil(at_most))
        ids: Ids = self._ids
        if isinstance(filter_func, np.ndarray):
            if filter_func.dtype != np.bool_ or filter_func.shape != (len(self),):
                raise ValueError(f"a filter array must hold one boolean for each of the {len(self)} agents")
            ids = self.ids[filter_func]
        if agent_type is not None:
            ids = self._of_type(ids, agent_type)
        if callable(filter_func):
            passed = (agent.unique_id for agent in RowSet[R](self.model, ids) if filter_func(agent))
            return self._result(list(islice(passed, limit)), inplace)
        return self._result(ids[:limit], inplace)

    def _of_type(self, ids: Ids, agent_type: type[Any]) -> Ids:
        parts = list(RowSet[R](self.model, ids)._parts())
        right = [here for kind, here, _ in parts if issubclass(kind, agent_type)]
        if len(right) == len(parts):
            return ids
        if isinstance(ids, range) and len(right) == 1 and isinstance(right[0], slice):
            return ids[right[0]]
        keep = np.zeros(len(ids), dtype=np.bool_)
        for here in right:
            keep[here] = True
        return np.array(ids, dtype=np.int64)[keep]

    def shuffle(self, inplace: bool = False) -> RowSet[R]:
        """The agents in random order."""
        ids = list(self._numbers())
        self.random.shuffle(ids)
        return self._result(ids, inplace)

    def sort(self, key: str | Callable[[R], Any], ascending: bool = False, inplace: bool = False) -> RowSet[R]:
        """The agents ordered by an attribute or a function, highest first unless `ascending`; ties keep order."""
        keys = self._values(key) if isinstance(key, str) else self.map(key)
        if isinstance(keys, list) or keys.ndim > 1:
            order = np.array(sorted(range(len(self)), key=keys.__getitem__, reverse=not ascending), dtype=np.int64)
        elif ascending:
            order = np.argsort(keys, kind="stable")
        else:
            order = len(self) - 1 - np.argsort(keys[::-1], kind="stable")[::-1]
        return self._result(self.ids[order], inplace)

    def groupby(
        self, by: str | Callable[[R], Hashable], result_type: Literal["agentset", "list"] = "agentset"
    ) -> RowGroups:
        """Groups of the agents that share an attribute or a function's value, as sets or lists."""
        keys = self._values(by) if isinstance(by, str) else self.map(by)
        members: dict[Hashable, Any] = {}
        if isinstance(keys, np.ndarray) and keys.ndim == 1:
            found, first, group = np.unique(keys, return_index=True, return_inverse=True)
            split = np.split(self.ids[np.argsort(group, kind="stable")], np.cumsum(np.bincount(group))[:-1])
            members = {found[place].item(): split[place] for place in np.argsort(first)}
        else:
            for key, number in zip(keys, self._numbers(), strict=True):
                members.setdefault(key, []).append(number)
        sets = {key: self._result(ids, inplace=False) for key, ids in members.items()}
        return RowGroups(sets, lists=result_type == "list")

    # --- attributes -------------------------------------------------------------------------------

    def values(self, attribute: str) -> npt.NDArray[Any]:
        """An attribute as an array, one entry an agent, not to be written to.

        A whole kind's column is a view of the column itself, anything else a copy.
        """
        return np.asarray(self._values(attribute))

    def _values(self, attribute: str) -> npt.NDArray[Any] | list[Any]:
        """An array when all agents have the attribute as one column, else a list made row by row."""
        parts = list(self._parts())
        if len(parts) == 1 and attribute in columns(parts[0][0].table):
            kind, _, rows = parts[0]
            found: npt.NDArray[Any] = getattr(getattr(self.model, kind.table_name), attribute)[rows]
            found.flags.writeable = False
            return found
        return self.get(attribute)

    @overload
    def get(
        self, attr_names: str, handle_missing: Literal["error", "default"] = "error", default_value: Any = None
    ) -> list[Any]: ...
    @overload
    def get(
        self, attr_names: list[str], handle_missing: Literal["error", "default"] = "error", default_value: Any = None
    ) -> list[list[Any]]: ...
    def get(
        self,
        attr_names: str | list[str],
        handle_missing: Literal["error", "default"] = "error",
        default_value: Any = None,
    ) -> list[Any]:
        """An attribute of each agent, or a list of several; as Python numbers, vectors as read-only arrays.

        Raises AttributeError for agents without it unless `handle_missing` is "default".
        """
        if handle_missing not in ("error", "default"):
            raise ValueError(f"handle_missing must be 'error' or 'default', not {handle_missing!r}")
        default = () if handle_missing == "error" else (default_value,)
        if isinstance(attr_names, str):
            return self._get(attr_names, *default)
        found = [self._get(name, *default) for name in attr_names]
        return [[each[place] for each in found] for place in range(len(self))]

    def _get(self, name: str, *default: Any) -> list[Any]:
        result: list[Any] = [None] * len(self)
        for kind, here, rows in self._parts():
            if name in columns(kind.table):
                entries = np.array(getattr(getattr(self.model, kind.table_name), name)[rows])
                entries.flags.writeable = False
                part = entries.tolist() if entries.ndim == 1 else list(entries)
            else:
                part = [getattr(agent, name, *default) for agent in RowSet[R](self.model, self.ids[here])]
            if isinstance(here, slice):
                result[here] = part
            else:
                for place, entry in zip(here.tolist(), part, strict=True):
                    result[place] = entry
        return result

    def set(self, attr_name: str, value: Any) -> RowSet[R]:
        """Write one value into a column for all agents, or one value for each where they are of one kind.

        Raises AttributeError, before anything is written, when some agents have no such column.
        """
        parts = list(self._parts())
        for kind, _, _ in parts:
            known = columns(kind.table)
            if attr_name not in known:
                hint = nearest(attr_name, known)
                raise AttributeError(f"{attr_name!r} is no column of {kind.table.__name__}, so it cannot be set{hint}")
        if len(parts) > 1 and np.ndim(value):
            raise ValueError("agents of several kinds take one number for all")
        for kind, _, rows in parts:
            getattr(self.model, kind.table_name).put(attr_name, rows, value)
        return self

    def agg(self, attribute: str, func: Callable[..., Any] | Iterable[Callable[..., Any]]) -> Any:
        """A function, or each of several, of the array of an attribute.

        Numbers arrive as float64, int64 or bool, so sums neither overflow nor lose digits.
        """
        values = self.values(attribute)
        wide = {"f": np.float64, "i": np.int64, "u": np.int64}.get(values.dtype.kind)
        values = values if wide is None else values.astype(wide)
        return func(values) if callable(func) else [each(values) for each in func]

    # --- row by row -------------------------------------------------------------------------------

    def map(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> list[Any]:
        """Results of a function of each agent, or of each agent's method of that name."""
        if isinstance(method, str):
            return [getattr(agent, method)(*args, **kwargs) for agent in self]
        return [method(agent, *args, **kwargs) for agent in self]

    def do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> RowSet[R]:
        """Call a function on each agent, or each agent's method, in order; returns the set."""
        for agent in self:
            if isinstance(method, str):
                getattr(agent, method)(*args, **kwargs)
            else:
                method(agent, *args, **kwargs)
        return self

    def shuffle_do(self, method: str | Callable[..., Any], *args: Any, **kwargs: Any) -> RowSet[R]:
        """`do` in random order; the set keeps its own."""
        self.shuffle().do(method, *args, **kwargs)
        return self
