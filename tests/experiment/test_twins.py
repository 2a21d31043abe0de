"""Chains of causes: worked by hand on made-up differences, and from a decision back to a reform in a real pair."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from govsim.experiment.read_folder import read_folder
from govsim.experiment.twins import Twins, causes_of, twins
from govsim.experiment.twins_folder import write_twins_folder
from govsim.experiment.verify import verify
from govsim.params import InputError
from govsim.report.export import export
from govsim.report.page.write import write_page
from govsim.report.twins import decision_words
from govsim.scenario import load
from govsim.trace import Found, Sphere

SETS = ["sample=0.01", "end=2009-06-01"]


def found(variable: str, month: int, step: int, sphere: Sphere = "here", place: int = 0) -> Found:
    return Found(variable, sphere, f"2008-{month:02}", "made.up", (month, step, place), -1, 1, 1, 0.0, 1.0)


def causes(item: Found, *others: Found) -> list[str]:
    return [cause.variable for cause in causes_of(item, {(one.variable, one.sphere): one for one in (item, *others)})]


def test_the_last_to_differ_is_the_cause() -> None:
    """Function of a body: support differed in May, leaders in June, the body formal in July; the rest came later."""
    function = found("courtyards.function", 8, 3)
    others = [
        found("courtyards.support", 5, 1), found("courtyards.activists", 6, 3), found("courtyards.formal", 7, 3),
        found("courtyards.attendance", 9, 3), found("streets.visits", 8, 1),
    ]
    assert causes(function, *others) == ["courtyards.formal"]


def test_all_of_the_month_are_causes() -> None:
    money, hours = found("streets.upkeep_money", 6, 1), found("streets.upkeep_hours", 6, 2)
    old = found("courtyards.client", 3, 1)
    assert causes(found("courtyards.condition", 6, 4), money, hours, old) == [
        "streets.upkeep_hours", "streets.upkeep_money"]


def test_others_count_only_where_nothing_here_differs() -> None:
    score = found("streets.score", 6, 9)
    elsewhere = found("streets.hours", 6, 2, "elsewhere")
    assert causes(score, elsewhere) == ["streets.hours"]
    assert causes(score, elsewhere, found("streets.staff", 4, 1)) == ["streets.staff"]
    assert causes(score) == []


@pytest.fixture(scope="module")
def pair() -> Twins:
    return twins(load("r1_r2", SETS), load("no_reform", SETS), "courtyard", "Haijiaoshi-11")


def test_a_decision_is_led_back_to_reforms(pair: Twins) -> None:
    """The council of this courtyard forms because small units bring it hours; satisfaction moves by other means."""
    assert pair.decision is not None and pair.decision.found.variable == "courtyards.formal"
    steps = {step.found: step for step in pair.chain}
    reached, left = set(), [pair.decision]
    while left:
        step = left.pop()
        reached.add(step.found.variable)
        left += [steps[cause] for cause in step.causes]
        assert all(cause.when[:2] <= step.found.when[:2] for cause in step.causes)
    assert {"courtyards.enabling_hours", "courtyards.units", "rules.unit_households"} <= reached
    roots = [step for step in pair.chain if not step.causes]
    assert all(step.found.process == "rules" and step.revisions for step in roots)
    assert ("Small-unit governance", "小单元治理") in {words for step in roots for words in step.revisions}
    assert set(pair.outcomes) == {"courtyards.function", "courtyards.condition", "residents.satisfaction"}
    assert pair.ends("courtyards.function")["baseline"] == 0 < pair.ends("courtyards.function")["scenario"]
    assert {"streets.upkeep_hours", "streets.upkeep_money"} <= pair.feeds("courtyards.condition").keys()


def test_folder(pair: Twins, tmp_path: Path) -> None:
    paths = write_twins_folder(pair, tmp_path, ["govsim", "explain-agent"])
    manifest = json.loads((tmp_path / "manifest.json").read_text(encoding="utf-8"))
    assert {path.relative_to(tmp_path).as_posix() for path in paths} | {"runs.sha256"} == set(manifest["files"])
    assert manifest["traced"]["agent"] == "Haijiaoshi-11" and manifest["traced"]["kind"] == "courtyard"
    export(read_folder(tmp_path), tmp_path / "chain.csv", lang="zh")
    rows = (tmp_path / "chain.csv").read_text(encoding="utf-8-sig").splitlines()
    assert rows[0].startswith("数值,何处,月份") and not any(heading.isascii() for heading in rows[0].split(","))
    assert any("院落·" in row for row in rows[1:]) and any(row.endswith("小单元治理") for row in rows[1:])
    assert not any("rules." in row for row in rows[1:])
    checked = verify(tmp_path)
    assert checked.problems == () and checked.command == "govsim explain-agent"
    content = json.loads(json.dumps(pair.to_dict()))
    assert content["decision"]["variable"] == "courtyards.formal"
    assert [step["variable"] for step in content["chain"]] == [step.found.variable for step in pair.chain]


def test_the_folder_is_read_back_and_has_a_page(pair: Twins, tmp_path: Path) -> None:
    write_twins_folder(pair, tmp_path)
    found = read_folder(tmp_path)
    assert isinstance(found.results, Twins)
    assert found.results.chain == pair.chain and found.results.decision == pair.decision
    assert found.results.ends("courtyards.condition") == pytest.approx(pair.ends("courtyards.condition"))
    page = write_page(found, tmp_path / "report.html", ("en", "zh"), "en").read_text(encoding="utf-8")
    for words in ("courtyard Haijiaoshi-11", "院落海椒市-11", "First decision that differs", "首个不同的决定",
                  decision_words(pair, "zh"), "The chain as a table"):
        assert words in page, words
    assert page.count("<img") == 4


def test_scenarios_that_do_not_pair() -> None:
    with pytest.raises(InputError, match="end is"):
        twins(load("r1_r2", SETS), load("no_reform", ["sample=0.01"]), "street", "Lianxin")
