"""Verification of folders of every kind: intact ones pass, and each damage is told for what it is."""

from __future__ import annotations

import json
from functools import partial
from pathlib import Path

import pandas as pd
import pytest

from govsim.cli.main import main
from govsim.experiment.manifest import write_manifest
from govsim.experiment.read_folder import read_folder
from govsim.experiment.run_folder import write_run_folder
from govsim.experiment.store import Store
from govsim.experiment.verify import verify
from govsim.params import InputError
from govsim.run import Run
from govsim.scenario import from_resolved
from tests.experiment import made_up
from tests.experiment.fake import fake
from tests.experiment.folders import KINDS, REFORM, copied, made

RUNS = {"run": 2, "compare": 6, "attribute": 8, "evaluate": 4, "showcase": 4, "sweep": 44}
OTHERS = {"sweep": 6}
"""Files of analyses, plan and study."""

MADE = {"evaluate": made_up.world(0.5)}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return copied("compare", tmp_path)


@pytest.mark.parametrize("kind", KINDS)
def test_intact(kind: str) -> None:
    folder, _ = made(kind)
    told: list[tuple[int, int]] = []
    found = verify(folder, rerun=2, simulate=MADE.get(kind, fake), progress=lambda *at: told.append(at))
    assert told == [(number, RUNS[kind] + 2) for number in range(1, RUNS[kind] + 3)]
    assert (found.problems, found.versions, found.skipped) == ((), (), 0)
    assert (found.runs, found.rerun) == (RUNS[kind], 2)
    listed = json.loads((folder / "manifest.json").read_text())["files"]
    assert found.files == len(listed) + OTHERS.get(kind, 0)


def test_analyses_are_checked(tmp_path: Path) -> None:
    folder = copied("sweep", tmp_path)
    with (folder / "sensitivity/indices.csv").open("a") as opened:
        opened.write("x")
    (folder / "discovery/r2_satisfaction_above_100.csv").unlink()
    assert set(verify(folder, rerun=0).problems) == {
        ("changed", "sensitivity/indices.csv"), ("missing", "discovery/r2_satisfaction_above_100.csv"),
    }
    (folder / "runs.sha256").write_bytes(b"\xff\xfe")
    assert ("changed", "runs.sha256") in verify(folder, rerun=0).problems
    for damage in ("{}", "[]", "nothing", '{"files": 3}'):
        (folder / "sensitivity/analysis.json").write_text(damage)
        for read in (read_folder, partial(verify, rerun=0)):
            with pytest.raises(InputError, match=r"analysis\.json: is not a note that govsim wrote"):
                read(folder)


def test_runs_that_failed_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = copied("sweep", tmp_path)
    manifest = json.loads((folder / "manifest.json").read_text())
    made_since = next(folder.glob("runs/*/*.parquet")).stem
    manifest["failed"] = {"0" * 32: "ValueError: boom", "1" * 32: "ValueError: boom", made_since: "ValueError: boom"}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    assert verify(folder, rerun=0).failed == 2
    assert main(["verify", str(folder), "--rerun", "0"]) == 0
    assert "2 runs failed and are not in this folder." in capsys.readouterr().out


def test_networks_of_runs_with_courtyards_are_checked(tmp_path: Path) -> None:
    ties = pd.DataFrame({"month": ["2008-01"], "from": ["a"], "to": ["b"]})

    def simulate(world, seed, *, detail="courtyard", progress=None):  # type: ignore[no-untyped-def]
        run = fake(world, seed)
        return Run(world, seed, run.tables | {"courtyard": run.tables["community"]}, (), ties)

    run = simulate(REFORM, 1)
    store = Store(tmp_path, "courtyard")
    name = store.write(run)
    write_run_folder(run, tmp_path)
    assert verify(tmp_path, rerun=1, simulate=simulate).problems == ()
    ties.loc[0, "to"] = "c"
    assert verify(tmp_path, rerun=1, simulate=simulate).problems == (("differs", name),)
    store.network_path(name).unlink()
    assert verify(tmp_path, rerun=0).problems == (("missing", f"networks/{name[:2]}/{name}.parquet"),)


