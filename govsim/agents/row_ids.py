"""Which agents a set holds: unique ids in order, as a range (whole kinds) or an array.

A range costs nothing however long it is, and makes a column of a whole kind a view instead of a copy.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, MutableSet, Sequence
from random import Random
from typing import TYPE_CHECKING, Any, Self, TypeVar, overload

import numpy as np
import numpy.typing as npt

if TYPE_CHECKING:
    from govsim.agents.rows import Row, RowModel

R = TypeVar("R", bound="Row")
Ids = range | npt.NDArray[np.int64]
Where = slice | npt.NDArray[np.int64]


class RowIds(MutableSet[R], Sequence[R]):
    """Agents of one model as a set and a sequence.

    `ids` are unique ids of the model, each once; arrays are taken over, never written to. With
    `fixed` the set refuses to change in place.
    """

    def __init__(self, model: RowModel, ids: Ids, fixed: bool = False) -> None:
        self.model = model
        self.fixed = fixed
        self._ids = ids
        self._members: npt.NDArray[np.bool_] | None = None

    @property
    def random(self) -> Random:
        """The generator that shuffles: the model's."""
        shuffler: Random = self.model.random
        return shuffler

    @property
    def ids(self) -> npt.NDArray[np.int64]:
        """Unique ids of the agents, in order."""
        return np.array(self._ids, dtype=np.int64)

    @property
    def rows(self) -> npt.NDArray[np.int64]:
        """Row numbers in the table, in order; ValueError when the agents are of several kinds."""
        kinds = [kind for kind, _, _ in self._parts()]
        if len(kinds) > 1:
            raise ValueError("agents of several kinds have no row numbers in common; select(agent_type=...) first")
        return self.ids - self.model.span(kinds[0]).start if kinds else self.ids

    def _parts(self) -> Iterator[tuple[type[Row], Where, Where]]:
        """Each kind present, its positions in this set, and its rows in its table."""
        for kind in self.model.agent_types:
            span = self.model.span(kind)
            if isinstance(self._ids, range):
                start, stop = max(span.start, self._ids.start), min(span.stop, self._ids.stop)
                if start < stop:
                    here = slice(start - self._ids.start, stop - self._ids.start)
                    yield kind, here, slice(start - span.start, stop - span.start)
                continue
            inside = (self._ids >= span.start) & (self._ids < span.stop)
            if inside.any():
                positions = slice(None) if inside.all() else np.flatnonzero(inside)
                yield kind, positions, self._ids[positions] - span.start

    def _numbers(self) -> Sequence[int]:
        return self._ids if isinstance(self._ids, range) else self._ids.tolist()

    def _views(self, ids: Iterable[int]) -> Iterator[R]:
        span: range = range(0)
        kind: Any = None
        for number in ids:
            if number not in span:
                span, kind = self.model.span_with(number)
            yield kind._view(self.model, number - span.start)

    def _result(self, ids: Sequence[int] | npt.NDArray[np.int64], inplace: bool) -> Self:
        """A set of the same kind with these ids, or this one changed."""
        chosen: Ids = ids if isinstance(ids, range) else np.asarray(ids, dtype=np.int64)
        if not inplace:
            return type(self)(self.model, chosen)
        if self.fixed:
            raise TypeError("the model's own sets cannot be changed in place; change a copy: agents.select()")
        self._ids, self._members = chosen, None
        return self

    def __len__(self) -> int:
        return len(self._ids)

    def __iter__(self) -> Iterator[R]:
        return self._views(self._numbers())

    def __contains__(self, agent: object) -> bool:
        if getattr(agent, "model", None) is not self.model:
            return False
        number: int = agent.unique_id  # type: ignore[attr-defined]
        if isinstance(self._ids, range):
            return number in self._ids
        if self._members is None:
            self._members = np.zeros(len(self.model.agents) + 1, dtype=np.bool_)
            self._members[self._ids] = True
        return bool(self._members[number])

    @overload
    def __getitem__(self, item: int) -> R: ...
    @overload
    def __getitem__(self, item: slice) -> list[R]: ...
    def __getitem__(self, item: int | slice) -> R | list[R]:
        if isinstance(item, slice):
            return list(self._views(int(number) for number in self._ids[item]))
        return next(self._views([int(self._ids[item])]))

    def to_list(self) -> list[R]:
        """All agents, as views."""
        return list(self)

    def copy(self) -> Self:
        """The same agents in a set of its own, which may be changed in place."""
        return self._result(self._ids, inplace=False)

    __copy__ = copy

    def __reduce__(self) -> tuple[Any, ...]:
        return type(self), (self.model, self._ids, self.fixed)

    def __repr__(self) -> str:
        kinds = ", ".join(kind.__name__ for kind, _, _ in self._parts()) or "no agents"
        return f"<{type(self).__name__} of {len(self)}: {kinds}>"

    def _from_iterable(self, agents: Iterable[R]) -> Self:  # type: ignore[override]
        """What `&`, `|`, `-` and `^` make."""
        return self._result(list(dict.fromkeys(self._own(agent) for agent in agents)), inplace=False)

    def _own(self, agent: R) -> int:
        if getattr(agent, "model", None) is not self.model:
            raise ValueError(f"{agent!r} is not an agent of this set's model")
        return agent.unique_id

    def add(self, agent: R) -> None:
        """Put an agent at the end; ValueError when it is of another model."""
        number = self._own(agent)
        self._result(self._ids if agent in self else np.append(self.ids, number), inplace=True)

    def discard(self, agent: R) -> None:
        """Take an agent out if it is there; ValueError when it is of another model."""
        self._result(self.ids[self.ids != self._own(agent)], inplace=True)

    def remove(self, agent: R) -> None:
        """Take an agent out; KeyError when it is not there, ValueError when it is of another model."""
        if self._own(agent) not in self.ids:
            raise KeyError(agent)
        self.discard(agent)
