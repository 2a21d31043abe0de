"""Whatever a file or an option holds, the answer is a scenario or an InputError."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from govsim.params import InputError
from govsim.scenario import Scenario, load, shipped
from govsim.scenario.locate import positions

TEXTS = {name: path.read_text(encoding="utf-8") for name, path in shipped().items()}
SCRAPS = [
    "=", "[", "]", "[[", "]]", "{", "}", '"', "'''", ",", ".", "\n", "#", "\0", "\ufeff", "nan", "-inf", "1e999",
    "0x" + "f" * 600, "9" * 5000, "true", "2008-06-31", "2008-06-01T00:00:00Z", "0001-01-01", "9999-12-01", "07:00:00",
    "[[reform]]\n", "[[revise]]\n", "[[bundle]]\n", "[world]\n", "[change]\n", "set = {}\n", "start = 2008-06-01\n",
    'rule = "service_stations"\n', "where = {every = 1, order = [[[]]]}\n", "where = {share = 1e-300, seed = 0}\n",
    "where = {groups = 3, every = 600, seed = 9}\n", 'name = "R1"\n', 'name = ["R1"]\n', "without = [[]]\n",
    'extends = "mine.toml"\n', "[change.R1]\nstart = 9999-12-01\n", "a.b.c.d = 1\n", "reform.x = 1\n",
]


def outcome(raw: bytes, sets: tuple[str, ...] = ()) -> Scenario | InputError:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "mine.toml"
        path.write_bytes(raw)
        try:
            return load(path, sets)
        except InputError as error:
            assert error.faults
            assert all(len(str(fault)) < 20_000 for fault in error.faults)
            str(error).encode()
            return error


@settings(max_examples=60, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes(raw: bytes) -> None:
    assert isinstance(outcome(raw), InputError)


@settings(max_examples=80, deadline=None)
@given(st.sampled_from(sorted(TEXTS)), st.data())
def test_mutated_files(name: str, data: st.DataObject) -> None:
    text = TEXTS[name]
    for _ in range(data.draw(st.integers(1, 3))):
        start = data.draw(st.integers(0, len(text)))
        cut = data.draw(st.integers(0, 12))
        text = text[:start] + data.draw(st.sampled_from(SCRAPS) | st.text(max_size=4)) + text[start + cut :]
    outcome(text.encode("utf-8", "replace"))


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from(SCRAPS), min_size=1, max_size=8))
def test_valid_heads_with_any_tail(scraps: list[str]) -> None:
    outcome(('title = "a"\nextends = "no_reform"\n' + "".join(scraps)).encode())


@settings(max_examples=60, deadline=None)
@given(st.lists(st.sampled_from([
    "world", "rules", "reform", "R1", "task_admission", "gate", "start", "where", "sample", "end", ".", "=", " ", "1e9",
    "[", "]", "{", "}", '"', "nan", "2010-01-01", "\n", "without", "place", "channel_paper", "\ud800",
]), max_size=8).map("".join))
def test_any_set_option(option: str) -> None:
    outcome(b'title = "a"\nextends = "r1"', (option,))


@pytest.mark.parametrize("raw", [
    b"a" + b".a" * 20_000 + b" = 1",
    b"a = " + b"[" * 90 + b"]" * 90,
    b"world = " + b"{a = " * 90 + b"1" + b"}" * 90,
    b"[[reform]]\n" * 20_000,
    b'title = "a"\nextends = "no_reform"\n' + b'[[revise]]\nstart = 2008-06-01\nset = {}\n' * 2_000,
    b"\xef\xbb\xbf = 1",
    b"title = '" + "字".encode() * 3_000 + b"'\nsample = 'x'",
])
def test_heavy_files(raw: bytes) -> None:
    assert isinstance(outcome(raw), InputError)


def test_a_byte_order_mark_is_no_fault() -> None:
    assert isinstance(outcome(b"\xef\xbb\xbf" + TEXTS["no_reform"].encode()), Scenario)


@settings(max_examples=80, deadline=None)
@given(st.text(alphabet='ab."\'[]{}=,#\n\\ 1', max_size=30))
def test_positions_never_fail_on_valid_text(text: str) -> None:
    import tomllib

    try:
        table = tomllib.loads(text)
    except ValueError:
        return
    assert {path[0] for path in positions(text)} == set(table)
