"""Folders of results of every kind are read back as they were written."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
import pytest

from govsim.experiment.analysis_folder import write_discovery
from govsim.experiment.attribute import Attribution
from govsim.experiment.compare import Comparison
from govsim.experiment.discovery import Condition
from govsim.experiment.evaluate import Evaluation
from govsim.experiment.read_folder import Found, read_folder
from govsim.experiment.showcase import Showcase
from govsim.experiment.sweep_results import Swept
from govsim.params import InputError
from tests.experiment.folders import BASE, REFORM, copied, made


def read(kind: str) -> tuple[Found, Any]:
    folder, written = made(kind)
    found = read_folder(folder)
    assert found.kind == kind and found.manifest["command"] == ["govsim", kind]
    return found, written


def assert_same(found: dict[str, pd.DataFrame], written: dict[str, pd.DataFrame]) -> None:
    for name, frame in written.items():
        pd.testing.assert_frame_equal(found[name], frame, check_dtype=False)


def test_a_comparison() -> None:
    found, written = read("compare")
    assert isinstance(found.results, Comparison)
    assert_same(found.tables, written.tables())
    assert found.results.baseline == BASE and found.results.seeds == (1, 2, 3)
    assert found.scenarios == (BASE, REFORM)


def test_runs() -> None:
    found, written = read("run")
    assert [run.seed for run in found.runs] == [4, 5]
    for run, before in zip(found.runs, written, strict=True):
        assert_same(run.tables, before.tables)
    assert isinstance(found.results, Comparison) and found.results.baseline == REFORM
    assert found.tables["street"]["seed"].unique().tolist() == [4, 5]


def test_an_attribution() -> None:
    found, written = read("attribute")
    assert isinstance(found.results, Attribution)
    assert_same(dict(found.results.frames), written.frames)
    assert found.results.parts == written.parts and found.results.baseline == written.baseline


def test_an_evaluation() -> None:
    found, written = read("evaluate")
    assert isinstance(found.results, Evaluation)
    assert_same(found.tables, written.tables())
    before, after = written.rollout, found.results.rollout
    assert (after.units, after.months, after.start.tolist()) == (before.units, before.months, before.start.tolist())


def test_demonstration_courtyards() -> None:
    found, written = read("showcase")
    assert isinstance(found.results, Showcase)
    assert_same(found.tables, {"showcase": written.by_month})
    assert found.results.twin == written.twin and found.results.scenario == written.scenario


def test_a_study_with_its_analyses() -> None:
    found, written = read("sweep")
    assert isinstance(found.results, Swept)
    assert found.results.study.factors == written.study.factors
    assert found.results.study.points == written.study.points
    assert_same(found.results.tables, written.tables)
    assert found.sensitivity is not None
    assert set(found.tables) == {"outcomes", "levels", "effects", "factors", "indices", "variance",
                                 "r2_satisfaction_above_100"}
    (discovery,) = found.discoveries
    assert str(discovery.condition) == "satisfaction > 100" and discovery.cases == 0 and discovery.points == 20


def test_each_condition_has_files_of_its_own(tmp_path: Path) -> None:
    folder = copied("sweep", tmp_path)
    (first,) = read_folder(folder).discoveries
    names = {"r2_satisfaction_above_100", "r2_satisfaction_at_most_-0.058", "r2_satisfaction_below_0"}
    conditions = (first.condition, Condition("satisfaction", "<=", -0.058), Condition("satisfaction", "<", -0.0))
    for condition in 2 * conditions:
        write_discovery(replace(first, condition=condition), folder)
    assert {path.name for path in (folder / "discovery").iterdir()} == {f"{name}{end}" for name in names
                                                                        for end in (".csv", ".json")}
    found = read_folder(folder)
    assert {item.condition for item in found.discoveries} == set(conditions) and names <= set(found.tables)


def test_a_discovery_named_without_its_condition_is_read_and_replaced_by_the_same_one(tmp_path: Path) -> None:
    folder = copied("sweep", tmp_path)
    place = folder / "discovery"
    for path in list(place.iterdir()):
        path.rename(place / f"r2_satisfaction{path.suffix}")
    note = place / "r2_satisfaction.json"
    note.write_text(note.read_text("utf-8").replace("satisfaction_above_100.csv", "satisfaction.csv"), "utf-8")
    (first,) = read_folder(folder).discoveries
    write_discovery(replace(first, condition=Condition("satisfaction", "<", 0.0)), folder)
    assert len(read_folder(folder).discoveries) == 2
    write_discovery(first, folder)
    assert len(read_folder(folder).discoveries) == 2 and not (place / "r2_satisfaction.csv").exists()


def test_not_a_folder_of_results(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no manifest\.json"):
        read_folder(tmp_path)
    for content in ("{}", "[]", '{"kind": "run"}', "\0", '{"kind": 1, "files": {}}'):
        (tmp_path / "manifest.json").write_text(content)
        with pytest.raises(InputError, match=r"is not a manifest of results|cannot be read"):
            read_folder(tmp_path)
    (tmp_path / "manifest.json").write_text('{\n"kind": "ru')
    with pytest.raises(InputError, match=r"cannot be read: not JSON, or cut off \(line 2, column 9\)$"):
        read_folder(tmp_path)
    with pytest.raises(InputError, match=r"none: does not exist$"):
        read_folder(tmp_path / "none")
    with pytest.raises(InputError, match=r"manifest\.json: is not a folder$"):
        read_folder(tmp_path / "manifest.json")


def test_a_damaged_table_is_told(tmp_path: Path) -> None:
    folder = copied("compare", tmp_path)
    table = folder / "tables" / "effects.csv"
    one_row = "".join(table.read_text().splitlines(keepends=True)[:2])
    for damage in ("nothing\n", "", one_row):
        table.write_text(damage)
        with pytest.raises(InputError, match=r"missing or not as written: tables/effects\.csv; `govsim verify`"):
            read_folder(folder)
    shutil.rmtree(folder / "tables")
    with pytest.raises(InputError, match=r"tables/effects\.csv, .*tables/winners\.csv"):
        read_folder(folder)
