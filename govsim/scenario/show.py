"""Values as a fault shows them: as TOML writes them, and short whatever a file holds."""

from __future__ import annotations

import datetime
import json
from typing import Any

_LONGEST = 60
_MOST_ITEMS = 5


def show(value: Any, depth: int = 2) -> str:
    """A value in TOML's writing, cut where it is long or deep.

    >>> show({"share": 0.5, "of": ["streets", True]})
    '{share = 0.5, of = ["streets", true]}'
    """
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int):
        return str(value) if abs(value) < 10**30 else "a number of more than 30 digits"
    if isinstance(value, str):
        cut = value if len(value) <= _LONGEST else value[:_LONGEST] + "…"
        return json.dumps(sound(cut), ensure_ascii=False)
    if isinstance(value, (datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, list):
        shown = [show(item, depth - 1) for item in value[:_MOST_ITEMS]] if depth else []
        return f"[{', '.join(shown + ['…'] * (len(value) > len(shown)))}]"
    if isinstance(value, dict):
        items = list(value.items())[:_MOST_ITEMS] if depth else []
        pairs = [f"{cut_key(key)} = {show(item, depth - 1)}" for key, item in items]
        return "{" + ", ".join(pairs + ["…"] * (len(value) > len(pairs))) + "}"
    return repr(value)


def cut_key(key: str) -> str:
    """A key as TOML writes it, quoted where it must be, cut where it is long."""
    bare = key.isascii() and key.replace("-", "").replace("_", "").isalnum() and len(key) <= _LONGEST
    return key if bare else show(key)


def sound(text: str) -> str:
    """A text that any terminal and file takes: what is no character becomes a question mark."""
    return text.encode("utf-8", "replace").decode("utf-8")
