"""Eigenvector centrality in the largest component of a graph."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analysis.graphs import Graph, Matrix, adjacency

_DENSE = 300
"""Number of nodes up to which LAPACK is faster than Lanczos iterations; it always converges."""

_NOISE = 12
"""Decimals of the result: values below 10⁻¹² in a vector of length 1 are rounding errors of the solver."""


def eigenvector(graph: Graph, matrix: Matrix | None = None) -> dict[str, float]:
    """Return the weighted eigenvector centrality in the largest component, and 0 in all others.

    x = A x / λ, with the weighted adjacency matrix A, its largest eigenvalue λ and ‖x‖₂ = 1 (Bonacich, 1987). The
    vector is defined within a component: on a disconnected graph it depends on the start of the solver, or belongs to
    one isolated paper with very many authors. Of equally large components, the one with the smallest id is used. Equal
    to `networkx.eigenvector_centrality_numpy(component, weight="weight")`; 0 for all nodes of a graph without edges.
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
    """Return the sorted nodes of the largest component; of equally large ones, that with the smallest id."""
    components = (sorted(component) for component in nx.connected_components(graph))
    return min(components, key=lambda nodes: (-len(nodes), nodes[0]), default=[])


def _leading(matrix: Matrix) -> NDArray[np.float64]:
    nodes = matrix.shape[0]
    if nodes <= _DENSE:
        return np.asarray(np.linalg.eigh(matrix.toarray())[1][:, -1])
    from scipy.sparse.linalg import eigsh  # imported late because it is slow to load

    start = np.ones(nodes)
    return np.asarray(eigsh(matrix, k=1, which="LA", v0=start, ncv=64, maxiter=100 * nodes)[1][:, 0])
