"""Study files: what they come to, and every fault with its place."""

from __future__ import annotations

import pickle
from pathlib import Path

import numpy as np
import pytest

from govsim.experiment.design import SampledPoints
from govsim.experiment.factor import Factor, Option
from govsim.experiment.plan import check
from govsim.experiment.study import is_study, load_study, shipped_studies
from govsim.month import month_name
from govsim.params import InputError, declared
from govsim.world import World

WHOLE = """
title = "Gate"
baseline = "no_reform"
scenarios = ["jinjiang"]
sample = 0.01
replications = 2
horizon = 2012-06-01
measures = ["wait_min"]

[[lever]]
name = "gate"
set = "reform.task_admission.gate"
values = [0.0, 0.9]

[[lever]]
name = "R3"
switch = "R3"

[[uncertainty]]
name = "loss"
set = "world.loss_aversion"
range = [1.5, 2.0]
steps = 3
"""


def written(folder: Path, text: str) -> Path:
    path = folder / "study.toml"
    path.write_text(text, encoding="utf-8")
    return path


def faults(folder: Path, text: str) -> list[str]:
    with pytest.raises(InputError) as caught:
        load_study(written(folder, text))
    return [str(fault).removeprefix(f"{folder}/") for fault in caught.value]


def test_factorial(tmp_path: Path) -> None:
    study = load_study(written(tmp_path, WHOLE))
    assert len(study.points) == 2 * 2 * 3
    assert study.points[0] == (0.0, False, 1.5)
    assert study.points[-1] == (0.9, True, 2.0)
    assert study.names == ("no_reform", "jinjiang")
    assert list(study.seeds) == [1, 2]
    assert study.horizon == "2012-06"


def test_levers_pass_the_baseline_by(tmp_path: Path) -> None:
    study = load_study(written(tmp_path, WHOLE))
    base, reform = (study.scenario(world, (0.9, False, 1.75)) for world in study.worlds)
    assert base.world.loss_aversion == reform.world.loss_aversion == 1.75
    assert base.reform_names == frozenset()
    assert "R3" not in reform.reform_names and "R2" in reform.reform_names
    (gate,) = [item.change for item in reform.revisions if item.rule == "task_admission"]
    assert gate.gate == 0.9  # type: ignore[union-attr]
    assert "R3" in study.scenario("jinjiang", (0.9, True, 1.75)).reform_names


def test_a_setting_of_a_dropped_reform_is_left_out(tmp_path: Path) -> None:
    text = WHOLE.replace('switch = "R3"', 'switch = "R2"').replace('name = "R3"', 'name = "R2"')
    study = load_study(written(tmp_path, text))
    with_gate, without = (study.scenario("jinjiang", (gate, False, 1.5)) for gate in (0.0, 0.9))
    assert with_gate.revisions == without.revisions
    assert not any(item.rule == "task_admission" for item in without.revisions)


def test_dates_move_together(tmp_path: Path) -> None:
    text = 'title = "T"\nscenarios = ["r1"]\nsample = 0.01\n[[lever]]\nname = "start"\n' \
        'set = ["reform.R1.start", "reform.R1.announced"]\nrange = [2008-01-01, 2009-12-01]\nsteps = 2\n'
    study = load_study(written(tmp_path, text))
    assert [point[0] for point in study.points] == ["2008-01-01", "2009-12-01"]
    early = study.scenario("r1", study.points[0])
    assert month_name(min(item.start for item in early.revisions)) == "2008-01"
    assert {month_name(item.announced or 0) for item in early.revisions} == {"2008-01"}


def test_options_set_several_things(tmp_path: Path) -> None:
    text = 'title = "T"\nscenarios = ["r3"]\nsample = 0.01\n[[lever]]\nname = "entry"\n[lever.options]\n' \
        'closed = {"reform.dual_track_entry.filing" = false, "world.loss_aversion" = 1.5}\nenacted = {}\n'
    study = load_study(written(tmp_path, text))
    closed, enacted = (study.scenario("r3", point) for point in study.points)
    filing = [next(item.change for item in world.revisions if item.rule == "dual_track_entry").filing  # type: ignore[union-attr]
              for world in (closed, enacted)]
    assert filing == [False, True]
    assert closed.world.loss_aversion == 1.5 != enacted.world.loss_aversion


