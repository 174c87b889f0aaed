"""Abbreviations that an abstract defines: "graph neural networks (GNNs)", "GNN (graph neural network)".

"We introduce SDS, a sparse-dense-sparse framework" defines one too. A capitalised word in parentheses, such as
"(Atari)", is an example, not an abbreviation, unless the initials of the words before it spell it.

The letters of the short form are found in the long form from right to left, the first one at the start of a word
(A. Schwartz and M. Hearst, A simple algorithm for identifying abbreviation definitions in biomedical text, 2003).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_PARENTHESES = re.compile(r"\(([^()]{2,80})\)")
_SHORT = re.compile(r"(?=[^\s]*[A-Z])[A-Za-z0-9][\w.+*&/-]{1,14}")
_NAMED = re.compile(
    r"\b(?:propos|introduc|present|develop|describ|design|devis|releas|call|name|dub|term|coin)\w*"
    r"(?:\s+(?:the|our|a|an|new|novel))*\s+([A-Z][A-Z0-9-]{1,9}[a-z]?),\s+an?\s+([^.;:,()]{3,120})"
)
_CUT = re.compile(r"[.;:,!?()\[\]]\s")
_SMALL_WORDS = frozenset("a an and at by for from in of on or the to via with".split())
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


_SHORT_BEFORE = re.compile(r"(?<![\w-])([\w+*&/-]{2,15})\s*$")
MOST_BEFORE = 1_000
"""Maximum number of characters before parentheses that are searched for the other form."""


def definitions(text: str) -> Iterator[AbbreviationDefinition]:
    """Yield the abbreviations that a text defines: those in parentheses in order, then those before a comma."""
    yield from _in_parentheses(text)
    for found in _NAMED.finditer(text):
        yield from _in_apposition(found)


def _in_parentheses(text: str) -> Iterator[AbbreviationDefinition]:
    for found in _PARENTHESES.finditer(text):
        inside = re.split(r"[,;]", found.group(1))[0].strip()
        offset = found.start(1) + found.group(1).find(inside)
        if _SHORT.fullmatch(inside):
            yield from _before(text, found.start(), inside, offset)
        else:
            yield from _inside(text, found.start(), inside, offset)


def _in_apposition(found: re.Match[str]) -> Iterator[AbbreviationDefinition]:
    """Yield the definition in "X, a long form" if initials of adjacent words of the long form spell X."""
    letters = [c.lower() for c in found.group(1) if c.isalnum()]
    begins = [(word.start(), word.end()) for word in re.finditer(r"\w+", found.group(2))]
    for first in range(len(begins) - len(letters) + 1):
        words = begins[first : first + len(letters)]
        if [found.group(2)[start].lower() for start, _ in words] == letters:
            offset = found.start(2)
            yield AbbreviationDefinition(offset + words[0][0], offset + words[-1][1], *found.span(1))
            return


def _before(text: str, end: int, short: str, short_start: int) -> Iterator[AbbreviationDefinition]:
    """Yield the definition whose long form precedes the short form in parentheses."""
    first = max(0, end - MOST_BEFORE)
    end = first + len(text[first:end].rstrip())
    start = max((cut.end() for cut in _CUT.finditer(text, first, end)), default=first)
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
            if end - long_start > len(short) + 2 and _may_stand_for(short, text[long_start:end]):
                yield AbbreviationDefinition(long_start, end, short_start, short_start + len(short))
            return


def _may_stand_for(short: str, long: str) -> bool:
    """Return True for a short form with two capitals or digits, or one that the initials of the long form spell."""
    if sum(c.isupper() or c.isdigit() for c in short) >= 2:
        return True
    initials = "".join(found.group() for found in re.finditer(r"(?<!\w)\w", long)).lower()
    return initials == "".join(filter(str.isalnum, short)).lower()


def _inside(text: str, end: int, long: str, long_start: int) -> Iterator[AbbreviationDefinition]:
    """Yield the definition whose short form precedes the long form in parentheses."""
    before = _SHORT_BEFORE.search(text, max(0, end - MOST_BEFORE), end)
    if not before or not _SHORT.fullmatch(before.group(1)) or sum(map(str.isupper, before.group(1))) < 2:
        return
    short = before.group(1)
    if " " in long and len(long) > len(short) + 2 and _align(short.removesuffix("s"), long) == 0:
        yield AbbreviationDefinition(long_start, long_start + len(long), before.start(1), before.end(1))


def _align(short: str, long: str) -> int | None:
    """Return the offset in the long form where the letters of the short form start, or None if they do not match.

    Initials of the last words are tried first, with and without small words, then letters inside words.
    """
    letters = [c.lower() for c in short if c.isalnum()]
    lower = long.lower()
    words = [(found.start(), found.group()) for found in re.finditer(r"\w+", lower)]
    for starts in ([at for at, _ in words], [at for at, word in words if word not in _SMALL_WORDS]):
        if [lower[start] for start in starts[-len(letters) :]] == letters:
            return _compound_start(lower, starts[-len(letters)])
    at = len(long)
    for index in range(len(letters) - 1, -1, -1):
        at -= 1
        while at >= 0 and (lower[at] != letters[index] or (index == 0 and at > 0 and long[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return None
    start = _compound_start(lower, at)
    return start if _capitals_fit(short, long[start:]) else None


def _compound_start(text: str, at: int) -> int:
    """Return the start of the hyphenated compound that contains an offset."""
    while at > 1 and text[at - 1] in "-‐–" and text[at - 2].isalnum():
        at -= 2
        while at > 0 and text[at - 1].isalnum():
            at -= 1
    return at


def _capitals_fit(short: str, long: str) -> bool:
    """Return True unless the short form mixes cases and has more capitals than the long form has words: "ImageNet"."""
    if short.removesuffix("s").isupper():
        return True
    rest = iter(found.group().lower() for found in re.finditer(r"(?<![^\W_])\w|[A-Z]", long))
    return all(capital.lower() in rest for capital in short if capital.isupper())
