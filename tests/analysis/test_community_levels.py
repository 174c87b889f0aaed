"""Communities at three resolutions."""

from __future__ import annotations

import itertools

import networkx as nx
import numpy as np
import pytest
from scipy.sparse import csr_array

from kg.analysis import lay_out_graph, measures
from kg.analysis.community_levels import coarse_communities, community_levels
from kg.model.exploration import CommunityLevel


def levels_of(graph: nx.Graph) -> tuple[CommunityLevel, ...]:
    made = nx.Graph(name="coauthors")
    made.add_nodes_from((str(node), {"label": f"N {node}", "kind": "person", "works": 1}) for node in graph)
    made.add_weighted_edges_from((str(u), str(v), 1) for u, v in graph.edges)
    return lay_out_graph(made, measures(made, "coauthors"), positions=False).levels


@pytest.fixture(scope="module")
def levels() -> tuple[CommunityLevel, ...]:
    """Return the levels of a graph with three groups of four groups of 30 nodes, and two isolated nodes."""
    random, group = np.random.default_rng(0), np.arange(360) // 30
    same, near = group[:, None] == group, group[:, None] // 4 == group // 4
    chance = np.where(same, 0.5, np.where(near, 0.04, 0.001))
    graph = nx.from_numpy_array(np.triu(random.random((360, 360)) < chance, 1).astype(int))
    graph.add_nodes_from((360, 361))
    return levels_of(graph)


def test_each_level_lies_within_the_coarser_one(levels: tuple[CommunityLevel, ...]) -> None:
    assert [level.name for level in levels] == ["coarse", "default", "fine"]
    for outer, inner in itertools.pairwise(levels):
        for above, below in zip(outer.of, inner.of, strict=True):
            assert inner.communities[below - 1].within == above
    assert {each.within for each in levels[0].communities} == {0}


def test_communities_are_numbered_by_size(levels: tuple[CommunityLevel, ...]) -> None:
    for level in levels:
        assert [each.number for each in level.communities] == list(range(1, len(level.communities) + 1))
        assert [each.size for each in level.communities] == [level.of.count(each.number) for each in level.communities]
        assert [each.size for each in level.communities] == sorted((c.size for c in level.communities), reverse=True)


def test_planted_groups_are_found(levels: tuple[CommunityLevel, ...]) -> None:
    coarse, default, fine = ([each for each in level.communities if each.size > 2] for level in levels)
    assert [each.size for each in coarse] == [120, 120, 120]
    assert [each.size for each in default] == [30] * 12
    assert len(fine) > 12


def test_isolated_nodes_are_grey_and_large_communities_differ_in_colour(levels: tuple[CommunityLevel, ...]) -> None:
    default = levels[1].communities
    assert [each.colour for each in default] == [*range(12), -1, -1]
    assert {each.colour for each in levels[0].communities if each.size > 2} <= set(range(12))
    for each in levels[2].communities:
        assert each.colour < 0 or each.colour % 12 == default[each.within - 1].colour % 12


def test_a_graph_of_nothing_has_empty_levels() -> None:
    nothing = np.zeros(0, np.int64)
    found = community_levels(csr_array((0, 0)), nothing, np.zeros(0, bool), {})
    assert [(level.of, level.communities) for level in found] == [((), ())] * 3


def test_communities_without_links_between_them_are_not_merged() -> None:
    graph = nx.disjoint_union_all([nx.complete_graph(4)] * 3)
    default = np.repeat([1, 2, 3], 4)
    assert coarse_communities(csr_array(nx.to_scipy_sparse_array(graph)), default).tolist() == default.tolist()
