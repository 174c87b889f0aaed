"""The input of a report equals the results of the named queries."""

from __future__ import annotations

import pytest
from pyoxigraph import Store

from kg.graph.networks import NETWORKS
from kg.reporting.facts import Facts, graph_of
from kg.store import open_store, run
from kg.store.parts import Answers, part_of


@pytest.mark.parametrize(("name", "network"), [("coauthors", "coauthors"), ("concepts", "cooccurrences")])
@pytest.mark.parametrize("which", ["small", "examples"])
def test_the_links_of_a_graph_are_those_of_the_queries(
    which: str, name: str, network: str, small: Store, request: pytest.FixtureRequest
) -> None:
    store = small if which == "small" else open_store(request.getfixturevalue("built") / "store")
    found, asked = graph_of(Answers(store), name).graph, NETWORKS[network].gather(store)
    assert list(found.nodes(data=True)) == list(asked.nodes(data=True))
    assert list(found.edges(data=True)) == list(asked.edges(data=True))


def test_a_part_has_the_links_of_its_works(small: Store) -> None:
    graph = graph_of(Answers(small, part_of(small, year=2022)), "coauthors").graph
    asked = Answers(small, part_of(small, year=2022)).rows("coauthor_edges")
    assert {frozenset(pair): weight for *pair, weight in graph.edges(data="weight")} == {
        frozenset((left, right)): weight for left, right, weight in asked
    }


def test_mentions_of_a_concept_are_those_of_the_query(small: Store) -> None:
    facts = Facts(Answers(small), {})
    found: dict[tuple[str, str], list[tuple[int, int]]] = {}
    for work, concept, start, end, _ in run(small, "mentions"):
        found.setdefault((str(work), str(concept)), []).append((int(str(start)), int(str(end))))
    assert found
    for (work, concept), places in found.items():
        mentions = facts.mentions(work, concept)
        assert [(start, end) for start, end, _, _ in mentions] == sorted(places)
        assert all(role and 0 < confidence <= 1 for _, _, role, confidence in mentions)
    assert facts.mentions(next(iter(found))[0], "https://example.org/kg/method/none") == []
