"""Words and figures of twins."""

from __future__ import annotations

import pytest

from govsim.experiment.twins import Twins, twins
from govsim.report.state_words import STATE, pair_words, state_word, value_word
from govsim.report.twins import chain_figure, course_figure, lines
from govsim.scenario import load
from govsim.wiring import wiring

SETS = ["sample=0.01", "end=2009-06-01"]


@pytest.fixture(scope="module")
def pair() -> Twins:
    return twins(load("r1_r2", SETS), load("no_reform", SETS), "courtyard", "Haijiaoshi-11")


def test_every_number_has_words() -> None:
    written = {name for names in wiring().written.values() for name in names}
    assert written - STATE.keys() == set()
    assert all(english.isascii() and not chinese.isascii() for english, chinese in STATE.values())


def test_words_of_components_and_states() -> None:
    assert state_word("courtyards.formal", 1, "en") == "body exists formally: council"
    assert state_word("streets.hours", 3, "zh") == "有效工时：社区"
    assert value_word("residents.case", 2.0, "en") == "waiting"
    assert value_word("courtyards.formal", 1.0, "zh") == "是"
    assert value_word("organizations.track", 0.0, "en") == "none"
    assert value_word("organizations.track", 4.0, "zh") == "登记"
    assert value_word("organizations.ready", 24125.0, "en") == "2010-06"
    assert value_word("organizations.ready", 0.0, "zh") == "无"
    assert value_word("streets.budget", 19252420.2, "en") == "19,252,420"
    assert value_word("courtyards.size_logit", -0.68430, "en") == "−0.6843"


def test_what_differs_reads_as_different() -> None:
    assert pair_words("residents.trust_gov", 0.345211, 0.345219, "en") == ("0.34521", "0.34522")
    assert pair_words("streets.budget", 20_000.2, 20_000.3, "en") == ("20,000.2", "20,000.3")
    assert pair_words("streets.budget", 1.5, 1.5, "zh") == ("1.5", "1.5")
    assert pair_words("courtyards.formal", 0.0, 1.0, "zh") == ("否", "是")


@pytest.mark.parametrize("lang", ["en", "zh"])
def test_chain(pair: Twins, lang: str) -> None:
    """A line for each number of the chain; rules changed by the same reforms in one."""
    figure = chain_figure(pair, lang)  # type: ignore[arg-type]
    drawn = {text.get_text() for text in figure.axes[0].texts}
    for line in lines(pair):
        words = line.words(lang)  # type: ignore[arg-type]
        assert any(text.startswith(words) for text in drawn)
    rules = [line for line in lines(pair) if line.table == "rules"]
    assert len(rules) < sum(step.found.variable.startswith("rules.") for step in pair.chain)


def test_course(pair: Twins) -> None:
    """A panel for each outcome and for each number that feeds it, with a line for each world."""
    shown = {*pair.outcomes, *(name for outcome in pair.outcomes for name in pair.feeds(outcome))}
    panels = [axes for axes in course_figure(pair).axes if axes.get_visible()]
    assert len(panels) == len(shown)
    courtyard = pair.trace.series[pair.trace.series["world"] == "scenario"]["courtyards.condition"]
    drawn = next(axes for axes in panels if axes.get_title("left") == "courtyard: condition of the common good")
    assert drawn.get_lines()[1].get_ydata() == pytest.approx(courtyard.to_numpy(float))
    formal = next(axes for axes in panels if axes.get_title("left") == "courtyard: body exists formally: council")
    assert [tick.get_text() for tick in formal.get_yticklabels()] == ["no", "yes"]
