"""govsim validate and govsim ledger: what they print in both languages, and what they refuse."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from govsim.experiment import validate as validation
from govsim.experiment.ledger import load_ledger
from govsim.experiment.validate import Validation
from govsim.experiment.validation_folder import from_card
from govsim.params import declared
from govsim.report.evidence_tables import card
from govsim.world import World

from .conftest import Command


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[dict[str, Any]]:
    """What the command asks for; the answer is the report card of the package, without a run."""
    calls: list[dict[str, Any]] = []

    def answer(out: Path, **options: Any) -> Validation:
        calls.append(options)
        found = from_card(card())
        worlds = tuple(validation.worlds_of(["sample=0.01"]).values())
        return Validation(worlds, found.worlds, found.seeds, found.sample, **found.tables())

    monkeypatch.setattr(validation, "validate", answer)
    return calls


def test_report_card(govsim: Command, asked: list[dict[str, Any]], tmp_path: Path) -> None:
    english = govsim("validate", "--worlds", "3", "--replications", "2", "--out", "out", "--no-figures")
    assert english.returncode == 0, english.stderr
    assert (asked[0]["worlds"], asked[0]["replications"], asked[0]["sample"]) == (3, 2, 0.05)
    for words in ("Report card of the model", "Registered organizations before the pilot", "QP5  Courtyard bodies",
                  "X6: a mandate and no enabling hours", "QP8: satisfaction leads", "QP10: Participation is best"):
        assert words in english.stdout, words
    ends = [line.split()[-1] for line in english.stdout.splitlines() if line.split()]
    verdicts = [row["passed"] for table in ("targets", "signatures") for row in card()[table]]
    assert (ends.count("pass"), ends.count("fail")) == (verdicts.count(True), verdicts.count(False))
    chinese = govsim("validate", "--worlds", "3", "--out", "out", "--no-figures", lang="zh_CN.UTF-8")
    for words in ("模型成绩单", "试点前登记的社会组织", "X6：只有指令，没有支持"):
        assert words in chinese.stdout, words
    content = json.loads(govsim("validate", "--out", "out", "--no-figures", "--json").stdout)
    assert len(content["signatures"]) == 18
    assert asked[-1]["worlds"] == validation.WORLDS
    written = json.loads((tmp_path / "out" / "report_card.json").read_text(encoding="utf-8"))
    assert written["targets"] == content["targets"]


def test_folder_of_a_validation_is_exported(govsim: Command, asked: list[dict[str, Any]], tmp_path: Path) -> None:
    govsim("validate", "--out", "out", "--no-figures")
    done = govsim("export", "out", "card.csv")
    assert done.returncode == 0, done.stderr
    assert "x6_mandate_without_hours" in (tmp_path / "card.csv").read_text(encoding="utf-8-sig")


def test_more_worlds_than_there_are(govsim: Command) -> None:
    done = govsim("validate", "--worlds", "9999", "--out", "out")
    assert done.returncode == 2 and "worlds: must be a whole number from 0 to" in done.stderr


def test_ledger(govsim: Command) -> None:
    found = load_ledger("jinjiang")
    assert found is not None
    english, chinese = govsim("ledger"), govsim("ledger", lang="zh_CN.UTF-8")
    assert english.returncode == 0, english.stderr
    assert "What the effects of the three reforms rest on" in english.stdout
    first = found.wanted("takeup")[0]
    assert f"({first.name})" in english.stdout and f"（{first.name}）" in "".join(chinese.stdout.split())
    for words in ("Satisfaction in 2015-12, effect of the three reforms as enacted", "(performance_service)"):
        assert words in english.stdout, words
    one = govsim("ledger", "--measure", "takeup")
    assert declared(World)[found.of_measure("takeup")[0].name].doc in one.stdout
    content = json.loads(govsim("ledger", "--json").stdout)
    numbers = {item["name"]: item for item in content["numbers"]}
    assert numbers[first.name]["moves"]["takeup"]["total"] == first.total
    assert len(numbers) == len([item for item in declared(World).values() if item.kind in (int, float)])


def test_options_of_making_are_refused_where_nothing_is_made(govsim: Command, tmp_path: Path) -> None:
    done = govsim("ledger", "--points", "50", "--out", "here")
    assert done.returncode == 2 and done.stdout == ""
    assert "--points: goes only with --make" in done.stderr and "--out: goes only with --make" in done.stderr
    assert "只能与 --make 同用" in govsim("ledger", "--seed", "2", lang="zh_CN.UTF-8").stderr
    assert not (tmp_path / "here").exists()


def test_the_sample_is_given_in_one_way(govsim: Command) -> None:
    for command in (["validate"], ["calibrate", "jinjiang"]):
        done = govsim(*command, "--set", "end=2010-06-01", "--set", "sample=0.1", "--out", "out")
        assert done.returncode == 2 and "--set 2: give the sample with --sample" in done.stderr
    wrong = govsim("validate", "--set", "world.los=1", "--out", "out")
    assert wrong.returncode == 2 and wrong.stderr.startswith("--set 1: world.los: unknown name")


def test_unknown_measure_of_the_ledger(govsim: Command) -> None:
    done = govsim("ledger", "--measure", "satisfacton")
    assert done.returncode == 2 and "did you mean 'satisfaction'?" in done.stderr
