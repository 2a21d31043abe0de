"""One look for every figure: quiet axes, direct labels, colours that colour-blind readers tell apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import as_file, files
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from matplotlib.axes import Axes
    from matplotlib.figure import Figure

FAMILY = "Govsim Sans"
INK, SOFT, FAINT, PAPER = "#1f2933", "#66707a", "#e3e7ea", "#ffffff"
BASELINE = "#7b8794"
COLOURS = ("#0072B2", "#D55E00", "#009E73", "#CC79A7", "#56B4E9", "#E69F00")
"""Of Okabe and Ito; scenarios beyond the sixth repeat them with dashes."""
GAIN, LOSS = "#0072B2", "#D55E00"

SETTINGS: dict[Any, Any] = {
    "font.family": [FAMILY, "DejaVu Sans"],
    "font.size": 9.5,
    "text.color": INK,
    "text.parse_math": False,
    "axes.labelcolor": SOFT,
    "axes.edgecolor": "#b8c0c7",
    "axes.linewidth": 0.8,
    "axes.spines.top": False,
    "axes.spines.right": False,
    "axes.spines.left": False,
    "axes.grid": True,
    "axes.grid.axis": "y",
    "axes.axisbelow": True,
    "axes.titlelocation": "left",
    "axes.titlesize": 10.5,
    "axes.titlecolor": INK,
    "axes.unicode_minus": True,
    "grid.color": FAINT,
    "grid.linewidth": 0.8,
    "xtick.color": SOFT,
    "ytick.color": SOFT,
    "xtick.labelsize": 8.5,
    "ytick.labelsize": 8.5,
    "ytick.left": False,
    "xtick.major.size": 3.0,
    "lines.linewidth": 1.8,
    "lines.solid_capstyle": "round",
    "figure.facecolor": PAPER,
    "svg.hashsalt": "govsim",
    "svg.fonttype": "path",
}


@cache
def add_font() -> None:
    """Tell matplotlib of the package's font, once."""
    from matplotlib.font_manager import fontManager

    with as_file(files("govsim.report") / "fonts" / "GovsimSans-Regular.otf") as path:
        fontManager.addfont(path)


@contextmanager
def styled() -> Iterator[None]:
    """The look, for making and for saving figures; leaves matplotlib's settings as they were."""
    import matplotlib

    add_font()
    with matplotlib.rc_context(SETTINGS):
        yield


SMALLEST = 6.5
"""Points to which a title or note shrinks that is wider than its figure."""


def new_figure(width: float, height: float, title: str, note: str, lines: int = 0) -> Figure:
    """A figure of a size in inches with its title, a grey line below it and room for `lines` more."""
    from matplotlib.figure import Figure
    from matplotlib.layout_engine import ConstrainedLayoutEngine

    head = (0.62 + 0.24 * lines) / height
    layout = ConstrainedLayoutEngine(rect=(0.008, 0.012, 0.984, 1 - head - 0.012))
    figure = Figure(figsize=(width, height), layout=layout)
    for words, top, size, shade in ((title, 0.12, 13.0, INK), (note, 0.385, 9.0, SOFT)):
        placed = figure.text(0.14 / width, 1 - top / height, words, fontsize=size, color=shade, va="top")
        over = placed.get_window_extent().width / (figure.dpi * (width - 0.2))
        placed.set_fontsize(max(SMALLEST, size / max(1.0, over)))
    return figure


def settle(figure: Figure) -> None:
    """Place everything once and for all: what is measured or drawn later finds it there."""
    figure.draw_without_rendering()
    figure.set_layout_engine("none")


def slant_labels(axes: Axes) -> None:
    """Slant the marks of the level axis where they would touch one another."""
    axes.get_figure().draw_without_rendering()  # type: ignore[union-attr]
    boxes = [label.get_window_extent() for label in axes.get_xticklabels()]
    if any(one.x1 + 4 > other.x0 for one, other in pairwise(boxes)):
        axes.tick_params(axis="x", labelrotation=35)
        for label in axes.get_xticklabels():
            label.set(ha="right", rotation_mode="anchor")


def colour(number: int) -> str:
    """Colour of the scenario with this number, from 0."""
    return COLOURS[number % len(COLOURS)]


