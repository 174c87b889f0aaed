"""An abstract with its tokens, sentences and the abbreviations it defines."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from dataclasses import dataclass

from spacy.tokens import Doc

from kg.extract.abbreviations import AbbreviationDefinition, definitions
from kg.extract.tokens import bounds_of, sentences


@dataclass(frozen=True, slots=True)
class Abstract:
    """An abstract with its tokens, their character offsets, the token ranges of its sentences, and its definitions."""

    text: str
    words: list[str]
    starts: list[int]
    ends: list[int]
    sentences: tuple[tuple[int, int], ...]
    defined: tuple[AbbreviationDefinition, ...]

    def characters(self, start: int, end: int) -> tuple[int, int]:
        """Return the character range of a token range."""
        return self.starts[start], self.ends[end - 1]

    def tokens(self, start: int, end: int) -> tuple[int, int]:
        """Return the token range that covers a character range."""
        first = bisect_right(self.starts, start) - 1
        return first, max(first + 1, bisect_left(self.starts, end))

    def surface(self, start: int, end: int) -> str:
        """Return the text of a token range."""
        return self.text[self.starts[start] : self.ends[end - 1]]


def analyse(doc: Doc) -> Abstract:
    """Return the abstract of a tokenised document."""
    text = doc.text
    starts, ends = bounds_of(doc)
    words = [text[start:end] for start, end in zip(starts, ends, strict=True)]
    return Abstract(text, words, starts, ends, tuple(sentences(words)), tuple(definitions(text)))
