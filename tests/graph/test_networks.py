"""Networks of a graph have the expected links and weights."""

from __future__ import annotations

import networkx as nx
import pytest
from pyoxigraph import Store

from kg.graph.networks import NETWORKS, find_network
from kg.model.errors import UsageError
from kg.store import new_store
from tests.tiny import tiny_quads

LINKS = {
    "coauthors": {
        ("Ana Núñez", "Bo Li"): 2,
        ("Ana Núñez", "Chloé Roux"): 1,
        ("Bo Li", "Chloé Roux"): 1,
        ("Chloé Roux", "Dan Ek"): 1,
    },
    # Two works of two and one of three: 1 + 1/2, 1/2, 1/2, 1.
    "coauthors-fractional": {
        ("Ana Núñez", "Bo Li"): 1.5,
        ("Ana Núñez", "Chloé Roux"): 0.5,
        ("Bo Li", "Chloé Roux"): 0.5,
        ("Chloé Roux", "Dan Ek"): 1,
    },
    # Proposed or used, and evaluated on, in one work; what is compared or only named does not count.
    "methods-datasets": {
        ("GLUE", "GateNet"): 1,
        ("GLUE+", "GateNet"): 1,
        ("GLUE+", "convolutional neural network"): 1,
    },
    "venues-authors": {("ICLR", "Workshop on Everything"): 3},
}


@pytest.fixture(scope="module")
def store() -> Store:
    return new_store(None, tiny_quads())


def links(graph: nx.Graph) -> dict[tuple[str, ...], float]:
    name = dict(graph.nodes(data="label"))
    return {tuple(sorted((name[a], name[b]))): weight for a, b, weight in graph.edges(data="weight")}


@pytest.mark.parametrize("name", LINKS)
def test_links_are_those_worked_out_by_hand(store: Store, name: str) -> None:
    assert links(find_network(name).gather(store)) == LINKS[name]


def test_people_are_linked_with_what_their_works_name(store: Store) -> None:
    graph = find_network("authors-concepts").gather(store)
    found = links(graph)
    assert found["Ana Núñez", "GateNet"] == 2
    assert found["Dan Ek", "MNIST"] == 1
    assert ("Dan Ek", "GLUE") not in found
    assert nx.is_bipartite(graph)
    assert {kind for _, kind in graph.nodes(data="kind")} == {"person", "method", "dataset"}


def test_association_is_what_chance_would_give_times_one(store: Store) -> None:
    counted = links(find_network("cooccurrences").gather(store))
    strength: dict[str, float] = {}
    for pair, weight in counted.items():
        for end in pair:
            strength[end] = strength.get(end, 0) + weight
    found = links(find_network("cooccurrences-association").gather(store))
    total = sum(strength.values())
    assert found == {
        pair: pytest.approx(total * w / strength[pair[0]] / strength[pair[1]]) for pair, w in counted.items()
    }


@pytest.mark.parametrize("name", NETWORKS)
def test_every_network_has_labels_kinds_works_and_weights(store: Store, name: str) -> None:
    graph = NETWORKS[name].gather(store)
    assert all({"label", "kind", "works"} <= set(attributes) for _, attributes in graph.nodes(data=True))
    assert all(attributes["weight"] > 0 for *_, attributes in graph.edges(data=True))
    assert list(graph) == sorted(graph)


@pytest.mark.parametrize("name", NETWORKS)
def test_of_an_empty_graph_there_is_nothing(name: str) -> None:
    assert len(NETWORKS[name].gather(new_store(None, ()))) == 0


def test_another_name_is_an_error_that_names_them_all() -> None:
    with pytest.raises(UsageError, match="no network 'friends'; choose one of coauthors, coauthors-fractional"):
        find_network("friends")