def dashes(number: int) -> str:
    """Line style of the scenario with this number."""
    return ("-", "--", ":")[number // len(COLOURS) % 3]


def year(month: str) -> float:
    """A month on the time axis.

    >>> year("2008-07")
    2008.5
    """
    return int(month[:4]) + (int(month[5:]) - 1) / 12


LONG = 36
"""Months from which on an axis of time is marked by years."""


def time_axis(axes: Axes, months: tuple[str, ...], most: int = 9) -> None:
    """Mark Januaries, or months where a run is short, at most `most` of them; a single month is drawn as points."""
    marks = [month for month in months if month.endswith("-01")] if len(months) >= LONG else list(months)
    marks = marks[:: -(-len(marks) // most)]
    axes.set_xticks([year(month) for month in marks], [m[:4] if len(months) >= LONG else m for m in marks])
    if len(months) > 1:
        axes.set_xlim(year(months[0]), year(months[-1]))
        return
    for line in axes.get_lines():
        if len(line.get_xydata()) == 1:  # type: ignore[arg-type]
            line.set_marker("o")


def percent_axis(axes: Axes) -> None:
    """Per cent signs on the upright axis."""
    from matplotlib.ticker import FuncFormatter

    axes.yaxis.set_major_formatter(FuncFormatter(lambda value, _: f"{value:g}%".replace("-", "−")))


def spread(positions: list[float], gap: float) -> list[float]:
    """Positions moved apart to be at least `gap` from one another, as little as needed, order kept.

    >>> spread([0.0, 0.2, 3.0], 1.0)
    [-0.4, 0.6, 3.0]
    """
    order = sorted(range(len(positions)), key=positions.__getitem__)
    blocks: list[list[float]] = []  # each: centre, members
    for index in order:
        blocks.append([positions[index], 1])
        while len(blocks) > 1 and blocks[-1][0] - blocks[-2][0] < gap * (blocks[-1][1] + blocks[-2][1]) / 2 - 1e-12:
            centre, members = blocks.pop()
            before, others = blocks.pop()
            blocks.append([(centre * members + before * others) / (members + others), members + others])
    placed = [centre + gap * (i - (members - 1) / 2) for centre, members in blocks for i in range(int(members))]
    result = [0.0] * len(positions)
    for index, position in zip(order, placed, strict=True):
        result[index] = position
    return result


def legend(
    figure: Figure, entries: Sequence[tuple[str, str]], inches_down: float, left: bool = False, signs: str = ""
) -> None:
    """Dots, or `signs`, with names (colour, name) in a row, written in their colours, at the right unless `left`."""
    at, step = (0.14, 1) if left else (figure.get_figwidth() - 0.14, -1)
    told = list(zip(entries, signs or "●" * len(entries), strict=True))
    for (shade, name), sign in told if left else reversed(told):
        drawn = figure.text(
            at / figure.get_figwidth(), 1 - inches_down / figure.get_figheight(), f"{sign} {name}", color=shade,
            ha="left" if left else "right", va="top", fontsize=9.5,
        )
        at += step * (drawn.get_window_extent().width / figure.dpi + 0.15)


def label_points(
    axes: Axes, points: list[tuple[float, float]], names: list[str], shades: list[str]
) -> None:
    """Names beside points, each on the first side where it covers neither a point nor another name."""
    from matplotlib.patheffects import withStroke
    from matplotlib.transforms import Bbox

    pixels = axes.transData.transform(points)
    dot = 5.0 * axes.get_figure().dpi / 72  # type: ignore[union-attr]
    taken = [Bbox.from_bounds(x - dot, y - dot, 2 * dot, 2 * dot) for x, y in pixels]
    sides = [(1, 1), (-1, 1), (1, -1), (-1, -1), (1, 2.6), (-1, 2.6), (1, -2.6), (-1, -2.6), (1, 4.2), (-1, -4.2)]
    inside = axes.get_window_extent()
    for point, name, shade in zip(points, names, shades, strict=True):
        label = axes.annotate(name, point, xytext=(0, 0), textcoords="offset points", color=shade, fontsize=9)
        label.set_path_effects([withStroke(linewidth=2.5, foreground=PAPER)])
        for across, up in sides:
            label.set_position((6 * across, 6 * up))
            label.set_horizontalalignment("left" if across > 0 else "right")
            label.set_verticalalignment("bottom" if up > 0 else "top")
            box = label.get_window_extent()
            if inside.contains(box.x0, box.y0) and inside.contains(box.x1, box.y1) and not box.count_overlaps(taken):
                break
        taken.append(box)


def save(figure: Figure, path: Path) -> None:
    """Write a PNG or SVG, the same bytes for the same figure; the suffix decides."""
    path.parent.mkdir(parents=True, exist_ok=True)
    metadata = {"Date": None, "Creator": "govsim"} if path.suffix == ".svg" else {"Software": "govsim"}
    with styled():
        figure.savefig(path, dpi=160, metadata=metadata)


def save_all(figures: Iterable[tuple[str, Figure]], folder: Path) -> list[Path]:
    """Write figures by name as PNG; their files."""
    paths = []
    for name, figure in figures:
        paths.append(folder / f"{name}.png")
        save(figure, paths[-1])
    return paths
