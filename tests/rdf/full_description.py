"""Statements that the graph omits, computed from the model independently of the CONSTRUCT queries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from pyoxigraph import Literal, NamedNode, Triple

from kg.model.identity import Resolution
from kg.model.measure import Measure
from kg.model.mention import Extraction
from kg.model.prefixes import VOCABULARIES
from kg.model.record import ParsedListing
from kg.rdf import Namespaces

TYPE = "rdf:type"


def full_description(
    values: tuple[Iterable[ParsedListing], Resolution, Extraction], measures: Iterable[Measure], names: Namespaces
) -> set[Triple]:
    """Return the statements that follow from others and are omitted from the graph."""
    listings, resolution, extraction = values
    maker = _Maker(names)
    said = [*maker.listings(listings), *maker.resolution(resolution), *maker.mentions(extraction)]
    said += maker.measures(measures)
    return {Triple(NamedNode(s), term(p), o) for s, p, o in said}


def term(prefixed: str) -> NamedNode:
    prefix, _, local = prefixed.partition(":")
    return NamedNode(VOCABULARIES[prefix] + local)


Said = tuple[str, str, NamedNode | Literal]


class _Maker:
    def __init__(self, names: Namespaces) -> None:
        self._names = names

    def iri(self, identifier: str) -> str:
        return self._names.iri(identifier)[1:-1]

    def listings(self, listings: Iterable[ParsedListing]) -> Iterator[Said]:
        for parsed in listings:
            listing = self.iri(f"listing/{parsed.listing.id}")
            yield listing, TYPE, term("prov:Entity")
            yield listing, "rdfs:label", Literal(parsed.listing.name)
            for record in parsed.records:
                subject = self.iri(f"record/{record.id}")
                yield subject, TYPE, term("prov:Entity")
                yield subject, "kg:titleAsWritten", Literal(record.title)
                written = {"venue": record.venue, "award": record.award, "url": record.url}
                yield from (
                    (subject, f"kg:{name}AsWritten", Literal(value)) for name, value in written.items() if value
                )
                if record.year is not None:
                    yield subject, "kg:year", Literal(record.year)

    def resolution(self, resolution: Resolution) -> Iterator[Said]:
        for work in resolution.works:
            for label in ("schema:name", "rdfs:label"):
                yield self.iri(work.id), label, Literal(work.label)
            for authorship in work.authorships:
                subject = self.iri(f"{work.id}/authorship/{authorship.position}")
                yield subject, "kg:nameAsWritten", Literal(authorship.name_as_written)
            if work.award is not None:
                yield self.iri(work.id), "schema:award", Literal(work.award)
        for person in resolution.persons:
            for label in ("schema:name", "rdfs:label"):
                yield self.iri(person.id), label, Literal(person.name)
        for venue in (*resolution.series, *resolution.editions):
            yield self.iri(venue.id), "rdfs:label", Literal(venue.label)

    def measures(self, measures: Iterable[Measure]) -> Iterator[Said]:
        for measure in measures:
            if measure.value == 0 and measure.name in ("betweenness", "eigenvector"):
                yield self.iri(measure.node), f"kg:{measure.name}", Literal(0.0)

    def mentions(self, extraction: Extraction) -> Iterator[Said]:
        for mention in extraction.mentions:
            subject = self.iri(f"{mention.work}/mention/{mention.start}-{mention.end}")
            target, position, quote = (f"{subject}/target{end}" for end in ("", "/position", "/quote"))
            yield subject, TYPE, term("oa:Annotation")
            yield subject, "oa:hasTarget", NamedNode(target)
            yield target, TYPE, term("oa:SpecificResource")
            yield target, "oa:hasSource", NamedNode(self.iri(mention.work))
            yield target, "oa:hasSelector", NamedNode(position)
            yield target, "oa:hasSelector", NamedNode(quote)
            yield position, TYPE, term("oa:TextPositionSelector")
            yield position, "oa:start", Literal(mention.start)
            yield position, "oa:end", Literal(mention.end)
            yield quote, TYPE, term("oa:TextQuoteSelector")
            yield quote, "oa:exact", Literal(mention.text)
        for link in extraction.links:
            yield self.iri(link.work), "schema:mentions", NamedNode(self.iri(link.concept))
        for concept in extraction.concepts:
            if not concept.in_vocabulary:
                yield self.iri(concept.id), "rdfs:label", Literal(concept.label)
