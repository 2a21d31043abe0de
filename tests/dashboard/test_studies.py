"""Stored studies: only those of the folder of results can be read, and their charts say what their tables say."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import numpy as np
import pytest

from govsim.dashboard import studies
from govsim.dashboard.charts.sweep import grid, heatmap, outcomes, runs, scenarios, spreads, tornado
from govsim.dashboard.studies import listed, opened
from govsim.experiment.study import load_study
from govsim.experiment.study_folder import write_study_manifest
from govsim.experiment.sweep import sweep
from govsim.experiment.sweep_results import Swept, swept
from govsim.params import InputError
from tests.dashboard.drawn import Drawn
from tests.experiment.dates import TEXT
from tests.experiment.fake import fake

TITLED = TEXT.replace('"Dates"', '"Dates <script>alert(1)</script>"\ntitle_zh = "日期"')


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of results with one finished study of made-up runs."""
    results = tmp_path_factory.mktemp("results")
    path = tmp_path_factory.mktemp("studies") / "dates.toml"
    path.write_text(TITLED, encoding="utf-8")
    study = load_study(path)
    plan, failures = sweep(study, results / "dates", workers=1, simulate=fake)
    _, files = swept(study, plan, results / "dates")
    write_study_manifest(results / "dates", study, plan, failures, files)
    return results


@pytest.fixture
def results(kept: Path, tmp_path: Path) -> Path:
    """A copy that a test may change."""
    return shutil.copytree(kept, tmp_path / "results", ignore=shutil.ignore_patterns("runs"))


@pytest.fixture
def found(kept: Path) -> Swept:
    return opened(kept, "dates")


def test_finished_studies_are_listed(results: Path) -> None:
    (results / "unfinished").mkdir()
    (results / "broken").mkdir()
    (results / "broken" / "manifest.json").write_text("{", encoding="utf-8")
    (results / "run").mkdir()
    (results / "run" / "manifest.json").write_text('{"scenario": {}, "files": {}}', encoding="utf-8")
    (known,) = listed(results).values()
    assert (known.name, known.title, known.title_zh) == ("dates", "Dates <script>alert(1)</script>", "日期")
    assert listed(results / "nowhere") == {}


@pytest.mark.parametrize("name", [
    "", ".", "..", "../results/dates", "dates/", "dates/../dates", "/etc", "dates\0", "nothing", "./dates",
])
def test_other_names_are_refused(results: Path, name: str) -> None:
    with pytest.raises(InputError, match="no finished study"):
        opened(results, name)


def test_links_lead_nowhere(results: Path, tmp_path: Path) -> None:
    elsewhere = tmp_path / "elsewhere"
    shutil.move(results / "dates", elsewhere)
    (results / "dates").symlink_to(elsewhere)
    assert listed(results) == {}
    (results / "dates").unlink()
    shutil.copytree(elsewhere, results / "dates")
    (results / "dates" / "manifest.json").unlink()
    (results / "dates" / "manifest.json").symlink_to(elsewhere / "manifest.json")
    assert listed(results) == {}


@pytest.mark.parametrize("table", ["tables/levels.csv", "plan.parquet", "plan.json"])
def test_a_file_that_is_a_link_to_elsewhere_is_not_read(results: Path, tmp_path: Path, table: str) -> None:
    secret = tmp_path / "secret"
    shutil.move(results / "dates" / table, secret)
    (results / "dates" / table).symlink_to(secret)
    with pytest.raises(InputError, match="lie elsewhere"):
        opened(results, "dates")


@pytest.mark.parametrize("name", ["../secret.csv", "/etc/passwd", "tables/../../secret.csv", "secret.csv"])
def test_a_manifest_cannot_name_other_files(results: Path, name: str) -> None:
    (results / "secret.csv").write_text("a,b\n1,2\n", encoding="utf-8")
    path = results / "dates" / "manifest.json"
    manifest = json.loads(path.read_text(encoding="utf-8"))
    manifest["files"][name] = {"sha256": ""}
    path.write_text(json.dumps(manifest), encoding="utf-8")
    with pytest.raises(InputError, match="lie elsewhere"):
        opened(results, "dates")


