"""Extraction of the sentence around a mention."""

from __future__ import annotations

import re
from functools import lru_cache

_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9$\\])|\n\s*\n")
_ABBREVIATION = re.compile(r"(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|approx|Fig|Eq|Sec|No)\.|\b[A-Z]\.)\s*$")
_MAX_LENGTH = 420
_CONTEXT = 180
_BEFORE_END = 8
"""Number of characters before the end of a sentence that suffice to recognise an abbreviation."""


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """Return the sentence with the mention from `start` to `end`: the text before it, the mention, the text after it.

    `start` and `end` are offsets in code points. In a sentence of more than 420 characters, the text on either side is
    shortened to 180 characters, marked by "…". Consecutive white space becomes one space.

    >>> sentence_around("We like it. A CNN (cf. Fig. 2) wins. So be it.", 14, 17)
    ('A ', 'CNN', ' (cf. Fig. 2) wins.')
    """
    first, last = bounds_around(text, start, end)
    before, after = text[first:start], text[end:last]
    if last - first > _MAX_LENGTH:
        before = before if len(before) <= _CONTEXT else f"…{before[-_CONTEXT:]}"
        after = after if len(after) <= _CONTEXT else f"{after[:_CONTEXT]}…"
    return _collapse(before).lstrip(), _collapse(text[start:end]), _collapse(after).rstrip()


def bounds_around(text: str, start: int, end: int) -> tuple[int, int]:
    """Return where the sentence with the mention from `start` to `end` starts and ends."""
    ends = _ends(text)
    first = max((place for place in ends if place <= start), default=0)
    return first, min((place for place in ends if place >= end), default=len(text))


@lru_cache(maxsize=16)
def _ends(text: str) -> tuple[int, ...]:
    """Return where the sentences of a text end; most texts have several mentions in a row."""
    found = ((match.end(), text[max(match.start() - _BEFORE_END, 0) : match.end()]) for match in _END.finditer(text))
    return tuple(end for end, words in found if not _ABBREVIATION.search(words))


def _collapse(text: str) -> str:
    return re.sub(r"\s+", " ", text)
