"""Eigenvector centrality where a graph is in pieces."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analysis.graphs import Graph, Matrix, adjacency

_DENSE = 300
"""Up to this many nodes LAPACK is faster than Lanczos iterations, and never fails to converge."""

_NOISE = 12
"""Decimals kept: what is smaller than 10⁻¹² in a vector of length 1 is the solver's rounding, not the graph."""


def eigenvector(graph: Graph, matrix: Matrix | None = None) -> dict[str, float]:
    """Eigenvector centrality in the largest component, weighted; 0 in all others.

    x = A x / λ, with the adjacency matrix A of shared works, its largest eigenvalue λ and ‖x‖₂ = 1 (Bonacich, 1987).
    The vector is defined within a component only: on the whole graph it would depend on the solver's start, or belong
    to one isolated paper with very many authors. Of components of one size that with the smallest id counts. Equal to
    `networkx.eigenvector_centrality_numpy(component, weight="weight")`; 0 throughout where the graph has no edges.
    """
    values = dict.fromkeys(graph, 0.0)
    members = main_component(graph)
    if len(members) > 1:
        matrix = adjacency(graph) if matrix is None else matrix
        place = {node: number for number, node in enumerate(graph)}
        rows = [place[member] for member in members]
        vector = _leading(matrix[rows][:, rows].astype(float))
        values.update(zip(members, np.round(np.abs(vector), _NOISE).tolist(), strict=True))
    return values


def main_component(graph: Graph) -> list[str]:
    """The nodes of the largest component, in order; of several that large, the one with the smallest id."""
    components = (sorted(component) for component in nx.connected_components(graph))
    return min(components, key=lambda nodes: (-len(nodes), nodes[0]), default=[])


def _leading(matrix: Matrix) -> NDArray[np.float64]:
    nodes = matrix.shape[0]
    if nodes <= _DENSE:
        return np.asarray(np.linalg.eigh(matrix.toarray())[1][:, -1])
    from scipy.sparse.linalg import eigsh  # only who measures waits for it

    start = np.ones(nodes)
    return np.asarray(eigsh(matrix, k=1, which="LA", v0=start, ncv=64, maxiter=100 * nodes)[1][:, 0])
