"""Construction of a graph with its measures from rows of nodes and edges."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.analysis.centrality import measures
from kg.analysis.graphs import coauthor_graph, concept_graph
from kg.model.analysis import MeasuredGraph


def measure_graph(name: str, nodes: Sequence[Any], edges: Sequence[Any]) -> MeasuredGraph:
    """Return the graph of authors or of concepts with all measures of its nodes.

    Parameters
    ----------
    name
        "coauthors" or "concepts".
    nodes
        Rows for `coauthor_graph` or `concept_graph`.
    edges
        Rows (id, id, weight), one for each pair.

    Returns
    -------
    MeasuredGraph
    """
    graph = coauthor_graph(nodes, edges) if name == "coauthors" else concept_graph(nodes, edges)
    return MeasuredGraph(graph, measures(graph, name))
