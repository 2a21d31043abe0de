"""The scenarios that come with govsim: complete, bilingual, as enacted; resolved and back; the schema."""

from __future__ import annotations

import datetime
import json
import re
import tomllib
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from govsim.month import month_name
from govsim.params import InputError
from govsim.reforms.base import found
from govsim.rules import Rules
from govsim.scenario import Scenario, check, differences, from_resolved, load, schema, shipped
from govsim.world import World

VALIDATOR = jsonschema.Draft202012Validator(schema())
STRESS = {"X1", "X2", "X3", "X4", "X5", "X6", "X7", "X8", "X9", "X12"}
NAMES = {
    "no_reform", "jinjiang", "r1", "r2", "r3", "r1_r2", "r1_r3", "r2_r3", "reversed_order", "all_at_once",
    "pilot_four_streets", "staggered_rollout", "announcement_only", "no_earthquake",
}


def table(path: Path) -> Any:
    """A scenario file as an editor hands it to the schema: dates as texts."""
    def plain(value: Any) -> Any:
        if isinstance(value, dict):
            return {key: plain(item) for key, item in value.items()}
        if isinstance(value, list):
            return [plain(item) for item in value]
        return value.isoformat() if isinstance(value, datetime.date) else value

    return plain(tomllib.loads(path.read_text(encoding="utf-8")))


def test_the_asked_for_scenarios_are_there() -> None:
    assert set(shipped()) >= NAMES
    assert {name.split("_")[0].upper() for name in shipped() if re.match(r"x\d", name)} == STRESS


@pytest.mark.parametrize("name", sorted(shipped()))
def test_each_says_what_it_asks_in_both_languages(name: str) -> None:
    scenario = load(name)
    assert scenario.name == name
    assert (month_name(scenario.start), month_name(scenario.end)) == ("2007-01", "2015-12")
    assert (scenario.place, scenario.sample) == ("jinjiang", 1.0)
    for english, chinese in ((scenario.title, scenario.title_zh), (scenario.description, scenario.description_zh)):
        assert re.search("[a-z]", english)
        assert not re.search("[\u4e00-\u9fff]", english)
        assert len(re.findall("[\u4e00-\u9fff]", chinese)) >= 3
    assert "?" in scenario.description
    assert "？" in scenario.description_zh


def test_titles_tell_them_apart() -> None:
    for key in ("title", "title_zh", "description"):
        assert len({table(path)[key] for path in shipped().values()}) == len(shipped())


@pytest.mark.parametrize("name", sorted(shipped()))
def test_resolved_goes_through_json_and_back(name: str) -> None:
    scenario = load(name)
    assert from_resolved(json.loads(json.dumps(scenario.resolved()))) == scenario


@pytest.mark.parametrize("key", ["place", "world", "about", "revisions"])
def test_from_resolved_refuses_what_does_not_fit(key: str) -> None:
    resolved = load("jinjiang").resolved()
    del resolved[key]
    with pytest.raises(InputError, match="not a resolved scenario of this version"):
        from_resolved(resolved)
    resolved = load("jinjiang").resolved()
    resolved["world"]["loss_aversion"] = 9
    with pytest.raises(InputError, match=r"World\.loss_aversion: must be between"):
        from_resolved(resolved)


def test_jinjiang_is_as_enacted() -> None:
    scenario = load("jinjiang")
    assert [(item.rule, f"{month_name(item.start)}-01") for item in scenario.revisions] == [
        (name, rule.enacted) for name, rule in found().items() if rule.bundle]
    for item in scenario.revisions:
        assert item.change == found()[item.rule]()
        assert (item.where.form(), item.end) == ("all", None)
    flagships = {"function_stripping": "2008-06", "small_unit_governance": "2008-10", "dual_track_entry": "2010-03"}
    for item in scenario.revisions:
        if item.rule in flagships:
            assert month_name(item.start) == flagships[item.rule]
            assert item.announced == item.start
    assert (scenario.world, scenario.rules) == (World(), Rules())


def bundles(scenario: Scenario) -> set[str]:
    return {found()[item.rule].bundle for item in scenario.revisions if item.rule}


@pytest.mark.parametrize(("name", "expected"), [
    ("no_reform", set()), ("announcement_only", set()),
    ("r1", {"R1"}), ("r2", {"R2"}), ("r3", {"R3"}),
    ("r1_r2", {"R1", "R2"}), ("r1_r3", {"R1", "R3"}), ("r2_r3", {"R2", "R3"}),
    *[(name, {"R1", "R2", "R3"}) for name in
      ("jinjiang", "reversed_order", "all_at_once", "pilot_four_streets", "staggered_rollout", "no_earthquake")],
])
def test_bundles(name: str, expected: set[str]) -> None:
    assert bundles(load(name)) == expected


def test_orders() -> None:
    starts = {
        name: {item.rule: month_name(item.start) for item in load(name).revisions}
        for name in ("reversed_order", "all_at_once")
    }
    flagships = ("dual_track_entry", "small_unit_governance", "function_stripping")
    assert [starts["reversed_order"][rule] for rule in flagships] == ["2008-06", "2008-10", "2010-03"]
    assert [starts["all_at_once"][rule] for rule in flagships] == ["2008-06"] * 3


