"""RDF statements of listings and their records: the lines of a listing that each work comes from.

A field of a record is stated, as written, only if it differs from the same field of the work that the record describes.
`kg:lacksField` names each field that the work has and the record has not. The query `ontology/expansion/records.rq`
reconstructs the complete records from these statements and the works.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from kg.model.identity import Resolution
from kg.model.listing import Listing
from kg.model.record import PaperRecord, ParsedListing
from kg.model.work import Work
from kg.rdf.describe import Property, Statement, about
from kg.rdf.namespaces import Namespaces, web_page
from kg.rdf.terms import DCTERMS, KG, PROV, TYPE, Term, address_of, number, text


@dataclass(frozen=True, slots=True)
class ShownFields:
    """Fields of a work as the graph states them; `venue` is the label of the series, `page` the URL of the web page."""

    title: str
    venue: str | None
    year: int | None
    award: str | None
    page: str | None


def shown_fields(resolution: Resolution) -> dict[str, ShownFields]:
    """Map the id of each record to the fields of the work that it describes."""
    labels = {series.id: series.label for series in resolution.series}
    venues = {edition.id: labels[edition.series] for edition in resolution.editions}
    found: dict[str, ShownFields] = {}
    for work in resolution.works:
        found |= dict.fromkeys(work.records, _shown(work, venues))
    return found


def _shown(work: Work, venues: Mapping[str, str]) -> ShownFields:
    page = web_page(work.url)
    venue = None if work.edition is None else venues.get(work.edition)
    return ShownFields(work.label, venue, work.year, work.award, None if page is None else address_of(page))


def describe_listing(parsed: ParsedListing, shown: Mapping[str, ShownFields], names: Namespaces) -> Iterator[Statement]:
    """Yield the statements about a listing and its records; `shown` is the result of `shown_fields`.

    A field of a record that equals the field of its work in `shown` is not stated again.
    """
    yield from _listing(parsed.listing, names)
    for record in parsed.records:
        yield from _record(record, shown[record.id], names)


def record_iri(record: str, names: Namespaces) -> Term:
    """Return the IRI of the record with this id, which has the form `{listing id}/{number}`."""
    return names.iri(f"record/{record}")


def _listing(listing: Listing, names: Namespaces) -> list[Statement]:
    return about(
        names.iri(f"listing/{listing.id}"),
        (
            (TYPE, KG.Listing),
            (KG.fileName, text(listing.name)),
            (DCTERMS.format, text(listing.format)),
            (KG.sha256, text(listing.sha256)),
            (KG.lineCount, number(listing.line_count)),
        ),
    )


def _record(record: PaperRecord, shown: ShownFields, names: Namespaces) -> Iterator[Statement]:
    subject = record_iri(record.id, names)
    yield from about(
        subject,
        (
            (TYPE, KG.Record),
            (PROV.wasDerivedFrom, names.iri(f"listing/{record.listing}")),
            (KG.lineStart, number(record.lines.start)),
            (KG.lineEnd, number(record.lines.end)),
            (KG.decisionAsWritten, None if record.decision_as_written is None else text(record.decision_as_written)),
        ),
    )
    yield from about(subject, _as_written(record, shown))
    yield from about(subject, ((KG.note, text(note)) for note in record.notes))


def _as_written(record: PaperRecord, shown: ShownFields) -> Iterable[Property]:
    """Yield a property for each field of a record that differs from the field of its work."""
    fields: tuple[tuple[str, Term, str | int | None, str | int | None], ...] = (
        ("title", KG.titleAsWritten, record.title, shown.title),
        ("venue", KG.venueAsWritten, record.venue, shown.venue),
        ("year", KG.year, record.year, shown.year),
        ("award", KG.awardAsWritten, record.award, shown.award),
        ("url", KG.urlAsWritten, record.url, shown.page),
    )
    for field, name, written, displayed in fields:
        if written == displayed:
            continue
        if written is None:
            yield KG.lacksField, text(field)
        else:
            yield name, number(written) if isinstance(written, int) else text(written)