def test_an_uncertainty_without_a_range_takes_all_that_is_allowed(tmp_path: Path) -> None:
    study = load_study(written(tmp_path, WHOLE.replace("range = [1.5, 2.0]\n", "")))
    loss = study.factors[2]
    assert (loss.low, loss.high) == declared(World)["loss_aversion"].bounds


def test_a_measure_named_twice_is_shown_once(tmp_path: Path) -> None:
    study = load_study(written(tmp_path, WHOLE.replace('["wait_min"]', '["wait_min", "takeup", "wait_min"]')))
    assert study.measures == ("wait_min", "takeup")


def test_command_line_goes_over_the_file(tmp_path: Path) -> None:
    study = load_study(written(tmp_path, WHOLE), sets=["world.quit_rate=0.02"], sample=0.02, replications=7, seed=5)
    assert list(study.seeds) == list(range(5, 12))
    with pytest.raises(InputError, match="seed: must be a whole number from 0 to 999999999, not 3000000000"):
        load_study(written(tmp_path, WHOLE), seed=3_000_000_000)
    made = study.scenario("no_reform", study.points[0])
    assert made.sample == 0.02
    assert (made.world.loss_aversion, made.world.quit_rate) == (1.5, 0.02)


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('name = "gate"', 'name = "gate"\nvalue = [1]', "study.toml:12:1: lever.gate.value: unknown key; allowed are"),
        ("task_admission", "task_admision", "no scenario of this study has it; known are"),
        ("[0.0, 0.9]", "[0.0, 1.9]", "must be between 0 and 1 share, not 1.9"),
        ("range = [1.5, 2.0]", "range = [2.0, 1.5]", "the first must be smaller than the second"),
        ('switch = "R3"', 'switch = "R4"', "did you mean 'R3'?"),
        ('"jinjiang"', '"jinjang"', "did you mean 'jinjiang'?"),
        ('"wait_min"', '"wait_mni"', "is not a measure; did you mean 'wait_min'?"),
        ("horizon = 2012-06-01", "horizon = 2022-06-01", "a date like 2008-06-01, from 2007-01-01 to 2015-12-01"),
        ("replications = 2", "replications = 0", "must be a whole number from 1 to 10000"),
        ("replications = 2", 'replications = 2\ndesign = {kind = "sobl"}', "must be one of factorial"),
        ("replications = 2", 'replications = 2\ndesign = {kind = "sobol", base = 12}', "must be a power of 2"),
        ("replications = 2", 'replications = 2\ndesign = {kind = "morris", levels = 5}', "must be an even number"),
        ("world.loss_aversion", "reform.task_admission.gate", "is also set by gate"),
        ('set = "reform.task', 'switch = "R2"\nset = "reform.task', "needs one of `set`"),
        ("values = [0.0, 0.9]", "values = [0.0, 0.9]\nrange = [0.1, 0.2]",
         "study.toml:14:1: lever.gate.range: means nothing beside `values`; leave one of them out"),
        ('switch = "R3"', 'switch = "R3"\nsteps = 2', "study.toml:18:1: lever.R3.steps: means nothing beside `switch`"),
        ("sample = 0.01", 'set = ["sample=0.01", "world.loss_aversion = 1.9"]',
         "study.toml:5:23: world.loss_aversion is also set by loss"),
        ('set = "world.loss_aversion"\nrange = [1.5, 2.0]', 'set = "sample"\nrange = [0.01, 0.02]',
         "study.toml:5:1: sample is also set by loss"),
        ('title = "Gate"', 'titel = "Gate"', "did you mean 'title'?"),
        ('name = "gate"\n', "", "`name` is missing: a text in quotation marks"),
        ('name = "gate"', 'name = "gate"\ntitle = 3', "title = 3: must be a text in quotation marks, not empty"),
        ("values = [0.0, 0.9]", "", "lever.gate: needs `values` or `range`, as in range = [0.0, 1.0]"),
        ('name = "gate"', 'name = "scenario"', "scenario has a meaning of its own; choose another"),
        ('name = "gate"', 'name = "Point"', "Point has a meaning of its own; choose another"),
        ('name = "gate"', 'name = "key_1"', "key_1 has a meaning of its own; choose another"),
        ('name = "gate"', 'name = "LOSS"', "loss is named twice"),
        ("[0.0, 0.9]", "[0, 0.9, 0.0]", "study.toml:13:19: lever.gate.values[3]: 0.0 is named twice"),
        ("[0.0, 0.9]", "[0.0, nan]", "study.toml:13:1: lever.gate.values = [0.0, nan]: nan and inf are no values"),
        ('set = "reform.task_admission.gate"\nvalues = [0.0, 0.9]', 'set = "sample"\nvalues = [0.01, 0.02]',
         "lever.gate: all scenarios and the baseline need the same place, months and sample"),
        ("sample = 0.01", "sample = 3", "study.toml:5:1: sample = 3: must be a number from 0.01 to 1"),
        ("sample = 0.01", 'set = ["wrld.x=1"]', "study.toml:5:8: wrld"),
        ("sample = 0.01", 'set = ["reform.R9.start=2008-01-01"]', "study.toml:5:8: reform.R9.start=2008-01-01: no sce"),
    ],
)
def test_a_fault_names_its_place(tmp_path: Path, old: str, new: str, expected: str) -> None:
    found = faults(tmp_path, WHOLE.replace(old, new, 1))
    assert any(expected in fault for fault in found), found
    assert all(fault.startswith("study.toml") for fault in found), found


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ('"no_reform"', '"no_refrom"', "study.toml:3:1: baseline: no scenario"),
        ('["jinjiang"]', '["no_reform"]', 'study.toml:4:1: scenarios: "no_reform" is the baseline already'),
        ('["jinjiang"]', '["r1", "r1"]', 'study.toml:4:1: scenarios: "r1" is named twice'),
        ('["jinjiang"]', "[]", "study.toml:4:1: scenarios = []: must be a list of texts in quotation marks"),
        ('scenarios = ["jinjiang"]\n', "", "study.toml: scenarios is missing: a list of texts in quotation marks"),
    ],
)
def test_a_fault_of_its_scenarios_is_the_only_one(tmp_path: Path, old: str, new: str, expected: str) -> None:
    (found,) = faults(tmp_path, WHOLE.replace(old, new, 1))
    assert found.startswith(expected)


