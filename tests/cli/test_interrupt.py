"""Ctrl-C: what is finished stays readable, the way to continue is told, and continuing repeats nothing."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import duckdb
import pytest

from govsim.cli.progress import Bar, Interrupted
from govsim.experiment.runner import Progress

from .conftest import Command, environment

LONG = ("--sample", "0.01", "--set", "end=2007-12-01", "--no-figures", "--out", "out")


def finished(folder: Path) -> list[Path]:
    return sorted(folder.glob("out/runs/*/[!.]*.parquet"))


@pytest.mark.parametrize(("worlds", "told"), [(1, ""), (2, "With --replications 2 "), (6, "")])
def test_what_an_interruption_tells(worlds: int, told: str) -> None:
    """Five of twelve runs are two pairs, and no whole set of six worlds."""
    with pytest.raises(Interrupted) as caught, Bar("en", Path("out"), worlds) as bar:
        bar.report(Progress(done=5, failed=1, left=6))
        raise KeyboardInterrupt
    assert "5 of 12 runs are finished and kept in out" in str(caught.value)
    assert ("--replications" in str(caught.value)) == bool(told) and told in str(caught.value)


@pytest.mark.skipif(os.name == "nt", reason="signals of POSIX")
@pytest.mark.parametrize("processes", [1, 2])
def test_an_interrupted_comparison_continues(
    processes: int, govsim: Command, revised: Path, tmp_path: Path
) -> None:
    replications = 40
    command = ["compare", "no_reform", str(revised), *LONG, "--replications", str(replications),
               "--processes", str(processes)]
    started = subprocess.Popen(
        [sys.executable, "-m", "govsim", *command], cwd=tmp_path, env=environment(), start_new_session=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
        # what starts the tests may ignore Ctrl-C, as a shell's background job does
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    deadline = time.monotonic() + 120
    while len(finished(tmp_path)) < 4 and started.poll() is None and time.monotonic() < deadline:
        time.sleep(0.05)
    os.killpg(started.pid, signal.SIGINT)
    out, err = started.communicate(timeout=60)
    assert started.returncode == 130, err
    assert "finished and kept in out" in err and "--replications" in err and "Traceback" not in err
    assert out == "" and not (tmp_path / "out/manifest.json").exists()
    kept = finished(tmp_path)
    assert 4 <= len(kept) < 2 * replications
    for path in kept:
        assert duckdb.sql(f"SELECT count(*) FROM '{path}' WHERE level = 'district'").fetchall() == [(12,)]
    before = {path: path.stat().st_mtime_ns for path in kept}
    done = govsim("compare", "no_reform", revised, *LONG, "--replications", 2)
    assert done.returncode == 0, done.stderr
    assert before == {path: path.stat().st_mtime_ns for path in kept}
