"""Demonstration courtyards: made-up leads come apart as they were made; the twin chooses the same courtyards."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from govsim.experiment.showcase import chosen_for_nothing, evaluate_showcase
from govsim.params import InputError
from govsim.reforms.demonstration_courtyards import DemonstrationCourtyards
from govsim.run import build
from govsim.scenario import Scenario, load
from tests.experiment.fake import FakeRun, fake

SHOWN = load("r2", ["sample=0.01", "end=2009-09-01"])


def shown_in(scenario: Scenario) -> bool:
    return any(isinstance(item.change, DemonstrationCourtyards) and item.change.capital > 0
               for item in scenario.revisions)


def made_up(scenario: Scenario, seed: int, **options: object) -> FakeRun:
    """They are ahead by 0.3 and luck anyway; being shown adds 0.1, and takes 0.02 from the district."""
    run = fake(scenario, seed)
    table, luck = run.tables["district"], np.random.default_rng(seed).normal(0, 0.05)
    table["demonstration_lead"] = 0.3 + luck + 0.1 * shown_in(scenario)
    table["courtyard_condition"] = 0.5 + luck - 0.02 * shown_in(scenario)
    return run


def test_the_parts_come_back() -> None:
    found = evaluate_showcase(SHOWN, replications=6, simulate=made_up)
    table = found.by_month.set_index(["quantity", "month"])
    assert list(dict.fromkeys(found.by_month["month"])) == ["2009-06", "2009-07", "2009-08", "2009-09"]
    lucks = [np.random.default_rng(seed).normal(0, 0.05) for seed in range(1, 7)]
    last = {name: table.loc[(name, "2009-09")] for name in ("lead", "selection", "effect", "district")}
    assert last["effect"]["mean"] == pytest.approx(0.1) and last["effect"]["high"] == pytest.approx(0.1)
    assert last["selection"]["mean"] == pytest.approx(0.3 + np.mean(lucks))
    assert last["lead"]["mean"] == pytest.approx(last["selection"]["mean"] + last["effect"]["mean"])
    assert last["district"]["mean"] == pytest.approx(-0.02)
    assert last["selection"]["low"] < 0.3 + np.mean(lucks) < last["selection"]["high"]


def test_the_twin_chooses_the_same_courtyards_and_gives_them_nothing() -> None:
    models = [build(scenario, 1) for scenario in (SHOWN, chosen_for_nothing(SHOWN))]
    for model in models:
        while model.courtyards.visible.sum() == 0:
            model.step()
    shown, twin = models
    assert shown.month == twin.month
    np.testing.assert_array_equal(shown.courtyards.visible, twin.courtyards.visible)
    np.testing.assert_array_equal(shown.courtyards.visible.sum(), 5 * len(shown.communities))
    assert shown.courtyards.demonstration_money.sum() > 0 == twin.courtyards.demonstration_money.sum()


def test_there_must_be_some_to_see() -> None:
    with pytest.raises(InputError, match="has no demonstration_courtyards"):
        evaluate_showcase(replace(SHOWN, revisions=()), replications=1, simulate=made_up)
