"""Pages: one file a page, each with a component `Page(state)`; a page is there as soon as its file is."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cache
from importlib.util import find_spec
from typing import Any

from govsim.dashboard.view import PAGES


@cache
def pages() -> tuple[str, ...]:
    """Names of the pages that there are, in the order of the navigation."""
    return tuple(name for name in PAGES if find_spec(f"{__name__}.{name}") is not None)


def page(name: str) -> Callable[..., Any]:
    """The component of a page; that of the first page where there is none of this name."""
    chosen = name if name in pages() else pages()[0]
    component: Callable[..., Any] = importlib.import_module(f"{__name__}.{chosen}").Page
    return component
