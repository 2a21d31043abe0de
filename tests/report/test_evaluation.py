"""Figures and sentences of evaluations, in both languages."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from govsim.experiment.evaluate import Evaluation
from govsim.report.evaluation import against_truth, bias, course, write_evaluation_figures
from govsim.report.evaluation_words import sentences
from govsim.report.texts import Lang
from tests.experiment.made_up import PILOT, STAGGERED, found, world

pytestmark = pytest.mark.usefixtures("strict")
LANGUAGES: tuple[Lang, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def staggered() -> Evaluation:
    return found(STAGGERED, world(0.5, growth=0.05), 6)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure(staggered: Evaluation, tmp_path: Path, lang: Lang) -> None:
    paths = write_evaluation_figures(staggered, tmp_path, lang)
    assert [path.name for path in paths] == [f"{kind}_satisfaction.png" for kind in ("course", "estimates", "bias")]
    assert all(path.read_bytes().startswith(b"\x89PNG") for path in paths)


def test_one_replication_and_no_effect_at_all() -> None:
    one = found(PILOT, world(0.0), 1)
    assert len(course(one, "satisfaction").axes) == 2
    assert len(against_truth(one, "satisfaction").axes) == len(bias(one, "satisfaction").axes) == 4


def test_the_course_shows_truth_and_estimates(staggered: Evaluation) -> None:
    axes = course(staggered, "satisfaction").axes
    drawn = axes[3].get_lines()
    table = staggered.by_month[staggered.by_month["estimator"] == "group_time"]
    for line, column in ((drawn[0], "estimate"), (drawn[1], "truth")):
        np.testing.assert_allclose(line.get_ydata(), 100 * table.groupby("since")[column].mean())


def test_the_steps_lead_from_the_truth_to_the_estimate(staggered: Evaluation) -> None:
    for axes in bias(staggered, "satisfaction").axes:
        bars = axes.patches
        ends = [bar.get_x() + bar.get_width() for bar in bars]
        starts = [bar.get_x() for bar in bars]
        np.testing.assert_allclose(starts[1:-1], ends[:-2], atol=1e-9)
        assert ends[-2] == pytest.approx(ends[-1])


def test_sentences_say_what_is_seen(staggered: Evaluation) -> None:
    did, group = sentences(staggered)
    assert "mostly because it weighs places and months unevenly" in did
    assert "no bias is seen" in group
    assert "看不出偏差" in sentences(staggered, "zh")[1]
    (biased,) = sentences(found(PILOT, world(0.5, spillover=0.2), 4))
    assert "mostly because places that were not reformed changed as well" in biased
    assert "the truth there is +50" in biased and "holds the truth in 0%" in biased
    (one,) = sentences(found(PILOT, world(0.5), 1))
    assert "replications" not in one
