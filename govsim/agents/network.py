"""The institutional network: who is under whom, who serves whom, who works for whom."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from govsim.agents import social_organization as org

if TYPE_CHECKING:
    import networkx as nx
    import pandas as pd

    from govsim.model import GovernanceModel

VALUES = {"governs": "", "serves": "share", "home": "activity", "contract": "yuan_per_month"}
"""Ties of the network -> what each carries besides its name."""


def institutional_network(model: GovernanceModel) -> nx.DiGraph[str]:
    """District, streets, communities, open stations and formal organizations as they stand this month.

    Nodes are named "kind:name" and carry `kind` and `name`; edges carry `tie`: "governs" (down the
    hierarchy), "serves" (a station its communities, `share` of households), "home" (an organization
    its community, `activity`), "contract" (a street its contractors, `yuan_per_month`).
    """
    import networkx as nx

    place = model.place
    graph: nx.DiGraph[str] = nx.DiGraph(month=model.month_text)
    district = node(graph, "district", place.name)
    streets = [node(graph, "street", item.name) for item in place.streets]
    communities = [node(graph, "community", item.name) for item in place.communities]
    graph.add_edges_from(((district, street) for street in streets), tie="governs")
    graph.add_edges_from(
        ((streets[item.street], communities[item.index]) for item in place.communities), tie="governs"
    )
    stations = model.stations
    for site in np.flatnonzero(stations.open):
        at = int(stations.street[site])
        station = node(graph, "station", f"{place.streets[at].name}-{int(stations.order[site]) + 1}")
        graph.add_edge(streets[at], station, tie="governs")
        for served in np.flatnonzero(model.coverage[:, site]):
            graph.add_edge(station, communities[served], tie="serves", share=float(model.coverage[served, site]))
    organizations = model.organizations
    for row in org.formal(organizations):
        body = node(graph, "organization", str(int(organizations.slot[row])))
        home, activity = communities[int(organizations.community[row])], float(organizations.activity[row])
        graph.add_edge(body, home, tie="home", activity=activity)
        value = float(organizations.contract[row])
        if value > 0:
            graph.add_edge(streets[int(organizations.street[row])], body, tie="contract", yuan_per_month=value)
    return graph


def ties(graph: nx.DiGraph[str]) -> pd.DataFrame:
    """The network as a table: `month`, `tie`, `source`, `target`, and as `value` what `VALUES` says, else NaN."""
    import pandas as pd

    rows = [
        (graph.graph["month"], edge["tie"], source, target, edge.get(VALUES[edge["tie"]], float("nan")))
        for source, target, edge in graph.edges(data=True)
    ]
    return pd.DataFrame(rows, columns=["month", "tie", "source", "target", "value"])


def node(graph: nx.DiGraph[str], kind: str, name: str) -> str:
    """Add a node and give its name."""
    full = f"{kind}:{name}"
    graph.add_node(full, kind=kind, name=name)
    return full
