"""Tables of many points: made and written of some of them at a time, and the same as if they were made at once."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import numpy as np
import pandas as pd
import pytest

from govsim.experiment import plan as plans
from govsim.experiment import sweep_results
from govsim.experiment.design import Design
from govsim.experiment.factor import Factor, Option
from govsim.experiment.parquet import ROWS_A_GROUP, connection, quoted, write_parquet, write_parts
from govsim.experiment.plan import KEY, TABLE, Plan, read_plan
from govsim.experiment.store import Store
from govsim.experiment.study import Study, load_study
from govsim.experiment.sweep_results import Floats, swept, values
from govsim.experiment.sweep_tables import parts
from tests.experiment.dates import TEXT


def made_up(count: int, folder: Path, monkeypatch: pytest.MonkeyPatch) -> tuple[Study, Plan]:
    """A study of so many points, its plan, and outcomes by lot for it; some runs and values are missing."""
    path = folder / "dates.toml"
    path.write_text(TEXT, encoding="utf-8")
    study = load_study(path)
    study = replace(study, points=tuple(study.points[number % len(study.points)] for number in range(count)))
    keys = np.array([number.to_bytes(16) for number in range(2 * count)], KEY).reshape(count, 2)
    factors = tuple(factor.name for factor in study.factors)
    plan = Plan(keys, study.points, factors, study.names, True, study.seeds, Store(folder, "district"))

    def outcomes(plan: Plan, *_: object) -> tuple[Floats, Floats]:
        found = np.random.default_rng(3).normal(size=(2, count, 2, 3, 2))
        found[:, 0, 1] = found[0, 1, 0, 2, 0] = np.nan
        return found[0], found[1]

    monkeypatch.setattr(sweep_results, "values", outcomes)
    return study, plan


def test_parts_make_the_same_tables(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study, plan = made_up(21, tmp_path, monkeypatch)
    whole, files = swept(study, plan, tmp_path / "whole")
    monkeypatch.setattr(sweep_results, "RUNS_AT_ONCE", 24)
    parted, others = swept(study, plan, tmp_path / "parted")
    assert [len(points) for points in sweep_results.in_parts(plan)] == [3, 4, 3, 4, 3, 4]
    for one, other in zip(files, others, strict=True):
        assert one.suffix == ".parquet" or one.read_bytes() == other.read_bytes(), one.name
    assert whole.tables["outcomes"].equals(parted.tables["outcomes"])
    assert len(parted.tables["outcomes"]) == 2 * (21 * 2 - 1) * 3
    assert set(whole.tables) == {"outcomes", "levels", "effects", "factors"}


def test_memory_does_not_grow_with_the_points(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def peak(count: int) -> int:
        study, plan = made_up(count, tmp_path, monkeypatch)
        tracemalloc.start()
        try:
            plan.write(tmp_path, study)
            swept(study, plan, tmp_path)
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    study, plan = made_up(6, tmp_path, monkeypatch)
    swept(study, plan, tmp_path)
    few, many = peak(300), peak(900)
    assert many - few < 600 * 6 * 100, "bytes for each run more"


def test_a_factor_is_looked_at_by_its_own_values(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study, plan = made_up(5, tmp_path, monkeypatch)
    found = swept(study, plan, tmp_path)[0].tables["factors"].query("measure == 'wait_min' and quantity == 'run'")
    told = {(row.factor, row.value): row.points for row in found.itertuples()}
    assert told == {("R1", "False"): 4, ("R1", "True"): 1, ("R2", "False"): 3, ("R2", "True"): 2,
                    ("loss", "1.5"): 3, ("loss", "2.0"): 2}


def parted(column: list[Any], kind: str, factor: str = "number") -> dict[str, list[int]]:
    """Numbers of the points of each part of a factor that has these values, by what the part is called."""
    options = tuple(Option(value, ()) for value in dict.fromkeys(column)) if factor == "listed" else ()
    study: Any = SimpleNamespace(factors=[Factor("x", "", "", True, (), options, factor)], design=Design(kind))
    plan: Any = SimpleNamespace(column=lambda _: column)
    return {name: np.flatnonzero(here).tolist() for name, here in parts(study, plan, 0)}


def test_a_range_that_was_drawn_from_is_in_quarters_where_hardly_any_points_share_a_value() -> None:
    drawn = [0.71, 0.12, 0.93, 0.34, 0.55]
    for kind in ("latin_hypercube", "sobol"):
        assert parted(drawn, kind) == {"0.12 – 0.34": [1, 3], "0.55": [4], "0.71": [0], "0.93": [2]}
    alone = {f"{value}": [drawn.index(value)] for value in sorted(drawn)}
    for kind in ("factorial", "morris", "list"):
        assert parted(drawn, kind) == alone
    assert parted(drawn, "latin_hypercube", "listed") == {f"{value}": [at] for at, value in enumerate(drawn)}
    assert len(parted(drawn[:4], "latin_hypercube")) == 4, "quarters as they are"
    assert len(parted(3 * drawn, "latin_hypercube")) == 5 and len(parted(3 * drawn[:-1] + drawn, "sobol")) == 5
    assert len(parted(2 * drawn, "sobol")) == 4


def test_quarters_are_told_apart_by_their_names() -> None:
    assert list(parted([1.0001, 1.0002, 1.0003, 1.0004, 1.0005], "latin_hypercube")) == [
        "1.0001 – 1.0002", "1.0003", "1.0004", "1.0005",
    ]
    assert list(parted([2008, 2009, 2010, 2011, 2012], "latin_hypercube", "whole")) == [
        "2008 – 2009", "2010", "2011", "2012",
    ]
    months = [f"20{year:02}-06-01" for year in range(1, 14)]
    assert next(iter(parted(months, "list", "month"))) == "2001-06 – 2004-06"


def test_levels_have_values_of_one_type_whatever_part_they_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    study, plan = made_up(3, tmp_path, monkeypatch)
    plan = replace(plan, points=((False, True, 1), (True, 7, 2.5), (False, 7, 3)))
    monkeypatch.setattr(sweep_results, "RUNS_AT_ONCE", 1)
    swept(study, plan, tmp_path)
    rows = (tmp_path / "tables" / "levels.csv").read_text(encoding="utf-8").splitlines()
    assert rows[0].startswith("point,R1,R2,loss,")
    assert {row.rsplit(",", len(rows[0].split(",")) - 4)[0] for row in rows[1:]} == {
        "0,False,True,1.0", "1,True,7,2.5", "2,False,7,3.0",
    }


def test_each_query_of_runs_has_a_database_of_its_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store, closed = Store(tmp_path, "district"), []
    with pytest.MonkeyPatch.context() as other:
        _, plan = made_up(6, tmp_path, other)
    for at in plan.runs():
        store.path(plan.run(*at)).parent.mkdir(parents=True, exist_ok=True)
        write_parquet(pd.DataFrame({"level": ["district"], "month": ["2010-12"], "wait_min": [float(at[0])]}),
                      store.path(plan.run(*at)), {})
    monkeypatch.setattr(sweep_results, "FILES_A_QUERY", 12)
    monkeypatch.setattr(sweep_results, "close_database", lambda: closed.append(True))
    at_end, _ = values(plan, ["wait_min"], "2010-12")
    assert len(closed) == 3
    assert np.array_equal(at_end[:, :, :, 0], np.broadcast_to(np.arange(6.0)[:, None, None], (6, 2, 3)))


def test_a_plan_is_read_as_it_was_written(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    study, plan = made_up(21, tmp_path, monkeypatch)
    monkeypatch.setattr(plans, "POINTS_AT_ONCE", 4)
    plan.write(tmp_path, study)
    assert [path.name for path in tmp_path.glob(f"*{TABLE}*")] == [TABLE]
    found, _ = read_plan(tmp_path)
    assert np.array_equal(found.keys, plan.keys) and found.points == plan.points


def test_a_table_in_parts(tmp_path: Path) -> None:
    def frame(start: int, end: int) -> pd.DataFrame:
        numbers = np.arange(start, end)
        return pd.DataFrame({"number": numbers, "name": [f"n{number}" for number in numbers], "half": numbers / 2})

    write_parquet(frame(0, 9), tmp_path / "whole", {})
    write_parts(iter([frame(0, 0), frame(0, 4), frame(4, 4), frame(4, 9)]), tmp_path / "parts")
    write_parts(iter([frame(0, 9), frame(9, 9)]), tmp_path / "one")
    write_parts(iter([frame(0, 0)]), tmp_path / "none")
    assert sorted(path.name for path in tmp_path.iterdir()) == ["none", "one", "parts", "whole"]
    assert (tmp_path / "one").read_bytes() == (tmp_path / "whole").read_bytes()
    with connection() as database:
        read = {name: database.execute(f"SELECT * FROM read_parquet({quoted(tmp_path / name)})").df()
                for name in ("whole", "parts", "none")}
    assert read["parts"].equals(read["whole"])
    assert list(read["none"]) == ["number", "name", "half"] and read["none"].empty


def test_a_table_in_parts_is_put_together_some_rows_at_a_time(tmp_path: Path) -> None:
    rows = 3 * ROWS_A_GROUP + 1
    write_parts(iter([pd.DataFrame({"a": np.arange(rows)}), pd.DataFrame({"a": [rows]})]), tmp_path / "table")
    with connection() as database:
        groups = database.execute(f"SELECT row_group_num_rows FROM parquet_metadata({quoted(tmp_path / 'table')})")
        assert [count for count, in groups.fetchall()] == [ROWS_A_GROUP] * 3 + [2]
        found = database.execute(f"SELECT a FROM read_parquet({quoted(tmp_path / 'table')})").fetchnumpy()
    assert found["a"].tolist() == list(range(rows + 1))


def test_values_of_a_factor_have_one_type_whatever_part_they_stand_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(plans, "POINTS_AT_ONCE", 2)
    points = ((1, 1, True, "a", False), (2, 2, True, "b", True), (3, 2.5, 7, "c", True), (4, 3, "x", "d", False))
    plan = Plan(np.array([number.to_bytes(16) for number in range(4)], KEY)[:, None], points, tuple("vwxyz"), ("s",),
                False, range(1, 2), Store(tmp_path, "district"))
    write_parts(plan.tables(), tmp_path / "plan")
    with connection() as database:
        table = f"read_parquet({quoted(tmp_path / 'plan')})"
        read = database.execute(f"SELECT v, w, x, y, z FROM {table} ORDER BY point").fetchall()
    assert read == [(1, 1.0, "True", "a", False), (2, 2.0, "True", "b", True), (3, 2.5, "7", "c", True),
                    (4, 3.0, "x", "d", False)]
    assert [type(value) for value in read[0]] == [int, float, str, str, bool]


def test_parts_that_a_killed_call_left_are_gone_after_the_next(tmp_path: Path) -> None:
    left = tmp_path / ".table.parquet.parts"
    left.mkdir()
    (left / "0").write_bytes(b"half")
    write_parts(iter([pd.DataFrame({"a": [1, 2]})]), tmp_path / "table.parquet")
    assert [item.name for item in tmp_path.iterdir()] == ["table.parquet"]
