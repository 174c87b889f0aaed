"""Betweenness centrality: exact for graphs of a few thousand nodes, estimated from sampled sources for larger ones.

The implementation is our own because networkx takes 100 times as long (10,098 authors: 290 s instead of 2.9 s) and
igraph has the GPL. It runs Brandes' algorithm with numpy on classes of structurally equivalent nodes. In a co-author
network, there are half as many classes as nodes.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kg.analysis.bounds import share_interval
from kg.analysis.graphs import Graph, Matrix, adjacency
from kg.analysis.structural_equivalence import EquivalenceClasses, Indices, equivalence_classes

EXACT_PRODUCT = 250_000_000
"""Maximum product of the numbers of nodes and edges for the exact computation, which takes about 3 s at this size."""

SOURCES = 1_024
"""Number of sampled sources of an estimate."""
SEED = 0
_BATCH = 16_384
"""Maximum product of the numbers of classes and sources in a batch; its arrays then fit into the processor's cache."""

Values = NDArray[np.float64]


def betweenness(graph: Graph, matrix: Matrix | None = None) -> Mapping[str, float]:
    """Return the normalised betweenness of every node (Freeman, 1977; Brandes, 2001).

    The result equals `networkx.betweenness_centrality(graph)`, and if `is_estimated(graph)`, the result of that
    function with `k=1024, seed=0`: an estimate from the paths that start at 1,024 sampled sources (Brandes and Pich,
    2007), in time proportional to the number of edges. `betweenness_interval` gives the error. In a graph of 10,000
    nodes, with 95 % confidence for all nodes simultaneously, the true value is at most 0.0125 if the estimate is 0, and
    at most 0.042 higher if the estimate is 0.05.

    `matrix` is the adjacency matrix of the graph, if it is already known.
    """
    matrix = adjacency(graph) if matrix is None else matrix
    if is_estimated(graph):
        return estimated(graph, matrix, sources_of(graph))
    return exact(graph, matrix)


def is_estimated(graph: Graph) -> bool:
    """Return True if betweenness is estimated, because the graph is too large for the exact computation."""
    return len(graph) * graph.number_of_edges() > EXACT_PRODUCT


def sources_of(graph: Graph) -> int:
    """Return the number of sources from which betweenness is estimated."""
    return min(SOURCES, len(graph) - 1)


def betweenness_interval(graph: Graph, estimate: float) -> tuple[float, float]:
    """Return the confidence interval of an estimated betweenness; all intervals of a graph hold with 95 % probability.

    The betweenness of a node is the mean, over all other nodes as sources, of the share of shortest paths from the
    source to the other targets that lead through the node. The estimate is the mean over a sample of the sources. As
    the sample may contain the node itself, the interval is that of a sample with one source less.
    """
    return share_interval(estimate, len(graph), sources_of(graph) - 1)


def estimated(graph: Graph, matrix: Matrix, sources: int, seed: int = SEED) -> dict[str, float]:
    """Return betweenness estimated from the paths that start at `sources` sampled nodes."""
    nodes = len(graph)
    chosen = np.array(random.Random(seed).sample(range(nodes), sources))  # noqa: S311 - the same sample as networkx
    classes = equivalence_classes(matrix)
    through = _through(classes, np.bincount(classes.class_of[chosen], minlength=len(classes.sizes)))
    # A source is not an inner node of its own paths, so its mean is over one source fewer.
    scale = np.full(nodes, 1 / (sources * (nodes - 2)))
    scale[chosen] = 1 / ((sources - 1) * (nodes - 2))
    return dict(zip(graph, (through[classes.class_of] * scale).tolist(), strict=True))


def exact(graph: Graph, matrix: Matrix) -> dict[str, float]:
    """Return betweenness computed from the paths between all pairs of nodes."""
    nodes = len(graph)
    if nodes < 3:
        return dict.fromkeys(graph, 0.0)
    classes = equivalence_classes(matrix)
    through = _through(classes, classes.sizes) / ((nodes - 1) * (nodes - 2))
    return dict(zip(graph, through[classes.class_of].tolist(), strict=True))


def _through(classes: EquivalenceClasses, sources: Indices) -> Values:
    """Return the sum of `_dependencies` over all sources, for one node of each class.

    `sources` has the number of sources in each class.
    """
    found = np.zeros(len(classes.sizes))
    starting = np.flatnonzero((sources > 0) & (np.diff(classes.starts) > 0))
    step = max(_BATCH // len(found), 1)
    for first in range(0, len(starting), step):
        some = starting[first : first + step]
        found += sources[some] @ _dependencies(classes, some)
    return found


def _dependencies(classes: EquivalenceClasses, sources: Indices) -> Values:
    """Return the dependency of each source on each node: the sum, over all targets, of the share of paths via the node.

    Row i is for a source of the class `sources[i]`, column j for a node of class j. The algorithm is that of Brandes
    (2001), on classes: no shortest path between other nodes leads from one node to an equivalent one, so the number of
    paths through a class is the number of paths through one of its nodes, multiplied by its size.
    """
    count = len(classes.sizes)
    start = np.arange(len(sources)) * count + sources  # all rows are in one flat array
    ways, size = np.tile(classes.sizes, len(sources)), len(sources) * count
    ways[start] = 1
    paths, seen = np.zeros(size), np.zeros(size, bool)
    paths[start], seen[start] = 1.0, True
    steps, frontier = [], start
    while frontier.size:
        tails, heads = _links(classes, frontier)
        fresh = ~seen[heads]
        tails, heads = tails[fresh], heads[fresh]
        steps.append((tails, heads))
        reached = np.bincount(heads, weights=(paths[tails] * ways[tails]), minlength=size)
        frontier = np.flatnonzero(reached)
        paths[frontier], seen[frontier] = reached[frontier], True
    through = np.zeros(size)
    for tails, heads in reversed(steps):
        shares = paths[tails] / paths[heads] * (1 + through[heads]) * ways[heads]
        through += np.bincount(tails, weights=shares, minlength=size)
    through[start] = 0.0
    return through.reshape(len(sources), count)


def _links(classes: EquivalenceClasses, positions: Indices) -> tuple[Indices, Indices]:
    """Return all links that start at the given positions, as two arrays: positions of the starts and of the ends.

    A position is an index into the flat array of `_dependencies`.
    """
    row, number = np.divmod(positions, len(classes.sizes))
    counts = classes.starts[number + 1] - classes.starts[number]
    before = np.cumsum(counts) - counts
    ends = classes.ends[np.arange(counts.sum()) + np.repeat(classes.starts[number] - before, counts)]
    return np.repeat(positions, counts), np.repeat(row * len(classes.sizes), counts) + ends
