"""Linking of mentions to concepts: one concept for all spellings of a term, one label per concept."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping

from kg.extract.concept_keys import broader_of, concept_key, family_of, letters
from kg.extract.labels import chosen_label, clean_label
from kg.extract.vocabulary import ConceptVocabulary, VocabularyConcept, load_vocabulary
from kg.extract.wording import slug
from kg.model.mention import Concept, ConceptLink, Extraction, Kind, Mention, RawMention, Role

Groups = Mapping[str, list[RawMention]]
_ROLE_OF_KIND = {
    Kind.METHOD: {Role.INTRODUCES: Role.PROPOSES, Role.EVALUATES: Role.USES},
    Kind.DATASET: {Role.PROPOSES: Role.INTRODUCES, Role.USES: Role.EVALUATES, Role.COMPARES: Role.EVALUATES},
}


def link_concepts(raw: Iterable[RawMention]) -> Extraction:
    """Return mentions linked to concepts of the vocabulary or to new ones, with the concepts and their links to papers.

    The id of a new concept depends on its words alone, so that it does not change when listings are added. A term that
    occurs as a method and as a dataset gets the kind with the greater sum of confidence.

    Parameters
    ----------
    raw
        Mentions with their kinds and roles.

    Returns
    -------
    Extraction
    """
    return link_groups(group_mentions(raw), {})


def link_groups(groups: Groups, decided: Mapping[str, Kind]) -> Extraction:
    """Return the mentions of each group linked to its concept; `decided` are the kinds that the user gives."""
    vocabulary = load_vocabulary()
    kinds = {name: _kind(name, group, vocabulary.entries.get(name)) for name, group in groups.items()}
    kinds |= {name: kind for name, kind in decided.items() if name in groups}
    ids = {name: name if name in vocabulary.entries else concept_id(name, kinds[name]) for name in groups}
    return Extraction(
        mentions=tuple(sorted(_mention(m, ids[name], kinds[name]) for name, group in groups.items() for m in group)),
        concepts=_concepts(groups, kinds, ids, vocabulary),
        links=tuple(sorted(_links(groups, ids, kinds), key=lambda link: (link.work, link.concept))),
    )


def group_mentions(raw: Iterable[RawMention]) -> dict[str, list[RawMention]]:
    """Return mentions by concept; a name that occurs as a method and as a dataset is one concept."""
    groups: dict[str, list[RawMention]] = defaultdict(list)
    datasets: dict[str, list[RawMention]] = defaultdict(list)
    for mention in sorted(raw):
        name = concept_key(mention)
        is_new_dataset = mention.kind is Kind.DATASET and name == letters(name)
        (datasets if is_new_dataset else groups)[name].append(mention)
    methods = {letters(name): name for name in sorted(groups, reverse=True)}
    for name, group in datasets.items():
        groups[methods.get(name, name)] += group
    return groups


def concept_id(name: str, kind: Kind) -> str:
    """Return the id of a new concept, from its key and kind."""
    return f"{kind}/{slug(name if kind is Kind.METHOD else letters(name) or name)}"


def _kind(name: str, group: list[RawMention], entry: VocabularyConcept | None) -> Kind:
    if entry:
        return entry.kind
    if family_of(name):
        return Kind.METHOD
    weights: dict[Kind, float] = defaultdict(float)
    for mention in group:
        weights[mention.kind] += mention.confidence
    return max(sorted(weights), key=lambda kind: weights[kind])


def _mention(raw: RawMention, concept: str, kind: Kind) -> Mention:
    role = _role(raw.role, kind)
    return Mention(raw.work, raw.start, raw.end, raw.text, concept, role, raw.finder, raw.confidence)


def _role(role: Role, kind: Kind) -> Role:
    """Return the role that a concept of this kind can have: a method is not "introduced" but "proposed"."""
    return _ROLE_OF_KIND[kind].get(role, role)


def _concepts(
    groups: Groups, kinds: Mapping[str, Kind], ids: Mapping[str, str], vocabulary: ConceptVocabulary
) -> tuple[Concept, ...]:
    known = {name for name in groups if name in vocabulary.entries}
    broader = {name: broader_of(name) if kinds[name] is Kind.METHOD else () for name in groups if name not in known}
    known.update(parent for parents in broader.values() for parent in parents)
    wanted = list(known)
    while wanted:
        parents = [p for name in wanted for p in vocabulary.entries[name].broader if p in vocabulary.entries]
        wanted = sorted(set(parents) - known)
        known.update(wanted)
    concepts = [_known_concept(vocabulary.entries[name], groups.get(name, [])) for name in known]
    for name, above in broader.items():
        label, alternates = chosen_label(name, groups[name])
        concepts.append(Concept(ids[name], kinds[name], label, alternates, above, in_vocabulary=False))
    return tuple(sorted(concepts, key=lambda concept: concept.id))


def _known_concept(entry: VocabularyConcept, group: list[RawMention]) -> Concept:
    spellings = {*entry.spellings(), *(clean_label(m.text) for m in group)} - {entry.label}
    return Concept(entry.id, entry.kind, entry.label, tuple(sorted(spellings)), entry.broader)


def _links(groups: Groups, ids: Mapping[str, str], kinds: Mapping[str, Kind]) -> Iterable[ConceptLink]:
    for name, group in groups.items():
        by_work: dict[str, list[RawMention]] = defaultdict(list)
        for mention in group:
            by_work[mention.work].append(mention)
        for work, mentions in by_work.items():
            yield _link(work, ids[name], kinds[name], mentions)


def _link(work: str, concept: str, kind: Kind, mentions: list[RawMention]) -> ConceptLink:
    """Return the role with the greatest sum of confidence over the mentions, with their mean confidence in it."""
    weights: dict[Role, float] = defaultdict(float)
    for mention in mentions:
        weights[_role(mention.role, kind)] += mention.role_confidence
    role = max(sorted(weights), key=lambda name: weights[name])
    count = sum(_role(mention.role, kind) is role for mention in mentions)
    return ConceptLink(work, concept, role, round(weights[role] / count, 4))
