"""Reform: a pure, dated, placed revision of the rules in force.

A reform sees the rules and the months since it came into force, nothing else: no agents, no model,
no chance. One file per reform in this folder, one public subclass of `Reform` per file, found by
file name.

Every parameter has a neutral value, and a reform whose parameters are all neutral revises nothing,
whatever the rules it meets. A parameter that only shapes another one (the months of a ramp, the
windows of a station) is neutral at its default: it has no effect until the other one has.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, ClassVar

from govsim.params import declared, param
from govsim.rules import Rules, changed


@dataclass(frozen=True)
class Reform(ABC):
    """Base of every reform rule; the parameters are `param()` fields of the subclass.

    Two parameters are common to all, `hours = staff_hours(...)` and `cost = yearly_cost(...)`: what
    running the reform takes. `revise` hands both to `booked`.
    """

    title: ClassVar[str]
    """Name shown to readers, English."""
    title_zh: ClassVar[str]
    """Name shown to readers, Chinese."""
    about_zh: ClassVar[str]
    """What the module's docstring says, in Chinese: 机制, 预期, 可能失败, 相互作用, 来源, a line each."""
    bundle: ClassVar[str]
    """R1 street functions, R2 community governance, R3 social organizations; empty for others."""
    enacted: ClassVar[str]
    """First day of the month in which Jinjiang put it into force, as in TOML; empty for others."""
    level: ClassVar[str]
    """Where it is decided: "street" (place names are streets) or "community" (either)."""

    @abstractmethod
    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """The rules after this reform has been in force for `months_in_force` months (0 at first)."""


def staff_hours(default: float) -> Any:
    """Declares the `hours` of a reform: street staff hours that running it takes."""
    return param(
        default, bounds=(0, 60), unit="hours/street/month", neutral=0.0,
        doc="street staff hours that running this reform takes", zh="实施本项改革占用的街道工时")


def yearly_cost(default: float) -> Any:
    """Declares the `cost` of a reform: what running it costs, beside the money that it hands out."""
    return param(
        default, bounds=(0, 5e6), unit="yuan/year", neutral=0.0,
        doc="running cost of this reform, for the whole district", zh="本项改革的全区年运行经费")


def booked(rules: Rules, hours: float, cost: float) -> Rules:
    """The rules with a reform's own staff hours and running cost added to what is booked already."""
    return changed(
        rules,
        coordination_hours=held("coordination_hours", rules.coordination_hours + hours),
        programme_cost=held("programme_cost", rules.programme_cost + cost),
    )


def held(name: str, value: float) -> float:
    """`value` held to the bounds of the field `name` of Rules; for what adds up or compounds.

    >>> held("station_posts", 13.0)
    12.0
    """
    bounds = declared(Rules)[name].bounds
    assert bounds is not None
    low, high = bounds
    return min(max(value, float(low)), float(high))


def ramp(months_in_force: int, ramp_months: int) -> float:
    """Share put into practice when the same amount is added each month, all of it by the last month.

    >>> [ramp(month, 4) for month in (0, 1, 3, 9)]
    [0.25, 0.5, 1.0, 1.0]
    """
    return min(1.0, (months_in_force + 1) / ramp_months)


@cache
def found() -> Mapping[str, type[Reform]]:
    """Every reform by the name of its file, in the order of bundle and enactment."""
    here = importlib.import_module("govsim.reforms")
    rules: dict[str, type[Reform]] = {}
    for module_info in pkgutil.iter_modules(here.__path__):
        name = module_info.name
        if name == "base":
            continue
        module = importlib.import_module(f"govsim.reforms.{name}")
        expected = "".join(part.capitalize() for part in name.split("_"))
        rule = getattr(module, expected, None)
        if not (isinstance(rule, type) and issubclass(rule, Reform)):
            raise TypeError(f"govsim/reforms/{name}.py must define the reform class {expected}")
        rules[name] = rule
    return dict(sorted(rules.items(), key=lambda item: (item[1].bundle or "Z", item[1].enacted, item[0])))


@cache
def bundles() -> Mapping[str, tuple[str, ...]]:
    """Names of the reforms of each bundle, R1 to R3, in the order of `found`."""
    names: dict[str, tuple[str, ...]] = {}
    for name, rule in found().items():
        if rule.bundle:
            names[rule.bundle] = (*names.get(rule.bundle, ()), name)
    return names


@cache
def name_of(rule: type[Reform]) -> str:
    """File name of a reform class: FunctionStripping -> function_stripping."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", rule.__name__).lower()
