"""Eigenvector centrality in the largest component of a graph."""

from __future__ import annotations

import networkx as nx
import numpy as np
from numpy.typing import NDArray

from kg.analysis.graphs import Graph, Matrix, adjacency

_DENSE = 300
"""Maximum number of nodes for LAPACK, which always converges and is faster than Lanczos iterations for small graphs."""

_DECIMALS = 12
"""Decimals of the result: in a vector of length 1, values below 10⁻¹² are rounding errors of the solver."""


def eigenvector(graph: Graph, matrix: Matrix | None = None) -> dict[str, float]:
    """Return the weighted eigenvector centrality in the largest component, and 0 in all others.

    x = A x / λ, where A is the weighted adjacency matrix, λ its largest eigenvalue and ‖x‖₂ = 1 (Bonacich, 1987). The
    result equals `networkx.eigenvector_centrality_numpy(component, weight="weight")`. Only one component is used,
    because the vector of a disconnected graph depends on the start of the solver, or is concentrated on a single paper
    with very many authors. Of equally large components, the one with the smallest id is used. In a graph without edges,
    all values are 0.
    """
    values = dict.fromkeys(graph, 0.0)
    members = main_component(graph)
    if len(members) > 1:
        matrix = adjacency(graph) if matrix is None else matrix
        place = {node: number for number, node in enumerate(graph)}
        rows = [place[member] for member in members]
        vector = _leading(matrix[rows][:, rows].astype(float))
        values.update(zip(members, np.round(np.abs(vector), _DECIMALS).tolist(), strict=True))
    return values


def main_component(graph: Graph) -> list[str]:
    """Return the sorted nodes of the largest component; of equally large ones, of the one with the smallest id."""
    components = (sorted(component) for component in nx.connected_components(graph))
    return min(components, key=lambda nodes: (-len(nodes), nodes[0]), default=[])


def _leading(matrix: Matrix) -> NDArray[np.float64]:
    nodes = matrix.shape[0]
    if nodes <= _DENSE:
        return np.asarray(np.linalg.eigh(matrix.toarray())[1][:, -1])
    from scipy.sparse.linalg import eigsh  # imported here because the import is slow

    start = np.ones(nodes)
    return np.asarray(eigsh(matrix, k=1, which="LA", v0=start, ncv=64, maxiter=100 * nodes)[1][:, 0])
