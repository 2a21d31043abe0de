"""Newcomers: the persons of a household that moves into a home that another has left."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from govsim.chance import Chance
from govsim.population.persons import COOPERATION, PARTY, PAYING, THRESHOLD, draw_cooperation, draw_threshold
from govsim.population.population import CHILD, Population
from govsim.world import World


def newcomers(
    population: Population, world: World, chance: Chance, month: int, rows: npt.NDArray[np.integer],
    household: npt.NDArray[np.integer], courtyard: npt.NDArray[np.integer],
) -> dict[str, np.ndarray]:
    """New `cooperation`, `threshold`, `party` and `pay_propensity` for the residents in `rows`, of these households.

    Turnover replaces persons in place: size, ages, tenure, registration and income of the household
    stay with the home, and so do the ties, which are its doors and stairs. Draws are keyed by month
    and resident id. The arrays are as long as `rows`; nothing is written.
    """
    ids = population.ids_within(rows, household)
    luck = chance.several("newcomers", month, ids, (PARTY, COOPERATION, THRESHOLD, PAYING))
    member = luck[0] < population.kind_party_chance[population.courtyard_kind[courtyard]]
    return {
        "cooperation": draw_cooperation(world, luck[1]),
        "threshold": draw_threshold(world, luck[2]),
        "party": member & (population.age_group[rows] != CHILD),
        "pay_propensity": luck[3].astype(np.float32),
    }
