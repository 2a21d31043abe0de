"""Processes that make runs: what they tell, and that nobody's fault is another's."""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from govsim.dashboard.outcome import finished, stores
from govsim.dashboard.pool import Crashed, Pool
from govsim.dashboard.work import Plan, Work
from govsim.dashboard.worker import Failed, Months, Request, Stored
from govsim.measures import MEASURES
from tests.experiment.fake import EFFECT, scenario

A, B = scenario("A"), scenario("B", start=2)


def until(true: Callable[[], Any], seconds: float = 60.0) -> None:
    """Wait until something is so."""
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it did not happen"
        time.sleep(0.02)


@pytest.fixture
def pool(request: pytest.FixtureRequest) -> Iterator[Pool]:
    """A pool whose runs are those of the function named in the test's parameter."""
    opened = Pool(slots=2, simulate=f"tests.dashboard.made_up:{request.param}")
    yield opened
    opened.close()
    assert all(not process.is_alive() for process in opened.processes.values())


def alive(pid: int | None) -> bool:
    try:
        os.kill(pid or -1, 0)
    except (OSError, OverflowError):
        return False
    return True


@pytest.mark.parametrize("pool", ["watched"], indirect=True)
def test_pairs_are_made_told_and_kept(pool: Pool, tmp_path: Path) -> None:
    plan = Plan(A, B, (1, 2, 3), tmp_path, False)
    work = Work(plan, pool)
    until(lambda: work.done)
    assert work.seeds == (1, 2, 3) == finished(tmp_path, A, B, (1, 2, 3)) and work.share == 1.0
    a, b = work.live(0), work.live(1)
    assert a is not None and b is not None and a.shape == (6, len(MEASURES))
    assert (b - a)[1:3, 0] == pytest.approx([0.0, EFFECT])
    assert all(store.run_id(B, 1) in store for store in stores(tmp_path, True))
    again = Work(plan, pool)
    assert again.done and not again.tickets
    other = again.live(1)
    assert other is not None and (other == b).all()


@pytest.mark.parametrize("pool", ["failing"], indirect=True)
def test_a_run_that_raises_is_told(pool: Pool, tmp_path: Path) -> None:
    work = Work(Plan(A, B, (1, 2), tmp_path, False), pool)
    until(lambda: work.done)
    assert "infinity in month 2008-03" in work.progress.failed and not work.progress.crashed
    assert list((tmp_path / "failed").glob("*.json"))


@pytest.mark.parametrize("pool", ["deadly"], indirect=True)
def test_a_process_that_dies_is_told_and_replaced(pool: Pool, tmp_path: Path) -> None:
    work = Work(Plan(A, B, (1, 2), tmp_path, False), pool)
    until(lambda: work.done)
    assert work.progress.crashed and set(work.seeds) <= {1}, "the other process may have been quicker or slower"
    after = Work(Plan(A, scenario("B", start=3), (1, 3), tmp_path, False), pool)
    until(lambda: after.done)
    assert after.seeds == (1, 3) and not after.progress.crashed


@pytest.mark.parametrize("pool", ["endless", "deaf"], indirect=True)
def test_what_is_called_back_ends(pool: Pool, tmp_path: Path, request: pytest.FixtureRequest) -> None:
    told: list[object] = []
    tickets = [pool.submit(Request(A, seed, tmp_path, False, long=True), told.append) for seed in (1, 2, 3)]
    short = pool.submit(Request(A, 4, tmp_path, False), told.append)
    until(lambda: tickets[0].pid and short.pid)
    until(lambda: all(getattr(process, "greeted", False) for process in pool.processes.values()))
    assert tickets[1].pid is None and tickets[1].ahead == 0 and tickets[2].ahead == 1, "a long run leaves one process"
    first = tickets[0].pid
    tickets[0].cancel()
    until(lambda: tickets[1].pid)
    if pool.simulate.endswith("endless"):
        assert tickets[1].pid == first, "a run that listens gives its process back"
    else:
        assert tickets[1].pid != first and not alive(first)
    for ticket in (*tickets, short):
        ticket.cancel()
    assert not any(isinstance(item, (Crashed, Failed, Stored)) for item in told)
    assert all(isinstance(item, Months) for item in told)
