"""What stays in memory while workers run."""

from __future__ import annotations

import gc
import weakref

import pytest
from distributed import Client

from govsim.experiment import cluster
from govsim.experiment.cluster import kept_tidy, own_processes


class Circular:
    """Refers to itself, so that it goes only when garbage is collected."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_collected_among_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    old = Circular()
    waits, seen = weakref.ref(old), []
    gc.disable()
    try:
        with pytest.raises(KeyboardInterrupt), kept_tidy() as tidy:
            assert gc.get_freeze_count() > 0
            del old
            for seconds in (3600.0, 0.0):
                monkeypatch.setattr(cluster, "GARBAGE_SECONDS", seconds)
                new = weakref.ref(Circular())
                tidy()
                seen.append(new() is None)
            assert seen == [False, True]
            assert waits() is not None, "what was there is not looked through"
            raise KeyboardInterrupt
        assert gc.get_freeze_count() == 0
        gc.collect()
        assert waits() is None
    finally:
        gc.enable()


def kept_of_tasks(client: Client, tasks: int) -> int:
    """Notes in the scheduler and its extensions after so many tasks that are over."""
    for number in range(tasks):
        client.submit(abs, number, key=("run", number)).result()
    found, spans = client.cluster.scheduler, client.cluster.scheduler.extensions.get("spans")
    return len(found.tasks) + sum(len(span.metadata["collections"]) for span in (spans.spans.values() if spans else ()))


@pytest.mark.slow
def test_the_scheduler_keeps_nothing_of_tasks_that_are_over() -> None:
    with own_processes(1) as client:
        assert kept_of_tasks(client, 20) < 5


def test_dask_does_so_by_itself() -> None:
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=None) as client:
        assert kept_of_tasks(client, 20) >= 20, "nothing is to be left out any more"
