"""A scenario as a document: what is shipped comes back the same; faults are found at the key that they concern."""

from __future__ import annotations

import json

import pytest

from govsim.dashboard.document import checked, edited, flat, opened, with_reform, written
from govsim.dashboard.form import form
from govsim.params import InputError
from govsim.scenario import load, shipped


def determined(text: str) -> dict[str, object]:
    """What determines the runs of a scenario text."""
    found = checked(text, "B").scenario
    assert found is not None, checked(text, "B").faults
    return {key: value for key, value in found.resolved().items() if key != "about"}


@pytest.mark.parametrize("name", shipped())
def test_a_shipped_scenario_comes_back(name: str) -> None:
    text, _ = written(flat(load(name)))
    assert determined(text) == determined(name)
    assert written(checked(text, "B").document)[0] == text


def test_the_name_is_of_the_side() -> None:
    for text in ("jinjiang", written(flat(load("jinjiang")))[0]):
        found = checked(text, "B").scenario
        assert found is not None and found.name == "B" and found.title.startswith("Jinjiang")


def test_a_fault_is_found_at_its_key() -> None:
    document = edited(with_reform(flat(load("no_reform")), "merit_hiring"), ("entries", 0, "hires"), 99.0)
    found = checked(written(document)[0], "B")
    assert found.scenario is None
    ((path, fault),) = found.faults
    assert path == ("entries", 0, "hires")
    assert "between 0 and 12" in fault.message and "tmp" not in str(fault) and "B.toml" not in str(fault)


def test_an_uploaded_file_may_extend_what_is_shipped() -> None:
    text = opened('title = "Mine"\nextends = "r1"\n[world]\nloss_aversion = {value = 1.9, assumption = "a guess"}\n')
    found = checked(text, "B").scenario
    assert found is not None and found.world.loss_aversion == 1.9 and found.title == "Mine"
    assert {item.rule for item in found.revisions} == {item.rule for item in load("r1").revisions}


@pytest.mark.parametrize("text", [
    'extends = "/etc/passwd"', 'extends = "../no_reform.toml"', 'place = "/etc"', 'place = "../places/jinjiang"',
    "\x00\xff", "[", "a = " + "[" * 5000, 'extends = "no_reform"\nloss = 1\n', "",
    'extends = "no_reform"\nstart = 1e999\n', "x" * 300_000, 'extends = "no_reform"\ntitle = "\ufffd\ufffd"\n',
])
def test_a_bad_upload_is_refused_in_words(text: str) -> None:
    with pytest.raises(InputError) as raised:
        opened(text)
    told = str(raised.value)
    assert told.strip() and "/tmp" not in told and "Traceback" not in told


PLACE = 'place = "jinjiang"\n'


@pytest.mark.parametrize("text", [
    "nonsense", "place = 3", PLACE + "reform = 3", "[[reform]]\nrule = 'x'", PLACE + "world = 3", PLACE + "rules = [1]",
    PLACE + "[[reform]]\nrule = [1]", PLACE + "[[revise]]\nset = 3", PLACE + "[world]\nloss_aversion = {value = inf}",
    PLACE + "[[reform]]\nrule = 'incubator'\ncapacity = nan\nwhere = {share = inf}\nend = 07:00:00",
])
def test_any_text_is_checked_and_shown(text: str) -> None:
    found = checked(text, "A")
    assert found.scenario is None and found.faults
    assert json.dumps(form(found, "zh"), allow_nan=False)


def test_hostile_names_stay_texts() -> None:
    hostile = '<img src=x onerror=alert(1)>"\n[world]'
    document = {**flat(load("r1")), "title": hostile, "title_zh": hostile}
    found = checked(written(document)[0], "B").scenario
    assert found is not None and found.title == hostile
