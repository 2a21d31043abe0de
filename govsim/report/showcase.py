"""Figure of demonstration courtyards: their lead over the others, and what of it they owe to being shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from govsim.report.style import BASELINE, INK, colour, legend, new_figure, settle, styled, time_axis, year
from govsim.report.texts import Lang, text, titled
from govsim.report.units import scale_of, with_unit

if TYPE_CHECKING:
    from matplotlib.figure import Figure

    from govsim.experiment.showcase import Showcase


def showcase(found: Showcase, lang: Lang = "en") -> Figure:
    """Lead, selection and effect by month, with intervals where there are several replications."""
    shades = {"lead": colour(1), "effect": colour(0), "selection": BASELINE}
    scale = scale_of("0-1", 1.0, lang)
    with styled():
        title = text("showcase_title", lang).format(scenario=titled(found.scenario, lang))
        note = with_unit(scale.effect, text("showcase_note", lang).format(runs=len(found.seeds)), lang)
        figure = new_figure(8.2, 4.2, title, note, 1)
        axes = figure.add_subplot()
        axes.axhline(0.0, color=INK, linewidth=0.9)
        for name, shade in shades.items():
            rows = found.by_month[found.by_month["quantity"] == name]
            at = [year(month) for month in rows["month"]]
            axes.fill_between(at, rows["low"] * scale.factor, rows["high"] * scale.factor, color=shade, alpha=0.2, lw=0)
            axes.plot(at, rows["mean"] * scale.factor, color=shade)
        time_axis(axes, tuple(dict.fromkeys(found.by_month["month"])))
        legend(figure, [(shade, text(f"showcase_{name}", lang)) for name, shade in shades.items()], 0.62, left=True)
        settle(figure)
    return figure
