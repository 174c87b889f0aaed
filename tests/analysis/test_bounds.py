"""Estimates are within their confidence bounds in at least 95 of 100 runs."""

from __future__ import annotations

import math

import networkx as nx
import pytest

from kg.analysis import betweenness, distances
from kg.analysis.betweenness import betweenness_interval, estimated
from kg.analysis.bounds import distance_error, share_interval
from kg.analysis.distances import closeness, harmonic_closeness, mean_distance_error
from kg.analysis.graphs import adjacency
from tests.analysis.conftest import field

RUNS = 100
SOURCES = 60


@pytest.fixture(scope="module")
def parts() -> nx.Graph:
    """Return a graph of about 300 authors in several components, with a large component and isolated nodes."""
    return field(170, 400, seed=7)


def test_the_interval_is_where_the_divergence_is_small() -> None:
    estimate, nodes, sources = 0.2, 50, 40
    low, high = share_interval(estimate, nodes, sources)
    for end in (low, high):
        kl = estimate * math.log(estimate / end) + (1 - estimate) * math.log((1 - estimate) / (1 - end))
        assert sources * kl == pytest.approx(math.log(2 * nodes / 0.05))
    assert share_interval(0.0, nodes, sources) == pytest.approx((0.0, 1 - (0.05 / 2 / nodes) ** (1 / sources)))
    assert share_interval(1.0, nodes, sources)[1] == 1.0


def test_the_error_of_a_mean_distance_is_hoeffdings() -> None:
    # Both tails of all nodes: nodes * 2 * exp(-2 k e² / (diameter - 1)²) = 0.05.
    error = distance_error(30, 25, 8)
    assert 30 * 2 * math.exp(-2 * 25 * error**2 / 7**2) == pytest.approx(0.05)
    assert distance_error(30, 25, 1) == 0.0


def test_betweenness_stays_within_its_bound(parts: nx.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(betweenness, "SOURCES", SOURCES)
    exact = nx.betweenness_centrality(parts)

    def off(seed: int) -> float:
        """Return the largest ratio of the error of a node to its bound."""
        worst = 0.0
        for node, estimate in estimated(parts, adjacency(parts), SOURCES, seed).items():
            low, high = betweenness_interval(parts, estimate)
            room = (high if exact[node] > estimate else low) - estimate
            worst = max(worst, (exact[node] - estimate) / room if room else 0.0)
        return worst

    runs = [off(seed) for seed in range(RUNS)]
    assert sum(worst <= 1 for worst in runs) >= 95
    assert max(runs) > 0.2  # the bound is no more than five times what is needed


def test_closeness_stays_within_its_bound(parts: nx.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = parts.subgraph(max(nx.connected_components(parts), key=len))
    monkeypatch.setattr(distances, "EXACT_NODES", len(largest) - 1)
    monkeypatch.setattr(distances, "SOURCES", SOURCES)
    error = mean_distance_error(len(largest), nx.diameter(largest))
    reach = (len(largest) - 1) / (len(parts) - 1)
    exact = {node: reach / value for node, value in nx.closeness_centrality(parts).items() if node in largest}

    def off(seed: int) -> float:
        found = closeness(parts, seed=seed)
        return max(abs(reach / found[node] - mean) for node, mean in exact.items())

    runs = [off(seed) for seed in range(RUNS)]
    assert sum(worst <= error for worst in runs) >= 95
    assert max(runs) > 0.2 * error


def test_harmonic_closeness_stays_within_its_bound(parts: nx.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = max(nx.connected_components(parts), key=len)
    monkeypatch.setattr(distances, "EXACT_NODES", len(largest) - 1)
    monkeypatch.setattr(distances, "SOURCES", SOURCES)
    reach = (len(largest) - 1) / (len(parts) - 1)
    exact = {n: value / (len(largest) - 1) for n, value in nx.harmonic_centrality(parts).items() if n in largest}

    def within(seed: int) -> bool:
        found = harmonic_closeness(parts, seed)
        ends = {node: share_interval(found[node] / reach, len(largest), SOURCES - 1) for node in exact}
        return all(low <= exact[node] <= high for node, (low, high) in ends.items())

    assert sum(within(seed) for seed in range(RUNS)) >= 95


def test_small_components_stay_exact(parts: nx.Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    largest = max(nx.connected_components(parts), key=len)
    monkeypatch.setattr(distances, "EXACT_NODES", len(largest) - 1)
    monkeypatch.setattr(distances, "SOURCES", SOURCES)
    exact, found = nx.closeness_centrality(parts), closeness(parts)
    others = [node for node in parts if node not in largest]
    assert others
    assert [found[node] for node in others] == pytest.approx([exact[node] for node in others])


def test_the_documented_bounds_are_those_computed() -> None:
    for estimate, error in ((0.0, 0.0125), (0.05, 0.042)):
        assert share_interval(estimate, 10_000, 1_023)[1] - estimate == pytest.approx(error, abs=0.0006)
    assert mean_distance_error(16_385, 2) == pytest.approx(0.08, abs=0.002)
