"""Wiring: which numbers of the model follow directly from which, found in the source of its processes.

Mechanism  Every function of the agents is followed statement by statement. Names stand for a part of
the model (a table, the rules in force, the world) or for the numbers that went into them; where a
number is written into a column, that column follows from them, from what chose the rows, and from what
decided that the statement is reached. Calls are followed with what they are given, and a function that is
handed over with the model. What has been written into a column stands for that column, and so do the rows for
which a flag has been set. Numbers are named
"courtyards.condition" (a column of a table), "model.group_cover" (an array of the model), "rules.mandate",
"world.ces_weight" and "rules.news"; luck, months, places and people as synthesized are left out.

The source is read, not run, so that the answer cannot go stale; where branches exclude each other, both count.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache

from govsim.syntax import Code, Function, code

Names = frozenset[str]
NOTHING: Names = frozenset()

CONSTANT = {
    "month", "months", "burning_in", "starting", "sample", "population", "place", "chance", "initial_rules", "process",
    "base_month", "network", "month_text", "random", "rng", "of_rules", "in_common",
}
"""What the model holds beside state: time, luck, and the people and places as they were made."""

DEPTH = 12
"""Calls within calls that are followed."""


@dataclass(frozen=True)
class Part:
    """A name for a part of the model: () is the model itself, ("streets",) a table, ("streets", "hours") a column."""

    path: tuple[str, ...]


Value = Part | Names | str
"""What a name stands for: a part of the model, the numbers that went into it, or a text."""


@dataclass(frozen=True)
class Wiring:
    """What follows from what.

    `sources`: each number that processes write -> the numbers from which it directly follows, itself left out;
    `written`: each process, as in "courtyard.live" -> the numbers that it writes, in the order of the last writing.
    """

    sources: Mapping[str, Names]
    written: Mapping[str, tuple[str, ...]]


@cache
def wiring() -> Wiring:
    """The wiring of the model as it is installed."""
    source = _Source(code())
    written = {}
    for process in source.code.order:
        source.known, source.now = {}, {}
        source.follow(process, [Part(())], {}, NOTHING, 0)
        written[".".join(process)] = tuple(source.now)
    return Wiring({name: found - {name} for name, found in source.found.items()}, written)


@dataclass
class _Scope:
    """Names of a function while it is followed."""

    module: str
    names: dict[str, Value]
    control: list[Names] = field(default_factory=list)
    returned: Names = NOTHING

    @property
    def deciding(self) -> Names:
        """What decided that a statement is reached."""
        return frozenset().union(*self.control)


class _Source:
    """The functions of the agents and of the model, followed, and what was found in them."""

    def __init__(self, code: Code) -> None:
        self.code = code
        self.found: dict[str, Names] = {}
        self.now: dict[str, None] = {}
        self.known: dict[tuple[object, ...], Names] = {}

    def follow(
        self, name: Function, given: Sequence[Value], named: Mapping[str, Value], deciding: Names, depth: int
    ) -> Names:
        """Follow a function with what it is given; the numbers that go into what it returns."""
        node = self.code.functions[name]
        arguments = [item.arg for item in node.args.args]
        scope = _Scope(name[0], {**dict(zip(arguments, given, strict=False)), **named}, [deciding])
        key = (name, deciding, *sorted((item, value) for item, value in scope.names.items() if value))
        if depth > DEPTH:
            return NOTHING
        if key not in self.known:
            self.known[key] = NOTHING
            self.block(node.body, scope, depth)
            self.known[key] = scope.returned
        return self.known[key]

    # --- statements -------------------------------------------------------------------------------

    def block(self, body: Sequence[ast.stmt], scope: _Scope, depth: int) -> None:
        """Follow statements in order."""
        for node in body:
            self.statement(node, scope, depth)

    def statement(self, node: ast.stmt, scope: _Scope, depth: int) -> None:
        """Follow one statement."""
        if isinstance(node, ast.Assign):
            for target in node.targets:
                self.assign(target, node.value, scope, depth)
        elif isinstance(node, ast.AnnAssign) and node.value is not None:
            self.assign(node.target, node.value, scope, depth)
        elif isinstance(node, ast.AugAssign):
            self.write(node.target, self.numbers(node.value, scope, depth), scope, depth)
        elif isinstance(node, ast.Expr):
            self.numbers(node.value, scope, depth)
        elif isinstance(node, ast.Return) and node.value is not None:
            scope.returned |= self.numbers(node.value, scope, depth)
        elif isinstance(node, ast.If | ast.While):
            with self.decided(self.numbers(node.test, scope, depth), scope):
                self.block(node.body, scope, depth)
                self.block(node.orelse, scope, depth)
        elif isinstance(node, ast.For):
            for element in _elements(node.iter):
                self.assign(node.target, element, scope, depth)
                self.block(node.body, scope, depth)
        elif isinstance(node, ast.With):
            self.block(node.body, scope, depth)
        elif isinstance(node, ast.FunctionDef):
            inner = _Scope(scope.module, dict(scope.names), list(scope.control))
            self.block(node.body, inner, depth)
            scope.names[node.name] = inner.returned

    @contextmanager
    def decided(self, by: Names, scope: _Scope) -> Iterator[None]:
        """Statements that are reached only if something holds."""
        scope.control.append(by)
        try:
            yield
        finally:
            scope.control.pop()

    def assign(self, target: ast.expr, value: ast.expr, scope: _Scope, depth: int) -> None:
        """Bind names, or write into columns."""
        if isinstance(target, ast.Tuple):
            given = value.elts if isinstance(value, ast.Tuple) else [value] * len(target.elts)
            for one, other in zip(target.elts, given, strict=False):
                self.assign(one, other, scope, depth)
        elif isinstance(target, ast.Name):
            found = self.value(value, scope, depth)
            before = scope.names.get(target.id)
            if len(scope.control) > 1 and isinstance(found, frozenset) and isinstance(before, frozenset):
                found |= before
            if isinstance(found, frozenset):
                found |= frozenset().union(*scope.control[1:])
            scope.names[target.id] = found
        else:
            column = self.write(target, self.numbers(value, scope, depth), scope, depth)
            flag = isinstance(value, ast.Constant) and value.value is True
            stored = target.slice if flag and isinstance(target, ast.Subscript) else value
            if column and isinstance(stored, ast.Name) and len(scope.control) == 1:
                scope.names[stored.id] = column

    def write(self, target: ast.expr, numbers: Names, scope: _Scope, depth: int) -> Names:
        """Numbers go into a column, which is returned, or into a name beside what was there."""
        inner = target
        while isinstance(inner, ast.Subscript):
            numbers |= self.numbers(inner.slice, scope, depth)
            inner = inner.value
        part = self.value(inner, scope, depth)
        if isinstance(part, Part):
            for name in self.named(part):
                self.found[name] = self.found.get(name, NOTHING) | numbers | scope.deciding
                self.now.pop(name, None)
                self.now[name] = None
            return self.named(part)
        if isinstance(inner, ast.Name):
            before = part if isinstance(part, frozenset) else NOTHING
            scope.names[inner.id] = before | numbers | frozenset().union(*scope.control[1:])
        return NOTHING

    # --- expressions ------------------------------------------------------------------------------

    def value(self, node: ast.expr, scope: _Scope, depth: int) -> Value:
        """What an expression stands for."""
        if isinstance(node, ast.Name):
            return scope.names.get(node.id, NOTHING)
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            return node.value
        if isinstance(node, ast.Attribute):
            owner = self.value(node.value, scope, depth)
            if isinstance(owner, Part):
                return self.part(owner, node.attr)
            return owner if isinstance(owner, frozenset) else NOTHING
        if isinstance(node, ast.Subscript):
            owner, plain = self.value(node.value, scope, depth), isinstance(node.slice, ast.Name)
            if isinstance(owner, Part) and plain and not self.numbers(node.slice, scope, depth):
                return owner  # a view, through which the column may be written
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "getattr":
            owner, name = (self.value(item, scope, depth) for item in node.args[:2])
            if isinstance(owner, Part) and isinstance(name, str):
                return self.part(owner, name)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr == "part":
            owner = self.value(node.func.value, scope, depth)
            if isinstance(owner, Part):
                return owner  # of some of the agents
        return self.numbers(node, scope, depth)

    def part(self, owner: Part, name: str) -> Value:
        """A part of a part; methods of columns and arrays give what is in them."""
        if not owner.path:
            return NOTHING if name in CONSTANT or name in self.code.methods else Part((name,))
        first = owner.path[0]
        if first == "world":
            return frozenset({f"world.{name}"})
        if first == "rules":
            return owner if name in ("street", "community") else frozenset({f"rules.{name}"})
        if first in self.code.columns and len(owner.path) == 1:
            return Part((first, name)) if name in self.code.columns[first] else NOTHING
        return owner

    def named(self, part: Part) -> Names:
        """The number that a part is, if it is one."""
        if len(part.path) == 2:
            return frozenset({".".join(part.path)})
        if part.path and part.path[0] not in self.code.columns and part.path[0] not in ("world", "rules"):
            return frozenset({f"model.{part.path[0]}"})
        return NOTHING

    def numbers(self, node: ast.expr, scope: _Scope, depth: int) -> Names:
        """The numbers that go into an expression."""
        if isinstance(node, ast.Call):
            return self.call(node, scope, depth)
        if isinstance(node, ast.Name | ast.Attribute):
            value = self.value(node, scope, depth)
            return self.named(value) if isinstance(value, Part) else value if isinstance(value, frozenset) else NOTHING
        found: set[str] = set()
        for child in ast.iter_child_nodes(node):
            if isinstance(child, ast.comprehension):
                found |= self.numbers(child.iter, scope, depth)
            elif isinstance(child, ast.expr):
                found |= self.numbers(child, scope, depth)
        return frozenset(found)

    def call(self, node: ast.Call, scope: _Scope, depth: int) -> Names:
        """A call of the package is followed; of any other, all that it is given goes into its result."""
        given = [self.value(item, scope, depth) for item in node.args]
        named = {item.arg: self.value(item.value, scope, depth) for item in node.keywords if item.arg}
        found: set[str] = set()
        for value in [*given, *(value for key, value in named.items() if key != "out")]:
            found |= self.named(value) if isinstance(value, Part) else value if isinstance(value, frozenset) else set()
        owner = self.value(node.func.value, scope, depth) if isinstance(node.func, ast.Attribute) else NOTHING
        local = scope.names.get(node.func.id) if isinstance(node.func, ast.Name) else None
        name = self.code.function(node.func, scope.module, owner == Part(()))
        if isinstance(local, frozenset):
            found |= local
        elif name is not None:
            given = [owner, *given] if owner == Part(()) else given
            found |= self.follow(name, given, named, scope.deciding, depth + 1)
        else:
            found |= self.named(owner) if isinstance(owner, Part) else owner if isinstance(owner, frozenset) else set()
            for item in node.args:
                own = isinstance(item, ast.Name) and item.id in scope.names
                if not own and (handed := self.code.function(item, scope.module)):
                    found |= self.follow(handed, [Part(())], {}, scope.deciding, depth + 1)
        out = next((item.value for item in node.keywords if item.arg == "out"), None)
        if out is not None:
            self.write(out, frozenset(found), scope, depth)
        return frozenset(found)


def _elements(node: ast.expr) -> list[ast.expr]:
    """What a loop runs over: each element where they are written out."""
    return list(node.elts) if isinstance(node, ast.Tuple | ast.List) else [node]
