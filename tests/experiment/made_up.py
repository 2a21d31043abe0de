"""Made-up worlds of pilots and staggered rollouts with known effects, spillovers, selection and anticipation."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pandas as pd
import pytest

from govsim.experiment.evaluate import Evaluation, evaluate
from govsim.experiment.evaluation_results import found_in, summarized
from govsim.experiment.rollout import read_rollout, without_placed
from govsim.month import month_name
from govsim.place import load_place
from govsim.rules import Rules
from govsim.scenario import NEVER, Revision, Scenario, Setting, starts
from govsim.scenario.where_form import read_where
from govsim.world import World
from tests.experiment.fake import FakeRun

PLACE = load_place("jinjiang")
STREETS = tuple(street.name for street in PLACE.streets)
FIRST = 2008 * 12


def revision(where: object, start: int = 12, level: str = "street", name: str = "pilot", **dates: int) -> Revision:
    field = ("weight_upward", 0.3) if level == "street" else ("feedback_weight", 0.3)
    found = read_where(where, level, PLACE, lambda path, message: pytest.fail(message))
    assert found is not None
    return Revision(name, Setting((field,)), FIRST + start, dates.get("end"), None, found)


def scenario(*revisions: Revision, months: int = 36) -> Scenario:
    return Scenario(
        name="made", title="Made", title_zh="虚构", description="", description_zh="", place="jinjiang", start=FIRST,
        end=FIRST + months - 1, sample=1.0, world=World(), rules=Rules(), revisions=revisions, overrides=(),
    )


PILOT = scenario(revision(list(STREETS[:6])))
STAGGERED = scenario(revision({"every": 6, "groups": 4, "seed": 1, "of": "streets"}))


def world(effect: float, spillover: float = 0.0, drift: float = 0.0, growth: float = 0.0) -> Callable[..., FakeRun]:
    """`effect` where the reform is in force, `growth` a month more; `spillover` elsewhere from the first start on.

    Communities of the first six streets gain `drift` a month in any case.
    """

    def simulate(scenario: Scenario, seed: int, *, detail: str = "community", progress: object = None) -> FakeRun:
        months = np.array(scenario.months)
        street = np.array([item.street for item in PLACE.communities])
        tables = {}
        for level, units in (
            ("district", ("district",)), ("street", STREETS), ("group", ("age:60+",)),
            ("community", tuple(item.name for item in PLACE.communities)),
        ):
            draw = np.random.default_rng([seed, len(units)])
            value = draw.normal(0, 0.05, (len(months), len(units))) + draw.normal(0, 1, len(units))
            value += draw.normal(0, 1, (len(months), 1))
            if level in ("street", "community"):
                reached = np.arange(16) if level == "street" else street
                value += drift * np.arange(len(months))[:, None] * (reached < 6)
                begin = np.full(len(street), NEVER)
                for item in scenario.revisions:
                    begin = starts(item, PLACE)
                if level == "street":
                    begin = np.array([begin[street == number][0] for number in range(16)])
                for unit, start in enumerate(begin):
                    if (begin != NEVER).any():
                        later = months >= (begin[begin != NEVER].min() if start == NEVER else start)
                        more = spillover if start == NEVER else effect + growth * (months - start)
                        value[:, unit] += later * more
            table = pd.DataFrame({
                "month": np.repeat([month_name(month) for month in months], len(units)),
                "unit": np.tile(units, len(months)),
            })
            tables[level] = table.assign(satisfaction=value.ravel())
        return FakeRun(scenario, seed, tables)

    return simulate


def stored(of: Scenario, simulate: Callable[..., FakeRun], replications: int = 2, **options: str) -> Evaluation:
    return evaluate(
        of, measures=["satisfaction"], replications=replications, simulate=simulate, workers=1,
        **options,  # type: ignore[arg-type]
    )


def found(of: Scenario, simulate: Callable[..., FakeRun], replications: int = 10) -> Evaluation:
    """The same without a store, which would take most of the time."""
    twin, seeds = without_placed(of), tuple(range(1, replications + 1))
    rollout = read_rollout(of, twin)

    def values(world: Scenario) -> np.ndarray:
        runs = [simulate(world, seed).tables["street"]["satisfaction"].to_numpy() for seed in seeds]
        return np.stack(runs).reshape(len(seeds), -1, len(STREETS)).swapaxes(1, 2)[..., None]

    estimates, by_month = found_in(rollout, values(of), values(twin), ["satisfaction"], seeds)
    return Evaluation(of, twin, rollout, seeds, ("satisfaction",), summarized(estimates), estimates, by_month)
