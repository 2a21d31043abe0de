"""Targets: read and checked like every other file, held against runs, and hold-outs out of calibration's reach."""

from __future__ import annotations

import shutil
from pathlib import Path

import pandas as pd
import pytest

from govsim.params import InputError
from govsim.place import SHIPPED
from govsim.scenario import load
from govsim.targets import FILE, Target, calibration_targets, load_targets, targets_checksum

HOLD_OUT = """
[[target]]
name = "H1"
title = "Registered organizations at the end of 2012"
use = "hold-out"
measure = "orgs_registered"
month = 2012-12-01
value = 300
tolerance = [20, 40]
source = "article"
"""


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A copy of the shipped place, whose targets may be changed."""
    return Path(shutil.copytree(SHIPPED / "jinjiang", tmp_path / "place"))


def written(place: Path, old: str, new: str) -> None:
    """Change the file."""
    path = place / FILE
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")


def test_shipped_targets() -> None:
    found = {target.name: target for target in load_targets("jinjiang")}
    assert {name[:2] for name in found} == {f"K{number}" for number in range(1, 10)}
    assert [target.name for target in calibration_targets("jinjiang")] == ["K1", "K2", "K4", "K5", "K6", "K9"]
    assert (found["K1"].value, found["K2"].value, found["K9"].value) == (211, 169, 1.2)
    assert (found["K4"].below, found["K4"].above) == (0.07, 0.17)


def test_a_hold_out_needs_no_code_and_calibration_never_sees_it(place: Path) -> None:
    before = calibration_targets(place)
    with (place / FILE).open("a", encoding="utf-8") as file:
        file.write(HOLD_OUT)
    assert [target.name for target in load_targets(place)][-1] == "H1"
    assert calibration_targets(place) == before
    assert targets_checksum(calibration_targets(place)) == targets_checksum(before)
    assert all(target.use == "calibrate" for target in calibration_targets(place))


def test_every_fault_is_named(place: Path) -> None:
    for old, new in (
        ('measure     = "orgs_registered"', 'measure     = "orgs_registred"'),
        ('use         = "input"', 'use         = "inputs"'),
        ("value       = 169", 'value       = "many"'),
        ("tolerance   = [0.07, 0.17]", "tolerance   = [0.07, -0.17]"),
        ('unit        = "Lianhua"', 'unit        = "Lianhau"'),
        ('input       = "stations"', 'use_as      = "stations"'),
        ("since       = 2007-01-01\nmonth       = 2010-02-01", "since       = 2010-03-01\nmonth       = 2010-02-01"),
    ):
        written(place, old, new)
    with pytest.raises(InputError) as raised:
        load_targets(place)
    told = [str(fault) for fault in raised.value]
    assert len(told) == 8
    for words in ("did you mean 'orgs_registered'", "did you mean 'input'", '"many": must be a number',
                  "must be a number, 0 or more, or two", "did you mean 'Lianhua'", "unknown key; allowed",
                  "needs one of `measure` or `input`", "is after the month, 2010-02-01"):
        assert any(words in line for line in told), (words, told)
    assert all(f"{FILE}:" in line for line in told)


def test_a_run_is_held_against_a_target() -> None:
    table = pd.DataFrame({
        "month": ["2010-01", "2010-02", "2010-01", "2010-02"], "unit": ["a", "a", "b", "b"],
        "orgs_registered": [1.0, 3.0, 7.0, 9.0],
    })
    last = Target("T", "", "", "calibrate", 4.0, 1.0, 2.0, "equal", 0.0, "article", "orgs_registered", "street", "b",
                  2010 * 12 + 1, 2010 * 12 + 1)
    mean = Target("T", "", "", "calibrate", 4.0, 1.0, 2.0, "equal", 0.0, "article", "orgs_registered", "street", "a",
                  2010 * 12, 2010 * 12 + 1)
    longer = Target("T", "", "", "calibrate", 4.0, 1.0, 2.0, "equal", 0.0, "article", "orgs_registered", "street", "a",
                    2010 * 12, 2010 * 12 + 2)
    assert (last.seen({"street": table}), mean.seen({"street": table})) == (9.0, 2.0)
    assert longer.seen({"street": table}) != longer.seen({"street": table}), "the run is too short: undefined"
    assert (last.met(6.0), last.met(6.1), last.met(3.0), last.met(2.9)) == (True, False, True, False)


def test_the_end_of_a_tolerance_is_within_it() -> None:
    share = Target("T", "", "", "calibrate", 0.95, 0.05, 0.05, "equal", 0.0, "article")
    assert share.met(1.0) and not share.met(1.001)


def test_one_sided_targets() -> None:
    least = Target("T", "", "", "input", 100.0, 10.0, 10.0, "at_least", 0.0, "article")
    most = Target("T", "", "", "input", 100.0, 10.0, 10.0, "at_most", 0.0, "article")
    assert (least.met(500.0), least.met(90.0), least.met(89.0)) == (True, True, False)
    assert (most.met(0.0), most.met(110.0), most.met(111.0)) == (True, True, False)
    assert (least.miss(130.0), least.miss(97.0)) == (0.0, -3.0)


def test_inputs_of_the_shipped_place() -> None:
    scenario = load("jinjiang", ["sample=0.01"])
    inputs = {target.name: target for target in load_targets("jinjiang") if target.input}
    assert inputs["K7_stations"].fed(scenario, 1) == 28
    assert inputs["K7_catchment"].met(inputs["K7_catchment"].fed(scenario, 1))
    assert inputs["K8"].met(inputs["K8"].fed(scenario, 1))
