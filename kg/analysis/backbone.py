"""Backbone of a graph for its layout: the strongest links of each node, relative to the strength of both ends."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import minimum_spanning_tree

from kg.analysis.forces import SpringEdges
from kg.analysis.graphs import Matrix

STRONGEST = 16
"""Number of strongest links of each node; a link is in the backbone if it is among those of either end."""


def backbone(matrix: Matrix, strongest: int = STRONGEST) -> SpringEdges:
    """Return the strongest links of each node and those of a maximum spanning forest.

    The strength of a link is w(v, u) / √(s(v) s(u)), where w is its weight and s the weighted degree (the cosine of
    van Eck and Waltman, 2009). The attraction of a link is the square root of this strength; its mean is near 1.

    Parameters
    ----------
    matrix
        Symmetric adjacency matrix.
    strongest
        Number of links of each node.
    """
    edges, total = coo_array(matrix), np.asarray(matrix.sum(axis=1), float)
    if not edges.nnz:
        return SpringEdges(np.zeros(0, np.int64), np.zeros(0, np.int64), np.zeros(0))
    row, column = edges.row.astype(np.int64), edges.col.astype(np.int64)
    strength = edges.data / np.sqrt(total[row] * total[column])
    order = np.lexsort((column, -strength, row))
    first = np.searchsorted(row[order], np.arange(len(total)))
    kept = order[np.arange(len(order)) - first[row[order]] < strongest]
    forest = coo_array(minimum_spanning_tree(csr_array((1 / strength, (row, column)), shape=matrix.shape)))
    one = np.concatenate((row[kept], forest.row))
    other = np.concatenate((column[kept], forest.col))
    value = np.concatenate((strength[kept], 1 / forest.data))
    key, place = np.unique(np.minimum(one, other) * len(total) + np.maximum(one, other), return_index=True)
    return SpringEdges(key // len(total), key % len(total), np.sqrt(value[place] / value[place].mean()))
