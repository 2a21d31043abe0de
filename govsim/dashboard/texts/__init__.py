"""Texts: everything that a reader of the dashboard sees, in English and Chinese; one file a page, found by file name.

Titles and definitions of measures, reforms, parameters, scenarios and places come with these themselves.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache

from govsim.report.texts import Lang, gathered


@cache
def texts() -> Mapping[str, tuple[str, str]]:
    """Every text by key, (English, Chinese); a key that two files have is a TypeError."""
    return gathered(__name__, __path__)


class Open(dict[str, object]):
    """Words of a text; those that are not given stay in braces."""

    def __missing__(self, key: str) -> str:
        return "{" + key + "}"


def say(key: str, lang: Lang, **words: object) -> str:
    """One text with its words filled in; KeyError for an unknown key. Words not given are left to the browser."""
    return texts()[key][lang == "zh"].format_map(Open(words))
