"""Spans of an abstract that name a concept: all occurrences, without overlaps."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from kg.extract.abbreviations import AbbreviationDefinition
from kg.extract.vocabulary import ConceptVocabulary
from kg.extract.wording import is_abbreviation, normal_form
from kg.model.mention import Finder, Kind

_INTRODUCED = re.compile(
    r"\b(?:propos|introduc|present|develop|design|devis|call|name|dub|term|coin)\w*\b[^.;]{0,60}$", re.IGNORECASE
)


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
    """Return the spans in order, without overlaps.

    Of two that overlap, the longer one stays; if they are equally long, one with a concept, or else the one with the
    higher confidence.
    """
    kept: list[ConceptSpan] = []
    for span in sorted(spans, key=lambda s: (-s.size, s.concept == "", -s.confidence, s)):
        if all(span.end <= other.start or other.end <= span.start for other in kept):
            kept.append(span)
    return sorted(kept)


def with_definitions(
    text: str, spans: Iterable[ConceptSpan], defined: Iterable[AbbreviationDefinition], vocabulary: ConceptVocabulary
) -> list[ConceptSpan]:
    """Return the spans with each short form linked to the concept that its long form names in this text.

    The definition in the text has precedence over the meaning of the short form in the vocabulary. A longer phrase that
    ends in the long form is another concept: "deep reinforcement learning (RL)" defines RL as reinforcement learning.
    """
    spans = list(spans)
    for definition in defined:
        short = text[definition.short_start : definition.short_end].removesuffix("s")
        same = [span for span in spans if text[span.start : span.end].removesuffix("s") == short]
        found = list(_defined_spans(text, spans, same, definition, vocabulary))
        spans = [span for span in spans if span not in same] + found
    return spans


def _defined_spans(
    text: str,
    spans: Sequence[ConceptSpan],
    same: Sequence[ConceptSpan],
    definition: AbbreviationDefinition,
    vocabulary: ConceptVocabulary,
) -> Iterator[ConceptSpan]:
    """Yield the span of the short form, and that of the long form unless it is inside another span."""
    long_form = text[definition.long_start : definition.long_end]
    exact = [s for s in spans if (s.start, s.end) == (definition.long_start, definition.long_end)]
    around = [s for s in spans if s.end == definition.long_end and s.start < definition.long_start]
    if exact:
        long = exact[0]
    elif same or (around and vocabulary.sense(long_form, around[0].kind)):
        long = _with_meaning((*same, *around)[0], long_form, vocabulary)
        if same and same[0].concept and not long.concept and not _INTRODUCED.search(text[: definition.long_start]):
            return  # it was found only as a term of the vocabulary, which it is not
    else:
        return
    yield replace(
        long,
        start=definition.short_start,
        end=definition.short_end,
        finder=Finder.ABBREVIATION,
        long_form=long.long_form or long_form,
    )
    if not exact and not around:
        yield replace(long, start=definition.long_start, end=definition.long_end)


def _with_meaning(span: ConceptSpan, long_form: str, vocabulary: ConceptVocabulary) -> ConceptSpan:
    """Return the span with the vocabulary concept that its long form names; `concept` is "" if there is none."""
    sense = vocabulary.sense(long_form, span.kind)
    if sense:
        concept = sense.entry.id
    else:
        concept = span.concept if span.concept and _agrees(vocabulary, span.concept, long_form) else ""
    return replace(span, finder=span.finder if concept else Finder.MODEL, concept=concept, long_form="")


def _agrees(vocabulary: ConceptVocabulary, concept: str, long_form: str) -> bool:
    """Return True if the words of the long form begin like those of a spelling of the concept."""
    stems = _stems(long_form)
    return any(_stems(spelling) == stems for spelling in vocabulary.entries[concept].spellings())


def _stems(form: str) -> list[str]:
    return [word[:4] for word in normal_form(form).split(" ")]


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
    """Yield the ranges where a surface occurs as complete words: phrases in any case, abbreviations also with an s."""
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
