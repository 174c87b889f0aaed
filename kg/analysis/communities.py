"""Communities of a graph, found by the Leiden algorithm, numbered by size and named after their members."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

import graspologic_native
import numpy as np

from kg.analysis.graphs import Graph, Matrix, adjacency
from kg.model.measure import Community, Measure, Measures

SEED = 0
ITERATIONS = 10
"""Number of passes of the algorithm, each starting from the result of the previous one.

Further passes increase modularity by less than 0.0002.
"""

_NAME_MEMBERS = 3
"""Number of members whose names form the name of a community."""


def community(graph: Graph, matrix: Matrix | None = None) -> dict[str, int]:
    """Return the number of each node's community.

    The Leiden algorithm finds connected communities with a high modularity Q = 1/2m Σ (A_ij − k_i k_j / 2m) δ(c_i, c_j)
    of the weighted graph.

    Parameters
    ----------
    graph
        Graph with nodes in the order of their ids (`in_order`), so that their original order does not matter.
    matrix
        Its adjacency matrix; computed if it is None.

    Returns
    -------
    dict of str to int
        Number of the community of each node, from 1, in descending order of size; communities of equal size are in the
        order of their smallest ids.

    References
    ----------
    Traag, Waltman and van Eck (2019), "From Louvain to Leiden: guaranteeing well-connected communities".

    Examples
    --------
    >>> import networkx as nx
    >>> community(nx.Graph([("a", "b"), ("b", "c"), ("a", "c"), ("d", "e")]))
    {'a': 1, 'b': 1, 'c': 1, 'd': 2, 'e': 2}
    """
    members: dict[int, list[str]] = defaultdict(list)
    for node, label in zip(graph, leiden(adjacency(graph) if matrix is None else matrix), strict=True):
        members[label].append(node)
    by_size = sorted(map(sorted, members.values()), key=lambda nodes: (-len(nodes), nodes[0]))
    return {node: number for number, nodes in enumerate(by_size, start=1) for node in nodes}


def leiden(matrix: Matrix) -> list[int]:
    """Return, for each row of an adjacency matrix, the number of its community; numbers are arbitrary."""
    nodes = matrix.shape[0]
    if not matrix.nnz:
        return list(range(nodes))
    pointers, columns = matrix.indptr.astype(np.int64), matrix.indices.astype(np.int32)
    _, labels = graspologic_native.leiden_csr(
        pointers, columns, matrix.data.astype(float), nodes, iterations=ITERATIONS, seed=SEED
    )
    return [labels[row] for row in range(nodes)]


def communities(graph: Graph, measures: Iterable[Measure]) -> tuple[Community, ...]:
    """Return all communities of a measured graph, the largest first.

    Parameters
    ----------
    graph
        Graph whose nodes have the attribute `label`.
    measures
        Measures of its nodes, including "community" and "pageRank".

    Returns
    -------
    tuple of Community
        Each is named after its three members with the highest PageRank.
    """
    values = by_node(measures)
    members: dict[int, list[str]] = defaultdict(list)
    for node in sorted(graph, key=lambda node: (-values[node]["pageRank"], graph.nodes[node]["label"], node)):
        members[int(values[node]["community"])].append(node)
    return tuple(
        Community(number, len(nodes), ", ".join(graph.nodes[node]["label"] for node in nodes[:_NAME_MEMBERS]))
        for number, nodes in sorted(members.items())
    )


def by_node(measures: Iterable[Measure]) -> Mapping[str, Mapping[str, float | int]]:
    """Return the values of measures by node and by name of the measure."""
    if isinstance(measures, Measures):
        return measures.by_node
    values: dict[str, dict[str, float | int]] = defaultdict(dict)
    for measure in measures:
        values[measure.node][measure.name] = measure.value
    return values
