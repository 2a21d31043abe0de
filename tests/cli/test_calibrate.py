"""govsim calibrate: what it writes and says, with runs that are made up."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.cli.main import main
from govsim.experiment.plausible import load_plausible
from govsim.month import month_name
from govsim.run import Run
from govsim.scenario import Scenario
from govsim.targets import calibration_targets


def made_up(scenario: Scenario, seed: int, **more: object) -> Run:
    """A run that shows about what is known; one number of the world moves one target."""
    rng = np.random.default_rng(seed)
    months = [month_name(month) for month in scenario.months]
    tables = {}
    for level, unit in (("district", "district"), ("community", "Lianhua")):
        table = pd.DataFrame({"month": months, "unit": unit})
        for target in calibration_targets("jinjiang"):
            below, above = target.deviations
            table[target.measure] = target.value + 0.2 * min(below, above) * rng.normal()
        tables[level] = table
    tables["district"]["orgs_filed"] += 40.0 * (scenario.world.latent_groups - 8.0)
    return Run(scenario, seed, tables)


def test_a_calibration_on_the_command_line(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("govsim.run.simulate", made_up)
    monkeypatch.setattr("govsim.experiment.waves.STEPS", 60)
    monkeypatch.setattr("govsim.experiment.waves.CANDIDATES", 5_000)
    command = ["calibrate", "jinjiang", "--waves", "1", "--runs", "40", "--vectors", "30", "--processes", "1", "--out",
               str(tmp_path / "out")]
    assert main([*command, "--check", "4", "--lang", "zh"]) == 0
    said = capsys.readouterr().out
    assert "每社区潜在草根组织数" in said and "由已知世界生成的4组目标" in said
    found = load_plausible(str(tmp_path / "out"))
    assert found is not None and len(found) >= 30 and "latent_groups" in found.calibrated
    latent = found.values[:, found.names.index("latent_groups")]
    assert 7.0 < latent.mean() < 9.0 and latent.std() < 1.0, "K2 holds it near 8"
    figures = {path.stem for path in (tmp_path / "out" / "figures").glob("*.png")}
    assert figures == {"parameters", "pairs", "targets", "emulator", "ridges", "check"}
    assert main([*command, "--json", "--no-figures"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["worlds"] == len(found) and told["member"] == found.member
    assert {row["target"] for row in told["targets"]} == {"K1", "K2", "K4", "K5", "K6", "K9"}
    assert main([*command[:-1], str(tmp_path / "out"), "--seed", "2"]) == 2
    assert "holds this study with other settings" in capsys.readouterr().err


def test_worlds_that_are_not_there(capsys: pytest.CaptureFixture[str], tmp_path: Path) -> None:
    words = ["compare", "no_reform", "r1", "--worlds", "9000", "--out", str(tmp_path / "out")]
    assert main(words) == 2
    assert "must be a whole number from 0 to" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()
