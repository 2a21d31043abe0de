"""govsim explain-agent: what it prints and writes in both languages, and what it refuses."""

from __future__ import annotations

import json
from pathlib import Path

from .conftest import Command

SHORT = ("--sample", "0.01", "--set", "end=2007-04-01", "--no-figures")


def test_both_languages_say_the_same(govsim: Command, revised: Path, tmp_path: Path) -> None:
    """A voice of residents in the appraisal reaches a street's attention, and through visits its residents."""
    english = govsim("explain-agent", revised, "no_reform", "--street", "Lianxin", *SHORT, "--out", "out")
    assert english.returncode == 0, english.stderr
    for words in ("Lianxin street", "First decision that differs: 2007-02, attention", "rules in force", "2007-02"):
        assert words in english.stdout, words
    assert {path.name for path in (tmp_path / "out" / "tables").iterdir()} == {
        "chain.csv", "first_differences.csv", "course.csv"}
    chinese = govsim(
        "explain-agent", revised, "no_reform", "--street", "Lianxin", *SHORT, "--out", "out", lang="zh_CN.UTF-8")
    for words in ("莲新街道", "首个不同的决定：2007-02，注意力", "现行规则"):
        assert words in chinese.stdout, words
    printed = govsim("explain-agent", revised, "no_reform", "--street", "Lianxin", *SHORT, "--out", "out", "--json")
    content = json.loads(printed.stdout)
    assert content["chain"][0]["variable"] == "rules.feedback_weight"
    assert content["chain"][0]["scenario"] == 0.4
    assert content["belongs_to"] == {"district": "jinjiang", "street": "Lianxin"}


def test_one_agent_that_exists(govsim: Command, revised: Path, tmp_path: Path) -> None:
    none = govsim("explain-agent", revised, "no_reform", *SHORT, "--out", "out")
    assert none.returncode == 2 and "name one agent by one of --street" in none.stderr
    two = govsim("explain-agent", revised, "no_reform", "--street", "Lianxin", "--resident", "1", *SHORT)
    assert two.returncode == 2
    wrong = govsim("explain-agent", revised, "no_reform", "--courtyard", "Haijaoshi-11", *SHORT, "--out", "out")
    assert wrong.returncode == 2 and "did you mean 'Haijiaoshi-11'?" in wrong.stderr
    chinese = govsim(
        "explain-agent", revised, "no_reform", "--courtyard", "Haijaoshi-11", *SHORT, "--out", "out",
        lang="zh_CN.UTF-8")
    assert "没有名为 'Haijaoshi-11' 的" in chinese.stderr and "是否想写 'Haijiaoshi-11'" in chinese.stderr
    assert not (tmp_path / "out").exists()
