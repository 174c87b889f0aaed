"""Acceptance is counted in listings that contain rejected papers, not in listings of accepted papers alone."""

from __future__ import annotations

import pytest
from pyoxigraph import Quad, RdfFormat, Store, parse

from kg.store import named_queries, new_store, run

PREFIXES = """@prefix kg: <https://w3id.org/paperkg/ontology#> . @prefix prov: <http://www.w3.org/ns/prov#> .
@prefix dcterms: <http://purl.org/dc/terms/> . @prefix skos: <http://www.w3.org/2004/02/skos/core#> .
@prefix : <https://example.org/kg/> . :gates a kg:Method ; skos:prefLabel "gates" ."""
DECISIONS = {
    "all": {"one": "Accept", "two": "Reject", "three": "Withdrawn"},
    "accepted": {"one": "Accept", "four": "Accept", "five": "Accept"},
}


@pytest.fixture(scope="module")
def store() -> Store:
    lines = [PREFIXES]
    for listing, decisions in DECISIONS.items():
        for work, decision in decisions.items():
            lines.append(
                f":{work} kg:decision kg:{decision}Decision ; dcterms:title '{work}' ; kg:mentionsConcept :gates ."
            )
            lines.append(f":{listing}-{work} kg:describes :{work} ; prov:wasDerivedFrom :{listing} .")
    quads = [Quad(t.subject, t.predicate, t.object) for t in parse("\n".join(lines), RdfFormat.TURTLE)]
    return new_store(None, quads)


def test_only_listings_with_rejected_papers_count(store: Store) -> None:
    rows = [row[1:] for row in run(store, named_queries()["decided_works"])]
    assert rows == [("one", "accept"), ("two", "reject")]


def test_a_method_has_the_decisions_of_these_listings(store: Store) -> None:
    gates = "https://example.org/kg/gates"
    rows = list(run(store, named_queries()["decided_of_concept"], {"concept": gates}))
    assert [row[1:] for row in rows] == [("one", "accept"), ("two", "reject")]
    assert list(run(store, named_queries()["decisions_by_method"], {"least": 1})) == [(gates, "gates", 1, 1)]
