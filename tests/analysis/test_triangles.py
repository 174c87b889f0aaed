"""Triangles equal those of networkx, without duplicates, for any batch size."""

from __future__ import annotations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.analysis import triangles as module
from kg.analysis.graphs import adjacency
from kg.analysis.triangles import link_table, triangles

LINKS = st.sets(st.tuples(st.integers(0, 12), st.integers(0, 12)), max_size=60)


def found(graph: nx.Graph) -> list[frozenset[int]]:
    """Return the nodes of each triangle after checking its links."""
    links, nodes = link_table(adjacency(graph)), list(graph)
    ends = [frozenset((nodes[left], nodes[right])) for left, right in zip(links.left, links.right, strict=True)]
    rank = links.rank
    made = []
    for each in triangles(links):
        for one, other, third in zip(*each, strict=True):
            assert (links.left[one], links.right[one]) == (links.left[other], links.left[third])
            assert links.right[other] == links.right[third]
            assert rank[links.left[one]] < rank[links.right[one]] < rank[links.right[other]]
            made.append(ends[one] | ends[other] | ends[third])
    return made


def of_networkx(graph: nx.Graph) -> set[frozenset[int]]:
    return {frozenset(each) for each in nx.enumerate_all_cliques(graph) if len(each) == 3}


@pytest.mark.parametrize("at_once", [1, 7, 1_000_000])
@given(links=LINKS)
def test_each_triangle_is_found_once(at_once: int, links: set[tuple[int, int]]) -> None:
    graph = nx.Graph(pair for pair in sorted(links) if pair[0] != pair[1])
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_BATCH", at_once)
        made = found(graph)
    assert len(made) == len(set(made))
    assert set(made) == of_networkx(graph)


def test_a_graph_without_links_has_no_triangles() -> None:
    assert found(nx.empty_graph(3)) == found(nx.Graph()) == []


def test_a_hub_costs_no_more_than_its_triangles() -> None:
    """The 50 million pairs of the hub's 10,000 neighbours are not enumerated."""
    graph = nx.star_graph(10_000)
    graph.add_edge(1, 2)
    assert found(graph) == [frozenset((0, 1, 2))]
    assert np.bincount(link_table(adjacency(graph)).left).max() == 2, "no node leads to more than two others"