def test_damage_is_told(folder: Path) -> None:
    (folder / "tables" / "winners.csv").unlink()
    with (folder / "tables" / "effects.csv").open("a") as opened:
        opened.write("x")
    store = Store(folder)
    broken, swapped, other, gone, renamed, *_ = store.stored()
    store.path(broken).write_bytes(b"broken")
    store.path(swapped).write_bytes(store.path(other).read_bytes())
    store.path(gone).unlink()
    elsewhere = "f" * 32
    store.path(renamed).rename(store.path(renamed).with_name(f"{elsewhere}.parquet"))
    found = verify(folder, rerun=0, simulate=fake)
    assert set(found.problems) == {
        ("missing", "tables/winners.csv"), ("changed", "tables/effects.csv"), ("unreadable", broken),
        ("misnamed", swapped), ("missing", gone), ("missing", renamed), ("misnamed", elsewhere),
    }


def test_a_run_copied_over_another_is_told_whatever_its_checksum(folder: Path) -> None:
    """The list of runs, and the manifest over it, are made after the copy."""
    store = Store(folder)
    copied_over, other, *_ = store.stored()
    manifest = json.loads((folder / "manifest.json").read_text())
    store.path(copied_over).write_bytes(store.path(other).read_bytes())
    write_manifest(folder, manifest["kind"], manifest, [], store, store.stored())
    assert verify(folder, rerun=0, simulate=fake).problems == (("misnamed", copied_over),)


@pytest.mark.parametrize("name", ["plan.parquet", "plan.json", "study.json"])
def test_what_a_study_is_for_is_checked(tmp_path: Path, name: str) -> None:
    folder = copied("sweep", tmp_path)
    with (folder / name).open("ab") as opened:
        opened.write(b" ")
    assert verify(folder, rerun=0).problems == (("changed", name),)
    (folder / name).unlink()
    assert verify(folder, rerun=0).problems == (("missing", name),)


def test_another_run_of_the_same_name_is_told(folder: Path) -> None:
    """The same scenario and seed, and other numbers."""
    store = Store(folder)
    run, *_ = store.stored()
    about = store.about(run)
    again = fake(from_resolved(about["scenario"]), about["seed"])
    again.tables["district"].iloc[0, 3] += 1e-9
    store.write(again)  # type: ignore[arg-type]
    assert verify(folder, rerun=0, simulate=fake).problems == (("changed", run),)


def test_a_run_that_comes_out_otherwise_is_told(folder: Path) -> None:
    def other(world, seed, *, detail="street", progress=None):  # type: ignore[no-untyped-def]
        run = fake(world, seed)
        run.tables["district"].iloc[0, 3] += 1e-12
        return run

    found = verify(folder, rerun=2, simulate=other)
    assert [kind for kind, _ in found.problems] == ["differs", "differs"]


def test_other_versions_are_told(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["versions"] |= {"numpy": "1.0", "gone": "2.0"}
    (folder / "manifest.json").write_text(json.dumps(manifest))
    told = {name: (then, now) for name, then, now in verify(folder, rerun=1, simulate=fake).versions}
    assert told["numpy"][0] == "1.0" and told["numpy"][1] not in ("", "1.0") and told["gone"] == ("2.0", "")
    for module in ("store", "verify", "manifest"):
        monkeypatch.setattr(f"govsim.experiment.{module}.model_version", lambda: "0.0+other")
    found = verify(folder, rerun=3, simulate=fake)
    assert (found.skipped, found.rerun, found.problems) == (6, 0, ())
    assert "govsim" in {name for name, _, _ in found.versions}


def test_not_finished(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"has no manifest\.json"):
        verify(tmp_path)
