"""What holds for every dictionary of texts: each has the same blanks in both languages, and is said somewhere."""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from string import Formatter

import govsim

PACKAGE = Path(govsim.__file__).parent


def blanks(text: str) -> set[str]:
    """The words in braces."""
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def unsaid(keys: Iterable[str], folders: Iterable[str], made: re.Pattern[str]) -> list[str]:
    """Keys that no source in these folders of the package has, and that are not `made` of parts."""
    files = (path for folder in folders for path in (PACKAGE / folder).rglob("*") if path.suffix in (".py", ".vue"))
    sources = "\n".join(path.read_text("utf-8") for path in files if path.parent.name != "texts")
    said = set(re.findall(r"[\"'.]([\w:-]+)", sources))
    return [key for key in keys if key not in said and not made.fullmatch(key)]
