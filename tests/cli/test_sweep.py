"""govsim sweep: the smallest study, and two at once."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from govsim.experiment.claim import held

from .conftest import Command

SMALLEST = """
title = "Smallest"
scenarios = ["no_reform"]
set = ["end=2007-04-01"]
sample = 0.01
replications = 1
worlds = 0
measures = ["satisfaction", "wait_min"]
"""


def test_a_study_of_one_run(govsim: Command, tmp_path: Path) -> None:
    (tmp_path / "smallest.toml").write_text(SMALLEST, encoding="utf-8")
    done = govsim("sweep", "smallest.toml", "--out", "out")
    assert done.returncode == 0, done.stderr
    assert "points: 1, seeds: 1" in done.stdout
    (line,) = [line for line in done.stdout.splitlines() if "No reform" in line]
    satisfaction, wait = line.split()[-2:]
    assert 0 < float(satisfaction) < 100 and float(wait) > 0 and "+" not in line, "levels have no sign"


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot lock a folder")
@pytest.mark.parametrize("command", [("sweep", "smallest.toml"), ("run", "no_reform")])
def test_two_at_once_in_a_folder(govsim: Command, tmp_path: Path, command: tuple[str, ...]) -> None:
    (tmp_path / "smallest.toml").write_text(SMALLEST, encoding="utf-8")
    with held(tmp_path / "out"):
        done = govsim(*command, "--out", "out")
        assert done.returncode == 2 and done.stdout == ""
        assert done.stderr.startswith("out: another govsim is at work there; wait until it has ended")
        assert "另一个 govsim 正在其中工作" in govsim(*command, "--out", "out", lang="zh_CN.UTF-8").stderr
    assert not (tmp_path / "out/runs").exists()
    short = ("--sample", "0.01", "--set", "end=2007-02-01", "--no-figures")
    assert govsim(*command, *short, "--out", "again").returncode == 0
    with held(tmp_path / "again"):
        """The command has let go of the folder."""
