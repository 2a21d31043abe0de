"""Faults in the reader's language: the words are those of the command line's file check."""

from __future__ import annotations

from govsim.cli.faults import translated

__all__ = ["translated"]
