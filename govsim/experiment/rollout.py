"""Rollout: which places a scenario reforms and when, as an evaluator of a pilot would write it down.

What is evaluated are the revisions that a scenario has and its baseline has not, provided that they
do not hold everywhere at once. A place counts as reformed from the first month in which any of them
reaches it. Streets are the units where every street begins as a whole, else communities.
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from govsim.month import month_name
from govsim.params import Fault, InputError
from govsim.place import load_place
from govsim.scenario import NEVER, Revision, Scenario, starts

if TYPE_CHECKING:
    from govsim.place import Place

Ints = npt.NDArray[np.int64]
Flags = npt.NDArray[np.bool_]

UNITS = ("street", "community")
"""Levels of the places that are compared, and of the groups of places within which errors are correlated."""


@dataclass(frozen=True)
class Rollout:
    """Units, months and the start of the reform in each unit.

    `start[unit]` is an index into `months`, NEVER where the reform does not come in these months;
    `cluster[unit]` numbers the groups of units within which errors may be correlated.
    """

    level: str
    units: tuple[str, ...]
    months: tuple[str, ...]
    start: Ints
    clustered_by: str
    cluster: Ints
    revisions: tuple[Revision, ...]
    """What is evaluated."""

    @property
    def first(self) -> int:
        """Index of the month in which the reform begins anywhere."""
        return int(self.start[self.start != NEVER].min())

    @property
    def groups(self) -> list[int]:
        """The distinct start months, as indices, in order."""
        return sorted({int(start) for start in self.start if start != NEVER})

    @property
    def treated(self) -> Flags:
        """(unit, month): the reform is in force there."""
        months = np.arange(len(self.months))
        return np.asarray((self.start[:, None] != NEVER) & (months >= self.start[:, None]))

    def of(self, units: Flags) -> Rollout:
        """The same for some of the units."""
        names = tuple(name for name, kept in zip(self.units, units, strict=True) if kept)
        return replace(self, units=names, start=self.start[units], cluster=self.cluster[units])


def without_placed(scenario: Scenario) -> Scenario:
    """The twin of a scenario: only those of its revisions that hold everywhere at once."""
    place = load_place(scenario.place)
    kept = tuple(item for item in scenario.revisions if at_once(item, place))
    return replace(scenario, name=f"{scenario.name}_without", title=f"{scenario.title}: without",
                   title_zh=f"{scenario.title_zh}：未实施" if scenario.title_zh else "", revisions=kept)


def at_once(revision: Revision, place: Place) -> bool:
    """Whether a revision reaches every community in the same month."""
    found = starts(revision, place)
    return bool((found == found[0]).all() and found[0] != NEVER)


def read_rollout(
    scenario: Scenario, baseline: Scenario, unit: str | None = None, cluster: str | None = None,
    until: str | None = None,
) -> Rollout:
    """The rollout of what `scenario` adds to `baseline`; InputError where no evaluation can be made of it.

    `unit` and `cluster` are names of UNITS, by default the level by which places were chosen. The
    months end with `until`, and before that where one of the reforms ends.
    """
    place = load_place(scenario.place)
    added = differing(scenario, baseline, place)
    ends = [scenario.end, *(item.end for item in added if item.end is not None)]
    last = min(ends)
    begin = np.array([starts(item, place) for item in added])
    begin = np.where((begin == NEVER) | (begin > last), last + 1, begin).min(axis=0)
    street = np.array([item.street for item in place.communities])
    whole = all(len(set(begin[street == number])) == 1 for number in range(len(place.streets)))
    level = unit or ("street" if whole else "community")
    if level == "street" and not whole:
        message = "places were chosen by community, and some streets are reformed in part; use --unit community"
        raise InputError([Fault("unit", message)])
    first = int(begin.min())
    if until is not None:
        months = [month_name(month) for month in range(min(first, last), last + 1)]
        if until not in months:
            raise InputError([Fault("horizon", f"must be a month from {months[0]} to {months[-1]}, not {until!r}")])
        last = first + months.index(until)
    begin = np.where(begin > last, NEVER, begin - scenario.start)
    by = cluster or ("street" if whole else "community")
    if level == "street":
        units = tuple(item.name for item in place.streets)
        begin = begin[[int(np.flatnonzero(street == number)[0]) for number in range(len(units))]]
        clusters = np.arange(len(units))
        if by == "community":
            raise InputError([Fault("cluster", "must be street: streets are compared")])
    else:
        units = tuple(item.name for item in place.communities)
        clusters = street if by == "street" else np.arange(len(units))
    found = Rollout(
        level, units, tuple(month_name(month) for month in range(scenario.start, last + 1)), begin, by, clusters, added,
    )
    check(found, scenario)
    return found


def differing(scenario: Scenario, baseline: Scenario, place: Place) -> tuple[Revision, ...]:
    """The revisions that the scenario adds; InputError where the two differ in anything else."""
    faults = []
    for key in ("world", "rules"):
        if scenario.resolved()[key] != baseline.resolved()[key]:
            message = f"differs from the baseline {baseline.name} in its {key} too; only reforms may differ"
            faults.append(Fault(scenario.name, message))
    ours = {written(item): item for item in scenario.revisions}
    theirs = {written(item): item for item in baseline.revisions}
    lacking = [item.name for key, item in theirs.items() if key not in ours]
    if lacking:
        message = f"has {told(lacking)}, which {scenario.name} has not in the same form; it may only lack reforms"
        faults.append(Fault(baseline.name, message))
    added = tuple(item for key, item in ours.items() if key not in theirs)
    everywhere = [item.name for item in added if at_once(item, place)]
    if everywhere and len(everywhere) < len(added):
        message = f"adds {told(everywhere)} everywhere at once; put it into the baseline too"
        faults.append(Fault(scenario.name, message))
    elif len(everywhere) == len(added):
        message = (
            "adds no reform that comes to some places first, so that there is nothing to compare with; "
            "write `where`, as in pilot_four_streets or staggered_rollout"
        )
        faults.append(Fault(scenario.name, message))
    if faults:
        raise InputError(faults)
    return added


def check(found: Rollout, scenario: Scenario) -> None:
    """InputError where estimators have nothing to work with."""
    faults = []
    if len(set(found.start)) == 1:
        faults.append(Fault(scenario.name, "begins everywhere in the same month, so that there is nothing to compare"))
    elif found.first == 0:
        faults.append(Fault(scenario.name, "begins in the first month; an evaluation needs months before it"))
    if len(set(found.cluster)) < 2:
        faults.append(Fault("cluster", "all places lie in one street; use --cluster community"))
    if faults:
        raise InputError(faults)


def written(revision: Revision) -> str:
    """A revision as text, equal for equal ones."""
    return json.dumps({**revision.resolved(), "name_zh": ""}, sort_keys=True)


def told(names: Sequence[str]) -> str:
    """Names in a row, each once."""
    return ", ".join(dict.fromkeys(names))
