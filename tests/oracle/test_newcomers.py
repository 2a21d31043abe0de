"""Who moves in, and what newcomers believe."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import beta

from govsim.agents import turnover
from govsim.model import GovernanceModel
from govsim.world import World
from tests.oracle.places import model_of, small_place
from tests.oracle.residents import cooperation_at, threshold_at

WORLD = World()


@pytest.fixture(scope="module")
def moved() -> tuple[GovernanceModel, np.ndarray]:
    """A district in the middle of a month, after households moved, and who is new."""
    place = small_place([[2, 0, 0, 0, 0]], streets=1, residents_each=200)
    model = model_of(place, months=2, world={"turnover_renter": 0.1, "turnover_owner": 0.1})
    model.step()
    model.month += 1
    before = model.residents.reluctance.copy()
    turnover.move_households(model)
    return model, before != model.residents.reluctance


def test_the_table_of_thresholds_follows_its_distribution() -> None:
    """Straight lines between the 2,049 points of the table are off by less than a thousandth."""
    uniforms = np.linspace(0.001, 0.999, 997)
    exact = beta(WORLD.threshold_a, WORLD.threshold_b).ppf(uniforms)
    assert [threshold_at(WORLD, float(u)) for u in uniforms] == pytest.approx(exact, abs=1e-3)


def test_types_have_their_shares() -> None:
    kinds = [cooperation_at(WORLD, (number + 0.5) / 10_000) for number in range(10_000)]
    shares = np.bincount(kinds) / 10_000
    named = [WORLD.share_conditional, WORLD.share_free_rider, WORLD.share_hump]
    assert shares.tolist() == pytest.approx([*named, 1 - sum(named)], abs=2e-4)


def test_newcomers_have_no_history(moved: tuple[GovernanceModel, np.ndarray]) -> None:
    model, new = moved
    people = model.residents
    assert new.sum() > 3
    assert not people.active[new].any() and not people.burnout[new].any() and not people.case[new].any()
    assert len(set(people.trust_good[new & (people.courtyard == 0)])) == 1


def test_newcomers_trust_by_the_evidence_that_they_hold(moved: tuple[GovernanceModel, np.ndarray]) -> None:
    """Trust is good / (good + bad), and newcomers take the courtyard's evidence."""
    model, new = moved
    t = model.residents
    assert t.trust_gov[new] == pytest.approx(t.trust_good[new] / (t.trust_good[new] + t.trust_bad[new]), rel=1e-5)
    assert t.trust_nbr[new] == pytest.approx(
        t.neighbour_good[new] / (t.neighbour_good[new] + t.neighbour_bad[new]), rel=1e-5
    )
