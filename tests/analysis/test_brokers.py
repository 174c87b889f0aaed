"""Measures of brokers and ways to weigh links: equal to networkx's, or to what was worked out by hand."""

from __future__ import annotations

import math

import networkx as nx
import pytest

from kg.analysis.brokers import constraint, core_number, effective_size, harmonic_closeness
from kg.analysis.weighting import association_strength, bipartite_graph, fractional_weights, shared_neighbours


def graphs() -> list[nx.Graph]:
    """With parts apart, nodes alone, ties and weights."""
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


def test_the_one_between_two_cliques_is_the_least_constrained() -> None:
    graph = nx.barbell_graph(5, 1)
    found = constraint(nx.Graph((u, v, {"weight": 1}) for u, v in graph.edges))
    assert min(found, key=found.get) == 5


def test_a_work_counts_once_for_each_author_in_fractions() -> None:
    weights = fractional_weights([("c", "a", "b", "a"), ("a", "b"), ("d",)])
    assert weights == {("a", "b"): 1.5, ("a", "c"): 0.5, ("b", "c"): 0.5}


def test_association_strength_is_what_chance_would_give_times_one() -> None:
    graph = nx.Graph()
    graph.add_weighted_edges_from([("a", "b", 4), ("b", "c", 1), ("c", "d", 3)])
    # s: a 4, b 5, c 4, d 3; 2m = 16
    assert association_strength(graph) == {("a", "b"): 16 * 4 / 20, ("b", "c"): 16 / 20, ("c", "d"): 16 * 3 / 12}


def test_two_kinds_of_node_are_linked_by_the_works_that_say_so() -> None:
    nodes = [("CNN", "CNN", "method", 3), ("GateNet", "GateNet", "method", 2), ("alone", "alone", "method", 1)]
    nodes += [("GLUE", "GLUE", "dataset", 2), ("MNIST", "MNIST", "dataset", 1)]
    graph = bipartite_graph("evaluations", nodes, [("GateNet", "GLUE"), ("GateNet", "GLUE"), ("CNN", "MNIST")])
    kinds = {"CNN": "method", "GLUE": "dataset", "GateNet": "method", "MNIST": "dataset"}
    assert dict(graph.nodes(data="kind")) == kinds
    assert sorted(graph.edges(data="weight")) == [("CNN", "MNIST", 1), ("GLUE", "GateNet", 2)]


def test_venues_are_linked_by_the_people_of_both() -> None:
    rows = [("ICLR", "a"), ("ICLR", "a"), ("ICML", "a"), ("ICML", "b"), ("KDD", "b")]
    assert shared_neighbours(rows) == {("ICLR", "ICML"): 1, ("ICML", "KDD"): 1}
