"""Reference of the ontology: classes, properties and concept schemes of `ontology/kg.ttl`, with their alignments."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import rdflib
from rdflib import OWL, RDF, RDFS, SKOS

from kg.model.ontology import ontology_folder
from kg.model.prefixes import KG, VOCABULARIES

_PROPERTIES = (OWL.ObjectProperty, OWL.DatatypeProperty)
_DOMAINS = (RDFS.domain, rdflib.URIRef("https://schema.org/domainIncludes"))


@cache
def _ontology() -> rdflib.Graph:
    graph = rdflib.Graph()
    for name in ("kg.ttl", "alignments.ttl"):
        graph.parse(ontology_folder() / name)
    return graph


def classes() -> str:
    """Return a table of the classes with their superclasses."""
    rows = (
        f"| {_short(each)} | {_comment(each)} | {_list(each, RDFS.subClassOf)} |"
        for each in _terms(RDF.type, OWL.Class)
    )
    return "\n".join(["| class | meaning | subclass of |", "|---|---|---|", *rows, ""])


def properties() -> str:
    """Return a table of properties for each class, or combination of classes, that is their domain."""
    by_domain: dict[str, list[rdflib.URIRef]] = {}
    for each in (term for kind in _PROPERTIES for term in _terms(RDF.type, kind)):
        by_domain.setdefault(_list(each, *_DOMAINS) or "any", []).append(each)
    return "\n".join(_of_domain(domain, terms) for domain, terms in by_domain.items())


def schemes() -> str:
    """Return a table of the concept schemes and their concepts."""
    rows = []
    for scheme in _terms(RDF.type, SKOS.ConceptScheme):
        rows.append(f"| {_short(scheme)} | | {_comment(scheme)} |")
        for value in _terms(SKOS.inScheme, scheme):
            rows.append(f"| {_short(value)} | {_notation(value)} | {_comment(value)} |")
    return "\n".join(["| scheme or value | notation | meaning |", "|---|---|---|", *rows, ""])


def _of_domain(domain: str, terms: list[rdflib.URIRef]) -> str:
    rows = (
        f"| {_short(each)} | {_list(each, RDFS.range)} | {_comment(each)} | {_list(each, RDFS.subPropertyOf)} |"
        for each in terms
    )
    head = ["| property | value | meaning | subproperty of |", "|---|---|---|---|"]
    return "\n".join([f"**Properties of {domain}**", "", *head, *rows, ""])


def _terms(predicate: rdflib.URIRef, value: rdflib.term.Node) -> Iterator[rdflib.URIRef]:
    """Yield the terms of the paperkg ontology that have this value, in the order of `kg.ttl`."""
    found = {term for term in _ontology().subjects(predicate, value) if str(term).startswith(KG)}
    text = (ontology_folder() / "kg.ttl").read_text(encoding="utf-8")
    yield from sorted(found, key=lambda term: text.index(f"\n{_name(term)} a "))


def _list(term: rdflib.URIRef, *predicates: rdflib.URIRef) -> str:
    return ", ".join(sorted({_short(each) for p in predicates for each in _ontology().objects(term, p)}))


def _comment(term: rdflib.URIRef) -> str:
    return str(_ontology().value(term, RDFS.comment) or "").replace("|", "\\|")


def _notation(term: rdflib.URIRef) -> str:
    found = _ontology().value(term, SKOS.notation)
    return f"`{found}`" if found else ""


def _short(term: rdflib.term.Node) -> str:
    return f"`{_name(term)}`"


def _name(term: rdflib.term.Node) -> str:
    found = [(prefix, base) for prefix, base in VOCABULARIES.items() if str(term).startswith(base)]
    return f"{found[0][0]}:{str(term).removeprefix(found[0][1])}" if found else str(term)
