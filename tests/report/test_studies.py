"""Figures and sentences of a study promise what they show, name their scenario, and write numbers for readers."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, cast

import numpy as np
import pandas as pd
import pytest

from govsim.experiment.design import Design
from govsim.experiment.discovery import Limit
from govsim.experiment.factor import Factor, Option
from govsim.experiment.read_folder import Found, read_folder
from govsim.experiment.sensitivity import Sensitivity
from govsim.experiment.sweep_results import Swept
from govsim.report.assumptions import discovery_figure, discovery_sentence, sensitivity_map, tornado
from govsim.report.moves import mover
from govsim.report.page.closing import told
from govsim.report.page.study import at_value, sensitivity_section, sentence, settings
from govsim.report.sweep import by_factor, in_order, shown, strongest, two_factors
from govsim.report.texts import Lang
from tests.experiment.folders import made

if TYPE_CHECKING:
    from matplotlib.figure import Figure

LANGUAGES: tuple[Lang, ...] = ("en", "zh")


@pytest.fixture(scope="module")
def study() -> Found:
    return read_folder(made("sweep")[0])


@pytest.fixture(scope="module")
def swept(study: Found) -> Swept:
    return cast("Swept", study.results)


@pytest.fixture(scope="module")
def gridded(swept: Swept) -> Swept:
    """The study as if its points were all pairs of ten gates, with pull and without."""
    points = tuple((number // 2 / 10, number % 2 == 0) for number in range(len(swept.plan.points)))
    factors = pd.DataFrame(points, columns=["gate", "pull"])
    effects = swept.tables["effects"].drop(columns=["gate", "pull"]).join(factors, on="point")
    study = replace(swept.study, points=points, design=Design("factorial"))
    return replace(swept, study=study, plan=replace(swept.plan, points=points),
                   tables={**swept.tables, "effects": effects})


def words(figure: Figure) -> str:
    return "\n".join(item.get_text() for item in figure.texts)


@pytest.mark.parametrize("lang", LANGUAGES)
def test_figures_name_their_scenario(study: Found, swept: Swept, gridded: Swept, lang: Lang) -> None:
    drawn = two_factors(gridded, "takeup", "r2", lang)
    assert drawn is not None
    titled = swept.study.titled("r2", lang)
    for figure in (drawn, by_factor(swept, "takeup", lang), discovery_figure(study.discoveries[0], lang)):
        assert titled in words(figure)
    assert titled in discovery_sentence(study.discoveries[0], lang)
    assert not [others for others in ("other factors", "其余因素") if others in words(drawn)], "there are only two"


def test_a_single_seed_has_no_interval(swept: Swept, gridded: Swept) -> None:
    alone = replace(swept, plan=replace(swept.plan, seeds=swept.plan.seeds[:1]))
    assert "one seed" in words(by_factor(alone, "takeup")) and "interval" not in words(by_factor(alone, "takeup"))
    drawn = two_factors(replace(gridded, plan=replace(gridded.plan, seeds=gridded.plan.seeds[:1])), "takeup", "r2")
    assert drawn is not None and "mean over 1 seed;" in words(drawn) + ";"


def test_two_factors_are_drawn_where_all_pairs_of_their_values_have_as_many_points(
    swept: Swept, gridded: Swept, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("govsim.report.sweep.MOST_CELLS", 20)
    assert len(strongest(swept, "takeup", "r2")) == 2 and two_factors(swept, "takeup", "r2") is None
    assert two_factors(gridded, "takeup", "r2") is not None
    effects = gridded.tables["effects"]
    effects = effects.assign(gate=effects["gate"].clip(upper=0.8))
    uneven = replace(gridded, tables={**gridded.tables, "effects": effects})
    assert two_factors(uneven, "takeup", "r2") is None, "two points where the gate is 0.8, else one"


def test_an_axis_has_its_zero_only_where_effects_come_near(swept: Swept) -> None:
    def axis(shift: float) -> tuple[float, float]:
        tables = dict(swept.tables)
        for name, columns in (("factors", ["mean", "low", "high"]), ("effects", ["effect"])):
            spread = np.linspace(-0.1, 0.1, len(tables[name]))
            tables[name] = tables[name].assign(**dict.fromkeys(columns, spread + shift))
        figure = by_factor(replace(swept, tables=tables), "takeup")
        low, high = figure.axes[0].get_ylim()
        assert [[line.get_ydata()[0] for line in axes.lines if line.get_marker() == "None"]  # type: ignore[index]
                for axes in figure.axes] == 2 * [[0.0] if low <= 0 <= high else []]
        return low, high

    low, high = axis(0.0)
    assert low < 0 < high
    assert axis(0.6)[0] < 0, "effects fill more than a quarter of the axis"
    low, high = axis(-0.8)
    assert -92 < low < high < -68


def test_dots_and_lines(swept: Swept) -> None:
    gate, pull = by_factor(swept, "takeup").axes
    assert [line.get_linestyle() for line in gate.lines if line.get_marker() == "o"] == ["-"], "a range has an order"
    assert [line.get_linestyle() for line in pull.lines if line.get_marker() == "o"] == ["None"]
    for axes in (gate, pull):
        assert sum(len(line.get_xdata()) for line in axes.lines if line.get_marker() == ".") == 20  # type: ignore[arg-type]
    months = [Option("2008-06-01", ()), Option("2009-03-01", ())]
    factor = Factor("x", "x", "x", True, ())
    assert in_order(replace(factor, options=tuple(months))) and in_order(replace(factor, options=(Option(0.5, ()),)))
    assert not in_order(replace(factor, options=(Option("enacted", ()),)))


def test_the_strongest_factors_are_those_of_the_scenario(swept: Swept, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("govsim.report.sweep.MOST_CELLS", 20)
    factors = swept.tables["factors"]
    mine = factors.assign(mean=np.where(factors["factor"] == "pull", factors["value"].astype(str) == "True", 0.5))
    other = factors.assign(scenario="other", mean=np.where(factors["factor"] == "gate", 9.0, 0.5))
    both = replace(swept, tables={**swept.tables, "factors": pd.concat([mine, other], ignore_index=True)})
    assert [factor.name for factor in strongest(both, "takeup", "r2")] == ["pull", "gate"]


def test_numbers_are_short() -> None:
    written = {1.27485060152: "1.27", "3332910.90601": "3,330,000", "3.12e+06 – 4.11e+06": "3,120,000 – 4,110,000",
               3e6: "3,000,000", 0.125: "0.125", "2008-06-01": "2008-06", "enacted": "enacted", True: "with"}
    assert {value: shown(value, "en") for value in written} == written
    parameters = {200000.0: "200,000", 4.0: "4", 1.8e9: "1,800,000,000", 0.03: "0.03", False: "no", "lot": "lot"}
    assert {value: told(value, "en") for value in parameters} == parameters


def test_a_first_order_is_told_where_it_is_drawn(study: Found) -> None:
    found = cast("Sensitivity", study.sensitivity)
    design = replace(found.study.design, kind="sobol")
    rows = [{"scenario": "r2", "measure": measure, "factor": factor, "index": index, "value": value, "low": value,
             "high": value} for measure in found.study.measures for factor, index, value in (
        ("gate", "total", 1.0), ("pull", "total", 0.0), ("gate", "first", 0.8), ("pull", "first", 0.0))]
    sobol = replace(found, study=replace(found.study, design=design), indices=pd.DataFrame(rows))
    assert "white" not in words(sensitivity_map(sobol, "r2"))
    figure = tornado(sobol, "r2", "takeup")
    (marks,) = (line for line in figure.axes[0].lines if line.get_marker() == "|")
    assert "white: first order" in words(figure) and list(marks.get_xdata()) == [0.8], "none on the axis"  # type: ignore[arg-type]
    sobol.indices.loc[sobol.indices["index"] == "first", "value"] = 0.0
    assert "white" not in words(tornado(sobol, "r2", "takeup"))


def test_a_legend_shows_what_there_is(study: Found) -> None:
    none = study.discoveries[0]
    told_of_none = words(discovery_figure(none))
    assert not none.cases and "holds" not in told_of_none and "● does not" in told_of_none
    case = np.arange(none.points) < 5
    limits = (Limit(none.study.factors[0], 0.5, None),)
    some = replace(none, cases=5, coverage=1.0, density=0.5, limits=limits, table=none.table.assign(case=case))
    for entry in ("◆ holds", "● does not", "□ box"):
        assert entry in words(discovery_figure(some))


def test_a_factor_moves_an_outcome_only_beyond_chance(swept: Swept) -> None:
    outcomes = swept.tables["outcomes"].copy()
    point, seed = outcomes["point"].to_numpy(), outcomes["seed"].to_numpy()
    reform = (outcomes["scenario"] == "r2").to_numpy()
    pull = np.array([values[1] for values in swept.plan.points])[point]

    def told_of(noise: float) -> Swept:
        first = seed == swept.plan.seeds[0]
        outcomes["takeup"] = reform * pull * (0.2 + noise * np.where(first, 1.0, -1.0))
        factors = swept.tables["factors"].copy()
        of_it = (factors["factor"] == "pull") & (factors["measure"] == "takeup")
        factors.loc[factors["measure"] == "takeup", "mean"] = 0.1
        factors.loc[of_it, "mean"] = np.where(factors.loc[of_it, "value"].astype(str) == "True", 0.2, 0.0)
        return replace(swept, tables={**swept.tables, "outcomes": outcomes.copy(), "factors": factors})

    clear, unclear = told_of(0.001), told_of(0.5)
    moved = mover(clear, "takeup", "r2")
    assert moved is not None and moved.factor.name == "pull" and str(moved.most["value"]) == "True"
    assert moved.pairs == 7 and moved.apart["effect"] == pytest.approx(0.2)
    assert moved.apart["low"] < 0.2 < moved.apart["high"]
    english, chinese = (sentence(clear, "takeup", "r2", lang) for lang in LANGUAGES)
    assert "Pull moves it most" in english and " without it, " in english and " with it; " in english
    assert "the paired difference is +20" in english and "all pairs of values taken together" in english
    assert "无此项时平均" in chinese and "有此项时平均" in chinese and "配对之差为+20" in chinese
    assert "at with" not in english and "取“有”" not in chinese
    assert mover(unclear, "takeup", "r2") is None
    assert sentence(unclear, "takeup", "r2", "en").endswith("do not tell from chance.")
    assert "不足以把任何因素" in sentence(unclear, "takeup", "r2", "zh")


def test_a_value_stands_in_a_sentence() -> None:
    assert [at_value(value, "en") for value in ("0.5", "enacted", "False")] == ["at 0.5", "at enacted", "without it"]
    assert [at_value(value, "zh") for value in ("0.5", "True")] == ["取“0.5”时", "有此项时"]


def test_a_switch_names_what_it_switches() -> None:
    switch = Factor("x", "x", "x", True, ("without",), (Option(False, (("without", ["R1"]),)), Option(True, ())))
    assert [settings(switch, lang) for lang in LANGUAGES] == ["with or without R1", "有无R1"]
    several = (Option("none", (("without", "R2"),)), Option("half", (("world.x", 0.5), ("without", ["R3"]))))
    both = replace(switch, paths=("without", "world.x"), options=several)
    assert settings(both, "en") == "world.x, with or without R2, R3"


@pytest.mark.parametrize("lang", LANGUAGES)
def test_indices_have_names(study: Found, lang: Lang) -> None:
    found = cast("Sensitivity", study.sensitivity)
    rows = [{"scenario": "r2", "measure": "takeup", "factor": "gate", "index": index, "value": 0.5, "low": 0.4,
             "high": 0.6} for index in ("mu_star", "sigma", "first", "total")]
    named = replace(found, indices=pd.concat([found.indices, pd.DataFrame(rows)], ignore_index=True))
    (table,) = sensitivity_section(named, lang).more
    shown_ = {row[2] for row in table.rows}
    assert not shown_ & set(named.indices["index"]) and len(shown_) == 5, "of a factor that does nothing it is PAWN's"


@pytest.mark.parametrize(("kind", "english", "chinese"), [
    ("sobol", "govsim sensitivity tells", "govsim sensitivity判断"),
    ("morris", "govsim sensitivity tells", "govsim sensitivity判断"),
    ("list", "none is singled out", "不单独指出某个因素"),
])
def test_a_design_that_cannot_tell_factors_apart_says_so(swept: Swept, kind: str, english: str, chinese: str) -> None:
    study = replace(swept.study, design=replace(swept.study.design, kind=kind))
    assert english in sentence(replace(swept, study=study), "takeup", "r2", "en")
    assert chinese in sentence(replace(swept, study=study), "takeup", "r2", "zh")
