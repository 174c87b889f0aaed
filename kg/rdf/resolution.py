"""RDF statements of works, persons, venues and unsure judgements of identity."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kg.model.identifiers import ORCID
from kg.model.identity import Judgement, Resolution, Verdict
from kg.model.network_membership import DEFAULT_MAX_AUTHORS
from kg.model.work import Edition, Person, Series
from kg.rdf.describe import Statement, about, state
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import BIBO, DCTERMS, FOAF, KG, SCHEMA, SKOS, TYPE, iri, number, text, truth
from kg.rdf.work import describe_work


def describe_resolution(
    resolution: Resolution, names: Namespaces, max_authors: int = DEFAULT_MAX_AUTHORS
) -> Iterator[Statement]:
    """Yield the statements about works, persons, venues and unsure judgements.

    A work with more than `max_authors` authors is marked as left out of the co-author network.
    """
    shown = {person.id: person.name for person in resolution.persons}
    for work in resolution.works:
        yield from describe_work(work, shown, names, max_authors)
    orcids = _orcids(resolution)
    for person in resolution.persons:
        yield from _person(person, names)
        for orcid in sorted(orcids.get(person.id, ())):
            yield state(names.iri(person.id), DCTERMS.identifier, iri(ORCID + orcid))
    for series in resolution.series:
        yield from _series(series, names)
    for edition in resolution.editions:
        yield from _edition(edition, names)
    yield from _unsure(resolution, names)


def _orcids(resolution: Resolution) -> dict[str, set[str]]:
    """Return the ORCID iDs of each person, from all authorships."""
    found: dict[str, set[str]] = {}
    for work in resolution.works:
        for authorship in work.authorships:
            if authorship.orcid:
                found.setdefault(authorship.person, set()).add(authorship.orcid)
    return found


def _person(person: Person, names: Namespaces) -> Iterator[Statement]:
    subject = names.iri(person.id)
    yield from about(subject, ((TYPE, FOAF.Person), (TYPE, SCHEMA.Person), (FOAF.name, text(person.name))))
    yield from about(subject, ((SKOS.altLabel, text(other)) for other in person.alternates))
    yield from about(subject, ((DCTERMS.identifier, text(source)) for source in person.source_ids))
    yield from about(subject, ((DCTERMS.replaces, names.iri(former)) for former in person.replaces))
    for former in person.replaces:
        yield state(names.iri(former), DCTERMS.isReplacedBy, subject)


def _series(series: Series, names: Namespaces) -> Iterator[Statement]:
    types = ((TYPE, KG.Series), (TYPE, SCHEMA.EventSeries))
    labels = ((SKOS.prefLabel, text(series.label)), (SCHEMA.name, text(series.name)))
    aliases = ((SKOS.altLabel, text(other)) for other in series.aliases)
    yield from about(names.iri(series.id), (*types, *labels, *aliases, (KG.inVenueList, truth(series.known))))


def _edition(edition: Edition, names: Namespaces) -> list[Statement]:
    types = ((TYPE, KG.Edition), (TYPE, SCHEMA.Event), (TYPE, BIBO.Conference))
    place = ((SCHEMA.superEvent, names.iri(edition.series)), (KG.year, number(edition.year) if edition.year else None))
    return about(names.iri(edition.id), (*types, (SKOS.prefLabel, text(edition.label)), *place))


def _unsure(resolution: Resolution, names: Namespaces) -> Iterator[Statement]:
    known = {each.id for group in (resolution.works, resolution.persons, resolution.series) for each in group}
    for judgement in resolution.judgements:
        if judgement.verdict is Verdict.UNSURE:
            yield from _judgement(judgement, names)
            if judgement.left in known and judgement.right in known:
                yield state(names.iri(judgement.left), KG.possibleSameAs, names.iri(judgement.right))


def _judgement(judgement: Judgement, names: Namespaces) -> Iterator[Statement]:
    pair = "\n".join((judgement.kind, judgement.left, judgement.right))
    subject = names.iri(f"judgement/{hashlib.sha256(pair.encode('utf-8', 'surrogatepass')).hexdigest()[:16]}")
    yield from about(
        subject,
        (
            (TYPE, KG.Judgement),
            (KG.left, names.iri(judgement.left)),
            (KG.right, names.iri(judgement.right)),
            (KG.leftName, text(judgement.left_name)),
            (KG.rightName, text(judgement.right_name)),
            (KG.score, number(judgement.score)),
        ),
    )
    yield from about(subject, ((KG.reason, text(reason)) for reason in judgement.reasons))
