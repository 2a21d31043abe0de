"""Pages of the studies: what their tables compare exists, and what is written by hand stays."""

from __future__ import annotations

import importlib.util
import sys
from types import ModuleType

import pytest

from govsim.experiment.discovery import read_condition
from govsim.experiment.study import load_study

from .commands import ROOT, commands_of

SOURCE = ROOT / "experiments" / "findings.py"
NAMES = ("bundles", "order", "small_units", "organizations")


@pytest.fixture(scope="module")
def findings() -> ModuleType:
    spec = importlib.util.spec_from_file_location("findings", SOURCE)
    assert spec is not None and spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules["findings"] = module
    spec.loader.exec_module(module)
    return module


@pytest.mark.parametrize("name", NAMES)
def test_page_of_a_study(name: str, findings: ModuleType) -> None:
    study, page = load_study(name), findings.PAGES[name]
    assert page.reference in study.points
    assert 5 <= sum(page.compared(point, page.reference) for point in study.points) <= 12
    other = load_study(f"{name}_assumptions")
    assert other.design.kind == "morris" and all(not factor.lever for factor in other.factors)
    for condition in page.conditions:
        assert read_condition(condition, other.measures).measure in other.measures
    commands = commands_of(ROOT / "experiments" / name / "README.md")
    assert [command[1:3] for command in commands[:2]] == [["sweep", name], ["sensitivity", f"{name}_assumptions"]]
    written = (ROOT / "experiments" / name / "README.md").read_text("utf-8")
    again = findings.replaced(findings.replaced(written, "results", ["x", ""]), "assumptions", ["y"])
    assert again.startswith(written[: written.index("<!-- results")])
    assert "<!-- results: begin -->\n\nx\n\n<!-- results: end -->" in again


def test_orders_are_compared_with_one_another(findings: ModuleType) -> None:
    chosen = [point for point in load_study("order").points
              if findings.an_order(point, findings.PAGES["order"].reference)]
    assert sum(len(set(point)) == 3 for point in chosen) == 5 and sum(len(set(point)) == 1 for point in chosen) == 3
