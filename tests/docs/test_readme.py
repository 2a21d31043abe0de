"""The README's commands work, in both languages, and say the same."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

from govsim.cli.main import main

from .commands import ROOT, commands_of, small

READMES = [ROOT / "README.md", ROOT / "README.zh.md"]


def shell(readme: Path) -> list[list[str]]:
    """The chained commands of the two lines to type."""
    blocks = re.findall(r"^```sh\n(.*?)\n```$", readme.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return [line.split(" && ") for line in blocks]


def program(readme: Path) -> str:
    """The Python of a README."""
    (code,) = re.findall(r"^```python\n(.*?)^```$", readme.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    return code


def test_both_languages_have_the_same_commands() -> None:
    english, chinese = READMES
    assert program(english) == program(chinese)
    assert shell(english) == shell(chinese)
    assert commands_of(english) == commands_of(chinese)
    assert len(shell(english)) == 3 and len(commands_of(english)) == 5


def test_the_dashboard_has_its_command() -> None:
    venv, install, dashboard = shell(READMES[0])[1]
    assert venv == "python3 -m venv .venv" and install == ".venv/bin/pip install -c constraints.txt '.[dashboard]'"
    assert dashboard == ".venv/bin/govsim dashboard"


def test_main_command(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    venv, install, compare = shell(READMES[0])[0]
    assert venv == "python3 -m venv .venv" and install == ".venv/bin/pip install -c constraints.txt ."
    words = shlex.split(compare)
    assert words[:2] == [".venv/bin/govsim", "compare"]
    monkeypatch.chdir(ROOT)
    out = str(tmp_path / "jinjiang")
    words[words.index("results/jinjiang")] = out
    assert main([*small(words)[1:], "--lang", "en"]) == 0
    told = capsys.readouterr().out
    assert "95% interval" in told and "Who gains and who loses" in told and f"Written to {out}" in told


@pytest.mark.slow
def test_common_tasks(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "scenarios").symlink_to(ROOT / "scenarios")
    monkeypatch.chdir(tmp_path)
    for command in commands_of(READMES[0]):
        assert main(small(command)[1:]) == 0, command


def test_python_of_the_readme(tmp_path: Path) -> None:
    (tmp_path / "example.py").write_text(program(READMES[0]), encoding="utf-8")
    done = subprocess.run(
        [sys.executable, "example.py"], cwd=tmp_path, capture_output=True, text=True, encoding="utf-8",
        env={"PYTHONPATH": str(ROOT), "PATH": ""},
    )
    assert done.returncode == 0, done.stderr
    assert "satisfaction" in done.stdout and "measure" in done.stdout


@pytest.mark.parametrize("document", [*READMES, *sorted((ROOT / "docs").glob("*.md"))], ids=lambda path: path.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)#]+)(?:#[^)]*)?\)", document.read_text("utf-8")):
        if "://" not in target:
            assert (document.parent / target).exists(), target
