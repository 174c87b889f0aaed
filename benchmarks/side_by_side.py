"""Two figures of the same nodes for a comparison by eye: VOSviewer's method as published, and ours.

    python -m benchmarks.side_by_side OUTPUT FOLDER [--view concepts|coauthors] [--top N] [--width MM] [--dpi N]

FOLDER receives `vos-VIEW.png` and `paperkg-VIEW.png`, of the same size. Both show the N most important nodes of a build
that are connected, with the same sizes of dots, links, labels and rules of placement. Only positions and communities
differ. Those of VOSviewer's method are the best of ten runs among the nodes shown, as VOSviewer computes them after the
choice of items; ours are those of the complete network.
"""

from __future__ import annotations

import argparse
from collections import Counter
from dataclasses import replace
from pathlib import Path

import graspologic_native
import numpy as np
from scipy.sparse import coo_array, csr_array
from scipy.sparse.csgraph import connected_components

from benchmarks.layouts import LEAST_GROUP, STRONGEST, association_strength, neighbour_share, silhouette, vos
from kg.analysis.community_levels import numbered_by_size
from kg.graph.choices import MAP_VIEWS
from kg.graph.map_export import chosen_nodes
from kg.graph.maps import map_of, named_level, naming_groups
from kg.graph.measured import measured_network
from kg.graph.networks import find_network
from kg.model.exploration import CommunityLevel, LaidOutGraph, MapCommunity
from kg.model.figure import MapFigure
from kg.model.palette import HUES, SHADES
from kg.output import STORE
from kg.store import open_store
from kg.store.parts import Answers
from kg.views import draw_map

STARTS, TRIALS = 10, 10


def connected(laid: LaidOutGraph, top: int) -> tuple[LaidOutGraph, csr_array]:
    """Return the largest component of the `top` most important nodes, and its adjacency matrix."""
    matrix = matrix_of(chosen_nodes(laid, range(min(top, len(laid.ids)))))
    part = connected_components(matrix, directed=False)[1]
    kept = np.flatnonzero(part == np.bincount(part).argmax())
    return chosen_nodes(laid, kept.tolist()), csr_array(matrix[kept][:, kept])


def matrix_of(laid: LaidOutGraph) -> csr_array:
    left, right, weight = (np.array(column) for column in zip(*laid.edges, strict=True))
    half = coo_array((weight.astype(float), (left, right)), shape=(len(laid.ids),) * 2)
    return csr_array(half + half.T)


def vos_clusters(matrix: csr_array, resolution: float = 1.0) -> np.ndarray:
    """Return the clusters of the unified approach of Waltman, van Eck and Noyons (2010), from 1.

    They maximise the sum over pairs in a cluster of association strength minus resolution. This is the constant Potts
    model on association strengths, which the Leiden algorithm optimises; the best of several runs is kept.
    """
    strength = coo_array(association_strength(matrix))
    edges = [
        (str(one), str(other), float(weight))
        for one, other, weight in zip(strength.row, strength.col, strength.data, strict=True)
        if one < other
    ]
    _, found = graspologic_native.leiden(
        edges,
        resolution=resolution,
        randomness=0.001,
        iterations=10,
        use_modularity=False,
        seed=0,
        trials=TRIALS,
    )
    return numbered_by_size([found[str(node)] for node in range(matrix.shape[0])])


def best_vos(matrix: csr_array) -> np.ndarray:
    """Return the VOS layout with the least value of the function that it minimises, of several random starts."""
    return min(
        (vos(matrix, rounds=1_000, seed=seed) for seed in range(STARTS)), key=lambda found: energy(matrix, found)
    )


def energy(matrix: csr_array, points: np.ndarray) -> float:
    """Return the sum of s d² / 2 over links minus the sum of d over all pairs."""
    distance = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
    return float((association_strength(matrix).toarray() * distance**2).sum() / 4 - distance.sum() / 2)


def turned(points: np.ndarray) -> np.ndarray:
    """Return points with their largest variance in the horizontal direction, as VOSviewer turns its maps."""
    points = points - points.mean(axis=0)
    axes = np.linalg.svd(points, full_matrices=False)[2]
    return points @ axes.T


def by_vos(laid: LaidOutGraph, matrix: csr_array) -> LaidOutGraph:
    """Return the same nodes with the positions and clusters of VOSviewer's method."""
    points = turned(best_vos(matrix))
    places = np.rint(points * 5_000 / np.abs(points).max()).astype(int)
    groups = vos_clusters(matrix)
    sizes = sorted(Counter(groups.tolist()).items())
    found = tuple(MapCommunity(number, size, "", (number - 1) % (HUES * SHADES), 0) for number, size in sizes)
    level = CommunityLevel("default", tuple(groups.tolist()), found)
    return replace(
        laid, x=tuple(places[:, 0].tolist()), y=tuple(places[:, 1].tolist()), levels=(laid.levels[0], level, level)
    )


def show(name: str, laid: LaidOutGraph, matrix: csr_array) -> None:
    """Print the measures of `benchmarks.layouts` for the nodes shown."""
    points, groups = np.column_stack((laid.x, laid.y)).astype(float), np.array(laid.levels[1].of)
    large = (np.bincount(groups) >= LEAST_GROUP).sum()
    print(
        f"{name:<12}{neighbour_share(matrix, points):>11.3f}{neighbour_share(matrix, points, STRONGEST):>14.3f}"
        f"{silhouette(points, groups):>12.3f}{large:>13}"
    )


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--view", choices=MAP_VIEWS, default="concepts")
    parser.add_argument("--top", type=int, default=300)
    parser.add_argument("--width", type=float, default=240.0)
    parser.add_argument("--dpi", type=int, default=150)
    given = parser.parse_args()
    store = open_store(given.output / STORE)
    answers, network = Answers(store), MAP_VIEWS[given.view]
    laid = map_of(answers, given.view, measured_network(given.output, store, network), positions=False)
    ours, matrix = connected(laid, given.top)
    theirs = by_vos(ours, matrix)
    groups = naming_groups(answers, given.view)
    theirs = replace(theirs, levels=tuple(named_level(each, theirs, *groups) for each in theirs.levels))
    given.folder.mkdir(parents=True, exist_ok=True)
    print(f"{len(ours.ids)} nodes, {matrix.nnz // 2:,} links")
    print(f"{'method':<12}{'neighbours':>11}{'strongest 10':>14}{'silhouette':>12}{'communities':>13}")
    noun = find_network(network).noun
    for name, title, each in (("vos", "VOSviewer's method", theirs), ("paperkg", "paperkg", ours)):
        figure = MapFigure(each, title, "The same nodes, links and labels", noun, given.top, given.width, given.dpi)
        (given.folder / f"{name}-{given.view}.png").write_bytes(draw_map(figure, "png"))
        show(name, each, matrix)


if __name__ == "__main__":
    main()
