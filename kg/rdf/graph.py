"""The graph about itself: what it holds, in which vocabularies, in which files."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.prefixes import VOCABULARIES
from kg.model.summary import GraphSummary
from kg.output import NQUADS, TURTLE
from kg.rdf.describe import Statement, about, state
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import DCAT, DCTERMS, RDFS, TYPE, VOID, Term, iri, number, text

_TITLE = "A knowledge graph of papers, people, venues, methods and datasets"
_RIGHTS = "Titles, names and abstracts are those of the listings, whose terms hold for them; the rest is derived."
_FILES = (
    (NQUADS, "application/n-quads", "http://www.w3.org/ns/formats/N-Quads"),
    (TURTLE, "text/turtle", "http://www.w3.org/ns/formats/Turtle"),
)


def describe_graph(summary: GraphSummary, names: Namespaces, license_iri: str | None = None) -> Iterator[Statement]:
    """The graph as a VoID and DCAT dataset, in the provenance graph: counts, vocabularies, files, rights.

    The counts are those of `summary`, so without this description. No date and no version: the same input gives the
    same bytes.
    """
    graph = names.graph("provenance")
    dataset = iri(names.base)
    yield from about(
        dataset,
        (
            (TYPE, VOID.Dataset),
            (TYPE, DCAT.Dataset),
            (DCTERMS.title, text(_TITLE)),
            (RDFS.label, text(_TITLE)),
            (DCTERMS.rights, text(_RIGHTS)),
            (DCTERMS.license, None if license_iri is None else names.iri(license_iri)),
            (VOID.uriSpace, text(names.base)),
            (VOID.triples, number(summary.triples)),
            (VOID.classes, number(len(summary.classes))),
            (VOID.properties, number(len(summary.properties))),
        ),
        graph,
    )
    yield from about(dataset, ((VOID.vocabulary, iri(used)) for used in _used(summary)), graph)
    yield from _parts(summary, dataset, names, graph)
    yield from _files(dataset, names, graph)


def _used(summary: GraphSummary) -> list[str]:
    terms = [term for term, _ in summary.classes + summary.properties]
    return sorted(space for space in VOCABULARIES.values() if any(term.startswith(space) for term in terms))


def _parts(summary: GraphSummary, dataset: Term, names: Namespaces, graph: Term) -> Iterator[Statement]:
    for name, count in summary.graphs:
        part = iri(name)
        yield state(dataset, VOID.subset, part, graph)
        yield from about(part, ((TYPE, VOID.Dataset), (VOID.triples, number(count))), graph)
    for place, (name, count) in enumerate(summary.classes, start=1):
        part = names.iri(f"graph/class/{place}")
        yield state(dataset, VOID.classPartition, part, graph)
        yield from about(part, ((getattr(VOID, "class"), iri(name)), (VOID.entities, number(count))), graph)
    for place, (name, count) in enumerate(summary.properties, start=1):
        part = names.iri(f"graph/property/{place}")
        yield state(dataset, VOID.propertyPartition, part, graph)
        yield from about(part, ((VOID.property, iri(name)), (VOID.triples, number(count))), graph)


def _files(dataset: Term, names: Namespaces, graph: Term) -> Iterator[Statement]:
    for file, media_type, form in _FILES:
        part = names.iri(f"graph/file/{file}")
        yield state(dataset, DCAT.distribution, part, graph)
        types = ((TYPE, DCAT.Distribution), (DCTERMS.title, text(file)))
        formats = ((DCAT.mediaType, names.iri(f"https://www.iana.org/assignments/media-types/{media_type}")),)
        yield from about(part, (*types, *formats, (DCTERMS.format, iri(form))), graph)
