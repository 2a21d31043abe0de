"""What is checked without running: style, types, and that imports go one way."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


LINT = "import sys; from importlinter.cli import lint_imports_command; sys.exit(lint_imports_command())"


@pytest.mark.parametrize("command", [
    [sys.executable, "-m", "ruff", "check", "--no-cache", "."],
    pytest.param([sys.executable, "-m", "mypy"], marks=pytest.mark.skipif(
        sys.version_info >= (3, 12), reason="types are checked against the libraries of Python 3.11")),
    [sys.executable, "-c", LINT, "--no-cache"],
], ids=["ruff", "mypy", "import-linter"])
def test_static(command: list[str]) -> None:
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout + done.stderr
