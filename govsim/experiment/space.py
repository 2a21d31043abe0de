"""Space: the numbers of the world that evidence does not fix, each with its range, as a cube from 0 to 1."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import numpy as np
import numpy.typing as npt

from govsim.params import Param, declared
from govsim.world import World

if TYPE_CHECKING:
    from govsim.scenario import Scenario

Floats = npt.NDArray[np.float64]

UNCERTAIN = ("C", "A")
"""Evidence tags of numbers that may be calibrated: calibrated ones and assumptions."""

DIGITS = 5
"""Significant digits of a drawn value: what is stored is what ran."""


@dataclass(frozen=True)
class Space:
    """Uncertain numbers of World, in the order in which they are declared; one column of a vector each."""

    parameters: tuple[Param, ...]

    @classmethod
    def of(cls, scenario: Scenario) -> Space:
        """Every C- and A-tagged number of the world but those that the scenario sets itself; switches stay."""
        own = {item.path for item in scenario.overrides}
        return cls(tuple(
            item for item in declared(World).values()
            if item.tag in UNCERTAIN and item.kind in (int, float) and f"world.{item.name}" not in own
        ))

    @property
    def names(self) -> tuple[str, ...]:
        """Names of the numbers."""
        return tuple(item.name for item in self.parameters)

    def columns(self, names: Sequence[str]) -> list[int]:
        """Columns of some of them."""
        return [self.names.index(name) for name in names]

    def values(self, units: Floats) -> Floats:
        """Numbers at points of the cube, shape (points, parameters), as they are stored and run."""
        low, high = (np.array([(item.bounds or (0, 0))[end] for item in self.parameters], float) for end in (0, 1))
        found = low + (high - low) * units
        for number, item in enumerate(self.parameters):
            found[:, number] = np.rint(found[:, number]) if item.kind is int else [
                float(f"{value:.{DIGITS}g}") for value in found[:, number]
            ]
        return np.clip(found, low, high)

    def units(self, values: Floats) -> Floats:
        """The points of the cube at which numbers stand."""
        low, high = (np.array([(item.bounds or (0, 0))[end] for item in self.parameters], float) for end in (0, 1))
        return np.asarray((values - low) / (high - low))

    def spread(self, points: int, seed: int) -> Floats:
        """Points that divide every parameter's range evenly (Latin hypercube), shape (points, parameters)."""
        from scipy.stats import qmc

        return np.asarray(qmc.LatinHypercube(len(self.parameters), rng=np.random.default_rng(seed)).random(points))


def in_world(scenario: Scenario, names: Sequence[str], values: Sequence[float]) -> Scenario:
    """The scenario in another world; what it sets itself stays as it is."""
    own = {item.path for item in scenario.overrides}
    known = declared(World)
    drawn = {
        name: known[name].kind(value) for name, value in zip(names, values, strict=True) if f"world.{name}" not in own
    }
    return replace(scenario, world=replace(scenario.world, **drawn))
