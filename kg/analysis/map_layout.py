"""Layout of a graph of any size: communities stand apart, and small components lie below the largest one.

The implementation is our own because the layouts of networkx compute the forces between all pairs of nodes. For 760
methods and datasets, `networkx.forceatlas2_layout` takes 19 s; this module lays out 7,665 of them in less time
(`python -m benchmarks.layouts`).
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy.sparse.csgraph import connected_components

from kg.analysis.backbone import backbone
from kg.analysis.community_places import start_positions
from kg.analysis.forces import Bodies, Indices, Points, SpringEdges, group_centres, separate, spread, springs
from kg.analysis.graphs import Matrix

_SMALL, _TINY = 150, 12
"""Maximum number of nodes of a component that is laid out with forces between all pairs of nodes: of a component that
lies aside, and of one on the map."""

_ROUNDS = 120
_HEAVIEST = 12.0
"""Maximum mass that importance adds to a node; the average is 1."""

_DRAWN_TOGETHER = 0.85
"""Ratio by which communities shrink towards their centres at the end, so that gaps separate them."""

_LEAST_GAP = 0.75
_MARGIN = 1.0
_WIDTH_TO_HEIGHT = 1.6
ASIDE_SHARE = 0.1
"""Ratio to the size of the largest component below which a component lies aside."""


def node_positions(matrix: Matrix, groups: Indices, importance: Points) -> tuple[Points, NDArray[np.bool_]]:
    """Return a position for each node, with distances of about 1 between neighbours, and the nodes that lie aside.

    The layout is deterministic, since it starts from positions on golden-angle spirals. Nodes of components with less
    than a tenth of the nodes of the largest component lie aside: in rows below all other nodes.

    Parameters
    ----------
    matrix
        Symmetric adjacency matrix.
    groups
        Community of each node.
    importance
        Positive importance of each node, such as its PageRank; important nodes have more space.
    """
    count = matrix.shape[0]
    if not count:
        return np.zeros((0, 2)), np.zeros(0, bool)
    part = connected_components(matrix, directed=False)[1]
    sizes = np.bincount(part)
    aside = (sizes < ASIDE_SHARE * sizes.max())[part]
    mass = 1.0 + np.minimum(importance / max(float(importance.mean()), 1e-300), _HEAVIEST)
    links = backbone(matrix)
    points = np.zeros((count, 2))
    large = (sizes > _SMALL) | ((sizes > _TINY) & (sizes >= ASIDE_SHARE * sizes.max()))
    _lay_small(points, part, large, links)
    for number in np.flatnonzero(large):
        members = np.flatnonzero(part == number)
        group = np.unique(groups[members], return_inverse=True)[1]
        points[members] = _lay_large(_within(links, members, count), Bodies(mass[members], group))
    return _in_rows(points, part, sizes), aside


def _within(links: SpringEdges, members: Indices, count: int) -> SpringEdges:
    """Return the links whose ends are both in `members`, with indices into `members` as ends.

    `count` is the number of all nodes.
    """
    place = np.full(count, -1)
    place[members] = np.arange(len(members))
    inside = (place[links.left] >= 0) & (place[links.right] >= 0)
    return SpringEdges(place[links.left[inside]], place[links.right[inside]], links.pull[inside])


def _lay_large(links: SpringEdges, bodies: Bodies) -> Points:
    """Return the positions of the nodes of a large component, with communities apart and no two nodes too near."""
    count = len(bodies.mass)
    points = spread(start_positions(links, bodies), bodies, links, _ROUNDS)
    centres = group_centres(points, bodies)[bodies.group]
    points = centres + _DRAWN_TOGETHER * (points - centres)
    points -= np.median(points, axis=0)
    return separate(points * (1.05 * np.sqrt(count) / float(np.sqrt((points**2).sum(axis=1).mean()))), _LEAST_GAP)


def _lay_small(points: Points, part: Indices, large: NDArray[np.bool_], links: SpringEdges) -> None:
    """Lay out all small components simultaneously, each around (0, 0), and write the positions into `points`.

    `part` has the component of each node, and `large` the components that are not small.
    """
    small = np.flatnonzero(~large[part])
    if not len(small):
        return
    order = small[np.argsort(part[small], kind="stable")]
    begins = np.flatnonzero(np.diff(part[order], prepend=-1))
    counts = np.diff(np.append(begins, len(order)))
    size = np.repeat(counts, counts)
    angle = 2 * np.pi * (np.arange(len(order)) - np.repeat(begins, counts)) / size
    reach = np.sqrt(size) * 0.6 * (size > 1)
    points[order] = np.column_stack((np.cos(angle), np.sin(angle))) * reach[:, None]
    inside = _within(links, small, len(points))
    inside = SpringEdges(small[inside.left], small[inside.right], inside.pull / inside.pull.max(initial=1.0))
    step = np.zeros(len(points))
    step[order] = np.sqrt(size) * 0.2
    points[small] = springs(points, _all_pairs(order, begins, counts), inside, 60, step)[small]


def _all_pairs(order: Indices, begins: Indices, counts: Indices) -> tuple[Indices, Indices]:
    """Return all pairs of nodes of the same component, as two arrays of indices.

    `order` has the nodes by component, `begins` the index of the first node of each component in it, and `counts` the
    number of nodes of each component.
    """
    left, right = [np.zeros(0, np.int64)], [np.zeros(0, np.int64)]
    for size in np.unique(counts):
        rows = order[begins[counts == size][:, None] + np.arange(size)]
        one, other = np.triu_indices(size, 1)
        left.append(rows[:, one].ravel())
        right.append(rows[:, other].ravel())
    return np.concatenate(left), np.concatenate(right)


def _in_rows(points: Points, part: Indices, sizes: Indices) -> Points:
    """Return the positions after moving the components into rows, the largest first, without overlaps.

    The components that lie aside begin a row.

    `part` has the component of each node, and `sizes` the number of nodes of each component.
    """
    low, high = np.full((len(sizes), 2), np.inf), np.full((len(sizes), 2), -np.inf)
    np.minimum.at(low, part, points)
    np.maximum.at(high, part, points)
    boxes = high - low + _MARGIN
    aside = sizes < ASIDE_SHARE * sizes.max()
    width = max(float(boxes[:, 0].max()), float(np.sqrt(_WIDTH_TO_HEIGHT * boxes[~aside].prod(axis=1).sum())))
    order = np.lexsort((-sizes, aside))
    corner = np.zeros((len(sizes), 2))
    right, top, height = 0.0, 0.0, 0.0
    for number in order.tolist():
        if right and (right + boxes[number, 0] > width + 1e-9 or number == order[(~aside).sum() % len(order)]):
            right, top, height = 0.0, top - height, 0.0
        corner[number] = right, top - boxes[number, 1]
        right, height = right + boxes[number, 0], max(height, float(boxes[number, 1]))
    moved = points - low[part] + corner[part]
    on_map = moved[~aside[part]]
    return moved - (on_map.max(axis=0) + on_map.min(axis=0)) / 2
