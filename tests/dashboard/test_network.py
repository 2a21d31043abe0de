"""The network: one place for everything in all months, ties as the table has them, sums by street."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from govsim.dashboard.charts.network import SHARP, counts, drawing, stage, street_table
from govsim.dashboard.layout import WIDE
from govsim.place import load_place
from govsim.scenario import load

NONE = float("nan")
PLACE = load_place("jinjiang")
GOVERNED = [
    *(("governs", "district:jinjiang", f"street:{item.name}", NONE) for item in PLACE.streets),
    *(("governs", f"street:{PLACE.streets[item.street].name}", f"community:{item.name}", NONE)
      for item in PLACE.communities),
]
EARLY = [("home", "organization:3", "community:Tazishan", 0.05), ("home", "organization:12", "community:Tazishan", 0.6)]
LATE = [
    *EARLY, ("home", "organization:7", "community:Hebin", 0.9),
    ("governs", "street:Shahe", "station:Shahe-1", NONE), ("governs", "street:Shahe", "station:Shahe-2", NONE),
    ("serves", "station:Shahe-1", "community:Tazishan", 0.4), ("serves", "station:Shahe-2", "community:Tazishan", 0.6),
    ("contract", "street:Shahe", "organization:12", 4000.0),
    ("contract", "street:Longzhoulu", "organization:7", 1000.0),
]
JINJIANG = load("jinjiang")
LEAST = JINJIANG.world.activity_minimum


@pytest.fixture
def ties() -> pd.DataFrame:
    rows = [("2007-12", *tie) for tie in [*GOVERNED, *EARLY]] + [("2008-12", *tie) for tie in [*GOVERNED, *LATE]]
    return pd.DataFrame(rows, columns=["month", "tie", "source", "target", "value"])


def drawn(ties: pd.DataFrame, month: str, kind: str) -> dict:
    """A month of the network, by itself on its stage."""
    return drawing(ties, month, stage([ties], "jinjiang"), JINJIANG, kind, "en")


def test_everything_has_a_place_of_its_own(ties: pd.DataFrame) -> None:
    found = stage([ties], "jinjiang")
    assert found.numbers == {"organization:3": 1, "organization:12": 2, "organization:7": 1}
    points = np.array(list(found.spots.values()))
    assert (points > 0).all() and (points < [WIDE, 1.0]).all()
    organizations = np.array([found.spots[f"organization:{n}"] for n in (3, 7, 12)])
    assert np.linalg.norm(organizations - organizations[[1, 2, 0]], axis=1).min() > 0.01
    assert stage([ties.sample(frac=1.0, random_state=1)], "jinjiang") == found


def test_two_networks_share_a_stage(ties: pd.DataFrame) -> None:
    """An organization that only one of them has does not move those that both have."""
    fewer = ties[ties["source"] != "organization:3"]
    both = stage([fewer, ties], "jinjiang")
    assert both == stage([ties, fewer], "jinjiang") and both.numbers["organization:12"] == 2
    assert stage([fewer], "jinjiang").numbers["organization:12"] == 1


def test_ties_are_drawn_as_they_are(ties: pd.DataFrame) -> None:
    series = drawn(ties, "2008-12", "contract")["option"]["series"][0]
    widths = {link["target"]: link["lineStyle"]["width"] for link in series["links"]}
    assert set(widths) == {"organization:7", "organization:12"} and widths["organization:12"] > widths["organization:7"]
    assert drawn(ties, "2007-12", "contract")["option"]["series"][0]["links"] == []
    every = drawn(ties, "2008-12", "all")["option"]["series"][0]["links"]
    assert len(every) == len(PLACE.communities) + 2 + 2 + 2, "nothing hangs on the district itself, homes are places"


def test_nodes_keep_their_place_over_time_and_say_what_they_are(ties: pd.DataFrame) -> None:
    early, late = (drawn(ties, month, "all") for month in ("2007-12", "2008-12"))
    at = [{node["id"]: (node["x"], node["y"]) for node in found["option"]["series"][0]["data"]}
          for found in (early, late)]
    assert set(at[0]) < set(at[1]) and all(at[1][name] == place for name, place in at[0].items())
    assert at[0]["corner 0.0"] == (0.0, 0.0) and at[0][f"corner {WIDE}"] == (SHARP * WIDE, SHARP)
    nodes = late["option"]["series"][0]["data"]
    tips = {node["id"]: tip for node, tip in zip(nodes, late["tips"], strict=True)}
    assert tips["organization:12"] == (
        "Organization 2 of Tazishan\nactivity 60%\ncontract of 4,000.0 yuan a month")
    fill = {node["id"]: node.get("itemStyle", {}).get("color") for node in nodes}
    assert fill["organization:3"] == "@paper" != fill["organization:12"], "an organization on paper is hollow"


def test_counts_and_the_table_by_street(ties: pd.DataFrame) -> None:
    assert counts(ties, "2007-12", LEAST) == {
        "stations": 0, "organizations": 2, "active": 1, "contracts": 0, "yuan": 0}
    assert counts(ties, "2008-12", LEAST) == {
        "stations": 2, "organizations": 3, "active": 2, "contracts": 2, "yuan": 5000}
    table = street_table({"A": (ties, JINJIANG)}, "2008-12", "en")
    rows = {row[0]: row[1:] for row in table["rows"]}
    assert rows["Shahe"] == ["2", "2", "1", "1", "4,000.0"] and rows["Longzhoulu"] == ["0", "1", "1", "1", "1,000.0"]
    assert len(rows) == 16 and len(table["head"]) == 6 and table["head"][5].endswith("(yuan a month)")
