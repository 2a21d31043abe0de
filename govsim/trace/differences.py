"""First differences of two worlds, number by number."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal

import numpy as np

from govsim.agents.rows import Table, columns
from govsim.model import GovernanceModel
from govsim.month import month_name
from govsim.run import build
from govsim.trace.belongings import Kind, Rows, belongings, named_above, names, row_of
from govsim.wiring import wiring

if TYPE_CHECKING:
    import pandas as pd

    from govsim.scenario import Scenario

Sphere = Literal["here", "elsewhere"]
Words = tuple[str, str]

AT_START, RULES = "start", "rules"
"""In place of a process: what differs before the first month, and rules, which are set before a month's processes."""


@dataclass(frozen=True)
class Found:
    """The first difference of a number between the two worlds.

    `part` is the component of a vector (-1 for none), `differ` of `of` rows differ, `baseline` and `scenario` are
    means over the rows that differ; `when` orders differences: month, process, place in the process.
    """

    variable: str
    sphere: Sphere
    month: str
    process: str
    when: tuple[int, int, int]
    part: int
    differ: int
    of: int
    baseline: float
    scenario: float


@dataclass(frozen=True)
class Trace:
    """What was found about an agent.

    `above` names the agent and what it belongs to; `first` has the first differences in the order in which they
    occurred, `revisions` by rule what brought it about, in English and Chinese; `series` the means of all numbers here
    at the end of each month: `month`, `world`, one column a number.
    """

    kind: Kind
    name: str
    above: Mapping[str, str]
    first: tuple[Found, ...]
    revisions: Mapping[str, tuple[Words, ...]]
    series: pd.DataFrame


@dataclass
class _Watch:
    """Two models and what is compared in them."""

    models: tuple[GovernanceModel, GovernanceModel]
    rows: Mapping[str, Rows]
    found: list[Found] = field(default_factory=list)
    open: dict[str, list[Sphere]] = field(default_factory=dict)
    revisions: dict[str, tuple[Words, ...]] = field(default_factory=dict)

    def look(self, variables: Sequence[str], month: str, process: str, at: tuple[int, int]) -> None:
        """Compare numbers that have not differed yet."""
        for place, variable in enumerate(variables):
            spheres = self.open.setdefault(variable, ["here", "elsewhere"])
            if not spheres or not isinstance(attribute(self.models[0], variable), np.ndarray):
                continue
            pair = [values(model, variable) for model in self.models]
            if len(pair[0]) <= WHOLE and same(*pair):
                continue
            rows = self.rows[owner(self.models[0], variable, pair[0])]
            for sphere in tuple(spheres):
                chosen = rows.here if sphere == "here" else rows.elsewhere
                one, other = (item[chosen] for item in pair)
                if not same(one, other):
                    spheres.remove(sphere)
                    self.found.append(first(variable, sphere, month, process, (*at, place), one, other))

    def look_at_rules(self, month: str, at: tuple[int, int]) -> None:
        """Compare the rules in force and the news."""
        forces = [model.rules for model in self.models]
        for level, table in (("street", "streets"), ("community", "communities")):
            one, other = (vars(getattr(force, level)) for force in forces)
            for name in one:
                self.look_at_rule(f"rules.{name}", table, one[name], other[name], month, at)
        self.look_at_rule("rules.news", "communities", forces[0].news, forces[1].news, month, at)

    def look_at_rule(
        self, variable: str, table: str, one: np.ndarray, other: np.ndarray, month: str, at: tuple[int, int]
    ) -> None:
        """Compare one rule at one level."""
        spheres = self.open.setdefault(variable, ["here", "elsewhere"])
        if not spheres or same(one, other):
            return
        if variable not in self.revisions:
            self.revisions[variable] = revised(self.models, variable.removeprefix("rules."))
        for sphere in tuple(spheres):
            rows = self.rows[table].here if sphere == "here" else self.rows[table].elsewhere
            if not same(one[rows], other[rows]):
                spheres.remove(sphere)
                self.found.append(first(variable, sphere, month, RULES, (*at, 0), one[rows], other[rows]))


WHOLE = 20_000
"""Columns up to this length are compared as a whole first, which is the common case of no difference."""


def find(scenario: Scenario, kind: Kind, name: str, seed: int) -> int:
    """The row of an agent in a scenario's district; InputError with the nearest name where there is no such agent."""
    return row_of(build(scenario, seed), kind, name)


