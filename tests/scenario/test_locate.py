"""The line and column of every key, whatever way TOML is written."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

from govsim.scenario.locate import positions

REPOSITORY = Path(__file__).parents[2]

TEXT = '''\
# a comment with [brackets] and = signs
title = "a # b" # after
"quoted key" = 1
'lit.eral' = 2
a.b . "c.d" = 3

long = """
[not.a.header]
x = 1 \\""" still
"""""
raw = \'\'\'
[[nor.this]]\'\'\'
date = 2008-06-01 07:00:00
[world]
  x = {value = 0.1, source = "}{"}
[[reform]] # first
rule = "one"
where = [ "A",
  # in between ]
  {n = [1,
        2]},
]
[reform.inner]
deep = true
[[reform]]
  rule = 'two'
[ reform . inner ]
deep = false
'''


def paths(value: Any, path: tuple[str | int, ...] = ()) -> set[tuple[str | int, ...]]:
    found = {path} if path else set()
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        found |= paths(item, (*path, key))
    return found


@pytest.mark.parametrize(("path", "line", "column"), [
    (("title",), 2, 1),
    (("quoted key",), 3, 1),
    (("lit.eral",), 4, 1),
    (("a", "b", "c.d"), 5, 1),
    (("long",), 7, 1),
    (("raw",), 11, 1),
    (("date",), 13, 1),
    (("world",), 14, 2),
    (("world", "x"), 15, 3),
    (("world", "x", "value"), 15, 8),
    (("world", "x", "source"), 15, 21),
    (("reform",), 16, 3),
    (("reform", 0), 16, 3),
    (("reform", 0, "rule"), 17, 1),
    (("reform", 0, "where", 0), 18, 11),
    (("reform", 0, "where", 1), 20, 3),
    (("reform", 0, "where", 1, "n", 1), 21, 9),
    (("reform", 0, "inner"), 23, 2),
    (("reform", 0, "inner", "deep"), 24, 1),
    (("reform", 1), 25, 3),
    (("reform", 1, "rule"), 26, 3),
    (("reform", 1, "inner", "deep"), 28, 1),
])
def test_position(path: tuple[str | int, ...], line: int, column: int) -> None:
    assert positions(TEXT)[path] == (line, column)


@pytest.mark.parametrize("text", [
    TEXT,
    TEXT.replace("\n", "\r\n"),
    "",
    "a = 1",
    'a = ""\nb = \'\'\nc = """"""\nd = """a"""\ne = "\\\\"\nf = """\\\\"""\ng = 1',
    "a = [[], [{}], {b = {}}]\nc = [1, 2,]",
    '"\\u00e9\\"" = 1\n"" = 2',
    "[a]\n[a.b.c]\n[a.b]\nd.e.f = 1\n[[g.h]]\n[[g.h.i]]\n[[g.h.i]]\n[[g.h]]\nj=1",
    *[path.read_text(encoding="utf-8") for path in sorted(REPOSITORY.glob("scenarios/*.toml"))],
])
def test_every_key_and_no_other_has_a_position(text: str) -> None:
    assert set(positions(text)) == paths(tomllib.loads(text))


def test_positions_point_at_the_key() -> None:
    for path, (line, column) in positions(TEXT).items():
        if isinstance(path[-1], str):
            rest = TEXT.splitlines()[line - 1][column - 1 :]
            assert rest[0].isalnum() or rest[0] in "\"'", path
