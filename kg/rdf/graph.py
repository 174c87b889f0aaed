"""RDF description of the graph as a dataset: title, counts, vocabularies, file and rights."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.prefixes import VOCABULARIES
from kg.model.summary import GraphSummary
from kg.output import TURTLE
from kg.rdf.describe import Statement, about, state
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import DCAT, DCTERMS, TYPE, VOID, Term, iri, number, text

_TITLE = "A knowledge graph of papers, authors, venues, methods and datasets"
_RIGHTS = (
    "Titles, names and abstracts are quoted from the listings, under their terms; all other statements are derived."
)
_FORMAT = "http://www.w3.org/ns/formats/Turtle"
_MEDIA_TYPE = "https://www.iana.org/assignments/media-types/text/turtle"


def describe_graph(
    summary: GraphSummary, names: Namespaces, license_iri: str | None = None, title: str | None = None
) -> Iterator[Statement]:
    """Yield the description of the graph as a VoID and DCAT dataset: title, counts, vocabularies, file and rights.

    `title` is the title set in kg.toml. If it is None, a general title is stated, since the name of the output folder
    is not part of the graph. The counts are those of `summary` and do not include this description. The description has
    no date and no version, so that the same input gives the same bytes.
    """
    dataset = iri(names.base)
    yield from about(
        dataset,
        (
            (TYPE, VOID.Dataset),
            (TYPE, DCAT.Dataset),
            (DCTERMS.title, text(title or _TITLE)),
            (DCTERMS.rights, text(_RIGHTS)),
            (DCTERMS.license, None if license_iri is None else names.iri(license_iri)),
            (VOID.uriSpace, text(names.base)),
            (VOID.triples, number(summary.triples)),
            (VOID.classes, number(len(summary.classes))),
            (VOID.properties, number(len(summary.properties))),
        ),
    )
    yield from about(dataset, ((VOID.vocabulary, iri(used)) for used in _used(summary)))
    yield from _partitions(summary, dataset, names)
    yield from _file(dataset, names)


def _used(summary: GraphSummary) -> list[str]:
    terms = [term for term, _ in summary.classes + summary.properties]
    return sorted(space for space in VOCABULARIES.values() if any(term.startswith(space) for term in terms))


def _partitions(summary: GraphSummary, dataset: Term, names: Namespaces) -> Iterator[Statement]:
    for place, (name, count) in enumerate(summary.classes, start=1):
        part = names.iri(f"graph/class/{place}")
        yield state(dataset, VOID.classPartition, part)
        yield from about(part, ((getattr(VOID, "class"), iri(name)), (VOID.entities, number(count))))
    for place, (name, count) in enumerate(summary.properties, start=1):
        part = names.iri(f"graph/property/{place}")
        yield state(dataset, VOID.propertyPartition, part)
        yield from about(part, ((VOID.property, iri(name)), (VOID.triples, number(count))))


def _file(dataset: Term, names: Namespaces) -> Iterator[Statement]:
    part = names.iri(f"graph/file/{TURTLE}")
    yield state(dataset, DCAT.distribution, part)
    formats = ((DCAT.mediaType, iri(_MEDIA_TYPE)), (DCTERMS.format, iri(_FORMAT)))
    yield from about(part, ((TYPE, DCAT.Distribution), (DCTERMS.title, text(TURTLE)), *formats))
