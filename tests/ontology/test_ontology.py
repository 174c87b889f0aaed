"""The ontology defines exactly the terms that the graph uses, and the graph states their superclasses."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import rdflib
from pyoxigraph import NamedNode, RdfFormat, Store, parse
from rdflib.namespace import OWL, RDF, RDFS, SKOS

from docs.generate.hooks import on_page_markdown
from kg.model.mention import Finder, Role
from kg.model.prefixes import KG
from kg.model.record import Decision, Presentation
from kg.store import new_store, validate
from tests.tiny import tiny_quads

PROPERTIES = {OWL.ObjectProperty, OWL.DatatypeProperty}
VOCABULARY = "https://w3id.org/paperkg/"
VOID = "http://rdfs.org/ns/void#"
SCHEMA = rdflib.Namespace("https://schema.org/")


@pytest.fixture(scope="module")
def ontology(root: Path) -> rdflib.Graph:
    return rdflib.Graph().parse(root / "ontology" / "kg.ttl")


@pytest.fixture(scope="module")
def declared(ontology: rdflib.Graph) -> set[str]:
    return {str(subject).removeprefix(KG) for subject in ontology.subjects(RDFS.comment) if str(subject).startswith(KG)}


def _used_in_code(root: Path) -> set[str]:
    code = "\n".join(path.read_text(encoding="utf-8") for path in sorted((root / "kg" / "rdf").glob("*.py")))
    return set(re.findall(r"\bKG\.(\w+)", code))


def _used_in(*files: Path) -> set[str]:
    text = "\n".join(re.sub(r"^#.*", "", path.read_text(encoding="utf-8"), flags=re.M) for path in files)
    return set(re.findall(r"\bkg:(\w+)", text))


def test_every_term_used_is_declared(root: Path, declared: set[str]) -> None:
    folder = root / "ontology"
    files = [*folder.glob("*.ttl"), *(folder / "queries").glob("*.rq")]
    assert _used_in_code(root) - declared == set()
    assert _used_in(*files) - declared == set()


def test_every_term_declared_is_used_in_the_graph(declared: set[str]) -> None:
    used = {
        term.value.removeprefix(KG)
        for quad in tiny_quads()
        if not quad.subject.value.startswith(VOCABULARY) and not quad.predicate.value.startswith(VOID)
        for term in (quad.predicate, quad.object)
        if isinstance(term, NamedNode) and term.value.startswith(KG)
    }
    # What describes the vocabulary itself, and values that the small graph happens not to have.
    schemes = {"Decisions", "Presentations", "Roles", "Finders", "measure"}
    concepts = {"abbreviation", "ambiguousLabel", "matchLabels"}
    values = {"WithdrawnDecision", "SpotlightPresentation"}
    assert declared - used == schemes | concepts | values


def test_every_term_is_explained(ontology: rdflib.Graph) -> None:
    for kind in (OWL.Class, *PROPERTIES, SKOS.Concept, SKOS.ConceptScheme):
        for term in ontology.subjects(RDF.type, kind):
            assert ontology.value(term, RDFS.label) and str(ontology.value(term, RDFS.comment)).endswith(".")


def test_every_property_has_domain_and_range(ontology: rdflib.Graph) -> None:
    for kind in PROPERTIES:
        for term in ontology.subjects(RDF.type, kind):
            assert ontology.value(term, RDFS.domain) or set(ontology.objects(term, SCHEMA.domainIncludes)), term
            assert ontology.value(term, RDFS.range), term


def test_nothing_is_a_blank_node(root: Path) -> None:
    for name in ("kg.ttl", "alignments.ttl", "concepts.ttl"):
        graph = rdflib.Graph().parse(root / "ontology" / name)
        assert not [term for triple in graph for term in triple if isinstance(term, rdflib.BNode)], name


def test_schemes_have_the_values_of_the_model(ontology: rdflib.Graph) -> None:
    for scheme, values in (
        ("Decisions", Decision),
        ("Presentations", Presentation),
        ("Roles", Role),
        ("Finders", Finder),
    ):
        members = ontology.subjects(SKOS.inScheme, rdflib.URIRef(KG + scheme))
        assert {str(ontology.value(member, SKOS.notation)) for member in members} == {value.value for value in values}


ONLY_ALIGNED = {f"{KG}{name}" for name in ("Listing", "Record", "Mention", "hasAward", "fileName")}
"""Terms whose wider terms are not stated: nobody queries them, and ontology/expansion has the queries that add them."""


def test_the_graph_states_the_wider_term_wherever_it_states_the_narrower(root: Path) -> None:
    store = new_store(None, tiny_quads())
    wider = [*parse(path=root / "ontology" / "alignments.ttl", format=RdfFormat.TURTLE)]
    wider += [each for each in parse(path=root / "ontology" / "kg.ttl", format=RdfFormat.TURTLE) if _narrows(each)]
    assert len(wider) > 20
    for statement in wider:
        is_class = statement.predicate.value.endswith("subClassOf")
        pattern = "?thing a <{}>" if is_class else "?thing <{}> ?value"
        if statement.subject.value in ONLY_ALIGNED or statement.object.value == "https://schema.org/mentions":
            continue
        narrow, wide = pattern.format(statement.subject.value), pattern.format(statement.object.value)
        assert _holds(store, narrow), f"the small graph has no {statement.subject}" if is_class else str(statement)
        assert not _holds(store, f"{narrow} FILTER NOT EXISTS {{ {wide} }}"), statement


def _narrows(statement: object) -> bool:
    ours = f"{KG}mentionsConcept"
    return str(getattr(statement, "object", "")) == f"<{ours}>" and "subPropertyOf" in str(statement.predicate)  # type: ignore[attr-defined]


def _holds(store: Store, pattern: str) -> bool:
    return bool(store.query(f"ASK {{ {pattern} }}"))


def test_the_graph_conforms_to_the_shapes() -> None:
    report = validate(new_store(None, tiny_quads()))
    assert report.violations == () and report.conforms


WORK, PERSON = "https://example.org/kg/work/bert-00000001", "https://example.org/kg/person/ana-01"
BROKEN = {
    "a work without a title": (f"<{WORK}> dcterms:title ?o", ""),
    "an authorship without a person": (f"<{WORK}/authorship/1> kg:author ?o", ""),
    "an authorship at place 0": (f"<{WORK}/authorship/1> kg:position ?o", f"<{WORK}/authorship/1> kg:position 0"),
    "a mention that ends before it begins": ("?s a kg:Mention ; kg:endOffset ?o", "?s kg:endOffset 1"),
    "a mention sure beyond 1": ("?s a kg:Mention ; kg:confidence ?o", "?s kg:confidence 1.5e0"),
    "a record that ends before it begins": ("?s kg:lineEnd ?o", "?s kg:lineEnd 0"),
    "a listing with a short digest": ("?s kg:sha256 ?o", '?s kg:sha256 "abc"'),
    "a work by something that is nobody": (f"<{PERSON}> a ?o", ""),
    "a decision of its own": (f"<{WORK}> kg:decision ?o", f"<{WORK}> kg:decision kg:PosterPresentation"),
    "a year that is a text": ("?s a kg:Edition ; kg:year ?o", '?s kg:year "2021"'),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_graph_does_not_conform(name: str) -> None:
    store = new_store(None, tiny_quads())
    found, instead = BROKEN[name]
    triple = found.replace("a kg:Mention ; ", "").replace("a kg:Edition ; ", "")
    insert = f"INSERT {{ {instead} }}" if instead else ""
    store.update(
        f"PREFIX kg: <{KG}> PREFIX dcterms: <http://purl.org/dc/terms/> "
        f"DELETE {{ {triple} }} {insert} WHERE {{ {found} }}"
    )
    report = validate(store)
    assert not report.conforms and report.violations


def test_the_documentation_explains_every_term(root: Path, declared: set[str]) -> None:
    page = (root / "docs" / "reference" / "ontology.md").read_text(encoding="utf-8")
    explained = set(re.findall(r"`kg:(\w+)", on_page_markdown(page)))
    assert explained == declared
