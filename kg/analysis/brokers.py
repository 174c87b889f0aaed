"""Who stands between groups: structural holes and cores."""

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
    """The largest k for which each node belongs to a part of the graph where all have k neighbours or more.

    Batagelj and Zaveršnik (2003), "An O(m) algorithm for cores decomposition of networks". Equal to
    `networkx.core_number(graph)`.

    >>> core_number(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("c", "d")]))
    {'a': 2, 'b': 2, 'c': 2, 'd': 1}
    """
    return dict(nx.core_number(graph))


def constraint(graph: Graph, matrix: Matrix | None = None) -> dict[str, float]:
    """How much each node's contacts are each other's contacts: low for brokers, not a number for a node without any.

    c(v) = Σᵤ (p(v, u) + Σ_q p(v, q) p(q, u))², with p(v, u) = w(v, u) / s(v), over u and q other than v and each other
    (Burt, 1992, "Structural Holes"; 2004, "Structural holes and good ideas"). Equal to
    `networkx.constraint(graph, weight="weight")`, which squares a matrix and needs many gigabytes where a node has many
    thousands of contacts: here each triangle gives each of its links what this has through the node opposite.

    >>> {node: round(value, 2) for node, value in constraint(nx.star_graph(2)).items()}
    {0: 0.5, 1: 1.0, 2: 1.0}
    """
    links, count = link_table(adjacency(graph) if matrix is None else matrix), len(graph)
    ends = np.concatenate((links.left, links.right))
    strength = np.bincount(ends, np.tile(links.weight, 2), count)
    shared = links.weight.copy()  # w(v, u) + Σ_q w(v, q) w(q, u) / s(q): p(v, u) and what goes through q, times s(v)
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
    """How many contacts of each node are not reached through another of them; not a number for a node without any.

    e(v) = k(v) − 2t(v) / k(v), with t(v) the links among the neighbours of v (Borgatti, 1997, "Structural holes:
    unpacking Burt's redundancy measures"). Equal to `networkx.effective_size(graph)`, links counted without weights.

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


STANDING = (
    Definition(
        "coreNumber",
        "networkx.core_number(graph)",
        "largest k such that v is in a part of the graph where all have k neighbours or more",
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
"""How a node stands among its neighbours; not a number where it has none."""


def brokers(graph: Graph, measures: Iterable[Measure], limit: int, least: int = 5) -> tuple[Broker, ...]:
    """The `limit` nodes of least constraint among those of `least` neighbours or more, the least constrained first.

    `communities` counts those that the node and its neighbours belong to.
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