def test_no_earthquake_differs_in_the_switch_alone() -> None:
    scenario = load("no_earthquake")
    assert not scenario.world.channel_earthquake
    assert scenario.revisions == load("jinjiang").revisions
    assert [item.path for item in scenario.overrides] == ["world.channel_earthquake"]


@pytest.mark.parametrize("path", shipped().values(), ids=shipped().keys())
def test_shipped_files_conform_to_the_schema(path: Path) -> None:
    VALIDATOR.validate(table(path))


def test_the_schema_is_a_schema() -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    json.dumps(schema(), allow_nan=False)
    assert set(schema()["properties"]["world"]["properties"]) == set(World.__dataclass_fields__)
    assert len(schema()["properties"]["reform"]["items"]["oneOf"]) == len(found())


SAMPLES = '''
title = "A bit of everything"
extends = "jinjiang"
sample = 0.5
without = ["R3", "task_admission"]
[world]
loss_aversion = {value = 1.8, source = "james_2009"}
ties_per_adult = {value = 9, assumption = "a"}
[rules]
mandate = {value = 0.1, assumption = "a"}
[change.fiscal_guarantee]
multiple = 0.9
[change.R2]
where = {every = 3, groups = 4, seed = 7, of = "streets"}
[[bundle]]
name = "R3"
start = 2011-01-01
[[reform]]
rule = "task_admission"
start = 2014-01-01
end = 2014-06-01
where = {every = 1, order = [["Shahe"], "Lianxin"]}
gate = 0.5
[[revise]]
start = 2009-01-01
where = {share = 0.5, seed = 1}
set = {mandate = 0.4, weight_upward = 0.35}
'''


@pytest.mark.parametrize(("old", "new"), [
    ("", ""),
    ("sample = 0.5", "sample = 5"),
    ("sample = 0.5", "smaple = 0.5"),
    ("title = ", "titel = "),
    ("value = 1.8", "value = 18"),
    ("value = 1.8", 'value = "1.8"'),
    ("value = 9", "value = 9.5"),
    (', source = "james_2009"', ""),
    ('source = "james_2009"', 'sauce = "james_2009"'),
    ("mandate = {value = 0.1,", "mandat = {value = 0.1,"),
    ("multiple = 0.9", "multiple = 9"),
    ("multiple = 0.9", "multiply = 0.9"),
    ('name = "R3"', 'name = "R4"'),
    ("start = 2011-01-01", "start = 2011-01-02"),
    ('rule = "task_admission"', 'rule = "task_admissions"'),
    ('rule = "task_admission"\n', ""),
    ("gate = 0.5", "gate = true"),
    ("gate = 0.5", "gait = 0.5"),
    ("share = 0.5, seed = 1", "share = 1.5, seed = 1"),
    ("share = 0.5, seed = 1", "share = 0.5"),
    ("every = 1, order", "every = 0, order"),
    ('of = "streets"', 'of = "towns"'),
    ("set = {mandate = 0.4", "set = {mandate = 4"),
    ("set = {mandate = 0.4", "set = {mandat = 0.4"),
    ("start = 2009-01-01", ""),
])
def test_schema_and_checks_agree(tmp_path: Path, old: str, new: str) -> None:
    path = tmp_path / "mine.toml"
    path.write_text(SAMPLES.replace(old, new, 1) if old else SAMPLES, encoding="utf-8")
    valid = VALIDATOR.is_valid(table(path))
    assert valid == (not old)
    assert (check([path]) == ()) == (not old), check([path])


def test_differences_in_words() -> None:
    base, placebo = load("no_reform"), load("announcement_only")
    assert differences(base, base) == ()
    assert differences(base, placebo)[0].words == "added: news of R1 from 2008-06 everywhere"
    assert "R1的消息" in differences(base, placebo)[0].words_zh
    (switch,) = differences(load("jinjiang"), load("no_earthquake"))
    assert switch.words == ("world, the earthquake of May 2008 raises upward tasks and volunteering "
                            "(channel_earthquake): no instead of yes")
    assert switch.words_zh == "世界，2008年5月地震的冲击（channel_earthquake）：否，原为是"
    added = differences(base, load("r3"))
    assert len(added) == 4
    assert added[0].words.startswith("added: ")
    assert added[0].words_zh.endswith("，自2010-03，全区")
    assert all(item.words.startswith("dropped: ") for item in differences(load("r3"), base))
    (grant,) = differences(load("r1"), load("x2_grant_too_small"))
    assert grant.words.startswith("Fiscal guarantee, ")
    assert grant.words.endswith(": 0.6 instead of 1 multiple of the budget of 2007")
    moved = {item.words for item in differences(load("jinjiang"), load("all_at_once"))}
    assert "Small-unit governance: start 2008-06 instead of 2008-10" in moved
    assert "Small-unit governance: announced 2008-06 instead of 2008-10" in moved
    placed = {item.words for item in differences(load("r1"), load("r1", ['reform.R1.where=["Shahe"]', "sample=0.5"]))}
    assert "sample: 0.5 instead of 1.0" in placed
    assert "Function stripping: in Shahe instead of everywhere" in placed
    order = {item.words for item in differences(load("jinjiang"), load("reversed_order"))}
    assert any("start 2010-03 instead of 2008-06" in words for words in order)
