"""Syntax: what the source of the model declares: tables with their columns, imports, the processes of a month."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources import files
from pathlib import Path

MODEL, TIERS, PACKAGE = "model", "tiers", "govsim.agents"
"""The model in its own module and in that of what its tiers are to each other; the agents."""

Function = tuple[str, str]
"""Module and name."""


def tables(tree: ast.Module) -> Iterator[tuple[str, set[str]]]:
    """Classes that declare columns, and the columns."""
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            columns = {
                item.target.id for item in node.body
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
                and isinstance(item.value, ast.Call) and getattr(item.value.func, "id", "") == "column"
            }
            if columns:
                yield node.name, columns


def registered(tree: ast.Module, classes: Mapping[str, set[str]]) -> Iterator[tuple[str, str]]:
    """Attributes of the model that hold tables, and the classes of these."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ClassDef):
            held = {
                item.target.id: item.value for item in node.body
                if isinstance(item, ast.AnnAssign) and isinstance(item.target, ast.Name)
            }
            name, owner = held.get("table_name"), held.get("table")
            if isinstance(name, ast.Constant) and isinstance(owner, ast.Name) and owner.id in classes:
                yield str(name.value), owner.id
        elif isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            made, target = getattr(node.value.func, "id", ""), node.targets[0]
            if made in classes and isinstance(target, ast.Attribute):
                yield target.attr, made


def imported_names(tree: ast.Module, package: str) -> Iterator[tuple[str, str | Function]]:
    """Names by which a module knows other modules of a package (a text), or what is in them."""
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and node.module and node.module.startswith(package):
            for item in node.names:
                module = node.module.removeprefix(f"{package}.")
                yield item.asname or item.name, item.name if node.module == package else (module, item.name)


def processes(tree: ast.Module) -> list[ast.expr]:
    """What stands in MONTH = (...), the processes of a month in order."""
    for node in tree.body:
        if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name) and node.targets[0].id == "MONTH":
            assert isinstance(node.value, ast.Tuple)
            return node.value.elts
    return []


class Code:
    """What the source of the agents and of the model declares.

    `functions`: module and name -> source; `methods`: those of the model, by name; `columns`: table -> columns;
    `order`: the processes of a month.
    """

    def __init__(self, trees: Mapping[str, ast.Module]) -> None:
        classes = {name: columns for tree in trees.values() for name, columns in tables(tree)}
        self.functions: dict[Function, ast.FunctionDef] = {}
        self.methods: dict[str, Function] = {}
        self.columns: dict[str, set[str]] = {}
        self.imported = {module: dict(imported_names(tree, PACKAGE)) for module, tree in trees.items()}
        for module, tree in trees.items():
            self.columns |= {table: classes[owner] for table, owner in registered(tree, classes)}
            self.functions |= {(module, node.name): node for node in tree.body if isinstance(node, ast.FunctionDef)}
        for module in (TIERS, MODEL):
            inside = [item for node in trees[module].body if isinstance(node, ast.ClassDef) for item in node.body]
            methods = {(module, node.name): node for node in inside if isinstance(node, ast.FunctionDef)}
            self.functions |= methods
            self.methods |= {name: (module, name) for module, name in methods}
        self.order = [found for node in processes(trees[MODEL]) if (found := self.function(node, MODEL))]

    def function(self, node: ast.expr, module: str, of_model: bool = False) -> Function | None:
        """The function that an expression of a module names, `of_model` for an attribute of the model; else None."""
        found: str | Function | None = None
        if isinstance(node, ast.Attribute):
            if of_model:
                found = self.methods.get(node.attr)
            elif isinstance(node.value, ast.Name):
                place = self.imported[module].get(node.value.id)
                found = (place, node.attr) if isinstance(place, str) else None
        elif isinstance(node, ast.Name):
            found = self.imported[module].get(node.id, (module, node.id))
        return found if isinstance(found, tuple) and found in self.functions else None


@cache
def code() -> Code:
    """The code of the model as it is installed."""
    root = Path(str(files("govsim")))
    sources = [*sorted((root / "agents").glob("*.py")), root / f"{MODEL}.py"]
    return Code({file.stem: ast.parse(file.read_text(encoding="utf-8")) for file in sources})
