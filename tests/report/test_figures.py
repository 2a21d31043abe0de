"""Figures draw what is given in both languages, without a missing letter, the same bytes each time."""

from __future__ import annotations

import hashlib
import re
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from govsim.experiment.compare import Comparison, compare
from govsim.measures import MEASURES
from govsim.report import overview, places, series, style, units
from govsim.report.marks import draw_marks, reform_marks
from govsim.report.texts import TEXTS, Lang, text, titled
from govsim.report.write import write_figures
from govsim.scenario import load
from tests.report.plausible import plausible
from tests.texts import blanks, unsaid

pytestmark = pytest.mark.usefixtures("strict")
LANGUAGES: tuple[Lang, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def one() -> Comparison:
    return compare(load("no_reform"), [load("jinjiang")], replications=4, simulate=plausible)


@pytest.fixture(scope="module")
def many() -> Comparison:
    others = [load(name) for name in ("r1", "r2", "r3", "jinjiang", "announcement_only")]
    return compare(load("no_reform"), others, replications=1, simulate=plausible)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_a_comparison(one: Comparison, tmp_path: Path, lang: Lang) -> None:
    paths = write_figures(one, tmp_path, lang, ["satisfaction", "public_spending"])
    names = {path.stem for path in paths}
    assert {"overview", "formal_functional", "cost_satisfaction", "levels_public_spending"} <= names
    assert {"difference_satisfaction", "streets_jinjiang_wait_min", "winners_jinjiang_takeup"} <= names
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_many_scenarios_and_single_runs(many: Comparison, tmp_path: Path, lang: Lang) -> None:
    drawn = [
        overview.overview(many, lang), overview.cost_outcome(many, "satisfaction", lang),
        series.formal_functional(many, lang), series.levels(many, "wait_min", lang),
        series.difference(many, "wait_min", lang), places.winners(many, "takeup", many.scenarios[4], lang),
    ]
    for number, figure in enumerate(drawn):
        style.save(figure, tmp_path / f"{number}.png")
    names = [label.get_text() for label in drawn[3].axes[0].texts]
    assert all(titled(world, lang) in names for world in (many.baseline, *many.scenarios))


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_measure_can_be_drawn(one: Comparison, lang: Lang) -> None:
    for measure in list(one.effects["measure"])[LANGUAGES.index(lang) :: 2]:
        axes = series.levels(one, measure, lang).axes[0]
        assert len(axes.lines) >= 2


def test_same_figure_same_bytes(one: Comparison, tmp_path: Path) -> None:
    for suffix in ("png", "svg"):
        digests = set()
        for attempt in range(2):
            path = tmp_path / f"{attempt}.{suffix}"
            style.save(series.difference(one, "satisfaction", "zh"), path)
            digests.add(hashlib.sha256(path.read_bytes()).hexdigest())
        assert len(digests) == 1


def test_what_is_drawn_is_what_was_found(one: Comparison) -> None:
    axes = series.difference(one, "wait_min").axes[0]
    drawn = [line for line in axes.lines if len(line.get_xdata()) == 108]
    expected = series.rows(one, "wait_min", "jinjiang", "effect")["q50"].to_numpy()
    assert list(drawn[0].get_ydata()) == list(expected)
    assert drawn[0].get_xdata()[6] == 2007.5


def test_shares_are_shown_in_per_cent(one: Comparison) -> None:
    axes = series.levels(one, "takeup").axes[0]
    expected = series.rows(one, "takeup", "no_reform", "level")["q50"].to_numpy() * 100
    assert list(axes.lines[0].get_ydata()) == list(expected)
    assert axes.yaxis.get_ticklabels()[0].get_text().endswith("%")


def test_small_multiples_have_a_panel_a_street(one: Comparison) -> None:
    figure = places.by_street(one, "satisfaction", one.scenarios[0], "zh")
    titles = [axes.get_title(loc="left") for axes in figure.axes]
    assert len(titles) == 16
    assert "春熙路街道" in titles
    last = one.street_months.query("measure == 'satisfaction' and month == '2015-12'").sort_values("effect")
    names = places.unit_names(one, "zh")
    assert titles[0] == names[last["street"].iloc[-1]]


def test_winners_are_named_and_coloured(one: Comparison) -> None:
    figure = places.winners(one, "satisfaction", one.scenarios[0])
    streets = [label.get_text() for label in figure.axes[0].get_yticklabels()]
    table = one.winners.query("measure == 'satisfaction' and level == 'street'")
    assert streets == table["unit"].tolist()
    assert "renters" in [label.get_text() for label in figure.axes[1].get_yticklabels()]


@pytest.mark.parametrize("lang", LANGUAGES)
def test_labels_do_not_touch(one: Comparison, many: Comparison, lang: Lang) -> None:
    drawn = [
        series.levels(one, "satisfaction", lang), series.levels(many, "satisfaction", lang),
        series.difference(many, "takeup", lang), overview.overview(one, lang),
    ]
    for figure in drawn:
        for axes in figure.axes:
            boxes = [label.get_window_extent() for label in axes.texts if label.get_text()]
            for number, box in enumerate(boxes):
                assert not box.padded(-1).count_overlaps(boxes[:number]), axes.texts[number].get_text()


def test_names_of_reforms_stay_within_small_panels() -> None:
    """A long name that begins late would take half of the panel's width; its line alone is drawn."""
    late = load("no_reform", ["end=2010-06-01"])
    revised = replace(load("r1", ["end=2010-06-01"]).revisions[0], name="a long name")
    with style.styled():
        figure = style.new_figure(8.0, 2.0, "", "")
        axes = figure.subplots()
        axes.set_xlim(2007.0, 2010.5)
        figure.draw_without_rendering()
        for start, named in ((late.start + 2, True), (late.end - 2, False)):
            scenario = replace(late, revisions=(replace(revised, start=start),))
            before = len(axes.texts)
            draw_marks(axes, [scenario], "en", inside=True)
            assert (len(axes.texts) > before) is named


def test_months_of_short_runs_do_not_touch(one: Comparison) -> None:
    short = replace(one, by_month=one.by_month[one.by_month["month"] < "2009-07"])
    figure = overview.overview(short)
    figure.draw_without_rendering()
    shown = [label for label in figure.axes[4].get_xticklabels() if label.get_text()]
    boxes = [label.get_window_extent() for label in shown]
    assert len(boxes) >= 2
    assert not any(box.count_overlaps(boxes[:number]) for number, box in enumerate(boxes))


def test_what_is_nothing_stands_on_an_axis_from_zero(one: Comparison) -> None:
    nothing = one.by_month.assign(**{name: 0.0 for name in ("q05", "q25", "q50", "q75", "q95")})
    flat = replace(one, by_month=nothing)
    panel = next(axes for axes in overview.overview(flat).axes if axes.get_title("left") == "Functional coverage")
    assert panel.get_ylim() == (-0.05, 1.0)
    assert series.difference(flat, "functional_coverage").axes[0].get_ylim() == (-1.0, 1.0)


def test_reform_marks() -> None:
    assert reform_marks(load("jinjiang"), "en") == [("2008-06", "R1"), ("2008-10", "R2"), ("2010-03", "R3")]
    assert reform_marks(load("no_reform"), "zh") == []


def test_labels_are_spread_as_little_as_needed() -> None:
    assert style.spread([0.0, 10.0], 1.0) == [0.0, 10.0]
    assert style.spread([5.0, 5.0, 5.0], 1.0) == [4.0, 5.0, 6.0]
    assert style.spread([1.0, 0.5, 3.0], 1.0) == [1.25, 0.25, 3.0]


def test_every_unit_reads_in_both_languages() -> None:
    for measure in MEASURES.values():
        for lang in LANGUAGES:
            assert units.scale_of(measure.unit, 5e8, lang).factor > 0
    assert units.scale_of("yuan/month", 5e8, "zh") == units.Scale(1e-8, "亿元/月", "亿元/月")
    assert units.scale_of("yuan/month", 5e8, "en").level == "million yuan a month"
    assert units.scale_of("share", 1.0, "en") == units.Scale(100.0, "%", "percentage points")


def test_every_text_has_both_languages_and_the_same_blanks() -> None:
    for english, chinese in TEXTS.values():
        assert set(english) - set("–→±") <= set(map(chr, range(128)))
        assert not chinese.isascii()
        assert blanks(chinese) <= blanks(english) | {"baseline"}
    assert text("gains", "en") == "gains"


MADE = re.compile(
    r"(levels|difference|calibration_targets|calibration_emulator)_note(_lines|_one)?|shows_(chance|worlds)|design_.*|"
    r"page_(compare|attribute|evaluate|showcase|unit|unit_of|kind|verdict|street|group|role|values|sets|index|number|"
    r"coverage|power|false_alarms|meaning|validate|ledger|calibrate|use_.*|target|use|known|runs|met|signature|appears|"
    r"(assumed|sourced|chance|told)_share|evidence|by_itself|total|slope|in_worlds|targets_moved|range|central|with|"
    r"correlation|emulator_(bias|error|foreseen)|where|what|in_(baseline|scenario)|because)|tag_.*|index_.*|part_.*|waterfall_(better|worse|up|down|total)|"
    r"attribution_rest|sweep_(effect|level)_of|precise_(measure|point|scenario|part|wanted|effect|pairs|so|needed)|discovery_(case|other|box)|cluster_.*|estimator_.*|showcase_(lead|selection|effect|district)|"
    r"reason_.*|validation_(targets|pattern|stress)|twins_(street|community|courtyard|organization|resident)|"
    r"(tenure|age|income|hukou):.*"
)
"""Keys that are put together from a part that is known and one that is looked up."""


def test_every_text_is_said() -> None:
    assert unsaid(TEXTS, ["report", "cli", "dashboard"], MADE) == []


def test_the_font_holds_every_letter_in_use() -> None:
    from fontTools.ttLib import TTFont

    from govsim.place import load_place
    from govsim.reforms.base import found
    from govsim.scenario import shipped

    held = set(TTFont(Path(style.__file__).parent / "fonts" / "GovsimSans-Regular.otf").getBestCmap())
    used = "".join(chinese for _, chinese in TEXTS.values())
    used += "".join(measure.title_zh for measure in MEASURES.values())
    used += "".join(rule.title_zh for rule in found().values())
    used += "".join(load(name).title_zh for name in shipped())
    place = load_place("jinjiang")
    used += "".join(unit.name_zh for unit in (*place.streets, *place.communities))
    assert {letter for letter in used if ord(letter) not in held} == set()


def test_importing_changes_nothing() -> None:
    code = (
        "import matplotlib; before = dict(matplotlib.rcParams)\n"
        "import govsim.report.write\n"
        "assert dict(matplotlib.rcParams) == before\n"
        "from matplotlib.font_manager import fontManager\n"
        "assert 'Govsim Sans' not in {font.name for font in fontManager.ttflist}\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True, cwd=Path(__file__).parents[2])
