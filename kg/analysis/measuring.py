"""Rows to a graph with its measures."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from kg.analysis.centrality import measures
from kg.analysis.graphs import coauthor_graph, concept_graph
from kg.model.analysis import MeasuredGraph


def measured(name: str, nodes: Sequence[Any], edges: Sequence[Any]) -> MeasuredGraph:
    """The graph called "coauthors" or "concepts" from rows of nodes and rows of edges, with all its measures."""
    graph = coauthor_graph(nodes, edges) if name == "coauthors" else concept_graph(nodes, edges)
    return MeasuredGraph(graph, measures(graph, name))
