"""When reforms begin, as marks on a time axis."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from govsim.month import month_name
from govsim.report.style import SOFT, spread, year
from govsim.report.texts import Lang

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from govsim.scenario import Scenario

Mark = tuple[str, str]
"""Month and label."""

MARK = "#cfd6dc"
"""Colour of the lines."""

SHORT = 5
"""Letters of a name that still stands over its line."""


def reform_marks(scenario: Scenario, lang: Lang) -> list[Mark]:
    """First month of every bundle of which a scenario has two rules or more, and of every other revision."""
    starts: dict[str, int] = {}
    bundles = [getattr(revision.change, "bundle", "") for revision in scenario.revisions]
    for revision, bundle in zip(scenario.revisions, bundles, strict=True):
        label = bundle if bundle and bundles.count(bundle) > 1 else revision.words[lang == "zh"]
        starts[label] = min(revision.start, starts.get(label, revision.start))
    return sorted((month_name(month), label) for label, month in starts.items())


def draw_marks(
    axes: Axes, scenarios: Sequence[Scenario], lang: Lang, labels: bool = True, inside: bool = False
) -> None:
    """Upright lines where reforms of any of the scenarios begin, named above the axes.

    Short names stand in one row over their lines, moved apart where they would touch; long ones begin
    at their lines, each in the lowest of three rows that is free. With `inside`, as in small panels, names
    that would reach beyond the panel or need a second row are left out.
    """
    found: dict[str, list[str]] = {}
    for scenario in scenarios:
        for month, label in reform_marks(scenario, lang):
            if label not in found.setdefault(month, []):
                found[month].append(label)
    for month in found:
        axes.axvline(year(month), color=MARK, linewidth=0.9, zorder=0.5)
    if not labels or not found:
        return
    marks = sorted((year(month), "/".join(sorted(names))) for month, names in found.items())
    first, last = axes.get_xlim()
    figure = axes.get_figure()
    per_inch = (last - first) / (figure.get_figwidth() * axes.get_position().width)  # type: ignore[union-attr]
    widths = [_inches(label) * per_inch for _, label in marks]
    rows: list[int | None]
    if all(len(label) <= SHORT for _, label in marks):
        at, rows, align = spread([at for at, _ in marks], max(widths) + 0.06 * per_inch), [0 for _ in marks], "center"
    else:
        at, rows, align = [at for at, _ in marks], _free_rows(marks, widths, 0.16 * per_inch), "left"
        if inside:
            rows = [row if row == 0 and x + width <= last + 0.1 * per_inch else None
                    for x, width, row in zip(at, widths, rows, strict=True)]
    for x, row, (_, label) in zip(at, rows, marks, strict=True):
        if row is not None:
            axes.annotate(
                label, (x, 1.0), xytext=(0, 2 + 11 * row), xycoords=("data", "axes fraction"), fontsize=8.5,
                textcoords="offset points", color=SOFT, va="bottom", ha=align,
            )


def _inches(label: str) -> float:
    """Width of a label, about."""
    return sum(0.12 if ord(letter) > 0x2E80 else 0.066 for letter in label)


def _free_rows(marks: Sequence[tuple[float, str]], widths: Sequence[float], gap: float) -> list[int | None]:
    """For each label the lowest row in which it covers none before it; None where all three are taken."""
    ends = [-float("inf")] * 3
    rows: list[int | None] = []
    for (at, _), width in zip(marks, widths, strict=True):
        row = next((number for number, end in enumerate(ends) if at >= end), None)
        if row is not None:
            ends[row] = at + width + gap
        rows.append(row)
    return rows
