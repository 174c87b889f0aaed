"""Titles in normal form, and how two of them relate."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from kg.resolve.folding import title_key, words
from kg.resolve.latex import render

NEAR = 0.9  # share of letters in common, of titles with small edits
EDITED = 0.75  # of titles that may be versions of one paper
_SUBTITLE = re.compile(r"\s*(?::|\?|\s[-–—]\s|\.\s)\s*")
_NUMERALS = {"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "one": "1", "two": "2", "three": "3"}


class Likeness(StrEnum):
    """How two titles relate."""

    EXACT = "the same title"
    CUT = "one title is the other without its subtitle"
    NEAR = "nearly the same title"
    EDITED = "similar titles"
    OTHER = "other titles"


@dataclass(frozen=True, slots=True)
class Title:
    """A title: the letters and digits that are left of it, of the part before its subtitle, its words and numbers."""

    key: str
    main: str
    words: tuple[str, ...]
    numbers: tuple[str, ...]

    @property
    def is_telling(self) -> bool:
        """Whether two unrelated papers would hardly share it."""
        return len(self.key) >= 20 and len(self.words) >= 3


@lru_cache(maxsize=131072)
def read_title(text: str) -> Title:
    """The parts of a title as written."""
    main = _SUBTITLE.split(render(text), maxsplit=1)[0]
    found = words(text)
    numbers = tuple(_NUMERALS.get(word, word) for word in found if word in _NUMERALS or _has_digit(word))
    return Title(title_key(text), title_key(main) if words(main) else title_key(text), found, numbers)


def _has_digit(word: str) -> bool:
    return not word.isalpha() and any(character.isdigit() for character in word)


def relate_titles(left: Title, right: Title) -> tuple[Likeness, float] | None:
    """How the titles relate, and the share of letters in common; None for unlike ones.

    Titles whose numbers differ ("Part I", "Part II") are never nearly the same.
    """
    if left.key == right.key:
        return Likeness.EXACT, 1.0
    if left.main == right.main and left.key != right.key and left.main in (left.key, right.key):
        return Likeness.CUT, len(left.main) / max(len(left.key), len(right.key))
    share = fuzz.ratio(left.key, right.key, score_cutoff=100 * EDITED) / 100
    if not share:
        return None
    near = share >= NEAR and left.numbers == right.numbers
    return (Likeness.NEAR if near else Likeness.EDITED), share
