"""Faults in the reader's language: the words are those of the command line's file check."""

from __future__ import annotations

import re

from govsim.cli.faults import translated as worded
from govsim.params import Fault
from govsim.report.texts import Lang


def translated(fault: Fault, lang: Lang) -> Fault:
    """The fault in a language, with the line that it names."""
    told = worded(fault, lang)
    return told if lang == "en" else Fault(re.sub(r"^line (\d+)", r"第\1行", told.where), told.message)
