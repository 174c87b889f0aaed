"""Validation of a graph against the SHACL shapes of the ontology, by pySHACL."""

from __future__ import annotations

from collections.abc import Iterator

import pyshacl
import rdflib
from pyoxigraph import BlankNode, Literal, NamedNode, Store
from rdflib.namespace import RDF, SH

from kg.model.measure import MEASURE_NAMES
from kg.model.ontology import ontology_folder
from kg.model.prefixes import KG
from kg.model.validation import ValidationReport, Violation

_MEASURES = frozenset(NamedNode(KG + name) for name in MEASURE_NAMES)
_STRING = "http://www.w3.org/2001/XMLSchema#string"


def check(store: Store) -> ValidationReport:
    """Validate all statements except measures against ontology/shapes.ttl, and return the report."""
    shapes = rdflib.Graph().parse(ontology_folder() / "shapes.ttl")
    conforms, results, _ = pyshacl.validate(rdf_graph(store), shacl_graph=shapes, inference="none")
    if not isinstance(results, rdflib.Graph):
        raise TypeError(f"pySHACL returned no report: {results}")
    return ValidationReport(bool(conforms), tuple(sorted(_violations(results))))


def rdf_graph(store: Store) -> rdflib.Graph:
    """Return all statements except measures as an rdflib graph in memory.

    pySHACL takes half the time on a copy in memory.
    """
    graph = rdflib.Graph(bind_namespaces="none")
    seen: dict[object, rdflib.term.Node] = {}
    for quad in store:
        if quad.predicate not in _MEASURES:
            graph.add(tuple(_term(term, seen) for term in quad.triple))  # type: ignore[arg-type]
    return graph


def _term(term: object, seen: dict[object, rdflib.term.Node]) -> rdflib.term.Node:
    node = seen.get(term)
    if node is None:
        node = seen[term] = _convert(term)
    return node


def _convert(term: object) -> rdflib.term.Node:
    if isinstance(term, NamedNode):
        return rdflib.URIRef(term.value)
    if isinstance(term, BlankNode):
        return rdflib.BNode(term.value)
    if not isinstance(term, Literal):
        raise TypeError(f"rdflib has no term for {term}")
    if term.language or term.datatype.value == _STRING:
        return rdflib.Literal(term.value, lang=term.language)
    return rdflib.Literal(term.value, datatype=rdflib.URIRef(term.datatype.value))


def _violations(results: rdflib.Graph) -> Iterator[Violation]:
    for result in results.subjects(RDF.type, SH.ValidationResult):
        values = (results.value(result, key) for key in (SH.focusNode, SH.resultPath, SH.value, SH.resultMessage))
        yield Violation(*("" if node is None else str(node) for node in values))
