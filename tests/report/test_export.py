"""Tables of folders as CSV for spreadsheet programs, in both languages."""

from __future__ import annotations

import csv
from dataclasses import replace
from pathlib import Path

import pytest

from govsim.cli.texts import say
from govsim.experiment.compare import Comparison
from govsim.experiment.read_folder import read_folder
from govsim.experiment.sweep_results import Swept
from govsim.params import InputError
from govsim.report.export import COLUMNS, FIRST, export
from tests.experiment.folders import KINDS, made


@pytest.mark.parametrize("kind", KINDS)
def test_every_table_of_every_folder(kind: str, tmp_path: Path) -> None:
    found = read_folder(made(kind)[0])
    assert FIRST[kind][0] in found.tables
    for name, frame in found.tables.items():
        for lang in ("en", "zh"):
            path = tmp_path / f"{name}.{lang}.csv"
            assert export(found, path, name, lang) == (name, len(frame))
            raw = path.read_bytes()
            assert raw.startswith(b"\xef\xbb\xbf"), "the mark by which spreadsheet programs know UTF-8"
            headings = next(csv.reader([raw.decode("utf-8-sig").split("\r\n")[0]]))
            if lang == "en":
                factors = ["gate", "pull"] if (kind, name) == ("sweep", "outcomes") else []
                assert sorted(headings) == sorted([*frame.columns, *factors])
            else:
                ascii_only = [heading for heading in headings if heading.isascii()]
                assert not ascii_only, f"{kind}, {name}: {ascii_only} have no Chinese"
                assert len(set(headings)) == len(headings)


def test_outcomes_of_a_study_tell_their_factors(tmp_path: Path) -> None:
    found, path = read_folder(made("sweep")[0]), tmp_path / "outcomes.csv"
    export(found, path, "outcomes")
    assert isinstance(found.results, Swept)
    plan = found.results.plan
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert rows and all(float(row["gate"]) == plan.points[int(row["point"])][0] for row in rows)
    assert {row["pull"] for row in rows} == {"True", "False"}


def test_chinese_names(tmp_path: Path) -> None:
    found, path = read_folder(made("compare")[0]), tmp_path / "winners.csv"
    export(found, path, "winners", "zh")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["层级"] for row in rows} == {"街道", "居民群体"}
    assert {row["指标"] for row in rows} == {"满意度"} and {row["情景"] for row in rows} == {"改革"}
    assert {row["判断"] for row in rows} <= {"受益", "受损", "不明确"}
    assert "春熙路街道" in {row["单元"] for row in rows}
    assert isinstance(found.results, Comparison)
    assert float(rows[0]["效应"]) == pytest.approx(found.results.winners["effect"].iloc[0])


def test_a_column_is_called_as_on_screen() -> None:
    on_screen = say("run_effect", "zh", since="2008-06").replace("\n", "")
    assert on_screen.replace("（2008-06）", "") == COLUMNS["run_effect"] + "[95%区间]"


def test_a_title_is_no_formula(tmp_path: Path) -> None:
    found, path = read_folder(made("compare")[0]), tmp_path / "effects.csv"
    hostile = replace(found.scenarios[1], title_zh='=HYPERLINK("https://example.org";"x")')
    export(replace(found, scenarios=(found.scenarios[0], hostile)), path, lang="zh")
    rows = list(csv.DictReader(path.read_text(encoding="utf-8-sig").splitlines()))
    assert {row["情景"] for row in rows} == {"'" + hostile.title_zh}
    assert any(row["效应"].startswith("0.25") for row in rows)


def test_wrong_input(tmp_path: Path) -> None:
    found = read_folder(made("compare")[0])
    (tmp_path / "there.csv").write_text("kept")
    for path, table, words in (
        (tmp_path / "there.csv", None, "exists already"), (tmp_path / "x.csv", "winner", "did you mean 'winners'"),
        (tmp_path / "none" / "x.csv", None, "none: does not exist"),
        (tmp_path / "x.xlsx", None, "name a file that ends in .csv"),
        (tmp_path, None, "is a folder; name a file in it"),
    ):
        with pytest.raises(InputError, match=words):
            export(found, path, table)
    assert (tmp_path / "there.csv").read_text() == "kept" and not (tmp_path / "x.csv").exists()
