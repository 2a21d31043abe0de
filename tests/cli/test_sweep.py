"""govsim sweep, status, rerun, sensitivity and discover: what they say, with which code they end, and two at once."""

from __future__ import annotations

import json
import shlex
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from govsim.experiment.claim import held
from tests.experiment.fake import EFFECT, failing, fake
from tests.experiment.folders import STUDY

from .conftest import Command

PLAIN = ("--no-figures", "--processes", "1")
"""Without figures, and in the process in which runs are made up."""

Making = Callable[[object], None]

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
    assert "1 of 1 run is done, 0 failed, 0 are left." in govsim("status", "out").stdout
    asked = govsim("sweep", "smallest.toml", "--out", "out", "--dry-run").stdout
    assert "1 point x 1 scenario x 1 seed: 1 different run, 0 still to make." in asked
    (line,) = [line for line in done.stdout.splitlines() if "No reform" in line]
    satisfaction, wait = line.split()[-2:]
    assert 0 < float(satisfaction) < 100 and float(wait) > 0 and "+" not in line, "levels have no sign"


WORKING = {
    "run": ("no_reform",), "compare": ("no_reform", "r1"), "attribute": ("r1_r2", "--bundles", "R1"),
    "evaluate": ("pilot_four_streets",), "validate": (), "calibrate": ("no_reform",), "ledger": ("--make",),
    "explain-agent": ("r1", "no_reform", "--street", "Chunxilu"), "sweep": ("smallest.toml",),
    "sensitivity": ("study.toml",), "discover": ("study.toml", "--where", "takeup > 0"),
}
"""What commands need that work in a folder."""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot lock a folder")
@pytest.mark.parametrize("command", WORKING)
def test_two_at_once_in_a_folder(govsim: Command, tmp_path: Path, command: str) -> None:
    (tmp_path / "smallest.toml").write_text(SMALLEST, encoding="utf-8")
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    asked = (command, *WORKING[command], "--out", "out")
    with held(tmp_path / "out"):
        done = govsim(*asked)
        assert done.returncode == 2 and done.stdout == ""
        assert done.stderr.startswith("out: another govsim is at work there; wait until it has ended")
        assert "另一个 govsim 正在其中工作" in govsim(*asked, lang="zh_CN.UTF-8").stderr
    assert not (tmp_path / "out/runs").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="Windows cannot lock a folder")
def test_a_folder_is_let_go_of(govsim: Command, tmp_path: Path) -> None:
    short = ("--sample", "0.01", "--set", "end=2007-02-01", "--no-figures")
    assert govsim("run", "no_reform", *short, "--out", "out").returncode == 0
    with held(tmp_path / "out"):
        assert (tmp_path / "out/manifest.json").exists()


