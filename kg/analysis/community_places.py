"""Places of the communities of a connected graph, from which the layout of its nodes starts."""

from __future__ import annotations

import numpy as np
from scipy.sparse import coo_array

from kg.analysis.forces import Bodies, Indices, Points, SpringEdges, discs_apart, springs

GOLDEN_ANGLE = 2.399963
_MOST_PLACED = 150
"""Maximum number of communities whose places are computed with forces between all pairs of them."""

_ROUNDS, _PUSH_ROUNDS = 120, 200
_PULL_IN = 0.02
"""Fraction of the distance to the centre by which discs move in the first round of removing overlaps."""


def start_positions(links: SpringEdges, bodies: Bodies) -> Points:
    """Return positions in which the nodes of each community fill a disc, the nodes of highest mass in its middle.

    The discs do not overlap, and discs with many links between them are near each other.
    """
    area = np.bincount(bodies.group, bodies.mass)
    radius = np.sqrt(area)
    centres = _disc_centres(links, bodies, radius)
    order = np.lexsort((-bodies.mass, bodies.group))
    sizes = np.bincount(bodies.group)
    inner = np.empty(len(order))
    inner[order] = np.concatenate([np.arange(size) for size in sizes])
    reach = 0.8 * radius[bodies.group] * np.sqrt((inner + 0.5) / sizes[bodies.group])
    angle = inner * GOLDEN_ANGLE
    return centres[bodies.group] + np.column_stack((np.cos(angle), np.sin(angle))) * reach[:, None]


def sunflower(count: int) -> Points:
    """Return points evenly distributed over a disc, with distances of about 1 between neighbours (Vogel, 1979)."""
    place = np.arange(count)
    reach = 0.6 * np.sqrt(place)
    found: Points = np.column_stack((np.cos(place * GOLDEN_ANGLE), np.sin(place * GOLDEN_ANGLE))) * reach[:, None]
    return found


def _disc_centres(links: SpringEdges, bodies: Bodies, radius: Points) -> Points:
    count = len(radius)
    by_size = np.argsort(-radius, kind="stable")
    centres = np.empty((count, 2))
    centres[by_size] = sunflower(count)
    placed = by_size[:_MOST_PLACED]
    if len(placed) > 2:
        outer = _links_between(links, bodies.group, placed, radius)
        step = np.full(len(placed), 0.5)
        centres[placed] = springs(centres[placed], np.triu_indices(len(placed), 1), outer, _ROUNDS, step)
    centres *= float(np.sqrt(bodies.mass.sum())) / max(float(np.abs(centres).max()), 1e-9)
    centres[placed] = discs_apart(centres[placed], radius[placed], _PUSH_ROUNDS, _PULL_IN)
    return centres


def _links_between(links: SpringEdges, group: Indices, placed: Indices, radius: Points) -> SpringEdges:
    """Return the links between the communities in `placed`, relative to the sizes of both communities."""
    place = np.full(len(radius), -1)
    place[placed] = np.arange(len(placed))
    one, other = place[group[links.left]], place[group[links.right]]
    inner = (one >= 0) & (other >= 0) & (one != other)
    ends = np.minimum(one, other)[inner], np.maximum(one, other)[inner]
    total = coo_array((links.pull[inner], ends), shape=(len(placed), len(placed))).tocsr().tocoo()
    pull = total.data / (radius[placed][total.row] * radius[placed][total.col])
    most = float(pull.max(initial=1e-12))
    return SpringEdges(total.row.astype(np.int64), total.col.astype(np.int64), pull / most)
