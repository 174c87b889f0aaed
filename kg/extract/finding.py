"""Abstracts to mentions: vocabulary, patterns or a trained model, and the abbreviations that an abstract defines."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache

from spacy.language import Language

from kg.extract.known import find_known
from kg.extract.linking import term
from kg.extract.patterns import find_patterns
from kg.extract.reading import Reading, read
from kg.extract.roles import Setting, role_of
from kg.extract.spans import Found, spread, with_definitions, without_overlaps
from kg.extract.tokens import blank_pipeline
from kg.extract.vocabulary import Vocabulary, load_vocabulary
from kg.model.mention import Finder, RawMention, Role

BATCH = 64


def find_mentions(passages: Sequence[tuple[str, str]], model: str | None = None) -> list[RawMention]:
    """All mentions in the passages (work id, abstract), sorted. The pipeline is loaded once in a process."""
    nlp, vocabulary = _pipeline(), load_vocabulary()
    texts = ((text, work) for work, text in passages)
    found: list[RawMention] = []
    for doc, work in nlp.pipe(texts, as_tuples=True, batch_size=BATCH):
        found.extend(_mentions(work, read(doc), vocabulary))
    return sorted(found)


@lru_cache(maxsize=1)
def _pipeline() -> Language:
    return blank_pipeline()


def _mentions(work: str, reading: Reading, vocabulary: Vocabulary) -> Iterator[RawMention]:
    spans = [*find_known(reading, vocabulary), *_by_pattern(reading, vocabulary)]
    spans = with_definitions(reading.text, without_overlaps(spans), reading.defined, vocabulary)
    spans = without_overlaps(spread(reading.text, spans))
    raw = [_raw(work, reading.text, span) for span in spans]
    yield from _with_roles(raw, reading)


def _by_pattern(reading: Reading, vocabulary: Vocabulary) -> Iterator[Found]:
    for find in find_patterns(reading.words, reading.sentences):
        start, end = reading.characters(find.start, find.end)
        sense = vocabulary.sense(reading.text[start:end], find.kind)
        if sense is None:
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


def _with_roles(raw: Iterable[RawMention], reading: Reading) -> Iterator[RawMention]:
    """One role for all mentions of a concept in the abstract."""
    groups: dict[str, list[RawMention]] = defaultdict(list)
    for mention in raw:
        groups[mention.concept or term(mention)].append(mention)
    for group in groups.values():
        role, confidence = role_of(group[0].kind, [_setting(mention, reading) for mention in group])
        for m in group:
            yield RawMention(
                m.work, m.start, m.end, m.text, m.kind, m.finder, m.confidence, role, confidence, m.concept, m.long_form
            )


def _setting(mention: RawMention, reading: Reading) -> Setting:
    for place, (first, last) in enumerate(reading.sentences):
        start, end = reading.characters(first, last)
        if start <= mention.start < end:
            share = place / max(1, len(reading.sentences) - 1)
            return Setting(
                reading.text[start : mention.start], reading.text[mention.end : end], share, bool(mention.concept)
            )
    return Setting("", "", 1.0, bool(mention.concept))
