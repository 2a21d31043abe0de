"""The wiring found in the source against the model as it runs."""

from __future__ import annotations

import ast

import numpy as np

from govsim.agents.social_organization import LATENT
from govsim.model import GovernanceModel
from govsim.reforms.base import found
from govsim.run import build
from govsim.scenario import load
from govsim.syntax import code
from govsim.wiring import NOTHING, Names, Part, _Source, wiring
from tests.model.small import built, differences, state


def test_known_equations() -> None:
    """What goes into some numbers, as their equations say, and what does not."""
    sources = wiring().sources
    inputs = {
        "courtyards.output", "streets.upkeep_money", "streets.upkeep_hours", "communities.organization_service",
        "courtyards.client", "companies.active", "courtyards.demonstration_money", "world.ces_weight",
    }
    assert inputs <= sources["courtyards.condition"]
    assert sources["streets.wages_paid"] == {"streets.budget", "streets.staff", "world.wage_street"}
    assert {"residents.performance", "residents.expectation"} <= sources["residents.satisfaction"]
    assert "rules.news" in sources["residents.expectation"]
    assert "rules.news" not in sources["residents.satisfaction"]
    assert not {name for name in sources["courtyards.condition"] if name.startswith("residents.")}
    assert {"courtyards.enabling_hours", "rules.mandate"} <= sources["courtyards.formal"]
    assert "rules.mandate" not in sources["courtyards.function"]  # a mandate makes bodies formal, not working


ENTRY = "organizations.entry"
"""What a slot would enter as: nothing changes it before the slot is taken, as a test below shows."""


def test_what_runs_of_a_seed_have_in_common_follows_from_no_rule() -> None:
    """Nothing that is worked out once for all runs of a seed reads rules, or numbers that any rule leads to."""
    shared = {
        found
        for (module, _), function in code().functions.items()
        for node in ast.walk(function)
        if isinstance(node, ast.Call) and ast.unparse(node.func).endswith("in_common.of")
        if (found := code().function(node.args[1], module))
    }
    assert {("turnover", "replaced"), ("needs", "in_need")} <= shared
    sources = wiring().sources
    for function in shared:
        read: set[str] = set()
        new: Names = _Source(code()).follow(function, [Part(())], {}, NOTHING, 0)
        while new:
            read |= new
            new = frozenset().union(*(sources.get(name, NOTHING) for name in new - {ENTRY})) - read
        assert read and not {name for name in read if name.startswith("rules.")}, function


def test_how_latent_slots_would_enter_never_changes() -> None:
    model = build(load("jinjiang", ["sample=0.01"]), 1)
    before = model.organizations.entry.copy()
    for _ in range(18):
        model.step()
    latent = model.organizations.status == LATENT
    assert latent.sum() > 1_000 and not np.array_equal(model.organizations.entry, before)
    assert np.array_equal(model.organizations.entry[latent], before[latent])


def test_everything_that_a_process_changes_is_known() -> None:
    """With every reform in force: after each process, what changed is among what it is said to write."""
    model = built(*(rule() for rule in found().values()), months=4)
    written = wiring().written
    for _ in range(4):
        before = state(model)
        for process in model.by_process():
            after = state(model)
            changed = {name if "." in name else f"model.{name}" for name in differences(before, after)}
            assert changed <= set(written[process]), (process, changed - set(written[process]))
            before = after


def test_a_number_changes_only_with_what_it_follows_from(model: GovernanceModel) -> None:
    """Everything else about courtyards shaken before a process leaves its other numbers alone."""
    from govsim.agents import needs

    sources = {name: wiring().sources[name] for name in wiring().written["needs.open_cases"]}
    kept = state(model)
    needs.open_cases(model)
    expected = {name: state(model)[name] for name in sources if not name.startswith("model.")}
    for name, values in kept.items():
        table, _, column = name.rpartition(".")
        if table == "courtyards" and values.dtype.kind == "f":
            getattr(model.courtyards, column)[...] = np.where(values > 0, 0.5 * values, 0.25)
        elif table in ("residents", "windows", "stations", "communities", "committee_windows"):
            getattr(getattr(model, table), column)[...] = values
    needs.open_cases(model)
    moved = {name for name, values in expected.items() if not np.array_equal(values, state(model)[name])}
    assert not {name for name in moved if not any(source.startswith("courtyards.") for source in sources[name])}
