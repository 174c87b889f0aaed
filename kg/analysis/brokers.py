"""Measures of structural holes and cores (constraint, effective size, core number), and brokers identified by them.

The implementation of Burt's constraint is our own because networkx squares the adjacency matrix. For 110,214 concepts,
this took 71 s and 14.7 GB; a sum over triangles takes 1.1 s and 0.6 GB.
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
    """Return the core number of each node: the largest k such that the node belongs to a k-core.

    The result equals `networkx.core_number(graph)`. Reference: Batagelj and Zaveršnik (2003), "An O(m) algorithm for
    cores decomposition of networks".

    >>> core_number(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    {'a': 2, 'b': 2, 'c': 2, 'd': 1}
    """
    return dict(nx.core_number(graph))


def constraint(graph: Graph, matrix: Matrix | None = None) -> dict[str, float]:
    """Return Burt's constraint of each node, which is low for brokers, and NaN for nodes without neighbours.

    c(v) = Σᵤ (p(v, u) + Σ_q p(v, q) p(q, u))², where p(v, u) = w(v, u) / s(v), and v, u and q are different (Burt,
    1992, "Structural Holes"; 2004, "Structural holes and good ideas"). The result equals `networkx.constraint(graph,
    weight="weight")`. The inner sum is computed from triangles: each triangle contributes, to each of its three links,
    the path through the opposite node.

    >>> {node: round(value, 2) for node, value in constraint(nx.star_graph(2)).items()}
    {0: 0.5, 1: 1.0, 2: 1.0}
    """
    links, count = link_table(adjacency(graph) if matrix is None else matrix), len(graph)
    ends = np.concatenate((links.left, links.right))
    strength = np.bincount(ends, np.tile(links.weight, 2), count)
    shared = links.weight.copy()  # becomes w(v, u) + Σ_q w(v, q) w(q, u) / s(q): s(v) times the squared term
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
    """Return the effective size of each node: its degree minus redundancy; NaN for nodes without neighbours.

    e(v) = k(v) − 2t(v) / k(v), where k(v) is the degree and t(v) the number of links among the neighbours of v
    (Borgatti, 1997, "Structural holes: unpacking Burt's redundancy measures"). Weights are ignored. The result equals
    `networkx.effective_size(graph)`.

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
"""Measures of a node's position among its neighbours; constraint and effective size of an isolated node are NaN."""


def brokers(graph: Graph, measures: Iterable[Measure], limit: int, least: int = 5) -> tuple[Broker, ...]:
    """Return the nodes with the lowest constraint, among those with enough neighbours, in ascending order.

    Parameters
    ----------
    graph
        Weighted graph.
    measures
        Measures of its nodes, including "community".
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
    constraints, size = constraint(graph, matrix), effective_size(graph, matrix)
    nodes = [node for node, degree in graph.degree() if degree >= least]
    nodes.sort(key=lambda node: (constraints[node], graph.nodes[node]["label"], node))

    def broker(node: str) -> Broker:
        reached = {values[other]["community"] for other in (node, *graph[node])}
        attributes = graph.nodes[node]
        shape = (graph.degree(node), round(size[node], 10), round(constraints[node], 10))
        return Broker(attributes["label"], attributes["works"], *shape, len(reached), node)

    return tuple(map(broker, nodes[:limit]))