@pytest.fixture
def making(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Making:
    """`making(fake)` has runs made by a stand-in from then on; `study.toml` is there."""
    (tmp_path / "study.toml").write_text(STUDY, encoding="utf-8")
    return lambda simulate: monkeypatch.setattr("govsim.run.simulate", simulate)


def test_a_sensitivity_and_a_discovery(govsim: Command, making: Making, tmp_path: Path) -> None:
    making(fake)
    english = govsim("sensitivity", "study.toml", "--out", "out", *PLAIN)
    assert english.returncode == 0 and english.stderr == ""
    for words in ("gate", "pull", "(a factor that does nothing)", "distance of distributions (PAWN); 20 points"):
        assert words in english.stdout, words
    written = {path.name for path in tmp_path.glob("out/sensitivity/*")}
    assert written == {"indices.csv", "variance.csv", "analysis.json"}
    content = json.loads(govsim("sensitivity", "study.toml", "--out", "out", *PLAIN, "--json").stdout)
    assert {row["factor"] for row in content["indices"]} == {"gate", "pull", ""}
    for condition, lang, words in (
        ("satisfaction > 0.9", "en", "In all of the 20 worlds"), ("takeup < 0", "zh", "20个世界中没有一个出现"),
    ):
        done = govsim("discover", "study.toml", "--where", condition, "--out", "out", *PLAIN, "--lang", lang)
        assert done.returncode == 0 and words in done.stdout
    found = json.loads(
        govsim("discover", "study.toml", "--where", "takeup < 0", "--out", "out", *PLAIN, "--json").stdout)
    assert (found["points"], found["cases"], found["limits"], found["coverage"]) == (20, 0, [], None)
    for lang, words in (
        ("en", "effects on satisfaction lie from -1 to 1; write -5 points of 100 as -0.05"),
        ("zh", "-5 无法达到；satisfaction 的效应在 -1 与 1 之间；-5 分（百分点）应写作 -0.05"),
    ):
        refused = govsim("discover", "study.toml", "--where", "satisfaction < -5", "--out", "out", "--lang", lang)
        assert refused.returncode == 2 and words in refused.stderr


@pytest.mark.parametrize("command", ["sensitivity", "discover"])
def test_an_analysis_of_a_sweep_in_other_worlds(
    govsim: Command, making: Making, tmp_path: Path, command: str
) -> None:
    making(fake)
    (tmp_path / "study.toml").write_text(STUDY.replace("measures", "worlds = 3\nmeasures", 1), encoding="utf-8")
    same = ("study.toml", "--out", "out", *PLAIN, "--worlds", "0")
    assert govsim("sweep", *same).returncode == 0
    asked = (command, *same, *(("--where", "takeup > 0") if command == "discover" else ()))
    done = govsim(*asked)
    assert done.returncode == 0, done.stderr
    assert "--worlds 0" in " ".join(json.loads((tmp_path / "out/manifest.json").read_text("utf-8"))["command"])


def test_runs_that_fail_and_then_do_not(govsim: Command, making: Making, tmp_path: Path) -> None:
    making(failing)
    asked = ("study.toml", "--out", "out", "--replications", "3", *PLAIN)
    done = govsim("sweep", *asked)
    first, error, command = done.stderr.strip().splitlines()
    assert done.returncode == 1 and first.startswith("22 of 66 runs failed") and "−" not in done.stdout
    assert error.strip() == "ArithmeticError: infinity in month 2008-03"
    assert "44 of 66 runs are done, 22 failed, 0 are left." in govsim("status", "out").stdout
    stopped = govsim("sensitivity", *asked)
    assert stopped.returncode == 1 and "Nothing is analysed while runs are missing" in stopped.stderr
    assert not (tmp_path / "out/sensitivity").exists()
    repeated = shlex.split(command.partition(": ")[2])[-2:]
    again = govsim(*repeated)
    assert again.returncode == 1 and again.stderr.startswith("Failed: infinity in month 2008-03")
    making(fake)
    assert govsim(*repeated).stdout.startswith('Seed 3 of "')
    assert govsim("sweep", *asked).returncode == 0 and not list(tmp_path.glob("out/failed/*"))
    assert json.loads(govsim("status", "out", "--json").stdout)["done"] == 66


def test_a_folder_verifies_until_it_is_for_something_else(
    govsim: Command, making: Making, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    making(fake)
    (tmp_path / "few.toml").write_text(STUDY.replace("points = 20", "points = 2"), encoding="utf-8")
    asked = ("sweep", "few.toml", "--out", "out", *PLAIN)
    manifest = tmp_path / "out/manifest.json"
    assert govsim(*asked).returncode == 0 and govsim("verify", "out", "--rerun", "0").returncode == 0
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    for others in (("status", "out"), (*asked, "--dry-run"), (*asked, "--replications", "9", "--dry-run")):
        assert govsim(*others).returncode == 0
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before, "these change nothing"
    run = next(tmp_path.glob("out/runs/*/*.parquet"))
    whole, told = run.read_bytes(), manifest.read_bytes()
    run.write_bytes(b"PAR1 and no more of it")
    assert govsim(*asked).returncode == 2 and manifest.read_bytes() == told, "its tables are what they were"
    run.write_bytes(whole)
    assert govsim(*asked).returncode == 0 and govsim("verify", "out", "--rerun", "0").returncode == 0

    def stopped(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr("govsim.experiment.sweep.run_missing", stopped)
        govsim(*asked, "--replications", "3")
    assert not manifest.exists(), "more seeds: the results are not finished"
    assert govsim(*asked, "--replications", "3").returncode == 0
    assert govsim("verify", "out", "--rerun", "0").returncode == 0


def test_replications_until_effects_are_precise(govsim: Command, making: Making, tmp_path: Path) -> None:
    making(fake)
    (tmp_path / "few.toml").write_text(STUDY.replace("points = 20", "points = 2"), encoding="utf-8")
    asked = ("few.toml", "--out", "out", *PLAIN, "--until-precise", "satisfaction=0.01")
    done = govsim("sweep", *asked)
    assert done.returncode == 0 and "Reached with 10 pairs of runs." in done.stdout, "the effect is the same in all"
    few = govsim("sweep", *asked, "--replications", "1")
    assert few.returncode == 0 and "Not reached by 2 of 2 intervals with 1 pair of runs (at most 1" in few.stdout
    rows = json.loads(govsim("sweep", *asked, "--json").stdout)["precision"]
    assert len(rows) == 2 and all(row["reached"] and row["effect"] == pytest.approx(5 * EFFECT) for row in rows)
