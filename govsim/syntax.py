"""Syntax: what the source of the model declares: tables with their columns, imports, the processes of a month."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

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
