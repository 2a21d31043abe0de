"""Measures: what is observed of the district each month, each with definition, unit and better direction.

One file a tier. A reading is made at the finest level where it is defined as values and weights;
coarser levels are made of it in `govsim.observation`. Measures are absolute; comparisons between
scenarios are made outside.
"""

from __future__ import annotations

from collections.abc import Mapping

from govsim.measures import courtyards, organizations, residents, streets
from govsim.measures.measure import LEVELS, UPWARD, Existing, Measure, Snapshot, Values, Weights

__all__ = ["LEVELS", "MEASURES", "UPWARD", "Existing", "Measure", "Snapshot", "Values", "Weights"]

MEASURES: Mapping[str, Measure] = {
    measure.name: measure
    for tier in (streets, courtyards, organizations, residents)
    for measure in tier.MEASURES
}
"""Every measure by name, in the order of the tiers."""
