"""Files and commands of a guide, as a reader would write and type them."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

ROOT = Path(__file__).parents[2]
SMALL = ("--sample", "0.01", "--replications", "2", "--no-figures")
"""What makes a study of a guide small enough for a test."""


def files_of(guide: Path) -> dict[str, str]:
    """Path -> content of every block that follows a line like "`path`:"."""
    found = re.findall(r"^`([\w./-]+)`:\n\n```\w+\n(.*?)^```$", guide.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    assert found, guide
    return dict(found)


def commands_of(guide: Path) -> list[list[str]]:
    """The words of every line after `$ ` in a console block, in order."""
    blocks = re.findall(r"^```console\n(.*?)^```$", guide.read_text("utf-8"), re.DOTALL | re.MULTILINE)
    lines = [line[2:] for block in blocks for line in block.splitlines() if line.startswith("$ ")]
    return [shlex.split(line, comments=True) for line in lines]


def small(command: list[str]) -> list[str]:
    """A command of govsim whose runs are few and small."""
    if command[1] == "sweep":
        return [*command, *SMALL, "--replications", "1"]
    return [*command, *SMALL] if command[1] in ("run", "compare", "evaluate") else command
