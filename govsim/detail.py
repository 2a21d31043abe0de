"""Level of detail: of which units a run has tables."""

from __future__ import annotations

from collections.abc import Mapping

DETAIL: Mapping[str, tuple[str, ...]] = {
    "district": ("district",),
    "street": ("district", "street", "group"),
    "community": ("district", "street", "group", "community"),
    "courtyard": ("district", "street", "group", "community", "courtyard"),
}
"""Level of detail -> the levels that a run has tables of; what is asked for less is computed faster."""
