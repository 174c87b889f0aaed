"""Normal form of titles, and the relation of two titles."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum
from functools import lru_cache

from rapidfuzz import fuzz

from kg.resolve.folding import title_key, words
from kg.resolve.front_matter import is_front_matter
from kg.resolve.latex import render
from kg.resolve.title_words import IGNORED, are_opposed, is_negation, is_same_word, number_of

LONGEST = 100  # maximum number of words of titles that are compared word by word
SIMILAR = 75  # minimum similarity (rapidfuzz ratio, in per cent) of the keys of titles that are compared word by word
_SUBTITLE = re.compile(r"(?:(?:(?<!\s)\s++)?+(?::|\?|[-–—]{2,}|\.\s)|(?<!\s)\s++[-–—]\s)\s*")
_NOTE = (
    r"extended abstract|extended version|full version|long version|short paper|short version|student abstract|abstract"
    r"|abstract reprint|retracted|withdrawn|preprint|invited paper|invited talk|demo paper|poster|technical report"
)
_NOTES = re.compile(
    rf"^\s*[\[(]\s*(?:{_NOTE})\s*[\])]\s*|^\s*(?:retracted|withdrawn)\s*:\s*"
    rf"|(?:(?<!\s)\s++)?+(?:[\[(]\s*+(?:{_NOTE})\s*+[\])]"
    r"|[-–—:.]\s++(?:extended abstract|extended version|full version))\s*+\.?$",
    re.IGNORECASE,
)
_PART = re.compile(
    r"^(?:part|volume|vol|chapter|section|paper|episode|i|ii|iii|iv|v|vi|1|2|3|4|5|6|one|two|three)(?:$| )"
)
_SYMBOL = re.compile(r"\b([A-Z]{1,5}\^?\*|\w+\+{1,2}(?!\w)|[A-Z]#)")


class TitleRelation(StrEnum):
    """Relation of two titles."""

    EXACT = "same title"
    NOTED = "same title except a note such as (extended abstract)"
    SPELLING = "same title in another spelling"
    SUBTITLE = "one title is the other without its subtitle"
    CHANGED = "similar titles"
    OPPOSED = "titles with different numbers or parts, or opposite words"
    OTHER = "different titles"


@dataclass(frozen=True, slots=True)
class Title:
    """Parts of a title in normal form (see `title_key`).

    `full_key` is the key of the title as written; all other fields are of the title without a note such as "(extended
    abstract)". `key` is its key, `main` the key of the part before the colon, `subtitle` the key of the part after it.
    `numbers` are the numbers among its words. `symbols` are names with characters that a key lacks, such as "RRT*" and
    "C++".
    """

    full_key: str
    key: str
    main: str
    subtitle: str
    words: tuple[str, ...]
    subtitle_words: tuple[str, ...]
    numbers: tuple[str, ...]
    symbols: tuple[str, ...]
    is_front_matter: bool

    @property
    def is_distinctive(self) -> bool:
        """Return True if two unrelated papers are unlikely to have this title, because it is long enough."""
        return len(self.key) >= 20 and len(self.words) >= 3


@lru_cache(maxsize=131072)
def read_title(text: str) -> Title:
    """Return the parts of a title, which is given as written."""
    plain = _NOTES.sub("", render(text)).strip() or text
    main, *rest = _SUBTITLE.split(plain, maxsplit=1)
    behind = rest[0] if rest else ""
    found = words(plain)
    return Title(
        title_key(text),
        title_key(plain),
        title_key(main) if words(main) else title_key(plain),
        title_key(behind) if words(behind) else "",
        found,
        words(behind),
        tuple(number for word in found if (number := number_of(word))),
        tuple(_SYMBOL.findall(plain)),
        is_front_matter(text),
    )


def relate_titles(left: Title, right: Title) -> TitleRelation:
    """Return the relation of two titles."""
    if left.key == right.key:
        if left.symbols != right.symbols:
            return TitleRelation.OPPOSED
        return TitleRelation.EXACT if left.full_key == right.full_key else TitleRelation.NOTED
    shorter, longer = sorted((left, right), key=lambda title: len(title.key))
    if shorter.key == longer.main:
        return TitleRelation.OPPOSED if _PART.match(" ".join(longer.subtitle_words)) else TitleRelation.SUBTITLE
    if shorter.key == longer.subtitle and shorter.is_distinctive:
        return TitleRelation.SUBTITLE
    return _relate_words(left, right)


def _relate_words(left: Title, right: Title) -> TitleRelation:
    if fuzz.ratio(left.key, right.key, score_cutoff=SIMILAR) < SIMILAR and not _share_words(left, right):
        return TitleRelation.OTHER
    if left.numbers != right.numbers or left.symbols != right.symbols:
        return TitleRelation.OPPOSED
    if max(len(left.words), len(right.words)) > LONGEST:
        return TitleRelation.CHANGED
    changes = list(_changes(left.words, right.words))
    if not changes:
        return TitleRelation.SPELLING
    return TitleRelation.OPPOSED if any(_is_opposition(*change) for change in changes) else TitleRelation.CHANGED


def _share_words(left: Title, right: Title) -> bool:
    here, there = set(left.words) - IGNORED, set(right.words) - IGNORED
    return len(here & there) * 10 >= len(here | there) * 6


Words = tuple[str, ...]


def _changes(left: Words, right: Words) -> Iterator[tuple[Words, Words]]:
    """Yield pairs of runs of words that differ; articles and variants of one word are ignored."""
    here, there = (tuple(word for word in words if word not in IGNORED) for words in (left, right))
    for kind, start, end, other_start, other_end in SequenceMatcher(None, here, there, autojunk=False).get_opcodes():
        one, other = here[start:end], there[other_start:other_end]
        if kind != "equal" and not _is_spelling(one, other):
            yield one, other


def _is_spelling(left: Words, right: Words) -> bool:
    if "".join(left) == "".join(right):
        return True
    return len(left) == len(right) and all(is_same_word(*pair) for pair in zip(left, right, strict=True))


def _is_opposition(left: Words, right: Words) -> bool:
    if any(are_opposed(one, other) for one in left for other in right):
        return True
    return any(is_negation(word) for word in {*left} ^ {*right})
