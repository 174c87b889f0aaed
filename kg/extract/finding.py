"""Abstracts to mentions: what the trained model finds, or the vocabulary with patterns or another spaCy pipeline."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache

from spacy.tokens import Doc
from threadpoolctl import ThreadpoolController

from kg.extract.finder import CONFIDENCE, SIGHT, ConceptFinder, Sight
from kg.extract.known import find_known
from kg.extract.linking import term
from kg.extract.loading import Toolbox, load_toolbox
from kg.extract.patterns import find_patterns
from kg.extract.reading import Reading, read
from kg.extract.role_features import Term
from kg.extract.roles import Setting, role_of
from kg.extract.spans import Found, spread, with_definitions, without_overlaps
from kg.extract.vocabulary import Vocabulary
from kg.model.mention import Finder, Kind, RawMention, Role

BATCH = 64
_KINDS = {"METHOD": Kind.METHOD, "DATASET": Kind.DATASET}
_OTHER_MODEL = 0.8


def find_mentions(passages: Sequence[tuple[str, str]], model: str | None = None) -> list[RawMention]:
    """All mentions in the passages (work id, abstract), sorted.

    `model` is the folder or the name of a spaCy pipeline whose entities METHOD and DATASET join the vocabulary in
    place of the model that comes with the package. Pipelines are loaded once in a process. Raises KgError when one
    cannot be loaded.
    """
    tools = load_toolbox(model)
    texts = ((text, work) for work, text in passages)
    found: list[RawMention] = []
    with _algebra().limit(limits=1):
        for doc, work in tools.nlp.pipe(texts, as_tuples=True, batch_size=BATCH):
            found.extend(_mentions(work, doc, tools))
    return sorted(found)


@cache
def _algebra() -> ThreadpoolController:
    """The threads of the linear algebra below numpy. On matrices as small as ours they wait for each other by spinning,
    up to 15 times longer than one thread works; and a build has processes of its own."""
    return ThreadpoolController()


def _mentions(work: str, doc: Doc, tools: Toolbox) -> Iterator[RawMention]:
    sight = doc.user_data.get(SIGHT)
    reading = sight.reading if sight else read(doc)
    raw = mentions_from(work, reading, _found(doc, reading, tools), tools)
    yield from _with_roles(raw, reading, sight, tools)


def mentions_from(work: str, reading: Reading, found: Iterable[Found], tools: Toolbox) -> list[RawMention]:
    """The mentions that spans of an abstract stand for, in every place, their roles yet to be told."""
    spans = without_overlaps(found)
    spans = with_definitions(reading.text, spans, reading.defined, tools.vocabulary)
    spans = without_overlaps(spread(reading.text, spans))
    return [_raw(work, reading.text, span) for span in spans]


def _found(doc: Doc, reading: Reading, tools: Toolbox) -> Iterator[Found]:
    """The trained finder has weighed the vocabulary; what patterns or another pipeline find is joined to it."""
    if tools.trained:
        yield from _entities(doc, tools.vocabulary)
        return
    yield from find_known(reading, tools.vocabulary)
    if tools.patterns:
        yield from _by_pattern(reading, tools.vocabulary)
    yield from _entities(doc, tools.vocabulary)


def _entities(doc: Doc, vocabulary: Vocabulary) -> Iterator[Found]:
    confidence = doc.user_data.get(CONFIDENCE, {})
    present = known_concepts(((entity.text, _KINDS.get(entity.label_)) for entity in doc.ents), vocabulary)
    for entity in doc.ents:
        kind = _KINDS.get(entity.label_)
        if kind:
            sense = vocabulary.sense(entity.text, kind, present)
            finder, concept = (Finder.VOCABULARY, sense.entry.id) if sense else (Finder.MODEL, "")
            sure = confidence.get((entity.start, entity.end), _OTHER_MODEL)
            yield Found(entity.start_char, entity.end_char, kind, finder, sure, concept)


def known_concepts(named: Iterable[tuple[str, Kind | None]], vocabulary: Vocabulary) -> frozenset[str]:
    """Concepts that spellings with one sense name: they tell which sense of another spelling is meant."""
    senses = (vocabulary.senses_of(surface, kind) for surface, kind in named if kind)
    return frozenset(found[0].entry.id for found in senses if len(found) == 1)


def _by_pattern(reading: Reading, vocabulary: Vocabulary) -> Iterator[Found]:
    for find in find_patterns(reading.words, reading.sentences):
        start, end = reading.characters(find.start, find.end)
        if vocabulary.sense(reading.text[start:end], find.kind) is None:
            yield Found(start, end, find.kind, Finder.PATTERN, find.confidence)


def _raw(work: str, text: str, span: Found) -> RawMention:
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
    raw: Iterable[RawMention], reading: Reading, sight: Sight | None, tools: Toolbox
) -> Iterator[RawMention]:
    """One role for all mentions of a concept in the abstract."""
    groups: dict[str, list[RawMention]] = defaultdict(list)
    for mention in raw:
        groups[mention.concept or term(mention)].append(mention)
    roles = _roles(list(groups.values()), reading, sight, tools)
    for group, (role, confidence) in zip(groups.values(), roles, strict=True):
        for mention in group:
            yield replace(mention, role=role, role_confidence=confidence)


def _roles(
    groups: list[list[RawMention]], reading: Reading, sight: Sight | None, tools: Toolbox
) -> list[tuple[Role, float]]:
    if not tools.roles or not tools.finder:
        return [role_of(group[0].kind, [_setting(mention, reading) for mention in group]) for group in groups]
    sight = sight or tools.finder.sight(reading)
    terms = []
    for group in groups:
        spans = [(mention.start, mention.end) for mention in group]
        terms.append(term_of(sight, group[0].kind, spans, bool(group[0].concept), tools.finder))
    return tools.roles.roles(reading, terms)


def term_of(sight: Sight, kind: Kind, spans: Sequence[tuple[int, int]], known: bool, finder: ConceptFinder) -> Term:
    """A concept by the character ranges of its mentions, as the classifier of roles wants it."""
    reading = sight.reading
    tokens = tuple(sorted(reading.tokens(start, end) for start, end in spans))
    defined = any((d.long_start, d.long_end) in spans or (d.short_start, d.short_end) in spans for d in reading.defined)
    longest = max(tokens, key=lambda span: (span[1] - span[0], -span[0]))
    count = finder.log_count(reading.words[longest[0] : longest[1]])
    return Term(kind, tokens, known, count, defined, sight.of(tokens))


def _setting(mention: RawMention, reading: Reading) -> Setting:
    known = bool(mention.concept)
    for place, (first, last) in enumerate(reading.sentences):
        start, end = reading.characters(first, last)
        if start <= mention.start < end:
            share = place / max(1, len(reading.sentences) - 1)
            return Setting(reading.text[start : mention.start], reading.text[mention.end : end], share, known)
    return Setting("", "", 1.0, known)
