"""Overlap: what a study sets in two places, so that one of them would mean nothing."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from govsim.experiment.factor import Factor
from govsim.experiment.study.study import is_of_reform
from govsim.params import Fault
from govsim.reforms.base import bundles
from govsim.scenario import Scenario
from govsim.scenario.source import Entry


def overlaps(
    sets: Sequence[tuple[str, str]], factors: Sequence[tuple[Factor, Entry]], scenarios: Collection[Scenario]
) -> list[Fault]:
    """Factors of one name or one path (`without` adds up), and settings for all scenarios that a factor replaces.

    `sets` are settings, each with where it stands. An option that leaves a path alone leaves the setting of it too.
    """
    faults = []
    names: set[str] = set()
    paths: dict[str, str] = {}
    for factor, entry in factors:
        if factor.name.casefold() in names:
            faults.append(entry.below("name").fault(f"{factor.name} is named twice"))
        names.add(factor.name.casefold())
        for path in factor.paths:
            other = next((name for known, name in paths.items() if replaces(path, known, scenarios)), None)
            if other is not None and path != "without":
                faults.append(entry.fault(f"{path} is also set by {other}", False))
        paths |= dict.fromkeys(factor.paths, factor.name)
        for item, origin in sets:
            path = ".".join(part.strip() for part in item.partition("=")[0].split("."))
            if any(replaces(by, path, scenarios) for by in always_set(factor)) and path != "without":
                faults.append(Fault(origin, f"{path} is also set by {factor.name}"))
    return faults


def always_set(factor: Factor) -> list[str]:
    """The paths that a factor sets whatever its value."""
    if not factor.options:
        return list(factor.paths)
    return [path for path in factor.paths if all(path in dict(option.sets) for option in factor.options)]


def replaces(by: str, path: str, scenarios: Collection[Scenario]) -> bool:
    """Whether what `path` sets is set again by another path, in every scenario.

    That of a reform goes by the name of an entry, a rule or a bundle, of which one may hold what another names. The
    start of a bundle moves its rules and keeps their distances.
    """
    if by == path:
        return True
    (_, wide, *key), (_, narrow, *other) = (
        (item.split(".") if is_of_reform(item) and item.count(".") == 2 else ("", "")) for item in (by, path)
    )
    if not wide or not narrow or key != other or (key == ["start"] and wide in bundles()):
        return False
    pairs = [(answering(scenario, wide), answering(scenario, narrow)) for scenario in scenarios]
    return any(inner for _, inner in pairs) and all(inner <= outer for outer, inner in pairs)


def answering(scenario: Scenario, name: str) -> frozenset[int]:
    """The numbers of the revisions that a name means."""
    return frozenset(
        number for number, item in enumerate(scenario.revisions)
        if name in (item.name, item.rule, getattr(item.change, "bundle", ""))
    )
