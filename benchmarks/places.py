"""Places of other sizes: the first communities of Jinjiang, or Jinjiang several times over."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from govsim.place import CommunityPlace, Place, load_place
from govsim.scenario import Scenario, load

SIZES = {"7k": 7_000, "69k": 69_000, "690k": 690_422, "7M": 6_904_220}
"""Residents, about; 7k is one small street, 7M ten districts."""


def place_of(residents: int) -> Place:
    """Jinjiang's first communities up to so many residents, all of it, or whole copies of it."""
    home = load_place("jinjiang")
    total = sum(item.residents for item in home.communities)
    if residents >= total:
        return _made(home, [(copy, item) for copy in range(round(residents / total)) for item in home.communities])
    taken: list[tuple[int, CommunityPlace]] = []
    for item in home.communities:
        if taken and sum(other.residents for _, other in taken) + item.residents / 2 > residents:
            break
        taken.append((0, item))
    return _made(home, taken)


def _made(home: Place, chosen: Iterable[tuple[int, CommunityPlace]]) -> Place:
    """A place of communities of the given copies of Jinjiang."""
    streets = []
    communities: list[CommunityPlace] = []
    for copy, item in chosen:
        street = home.streets[item.street]
        name = f"{street.name}{copy}"
        if not streets or streets[-1].name != name:
            streets.append(replace(
                street, index=len(streets), code=f"{street.code}{copy}", name=name, residents=0, registered_households=0
            ))
        streets[-1] = replace(
            streets[-1],
            residents=streets[-1].residents + item.residents,
            registered_households=streets[-1].registered_households + item.registered_households,
        )
        communities.append(replace(
            item, index=len(communities), street=len(streets) - 1, code=f"{item.code}{copy}", name=f"{item.name}{copy}"
        ))
    share = sum(street.tax_share for street in streets)
    return replace(
        home, streets=tuple(replace(street, tax_share=street.tax_share / share) for street in streets),
        communities=tuple(communities),
    )


def scenario_of(place: Place, months: int) -> Scenario:
    """All three reforms from the first month on, with revenue in proportion to residents."""
    base = load("jinjiang")
    share = sum(item.residents for item in place.communities) / SIZES["690k"]
    return replace(
        base,
        end=base.start + months - 1,
        world=replace(base.world, revenue_2007=base.world.revenue_2007 * share),
        revisions=tuple(
            replace(item, start=base.start, end=None, announced=base.start) for item in base.revisions
        ),
    )
