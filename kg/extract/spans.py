"""Spans of an abstract that name a concept: all occurrences, without overlaps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from kg.extract.abbreviations import AbbreviationDefinition
from kg.extract.vocabulary import ConceptVocabulary
from kg.extract.wording import is_abbreviation, normal_form
from kg.model.mention import Finder, Kind


@dataclass(frozen=True, slots=True, order=True)
class ConceptSpan:
    """A character range that names a method or a dataset; `concept` and `long_form` as in RawMention."""

    start: int
    end: int
    kind: Kind
    finder: Finder
    confidence: float
    concept: str = ""
    long_form: str = ""

    @property
    def size(self) -> int:
        """Return the number of characters."""
        return self.end - self.start


def without_overlaps(spans: Iterable[ConceptSpan]) -> list[ConceptSpan]:
    """Return the spans in order; of two that overlap the longer stays, of equal ones that with more confidence."""
    kept: list[ConceptSpan] = []
    for span in sorted(spans, key=lambda s: (-s.size, s.concept == "", -s.confidence, s)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


def with_definitions(
    text: str, spans: Iterable[ConceptSpan], defined: Iterable[AbbreviationDefinition], vocabulary: ConceptVocabulary
) -> list[ConceptSpan]:
    """Return the spans with short forms linked to the concept of their long form; other short forms are dropped."""
    spans = list(spans)
    for definition in defined:
        short = text[definition.short_start : definition.short_end]
        long = _long_span(text, spans, definition, vocabulary)
        spans = [span for span in spans if text[span.start : span.end].removesuffix("s") != short.removesuffix("s")]
        if long:
            form = long.long_form or text[long.start : long.end]
            short_form = (definition.short_start, definition.short_end)
            spans += [
                long,
                replace(long, start=short_form[0], end=short_form[1], finder=Finder.ABBREVIATION, long_form=form),
            ]
    return spans


def _long_span(
    text: str, spans: list[ConceptSpan], definition: AbbreviationDefinition, vocabulary: ConceptVocabulary
) -> ConceptSpan | None:
    """Return the span of the long form, or that of the short form moved to the long form."""
    ending = [s for s in spans if s.end == definition.long_end and s.start >= definition.long_start - 25]
    if ending:
        return max(ending, key=lambda span: (span.start == definition.long_start, span.size))
    short = [s for s in spans if s.start == definition.short_start and s.end == definition.short_end]
    long_form = text[definition.long_start : definition.long_end]
    if not short or (short[0].concept and not _agrees(vocabulary, short[0].concept, long_form)):
        return None
    return replace(short[0], start=definition.long_start, end=definition.long_end)


def _agrees(vocabulary: ConceptVocabulary, concept: str, long_form: str) -> bool:
    """Return True if the long form shares its last word with a spelling of the concept."""
    last = normal_form(long_form).split(" ")[-1]
    return any(normal_form(spelling).split(" ")[-1] == last for spelling in vocabulary.entries[concept].spellings())


def with_all_occurrences(text: str, spans: Iterable[ConceptSpan]) -> list[ConceptSpan]:
    """Return the spans and every other occurrence of their words in the text."""
    spans = list(spans)
    taken = {(span.start, span.end) for span in spans}
    for span in sorted(spans, key=lambda s: (s.finder is Finder.PATTERN, s)):
        for start, end in _occurrences(text, text[span.start : span.end]):
            if (start, end) not in taken:
                taken.add((start, end))
                spans.append(replace(span, start=start, end=end))
    return spans


def _occurrences(text: str, surface: str) -> Iterator[tuple[int, int]]:
    """Yield where the surface occurs as complete words; phrases in any case, abbreviations also with a plural s."""
    short = is_abbreviation(surface)
    wanted = surface.removesuffix("s") if short else surface
    folds = not short and " " in surface and len(text.lower()) == len(text)
    within, wanted = (text.lower(), wanted.lower()) if folds else (text, wanted)
    start = within.find(wanted)
    while start >= 0:
        end = start + len(wanted)
        if short and within[end : end + 1] == "s":
            end += 1
        if not _in_word(within[start - 1 : start], "-") and not _in_word(within[end : end + 1], ""):
            yield start, end
        start = within.find(wanted, start + 1)


def _in_word(beside: str, more: str) -> bool:
    return bool(beside) and (beside.isalnum() or beside == "_" or beside in more)
