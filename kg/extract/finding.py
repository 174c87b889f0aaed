"""Mentions in abstracts, found by the trained model, or by the vocabulary combined with patterns or a pipeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from kg.extract.abstract import Abstract, analyse
from kg.extract.concept_keys import concept_key
from kg.extract.doubtful_names import without_doubtful
from kg.extract.finder import CANDIDATE_FEATURES, CONFIDENCE, CandidateFeatures, ConceptFinder
from kg.extract.loading import ExtractionTools, load_tools
from kg.extract.patterns import find_patterns
from kg.extract.role_features import ConceptInAbstract
from kg.extract.role_rules import MentionContext, role_of
from kg.extract.spans import ConceptSpan, with_all_occurrences, with_definitions, without_overlaps
from kg.extract.trimming import trimmed
from kg.extract.vocabulary import ConceptVocabulary
from kg.extract.vocabulary_matching import find_vocabulary_spans
from kg.model.mention import Finder, Kind, RawMention, Role

BATCH = 64
_KINDS = {"METHOD": Kind.METHOD, "DATASET": Kind.DATASET}
_OTHER_MODEL = 0.8


def find_mentions(passages: Sequence[tuple[str, str]], model: str | None = None) -> list[RawMention]:
    """Return all mentions in passages (work id, abstract), sorted.

    `model` is the folder or name of a spaCy pipeline to use in place of the built-in model; its entities METHOD and
    DATASET are added to the matches of the vocabulary. A process loads each pipeline once. Raises KgError if the
    pipeline cannot be loaded.
    """
    tools = load_tools(model)
    texts = ((text, work) for work, text in passages)
    found: list[RawMention] = []
    with _algebra().limit(limits=1):
        for doc, work in tools.nlp.pipe(texts, as_tuples=True, batch_size=BATCH):
            found.extend(_mentions(work, doc, tools))
    return sorted(found)


@cache
def _algebra() -> ThreadpoolController:
    """Return the object that limits the number of threads of linear algebra.

    For small matrices such as these, several threads take up to 15 times as long as one, because they wait for each
    other; a build can run in several processes instead.
    """
    return ThreadpoolController()


def _mentions(work: str, doc: Doc, tools: ExtractionTools) -> Iterator[RawMention]:
    candidates = doc.user_data.get(CANDIDATE_FEATURES)
    abstract = candidates.abstract if candidates else analyse(doc)
    raw = mentions_from(work, abstract, _found(doc, abstract, tools), tools)
    yield from _with_roles(raw, abstract, candidates, tools)


def mentions_from(
    work: str, abstract: Abstract, found: Iterable[ConceptSpan], tools: ExtractionTools
) -> list[RawMention]:
    """Return the mentions of spans, at every occurrence in the abstract, without roles."""
    spans = without_overlaps(trimmed(abstract.text, found))
    spans = with_definitions(abstract.text, spans, abstract.defined, tools.vocabulary)
    spans = without_overlaps(with_all_occurrences(abstract.text, spans))
    return without_doubtful(abstract, (_raw(work, abstract.text, span) for span in spans))


def _found(doc: Doc, abstract: Abstract, tools: ExtractionTools) -> Iterator[ConceptSpan]:
    """Yield the spans found; the trained finder uses the vocabulary itself, other finders are combined with it."""
    if tools.trained:
        yield from _entities(doc, tools.vocabulary)
        return
    yield from find_vocabulary_spans(abstract, tools.vocabulary)
    if tools.patterns:
        yield from _by_pattern(abstract, tools.vocabulary)
    yield from _entities(doc, tools.vocabulary)


def _entities(doc: Doc, vocabulary: ConceptVocabulary) -> Iterator[ConceptSpan]:
    confidence = doc.user_data.get(CONFIDENCE, {})
    present = known_concepts(((entity.text, _KINDS.get(entity.label_)) for entity in doc.ents), vocabulary)
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind:
            sense = vocabulary.sense(entity.text, kind, present)
            finder, concept = (Finder.VOCABULARY, sense.entry.id) if sense else (Finder.MODEL, "")
            sure = confidence.get((entity.start, entity.end), _OTHER_MODEL)
            yield ConceptSpan(entity.start_char, entity.end_char, kind, finder, sure, concept)


def known_concepts(named: Iterable[tuple[str, Kind | None]], vocabulary: ConceptVocabulary) -> frozenset[str]:
    """Return the concepts of unambiguous spellings, which decide between the senses of other spellings."""
    senses = (vocabulary.senses_of(surface, kind) for surface, kind in named if kind)
    return frozenset(found[0].entry.id for found in senses if len(found) == 1)


def _by_pattern(abstract: Abstract, vocabulary: ConceptVocabulary) -> Iterator[ConceptSpan]:
    for find in find_patterns(abstract.words, abstract.sentences):
        start, end = abstract.characters(find.start, find.end)
        if vocabulary.sense(abstract.text[start:end], find.kind) is None:
            yield ConceptSpan(start, end, find.kind, Finder.PATTERN, find.confidence)


def _raw(work: str, text: str, span: ConceptSpan) -> RawMention:
    return RawMention(
        work=work,
        start=span.start,
        end=span.end,
        text=text[span.start : span.end],
        kind=span.kind,
        finder=span.finder,
        confidence=round(span.confidence, 4),
        role=Role.MENTIONS,
        role_confidence=0.0,
        concept=span.concept,
        long_form=span.long_form,
    )


def _with_roles(
    raw: Iterable[RawMention], abstract: Abstract, candidates: CandidateFeatures | None, tools: ExtractionTools
) -> Iterator[RawMention]:
    """Yield the mentions with one role for all mentions of a concept in the abstract."""
    groups: dict[str, list[RawMention]] = defaultdict(list)
    for mention in raw:
        groups[concept_key(mention)].append(mention)
    roles = _roles(list(groups.values()), abstract, candidates, tools)
    for group, (role, confidence) in zip(groups.values(), roles, strict=True):
        for mention in group:
            yield replace(mention, role=role, role_confidence=confidence)


def _roles(
    groups: list[list[RawMention]], abstract: Abstract, candidates: CandidateFeatures | None, tools: ExtractionTools
) -> list[tuple[Role, float]]:
    if not tools.roles or not tools.finder:
        return [role_of(group[0].kind, [_setting(mention, abstract) for mention in group]) for group in groups]
    candidates = candidates or tools.finder.candidate_features(abstract)
    terms = []
    for group in groups:
        spans = [(mention.start, mention.end) for mention in group]
        terms.append(concept_in_abstract(candidates, group[0].kind, spans, bool(group[0].concept), tools.finder))
    return tools.roles.roles(abstract, terms)


def concept_in_abstract(
    candidates: CandidateFeatures, kind: Kind, spans: Sequence[tuple[int, int]], known: bool, finder: ConceptFinder
) -> ConceptInAbstract:
    """Return a concept by the character ranges of its mentions, as input of the role classifier."""
    abstract = candidates.abstract
    tokens = tuple(sorted(abstract.tokens(start, end) for start, end in spans))
    defined = any(
        (d.long_start, d.long_end) in spans or (d.short_start, d.short_end) in spans for d in abstract.defined
    )
    longest = max(tokens, key=lambda span: (span[1] - span[0], -span[0]))
    count = finder.log_count(abstract.words[longest[0] : longest[1]])
    return ConceptInAbstract(kind, tokens, known, count, defined, candidates.of(tokens))


def _setting(mention: RawMention, abstract: Abstract) -> MentionContext:
    known = bool(mention.concept)
    for place, (first, last) in enumerate(abstract.sentences):
        start, end = abstract.characters(first, last)
        if start <= mention.start < end:
            share = place / max(1, len(abstract.sentences) - 1)
            return MentionContext(abstract.text[start : mention.start], abstract.text[mention.end : end], share, known)
    return MentionContext("", "", 1.0, known)
