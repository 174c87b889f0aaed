"""Ranking of nodes by centrality."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, TypeAlias

from kg.analysis.centrality import DEFINITIONS
from kg.analysis.communities import by_node
from kg.analysis.graphs import Graph
from kg.model.measure import Measure, Ranked

Row: TypeAlias = tuple[str | int | float, ...]


def centrality_rows(graph: Graph, measures: Iterable[Measure]) -> tuple[tuple[str, ...], list[Row]]:
    """Return the header and the rows of a table of all nodes with all measures, the most central nodes first.

    Parameters
    ----------
    graph
        Graph whose nodes have the attributes `label`, `kind` and `works`.
    measures
        Measures of its nodes.

    Returns
    -------
    header : tuple of str
        "rank", "iri", "label", "kind", "works" and the names of the measures.
    rows : list of tuple
        In the order of `ranked`.
    """
    values = by_node(measures)
    names = [definition.name for definition in DEFINITIONS]
    rows = [
        (rank, node, *(graph.nodes[node][key] for key in ("label", "kind", "works")), *(values[node][n] for n in names))
        for rank, node in enumerate(_order(graph, values), start=1)
    ]
    return ("rank", "iri", "label", "kind", "works", *names), rows


def ranked(
    graph: Graph, measures: Iterable[Measure], kind: str | None = None, limit: int | None = None
) -> tuple[Ranked, ...]:
    """Return the most central nodes, sorted by PageRank, betweenness, label, then id.

    Parameters
    ----------
    graph
        Graph whose nodes have the attributes `label`, `kind` and `works`.
    measures
        Measures of its nodes.
    kind
        Kind of the nodes; None for all kinds.
    limit
        Maximum number of nodes; None for all nodes.

    Returns
    -------
    tuple of Ranked
    """
    values = by_node(measures)
    nodes = [node for node in _order(graph, values) if kind in (None, graph.nodes[node]["kind"])]
    return tuple(_ranked(node, graph.nodes[node], values[node]) for node in nodes[:limit])


def _order(graph: Graph, values: Mapping[str, Mapping[str, float | int]]) -> list[str]:
    def place(node: str) -> tuple[float, float, str, str]:
        found = values[node]
        return -found["pageRank"], -found["betweenness"], graph.nodes[node]["label"], node

    return sorted(graph, key=place)


def _ranked(node: str, attributes: Mapping[str, Any], values: Mapping[str, Any]) -> Ranked:
    return Ranked(
        node=node,
        label=attributes["label"],
        works=attributes["works"],
        degree=values["degree"],
        strength=values["weightedDegree"],
        betweenness=values["betweenness"],
        page_rank=values["pageRank"],
        community=values["community"],
    )
