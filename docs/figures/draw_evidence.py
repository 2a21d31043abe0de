"""Draws the pictures of the evidence document: `python docs/figures/draw_evidence.py`.

The report card is the one that the package carries; the chain of causes takes two runs.
"""

from __future__ import annotations

from pathlib import Path

from govsim.experiment.twins import twins
from govsim.experiment.validation_folder import from_card
from govsim.report.evidence_tables import card
from govsim.report.style import save
from govsim.report.twins import chain_figure
from govsim.report.validation import figures
from govsim.scenario import load

FIGURES = Path(__file__).parent
COURTYARD = "Haijiaoshi-11"


def draw() -> None:
    """Every picture in both languages."""
    found = from_card(card())
    pair = twins(*(load(name, ["sample=0.05"]) for name in ("jinjiang", "no_reform")), "courtyard", COURTYARD)
    for lang, end in (("en", ""), ("zh", "_zh")):
        for name, figure in figures(found, lang):
            save(figure, FIGURES / f"evidence_{name}{end}.png")
        save(chain_figure(pair, lang), FIGURES / f"evidence_chain{end}.png")


if __name__ == "__main__":
    draw()
