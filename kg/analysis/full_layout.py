"""A complete graph laid out for the explorer and the exports of maps, with its measures and communities."""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping, Sequence

import numpy as np
from scipy.sparse import coo_array, csr_array, triu
from scipy.sparse.csgraph import minimum_spanning_tree

from kg.analysis.brokers import POSITION_MEASURES
from kg.analysis.centrality import DEFINITIONS
from kg.analysis.communities import by_node, communities
from kg.analysis.community_levels import Flags, community_levels
from kg.analysis.forces import Indices, Points
from kg.analysis.graphs import Graph, Matrix, adjacency, in_order
from kg.analysis.map_layout import node_positions
from kg.analysis.ranking import ranked
from kg.model.exploration import LaidOutGraph
from kg.model.measure import Measure

MOST_NODES = 50_000
MOST_EDGES = 200_000
"""Maximum numbers of nodes and edges of a page: a browser without a graphics card draws them within a second."""

_UNIT = 20
"""Typical distance between neighbours; positions are integers."""

_FOREMOST, _OF_EACH = 12, 25
"""Number of communities whose nodes a map shows first if its graph is divided, and number of these nodes in each;
see `_importance_order`."""

_DIVIDED = 0.6
"""A graph is divided if its `_FOREMOST` communities with the highest PageRank have less than this share of all
PageRank."""

Edge = tuple[int, int, float | int]


def lay_out_graph(graph: Graph, measures: Iterable[Measure], positions: bool = True) -> LaidOutGraph:
    """Return the graph with its measures, positions and communities, independent of the order of nodes and edges.

    Of a graph with more than MOST_NODES nodes, only the most central nodes are laid out; of more than MOST_EDGES edges
    among them, only the first ones in the order of `strongest_first`.

    Parameters
    ----------
    graph
        Weighted graph.
    measures
        Measures of its nodes.
    positions
        If true, add the measures of a node's position among its neighbours, such as constraint.

    Returns
    -------
    LaidOutGraph
        Nodes are in descending order of importance: those on the map before those aside, then by `_importance_order`.
    """
    by_rank = [each.node for each in ranked(graph, measures, limit=MOST_NODES)]
    values = by_node(measures)
    ordered = in_order(graph)
    matrix = adjacency(ordered)
    place = {node: number for number, node in enumerate(ordered)}
    shown = np.array([place[node] for node in by_rank], dtype=np.int64)
    groups = np.array([values[node]["community"] for node in by_rank], dtype=np.int64)
    importance = np.array([values[node]["pageRank"] for node in by_rank], dtype=float)
    points, aside = node_positions(matrix[shown][:, shown], groups, importance)
    turn = _importance_order(groups, importance, aside)
    order = [by_rank[number] for number in turn]
    inner = matrix[shown[turn]][:, shown[turn]]
    places = np.rint(points[turn] * _UNIT).astype(np.int64)
    named = communities(graph, measures)
    return LaidOutGraph(
        name=graph.graph.get("name", ""),
        ids=tuple(order),
        labels=tuple(graph.nodes[node]["label"] for node in order),
        kinds=tuple(graph.nodes[node]["kind"] for node in order),
        x=tuple(places[:, 0].tolist()),
        y=tuple(places[:, 1].tolist()),
        aside=tuple(aside[turn].tolist()),
        measures=_columns(ordered, matrix, order, values, positions),
        edges=strongest_first(inner)[:MOST_EDGES],
        communities=named,
        levels=community_levels(inner, groups[turn], aside[turn], {each.number: each.name for each in named}),
        all_nodes=len(graph),
        all_edges=graph.number_of_edges(),
    )


def _importance_order(groups: Indices, importance: Points, aside: Flags) -> Indices:
    """Return the indices of the nodes in the order in which a map shows them: by PageRank, with nodes aside last.

    In a divided graph, such as one of co-authors, the first n nodes by PageRank are of many communities and hardly
    linked. There, the first 300 nodes are the first 25 of each of the 12 communities with the highest sum of PageRank,
    the first 1,200 nodes the first 50 of 24 communities, and so on. `importance` is in descending order.
    """
    total = np.bincount(groups, importance)
    rank = np.empty(len(total))
    rank[np.lexsort((np.arange(len(total)), -total))] = np.arange(1, len(total) + 1)
    place = np.arange(len(groups))
    if np.sort(total)[::-1][:_FOREMOST].sum() >= _DIVIDED * total.sum():
        return np.lexsort((place, aside))
    by_group = np.argsort(groups, kind="stable")
    member = np.empty(len(groups))
    member[by_group] = place - np.searchsorted(groups[by_group], groups[by_group]) + 1
    level = np.ceil(np.maximum(member / _OF_EACH, rank[groups] / _FOREMOST))
    return np.lexsort((place, level, aside))


def strongest_first(matrix: Matrix) -> tuple[Edge, ...]:
    """Return all edges of an adjacency matrix: those of a maximum spanning forest, followed by all others.

    Both are in descending order of weight, then of association strength w(v, u) / (s(v) s(u)) (van Eck and Waltman,
    2009).
    """
    edges, strength = coo_array(triu(matrix, 1)), matrix.sum(axis=1)
    low, high, weight = edges.row, edges.col, edges.data
    order = np.lexsort((high, low, -weight / (strength[low] * strength[high]), -weight))
    low, high, weight = low[order], high[order], weight[order]
    rank = np.arange(1.0, len(order) + 1)
    tree = coo_array(minimum_spanning_tree(csr_array((rank, (low, high)), shape=matrix.shape)))
    others = np.ones(len(order), bool)
    others[tree.data.astype(np.int64) - 1] = False
    order = np.argsort(others, kind="stable")
    return tuple(zip(low[order].tolist(), high[order].tolist(), weight[order].tolist(), strict=True))


def _columns(
    graph: Graph,
    matrix: Matrix,
    order: Sequence[str],
    values: Mapping[str, Mapping[str, float | int]],
    positions: bool,
) -> dict[str, tuple[float | int | None, ...]]:
    works = tuple(graph.nodes[node]["works"] for node in order)
    columns: dict[str, tuple[float | int | None, ...]] = {"works": works}
    for definition in DEFINITIONS:
        columns[definition.name] = tuple(values[node][definition.name] for node in order)
    for definition in POSITION_MEASURES if positions else ():
        found = definition.compute(graph, matrix)
        columns[definition.name] = tuple(None if math.isnan(found[node]) else found[node] for node in order)
    return columns
