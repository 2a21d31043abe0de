"""Explain: everything that is declared about a name, in English and Chinese.

A name is a reform, a bundle, a parameter (`loss_aversion`, `world.loss_aversion`, `rules.mandate`,
`function_stripping.shadow_weight`), a measure, a scenario, a place, a draw key or a source; where
several things share it, all are explained. Reforms and measures answer to their titles too.
"""

from __future__ import annotations

from govsim.explain.names import Explained, explain, owners
from govsim.explain.words import BETTER, DRAWS_ZH, LEVELS, TAGS, allowed, joined, reference, value

__all__ = [
    "BETTER", "DRAWS_ZH", "LEVELS", "TAGS", "Explained", "allowed", "explain", "joined", "owners", "reference", "value",
]
