"""Communities are connected, locally optimal, and of no lower modularity than those of networkx's Louvain."""

from __future__ import annotations

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis.communities import community
from kg.analysis.graphs import Graph, linked_graph

NODES = st.integers(0, 24)
WEIGHTS = st.one_of(st.integers(1, 5), st.floats(0.01, 3))


def graph_of(edges: dict[tuple[int, int], float], count: int = 25) -> Graph:
    names = [f"{number:04}" for number in range(count)]
    rows = ((names[a], names[b], weight) for (a, b), weight in edges.items() if a < b)
    return linked_graph("made", ((name, name, "person", 1) for name in names), rows)


def groups(graph: Graph) -> list[set[str]]:
    found: dict[int, set[str]] = {}
    for node, number in community(graph).items():
        found.setdefault(number, set()).add(node)
    return [found[number] for number in sorted(found)]


@given(st.dictionaries(st.tuples(NODES, NODES), WEIGHTS, max_size=120))
def test_communities_partition_the_nodes_and_are_connected(edges: dict[tuple[int, int], float]) -> None:
    graph = graph_of(edges)
    found = groups(graph)
    assert sorted(node for group in found for node in group) == sorted(graph)
    assert all(nx.is_connected(graph.subgraph(group)) for group in found)
    assert [len(group) for group in found] == sorted(map(len, found), reverse=True)


@given(st.dictionaries(st.tuples(NODES, NODES), WEIGHTS, min_size=1, max_size=120))
def test_no_move_of_one_node_raises_modularity(edges: dict[tuple[int, int], float]) -> None:
    graph = graph_of(edges)
    if not graph.size():
        return
    found = groups(graph)
    best = nx.community.modularity(graph, found, weight="weight")
    for node in graph:
        for target in found:
            if graph.adj[node].keys() & target and node not in target:
                moved = [group - {node} | ({node} if group is target else set()) for group in found]
                changed = [group for group in moved if group]
                assert nx.community.modularity(graph, changed, weight="weight") <= best + 1e-9


@pytest.mark.parametrize("name", ["small", "large"])
def test_modularity_is_no_lower_than_that_of_louvain(name: str, request: pytest.FixtureRequest) -> None:
    graph = request.getfixturevalue(name)
    louvain = nx.community.louvain_communities(graph, weight="weight", seed=0)
    ours = nx.community.modularity(graph, groups(graph), weight="weight")
    assert ours >= nx.community.modularity(graph, louvain, weight="weight")


def test_cliques_in_a_ring_are_the_communities() -> None:
    graph = nx.relabel_nodes(nx.ring_of_cliques(12, 6), {number: f"{number:03}" for number in range(72)})
    cliques = [{f"{6 * ring + member:03}" for member in range(6)} for ring in range(12)]
    assert groups(graph) == cliques


def test_nodes_without_edges_are_communities_of_their_own() -> None:
    assert community(graph_of({}, 3)) == {"0000": 1, "0001": 2, "0002": 3}
    assert community(graph_of({(1, 2): 1}, 4)) == {"0001": 1, "0002": 1, "0000": 2, "0003": 3}
    assert community(nx.Graph()) == {}
