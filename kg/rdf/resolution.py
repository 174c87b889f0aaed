"""Works, people, venues and doubts about identity as statements."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator

from kg.model.identifiers import ORCID
from kg.model.identity import Judgement, Resolution, Verdict
from kg.model.work import Edition, Person, Series
from kg.rdf.describe import Statement, about, state
from kg.rdf.namespaces import Namespaces
from kg.rdf.terms import BIBO, DCTERMS, FOAF, KG, RDFS, SCHEMA, SKOS, TYPE, Term, iri, number, text, truth
from kg.rdf.work import describe_work


def describe_resolution(resolution: Resolution, names: Namespaces) -> Iterator[Statement]:
    """All that was resolved: works, people and venues in the core graph, their sources and doubts in provenance."""
    core = names.graph("core")
    for work in resolution.works:
        yield from describe_work(work, names)
    orcids = _orcids(resolution)
    for person in resolution.persons:
        yield from _person(person, names, core)
        for orcid in sorted(orcids.get(person.id, ())):
            yield state(names.iri(person.id), DCTERMS.identifier, iri(ORCID + orcid), core)
    for series in resolution.series:
        yield from _series(series, names, core)
    for edition in resolution.editions:
        yield from _edition(edition, names, core)
    yield from _doubts(resolution, names)


def _orcids(resolution: Resolution) -> dict[str, set[str]]:
    """Return the ORCIDs of persons, from their authorships."""
    found: dict[str, set[str]] = {}
    for work in resolution.works:
        for authorship in work.authorships:
            if authorship.orcid:
                found.setdefault(authorship.person, set()).add(authorship.orcid)
    return found


def _person(person: Person, names: Namespaces, graph: Term) -> Iterator[Statement]:
    subject, name = names.iri(person.id), text(person.name)
    types = ((TYPE, FOAF.Person), (TYPE, SCHEMA.Person))
    yield from about(subject, (*types, *((label, name) for label in (FOAF.name, SCHEMA.name, RDFS.label))), graph)
    yield from about(subject, ((SKOS.altLabel, text(other)) for other in person.alternates), graph)
    yield from about(subject, ((DCTERMS.identifier, text(source)) for source in person.source_ids), graph)
    yield from about(subject, ((DCTERMS.replaces, names.iri(former)) for former in person.replaces), graph)
    for former in person.replaces:
        yield state(names.iri(former), DCTERMS.isReplacedBy, subject, graph)


def _series(series: Series, names: Namespaces, graph: Term) -> Iterator[Statement]:
    subject, label = names.iri(series.id), text(series.label)
    types = ((TYPE, KG.Series), (TYPE, SCHEMA.EventSeries))
    labels = ((SKOS.prefLabel, label), (RDFS.label, label), (SCHEMA.name, text(series.name)))
    aliases = ((SKOS.altLabel, text(other)) for other in series.aliases)
    yield from about(subject, (*types, *labels, *aliases, (KG.inVenueList, truth(series.known))), graph)


def _edition(edition: Edition, names: Namespaces, graph: Term) -> list[Statement]:
    label = text(edition.label)
    types = ((TYPE, KG.Edition), (TYPE, SCHEMA.Event), (TYPE, BIBO.Conference))
    labels = ((SKOS.prefLabel, label), (RDFS.label, label))
    place = ((SCHEMA.superEvent, names.iri(edition.series)), (KG.year, number(edition.year) if edition.year else None))
    return about(names.iri(edition.id), (*types, *labels, *place), graph)


def _doubts(resolution: Resolution, names: Namespaces) -> Iterator[Statement]:
    graph = names.graph("provenance")
    known = {thing.id for things in (resolution.works, resolution.persons, resolution.series) for thing in things}
    for judgement in resolution.judgements:
        if judgement.verdict is Verdict.UNSURE:
            yield from _judgement(judgement, names, graph)
            if judgement.left in known and judgement.right in known:
                left, right = names.iri(judgement.left), names.iri(judgement.right)
                yield state(left, KG.possibleSameAs, right, names.graph("core"))


def _judgement(judgement: Judgement, names: Namespaces, graph: Term) -> Iterator[Statement]:
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
        graph,
    )
    yield from about(subject, ((KG.reason, text(reason)) for reason in judgement.reasons), graph)
