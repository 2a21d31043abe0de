"""Exports: the command and the program that are shown find the numbers on the screen; files open elsewhere."""

from __future__ import annotations

import io
import shlex
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest

from govsim.cli.main import main
from govsim.dashboard.export import command, figure, figures, names, program, scenario_text, table, tables
from govsim.dashboard.outcome import StoredOutcome, stores
from govsim.experiment import runner
from govsim.run import simulate
from govsim.scenario import Scenario, load

SHORT = ["sample=0.01", "start=2008-04-01", "end=2008-09-01"]
KNOWN = ("jinjiang", "no_reform")
HOSTILE = "$\\frac{1}{0}$ <script>alert('x')</script> =HYPERLINK(1)"


def outcome(folder: Path, baseline: Scenario, scenario: Scenario, seeds: tuple[int, ...]) -> StoredOutcome:
    """Real runs, as the dashboard stores them."""
    worlds = (replace(baseline, name="A"), replace(scenario, name="B"))
    for seed in seeds:
        for world in worlds:
            first = seed == seeds[0]
            run = simulate(world, seed, detail="courtyard" if first else "community")
            for store in stores(folder, first):
                store.write(run)
    return StoredOutcome(folder, *worlds, seeds)


@pytest.fixture(scope="module")
def shown(tmp_path_factory: pytest.TempPathFactory) -> StoredOutcome:
    changed = replace(load("r1", [*SHORT, "world.loss_aversion=1.9"]), title=HOSTILE)
    return outcome(tmp_path_factory.mktemp("runs"), load("no_reform", SHORT), changed, (4, 5))


def test_a_scenario_file_is_the_scenario(shown: StoredOutcome, tmp_path: Path) -> None:
    path = tmp_path / "B.toml"
    path.write_text(scenario_text(shown.scenario), encoding="utf-8")
    assert load(path).resolved() == shown.scenario.resolved()


def test_the_command_and_the_program_find_the_same_numbers(
    shown: StoredOutcome, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Both are run as they are shown, in a folder with the two scenario files."""
    for name, scenario in (("A", shown.baseline), ("B", shown.scenario)):
        (tmp_path / f"{name}.toml").write_text(scenario_text(scenario), encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    words = shlex.split(command(shown, (), "participation"))
    assert words[0] == "govsim" and main([*words[1:], "--out", "out", "--no-figures", "--processes", "1"]) == 0
    effects = pd.read_csv("out/tables/effects.csv").set_index("measure")
    columns = ["baseline", "outcome", "effect", "low", "high", "run_effect"]
    expected = shown.effects.set_index("measure")
    pd.testing.assert_frame_equal(effects[columns], expected[columns], rtol=1e-12)
    units = pd.read_csv("out/tables/winners.csv").query("measure == 'participation'").set_index("unit")["effect"]
    own = shown.units("participation").set_index("unit")["effect"]
    pd.testing.assert_series_equal(units.sort_index(), own.sort_index(), rtol=1e-12)
    monkeypatch.setattr(runner, "available_cores", lambda: 1)
    capsys.readouterr()
    exec(program(shown, (), "participation"), {"__name__": "__main__"})
    told = dict(line.rsplit(maxsplit=1) for line in capsys.readouterr().out.splitlines() if line.strip())
    for name in ("baseline", "outcome", "effect"):
        assert float(told[name]) == pytest.approx(expected[name]["participation"], abs=1e-6)


def test_shipped_scenarios_are_named_as_such(tmp_path: Path) -> None:
    baseline, scenario = (replace(load(name, ["sample=0.05"]), name=called)
                          for name, called in (("no_reform", "A"), ("jinjiang", "B")))
    plain = StoredOutcome(tmp_path, baseline, scenario, (1, 2, 3))
    expected = "govsim compare no_reform jinjiang --seed 1 --replications 3 --worlds 0 --sample 0.05"
    assert command(plain, KNOWN, "satisfaction") == expected
    assert "govsim.load('jinjiang', ['sample=0.05'])" in program(plain, KNOWN, "satisfaction")
    same = replace(plain, scenario=replace(baseline, name="B"))
    assert names(same, KNOWN) == ("A.toml", "B.toml"), "two scenarios of one name cannot be compared"
    shorter = replace(plain, scenario=replace(scenario, end=scenario.end - 1))
    assert names(shorter, KNOWN) == ("no_reform", "B.toml")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_tables_open_in_spreadsheet_programs(shown: StoredOutcome, lang: str) -> None:
    for name in tables(shown, "participation", "courtyard"):
        content = table(shown, name, "participation", "courtyard", lang)
        assert content.startswith(b"\xef\xbb\xbf") and b"\r\n" in content and b"HYPERLINK" not in content
        frame = pd.read_csv(io.BytesIO(content))
        assert len(frame) > 0 and ("指标" in frame) == (lang == "zh")
    assert len(pd.read_csv(io.BytesIO(content))) == 1200 * 6


def test_figures_with_hostile_titles(shown: StoredOutcome) -> None:
    assert figures(shown, "participation") == ("levels", "difference", "winners", "overview")
    drawn = figure(shown, "winners", "participation", "en", "svg")
    assert drawn.lstrip().startswith(b"<?xml") and b"<script" not in drawn
    assert figures(shown, "district_revenue") == ("levels", "difference", "overview")
