"""Assumptions: every number is there with its ground, and what scenarios have otherwise is told."""

from __future__ import annotations

from govsim.dashboard.evidence import bibliography, counts, grounds, parameters
from govsim.explain import owners
from govsim.params import declared, sources
from govsim.scenario import load

ALL = [(owner, known) for owner, kind in owners().items() for known in declared(kind).values()]


def test_every_parameter_has_its_row() -> None:
    table = parameters({"A": load("no_reform")}, "en")
    assert len(table["rows"]) == len(ALL) > 300 and "In A" not in table["head"]
    for (_, known), row in zip(ALL, table["rows"], strict=True):
        assert row[0] == known.name and row[1] == known.doc and len(row) == len(table["head"])
        assert row[5].startswith(f"{known.tag}: ")
        assert row[6] == "assumption" if known.source == "assumption" else f"[{known.source}]" in row[6]
    chinese = parameters({}, "zh")
    assert [row[1] for row in chinese["rows"]] == [known.zh for _, known in ALL]
    for kept in table["filters"]:
        assert {row[kept["column"]] for row in table["rows"]} <= set(kept["values"])


def test_what_a_scenario_has_otherwise() -> None:
    world = load("jinjiang", ["world.loss_aversion=1.3", "reform.supervision.audit_rate=0.37"])
    table = parameters({"A": load("no_reform"), "B": world}, "en")
    at = table["head"].index("In B")
    found = {row[0]: row[at] for row in table["rows"] if row[at]}
    assert found["loss_aversion"] == "1.3" and found["audit_rate"] == "0.37"
    assert any(item.startswith("B: world.loss_aversion = 1.3: ") for item in grounds({"B": world}))
    assert grounds({"A": load("no_reform")}) == []


def test_counts_and_sources() -> None:
    assert sum(int(item.rpartition(" ")[2]) for item in counts("en")) == len(ALL)
    assert [row[0] for row in bibliography("zh")["rows"]] == list(sources())
