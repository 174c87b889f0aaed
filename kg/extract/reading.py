"""One abstract, read: its text, tokens, sentences and the abbreviations it defines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.abbreviations import Definition, definitions
from kg.extract.tokens import bounds_of, sentences


@dataclass(frozen=True, slots=True)
class Reading:
    """An abstract with its words (token texts), where each begins and ends, and token ranges of its sentences."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: tuple[tuple[int, int], ...]
    defined: tuple[Definition, ...]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """The character range of a token range."""
        return self.starts[start], self.ends[end - 1]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """The token range that covers a character range."""
        first = bisect_right(self.starts, start) - 1
        return first, max(first + 1, bisect_left(self.starts, end))

    def surface(self, start: int, end: int) -> str:
        """The text of a token range."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def read(doc: Doc) -> Reading:
    """The reading of a tokenised abstract."""
    text = doc.text
    starts, ends = bounds_of(doc)
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Reading(text, words, starts, ends, tuple(sentences(words)), tuple(definitions(text)))
