"""Worker processes: those of this machine, or those of a dask scheduler elsewhere."""

from __future__ import annotations

import gc
import logging
import os
import signal
import socket
import sys
import time
from collections.abc import Callable, Hashable, Iterator, Mapping
from contextlib import ExitStack, contextmanager, suppress
from functools import lru_cache
from multiprocessing import resource_tracker
from pathlib import Path
from pkgutil import resolve_name
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from govsim.experiment.store import Store, model_version
from govsim.memory import give_back_freed_memory
from govsim.params import Fault, InputError

if TYPE_CHECKING:
    from distributed import Client, LocalCluster

CONNECT_SECONDS = 20
"""How long to wait for a scheduler elsewhere, and for its first worker."""

REFUSED_SECONDS = 5
"""How long to try where nothing listens: a scheduler may be starting."""

PROTOCOLS = ("tcp", "tls", "ws", "wss")
"""How dask's schedulers speak over a network."""

ADVICE = "start it with `dask scheduler` and `dask worker ADDRESS`"

WORKER_ENVIRONMENT = {
    "OMP_NUM_THREADS": 1,
    "MKL_NUM_THREADS": 1,
    "OPENBLAS_NUM_THREADS": 1,
    "MALLOC_ARENA_MAX": 1,
}
"""What worker processes find in their environment: one thread each, and memory as a program of one thread has it."""

SELDOM = {"distributed.admin.tick.interval": "1s", "distributed.admin.system-monitor.interval": "10s"}
"""Settings of dask: how often each process looks whether it answers in time and what the machine is doing."""

SHORT_LOGS = {"distributed.admin.low-level-log-length": 10, "distributed.diagnostics.computations.max-history": 1}
"""Settings of dask: by default the last 1,000 messages and 100 tasks stay in memory, and ours hold scenarios."""

HEADINGS = tuple(map(sys.intern, (
    "num-sub-frames", "split-num-sub-frames", "split-offsets", "sub-header", "sub-headers", "frame-lengths",
    "type-serialized", "pickled-obj", "is-collection",
)))
"""Words in dask's messages. Kept, since what reads a message enters words that nobody keeps anew into Python's table
of names, twenty a task, which makes it twice as large after some thousand runs."""

KEPT = (
    "govsim.run:settled",
    "govsim.run:in_common",
    "govsim.scenario.force:_timetable",
    "govsim.scenario.force:revised",
    "govsim.population.organizations:_beta_quantiles",
    "govsim.population.persons:_cuts",
    "govsim.population.persons:_inverse_beta",
    "govsim.measures.measure:alike",
    "govsim.chance:_year_of_normals",
    "govsim.chance:_year_of_counts",
    "govsim.chance:_poisson_table",
)
"""Where runs keep what they find for the next one, by the numbers of a world, a scenario or a seed."""

GARBAGE_SECONDS = 0.5
"""Seconds between two times that garbage is collected while workers run."""


def forget_districts() -> None:
    """Give back what runs of this process keep for the next that is like them, down to the numbers of their worlds."""
    for name in KEPT:
        resolve_name(name).cache_clear()
    gc.collect()
    give_back_freed_memory()


@lru_cache(maxsize=1)
def forget_others(beginning: Hashable, seed: int) -> None:
    """Forget all districts, unless the last call was with what begins alike.

    What a process keeps is not only memory of its own: pieces that stay for some runs each, between others that go,
    scatter what is free, and each run takes more than the one before it.
    """
    forget_districts()


def forget_names() -> None:
    """Have dask forget the names of tasks that are over, of which it keeps up to 100,000, half a kilobyte each."""
    from dask.utils import key_split

    key_split.cache_clear()


def without_spans(extensions: Mapping[str, Any]) -> dict[str, Any]:
    """Extensions of dask but the one that sums up what tasks took: it keeps a note of every task for good."""
    return {name: extension for name, extension in extensions.items() if name != "spans"}


def forget_schedulers() -> None:
    """Have dask forget the methods that it asked for their arguments, which keep every scheduler that was closed."""
    from distributed import core

    for name in ("_expects_comm", "has_keyword"):
        getattr(getattr(core, name, None), "cache_clear", int)()


@contextmanager
def kept_tidy() -> Iterator[Callable[[], None]]:
    """What is to be called after every task: how much waits to be freed is luck otherwise, and the most of many times
    is more than the most of a few.

    Garbage is looked for among what is new, which takes milliseconds whatever is loaded.
    """
    gc.collect()
    gc.freeze()
    collected = time.monotonic()

    def tidy() -> None:
        nonlocal collected
        forget_names()
        if time.monotonic() - collected > GARBAGE_SECONDS:
            gc.collect()
            collected = time.monotonic()

    try:
        yield tidy
    finally:
        gc.unfreeze()


