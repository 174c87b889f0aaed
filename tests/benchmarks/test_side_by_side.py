"""VOSviewer's method as the comparison of maps computes it: layout, clusters and orientation."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array
from scipy.spatial.distance import pdist

from benchmarks.layouts import vos
from benchmarks.side_by_side import best_vos, energy, turned, vos_clusters

CLIQUES = csr_array(nx.to_scipy_sparse_array(nx.barbell_graph(8, 0), dtype=float))
"""Two cliques of eight nodes, connected by one link."""


def test_cliques_are_clusters() -> None:
    groups = vos_clusters(CLIQUES)
    assert groups.tolist() == [1] * 8 + [2] * 8
    assert len(set(vos_clusters(CLIQUES, resolution=100.0).tolist())) == 16


def test_the_layout_has_a_minimum_of_its_function_and_sets_cliques_apart() -> None:
    points = best_vos(CLIQUES)
    found = energy(CLIQUES, points)
    assert found <= min(energy(CLIQUES, vos(CLIQUES, seed=seed)) for seed in range(3)) + 1e-6
    random = np.random.default_rng(0)
    assert all(found < energy(CLIQUES, points + 0.3 * random.standard_normal(points.shape)) for _ in range(20))
    gap = np.linalg.norm(points[:8].mean(axis=0) - points[8:].mean(axis=0))
    assert gap > 1.5 * max(np.linalg.norm(part - part.mean(axis=0), axis=1).mean() for part in (points[:8], points[8:]))


def test_a_turned_map_keeps_its_distances_and_is_wider_than_high() -> None:
    points = np.random.default_rng(1).standard_normal((30, 2)) * (1.0, 4.0)
    found = turned(points)
    assert pdist(found) == pytest.approx(pdist(points))
    assert found[:, 0].var() > found[:, 1].var()
