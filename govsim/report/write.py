"""Every figure of a comparison, as files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from govsim.measures import MEASURES
from govsim.report.overview import MAIN, cost_outcome, overview
from govsim.report.places import by_street, winners
from govsim.report.series import difference, formal_functional, levels
from govsim.report.style import save_all
from govsim.report.texts import Lang

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from govsim.experiment.compare import Comparison


def figures(comparison: Comparison, lang: Lang = "en", measures: Sequence[str] = MAIN) -> Iterator[tuple[str, Figure]]:
    """Name and figure, one after the other: the overview, and for every measure what there is to see."""
    yield "overview", overview(comparison, lang)
    yield "formal_functional", formal_functional(comparison, lang)
    yield "cost_satisfaction", cost_outcome(comparison, "satisfaction", lang)
    for measure in measures:
        yield f"levels_{measure}", levels(comparison, measure, lang)
        yield f"difference_{measure}", difference(comparison, measure, lang)
    for scenario in comparison.scenarios:
        for measure in dict.fromkeys(comparison.winners["measure"]):
            if "street" in MEASURES[measure].levels:
                yield f"streets_{scenario.name}_{measure}", by_street(comparison, measure, scenario, lang)
            yield f"winners_{scenario.name}_{measure}", winners(comparison, measure, scenario, lang)


def write_figures(
    comparison: Comparison, folder: Path, lang: Lang = "en", measures: Sequence[str] = MAIN
) -> list[Path]:
    """Write every figure of `figures` as PNG; the files."""
    return save_all(figures(comparison, lang, measures), folder)
