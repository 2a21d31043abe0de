"""A study: its scenarios at every point of its design."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

from govsim.experiment.design import Design
from govsim.experiment.factor import Factor, Point, written
from govsim.scenario import Scenario, load


@dataclass(frozen=True)
class Study:
    """A checked study; `scenarios` are names or paths as `load` takes them, the baseline's not among them."""

    name: str
    label: str
    """The file, for faults."""
    title: str
    title_zh: str
    description: str
    description_zh: str
    baseline: str | None
    scenarios: tuple[str, ...]
    sets: tuple[str, ...]
    """Settings that hold for every scenario."""
    replications: int
    seed: int
    horizon: str
    """A month like "2012-12"."""
    measures: tuple[str, ...]
    detail: str
    design: Design
    factors: tuple[Factor, ...]
    points: Sequence[Point] = field(repr=False)
    titles: Mapping[str, tuple[str, str]] = field(default_factory=dict, repr=False)
    """Name of a scenario -> its title, English and Chinese."""
    plausible: int = 0
    """Plausible worlds that the seeds go through; 0 where every run is in the scenarios' own."""

    @property
    def worlds(self) -> tuple[str, ...]:
        """Every scenario, the baseline first."""
        return self.scenarios if self.baseline is None else (self.baseline, *self.scenarios)

    @property
    def names(self) -> tuple[str, ...]:
        """Names of `worlds` in tables."""
        return tuple(Path(world).stem if world.endswith(".toml") else world for world in self.worlds)

    @property
    def seeds(self) -> range:
        """The seeds of its replications."""
        return range(self.seed, self.seed + self.replications)

    @property
    def plain(self) -> tuple[str, ...]:
        """The settings for every scenario that are no reform's."""
        return tuple(item for item in self.sets if not is_of_reform(item))

    def titled(self, name: str, lang: str) -> str:
        """The title of a scenario in a language."""
        return self.titles[name][lang == "zh"]

    def scenario(self, world: str, point: Point) -> Scenario:
        """A scenario at a point of the design; InputError where the combination is not allowed."""
        pairs = [
            pair for factor, value in zip(self.factors, point, strict=True)
            if not (factor.lever and world == self.baseline) for pair in factor.sets(value)
        ]
        everywhere = list(self.plain)
        dropped = dict.fromkeys(name for path, value in pairs if path == "without"
                                for name in (value if isinstance(value, list) else [value]))
        here = unvaried(world, tuple(everywhere)).reform_names
        if here & set(dropped):
            everywhere.append(written("without", sorted(here & set(dropped))))
            here = unvaried(world, tuple(everywhere)).reform_names
        own = [item for item in self.sets if is_of_reform(item)]
        own += [written(path, value) for path, value in pairs if path != "without"]
        return load(world, [*everywhere, *(item for item in own if not is_of_reform(item) or reform_of(item) in here)])

    def in_world(self, scenario: Scenario, number: int) -> Scenario:
        """A scenario of this study in a plausible world of its place."""
        from govsim.experiment.plausible import needed_worlds

        return needed_worlds(scenario.place, self.plausible).world(scenario, number)

    def resolved(self) -> dict[str, Any]:
        """What determines its runs but seeds and replications, as JSON."""
        return {
            "worlds": list(self.worlds),
            "sets": list(self.sets),
            "detail": self.detail,
            "design": self.design.resolved(),
            "factors": [factor.name for factor in self.factors],
            "points": [len(self.points), digest(self.points)],
            "plausible": self.plausible,
            "made_of": digest([self.unvaried_worlds(), [factor.settings() for factor in self.factors], self.drawn()]),
        }

    def unvaried_worlds(self) -> list[dict[str, Any]]:
        """Its scenarios as resolved before anything is varied, but for what they are called."""
        return [{key: value for key, value in unvaried(world, self.plain).resolved().items() if key != "about"}
                for world in self.worlds]

    def drawn(self) -> list[Any]:
        """The plausible worlds that seeds go through: names and values."""
        from govsim.experiment.plausible import needed_worlds

        if not self.plausible:
            return []
        found = needed_worlds(unvaried(self.worlds[0], self.plain).place, self.plausible)
        return [found.names, found.values[: self.plausible].tolist()]


def digest(content: Sequence[Any]) -> str:
    """Digest of what JSON takes, and dates; written out one at a time, since there may be a great many."""
    found = hashlib.blake2b(b"[", digest_size=16)
    for number, item in enumerate(content):
        found.update(f"{', ' if number else ''}{json.dumps(item, default=str)}".encode())
    found.update(b"]")
    return found.hexdigest()


@lru_cache(maxsize=64)
def unvaried(world: str, sets: tuple[str, ...]) -> Scenario:
    """A scenario with settings that are no reform's."""
    return load(world, sets)


def is_of_reform(setting: str) -> bool:
    """Whether a setting is of a reform, and so only of the scenarios that have it."""
    return setting.strip().startswith("reform.")


def reform_of(setting: str) -> str:
    """The reform that a setting is of."""
    return setting.partition("=")[0].split(".")[1].strip() if setting.partition("=")[0].count(".") else ""