def trace(
    scenario: Scenario, baseline: Scenario, kind: Kind, name: str, *, seed: int = 1,
    progress: Callable[[int, int], None] | None = None,
) -> Trace:
    """Follow one agent in both worlds; InputError with the nearest name where there is no such agent."""
    import pandas as pd

    row = find(scenario, kind, name, seed)
    models = build(baseline, seed), build(scenario, seed)
    watch = _Watch(models, belongings(models[1], kind, row))
    written = wiring().written
    states = [item for item in wiring().sources if not item.startswith("model.")]
    start = month_name(scenario.start)
    watch.look([*all_columns(models[0]), *arrays(models[0])], start, AT_START, (scenario.start, -2))
    kept: list[dict[str, float | str]] = []
    for done, month in enumerate(scenario.months, start=1):
        text = month_name(month)
        for step, (process, _) in enumerate(zip(*(model.by_process() for model in models), strict=True)):
            if step == 0:
                watch.look_at_rules(text, (month, -1))
            watch.look(written[process], text, process, (month, step))
        kept += [reading(model, watch.rows, states, text, world) for model, world in zip(models, WORLDS, strict=True)]
        if progress is not None:
            progress(done, len(scenario.months))
    found = sorted(watch.found, key=lambda item: item.when)
    name = names(models[1], kind)[row]
    return Trace(kind, name, named_above(models[1], kind, row), tuple(found), watch.revisions, pd.DataFrame(kept))


WORLDS = ("baseline", "scenario")
"""The two worlds, in the order in which they are held."""


def first(
    variable: str, sphere: Sphere, month: str, process: str, when: tuple[int, int, int],
    one: np.ndarray, other: np.ndarray,
) -> Found:
    """The difference of two columns, in the component that differs most."""
    part, of = -1, len(one)
    if one.ndim > 1:
        part = int(np.abs(one.astype(float) - other.astype(float)).sum(axis=0).argmax())
        one, other = one[:, part], other[:, part]
    unequal = np.flatnonzero(one != other)
    low, high = (float(item[unequal].mean()) if unequal.size else float("nan") for item in (one, other))
    return Found(variable, sphere, month, process, when, part, int(unequal.size), of, low, high)


def revised(models: tuple[GovernanceModel, GovernanceModel], rule: str) -> tuple[Words, ...]:
    """What changes a rule this month in one of the worlds only."""
    one, other = (model.rules_of.timetable.revising(rule, model.month) for model in models)  # type: ignore[attr-defined]
    apart = [*(item for item in other if item not in one), *(item for item in one if item not in other)]
    return tuple(dict.fromkeys(item.words for item in apart))


def same(one: np.ndarray, other: np.ndarray) -> bool:
    """Equal in every bit that counts."""
    return np.array_equal(one, other) or (one.dtype.kind == "f" and np.array_equal(one, other, equal_nan=True))


def attribute(model: GovernanceModel, variable: str) -> object:
    """What a name of the wiring stands for in a model."""
    table, column = variable.split(".")
    return getattr(model, column) if table == "model" else getattr(getattr(model, table), column)


def values(model: GovernanceModel, variable: str) -> np.ndarray:
    """The array of a number."""
    return np.asarray(attribute(model, variable))


def all_columns(model: GovernanceModel) -> Iterator[str]:
    """Every column of every table."""
    for name, table in vars(model).items():
        if isinstance(table, Table):
            yield from (f"{name}.{column}" for column in columns(type(table)))


def arrays(model: GovernanceModel) -> Iterator[str]:
    """Arrays that processes write beside the tables."""
    for name in wiring().sources:
        if name.startswith("model.") and isinstance(attribute(model, name), np.ndarray):
            yield name


def owner(model: GovernanceModel, variable: str, array: np.ndarray) -> str:
    """The table whose rows an array has: its own, or for an array of the model one of the same length."""
    table = variable.split(".")[0]
    if table != "model":
        return table
    return next((name for name in TABLES if len(getattr(model, name)) == len(array)), "districts")


TABLES = ("streets", "communities", "stations", "courtyards", "organizations", "residents")
"""Tables of which the model keeps further arrays."""


def reading(
    model: GovernanceModel, rows: Mapping[str, Rows], variables: Sequence[str], month: str, world: str
) -> dict[str, float | str]:
    """Means over the agent's rows at the end of a month; vectors one entry a component, as "name:0"."""
    found: dict[str, float | str] = {"month": month, "world": world}
    for variable in variables:
        array = values(model, variable)
        here = array[rows[owner(model, variable, array)].here]
        if here.ndim == 1:
            found[variable] = float(here.mean()) if here.size else float("nan")
        else:
            found |= {f"{variable}:{part}": float(item) for part, item in enumerate(here.mean(axis=0))}
    return found
