"""The rules in force: in each street and community, in each month, revisions composed in written order.

A community composes every revision that has reached it, each with the months since it reached that
community. A street has what its communities have; where they differ, which only a revision placed
by community can bring about, a number is their mean by residents and any other field is that of most
residents. Rules that are the same in many places are composed once.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import numpy as np
import numpy.typing as npt

from govsim.params import declared
from govsim.reforms.base import Reform
from govsim.rules import Rules
from govsim.scenario.scenario import Revision, Scenario, Setting
from govsim.scenario.where import NEVER, Months

if TYPE_CHECKING:
    from govsim.place import Place

DTYPES: dict[type, type] = {bool: np.bool_, int: np.int64, float: np.float64}
"""Array type of a field of Rules."""

Stage = tuple[tuple[int, int], ...]
"""Which revisions are in force and for how many months: the numbers of `Scenario.revisions`, in order."""


@dataclass(frozen=True)
class RulesInForce:
    """The rules of one month; every array is read-only.

    `street` and `community` have one array for each field of Rules, of one value a street or community.
    """

    street: SimpleNamespace
    community: SimpleNamespace
    news: npt.NDArray[np.float64]
    """1.0 in each community that hears a revision announced this month, else 0.0."""


def starts(revision: Revision, place: Place) -> Months:
    """The month in which a revision reaches each community; NEVER where it does not."""
    delays = revision.where.delays(place)
    return np.where(delays == NEVER, NEVER, revision.start + delays)


@lru_cache(maxsize=4096)
def revised(change: Reform | Setting, rules: Rules, months: int) -> tuple[Rules, tuple[tuple[str, str], ...]]:
    """The rules after a change has been in force for some months, and the fields that it pushed out of their bounds.

    Each of these with what is allowed, by name. A sweep asks for the same again and again.
    """
    after = change.revise(rules, months)
    before, known = vars(rules), declared(Rules)
    messages = [
        (name, known[name].fault(value)) for name, value in vars(after).items()
        if value is not before[name] and value != before[name]
    ]
    return after, tuple(sorted((name, message) for name, message in messages if message is not None))


class Timetable:
    """Rules at the start and their revisions at a place: who composes what, and the rules composed so far."""

    def __init__(self, rules: Rules, revisions: tuple[Revision, ...], place: Place) -> None:
        self.revisions = revisions
        self.composed: dict[Stage, Rules] = {(): rules}
        self.months: dict[int, RulesInForce] = {}
        self.arrays: dict[tuple[Rules, ...], tuple[SimpleNamespace, SimpleNamespace]] = {}
        self.fields: dict[tuple[Any, ...], tuple[npt.NDArray[Any], npt.NDArray[Any]]] = {}
        """Arrays of a field by its name and its values by kind of community: most fields stay as they are."""
        count = len(place.communities)
        self.starts = np.array([starts(item, place) for item in revisions], dtype=np.int64).reshape(-1, count)
        columns, kind = np.unique(self.starts, axis=1, return_inverse=True)
        self.columns = columns
        """Start months of each distinct kind of community, one column a kind."""
        self.kind = kind.reshape(-1)
        """Kind of each community."""
        self.members = [
            np.array([item.index for item in place.communities if item.street == street], dtype=np.int64)
            for street in range(len(place.streets))
        ]
        self.first = np.array([members[0] for members in self.members])
        self.mixed = [street for street, members in enumerate(self.members) if len(set(self.kind[members])) > 1]
        self.residents = np.array([item.residents for item in place.communities], dtype=np.float64)

    def stage(self, column: Months, month: int) -> Stage:
        """The revisions in force in a month where they start as a column says."""
        return tuple(
            (number, month - int(start))
            for number, start in enumerate(column)
            if start != NEVER and start <= month <= (self.revisions[number].end or month)
        )

    def compose(self, stage: Stage) -> Rules:
        """The initial rules through the revisions of a stage, in order."""
        rules = self.composed.get(stage)
        if rules is None:
            number, months = stage[-1]
            rules, _ = revised(self.revisions[number].change, self.compose(stage[:-1]), months)
            self.composed[stage] = rules
        return rules

    def month(self, month: int) -> RulesInForce:
        """The rules in force in a month; kept, since every seed of a scenario asks for the same."""
        if month not in self.months:
            self.months[month] = self.in_force(month)
        return self.months[month]

    def in_force(self, month: int) -> RulesInForce:
        """Compose the rules of a month; months of equal rules share their arrays."""
        kinds = tuple(self.compose(self.stage(column, month)) for column in self.columns.T)
        if kinds not in self.arrays:
            self.arrays[kinds] = self.by_place(kinds)
        street, community = self.arrays[kinds]
        news = np.zeros(len(self.kind))
        for revision, start in zip(self.revisions, self.starts, strict=True):
            if revision.announced == month:
                news[start != NEVER] = 1.0
        return RulesInForce(street, community, _frozen(news))

    def revising(self, name: str, month: int) -> tuple[Revision, ...]:
        """The revisions that change a field of Rules somewhere in a month, or that are the month's "news"."""
        if name == "news":
            return tuple(item for item in self.revisions if item.announced == month)
        changing = set()
        for column in self.columns.T:
            stage = self.stage(column, month)
            for length in range(1, len(stage) + 1):
                before, after = self.compose(stage[: length - 1]), self.compose(stage[:length])
                if getattr(before, name) != getattr(after, name):
                    changing.add(stage[length - 1][0])
        return tuple(self.revisions[number] for number in sorted(changing))

    def by_place(self, kinds: tuple[Rules, ...]) -> tuple[SimpleNamespace, SimpleNamespace]:
        """Rules of the kinds of community laid out by street and by community."""
        street, community = SimpleNamespace(), SimpleNamespace()
        for name, known in declared(Rules).items():
            values = [getattr(rules, name) for rules in kinds]
            key = (name, *values)
            if key not in self.fields:
                laid_out = np.array(values, dtype=DTYPES.get(known.kind))[self.kind]
                self.fields[key] = _frozen(self.by_street(laid_out)), _frozen(laid_out)
            of_street, of_community = self.fields[key]
            setattr(street, name, of_street)
            setattr(community, name, of_community)
        return street, community

    def by_street(self, values: npt.NDArray[Any]) -> npt.NDArray[Any]:
        """What a street has of a field, from what its communities have."""
        result: npt.NDArray[Any] = values[self.first]
        for street in self.mixed:
            members = self.members[street]
            own, weight = values[members], self.residents[members]
            distinct, which = np.unique(own, return_inverse=True)
            if len(distinct) > 1:
                most = distinct[np.bincount(which, weight).argmax()]
                result[street] = np.average(own, weights=weight) if values.dtype == np.float64 else most
        return result

    def faults(self, months: range) -> dict[tuple[int, str], tuple[int, str]]:
        """Where revisions push a field out of its bounds in these months.

        (number of the revision, field) -> (first month, what is allowed).
        """
        found: dict[tuple[int, str], tuple[int, str]] = {}
        for month in months:
            for column in self.columns.T:
                rules = self.composed[()]
                for number, months_in_force in self.stage(column, month):
                    rules, strayed = revised(self.revisions[number].change, rules, months_in_force)
                    for name, message in strayed:
                        found.setdefault((number, name), (month, message))
        return found


class _Same:
    """Stands for one object in a cache: equal only to itself."""

    def __init__(self, value: Any) -> None:
        self.value = value

    def __hash__(self) -> int:
        return id(self.value)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Same) and self.value is other.value


@lru_cache(maxsize=16)
def _timetable(rules: Rules, revisions: tuple[Revision, ...], place: _Same) -> Timetable:
    return Timetable(rules, revisions, place.value)


def timetable(scenario: Scenario, place: Place) -> Timetable:
    """The timetable of a scenario; those of the last few are kept with the rules composed so far.

    Scenarios that differ in their world alone have one in common.
    """
    return _timetable(scenario.rules, scenario.revisions, _Same(place))


def rules_in_force(scenario: Scenario, place: Place, month: int) -> RulesInForce:
    """The rules in force in a month."""
    return timetable(scenario, place).month(month)


def _frozen(values: npt.NDArray[Any]) -> npt.NDArray[Any]:
    values.flags.writeable = False
    return values