def test_a_large_table_is_not_read(results: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = (results / "dates" / "manifest.json").stat().st_size
    (results / "dates" / "tables" / "levels.csv").write_bytes(b"1" * (largest + 1))
    monkeypatch.setattr(studies, "LARGEST", largest)
    with pytest.raises(InputError, match="too large"):
        opened(results, "dates")


def test_two_factors_together(found: Swept) -> None:
    (world,) = scenarios(found)
    table = outcomes(found, "satisfaction", world)
    cells = grid(found, "satisfaction", world, "R1", "loss")
    assert cells.rows == ("False", "True") and cells.columns == ("1.5", "2.0") and cells.cells.shape == (2, 2)
    for row, first in enumerate((False, True)):
        for column, second in enumerate((1.5, 2.0)):
            part = table[(table["R1"].map(str) == str(first)) & (table["loss"] == second)]
            assert sorted(part["point"]) == sorted(cells.points[row][column]) and len(part) == 2
            np.testing.assert_allclose(cells.cells[row, column], part["value"].mean())
    drawn = heatmap(found, cells, "satisfaction", "en")
    shown = [cell["value"] for cell in drawn["option"]["series"][0]["data"]]
    assert [(column, row) for column, row, _ in shown] == [(0, 0), (1, 0), (0, 1), (1, 1)]
    np.testing.assert_allclose([value for *_, value in shown], 100 * cells.cells.ravel(), rtol=1e-5)
    assert drawn["option"]["visualMap"]["min"] == -drawn["option"]["visualMap"]["max"]
    assert drawn["tips"][0].startswith("R1: without\nloss: 1.5\n") and drawn["unit"] == "points of 100"
    assert len(drawn["table"]["rows"]) == 4


def test_the_factor_that_moves_most_comes_first(found: Swept) -> None:
    (world,) = scenarios(found)
    spread = spreads(found, "satisfaction", world)
    assert set(spread) == {"R1", "R2", "loss"} and list(spread.values()) == sorted(spread.values(), reverse=True)
    drawn = tornado(found, "satisfaction", world, "en")
    ranges, dots = drawn["option"]["series"]
    widths = [after[0] - before[0] for before, after in zip(ranges["data"][::3], ranges["data"][1::3], strict=True)]
    np.testing.assert_allclose(widths, [100 * value for value in spread.values()], rtol=1e-4, atol=1e-4)
    assert drawn["option"]["yAxis"]["data"] == list(spread) and len(dots["data"]) == len(drawn["tips"]["values"]) == 6


def test_the_runs_of_a_cell(found: Swept) -> None:
    (world,) = scenarios(found)
    cells = grid(found, "wait_min", world, "R1", "R2")
    table = runs(found, cells.points[0][0], "wait_min", world, "en")
    assert len(table["rows"]) == 2 * 3 and {row[3] for row in table["rows"]} == {"1", "2", "3"}
    for row in table["rows"]:
        assert row[:2] == ["without", "without"] and len(row) == len(table["head"])
        without, with_, effect = (float(cell.replace("−", "-").replace(",", "")) for cell in row[4:])
        assert effect == pytest.approx(with_ - without, abs=0.011)


def test_a_study_by_its_name_alone(kept: Path, tmp_path: Path) -> None:
    drawn = Drawn(kept, page="sweep", study="dates")
    assert "Dates <script>alert(1)</script>" in drawn.texts() and "Runs of the cell" not in drawn.texts()
    (heat,) = [widget for widget in drawn.with_trait("option") if len(widget.option["series"]) == 1]
    heat.vue_pick({"series": "cells", "index": 3, "name": ""})
    assert "Runs of the cell" in drawn.texts()
    (button,) = [widget for widget in drawn.widgets() if hasattr(widget, "vue_act")]
    button.vue_act(None)
    (went,) = drawn.went
    assert went["page"] == "compare" and 'rule = "function_stripping"' in went["b"] and "[[reform]]" not in went["a"]
    for name in ("../dates", "/etc/passwd", "<img src=x onerror=alert(1)>"):
        text = Drawn(kept, page="sweep", study=name).texts()
        assert "Two factors together" not in text and name not in text
    results = shutil.copytree(kept, tmp_path / "results", ignore=shutil.ignore_patterns("runs"))
    (results / "dates" / "tables" / "levels.csv").unlink()
    assert "cannot be read" in Drawn(results, page="sweep", study="dates").texts()
