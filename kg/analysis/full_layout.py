"""Layout of a graph of any size: a force-directed layout of each component, and the small components in rings.

The implementation is our own because `networkx.spring_layout` computes the forces between all pairs of nodes. For the
largest component of 10,098 authors (6,723 nodes, 140 rounds), it takes 230 s; this module takes 0.9 s for the complete
graph.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy.sparse import coo_array, csr_array, triu
from scipy.sparse.csgraph import connected_components, minimum_spanning_tree

from kg.analysis.brokers import POSITION_MEASURES
from kg.analysis.centrality import DEFINITIONS
from kg.analysis.communities import by_node, communities
from kg.analysis.forces import Indices, Points, SpringEdges, separate, spread, springs
from kg.analysis.graphs import Graph, Matrix, adjacency, in_order
from kg.analysis.ranking import ranked
from kg.model.exploration import LaidOutGraph
from kg.model.measure import Measure

_SMALL = 150
"""Maximum number of nodes of a component that is laid out with forces between all pairs of nodes."""

_ROUNDS = 140
MOST_NODES = 50_000
MOST_EDGES = 200_000
"""Maximum numbers of nodes and edges of a page: a browser without a graphics card draws them within a second."""

_UNIT = 20
"""Typical distance between neighbours; positions are integers."""


Edge = tuple[int, int, float | int]


def lay_out_graph(graph: Graph, measures: Sequence[Measure]) -> LaidOutGraph:
    """Return the graph with its measures and positions; the result does not depend on the order of nodes and edges.

    Of a graph with more than MOST_NODES nodes, only the most central nodes are laid out; of more than MOST_EDGES edges
    among them, only the first ones in the order of `strongest_first`.

    Parameters
    ----------
    graph
        Weighted graph.
    measures
        Measures of its nodes.

    Returns
    -------
    LaidOutGraph
    """
    order = [each.node for each in ranked(graph, measures, limit=MOST_NODES)]
    values = by_node(measures)
    ordered = in_order(graph)
    matrix = adjacency(ordered)
    place = {node: number for number, node in enumerate(ordered)}
    shown = [place[node] for node in order]
    edges = strongest_first(matrix[shown][:, shown])[:MOST_EDGES]
    groups = np.array([values[node]["community"] for node in order], dtype=np.int64)
    points = np.rint(node_positions(edges, groups) * _UNIT).astype(int)
    return LaidOutGraph(
        name=graph.graph.get("name", ""),
        ids=tuple(order),
        labels=tuple(graph.nodes[node]["label"] for node in order),
        kinds=tuple(graph.nodes[node]["kind"] for node in order),
        x=tuple(points[:, 0].tolist()),
        y=tuple(points[:, 1].tolist()),
        measures=_columns(ordered, matrix, order, values),
        edges=edges,
        communities=communities(graph, measures),
        all_nodes=len(graph),
        all_edges=graph.number_of_edges(),
    )


def strongest_first(matrix: Matrix) -> tuple[Edge, ...]:
    """Return all edges of an adjacency matrix: those of a maximum spanning forest, followed by all others.

    Both are in descending order of weight, then of association strength w(v, u) / (s(v) s(u)) (van Eck and Waltman,
    2009).
    """
    edges, strength = coo_array(triu(matrix, 1)), matrix.sum(axis=1)
    low, high, weight = edges.row, edges.col, edges.data
    order = np.lexsort((high, low, -weight / (strength[low] * strength[high]), -weight))
    low, high, weight = low[order], high[order], weight[order]
    rank = np.arange(1.0, len(order) + 1)
    tree = coo_array(minimum_spanning_tree(csr_array((rank, (low, high)), shape=matrix.shape)))
    others = np.ones(len(order), bool)
    others[tree.data.astype(np.int64) - 1] = False
    order = np.argsort(others, kind="stable")
    return tuple(zip(low[order].tolist(), high[order].tolist(), weight[order].tolist(), strict=True))


def node_positions(edges: Sequence[Edge], groups: Indices) -> Points:
    """Return a position for each node, with distances of about 1 between neighbours.

    `edges` are tuples (index, index, weight), and `groups` has the community of each node; nodes of the same community
    start next to each other. The layout is deterministic, since it starts from positions on a golden-angle spiral.
    """
    count = len(groups)
    if not count:
        return np.zeros((0, 2))
    links = _links(edges)
    matrix = coo_array((links.pull, (links.left, links.right)), shape=(count, count))
    part = connected_components(matrix, directed=False)[1]
    sizes = np.bincount(part)
    points = _sunflower(count)
    _lay_small(points, part, sizes, links)
    for number in np.flatnonzero(sizes > _SMALL):
        members = np.flatnonzero(part == number)
        points[members] = _lay_large(_within(links, members, count), groups[members])
    return _pack(points, part, sizes)


def _links(edges: Sequence[Edge]) -> SpringEdges:
    columns = np.array([(low, high, weight) for low, high, weight in edges], dtype=float).reshape(-1, 3)
    return SpringEdges(columns[:, 0].astype(np.int64), columns[:, 1].astype(np.int64), np.sqrt(columns[:, 2]))


def _within(links: SpringEdges, members: Indices, count: int) -> SpringEdges:
    """Return the links whose ends are both in `members`, with indices into `members` as ends.

    `count` is the number of all nodes.
    """
    place = np.full(count, -1)
    place[members] = np.arange(len(members))
    inside = (place[links.left] >= 0) & (place[links.right] >= 0)
    return SpringEdges(place[links.left[inside]], place[links.right[inside]], links.pull[inside])


def _lay_small(points: Points, part: Indices, sizes: NDArray[np.int64], links: SpringEdges) -> None:
    """Lay out all small components simultaneously, each around (0, 0), and write the positions into `points`.

    `part` has the component of each node, and `sizes` the number of nodes of each component.
    """
    small = np.flatnonzero(sizes[part] <= _SMALL)
    if not len(small):
        return
    order = small[np.argsort(part[small], kind="stable")]
    begins = np.flatnonzero(np.diff(part[order], prepend=-1))
    counts = np.diff(np.append(begins, len(order)))
    inner = np.arange(len(order)) - np.repeat(begins, counts)
    angle = 2 * np.pi * inner / np.repeat(counts, counts)
    reach = np.sqrt(np.repeat(counts, counts)) * 0.6
    points[order] = np.column_stack((np.cos(angle), np.sin(angle))) * (reach * (counts > 1).repeat(counts))[:, None]
    pairs = _all_pairs(order, begins, counts)
    inside = _within(links, small, len(points))
    most = inside.pull.max(initial=1.0)
    inside = SpringEdges(small[inside.left], small[inside.right], inside.pull / most)
    step = np.sqrt(sizes[part]) * 0.2
    points[small] = springs(points, pairs, inside, 60, step)[small]


def _all_pairs(order: Indices, begins: Indices, counts: Indices) -> tuple[Indices, Indices]:
    """Return all pairs of nodes of the same component, as two arrays of indices.

    `order` has the nodes by component; the nodes of a component begin at `begins` and are `counts` many.
    """
    left, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for size in np.unique(counts):
        rows = order[begins[counts == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        left.append(rows[:, one].ravel())
        right.append(rows[:, other].ravel())
    return np.concatenate(left), np.concatenate(right)


def _lay_large(links: SpringEdges, groups: Indices) -> Points:
    """Return the positions of the nodes of a large component.

    The nodes of each group start in a disc, whose position results from forces between groups. Forces between nodes
    then move the nodes.
    """
    count = len(groups)
    names, group = np.unique(groups, return_inverse=True)
    sizes = np.bincount(group)
    centres = _sunflower(len(names))[np.argsort(np.argsort(-sizes, kind="stable"), kind="stable")]
    if 2 < len(names) <= _SMALL:
        between = coo_array((links.pull, (group[links.left], group[links.right])), shape=(len(names), len(names)))
        joined = coo_array(between.toarray() + between.toarray().T)
        upper = joined.row < joined.col
        pull = joined.data[upper] / joined.data[upper].max()
        outer = SpringEdges(joined.row[upper].astype(np.int64), joined.col[upper].astype(np.int64), pull)
        centres = springs(centres, np.triu_indices(len(names), 1), outer, 80, np.full(len(names), 0.5))
    centres = centres * np.sqrt(count) / max(float(np.abs(centres).max()), 1e-9)
    inner = np.empty(count)
    inner[np.argsort(group, kind="stable")] = np.concatenate([np.arange(size) for size in sizes])
    reach, angle = np.sqrt(inner + 0.5) * 0.6, inner * 2.399963
    points = centres[group] + np.column_stack((np.cos(angle), np.sin(angle))) * reach[:, None]
    degree = np.bincount(links.left, minlength=count) + np.bincount(links.right, minlength=count)
    points = spread(points, np.asarray(1.0 + 0.5 * degree, float), links, _ROUNDS)
    points -= np.median(points, axis=0)
    return separate(points * (1.05 * np.sqrt(count) / float(np.sqrt((points**2).sum(axis=1).mean()))), 0.75)


def _sunflower(count: int) -> Points:
    """Return points evenly distributed over a disc, with distances of about 1 between neighbours (Vogel, 1979)."""
    place = np.arange(count)
    reach = 0.6 * np.sqrt(place)
    found: Points = np.column_stack((np.cos(place * 2.399963), np.sin(place * 2.399963))) * reach[:, None]
    return found


def _pack(points: Points, part: Indices, sizes: NDArray[np.int64]) -> Points:
    """Return the positions after moving the largest component to the centre and all others into rings around it.

    `part` has the component of each node, and `sizes` the number of nodes of each component.
    """
    order = np.argsort(-sizes, kind="stable")
    middle = np.column_stack([np.bincount(part, points[:, k]) for k in (0, 1)]) / sizes[:, None]
    points = points - middle[part]
    radius = np.zeros(len(sizes))
    np.maximum.at(radius, part, np.hypot(points[:, 0], points[:, 1]))
    radius += 0.7
    centres = np.zeros((len(sizes), 2))
    inner, angle, widest = radius[order[0]], 2 * np.pi, 0.0
    for number in order[1:].tolist():
        own = radius[number]
        turn = 2 * np.arcsin(min(1.0, own / (inner + own))) * 1.05
        if angle + turn > 2 * np.pi:
            inner += 2 * widest
            angle, widest = 0.0, own
            turn = 2 * np.arcsin(min(1.0, own / (inner + own))) * 1.05
        centres[number] = np.array((np.cos(angle + turn / 2), np.sin(angle + turn / 2))) * (inner + own)
        angle += turn
    return points + centres[part]


def _columns(
    graph: Graph, matrix: Matrix, order: Sequence[str], values: Mapping[str, Mapping[str, float | int]]
) -> dict[str, tuple[float | int | None, ...]]:
    works = tuple(graph.nodes[node]["works"] for node in order)
    columns: dict[str, tuple[float | int | None, ...]] = {"works": works}
    for definition in DEFINITIONS:
        columns[definition.name] = tuple(values[node][definition.name] for node in order)
    for definition in POSITION_MEASURES:
        found = definition.compute(graph, matrix)
        columns[definition.name] = tuple(None if math.isnan(found[node]) else found[node] for node in order)
    return columns
