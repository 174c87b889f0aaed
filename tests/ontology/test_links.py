"""The links of concepts to other vocabularies: each concept exists, and each link is unique and well formed."""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path

from rdflib import SKOS, Graph, URIRef

from kg.model.ontology import ontology_folder
from kg.rdf.describe import state
from kg.rdf.terms import iri
from kg.rdf.vocabulary import describe_vocabulary
from tests.ontology.test_concepts import BASE, every_concept

MATCH = "http://www.w3.org/2004/02/skos/core#exactMatch"
ADDRESSES = {
    "https://cso.kmi.open.ac.uk/topics/": re.compile(r"[a-z0-9.+-]+(_[a-z0-9.+-]+)*"),
    "http://dbpedia.org/resource/": re.compile(r"[A-Z0-9][^\s<>\"{}|\\^`]*"),
    "http://www.wikidata.org/entity/": re.compile(r"Q[1-9][0-9]*"),
}


def links_file() -> Path:
    return ontology_folder() / "links.ttl"


@cache
def links() -> frozenset[tuple[str, str]]:
    return frozenset((str(s), str(o)) for s, _, o in Graph().parse(links_file(), format="turtle"))


def namespace(target: str) -> str:
    return next((start for start in ADDRESSES if target.startswith(start)), "")


def test_the_file_states_matches_of_iris_and_nothing_else() -> None:
    graph = Graph().parse(links_file(), format="turtle")
    assert set(graph.predicates()) == {SKOS.exactMatch}
    assert all(isinstance(term, URIRef) for s, _, o in graph for term in (s, o))


def test_there_are_at_least_a_thousand_links_to_each_of_three_vocabularies_together() -> None:
    assert len(links()) >= 1000
    assert {namespace(target) for _, target in links()} == set(ADDRESSES)


def test_each_linked_concept_is_in_the_vocabulary() -> None:
    known = {str(concept) for concept in every_concept()}
    strays = sorted({concept.removeprefix(BASE) for concept, _ in links() if concept not in known})
    assert strays == [], "remove the links of these concepts from ontology/links.ttl, or link their successors"


def test_each_link_has_the_form_of_its_vocabulary() -> None:
    wrong = [
        target
        for _, target in links()
        if not (start := namespace(target)) or not ADDRESSES[start].fullmatch(target.removeprefix(start))
    ]
    assert wrong == []


def test_a_concept_has_at_most_one_link_to_each_vocabulary() -> None:
    counts = Counter((concept, namespace(target)) for concept, target in links())
    assert [pair for pair, count in counts.items() if count > 1] == []


def test_no_two_concepts_are_the_same_as_one_target() -> None:
    counts = Counter(target for _, target in links())
    assert [target for target, count in counts.items() if count > 1] == []


def test_the_file_is_in_order_and_can_be_edited_by_hand() -> None:
    lines = links_file().read_text(encoding="utf-8").splitlines()
    subjects = [line.split()[0] for line in lines if line.startswith(("method:", "dataset:"))]
    assert len(subjects) == len(set(subjects)) == len({concept for concept, _ in links()})
    assert subjects == sorted(subjects, key=lambda name: (not name.startswith("method:"), name))
    assert max(map(len, lines)) <= 120


def test_the_header_names_each_source_with_its_licence() -> None:
    header = links_file().read_text(encoding="utf-8").split("@prefix")[0]
    for source in ("Computer Science Ontology", "OpenCS", "DBpedia", "Artificial Intelligence Ontology", "Wikidata"):
        assert re.search(rf"^#   {source}\b.*\bCC", header, re.MULTILINE), source


def test_the_documentation_has_the_numbers_of_links(root: Path) -> None:
    text = (root / "docs" / "reference" / "ontology.md").read_text(encoding="utf-8")
    stated = {start: int(n) for start, n in re.findall(r"\| `(https?://\S+/)…` \| (\d+) \|", text)}
    assert stated == Counter(namespace(target) for _, target in links())


def test_a_graph_states_the_links_of_its_concepts_and_no_others() -> None:
    concept = f"{BASE}method/random-forest"
    stated = list(describe_vocabulary(frozenset({concept})))
    matches = {each for each in stated if f"<{MATCH}>" in each}
    expected = {o for s, o in links() if s == concept}
    assert expected and {state(iri(concept), iri(MATCH), iri(each)) for each in expected} <= matches
    assert len(matches) < len(links()) / 10
    assert stated == list(describe_vocabulary(frozenset({concept})))
