"""Communities are those of networkx, to the node, and nodes around which nothing has changed are not asked again."""

from __future__ import annotations

import random

import networkx as nx
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import louvain
from kg.analysis.graphs import Graph, linked_graph

NODES = st.integers(0, 24)
WHOLE = st.integers(1, 5)
FRACTIONS = st.floats(0.01, 3)


def graph_of(edges: dict[tuple[int, int], float], count: int = 25) -> Graph:
    names = [f"{number:04}" for number in range(count)]
    rows = ((names[a], names[b], weight) for (a, b), weight in edges.items() if a < b)
    return linked_graph("made", ((name, name, "person", 1) for name in names), rows)


def partition(groups: list[list[str]]) -> list[list[str]]:
    return sorted(map(sorted, groups))


def assert_as_networkx(graph: Graph, seed: int) -> None:
    """Whether all turns are those of all nodes, or all but the first those of open ones."""
    theirs = partition(list(map(list, nx.community.louvain_communities(graph, weight="weight", seed=seed))))
    for few in (len(graph) + 1, 1):
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(louvain, "_FEW", few)
            assert partition(louvain.louvain(graph, seed)) == theirs


@given(st.dictionaries(st.tuples(NODES, NODES), WHOLE, max_size=120), st.integers(0, 5))
def test_communities_are_those_of_networkx(edges: dict[tuple[int, int], float], seed: int) -> None:
    assert_as_networkx(graph_of(edges), seed)


@given(st.dictionaries(st.tuples(NODES, NODES), FRACTIONS, max_size=120), st.integers(0, 5))
def test_they_are_where_weights_are_fractions(edges: dict[tuple[int, int], float], seed: int) -> None:
    assert_as_networkx(graph_of(edges), seed)


def teams(people: int, works: int) -> Graph:
    """Authors of works as they are: some have many, most have one."""
    chance = random.Random(7)
    pairs: dict[tuple[int, int], float] = {}
    for _ in range(works):
        circle = chance.randrange(people // 10) * 10
        team = sorted({(circle + int(chance.gauss(0, 4))) % people for _ in range(chance.randint(2, 6))})
        for pair in ((a, b) for a in team for b in team if a < b):
            pairs[pair] = pairs.get(pair, 0) + 1
    return graph_of(pairs, people)


@pytest.mark.parametrize("seed", [0, 1])
def test_a_graph_of_thousands_of_authors_has_the_communities_of_networkx(seed: int) -> None:
    assert_as_networkx(teams(3_000, 2_500), seed)


def test_few_nodes_are_asked_again(monkeypatch: pytest.MonkeyPatch) -> None:
    passed: list[bool] = []
    is_open = louvain._Level._is_open

    def counted(level: louvain._Level, node: int) -> bool:
        passed.append(is_open(level, node))
        return passed[-1]

    monkeypatch.setattr(louvain._Level, "_is_open", counted)
    louvain.louvain(teams(3_000, 2_500), 0)
    assert sum(passed) < len(passed) / 2


def test_a_graph_without_links_has_a_community_for_each_node() -> None:
    assert louvain.louvain(graph_of({}, 3), 0) == [["0000"], ["0001"], ["0002"]]
    assert louvain.louvain(nx.Graph(), 0) == []
