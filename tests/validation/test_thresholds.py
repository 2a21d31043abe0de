"""Taking part against the crowds of Granovetter (1978): two crowds that differ in one person (T10)."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from govsim.agents import resident
from govsim.agents.resident import CONDITIONAL, YOUNG
from govsim.model import GovernanceModel

CROWD = 100


def crowd(model: GovernanceModel, thresholds: np.ndarray, least: int = 0) -> list[int]:
    """How many take part each month until nobody changes, in a crowd in which everybody sees everybody.

    A threshold is the number of others that must take part, in the middle of the shares that mean it, so that no
    rounding counts; taking part is certainly worth while.
    """
    t = model.residents
    one, other = np.nonzero(~np.eye(CROWD, dtype=bool))
    start = np.minimum(np.arange(len(t) + 1), CROWD) * (CROWD - 1)
    model.population = replace(model.population, tie_start=start.astype(np.int32), tie_step=other - one)
    model.world = replace(model.world, bodies_as_contacts=0.0, contacts_needed=least)
    t.cooperation[:], t.age_group[:], t.burnout[:], t.active[:] = CONDITIONAL, YOUNG, 0.0, False
    t.threshold[:] = 1.0
    t.threshold[:CROWD] = np.maximum(0.0, thresholds - 0.5) / (CROWD - 1)
    model.courtyards.size_logit[:], model.courtyards.function[:] = 50.0, 0.0
    t.contacts_required[:] = resident.required_contacts(model, slice(None))
    t.contacts_required[CROWD:] = np.inf
    counts = [0]
    while len(counts) < 2 or counts[-1] != counts[-2]:
        resident.look_around(model)
        resident.take_part(model)
        counts.append(int(t.active.sum()))
    return counts[1:-1]


def test_uniform_thresholds_bring_everybody_out(model: GovernanceModel) -> None:
    """Thresholds 0, 1, ..., 99: one joins after the other until all 100 take part."""
    assert crowd(model, np.arange(CROWD)) == list(range(1, CROWD + 1))


def test_one_person_less_ready_leaves_one_rioter(model: GovernanceModel) -> None:
    """The same crowd with the 1 replaced by a 2: the riot ends with one rioter."""
    assert crowd(model, np.array([0, 2, *range(2, CROWD)])) == [1]


@pytest.mark.parametrize("missing", [10, 50, 99])
def test_a_gap_stops_the_cascade(model: GovernanceModel, missing: int) -> None:
    """Nobody has the threshold that the next step needs: the cascade ends there."""
    thresholds = np.arange(CROWD)
    thresholds[missing] += 1
    assert crowd(model, thresholds)[-1] == missing


def test_two_contacts_stop_a_crowd_with_one_instigator(model: GovernanceModel) -> None:
    """Complex contagion (Centola and Macy 2007): whoever needs two contacts never starts, nor follows one."""
    assert crowd(model, np.arange(CROWD), least=2) == []
