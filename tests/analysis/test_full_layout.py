"""Layout of complete graphs of any size, independent of the order of nodes."""

from __future__ import annotations

from importlib import import_module

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from kg.analysis import lay_out_graph, measures
from kg.analysis.full_layout import strongest_first
from kg.analysis.graphs import adjacency
from kg.analysis.map_layout import node_positions


def labelled(graph: nx.Graph) -> nx.Graph:
    made = nx.Graph(name="coauthors")
    for node in graph:
        made.add_node(str(node), label=f"N {node}", kind="person", works=1)
    made.add_weighted_edges_from((str(u), str(v), graph[u][v].get("weight", 1)) for u, v in graph.edges)
    return made


def laid_out(graph: nx.Graph) -> object:
    return lay_out_graph(graph, measures(graph, "coauthors"))


def test_the_order_of_nodes_and_edges_changes_nothing() -> None:
    graph = labelled(nx.planted_partition_graph(4, 60, 0.3, 0.01, seed=1))
    turned = nx.Graph(name="coauthors")
    turned.add_nodes_from(reversed(list(graph.nodes(data=True))))
    turned.add_edges_from((v, u, data) for u, v, data in reversed(list(graph.edges(data=True))))
    assert laid_out(graph) == laid_out(turned)


@pytest.mark.parametrize("size", [12, 90])
def test_groups_lie_apart(size: int) -> None:
    graph = labelled(nx.planted_partition_graph(4, size, 0.5, 0.005, seed=2))
    found = lay_out_graph(graph, measures(graph, "coauthors"))
    points = np.column_stack((found.x, found.y)).astype(float)
    group = np.array([int(node) // size for node in found.ids])
    within = np.mean([points[group == g].std(axis=0).max() for g in range(4)])
    between = np.std([points[group == g].mean(axis=0) for g in range(4)], axis=0).max()
    assert between > 1.5 * within


def test_components_do_not_overlap() -> None:
    graph = labelled(nx.disjoint_union_all([nx.complete_graph(5)] * 30 + [nx.path_graph(9)] * 5 + [nx.empty_graph(7)]))
    found = lay_out_graph(graph, measures(graph, "coauthors"))
    spot = dict(zip(found.ids, zip(found.x, found.y, strict=True), strict=True))
    boxes = []
    for component in nx.connected_components(graph):
        points = np.array([spot[node] for node in component])
        boxes.append((points.min(axis=0), points.max(axis=0)))
    for place, (low, high) in enumerate(boxes):
        assert all((high < other).any() or (end < low).any() for other, end in boxes[place + 1 :])


def test_isolated_groups_lie_aside_below_the_map_and_come_last() -> None:
    graph = labelled(
        nx.disjoint_union_all([nx.barabasi_albert_graph(200, 3, seed=1), nx.path_graph(4), nx.empty_graph(3)])
    )
    found = lay_out_graph(graph, measures(graph, "coauthors"))
    assert {node for node, aside in zip(found.ids, found.aside, strict=True) if aside} == {
        str(n) for n in range(200, 207)
    }
    assert list(found.aside) == sorted(found.aside)
    on_map = min(y for y, aside in zip(found.y, found.aside, strict=True) if not aside)
    assert all(y < on_map for y, aside in zip(found.y, found.aside, strict=True) if aside)


def test_components_of_similar_size_are_all_on_the_map() -> None:
    graph = labelled(nx.disjoint_union_all([nx.complete_graph(4)] * 9))
    found = lay_out_graph(graph, measures(graph, "coauthors"))
    assert not any(found.aside)
    assert max(found.x) - min(found.x) < 4 * (max(found.y) - min(found.y))


def test_the_first_nodes_of_a_divided_graph_are_of_few_communities() -> None:
    graph = labelled(nx.planted_partition_graph(40, 30, 0.5, 0.002, seed=4))
    found = lay_out_graph(graph, measures(graph, "coauthors"))
    assert len(set(found.levels[1].of[:300])) <= 12
    assert len(set(found.levels[1].of)) > 24


def test_no_two_nodes_share_a_place() -> None:
    graph = labelled(nx.barabasi_albert_graph(600, 2, seed=3))
    found = lay_out_graph(graph, measures(graph, "coauthors"))
    assert len(set(zip(found.x, found.y, strict=True))) == 600


def test_edges_that_hold_the_graph_together_come_first() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 5), ("b", "c", 4), ("a", "c", 3), ("c", "d", 1)])
    assert strongest_first(adjacency(graph)) == ((0, 1, 5), (1, 2, 4), (2, 3, 1), (0, 2, 3))


@pytest.mark.parametrize("count", [0, 1, 2])
def test_graphs_of_at_most_two_nodes_have_a_layout(count: int) -> None:
    points, aside = node_positions(csr_array((count, count)), np.arange(count), np.ones(count))
    assert points.shape == (count, 2)
    assert np.isfinite(points).all()
    assert not aside.any()


def test_of_a_very_large_graph_the_most_central_part_is_laid_out(monkeypatch: pytest.MonkeyPatch) -> None:
    module = import_module("kg.analysis.full_layout")
    monkeypatch.setattr(module, "MOST_NODES", 30)
    monkeypatch.setattr(module, "MOST_EDGES", 35)
    graph = labelled(nx.barabasi_albert_graph(80, 3, seed=1))
    found = lay_out_graph(graph, measures(graph, "coauthors"))
    assert (len(found.ids), len(found.edges)) == (30, 35)
    assert (found.all_nodes, found.all_edges) == (80, graph.number_of_edges())
    assert all(max(edge[:2]) < 30 for edge in found.edges)


def test_layout_has_brokerage_measures_except_for_isolated_nodes() -> None:
    graph = labelled(nx.disjoint_union(nx.barbell_graph(5, 1), nx.empty_graph(1)))
    found = laid_out(graph)
    for name, wanted in (
        ("coreNumber", nx.core_number(graph)),
        ("constraint", nx.constraint(graph, weight="weight")),
        ("effectiveSize", nx.effective_size(graph)),
    ):
        column = dict(zip(found.ids, found.measures[name], strict=True))
        assert {node: column[node] for node in graph["5"]} == pytest.approx({n: wanted[n] for n in graph["5"]})
        assert column["11"] == (0 if name == "coreNumber" else None)
