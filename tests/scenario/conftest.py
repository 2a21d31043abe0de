"""A scenario file written for a test."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

Write = Callable[..., Path]


@pytest.fixture
def write(tmp_path: Path) -> Write:
    """Writes lines after `title` (line 1) and `extends = "no_reform"` (line 2); answers the file's path."""

    def written(*lines: str, name: str = "mine.toml", extends: str = "no_reform") -> Path:
        path = tmp_path / name
        head = [f'title = "Mine, {name}"', f'extends = "{extends}"']
        path.write_text("\n".join([*head, *lines, ""]), encoding="utf-8")
        return path

    return written
