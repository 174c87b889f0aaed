"""Identifiers of authors in listings, such as ORCIDs: the best evidence on whether two names belong to one person."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence

from kg.model.record import AuthorName

AuthorId = tuple[str, str]
"""Scheme and value of an identifier; the scheme is "" if unknown."""

EMAIL = "email"
_ORCID = re.compile(r"(?:https?://(?:www\.)?orcid\.org/|orcid:\s*)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$", re.IGNORECASE)
_SCHEMES = (
    ("orcid", _ORCID),
    ("dblp", re.compile(r"(?:https?://dblp\.(?:org|uni-trier\.de)/pid/|dblp:)([\w/-]+?)(?:\.\w+)?$", re.IGNORECASE)),
    ("openreview", re.compile(r"(?:https?://openreview\.net/profile\?id=)?(~.+)$")),
    ("openalex", re.compile(r"(?:https?://(?:api\.)?openalex\.org/(?:authors/)?)?(A\d{5,})$", re.IGNORECASE)),
    ("semantic-scholar", re.compile(r"https?://www\.semanticscholar\.org/author/(?:[^/]+/)?(\d+)$", re.IGNORECASE)),
    (EMAIL, re.compile(r"(?:mailto:)?([^@\s<>{},;]+@[^@\s<>{},;]+\.\w+)$", re.IGNORECASE)),
)
_PREFIXED = re.compile(r"([a-z][a-z-]*[a-z]):\s*(\S.*)$", re.IGNORECASE)
_MANY = frozenset({EMAIL})  # schemes in which one person can have several identifiers


def read_author_id(written: str) -> AuthorId:
    """Return the scheme and the value of an identifier that is written as a URL, with a prefix or as a bare value.

    >>> read_author_id("https://orcid.org/0000-0002-1825-0097")
    ('orcid', '0000-0002-1825-0097')
    >>> read_author_id("dblp:Li Chen 0012"), read_author_id("scopus:57")
    (('dblp', 'Li Chen 0012'), ('scopus', '57'))
    """
    text = written.strip()
    for scheme, pattern in _SCHEMES:
        if found := pattern.match(text):
            return scheme, _plain(scheme, found[1])
    prefixed = _PREFIXED.match(text)
    return (prefixed[1].lower(), prefixed[2]) if prefixed and not prefixed[2].startswith("//") else ("", text)


def _plain(scheme: str, value: str) -> str:
    if scheme == EMAIL:
        return value.lower()
    return value.upper() if scheme in ("orcid", "openalex") else value


def write_id(identifier: AuthorId) -> str:
    """Return an identifier as text: an ORCID as a URL, any other identifier as its value."""
    scheme, value = identifier
    return f"https://orcid.org/{value}" if scheme == "orcid" else value


def read_author_ids(author: AuthorName, key: str) -> tuple[AuthorId, ...]:
    """Return all identifiers of an author, sorted; `key` is the normal form of the author's name.

    The family name is appended to an e-mail address, because several authors of a paper may give the same address.
    """
    written = (author.source_id, author.orcid, author.email)
    found = {read_author_id(each) for each in written if each and each.strip()}
    family = key.rpartition(" ")[2]
    return tuple(sorted((scheme, f"{value} {family}" if scheme == EMAIL else value) for scheme, value in found))


def same_by_id(ids: Iterable[Sequence[AuthorId]]) -> Iterator[tuple[int, int]]:
    """Yield pairs of indices of signatures that share an identifier; `ids` has the identifiers of each signature.

    Each signature is paired only with the first one that has the same identifier.
    """
    first: dict[AuthorId, int] = {}
    for number, own in enumerate(ids):
        for identifier in own:
            other = first.setdefault(identifier, number)
            if other != number:
                yield other, number


def contradict(left: Sequence[AuthorId], right: Sequence[AuthorId]) -> bool:
    """Return True if two signatures have different identifiers of one scheme, and no identifier in common."""
    if not left or not right or not set(left).isdisjoint(right):
        return False
    schemes: dict[str, set[str]] = defaultdict(set)
    for scheme, value in left:
        schemes[scheme].add(value)
    return any(scheme in schemes and scheme not in _MANY for scheme, _ in right)
