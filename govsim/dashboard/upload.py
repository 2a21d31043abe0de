"""Upload: the text of a scenario file that a reader opens, as a document, or what is wrong with it."""

from __future__ import annotations

from govsim.dashboard.document import opened
from govsim.dashboard.spoken import translated
from govsim.dashboard.texts import say
from govsim.dashboard.view import LONGEST_TEXT
from govsim.params import InputError
from govsim.report.texts import Lang


def uploaded(given: object, lang: Lang) -> tuple[str, str]:
    """The document and "", or "" and every fault, a line each, for whatever the browser sent."""
    if not isinstance(given, str) or len(given) > LONGEST_TEXT:
        return "", say("too_large", lang, size=LONGEST_TEXT // 1000)
    try:
        return opened(given), ""
    except InputError as error:
        return "", "\n".join(str(translated(fault, lang)) for fault in error)
