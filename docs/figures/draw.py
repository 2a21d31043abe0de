"""Draws the pictures of the README: `python docs/figures/draw.py [REPLICATIONS]`.

The runs are kept in `results/readme`, so that drawing again runs only what the code has changed.
"""

from __future__ import annotations

import sys
from pathlib import Path

import govsim
from govsim.report.overview import overview
from govsim.report.style import save

ROOT = Path(__file__).parents[2]


def draw(replications: int) -> None:
    """Compare the two scenarios and draw the overview in both languages."""
    found = govsim.compare("no_reform", "jinjiang", replications=replications, out=ROOT / "results" / "readme")
    save(overview(found, "en"), ROOT / "docs" / "figures" / "overview.png")
    save(overview(found, "zh"), ROOT / "docs" / "figures" / "overview_zh.png")


if __name__ == "__main__":
    draw(int(sys.argv[1]) if len(sys.argv) > 1 else govsim.REPLICATIONS)
