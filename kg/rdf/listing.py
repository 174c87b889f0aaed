"""Listings and their records as statements: where each claim was read."""

from __future__ import annotations

from collections.abc import Iterator

from kg.model.listing import Listing
from kg.model.record import PaperRecord, ParsedListing
from kg.rdf.describe import Statement, about
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import DCTERMS, KG, PROV, RDFS, TYPE, Term, number, text


def describe_listing(parsed: ParsedListing, names: Namespaces) -> Iterator[Statement]:
    """A listing and its records, in the provenance graph."""
    graph = names.graph("provenance")
    yield from _listing(parsed.listing, names, graph)
    for record in parsed.records:
        yield from _record(record, names, graph)


def record_iri(record: str, names: Namespaces) -> Term:
    """The IRI of a record from its id, `{listing id}/{number}`."""
    return names.iri(f"record/{record}")


def _listing(listing: Listing, names: Namespaces, graph: Term) -> list[Statement]:
    return about(
        names.iri(f"listing/{listing.id}"),
        (
            (TYPE, KG.Listing),
            (TYPE, PROV.Entity),
            (RDFS.label, text(listing.name)),
            (KG.fileName, text(listing.name)),
            (DCTERMS.format, text(listing.format)),
            (KG.sha256, text(listing.sha256)),
            (KG.lineCount, number(listing.line_count)),
        ),
        graph,
    )


def _record(record: PaperRecord, names: Namespaces, graph: Term) -> Iterator[Statement]:
    subject = record_iri(record.id, names)
    yield from about(
        subject,
        (
            (TYPE, KG.Record),
            (TYPE, PROV.Entity),
            (PROV.wasDerivedFrom, names.iri(f"listing/{record.listing}")),
            (KG.recordNumber, number(record.number)),
            (KG.lineStart, number(record.lines.start)),
            (KG.lineEnd, number(record.lines.end)),
            (KG.titleAsWritten, text(record.title)),
            (KG.venueAsWritten, _optional(record.venue)),
            (KG.decisionAsWritten, _optional(record.decision_as_written)),
            (KG.awardAsWritten, _optional(record.award)),
            (KG.urlAsWritten, _optional(record.url)),
            (KG.year, None if record.year is None else number(record.year)),
        ),
        graph,
    )
    yield from about(subject, ((KG.note, text(note)) for note in record.notes), graph)


def _optional(value: str | None) -> Term | None:
    return None if value is None else text(value)