def test_a_study_without_reforms_names_none(tmp_path: Path) -> None:
    found = faults(tmp_path, WHOLE.replace('baseline = "no_reform"\n', "").replace("jinjiang", "no_reform"))
    assert len(found) == 2 and all(fault.endswith("no scenario of this study has it") for fault in found)


VARIED = '[[lever]]\nname = "early"\nset = "reform.R2.announced"\nvalues = [2007-06-01, 2008-01-01]\n'


@pytest.mark.parametrize(
    ("factor", "given", "refused"),
    [
        ("", "world.loss_aversion=1.9", True),
        ("", "world . loss_aversion=1.9", True),
        ("", "reform.task_admission.gate=0.3", True),
        ("", "reform.task_admission.start=2009-01-01", False),
        (VARIED, "reform.task_admission.announced=2008-02-01", True),
        (VARIED.replace("R2", "task_admission"), "reform.R2.announced=2008-02-01", False),
        (VARIED.replace('"reform.R2.announced"', '["reform.R2.start", "reform.R2.announced"]'),
         "reform.task_admission.start=2008-12-01", False),
        ('[[lever]]\nname = "some"\noptions = {a = {}, b = {"world.quit_rate" = 0.01}}', "world.quit_rate=0.02", False),
        ('[[lever]]\nname = "all"\noptions = {b = {"world.quit_rate" = 0.01}}', "world.quit_rate=0.02", True),
    ],
)
def test_a_setting_that_a_factor_replaces_is_refused(
    tmp_path: Path, factor: str, given: str, refused: bool
) -> None:
    path = written(tmp_path, WHOLE + factor)
    if not refused:
        assert load_study(path, sets=[given]).points
        return
    with pytest.raises(InputError) as caught:
        load_study(path, sets=["end=2012-12-01", given])
    (fault,) = caught.value
    assert fault.where == "--set 2" and " is also set by " in fault.message


