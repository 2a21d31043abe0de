"""Assumptions: every number is there with its ground, and what scenarios have otherwise is told."""

from __future__ import annotations

from dataclasses import replace

from govsim.dashboard.document import checked
from govsim.dashboard.edit import applied
from govsim.dashboard.evidence import bibliography, counts, grounds, parameters, provenance
from govsim.dashboard.outcome import StoredOutcome
from govsim.dashboard.shipped import ShippedOutcome
from govsim.experiment.plausible import load_plausible
from govsim.experiment.store import model_version
from govsim.explain import owners
from govsim.params import declared, sources
from govsim.scenario import load
from govsim.world import World

ALL = [(owner, known) for owner, kind in owners().items() for known in declared(kind).values()]


def test_every_parameter_has_its_row() -> None:
    table = parameters({"A": load("no_reform")}, "jinjiang", "en")
    assert len(table["rows"]) == len(ALL) > 300 and "In A" not in table["head"]
    for (_, known), row in zip(ALL, table["rows"], strict=True):
        assert row[0] == known.name and row[1] == known.doc and len(row) == len(table["head"])
        assert row[6].startswith(f"{known.tag}: ")
        assert row[7] == "assumption" if known.source == "assumption" else f"[{known.source}]" in row[7]
    chinese = parameters({}, "jinjiang", "zh")
    assert [row[1] for row in chinese["rows"]] == [known.zh for _, known in ALL]
    for kept in table["filters"]:
        assert {row[kept["column"]] for row in table["rows"]} <= set(kept["values"])


def test_what_a_scenario_has_otherwise() -> None:
    world = load("jinjiang", ["world.loss_aversion=1.3", "reform.supervision.audit_rate=0.37"])
    table = parameters({"A": load("no_reform"), "B": world}, "jinjiang", "en")
    at = table["head"].index("In B")
    found = {row[0]: row[at] for row in table["rows"] if row[at]}
    assert found["loss_aversion"] == "1.3" and found["audit_rate"] == "0.37"
    (told,) = grounds({"B": world}, "en")
    assert told.startswith("B: weight of a shortfall") and "(world.loss_aversion) = 1.3; " in told
    assert grounds({"A": load("no_reform")}, "en") == []
    edit = {"do": "set", "path": ["world", "loss_aversion", "value"], "value": 1.9}
    changed = checked(applied("no_reform", edit), "A").scenario
    assert changed is not None
    assert grounds({"A": changed}, "zh")[0].endswith("（world.loss_aversion）= 1.9；依据：在界面中选定")


def test_ranges_after_calibration() -> None:
    """Within what is allowed, and only of the numbers that were drawn."""
    drawn = load_plausible("jinjiang")
    assert drawn is not None
    table = parameters({}, "jinjiang", "en")
    at = table["head"].index("After calibration")
    told = {row[0]: row[at] for row in table["rows"] if row[at]}
    assert set(told) == set(drawn.names) and any("moves no target" in words for words in told.values())
    for name, words in told.items():
        low, high = (float(end.replace(",", "")) for end in words.split(" (")[0].split(" to "))
        bottom, top = declared(World)[name].bounds or (low, high)
        assert bottom * 0.99 - 1e-9 <= low <= high <= top * 1.01 + 1e-9


def test_what_made_the_runs(made: StoredOutcome, shipped: ShippedOutcome) -> None:
    """Of what comes with govsim its own model, whichever is installed."""
    other = replace(shipped, about={**shipped.about, "model": "0.0.9+abc"})
    assert ["govsim", "0.0.9+abc"] in provenance(other, "en")["rows"]
    assert ["命令", "a command"] in provenance(other, "zh")["rows"]
    assert ["govsim", model_version()] in provenance(made, "en")["rows"]


def test_counts_and_sources() -> None:
    assert sum(int(item.rpartition(" ")[2]) for item in counts("en")) == len(ALL)
    assert [row[0] for row in bibliography("zh")["rows"]] == list(sources())