@contextmanager
def interrupts_held() -> Iterator[None]:
    """Hold Ctrl-C back until the end; processes and threads begun meanwhile never hear of it."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    resource_tracker.ensure_running()  # which ends by letting Ctrl-C through to whatever is begun next
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def end_now(cluster: LocalCluster) -> None:
    """Kill the workers in the middle of their runs, so that closing the cluster waits for nobody.

    What their connections say as they break is no news to anybody.
    """
    for name in ("asyncio", "tornado", "distributed"):
        logging.getLogger(name).setLevel(logging.CRITICAL)
    for nanny in cluster.workers.values():
        nanny.auto_restart = False
        if nanny.pid:
            with suppress(ProcessLookupError):
                os.kill(nanny.pid, signal.SIGTERM if os.name == "nt" else signal.SIGKILL)


@contextmanager
def own_processes(workers: int) -> Iterator[Client]:
    """Worker processes of this machine, one thread each, gone at the end or with this process.

    This process makes no more runs meanwhile, and forgets the districts that it kept for them.
    Dask would have memory that arrays free given back at once; runs keep it (`govsim.memory`). Nor does it
    look every few milliseconds at what a run is doing.
    """
    forget_districts()  # before dask is loaded into what that leaves free
    import dask
    from distributed import Client, LocalCluster, scheduler, worker

    asked = {
        "distributed.nanny.pre-spawn-environ": WORKER_ENVIRONMENT, "distributed.worker.profile.enabled": False,
        **SHORT_LOGS, **SELDOM,
    }
    with dask.config.set(asked), ExitStack() as opened:
        opened.callback(forget_schedulers)
        with interrupts_held():
            cluster = opened.enter_context(
                LocalCluster(
                    n_workers=workers, threads_per_worker=1, processes=True, dashboard_address="127.0.0.1:0",
                    memory_limit=0, silence_logs=logging.CRITICAL, preload=["govsim.experiment.worker"],
                    scheduler_kwargs={"extensions": without_spans(scheduler.DEFAULT_EXTENSIONS)},
                    extensions=without_spans(worker.DEFAULT_EXTENSIONS),
                )
            )
            client = opened.enter_context(Client(cluster))
        opened.push(lambda kind, error, trace: end_now(cluster) if kind else None)
        yield client


def check_scheduler(address: str) -> None:
    """Raise InputError for what is no address of a scheduler, and where none answers: dask waits for long, or ever."""
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        host, port = parts.hostname, parts.port
    except ValueError:
        host = port = None
    if not host or not port or parts.scheme not in PROTOCOLS:
        message = f"{address!r} is no address of a dask scheduler; write it as in tcp://host:8786"
        raise InputError([Fault("--scheduler", message)])
    until = time.monotonic() + REFUSED_SECONDS
    while True:
        try:
            with socket.create_connection((host, port), timeout=CONNECT_SECONDS) as opened:
                if parts.scheme != "tcp" or opened.recv(1):  # a scheduler speaks first
                    return
                raise OSError("closed without a word")
        except OSError as error:
            if not isinstance(error, ConnectionRefusedError) or time.monotonic() > until:
                raise no_answer(address) from error
        time.sleep(0.2)


def no_answer(address: str) -> InputError:
    """What is told where no scheduler answers."""
    return InputError([Fault("--scheduler", f"no dask scheduler answers at {address}; {ADVICE}")])


@contextmanager
def on_cluster(address: str, store: Store) -> Iterator[Client]:
    """The workers of a dask scheduler, which must have this version of the model and see the store's folder."""
    import dask
    from distributed import Client

    check_scheduler(address)
    client = None
    with dask.config.set(SHORT_LOGS), suppress(OSError, ValueError, TypeError):
        client = Client(address, timeout=CONNECT_SECONDS, set_as_default=False)
    if client is None:  # and the error is gone, which would keep what dask half made until its loop has ended
        raise no_answer(address)
    with client:
        store.folder.mkdir(parents=True, exist_ok=True)
        probe = store.folder.resolve() / f".seen.{os.getpid()}"
        probe.write_bytes(b"")
        try:
            client.wait_for_workers(1, timeout=CONNECT_SECONDS)
            found = client.run(what_a_worker_has, probe)
        except TimeoutError as error:
            raise InputError([Fault("--scheduler", f"the scheduler at {address} has no worker; {ADVICE}")]) from error
        finally:
            probe.unlink()
        faults = []
        for worker, (version, sees) in found.items():
            if version != model_version():
                faults.append(Fault("--scheduler", f"worker {worker} has govsim {version}, not {model_version()}"))
            if not sees:
                message = f"worker {worker} does not see {store.folder}; name a folder that all machines share"
                faults.append(Fault("--scheduler", message))
        if faults:
            raise InputError(faults)
        yield client


def what_a_worker_has(probe: Path) -> tuple[str, bool]:
    """Version of the model in a worker process, and whether it sees a file of ours."""
    return model_version(), probe.exists()
