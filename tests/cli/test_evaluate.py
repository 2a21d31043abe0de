"""govsim evaluate: what it prints and writes in both languages, what it refuses, that it resumes."""

from __future__ import annotations

import json
import sys
from pathlib import Path

import pandas as pd
import pytest

from .conftest import Command

PILOT = """
title = "Pilot"
title_zh = "试点"
extends = "no_reform"

[[reform]]
rule = "small_unit_governance"
start = 2007-04-01
where = {share = 0.4, seed = 3, of = "communities"}
"""
SHORT = ("--sample", "0.01", "--set", "end=2007-09-01", "--measure", "courtyard_condition", "--replications", "2")


@pytest.fixture
def pilot(tmp_path: Path) -> Path:
    path = tmp_path / "pilot.toml"
    path.write_text(PILOT, encoding="utf-8")
    return path


def test_both_languages_say_the_same(govsim: Command, pilot: Path, tmp_path: Path) -> None:
    english = govsim("evaluate", pilot, *SHORT, "--out", "out")
    assert english.returncode == 0, english.stderr
    for words in (
        'Evaluation of "Pilot"', "24 of 59 communities, at once from 2007-04; 3 months before",
        "Errors clustered by community", "Difference in differences", "Months before", "Over 2 replications",
    ):
        assert words in english.stdout, words
    folder = tmp_path / "out"
    assert {path.name for path in (folder / "figures").iterdir()} == {
        f"{kind}_courtyard_condition.png" for kind in ("course", "estimates", "bias")
    }
    summary = pd.read_csv(folder / "tables" / "summary.csv")
    assert set(summary["estimator"]) == {"before_after", "cross_section", "did", "group_time", "leads"}
    stored = {path: path.stat().st_mtime_ns for path in folder.rglob("runs/*/*.parquet")}
    assert len(stored) == 4
    chinese = govsim("evaluate", pilot, *SHORT, "--out", "out", "--no-figures", lang="zh_CN.UTF-8")
    assert chinese.returncode == 0, chinese.stderr
    for words in ("对“试点”的评估", "59个社区中的24个", "双重差分", "分组比较", "2次重复"):
        assert words in chinese.stdout, words
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("runs/*/*.parquet")} == stored


def test_json_of_one_replication_with_a_baseline(govsim: Command, pilot: Path) -> None:
    done = govsim(
        "evaluate", pilot, "no_reform", *SHORT, "--replications", "1", "--json", "--no-figures", "--cluster", "street",
        "--horizon", "2007-08",
    )
    assert done.returncode == 0, done.stderr
    told = json.loads(done.stdout)
    assert (told["unit"], told["clustered_by"], told["baseline"]) == ("community", "street", "no_reform")
    assert told["months"] == ["2007-01", "2007-08"] and told["folder"] == "results/evaluate-pilot"
    assert sum(start == "2007-04" for start in told["starts"].values()) == 24
    did = next(row for row in told["summary"] if row["estimator"] == "did")
    assert did["bias_low"] is None and did["replications"] == 1


@pytest.mark.parametrize(("arguments", "english", "chinese"), [
    (("jinjiang",), "nothing to compare with", "无从比较"),
    (("pilot_four_streets", "--measure", "satisfactoin"), "did you mean 'satisfaction'?", "不是指标"),
    (("pilot_four_streets", "--unit", "streets"), "choose one of street, community", "可选"),
    (("pilot_four_streets", "r1"), "which pilot_four_streets has not in the same form", "没有同样的内容"),
])
def test_bad_input_is_one_clear_message(
    govsim: Command, arguments: tuple[str, ...], english: str, chinese: str
) -> None:
    for lang, words in (("en_US.UTF-8", english), ("zh_CN.UTF-8", chinese)):
        done = govsim("evaluate", *arguments, lang=lang)
        assert done.returncode == 2 and words in done.stderr and not done.stdout
        assert not Path("results").exists()


def test_the_missing_library_is_named(govsim: Command, pilot: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "statsmodels.regression.linear_model", None)
    done = govsim("evaluate", pilot, *SHORT)
    assert done.returncode == 2
    assert "statsmodels is not installed; install it with: pip install 'govsim[evaluation]'" in done.stderr


def test_another_study_in_the_folder_is_kept(govsim: Command, pilot: Path) -> None:
    assert govsim("evaluate", pilot, *SHORT, "--out", "out", "--no-figures").returncode == 0
    done = govsim("evaluate", "pilot_four_streets", "--out", "out")
    assert done.returncode == 2 and "holds another study, evaluate pilot pilot_without" in done.stderr
