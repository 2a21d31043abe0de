"""Help pages: columns stand in line where a Chinese character takes two, and nothing of them stays English."""

from __future__ import annotations

import re

import pytest
from rich.cells import cell_len

from govsim.cli.commands import build
from govsim.cli.help_page import wrapped

from .conftest import Command


@pytest.mark.parametrize("name", ["compare", "evaluate", "discover", "calibrate", "export"])
def test_chinese_help_stands_in_line(name: str, govsim: Command) -> None:
    page = govsim(name, "--help", "--lang", "zh").stdout.splitlines()
    options = page[page.index("选项：") + 1:]
    texts = [re.match(r"  --.*?  +(?=\S)", line) for line in options]
    starts = {cell_len(found[0]) for found in texts if found}
    assert len(starts) == 1 and all(cell_len(line) <= 80 for line in page)
    assert not re.search("OPTIONS|SCENARIO|FOLDER|MEASURE|VALUE|FILE|required", "\n".join(page))


def test_every_command_is_told_in_full(govsim: Command) -> None:
    for lang in ("en", "zh"):
        page = "".join(govsim("--help", "--lang", lang).stdout.split())
        for command in build(lang).commands.values():  # type: ignore[arg-type, attr-defined]
            assert "".join((command.help or "").split()) in page


def test_lines_break_where_they_may() -> None:
    text = "区间半宽不超过该值（用指标自身单位），如 satisfaction=0.005；可重复。"
    for width in range(20, 40):
        lines = list(wrapped(text, width))
        assert all(cell_len(line) <= width + 2 for line in lines)
        assert not any(line[0] in "，。；）" for line in lines)
        assert sum("satisfaction=0.005" in line for line in lines) == 1
