"""Pool: worker processes that make the runs of all pages, a queue before them, and an end to what nobody wants.

Two requests run at a time, whoever asks; the others wait in the order in which they came. A request that
is cancelled loses its process at once, and another process is started in its place. A process that dies
is reported to the page that it worked for and replaced.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import threading
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from govsim.dashboard.worker import Failed, Finished, Report, Request, main

SLOTS = 2
POLL = 0.1
"""Seconds between two looks whether a request is still wanted."""

START_SECONDS = 120.0
"""How long a process may take to import the model."""

SIMULATE = "govsim.run:simulate"


class Crashed:
    """The process of a request died."""


Told = Report | Crashed


class Ticket:
    """A request that was handed in: where it waits, and how to call it back."""

    def __init__(self, pool: Pool, request: Request, tell: Callable[[Told], None]) -> None:
        self.pool, self.request, self.tell = pool, request, tell
        self.cancelled = threading.Event()
        self.pid: int | None = None
        """Process that works on it."""

    def cancel(self) -> None:
        """Nobody waits for it any more; nothing is told of it from now on."""
        self.cancelled.set()
        self.pool.forget(self)

    @property
    def ahead(self) -> int:
        """Requests that are served before it; 0 once it is being worked on or is next."""
        return self.pool.ahead(self)


class Pool:
    """Slots, each a thread that keeps one process; `close` ends them."""

    def __init__(self, slots: int = SLOTS, simulate: str = SIMULATE) -> None:
        self.simulate = simulate
        self.waiting: list[Ticket] = []
        self.changed = threading.Condition()
        self.closed = False
        self.processes: dict[int, Any] = {}
        self.threads = [threading.Thread(target=self.work, args=(slot,), daemon=True) for slot in range(slots)]
        for thread in self.threads:
            thread.start()

    def submit(self, request: Request, tell: Callable[[Told], None]) -> Ticket:
        """Queue a request; `tell` is called from a thread of the pool with everything that happens to it."""
        ticket = Ticket(self, request, tell)
        with self.changed:
            self.waiting.append(ticket)
            self.changed.notify()
        return ticket

    def forget(self, ticket: Ticket) -> None:
        """Take a request out of the queue."""
        with self.changed:
            if ticket in self.waiting:
                self.waiting.remove(ticket)

    def ahead(self, ticket: Ticket) -> int:
        """Requests before this one in the queue."""
        with self.changed:
            return self.waiting.index(ticket) if ticket in self.waiting else 0

    def close(self) -> None:
        """End all processes."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        for thread in self.threads:
            thread.join(5.0)

    def work(self, slot: int) -> None:
        """The life of a slot: keep a process ready, serve one request after the other."""
        process, connection = self.spawn(slot)
        while True:
            with self.changed:
                while not self.waiting and not self.closed:
                    self.changed.wait()
                ticket = self.waiting.pop(0) if self.waiting and not self.closed else None
            if ticket is None:
                self.end(process, connection)
                return
            if not process.is_alive():
                process, connection = self.replaced(slot, process, connection)
            if not self.serve(ticket, process, connection):
                process, connection = self.replaced(slot, process, connection)

    def serve(self, ticket: Ticket, process: Any, connection: Connection) -> bool:
        """Work on a request to its end; False when the process can no longer be used."""
        ticket.pid = process.pid
        try:
            if not self.ready(process, connection, ticket):
                return False
            connection.send(ticket.request)
            while True:
                while not connection.poll(POLL):
                    if ticket.cancelled.is_set() or self.closed:
                        return False
                    if not process.is_alive() and not connection.poll(0):
                        raise EOFError
                report = connection.recv()
                if ticket.cancelled.is_set():
                    return isinstance(report, (Finished, Failed))
                ticket.tell(report)
                if isinstance(report, (Finished, Failed)):
                    return True
        except (EOFError, OSError):
            if not ticket.cancelled.is_set() and not self.closed:
                ticket.tell(Crashed())
            return False

    def ready(self, process: Any, connection: Connection, ticket: Ticket) -> bool:
        """Wait until a fresh process has imported the model; False where the request is called back meanwhile."""
        if getattr(process, "greeted", False):
            return True
        waited = 0.0
        while not connection.poll(POLL):
            waited += POLL
            if ticket.cancelled.is_set() or self.closed:
                return False
            if not process.is_alive() or waited > START_SECONDS:
                raise EOFError
        connection.recv()
        process.greeted = True
        return True

    def spawn(self, slot: int) -> tuple[Any, Connection]:
        """A fresh process and the connection to it."""
        context = multiprocessing.get_context("spawn")
        here, there = context.Pipe()
        process = context.Process(target=main, args=(there, self.simulate), daemon=True, name=f"govsim-{slot}")
        process.start()
        there.close()
        self.processes[slot] = process
        return process, here

    def replaced(self, slot: int, process: Any, connection: Connection) -> tuple[Any, Connection]:
        """End a process and start another."""
        self.end(process, connection)
        return self.spawn(slot)

    @staticmethod
    def end(process: Any, connection: Connection) -> None:
        """Kill a process; nothing of its run is kept."""
        with contextlib.suppress(OSError):
            connection.close()
        process.kill()
        process.join(5.0)
