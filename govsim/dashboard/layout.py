"""Layout: a schematic map of a place, whose true borders are not in its tables.

Streets share out a box by their residents, communities their street, courtyards their community: nested
squarified treemaps, so that an area is a number of residents and every courtyard lies in its community. Only
the tables of the place count, so that all runs and scenarios share one map; a courtyard has the mean
size of its kind there, whatever a run draws. Who borders on whom means nothing.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import numpy.typing as npt
from squarify import normalize_sizes, squarify

from govsim.place import Place, load_place

Floats = npt.NDArray[np.float64]

WIDE, TALL = 1.6, 0.72
"""Width over height of the box on screens and on telephones."""


@dataclass(frozen=True)
class Layout:
    """The map of a place in a box of `ratio` by 1, y downward.

    By level ("street", "community", "courtyard"): `units`, names as in the tables of a run; `boxes`, arrays
    [unit, 4] of left, top, width and height.
    """

    ratio: float
    units: Mapping[str, tuple[str, ...]]
    boxes: Mapping[str, Floats]


@lru_cache(maxsize=8)
def layout(place_name: str, ratio: float) -> Layout:
    """The map of a place by its name."""
    return laid_out(load_place(place_name), ratio)


def laid_out(place: Place, ratio: float) -> Layout:
    """The map of a place."""
    streets = divided(np.array([0.0, 0.0, ratio, 1.0]), [street.residents for street in place.streets])
    communities = np.zeros((len(place.communities), 4))
    for number, box in enumerate(streets):
        own = [item for item in place.communities if item.street == number]
        communities[[item.index for item in own]] = divided(box, [item.residents for item in own])
    persons = [kind.mean_households * kind.mean_household_size for kind in place.kinds]
    courtyards, names = [], []
    for item, box in zip(place.communities, communities, strict=True):
        courtyards.append(divided(box, np.repeat(persons, item.courtyards).tolist()))
        names += [f"{item.name}-{number:02d}" for number in range(1, sum(item.courtyards) + 1)]
    return Layout(
        ratio,
        {"street": tuple(street.name for street in place.streets),
         "community": tuple(item.name for item in place.communities), "courtyard": tuple(names)},
        {"street": streets, "community": communities, "courtyard": np.concatenate(courtyards)},
    )


def divided(box: Floats, sizes: Sequence[float]) -> Floats:
    """The box shared out in proportion to positive sizes, in their order, as near to squares as may be."""
    left, top, width, height = (float(side) for side in box)
    order = sorted(range(len(sizes)), key=lambda number: -sizes[number])
    areas = normalize_sizes([sizes[number] for number in order], width, height)
    shares = np.zeros((len(sizes), 4))
    for number, part in zip(order, squarify(areas, left, top, width, height), strict=True):
        shares[number] = part["x"], part["y"], part["dx"], part["dy"]
    return shares
