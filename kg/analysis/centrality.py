"""The measures of a graph: each equals what networkx gives on the exported GraphML."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TypeAlias

import networkx as nx
import rustworkx as rx

from kg.analysis.communities import community
from kg.analysis.distances import closeness
from kg.analysis.eigenvector import eigenvector
from kg.analysis.graphs import Graph, in_order
from kg.model.measure import Measure

Values: TypeAlias = Mapping[str, float | int]

SLOW_FROM = 1_000
"""Nodes from which rustworkx computes betweenness: 1 s in place of 41 s at 3,900 nodes and 12,800 edges."""

_NEVER = 2**63
_TOLERANCE = 1e-14


@dataclass(frozen=True, slots=True)
class Definition:
    """A measure: its name, the networkx call it equals, its formula, and what computes it."""

    name: str
    call: str
    formula: str
    compute: Callable[[Graph], Values]


def measures(graph: Graph, name: str) -> tuple[Measure, ...]:
    """All measures of all nodes of the graph called `name`, sorted; floats rounded to 10 significant digits.

    >>> [m.value for m in measures(nx.path_graph("abc"), "coauthors") if m.name == "betweenness"]
    [0.0, 1.0, 0.0]
    """
    ordered = in_order(graph)
    found = ((definition.name, definition.compute(ordered)) for definition in DEFINITIONS)
    rows = (Measure(name, node, label, _rounded(value)) for label, values in found for node, value in values.items())
    return tuple(sorted(rows))


def _rounded(value: float | int) -> float | int:
    return value if isinstance(value, int) else float(f"{value:.10g}")


def _degree(graph: Graph) -> Values:
    return dict(graph.degree())


def _strength(graph: Graph) -> Values:
    return dict(graph.degree(weight="weight"))


def _betweenness(graph: Graph) -> Values:
    if len(graph) < SLOW_FROM:
        return nx.betweenness_centrality(graph)
    # One thread: the sums of several depend on which ends first, and reruns would differ in their last digits.
    found = rx.betweenness_centrality(rx.networkx_converter(graph), normalized=True, parallel_threshold=_NEVER)
    return dict(zip(graph, found.values(), strict=True))


def _page_rank(graph: Graph) -> Values:
    # networkx stops at a total error of 1e-6 a node unless told otherwise: up to 5 % of a value on 4,000 nodes.
    return nx.pagerank(graph, weight="weight", tol=_TOLERANCE, max_iter=10_000)


DEFINITIONS = (
    Definition("degree", "graph.degree()", "k(v) = number of neighbours", _degree),
    Definition("weightedDegree", "graph.degree(weight='weight')", "s(v) = Σᵤ w(v, u)", _strength),
    Definition(
        "betweenness",
        "networkx.betweenness_centrality(graph)",
        "b(v) = 2 / ((n − 1)(n − 2)) · Σ σ(s, t | v) / σ(s, t) over all pairs {s, t}",
        _betweenness,
    ),
    Definition(
        "closeness",
        "networkx.closeness_centrality(graph)",
        "c(v) = (r − 1) / (n − 1) · (r − 1) / Σ d(v, u) over the r nodes that v reaches",
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
        "p(v) = 0.15 / n + 0.85 · Σᵤ p(u) w(u, v) / s(u); a node without links gives to all alike",
        _page_rank,
    ),
    Definition(
        "community",
        "networkx.community.louvain_communities(graph, weight='weight', seed=0), numbered by size",
        "Louvain: the partition of highest modularity Q = 1/2m · Σ (w(i, j) − s(i) s(j) / 2m) δ(i, j) that it finds",
        community,
    ),
)
"""Every measure, in the order of the columns of a table."""
