"""What abstracts say as statements: mentions with their selectors, concepts, and how works use them."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from kg.model.mention import Concept, ConceptLink, Extraction, Finder, Kind, Mention, Role
from kg.rdf.describe import Statement, about
from kg.rdf.namespaces import Namespaces, within
from kg.rdf.terms import KG, OA, RDFS, SCHEMA, SKOS, TYPE, Term, number, text
from kg.rdf.vocabulary import concept_entries, describe_vocabulary

CLASSES = {Kind.METHOD: KG.Method, Kind.DATASET: KG.Dataset}
ROLES = {
    Role.PROPOSES: KG.ProposesRole,
    Role.USES: KG.UsesRole,
    Role.COMPARES: KG.ComparesRole,
    Role.MENTIONS: KG.MentionsRole,
    Role.INTRODUCES: KG.IntroducesRole,
    Role.EVALUATES: KG.EvaluatesRole,
}
FINDERS = {
    Finder.VOCABULARY: KG.VocabularyFinder,
    Finder.PATTERN: KG.PatternFinder,
    Finder.ABBREVIATION: KG.AbbreviationFinder,
    Finder.MODEL: KG.ModelFinder,
}
PROPERTIES = {
    (Kind.METHOD, Role.PROPOSES): KG.proposesMethod,
    (Kind.METHOD, Role.USES): KG.usesMethod,
    (Kind.METHOD, Role.COMPARES): KG.comparesMethod,
    (Kind.METHOD, Role.MENTIONS): KG.mentionsMethod,
    (Kind.DATASET, Role.INTRODUCES): KG.introducesDataset,
    (Kind.DATASET, Role.EVALUATES): KG.evaluatesOn,
    (Kind.DATASET, Role.MENTIONS): KG.mentionsDataset,
}


def describe_extraction(extraction: Extraction, names: Namespaces) -> Iterator[Statement]:
    """Mentions and links in the mentions graph; ontology, schemes and the concepts used in the vocabulary graph.

    A concept of the vocabulary is described by the vocabulary itself, with everything broader; one that the abstracts
    brought, by its value. A role that does not fit the kind of its concept becomes a plain mention.
    """
    kinds = {concept.id: concept.kind for concept in extraction.concepts}
    graph = names.graph("mentions")
    finders = FINDERS
    if extraction.model:
        finders = FINDERS | {Finder.MODEL: names.iri(f"model/{quote(extraction.model.replace(' ', '-'), safe='')}")}
        yield from _model(extraction.model, finders[Finder.MODEL], graph)
    for mention in extraction.mentions:
        yield from _mention(mention, names, (finders[mention.finder], graph))
    for link in extraction.links:
        yield from _link(link, kinds[link.concept], names, graph)
    known = concept_entries()
    yield from describe_vocabulary(frozenset(concept.id for concept in extraction.concepts), names)
    for concept in extraction.concepts:
        if concept.id not in known:
            yield from _concept(concept, names, names.graph("vocabulary"))


def _model(label: str, subject: Term, graph: Term) -> Iterator[Statement]:
    """The model with its version, as what found mentions: one of the kind that the scheme of finders calls "model"."""
    named = ((SKOS.notation, text("model")), (SKOS.prefLabel, text(label)), (RDFS.label, text(label)))
    placed = ((SKOS.broader, KG.ModelFinder), (SKOS.inScheme, KG.Finders))
    yield from about(subject, ((TYPE, SKOS.Concept), *named, *placed), graph)


def _mention(mention: Mention, names: Namespaces, found: tuple[Term, Term]) -> Iterator[Statement]:
    finder, graph = found
    work = names.iri(mention.work)
    subject = within(work, f"mention/{mention.start}-{mention.end}")
    target = within(subject, "target")
    span = number(mention.start), number(mention.end), text(mention.text)
    yield from about(
        subject,
        (
            (TYPE, KG.Mention),
            (TYPE, OA.Annotation),
            (KG.inWork, work),
            (OA.hasBody, names.iri(mention.concept)),
            (OA.hasTarget, target),
            *zip((KG.startOffset, KG.endOffset, KG.exact), span, strict=True),
            (KG.role, ROLES[mention.role]),
            (KG.foundBy, finder),
            (KG.confidence, number(float(mention.confidence))),
        ),
        graph,
    )
    yield from _target(target, work, span, graph)


def _target(target: Term, work: Term, span: tuple[Term, Term, Term], graph: Term) -> Iterator[Statement]:
    start, end, exact = span
    position, quote = within(target, "position"), within(target, "quote")
    selectors = ((OA.hasSelector, position), (OA.hasSelector, quote))
    yield from about(target, ((TYPE, OA.SpecificResource), (OA.hasSource, work), *selectors), graph)
    yield from about(position, ((TYPE, OA.TextPositionSelector), (OA.start, start), (OA.end, end)), graph)
    yield from about(quote, ((TYPE, OA.TextQuoteSelector), (OA.exact, exact)), graph)


def _link(link: ConceptLink, kind: Kind, names: Namespaces, graph: Term) -> list[Statement]:
    work, concept = names.iri(link.work), names.iri(link.concept)
    used = PROPERTIES.get((kind, link.role), PROPERTIES[kind, Role.MENTIONS])
    return about(work, ((used, concept), (KG.mentionsConcept, concept), (SCHEMA.mentions, concept)), graph)


def _concept(concept: Concept, names: Namespaces, graph: Term) -> Iterator[Statement]:
    subject, label = names.iri(concept.id), text(concept.label)
    types = ((TYPE, CLASSES[concept.kind]), (TYPE, SKOS.Concept))
    labels = ((SKOS.prefLabel, label), (RDFS.label, label), (SKOS.inScheme, KG.FoundConcepts))
    yield from about(subject, (*types, *labels), graph)
    yield from about(subject, ((SKOS.altLabel, text(other)) for other in concept.alternates), graph)
    yield from about(subject, ((SKOS.broader, names.iri(broader)) for broader in concept.broader), graph)
