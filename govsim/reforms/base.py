"""Reform: a pure, dated, placed revision of the rules in force.

A reform sees the rules and the months since it came into force, nothing else: no agents, no model,
no chance. One file per reform in this folder, one public subclass of `Reform` per file, found by
file name.
"""

from __future__ import annotations

import importlib
import pkgutil
import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import ClassVar

from govsim.rules import Rules


@dataclass(frozen=True)
class Reform(ABC):
    """Base of every reform rule; the parameters are `param()` fields of the subclass."""

    title: ClassVar[str]
    """Name shown to readers, English."""
    title_zh: ClassVar[str]
    """Name shown to readers, Chinese."""
    bundle: ClassVar[str]
    """R1 street functions, R2 community governance, R3 social organizations; empty for others."""
    enacted: ClassVar[str]
    """First day of the month in which Jinjiang put it into force, as in TOML; empty for others."""
    level: ClassVar[str]
    """Where it is decided: "street" (place names are streets) or "community" (either)."""

    @abstractmethod
    def revise(self, rules: Rules, months_in_force: int) -> Rules:
        """The rules after this reform has been in force for `months_in_force` months (0 at first)."""


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


def name_of(rule: type[Reform]) -> str:
    """File name of a reform class: FunctionStripping -> function_stripping."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", rule.__name__).lower()
