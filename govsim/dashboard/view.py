"""View: what the address of a page says, so that a link, a reload and the back button keep everything."""

from __future__ import annotations

import base64
import zlib
from dataclasses import dataclass, replace
from typing import Any, Literal
from urllib.parse import parse_qs, urlencode

from govsim.measures import MEASURES
from govsim.report.texts import Lang
from govsim.scenario import shipped

PAGES = ("start", "scenario", "run", "compare", "map", "affected", "network", "sweep", "evidence", "export")
LEVELS = ("street", "community", "courtyard")
SHOWN = ("difference", "a", "b")
SPEEDS = ("quick", "full")
WORLDS = ("own", "plausible")

LONGEST_TEXT = 100_000
"""Characters of a scenario in an address or an upload; the longest shipped one has 3,000."""

MOST_PAIRS = 100
"""Pairs of runs that the dashboard makes; the command line makes more."""

PACKED = "~"
"""Begins a scenario that is written out in an address; others are names of shipped ones."""


@dataclass(frozen=True)
class View:
    """The state of a page; every field has a place in the address."""

    page: str = "start"
    a: str = "no_reform"
    """Name of a shipped scenario, or the TOML text of another."""
    b: str = "jinjiang"
    lang: Lang | None = None
    """None for the reader's own."""
    measure: str = "satisfaction"
    speed: Literal["quick", "full"] = "quick"
    pairs: int = 8
    """Pairs of a full run."""
    worlds: Literal["own", "plausible"] = "own"
    """Whether the pairs of a full run are made in the scenarios' own world, or each in a plausible one."""
    level: str = "community"
    shown: str = "difference"
    unit: str = ""
    """Place whose course the map shows."""
    study: str = ""
    """Folder of a stored study, by its name."""

    def but(self, **changes: Any) -> View:
        """The same with some fields changed."""
        return replace(self, **changes)


def address(view: View) -> str:
    """Path and query of a view; what is as by default is left out.

    >>> address(View(page="compare", measure="takeup"))
    '/compare?measure=takeup'
    """
    plain = View()
    query = {
        name: packed(value) if name in ("a", "b") else str(value)
        for name, value in vars(view).items() if name != "page" and value != getattr(plain, name)
    }
    path = "/" if view.page == "start" else f"/{view.page}"
    return path + (f"?{urlencode(query)}" if query else "")


def viewed(path: str, query: str | None) -> View:
    """The view of an address; whatever does not fit is as by default.

    >>> viewed("/map", "level=street&measure=nonsense").level
    'street'
    """
    page = path.strip("/").split("/")[0] or "start"
    found = {name: values[-1] for name, values in parse_qs(query or "", max_num_fields=40).items()}
    allowed: dict[str, Any] = {
        "lang": ("en", "zh"), "measure": MEASURES, "speed": SPEEDS, "worlds": WORLDS, "level": LEVELS, "shown": SHOWN,
    }
    fields: dict[str, Any] = {name: found[name] for name in allowed if found.get(name) in allowed[name]}
    for name in ("a", "b"):
        text = unpacked(found.get(name, ""))
        if text is not None:
            fields[name] = text
    if found.get("pairs", "").isdecimal():
        fields["pairs"] = min(max(int(found["pairs"][:6]), 1), MOST_PAIRS)
    for name in ("unit", "study"):
        if 0 < len(found.get(name, "")) <= 80:
            fields[name] = found[name]
    return View(page=page if page in PAGES else "start", **fields)


def packed(text: str) -> str:
    """A scenario as an address holds it."""
    if text in shipped():
        return text
    return PACKED + base64.urlsafe_b64encode(zlib.compress(text.encode(), 9)).decode().rstrip("=")


def unpacked(text: str) -> str | None:
    """The scenario of an address; None where it is neither shipped nor a text of allowed length."""
    if text in shipped():
        return text
    if not text.startswith(PACKED):
        return None
    try:
        raw = base64.urlsafe_b64decode(text[1:] + "=" * (-len(text[1:]) % 4))
        opened = zlib.decompressobj()
        plain = opened.decompress(raw, LONGEST_TEXT)
        return None if opened.unconsumed_tail or not plain else plain.decode()
    except (ValueError, zlib.error):
        return None
