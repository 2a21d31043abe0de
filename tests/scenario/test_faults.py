"""Each kind of fault: where it is found, what it says, what it says is allowed."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import pytest

from govsim.params import InputError
from govsim.scenario import check, load

from .conftest import Write

STRIPPING = ("[[reform]]", 'rule = "function_stripping"', "start = 2008-06-01")
REVISE = ("[[revise]]", "start = 2009-01-01")


def faults(path: Path | str, sets: Sequence[str] = ()) -> list[str]:
    """The faults of a file, as `line:column: message` where they lie in it."""
    with pytest.raises(InputError) as caught:
        load(path, sets)
    return [str(fault).removeprefix(f"{path}:") for fault in caught.value.faults]


@pytest.mark.parametrize(("lines", "expected"), [
    # keys and names
    (["plase = 1"], "3:1: plase: unknown key; allowed are title,"),
    (["plase = 1"], "did you mean 'place'?"),
    (["[wrold]"], "3:2: wrold: unknown key"),
    (["[world]", "los_aversion = {value = 1.8, source = \"a b\"}"],
     "4:1: world.los_aversion: unknown name; `govsim list parameters` shows all; did you mean 'loss_aversion'?"),
    (["[rules]", "mandat = {value = 0.1, assumption = \"a\"}"], "4:1: rules.mandat: unknown name;"),
    (["[[reform]]", 'rule = "function_striping"', "start = 2008-06-01"],
     '4:1: reform.function_striping.rule = "function_striping": unknown reform; did you mean \'function_stripping\'?'),
    (["[[reform]]", "start = 2008-06-01"], "3:3: reform[1]: `rule` is missing: the name of a reform rule, one of "),
    ([*STRIPPING, "shadow_wieght = 0.01"],
     "6:1: reform.function_stripping.shadow_wieght: unknown key of function_stripping; allowed are "),
    ([*STRIPPING, "shadow_wieght = 0.01"], "did you mean 'shadow_weight'?"),
    ([*REVISE, "set = {}", 'name_zh = "试"'],
     "6:1: revise[1].name_zh: `name_zh` is the Chinese of `name`, which is missing"),
    ([*REVISE, "sett = {}"],
     "5:1: revise[1].sett: unknown key; allowed are set, start, end, announced, where, name, name_zh;"),
    ([*REVISE, "set = {mandat = 0.1}"], "5:8: revise[1].set.mandat: unknown field of Rules; did you mean 'mandate'?"),
    (REVISE, "3:3: revise[1]: `set` is missing: fields of Rules, as in set = {mandate = 0.4}"),
    (["[[bundle]]", 'name = "R9"'], '4:1: bundle.R9.name = "R9": unknown bundle; known are R1'),
    (["[[bundle]]", 'name = "R1"', "share = 1"],
     "5:1: bundle.R1.share: unknown key of a bundle; allowed are name, start"),
    (["[[bundle]]"], "3:3: bundle[1]: `name` is missing: one of R1"),
    ([*STRIPPING, 'where = ["Chunxi"]'],
     "6:10: reform.function_stripping.where[1] = \"Chunxi\": unknown street \"Chunxi\"; did you mean 'Chunxilu'?"),
    ([*REVISE, "set = {mandate = 0.1}", 'where = ["Qqqqqq"]'],
     '6:10: revise[1].where[1] = "Qqqqqq": unknown street or community "Qqqqqq"; streets: Duyuanjie, Yanshikou'),
    ([*STRIPPING, 'where = ["莲新街"]'],
     "reform.function_stripping.where[1] = \"莲新街\": unknown street \"莲新街\"; did you mean 'Lianxin' (莲新街道)?"),
    ([*STRIPPING, 'where = ["Shahe", "Shahe"]'],
     '6:19: reform.function_stripping.where[2] = "Shahe": "Shahe" is named twice'),
    (['without = ["function_stripping"]'],
     '3:12: without[1] = "function_stripping": no inherited reform of this name; it inherits none'),
    (["[change.function_stripping]", "start = 2009-01-01"],
     "3:2: change.function_stripping: no inherited reform of this name; it inherits none"),
    (['place = "jinjang"'], "3:1: place = \"jinjang\": "),
    # values
    (["[world]", "loss_aversion = 1.8"],
     '4:1: world.loss_aversion = 1.8: a changed number needs its ground; write {value = 1.6, source = "…"}'),
    (["[world]", "loss_aversion = {value = 1.8}"],
     "4:1: world.loss_aversion: needs either a source or an assumption;"),
    (["[world]", 'loss_aversion = {value = 1.8, source = "a b", assumption = "c"}'],
     "4:1: world.loss_aversion: needs either a source or an assumption;"),
    (["[world]", 'loss_aversion = {source = "a b"}'], "4:1: world.loss_aversion: `value` is missing;"),
    (["[world]", 'loss_aversion = {value = 1.8, source = "james_209"}'],
     '4:31: world.loss_aversion.source = "james_209": no such key in the bibliography;'),
    (["[world]", 'loss_aversion = {value = 1.8, assumption = " "}'],
     '4:31: world.loss_aversion.assumption = " ": must be a text in quotation marks, not empty'),
    (["[world]", 'loss_aversion = {value = 1.8, assumption = "a", unit = "x"}'],
     "4:49: world.loss_aversion.unit: unknown key; write {value = 1.6,"),
    (["[world]", 'loss_aversion = {value = 9, assumption = "a"}'],
     "4:18: world.loss_aversion.value = 9: must be between 1.2 and 2.25 ratio, not 9"),
    (["[world]", 'loss_aversion = {value = nan, assumption = "a"}'],
     "4:18: world.loss_aversion.value = nan: must be a finite number, not nan; allowed are 1.2 to 2.25"),
    (["[world]", 'loss_aversion = {value = -inf, assumption = "a"}'], "must be a finite number, not -inf"),
    (["[world]", 'loss_aversion = {value = "1.8 days", assumption = "a"}'],
     "must be a number (ratio), not '1.8 days'; allowed are 1.2 to 2.25"),
    (["[world]", 'loss_aversion = {value = true, assumption = "a"}'], "must be a number (ratio), not True; allowed"),
    (["[world]", 'loss_aversion = {value = [1.8], assumption = "a"}'],
     "4:18: world.loss_aversion.value = [1.8]: must be a number (ratio); allowed are 1.2 to 2.25"),
    (["[world]", 'loss_aversion = {value = 0x' + "f" * 5000 + ', assumption = "a"}'],
     "4:18: world.loss_aversion.value = a number of more than 30 digits: too large; allowed are 1.2 to 2.25"),
    (["[world]", 'ties_per_adult = {value = 7.5, assumption = "a"}'],
     "must be a whole number (persons), not 7.5; allowed"),
    (["[world]", 'channel_paper = {value = 1, assumption = "a"}'],
     "4:18: world.channel_paper.value = 1: must be true or false, not 1"),
    (["world = 3"], "3:1: world = 3: must be a table, as in [world]"),
    (["[rules]", 'mandate = {value = 2, assumption = "a"}'],
     "4:12: rules.mandate.value = 2: must be between 0 and 1 share"),
    ([*STRIPPING, "shadow_weight = 0.5"],
     "6:1: reform.function_stripping.shadow_weight = 0.5: must be between 0 and 0.12 share, not 0.5"),
    ([*STRIPPING, "tax_assistance = 2008-06-01"],
     "6:1: reform.function_stripping.tax_assistance = 2008-06-01: must be true or false"),
    ([*REVISE, "set = {mandate = 2}"], "5:8: revise[1].set.mandate = 2: must be between 0 and 1 share, not 2"),
    ([*REVISE, "set = 0.4"], "5:1: revise[1].set = 0.4: must be a table of fields of Rules, as in {mandate = 0.4}"),
    ([*REVISE, "set = {}", 'name = ""'], '6:1: revise[1].name = "": must be a text in quotation marks, not empty'),
    (["sample = 0"], "3:1: sample = 0: must be a number from 0.01 to 1 (share of households)"),
    (["sample = nan"], "3:1: sample = nan: must be a number from 0.01 to 1"),
    (["sample = true"], "3:1: sample = true: must be a number from 0.01 to 1"),
    (["description = 3"], "3:1: description = 3: must be a text in quotation marks, not empty"),
    (["reform = 3"], "3:1: reform = 3: must be tables headed [[reform]]"),
    (["reform = [3]"], "3:1: reform = [3]: must be tables headed [[reform]]"),
    (["without = 3"], "3:1: without = 3: must be a list of names of rules or bundles"),
    (["place = 3"], "3:1: place = 3: must be the name of a shipped place or a folder of tables"),
    # dates
    (['start = "2007-01-01"'], '3:1: start = "2007-01-01": must be a date like 2008-06-01, without quotation marks'),
    (["start = 2007-01-15"], "3:1: start = 2007-01-15: a month is written as its first day, 2007-01-01"),
    (["start = 2007-01-01 00:00:00"], "3:1: start = 2007-01-01T00:00:00: must be a date like 2008-06-01"),
    (["end = 2006-01-01"], "3:1: end = 2006-01-01: a run cannot end before it starts; it starts with 2007-01"),
    (["end = 2100-01-01"], "3:1: end = 2100-01-01: a run has at most 600 months; it starts with 2007-01"),
    (["[[reform]]", 'rule = "function_stripping"'],
     "3:3: reform.function_stripping: `start` is missing: a date like 2008-06-01"),
    (["[[reform]]", 'rule = "function_stripping"', "start = 2016-01-01"],
     "5:1: reform.function_stripping.start = 2016-01-01: the start, 2016-01, is outside the run, "
     "2007-01-01 to 2015-12-01; `without` drops a reform"),
    ([*STRIPPING, "end = 2016-01-01"], "6:1: reform.function_stripping.end = 2016-01-01: the end, 2016-01, is outside"),
    ([*STRIPPING, "end = 2008-05-01"],
     "6:1: reform.function_stripping.end = 2008-05-01: the end is before the start, 2008-06-01"),
    ([*STRIPPING, "announced = 2008-07-01"],
     "6:1: reform.function_stripping.announced = 2008-07-01: announced after the start, 2008-06-01; allowed is"),
    ([*STRIPPING, "announced = 2006-12-01"], "the announced, 2006-12, is outside the run"),
    (["[[bundle]]", 'name = "R1"', "start = 2020-01-01"],
     "5:1: bundle.R1.start = 2020-01-01: the start of appraisal_reweighting, 2020-01, is outside the run"),
    (["[[bundle]]", 'name = "R1"', "start = 2020"], "5:1: bundle.R1.start = 2020: must be a date like 2008-06-01"),
    # where
    ([*STRIPPING, "where = []"], "6:1: reform.function_stripping.where = []: names no place;"),
    ([*STRIPPING, 'where = "Shahe"'],
     '6:1: reform.function_stripping.where = "Shahe": must be "all", a list of names,'),
    ([*STRIPPING, "where = [3]"], "6:10: reform.function_stripping.where[1] = 3: must be the name of a street"),
    ([*STRIPPING, "where = {}"], "6:1: reform.function_stripping.where = {}: a table must be {share, seed, of},"),
    ([*STRIPPING, "where = {share = 0, seed = 1}"],
     "6:10: reform.function_stripping.where.share = 0: must be a number above 0 and at most 1 (share)"),
    ([*STRIPPING, "where = {share = nan, seed = 1}"], "where.share = nan: must be a number above 0"),
    ([*STRIPPING, "where = {share = 0.5}"],
     "6:1: reform.function_stripping.where = {share = 0.5}: `seed` is missing: a whole number from 0"),
    ([*STRIPPING, "where = {share = 0.5, seed = -1}"],
     "6:23: reform.function_stripping.where.seed = -1: must be a whole"),
    ([*STRIPPING, 'where = {share = 0.5, seed = 1, of = "street"}'],
     "6:33: reform.function_stripping.where.of = \"street\": must be \"streets\" or "
     "\"communities\"; did you mean 'streets'"),
    ([*STRIPPING, 'where = {share = 0.5, seed = 1, of = "communities"}'],
     "6:33: reform.function_stripping.where.of = \"communities\": must be \"streets\": this rule is decided by street"),
    ([*STRIPPING, "where = {share = 0.5, seed = 1, sed = 2}"],
     "where.sed = 2: unknown key; allowed here are share, seed, of; did you mean 'seed'?"),
    ([*STRIPPING, "where = {every = 3, groups = 17, seed = 1}"],
     "6:21: reform.function_stripping.where.groups = 17: must be a whole number from 1 to 16 streets"),
    ([*STRIPPING, "where = {every = 0, groups = 2, seed = 1}"],
     "where.every = 0: must be a whole number from 1 to 600 months"),
    ([*STRIPPING, "where = {every = 3, order = []}"], "where.order = []: must be a list of groups,"),
    ([*STRIPPING, 'where = {every = 3, order = ["Shahe", ["Lianxin", "Shahe"]]}'],
     '6:39: reform.function_stripping.where.order[2] = ["Lianxin", "Shahe"]: Shahe is in two groups'),
    ([*STRIPPING, 'where = {every = 3, order = ["Shahe", ["Lianxn"]]}'],
     "6:40: reform.function_stripping.where.order[2][1] = \"Lianxn\": unknown street "
     "\"Lianxn\"; did you mean 'Lianxin'?"),
    # the whole
    ([*STRIPPING, *STRIPPING],
     "8:1: reform.function_stripping.start = 2008-06-01: function_stripping is already in force "
     "in Duyuanjie from 2008-06-01"),
    ([*STRIPPING, "end = 2009-01-01", *STRIPPING[:2], "start = 2009-01-01"], "9:1: reform.function_stripping.start"),
    ([*STRIPPING, 'where = ["Shahe"]', *STRIPPING[:2], "start = 2009-01-01"],
     "is already in force in Shahe from 2008-06-01"),
])
def test_fault(write: Write, lines: Sequence[str], expected: str) -> None:
    found = faults(write(*lines))
    assert any(fault.startswith(expected) if expected[0].isdigit() else expected in fault for fault in found), found


def test_a_street_rule_takes_no_community(write: Write) -> None:
    from govsim.place import load_place

    community = load_place("jinjiang").communities[0].name
    (fault,) = faults(write(*STRIPPING, f'where = ["{community}"]'))
    assert fault.startswith("6:10: reform.function_stripping.where[1]")
    assert fault.endswith("is a community, and this rule is decided by street: name streets")
    (fault,) = faults(write(*REVISE, "set = {mandate = 0.1, weight_upward = 0.4}", f'where = ["{community}"]'))
    assert "is a community" in fault


def test_all_faults_come_at_once_in_the_order_of_the_text(write: Write) -> None:
    path = write("sample = 7", *STRIPPING, "shadow_weight = 3", "announced = 1", 'where = ["Nowhere"]', "[world]",
                 'loss_aversion = {value = 0, assumption = "a"}')
    found = faults(path)
    assert [fault.split(": ")[0] for fault in found] == ["3:1", "7:1", "8:1", "9:10", "11:18"]


def test_a_wrong_date_of_a_bundle_is_told_once(write: Write) -> None:
    (fault,) = faults(write("[[bundle]]", 'name = "R1"', "start = 2020-01-01"))
    assert fault.startswith(
        "5:1: bundle.R1.start = 2020-01-01: the start of appraisal_reweighting, 2020-01, is outside")


def test_a_fault_in_a_parent_is_named_there(write: Write, tmp_path: Path) -> None:
    write("sample = 7", name="parent.toml")
    (fault,) = faults(write(name="child.toml", extends="parent.toml"))
    assert fault.startswith(f"{tmp_path}/parent.toml:3:1: sample = 7")


def test_extends_in_a_circle(write: Write, tmp_path: Path) -> None:
    write(name="a.toml", extends="b.toml")
    write(name="b.toml", extends="../" + tmp_path.name + "/a.toml")
    found = faults(tmp_path / "a.toml")
    assert any("b.toml:2:1: extends" in fault and "goes in a circle: " in fault for fault in found), found


def test_extends_what_is_not_there(write: Write) -> None:
    found = faults(write(extends="no_reforms"))
    assert len(found) == 1
    assert found[0].startswith('2:1: extends = "no_reforms": no scenario "no_reforms"; shipped are')
    assert found[0].endswith("did you mean 'no_reform'?")
    found = faults(write("without = ['R1']", "sample = 2", extends="none.toml"))
    assert len(found) == 2
    assert found[0].startswith('2:1: extends = "none.toml": the file cannot be read: No such')
    assert found[1].startswith("4:1: sample = 2")
    assert faults(write("extends = 3"))


def test_what_no_layer_gives(tmp_path: Path) -> None:
    path = tmp_path / "bare.toml"
    path.write_text("sample = 0.5\n")
    assert [str(fault) for fault in check([path])] == [
        f"{path}: title is missing: a text in quotation marks",
        f"{path}: place is missing: the name of a shipped place or a folder of tables",
        f"{path}: start is missing: a date like 2007-01-01",
        f"{path}: end is missing: a date like 2007-01-01",
    ]


@pytest.mark.parametrize(("raw", "where", "message"), [
    (b'title = "\xff"', ":1", "not UTF-8 text"),
    (b"title = 1\n\n= 3", ":3:1", "not TOML: Invalid statement"),
    (b"title = 1\ntitle = 2\n", ":2:10", "not TOML: Cannot overwrite a value"),
    (b"title = [1,\n", ":2:1", "not TOML: Invalid value"),
    (b"a = " + b"[" * 100_000, "", "nested too deeply"),
    (b"a = " + b"1" * 5_000, "", "not TOML"),
    (b"#" * 1_000_001, "", "not a scenario"),
])
def test_files_that_are_not_toml(tmp_path: Path, raw: bytes, where: str, message: str) -> None:
    path = tmp_path / "bad.toml"
    path.write_bytes(raw)
    (fault,) = check([path])
    assert fault.where == f"{path}{where}"
    assert message in fault.message


def test_files_that_cannot_be_read(tmp_path: Path) -> None:
    (tmp_path / "folder.toml").mkdir()
    (folder,) = check([tmp_path / "folder.toml"])
    assert "the file cannot be read: Is a directory" in folder.message
    (missing,) = check([tmp_path / "missing.toml"])
    assert missing.where == f"{tmp_path}/missing.toml"
    assert missing.message == "the file cannot be read: No such file or directory"
    (unknown,) = check(["jinjian"])
    assert unknown.message.endswith("did you mean 'jinjiang'?")
    (null,) = check(["\0.toml"])
    assert "cannot be read" in null.message


def test_a_place_whose_tables_do_not_add_up(write: Write, tmp_path: Path) -> None:
    (tmp_path / "tables").mkdir()
    found = faults(write('place = "./tables"'))
    assert found
    assert all(fault.startswith("3:1: place") or "tables" in fault for fault in found)


def test_composed_rules_stay_within_bounds(write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    from dataclasses import replace

    from govsim.reforms.function_stripping import FunctionStripping

    monkeypatch.setattr(FunctionStripping, "revise",
                        lambda self, rules, months: replace(rules, weight_upward=rules.weight_upward + 0.1 * months))
    (fault,) = faults(write(*STRIPPING))
    assert fault == ("3:3: reform.function_stripping: weight_upward of the rules must be between 0 and 1 share, "
                     "not 1.1 in 2009-02, after what is written before it")
