"""Watch a command: memory and processor time of its process and of the worker processes below it."""

from __future__ import annotations

import contextlib
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import psutil

EVERY = 0.2
"""Seconds between two looks."""

GONE = 30.0
"""Seconds that workers have to end after their parent."""


def most_memory(process: psutil.Process) -> int:
    """The largest resident memory of a process so far, in bytes; that of now where the system does not keep it."""
    with contextlib.suppress(OSError):
        for line in Path(f"/proc/{process.pid}/status").read_text(encoding="utf-8").splitlines():
            if line.startswith("VmHWM:"):
                return int(line.split()[1]) * 1024
    return int(process.memory_info().rss)


class Watched:
    """A running command; `peak` is in bytes of resident memory, by process, the command's own first."""

    def __init__(self, command: list[str], folder: Path) -> None:
        environment = os.environ | {"PYTHONPATH": str(Path(__file__).parents[1])}
        self.process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.DEVNULL)
        self.own = psutil.Process(self.process.pid)
        self.peak: dict[int, int] = {}
        self.cpu: dict[int, float] = {}
        self.started = time.monotonic()
        self.seconds = 0.0

    def workers(self) -> list[psutil.Process]:
        """The worker processes that are alive."""
        found = []
        with contextlib.suppress(psutil.NoSuchProcess):
            for child in self.own.children(recursive=True):
                with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                    if any("spawn_main" in word for word in child.cmdline()):
                        found.append(child)
        return found

    def look(self) -> None:
        """Note memory and processor time so far."""
        for process in (self.own, *self.workers()):
            with contextlib.suppress(psutil.NoSuchProcess, psutil.AccessDenied):
                times = process.cpu_times()
                self.cpu[process.pid] = times.user + times.system
                self.peak[process.pid] = max(self.peak.get(process.pid, 0), most_memory(process))
        self.seconds = time.monotonic() - self.started

    def wait(self, until: Callable[[], bool] = lambda: False) -> bool:
        """Watch to the end, or until something holds; whether the command is still running."""
        while self.process.poll() is None:
            self.look()
            if until():
                return True
            time.sleep(EVERY)
        return False

    def end(self) -> None:
        """Watch to the end, which must be a good one."""
        self.wait()
        if self.process.returncode:
            sys.exit(f"the command ended with {self.process.returncode}")

    def kill(self) -> None:
        """Kill the command and wait until its workers have gone with it; those that stay are an error."""
        workers = self.workers()
        self.process.send_signal(signal.SIGKILL)
        self.process.wait()
        _, alive = psutil.wait_procs(workers, timeout=GONE)
        for process in alive:
            process.kill()
        if alive:
            sys.exit(f"{len(alive)} workers outlived their parent by {GONE:.0f} s")

    def share_of_cores(self, cores: int) -> float:
        """Processor time over what the cores had to give."""
        return sum(self.cpu.values()) / self.seconds / cores
