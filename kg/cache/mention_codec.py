"""Conversion of the mentions of one abstract to bytes and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from typing import Any

from kg.model.mention import Finder, Kind, RawMention, Role


def key_of(abstract: str, fingerprint: str) -> bytes:
    """Return the cache key of an abstract: the SHA-256 of its text and of a `fingerprint` of code and model."""
    return hashlib.sha256(f"{fingerprint}\0{abstract}".encode("utf-8", "surrogatepass")).digest()


def pack(mentions: Iterable[RawMention]) -> bytes:
    """Return the mentions of one abstract as JSON, without their texts, which `unpack` takes from the abstract."""
    rows = [
        (m.start, m.end, m.kind, m.finder, m.confidence, m.role, m.role_confidence, m.concept, m.long_form)
        for m in mentions
    ]
    return json.dumps(rows, separators=(",", ":")).encode()


def unpack(packed: bytes, work: str, abstract: str) -> list[RawMention] | None:
    """Return the mentions that `pack` encoded, as mentions in the abstract of `work`.

    Return None for bytes that encode no mentions of this abstract, such as those of another program. Such bytes can
    have a valid checksum.
    """
    try:
        return [_mention(row, work, abstract) for row in json.loads(packed)]
    except (ValueError, TypeError, RecursionError):
        return None


def _mention(row: Any, work: str, abstract: str) -> RawMention:
    """Return the mention of a row; raises ValueError or TypeError for a row that `pack` cannot have written."""
    start, end, kind, finder, sure, role, role_sure, concept, long_form = row
    if type(start) is not int or type(end) is not int or not 0 <= start < end <= len(abstract):
        raise ValueError("no span of the abstract")
    if not all(type(each) in (int, float) and 0 <= each <= 1 for each in (sure, role_sure)):
        raise ValueError("no confidence")
    if not isinstance(concept, str) or not isinstance(long_form, str):
        raise TypeError("no text")
    (concept + long_form).encode()  # raises ValueError for surrogates, which no file can have
    text = abstract[start:end]
    return RawMention(
        work, start, end, text, Kind(kind), Finder(finder), sure, Role(role), role_sure, concept, long_form
    )
