"""Betweenness centrality: exact on graphs of some thousand nodes, estimated from sampled sources on larger ones.

Home-made because networkx takes 100 times as long (10,098 authors: 290 s, here 2.9 s) and igraph is GPL. numpy runs
Brandes' algorithm on classes of structurally equivalent nodes, half as many as nodes in a graph of co-authors.
"""

from __future__ import annotations

import random
from collections.abc import Mapping

import numpy as np
from numpy.typing import NDArray

from kg.analysis.bounds import share_interval
from kg.analysis.graphs import Graph, Matrix, adjacency
from kg.analysis.structural_equivalence import EquivalenceClasses, Places, equivalence_classes

EXACT_PRODUCT = 250_000_000
"""Largest number of nodes × edges for the exact computation: about 3 s. The time grows with this product."""

SOURCES = 1_024
SEED = 0
_BATCH = 16_384
"""Classes × sources per batch: small enough for the cache of a processor."""

Values = NDArray[np.float64]


def betweenness(graph: Graph, matrix: Matrix | None = None) -> Mapping[str, float]:
    """Return the normalised betweenness of every node (Freeman, 1977; Brandes, 2001).

    Equal to `networkx.betweenness_centrality(graph)`, or, where `is_estimated`, to the same with `k=1024, seed=0`: the
    mean over the paths from 1,024 sampled sources (Brandes and Pich, 2007), in time proportional to the edges.
    `betweenness_interval` gives the error: in a graph of 10,000 nodes, with 95 % confidence for all nodes at once,
    values are at most 0.0125 above an estimate of 0, and 0.042 above one of 0.05.
    """
    matrix = adjacency(graph) if matrix is None else matrix
    if is_estimated(graph):
        return estimated(graph, matrix, sources_of(graph))
    return exact(graph, matrix)


def is_estimated(graph: Graph) -> bool:
    """Return True if the graph is too large for paths between all pairs of nodes."""
    return len(graph) * graph.number_of_edges() > EXACT_PRODUCT


def sources_of(graph: Graph) -> int:
    """Return the number of sampled sources of an estimate."""
    return min(SOURCES, len(graph) - 1)


def betweenness_interval(graph: Graph, estimate: float) -> tuple[float, float]:
    """Return the confidence interval of an estimated betweenness: 95 % for all nodes of the graph at once.

    Betweenness is a mean over all other nodes as sources: the share of the targets whose shortest path leads through
    the node. The estimate is the mean over a sample of the sources, one of which may be the node.
    """
    return share_interval(estimate, len(graph), sources_of(graph) - 1)


def estimated(graph: Graph, matrix: Matrix, sources: int, seed: int = SEED) -> dict[str, float]:
    """Return betweenness estimated from the paths that start at `sources` nodes, sampled with a fixed seed."""
    nodes = len(graph)
    chosen = np.array(random.Random(seed).sample(range(nodes), sources))  # noqa: S311 - as networkx draws them
    classes = equivalence_classes(matrix)
    through = _through(classes, np.bincount(classes.of[chosen], minlength=len(classes.sizes)))
    # A source is not an inner node of its own paths, so it counts one source fewer.
    scale = np.full(nodes, 1 / (sources * (nodes - 2)))
    scale[chosen] = 1 / ((sources - 1) * (nodes - 2))
    return dict(zip(graph, (through[classes.of] * scale).tolist(), strict=True))


def exact(graph: Graph, matrix: Matrix) -> dict[str, float]:
    """Return betweenness from the paths between all pairs of nodes."""
    nodes = len(graph)
    if nodes < 3:
        return dict.fromkeys(graph, 0.0)
    classes = equivalence_classes(matrix)
    through = _through(classes, classes.sizes) / ((nodes - 1) * (nodes - 2))
    return dict(zip(graph, through[classes.of].tolist(), strict=True))


def _through(classes: EquivalenceClasses, sources: Places) -> Values:
    """Return, for one node of each class, the sum of `_dependencies` over all sources.

    `sources` has the number of sources in each class.
    """
    found = np.zeros(len(classes.sizes))
    starting = np.flatnonzero((sources > 0) & (np.diff(classes.starts) > 0))
    step = max(_BATCH // len(found), 1)
    for first in range(0, len(starting), step):
        some = starting[first : first + step]
        found += sources[some] @ _dependencies(classes, some)
    return found


def _dependencies(classes: EquivalenceClasses, sources: Places) -> Values:
    """Return the dependencies of sources on nodes: over all targets, the sum of the share of paths through the node.

    A row is a source, given by its class, a column the class of a node. No shortest path between other nodes leads from
    one equivalent node to another, so a class multiplies the paths through it by its size (Brandes, 2001, on classes).
    """
    count = len(classes.sizes)
    start = np.arange(len(sources)) * count + sources  # one array holds all rows
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


def _links(classes: EquivalenceClasses, places: Places) -> tuple[Places, Places]:
    """Return all links from some places as two arrays: the places where they start and where they end."""
    row, of = np.divmod(places, len(classes.sizes))
    counts = classes.starts[of + 1] - classes.starts[of]
    before = np.cumsum(counts) - counts
    ends = classes.ends[np.arange(counts.sum()) + np.repeat(classes.starts[of] - before, counts)]
    return np.repeat(places, counts), np.repeat(row * len(classes.sizes), counts) + ends
