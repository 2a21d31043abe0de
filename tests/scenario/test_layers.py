"""What a scenario inherits, drops, changes and takes from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from govsim.month import month_name
from govsim.params import InputError
from govsim.reforms.base import found
from govsim.scenario import Override, Scenario, Setting, from_resolved, load

from .conftest import Write


def begun(scenario: Scenario) -> dict[str, str]:
    return {revision.name: month_name(revision.start) for revision in scenario.revisions}


def test_texts_are_a_files_own_and_the_rest_is_inherited(write: Write) -> None:
    scenario = load(write("end = 2010-12-01"))
    assert (scenario.name, scenario.title, scenario.title_zh) == ("mine", "Mine, mine.toml", "Mine, mine.toml")
    assert (scenario.description, scenario.place, scenario.sample) == ("", "jinjiang", 1.0)
    assert (month_name(scenario.start), month_name(scenario.end), len(scenario.months)) == ("2007-01", "2010-12", 48)


def test_the_last_layer_wins_and_revisions_follow_the_inherited(write: Write) -> None:
    write("sample = 0.5", "[world]", 'loss_aversion = {value = 2, source = "james_2009"}',
          'prize = {value = 1.5, assumption = "parent"}', "[[reform]]", 'rule = "task_admission"', "start = 2009-01-01",
          name="parent.toml")
    scenario = load(write("[world]", 'prize = {value = 0.5, assumption = "child"}', "[[revise]]", "start = 2008-06-01",
                          "set = {mandate = 0.4}", extends="parent.toml"))
    assert scenario.sample == 0.5
    assert (scenario.world.loss_aversion, scenario.world.prize) == (2.0, 0.5)
    assert isinstance(scenario.world.loss_aversion, float)
    assert scenario.overrides == (
        Override("world.loss_aversion", 2.0, "james_2009", ""), Override("world.prize", 0.5, "", "child"))
    assert begun(scenario) == {"task_admission": "2009-01", "revise": "2008-06"}
    assert scenario.revisions[1].change == Setting((("mandate", 0.4),))


def test_a_bundle_is_its_rules_as_enacted(write: Write) -> None:
    dates = ("announced = 2008-06-01", "end = 2012-12-01")
    scenario = load(write("[[bundle]]", 'name = "R1"', *dates, 'where = ["Shahe"]'))
    expected = {name: rule.enacted[:7] for name, rule in found().items() if rule.bundle == "R1"}
    assert begun(scenario) == expected
    assert len(expected) == 8
    assert {item.announced for item in scenario.revisions} == {2008 * 12 + 5}
    assert {item.end for item in scenario.revisions} == {2012 * 12 + 11}
    assert {item.where.form()[0] for item in scenario.revisions} == {"Shahe"}


def test_a_bundle_moves_as_a_whole(write: Write) -> None:
    later = begun(load(write("[[bundle]]", 'name = "R1"', "start = 2010-01-01")))
    assert later["function_stripping"] == "2010-01"
    assert later["service_stations"] == "2010-02"
    assert later["merit_hiring"] == "2010-04"
    changed = begun(load(write("[change.R1]", "start = 2010-01-01", extends="r1")))
    assert changed == later


def test_without_takes_rules_bundles_and_names(write: Write) -> None:
    assert set(begun(load(write('without = ["R1", "R2", "incubator"]', extends="jinjiang")))) == {
        "dual_track_entry", "contracting", "supervision"}
    news = begun(load(write('without = "news of R2"', extends="announcement_only")))
    assert set(news) == {"news of R1", "news of R3"}


def test_change_reaches_one_rule_and_keeps_its_turn(write: Write) -> None:
    scenario = load(write("[change.fiscal_guarantee]", "multiple = 0.6", "end = 2012-12-01", extends="jinjiang"))
    plain = load("jinjiang")
    for mine, other in zip(scenario.revisions, plain.revisions, strict=True):
        assert (mine == other) == (mine.name != "fiscal_guarantee")
    changed = next(item for item in scenario.revisions if item.name == "fiscal_guarantee")
    assert changed.resolved()["parameters"]["multiple"] == 0.6
    assert changed.resolved()["end"] == "2012-12-01"


def test_set_options(write: Write) -> None:
    scenario = load("jinjiang", ["world.loss_aversion=2", "rules.mandate=0.1",
                                 "reform.small_unit_governance.mandate=0.5", "sample=0.05",
                                 "end=2010-12-01", "reform.R3.start=2010-05-01", "without=incubator",
                                 "world.channel_paper=false"])
    assert scenario.name == "jinjiang"
    assert scenario.title == load("jinjiang").title
    assert (scenario.sample, month_name(scenario.end)) == (0.05, "2010-12")
    assert (scenario.world.loss_aversion, scenario.world.channel_paper, scenario.rules.mandate) == (2.0, False, 0.1)
    assert {item.assumption for item in scenario.overrides} == {"set on the command line"}
    assert begun(scenario)["dual_track_entry"] == "2010-05"
    assert "incubator" not in begun(scenario)
    unit = next(item for item in scenario.revisions if item.name == "small_unit_governance")
    assert unit.resolved()["parameters"]["mandate"] == 0.5


def test_set_options_take_places_of_every_form(write: Write) -> None:
    for written, form in (("[\"Shahe\"]", ["Shahe"]), ("all", "all"),
                          ("{share = 0.5, seed = 3}", {"share": 0.5, "seed": 3, "of": "streets"})):
        path = write("[[reform]]", 'rule = "task_admission"', "start = 2008-06-01")
        (revision,) = load(path, [f"reform.task_admission.where={written}"]).revisions
        assert revision.where.form() == form


@pytest.mark.parametrize(("option", "fault"), [
    ("world.los_aversion=2",
     "--set 2: world.los_aversion: unknown name; `govsim list parameters` shows all; did you mean"),
    ("world.loss_aversion=9", "--set 2: world.loss_aversion.value = 9: must be between 1.2 and 2.25 ratio, not 9"),
    ("world.loss_aversion=high", "--set 2: world.loss_aversion.value = \"high\": must be a number (ratio), not 'high'"),
    ("world.loss_aversion=nan", "must be a finite number, not nan"),
    ("world.loss_aversion", '--set 2: "world.loss_aversion": write PATH=VALUE, as in world.loss_aversion=1.8'),
    ("wrld.loss_aversion=1",
     "--set 2: wrld.loss_aversion: unknown path; allowed are start, end, sample, place, without,"),
    ("title=x", "--set 2: title: unknown path;"),
    ("=3", "unknown path"),
    ("sample=2", "--set 2: sample = 2: must be a number from 0.01 to 1 (share of households)"),
    ("end=2010-12-15", "--set 2: end = 2010-12-15: a month is written as its first day, 2010-12-01"),
    ("end=2009-01-01", "the start of contracting, 2010-03, is outside the run, 2007-01-01 to 2009-01-01"),
    ("start=1900-01-01", "--set 2: start = 1900-01-01: a run has at most 600 months; it ends with 2015-12"),
    ("start=2020-01-01", "--set 2: start = 2020-01-01: a run cannot end before it starts; it ends with 2015-12"),
    ("reform.task_admision.gate=1", "--set 2: reform.task_admision: no inherited reform of this name; inherited are"),
    ("reform.task_admission.gat=1",
     "--set 2: reform.task_admission.gat: unknown key of task_admission; allowed are gate,"),
    ("reform.task_admission.gate=2", "--set 2: reform.task_admission.gate = 2: must be between 0 and 1 share, not 2"),
    ("reform.task_admission.rule=x", "--set 2: reform.task_admission.rule: an inherited entry keeps its rule"),
    ("reform.R2.gate=1", "--set 2: reform.R2.gate: unknown key of a bundle; allowed are start, end, announced, where"),
    ("without=R4", '--set 2: without = "R4": no inherited reform of this name;'),
    ('place="jinjang"', "--set 2: place = \"jinjang\": "),
])
def test_faults_of_set_options(option: str, fault: str) -> None:
    with pytest.raises(InputError) as caught:
        load("jinjiang", ["sample=0.5", option])
    assert any(fault in str(item) for item in caught.value), str(caught.value)


def test_a_later_set_option_wins() -> None:
    assert load("no_reform", ["sample=0.5", "sample=0.25"]).sample == 0.25


def test_a_place_may_be_a_folder_beside_the_file(write: Write, tmp_path: Path) -> None:
    from shutil import copytree

    from govsim.place import SHIPPED

    copytree(SHIPPED / "jinjiang", tmp_path / "tables")
    scenario = load(write('place = "./tables"'))
    assert Path(scenario.place) == tmp_path / "tables"
    assert scenario.tables == load(write('place = "./tables"', "sample = 0.5")).tables
    assert from_resolved(scenario.resolved()) == scenario
    kinds = tmp_path / "tables" / "kinds.csv"
    kinds.write_text(kinds.read_text(encoding="utf-8") + "\n", encoding="utf-8")
    assert load(write('place = "./tables"')).tables not in ("", scenario.tables)
    assert load("no_reform").tables == ""
    streets = tmp_path / "tables" / "streets.csv"
    streets.write_text(streets.read_text(encoding="utf-8").replace("65616", "65617"), encoding="utf-8")
    with pytest.raises(InputError) as caught:
        load(write('place = "./tables"', "sample = 2"))
    assert any(f"{streets}:" in fault.where for fault in caught.value)
    assert any("sample = 2" in fault.message for fault in caught.value)
