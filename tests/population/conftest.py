"""One population of the whole district and one small sample, drawn once."""

from __future__ import annotations

import pytest

from govsim.chance import Chance
from govsim.place import Place, load_place
from govsim.population import Population, synthesize
from govsim.world import World


@pytest.fixture(scope="session")
def place() -> Place:
    return load_place("jinjiang")


@pytest.fixture(scope="session")
def whole(place: Place) -> Population:
    return synthesize(place, World(), 1.0, Chance(1))


@pytest.fixture(scope="session")
def sample(place: Place) -> Population:
    return synthesize(place, World(), 0.05, Chance(1))
