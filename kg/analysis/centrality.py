"""Measures of the nodes of a graph, each equal to the result of a library call on the exported GraphML file."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import numpy as np

from kg.analysis.betweenness import betweenness, is_estimated, sources_of
from kg.analysis.communities import community
from kg.analysis.distances import closeness, is_sampled
from kg.analysis.eigenvector import eigenvector
from kg.analysis.graphs import Graph, Matrix, adjacency, in_order
from kg.model.measure import Measures
from kg.model.numbers import round_float

Values: TypeAlias = Mapping[str, float | int]

_TOLERANCE = 1e-14


@dataclass(frozen=True, slots=True)
class Definition:
    """Definition of a measure: its name, the equivalent library call, its formula, and the function that computes it.

    The arguments of the function are a graph and its adjacency matrix.
    """

    name: str
    call: str
    formula: str
    compute: Callable[[Graph, Matrix], Values]


def measures(graph: Graph, name: str) -> Measures:
    """Return all measures of all nodes, sorted by node and name of the measure; floats have 10 significant digits.

    Parameters
    ----------
    graph
        Weighted graph without self-loops.
    name
        Name of the graph: "coauthors" or "concepts".

    Returns
    -------
    Measures

    Examples
    --------
    >>> [m.value for m in measures(nx.path_graph("abc"), "coauthors") if m.name == "betweenness"]
    [0.0, 1.0, 0.0]
    """
    ordered = in_order(graph)
    matrix = adjacency(ordered)
    found = sorted((each.name, each.compute(ordered, matrix)) for each in DEFINITIONS)
    return Measures(name, {node: {label: round_float(values[node]) for label, values in found} for node in ordered})


def call_of(definition: Definition, graph: Graph) -> str:
    """Return the library call whose result a measure of this graph equals or, in a large graph, estimates."""
    if definition.name == "betweenness" and is_estimated(graph):
        return f"networkx.betweenness_centrality(graph, k={sources_of(graph)}, seed=0)"
    if definition.name == "closeness" and is_sampled(graph):
        return f"{definition.call}, in large components estimated from sampled distances"
    return definition.call


def _degree(graph: Graph, matrix: Matrix) -> Values:
    return dict(zip(graph, np.diff(matrix.indptr).tolist(), strict=True))


def _strength(graph: Graph, matrix: Matrix) -> Values:
    return dict(zip(graph, matrix.sum(axis=1).tolist(), strict=True))


def _page_rank(graph: Graph, _: Matrix) -> Values:
    # By default, networkx stops at an error of 1e-6 per node, which is up to 5 % of a value in a graph of 4,000 nodes.
    return nx.pagerank(graph, weight="weight", tol=_TOLERANCE, max_iter=10_000)


DEFINITIONS = (
    Definition("degree", "graph.degree()", "k(v) = number of neighbours", _degree),
    Definition("weightedDegree", "graph.degree(weight='weight')", "s(v) = Σᵤ w(v, u)", _strength),
    Definition(
        "betweenness",
        "networkx.betweenness_centrality(graph)",
        "b(v) = 2 / ((n − 1)(n − 2)) · Σ σ(s, t | v) / σ(s, t) over all pairs {s, t}; in large graphs over sampled s",
        betweenness,
    ),
    Definition(
        "closeness",
        "networkx.closeness_centrality(graph)",
        "c(v) = (r − 1) / (n − 1) · (r − 1) / Σ d(v, u) over the r nodes v reaches; in large graphs over sampled u",
        closeness,
    ),
    Definition(
        "eigenvector",
        "networkx.eigenvector_centrality_numpy(largest_component, weight='weight'), 0 elsewhere",
        "x = A x / λ in the largest component, ‖x‖ = 1; 0 elsewhere",
        eigenvector,
    ),
    Definition(
        "pageRank",
        "networkx.pagerank(graph, weight='weight', tol=1e-14, max_iter=10000)",
        "p(v) = 0.15 / n + 0.85 · Σᵤ p(u) w(u, v) / s(u); a node without links passes p(u) / n to every node",
        _page_rank,
    ),
    Definition(
        "community",
        "graspologic_native.leiden_csr(A.indptr, A.indices, A.data, len(graph), iterations=10, seed=0), "
        "numbered by size; "
        "A = networkx.to_scipy_sparse_array(graph), with indptr as int64, indices as int32 and data as float64",
        "Leiden: connected groups of high modularity Q = 1/2m · Σ (w(i, j) − s(i) s(j) / 2m) δ(i, j)",
        community,
    ),
)
"""All measures, in the order in which they are columns of tables."""
