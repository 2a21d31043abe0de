"""The store: what names a run, whole files, what is left of failures, the folder of one run."""

from __future__ import annotations

import errno
import hashlib
import json
import shlex
import sys
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.experiment import parquet, store
from govsim.experiment.run_folder import write_run_folder
from govsim.experiment.store import Store, digest_of
from govsim.measures import MEASURES
from govsim.params import InputError
from govsim.run import Run
from tests.experiment.fake import fake, scenario


def test_a_run_is_named_by_what_determines_it(tmp_path: Path) -> None:
    base = scenario("base")
    name = Store(tmp_path, "street").run_id(base, 1)
    assert len(name) == 32
    assert Store(tmp_path, "street").run_id(replace(base, name="other", title_zh="别名"), 1) == name
    assert Store(tmp_path, "street").run_id(base, 2) != name
    assert Store(tmp_path, "district").run_id(base, 1) != name
    assert Store(tmp_path, "street").run_id(replace(base, end=base.end + 1), 1) != name
    assert Store(tmp_path, "street").run_id(scenario("base", 2), 1) != name


def test_an_edited_file_makes_another_model(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    (tmp_path / "a.pyc").write_bytes(b"1")
    before = digest_of(tmp_path.iterdir(), tmp_path)
    (tmp_path / "a.pyc").write_bytes(b"2")
    assert digest_of(tmp_path.iterdir(), tmp_path) == before
    (tmp_path / "a.py").write_text("x = 2\n")
    assert digest_of(tmp_path.iterdir(), tmp_path) != before


def test_what_is_stored_can_be_read(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    runs = [fake(scenario("Jinjiang's", 2), seed) for seed in (1, 2)]
    ids = [kept.write(run) for run in runs]
    assert kept.stored() == sorted(ids)
    assert all(run in kept for run in ids)
    about = kept.about(ids[1])
    assert about["seed"] == 2
    assert about["scenario"] == scenario("Jinjiang's", 2).resolved()
    frame = kept.read(ids, "street", ["takeup"])
    assert list(frame.columns) == ["run", "unit", "month", "takeup"]
    for run, name in zip(runs, ids, strict=True):
        expected = run.tables["street"]
        found = frame[frame["run"] == name]
        assert found["takeup"].tolist() == expected["takeup"].tolist()
        assert found["unit"].tolist() == expected["unit"].tolist()
    assert list(kept.read(ids, "district").columns) == ["run", "unit", "month", *MEASURES]


def test_undefined_values_stay_undefined(tmp_path: Path) -> None:
    run = fake(scenario("base"), 1)
    run.tables["district"].loc[0, "takeup"] = np.nan
    kept = Store(tmp_path, "district")
    found = kept.read([kept.write(run)], "district")
    assert np.isnan(found["takeup"].to_numpy(dtype=float)).tolist() == [True, *[False] * 5]


def test_notes_are_counted_by_run(tmp_path: Path) -> None:
    kept, told = Store(tmp_path, "district"), ("few households", "家庭过少")
    runs = [kept.write(replace(fake(scenario("base"), seed), notes=notes)) for seed, notes in (
        (1, (told,)), (2, (told, ("a road", "一条路"))), (3, ()))]
    assert kept.notes([*runs, runs[0]]) == {told: 2, ("a road", "一条路"): 1}


def test_level_of_detail(tmp_path: Path) -> None:
    kept = Store(tmp_path, "district")
    name = kept.write(fake(scenario("base"), 1))
    assert kept.read([name], "street").empty
    assert not kept.read([name], "district").empty


def test_same_run_same_bytes(tmp_path: Path) -> None:
    first, second = Store(tmp_path / "a"), Store(tmp_path / "b")
    run = fake(scenario("base"), 1)
    name = first.write(run)
    second.write(run)
    assert first.path(name).read_bytes() == second.path(name).read_bytes()


def test_a_write_that_fails_leaves_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(source: Path, target: Path) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(parquet.os, "replace", full)
    kept = Store(tmp_path)
    with pytest.raises(OSError, match="No space"):
        kept.write(fake(scenario("base"), 1))
    assert [path for path in tmp_path.rglob("*") if path.is_file()] == []


def test_a_half_written_file_is_no_run(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    name = kept.write(fake(scenario("base"), 1))
    other = "0" * 32
    kept.path(other).parent.mkdir(parents=True)
    kept.path(other).with_name(f".{other}.parquet.77").write_bytes(b"PAR1 half")
    assert kept.stored() == [name]
    assert other not in kept


def test_a_failure_is_recorded_and_goes_when_the_run_succeeds(tmp_path: Path) -> None:
    kept = Store(tmp_path)
    run = fake(scenario("base"), 3)
    message = kept.write_failure(run.scenario, 3, ArithmeticError("infinity in month 2008-03"))
    assert message == "ArithmeticError: infinity in month 2008-03"
    path = kept.failure_path(kept.run_id(run.scenario, 3))
    record = json.loads(path.read_text(encoding="utf-8"))
    assert record["error"] == message
    assert record["seed"] == 3
    assert record["scenario"] == run.scenario.resolved()
    assert shlex.split(record["reproduce"]) == [sys.executable, "-m", "govsim", "rerun", str(path.resolve())]
    kept.write(run)
    assert not path.exists()


def test_the_reproduction_command_runs_the_same_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    import govsim.run
    from govsim.experiment.rerun import rerun

    kept = Store(tmp_path, "courtyard")
    failed = scenario("base", 2)
    assert kept.write_failure(failed, 3, ArithmeticError("x\n  y")) == "ArithmeticError: x y", "one line"
    called = []
    monkeypatch.setattr(govsim.run, "simulate", lambda *given, detail, progress: called.append((*given, detail)))
    assert rerun(kept.failure_path(kept.run_id(failed, 3))) == (failed, 3) == called[0][:2]
    assert called[0][2] == "courtyard"
    with pytest.raises(InputError, match="is not the record of a run that failed"):
        rerun(parquet_of_a_run := Store(tmp_path).path(Store(tmp_path).write(fake(failed, 3))))
    assert parquet_of_a_run.exists()


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match=r"cannot be written.*name another folder"):
        parquet.check_folder(tmp_path / "file" / "below", 0)


def test_a_folder_without_permission_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: object) -> None:
        raise PermissionError(errno.EACCES, "Permission denied")

    monkeypatch.setattr(Path, "write_bytes", refused)
    with pytest.raises(InputError, match="cannot be written: Permission denied; name another folder"):
        parquet.check_folder(tmp_path, 0)


def test_a_full_disk_is_told_in_numbers(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"needs 1,000,000,000,000 MB, [\d,]+ MB are free"):
        parquet.check_folder(tmp_path, 10**18)
    parquet.check_folder(tmp_path, 1)
    assert list(tmp_path.iterdir()) == []


def test_the_size_bound_holds_for_a_full_run() -> None:
    rows = {"district": 108 * 1, "street": 108 * (1 + 16 + 15), "community": 108 * (1 + 16 + 15 + 59)}
    for detail, count in rows.items():
        assert count * len(MEASURES) * 8 < store.BYTES_A_RUN[detail]


def test_the_network_is_kept_with_the_courtyards(tmp_path: Path) -> None:
    made = fake(scenario("base", 2), 4)
    network = pd.DataFrame({"month": ["2008-06"], "tie": ["contract"], "source": ["street:Shahe"],
                            "target": ["organization:7"], "value": [1500.0]})
    run = Run(made.scenario, 4, {**made.tables, "courtyard": made.tables["community"]}, network=network)
    fine, coarse = Store(tmp_path, "courtyard"), Store(tmp_path, "community")
    pd.testing.assert_frame_equal(fine.network(fine.write(run)), network, check_dtype=False)
    assert coarse.network(coarse.write(run)) is None
    assert len(fine.stored()) == 2


def test_run_folder(tmp_path: Path) -> None:
    run = fake(scenario("base", 2), 4)
    write_run_folder(run, tmp_path / "out")
    manifest = json.loads((tmp_path / "out" / "manifest.json").read_text(encoding="utf-8"))
    assert manifest["scenario"] == run.scenario.resolved()
    assert manifest["seeds"] == [4]
    assert {"govsim", "python", "mesa", "numpy"} <= set(manifest["versions"])
    levels = {"district.parquet", "street.parquet", "community.parquet", "group.parquet"}
    assert set(manifest["files"]) == levels | {"runs.sha256"}
    for name, described in manifest["files"].items():
        content = (tmp_path / "out" / name).read_bytes()
        assert hashlib.sha256(content).hexdigest() == described["sha256"]
    with parquet.connection() as database:
        found = database.execute(f"SELECT * FROM '{tmp_path / 'out' / 'street.parquet'}'").df()
    pd.testing.assert_frame_equal(found, run.tables["street"], check_dtype=False)
    assert not [path for path in (tmp_path / "out").iterdir() if path.name.startswith(".")]


def test_run_folder_of_replications(tmp_path: Path) -> None:
    runs = [fake(scenario("base"), seed) for seed in (4, 5)]
    write_run_folder(fake(scenario("other", 1), 9), tmp_path)
    (tmp_path / "courtyard.parquet").write_bytes(b"of an earlier run")
    write_run_folder(runs, tmp_path)
    assert not (tmp_path / "courtyard.parquet").exists()
    with parquet.connection() as database:
        found = database.execute(f"SELECT * FROM '{tmp_path / 'district.parquet'}'").df()
    assert found["seed"].tolist() == [4] * 6 + [5] * 6
    assert found["takeup"].tolist() == [value for run in runs for value in run.tables["district"]["takeup"]]
    assert json.loads((tmp_path / "manifest.json").read_text())["seeds"] == [4, 5]


def test_run_folder_without_manifest_when_writing_stops(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_run_folder(fake(scenario("base"), 4), tmp_path)

    def interrupted(path: Path) -> str:
        raise KeyboardInterrupt

    monkeypatch.setattr("govsim.experiment.manifest.sha256", interrupted)
    with pytest.raises(KeyboardInterrupt):
        write_run_folder(fake(scenario("base"), 5), tmp_path)
    assert not (tmp_path / "manifest.json").exists()


def test_run_folder_is_of_one_scenario(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="one scenario"):
        write_run_folder([fake(scenario("a"), 1), fake(scenario("b", 1), 1)], tmp_path)
