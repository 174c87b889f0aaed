"""Classes of structurally equivalent nodes (true twins): nodes that are linked to each other and to the same nodes.

For shortest paths, one node can represent its class, which halves the size of a co-author network.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array

from kg.analysis.graphs import Matrix

Indices = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class EquivalenceClasses:
    """Classes of structurally equivalent nodes, numbered in the order of their first nodes.

    `class_of` has the class of each node, and `sizes` the number of nodes of each class. The classes linked to class c
    are `ends[starts[c] : starts[c + 1]]`; if two classes are linked, every node of one is linked to every node of the
    other.
    """

    class_of: Indices
    sizes: Indices
    starts: Indices
    ends: Indices


def equivalence_classes(matrix: Matrix) -> EquivalenceClasses:
    """Return the classes of nodes with equal closed neighbourhoods in an adjacency matrix.

    For example, authors of the same paper who wrote no other paper form a class, as do concepts that occur only in the
    same abstract. Graphs of authors and of concepts have half as many classes as nodes, and a third to a half as many
    links between classes as links between nodes.

    >>> equivalence_classes(csr_array([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])).sizes.tolist()
    [2, 1, 1]
    """
    links = csr_array((np.ones(matrix.nnz, np.int8), matrix.indices, matrix.indptr), shape=matrix.shape)
    closed = csr_array(links + eye_array(len(matrix.indptr) - 1, dtype=np.int8, format="csr"))
    closed.sort_indices()
    first: dict[bytes, int] = {}
    rows = (closed.indices[start:end].tobytes() for start, end in zip(closed.indptr, closed.indptr[1:], strict=False))
    class_of = np.array([first.setdefault(row, len(first)) for row in rows])
    _, representatives = np.unique(class_of, return_index=True)
    between = csr_array(links[representatives][:, representatives])
    return EquivalenceClasses(class_of, np.bincount(class_of), between.indptr, between.indices)
