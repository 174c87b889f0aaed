"""The sentence of an abstract that names something."""

from __future__ import annotations

import re

_END = re.compile(r"[.!?][\"')\]]*\s+(?=[\"'(\[]?[A-Z0-9$\\])|\n\s*\n")
_GOES_ON = re.compile(r"(?:\b(?:e\.g|i\.e|et al|cf|vs|resp|approx|Fig|Eq|Sec|No)\.|\b[A-Z]\.)\s*$")
_LONGEST = 420
_AROUND = 180


def sentence_around(text: str, start: int, end: int) -> tuple[str, str, str]:
    """The sentence that holds the characters from `start` to `end`, in three pieces: before, these, after.

    A sentence of more than 420 characters is cut to 180 before and after, with "…". Spaces and line ends become one
    space.

    >>> sentence_around("We like it. A CNN (cf. Fig. 2) wins. So be it.", 14, 17)
    ('A ', 'CNN', ' (cf. Fig. 2) wins.')
    """
    first, last = _bounds(text, start, end)
    before, after = text[first:start], text[end:last]
    if last - first > _LONGEST:
        before = before if len(before) <= _AROUND else f"…{before[-_AROUND:]}"
        after = after if len(after) <= _AROUND else f"{after[:_AROUND]}…"
    return _even(before).lstrip(), _even(text[start:end]), _even(after).rstrip()


def _bounds(text: str, start: int, end: int) -> tuple[int, int]:
    ends = [found.end() for found in _END.finditer(text) if not _GOES_ON.search(text[: found.end()])]
    first = max((place for place in ends if place <= start), default=0)
    return first, min((place for place in ends if place >= end), default=len(text))


def _even(text: str) -> str:
    return re.sub(r"\s+", " ", text)
