"""Conversion of the mentions of one abstract to bytes and back."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable

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


def unpack(packed: bytes, work: str, abstract: str) -> list[RawMention]:
    """Return the mentions that `pack` encoded, as mentions in the abstract of `work`."""
    return [
        RawMention(work, start, end, abstract[start:end], Kind(kind), Finder(finder), sure, Role(role), *rest)
        for start, end, kind, finder, sure, role, *rest in json.loads(packed)
    ]
