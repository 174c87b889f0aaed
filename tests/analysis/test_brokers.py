"""Measures of brokers and weights of links equal those of networkx or values computed by hand."""

from __future__ import annotations

import math

import networkx as nx
import pytest

from kg.analysis import measures
from kg.analysis.brokers import brokers, constraint, core_number, effective_size
from kg.analysis.distances import harmonic_closeness
from kg.analysis.weighting import association_strength, bipartite_graph, fractional_weights, shared_neighbours


def graphs() -> list[nx.Graph]:
    """Return a weighted graph with several components, isolated nodes and equal weights."""
    made = [nx.empty_graph(3), nx.path_graph(5), nx.karate_club_graph()]
    made.append(nx.disjoint_union_all([nx.complete_graph(4), nx.star_graph(5), nx.empty_graph(2)]))
    weighted = nx.gnm_random_graph(60, 110, seed=4)
    nx.set_edge_attributes(weighted, {edge: 1 + sum(edge) % 5 for edge in weighted.edges}, "weight")
    made.append(weighted)
    for graph in made:
        for *_, attributes in graph.edges(data=True):
            attributes.setdefault("weight", 1)
    return made


def close(found: dict, wanted: dict) -> bool:
    same = {
        node: math.isclose(found[node], wanted[node], abs_tol=1e-12) for node in wanted if wanted[node] == wanted[node]
    }
    undefined = [node for node in wanted if wanted[node] != wanted[node]]
    return all(same.values()) and all(found[node] != found[node] for node in undefined) and set(found) == set(wanted)


@pytest.mark.parametrize("graph", graphs(), ids=str)
def test_measures_equal_networkx(graph: nx.Graph) -> None:
    assert core_number(graph) == nx.core_number(graph)
    assert close(constraint(graph), nx.constraint(graph, weight="weight"))
    assert close(effective_size(graph), nx.effective_size(graph))
    others = max(len(graph) - 1, 1)
    assert close(harmonic_closeness(graph), {n: v / others for n, v in nx.harmonic_centrality(graph).items()})


def test_the_node_that_joins_two_cliques_has_the_lowest_constraint() -> None:
    graph = nx.barbell_graph(5, 1)
    found = constraint(nx.Graph((u, v, {"weight": 1}) for u, v in graph.edges))
    assert min(found, key=found.get) == 5


def test_the_measures_of_a_small_graph_by_hand() -> None:
    """A triangle a, b, c, a link of weight 2 from c to d, and an isolated node e."""
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 1), ("b", "c", 1), ("a", "c", 1), ("c", "d", 2)])
    graph.add_node("e")
    assert core_number(graph) == {"a": 2, "b": 2, "c": 2, "d": 1, "e": 0}
    # c: 3 neighbours, one link among them.
    assert effective_size(graph)["c"] == pytest.approx(3 - 2 / 3)
    # a: (1/2 + 1/2 · 1/4)² to b, (1/2 + 1/2 · 1/2)² to c; c: shares 1/4, 1/4, 1/2, and 1/4 · 1/2 between a and b.
    found = constraint(graph)
    assert found["a"] == pytest.approx((1 / 2 + 1 / 8) ** 2 + (1 / 2 + 1 / 4) ** 2)
    assert found["c"] == pytest.approx(2 * (1 / 4 + 1 / 8) ** 2 + (1 / 2) ** 2)
    assert found["d"] == 1.0
    assert math.isnan(found["e"])
    # d: 1 to c, 1/2 to a and to b, of four others.
    assert harmonic_closeness(graph)["d"] == pytest.approx(2 / 4)
    assert harmonic_closeness(graph)["e"] == 0.0


def test_brokers_are_sorted_by_constraint_and_have_a_minimum_degree() -> None:
    graph = nx.disjoint_union_all([nx.complete_graph(4)] * 3)
    graph.add_edges_from([("hub", 0), ("hub", 4), ("hub", 8)])
    graph = nx.relabel_nodes(graph, str)
    nx.set_edge_attributes(graph, 1, "weight")
    nx.set_node_attributes(graph, {node: {"label": f"N {node}", "kind": "person", "works": 1} for node in graph})
    found = brokers(graph, measures(graph, "coauthors"), limit=3, least=3)
    assert [row.label for row in found] == ["N hub", "N 0", "N 4"]
    assert [row.constraint for row in found] == pytest.approx([nx.constraint(graph)[n] for n in ("hub", "0", "4")])
    assert [row.effective_size for row in found] == pytest.approx([3, 4 - 2 * 3 / 4, 4 - 2 * 3 / 4])
    assert found[0].communities == 3
    assert [row.label for row in brokers(graph, measures(graph, "coauthors"), 9, least=4)] == ["N 0", "N 4", "N 8"]


def test_fractions_do_not_depend_on_the_order_of_the_works() -> None:
    teams = [[f"p{n}" for n in range(size)] for size in (2, 3, 4, 7, 8, 11, 12, 14)]
    assert fractional_weights(teams) == fractional_weights(reversed(teams))
    assert fractional_weights(teams)["p0", "p1"] == math.fsum(1 / (len(team) - 1) for team in teams)


def test_a_work_counts_once_for_each_author_in_fractions() -> None:
    weights = fractional_weights([("c", "a", "b", "a"), ("a", "b"), ("d",)])
    assert weights == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}


def test_association_strength_is_observed_over_expected_weight() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 4), ("b", "c", 1), ("c", "d", 3)])
    # s: a 4, b 5, c 4, d 3; 2m = 16
    assert association_strength(graph) == {("a", "b"): 16 * 4 / 20, ("b", "c"): 16 / 20, ("c", "d"): 16 * 3 / 12}


def test_bipartite_links_count_papers() -> None:
    nodes = [("CNN", "CNN", "method", 3), ("GateNet", "GateNet", "method", 2), ("alone", "alone", "method", 1)]
    nodes += [("GLUE", "GLUE", "dataset", 2), ("MNIST", "MNIST", "dataset", 1)]
    graph = bipartite_graph("evaluations", nodes, [("GateNet", "GLUE"), ("GateNet", "GLUE"), ("CNN", "MNIST")])
    kinds = {"CNN": "method", "GLUE": "dataset", "GateNet": "method", "MNIST": "dataset"}
    assert dict(graph.nodes(data="kind")) == kinds
    assert sorted(graph.edges(data="weight")) == [("CNN", "MNIST", 1), ("GLUE", "GateNet", 2)]


def test_venues_are_linked_by_the_people_of_both() -> None:
    rows = [("ICLR", "a"), ("ICLR", "a"), ("ICML", "a"), ("ICML", "b"), ("KDD", "b")]
    assert shared_neighbours(rows) == {("ICLR", "ICML"): 1, ("ICML", "KDD"): 1}
