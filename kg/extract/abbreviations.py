"""Abbreviations that an abstract defines: "graph neural networks (GNNs)", "GNN (graph neural network)".

The letters of the short form are found in the long form from right to left, the first one at the start of a word
(A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions in biomedical text, 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARENTHESES = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(r"(?=[^\s]*[A-Z])[A-Za-z0-9][\w.+*&/-]{1,14}")
_CUT = re.compile(r"[.;:,!?()\[\]]\s")
_FIRST_WORDS = re.compile(
    r"^(?:(?:the|a|an|our|new|novel|and|or|of|in|on|for|with|by|to|called|named|proposed) )+", re.I
)


@dataclass(frozen=True, slots=True, order=True)
class AbbreviationDefinition:
    """A long form and its short form, as character ranges of the text."""

    long_start: int
    long_end: int
    short_start: int
    short_end: int


def definitions(text: str) -> Iterator[AbbreviationDefinition]:
    """Yield the abbreviations that a text defines, in order."""
    for found in _PARENTHESES.finditer(text):
        inside = re.split(r"[,;]", found.group(1))[0].strip()
        offset = found.start(1) + found.group(1).find(inside)
        if _SHORT.fullmatch(inside):
            yield from _before(text, found.start(), inside, offset)
        else:
            yield from _inside(text, found.start(), inside, offset)


def _before(text: str, end: int, short: str, short_start: int) -> Iterator[AbbreviationDefinition]:
    """Yield the definition whose long form precedes the short form in parentheses."""
    end = len(text[:end].rstrip())
    start = max((cut.end() for cut in _CUT.finditer(text, 0, end)), default=0)
    letters = short.removesuffix("s") if short[:-1].isupper() else short
    words = min(len(letters) + 5, len(letters) * 2)
    begins = [m.start() for m in re.finditer(r"(?<![\w])\w", text[start:end])]
    for limit in (words, words + 4):
        window = text[start + (begins[-limit] if len(begins) > limit else 0) : end]
        at = _align(letters, window)
        if at is not None:
            long_start = end - len(window) + at
            skip = _FIRST_WORDS.match(text[long_start:end])
            long_start += skip.end() if skip else 0
            if end - long_start > len(short) + 2:
                yield AbbreviationDefinition(long_start, end, short_start, short_start + len(short))
            return


def _inside(text: str, end: int, long: str, long_start: int) -> Iterator[AbbreviationDefinition]:
    """Yield the definition whose short form precedes the long form in parentheses."""
    before = re.search(r"(?<![\w-])([\w+*&/-]{2,15})\s*$", text[:end])
    if not before or not _SHORT.fullmatch(before.group(1)) or sum(map(str.isupper, before.group(1))) < 2:
        return
    short = before.group(1)
    if " " in long and len(long) > len(short) + 2 and _align(short.removesuffix("s"), long) == 0:
        yield AbbreviationDefinition(long_start, long_start + len(long), before.start(1), before.end(1))


def _align(short: str, long: str) -> int | None:
    """Return the offset in the long form where the letters of the short form start, or None if they do not match."""
    letters = [c.lower() for c in short if c.isalnum()]
    lower = long.lower()
    starts = [found.start() for found in re.finditer(r"(?<!\w)\w", lower)][-len(letters) :]
    if [lower[start] for start in starts] == letters:
        return starts[0]
    at = len(long)
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (lower[at] != letters[index] or (index == 0 and at > 0 and long[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    return at
