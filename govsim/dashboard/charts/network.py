"""Network of one scenario: streets, communities, stations and organizations where the map has them.

Streets and communities stand in the middle of their areas of the schematic map, stations around their street,
organizations around their community in the order of their slots; so both scenarios and all months have
everything in the same place. What an organization's tie to its community says, that it lives there, is told
by where it stands; the other ties are drawn.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import numpy as np

from govsim.dashboard.layout import WIDE, layout
from govsim.dashboard.texts import say
from govsim.place import load_place
from govsim.report.texts import Lang
from govsim.report.units import plain, scale_of
from govsim.scenario import Scenario

if TYPE_CHECKING:
    import pandas as pd

KINDS = ("street", "community", "station", "active", "dormant")
"""What is drawn; organizations are active, or dormant where their activity is below the world's minimum."""

LOOK: Mapping[str, tuple[str, str, float]] = {
    "street": ("roundRect", "@ink", 13.0), "community": ("circle", "@a", 9.0), "station": ("diamond", "@r1", 11.0),
    "active": ("circle", "@r3", 5.0), "dormant": ("circle", "@r3", 4.0),
}
"""Symbol, colour and size by kind."""

GOLDEN = math.pi * (3.0 - math.sqrt(5.0))
"""Angle between one organization and the next around their community."""

AROUND = 0.012
"""Distance of the first organization from its community, in heights of the map."""

SHARP = 1000.0
"""Dots of the drawing to the height of the map; lines of a fraction of a dot are not drawn straight."""

FADED = 0.06
"""Opacity of ties while the pointer is on a node that is not theirs."""

TIES: Mapping[str, tuple[str, ...]] = {
    "contract": ("contract",), "serves": ("serves",), "all": ("governs", "serves", "contract"),
}
"""Choices of ties to draw."""

LINES: Mapping[str, tuple[float, str, str]] = {
    "governs": (1.0, "solid", "@a"), "serves": (1.2, "dashed", "@r1"), "contract": (2.2, "solid", "@r3/0.6"),
}
"""Width, kind and colour of a tie; the largest contract has this width."""


def at(ties: pd.DataFrame, month: str) -> pd.DataFrame:
    """The ties of a month."""
    return ties[ties["month"] == month]


def named(full: str) -> tuple[str, str]:
    """Kind and name of a node.

    >>> named("street:Shahe")
    ('street', 'Shahe')
    """
    kind, _, name = full.partition(":")
    return kind, name


@dataclass(frozen=True)
class Stage:
    """Where each node stands, in heights of the map, and the number of each organization in its community."""

    spots: Mapping[str, tuple[float, float]]
    numbers: Mapping[str, int]


def stage(ties: Iterable[pd.DataFrame], place_name: str) -> Stage:
    """One stage for several networks, over all their months."""
    placed = layout(place_name, WIDE)
    spots: dict[str, tuple[float, float]] = {}
    for level in ("street", "community"):
        for name, (left, top, width, height) in zip(placed.units[level], placed.boxes[level].tolist(), strict=True):
            spots[f"{level}:{name}"] = (left + width / 2, top + height / 2)
    homes: dict[str, set[str]] = defaultdict(set)
    stations: dict[str, str] = {}
    for table in ties:
        for body, home in table.loc[table["tie"] == "home", ["source", "target"]].itertuples(index=False):
            homes[home].add(body)
        governed = table[(table["tie"] == "governs") & table["target"].str.startswith("station:")]
        stations |= dict(governed[["target", "source"]].itertuples(index=False))
    numbers = {}
    for home, bodies in homes.items():
        for number, body in enumerate(sorted(bodies, key=lambda full: int(named(full)[1]))):
            away, turn = AROUND * math.sqrt(number + 2.0), GOLDEN * number
            spots[body] = (spots[home][0] + away * math.cos(turn), spots[home][1] + away * math.sin(turn))
            numbers[body] = number + 1
    for station, street in stations.items():
        turn = 2 * math.pi * (int(station.rpartition("-")[2]) / 7.0 + 0.1)
        spots[station] = (spots[street][0] + 0.03 * math.cos(turn), spots[street][1] + 0.03 * math.sin(turn))
    return Stage(spots, numbers)


def titles(place_name: str, lang: Lang) -> dict[str, str]:
    """Names of streets and communities by node."""
    place = load_place(place_name)
    zh = lang == "zh"
    return {f"street:{item.name}": item.name_zh if zh else item.name for item in place.streets} | {
        f"community:{item.name}": item.name_zh if zh else item.name for item in place.communities}


def title(full: str, names: Mapping[str, str], lang: Lang) -> str:
    """A street, community or station for readers."""
    kind, name = named(full)
    if kind == "station":
        street, _, number = name.rpartition("-")
        return say("network_one_station", lang, street=names[f"street:{street}"], number=number)
    return say(f"network_one_{kind}", lang, name=names[full])


