"""Phrases of faults, in English and Chinese; words in braces are kept. One file a subject."""

from __future__ import annotations

from govsim.cli.phrases import folder, place, scenario, study

PHRASES = (*scenario.PHRASES, *study.PHRASES, *place.PHRASES, *folder.PHRASES)
"""English and Chinese; of several that fit, the one with most words counts."""
