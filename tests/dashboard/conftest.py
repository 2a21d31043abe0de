"""What tests of the dashboard share: made-up runs of two scenarios, stored and as an archive."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from govsim.dashboard.outcome import StoredOutcome, stores
from govsim.dashboard.ship import archive
from govsim.dashboard.shipped import ShippedOutcome, shipped_outcome
from tests.dashboard.made_up import watched
from tests.dashboard.served import Served, dashboard
from tests.experiment.fake import scenario

SEEDS = (1, 2, 3)


@pytest.fixture(scope="session")
def made(tmp_path_factory: pytest.TempPathFactory) -> StoredOutcome:
    """Three pairs of A and B, in which B gains 0.25 of everything from its third month on."""
    folder = tmp_path_factory.mktemp("runs")
    a, b = scenario("A", months=30), scenario("B", start=2, months=30)
    for seed in SEEDS:
        for world in (a, b):
            kept = stores(folder, seed == SEEDS[0])
            run = watched(world, seed, detail=kept[-1].detail)
            for store in kept:
                store.write(run)  # type: ignore[arg-type]
    return StoredOutcome(folder, a, b, SEEDS)


@pytest.fixture(scope="session")
def shipped(made: StoredOutcome, tmp_path_factory: pytest.TempPathFactory) -> ShippedOutcome:
    """The same as an archive."""
    path: Path = tmp_path_factory.mktemp("archive") / "comparison.zip"
    archive(made, path, "a command")
    return shipped_outcome(path)


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A dashboard for all tests of a process; whatever its pages raise fails the last of them."""
    folder = tmp_path_factory.mktemp("served")
    (folder / "secret.txt").write_text("SECRET OUTSIDE")
    log = folder / "errors.txt"
    with log.open("w", encoding="utf-8") as errors, dashboard(folder / "results", errors) as found:
        yield found
    assert "Traceback" not in log.read_text("utf-8"), log.read_text("utf-8")
