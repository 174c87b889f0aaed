"""RDF statements of mentions, concepts and the roles of concepts in works."""

from __future__ import annotations

from collections.abc import Iterator
from urllib.parse import quote

from kg.model.mention import Concept, ConceptLink, Extraction, Finder, Kind, Mention, Proposal, Role
from kg.model.prefixes import CONCEPTS
from kg.rdf.describe import Statement, about
from kg.rdf.namespaces import Namespaces, within
from kg.rdf.terms import KG, OA, SKOS, TYPE, Term, iri, number, text
from kg.rdf.vocabulary import concept_entries, describe_vocabulary, further_properties

CLASSES = {Kind.METHOD: KG.Method, Kind.DATASET: KG.Dataset}
SCHEMES = {kind: iri(f"{CONCEPTS}{kind}s") for kind in Kind}
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
    """Yield the statements about mentions, links from works to concepts, these concepts, and the ontology.

    The statements about a concept of the vocabulary, and about all its broader concepts, are those of the vocabulary. A
    concept that is only found in abstracts, or that the user's thesaurus changed, has its own labels. A link whose role
    the paper does not state, or does not exist for the kind of its concept, is described with the role "mentions".
    """
    kinds = {concept.id: concept.kind for concept in extraction.concepts}
    finders = FINDERS
    if extraction.model:
        finders = FINDERS | {Finder.MODEL: names.iri(f"model/{quote(extraction.model.replace(' ', '-'), safe='')}")}
        yield from _model(extraction.model, finders[Finder.MODEL])
    for mention in extraction.mentions:
        yield from _mention(mention, names, finders[mention.finder])
    for link in extraction.links:
        yield from _link(link, kinds[link.concept], names)
    for proposal in extraction.proposals:
        yield from _proposal(proposal, names)
    known = concept_entries()
    changed = frozenset(concept.id for concept in extraction.concepts if concept.decisions)
    yield from describe_vocabulary(frozenset(kinds), changed)
    for concept in extraction.concepts:
        if concept.id not in known or concept.id in changed:
            yield from _concept(concept, names)


def _model(label: str, subject: Term) -> list[Statement]:
    """Return the statements about the extraction model, a concept narrower than the finder "model".

    `label` is the name of the model with its version.
    """
    named = ((SKOS.notation, text("model")), (SKOS.prefLabel, text(label)))
    placed = ((SKOS.broader, KG.ModelFinder), (SKOS.inScheme, KG.Finders))
    return about(subject, ((TYPE, SKOS.Concept), *named, *placed))


def _mention(mention: Mention, names: Namespaces, finder: Term) -> list[Statement]:
    work = names.iri(mention.work)
    return about(
        within(work, f"mention/{mention.start}-{mention.end}"),
        (
            (TYPE, KG.Mention),
            (KG.inWork, work),
            (OA.hasBody, names.iri(mention.concept)),
            (KG.startOffset, number(mention.start)),
            (KG.endOffset, number(mention.end)),
            (KG.exact, text(mention.text)),
            (KG.role, ROLES[mention.role]),
            (KG.foundBy, finder),
            (KG.confidence, number(float(mention.confidence))),
        ),
    )


def _link(link: ConceptLink, kind: Kind, names: Namespaces) -> list[Statement]:
    work, concept = names.iri(link.work), names.iri(link.concept)
    role = link.role if link.stated else Role.MENTIONS
    used = PROPERTIES.get((kind, role), PROPERTIES[kind, Role.MENTIONS])
    return about(work, ((used, concept), (KG.mentionsConcept, concept)))


def _proposal(proposal: Proposal, names: Namespaces) -> Iterator[Statement]:
    """Yield the statements about the work that proposes a concept and about the works that take it up."""
    concept = names.iri(proposal.concept)
    yield from about(concept, ((KG.proposedIn, names.iri(proposal.work)),))
    for work in proposal.adopters:
        yield from about(names.iri(work), ((KG.takesUp, concept),))


def _concept(concept: Concept, names: Namespaces) -> Iterator[Statement]:
    subject = names.iri(concept.id)
    types = ((TYPE, CLASSES[concept.kind]), (TYPE, SKOS.Concept))
    scheme = SCHEMES[concept.kind] if concept.in_vocabulary else KG.FoundConcepts
    yield from about(subject, (*types, (SKOS.prefLabel, text(concept.label)), (SKOS.inScheme, scheme)))
    yield from about(subject, ((SKOS.altLabel, text(other)) for other in concept.alternates))
    yield from about(subject, ((SKOS.broader, names.iri(broader)) for broader in concept.broader))
    yield from about(subject, further_properties(concept.id))
    yield from about(subject, ((SKOS.changeNote, text(decision)) for decision in concept.decisions))
