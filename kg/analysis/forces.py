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

_TRAP = 1.0
"""Factor of the attraction to the centre, which is proportional to mass and distance: nodes then fill a disc evenly."""

_PULL = 15.0
"""Strength of links relative to the repulsion, chosen by eye from 4 to 40 for graphs of 3,000 to 10,000 nodes."""

_LAST_STEP = 0.02
"""Length of the last step relative to that of the first one."""


@dataclass(frozen=True, slots=True)
class SpringEdges:
    """Edges as arrays: the indices of both ends, and the strength of the attraction."""

    left: Indices
    right: Indices
    pull: Points


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


def spread(points: Points, mass: Points, links: SpringEdges, rounds: int) -> Points:
    """Move points by the forces of the LinLog energy model (Noack, 2007), and return their new positions.

    This model separates groups. Linked nodes attract each other with the logarithm of their distance d; all nodes repel
    each other with mass · mass / d. The repulsion is computed on a mesh: a grid of masses is convolved with 1/d
    (Hockney and Eastwood, 1981). A round therefore takes O(n + m + g² log g) steps for n points, m links and a grid of
    g × g.
    """
    extent = float(np.sqrt(mass.sum()))
    points = points * (extent / max(float(np.abs(points).max()), 1e-9))
    grid = int(2 ** np.clip(np.ceil(np.log2(np.sqrt(len(points)) * 1.5)), 5, 8))
    kernel = _kernel(grid)
    for ease in np.geomspace(1.0, _LAST_STEP, rounds):
        force = _mesh(points, mass, grid, kernel) * mass[:, None]
        gap = points[links.left] - points[links.right]
        distance = np.maximum(np.hypot(gap[:, 0], gap[:, 1]), 1e-9)
        pull = _PULL * links.pull * np.log1p(distance) / distance
        force -= _summed(links.left, links.right, gap * pull[:, None], len(points))
        force -= _TRAP * mass[:, None] * points  # balances the repulsion, which would move all nodes to the rim
        points = points + _limited(force, np.full(len(points), 0.12 * extent * ease))
    return points


def separate(points: Points, least: float, rounds: int = 12) -> Points:
    """Push close points apart until no pair is nearer than `least`, or for the given number of rounds."""
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
