"""RDF statements of works: fields, ordered authorships, records and conflicts."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from kg.model.identifiers import address_of
from kg.model.network_membership import DEFAULT_MAX_AUTHORS, left_out_of
from kg.model.record import Decision, Presentation, WorkKind
from kg.model.work import Authorship, Conflict, Work
from kg.rdf.describe import Statement, about, state
from kg.rdf.listing import record_iri
from kg.rdf.namespaces import Namespaces, web_page, within
from kg.rdf.terms import (
    BIBO,
    DCTERMS,
    FABIO,
    FOAF,
    KG,
    PROV,
    SCHEMA,
    TYPE,
    Term,
    calendar_year,
    number,
    text,
)

DECISIONS = {
    Decision.ACCEPT: KG.AcceptDecision,
    Decision.REJECT: KG.RejectDecision,
    Decision.WITHDRAWN: KG.WithdrawnDecision,
}
PRESENTATIONS = {
    Presentation.ORAL: KG.OralPresentation,
    Presentation.SPOTLIGHT: KG.SpotlightPresentation,
    Presentation.POSTER: KG.PosterPresentation,
}
CLASSES = {
    WorkKind.ARTICLE: FABIO.JournalArticle,
    WorkKind.CONFERENCE_PAPER: FABIO.ConferencePaper,
    WorkKind.PREPRINT: FABIO.Preprint,
    WorkKind.THESIS: FABIO.Thesis,
    WorkKind.BOOK: FABIO.Book,
    WorkKind.BOOK_CHAPTER: FABIO.BookChapter,
    WorkKind.REVIEW: FABIO.ReviewArticle,
    WorkKind.EDITORIAL: FABIO.Editorial,
    WorkKind.FRONT_MATTER: FABIO.Work,
    WorkKind.RETRACTION: FABIO.Work,
    WorkKind.OTHER: FABIO.Work,
}
"""Class of each kind of work; a work of unknown kind has the class of a conference paper."""


def describe_work(
    work: Work, persons: Mapping[str, str], names: Namespaces, max_authors: int = DEFAULT_MAX_AUTHORS
) -> Iterator[Statement]:
    """Yield the statements about a work, its authorships, its records and the conflicts between these records.

    `persons` maps the id of a person to the name that the graph states for this person. The name as written in an
    authorship is stated only if it differs.
    """
    subject = names.iri(work.id)
    yield from _fields(work, subject, names)
    yield from about(subject, ((KG.leftOutOf, text(network)) for network in left_out_of(work, max_authors)))
    for authorship in work.authorships:
        yield from _authorship(authorship, persons.get(authorship.person), subject, names)
    for record in work.records:
        yield state(record_iri(record, names), KG.describes, subject)
    for number_, conflict in enumerate(work.conflicts, start=1):
        yield from _conflict(within(subject, f"conflict/{number_}"), conflict, subject, names)


def _fields(work: Work, subject: Term, names: Namespaces) -> list[Statement]:
    return about(
        subject,
        (
            (TYPE, KG.Work),
            (TYPE, SCHEMA.ScholarlyArticle),
            (TYPE, CLASSES[work.kind or WorkKind.CONFERENCE_PAPER]),
            (DCTERMS.title, text(work.label)),
            (DCTERMS.abstract, None if work.abstract is None else text(work.abstract)),
            (DCTERMS.issued, None if work.year is None else calendar_year(work.year)),
            (KG.year, None if work.year is None else number(work.year)),
            (FOAF.page, web_page(work.url)),
            (BIBO.presentedAt, None if work.edition is None else names.iri(work.edition)),
            (KG.decision, None if work.decision is None else DECISIONS[work.decision]),
            (KG.presentation, None if work.presentation is None else PRESENTATIONS[work.presentation]),
            (KG.hasAward, None if work.award is None else text(work.award)),
            (DCTERMS.language, None if work.language is None else text(work.language)),
            (KG.kind, None if work.kind is None else text(work.kind)),
            *_identifiers(work),
            *((SCHEMA.keywords, text(keyword)) for keyword in work.keywords),
        ),
    )


def _identifiers(work: Work) -> Iterator[tuple[Term, Term]]:
    """Yield the DOI of a work as a literal, and each of its identifiers as a web address."""
    for identifier in work.identifiers:
        if identifier.scheme == "doi":
            yield BIBO.doi, text(identifier.value)
        if page := web_page(address_of(identifier)):
            yield DCTERMS.identifier, page


def _authorship(authorship: Authorship, name: str | None, work: Term, names: Namespaces) -> Iterator[Statement]:
    subject = within(work, f"authorship/{authorship.position}")
    person = names.iri(authorship.person)
    written = authorship.name_as_written
    yield from about(
        subject,
        (
            (TYPE, KG.Authorship),
            (KG.position, number(authorship.position)),
            (KG.author, person),
            (KG.nameAsWritten, None if written == name else text(written)),
            *((KG.affiliationAsWritten, text(place)) for place in authorship.affiliations),
        ),
    )
    yield from about(work, ((KG.hasAuthorship, subject), (DCTERMS.creator, person), (SCHEMA.author, person)))


def _conflict(subject: Term, conflict: Conflict, work: Term, names: Namespaces) -> list[Statement]:
    return about(
        subject,
        (
            (TYPE, KG.Conflict),
            (KG.conflictOf, work),
            (KG.field, text(conflict.field)),
            (KG.shownValue, text(conflict.shown)),
            (KG.otherValue, text(conflict.value)),
            (PROV.wasDerivedFrom, record_iri(conflict.record, names)),
        ),
    )
