"""The evidence ledger: made from made-up runs of known dependence, written, read back, and told in words."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from govsim.experiment import ledger as ledgers
from govsim.experiment.ledger import Headline, Ledger, Weight, load_ledger, numbers
from govsim.experiment.plausible import load_plausible
from govsim.experiment.read_folder import read_folder
from govsim.experiment.verify import verify
from govsim.experiment.weigh import (
    BLOCK,
    Design,
    design,
    normal_scores,
    share_of,
    swapped,
    weigh,
    weighed,
    write_ledger,
    write_ledger_folder,
)
from govsim.explain import explain
from govsim.measures import MEASURES
from govsim.month import month_name
from govsim.params import InputError, declared
from govsim.report.evidence import evidence_sentence, evidence_sentences
from govsim.report.export import export
from govsim.report.page.write import write_page
from govsim.scenario import Scenario, load
from govsim.world import World

from .fake import FakeRun

MEASURE = "satisfaction"
KNOWN = list(numbers())
ASSUMED = next(name for name in KNOWN if declared(World)[name].tag == "A")
SOURCED = next(name for name in KNOWN if declared(World)[name].tag == "T")


def unit(scenario: Scenario, name: str) -> float:
    low, high = declared(World)[name].bounds or (0.0, 1.0)
    return 2.0 * (getattr(scenario.world, name) - low) / (high - low) - 1.0


def linear(
    scenario: Scenario, seed: int, *, detail: str = "community", progress: Callable[[int, int], None] | None = None
) -> FakeRun:
    """One month; the reform adds twice an assumption, once a sourced number, and some chance."""
    effect = 2.0 * unit(scenario, ASSUMED) + unit(scenario, SOURCED) + np.random.default_rng(seed).normal(0.0, 0.2)
    value = effect if scenario.revisions else 0.0
    row = {"month": month_name(scenario.end), "unit": "district", **{name: value for name in MEASURES}}
    return FakeRun(scenario, seed, {"district": pd.DataFrame([row])})


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("ledger")


@pytest.fixture(scope="module")
def made(folder: Path) -> Ledger:
    return weigh(folder, [MEASURE], points=60, sample=0.01, simulate=linear, workers=1)


def test_folder_is_checked_run_again_and_has_a_page(folder: Path, made: Ledger) -> None:
    write_ledger_folder(made, folder, ["govsim", "ledger", "--make"])
    checked = verify(folder, rerun=2, simulate=linear)
    assert (checked.problems, checked.runs, checked.rerun) == ((), 2 * (60 + 30 + 30), 2)
    found = read_folder(folder)
    assert isinstance(found.results, Ledger) and found.results.headlines == dict(made.headlines)
    assert export(found, folder / "export.csv", lang="zh") == ("ledger", len(made.weights))
    page = write_page(found, folder / "report.html", ("en", "zh"), "en").read_text(encoding="utf-8")
    share = f"{100 * made.headlines[MEASURE].assumed:.0f}%"
    for words in ("What the effects of the three reforms rest on", "三项改革的效应依据什么", ASSUMED, share):
        assert words in page, words
    assert "(prize)" not in page, "the package's ledger says nothing of this one"


def test_shares_of_the_kinds_of_evidence(made: Ledger) -> None:
    """Variances 4/3 and 1/3 and .04 of chance: an assumption brings four times what the sourced number does."""
    known = made.headlines[MEASURE]
    assert known.sourced == pytest.approx(0.2, abs=0.1)
    assert known.chance == pytest.approx(0.023, abs=0.03)
    assert known.assumed == pytest.approx(1.0 - known.sourced - known.chance)
    assert known.told > 0.8
    assert made.of_measure(MEASURE)[0].name == ASSUMED
    assert made.of_number(SOURCED)[0].slope == pytest.approx(2.0 / (5 / 3 + 0.04) ** 0.5, abs=0.5)
    first, *others = made.wanted(MEASURE)
    assert first.name == ASSUMED and first.clear and 0.5 < first.low < first.alone < first.high < 0.9
    assert len(others) == 2 and not any(item.clear or item.low for item in others), "of these nothing is known"
    assert SOURCED not in {first.name, *(item.name for item in others)}


def test_points_are_worlds_that_the_world_allows() -> None:
    drawn = design(load("no_reform"), 50, 3)
    assert drawn.values.shape == (50, len(KNOWN))
    for column, name in enumerate(KNOWN):
        known = declared(World)[name]
        assert all(known.fault(known.kind(value)) is None for value in drawn.values[:, column]), name
    assert np.abs(drawn.units).max() <= 1.0 + 1e-9
    other = design(load("no_reform"), 50, 4)
    assert not np.array_equal(drawn.values, other.values)


def test_more_points_add_to_fewer() -> None:
    """Points beyond the first block have the calibrated numbers of a plausible world, and no other assumption of it."""
    known = load_plausible("jinjiang")
    assert known is not None
    few, many = (design(load("no_reform"), points, 3) for points in (BLOCK, BLOCK + 60))
    assert np.array_equal(many.values[:BLOCK], few.values)
    columns = [KNOWN.index(name) for name in known.calibrated]
    free = [KNOWN.index(name) for name in known.names if name not in known.calibrated]
    before = many.values[: len(known)]
    for values in many.values[BLOCK:]:
        (row,) = np.flatnonzero((before[:, columns] == values[columns]).all(axis=1))
        assert np.mean(before[row, free] == values[free]) < 0.1


def test_shares_from_the_same_points_twice() -> None:
    assert share_of(np.array([1.0, 2.0]), np.array([1.2, 1.8]), 0.4) == pytest.approx((0.05, 0.0))
    assert share_of(np.array([1.0, 2.0]), np.array([1.0, 1.6]), 0.4) == pytest.approx((0.1, 0.1 / 2**0.5))
    assert share_of(np.array([1.0]), np.array([1.0]), 0.0) == (0.0, 0.0)


def test_only_numbers_with_a_source_are_swapped() -> None:
    drawn = design(load("no_reform"), 50, 3)
    values = swapped(drawn, 2, 30)
    for column, name in enumerate(KNOWN):
        assert values[column] == drawn.values[2 if declared(World)[name].tag == "A" else 30, column]


def test_written_and_read_back(made: Ledger, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "jinjiang").mkdir()
    write_ledger(made, tmp_path / "jinjiang")
    monkeypatch.setattr(ledgers, "SHIPPED", tmp_path)
    load_ledger.cache_clear()
    try:
        again = load_ledger("jinjiang")
        assert again is not None
        assert again.headlines == dict(made.headlines)
        assert again.of_measure(MEASURE) == made.of_measure(MEASURE)
        english, chinese = (evidence_sentence(MEASURE, "jinjiang", lang) for lang in ("en", "zh"))  # type: ignore[arg-type]
        assert f"({ASSUMED})" in english and f"（{ASSUMED}）" in chinese
        assert english.count("not told apart from nothing") == 2 and chinese.count("无法与零区分") == 2
        known = made.headlines[MEASURE]
        assert f"{100 * known.assumed:.0f}% (± {100 * known.assumed_error:.0f}) of its variance" in english
        assert evidence_sentence("wait_min", "jinjiang") == ""
        pair = [load("no_reform"), load("jinjiang")]
        assert evidence_sentences(pair, "2015-12") == [english]
        assert "effect of the three reforms as enacted" in english and english.startswith("Satisfaction in 2015-12")
        assert "三项改革按实际时间实施的效应" in chinese and chinese.startswith("2015-12的满意度")
        (told,) = (item for item in explain(ASSUMED) if item.kind == "parameter")
        assert "Satisfaction" in dict(told.facts)["weight"][0]
        assert dict(told.facts)["narrows"][1].startswith("满意度")
        assert Weight(MEASURE, ASSUMED, 0.1, 0.05, 0.2, 1, 0.0, 0.0, 1.0).share == 0.1
        assert Weight(MEASURE, ASSUMED, 0.1, 0.0, 0.2, 0, 0.02, 0.0, 1.0).share == 0.02
        path = tmp_path / "jinjiang" / "ledger.csv"
        path.write_text(path.read_text().replace(ASSUMED, "nobody_knows"))
        load_ledger.cache_clear()
        with pytest.raises(InputError, match="unknown number 'nobody_knows'"):
            load_ledger("jinjiang")
    finally:
        load_ledger.cache_clear()


def test_the_ledger_is_told_of_its_own_scenarios_and_month() -> None:
    """Whatever they are called and whatever the sample; not where another scenario has their name."""
    none, all_three, r1 = (load(name) for name in ("no_reform", "jinjiang", "r1"))
    ledger = load_ledger("jinjiang")
    assert ledger is not None
    told = evidence_sentences([none, all_three], "2015-12")
    assert len(told) == len(ledger.headlines)
    assert evidence_sentences([r1, replace(all_three, name="mine", sample=0.1), none], "2015-12") == told
    assert not evidence_sentences([none, all_three], "2010-12")
    assert not evidence_sentences([none, r1], "2015-12")
    assert not evidence_sentences([none, replace(r1, name="jinjiang", title=all_three.title)], "2015-12")
    short = [load(name, ["end=2010-12-01"]) for name in ("no_reform", "jinjiang")]
    assert not evidence_sentences(short, "2010-12") and not evidence_sentences(short, "2015-12")


def test_few_points_tell_nothing(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="points: must be at least 40"):
        weigh(tmp_path, [MEASURE], points=10, simulate=linear)


def test_assumptions_bring_what_is_left() -> None:
    assert Headline("x", 0.0, 1.0, 0.25, 0.1, 0.1, 0.0, 0.5).assumed == pytest.approx(0.65)
    assert Headline("x", 0.0, 1.0, 0.9, 0.1, 0.2, 0.0, 0.5).assumed == 0.0
    assert Headline("x", 0.0, 1.0, 0.25, 0.3, 0.1, 0.4, 0.5).assumed_error == pytest.approx(0.5)


def test_wanted_are_assumptions_by_what_they_bring_alone() -> None:
    weights = (
        Weight(MEASURE, SOURCED, 0.5, 0.4, 0.6, 1, 0.5, 0.0, 1.0),
        *(Weight(MEASURE, name, 0.01 * number, 0.0, 0.1, 0, 0.9, 0.0, 1.0) for number, name in enumerate(
            [name for name in KNOWN if declared(World)[name].tag == "A"][:5])),
    )
    found = Ledger(weights, {}, {}).wanted(MEASURE)
    assert [item.alone for item in found] == [0.04, 0.03, 0.02]


def test_effects_that_never_move_have_no_shares() -> None:
    made = Design(tuple(KNOWN), np.zeros((60, len(KNOWN))), np.random.default_rng(1).uniform(-1, 1, (60, len(KNOWN))))
    found = weighed(made, [MEASURE], np.zeros((60, 1)), np.zeros((20, 1)), np.zeros((20, 1)), {})
    assert found.weights == () and found.headlines[MEASURE].told == 0.0


def test_normal_scores() -> None:
    """The middle of three is 0, the ends are as far from it; ties share a rank; beyond the ends is at the ends."""
    scores = normal_scores(np.array([-5.0, 0.0, 1e6]), np.array([-5.0, 0.0, 1e6]))
    assert scores[1] == 0.0 and scores[0] == pytest.approx(-scores[2]) and scores[2] == pytest.approx(0.9674, abs=1e-4)
    assert normal_scores(np.array([1.0, 1.0]), np.array([1.0, 1.0])).tolist() == [0.0, 0.0]
    assert normal_scores(np.array([9e9]), np.array([0.0, 1.0])) == normal_scores(np.array([1.0]), np.array([0.0, 1.0]))
