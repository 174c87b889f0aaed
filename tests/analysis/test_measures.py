"""Every measure equals the library call that the GraphML file states, applied to this file."""

from __future__ import annotations

import random
from pathlib import Path
from typing import Any

import graspologic_native
import networkx as nx
import pytest

from kg.analysis import betweenness, coauthor_graph, distances, measures, write_graphml
from kg.analysis.betweenness import estimated
from kg.analysis.distances import closeness
from kg.analysis.graphs import adjacency, in_order
from kg.model.measure import Measure

CLOSE = 1e-9


def values(found: tuple[Measure, ...], name: str) -> dict[str, float]:
    return {measure.node: measure.value for measure in found if measure.name == name}


def exported(graph: nx.Graph, folder: Path) -> nx.Graph:
    write_graphml(graph, measures(graph, "coauthors"), folder / "graph.graphml")
    return nx.read_graphml(folder / "graph.graphml")


def by_networkx(graph: nx.Graph) -> dict[str, dict[str, float]]:
    components = sorted((sorted(c) for c in nx.connected_components(graph)), key=lambda c: (-len(c), c))
    largest = graph.subgraph(components[0])
    if len(largest) > 2:
        leading = nx.eigenvector_centrality_numpy(largest, weight="weight", max_iter=10_000)
    else:  # too few for ARPACK
        leading = nx.eigenvector_centrality(largest, weight="weight") if largest.size() else {}
    return {
        "degree": dict(graph.degree()),
        "weightedDegree": dict(graph.degree(weight="weight")),
        "betweenness": nx.betweenness_centrality(graph),
        "closeness": nx.closeness_centrality(graph),
        "eigenvector": {node: leading.get(node, 0.0) for node in graph},
        "pageRank": nx.pagerank(graph, weight="weight", tol=1e-14, max_iter=10_000),
    }


def by_leiden(graph: nx.Graph) -> list[set[str]]:
    """Return the communities of the library call that the GraphML file states; each isolated node is a community."""
    matrix, nodes = nx.to_scipy_sparse_array(graph), list(graph)
    labels = dict(enumerate(range(len(nodes))))
    if matrix.nnz:
        csr = matrix.indptr.astype("int64"), matrix.indices.astype("int32"), matrix.data.astype("float64")
        _, labels = graspologic_native.leiden_csr(*csr, len(graph), iterations=10, seed=0)
    groups: dict[int, set[str]] = {}
    for row, node in enumerate(nodes):
        groups.setdefault(labels[row], set()).add(node)
    return list(groups.values())


def assert_same(graph: nx.Graph) -> None:
    for name, expected in by_networkx(graph).items():
        for node, value in expected.items():
            assert graph.nodes[node][name] == pytest.approx(value, abs=CLOSE), (name, node)
    found: dict[int, set[str]] = {}
    for node, number in graph.nodes(data="community"):
        found.setdefault(number, set()).add(node)
    theirs = by_leiden(graph)
    assert sorted(map(sorted, found.values())) == sorted(map(sorted, theirs))


def rows(edges: str, nodes: str) -> nx.Graph:
    """Return the rows of a graph written as words such as "ab2" (an edge of weight 2)."""
    return coauthor_graph([(n, n.upper(), 1) for n in nodes], [(e[0], e[1], int(e[2:] or 1)) for e in edges.split()])


@pytest.mark.parametrize(
    ("edges", "nodes"),
    [
        ("ab", "ab"),
        ("ab2 bc1 cd5", "abcd"),
        ("ab bc ca xy yz", "abcdexyz"),
        ("ab ac ad ae", "abcde"),
        ("ab bc cd da", "abcdz"),
        ("ab3 bc ca xy9 yz9 zx9", "abcxyz"),
        ("", "abc"),
        ("", "a"),
    ],
    ids=["pair", "weighted path", "pieces and isolated", "star", "ties", "two of one size", "no edges", "one node"],
)
def test_small_graphs(edges: str, nodes: str, tmp_path: Path) -> None:
    assert_same(exported(rows(edges, nodes), tmp_path))


@pytest.mark.parametrize("edges", ["", "ab2"])
def test_what_is_counted_is_a_whole_number_with_links_and_without(edges: str) -> None:
    found = measures(rows(edges, "abc"), "coauthors")
    for name in ("degree", "weightedDegree", "community"):
        assert {type(value) for value in values(found, name).values()} == {int}


def test_a_field_in_pieces(small: nx.Graph, tmp_path: Path) -> None:
    assert nx.number_connected_components(small) > 5
    assert nx.number_of_isolates(small) > 0
    assert_same(exported(small, tmp_path))


def test_links_that_weigh_fractions(small: nx.Graph, tmp_path: Path) -> None:
    graph = nx.Graph(small)
    for left, right in graph.edges:
        graph.edges[left, right]["weight"] = 0.5 ** ((int(left[-2:]) + int(right[-2:])) % 4)
    assert_same(exported(graph, tmp_path))


def test_a_field_of_many(large: nx.Graph, tmp_path: Path) -> None:
    assert len(large) > 1_000
    assert_same(exported(large, tmp_path))


