"""Faults in Chinese: every message that the sources can make has an entry."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import govsim
from govsim.cli.faults import in_chinese, translated
from govsim.params import Fault

SOURCES = Path(govsim.__file__).parent
MAKERS = {"fault", "Fault", "InputError", "report", "refuse", "missing"}
PARTS = ("scenario", "experiment", "place.py", "tables.py", "params.py", "explain", "targets.py")


def told(node: ast.expr) -> str | None:
    """The text of an expression, with a letter for what is filled in; None where it begins with no text."""
    if isinstance(node, ast.Constant) and isinstance(node.value, str):
        return node.value
    if isinstance(node, ast.JoinedStr):
        return "".join(str(item.value) if isinstance(item, ast.Constant) else filled(item) for item in node.values)
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
        return told(node.left)
    return None


def filled(item: ast.expr) -> str:
    """What stands for a value filled in; hints are clauses of their own and come after."""
    return "" if re.search(r"nearest|hint|\ballowed\b|\bof\b", ast.unparse(item)) else "q"


def messages() -> Iterator[str]:
    for part in PARTS:
        path = SOURCES / part
        for file in sorted(path.rglob("*.py")) if path.is_dir() else [path]:
            for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
                made: list[ast.expr] = []
                if isinstance(node, ast.Call):
                    called = node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
                    made = node.args if called in MAKERS else []
                elif isinstance(node, ast.Assign) and getattr(node.targets[0], "id", "") == "message":
                    made = [node.value]
                for text in map(told, made):
                    if text and " " in text and not text.startswith(("a date", "a text", "the name", "--set")):
                        yield text


ASSEMBLED = {"q, not q", "unknown q q"}
"""Made of a phrase and a kind of place that are checked in the words in which they occur, below."""


@pytest.mark.parametrize("message", sorted(set(messages()) - ASSEMBLED))
def test_message_has_a_chinese_entry(message: str) -> None:
    for clause in message.split("; "):
        if re.search("[a-pr-zA-Z]", clause.split(":")[-1]):
            said = in_chinese(clause) if not clause.endswith(" ") else in_chinese(clause + "q")
            assert re.search("[\u4e00-\u9fff]", said), clause


@pytest.mark.parametrize("message", [
    'unknown street "Q"', 'unknown community "Q"', 'unknown street or community "Q"',
    "must be true or false, not 'q'", "must be a whole number from 1 to 9, not 'q'",
    "must be a number from 0 to 1, not 'q'",
    "must be 1 to 200 printable characters, not 'q'",
    "must be a name of up to 60 ASCII letters, digits and _, beginning with a letter, not 'q'",
])
def test_assembled_message_is_chinese_throughout(message: str) -> None:
    assert not re.search("must|unknown|from|not", in_chinese(message))


def test_yes_and_no_are_told_as_files_write_them() -> None:
    fault = Fault("x.toml:1", "world.x = true: must be a number (ratio), not True")
    assert translated(fault, "en").message.endswith("not true")
    assert translated(fault, "zh").message.endswith("而不是 true")


def test_arguments_are_named_as_options() -> None:
    assert translated(Fault("horizon", "name one"), "en").where == "--horizon"
    assert translated(Fault("measures", "name one"), "zh").where == "--measure"


def test_words_are_kept() -> None:
    message = 'reform.x.where[1] = "Chunxi": unknown street "Chunxi"; did you mean \'Chunxilu\'?'
    assert in_chinese(message) == 'reform.x.where[1] = "Chunxi"：未知的街道 "Chunxi"；是否想写 \'Chunxilu\'？'


def test_what_has_no_entry_stays() -> None:
    assert in_chinese("quite another thing") == "quite another thing"


@pytest.mark.parametrize(("reason", "chinese"), [
    ("the file cannot be read: [Errno 2] No such file or directory: 'x.toml'",
     "文件无法读取：文件或文件夹不存在：'x.toml'"),
    ("cannot be written: Permission denied; name another folder", "无法写入：没有权限；请换一个文件夹"),
    ("cannot be had: Name or service not known; name another with --host",
     "无法使用：找不到这个主机名；请用 --host 换一个地址"),
    ("not TOML: Unterminated string", "不是 TOML：文本没有用引号结束"),
    ("not TOML: Illegal character '\\n' (at line 3, column 7)",
     "不是 TOML：文本在行末之前没有用引号结束（第3行第7列）"),
    ("the file cannot be read: not a whole Parquet file", "文件无法读取：不是完整的 Parquet 文件"),
    ('scale = "logg": must be "linear" or "log"; did you mean \'log\'?',
     'scale = "logg"：应为 "linear" 或 "log"；是否想写 \'log\'？'),
    ("not TOML: Invalid value (at line 3, column 7)", "不是 TOML：不是有效的值（文本须加引号）（第3行第7列）"),
    ("the results cannot be read: FileNotFoundError: [Errno 2] No such file or directory: 'a'",
     "结果无法读取：文件或文件夹不存在：'a'"),
])
def test_reasons_are_chinese_too(reason: str, chinese: str) -> None:
    assert in_chinese(reason) == chinese
