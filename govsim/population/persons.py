"""Persons: age, Party membership, cooperation type, threshold and propensity to pay.

Ages are drawn person by person from the shares of the kind of courtyard; heads are adults, so the
children are found among the others. Composition of households beyond that is not modelled.
"""

from __future__ import annotations

from functools import cache

import numpy as np
import numpy.typing as npt

from govsim.chance import Chance
from govsim.place import Place
from govsim.population.courtyards import by_kind
from govsim.population.population import Reals, Singles, Small
from govsim.world import World

AGE, PARTY, COOPERATION, THRESHOLD, PAYING = range(5)
"""Numbers of the draws of the processes "persons" and "newcomers", keyed by the resident's id."""

_GRID = 2048
"""Steps of the table of the threshold's inverse distribution."""


def draw_ages(
    place: Place, kind: np.ndarray, starts: np.ndarray, heads: np.ndarray, sizes: np.ndarray, ids: np.ndarray,
    chance: Chance,
) -> Small:  # fmt: skip
    """Age group of each resident.

    `kind` by courtyard, `starts` their first residents, `heads` the rows of heads; `sizes` is the mean
    household by kind in the whole place, which decides how many of the others are children.
    """
    uniform = chance.of("persons", 0, ids, AGE).astype(np.float32)
    child = by_kind(place, "child_share")
    young = by_kind(place, "young_share") / (1.0 - child)
    grown = 1.0 - by_kind(place, "elder_share") / (1.0 - child)
    minor = np.minimum(child * sizes / (sizes - 1.0), 1.0)
    cuts = np.array([minor, minor + (1.0 - minor) * young, minor + (1.0 - minor) * grown], dtype=np.float32)
    per_courtyard = np.diff(starts)
    age = np.zeros(len(uniform), dtype=np.int8)
    for cut in cuts:
        age += uniform >= np.repeat(cut[kind], per_courtyard)
    of_head = uniform[heads]
    where = kind[np.searchsorted(starts, heads, side="right") - 1]
    age[heads] = 1 + (of_head >= young.astype(np.float32)[where]) + (of_head >= grown.astype(np.float32)[where])
    return age


def party_chance(place: Place, world: World, residents_by_kind: np.ndarray) -> Reals:
    """Probability that an adult is a Party member, by kind, so that the world's share of residents is met."""
    multiplier = by_kind(place, "party_multiplier")
    adults = residents_by_kind * (1.0 - by_kind(place, "child_share"))
    return np.minimum(world.party_share * residents_by_kind.sum() / np.sum(adults * multiplier) * multiplier, 1.0)


def draw_cooperation(world: World, uniform: npt.NDArray[np.floating]) -> Small:
    """Cooperation type by the shares of Fischbacher et al. 2001; altruists are the rest."""
    kind = np.zeros(uniform.shape, dtype=np.int8)
    for cut in _cuts(world.share_conditional, world.share_free_rider, world.share_hump):
        kind += uniform >= cut
    return kind


@cache
def _cuts(*shares: float) -> Reals:
    """Where one type ends and the next begins; shares that add up to more than 1 are brought down to it."""
    return np.cumsum(np.array(shares) / max(1.0, np.sum(shares)))


def draw_threshold(world: World, uniform: npt.NDArray[np.floating]) -> Singles:
    """Beta threshold by inversion, interpolated in a table (Granovetter 1978)."""
    table = _inverse_beta(world.threshold_a, world.threshold_b)
    place = uniform * _GRID
    step = place.astype(np.int32)
    rest = (place - step).astype(np.float32)
    low = table[step]
    return low + rest * (table[step + 1] - low)


@cache
def _inverse_beta(a: float, b: float) -> Singles:
    from scipy.special import betaincinv

    return betaincinv(a, b, np.linspace(0.0, 1.0, _GRID + 1)).astype(np.float32)