def test_all_faults_at_once(tmp_path: Path) -> None:
    text = WHOLE.replace("[0.0, 0.9]", "[0.0, 1.9]").replace('"wait_min"', '"x"')
    text = text.replace('switch = "R3"', 'switch = "R4"')
    assert len(faults(tmp_path, text)) == 3


def test_points_from_a_file(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("loss,gate,R3\n1.6,0.9,true\n1.9,0,false\n", encoding="utf-8-sig")
    text = WHOLE.replace("replications = 2", 'replications = 2\ndesign = {kind = "list", file = "points.csv"}')
    assert load_study(written(tmp_path, text)).points == ((0.9, True, 1.6), (0, False, 1.9))
    (tmp_path / "points.csv").write_text("loss,gate,R3\n1.6,0.5,true\n2.9,0,false\n1.6,0\n", encoding="utf-8")
    found = [fault.removeprefix(f"{tmp_path}/") for fault in faults(tmp_path, text)]
    assert found == [
        "points.csv:2: gate: must be one of 0.0, 0.9, not 0.5",
        "points.csv:3: loss: must be from 1.5 to 2, not 2.9",
        "points.csv:4: cells: 2, in the header: 3",
    ]


@pytest.mark.parametrize(
    ("content", "expected"),
    [
        ("loss,gate,R3\n\n1.6,0.9,true\n,,\n".encode("utf-8-sig"), []),
        (b"\nloss;gate;R3\n1,6;0,9;true\n", ["points.csv:2: the cells of a row must be separated by commas"]),
        ("loss,gate,R3\n1.6,0.9,真\n".encode("gb18030"), [
            'study.toml:7:26: design.file = "points.csv": '
            "the file cannot be read: not UTF-8 text; save it as CSV UTF-8",
        ]),
        (b'loss,gate,R3\n"1.6\nx = 1",0.9,true\n\n3,0.9,true\n', [
            'points.csv:3: loss: must be from 1.5 to 2, not "1.6\\nx = 1"',
            "points.csv:5: loss: must be from 1.5 to 2, not 3",
        ]),
        (b"loss;,gate,R3\n1.6,0.9,true\n", [
            "points.csv:1: unknown column 'loss;'; allowed are gate, R3, loss; did you mean 'loss'?",
            "points.csv:1: the column 'loss' must be there once",
        ]),
        (b'loss,gate,R3\n1.6,0.9,TRUE\n1.7,0,False\n"1,600",0.9,true\n', [
            'points.csv:4: loss: must be from 1.5 to 2, not "1,600"; write numbers without separators of thousands',
        ]),
        (b"", ["points.csv: holds no points"]),
        (b"loss,gate,R3\n,,\n", ["points.csv: holds no points"]),
    ],
)
def test_files_as_spreadsheet_programs_leave_them(tmp_path: Path, content: bytes, expected: list[str]) -> None:
    (tmp_path / "points.csv").write_bytes(content)
    text = WHOLE.replace("replications = 2", 'replications = 2\ndesign = {kind = "list", file = "points.csv"}')
    if expected:
        assert [fault.removeprefix(f"{tmp_path}/") for fault in faults(tmp_path, text)] == expected
    else:
        assert load_study(written(tmp_path, text)).points == ((0.9, True, 1.6),)


def test_a_file_of_one_column(tmp_path: Path) -> None:
    (tmp_path / "points.csv").write_text("gate\n0.9\n0\n", encoding="utf-8")
    text = WHOLE.replace("replications = 2", 'replications = 2\ndesign = {kind = "list", file = "points.csv"}')
    assert load_study(written(tmp_path, text.partition('[[lever]]\nname = "R3"')[0])).points == ((0.9,), (0,))


def test_latin_hypercube_divides_every_factor_evenly(tmp_path: Path) -> None:
    text = WHOLE.replace(
        "replications = 2", 'replications = 2\ndesign = {kind = "latin_hypercube", points = 8, seed = 3}'
    )
    study = load_study(written(tmp_path, text))
    losses = sorted(point[2] for point in study.points)
    assert [int((loss - 1.5) / 0.5 * 8) for loss in losses] == list(range(8))
    assert sorted(point[1] for point in study.points) == [False] * 4 + [True] * 4
    assert study.points == load_study(written(tmp_path, text)).points


@pytest.mark.parametrize("design", [
    '"latin_hypercube", points = 8, seed = 3', '"sobol", base = 4, seed = 3', '"morris", trajectories = 3, seed = 3',
])
def test_sampled_points_are_where_the_design_has_them(tmp_path: Path, design: str) -> None:
    text = WHOLE.replace("replications = 2", f"replications = 2\ndesign = {{kind = {design}}}")
    study = load_study(written(tmp_path, text + '[[lever]]\nname = "start"\n'
                               'set = ["reform.R1.start", "reform.R1.announced"]\nrange = [2008-01-01, 2009-12-01]\n'))
    units, points = study.design.units(4), study.points
    made = [tuple(factor.value(float(unit)) for factor, unit in zip(study.factors, row, strict=True)) for row in units]
    assert len(points) == len(made) >= 8 and len(set(made)) > 4
    assert list(points) == made and list(points[2:-1:3]) == made[2:-1:3]
    assert [points[-1 - at] for at in range(len(made))] == made[::-1]
    assert {tuple(map(type, point)) for point in points} == {(float, bool, str, float)}
    with pytest.raises(IndexError):
        points[len(made)]


def test_sampled_points_equal_the_same_points_however_they_are_kept() -> None:
    factors = (
        Factor("x", "x", "x", True, (), kind="number", low=1.0, high=3.0),
        Factor("y", "y", "y", True, (), options=tuple(Option(value, ()) for value in "abc")),
    )
    units = np.array([[0.0, 0.9], [0.5, 0.1], [1.0, 0.4]])
    points, made = SampledPoints(factors, units), ((1.0, "c"), (2.0, "a"), (3.0, "b"))
    assert [points.column(0), points.column(1)] == [[1.0, 2.0, 3.0], ["c", "a", "b"]]
    assert points == made and made == points and points == SampledPoints(factors, units.copy())
    assert pickle.loads(pickle.dumps(points)) == made
    for other in (made[:2], made[::-1], SampledPoints(factors, units[::-1]), 3):
        assert points != other and other != points


def test_positions_of_values() -> None:
    listed = Factor("x", "x", "x", True, (), options=tuple(Option(value, ()) for value in "abc"))
    assert [listed.value(unit) for unit in (0.0, 0.34, 0.99, 1.0)] == ["a", "b", "c", "c"]
    months = Factor("m", "m", "m", True, (), kind="month", low=2008 * 12, high=2008 * 12 + 11, steps=12)
    assert months.values == tuple(f"2008-{month:02}-01" for month in range(1, 13))


def test_settings_of_the_command_line_are_named_as_there(tmp_path: Path) -> None:
    path = written(tmp_path, WHOLE.replace("sample = 0.01", 'set = ["sample=0.01"]'))
    with pytest.raises(InputError) as caught:
        load_study(path, sets=["reform.R3.start=2010-03-01", "world.x=1"], sample=7.0)
    assert {fault.where for fault in caught.value} == {"--set 2", "--sample"}


def test_studies_are_told_from_scenarios_and_checked(tmp_path: Path) -> None:
    path = str(written(tmp_path, WHOLE))
    assert is_study(path) and is_study("bundles")
    assert not is_study("jinjiang") and not is_study(str(tmp_path / "none.toml"))
    assert check(path) == []
    written(tmp_path, WHOLE.replace("range = [1.5, 2.0]", "range = [1.5, 9.0]"))
    assert "must be between" in str(check(path)[0])


@pytest.mark.parametrize("name", list(shipped_studies()))
def test_shipped(name: str) -> None:
    study = load_study(name)
    assert study.description and study.description_zh != study.description
    assert study.title_zh != study.title
    assert all(factor.title_zh for factor in study.factors)
    assert len(study.points) >= 8
