"""A validation of made-up runs: every world runs, what is stored is not run again, shares are those of runs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pandas as pd
import pytest

from govsim.experiment import validate as validation
from govsim.experiment.course_store import CourseStore
from govsim.experiment.plausible import paired_in_worlds
from govsim.experiment.read_folder import read_folder
from govsim.experiment.validate import (
    FOR_PATTERNS,
    Validation,
    condition_rows,
    shares,
    target_row,
    validate,
    worlds_of,
)
from govsim.experiment.validation_folder import write_validation_folder
from govsim.experiment.verify import verify
from govsim.params import InputError
from govsim.report.page.write import write_page
from govsim.report.validation import runs_text
from govsim.targets import load_targets

from .fake import fake

SEEDS = 2


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("validation")


@pytest.fixture(scope="module")
def found(folder: Path) -> Validation:
    return validate(folder, replications=SEEDS, sample=0.01, simulate=fake, workers=1)


def test_every_world_differs_in_one_thing() -> None:
    worlds = worlds_of(["sample=0.01"])
    assert worlds["gated"].name == "gated"
    gate = next(item.change for item in worlds["gated"].revisions if item.name == "task_admission")
    assert gate.gate == 1.0  # type: ignore[union-attr]
    assert [item.name for item in worlds["news_of_r1"].revisions] == ["news of R1"]
    assert worlds["no_reform_x7"].world == worlds["x7_capture"].world and not worlds["no_reform_x7"].revisions
    sizes = {name: next(item.change for item in scenario.revisions if item.name == "small_unit_governance")
             for name, scenario in worlds.items() if name.startswith("units_of_")}
    assert {name: change.unit_households for name, change in sizes.items()} == {  # type: ignore[union-attr]
        f"units_of_{size}": float(size) for size in (10, 25, 60, 126, 300, 600, 1500)}


def test_all_is_told(found: Validation) -> None:
    assert len(found.signatures) == 6 + 12
    assert (found.signatures["runs"] == SEEDS).all()
    assert set(found.signatures["appears"]) <= {0.0, 0.5, 1.0}
    assert len(found.targets) == len(load_targets("jinjiang"))
    assert len(found.overshoot) == SEEDS
    assert found.conditions.groupby(["kind", "name"])["appears"].min().ge(0).all()
    best = found.sizes.groupby("measure")["best"].sum()
    assert best.tolist() == pytest.approx([1.0] * 3)


def test_folder(found: Validation, tmp_path: Path) -> None:
    paths = write_validation_folder(found, tmp_path)
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert {path.relative_to(tmp_path).as_posix() for path in paths} < set(manifest["files"])
    assert json.loads(json.dumps(found.to_dict()))["seeds"] == [1, 2]


def test_folder_is_read_back_checked_and_has_a_page(found: Validation, folder: Path, tmp_path: Path) -> None:
    """The courses that are kept are no whole runs, and none of them is taken for one that is misnamed."""
    own = Path(shutil.copytree(folder, tmp_path / "own"))
    write_validation_folder(found, own, ["govsim", "validate", "--worlds", "0"])
    checked = verify(own, rerun=3)
    assert (checked.problems, checked.runs, checked.rerun) == ((), 0, 0)
    assert checked.command == "govsim validate --worlds 0"
    read = read_folder(own)
    assert isinstance(read.results, Validation)
    pd.testing.assert_frame_equal(read.results.conditions, found.conditions, check_dtype=False)
    page = write_page(read, own / "report.html", ("zh",), "zh").read_text(encoding="utf-8")
    for words in ("模型成绩单", "试点前登记的社会组织", "X6：只有指令，没有支持", "未通过", "--worlds 0"):
        assert words in page, words
    assert ">nan<" not in page and page.count("<img") == 3


def test_stored_runs_are_not_made_again(found: Validation, folder: Path) -> None:
    stored = {path: path.stat().st_mtime_ns for path in folder.rglob("*.parquet")}
    assert len(stored) == SEEDS * (len(worlds_of([])) - 3)  # units of 10, 126 and 1,500 are worlds already there
    again = validate(folder, replications=SEEDS, sample=0.01, simulate=fake, workers=1)
    assert {path: path.stat().st_mtime_ns for path in folder.rglob("*.parquet")} == stored
    pd.testing.assert_frame_equal(again.conditions, found.conditions)


def test_stress_settings_in_fewer_worlds(found: Validation, folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Patterns in all seeds as before, the others in the first world alone, and nothing runs that need not."""
    monkeypatch.setattr(validation, "paired_in_worlds", lambda each, seeds, worlds: paired_in_worlds(each, seeds, 0))
    monkeypatch.setattr(validation, "needed_worlds", lambda place, worlds: None)
    stored = len(list(folder.rglob("*.parquet")))
    few = validate(folder, worlds=SEEDS + 1, stressed=1, sample=0.01, simulate=fake, workers=1)
    assert len(list(folder.rglob("*.parquet"))) == stored + len(FOR_PATTERNS)
    assert few.runs("pattern") == SEEDS + 1 and few.runs("stress") == 1 and len(few.overshoot) == SEEDS + 1
    alone = validate(folder, replications=1, sample=0.01, simulate=fake, workers=1)
    stress = few.conditions[few.conditions["kind"] == "stress"].reset_index(drop=True)
    pd.testing.assert_frame_equal(
        stress, alone.conditions[alone.conditions["kind"] == "stress"].reset_index(drop=True))
    pd.testing.assert_frame_equal(few.sizes, alone.sizes)
    assert "3 runs" in runs_text(few, "en") and "1 runs a scenario in 1 plausible" in runs_text(few, "en", "stress")


