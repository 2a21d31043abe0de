"""The dashboard as its command serves it, in a process of its own, and plain requests to it."""

from __future__ import annotations

import http.client
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

ROOT = Path(__file__).parents[2]


@dataclass(frozen=True)
class Served:
    """A running dashboard."""

    process: subprocess.Popen[str]
    port: int
    results: Path

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ask(
        self, path: str, method: str = "GET", headers: Mapping[str, str] | None = None, body: bytes = b""
    ) -> tuple[int, dict[str, str], bytes]:
        """Status, headers and body of the answer to a request that is sent as it stands."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        sent = {"Host": f"127.0.0.1:{self.port}", **(headers or {})}
        connection.putrequest(method, path, skip_host=True, skip_accept_encoding=True)
        for name, value in sent.items():
            connection.putheader(name, value)
        if body:
            connection.putheader("Content-Length", str(len(body)))
        connection.endheaders()
        if body and len(body) < 1000:
            connection.send(body)
        answer = connection.getresponse()
        found = answer.status, {name.lower(): value for name, value in answer.getheaders()}, (
            b"" if answer.status == 101 else answer.read())
        connection.close()
        return found

    def workers(self) -> set[int]:
        """Processes that make runs."""
        found = set()
        for folder in Path("/proc").glob("[0-9]*"):
            try:
                status = (folder / "status").read_text("utf-8", "replace")
                command = (folder / "cmdline").read_bytes()
            except OSError:
                continue
            parent = re.search(r"^PPid:\s+(\d+)$", status, re.MULTILINE)
            if parent and int(parent[1]) == self.process.pid and b"spawn_main" in command:
                found.add(int(folder.name))
        return found


@contextmanager
def dashboard(results: Path, errors: IO[str]) -> Iterator[Served]:
    """`govsim dashboard` on a free port; it must end by itself when it is interrupted."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "LANG": "en_US.UTF-8", "PYTHONUNBUFFERED": "1"}
    for name in ("http_proxy", "https_proxy", "HTTP_PROXY", "HTTPS_PROXY", "LC_ALL"):
        environment.pop(name, None)
    process = subprocess.Popen(
        [sys.executable, "-m", "govsim", "dashboard", "--port", "0", "--no-open", "--results", str(results)],
        cwd=results.parent, env=environment, stdout=subprocess.PIPE, stderr=errors, text=True,
    )
    try:
        assert process.stdout is not None
        told = process.stdout.readline()
        found = re.search(r"http://127\.0\.0\.1:(\d+)/", told)
        assert found, told
        served = Served(process, int(found[1]), results)
        yield served
        before = served.workers()
        process.send_signal(signal.SIGINT)
        process.wait(30)
        assert before and not any(Path(f"/proc/{pid}/exe").exists() for pid in before), "a process is left behind"
    finally:
        process.kill()
        process.wait(30)
