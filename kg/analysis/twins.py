"""Twins: nodes that are linked to each other and to the same others, so that one of them can stand for all."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import csr_array, eye_array

from kg.analysis.graphs import Matrix

Places = NDArray[np.integer]


@dataclass(frozen=True, slots=True)
class Classes:
    """The classes of twins of a graph, in the order of their first nodes.

    `of` gives the class of each node in the order of the graph, `sizes` the number of nodes of each class. The classes
    linked to class c are `ends[starts[c] : starts[c + 1]]`: all nodes of the one are linked to all of the other.
    """

    of: Places
    sizes: Places
    starts: Places
    ends: Places


def classes_of_twins(matrix: Matrix) -> Classes:
    """The classes of nodes of an adjacency matrix that have the same neighbours when each counts as its own.

    Those who wrote one work, and it together, are such a class, and so are the terms that one abstract alone has: a
    graph of authors or of terms has half as many classes as nodes, and a third to a half as many links among them.

    >>> classes_of_twins(csr_array([[0, 1, 1, 0], [1, 0, 1, 0], [1, 1, 0, 1], [0, 0, 1, 0]])).sizes.tolist()
    [2, 1, 1]
    """
    links = csr_array((np.ones(matrix.nnz, np.int8), matrix.indices, matrix.indptr), shape=matrix.shape)
    closed = csr_array(links + eye_array(len(matrix.indptr) - 1, dtype=np.int8, format="csr"))
    closed.sort_indices()
    first: dict[bytes, int] = {}
    rows = (closed.indices[start:end].tobytes() for start, end in zip(closed.indptr, closed.indptr[1:], strict=False))
    of = np.array([first.setdefault(row, len(first)) for row in rows])
    _, standing = np.unique(of, return_index=True)
    among = csr_array(links[standing][:, standing])
    return Classes(of, np.bincount(of), among.indptr, among.indices)
