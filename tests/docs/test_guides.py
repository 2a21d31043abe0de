"""The guides are carried out: their files written, their commands run."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from govsim.cli.main import main

from .commands import ROOT, commands_of, files_of, small


@pytest.mark.parametrize("name", ["writing-a-scenario", "another-district", "studies"])
def test_guide_of_scenarios(name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    guide = ROOT / "docs" / f"{name}.md"
    monkeypatch.chdir(tmp_path)
    for path, content in files_of(guide).items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_text(content, encoding="utf-8")
    commands = commands_of(guide)
    assert len(commands) >= 2
    for command in commands:
        assert main(small(command)[1:]) == 0, command


@pytest.mark.slow
def test_guide_of_evaluations(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    commands = commands_of(ROOT / "docs" / "evaluation.md")
    assert len(commands) == 3
    for command in commands:
        assert main(small(command)[1:]) == 0, command


@pytest.mark.slow
def test_guide_of_results(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    guide = ROOT / "docs" / "results.md"
    monkeypatch.chdir(tmp_path)
    commands = commands_of(guide)
    assert len(commands) == 5
    for command in commands:
        assert main([*small(command)[1:], "--lang", "en"]) == 0, command
    assert {"report.html", "manifest.json", "runs.sha256", "runs", "tables", "study.json"} <= {
        path.name for path in (tmp_path / "results/r1").iterdir()
    }
    assert (tmp_path / "effects.csv").is_file() and (tmp_path / "streets.csv").is_file()
    assert "All of these are as they were written." in capsys.readouterr().out
    (code,) = re.findall(r"^```python\n(.*?)^```$", guide.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    exec(compile(code, str(guide), "exec"), {})
    told = capsys.readouterr().out
    assert "satisfaction" in told or "effect" in told
    assert "no_reform" in told and "2009-12" in told and "deviation" in told
    listed = (tmp_path / "results/r1/runs.sha256").read_text().splitlines()
    assert len(listed) == 4 and all(len(line.split("  ")) == 2 for line in listed)


@pytest.mark.slow
def test_guide_of_reforms_in_a_copy_of_the_project(tmp_path: Path) -> None:
    """One new file, one scenario entry, one test: every test of the reforms passes with them."""
    for folder in ("govsim", "scenarios", "tests"):
        shutil.copytree(ROOT / folder, tmp_path / folder, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    guide = ROOT / "docs" / "adding-a-reform.md"
    files = files_of(guide)
    assert [path.split("/")[0] for path in files] == ["govsim", "scenarios", "tests"]
    for path, content in files.items():
        assert not (tmp_path / path).exists(), "the guide adds files and changes none"
        (tmp_path / path).write_text(content, encoding="utf-8")
    environment = {**os.environ, "PYTHONPATH": str(tmp_path), "LANG": "en_US.UTF-8"}
    for words in commands_of(guide):
        command = small(["govsim", *words[1:]]) if words[0] == "govsim" else words
        run = ["-m", *command] if words[0] == "govsim" else command[1:]
        done = subprocess.run(
            [sys.executable, *run], cwd=tmp_path, env=environment, capture_output=True, text=True, encoding="utf-8",
        )
        assert done.returncode == 0, done.stdout + done.stderr
        if words[:2] == ["govsim", "compare"]:
            assert '"Fast registration" compared with "No reform"' in done.stdout
