"""RDF statements of the ontology, its alignments and the vocabulary, read from the files of ontology/."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path

from pyoxigraph import BlankNode, RdfFormat, Triple, parse

from kg.model.ontology import ontology_folder
from kg.rdf.describe import Statement, state
from kg.rdf.terms import KG, SKOS, TYPE, Term, address_of, iri

_LABELS = frozenset((SKOS.prefLabel, SKOS.altLabel, KG.abbreviation, KG.ambiguousLabel, KG.matchLabels))
_STATED = _LABELS | {TYPE, SKOS.inScheme, SKOS.broader}
Properties = tuple[tuple[Term, Term], ...]
Entries = Mapping[str, Properties]


def describe_vocabulary(concepts: frozenset[str], changed: frozenset[str] = frozenset()) -> Iterator[Statement]:
    """Yield the statements of the ontology, its alignments, the concept schemes and the given concepts.

    All concepts broader than a given one are included, except the `changed` ones, which differ from the vocabulary.
    Concepts that are not in the vocabulary are ignored. An abbreviation is also stated as an alternative label,
    and the links of a concept as `skos:exactMatch`.
    """
    for file in ("kg.ttl", "alignments.ttl"):
        for triple in _triples(ontology_folder() / file):
            yield state(str(triple.subject), str(triple.predicate), str(triple.object))
    for concept in _with_broader(concepts - changed, changed, concept_entries()):
        subject = iri(concept)
        for name, value in concept_entries()[concept]:
            yield state(subject, name, value)
            if name == KG.abbreviation:
                yield state(subject, SKOS.altLabel, value)


@cache
def concept_entries() -> Entries:
    """Return the properties of each concept and concept scheme of the vocabulary of methods and datasets, by IRI.

    Links to other vocabularies are included; links of concepts that the vocabulary does not have are ignored.
    """
    entries: dict[str, list[tuple[Term, Term]]] = {}
    for triple in _triples(ontology_folder() / "concepts.ttl"):
        entries.setdefault(address_of(str(triple.subject)), []).append((str(triple.predicate), str(triple.object)))
    for triple in _triples(ontology_folder() / "links.ttl"):
        if found := entries.get(address_of(str(triple.subject))):
            found.append((str(triple.predicate), str(triple.object)))
    return {address: tuple(properties) for address, properties in entries.items()}


def _with_broader(concepts: frozenset[str], changed: frozenset[str], entries: Entries) -> list[str]:
    found = {address for address, properties in entries.items() if (TYPE, SKOS.ConceptScheme) in properties}
    waiting = [concept for concept in concepts if concept in entries]
    while waiting:
        address = waiting.pop()
        if address not in found:
            found.add(address)
            broader = (address_of(value) for name, value in entries[address] if name == SKOS.broader)
            waiting += [each for each in broader if each in entries and each not in changed]
    return sorted(found)


def further_properties(concept: str) -> Properties:
    """Return the properties of a concept of the vocabulary, except class, labels, scheme and broader concepts."""
    return tuple(each for each in concept_entries().get(concept, ()) if each[0] not in _STATED)


def _triples(path: Path) -> Iterator[Triple]:
    if not path.is_file():
        raise FileNotFoundError(path)
    for quad in parse(path=path, format=RdfFormat.TURTLE):
        if isinstance(quad.subject, BlankNode) or isinstance(quad.object, BlankNode):
            raise ValueError(f"{path.name}: blank nodes are not allowed in the graph; give each node an IRI")
        yield quad.triple
