"""Figures of twins: how a difference made its way to an agent, and what came of it in both worlds."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np

from govsim.month import month_name
from govsim.params import declared
from govsim.place import load_place
from govsim.report.marks import draw_marks
from govsim.report.state_words import TIERS, is_coded, pair_words, state_word, tier_word, value_word
from govsim.report.style import (
    BASELINE,
    FAINT,
    INK,
    SOFT,
    colour,
    legend,
    new_figure,
    save_all,
    settle,
    styled,
    time_axis,
    year,
)
from govsim.report.texts import Lang, text, titled
from govsim.rules import Rules

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

    from govsim.experiment.twins import Step, Twins

ROW = 0.235
"""Inches a line takes."""

MOST_REFORMS = 2
"""A rule that more reforms change is told by its meaning."""


@dataclass(frozen=True)
class Line:
    """A line of the chain: one step, or all rules that the same revisions changed in a month."""

    steps: tuple[Step, ...]

    @property
    def table(self) -> str:
        """Whose number it is, by table."""
        return self.steps[0].found.variable.split(".")[0]

    def words(self, lang: Lang) -> str:
        """What differs."""
        first = self.steps[0].found
        if self.table == "rules" and self.steps[0].revisions:
            names = dict.fromkeys(words[lang == "zh"] for step in self.steps for words in step.revisions)
            if len(names) > MOST_REFORMS and first.variable != "rules.news":
                known = declared(Rules)[first.variable.removeprefix("rules.")]
                return known.zh if lang == "zh" else known.doc
            named = ("、" if lang == "zh" else ", ").join(names)
            return text("twins_news", lang).format(reforms=named) if first.variable == "rules.news" else named
        word = state_word(first.variable, first.part, lang)
        if first.sphere == "elsewhere":
            word = text("twins_elsewhere", lang).format(what=word)
        return word

    def change(self, lang: Lang) -> str:
        """From the value in the baseline to that in the scenario."""
        if self.table == "rules":
            return ""
        first = self.steps[0].found
        return " → ".join(pair_words(first.variable, first.baseline, first.scenario, lang))


def lines(found: Twins) -> list[Line]:
    """The chain, with rules that the same revisions changed in a month put together."""
    grouped: dict[object, list[Step]] = {}
    for step in found.chain:
        item = step.found
        news = item.variable == "rules.news"
        rule = item.variable.startswith("rules.") and bool(step.revisions)
        key: object = (item.month, news, step.revisions) if rule else (item.variable, item.sphere)
        grouped.setdefault(key, []).append(step)
    return [Line(tuple(steps)) for steps in grouped.values()]


def write_twins_figures(found: Twins, folder: Path, lang: Lang = "en") -> list[Path]:
    """Both figures as PNG; nothing where the worlds do not differ."""
    if not found.chain:
        return []
    return save_all([("chain", chain_figure(found, lang)), ("course", course_figure(found, lang))], folder)


def agent_words(found: Twins, lang: Lang) -> str:
    """The agent, as in "courtyard Haijiaoshi-11"."""
    name = place_name(found, found.trace.name, lang)
    if found.trace.kind == "street":
        name = name.removesuffix("街道")
    return text(f"twins_{found.trace.kind}", lang).format(name=name)


def belongs_words(found: Twins, lang: Lang) -> str:
    """District, street, community and courtyard of the agent, as far down as it has them, then the agent."""
    place = load_place(found.scenario.place)
    below = [place_name(found, name, lang) for tier, name in found.trace.above.items() if tier != "district"]
    return " · ".join([titled(place, lang), *below])


def place_name(found: Twins, name: str, lang: Lang) -> str:
    """A street, community or courtyard for readers; courtyards are numbered within their community."""
    if lang == "en":
        return name
    place = load_place(found.scenario.place)
    chinese = {item.name: item.name_zh for item in place.streets}
    chinese |= {item.name: item.name_zh for item in place.communities}
    first, dash, number = name.rpartition("-")
    return chinese.get(name) or (f"{chinese[first]}{dash}{number}" if first in chinese else name)


def decision_words(found: Twins, lang: Lang) -> str:
    """The first decision that differs."""
    if found.decision is None:
        return text("twins_no_decision", lang)
    item = found.decision.found
    baseline, scenario = pair_words(item.variable, item.baseline, item.scenario, lang)
    return text("twins_first_decision", lang).format(
        month=item.month, what=state_word(item.variable, item.part, lang), differ=item.differ, of=item.of,
        baseline=baseline, scenario=scenario,
    )


def part_of(found: Twins, variable: str) -> int:
    """The component of a vector that is shown, -1 for a number."""
    from govsim.experiment.twins import column_of

    column = column_of(found.trace, variable)
    return int(column.rpartition(":")[2]) if ":" in column else -1


def chain_figure(found: Twins, lang: Lang = "en") -> Figure:
    """Every step a line, in the order in which differences arose; a column a tier; lines lead from cause to effect."""
    drawn = lines(found)
    at = {step.found: number for number, line in enumerate(drawn) for step in line.steps}
    tables = [name for name in TIERS if any(line.table == name for line in drawn)]
    with styled():
        title = text("twins_title", lang).format(agent=agent_words(found, lang))
        note = text("twins_note", lang).format(
            scenario=titled(found.scenario, lang), baseline=titled(found.baseline, lang), seed=found.seed)
        figure = new_figure(9.6, 1.1 + ROW * (len(drawn) + 1), title, note)
        axes = figure.subplots()
        width = 1.0 * len(tables)
        for number, line in enumerate(drawn):
            column = tables.index(line.table)
            causes = sorted({at[cause] for step in line.steps for cause in step.causes})
            for cause in causes:
                lead(axes, (tables.index(drawn[cause].table), cause), (column, number))
        for number, line in enumerate(drawn):
            column = tables.index(line.table)
            step = line.steps[0]
            shade = INK if step.found.sphere == "here" else BASELINE
            outcome = step.found.variable in found.outcomes and step.found.sphere == "here"
            decided = found.decision is not None and step.found == found.decision.found
            marked = colour(0) if outcome else colour(1) if decided else shade
            axes.plot([column], [number], "o", color=marked, markersize=7 if outcome or decided else 4.5, zorder=3)
            words = line.words(lang)
            change = line.change(lang)
            axes.annotate(
                f"{words}  {change}" if change else words, (width - 0.35, number), va="center", fontsize=8.5,
                color=marked if outcome or decided else shade, annotation_clip=False,
            )
            month = step.found.month
            if number == 0 or drawn[number - 1].steps[0].found.month != month:
                axes.axhline(number - 0.5, color=FAINT, linewidth=0.9, zorder=0)
                axes.annotate(month, (-0.9, number), va="center", ha="right", fontsize=8.5, color=SOFT)
        for column, name in enumerate(tables):
            axes.axvline(column, color=FAINT, linewidth=0.8, zorder=0)
            axes.annotate(
                tier_word(f"{name}.", lang), (column, -0.9), rotation=38, ha="left", va="bottom", fontsize=8.5,
                color=SOFT, annotation_clip=False,
            )
        axes.set_xlim(-0.9, width + 6.2)
        axes.set_ylim(len(drawn) - 0.4, -4.2)
        axes.axis("off")
        legend(figure, [(colour(1), text("twins_decision", lang)), (colour(0), text("twins_outcome", lang))], 0.66)
        settle(figure)
    return figure


def lead(axes: Axes, cause: tuple[int, int], effect: tuple[int, int]) -> None:
    """A curve from a cause down to its effect."""
    from matplotlib.patches import FancyArrowPatch

    bend = 0.0 if cause[0] != effect[0] else 0.25 if effect[1] - cause[1] > 1 else 0.0
    axes.add_patch(FancyArrowPatch(
        cause, effect, arrowstyle="-|>", mutation_scale=7, shrinkA=4, shrinkB=4, color="#9aa5b1", linewidth=0.9,
        connectionstyle=f"arc3,rad={bend}", zorder=1,
    ))


def course_figure(found: Twins, lang: Lang = "en") -> Figure:
    """The outcomes, and the numbers that feed them, month by month in both worlds."""
    from govsim.experiment.twins import column_of

    shown = list(dict.fromkeys([*found.outcomes, *(name for item in found.outcomes for name in found.feeds(item))]))
    columns = 3
    height = -(-len(shown) // columns)
    months = tuple(month_name(month) for month in found.scenario.months)
    with styled():
        title = text("twins_course_title", lang).format(agent=agent_words(found, lang))
        figure = new_figure(9.6, 1.0 + 1.85 * height, title, text("twins_course_note", lang))
        panels = figure.subplots(height, columns, squeeze=False, sharex=True).ravel()
        for axes, name in zip(panels, shown, strict=False):
            values = found.trace.series[column_of(found.trace, name)].astype(float)
            coded = is_coded(name) and (values == values.round()).all()
            if coded:
                codes, at = np.unique(values, return_inverse=True)
                values[:] = at
            for world, shade in (("baseline", BASELINE), ("scenario", colour(0))):
                inside = found.trace.series["world"] == world
                axes.plot([year(month) for month in found.trace.series.loc[inside, "month"]], values[inside],
                          color=shade, linewidth=1.4)
            colon = "：" if lang == "zh" else ": "
            heading = f"{tier_word(name, lang)}{colon}{state_word(name, part_of(found, name), lang)}"
            axes.set_title(heading, fontsize=8.8, color=INK if name in found.outcomes else SOFT)
            time_axis(axes, months, most=5)
            draw_marks(axes, [found.scenario], lang, labels=False)
            low, high = axes.get_ylim()
            axes.set_ylim(min(low, 0.0) if np.isfinite(low) else low, high)
            if coded:
                axes.set_yticks(range(len(codes)), [value_word(name, code, lang) for code in codes])
        for axes in panels[len(shown):]:
            axes.set_visible(False)
        for axes in panels[: len(shown)][-columns:]:
            axes.tick_params(labelbottom=True)
        entries = [(BASELINE, titled(found.baseline, lang)), (colour(0), titled(found.scenario, lang))]
        legend(figure, entries, 0.12)
        settle(figure)
    return figure
