"""What each command prints, writes and answers."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import jsonschema
import pytest

from govsim.measures import MEASURES
from govsim.reforms.base import found
from govsim.scenario import from_resolved, load, shipped

from .conftest import SHORT, Command

CHINESE = re.compile("[\u4e00-\u9fff]")


def rows_of(path: Path) -> list[tuple[str, ...]]:
    import duckdb

    return duckdb.sql(f"SELECT DISTINCT unit FROM '{path}' ORDER BY unit").fetchall()


def test_run_writes_a_folder(govsim: Command, tmp_path: Path) -> None:
    done = govsim("run", "no_reform", *SHORT, "--out", "out", "--courtyards", "--replications", 2)
    assert done.returncode == 0, done.stderr
    assert "Satisfaction" in done.stdout and "under the model's assumptions" in done.stdout
    assert "Intervals" not in done.stdout, "there are none"
    manifest = json.loads((tmp_path / "out/manifest.json").read_text())
    assert manifest["seeds"] == [1, 2]
    assert from_resolved(manifest["scenario"]) == load("no_reform", ["sample=0.01", "end=2007-04-01"])
    levels = ("district", "street", "community", "group", "courtyard")
    assert set(manifest["files"]) == {*(f"{level}.parquet" for level in levels), "runs.sha256"}
    for name, about in manifest["files"].items():
        assert hashlib.sha256((tmp_path / "out" / name).read_bytes()).hexdigest() == about["sha256"]
    assert "Note (runs concerned: 2): at sample 0.01 most courtyards are drawn at the least" in done.stdout
    assert rows_of(tmp_path / "out/district.parquet") == [("district",)]
    assert len(rows_of(tmp_path / "out/street.parquet")) == 16


def test_run_as_json_is_json_only(govsim: Command) -> None:
    done = govsim("run", "no_reform", *SHORT, "--json")
    told = json.loads(done.stdout)
    assert told["scenario"] == "no_reform" and told["folder"] == "results/no_reform"
    assert set(told["levels"]["satisfaction"]) == {"2007-01", "2007-04"}
    assert done.stderr == ""


def test_compare_prints_effects_and_writes_tables(govsim: Command, revised: Path, tmp_path: Path) -> None:
    done = govsim("compare", "no_reform", revised, *SHORT, "--replications", 2, "--out", "out", "--all")
    assert done.returncode == 0, done.stderr
    for measure in MEASURES.values():
        if "district" in measure.levels:
            assert measure.title in done.stdout
    assert '"Feedback" compared with "No reform"' in done.stdout
    assert "Intervals show chance and 2 plausible worlds" in done.stdout
    assert "90%" not in done.stdout, "two worlds have no range"
    assert {path.name for path in (tmp_path / "out").iterdir()} == {
        "tables", "runs", "runs.sha256", "manifest.json", "study.json",
    }
    header = (tmp_path / "out/tables/effects.csv").read_text().splitlines()[0].split(",")
    assert {"measure", "baseline", "effect", "low", "high", "positive", "reduction", "still_needed"} <= set(header)


def test_compare_as_json_and_in_chinese(govsim: Command, revised: Path) -> None:
    done = govsim("compare", "no_reform", revised, *SHORT, "--replications", 2, "--json")
    told = json.loads(done.stdout)
    assert told["baseline"] == "no_reform" and told["seeds"] == [1, 2]
    assert {row["measure"] for row in told["effects"]} <= set(MEASURES)
    again = govsim("compare", "no_reform", revised, *SHORT, "--replications", 2, lang="zh_CN.UTF-8")
    assert "“反馈”与“不改革”相比" in again.stdout and "谁受益" in again.stdout
    assert "Satisfaction" not in again.stdout


@pytest.mark.slow
def test_figures_are_drawn(govsim: Command, revised: Path, tmp_path: Path) -> None:
    short = [option for option in SHORT if option != "--no-figures"]
    done = govsim("compare", "no_reform", revised, *short, "--replications", 2, "--out", "out")
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "out/figures/overview.png").read_bytes().startswith(b"\x89PNG")
    assert f"figures/ ({len(list((tmp_path / 'out/figures').iterdir()))})" in done.stdout


def test_a_longer_study_adds_to_the_folder(govsim: Command, revised: Path, tmp_path: Path) -> None:
    for replications in (1, 2):
        govsim("compare", "no_reform", revised, *SHORT, "--replications", replications, "--out", "out")
    before = {path: path.stat().st_mtime_ns for path in (tmp_path / "out/runs").rglob("*.parquet")}
    govsim("compare", "no_reform", revised, *SHORT, "--replications", 2, "--out", "out")
    assert len(before) == 4
    assert before == {path: path.stat().st_mtime_ns for path in (tmp_path / "out/runs").rglob("*.parquet")}


def test_check(govsim: Command, revised: Path) -> None:
    assert "no_reform: can run" in govsim("check", "no_reform", revised).stdout
    assert json.loads(govsim("check", "no_reform", "--json").stdout) == [{"file": "no_reform", "faults": []}]
    wrong = govsim("check", "no_reform", "--set", "world.los_aversion=1", "--json", lang="zh_CN.UTF-8")
    (fault,) = json.loads(wrong.stdout)[0]["faults"]
    assert "未知的名称" in fault["message"] and wrong.returncode == 2


@pytest.mark.parametrize("kind", ["reforms", "scenarios", "measures", "parameters", "places"])
def test_lists_hold_everything(govsim: Command, kind: str) -> None:
    told = json.loads(govsim("list", kind, "--json").stdout)
    names = {row["name"] for row in told}
    expected = {"reforms": set(found()), "scenarios": set(shipped()), "measures": set(MEASURES), "places": {"jinjiang"},
                "parameters": {"world.loss_aversion", "rules.mandate", "reform.function_stripping.shadow_weight"}}
    assert expected[kind] <= names
    shown = govsim("list", kind, "--lang", "zh").stdout
    assert all(name in shown for name in names if len(name) < 40) and CHINESE.search(shown)


def test_explain_says_where_a_number_comes_from_and_who_reads_it(govsim: Command) -> None:
    told = govsim("explain", "world.loss_aversion").stdout
    assert "1.2 to 2.25" in told and "Oliver James. 2009" in told and "Read by: govsim.agents.opinion.judge" in told


@pytest.mark.parametrize("name", [
    "function_stripping", "R2", "rules.mandate", "reform.function_stripping.hours", "takeup", "jinjiang", "tender",
    "article", "x7_capture",
])
def test_explain_in_both_languages(govsim: Command, name: str) -> None:
    english, chinese = govsim("explain", name), govsim("explain", name, "--lang", "zh")
    assert english.returncode == chinese.returncode == 0
    assert CHINESE.search(chinese.stdout) and english.stdout != chinese.stdout
    assert json.loads(govsim("explain", name, "--json").stdout)[0]["facts"]


def test_schema_is_a_schema(govsim: Command) -> None:
    schema = json.loads(govsim("schema").stdout)
    jsonschema.Draft202012Validator.check_schema(schema)
    jsonschema.validate({"title": "t", "extends": "no_reform"}, schema)


@pytest.mark.parametrize(("title", "name"), [("满意度", "satisfaction"), ("Merit hiring", "merit_hiring")])
def test_explain_by_the_title_that_tables_show(govsim: Command, title: str, name: str) -> None:
    assert govsim("explain", title, "--json").stdout == govsim("explain", name, "--json").stdout


def test_a_place_is_explained_with_the_names_of_its_streets(govsim: Command) -> None:
    assert "Chunxilu" in govsim("explain", "jinjiang").stdout
    assert "春熙路" in govsim("explain", "jinjiang", "--lang", "zh").stdout


@pytest.mark.parametrize("command", ["", "run", "compare", "check", "list", "explain", "schema"])
def test_help_in_both_languages(govsim: Command, command: str) -> None:
    arguments = [command, "--help"] if command else ["--help"]
    english, chinese = govsim(*arguments), govsim(*arguments, lang="zh_CN.UTF-8")
    assert "Usage:" in english.stdout and not CHINESE.search(english.stdout)
    assert "用法：" in chinese.stdout and "Options:" not in chinese.stdout and "Show" not in chinese.stdout


def test_help_imports_nothing_heavy() -> None:
    code = (
        "import sys; from govsim.cli.main import main; main(['compare', '--help']);"
        "print(sorted({'numpy', 'pandas', 'mesa', 'matplotlib', 'scipy', 'duckdb', 'distributed', 'rich'}"
        " & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.endswith("[]\n")


def test_version_as_a_module() -> None:
    import govsim as package

    done = subprocess.run([sys.executable, "-m", "govsim", "--version"], capture_output=True, text=True, check=True)
    assert done.stdout == f"govsim {package.__version__}\n"
