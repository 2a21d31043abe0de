"""Texts: everything that a reader of the dashboard sees, in English and Chinese; one file a page, found by file name.

Titles and definitions of measures, reforms, parameters, scenarios and places come with these themselves.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Mapping
from functools import cache

from govsim.report.texts import Lang


@cache
def texts() -> Mapping[str, tuple[str, str]]:
    """Every text by key, (English, Chinese); a key that two files have is a TypeError."""
    found: dict[str, tuple[str, str]] = {}
    for item in pkgutil.iter_modules(__path__):
        more: dict[str, tuple[str, str]] = importlib.import_module(f"{__name__}.{item.name}").TEXTS
        twice = found.keys() & more.keys()
        if twice:
            raise TypeError(f"{item.name}: {', '.join(sorted(twice))} is in another file too")
        found |= more
    return found


class Open(dict[str, object]):
    """Words of a text; those that are not given stay in braces."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def say(key: str, lang: Lang, **words: object) -> str:
    """One text with its words filled in; KeyError for an unknown key. Words not given are left to the browser."""
    return texts()[key][lang == "zh"].format_map(Open(words))
