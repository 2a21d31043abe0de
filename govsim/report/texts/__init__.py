"""Every text of figures, pages and sentences, in English and Chinese, one file a subject, found by file name.

Measures and reforms bring their own titles.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from typing import Literal

Lang = Literal["en", "zh"]


def gathered(package: str, folders: Iterable[str]) -> dict[str, tuple[str, str]]:
    """The TEXTS of all files of a package by key, (English, Chinese); a key that two files have is a TypeError."""
    found: dict[str, tuple[str, str]] = {}
    for item in pkgutil.iter_modules(folders):
        more: dict[str, tuple[str, str]] = importlib.import_module(f"{package}.{item.name}").TEXTS
        twice = found.keys() & more.keys()
        if twice:
            raise TypeError(f"{item.name}: {', '.join(sorted(twice))} is in another file too")
        found |= more
    return found


TEXTS = gathered(__name__, __path__)
"""Key -> (English, Chinese); words in braces are filled in."""


def text(key: str, lang: Lang) -> str:
    """One text; KeyError for an unknown key."""
    return TEXTS[key][lang == "zh"]


def shows(seeds: int, worlds: int, lang: Lang) -> str:
    """What the intervals and bands of several runs show, to follow a figure's note."""
    return text("shows_worlds" if worlds else "shows_chance", lang) if seeds > 1 else ""


def titled(thing: object, lang: Lang) -> str:
    """The title of a measure, scenario or reform in a language; the English one where no Chinese is given."""
    english: str = getattr(thing, "title", "") or getattr(thing, "name", "")
    return (getattr(thing, "title_zh", "") or english) if lang == "zh" else english
