"""Models and runs that many tests look at."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from govsim.model import GovernanceModel
from tests.model.small import built, restored


@pytest.fixture(scope="session")
def settled() -> GovernanceModel:
    """The small district under the rules of 2007, before its first month; use `model` to change it."""
    return built()


@pytest.fixture
def model(settled: GovernanceModel) -> Iterator[GovernanceModel]:
    """The settled district, to be changed at will and put back after the test."""
    with restored(settled) as borrowed:
        yield borrowed
