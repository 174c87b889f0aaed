"""Identifiers that a source gives its authors: the strongest evidence, for and against."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from kg.resolve.blocking import Pair
from kg.resolve.linking import Rules
from kg.resolve.signatures import Signature

_ORCID = re.compile(r"(?:https?://orcid\.org/|orcid:)?(\d{4}-\d{4}-\d{4}-\d{3}[\dX])$", re.IGNORECASE)
_DBLP = re.compile(r"(?:https?://dblp\.(?:org|uni-trier\.de)/pid/|dblp:)([\w/-]+?)(?:\.\w+)?$", re.IGNORECASE)
_OPENREVIEW = re.compile(r"(?:https?://openreview\.net/profile\?id=)?(~.+)$")


def read_source_id(written: str) -> tuple[str, str]:
    """The scheme of an identifier and the identifier without its address; what has no scheme we know is of scheme "".

    >>> read_source_id("https://orcid.org/0000-0002-1825-0097")
    ('orcid', '0000-0002-1825-0097')
    """
    text = written.strip()
    for scheme, pattern in (("orcid", _ORCID), ("openreview", _OPENREVIEW), ("dblp", _DBLP)):
        if found := pattern.match(text):
            return scheme, found[1].upper() if scheme == "orcid" else found[1]
    return "", text


def id_rules(signatures: Sequence[Signature], pairs: Iterable[Pair]) -> Rules:
    """Signatures of one id are one person's, whatever the names; compared ones with two ids of one scheme are not."""
    ids = [read_source_id(s.source_id) if s.source_id else None for s in signatures]
    first: dict[tuple[str, str], int] = {}
    same = [(first.setdefault(held, number), number) for number, held in enumerate(ids) if held]
    different = set()
    for pair in pairs:
        left, right = ids[pair.left], ids[pair.right]
        if left and right and left[0] == right[0] and left != right:
            different.add((pair.left, pair.right))
    return Rules(tuple(pair for pair in same if pair[0] != pair[1]), frozenset(different))
