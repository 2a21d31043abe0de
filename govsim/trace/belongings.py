"""Who an agent is, and which rows of the model's tables belong to it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import chain
from typing import Literal

import numpy as np

from govsim.model import GovernanceModel
from govsim.params import Fault, InputError, nearest

Kind = Literal["street", "community", "courtyard", "organization", "resident"]


@dataclass
class Rows:
    """Which rows of a table belong to the agent, and which others are looked at."""

    here: np.ndarray
    elsewhere: np.ndarray


def names(model: GovernanceModel, kind: Kind) -> list[str]:
    """Names of all agents of a kind, by row; residents go by their number, organizations by that of their slot."""
    if kind == "street":
        return [item.name for item in model.place.streets]
    if kind == "community":
        return [item.name for item in model.place.communities]
    if kind == "courtyard":
        return [str(item) for item in model.population.courtyard_name]
    if kind == "organization":
        return [str(item) for item in model.organizations.slot]
    return [str(number) for number in range(1, len(model.residents) + 1)]


def row_of(model: GovernanceModel, kind: Kind, name: str) -> int:
    """The row of an agent by its name, that of a place also in Chinese."""
    known = names(model, kind)
    for written in (name, romanized(model, kind, name)):
        if written in known:
            return known.index(written)
    if kind == "resident":
        message = f"no resident has the number {name!r}; allowed are {known[0]} to {known[-1]}"
    else:
        message = f"no {kind} is called {name!r}{nearest(name, known)}"
    raise InputError([Fault(f"--{kind}", message)])


def romanized(model: GovernanceModel, kind: Kind, name: str) -> str:
    """A Chinese name as the place's tables write it: 盐市口 or 盐市口街道 is Yanshikou, 青石桥-03 Qingshiqiao-03."""
    tier = model.place.streets if kind == "street" else model.place.communities
    known = {item.name_zh: item.name for item in tier}
    first, dash, number = name.rpartition("-") if kind == "courtyard" else (name, "", "")
    return known.get(first, known.get(f"{first}街道", first)) + dash + number


def belongings(model: GovernanceModel, kind: Kind, row: int) -> dict[str, Rows]:
    """By table, the rows that belong to an agent: its own, those above and below it, and those of its community."""
    yards, people = model.courtyards, model.population
    yard = int(model.residents.courtyard[row]) if kind == "resident" else row
    if kind in ("courtyard", "resident"):
        community = np.array([yards.community[yard]])
    elif kind == "organization":
        community = np.array([model.organizations.community[row]])
    elif kind == "community":
        community = np.array([row])
    else:
        community = np.flatnonzero(model.communities.street == row)
    street = np.unique(model.communities.street[community])
    courtyards = np.array([yard]) if kind in ("courtyard", "resident") else np.flatnonzero(
        np.isin(yards.community, community))
    organizations = np.array([row]) if kind == "organization" else np.flatnonzero(
        np.isin(model.organizations.community, community))
    residents = np.concatenate([np.arange(*people.courtyard_start[item : item + 2]) for item in courtyards])
    here = {
        "districts": np.array([0]), "streets": street, "communities": community, "windows": community,
        "committee_windows": community, "companies": community, "courtyards": courtyards,
        "stations": np.flatnonzero(np.isin(model.stations.street, street)), "organizations": organizations,
        "residents": np.array([row]) if kind == "resident" else residents,
    }
    return {
        table: Rows(rows, np.setdiff1d(np.arange(len(getattr(model, table))), rows)) for table, rows in here.items()
    }


def named_above(model: GovernanceModel, kind: Kind, row: int) -> dict[str, str]:
    """The agent and what it belongs to, by tier, from the district down."""
    rows = {table: item.here for table, item in belongings(model, kind, row).items()}
    tiers: tuple[Kind, ...] = ("street", "community", "courtyard")
    depth = {"street": 1, "community": 2, "organization": 2, "courtyard": 3, "resident": 3}[kind]
    tables = {"street": "streets", "community": "communities", "courtyard": "courtyards"}
    found = {tier: names(model, tier)[int(rows[tables[tier]][0])] for tier in tiers[:depth]}
    own = {} if kind in found else {kind: names(model, kind)[row]}
    return dict(chain((("district", model.place.name),), found.items(), own.items()))
