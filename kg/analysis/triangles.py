"""Enumeration of all triangles of a graph, in batches."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, triu

from kg.analysis.graphs import Matrix

Indices = NDArray[np.int64]
Numbers = NDArray[np.float64]

_BATCH = 1_000_000
"""Number of pairs of links per batch, which take about 60 MB."""


@dataclass(frozen=True, slots=True)
class LinkTable:
    """Links of a graph as arrays, with one element per link: the indices of both nodes and the weight.

    `rank` has the rank of each node in ascending order of degree. The left node of a link has the lower rank, and links
    are sorted by the rank of the left node, then of the right node.
    """

    left: Indices
    right: Indices
    weight: Numbers
    rank: Indices


def link_table(matrix: Matrix) -> LinkTable:
    """Return the links in an adjacency matrix, except self-loops."""
    upper = coo_array(triu(matrix, 1))
    ends, weight = np.column_stack((upper.row, upper.col)).astype(np.int64), upper.data.astype(float)
    degree = np.bincount(ends.ravel(), minlength=matrix.shape[0])
    rank = np.empty(matrix.shape[0], dtype=np.int64)
    rank[np.argsort(degree, kind="stable")] = np.arange(len(rank))
    falling = rank[ends[:, 0]] > rank[ends[:, 1]]
    ends[falling] = ends[falling, ::-1]
    order = np.lexsort((rank[ends[:, 1]], rank[ends[:, 0]]))
    return LinkTable(ends[order, 0], ends[order, 1], weight[order], rank)


def triangles(links: LinkTable) -> Iterator[tuple[Indices, Indices, Indices]]:
    """Yield all triangles in batches of three arrays, the indices of the three links of each triangle.

    For a triangle of nodes v, u and q in ascending order of rank, these are the links v–u, v–q and u–q. The number of
    links from a node to nodes of higher rank is at most √(2m) in a graph of m links, so that nodes of high degree do
    not make the search slow (Chiba and Nishizeki, 1985, "Arboricity and subgraph listing algorithms").
    """
    first, second, size = links.rank[links.left], links.rank[links.right], len(links.rank)
    key = first * size + second
    place = np.arange(len(key))
    behind = np.searchsorted(first, first, side="right") - place - 1  # later links with the same first end
    before = np.cumsum(behind) - behind
    start = 0
    while start < len(key):
        stop = max(int(np.searchsorted(before, before[start] + _BATCH)), start + 1)
        number = behind[start:stop]
        one = np.repeat(place[start:stop], number)
        other = one + 1 + np.arange(len(one)) - np.repeat(before[start:stop] - before[start], number)
        wanted = second[one] * size + second[other]
        third = np.minimum(np.searchsorted(key, wanted), len(key) - 1)
        closed = key[third] == wanted
        yield one[closed], other[closed], third[closed]
        start = stop
