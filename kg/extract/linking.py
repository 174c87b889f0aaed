"""Linking of mentions to concepts: one concept for all spellings of a term, one label per concept."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping

from kg.extract.vocabulary import ConceptVocabulary, VocabularyConcept, label_key, load_vocabulary
from kg.extract.wording import normal_form, slug
from kg.model.mention import Concept, ConceptLink, Extraction, Kind, Mention, RawMention

Groups = Mapping[str, list[RawMention]]


def link_concepts(raw: Iterable[RawMention]) -> Extraction:
    """Return mentions linked to concepts of the vocabulary or to new ones, with the concepts and their links to papers.

    The id of a new concept depends on its words alone, so that it does not change when listings are added. A term that
    occurs as a method and as a dataset gets the kind with the greater sum of confidence, and a note.

    Parameters
    ----------
    raw
        Mentions with their kinds and roles.

    Returns
    -------
    Extraction
    """
    vocabulary = load_vocabulary()
    mentions = sorted(raw)
    labels = _vocabulary_labels(vocabulary)
    groups: dict[str, list[RawMention]] = defaultdict(list)
    for mention in mentions:
        groups[mention.concept or labels.get(label_key(mention.long_form or mention.text), term(mention))].append(
            mention
        )
    kinds = {name: _kind(group, vocabulary.entries.get(name)) for name, group in groups.items()}
    ids = {name: name if name in vocabulary.entries else f"{kinds[name]}/{slug(name)}" for name in groups}
    return Extraction(
        mentions=tuple(sorted(_mention(m, ids[name]) for name, group in groups.items() for m in group)),
        concepts=_concepts(groups, kinds, ids, vocabulary),
        links=tuple(sorted(_links(groups, ids), key=lambda link: (link.work, link.concept))),
        notes=tuple(_notes(groups, kinds)),
    )


def term(mention: RawMention) -> str:
    """Return the normal form of a mention's long form, or of the mention itself."""
    return normal_form(mention.long_form or mention.text) or mention.text


def _vocabulary_labels(vocabulary: ConceptVocabulary) -> dict[str, str]:
    """Return concept ids by the key of their preferred labels."""
    return {label_key(entry.label): entry.id for _, entry in sorted(vocabulary.entries.items(), reverse=True)}


def _kind(group: list[RawMention], entry: VocabularyConcept | None) -> Kind:
    if entry:
        return entry.kind
    weights: dict[Kind, float] = defaultdict(float)
    for mention in group:
        weights[mention.kind] += mention.confidence
    return max(sorted(weights), key=lambda kind: weights[kind])


def _mention(raw: RawMention, concept: str) -> Mention:
    return Mention(raw.work, raw.start, raw.end, raw.text, concept, raw.role, raw.finder, raw.confidence)


def _concepts(
    groups: Groups, kinds: Mapping[str, Kind], ids: Mapping[str, str], vocabulary: ConceptVocabulary
) -> tuple[Concept, ...]:
    known = {name for name in groups if name in vocabulary.entries}
    wanted = list(known)
    while wanted:
        parents = [p for name in wanted for p in vocabulary.entries[name].broader if p in vocabulary.entries]
        wanted = sorted(set(parents) - known)
        known.update(wanted)
    concepts = [_known_concept(vocabulary.entries[name], groups.get(name, [])) for name in known]
    concepts += [
        _new_concept(name, ids[name], kinds[name], group) for name, group in groups.items() if name not in known
    ]
    return tuple(sorted(concepts, key=lambda concept: concept.id))


def _known_concept(entry: VocabularyConcept, group: list[RawMention]) -> Concept:
    spellings = {*entry.spellings(), *(m.text for m in group)} - {entry.label}
    return Concept(entry.id, entry.kind, entry.label, tuple(sorted(spellings)), entry.broader)


def _new_concept(name: str, identity: str, kind: Kind, group: list[RawMention]) -> Concept:
    counts = Counter(m.long_form or m.text for m in group)
    counts.update(m.text for m in group if m.long_form and normal_form(m.text) == name)
    label = min(counts, key=lambda form: (-counts[form], form))
    alternates = {m.text for m in group} | set(counts)
    return Concept(identity, kind, label, tuple(sorted(alternates - {label})), in_vocabulary=False)


def _links(groups: Groups, ids: Mapping[str, str]) -> Iterable[ConceptLink]:
    for name, group in groups.items():
        by_work: dict[str, list[RawMention]] = defaultdict(list)
        for mention in group:
            by_work[mention.work].append(mention)
        for work, mentions in by_work.items():
            yield _link(work, ids[name], mentions)


def _link(work: str, concept: str, mentions: list[RawMention]) -> ConceptLink:
    """Return the role with the greatest sum of confidence over the mentions, with their mean confidence in it."""
    weights: dict[str, float] = defaultdict(float)
    for mention in mentions:
        weights[mention.role] += mention.role_confidence
    role = max(sorted(weights), key=lambda name: weights[name])
    chosen = [m for m in mentions if m.role == role]
    return ConceptLink(work, concept, chosen[0].role, round(weights[role] / len(chosen), 4))


def _notes(groups: Groups, kinds: Mapping[str, Kind]) -> Iterable[str]:
    for name in sorted(groups):
        counts = Counter(mention.kind for mention in groups[name])
        if len(counts) > 1:
            label = min(mention.text for mention in groups[name])
            counted = " and ".join(f"{counts[kind]} times as a {kind}" for kind in sorted(counts))
            yield f'"{label}" occurs {counted}; classified as a {kinds[name]}'
