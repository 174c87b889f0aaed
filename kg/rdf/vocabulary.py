"""The ontology, its alignments and the concepts in use as statements, from the files of ontology/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, NamedNode, Quad, RdfFormat, Triple, parse

from kg.model.ontology import ontology_folder
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import KG, RDFS, SKOS, TYPE

WIDER = {KG.abbreviation: SKOS.altLabel, SKOS.prefLabel: RDFS.label}
"""Properties of concepts that imply others, which the graph states too."""

Entries = Mapping[str, tuple[Triple, ...]]


def describe_vocabulary(concepts: frozenset[str], names: Namespaces) -> Iterator[Quad]:
    """The ontology, its alignments, the concept schemes, and of the vocabulary's concepts those in `concepts` with
    everything broader, in the vocabulary graph.
    """
    graph = names.graph("vocabulary")
    for file in ("kg.ttl", "alignments.ttl"):
        for triple in _triples(ontology_folder() / file):
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
    for subject in _with_broader(concepts, concept_entries()):
        for triple in concept_entries()[subject]:
            yield Quad(triple.subject, triple.predicate, triple.object, graph)
            if triple.predicate in WIDER:
                yield Quad(triple.subject, WIDER[triple.predicate], triple.object, graph)


@cache
def concept_entries() -> Entries:
    """What the vocabulary of methods and datasets says, by subject."""
    entries: dict[str, list[Triple]] = {}
    for triple in _triples(ontology_folder() / "concepts.ttl"):
        if isinstance(triple.subject, NamedNode):
            entries.setdefault(triple.subject.value, []).append(triple)
    return {subject: tuple(triples) for subject, triples in entries.items()}


def _with_broader(concepts: frozenset[str], entries: Entries) -> list[str]:
    found: set[str] = {subject for subject, triples in entries.items() if _is_scheme(triples)}
    waiting = [concept for concept in concepts if concept in entries]
    while waiting:
        subject = waiting.pop()
        if subject not in found:
            found.add(subject)
            broader = (triple.object for triple in entries[subject] if triple.predicate == SKOS.broader)
            waiting += [node.value for node in broader if isinstance(node, NamedNode) and node.value in entries]
    return sorted(found)


def _is_scheme(triples: tuple[Triple, ...]) -> bool:
    return any(triple.predicate == TYPE and triple.object == SKOS.ConceptScheme for triple in triples)


def _triples(path: Path) -> Iterator[Triple]:
    if not path.is_file():
        raise FileNotFoundError(path)
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise ValueError(f"{path.name}: a blank node cannot go into the graph; give it an IRI")
        yield quad.triple
