"""Trace: one agent in two worlds, process by process, until everything about it that differs is known.

Mechanism  The models of a scenario and of its baseline, under one seed, take each process of each month in turn,
and every number that processes write is compared bit by bit. The first difference of a number is recorded for what
belongs to the agent (`here`: its own rows and those above and below it) and for all others of its kind (`elsewhere`).
"""

from __future__ import annotations

from govsim.trace.belongings import Kind, names
from govsim.trace.differences import AT_START, RULES, WORLDS, Found, Sphere, Trace, Words, find, trace

__all__ = ["AT_START", "RULES", "WORLDS", "Found", "Kind", "Sphere", "Trace", "Words", "find", "names", "trace"]
