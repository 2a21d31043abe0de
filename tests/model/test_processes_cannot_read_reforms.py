"""Processes read rules and state only: no reform, no scenario and no sign of one is within their reach."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Iterator
from pathlib import Path
from types import FunctionType, ModuleType

import numpy as np
import pytest

import govsim
from govsim.model import GovernanceModel
from govsim.params import declared
from govsim.reforms.base import Reform, found
from govsim.rules import Rules
from govsim.run import RulesOf
from govsim.scenario import Revision, RulesInForce, Scenario
from govsim.scenario.scenario import Setting
from govsim.world import World
from tests.model.small import after

PACKAGE = Path(govsim.__file__).parent
PARTS = ("agents", "population", "model", "measures", "observation", "groups", "conservation", "chance", "place")
"""Modules and packages whose code runs in a month or reads it."""
PROCESSES = sorted(path for part in PARTS for path in (*PACKAGE.glob(f"{part}.py"), *(PACKAGE / part).glob("**/*.py")))
FORBIDDEN = ("govsim.reforms", "govsim.scenario", "govsim.run", "govsim.experiment", "govsim.report", "govsim.cli")


def imports(tree: ast.AST, for_types: bool = False) -> Iterator[str]:
    """Modules imported at run time anywhere in a module, inside functions too; those for type checkers do not count."""
    for node in ast.iter_child_nodes(tree):
        guarded = isinstance(node, ast.If) and getattr(node.test, "id", "") == "TYPE_CHECKING"
        if isinstance(node, ast.Import) and not for_types:
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom) and not for_types:
            yield from (f"{node.module}.{name.name}" for name in node.names)
        yield from imports(node, for_types or guarded)


def test_the_reader_of_imports_sees_what_it_should() -> None:
    source = "if TYPE_CHECKING:\n    import a\nimport b.c\ndef f():\n    from govsim.reforms import base\n"
    assert list(imports(ast.parse(source))) == ["b.c", "govsim.reforms.base"]


@pytest.mark.parametrize("path", PROCESSES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_a_process_imports_nothing_of_reforms_or_scenarios(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    assert not [name for name in imports(tree) if (name + ".").startswith(tuple(f"{part}." for part in FORBIDDEN))]
    called = {node.func.id for node in ast.walk(tree) if isinstance(node, ast.Call) and isinstance(node.func, ast.Name)}
    assert not called & {"__import__", "eval", "exec"}
    assert "importlib" not in path.read_text(encoding="utf-8")


def test_only_the_model_asks_for_the_rules_of_a_month() -> None:
    asking = {
        path.name
        for path in PROCESSES
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr == "rules_of"
    }
    assert asking == {"model.py"}


def test_every_part_is_looked_at() -> None:
    assert all(any(part in path.relative_to(PACKAGE).parts[0] for path in PROCESSES) for part in PARTS)


def test_the_model_takes_rules_by_month_and_no_scenario() -> None:
    given = inspect.signature(GovernanceModel.__init__).parameters
    assert set(given) == {"self", "place", "world", "rules_of", "initial_rules", "months", "seed", "sample", "looking"}
    hints = " ".join(str(parameter.annotation) for parameter in given.values())
    assert "Scenario" not in hints and "Reform" not in hints


def within(thing: object) -> Iterator[object]:
    """What an object holds: items, attributes, slots and what a function closes over."""
    if isinstance(thing, dict):
        yield from thing.keys()
        yield from thing.values()
    elif isinstance(thing, (list, tuple, set, frozenset)):
        yield from thing
    elif isinstance(thing, np.ndarray):
        if thing.dtype == object:
            yield from thing.ravel()
    elif isinstance(thing, FunctionType):
        yield from (cell.cell_contents for cell in thing.__closure__ or ())
        yield from thing.__defaults__ or ()
    elif not isinstance(thing, (type, ModuleType, str, bytes)):
        yield from getattr(thing, "__dict__", {}).values()
        for owner in type(thing).__mro__:
            slots = getattr(owner, "__slots__", ())
            for slot in (slots,) if isinstance(slots, str) else slots:
                if hasattr(thing, slot):
                    yield getattr(thing, slot)


def reachable(root: object, closed: tuple[type, ...]) -> list[object]:
    """Everything that can be reached from an object without opening objects of the types `closed`."""
    seen, waiting = {id(root): root}, [root]
    while waiting:
        thing = waiting.pop()
        if isinstance(thing, closed):
            continue
        for part in within(thing):
            if id(part) not in seen:
                seen[id(part)] = part
                waiting.append(part)
    return list(seen.values())


def test_nothing_in_a_running_model_leads_to_a_reform() -> None:
    """Walking all that a model in mid-reform holds, short of the one function that gives the rules of a month."""
    model = after(*(rule() for rule in found().values()), months=3)
    held = reachable(model, closed=(RulesOf,))
    assert len(held) > 500 and any(thing is model.residents.trust_gov for thing in held)
    assert [thing for thing in held if isinstance(thing, RulesOf)] == [model.rules_of]
    assert not [thing for thing in held if isinstance(thing, (Reform, Scenario, Revision, Setting))]
    assert [thing for thing in reachable(model, closed=()) if isinstance(thing, Reform)]


def test_rules_in_force_say_what_and_not_why() -> None:
    """The model sees the fields of Rules, by street and community, and the news; nothing else."""
    model = after(*(rule() for rule in found().values()), months=1)
    assert set(vars(model.rules)) == {"street", "community", "news"}
    assert isinstance(model.rules, RulesInForce)
    for level in (model.rules.street, model.rules.community):
        assert set(vars(level)) == set(declared(Rules))


def test_every_assumption_and_every_rule_is_read_by_some_process() -> None:
    """A number that nothing reads would tell an analyst that it does not matter."""
    nodes = [node for path in PROCESSES for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))]
    read = {node.attr for node in nodes if isinstance(node, ast.Attribute)}
    read |= {str(node.value) for node in nodes if isinstance(node, ast.Constant)}
    assert set(declared(World)) - read == set()
    assert set(declared(Rules)) - read == set()
