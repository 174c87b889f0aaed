"""Normal form of affiliations, for the comparison of two signatures."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from kg.model.text import fold

_SEPARATOR = re.compile(r"[,;|()\n]+")
_NOT_WORD = re.compile(r"[^\w]+")
_ORGANISATION = re.compile(
    r"univ|institut|college|academ|school of|polytec|hochschule|ecole|laborator|research|hospital|\blabs?\b|\binc\b"
    r"|\bltd\b|\bgmbh\b|\bcorp|compan"
)
_DEPARTMENT = re.compile(
    r"^(?:dept|department|faculty|division|school of|college of|institute of (?:comp|info|math))\b"
)
_IGNORED = frozenset({"the", "of", "and", "for", "de", "di", "la", "at", "in", "fur", "der"})


@lru_cache(maxsize=65536)
def _read(affiliation: str) -> tuple[str, ...]:
    """Return the organisations in one affiliation, or its first part if no part is recognised as an organisation."""
    parts = [part for part in map(_plain, _SEPARATOR.split(fold(affiliation))) if part]
    named = [part for part in parts if _ORGANISATION.search(part)]
    chosen = [part for part in named if not _DEPARTMENT.match(part)] or named or parts[:1]
    return tuple(" ".join(word for word in part.split() if word not in _IGNORED) or part for part in chosen)


def organisations(affiliations: Iterable[str]) -> frozenset[str]:
    """Return the normalised names of the organisations in affiliations, without departments and places.

    >>> sorted(organisations(["Dept. of Computing, University of Example, Exampleton 12345", "Example Labs"]))
    ['example labs', 'university example']
    """
    return frozenset(part for affiliation in affiliations for part in _read(affiliation))


def _plain(text: str) -> str:
    return _NOT_WORD.sub(" ", text).strip()
