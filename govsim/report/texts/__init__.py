"""Every text of figures, pages and sentences, in English and Chinese, one file a subject, found by file name.

Measures and reforms bring their own titles.
"""

from __future__ import annotations

import importlib
import pkgutil
from collections.abc import Iterable
from string import Formatter
from typing import Any, Literal

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


class Counted(Formatter):
    """Fills texts in: after a number, `{n:run}` is "run" or "runs", `{n:pair of runs}` and `{n:run is|runs are}` alike.

    >>> [Counted().format("{n:run is|runs are} done", n=number) for number in (1, 2)]
    ['1 run is done', '2 runs are done']
    """

    def format_field(self, value: Any, format_spec: str) -> str:
        """A number with the noun that stands where other formats do."""
        if len(format_spec) < 2 or not format_spec.translate({32: "", 124: ""}).isalpha():
            return str(super().format_field(value, format_spec))
        one, _, many = format_spec.partition("|")
        first, *rest = one.split(" ")
        return f"{value} {one if str(value) == '1' else many or ' '.join([f'{first}s', *rest])}"


def filled(template: str, **words: object) -> str:
    """A text with its words filled in; KeyError for a word left out."""
    return Counted().vformat(template, (), words)


def shows(seeds: int, worlds: int, lang: Lang) -> str:
    """What the intervals and bands of several runs show, to follow a figure's note."""
    return text("shows_worlds" if worlds else "shows_chance", lang) if seeds > 1 else ""


def titled(thing: object, lang: Lang) -> str:
    """The title of a measure, scenario or reform in a language; the English one where no Chinese is given."""
    english: str = getattr(thing, "title", "") or getattr(thing, "name", "")
    return (getattr(thing, "title_zh", "") or english) if lang == "zh" else english
