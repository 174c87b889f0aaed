"""Quality of layouts: ours, VOSviewer's method as published, and ForceAtlas2 (LinLog), on the networks of a build.

    python -m benchmarks.layouts OUTPUT [--view concepts|coauthors] [--papers N] [--large NODES]

All methods lay out the largest component of the nodes with at least N papers, since VOSviewer and ForceAtlas2 compute
forces between all pairs; ours lays out the complete network. Two measures compare a map with its network: the share of
the neighbours of a node (or of its ten strongest ones) that are among as many nearest nodes on the map, and the
silhouette of communities of at least five nodes. `--large` also measures the time for a network of so many nodes.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable
from pathlib import Path

import networkx as nx
import numpy as np
from scipy.sparse import coo_array, csc_array, csr_array, diags_array
from scipy.sparse.csgraph import connected_components
from scipy.sparse.linalg import splu
from scipy.spatial import cKDTree

from kg.analysis import read_graphml
from kg.analysis.graphs import adjacency, in_order
from kg.analysis.map_layout import node_positions

FILES = {"concepts": "concepts.graphml", "coauthors": "coauthors.graphml"}
STRONGEST = 10
LEAST_GROUP = 5


def association_strength(matrix: csr_array) -> csr_array:
    """Return the observed weight of each link divided by the expected one (van Eck and Waltman, 2009)."""
    total, links = np.asarray(matrix.sum(axis=1)), coo_array(matrix)
    values = links.data * total.sum() / (total[links.row] * total[links.col])
    return csr_array((values, (links.row, links.col)), shape=matrix.shape)


def vos(matrix: csr_array, rounds: int = 300, seed: int = 0) -> np.ndarray:
    """Return the VOS layout with attraction 2 and repulsion 1 (van Eck, Waltman, Dekker and van den Berg, 2010).

    It minimises the sum of s d² / 2 over links minus the sum of d over all pairs, by majorisation from a random start.
    """
    strength = association_strength(matrix)
    laplacian = csc_array(diags_array(np.asarray(strength.sum(axis=1))) - strength)
    solver = splu(csc_array(laplacian[1:, 1:]))
    points = np.random.default_rng(seed).standard_normal((matrix.shape[0], 2))
    for _ in range(rounds):
        gap = np.hypot(*(points[:, None] - points[None]).transpose(2, 0, 1))
        np.fill_diagonal(gap, np.inf)
        inverse = 1 / np.maximum(gap, 1e-9)
        wanted = points * inverse.sum(axis=1)[:, None] - inverse @ points
        moved = np.zeros_like(points)
        moved[1:] = solver.solve(np.ascontiguousarray(wanted[1:]))
        moved -= moved.mean(axis=0)
        if np.abs(moved - points).max() < 1e-4 * np.abs(moved).max():
            break
        points = moved
    return points


def force_atlas(matrix: csr_array, rounds: int = 200) -> np.ndarray:
    """Return the layout of ForceAtlas2 with logarithmic attraction (Jacomy et al., 2014), as networkx computes it."""
    graph = nx.from_scipy_sparse_array(matrix)
    found = nx.forceatlas2_layout(graph, max_iter=rounds, linlog=True, weight="weight", seed=0)
    return np.array([found[node] for node in range(len(graph))])


def neighbour_share(matrix: csr_array, points: np.ndarray, strongest: int | None = None) -> float:
    """Return the mean share of the neighbours of a node that are among as many nearest nodes on the map."""
    tree, total, shares = cKDTree(points), np.asarray(matrix.sum(axis=1)), []
    for node in range(len(points)):
        ends = slice(matrix.indptr[node], matrix.indptr[node + 1])
        linked, weight = matrix.indices[ends], matrix.data[ends]
        if strongest is not None:
            linked = linked[np.argsort(-weight / np.sqrt(total[linked]), kind="stable")[:strongest]]
        if len(linked):
            near = tree.query(points[node], len(linked) + 1)[1]
            shares.append(len(np.intersect1d(linked, near[near != node][: len(linked)])) / len(linked))
    return float(np.mean(shares))


def silhouette(points: np.ndarray, groups: np.ndarray) -> float:
    """Return the mean silhouette of the nodes in groups of at least five nodes (Rousseeuw, 1987)."""
    sizes = np.bincount(groups)
    kept = sizes[groups] >= LEAST_GROUP
    points, groups = points[kept], np.unique(groups[kept], return_inverse=True)[1]
    sizes, count = np.bincount(groups), len(points)
    member = csr_array((np.ones(count), (np.arange(count), groups)))
    values = []
    for first in range(0, count, 500):
        rows = np.arange(first, min(first + 500, count))
        sums = np.hypot(*(points[rows, None] - points[None]).transpose(2, 0, 1)) @ member
        own = sums[np.arange(len(rows)), groups[rows]] / np.maximum(sizes[groups[rows]] - 1, 1)
        other = sums / sizes
        other[np.arange(len(rows)), groups[rows]] = np.inf
        nearest = other.min(axis=1)
        values.append((nearest - own) / np.maximum(np.maximum(nearest, own), 1e-12))
    return float(np.concatenate(values).mean())


def show(out: Path, view: str, papers: int) -> None:
    graph = in_order(read_graphml(out / FILES[view]))
    matrix = adjacency(graph).astype(float)
    column = {
        name: np.array([graph.nodes[node][name] for node in graph]) for name in ("community", "pageRank", "works")
    }
    groups, rank = column["community"].astype(np.int64), column["pageRank"]
    core = np.flatnonzero(column["works"] >= papers)
    part = connected_components(matrix[core][:, core], directed=False)[1]
    core = core[part == np.bincount(part).argmax()]
    inner = csr_array(matrix[core][:, core])
    print(f"\n{view}: {len(core):,} nodes with at least {papers} papers, {inner.nnz // 2:,} links")
    print(f"{'method':<34}{'neighbours':>11}{'strongest 10':>14}{'silhouette':>12}{'seconds':>9}")
    methods: dict[str, Callable[[], np.ndarray]] = {
        "VOS, attraction 2, repulsion 1": lambda: vos(inner),
        "ForceAtlas2, LinLog": lambda: force_atlas(inner),
        f"paperkg, all {len(graph):,} nodes": lambda: node_positions(matrix, groups, rank)[0][core],
    }
    for name, method in methods.items():
        begin = time.process_time()
        points = method()
        took = time.process_time() - begin
        figures = (
            neighbour_share(inner, points),
            neighbour_share(inner, points, STRONGEST),
            silhouette(points, groups[core]),
        )
        print(f"{name:<34}{figures[0]:>11.3f}{figures[1]:>14.3f}{figures[2]:>12.3f}{took:>9.1f}", flush=True)


def show_large(nodes: int) -> None:
    """Print the processor time of the layout of a pseudo-random network with communities."""
    random = np.random.default_rng(0)
    groups = random.integers(0, max(nodes // 400, 1), nodes)
    by_group = np.argsort(groups, kind="stable")
    one = random.integers(0, nodes, 4 * nodes)
    near = np.clip(one + random.integers(-200, 200, len(one)), 0, nodes - 1)
    other = np.where(random.random(len(one)) < 0.85, near, random.integers(0, nodes, len(one)))
    ends = by_group[one], by_group[other]
    matrix = coo_array((np.ones(len(one)), ends), shape=(nodes, nodes)).tocsr()
    begin = time.process_time()
    node_positions(csr_array(matrix + matrix.T), groups, random.random(nodes) + 0.1)
    print(f"\n{nodes:,} nodes, {matrix.nnz:,} links: {time.process_time() - begin:.1f} s")


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("output", type=Path)
    parser.add_argument("--view", choices=FILES, default="concepts")
    parser.add_argument("--papers", type=int, default=3)
    parser.add_argument("--large", type=int)
    given = parser.parse_args()
    show(given.output, given.view, given.papers)
    if given.large:
        show_large(given.large)