def drawing(
    ties: pd.DataFrame, month: str, stage: Stage, scenario: Scenario, drawn: str, lang: Lang
) -> dict[str, Any]:
    """Arguments of a chart: `option`, `tips`, `ratio`; `drawn` is a choice of `TIES`."""
    names, now = titles(scenario.place, lang), at(ties, month)
    home, contracts = now[now["tie"] == "home"], now[now["tie"] == "contract"]
    most = float(contracts["value"].max()) if len(contracts) else 1.0
    paid = dict(contracts[["target", "value"]].itertuples(index=False))
    money = scale_of("yuan/month", most, lang)
    nodes = [  # hold the frame open, so that the map has one place in all months
        {"id": f"corner {x}", "name": "", "x": SHARP * x, "y": SHARP * y, "symbol": "none"}
        for x, y in ((0.0, 0.0), (WIDE, 1.0))
    ]
    tips = [""] * len(nodes)

    def stand(full: str, kind: str, told: str) -> None:
        """Put a node on the stage."""
        symbol, colour, size = LOOK[kind]
        x, y = stage.spots[full]
        nodes.append({
            "id": full, "name": told.partition("\n")[0], "x": SHARP * x, "y": SHARP * y, "symbol": symbol,
            "symbolSize": size, "itemStyle": {
                "color": "@paper" if kind == "dormant" else colour, "borderColor": colour, "borderWidth": 1},
        })
        tips.append(told)

    for full in dict.fromkeys([*names, *(name for name in now["target"] if name.startswith("station:"))]):
        stand(full, named(full)[0], title(full, names, lang))
    for row in home.itertuples(index=False):
        told = [say("network_one_organization", lang, number=stage.numbers[row.source], community=names[row.target]),
                say("network_activity", lang, activity=f"{row.value:.0%}")]
        if row.source in paid:
            value = plain(paid[row.source] * money.factor, 1)
            told.append(say("network_contract", lang, value=value, unit=money.level))
        stand(row.source, "active" if row.value >= scenario.world.activity_minimum else "dormant", "\n".join(told))
    links = []
    for row in now[now["tie"].isin(TIES[drawn])].itertuples(index=False):
        if named(row.source)[0] != "district":
            width, kind, colour = LINES[row.tie]
            thick = width * math.sqrt(row.value / most) + 0.5 if row.tie == "contract" else width
            links.append({"source": row.source, "target": row.target, "tooltip": {"show": False},
                          "lineStyle": {"color": colour, "width": thick, "type": kind, "opacity": 1},
                          "blur": {"lineStyle": {"opacity": FADED}}})
    option = {
        "tooltip": {"trigger": "item"},
        "series": [{
            "type": "graph", "layout": "none", "left": "2%", "right": "2%", "top": "2%", "bottom": "2%",
            "roam": False, "name": "network", "data": nodes, "links": links, "cursor": "default",
            "emphasis": {"focus": "adjacency", "lineStyle": {"width": 3}, "label": {"show": False}},
        }],
    }
    return {"option": option, "tips": tips, "ratio": WIDE}


def counts(ties: pd.DataFrame, month: str, least: float) -> dict[str, float]:
    """What there is in a month: stations, organizations, those whose activity is at least `least`, contracts, yuan."""
    now = at(ties, month)
    home, contract = now[now["tie"] == "home"], now[now["tie"] == "contract"]
    return {
        "stations": float(now.loc[now["tie"] == "serves", "source"].nunique()),
        "organizations": float(len(home)), "active": float((home["value"] >= least).sum()),
        "contracts": float(len(contract)), "yuan": float(contract["value"].sum()),
    }


def street_table(
    ties: Mapping[str, tuple[pd.DataFrame, Scenario]], month: str, lang: Lang
) -> dict[str, Any]:
    """By street: stations, organizations, the active ones, contracts and their value, in every world."""
    place = load_place(next(iter(ties.values()))[1].place)
    street_of = {f"community:{item.name}": item.street for item in place.communities}
    street_of |= {f"street:{item.name}": item.index for item in place.streets}
    columns: list[np.ndarray] = []
    for world, scenario in ties.values():
        now, least = at(world, month), scenario.world.activity_minimum
        home, contract = now[now["tie"] == "home"], now[now["tie"] == "contract"]
        station = now[(now["tie"] == "governs") & now["target"].str.startswith("station:")]
        active = home[home["value"] >= least]
        for nodes, weights in (
            (station["source"], None), (home["target"], None), (active["target"], None), (contract["source"], None),
            (contract["source"], contract["value"].to_numpy()),
        ):
            rows = nodes.map(street_of).to_numpy(dtype=np.int64)
            columns.append(np.bincount(rows, weights, minlength=len(place.streets)))
    money = scale_of("yuan/month", float(max(columns[4].max(), columns[-1].max())), lang)
    rows = [
        [item.name_zh if lang == "zh" else item.name, *(
            plain(float(column[item.index]) * (money.factor if number % 5 == 4 else 1.0), 1 if number % 5 == 4 else 0)
            for number, column in enumerate(columns))]
        for item in place.streets
    ]
    head = [say("network_street", lang), *(
        f"{world}: {say(f'network_count_{name}', lang)}" + (f" ({money.level})" if name == "yuan" else "")
        for world in ties for name in ("stations", "organizations", "active", "contracts", "yuan"))]
    return {"head": head, "rows": rows}
