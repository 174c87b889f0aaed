"""Bridges between communities."""

from __future__ import annotations

import networkx as nx
import pytest

from kg.analysis import bridges
from kg.model.measure import Measure

PLACES = {"a": 1, "b": 1, "c": 2, "d": 2, "e": 3, "alone": 4}


def graph(*edges: tuple[str, str, int]) -> nx.Graph:
    made = nx.Graph()
    made.add_nodes_from(PLACES)
    made.add_weighted_edges_from(edges)
    return made


MEASURES = [Measure("g", node, "community", number) for node, number in PLACES.items()]
EDGES = (("a", "b", 4), ("c", "d", 3), ("d", "b", 2), ("a", "c", 2), ("c", "e", 1))


def test_the_strongest_bridge_comes_first_with_its_heaviest_link() -> None:
    first, second = bridges(graph(*EDGES), MEASURES, 4, 9)
    assert (first.left, first.right, first.links, first.weight, first.ends, first.heaviest) == (
        1,
        2,
        2,
        4,
        ("a", "c"),
        2,
    )
    assert first.ratio == pytest.approx(2 * 12 * 4 / (12 * 11))
    assert (second.left, second.right, second.weight) == (2, 3, 1)


def test_the_order_of_the_edges_does_not_matter() -> None:
    turned = graph(*((right, left, weight) for left, right, weight in reversed(EDGES)))
    assert bridges(turned, MEASURES, 4, 9) == bridges(graph(*EDGES), MEASURES, 4, 9)


def test_only_the_largest_communities_are_joined() -> None:
    assert [(each.left, each.right) for each in bridges(graph(*EDGES), MEASURES, 2, 9)] == [(1, 2)]
    assert bridges(nx.Graph(), [], 5, 5) == ()
