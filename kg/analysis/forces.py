"""Force-directed layout, with forces between all pairs of nodes in small graphs and on a mesh in large ones.

The implementation is our own because `networkx.spring_layout` computes the forces between all pairs of nodes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.fft import irfft2, rfft2
from numpy.typing import NDArray

Points = NDArray[np.float64]
Indices = NDArray[np.int64]
Waves = NDArray[np.complex128]

_TRAP = np.array((0.85, 1.18))
"""Factors of the attraction to the centre, horizontal and vertical.

The attraction is proportional to mass and distance, so that nodes evenly fill an ellipse that is wider than high.
"""

_PULL = 20.0
"""Strength of links relative to the repulsion; of the tested values 8, 15, 20 and 30, this value keeps the most
neighbours near each other."""

_COHESION = 1.0
"""Strength of the attraction of nodes to the centre of their group; of the tested values 0.3, 1 and 3, this value is
the best compromise between groups that stand apart and neighbours that are near each other."""

_SOFT = 0.3
"""Distance below which the attraction of linked nodes decreases, so that they do not collapse into a point."""

_INVISIBLE = 0.005
"""Largest overlap, relative to the distance, that is invisible."""

_LAST_STEP = 0.02
"""Length of the last step relative to that of the first one."""


@dataclass(frozen=True, slots=True)
class SpringEdges:
    """Edges as arrays: the indices of both ends, and the strength of the attraction."""

    left: Indices
    right: Indices
    pull: Points


@dataclass(frozen=True, slots=True)
class Bodies:
    """Nodes as arrays: the mass of each, and the number of its group, from 0."""

    mass: Points
    group: Indices


def springs(points: Points, pairs: tuple[Indices, Indices], links: SpringEdges, rounds: int, step: Points) -> Points:
    """Move points by the forces of Fruchterman and Reingold (1991), and return their new positions.

    At distance d, linked nodes attract each other with d², and the nodes of `pairs`, given as two arrays of indices,
    repel each other with 1/d. `step` is the maximum movement of each node in the first round.
    """
    for ease in np.geomspace(1.0, _LAST_STEP, rounds):
        gap = points[pairs[0]] - points[pairs[1]]
        force = _summed(pairs[0], pairs[1], gap / np.maximum((gap**2).sum(axis=1), 1e-4)[:, None], len(points))
        gap = points[links.left] - points[links.right]
        stretch = np.hypot(gap[:, 0], gap[:, 1]) * links.pull
        force -= _summed(links.left, links.right, gap * stretch[:, None], len(points))
        points = points + _limited(force, step * ease)
    return points


def spread(points: Points, bodies: Bodies, links: SpringEdges, rounds: int) -> Points:
    """Move points by the forces of the LinLog energy model (Noack, 2007), and return their new positions.

    This model separates groups. Linked nodes attract each other with a force that does not depend on their distance,
    nodes are attracted to the centre of their group in proportion to their distance from it, and all nodes repel each
    other with mass · mass / distance. The repulsion is computed on a mesh: a grid of masses is convolved with 1/d
    (Hockney and Eastwood, 1981). A round therefore takes O(n + m + g² log g) steps for n points, m links and a grid of
    g × g.
    """
    mass, count = bodies.mass, len(points)
    extent = float(np.sqrt(mass.sum()))
    points = points * (extent / max(float(np.abs(points).max()), 1e-9))
    grid = int(2 ** np.clip(np.ceil(np.log2(np.sqrt(count) * 1.5)), 5, 8))
    kernel = _kernel(grid)
    for ease in np.geomspace(1.0, _LAST_STEP, rounds):
        force = _mesh(points, mass, grid, kernel) - _COHESION * (points - group_centres(points, bodies)[bodies.group])
        force = (force - _TRAP * points) * mass[:, None]  # the trap balances the repulsion
        gap = points[links.left] - points[links.right]
        pull = _PULL * links.pull / (np.hypot(gap[:, 0], gap[:, 1]) + _SOFT)
        force -= _summed(links.left, links.right, gap * pull[:, None], count)
        points = points + _limited(force, np.full(count, 0.12 * extent * ease))
    return points


def group_centres(points: Points, bodies: Bodies) -> Points:
    """Return the centre of mass of each group."""
    total = np.bincount(bodies.group, bodies.mass)
    return np.column_stack([np.bincount(bodies.group, bodies.mass * points[:, k]) / total for k in (0, 1)])


def separate(points: Points, least: float, rounds: int = 12) -> Points:
    """Return points after pushing close ones apart until no pair is nearer than `least`, in at most `rounds` rounds."""
    from scipy.spatial import cKDTree  # imported here because the import is slow

    for _ in range(rounds):
        pairs = cKDTree(points).query_pairs(least, output_type="ndarray")
        if not len(pairs):
            break
        pairs = pairs[np.lexsort((pairs[:, 1], pairs[:, 0]))]
        gap = points[pairs[:, 0]] - points[pairs[:, 1]]
        distance = np.hypot(gap[:, 0], gap[:, 1])
        same = distance < 1e-9
        gap[same] = np.column_stack((np.cos(pairs[same, 0] * 2.4), np.sin(pairs[same, 0] * 2.4)))
        push = 0.3 * (least - distance) / np.where(same, 1.0, distance)
        points = points + _summed(pairs[:, 0], pairs[:, 1], gap * push[:, None], len(points))
    return points


def discs_apart(points: Points, radius: Points, rounds: int, pull: float = 0.0) -> Points:
    """Return the centres of discs after pushing overlapping discs apart, in at most `rounds` rounds.

    In the first round, each disc also moves towards (0, 0) by the fraction `pull` of its distance; this fraction
    decreases linearly towards 0 in the last round.
    """
    x, y = points.T.copy()
    least = radius[:, None] + radius[None]
    np.fill_diagonal(least, 0.0)
    turn = np.arange(len(points)) * 2.4  # discs at the same place part in different directions
    x, y = x + 1e-3 * np.cos(turn), y + 1e-3 * np.sin(turn)
    for round_ in range(rounds):
        ease = 1 - pull * (1 - round_ / rounds)
        x, y = x * ease, y * ease
        right, down = np.subtract.outer(x, x), np.subtract.outer(y, y)
        distance = np.maximum(np.hypot(right, down), 1e-6)
        push = 0.35 * np.maximum(least - distance, 0.0) / distance
        if not pull and push.max() < _INVISIBLE:
            break
        x, y = x + (right * push).sum(axis=1), y + (down * push).sum(axis=1)
    return np.column_stack((x, y))


def _summed(left: Indices, right: Indices, force: Points, count: int) -> Points:
    """Return the total force on each point: the force of a pair on its left end, and the opposite one on its right."""
    return np.column_stack(
        [np.bincount(left, force[:, k], count) - np.bincount(right, force[:, k], count) for k in (0, 1)]
    )


def _limited(force: Points, step: Points) -> Points:
    length = np.maximum(np.hypot(force[:, 0], force[:, 1]), 1e-12)
    limited: Points = force * np.minimum(1.0, step / length)[:, None]
    return limited


def _kernel(grid: int) -> tuple[Waves, Waves]:
    """Return the Fourier transforms of x/d² and y/d², for offsets of up to `grid` cells in each direction."""
    offset = np.concatenate((np.arange(grid), np.arange(-grid, 0))).astype(float)
    x, y = np.meshgrid(offset, offset, indexing="ij")
    square = x**2 + y**2 + 0.25
    return rfft2(x / square), rfft2(y / square)


def _mesh(points: Points, mass: Points, grid: int, kernel: tuple[Waves, Waves]) -> Points:
    """Return the repulsion at each point per unit of its mass, computed on a mesh of `grid` × `grid` cells.

    Each mass is distributed over the four corners of its cell, and the force is interpolated from these corners.
    """
    low = points.min(axis=0)
    cell = max(float((points.max(axis=0) - low).max()), 1e-9) / (grid - 2)
    place = (points - low) / cell
    cell_of = place.astype(np.int64)
    share = place - cell_of
    corners = [(a, b, _weight(share[:, 0], a) * _weight(share[:, 1], b)) for a in (0, 1) for b in (0, 1)]
    field = np.zeros((2 * grid, 2 * grid))
    for a, b, weight in corners:
        flat = (cell_of[:, 0] + a) * 2 * grid + cell_of[:, 1] + b
        field += np.bincount(flat, mass * weight, 4 * grid * grid).reshape(field.shape)
    found = rfft2(field)
    force = np.zeros_like(points)
    for axis in (0, 1):
        pushed = irfft2(found * kernel[axis], field.shape)
        for a, b, weight in corners:
            force[:, axis] += weight * pushed[cell_of[:, 0] + a, cell_of[:, 1] + b]
    return force / cell


def _weight(share: Points, upper: int) -> Points:
    return share if upper else 1.0 - share
