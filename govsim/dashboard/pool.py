"""Pool: worker processes that make the runs of all pages, a queue before them, and an end to what nobody wants.

Runs are made in the order in which they were asked for, but long ones leave at least one process to the
short ones. A run that is called back ends with its month, at the latest with its process. A process
that dies is reported to the page that it worked for and replaced.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import os
import threading
import time
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any

from govsim.dashboard.worker import CallBack, Dropped, Failed, Report, Request, Stored, main

SLOTS = max(2, min(8, os.cpu_count() or 2))

POLL = 0.1
"""Seconds between two looks whether a run is still wanted."""

START_SECONDS = 120.0
"""How long a process may take to import the model."""

GRACE_SECONDS = 1.0
"""How long a run that was called back may take to end by itself."""

SIMULATE = "govsim.run:simulate"


class Crashed:
    """The process of a run died."""


Told = Report | Crashed


class Ticket:
    """A run that was asked for: where it waits, and how to call it back."""

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
        """Runs that were asked for before it and wait like it."""
        return self.pool.ahead(self)


class Pool:
    """Slots, each a thread that keeps one process; `close` ends them."""

    def __init__(self, slots: int = SLOTS, simulate: str = SIMULATE) -> None:
        self.simulate = simulate
        self.most_long = max(1, slots - 1)
        self.long = 0
        self.waiting: list[Ticket] = []
        self.changed = threading.Condition()
        self.closed = False
        self.processes: dict[int, Any] = {}
        self.threads = [threading.Thread(target=self.work, args=(slot,), daemon=True) for slot in range(slots)]
        for thread in self.threads:
            thread.start()

    def submit(self, request: Request, tell: Callable[[Told], None]) -> Ticket:
        """Queue a run; `tell` is called from a thread of the pool with everything that happens to it."""
        ticket = Ticket(self, request, tell)
        with self.changed:
            self.waiting.append(ticket)
            self.changed.notify_all()
        return ticket

    def forget(self, ticket: Ticket) -> None:
        """Take a run out of the queue."""
        with self.changed:
            if ticket in self.waiting:
                self.waiting.remove(ticket)

    def ahead(self, ticket: Ticket) -> int:
        """Runs before this one in the queue."""
        with self.changed:
            return self.waiting.index(ticket) if ticket in self.waiting else 0

    def close(self) -> None:
        """End all processes."""
        with self.changed:
            self.closed = True
            self.changed.notify_all()
        for thread in self.threads:
            thread.join(5.0)

    def next(self) -> Ticket | None:
        """Wait for the first run that may be made now; None when the pool is closed."""
        with self.changed:
            while not self.closed:
                for ticket in self.waiting:
                    if not ticket.request.long or self.long < self.most_long:
                        self.waiting.remove(ticket)
                        self.long += ticket.request.long
                        return ticket
                self.changed.wait()
        return None

    def work(self, slot: int) -> None:
        """The life of a slot: keep a process ready, make one run after the other."""
        process, connection = self.spawn(slot)
        while (ticket := self.next()) is not None:
            if not process.is_alive():
                process, connection = self.replaced(slot, process, connection)
            sound = self.serve(ticket, process, connection)
            with self.changed:
                self.long -= ticket.request.long
                self.changed.notify_all()
            if not sound:
                process, connection = self.replaced(slot, process, connection)
        self.end(process, connection)

    def serve(self, ticket: Ticket, process: Any, connection: Connection) -> bool:
        """See a run to its end; False when the process can no longer be used."""
        ticket.pid = process.pid
        try:
            if not self.ready(process, connection, ticket):
                return not self.closed
            connection.send(ticket.request)
            while True:
                report = self.report(ticket, process, connection)
                if report is None:
                    return False
                if not ticket.cancelled.is_set():
                    ticket.tell(report)
                if isinstance(report, (Stored, Failed, Dropped)):
                    return True
        except (EOFError, OSError):
            if not ticket.cancelled.is_set() and not self.closed:
                ticket.tell(Crashed())
            return False

    def report(self, ticket: Ticket, process: Any, connection: Connection) -> Report | None:
        """The next report; None where the run is called back and does not end by itself. EOFError when it died."""
        called_back = None
        while not connection.poll(POLL):
            if not process.is_alive() and not connection.poll(0):
                raise EOFError
            if self.closed:
                return None
            if ticket.cancelled.is_set():
                if called_back is None:
                    called_back = time.monotonic()
                    connection.send(CallBack())
                elif time.monotonic() - called_back > GRACE_SECONDS:
                    return None
        report: Report = connection.recv()
        return report

    def ready(self, process: Any, connection: Connection, ticket: Ticket) -> bool:
        """Wait until a fresh process has imported the model; False where nobody waits for it any more."""
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
