"""What stays in memory while workers run."""

from __future__ import annotations

import gc
import sys
import weakref
from contextlib import suppress
from functools import lru_cache
from pathlib import Path

import msgpack
import numpy as np
import pytest
from distributed import Client, Scheduler
from distributed.protocol import Serialize, ToPickle, dumps

from govsim.experiment import cluster
from govsim.experiment.cluster import GARBAGE_SECONDS, HEADINGS, KEPT, forget_others, kept_tidy, own_processes
from govsim.experiment.runner import attempt_all
from govsim.experiment.store import Store
from govsim.measures.measure import alike
from govsim.scenario import load


class Circular:
    """Refers to itself, so that it goes only when garbage is collected."""

    def __init__(self) -> None:
        self.itself = self


def test_garbage_is_collected_among_what_is_new(monkeypatch: pytest.MonkeyPatch) -> None:
    old, clock = Circular(), [100.0]
    waits, seen = weakref.ref(old), []
    monkeypatch.setattr(cluster.time, "monotonic", lambda: clock[0])
    gc.disable()
    try:
        before = weakref.ref(Circular())
        with pytest.raises(KeyboardInterrupt), kept_tidy() as tidy:
            assert before() is None
            assert gc.get_freeze_count() > 0
            del old
            for later in (0.9 * GARBAGE_SECONDS, 0.2 * GARBAGE_SECONDS, 0.9 * GARBAGE_SECONDS):
                clock[0] += later
                new = weakref.ref(Circular())
                tidy()
                seen.append(new() is None)
            assert seen == [False, True, False]
            assert waits() is not None, "what was there is not looked through"
            raise KeyboardInterrupt
        assert gc.get_freeze_count() == 0
        gc.collect()
        assert waits() is None
    finally:
        gc.enable()


def test_closed_clusters_leave_nothing_behind() -> None:
    for _ in range(3):
        with own_processes(1) as client:
            assert client.submit(abs, -1).result() == 1
    del client
    gc.collect()
    assert sum(isinstance(item, Scheduler) for item in gc.get_objects()) <= 1, "the last may still be closing"


def entries_kept() -> dict[str, int]:
    """How many answers each function of the program keeps."""
    return {
        f"{name}:{attribute}": value.cache_info().currsize
        for name, module in list(sys.modules.items()) if name.startswith("govsim.")
        for attribute, value in vars(module).items() if isinstance(value, type(lru_cache(abs)))
    }


def test_what_differing_runs_keep_does_not_add_up(tmp_path: Path) -> None:
    found = []
    for seed in (1, 2, 3):
        sets = [
            "sample=0.01", "end=2010-06-01", f"reform.task_admission.gate={0.3 * seed}",
            f"world.loss_aversion={1.5 + 0.1 * seed}", f"world.threshold_a={1.2 + 0.4 * seed}",
            f"world.share_hump={0.1 + 0.01 * seed}", f"world.quality_mean={0.2 + 0.2 * seed}",
            f"world.temporary_tasks_year={20 + 20 * seed}",
        ]
        pair = load("jinjiang", sets), seed
        assert attempt_all([pair], Store(tmp_path), None) == [None]
        most = entries_kept()
        forget_others("another", seed)
        found.append(entries_kept())
    assert found[1] == found[2]
    assert all(most[name] > found[2][name] for name in KEPT), "a name under which the runs keep nothing"


def test_what_runs_keep_stays_for_those_that_begin_alike() -> None:
    forget_others("one", 1)
    alike(7)
    forget_others("one", 1)
    assert entries_kept()["govsim.measures.measure:alike"] == 1
    forget_others("one", 2)
    assert entries_kept()["govsim.measures.measure:alike"] == 0


def words(frames: list[bytes]) -> set[str]:
    """Keys in the headings of a message that no program of Python keeps by itself, as it does those that could name
    something."""
    found: set[str] = set()

    def look(part: object) -> None:
        if isinstance(part, dict):
            found.update(part)
        for item in part.values() if isinstance(part, dict) else part if isinstance(part, (list, tuple)) else ():
            look(item)

    for frame in frames:
        with suppress(Exception):  # what is no heading
            look(msgpack.unpackb(frame))
    return {word for word in found if not word.isidentifier()}


def test_words_of_messages_are_kept() -> None:
    told = words(dumps({"op": "update-graph", "graph": ToPickle({"a": 1}), "data": Serialize([b"x", np.ones(3)])}))
    assert len(told) > 3 and told <= set(HEADINGS)
    read = next(iter(msgpack.unpackb(msgpack.packb({"num-sub-frames": 1}))))
    assert any(read is word for word in HEADINGS)


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
        assert client.run(lambda dask_worker: "spans" in dask_worker.extensions) == {
            worker: False for worker in client.scheduler_info()["workers"]
        }


def test_dask_does_so_by_itself() -> None:
    with Client(processes=False, n_workers=1, threads_per_worker=1, dashboard_address=":0") as client:
        assert kept_of_tasks(client, 20) >= 20, "nothing is to be left out any more"