def test_no_graph_at_all() -> None:
    assert not list(measures(coauthor_graph([], []), "coauthors"))


def test_the_order_of_the_input_changes_nothing(small: nx.Graph) -> None:
    nodes, edges = list(small.nodes(data=True)), [(v, u, d) for u, v, d in small.edges(data=True)]
    random.Random(1).shuffle(nodes)
    random.Random(2).shuffle(edges)
    shuffled = nx.Graph()
    shuffled.add_nodes_from(nodes)
    shuffled.add_edges_from(edges)
    assert measures(shuffled, "coauthors") == measures(small, "coauthors")


def test_small_components_are_swept_together(monkeypatch: pytest.MonkeyPatch) -> None:
    """Otherwise the time would grow with the square of the number of components."""
    graph = nx.disjoint_union_all(
        [nx.path_graph(2)] * 300 + [nx.path_graph(100), nx.cycle_graph(70), nx.empty_graph(5)]
    )
    sweeps: list[int] = []
    rings = distances._rings

    def counted(adjacency: Any, *given: Any) -> Any:
        sweeps.append(adjacency.shape[0])
        return rings(adjacency, *given)

    monkeypatch.setattr(distances, "_WORDS", 1)
    monkeypatch.setattr(distances, "_rings", counted)
    assert closeness(graph) == pytest.approx(nx.closeness_centrality(graph))
    assert sweeps == [len(graph), 170]


def test_closeness_by_hand() -> None:
    found = values(measures(rows("ab bc", "abcd"), "coauthors"), "closeness")
    assert found == {"a": round(2 / 3 * 2 / 3, 10), "b": round(2 / 3 * 2 / 2, 10), "c": round(4 / 9, 10), "d": 0.0}


def test_communities_are_numbered_by_size() -> None:
    found = values(measures(rows("ab bc ca cd xy", "abcdxyz"), "coauthors"), "community")
    assert found == {"a": 1, "b": 1, "c": 1, "d": 1, "x": 2, "y": 2, "z": 3}


def test_eigenvector_belongs_to_the_largest_component() -> None:
    found = values(measures(rows("ab bc cd xy9", "abcdxy"), "coauthors"), "eigenvector")
    assert found["x"] == found["y"] == 0.0
    assert sum(value**2 for value in found.values()) == pytest.approx(1.0)


def test_eigenvector_where_two_parts_are_nearly_alike(tmp_path: Path) -> None:
    cliques = nx.disjoint_union(nx.complete_graph(9), nx.complete_graph(9))
    nx.add_path(cliques, [0, *range(100, 500), 9])
    graph = nx.relabel_nodes(cliques, {node: f"p{node:03}" for node in cliques})
    nx.set_node_attributes(graph, "x", "label")
    found = values(measures(graph, "coauthors"), "eigenvector")
    adjacency = {node: sum(found[other] for other in graph[node]) for node in graph}
    top = max(found, key=lambda node: found[node])
    factor = adjacency[top] / found[top]
    assert all(adjacency[node] == pytest.approx(factor * found[node], abs=1e-8) for node in graph)


def large(seed: int) -> nx.Graph:
    graph = nx.relabel_nodes(nx.gnm_random_graph(600, 1_500, seed=seed), lambda node: f"n{node:04}")
    nx.set_edge_attributes(graph, 1, "weight")
    nx.set_node_attributes(graph, {node: {"label": node, "kind": "person", "works": 1} for node in graph})
    return in_order(graph)


def test_betweenness_from_some_sources_is_that_of_networkx() -> None:
    graph = large(1)
    expected = nx.betweenness_centrality(graph, k=40, seed=0)
    assert estimated(graph, adjacency(graph), 40) == pytest.approx(expected, abs=CLOSE)


def test_betweenness_where_most_have_twins(small: nx.Graph) -> None:
    crowd = nx.disjoint_union_all([nx.complete_graph(5), nx.complete_bipartite_graph(3, 3), nx.path_graph(4)])
    crowd.add_edges_from([(0, 5), (1, 5), (2, 11), (5, 11)])
    for graph in (crowd, small, nx.complete_graph(6), nx.path_graph(3)):
        assert betweenness.exact(graph, adjacency(graph)) == pytest.approx(nx.betweenness_centrality(graph), abs=CLOSE)


def test_in_a_large_graph_betweenness_is_estimated_and_the_file_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(betweenness, "EXACT_PRODUCT", 1_000)
    graph = exported(large(2), tmp_path)
    assert graph.graph["betweenness"] == "networkx.betweenness_centrality(graph, k=599, seed=0)"
    expected = nx.betweenness_centrality(graph, k=599, seed=0)
    assert dict(graph.nodes(data="betweenness")) == pytest.approx(expected, abs=CLOSE)


def test_in_a_large_component_closeness_is_near_and_the_file_says_so(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    graph = large(3)
    exact = closeness(graph)
    monkeypatch.setattr(distances, "EXACT_NODES", 100)
    monkeypatch.setattr(distances, "SOURCES", 200)
    assert closeness(graph) == pytest.approx(exact, rel=0.05)
    assert closeness(graph) != exact
    assert "estimated" in exported(graph, tmp_path).graph["closeness"]
