"""Structural holes and cores: constraint, effective size and core number of nodes, and the brokers they identify.

Burt's constraint is home-made because networkx squares the adjacency matrix: for 110,214 concepts that took 71 s and
14.7 GB, and the sum over triangles takes 1.1 s and 0.6 GB.
"""

from __future__ import annotations

from collections.abc import Iterable

import networkx as nx
import numpy as np

from kg.analysis.centrality import Definition
from kg.analysis.communities import by_node
from kg.analysis.graphs import Graph, Matrix, adjacency
from kg.analysis.triangles import link_table, triangles
from kg.model.measure import Measure
from kg.model.trend import Broker


def core_number(graph: Graph, _: Matrix | None = None) -> dict[str, int]:
    """Return the core number of each node: the largest k for which it belongs to a k-core.

    Batagelj and Zaveršnik (2003), "An O(m) algorithm for cores decomposition of networks". Equal to
    `networkx.core_number(graph)`.

    >>> core_number(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    {'a': 2, 'b': 2, 'c': 2, 'd': 1}
    """
    return dict(nx.core_number(graph))


def constraint(graph: Graph, matrix: Matrix | None = None) -> dict[str, float]:
    """Return Burt's constraint of each node: low for brokers, NaN for nodes without neighbours.

    c(v) = Σᵤ (p(v, u) + Σ_q p(v, q) p(q, u))², with p(v, u) = w(v, u) / s(v), over u and q other than v and each other
    (Burt, 1992, "Structural Holes"; 2004, "Structural holes and good ideas"). Equal to `networkx.constraint(graph,
    weight="weight")`. The inner sum is over the triangles of v: each adds to each of its three links the path through
    the opposite node.

    >>> {node: round(value, 2) for node, value in constraint(nx.star_graph(2)).items()}
    {0: 0.5, 1: 1.0, 2: 1.0}
    """
    links, count = link_table(adjacency(graph) if matrix is None else matrix), len(graph)
    ends = np.concatenate((links.left, links.right))
    strength = np.bincount(ends, np.tile(links.weight, 2), count)
    shared = links.weight.copy()  # becomes w(v, u) + Σ_q w(v, q) w(q, u) / s(q), which is the bracket times s(v)
    for one, other, third in triangles(links):
        for link, left, right, through in (
            (one, other, third, links.right[other]),
            (other, one, third, links.right[one]),
            (third, one, other, links.left[one]),
        ):
            shared += np.bincount(link, links.weight[left] * links.weight[right] / strength[through], len(shared))
    with np.errstate(invalid="ignore"):
        found = np.bincount(ends, np.tile(shared, 2) ** 2, count) / strength**2
    return dict(zip(graph, found.tolist(), strict=True))


def effective_size(graph: Graph, matrix: Matrix | None = None) -> dict[str, float]:
    """Return the effective size of each node: neighbours minus redundancy, NaN for nodes without neighbours.

    e(v) = k(v) − 2t(v) / k(v), with t(v) the number of links among the neighbours of v (Borgatti, 1997, "Structural
    holes: unpacking Burt's redundancy measures"). Equal to `networkx.effective_size(graph)`; links count without
    weights.

    >>> effective_size(nx.star_graph(2))[0]
    2.0
    """
    links, count = link_table(adjacency(graph) if matrix is None else matrix), len(graph)
    degree = np.bincount(np.concatenate((links.left, links.right)), minlength=count)
    closed = np.zeros(count, np.int64)
    for one, other, _ in triangles(links):
        for corner in (links.left[one], links.right[one], links.right[other]):
            closed += np.bincount(corner, minlength=count)
    with np.errstate(invalid="ignore"):
        found = degree - 2 * closed / degree
    return dict(zip(graph, found.tolist(), strict=True))


POSITION_MEASURES = (
    Definition(
        "coreNumber",
        "networkx.core_number(graph)",
        "largest k such that v is in a subgraph whose nodes all have k neighbours or more in it",
        core_number,
    ),
    Definition(
        "constraint",
        "networkx.constraint(graph, weight='weight')",
        "c(v) = Σᵤ (p(v, u) + Σ_q p(v, q) p(q, u))², p(v, u) = w(v, u) / s(v); low for brokers",
        constraint,
    ),
    Definition(
        "effectiveSize",
        "networkx.effective_size(graph)",
        "e(v) = k(v) − 2 t(v) / k(v), t(v) the links among the neighbours of v",
        effective_size,
    ),
)
"""Measures of a node's position among its neighbours; NaN for nodes without neighbours."""


def brokers(graph: Graph, measures: Iterable[Measure], limit: int, least: int = 5) -> tuple[Broker, ...]:
    """Return the nodes of lowest constraint among those with enough neighbours, the lowest first.

    Parameters
    ----------
    graph
        Weighted graph.
    measures
        Measures of its nodes, with "community".
    limit
        Maximum number of brokers.
    least
        Minimum number of neighbours.

    Returns
    -------
    tuple of Broker
        `communities` is the number of communities of the node and its neighbours.
    """
    matrix, values = adjacency(graph), by_node(measures)
    held, size = constraint(graph, matrix), effective_size(graph, matrix)
    nodes = [node for node, degree in graph.degree() if degree >= least]
    nodes.sort(key=lambda node: (held[node], graph.nodes[node]["label"], node))

    def broker(node: str) -> Broker:
        reached = {values[other]["community"] for other in (node, *graph[node])}
        attributes = graph.nodes[node]
        shape = (graph.degree(node), round(size[node], 10), round(held[node], 10))
        return Broker(attributes["label"], attributes["works"], *shape, len(reached), node)

    return tuple(map(broker, nodes[:limit]))
