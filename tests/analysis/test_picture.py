"""Layout of the central part of a graph."""

from __future__ import annotations

import itertools
import math

import networkx as nx

from kg.analysis import coauthor_graph, lay_out_graph, measures, picture
from kg.model.picture import Picture


def drawn(graph: nx.Graph, most: int = 300) -> Picture:
    return picture(lay_out_graph(graph, measures(graph, "coauthors"), positions=False), most)


def test_counts_of_the_complete_graph_are_included(large: nx.Graph) -> None:
    found = drawn(large)
    assert (found.all_nodes, found.all_edges) == (len(large), large.number_of_edges())
    assert len(found.dots) <= 300
    assert len(found.edges) == min(found.inner_edges, 1_000)
    assert {dot.ranked.community for dot in found.dots} == {each.number for each in found.communities}


def test_a_small_graph_is_complete(small: nx.Graph) -> None:
    found = drawn(small, most=10_000)
    assert len(found.dots) == len(small)
    assert {(found.dots[t.left].ranked.node, found.dots[t.right].ranked.node) for t in found.edges} <= {
        pair for u, v in small.edges for pair in ((u, v), (v, u))
    }
    assert len(found.edges) == small.number_of_edges()


def test_no_dot_hides_another(large: nx.Graph) -> None:
    places = [(dot.x, dot.y) for dot in drawn(large).dots]
    assert min(math.dist(a, b) for a, b in itertools.combinations(places, 2)) > 15


def test_the_most_central_dot_is_the_largest(large: nx.Graph) -> None:
    found = drawn(large)
    largest = max(found.dots, key=lambda dot: dot.ranked.page_rank)
    assert largest.size == 1.0
    assert largest.ranked.page_rank == max(
        each.value for each in measures(large, "coauthors") if each.name == "pageRank"
    )


def test_a_graph_stays_connected_when_edges_are_omitted() -> None:
    names = [f"p{n:02}" for n in range(60)]
    graph = coauthor_graph(((n, n, 1) for n in names), ((a, b, 1) for a, b in itertools.combinations(names, 2)))
    found = drawn(graph)
    shown = nx.Graph([(tie.left, tie.right) for tie in found.edges])
    assert (len(found.edges), found.inner_edges) == (1000, 1770)
    assert nx.number_connected_components(shown) == 1
    assert len(shown) == 60


def test_nothing_to_draw() -> None:
    assert drawn(coauthor_graph([], [])) == Picture((), (), (), 0, 0, 0)
