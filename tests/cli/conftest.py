"""The command line in this process, and the environment for one of its own."""

from __future__ import annotations

import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from govsim.cli.main import main

ROOT = Path(__file__).parents[2]
SHORT = ("--sample", "0.01", "--set", "end=2007-04-01", "--no-figures")
"""Four months of a hundredth of the households."""

REVISED = """
title = "Feedback"
title_zh = "反馈"
extends = "no_reform"

[[revise]]
start = 2007-02-01
set = {feedback_weight = 0.4}
"""

def environment(lang: str = "en_US.UTF-8") -> dict[str, str]:
    kept = {key: value for key, value in os.environ.items() if not key.startswith(("LC_", "LANG"))}
    return {**kept, "LANG": lang, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"}


@dataclass(frozen=True)
class Done:
    """What a command answered."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Done]


@pytest.fixture
def govsim(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Command:
    """`govsim("list", "places", lang="zh_CN.UTF-8")` in an empty folder."""

    def command(*arguments: object, lang: str = "en_US.UTF-8") -> Done:
        monkeypatch.chdir(tmp_path)
        for name in ("LC_ALL", "LC_MESSAGES"):
            monkeypatch.delenv(name, raising=False)
        monkeypatch.setenv("LANG", lang)
        code = main([str(argument) for argument in arguments])
        told = capsys.readouterr()
        return Done(code, told.out, told.err)

    return command


@pytest.fixture
def revised(tmp_path: Path) -> Path:
    """A scenario file with one revision in the second month."""
    path = tmp_path / "feedback.toml"
    path.write_text(REVISED, encoding="utf-8")
    return path
