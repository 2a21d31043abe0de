"""Folders of results: read back, exported, verified, and what damage to them is told."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from govsim.experiment.claim import claim
from govsim.experiment.compare import Comparison, compare
from govsim.experiment.comparison_folder import write_comparison_folder
from govsim.experiment.parquet import sha256
from govsim.experiment.read_folder import read_folder
from govsim.experiment.run_folder import write_run_folder
from govsim.experiment.store import Store
from govsim.experiment.study import load_study
from govsim.experiment.sweep import sweep, write_manifest
from govsim.experiment.sweep_results import swept, write_tables
from govsim.experiment.verify import verify
from govsim.params import InputError
from govsim.report.export import export
from govsim.report.page import write_page
from tests.experiment.fake import fake, scenario

BASE, REFORM = scenario("base"), scenario("reform", 2)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Comparison]:
    folder = tmp_path_factory.mktemp("made") / "compared"
    claim(folder, "compare", [BASE, REFORM])
    found = compare(BASE, [REFORM], replications=3, out=folder, winners=["satisfaction"], simulate=fake)
    write_comparison_folder(found, folder)
    return folder, found


@pytest.fixture
def folder(made: tuple[Path, Comparison], tmp_path: Path) -> Path:
    return Path(shutil.copytree(made[0], tmp_path / "compared"))


def test_a_comparison_is_read_back(made: tuple[Path, Comparison]) -> None:
    folder, written = made
    found = read_folder(folder)
    assert found.kind == "compare" and found.comparison is not None
    for name, frame in written.tables().items():
        pd.testing.assert_frame_equal(found.comparison.tables()[name], frame, check_dtype=False)
    assert found.comparison.baseline == BASE and found.comparison.seeds == (1, 2, 3)


def test_runs_are_read_back(tmp_path: Path) -> None:
    runs = [fake(REFORM, seed) for seed in (4, 5)]
    write_run_folder(runs, tmp_path)  # type: ignore[arg-type]
    found = read_folder(tmp_path)
    assert [run.seed for run in found.runs] == [4, 5]
    pd.testing.assert_frame_equal(found.runs[1].tables["street"], runs[1].tables["street"], check_dtype=False)
    assert found.comparison is not None and found.comparison.baseline == REFORM


def test_a_study_is_read_back(tmp_path: Path) -> None:
    path = tmp_path / "s.toml"
    path.write_text('title = "S"\nbaseline = "no_reform"\nscenarios = ["r1"]\nset = ["end=2009-12-01"]\nsample = 0.01\n'
                    'replications = 2\n[[lever]]\nname = "R1"\nswitch = "R1"\n', encoding="utf-8")
    study = load_study(path)
    plan, failures = sweep(study, tmp_path / "out", simulate=fake)
    result = swept(study, plan)
    write_manifest(tmp_path / "out", study, plan, failures, write_tables(result.tables, tmp_path / "out"))
    found = read_folder(tmp_path / "out")
    assert found.swept is not None
    assert found.swept.study.factors == study.factors
    for name, frame in result.tables.items():
        pd.testing.assert_frame_equal(found.swept.tables[name], frame, check_dtype=False)
    name, rows = export(found, tmp_path / "effects.csv", lang="zh")
    assert (name, rows) == ("effects", len(result.tables["effects"]))


def test_not_a_folder_of_results(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no manifest\.json"):
        read_folder(tmp_path)
    (tmp_path / "manifest.json").write_text("{}")
    with pytest.raises(InputError, match="is not a manifest of results"):
        read_folder(tmp_path)
    with pytest.raises(InputError, match="is not a folder"):
        read_folder(tmp_path / "none")


def test_a_damaged_table_is_told(folder: Path) -> None:
    (folder / "tables" / "effects.csv").write_text("nothing\n")
    with pytest.raises(InputError, match="the results cannot be read"):
        read_folder(folder)


def test_export_for_spreadsheets(folder: Path, tmp_path: Path) -> None:
    path = tmp_path / "effects.csv"
    found = read_folder(folder)
    assert export(found, path, "winners", "zh")[1] == len(found.comparison.winners)  # type: ignore[union-attr]
    raw = path.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf"), "the mark by which spreadsheet programs know UTF-8"
    rows = list(csv.DictReader(raw.decode("utf-8-sig").splitlines()))
    assert {row["层级"] for row in rows} == {"街道", "居民群体"}
    assert {row["指标"] for row in rows} == {"满意度"}
    assert "春熙路街道" in {row["单元"] for row in rows} or "春熙路" in {row["单元"] for row in rows}
    assert float(rows[0]["效应"]) == pytest.approx(found.comparison.winners["effect"].iloc[0])  # type: ignore[union-attr]
    with pytest.raises(InputError, match="exists already"):
        export(found, path)
    with pytest.raises(InputError, match="did you mean 'winners'"):
        export(found, tmp_path / "x.csv", "winner")
    assert not (tmp_path / "x.csv").exists()


@pytest.fixture
def shares(tmp_path: Path) -> Path:
    """A folder as an attribution or an evaluation leaves it."""
    table = tmp_path / "tables" / "shares.csv"
    table.parent.mkdir()
    table.write_text("measure,part,effect\nsatisfaction,R1,0.02\n", encoding="utf-8")
    content = {
        "scenario": REFORM.resolved(), "baseline": BASE.resolved(), "seeds": [1],
        "versions": {"pytest": pytest.__version__, "no-such-library": "1.0"},
        "files": {"tables/shares.csv": {"sha256": sha256(table)}},
    }
    (tmp_path / "manifest.json").write_text(json.dumps(content), encoding="utf-8")
    return tmp_path


def test_tables_of_other_analyses_are_exported_and_have_no_page(shares: Path) -> None:
    found = read_folder(shares)
    assert export(found, shares / "shares.csv", lang="zh") == ("shares", 1)
    told = (shares / "shares.csv").read_text("utf-8-sig")
    assert "部分" in told.splitlines()[0] and "满意度" in told
    with pytest.raises(InputError, match="no page is made; `govsim export` writes a table"):
        write_page(found, shares / "report.html", ("en",), "en")
    assert not (shares / "report.html").exists()


def test_versions_of_other_libraries_are_looked_up(shares: Path) -> None:
    assert verify(shares).versions == (("no-such-library", "1.0", ""),)


def test_verify_an_intact_folder(folder: Path) -> None:
    found = verify(folder, rerun=6, simulate=fake)
    assert (found.files, found.runs, found.rerun, found.problems, found.versions) == (4, 6, 6, (), ())


def test_verify_finds_damage(folder: Path) -> None:
    (folder / "tables" / "winners.csv").unlink()
    with (folder / "tables" / "effects.csv").open("a") as opened:
        opened.write("x")
    store = Store(folder)
    first, second, third, *_ = store.stored()
    store.path(first).write_bytes(b"broken")
    swapped = store.path(second).read_bytes()
    store.path(second).write_bytes(store.path(third).read_bytes())
    found = verify(folder, rerun=0, simulate=fake)
    assert set(found.problems) == {
        ("missing", "tables/winners.csv"), ("changed", "tables/effects.csv"), ("unreadable", first),
        ("misnamed", second),
    }
    assert swapped != store.path(third).read_bytes()


def test_verify_finds_a_run_that_comes_out_otherwise(folder: Path) -> None:
    def other(world, seed, *, detail="community", progress=None):  # type: ignore[no-untyped-def]
        run = fake(world, seed)
        run.tables["district"].iloc[0, 3] += 1e-12
        return run

    found = verify(folder, rerun=2, simulate=other)
    assert [kind for kind, _ in found.problems] == ["differs", "differs"]