def test_shares_and_asides() -> None:
    """Two conditions count: both hold in one of two seeds; one that is told aside counts for nothing."""
    rows = [
        {"kind": "stress", "name": "x", "seed": seed, "number": number, "counted": number < 2, "value": value,
         "holds": holds, "words": "", "words_zh": ""}
        for seed, number, value, holds in (
            (1, 0, 1.0, True), (1, 1, 2.0, True), (1, 2, 9.0, False),
            (2, 0, 3.0, True), (2, 1, float("inf"), False), (2, 2, 9.0, False))
    ]
    (row,) = shares(pd.DataFrame(rows))
    assert (row["appears"], row["runs"], row["passed"]) == (0.5, 2, False)
    told = {item["number"]: item for item in condition_rows(pd.DataFrame(rows))}
    assert [told[number]["appears"] for number in range(3)] == [1.0, 0.5, 0.0]
    assert told[1]["high"] == float("inf")


def test_targets_pass_by_their_median() -> None:
    target = next(item for item in load_targets("jinjiang") if item.name == "K1")  # 211 -+ 3
    row = target_row(target, [{"K1": value} for value in (205.0, 210.0, 214.0)], {})
    assert (row["median"], row["passed"], row["met"]) == (210.0, True, pytest.approx(2 / 3))
    row = target_row(target, [{"K1": value} for value in (205.0, 206.0, 214.0)], {})
    assert not row["passed"]


def test_other_targets_make_other_runs(tmp_path: Path) -> None:
    targets = load_targets("jinjiang")
    scenario = worlds_of(["sample=0.01"])["jinjiang"]
    assert CourseStore.of(tmp_path, targets).run_id(scenario, 1) != CourseStore.of(tmp_path, targets[:3]).run_id(
        scenario, 1)


def test_bad_numbers(tmp_path: Path) -> None:
    with pytest.raises(InputError) as raised:
        validate(tmp_path, worlds=3, replications=0, stressed=4, simulate=fake)
    assert str(raised.value).count("must be a whole number") == 2 and "from 1 to 3, not 4" in str(raised.value)
