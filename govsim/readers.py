"""Readers: which functions of the model read a number of World or of Rules, or draw under a key.

Found in the source itself, by following the names that a function gives to the world and the rules
in force, so that the answer cannot go stale.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from pathlib import Path

PARTS = ("agents", "population", "model", "measures", "observation", "groups", "conservation", "scenario/where")
"""Where the model's processes and measures stand in the package."""

WORLD, RULES = "world", "rules"
ATTRIBUTES = {"world": WORLD, "rules": RULES, "initial_rules": RULES}
"""Attributes of the model -> what they hold."""

ANNOTATIONS = {"World": WORLD, "RulesInForce": RULES}
DRAWS = ("of", "several", "everyone", "normal", "normals", "poisson", "counts", "happens")


@dataclass(frozen=True)
class Readers:
    """Names of fields and draw keys -> the functions that read them, in the order of the files."""

    world: Mapping[str, tuple[str, ...]]
    rules: Mapping[str, tuple[str, ...]]
    draws: Mapping[str, tuple[str, ...]]


@dataclass
class _Found:
    """Readers as they are found: by what is read, names in order, each once."""

    by_kind: dict[str, dict[str, dict[str, None]]] = field(
        default_factory=lambda: {WORLD: {}, RULES: {}, "draws": {}})

    def add(self, kind: str, name: str, reader: str) -> None:
        self.by_kind[kind].setdefault(name, {})[reader] = None

    def frozen(self, kind: str) -> Mapping[str, tuple[str, ...]]:
        return {name: tuple(readers) for name, readers in self.by_kind[kind].items()}


@cache
def readers() -> Readers:
    """All readers of the package."""
    root = Path(str(files("govsim")))
    found = _Found()
    for part in PARTS:
        folder = root / part
        for file in sorted(folder.glob("*.py")) if folder.is_dir() else [folder.with_suffix(".py")]:
            module = ".".join(["govsim", *file.relative_to(root).with_suffix("").parts]).removesuffix(".__init__")
            for name, node in _blocks(ast.parse(file.read_text(encoding="utf-8")), module):
                _scan(node, name, found)
    return Readers(found.frozen(WORLD), found.frozen(RULES), found.frozen("draws"))


def _blocks(tree: ast.Module, module: str) -> Iterator[tuple[str, ast.AST]]:
    """Functions and methods by name; what stands outside of them goes by the module."""
    for node in tree.body:
        if isinstance(node, ast.FunctionDef):
            yield f"{module}.{node.name}", node
        elif isinstance(node, ast.ClassDef):
            for inner in node.body:
                own = f".{inner.name}" if isinstance(inner, ast.FunctionDef) else ""
                yield f"{module}.{node.name}{own}", inner
        else:
            yield module, node


def _scan(block: ast.AST, reader: str, found: _Found) -> None:
    names = dict(_named(block))
    for node in ast.walk(block):
        if isinstance(node, ast.Attribute):
            kind = _what(node.value, names)
            if kind and node.attr not in ("street", "community", "news"):
                found.add(kind, node.attr, reader)
        elif isinstance(node, ast.Call):
            texts = [item.value for item in node.args if isinstance(item, ast.Constant) and isinstance(item.value, str)]
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            if called in DRAWS and texts:
                found.add("draws", texts[0], reader)
            for kind in {_what(item, names) for item in node.args} - {""}:
                for text in texts:  # a function that is handed the world and the name of a number
                    found.add(kind, text, reader)


def _named(block: ast.AST) -> Iterator[tuple[str, str]]:
    """Names that hold the world or the rules in a function."""
    known: dict[str, str] = {}
    for node in ast.walk(block):
        if isinstance(node, ast.arg):
            annotation = ast.unparse(node.annotation).strip("'\"") if node.annotation else ""
            kind = ANNOTATIONS.get(annotation) or ATTRIBUTES.get(node.arg)
            if kind:
                known[node.arg] = kind
        elif isinstance(node, ast.Assign) and len(node.targets) == 1:
            target, value = node.targets[0], node.value
            pairs = [(target, value)]
            if isinstance(target, ast.Tuple) and isinstance(value, ast.Tuple):
                pairs = list(zip(target.elts, value.elts, strict=False))
            for one, other in pairs:
                kind = _what(other, known)
                if isinstance(one, ast.Name) and kind:
                    known[one.id] = kind
    yield from known.items()


def _what(node: ast.AST, names: Mapping[str, str]) -> str:
    """`WORLD`, `RULES` or nothing."""
    if isinstance(node, ast.Name):
        return names.get(node.id, "")
    if isinstance(node, ast.Attribute):
        if node.attr in ("street", "community") and _what(node.value, names) == RULES:
            return RULES
        return ATTRIBUTES.get(node.attr, "")
    return ""
