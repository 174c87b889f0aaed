"""Placeholders in lists of authors: texts that are not names, or that represent further authors ("et al.")."""

from __future__ import annotations

import re
from enum import Enum
from functools import lru_cache


class Absence(Enum):
    """Reason why a text among the authors is not a name."""

    TRUNCATED = "the list of authors is incomplete"
    ANONYMOUS = "the authors are anonymous"
    EMPTY = "no author is named"


_EDGES = " \t\n.,;:…[](){}<>*\"'"
_DOTS = re.compile(r"[\s.…·,;]*(?:\.\.|…)[\s.…·,;]*")
_DIGITS = re.compile(r"[\d\s.,]*")
_CUT = {"et al", "et. al", "etal", "et.al", "and others", "others", "other authors", "and other authors", "more", "等"}
_CUT |= {"& others", "et alii", "et alia", "more authors", "and more", "additional authors", "further authors"}
_ANONYMOUS = {
    "anonymous",
    "anonymous author",
    "anonymous authors",
    "anonymous author(s",
    "anon",
    "anonymous submission",
}
_ANONYMOUS |= {"anonymized", "anonymised", "anonymous user", "hidden", "withheld", "blinded", "author names withheld"}
_ANONYMOUS |= {"anonymous acl submission", "paper under double-blind review", "anonymous cvpr submission"}
_EMPTY = {"", "n/a", "n.a", "nan", "none", "null", "nil", "-", "--", "—", "–", "?", "??", "unknown", "unknown author"}
_EMPTY |= {"unknown authors", "author unknown", "no author name available", "no author", "no authors", "no author(s"}
_EMPTY |= {"not available", "not given", "not listed", "not provided", "not specified", "undefined", "tbd", "tba"}
_EMPTY |= {"no author name", "no author available", "no authors listed", "no author listed", "no author information"}
_EMPTY |= {"no author id available", "no authors available", "various", "various authors", "author", "authors", "true"}
_EMPTY |= {
    "author(s",
    "name",
    "false",
    "to be announced",
    "to be determined",
    "missing",
    "empty",
    "<na>",
    "#n/a",
    "na/na",
}
_EMPTY |= {"author name", "author names", "authors name", "first last", "no data", "no information", "unnamed", "_"}
_NUMBERED = re.compile(
    r"(?:\+|and|&|plus)?\s*+\(?\+?\s*+\d{1,4}\s++(?:more|others?|further|additional|other)(?:\s+authors?)?\)?"
)
_NUMBERED_ANONYMOUS = re.compile(r"anonymous(?:\s+author)?\s*\d{1,3}")
_TAIL = re.compile(
    r"(?:(?<![\s,;&(\[])[\s,;&(\[]++)?+(?:(?<![^\s,;(\[])et\.?\s{0,3}al(?:ii|ia)?\b\.?|\band\s{1,3}(?:others|more|other\s{1,3}authors)\b"
    r"|\band\s{1,3}\d{1,4}\s{1,3}(?:others|more|other\s{1,3}authors)\b|\(?\+\s?\d{1,4}\s{1,3}(?:others|more)\b"
    r"|…|(?<!\.)\.{3,8}|等)[\s.,;)\]]*$",
    re.IGNORECASE,
)
_TAIL_SIGNS = ("et", "others", "more", "authors", "…", "...", "等")
_LONGEST_TAIL = 60


@lru_cache(maxsize=1 << 14)
def absence(text: str) -> Absence | None:
    """Return the reason why a text is not a name, or None if it can be one."""
    if len(text) > _LONGEST_TAIL:
        return None
    if _DOTS.fullmatch(text):
        return Absence.TRUNCATED
    plain = text.strip(_EDGES).casefold()
    if plain in _CUT or _NUMBERED.fullmatch(plain):
        return Absence.TRUNCATED
    if plain in _ANONYMOUS or _NUMBERED_ANONYMOUS.fullmatch(plain):
        return Absence.ANONYMOUS
    if plain in _EMPTY or text.strip() == "NA" or _DIGITS.fullmatch(plain):
        return Absence.EMPTY
    return None


def without_tail(text: str) -> tuple[str, bool]:
    """Return a text without "et al.", "and others" or dots at its end, and True if there was such an ending."""
    cut = max(len(text) - _LONGEST_TAIL, 0)
    tail = text[cut:].casefold()
    if not any(sign in tail for sign in _TAIL_SIGNS):
        return text, False
    found = _TAIL.search(text, cut)
    return (text[: found.start()], True) if found else (text, False)
